//! Counting without reading everything: what aggregates contribute to sums, and the sums' changes.

use std::collections::BTreeMap;

use crate::table::Row;
use crate::value::Value;

/// Changes of sums under way. They are written in the order of their keys, so that two processes never wait for each
/// other in a circle.
#[derive(Debug, Default)]
pub(crate) struct Tally(BTreeMap<Vec<u8>, Row>);

impl Tally {
    /// Counts a contribution `times` times; a negative number takes it back.
    pub fn add(&mut self, row: Row, times: i64) {
        let mut place = row.table.name.as_bytes().to_vec();
        row.key().iter().for_each(|value| value.append_to(&mut place));
        let key = row.table.key;
        let sum = self.0.entry(place).or_insert_with(|| {
            let mut empty = row.clone();
            empty.values[key..].fill(Value::Int(0));
            empty
        });
        for (sum, value) in sum.values[key..].iter_mut().zip(&row.values[key..]) {
            if let (Value::Int(sum), Value::Int(value)) = (sum, value) {
                *sum += value * times;
            }
        }
    }

    /// The sums that change.
    pub fn into_rows(self) -> Vec<Row> {
        self.0.into_values().filter(|row| !is_nothing(row)).collect()
    }
}

/// Whether all sums of a row are zero, which means the same as no row.
pub(crate) fn is_nothing(row: &Row) -> bool {
    row.values[row.table.key..].iter().all(|value| *value == Value::Int(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Form, Table, column};
    use crate::value::Type;

    static VISITS: Table = Table {
        name: "visits",
        version: 1,
        columns: &[column("office", Type::Text), column("n", Type::Int), column("minutes", Type::Int)],
        key: 1,
        indexes: &[],
        form: Form::Tally,
    };

    fn visit(office: &str, minutes: i64) -> Row {
        Row { table: &VISITS, values: crate::params![office, 1_i64, minutes] }
    }

    #[test]
    fn contributions_of_one_key_are_summed_and_what_cancels_is_left_out() {
        let mut tally = Tally::default();
        tally.add(visit("sebatik", 5), 1);
        tally.add(visit("sebatik", 7), 1);
        tally.add(visit("krayan", 3), 1);
        tally.add(visit("krayan", 3), -1);
        let rows: Vec<_> = tally.into_rows().into_iter().map(|row| row.values).collect();
        assert_eq!(rows, [crate::params!["sebatik", 2_i64, 12_i64]]);
    }
}

//! Open figures: received, answered, in time, and how long it took, by month and unit.

use std::collections::{BTreeMap, BTreeSet};

use hadir_store::{Fault, Pool, params};
use jiff::Timestamp;

use crate::project::NO_UNIT;

/// The figures of one unit in one month of receipt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MonthOfUnit {
    /// Reports received.
    pub received: u64,
    /// Of these, answered or ended by now.
    pub answered: u64,
    /// Of the answered, in time.
    pub in_time: u64,
    /// Of the received, past their limit and not answered.
    pub overdue: u64,
    /// How many first answers took how many tenths of a working day.
    pub tenths: BTreeMap<u32, u64>,
}

/// All figures at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// When they were counted.
    pub counted_at: Timestamp,
    /// By month (`2026-10`) and unit, without what is in a closed circle.
    pub months: BTreeMap<String, BTreeMap<String, MonthOfUnit>>,
    /// By month, what is in a closed circle: it shows in the totals of the regency and nowhere by itself.
    pub sealed: BTreeMap<String, MonthOfUnit>,
}

#[derive(sqlx::FromRow)]
struct Counted {
    month: String,
    unit: String,
    what: String,
    tenths: i64,
    cases: i64,
}

/// What is late, by month and unit, or none for a closed circle: read from the part of the indexes of open cases whose limit has passed.
const OVERDUE: &str = "select month, unit, cast(count(*) as bigint) from ( \
     select month, unit from cases where is_open and not is_sealed and due_at < $1 and paused_since is null \
     union all \
     select month, '' as unit from cases where is_open and is_sealed and due_at < $1 and paused_since is null \
     ) as late group by month, unit";

/// All figures: the sums as they stand, and what is late by now. The cost does not depend on the number of cases.
pub async fn figures(pool: &Pool, now: Timestamp) -> Result<Figures, Fault> {
    let mut figures = Figures { counted_at: now, months: BTreeMap::new(), sealed: BTreeMap::new() };
    let unsigned = |count: i64| count.max(0).cast_unsigned();
    let sql = "select month, unit, what, tenths, cases from case_figures where cases > 0";
    for row in pool.all::<Counted>(sql, params![]).await? {
        let of_unit = figures.place(row.month, row.unit);
        let cases = unsigned(row.cases);
        match row.what.as_str() {
            "received" => of_unit.received = cases,
            "answered" => of_unit.answered = cases,
            "in_time" => of_unit.in_time = cases,
            _ => {
                of_unit.tenths.insert(u32::try_from(row.tenths.max(0)).unwrap_or(u32::MAX), cases);
            }
        }
    }
    for (month, unit, overdue) in pool.all::<(String, String, i64)>(OVERDUE, params![now]).await? {
        figures.place(month, unit).overdue = unsigned(overdue);
    }
    Ok(figures)
}

impl MonthOfUnit {
    /// Adds another month's or unit's figures.
    pub fn add(&mut self, other: &Self) {
        self.received += other.received;
        self.answered += other.answered;
        self.in_time += other.in_time;
        self.overdue += other.overdue;
        for (tenths, count) in &other.tenths {
            *self.tenths.entry(*tenths).or_default() += count;
        }
    }

    /// The median of the first answers in working days; half were quicker. Nothing without an answer.
    pub fn median_days(&self) -> Option<f64> {
        let answers: u64 = self.tenths.values().sum();
        let mut seen = 0;
        self.tenths.iter().find_map(|(tenths, count)| {
            seen += count;
            (answers > 0 && seen * 2 >= answers).then(|| f64::from(*tenths) / 10.0)
        })
    }

    /// How many of the cases whose limit has passed or that were answered kept it, of a hundred; nothing without any.
    pub fn in_time_of_hundred(&self) -> Option<u32> {
        let judged = self.answers() + self.overdue;
        (judged > 0).then(|| u32::try_from((self.in_time * 100 + judged / 2) / judged).unwrap_or(100))
    }

    /// Cases with a first answer.
    pub fn answers(&self) -> u64 {
        self.tenths.values().sum()
    }
}

impl Figures {
    /// Where the figures of a month and unit stand.
    fn place(&mut self, month: String, unit: String) -> &mut MonthOfUnit {
        if unit == NO_UNIT {
            self.sealed.entry(month).or_default()
        } else {
            self.months.entry(month).or_default().entry(unit).or_default()
        }
    }

    /// Every month in which anything was received, the earliest first.
    pub fn months_of_receipt(&self) -> impl Iterator<Item = &str> {
        let months: BTreeSet<_> = self.months.keys().chain(self.sealed.keys()).map(String::as_str).collect();
        months.into_iter()
    }

    /// The whole regency in a month.
    pub fn month(&self, month: &str) -> MonthOfUnit {
        sum(self.months.get(month).into_iter().flat_map(BTreeMap::values).chain(self.sealed.get(month)))
    }

    /// One unit in all months together.
    pub fn unit(&self, unit: &str) -> MonthOfUnit {
        sum(self.months.values().filter_map(|units| units.get(unit)))
    }

    /// Everything together.
    pub fn all(&self) -> MonthOfUnit {
        sum(self.months.values().flat_map(BTreeMap::values).chain(self.sealed.values()))
    }
}

fn sum<'a>(parts: impl Iterator<Item = &'a MonthOfUnit>) -> MonthOfUnit {
    parts.fold(MonthOfUnit::default(), |mut total, part| {
        total.add(part);
        total
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_answers_are_quicker_than_the_median() {
        let days =
            |tenths: &[(u32, u64)]| MonthOfUnit { tenths: tenths.iter().copied().collect(), ..MonthOfUnit::default() };
        assert_eq!(days(&[]).median_days(), None);
        assert_eq!(days(&[(30, 1)]).median_days(), Some(3.0));
        assert_eq!(days(&[(5, 2), (30, 2), (90, 1)]).median_days(), Some(3.0));
    }

    #[test]
    fn a_case_that_is_late_and_unanswered_counts_against_the_office() {
        let month = MonthOfUnit { in_time: 3, overdue: 1, tenths: [(10, 3)].into(), ..MonthOfUnit::default() };
        assert_eq!(month.in_time_of_hundred(), Some(75));
    }
}

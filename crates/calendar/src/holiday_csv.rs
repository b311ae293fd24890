//! Holidays as a table: `date,name,kind,source`, further columns ignored.
//!
//! The same form seeds the program and lets an office load the decree of a coming year.

use std::io::Read;

use serde::Deserialize;

use crate::holiday::Holiday;

/// The holidays of a table and the rows that are none.
#[derive(Debug)]
pub struct HolidayTable {
    /// The good rows, in the order they came.
    pub holidays: Vec<Holiday>,
    /// The bad rows, in the order they came.
    pub refused: Vec<RefusedHoliday>,
}

/// A row that is not a holiday.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct RefusedHoliday {
    /// The line on which the row begins; the heading is line 1.
    pub line: u64,
    /// What is wrong, for the person who prepared the file.
    pub reason: String,
}

/// Reads a table of holidays; bad rows are listed and do not stop the others.
///
/// # Errors
/// When reading itself fails.
pub fn read(input: impl Read) -> csv::Result<HolidayTable> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(input);
    let heading = reader.headers()?.clone();
    let mut table = HolidayTable { holidays: Vec::new(), refused: Vec::new() };
    for record in reader.records() {
        let holiday = record.and_then(|record| {
            let holiday: HolidayRow = record.deserialize(Some(&heading))?;
            Ok(holiday.into())
        });
        match holiday {
            Ok(holiday) => table.holidays.push(holiday),
            Err(error) if error.is_io_error() => return Err(error),
            Err(error) => table.refused.push(refusal(&error)),
        }
    }
    Ok(table)
}

#[derive(Deserialize)]
struct HolidayRow {
    date: jiff::civil::Date,
    name: String,
    kind: crate::holiday::HolidayKind,
    source: String,
}

impl From<HolidayRow> for Holiday {
    fn from(row: HolidayRow) -> Self {
        Holiday { date: row.date, name: row.name.into(), kind: row.kind, source: row.source.into() }
    }
}

fn refusal(error: &csv::Error) -> RefusedHoliday {
    let line = error.position().map_or(0, csv::Position::line);
    let reason = match error.kind() {
        csv::ErrorKind::Deserialize { err, .. } => err.to_string(),
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("{len} fields where the heading has {expected_len}")
        }
        csv::ErrorKind::Utf8 { .. } => "the row is not UTF-8 text".to_owned(),
        _ => error.to_string(),
    };
    RefusedHoliday { line, reason }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::holiday::HolidayKind;

    #[test]
    fn bad_rows_are_named_and_good_rows_kept() {
        let table = read(
            "date,name,kind,source,status\n\
             2028-01-01,Tahun Baru Masehi,libur_nasional,SKB,\n\
             2028-02-30,Hari Mustahil,libur_nasional,SKB,\n\
             2028-03-01,Hari Pasar,hari_pasar,SKB,\n\
             2028-12-25,Hari Raya Natal,libur_nasional\n\
             2028-12-26,Cuti Bersama Hari Raya Natal,cuti_bersama,SKB,\n"
                .as_bytes(),
        )
        .unwrap();
        let dates: Vec<_> = table.holidays.iter().map(|holiday| (holiday.date, holiday.kind)).collect();
        assert_eq!(
            dates,
            [(date(2028, 1, 1), HolidayKind::National), (date(2028, 12, 26), HolidayKind::CollectiveLeave)]
        );
        let lines: Vec<u64> = table.refused.iter().map(|refused| refused.line).collect();
        assert_eq!(lines, [3, 4, 5]);
        assert!(table.refused[1].reason.contains("hari_pasar"), "{}", table.refused[1]);
    }
}

//! Deadlines as a table: rows with an instant of receipt, a zone and a type in, due dates out.
//!
//! The input may have any columns in any order as long as `received_at`, `office_zone` and
//! `deadline_type` are among them; `id` and `note` pass through, everything else is computed anew.
//! Times carry their offset; seconds are accepted and left out of the answer.

use std::io::{Read, Write};

use csv::{ErrorKind, StringRecord};
use jiff::{Timestamp, civil::Date};

use crate::{
    calendar::Calendar,
    deadline::Deadline,
    hours::WorkingHours,
    office::Office,
    rule::TimeUnit,
    rule_table::RuleTable,
    zone::{UnknownZone, Zone},
};

/// The columns of the answer, in order.
pub const COLUMNS: [&str; 14] = [
    "id",
    "received_at",
    "office_zone",
    "received_local",
    "deadline_type",
    "n",
    "unit",
    "deemed_received",
    "weekday_holidays_skipped",
    "due",
    "due_at",
    "act_by",
    "calendar_confidence",
    "note",
];

/// What became of a table.
#[derive(Debug)]
pub struct Filled {
    /// Rows written, without the heading.
    pub written: u64,
    /// Rows left out, in the order they came.
    pub refused: Vec<RefusedRow>,
}

/// A row for which there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct RefusedRow {
    /// The line on which the row begins; the heading is line 1.
    pub line: u64,
    /// What is wrong with it.
    pub problem: RowProblem,
}

/// What can be wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RowProblem {
    /// The row has more or fewer fields than the heading.
    #[error("{found} fields where the heading has {expected}")]
    FieldCount {
        /// Fields in the heading.
        expected: u64,
        /// Fields in the row.
        found: u64,
    },
    /// The row is not UTF-8.
    #[error("the row is not UTF-8 text")]
    NotUtf8,
    /// `received_at` is not an instant; most often its offset is missing.
    #[error("received_at {0:?} is not a time with an offset, such as 2025-03-20T10:00+08:00")]
    Instant(String),
    /// `office_zone` is not Indonesian.
    #[error("office_zone: {0}")]
    Zone(#[from] UnknownZone),
    /// No rule bears the name in `deadline_type`.
    #[error("unknown deadline_type {0:?}")]
    UnknownType(String),
    /// The rule exists but not for this date of receipt.
    #[error("deadline_type {id:?} was not in force on {received_on}")]
    NotInForce {
        /// The rule.
        id: String,
        /// The local date of receipt.
        received_on: Date,
    },
}

/// Why no table could be made at all.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// A column without which no row has an answer is not in the heading.
    #[error("the heading has no column {0:?}")]
    MissingColumn(&'static str),
    /// Reading or writing failed.
    #[error("the table could not be read or written")]
    Csv(#[from] csv::Error),
    /// The last rows could not be written out.
    #[error("the table could not be written")]
    Write(#[from] std::io::Error),
}

/// Computes the deadlines of a table row by row; a bad row is reported and does not stop the others.
///
/// ```
/// use hadir_calendar::{deadline_csv, seed};
///
/// let input = "received_at,office_zone,deadline_type\n2025-12-31T10:00+08:00,WITA,info_request\n";
/// let mut output = Vec::new();
/// let filled = deadline_csv::fill(
///     input.as_bytes(), &mut output, &seed::rules(), &seed::hours(), &seed::calendar(),
/// )?;
/// assert_eq!(filled.written, 1);
/// assert!(String::from_utf8_lossy(&output).contains("2026-01-08T23:59+08:00"));
/// # Ok::<(), deadline_csv::TableError>(())
/// ```
///
/// # Errors
/// When a needed column is missing, or reading or writing fails.
pub fn fill(
    input: impl Read,
    output: impl Write,
    rules: &RuleTable,
    hours: &WorkingHours,
    calendar: &Calendar,
) -> Result<Filled, TableError> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(input);
    let columns = Columns::find(reader.headers()?)?;
    let mut writer = csv::Writer::from_writer(output);
    writer.write_record(COLUMNS)?;
    let mut filled = Filled { written: 0, refused: Vec::new() };
    for record in reader.records() {
        match answer(record, &columns, rules, hours, calendar)? {
            Ok(fields) => {
                writer.write_record(&fields)?;
                filled.written += 1;
            }
            Err(refused) => filled.refused.push(refused),
        }
    }
    writer.flush()?;
    Ok(filled)
}

/// Where the columns that are read stand in the input.
struct Columns {
    received_at: usize,
    office_zone: usize,
    deadline_type: usize,
    id: Option<usize>,
    note: Option<usize>,
}

impl Columns {
    fn find(heading: &StringRecord) -> Result<Self, TableError> {
        let position = |name: &str| heading.iter().position(|column| column == name);
        let needed = |name: &'static str| position(name).ok_or(TableError::MissingColumn(name));
        Ok(Columns {
            received_at: needed("received_at")?,
            office_zone: needed("office_zone")?,
            deadline_type: needed("deadline_type")?,
            id: position("id"),
            note: position("note"),
        })
    }
}

type Answer = Result<[String; COLUMNS.len()], RefusedRow>;

fn answer(
    record: csv::Result<StringRecord>,
    columns: &Columns,
    rules: &RuleTable,
    hours: &WorkingHours,
    calendar: &Calendar,
) -> csv::Result<Answer> {
    let record = match record {
        Ok(record) => record,
        Err(error) => return refusal(error).map(Err),
    };
    let line = record.position().map_or(0, csv::Position::line);
    let fields = Question::read(&record, columns, rules).map(|question| question.fields(hours, calendar));
    Ok(fields.map_err(|problem| RefusedRow { line, problem }))
}

/// A row that cannot be read is refused; any other failure ends the table.
fn refusal(error: csv::Error) -> csv::Result<RefusedRow> {
    let problem = match error.kind() {
        ErrorKind::UnequalLengths { expected_len, len, .. } => {
            RowProblem::FieldCount { expected: *expected_len, found: *len }
        }
        ErrorKind::Utf8 { .. } => RowProblem::NotUtf8,
        _ => return Err(error),
    };
    Ok(RefusedRow { line: error.position().map_or(0, csv::Position::line), problem })
}

/// What a row asks.
struct Question<'a> {
    id: &'a str,
    received_text: &'a str,
    received_at: Timestamp,
    zone_text: &'a str,
    zone: Zone,
    rule: &'a crate::rule::Rule,
    note: &'a str,
}

impl<'a> Question<'a> {
    fn read(record: &'a StringRecord, columns: &Columns, rules: &'a RuleTable) -> Result<Self, RowProblem> {
        let field = |column: Option<usize>| column.and_then(|column| record.get(column)).unwrap_or_default();
        let received_text = field(Some(columns.received_at));
        let received_at: Timestamp =
            received_text.parse().map_err(|_| RowProblem::Instant(received_text.to_owned()))?;
        let zone_text = field(Some(columns.office_zone));
        let zone: Zone = zone_text.parse()?;
        let rule = find_rule(rules, field(Some(columns.deadline_type)), zone.date_at(received_at))?;
        let (id, note) = (field(columns.id), field(columns.note));
        Ok(Question { id, received_text, received_at, zone_text, zone, rule, note })
    }

    fn fields(&self, hours: &WorkingHours, calendar: &Calendar) -> [String; COLUMNS.len()] {
        let deadline = Office { zone: self.zone, hours, calendar }.deadline(self.rule, self.received_at);
        let due_at = minute_stamp(self.zone, deadline.due_at);
        [
            self.id.to_owned(),
            self.received_text.to_owned(),
            self.zone_text.to_owned(),
            minute_stamp(self.zone, self.received_at),
            deadline.rule.to_string(),
            deadline.limit.amount.to_string(),
            deadline.limit.unit.as_str().to_owned(),
            deadline.deemed_received.to_string(),
            holidays(&deadline),
            if deadline.limit.unit == TimeUnit::Hours { due_at.clone() } else { deadline.due_on.to_string() },
            due_at,
            deadline.act_by.to_string(),
            deadline.confidence.as_str().to_owned(),
            self.note.to_owned(),
        ]
    }
}

fn find_rule<'a>(rules: &'a RuleTable, id: &str, received_on: Date) -> Result<&'a crate::rule::Rule, RowProblem> {
    rules.find(id, received_on).ok_or_else(|| {
        let id = id.to_owned();
        if rules.knows(&id) { RowProblem::NotInForce { id, received_on } } else { RowProblem::UnknownType(id) }
    })
}

fn holidays(deadline: &Deadline) -> String {
    let dates: Vec<String> = deadline.weekday_holidays().map(|date| date.to_string()).collect();
    dates.join(" ")
}

/// An instant in a zone's local time without seconds: `2025-03-20T10:00+08:00`.
fn minute_stamp(zone: Zone, instant: Timestamp) -> String {
    let local = instant.to_zoned(zone.offset().to_time_zone());
    local.strftime("%Y-%m-%dT%H:%M%:z").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seed;

    fn filled(input: &[u8]) -> (Filled, String) {
        let mut output = Vec::new();
        let filled = fill(input, &mut output, &seed::rules(), &seed::hours(), &seed::calendar()).unwrap();
        (filled, String::from_utf8(output).unwrap())
    }

    #[test]
    fn good_rows_land_and_bad_rows_are_named_with_line_and_reason() {
        let input = b"id,received_at,office_zone,deadline_type,note\n\
            A,2025-09-15T08:00:30+08:00,WITA,info_request,\"with, comma\"\n\
            B,2025-09-15T08:00,WITA,info_request,\n\
            C,2025-09-15T08:00+08:00,SGT,info_request,\n\
            D,2025-09-15T08:00+08:00,WITA,wishes,\n\
            E,1999-09-15T08:00+08:00,WITA,info_request,\n\
            F,2025-09-15T08:00+08:00,WITA\n\
            G,2025-09-15T08:00+08:00,WITA,info_request,\xff\n\
            H,2025-09-15T08:00+08:00,Asia/Makassar,info_request,\n";
        let (filled, output) = filled(input);
        assert_eq!(filled.written, 2);
        assert!(output.contains("A,2025-09-15T08:00:30+08:00,WITA,2025-09-15T08:00+08:00,info_request,5,working,"));
        assert!(output.contains(",\"with, comma\"\n"));
        assert!(output.contains("H,2025-09-15T08:00+08:00,Asia/Makassar,"));
        let refused: Vec<String> = filled.refused.iter().map(ToString::to_string).collect();
        assert_eq!(
            refused,
            [
                "line 3: received_at \"2025-09-15T08:00\" is not a time with an offset, such as 2025-03-20T10:00+08:00",
                "line 4: office_zone: unknown time zone \"SGT\": expected WIB, WITA, WIT or an Indonesian IANA name",
                "line 5: unknown deadline_type \"wishes\"",
                "line 6: deadline_type \"info_request\" was not in force on 1999-09-15",
                "line 7: 3 fields where the heading has 5",
                "line 8: the row is not UTF-8 text",
            ]
        );
    }

    #[test]
    fn columns_may_come_in_any_order_behind_a_byte_order_mark() {
        let input = "\u{feff}deadline_type,office_zone,received_at\r\nsp4n_verify,WIT,2025-03-31T08:00+09:00\r\n";
        let (filled, output) = filled(input.as_bytes());
        assert_eq!(filled.written, 1, "{:?}", filled.refused);
        assert!(output.contains("2025-04-11T23:59+09:00"));
    }

    #[test]
    fn a_table_without_a_needed_column_is_refused_whole() {
        let outcome = fill(
            "id,received_at,office_zone\n".as_bytes(),
            Vec::new(),
            &seed::rules(),
            &seed::hours(),
            &seed::calendar(),
        );
        assert!(matches!(outcome, Err(TableError::MissingColumn("deadline_type"))));
    }

    #[test]
    fn the_ends_of_time_are_answered_without_panic() {
        let input = "received_at,office_zone,deadline_type\n\
            9999-12-30T10:00+08:00,WIT,complaint_supervisory\n\
            9999-12-30T10:00+08:00,WIB,pdp_breach\n";
        let (filled, output) = filled(input.as_bytes());
        assert_eq!(filled.written, 2);
        assert!(output.contains(",low,"));
    }
}

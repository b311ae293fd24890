//! The calendar, hours and rules a new node starts with, read from the files under `data/`.
//!
//! These only seed an installation. From then on calendars and rule tables are changed by operations,
//! so that two program versions never compute two different deadlines.
//!
//! Each call reads its file anew, so whoever asks often keeps the answer.

use std::ops::Range;

use serde::{Deserialize, de::DeserializeOwned};
use toml::Spanned;

use crate::{
    calendar::Calendar,
    holiday::{CalendarData, KnownYear, Ramadan},
    holiday_csv,
    hours::WorkingHours,
    rule::Rule,
    rule_table::{RuleTable, RuleTableData},
    week::WorkingWeek,
};

/// `data/holidays/id.csv`: the holidays.
pub const HOLIDAYS_CSV: &str = include_str!("../../../data/holidays/id.csv");
/// `data/holidays/years.toml`: the edition and how well each year is known.
pub const YEARS_TOML: &str = include_str!("../../../data/holidays/years.toml");
/// `data/rules/hours.toml`: office hours and the fasting months.
pub const HOURS_TOML: &str = include_str!("../../../data/rules/hours.toml");
/// `data/rules/deadlines.toml`: the limits.
pub const DEADLINES_TOML: &str = include_str!("../../../data/rules/deadlines.toml");

const EMBEDDED: &str = "the embedded files are read by this crate's own tests";

/// A file of calendar, hours or rules that cannot be used, with the place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct SeedError {
    /// The line at fault, counted from 1; 0 when the fault concerns the file as a whole.
    pub line: u64,
    /// What is wrong, for the person who prepared the file.
    pub reason: String,
}

/// The national calendar.
#[must_use]
pub fn calendar() -> Calendar {
    parse_calendar(HOLIDAYS_CSV, YEARS_TOML, HOURS_TOML).expect(EMBEDDED)
}

/// The office hours of Perpres 21/2023.
#[must_use]
pub fn hours() -> WorkingHours {
    parse_hours(HOURS_TOML).expect(EMBEDDED)
}

/// The limits of law and practice.
#[must_use]
pub fn rules() -> RuleTable {
    parse_rules(DEADLINES_TOML).expect(EMBEDDED)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct YearsFile {
    version: String,
    week: WorkingWeek,
    years: Vec<KnownYear>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HoursFile {
    hours: WorkingHours,
    ramadan: Vec<Ramadan>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesFile {
    version: String,
    rules: Vec<Spanned<Rule>>,
}

/// Reads a calendar from its three files.
///
/// # Errors
/// At the first row or value that cannot be read, or when the whole makes no calendar.
pub fn parse_calendar(holidays_csv: &str, years_toml: &str, hours_toml: &str) -> Result<Calendar, SeedError> {
    let years: YearsFile = read_toml(years_toml)?;
    let hours: HoursFile = read_toml(hours_toml)?;
    let table =
        holiday_csv::read(holidays_csv.as_bytes()).map_err(|error| SeedError { line: 0, reason: error.to_string() })?;
    if let Some(refused) = table.refused.into_iter().next() {
        return Err(SeedError { line: refused.line, reason: refused.reason });
    }
    let data = CalendarData {
        version: years.version.into(),
        week: years.week,
        years: years.years,
        holidays: table.holidays,
        ramadan: hours.ramadan,
    };
    Calendar::new(data).map_err(|error| SeedError { line: 0, reason: error.to_string() })
}

/// Reads office hours.
///
/// # Errors
/// At the first value that cannot be read or makes no day.
pub fn parse_hours(hours_toml: &str) -> Result<WorkingHours, SeedError> {
    read_toml(hours_toml).map(|file: HoursFile| file.hours)
}

/// Reads a rule table.
///
/// # Errors
/// At the first row that cannot be read or contradicts an earlier one.
pub fn parse_rules(deadlines_toml: &str) -> Result<RuleTable, SeedError> {
    let file: RulesFile = read_toml(deadlines_toml)?;
    let spans: Vec<Range<usize>> = file.rules.iter().map(Spanned::span).collect();
    let rules = file.rules.into_iter().map(Spanned::into_inner).collect();
    RuleTable::new(RuleTableData { version: file.version.into(), rules }).map_err(|error| {
        let line = line_at(deadlines_toml, spans[error.row()].start);
        SeedError { line, reason: error.to_string() }
    })
}

fn read_toml<T: DeserializeOwned>(text: &str) -> Result<T, SeedError> {
    toml::from_str(text).map_err(|error| SeedError {
        line: error.span().map_or(0, |span| line_at(text, span.start)),
        reason: error.message().to_owned(),
    })
}

/// The line, counted from 1, on which a byte of the text stands.
fn line_at(text: &str, byte: usize) -> u64 {
    let breaks_before = text.bytes().take(byte).filter(|&byte| byte == b'\n').count();
    1 + u64::try_from(breaks_before).expect("a text has fewer lines than bytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn office_hours_are_those_of_perpres_21_2023() {
        let hours = hours();
        assert_eq!(hours.normal.working_minutes(), 37 * 60 + 30);
        assert_eq!(hours.ramadan.unwrap().working_minutes(), 32 * 60 + 30);
    }

    #[test]
    fn the_calendar_has_the_decreed_numbers_of_days() {
        use crate::holiday::HolidayKind::{CollectiveLeave, National};
        let calendar = calendar();
        for (year, kind, count) in [
            (2025, National, 17),
            (2025, CollectiveLeave, 11),
            (2026, National, 17),
            (2026, CollectiveLeave, 8),
            (2027, CollectiveLeave, 8),
        ] {
            let holidays = calendar.data().holidays.iter();
            let found = holidays.filter(|day| day.date.year() == year && day.kind == kind).count();
            assert_eq!(found, count, "{year} {kind:?}");
        }
        assert_eq!(calendar.known_until(), Some(2027));
    }

    #[test]
    fn every_rule_says_what_it_rests_on() {
        for rule in rules().rules() {
            assert!(!rule.name.is_empty() && !rule.source.is_empty() && !rule.version.is_empty(), "{}", rule.id);
        }
    }

    #[test]
    fn faults_are_named_with_their_line() {
        let zero_days = "version = \"x\"\n[[rules]]\nid = \"a\"\namount = -1\n";
        assert_eq!(parse_rules(zero_days).unwrap_err().line, 4);

        let row = "[[rules]]\nid = \"a\"\nversion = \"1\"\namount = 1\nunit = \"hours\"\nname = \"A\"\nsource = \"B\"\n\
                   certainty = \"derived\"\nvalid_from = \"2020-01-01\"\n";
        let twice = format!("version = \"x\"\n{row}{row}");
        let error = parse_rules(&twice).unwrap_err();
        assert_eq!(error.line, 11, "{error}");

        let late = HOURS_TOML.replacen("closes = \"16:00\"", "closes = \"06:00\"", 1);
        let error = parse_hours(&late).unwrap_err();
        assert!(error.line > 1 && error.reason.contains("later than opening"), "{error}");

        let typo = HOLIDAYS_CSV.replacen("cuti_bersama", "cuti", 1);
        assert_eq!(parse_calendar(&typo, YEARS_TOML, HOURS_TOML).unwrap_err().line, 4);
    }
}

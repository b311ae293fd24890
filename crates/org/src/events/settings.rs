//! The facts of calendar, rules and settings.
//!
//! Dates travel as `2026-03-12`, names of enumerations as the calendar's files write them, so that a log can be read
//! without this program.

use hadir_calendar::{Holiday, KnownYear, Ramadan, Rule};
use jiff::civil::Date;
use minicbor::{Decode, Encode};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A dated row of the rule table was added, or replaced where one of the same rule began on the same day.
#[derive(Encode, Decode)]
#[cbor(map)]
pub struct RuleSet {
    #[n(0)]
    id: String,
    #[n(1)]
    version: String,
    #[n(2)]
    amount: u16,
    #[n(3)]
    unit: String,
    #[n(4)]
    name: String,
    #[n(5)]
    source: String,
    #[n(6)]
    certainty: String,
    #[n(7)]
    valid_from: String,
    #[n(8)]
    valid_until: Option<String>,
}

/// A dated row of the rule table was taken back.
#[derive(Encode, Decode)]
#[cbor(map)]
pub struct RuleWithdrawn {
    /// The rule.
    #[n(0)]
    pub id: String,
    /// The day its row began.
    #[n(1)]
    pub valid_from: String,
}

/// A day is a holiday.
#[derive(Encode, Decode)]
#[cbor(map)]
pub struct HolidaySet {
    #[n(0)]
    date: String,
    #[n(1)]
    name: String,
    #[n(2)]
    kind: String,
    #[n(3)]
    source: String,
}

/// A day is no longer a holiday of this kind.
#[derive(Encode, Decode)]
#[cbor(map)]
pub struct HolidayRemoved {
    /// The day.
    #[n(0)]
    pub date: String,
    /// Which kind of holiday it was.
    #[n(1)]
    pub kind: String,
}

/// How well the holidays of a year are known.
#[derive(Encode, Decode)]
#[cbor(map)]
pub struct YearKnown {
    #[n(0)]
    year: i16,
    #[n(1)]
    confidence: String,
    #[n(2)]
    source: String,
}

/// A fasting month was entered, or replaced where one began on the same day.
#[derive(Encode, Decode)]
#[cbor(map)]
pub struct RamadanSet {
    #[n(0)]
    first: String,
    #[n(1)]
    last: String,
    #[n(2)]
    certainty: String,
}

/// A fasting month was taken back.
#[derive(Encode, Decode)]
#[cbor(map)]
pub struct RamadanRemoved {
    /// Its first day.
    #[n(0)]
    pub first: String,
}

/// The hours of all units that have none of their own.
#[derive(Encode, Decode)]
#[cbor(map)]
pub struct OfficeHoursSet {
    /// As the calendar's own JSON.
    #[n(0)]
    pub hours: String,
}

/// Settings of the regency that changed; those not named stay. An empty text takes a setting away.
#[derive(Default, Encode, Decode)]
#[cbor(map)]
#[expect(missing_docs, reason = "each is the setting of the same name in `settings::Regency`")]
pub struct RegencyChanged {
    #[n(0)]
    pub name: Option<String>,
    #[n(1)]
    pub region: Option<String>,
    #[n(2)]
    pub zone: Option<String>,
    #[n(3)]
    pub emergency: Option<String>,
    #[n(4)]
    pub are_officer_names_public: Option<bool>,
    #[n(5)]
    pub forms_of_address: Option<Vec<String>>,
    #[n(6)]
    pub reports_per_hour: Option<u32>,
    #[n(7)]
    pub photo_bytes_max: Option<u32>,
    #[n(8)]
    pub photos_max: Option<u32>,
    #[n(9)]
    pub phone: Option<String>,
    #[n(10)]
    pub address: Option<String>,
    #[n(11)]
    pub silent_hours: Option<u32>,
    #[n(12)]
    pub warnings: Option<Vec<u8>>,
    #[n(13)]
    pub secretary_after_days: Option<u32>,
    #[n(14)]
    pub leader_after_days: Option<u32>,
    /// A date; empty takes it back.
    #[n(15)]
    pub retention_on: Option<String>,
    #[n(16)]
    pub document_bytes_max: Option<u32>,
}

impl From<&Rule> for RuleSet {
    fn from(rule: &Rule) -> Self {
        Self {
            id: rule.id.as_str().to_owned(),
            version: rule.version.to_string(),
            amount: rule.amount,
            unit: name_of(&rule.unit),
            name: rule.name.to_string(),
            source: rule.source.to_string(),
            certainty: name_of(&rule.certainty),
            valid_from: rule.valid_from.to_string(),
            valid_until: rule.valid_until.map(|date| date.to_string()),
        }
    }
}

impl RuleSet {
    /// The row; none when a part of it is of a form only a later version knows.
    pub fn rule(&self) -> Option<Rule> {
        Some(Rule {
            id: self.id.as_str().into(),
            version: self.version.as_str().into(),
            amount: self.amount,
            unit: named(&self.unit)?,
            name: self.name.as_str().into(),
            source: self.source.as_str().into(),
            certainty: named(&self.certainty)?,
            valid_from: date(&self.valid_from)?,
            valid_until: match &self.valid_until {
                Some(until) => Some(date(until)?),
                None => None,
            },
        })
    }
}

impl From<&Holiday> for HolidaySet {
    fn from(holiday: &Holiday) -> Self {
        Self {
            date: holiday.date.to_string(),
            name: holiday.name.to_string(),
            kind: name_of(&holiday.kind),
            source: holiday.source.to_string(),
        }
    }
}

impl HolidaySet {
    /// The holiday; none when a part of it is of a form only a later version knows.
    pub fn holiday(&self) -> Option<Holiday> {
        let (name, source) = (self.name.as_str().into(), self.source.as_str().into());
        Some(Holiday { date: date(&self.date)?, name, kind: named(&self.kind)?, source })
    }
}

impl From<&Holiday> for HolidayRemoved {
    fn from(holiday: &Holiday) -> Self {
        Self { date: holiday.date.to_string(), kind: name_of(&holiday.kind) }
    }
}

impl From<&KnownYear> for YearKnown {
    fn from(known: &KnownYear) -> Self {
        Self { year: known.year, confidence: name_of(&known.confidence), source: known.source.to_string() }
    }
}

impl YearKnown {
    /// The year; none when its confidence is of a form only a later version knows.
    pub fn known_year(&self) -> Option<KnownYear> {
        Some(KnownYear { year: self.year, confidence: named(&self.confidence)?, source: self.source.as_str().into() })
    }
}

impl From<&Ramadan> for RamadanSet {
    fn from(month: &Ramadan) -> Self {
        let (first, last) = (month.first.to_string(), month.last.to_string());
        Self { first, last, certainty: name_of(&month.certainty) }
    }
}

impl RamadanSet {
    /// The month; none when a part of it is of a form only a later version knows.
    pub fn month(&self) -> Option<Ramadan> {
        Some(Ramadan { first: date(&self.first)?, last: date(&self.last)?, certainty: named(&self.certainty)? })
    }
}

/// A date as operations write it.
pub(crate) fn date(text: &str) -> Option<Date> {
    text.parse().ok()
}

/// The name a plain enumeration has in the calendar's files.
pub(crate) fn name_of<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        other => unreachable!("a plain enumeration is written as its name, not as {other:?}"),
    }
}

/// The value of a plain enumeration by the name it has in the calendar's files.
pub(crate) fn named<T: DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).ok()
}

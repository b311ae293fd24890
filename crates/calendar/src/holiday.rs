//! What a calendar is made of, as plain data that files hold and operations carry.

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::week::WorkingWeek;

/// Why a weekday is free.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum HolidayKind {
    /// A national holiday.
    #[serde(rename = "libur_nasional")]
    National,
    /// Collective leave, set by joint decree and sometimes added late in the year.
    #[serde(rename = "cuti_bersama")]
    CollectiveLeave,
    /// A holiday of one province or regency.
    #[serde(rename = "libur_daerah")]
    Regional,
}

/// A day on which offices are closed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Holiday {
    /// The local date.
    pub date: Date,
    /// The name in Indonesian, as the decree has it.
    pub name: Arc<str>,
    /// National holiday, collective leave or regional holiday.
    pub kind: HolidayKind,
    /// Where the date was taken from.
    pub source: Arc<str>,
}

/// How well the holidays of a year are known, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// The calendar knows nothing of the year: dates in it are provisional.
    Low,
    /// One source only, or dates that await the sighting of the moon.
    Medium,
    /// Decreed and confirmed.
    High,
}

impl Confidence {
    /// `high`, `medium` or `low`, as the exchange formats write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Confidence::High => "high",
            Confidence::Medium => "medium",
            Confidence::Low => "low",
        }
    }
}

/// A year whose holidays are loaded.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownYear {
    /// The Gregorian year.
    pub year: i16,
    /// How well it is known; [`Confidence::Low`] is for years that are not listed.
    pub confidence: Confidence,
    /// The decree, or what stands in for it.
    pub source: Arc<str>,
}

/// How sure a figure is, as every figure of legal weight must say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Read in the cited source.
    Verified,
    /// Remembered, to be checked before it is relied on.
    Recalled,
    /// Computed or decided by this project.
    Derived,
}

/// The days of one Ramadan, both ends included.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ramadan {
    /// The first day of fasting.
    pub first: Date,
    /// The last day of fasting.
    pub last: Date,
    /// How sure the two dates are.
    pub certainty: Certainty,
}

/// Everything a [`Calendar`](crate::Calendar) is built from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CalendarData {
    /// Names this edition; shown beside every deadline computed with it.
    pub version: Arc<str>,
    /// The weekdays that count.
    #[serde(default)]
    pub week: WorkingWeek,
    /// The years whose holidays are complete.
    pub years: Vec<KnownYear>,
    /// The holidays, in any order.
    pub holidays: Vec<Holiday>,
    /// The fasting months, in any order.
    #[serde(default)]
    pub ramadan: Vec<Ramadan>,
}

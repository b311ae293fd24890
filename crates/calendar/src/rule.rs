//! One legal limit or one promise: how much time, in which unit, by which rule.

use std::{fmt, sync::Arc};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::holiday::Certainty;

/// In what a limit is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeUnit {
    /// Days on which the office works, from the day the report is deemed received.
    WorkingDays,
    /// All days, from the local date of receipt.
    CalendarDays,
    /// Elapsed hours, which nothing stops.
    Hours,
}

impl TimeUnit {
    /// `working`, `calendar` or `hours`, as the exchange formats write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            TimeUnit::WorkingDays => "working",
            TimeUnit::CalendarDays => "calendar",
            TimeUnit::Hours => "hours",
        }
    }
}

/// An amount of time in its unit, such as 14 working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Limit {
    /// How many.
    pub amount: u16,
    /// Of what.
    pub unit: TimeUnit,
}

/// The name by which programs know a rule, such as `complaint_nonsupervisory`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RuleId(Arc<str>);

impl RuleId {
    /// The identifier as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for RuleId {
    fn from(id: &str) -> Self {
        RuleId(id.into())
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One dated row of the rule table, or a unit's own promise written in the same form.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// What programs call it.
    pub id: RuleId,
    /// Which wording of the row this is; shown beside every deadline computed with it.
    pub version: Arc<str>,
    /// How many of the unit.
    pub amount: u16,
    /// What is counted.
    pub unit: TimeUnit,
    /// What people call it, in Indonesian.
    pub name: Arc<str>,
    /// The law or regulation, with the article where it is known.
    pub source: Arc<str>,
    /// How sure the amount is.
    pub certainty: Certainty,
    /// The first local date of receipt to which the row applies.
    pub valid_from: Date,
    /// The last local date of receipt to which it applies; open without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
}

impl Rule {
    /// The amount with its unit.
    #[must_use]
    pub const fn limit(&self) -> Limit {
        Limit { amount: self.amount, unit: self.unit }
    }

    /// Whether the row applies to what was received on a local date.
    #[must_use]
    pub fn applies_on(&self, received_on: Date) -> bool {
        self.valid_from <= received_on && self.valid_until.is_none_or(|last| received_on <= last)
    }
}

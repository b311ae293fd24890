//! The days of the week on which an office counts working days.

use jiff::civil::Weekday;
use serde::{Deserialize, Serialize};

use crate::day::weekday_index;

/// A day of the week as it is written in files: `mon` to `sun`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum DayName {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

impl DayName {
    const ALL: [DayName; 7] =
        [DayName::Mon, DayName::Tue, DayName::Wed, DayName::Thu, DayName::Fri, DayName::Sat, DayName::Sun];
}

/// A set of weekdays, at least one; written as a list of [`DayName`]s.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<DayName>", into = "Vec<DayName>")]
pub struct WorkingWeek(u8);

/// A working week without a day: no deadline could ever fall due in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a working week needs at least one day")]
pub struct EmptyWeek;

impl WorkingWeek {
    /// Monday to Friday, the week of Perpres 21/2023.
    pub const FIVE_DAYS: WorkingWeek = WorkingWeek(0b001_1111);
    /// Monday to Saturday, as schools and health centres may keep it.
    pub const SIX_DAYS: WorkingWeek = WorkingWeek(0b011_1111);

    /// Whether the office works on this day of the week.
    #[must_use]
    pub fn contains(self, weekday: Weekday) -> bool {
        self.contains_index(weekday_index(weekday))
    }

    pub(crate) const fn contains_index(self, index: usize) -> bool {
        self.0 >> index & 1 == 1
    }
}

impl Default for WorkingWeek {
    fn default() -> Self {
        WorkingWeek::FIVE_DAYS
    }
}

impl TryFrom<Vec<DayName>> for WorkingWeek {
    type Error = EmptyWeek;

    fn try_from(days: Vec<DayName>) -> Result<Self, EmptyWeek> {
        let bits = days.into_iter().fold(0, |bits, day| bits | 1 << day as u8);
        if bits == 0 { Err(EmptyWeek) } else { Ok(WorkingWeek(bits)) }
    }
}

impl From<WorkingWeek> for Vec<DayName> {
    fn from(week: WorkingWeek) -> Self {
        DayName::ALL.into_iter().filter(|&day| week.contains_index(day as usize)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_days_leave_the_weekend_out() {
        assert!(WorkingWeek::FIVE_DAYS.contains(Weekday::Monday));
        assert!(WorkingWeek::FIVE_DAYS.contains(Weekday::Friday));
        assert!(!WorkingWeek::FIVE_DAYS.contains(Weekday::Saturday));
        assert!(WorkingWeek::SIX_DAYS.contains(Weekday::Saturday));
        assert!(!WorkingWeek::SIX_DAYS.contains(Weekday::Sunday));
    }

    #[test]
    fn lists_go_both_ways_and_an_empty_one_is_refused() {
        let days = Vec::from(WorkingWeek::SIX_DAYS);
        assert_eq!(days.len(), 6);
        assert_eq!(WorkingWeek::try_from(days), Ok(WorkingWeek::SIX_DAYS));
        assert_eq!(WorkingWeek::try_from(Vec::new()), Err(EmptyWeek));
    }
}

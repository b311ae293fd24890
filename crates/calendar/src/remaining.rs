//! How much time an office has left, or how late it is, in the minutes its desks are staffed.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{deadline::Deadline, office::Office, rule::TimeUnit};

/// On which side of the due instant `now` lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The due instant has not passed.
    InTime,
    /// It has.
    Overdue,
}

/// The time left until a deadline, or gone by since.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Remaining {
    /// Whether the amounts are left or overdue.
    pub standing: Standing,
    /// Whether the clock stands still because the office waits for the citizen.
    pub is_paused: bool,
    /// Working minutes up to closing time on the due day, or since the due instant; for hour limits
    /// elapsed minutes.
    pub minutes: u64,
    /// Working days after today up to the due date, or after the due date up to today; 0 on the due
    /// day itself and for hour limits.
    pub working_days: u32,
}

/// The one amount a sentence names: "2 hari kerja" or "2 jam 40 menit".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stretch {
    /// Whole working days, at least one.
    WorkingDays(u32),
    /// Less than a working day, or an hour limit.
    Time {
        /// Whole hours.
        hours: u64,
        /// The minutes beyond, 0 to 59.
        minutes: u64,
    },
}

impl Remaining {
    /// The amount to put into words; days as long as there are any.
    #[must_use]
    pub const fn stretch(&self) -> Stretch {
        if self.working_days > 0 {
            Stretch::WorkingDays(self.working_days)
        } else {
            Stretch::Time { hours: self.minutes / 60, minutes: self.minutes % 60 }
        }
    }
}

impl Office<'_> {
    /// The time left at `now`, or how late the office is.
    ///
    /// While a pause is open the answer is that of the instant at which it began. Between closing
    /// time and 23:59 on the due day nothing is left, yet nothing is overdue.
    #[must_use]
    pub fn remaining(&self, deadline: &Deadline, now: Timestamp) -> Remaining {
        let is_paused = deadline.paused_since.is_some_and(|since| since <= now);
        let standing = if deadline.is_overdue(now) { Standing::Overdue } else { Standing::InTime };
        let (earlier, later) = in_order(deadline.effective(now), deadline.due_at);
        let (minutes, working_days) = match deadline.limit.unit {
            TimeUnit::Hours => (elapsed_minutes(earlier, later), 0),
            TimeUnit::WorkingDays | TimeUnit::CalendarDays => {
                let (first, last) = (self.zone.date_at(earlier), self.zone.date_at(later));
                (self.working_minutes(earlier, later), self.calendar.working_days_between(first, last))
            }
        };
        Remaining { standing, is_paused, minutes, working_days }
    }
}

fn in_order(a: Timestamp, b: Timestamp) -> (Timestamp, Timestamp) {
    if a <= b { (a, b) } else { (b, a) }
}

/// Whole minutes on the clock between two instants, seconds dropped at both ends.
fn elapsed_minutes(earlier: Timestamp, later: Timestamp) -> u64 {
    let minute_of = |instant: Timestamp| instant.as_second().div_euclid(60);
    minute_of(earlier).abs_diff(minute_of(later))
}

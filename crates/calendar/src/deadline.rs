//! By when an office must act, and every day on the way that did not count.
//!
//! How days are counted (the conventions are this project's own and shown to whoever asks):
//!
//! - **Working days.** The deemed day of receipt is day 0 (see [`Office::deemed_received`]); the
//!   n-th working day after it is the due date, and the due instant is 23:59 on it in the office's
//!   zone. A working day is not counted when its closing time falls inside a pause.
//! - **Calendar days** run from the real local date of receipt and are not moved by holidays; due at
//!   23:59 as well. The office should act by the last working day on or before. A calendar day is
//!   not counted when its 23:59 falls inside a pause: the last instant of the day decides, as
//!   closing time does for a working day.
//! - **Hours** run from the instant of receipt. Nothing stops them, neither holidays nor pauses.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    calendar::Closure,
    clock_time::ClockTime,
    day::Day,
    holiday::{Confidence, HolidayKind},
    office::Office,
    pause::{Pause, Pauses},
    rule::{Limit, Rule, RuleId, TimeUnit},
    zone::Zone,
};

/// A deadline with everything needed to explain it years later, when calendar and rules have moved on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The rule that set it.
    pub rule: RuleId,
    /// Which wording of the rule.
    pub rule_version: Arc<str>,
    /// What people call the rule.
    pub rule_name: Arc<str>,
    /// How much time the rule gives.
    pub limit: Limit,
    /// The edition of the calendar.
    pub calendar_version: Arc<str>,
    /// The zone of the office; all dates below are local to it.
    pub zone: Zone,
    /// The instant of receipt.
    pub received_at: Timestamp,
    /// Day 0 of the count: for working days the day it counts as received, otherwise the local date.
    pub deemed_received: Date,
    /// The local date on which it falls due.
    pub due_on: Date,
    /// The instant until which acting is in time: 23:59 local time, for hour limits the exact instant.
    pub due_at: Timestamp,
    /// The last day on which the office can act in time: the due date, or for calendar days the last
    /// working day on or before it, but never before the date of receipt.
    pub act_by: Date,
    /// The days after `deemed_received` up to `due_on` on which the count or the office stood still.
    ///
    /// For calendar days the days on which the office is closed are listed too, although they
    /// count, because `act_by` depends on them. For hours the list is empty.
    pub skipped: Vec<SkippedDay>,
    /// How well the holidays of the years it runs through are known.
    pub confidence: Confidence,
    /// Whether the date may still move because it reaches into a year without a decreed calendar.
    /// Never so for hours, which need no calendar.
    pub is_provisional: bool,
    /// When the pause began that has not ended.
    ///
    /// The due date is then the one that holds if the pause had ended at once: a lower bound, from
    /// which [`Office::remaining`] takes the frozen time left. To show a date, end the pause with
    /// [`Pause::ended_by`] first.
    pub paused_since: Option<Timestamp>,
}

/// A day that was passed over, and why.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SkippedDay {
    /// The local date.
    pub date: Date,
    /// What kept it from counting.
    pub reason: SkipReason,
}

/// Why a day was passed over.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SkipReason {
    /// Not in the working week.
    Weekend,
    /// A holiday on a weekday.
    Holiday {
        /// Its name in Indonesian.
        name: Arc<str>,
        /// National holiday, collective or regional.
        holiday: HolidayKind,
    },
    /// The office was waiting for the citizen.
    Paused,
}

impl From<Closure<'_>> for SkipReason {
    fn from(closure: Closure<'_>) -> Self {
        match closure {
            Closure::Weekend => SkipReason::Weekend,
            Closure::Holiday(holiday) => SkipReason::Holiday { name: holiday.name.clone(), holiday: holiday.kind },
        }
    }
}

impl Deadline {
    /// Whether it has passed at `now`; the due instant itself is still in time.
    ///
    /// A deadline that stands still since before it fell due does not pass.
    #[must_use]
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.effective(now) > self.due_at
    }

    /// The weekdays between receipt and due date that were holidays.
    pub fn weekday_holidays(&self) -> impl Iterator<Item = Date> {
        let is_holiday = |day: &&SkippedDay| matches!(day.reason, SkipReason::Holiday { .. });
        self.skipped.iter().filter(is_holiday).map(|day| day.date)
    }

    /// `now`, or the beginning of the open pause if that was earlier.
    pub(crate) fn effective(&self, now: Timestamp) -> Timestamp {
        self.paused_since.map_or(now, |since| since.min(now))
    }
}

/// What counting yields before it is put into words.
struct Count {
    from: Day,
    due_at: Timestamp,
    due_on: Day,
    act_by: Day,
    skipped: Vec<SkippedDay>,
}

impl Office<'_> {
    /// The deadline a rule sets for what was received at an instant.
    ///
    /// Whether the rule was in force is the caller's question, see
    /// [`RuleTable::find`](crate::RuleTable::find).
    #[must_use]
    pub fn deadline(&self, rule: &Rule, received_at: Timestamp) -> Deadline {
        self.deadline_with_pauses(rule, received_at, &[])
    }

    /// The same, with the times in which the office waited for the citizen; in any order, and they
    /// may overlap.
    #[must_use]
    pub fn deadline_with_pauses(&self, rule: &Rule, received_at: Timestamp, pauses: &[Pause]) -> Deadline {
        let pauses = Pauses::new(pauses);
        let count = match rule.unit {
            TimeUnit::WorkingDays => self.count_working_days(rule.amount, received_at, pauses),
            TimeUnit::CalendarDays => self.count_calendar_days(rule.amount, received_at, pauses),
            TimeUnit::Hours => self.count_hours(rule.amount, received_at),
        };
        let needs_calendar = rule.unit != TimeUnit::Hours;
        let due_on = count.due_on.date();
        let confidence = self.calendar.confidence_between(self.zone.date_at(received_at), due_on);
        Deadline {
            rule: rule.id.clone(),
            rule_version: rule.version.clone(),
            rule_name: rule.name.clone(),
            limit: rule.limit(),
            calendar_version: self.calendar.version().clone(),
            zone: self.zone,
            received_at,
            deemed_received: count.from.date(),
            due_on,
            due_at: count.due_at,
            act_by: count.act_by.date(),
            skipped: count.skipped,
            confidence,
            is_provisional: needs_calendar && confidence == Confidence::Low,
            paused_since: pauses.open_since().filter(|_| needs_calendar),
        }
    }

    fn count_working_days(&self, amount: u16, received_at: Timestamp, pauses: Pauses) -> Count {
        let from = self.deemed_received_on(received_at);
        let (due_on, skipped) = walk(from, amount, |day| match self.calendar.closure_on(day) {
            Some(closure) => Visit::PassedOver(closure.into()),
            None if self.is_paused_at_closing(day, pauses) => Visit::PassedOver(SkipReason::Paused),
            None => Visit::Counted,
        });
        Count { from, due_at: self.last_minute_of(due_on), due_on, act_by: due_on, skipped }
    }

    fn count_calendar_days(&self, amount: u16, received_at: Timestamp, pauses: Pauses) -> Count {
        let from = self.zone.day_at(received_at);
        let (due_on, skipped) = walk(from, amount, |day| {
            if pauses.exclude(self.last_minute_of(day)) {
                return Visit::PassedOver(SkipReason::Paused);
            }
            match self.calendar.closure_on(day) {
                Some(closure) => Visit::CountedWhileClosed(closure.into()),
                None => Visit::Counted,
            }
        });
        let act_by = self.calendar.last_working_until(due_on).max(from);
        Count { from, due_at: self.last_minute_of(due_on), due_on, act_by, skipped }
    }

    fn count_hours(&self, amount: u16, received_at: Timestamp) -> Count {
        let hours = SignedDuration::from_hours(i64::from(amount));
        let due_at = received_at.checked_add(hours).unwrap_or(Timestamp::MAX);
        let due_on = self.zone.day_at(due_at);
        Count { from: self.zone.day_at(received_at), due_at, due_on, act_by: due_on, skipped: Vec::new() }
    }

    fn is_paused_at_closing(&self, day: Day, pauses: Pauses) -> bool {
        !pauses.is_empty() && pauses.exclude(self.closing_on(day))
    }

    fn last_minute_of(&self, day: Day) -> Timestamp {
        self.zone.instant_on(day, ClockTime::LAST_MINUTE)
    }
}

/// What one day does to a count.
enum Visit {
    Counted,
    CountedWhileClosed(SkipReason),
    PassedOver(SkipReason),
}

/// Steps from day to day until `amount` of them have counted, or the calendar ends in the year 9999.
fn walk(from: Day, amount: u16, visit: impl Fn(Day) -> Visit) -> (Day, Vec<SkippedDay>) {
    let mut day = from;
    let mut left = amount;
    let mut skipped = Vec::new();
    while left > 0 && day < Day::MAX {
        day = day.next();
        let (counts, reason) = match visit(day) {
            Visit::Counted => (1, None),
            Visit::CountedWhileClosed(reason) => (1, Some(reason)),
            Visit::PassedOver(reason) => (0, Some(reason)),
        };
        left -= counts;
        skipped.extend(reason.map(|reason| SkippedDay { date: day.date(), reason }));
    }
    (day, skipped)
}

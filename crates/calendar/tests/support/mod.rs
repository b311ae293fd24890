//! The seeded national calendar, hours and rules, with a few words to ask them.

#![allow(dead_code, reason = "each test file uses its own part of this one")]

use hadir_calendar::{Calendar, CalendarData, Deadline, Office, Pause, Rule, RuleTable, WorkingHours, Zone, seed};
use jiff::{Timestamp, civil::Date};

/// What a new installation starts with.
pub struct Seeded {
    pub calendar: Calendar,
    pub hours: WorkingHours,
    pub rules: RuleTable,
}

impl Seeded {
    pub fn new() -> Self {
        Seeded { calendar: seed::calendar(), hours: seed::hours(), rules: seed::rules() }
    }

    /// The same with the calendar changed.
    pub fn with_calendar(change: impl FnOnce(&mut CalendarData)) -> Self {
        let mut data = seed::calendar().data().clone();
        change(&mut data);
        Seeded { calendar: Calendar::new(data).unwrap(), ..Seeded::new() }
    }

    pub fn office(&self, zone: Zone) -> Office<'_> {
        Office { zone, hours: &self.hours, calendar: &self.calendar }
    }

    pub fn rule(&self, id: &str) -> &Rule {
        let any_day_of_the_examples = "2026-06-01".parse().unwrap();
        self.rules.find(id, any_day_of_the_examples).unwrap()
    }

    /// The deadline for something received at a local time such as `2025-09-15T08:00`.
    pub fn deadline(&self, zone: Zone, id: &str, received: &str, pauses: &[Pause]) -> Deadline {
        self.office(zone).deadline_with_pauses(self.rule(id), local(zone, received), pauses)
    }
}

/// A local time such as `2025-09-15T08:00` as an instant.
pub fn local(zone: Zone, text: &str) -> Timestamp {
    let civil: jiff::civil::DateTime = text.parse().unwrap();
    zone.offset().to_timestamp(civil).unwrap()
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

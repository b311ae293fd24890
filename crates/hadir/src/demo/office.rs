//! When the demo's offices work: weekdays that are no holidays, in the regency's own zone.
//!
//! This decides when made-up officers act, nothing more. Legal deadlines are the calendar crate's.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::random::Random;

/// Officers of the demo write between these minutes of the day (07:45 and 15:40).
const FIRST_MINUTE: i64 = 7 * 60 + 45;
const LAST_MINUTE: i64 = 15 * 60 + 40;

pub struct Office {
    zone: TimeZone,
    holidays: BTreeSet<Date>,
}

impl Office {
    pub fn new(zone: TimeZone) -> Self {
        let rows = include_str!("../../../../data/holidays/id.csv").lines();
        let holidays = rows.filter_map(|row| row.split(',').next()?.parse().ok()).collect();
        Self { zone, holidays }
    }

    pub fn is_working_day(&self, date: Date) -> bool {
        let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
        !weekend && !self.holidays.contains(&date)
    }

    /// The working day so many working days after a date; with 0, the date itself or the next working day.
    pub fn working_day_after(&self, date: Date, days: usize) -> Date {
        let mut day = date;
        let mut left = days;
        loop {
            if self.is_working_day(day) && left == 0 {
                return day;
            }
            day = day.saturating_add(1.day());
            if left > 0 && self.is_working_day(day) {
                left -= 1;
            }
        }
    }

    pub fn local(&self, at: Timestamp) -> DateTime {
        at.to_zoned(self.zone.clone()).datetime()
    }

    /// The instant of a local minute of the day, with seconds at nought.
    pub fn instant(&self, date: Date, minute: i64) -> Timestamp {
        let local = date.to_datetime(jiff::civil::Time::midnight()).saturating_add(minute.minutes());
        // Indonesia has no daylight saving time, so every local time exists exactly once.
        local.to_zoned(self.zone.clone()).map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
    }

    /// Some moment of a working day.
    pub fn moment(&self, date: Date, chance: &Random) -> Timestamp {
        self.instant(date, chance.between(FIRST_MINUTE + 15, LAST_MINUTE))
    }

    /// The first moment an officer takes notice of something that came at `at`.
    pub fn notice(&self, at: Timestamp, chance: &Random) -> Timestamp {
        let local = self.local(at);
        let minute = i64::from(local.hour()) * 60 + i64::from(local.minute());
        let soon = minute.max(FIRST_MINUTE) + chance.between(6, 95);
        if self.is_working_day(local.date()) && soon <= LAST_MINUTE {
            return self.instant(local.date(), soon);
        }
        let next = self.working_day_after(local.date().saturating_add(1.day()), 0);
        self.instant(next, FIRST_MINUTE + chance.between(5, 110))
    }
}

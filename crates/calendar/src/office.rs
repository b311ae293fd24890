//! An office as time sees it: its zone, its hours and its calendar, and when its desks are staffed.
//!
//! Deadlines of an office are computed in [`deadline`](crate::deadline), the time left in
//! [`remaining`](crate::remaining); both are methods of [`Office`].

use jiff::{Timestamp, civil::Date};

use crate::{
    calendar::Calendar,
    clock_time::ClockTime,
    day::Day,
    hours::{DayHours, WorkingHours},
    zone::Zone,
};

/// The three things that decide every question about an office's time.
///
/// It borrows and is as cheap to make as to copy.
///
/// ```
/// use hadir_calendar::{Office, Zone, seed};
///
/// let (calendar, hours, rules) = (seed::calendar(), seed::hours(), seed::rules());
/// let langgur = Office { zone: Zone::Wit, hours: &hours, calendar: &calendar };
///
/// let received_at = "2025-03-31T08:00+09:00".parse()?;
/// let received_on = langgur.zone.date_at(received_at);
/// let rule = rules.find("sp4n_verify", received_on).expect("in force since 2019");
/// let deadline = langgur.deadline(rule, received_at);
/// assert_eq!(deadline.deemed_received.to_string(), "2025-04-08", "after the Eid break");
/// assert_eq!(deadline.due_on.to_string(), "2025-04-11");
/// # Ok::<(), jiff::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Office<'a> {
    /// Its local time decides, never that of a server.
    pub zone: Zone,
    /// When its desks are staffed.
    pub hours: &'a WorkingHours,
    /// Which days count.
    pub calendar: &'a Calendar,
}

impl<'a> Office<'a> {
    /// The hours of the weekday and season of a date, even when the date itself is a holiday.
    #[must_use]
    pub fn usual_hours(&self, date: Date) -> Option<&'a DayHours> {
        self.usual_hours_on(Day::of(date))
    }

    /// The hours kept on a date; `None` when the office stays closed.
    ///
    /// This asks the unit's own week, not the legal one: a health centre may open on Saturdays.
    #[must_use]
    pub fn hours_on(&self, date: Date) -> Option<&'a DayHours> {
        self.hours_kept_on(Day::of(date))
    }

    /// Whether the desks are staffed at an instant: within the hours and outside the break.
    #[must_use]
    pub fn is_open_at(&self, instant: Timestamp) -> bool {
        let minute = self.zone.minute_at(instant);
        self.hours_kept_on(self.zone.day_at(instant)).is_some_and(|hours| hours.is_open_at(minute))
    }

    /// When the desks are staffed next: the instant itself if they are. Nothing for a unit that opens on no day of a whole
    /// year.
    #[must_use]
    pub fn next_open(&self, instant: Timestamp) -> Option<Timestamp> {
        if self.is_open_at(instant) {
            return Some(instant);
        }
        let today = self.zone.day_at(instant);
        let days = std::iter::successors(Some(today), |day| Some(day.next())).take(366);
        let openings = days.flat_map(|day| {
            let hours = self.hours_kept_on(day);
            let times = hours.into_iter().flat_map(|hours| [Some(hours.opens()), hours.rest().map(|rest| rest.to)]);
            times.flatten().map(move |time| self.zone.instant_on(day, time))
        });
        openings.into_iter().find(|opening| *opening > instant)
    }

    /// The instant at which a working day ends.
    ///
    /// On a working day without hours of its own the unit's day ends at the following midnight, so
    /// that nothing received on it is counted late.
    #[must_use]
    pub fn closing_at(&self, date: Date) -> Timestamp {
        self.closing_on(Day::of(date))
    }

    /// The working day on which something counts as received: the local date itself on a working
    /// day at or before closing, to the second, otherwise the next working day.
    #[must_use]
    pub fn deemed_received(&self, received_at: Timestamp) -> Date {
        self.deemed_received_on(received_at).date()
    }

    /// Minutes worked between two instants, breaks left out; 0 when `to` is not after `from`.
    ///
    /// Seconds are dropped at both ends, so that neighbouring stretches add up exactly.
    #[must_use]
    pub fn working_minutes(&self, from: Timestamp, to: Timestamp) -> u64 {
        let (first, last) = (self.zone.day_at(from), self.zone.day_at(to));
        if to <= from {
            return 0;
        }
        let before = self.worked_by(first, self.zone.minute_at(from));
        let on_last_day = self.worked_by(last, self.zone.minute_at(to));
        if first == last {
            return on_last_day - before;
        }
        let end_of_day = ClockTime::END_OF_DAY.minute_of_day();
        let on_days_between: u64 = first.days_through(last.previous()).map(|day| self.worked_by(day, end_of_day)).sum();
        self.worked_by(first, end_of_day) - before + on_days_between + on_last_day
    }

    pub(crate) fn closing_on(&self, day: Day) -> Timestamp {
        let closes = self.usual_hours_on(day).map_or(ClockTime::END_OF_DAY, DayHours::closes);
        self.zone.instant_on(day, closes)
    }

    pub(crate) fn deemed_received_on(&self, received_at: Timestamp) -> Day {
        let day = self.zone.day_at(received_at);
        let is_in_time = self.calendar.is_working(day) && received_at <= self.closing_on(day);
        if is_in_time { day } else { self.calendar.first_working_from(day.next()) }
    }

    fn usual_hours_on(&self, day: Day) -> Option<&'a DayHours> {
        self.hours.week(self.calendar.season_on(day)).at(day.weekday_index())
    }

    fn hours_kept_on(&self, day: Day) -> Option<&'a DayHours> {
        let is_kept = self.hours.is_open_on_holidays || !self.calendar.is_holiday(day);
        self.usual_hours_on(day).filter(|_| is_kept)
    }

    fn worked_by(&self, day: Day, minute: u16) -> u64 {
        self.hours_kept_on(day).map_or(0, |hours| u64::from(hours.worked_by(minute)))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::seed;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn check(zone: Zone, body: impl Fn(Office)) {
        let (calendar, hours) = (seed::calendar(), seed::hours());
        body(Office { zone, hours: &hours, calendar: &calendar });
    }

    #[test]
    fn closing_follows_weekday_and_season() {
        check(Zone::Wita, |office| {
            assert_eq!(office.closing_at(date(2025, 9, 18)), at("2025-09-18T16:00+08:00"));
            assert_eq!(office.closing_at(date(2025, 9, 19)), at("2025-09-19T16:30+08:00"));
            assert_eq!(office.closing_at(date(2025, 3, 20)), at("2025-03-20T15:00+08:00"));
            assert_eq!(office.closing_at(date(2025, 3, 21)), at("2025-03-21T15:30+08:00"));
        });
    }

    #[test]
    fn ramadan_hours_hold_from_the_first_to_the_last_day_of_fasting() {
        check(Zone::Wita, |office| {
            assert_eq!(office.closing_at(date(2026, 2, 18)), at("2026-02-18T16:00+08:00"));
            assert_eq!(office.closing_at(date(2026, 2, 19)), at("2026-02-19T15:00+08:00"));
            assert_eq!(office.closing_at(date(2026, 3, 20)), at("2026-03-20T15:30+08:00"));
            assert_eq!(office.closing_at(date(2026, 3, 27)), at("2026-03-27T16:30+08:00"));
        });
    }

    #[test]
    fn received_at_closing_is_in_time_and_a_second_later_is_not() {
        check(Zone::Wita, |office| {
            assert_eq!(office.deemed_received(at("2025-09-18T16:00:00+08:00")), date(2025, 9, 18));
            assert_eq!(office.deemed_received(at("2025-09-18T16:00:01+08:00")), date(2025, 9, 19));
            assert_eq!(office.deemed_received(at("2025-09-18T00:00+08:00")), date(2025, 9, 18));
            assert_eq!(office.deemed_received(at("2025-09-17T23:59:59+08:00")), date(2025, 9, 18));
        });
    }

    #[test]
    fn a_day_has_its_hours_without_the_break() {
        check(Zone::Wit, |office| {
            let day = |from: &str, to: &str| office.working_minutes(at(from), at(to));
            assert_eq!(day("2025-09-18T00:00+09:00", "2025-09-19T00:00+09:00"), 450);
            assert_eq!(day("2025-09-18T15:00+09:00", "2025-09-19T08:00+09:00"), 90);
            assert_eq!(day("2025-09-18T12:10+09:00", "2025-09-18T12:50+09:00"), 0);
            assert_eq!(day("2025-09-19T16:00+09:00", "2025-09-22T08:00+09:00"), 60, "over a weekend");
            assert_eq!(day("2025-08-15T16:00+09:00", "2025-08-19T07:31+09:00"), 31, "over collective leave");
            assert_eq!(day("2025-09-19T08:00+09:00", "2025-09-18T08:00+09:00"), 0, "backwards");
        });
    }

    #[test]
    fn desks_are_staffed_within_hours_only() {
        check(Zone::Wita, |office| {
            assert!(office.is_open_at(at("2025-09-18T09:00+08:00")));
            assert!(!office.is_open_at(at("2025-09-18T12:30+08:00")), "break");
            assert!(!office.is_open_at(at("2025-09-20T09:00+08:00")), "Saturday");
            assert!(!office.is_open_at(at("2025-08-18T09:00+08:00")), "collective leave");
        });
    }

    #[test]
    fn the_next_opening_is_never_a_closed_minute() {
        check(Zone::Wita, |office| {
            let next = |text: &str| office.next_open(at(text)).unwrap();
            assert_eq!(next("2025-09-18T09:00:30+08:00"), at("2025-09-18T09:00:30+08:00"), "open");
            assert_eq!(next("2025-09-18T05:00+08:00"), at("2025-09-18T07:30+08:00"), "before the day");
            assert_eq!(next("2025-09-18T12:30+08:00"), at("2025-09-18T13:00+08:00"), "break");
            assert_eq!(next("2025-09-19T17:00+08:00"), at("2025-09-22T07:30+08:00"), "over a weekend");
            assert_eq!(next("2025-08-15T18:00+08:00"), at("2025-08-19T07:30+08:00"), "over collective leave");
            let mut instant = at("2026-02-10T00:00+08:00");
            while instant < at("2026-04-10T00:00+08:00") {
                let opens = office.next_open(instant).unwrap();
                assert!(opens >= instant && office.is_open_at(opens), "{instant}: {opens}");
                let before = opens.checked_sub(jiff::SignedDuration::from_mins(1)).unwrap();
                assert!(before < instant || !office.is_open_at(before), "{instant}: open before {opens}");
                instant = instant.checked_add(jiff::SignedDuration::from_mins(37)).unwrap();
            }
        });
        let closed = crate::hours::WeekHours::default();
        let hours = WorkingHours { normal: closed, ..WorkingHours::around_the_clock() };
        let calendar = seed::calendar();
        let never = Office { zone: Zone::Wit, hours: &hours, calendar: &calendar };
        assert_eq!(never.next_open(at("2025-09-18T09:00+09:00")), None);
    }

    #[test]
    fn an_emergency_room_works_on_holidays_but_the_legal_days_stay_the_same() {
        let calendar = seed::calendar();
        let hours = WorkingHours::around_the_clock();
        let emergency_room = Office { zone: Zone::Wita, hours: &hours, calendar: &calendar };
        assert!(emergency_room.is_open_at(at("2025-03-31T03:00+08:00")));
        let eid = (at("2025-03-31T00:00+08:00"), at("2025-04-01T00:00+08:00"));
        assert_eq!(emergency_room.working_minutes(eid.0, eid.1), 24 * 60);
        assert_eq!(emergency_room.deemed_received(at("2025-09-18T23:59:59+08:00")), date(2025, 9, 18));
        assert_eq!(emergency_room.deemed_received(at("2025-03-31T03:00+08:00")), date(2025, 4, 8));
    }
}

//! Which days count as working days, and why the others do not.
//!
//! A working day is a day of the working week that is neither a national holiday nor collective
//! leave. The calendar knows nothing of opening hours; see [`Office`](crate::Office) for those.

use std::sync::Arc;

use jiff::civil::Date;

use crate::{
    closed_days::ClosedDays,
    day::Day,
    holiday::{CalendarData, Confidence, Holiday},
    hours::Season,
};

/// The working days of an administration, built once from [`CalendarData`] and then only asked.
#[derive(Clone, Debug)]
pub struct Calendar {
    data: CalendarData,
    closed: ClosedDays,
    fasting: Vec<(Day, Day)>,
}

/// Why a calendar cannot be built from its data.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// A year is listed twice.
    #[error("the year {0} is listed twice")]
    RepeatedYear(i16),
    /// A fasting month ends before it begins.
    #[error("Ramadan from {first} ends before it begins")]
    RamadanEndsEarly {
        /// The first day as given.
        first: Date,
    },
}

/// Why a day is not a working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closure<'a> {
    /// The day is not in the working week; said even when a holiday falls on it.
    Weekend,
    /// A holiday on a day that would otherwise be worked.
    Holiday(&'a Holiday),
}

impl Calendar {
    /// Builds a calendar; the order of holidays, years and fasting months does not matter.
    ///
    /// # Errors
    /// When a year is listed twice or a Ramadan ends before it begins.
    pub fn new(mut data: CalendarData) -> Result<Self, CalendarError> {
        data.years.sort_by_key(|known| known.year);
        data.holidays.sort_by(|a, b| (a.date, a.kind, &a.name).cmp(&(b.date, b.kind, &b.name)));
        // A decree that is loaded twice must not name its holidays twice.
        data.holidays.dedup();
        data.ramadan.sort_by_key(|month| month.first);
        check(&data)?;
        let closed = ClosedDays::new(data.holidays.iter().map(|holiday| Day::of(holiday.date)));
        let fasting = data.ramadan.iter().map(|month| (Day::of(month.first), Day::of(month.last))).collect();
        Ok(Calendar { data, closed, fasting })
    }

    /// What the calendar was built from, sorted by date.
    #[must_use]
    pub fn data(&self) -> &CalendarData {
        &self.data
    }

    /// The name of this edition.
    #[must_use]
    pub fn version(&self) -> &Arc<str> {
        &self.data.version
    }

    /// The last year up to which every year is known without a gap, if any is.
    #[must_use]
    pub fn known_until(&self) -> Option<i16> {
        let mut years = self.data.years.iter().map(|known| known.year);
        let first = years.next()?;
        Some(years.fold(first, |last, year| if year == last + 1 { year } else { last }))
    }

    /// How well the holidays of a year are known; a year that is not listed is [`Confidence::Low`].
    #[must_use]
    pub fn confidence(&self, year: i16) -> Confidence {
        self.data
            .years
            .binary_search_by_key(&year, |known| known.year)
            .map_or(Confidence::Low, |at| self.data.years[at].confidence)
    }

    /// The weakest confidence of all years from `first` to `last`.
    #[must_use]
    pub fn confidence_between(&self, first: Date, last: Date) -> Confidence {
        (first.year()..=last.year()).map(|year| self.confidence(year)).min().unwrap_or(Confidence::Low)
    }

    /// Whether the date is in the working week and no holiday.
    #[must_use]
    pub fn is_working_day(&self, date: Date) -> bool {
        self.is_working(Day::of(date))
    }

    /// Why the date is not a working day, or `None` if it is one.
    #[must_use]
    pub fn closure(&self, date: Date) -> Option<Closure<'_>> {
        self.closure_on(Day::of(date))
    }

    /// The holiday on a date, also on a weekend; a national one before collective leave.
    #[must_use]
    pub fn holiday(&self, date: Date) -> Option<&Holiday> {
        let at = self.data.holidays.partition_point(|holiday| holiday.date < date);
        self.data.holidays.get(at).filter(|holiday| holiday.date == date)
    }

    /// The first working day after the date.
    #[must_use]
    pub fn next_working_day(&self, date: Date) -> Date {
        self.first_working_from(Day::of(date).next()).date()
    }

    /// The date itself if it is worked, otherwise the first working day after it.
    #[must_use]
    pub fn working_day_on_or_after(&self, date: Date) -> Date {
        self.first_working_from(Day::of(date)).date()
    }

    /// The date itself if it is worked, otherwise the last working day before it.
    #[must_use]
    pub fn working_day_on_or_before(&self, date: Date) -> Date {
        self.last_working_until(Day::of(date)).date()
    }

    /// The `count`-th working day after the date; with 0 the date itself.
    ///
    /// Counting ends at 31 December 9999.
    #[must_use]
    pub fn add_working_days(&self, date: Date, count: u32) -> Date {
        let mut day = Day::of(date);
        for _ in 0..count {
            if day == Day::MAX {
                break;
            }
            day = self.first_working_from(day.next());
        }
        day.date()
    }

    /// How many working days lie after `after`, up to and including `through`.
    #[must_use]
    pub fn working_days_between(&self, after: Date, through: Date) -> u32 {
        let days = Day::of(after).days_through(Day::of(through));
        let count = days.filter(|&day| self.is_working(day)).count();
        u32::try_from(count).expect("jiff's calendar has fewer than 8 million days")
    }

    /// Every day after `after`, up to and including `through`, that is not worked, with the reason.
    pub fn closures_between(&self, after: Date, through: Date) -> impl Iterator<Item = (Date, Closure<'_>)> {
        Day::of(after)
            .days_through(Day::of(through))
            .filter_map(|day| self.closure_on(day).map(|closure| (day.date(), closure)))
    }

    /// Whether a date lies in a fasting month the calendar knows.
    #[must_use]
    pub fn season(&self, date: Date) -> Season {
        self.season_on(Day::of(date))
    }

    pub(crate) fn season_on(&self, day: Day) -> Season {
        let is_fasting = self.fasting.iter().any(|&(first, last)| first <= day && day <= last);
        if is_fasting { Season::Ramadan } else { Season::Ordinary }
    }

    pub(crate) fn is_holiday(&self, day: Day) -> bool {
        self.closed.contains(day)
    }

    pub(crate) fn is_working(&self, day: Day) -> bool {
        self.data.week.contains_index(day.weekday_index()) && !self.closed.contains(day)
    }

    pub(crate) fn closure_on(&self, day: Day) -> Option<Closure<'_>> {
        if !self.data.week.contains_index(day.weekday_index()) {
            Some(Closure::Weekend)
        } else if self.closed.contains(day) {
            self.holiday(day.date()).map(Closure::Holiday)
        } else {
            None
        }
    }

    pub(crate) fn first_working_from(&self, mut day: Day) -> Day {
        while !self.is_working(day) && day < Day::MAX {
            day = day.next();
        }
        day
    }

    pub(crate) fn last_working_until(&self, mut day: Day) -> Day {
        while !self.is_working(day) && day > Day::MIN {
            day = day.previous();
        }
        day
    }
}

fn check(data: &CalendarData) -> Result<(), CalendarError> {
    if let Some(pair) = data.years.windows(2).find(|pair| pair[0].year == pair[1].year) {
        return Err(CalendarError::RepeatedYear(pair[0].year));
    }
    if let Some(month) = data.ramadan.iter().find(|month| month.last < month.first) {
        return Err(CalendarError::RamadanEndsEarly { first: month.first });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{
        holiday::{Certainty, HolidayKind, KnownYear, Ramadan},
        seed,
    };

    fn empty(years: &[i16]) -> CalendarData {
        CalendarData {
            version: "test".into(),
            week: Default::default(),
            years: years
                .iter()
                .map(|&year| KnownYear { year, confidence: Confidence::High, source: "test".into() })
                .collect(),
            holidays: Vec::new(),
            ramadan: Vec::new(),
        }
    }

    fn holiday(date: Date, kind: HolidayKind) -> Holiday {
        Holiday { date, name: "Hari Uji".into(), kind, source: "test".into() }
    }

    #[test]
    fn says_why_a_day_is_free() {
        let calendar = seed::calendar();
        assert_eq!(calendar.closure(date(2025, 4, 8)), None);
        assert_eq!(calendar.closure(date(2025, 4, 6)), Some(Closure::Weekend));
        let Some(Closure::Holiday(added)) = calendar.closure(date(2025, 8, 18)) else {
            panic!("18 August 2025 is collective leave");
        };
        assert_eq!(added.kind, HolidayKind::CollectiveLeave);
        assert_eq!(&*added.name, "Cuti Bersama Hari Kemerdekaan Republik Indonesia");
    }

    #[test]
    fn a_holiday_on_a_saturday_is_a_weekend_that_can_still_be_named() {
        let calendar = seed::calendar();
        let nyepi = date(2025, 3, 29);
        assert_eq!(calendar.closure(nyepi), Some(Closure::Weekend));
        assert_eq!(&*calendar.holiday(nyepi).unwrap().name, "Hari Suci Nyepi");
    }

    #[test]
    fn steps_over_the_whole_eid_break() {
        let calendar = seed::calendar();
        let last_before = date(2025, 3, 27);
        assert_eq!(calendar.next_working_day(last_before), date(2025, 4, 8));
        assert_eq!(calendar.working_day_on_or_before(date(2025, 4, 7)), last_before);
        assert_eq!(calendar.working_day_on_or_after(last_before), last_before);
        assert_eq!(calendar.add_working_days(last_before, 5), date(2025, 4, 14));
        assert_eq!(calendar.working_days_between(last_before, date(2025, 4, 14)), 5);
        assert_eq!(calendar.closures_between(last_before, date(2025, 4, 8)).count(), 11);
    }

    #[test]
    fn a_six_day_week_counts_saturdays() {
        let data = CalendarData { week: crate::WorkingWeek::SIX_DAYS, ..seed::calendar().data().clone() };
        let calendar = Calendar::new(data).unwrap();
        assert_eq!(calendar.next_working_day(date(2025, 9, 19)), date(2025, 9, 20));
        assert_eq!(calendar.next_working_day(date(2025, 9, 20)), date(2025, 9, 22));
    }

    #[test]
    fn known_years_end_at_the_first_gap() {
        assert_eq!(Calendar::new(empty(&[2026, 2025, 2028])).unwrap().known_until(), Some(2026));
        assert_eq!(Calendar::new(empty(&[])).unwrap().known_until(), None);
    }

    #[test]
    fn confidence_is_that_of_the_weakest_year() {
        let calendar = seed::calendar();
        assert_eq!(calendar.confidence(2026), Confidence::High);
        assert_eq!(calendar.confidence_between(date(2026, 12, 1), date(2027, 1, 4)), Confidence::Medium);
        assert_eq!(calendar.confidence_between(date(2027, 12, 1), date(2028, 1, 4)), Confidence::Low);
        assert_eq!(calendar.confidence(2024), Confidence::Low);
    }

    #[test]
    fn impossible_data_is_refused() {
        assert_eq!(Calendar::new(empty(&[2025, 2025])).unwrap_err(), CalendarError::RepeatedYear(2025));

        let mut data = empty(&[2025]);
        let (first, last) = (date(2025, 3, 30), date(2025, 3, 1));
        data.ramadan.push(Ramadan { first, last, certainty: Certainty::Recalled });
        assert_eq!(Calendar::new(data).unwrap_err(), CalendarError::RamadanEndsEarly { first });
    }

    #[test]
    fn a_decree_loaded_twice_counts_once() {
        let mut data = seed::calendar().data().clone();
        data.holidays.extend(seed::calendar().data().holidays.iter().rev().cloned());
        assert_eq!(Calendar::new(data).unwrap().data(), seed::calendar().data());
    }

    #[test]
    fn the_national_holiday_of_two_on_one_day_is_named() {
        let mut data = empty(&[2025]);
        let day = date(2025, 5, 1);
        data.holidays.push(holiday(day, HolidayKind::CollectiveLeave));
        data.holidays.push(holiday(day, HolidayKind::National));
        let calendar = Calendar::new(data).unwrap();
        assert_eq!(calendar.holiday(day).unwrap().kind, HolidayKind::National);
    }
}

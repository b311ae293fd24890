//! A civil day as one number, for loops and bit sets; never leaves this crate.

use jiff::{ToSpan, civil::Date, civil::Weekday};

/// Days since 1 January 1970, always within what [`Date`] can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(i32);

const EPOCH: Date = Date::constant(1970, 1, 1);

impl Day {
    /// 31 December 9999, the last day jiff knows.
    pub(crate) const MAX: Day = Day(2_932_896);
    /// 1 January of the year -9999, the first day jiff knows.
    pub(crate) const MIN: Day = Day(-4_371_587);

    pub(crate) fn of(date: Date) -> Day {
        let days = date.duration_since(EPOCH).as_hours() / 24;
        Day::from_number(days)
    }

    /// A number outside jiff's calendar becomes its nearest end.
    pub(crate) fn from_number(number: i64) -> Day {
        let clamped = number.clamp(i64::from(Day::MIN.0), i64::from(Day::MAX.0));
        Day(i32::try_from(clamped).expect("both ends fit in 32 bits"))
    }

    pub(crate) fn number(self) -> i64 {
        i64::from(self.0)
    }

    pub(crate) fn date(self) -> Date {
        EPOCH.saturating_add(self.0.days())
    }

    /// The day after; the last day of the calendar stays where it is.
    pub(crate) fn next(self) -> Day {
        Day::from_number(self.number() + 1)
    }

    /// The day before; the first day of the calendar stays where it is.
    pub(crate) fn previous(self) -> Day {
        Day::from_number(self.number() - 1)
    }

    /// Every day after this one up to and including `last`.
    pub(crate) fn days_through(self, last: Day) -> impl Iterator<Item = Day> {
        (self.0.saturating_add(1)..=last.0).map(Day)
    }

    /// 0 for Monday to 6 for Sunday.
    pub(crate) fn weekday_index(self) -> usize {
        // Day 0, 1 January 1970, was a Thursday.
        usize::try_from((self.0 + 3).rem_euclid(7)).expect("a remainder of seven is not negative")
    }
}

/// 0 for Monday to 6 for Sunday.
pub(crate) fn weekday_index(weekday: Weekday) -> usize {
    usize::from(weekday.to_monday_zero_offset().unsigned_abs())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn numbers_and_dates_go_both_ways() {
        for sample in [Date::MIN, date(1969, 12, 31), date(2026, 3, 20), date(2028, 2, 29), Date::MAX] {
            let day = Day::of(sample);
            assert_eq!(day.date(), sample);
            assert_eq!(day.weekday_index(), weekday_index(sample.weekday()));
        }
    }

    #[test]
    fn the_ends_are_jiffs_ends() {
        assert_eq!(Day::of(Date::MAX), Day::MAX);
        assert_eq!(Day::of(Date::MIN), Day::MIN);
        assert_eq!(Day::MAX.next(), Day::MAX);
        assert_eq!(Day::MIN.previous(), Day::MIN);
    }
}

//! The hours a unit keeps: opening, break and closing for every weekday, in and out of Ramadan.
//!
//! Perpres 21/2023 sets 37 h 30 min a week (Ramadan 32 h 30 min) but exempts units that serve the
//! public directly, so every unit may have a table of its own. The defaults are in
//! `data/rules/hours.toml`, not here.

use jiff::civil::Weekday;
use serde::{Deserialize, Serialize};

use crate::{clock_time::ClockTime, day::weekday_index};

/// The break within a working day, from its first minute up to but not including its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Break {
    /// When the desks empty.
    pub from: ClockTime,
    /// When they are staffed again.
    pub to: ClockTime,
}

/// Opening, break and closing on one day, in local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "DayHoursData", into = "DayHoursData")]
pub struct DayHours {
    opens: ClockTime,
    closes: ClockTime,
    rest: Option<Break>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DayHoursData {
    opens: ClockTime,
    closes: ClockTime,
    #[serde(rename = "break", default, skip_serializing_if = "Option::is_none")]
    rest: Option<Break>,
}

/// Why a day's hours make no sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidDayHours {
    /// Closing is not after opening; a shift over midnight is written as two days.
    #[error("closing must be later than opening on the same day")]
    ClosesBeforeOpening,
    /// The break ends before it begins or reaches outside the opening hours.
    #[error("the break must lie inside the opening hours and end after it begins")]
    BreakOutsideHours,
}

impl DayHours {
    /// Hours from opening to closing with at most one break inside.
    ///
    /// # Errors
    /// When closing is not after opening or the break is not inside.
    pub fn new(opens: ClockTime, closes: ClockTime, rest: Option<Break>) -> Result<Self, InvalidDayHours> {
        if opens >= closes {
            return Err(InvalidDayHours::ClosesBeforeOpening);
        }
        let rest_fits = rest.is_none_or(|rest| opens <= rest.from && rest.from <= rest.to && rest.to <= closes);
        if rest_fits { Ok(DayHours { opens, closes, rest }) } else { Err(InvalidDayHours::BreakOutsideHours) }
    }

    /// When the unit opens.
    #[must_use]
    pub const fn opens(&self) -> ClockTime {
        self.opens
    }

    /// When it closes; a report received in this very minute's beginning is still in time.
    #[must_use]
    pub const fn closes(&self) -> ClockTime {
        self.closes
    }

    /// The break, if there is one.
    #[must_use]
    pub const fn rest(&self) -> Option<Break> {
        self.rest
    }

    /// Minutes worked on the whole day, without the break.
    #[must_use]
    pub fn working_minutes(&self) -> u16 {
        self.worked_by(ClockTime::END_OF_DAY.minute_of_day())
    }

    /// Minutes worked from opening up to a minute of the day.
    pub(crate) fn worked_by(&self, minute: u16) -> u16 {
        let elapsed = overlap(self.opens, self.closes, minute);
        let rested = self.rest.map_or(0, |rest| overlap(rest.from, rest.to, minute));
        elapsed - rested
    }

    pub(crate) fn is_open_at(&self, minute: u16) -> bool {
        let within = |from: ClockTime, to: ClockTime| from.minute_of_day() <= minute && minute < to.minute_of_day();
        within(self.opens, self.closes) && !self.rest.is_some_and(|rest| within(rest.from, rest.to))
    }
}

/// How much of the stretch from `from` to `to` has passed by a minute of the day.
fn overlap(from: ClockTime, to: ClockTime, minute: u16) -> u16 {
    minute.clamp(from.minute_of_day(), to.minute_of_day()) - from.minute_of_day()
}

impl TryFrom<DayHoursData> for DayHours {
    type Error = InvalidDayHours;

    fn try_from(data: DayHoursData) -> Result<Self, InvalidDayHours> {
        DayHours::new(data.opens, data.closes, data.rest)
    }
}

impl From<DayHours> for DayHoursData {
    fn from(hours: DayHours) -> Self {
        DayHoursData { opens: hours.opens, closes: hours.closes, rest: hours.rest }
    }
}

/// The hours of each weekday; `None` on days without any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "WeekHoursData", into = "WeekHoursData")]
pub struct WeekHours([Option<DayHours>; 7]);

#[derive(Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[derive(Default)]
struct WeekHoursData {
    #[serde(skip_serializing_if = "Option::is_none")]
    mon: Option<DayHours>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tue: Option<DayHours>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wed: Option<DayHours>,
    #[serde(skip_serializing_if = "Option::is_none")]
    thu: Option<DayHours>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fri: Option<DayHours>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sat: Option<DayHours>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sun: Option<DayHours>,
}

impl WeekHours {
    /// Hours for Monday to Sunday, in this order.
    #[must_use]
    pub const fn new(monday_to_sunday: [Option<DayHours>; 7]) -> Self {
        WeekHours(monday_to_sunday)
    }

    /// The hours on a day of the week.
    #[must_use]
    pub fn on(&self, weekday: Weekday) -> Option<&DayHours> {
        self.at(weekday_index(weekday))
    }

    pub(crate) fn at(&self, weekday_index: usize) -> Option<&DayHours> {
        self.0[weekday_index].as_ref()
    }

    /// Minutes worked in a week without holidays.
    #[must_use]
    pub fn working_minutes(&self) -> u16 {
        self.0.iter().flatten().map(DayHours::working_minutes).sum()
    }
}

impl From<WeekHoursData> for WeekHours {
    fn from(data: WeekHoursData) -> Self {
        WeekHours([data.mon, data.tue, data.wed, data.thu, data.fri, data.sat, data.sun])
    }
}

impl From<WeekHours> for WeekHoursData {
    fn from(WeekHours([mon, tue, wed, thu, fri, sat, sun]): WeekHours) -> Self {
        WeekHoursData { mon, tue, wed, thu, fri, sat, sun }
    }
}

/// The hours a unit keeps through the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkingHours {
    /// The ordinary week.
    pub normal: WeekHours,
    /// The week in Ramadan; a unit without one keeps its ordinary hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ramadan: Option<WeekHours>,
    /// Whether holidays change nothing, as in an emergency room.
    ///
    /// This concerns open desks and working minutes only. Legal working days are counted by the
    /// calendar for every unit alike.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_open_on_holidays: bool,
}

impl WorkingHours {
    /// A unit that never closes: seven days, 24 hours, holidays and Ramadan included.
    #[must_use]
    pub const fn around_the_clock() -> Self {
        let day = DayHours { opens: ClockTime::MIDNIGHT, closes: ClockTime::END_OF_DAY, rest: None };
        WorkingHours { normal: WeekHours([Some(day); 7]), ramadan: None, is_open_on_holidays: true }
    }

    /// The week that applies in or out of Ramadan.
    #[must_use]
    pub fn week(&self, season: Season) -> &WeekHours {
        match (season, &self.ramadan) {
            (Season::Ramadan, Some(ramadan)) => ramadan,
            _ => &self.normal,
        }
    }
}

/// Which of a unit's two weeks applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Season {
    /// Outside Ramadan.
    Ordinary,
    /// In Ramadan, when offices open later and close earlier.
    Ramadan,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> ClockTime {
        text.parse().unwrap()
    }

    fn monday() -> DayHours {
        let rest = Break { from: time("12:00"), to: time("13:00") };
        DayHours::new(time("07:30"), time("16:00"), Some(rest)).unwrap()
    }

    #[test]
    fn the_break_is_not_worked() {
        let day = monday();
        for (at, worked) in
            [("00:00", 0), ("07:30", 0), ("08:00", 30), ("12:00", 270), ("12:40", 270), ("13:30", 300), ("24:00", 450)]
        {
            assert_eq!(day.worked_by(time(at).minute_of_day()), worked, "by {at}");
        }
        assert_eq!(day.working_minutes(), 450);
    }

    #[test]
    fn open_from_opening_until_closing_except_the_break() {
        let day = monday();
        for (at, open) in
            [("07:29", false), ("07:30", true), ("12:00", false), ("13:00", true), ("15:59", true), ("16:00", false)]
        {
            assert_eq!(day.is_open_at(time(at).minute_of_day()), open, "at {at}");
        }
    }

    #[test]
    fn impossible_hours_are_refused() {
        assert_eq!(DayHours::new(time("16:00"), time("07:30"), None), Err(InvalidDayHours::ClosesBeforeOpening));
        let late = Break { from: time("15:30"), to: time("16:30") };
        assert_eq!(DayHours::new(time("07:30"), time("16:00"), Some(late)), Err(InvalidDayHours::BreakOutsideHours));
    }

    #[test]
    fn around_the_clock_is_every_minute_of_the_week() {
        assert_eq!(WorkingHours::around_the_clock().normal.working_minutes(), 7 * 24 * 60);
    }
}

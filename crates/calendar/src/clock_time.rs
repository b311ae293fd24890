//! A clock time in whole minutes that, unlike most time types, knows `24:00`.
//!
//! A unit that never closes is open from `00:00` to `24:00`.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Minutes since local midnight, `00:00` to `24:00`; written and read as `HH:MM`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClockTime(u16);

/// The text is not a clock time such as `07:30`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a clock time from 00:00 to 24:00")]
pub struct InvalidClockTime(
    /// The text as it was given.
    pub String,
);

impl ClockTime {
    /// `00:00`.
    pub const MIDNIGHT: ClockTime = ClockTime(0);
    /// `23:59`, the minute at which a day's deadlines fall due.
    pub const LAST_MINUTE: ClockTime = ClockTime(23 * 60 + 59);
    /// `24:00`, the midnight that ends the day.
    pub const END_OF_DAY: ClockTime = ClockTime(24 * 60);

    /// The time this many minutes after midnight, if the day is that long.
    #[must_use]
    pub const fn from_minute_of_day(minute: u16) -> Option<ClockTime> {
        if minute <= ClockTime::END_OF_DAY.0 { Some(ClockTime(minute)) } else { None }
    }

    /// Minutes since midnight, 0 to 1440.
    #[must_use]
    pub const fn minute_of_day(self) -> u16 {
        self.0
    }

    /// The hour, 0 to 24.
    #[must_use]
    pub const fn hour(self) -> u16 {
        self.0 / 60
    }

    /// The minute within the hour, 0 to 59.
    #[must_use]
    pub const fn minute(self) -> u16 {
        self.0 % 60
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour(), self.minute())
    }
}

impl FromStr for ClockTime {
    type Err = InvalidClockTime;

    fn from_str(text: &str) -> Result<Self, InvalidClockTime> {
        parse(text).ok_or_else(|| InvalidClockTime(text.to_owned()))
    }
}

impl TryFrom<String> for ClockTime {
    type Error = InvalidClockTime;

    fn try_from(text: String) -> Result<Self, InvalidClockTime> {
        text.parse()
    }
}

impl From<ClockTime> for String {
    fn from(time: ClockTime) -> String {
        time.to_string()
    }
}

fn parse(text: &str) -> Option<ClockTime> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute) = (two_digits(hour)?, two_digits(minute)?);
    if minute < 60 { ClockTime::from_minute_of_day(hour * 60 + minute) } else { None }
}

fn two_digits(text: &str) -> Option<u16> {
    let is_plain = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_plain { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_the_whole_day() {
        for text in ["00:00", "07:30", "16:00", "23:59", "24:00"] {
            assert_eq!(text.parse::<ClockTime>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn refuses_what_no_clock_shows() {
        for text in ["", "7:30", "07.30", "24:01", "25:00", "07:60", "+7:30", "07:30:00"] {
            assert!(text.parse::<ClockTime>().is_err(), "{text} was accepted");
        }
    }
}

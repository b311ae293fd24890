//! The three time zones of Indonesia and the step between an instant and a local day.
//!
//! Indonesia keeps no daylight saving and each zone is a whole number of hours from UTC, so the
//! arithmetic here is exact and needs no search in the time zone database. A test holds the fixed
//! offsets against that database.

use std::{fmt, str::FromStr};

use jiff::{
    Timestamp,
    civil::Date,
    tz::{Offset, TimeZone},
};
use serde::{Deserialize, Serialize};

use crate::{clock_time::ClockTime, day::Day};

const SECONDS_PER_DAY: i64 = 24 * 60 * 60;

/// One of Indonesia's three zones (Keppres 41/1987).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Zone {
    /// Waktu Indonesia Barat, UTC+7: Sumatra, Java, West and Central Kalimantan.
    #[serde(rename = "WIB")]
    Wib,
    /// Waktu Indonesia Tengah, UTC+8: the rest of Kalimantan, Sulawesi, Bali, Nusa Tenggara.
    #[serde(rename = "WITA")]
    Wita,
    /// Waktu Indonesia Timur, UTC+9: Maluku and Papua.
    #[serde(rename = "WIT")]
    Wit,
}

/// The text names none of the Indonesian zones.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown time zone {0:?}: expected WIB, WITA, WIT or an Indonesian IANA name")]
pub struct UnknownZone(
    /// The text as it was given.
    pub String,
);

impl Zone {
    /// All zones, west to east.
    pub const ALL: [Zone; 3] = [Zone::Wib, Zone::Wita, Zone::Wit];

    /// The abbreviation people write behind a clock time: `WIB`, `WITA` or `WIT`.
    #[must_use]
    pub const fn abbreviation(self) -> &'static str {
        match self {
            Zone::Wib => "WIB",
            Zone::Wita => "WITA",
            Zone::Wit => "WIT",
        }
    }

    /// The IANA name under which the zone is stored; `Asia/Pontianak` is read as WIB but written
    /// as `Asia/Jakarta`.
    #[must_use]
    pub const fn iana_name(self) -> &'static str {
        match self {
            Zone::Wib => "Asia/Jakarta",
            Zone::Wita => "Asia/Makassar",
            Zone::Wit => "Asia/Jayapura",
        }
    }

    /// The distance from UTC, the same all year.
    #[must_use]
    pub const fn offset(self) -> Offset {
        match self {
            Zone::Wib => Offset::constant(7),
            Zone::Wita => Offset::constant(8),
            Zone::Wit => Offset::constant(9),
        }
    }

    /// The zone for use with jiff's own types, carrying its IANA name.
    #[must_use]
    pub fn time_zone(self) -> TimeZone {
        TimeZone::get(self.iana_name()).expect("jiff is built with the time zone database inside")
    }

    /// The local date at an instant.
    #[must_use]
    pub fn date_at(self, instant: Timestamp) -> Date {
        self.day_at(instant).date()
    }

    /// The instant at which a clock time of a local date is reached; `24:00` is the next midnight.
    ///
    /// Years beyond what a timestamp can hold give the last instant it can hold.
    #[must_use]
    pub fn instant(self, date: Date, time: ClockTime) -> Timestamp {
        self.instant_on(Day::of(date), time)
    }

    pub(crate) fn day_at(self, instant: Timestamp) -> Day {
        Day::from_number(self.local_second(instant).div_euclid(SECONDS_PER_DAY))
    }

    /// Whole minutes since local midnight; seconds are dropped.
    pub(crate) fn minute_at(self, instant: Timestamp) -> u16 {
        let minute = self.local_second(instant).rem_euclid(SECONDS_PER_DAY) / 60;
        u16::try_from(minute).expect("a day has 1440 minutes")
    }

    pub(crate) fn instant_on(self, day: Day, time: ClockTime) -> Timestamp {
        let local = day.number() * SECONDS_PER_DAY + i64::from(time.minute_of_day()) * 60;
        let second =
            (local - i64::from(self.offset().seconds())).clamp(Timestamp::MIN.as_second(), Timestamp::MAX.as_second());
        Timestamp::from_second(second).expect("clamped to what a timestamp can hold")
    }

    fn local_second(self, instant: Timestamp) -> i64 {
        // Before 1970 jiff rounds the second towards zero; a fraction then belongs to the one before.
        let fraction_below = i64::from(instant.subsec_nanosecond() < 0);
        instant.as_second() - fraction_below + i64::from(self.offset().seconds())
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.abbreviation())
    }
}

impl FromStr for Zone {
    type Err = UnknownZone;

    /// Reads an abbreviation (`WITA`, any case) or an IANA name (`Asia/Makassar`).
    fn from_str(text: &str) -> Result<Self, UnknownZone> {
        const NAMES: [(&str, Zone); 8] = [
            ("WIB", Zone::Wib),
            ("WITA", Zone::Wita),
            ("WIT", Zone::Wit),
            ("Asia/Jakarta", Zone::Wib),
            ("Asia/Pontianak", Zone::Wib),
            ("Asia/Makassar", Zone::Wita),
            ("Asia/Ujung_Pandang", Zone::Wita),
            ("Asia/Jayapura", Zone::Wit),
        ];
        NAMES
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(text))
            .map(|&(_, zone)| zone)
            .ok_or_else(|| UnknownZone(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn names_go_both_ways() {
        for zone in Zone::ALL {
            assert_eq!(zone.abbreviation().parse(), Ok(zone));
            assert_eq!(zone.iana_name().parse(), Ok(zone));
            assert_eq!(zone.time_zone().iana_name(), Some(zone.iana_name()));
        }
        assert_eq!("Asia/Pontianak".parse(), Ok(Zone::Wib));
        assert_eq!("wita".parse(), Ok(Zone::Wita));
        assert!("Asia/Singapore".parse::<Zone>().is_err());
    }

    #[test]
    fn fixed_offsets_agree_with_the_time_zone_database() {
        for zone in Zone::ALL {
            for year in 1990..2060 {
                let noon = zone.instant(date(year, 6, 30), "12:00".parse().unwrap());
                let local = noon.to_zoned(zone.time_zone());
                assert_eq!(local.date(), date(year, 6, 30));
                assert_eq!(local.hour(), 12);
            }
        }
    }

    #[test]
    fn the_local_day_turns_at_local_midnight() {
        let instant: Timestamp = "2025-12-31T22:30+07:00".parse().unwrap();
        assert_eq!(Zone::Wib.date_at(instant), date(2025, 12, 31));
        assert_eq!(Zone::Wita.date_at(instant), date(2025, 12, 31));
        assert_eq!(Zone::Wit.date_at(instant), date(2026, 1, 1));
        assert_eq!(Zone::Wit.minute_at(instant), 30);
    }

    #[test]
    fn the_ends_of_time_do_not_panic() {
        for zone in Zone::ALL {
            assert_eq!(zone.date_at(Timestamp::MAX).year(), 9999);
            assert_eq!(zone.date_at(Timestamp::MIN).year(), -9999);
            assert_eq!(zone.instant(Date::MAX, ClockTime::END_OF_DAY), "9999-12-30T22:00:00Z".parse().unwrap());
        }
    }

    #[test]
    fn a_fraction_before_1970_belongs_to_the_second_before() {
        let just_before: Timestamp = "1969-12-31T16:59:59.5Z".parse().unwrap();
        assert_eq!(Zone::Wib.date_at(just_before), date(1969, 12, 31));
        assert_eq!(Zone::Wib.minute_at(just_before), 23 * 60 + 59);
    }
}

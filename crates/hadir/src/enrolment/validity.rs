//! Until when a certificate is valid: to the end of a day in the regency's zone.

use hadir_calendar::Zone;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

/// How long a certificate is valid when nobody says otherwise, in years.
const USUAL_YEARS: i64 = 2;
/// How long it may be valid at most, in years: a key that is never looked at again is one that nobody misses.
const YEARS_MAX: i64 = 10;

/// Why a certificate cannot be valid until a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UntilError {
    /// The day is over.
    #[error("{0} is over; a certificate has to be valid until a day to come")]
    Past(Date),
    /// The day is too far away.
    #[error("{day} is too far away; a certificate is valid for {YEARS_MAX} years at most, until {latest}")]
    Far {
        /// The day asked for.
        day: Date,
        /// The latest one.
        latest: Date,
    },
}

/// The instant from which a certificate is no longer valid: the end of the day asked for, or of the one two years on.
pub fn end(until: Option<Date>, zone: Zone, now: Timestamp) -> Result<Timestamp, UntilError> {
    let today = zone.date_at(now);
    let latest = today.saturating_add(YEARS_MAX.years());
    let day = until.unwrap_or_else(|| today.saturating_add(USUAL_YEARS.years()));
    if day < today {
        return Err(UntilError::Past(day));
    }
    if day > latest {
        return Err(UntilError::Far { day, latest });
    }
    let midnight = day.saturating_add(1.day()).to_zoned(zone.time_zone());
    Ok(midnight.expect("a few years from now is a date").timestamp())
}

/// The last day on which a certificate is valid that ends at this instant.
pub fn last_day(valid_until_ms: i64, zone: Zone) -> Date {
    day(valid_until_ms.saturating_sub(1), zone)
}

/// The local day of an instant, in milliseconds since 1970 (UTC); one out of range counts as the nearest there is.
pub fn day(ms: i64, zone: Zone) -> Date {
    let nearest = if ms < 0 { Timestamp::MIN } else { Timestamp::MAX };
    zone.date_at(Timestamp::from_millisecond(ms).unwrap_or(nearest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(until: Option<&str>) -> Result<String, UntilError> {
        let now = "2026-11-22T16:30:00Z".parse().unwrap();
        let end = end(until.map(|day| day.parse().unwrap()), Zone::Wita, now)?;
        let last = last_day(end.as_millisecond(), Zone::Wita);
        assert_eq!(last_day(end.as_millisecond() + 1, Zone::Wita), last.tomorrow().unwrap());
        Ok(end.to_string())
    }

    #[test]
    fn a_certificate_is_valid_to_the_end_of_a_day_in_the_regencys_zone() {
        assert_eq!(ends(Some("2027-03-31")).as_deref(), Ok("2027-03-31T16:00:00Z"));
        assert_eq!(ends(Some("2026-11-23")).as_deref(), Ok("2026-11-23T16:00:00Z"), "today, over there");
        assert_eq!(ends(None).as_deref(), Ok("2028-11-23T16:00:00Z"));
        assert!(matches!(ends(Some("2026-11-22")), Err(UntilError::Past(_))));
        assert!(matches!(ends(Some("2036-11-24")), Err(UntilError::Far { .. })));
        assert!(ends(Some("2036-11-23")).is_ok());
    }

    #[test]
    fn instants_beyond_all_dates_do_no_harm() {
        let days = [i64::MIN, i64::MAX].map(|ms| last_day(ms, Zone::Wit));
        assert!(days[0] < days[1]);
    }
}

//! How many reports one sender may file in an hour, so that a script cannot bury the desk.
//!
//! A sender is what the network and the browser say together. An island may share one address, so the address alone
//! has ten times as much. A report that is only sent again was counted already and always goes through.

use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use governor::Quota;
use hadir_org::Measure;

/// How much more one address may send than one sender.
const ADDRESS_FACTOR: u32 = 10;

/// Counts what senders file.
#[derive(Debug, Default)]
pub(crate) struct Senders(Mutex<Option<Counting>>);

#[derive(Debug)]
struct Counting {
    reports_per_hour: NonZeroU32,
    senders: Measure,
    addresses: Measure,
}

impl Counting {
    fn new(reports_per_hour: NonZeroU32, clock: &hadir_store::Clock) -> Self {
        let measure = |limit: NonZeroU32| Measure::new(Quota::per_hour(limit).allow_burst(limit), clock);
        let wide = reports_per_hour.saturating_mul(NonZeroU32::MIN.saturating_add(ADDRESS_FACTOR - 1));
        Self { reports_per_hour, senders: measure(reports_per_hour), addresses: measure(wide) }
    }
}

impl Senders {
    /// Counts one report of a sender; says for how long to wait if it is one too many.
    pub fn count(&self, sender: &Sender, reports_per_hour: u32, clock: &hadir_store::Clock) -> Result<(), Duration> {
        let Some(limit) = NonZeroU32::new(reports_per_hour) else { return Ok(()) };
        let mut counting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // The measure is a setting of the regency; when it changes, counting begins anew.
        if counting.as_ref().is_none_or(|counting| counting.reports_per_hour != limit) {
            *counting = Some(Counting::new(limit, clock));
        }
        let counting = counting.as_ref().expect("it was put there just above if it was not");
        counting.senders.count(&sender.itself)?;
        counting.addresses.count(&sender.address)
    }
}

/// Someone who sends, as far as it can be told. Kept in memory only, and hashed: nobody's address lies around.
#[derive(Clone, Debug)]
pub(crate) struct Sender {
    itself: [u8; 16],
    address: [u8; 16],
}

impl Sender {
    /// The sender at an address who says this about the own browser or program.
    pub fn new(neighbourhood: &str, agent: &str) -> Self {
        let key = |parts: [&str; 2]| {
            let hash = blake3::derive_key("hadir sender v1", parts.join("\n").as_bytes());
            *hash.first_chunk().expect("a hash is longer than 16 bytes")
        };
        Self { itself: key([neighbourhood, agent]), address: key([neighbourhood, ""]) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frozen() -> hadir_store::Clock {
        hadir_store::Clock::frozen(jiff::Timestamp::from_second(1_795_000_000).unwrap())
    }

    #[test]
    fn one_phone_waits_while_its_neighbours_on_the_same_address_go_on() {
        let (clock, senders) = (frozen(), Senders::default());
        let phone = |n: u32| Sender::new("203.0.113.7", &format!("phone {n}"));
        for _ in 0..3 {
            assert!(senders.count(&phone(1), 3, &clock).is_ok());
        }
        let wait = senders.count(&phone(1), 3, &clock).unwrap_err();
        assert!(wait <= Duration::from_secs(20 * 60) && wait > Duration::from_secs(19 * 60), "{wait:?}");
        assert!(senders.count(&phone(2), 3, &clock).is_ok());
        clock.advance(Duration::from_secs(20 * 60));
        assert!(senders.count(&phone(1), 3, &clock).is_ok());
    }

    #[test]
    fn an_address_has_ten_times_as_much_and_no_more() {
        let (clock, senders) = (frozen(), Senders::default());
        let filed = (0..100).filter(|n| senders.count(&Sender::new("203.0.113.7", &format!("{n}")), 2, &clock).is_ok());
        assert_eq!(filed.count(), 20);
        assert!(senders.count(&Sender::new("203.0.113.8", "1"), 2, &clock).is_ok());
    }

    #[test]
    fn no_measure_means_no_limit() {
        let (clock, senders) = (frozen(), Senders::default());
        assert!((0..1_000).all(|_| senders.count(&Sender::new("203.0.113.7", "a"), 0, &clock).is_ok()));
    }
}

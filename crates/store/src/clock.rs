//! The one place where the real clock and real randomness enter the program; tests and simulations pass frozen ones.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use jiff::Timestamp;

/// Where "now" comes from. Cloning shares the same clock.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that stands still until a test moves it; milliseconds since 1970, UTC.
    Frozen(Arc<AtomicI64>),
}

impl Clock {
    /// A frozen clock standing at `at`.
    pub fn frozen(at: Timestamp) -> Self {
        Self::Frozen(Arc::new(AtomicI64::new(at.as_millisecond())))
    }

    /// The present instant, cut to whole milliseconds, which is what operations can carry.
    pub fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.now_ms()).expect("clocks stay within jiff's nine thousand years")
    }

    /// The present instant in milliseconds since 1970, UTC.
    #[expect(clippy::disallowed_methods, reason = "this is the one place where the real clock enters the program")]
    pub fn now_ms(&self) -> i64 {
        match self {
            Self::System => Timestamp::now().as_millisecond(),
            Self::Frozen(at) => at.load(Ordering::SeqCst),
        }
    }

    /// Moves a frozen clock forward; the system clock is left alone.
    pub fn advance(&self, by: std::time::Duration) {
        if let Self::Frozen(at) = self {
            at.fetch_add(i64::try_from(by.as_millis()).unwrap_or(i64::MAX), Ordering::SeqCst);
        }
    }

    /// Puts a frozen clock to an instant, forward or back; the system clock is left alone.
    pub fn set(&self, to: Timestamp) {
        if let Self::Frozen(at) = self {
            at.store(to.as_millisecond(), Ordering::SeqCst);
        }
    }
}

/// Where random bytes come from. Cloning shares the same stream.
#[derive(Clone)]
pub enum Chance {
    /// The operating system's generator.
    System,
    /// A reproducible stream for tests and the demo regency.
    Seeded(Arc<Mutex<blake3::OutputReader>>),
}

impl Chance {
    /// A reproducible stream that depends on `seed` alone.
    pub fn seeded(seed: u64) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key("hadir seeded chance v1");
        hasher.update(&seed.to_le_bytes());
        Self::Seeded(Arc::new(Mutex::new(hasher.finalize_xof())))
    }

    /// `N` random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match self {
            Self::System => getrandom::fill(&mut bytes).expect("the operating system provides random bytes"),
            Self::Seeded(stream) => stream.lock().expect("no holder of the stream panics").fill(&mut bytes),
        }
        bytes
    }
}

impl std::fmt::Debug for Chance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::System => "Chance::System",
            Self::Seeded(_) => "Chance::Seeded",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_repeats_and_another_differs() {
        assert_eq!(Chance::seeded(1).bytes::<8>(), Chance::seeded(1).bytes::<8>());
        assert_ne!(Chance::seeded(1).bytes::<8>(), Chance::seeded(2).bytes::<8>());
    }

    #[test]
    fn a_frozen_clock_moves_only_when_told() {
        let clock = Clock::frozen(Timestamp::from_second(1_000).unwrap());
        clock.advance(std::time::Duration::from_secs(5));
        assert_eq!(clock.now(), Timestamp::from_second(1_005).unwrap());
    }
}

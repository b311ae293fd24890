//! The hybrid clock: wall time where it can be trusted, a counter where it cannot, and never backwards.
//! Stamps only order operations that did not know each other; causality comes from parents (`order.rs`).

use std::fmt;

const COUNTER_BITS: u32 = 16;
const MS_MAX: u64 = (1 << 48) - 1;

/// A point of hybrid time: 48 bits of milliseconds since 1970 (UTC), then a counter of 16 bits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp(u64);

impl Stamp {
    /// The earliest stamp.
    pub const ZERO: Stamp = Stamp(0);

    /// Takes a number that was a stamp before.
    pub const fn from_u64(bits: u64) -> Self {
        Stamp(bits)
    }

    /// The number, for a column or a field.
    pub const fn as_u64(self) -> u64 {
        self.0
    }

    /// Milliseconds since 1970 (UTC), as the author's clock had it or later.
    pub const fn ms(self) -> i64 {
        (self.0 >> COUNTER_BITS) as i64
    }

    /// The counter within the millisecond.
    pub(crate) const fn counter(self) -> u16 {
        (self.0 & 0xffff) as u16
    }

    /// A stamp from its two parts; `None` beyond the range.
    pub(crate) fn from_parts(ms: u64, counter: u16) -> Option<Self> {
        (ms <= MS_MAX).then_some(Stamp(ms << COUNTER_BITS | u64::from(counter)))
    }

    /// The first stamp of a millisecond. An instant before 1970 counts as 1970.
    pub fn at_ms(ms: i64) -> Self {
        Stamp(u64::try_from(ms).unwrap_or(0).min(MS_MAX) << COUNTER_BITS)
    }
}

impl fmt::Debug for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Stamp({}+{})", self.ms(), self.counter())
    }
}

/// A stamp that is too far ahead of our own clock to be adopted. The operation is kept; its clock is flagged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the stamp is {ahead_ms} ms ahead of this node's clock")]
pub struct Drift {
    /// How far ahead, in milliseconds.
    pub ahead_ms: i64,
}

/// Makes stamps that only grow. Time comes in as an argument.
///
/// ```
/// # use hadir_oplog::HybridClock;
/// let mut clock = HybridClock::new(None);
/// let first = clock.tick(1_000);
/// assert!(clock.tick(400) > first, "a clock set back does not make stamps go back");
/// ```
#[derive(Debug, Clone)]
pub struct HybridClock {
    last: Stamp,
}

impl HybridClock {
    /// Goes on after `last`, the greatest stamp known; a new log has none.
    pub fn new(last: Option<Stamp>) -> Self {
        HybridClock { last: last.unwrap_or(Stamp::ZERO) }
    }

    /// The greatest stamp made or adopted so far.
    pub fn last(&self) -> Stamp {
        self.last
    }

    /// The next stamp, greater than every one before. `now_ms` is milliseconds since 1970 (UTC).
    pub fn tick(&mut self, now_ms: i64) -> Stamp {
        // A full counter spills into the milliseconds, which keeps the order and costs a millisecond.
        self.last = Stamp(self.last.0.saturating_add(1)).max(Stamp::at_ms(now_ms));
        self.last
    }

    /// Adopts the stamp of another node, so that what is written here next is stamped later.
    ///
    /// # Errors
    /// [`Drift`] when the stamp is more than `drift_max_ms` ahead of `now_ms`. It is then not adopted: one clock that
    /// is years ahead must not drag the whole regency with it.
    pub fn observe(&mut self, stamp: Stamp, now_ms: i64, drift_max_ms: i64) -> Result<(), Drift> {
        let ahead_ms = stamp.ms().saturating_sub(now_ms);
        if ahead_ms > drift_max_ms {
            return Err(Drift { ahead_ms });
        }
        self.last = self.last.max(stamp);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_grow_while_the_wall_clock_stands_still_or_goes_back() {
        let mut clock = HybridClock::new(None);
        let stamps: Vec<_> = [5_000, 5_000, 4_000, 5_001].map(|now| clock.tick(now)).to_vec();
        assert!(stamps.is_sorted_by(|a, b| a < b));
        assert_eq!(stamps[3].ms(), 5_001);
    }

    #[test]
    fn a_stamp_from_the_future_is_flagged_and_not_adopted() {
        let mut clock = HybridClock::new(None);
        let years_ahead = Stamp::at_ms(100_000_000_000);
        assert_eq!(clock.observe(years_ahead, 1_000, 60_000), Err(Drift { ahead_ms: 99_999_999_000 }));
        assert_eq!(clock.tick(1_000).ms(), 1_000);
    }

    #[test]
    fn a_stamp_within_the_drift_is_adopted() {
        let mut clock = HybridClock::new(None);
        let near = Stamp::at_ms(30_000);
        clock.observe(near, 1_000, 60_000).unwrap();
        assert!(clock.tick(1_000) > near);
    }

    #[test]
    fn instants_out_of_range_are_clamped() {
        assert_eq!(Stamp::at_ms(-5), Stamp::ZERO);
        assert_eq!(Stamp::at_ms(i64::MAX).ms(), (1 << 48) - 1);
    }
}

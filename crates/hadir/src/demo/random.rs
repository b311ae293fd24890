//! Seeded chance: the same seed always gives the same sequence, on every machine.

use std::cell::Cell;

/// SplitMix64 (Steele, Lea and Flood 2014): small, quick and good enough for made-up cases; never for secrets.
///
/// The state is a cell, so that a draw may stand as an argument of a call that draws itself.
pub struct Random(Cell<u64>);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(Cell::new(seed))
    }

    fn next(&self) -> u64 {
        let mut mixed = self.0.get().wrapping_add(0x9E37_79B9_7F4A_7C15);
        self.0.set(mixed);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to but without `bound`; 0 when `bound` is 0.
    pub fn below(&self, bound: usize) -> usize {
        // The bias of the remainder is under one in 2^40 for the small bounds used here.
        (self.next() % (bound.max(1) as u64)) as usize
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1).max(1) as usize) as i64
    }

    /// True in `percent` of a hundred cases.
    pub fn chance(&self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of the items, each equally likely.
    ///
    /// # Panics
    /// On an empty slice: the callers pass lists of the data files, which a test keeps filled.
    pub fn pick<'a, T>(&self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// The position of one of the weights, each as likely as it is heavy.
    pub fn weighted(&self, weights: &[usize]) -> usize {
        let mut rest = self.below(weights.iter().sum());
        for (position, weight) in weights.iter().enumerate() {
            if rest < *weight {
                return position;
            }
            rest -= weight;
        }
        0
    }
}

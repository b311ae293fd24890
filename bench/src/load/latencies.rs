//! How long answers took, every one of them kept: a run is short enough for exact percentiles.

use std::time::Duration;

/// Times of answers.
#[derive(Clone, Debug, Default)]
pub struct Latencies {
    micros: Vec<u32>,
}

impl Latencies {
    /// Takes in how long one answer took.
    pub fn add(&mut self, time: Duration) {
        self.micros.push(u32::try_from(time.as_micros()).unwrap_or(u32::MAX));
    }

    /// Takes in those of another connection.
    pub fn merge(&mut self, other: &Latencies) {
        self.micros.extend_from_slice(&other.micros);
    }

    /// How many answers there were.
    pub fn count(&self) -> usize {
        self.micros.len()
    }

    /// So many of a hundred answers took at most this long; nothing without answers.
    pub fn percentile(&self, of_hundred: usize) -> Option<Duration> {
        let mut sorted = self.micros.clone();
        sorted.sort_unstable();
        let rank = (sorted.len() * of_hundred).div_ceil(100).max(1);
        sorted.get(rank - 1).map(|micros| Duration::from_micros(u64::from(*micros)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_those_of_the_nearest_rank() {
        let mut latencies = Latencies::default();
        (1..=200).rev().for_each(|millis| latencies.add(Duration::from_millis(millis)));
        assert_eq!(latencies.percentile(50), Some(Duration::from_millis(100)));
        assert_eq!(latencies.percentile(99), Some(Duration::from_millis(198)));
        assert_eq!(Latencies::default().percentile(99), None);
    }
}

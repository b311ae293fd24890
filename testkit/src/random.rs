//! Randomness that can be replayed: the same seed gives the same town, fleet and weather.

/// A small generator (SplitMix64 by Steele, Lea and Flood, 2014). Never for secrets.
#[derive(Clone, Debug)]
pub struct Seeded {
    state: u64,
}

impl Seeded {
    /// A generator that always gives the same numbers for the same seed.
    pub fn new(seed: u64) -> Seeded {
        Seeded { state: seed }
    }

    /// The next 64 random bits.
    pub fn next_u64(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number in `0..end`. Panics when `end` is zero.
    pub fn below(&mut self, end: u64) -> u64 {
        assert!(end > 0, "there is no number below zero");
        // Multiply and shift (Lemire, 2019): the bias is at most end / 2^64, nothing for a test.
        ((u128::from(self.next_u64()) * u128::from(end)) >> 64) as u64
    }

    /// An index in `0..length`. Panics when `length` is zero.
    pub fn index(&mut self, length: usize) -> usize {
        self.below(length as u64) as usize
    }

    /// True in `part` of `whole` cases on average.
    pub fn chance(&mut self, part: u64, whole: u64) -> bool {
        self.below(whole) < part
    }

    /// One of the items. Panics when there are none.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.index(items.len())]
    }

    /// Brings the items into a random order (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.index(last + 1));
        }
    }

    /// The bytes with one to `changes_max` places changed, cut out, doubled or cut off; what is added at the end is
    /// `added`, a byte that means something in such texts.
    pub fn damaged(&mut self, bytes: &[u8], changes_max: u64, added: u8) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        for _ in 0..=self.below(changes_max) {
            let at = self.index(bytes.len() + 1);
            let length = self.index(9).min(bytes.len() - at);
            match self.below(4) {
                0 => bytes.truncate(at),
                1 => drop(bytes.drain(at..at + length)),
                2 => {
                    let again = bytes[at..at + length].to_vec();
                    bytes.splice(at..at, again);
                }
                _ if at < bytes.len() => bytes[at] = self.below(256) as u8,
                _ => bytes.push(added),
            }
        }
        bytes
    }

    /// Fills `bytes`; its shape fits every place that takes randomness as an argument.
    pub fn fill(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let random = self.next_u64().to_le_bytes();
            chunk.copy_from_slice(&random[..chunk.len()]);
        }
    }
}

/// The seeds a simulation runs: `0..count`, or the single one in `HADIR_SEED` to replay a failure.
pub fn seeds(count: u64) -> Vec<u64> {
    seeds_from(std::env::var("HADIR_SEED").ok().as_deref(), count)
}

/// How many seeds a simulation was asked to run with `HADIR_SEEDS`, if it was.
pub fn seeds_wanted() -> Option<u64> {
    std::env::var("HADIR_SEEDS").ok().map(|count| count.parse().expect("HADIR_SEEDS is a whole number"))
}

fn seeds_from(wish: Option<&str>, count: u64) -> Vec<u64> {
    match wish {
        None => (0..count).collect(),
        Some(seed) => vec![seed.parse().expect("HADIR_SEED is a whole number")],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_the_published_algorithm() {
        let mut random = Seeded::new(1_234_567);
        let first: Vec<u64> = (0..3).map(|_| random.next_u64()).collect();
        assert_eq!(first, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn below_stays_below_and_reaches_every_number() {
        let mut random = Seeded::new(7);
        let mut seen = [0_u32; 6];
        for _ in 0..6_000 {
            seen[random.index(6)] += 1;
        }
        assert!(seen.iter().all(|&count| count > 850), "{seen:?}");
    }

    #[test]
    fn shuffling_keeps_every_item() {
        let mut items: Vec<u32> = (0..100).collect();
        Seeded::new(3).shuffle(&mut items);
        assert_ne!(items, (0..100).collect::<Vec<_>>());
        items.sort_unstable();
        assert_eq!(items, (0..100).collect::<Vec<_>>());
    }

    #[test]
    fn odd_lengths_are_filled_to_the_last_byte() {
        let mut bytes = [0_u8; 13];
        Seeded::new(5).fill(&mut bytes);
        assert!(bytes[8..].iter().any(|&byte| byte != 0));
    }

    #[test]
    fn one_named_seed_replaces_the_list() {
        assert_eq!(seeds_from(None, 3), [0, 1, 2]);
        assert_eq!(seeds_from(Some("42"), 3), [42]);
    }
}

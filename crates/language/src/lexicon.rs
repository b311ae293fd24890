//! The word lists of this crate, parsed once from the files in `data/`.
//!
//! Sets and maps borrow from the embedded text and hash with FNV-1a: the words are short, come from us (nobody can
//! choose them to collide) and are looked up several times for every word that is indexed.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// A set of words of the lists.
pub(crate) type WordSet = HashSet<&'static str, BuildHasherDefault<Fnv>>;
/// A map from words of the lists to words.
pub(crate) type WordMap = HashMap<&'static str, &'static str, BuildHasherDefault<Fnv>>;

/// Root words, the stems of the search index.
pub(crate) static ROOTS: LazyLock<WordSet> = LazyLock::new(|| set(include_str!("../data/roots.txt")));
/// Place names and other names that only look inflected.
pub(crate) static NAMES: LazyLock<WordSet> = LazyLock::new(|| set(include_str!("../data/names.txt")));
/// Words too common to be worth searching for.
pub(crate) static STOP_WORDS: LazyLock<WordSet> = LazyLock::new(|| set(include_str!("../data/stopwords.txt")));
/// How many of a thousand reports hold a stem, of the common ones.
pub(crate) static REPORT_WORDS: LazyLock<WordMap> =
    LazyLock::new(|| pairs(include_str!("../data/report_words.csv")).collect());
/// Words whose root does not follow from the rules.
pub(crate) static STEM_EXCEPTIONS: LazyLock<WordMap> =
    LazyLock::new(|| pairs(include_str!("../data/stem_exceptions.csv")).collect());
/// Everyday spellings and the usual form, one or several words. Our own list wins over the general one.
pub(crate) static SPELLINGS: LazyLock<WordMap> = LazyLock::new(|| {
    let general = pairs(include_str!("../data/spelling_general.csv"));
    general.chain(pairs(include_str!("../data/spelling_services.csv"))).collect()
});

/// The lines of a list that are neither empty nor comments.
fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn set(list: &'static str) -> WordSet {
    entries(list).collect()
}

/// The pairs of a list of `left,right` lines. A test sees to it that every line has its comma.
fn pairs(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    entries(list).filter_map(|line| line.split_once(','))
}

/// FNV-1a, the simplest hash that spreads short words well.
pub(crate) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_without_doubles() {
        for (name, list) in [
            ("roots.txt", include_str!("../data/roots.txt")),
            ("names.txt", include_str!("../data/names.txt")),
            ("stopwords.txt", include_str!("../data/stopwords.txt")),
            ("stem_exceptions.csv", include_str!("../data/stem_exceptions.csv")),
            ("report_words.csv", include_str!("../data/report_words.csv")),
            ("spelling_general.csv", include_str!("../data/spelling_general.csv")),
            ("spelling_services.csv", include_str!("../data/spelling_services.csv")),
        ] {
            let keys: Vec<&str> = entries(list).map(|line| line.split(',').next().unwrap_or(line)).collect();
            for pair in keys.windows(2) {
                assert!(pair[0] < pair[1], "{name}: {:?} must stand before {:?}, once", pair[0], pair[1]);
            }
        }
    }

    #[test]
    fn every_pair_has_two_sides_of_plain_letters() {
        for list in [
            include_str!("../data/stem_exceptions.csv"),
            include_str!("../data/spelling_general.csv"),
            include_str!("../data/spelling_services.csv"),
        ] {
            for line in entries(list) {
                let (left, right) = line.split_once(',').unwrap_or_else(|| panic!("{line:?} has no comma"));
                assert!(left.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()), "{line:?}");
                assert!(right.bytes().all(|b| b.is_ascii_lowercase() || b == b' '), "{line:?}");
                assert!(!right.trim().is_empty(), "{line:?}");
            }
        }
    }

    #[test]
    fn common_words_of_reports_are_counted_in_a_thousand() {
        for (stem, count) in REPORT_WORDS.iter() {
            assert!(count.parse().is_ok_and(|count: u32| (10..=1_000).contains(&count)), "{stem}: {count:?}");
        }
    }

    #[test]
    fn spellings_settle_in_one_step() {
        for (from, to) in SPELLINGS.iter() {
            for word in to.split(' ') {
                let again = SPELLINGS.get(word);
                assert!(again.is_none_or(|next| *next == word), "{from} -> {to}, but {word} -> {again:?}");
            }
        }
    }

    #[test]
    fn no_root_is_taken_for_a_misspelling() {
        let taken: Vec<_> = SPELLINGS.keys().filter(|word| ROOTS.contains(*word)).collect();
        assert!(taken.is_empty(), "roots that would be respelled: {taken:?}");
    }
}

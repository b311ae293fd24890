//! Where a text says something is, as far as it names it: a street, an alley, a neighbourhood by its number.

use std::collections::BTreeSet;

use crate::lexicon::{ROOTS, STOP_WORDS};
use crate::normalise::normalise;
use crate::stem::stem;

/// What a name follows.
const NAMED: &[&str] = &["dusun", "gang", "jalan", "lorong", "perumahan"];
/// What a number follows.
const NUMBERED: &[&str] = &["blok", "gang", "kilometer", "km", "rt", "rw"];

/// A place that a text names: "Jl. Pattimura" is `jalan` and `pattimura`, "RT 03" is `rt` and `3`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The usual form of the word before the name.
    pub sort: String,
    /// The name's first word or the number, in usual form.
    pub name: String,
}

/// The places that a text names. "Jalan rusak" names none: a name is no known root word.
///
/// ```
/// let found: Vec<_> = hadir_language::spots("Jl. Pattimura RT 03 rusak, jalan berlubang").into_iter().collect();
/// assert_eq!(found.iter().map(|spot| spot.name.as_str()).collect::<Vec<_>>(), ["pattimura", "3"]);
/// ```
pub fn spots(text: &str) -> BTreeSet<Spot> {
    let plain = normalise(text);
    let words: Vec<&str> = plain.split(' ').collect();
    let spot = |pair: &[&str]| {
        let (sort, name) = (pair[0], pair[1]);
        let is_number = name.bytes().all(|byte| byte.is_ascii_digit()) || name.len() == 1;
        let is_there = if is_number { NUMBERED.contains(&sort) } else { NAMED.contains(&sort) && is_name(name) };
        is_there.then(|| Spot { sort: sort.to_owned(), name: name.to_owned() })
    };
    words.windows(2).filter_map(spot).collect()
}

fn is_name(word: &str) -> bool {
    word.chars().all(char::is_alphabetic) && !STOP_WORDS.contains(word) && !ROOTS.contains(&*stem(word))
}

/// Whether two texts name places of one sort and none of them is the same: two streets, two neighbourhoods.
pub fn name_different_spots(one: &BTreeSet<Spot>, other: &BTreeSet<Spot>) -> bool {
    let differs = |spot: &Spot| {
        let mut alike = other.iter().filter(|there| there.sort == spot.sort).peekable();
        alike.peek().is_some() && alike.all(|there| !one.contains(there))
    };
    one.iter().any(differs)
}

#[cfg(test)]
mod tests {
    use super::{name_different_spots, spots};

    #[test]
    fn a_street_is_told_from_another_and_from_no_street() {
        let differ = |one, other| name_different_spots(&spots(one), &spots(other));
        assert!(differ("Lubang di Jl. Pattimura", "jln sudirman berlubang"));
        assert!(differ("lampu mati RT 03", "Lampu di RT5 padam"));
        assert!(!differ("Lubang di Jl. Pattimura RT 3", "Jalan Pattimura berlubang dalam"));
        assert!(!differ("Jalan rusak parah", "jalan berlubang di Jl. Sudirman"));
        assert!(!differ("Jl. Pattimura dan Jl. Sudirman gelap", "Jl Sudirman gelap"));
    }
}

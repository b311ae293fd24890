//! Which unit a node may be meant for, by the words of its name.

use std::collections::BTreeSet;

use hadir_org::{Organisation, Unit};

/// Units that are suggested.
const SUGGESTED_MAX: usize = 3;

/// The units whose names share words with a node's, the likeliest first; none where only a word like "Kecamatan" is
/// shared.
pub(super) fn units<'a>(org: &'a Organisation, name: &str) -> Vec<&'a Unit> {
    let mut likely: Vec<_> = org
        .units_by_name()
        .into_iter()
        .filter(|unit| !unit.is_retired)
        .filter_map(|unit| Some((likeness(name, &unit.name)?, unit)))
        .collect();
    likely.sort_by_key(|(likeness, _)| std::cmp::Reverse(*likeness));
    likely.into_iter().take(SUGGESTED_MAX).map(|(_, unit)| unit).collect()
}

/// How many words two names share, less those they do not.
fn likeness(one: &str, other: &str) -> Option<i64> {
    let (one, other) = (words(one), words(other));
    let shared = one.intersection(&other).count() as i64;
    let apart = one.symmetric_difference(&other).count() as i64;
    (shared >= 2 || apart == 0 && shared > 0).then_some(2 * shared - apart)
}

fn words(name: &str) -> BTreeSet<String> {
    name.split_whitespace().map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::likeness;

    #[test]
    fn the_same_words_are_likelier_than_some_and_one_word_is_none() {
        let asked = "Kecamatan Sebatik Timur";
        assert!(likeness(asked, "kecamatan sebatik timur") > likeness(asked, "Kecamatan Sebatik"));
        assert!(likeness(asked, "Kecamatan Sebatik").is_some());
        assert_eq!(likeness(asked, "Kecamatan Krayan"), None);
        assert!(likeness("Inspektorat", "Inspektorat").is_some());
    }
}

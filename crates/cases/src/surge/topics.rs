//! Words that many reports of a week share and hardly any before: a matter that has no category yet.

use std::collections::{BTreeMap, BTreeSet};

use hadir_language::index_terms;

use super::{SEEN_LEAST, against_sum, discoveries};

/// Reports from before without which nothing is called new.
pub const BEFORE_LEAST: usize = 50;
/// Topics that are told at most.
pub const TOPICS_MOST: usize = 10;
/// Shorter stems say too little alone.
const STEM_CHARS_LEAST: usize = 4;

/// A word that came up.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    /// As the newest of the reports writes it, in small letters.
    pub word: String,
    /// Reports of the week that hold it.
    pub seen: u32,
    /// Reports of as many from before.
    pub expected: f64,
    /// How often so many hold it by chance.
    pub p: f64,
}

/// The words that came up in `recent` reports, the newest first, measured by those `before`; the least usual first.
pub fn topics(recent: &[String], before: &[String]) -> Vec<Topic> {
    if before.len() < BEFORE_LEAST || recent.is_empty() {
        return Vec::new();
    }
    let (now, then) = (counted(recent), counted(before));
    let periods = before.len() as f64 / recent.len() as f64;
    let measured = |(stem, seen): (&String, &u32)| {
        let chance = against_sum(*seen, then.get(stem).copied().unwrap_or(0), periods);
        (stem.clone(), *seen, chance)
    };
    let measured: Vec<_> = now.iter().map(measured).collect();
    let found = discoveries(&measured.iter().map(|(.., chance)| chance.p).collect::<Vec<_>>());
    let new = measured.into_iter().zip(found).filter(|((_, seen, _), is)| *is && *seen >= SEEN_LEAST);
    let mut topics: Vec<_> = new
        .map(|((stem, seen, chance), _)| Topic {
            word: written(&stem, recent),
            seen,
            expected: chance.expected,
            p: chance.p,
        })
        .collect();
    topics.sort_by(|one, other| one.p.total_cmp(&other.p).then_with(|| one.word.cmp(&other.word)));
    topics.truncate(TOPICS_MOST);
    topics
}

/// How many of the texts hold each stem.
fn counted(texts: &[String]) -> BTreeMap<String, u32> {
    let mut counts = BTreeMap::new();
    for text in texts {
        let terms = index_terms(text);
        let stems: BTreeSet<_> = terms.split(' ').filter(|stem| says_something(stem)).collect();
        for stem in stems {
            *counts.entry(stem.to_owned()).or_default() += 1;
        }
    }
    counts
}

fn says_something(stem: &str) -> bool {
    stem.chars().count() >= STEM_CHARS_LEAST && stem.chars().all(char::is_alphabetic)
}

/// A stem as the first text that holds it writes it.
fn written(stem: &str, texts: &[String]) -> String {
    let trimmed = |word: &str| word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let mut words = texts.iter().flat_map(|text| text.split_whitespace()).map(trimmed);
    words.find(|word| !word.is_empty() && index_terms(word) == stem).unwrap_or_else(|| stem.to_owned())
}

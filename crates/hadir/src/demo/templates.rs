//! The templates of made-up cases: `data/demo/templates.json`, and the filling of their slots.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::case::Kind;

/// Everything in the file. Lists are never empty; a test holds them to it.
#[derive(Debug, Deserialize)]
pub struct Templates {
    pub situations: Vec<Situation>,
    /// Who writes for a unit, by its code.
    pub officers: BTreeMap<String, Officer>,
    /// Values for slots that any text may use.
    pub slots: BTreeMap<String, Vec<String>>,
    /// By voice: `formal`, `chat`, or a regency's key.
    pub openings: BTreeMap<String, Vec<String>>,
    pub closings: BTreeMap<String, Vec<String>>,
    /// A sentence more, by kind.
    pub details: BTreeMap<String, Vec<String>>,
    pub replies: Replies,
    pub followups: Followups,
    pub why: BTreeMap<String, Vec<String>>,
}

/// Something that happens to citizens, in several phrasings, and what an office does about it.
#[derive(Debug, Deserialize)]
pub struct Situation {
    pub category: String,
    pub kind: Kind,
    pub weight: usize,
    /// Where it happens; everywhere when absent.
    pub areas: Option<Vec<String>>,
    /// When it happens most; all year when absent.
    pub season: Option<String>,
    pub sensitive: Option<String>,
    /// `outside` (not the regency's business) or `spam`.
    pub outcome: Option<String>,
    pub titles: Vec<String>,
    pub spots: Vec<String>,
    pub texts: Vec<Wording>,
    /// What the office will do, with a `{date}`. Empty where nothing is promised.
    pub promises: Vec<String>,
    /// What the office did or knows.
    pub done: Vec<String>,
    /// What the office may need to know first, and how people answer.
    #[serde(default)]
    pub asks: Vec<String>,
    #[serde(default)]
    pub answers: Vec<String>,
    /// Values that fit this situation better than the usual ones of a slot.
    #[serde(default)]
    pub slots: BTreeMap<String, Vec<String>>,
}

/// What a citizen says, and which titles and replies fit it: positions in the situation's lists, all when absent.
#[derive(Debug, Deserialize)]
pub struct Wording {
    pub text: String,
    pub titles: Option<Vec<usize>>,
    pub promises: Option<Vec<usize>>,
    pub done: Option<Vec<usize>>,
}

#[derive(Debug, Deserialize)]
pub struct Officer {
    pub officer: String,
    pub head: String,
}

#[derive(Debug, Deserialize)]
pub struct Replies {
    /// By kind, or by what makes a report sensitive.
    pub acknowledge: BTreeMap<String, Vec<String>>,
    pub late: Vec<String>,
    /// Last words of a reply that promises something, and of one that tells what was done.
    pub invite_promise: Vec<String>,
    pub invite_done: Vec<String>,
    /// First words of the reply that follows a promise.
    pub kept: Vec<String>,
    /// What a head does when an answer did not help.
    pub again: Vec<String>,
    pub ask: Vec<String>,
    pub outside: Vec<String>,
    pub bad: Vec<String>,
    pub reopened: Vec<String>,
    pub merged: Vec<String>,
    pub spam: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub struct Followups {
    /// By what the answer was: `done`, `promise` or `answer`.
    pub thanks: BTreeMap<String, Vec<String>>,
    /// By the same, and `careless`.
    pub unhappy: BTreeMap<String, Vec<String>>,
    pub detail: Vec<String>,
    pub nudge: Vec<String>,
}

/// The values of one case, by the name of their slot.
pub type Slots = BTreeMap<&'static str, String>;

impl Templates {
    /// The templates the program carries.
    pub fn load() -> Self {
        serde_json::from_str(include_str!("../../../../data/demo/templates.json"))
            .expect("the file is part of the program and read by its tests")
    }
}

/// The key of a kind in the lists of the file.
pub fn key(kind: Kind) -> &'static str {
    match kind {
        Kind::Complaint => "complaint",
        Kind::Question => "question",
        Kind::Request => "request",
        Kind::Aspiration => "aspiration",
        Kind::Praise => "praise",
    }
}

/// Puts values into `{slots}`; a slot without a value stays visible, so that a test finds it.
pub fn fill(pattern: &str, slots: &Slots) -> String {
    slots.iter().fold(pattern.to_owned(), |text, (slot, value)| text.replace(&format!("{{{slot}}}"), value))
}

/// The entries that fit a wording: those at the positions, or all.
pub fn fitting<'a>(list: &'a [String], positions: Option<&Vec<usize>>) -> Vec<&'a String> {
    match positions {
        Some(positions) => positions.iter().filter_map(|at| list.get(*at)).collect(),
        None => list.iter().collect(),
    }
}

/// The text with a capital letter at the beginning and after every full stop.
pub fn sentences(text: &str) -> String {
    text.split(". ").map(capital).collect::<Vec<_>>().join(". ")
}

/// The text with a capital first letter.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

//! Indonesian text, as far as the node itself must understand it: usual spelling, search stems, titles, and the words
//! that call for a person at once.
//!
//! | file | holds |
//! | --- | --- |
//! | [`words()`] | word boundaries |
//! | [`normalise()`] | everyday spelling made usual |
//! | [`stem()`] | search stems |
//! | [`index_terms`], [`query_terms`] | both sides of the full-text search |
//! | [`title()`] | a short title from a person's own words |
//! | [`rarity()`] | how much it says that two reports share a word |
//! | [`spots()`] | the streets and neighbourhoods a text names |
//! | [`danger`], [`sensitive`], [`safety`] | words of danger to life, and of matters that need a closed circle of readers |
//!
//! Everything here is pure and total: any string gives an answer, in linear time, without input or output. The words
//! are data files in this crate's `data/` folder; its `README.md` names sources and licences.
//!
//! What is deliberately not here: judgement. A match shows its words and waits for a person.

mod fold;
mod lexicon;
mod normalise;
mod rarity;
mod rules;
mod safety;
mod search;
mod spots;
mod stem;
mod title;
mod words;

pub use normalise::normalise;
pub use rarity::rarity;
pub use safety::{Danger, DangerKind, Sensitive, SensitiveKind, danger, safety, sensitive};
pub use search::{INDEX_TERMS_MAX, QUERY_BYTES_MAX, QUERY_TERMS_MAX, Term, index_terms, query_terms};
pub use spots::{Spot, name_different_spots, spots};
pub use stem::stem;
pub use title::{TITLE_CHARS_MAX, title};
pub use words::{Word, WordKind, Words, words};

//! How much a shared word says: a word that few reports hold tells two reports of one matter from two of the same kind
//! (Spärck Jones, "A statistical interpretation of term specificity", Journal of Documentation 28, 1972).

use crate::lexicon::REPORT_WORDS;

/// Reports of a thousand that are taken to hold a stem which is not in the list: half of the rarest that is.
const UNLISTED: f64 = 5.0;
/// What is taken off, so that what every tenth report holds weighs a little more than one and what every third holds nothing.
const COMMON: f64 = 1.0;

/// What it weighs that two reports share a stem: from 0 for what a third of all reports hold to 4.3 for what hardly any does.
///
/// ```
/// use hadir_language::rarity;
/// assert!(rarity("jalan") < 1.5 && rarity("dermaga") > 2.5 && rarity("pattimura") > 4.0);
/// ```
pub fn rarity(stem: &str) -> f64 {
    let of_a_thousand = REPORT_WORDS.get(stem).and_then(|count| count.parse().ok()).unwrap_or(UNLISTED);
    ((1_000.0 / f64::max(of_a_thousand, 1.0)).ln() - COMMON).max(0.0)
}

//! Whether two reports are probably of one matter, with the reasons. Pure; it proposes and a person decides.
//!
//! As in record linkage (Fellegi and Sunter, "A theory for record linkage", Journal of the American Statistical Association
//! 64, 1969) every agreement adds points and every contradiction takes some off:
//!
//! | what | points |
//! | --- | --- |
//! | a stem that both texts hold | its [rarity](hadir_language::rarity), 0 to 4.3; nothing below [`SAYS_LITTLE`], for the name of a place that counts below, and for words of asking and of time |
//! | the same topic | 3 |
//! | at most 150 m apart, or the same village | 3 |
//! | at most 1 km apart, or the same district | 1.5 |
//! | more than 3 km apart, or two villages | −1 |
//! | so many days apart | −ln(1 + days / 3): −0.3 for one, −2.4 for thirty |
//!
//! From [`ALIKE`] points on two reports are proposed, if they share [`WORDS_LEAST`] words and one of them names no street:
//! one street has many matters. Two that name different streets, or neighbourhoods by different numbers, are never proposed,
//! nor two that came more than [`DAYS_MOST`] days apart. Words by their stems and the time between two reports are what Runeson and others found to
//! serve best ("Detection of duplicate defect reports using natural language processing", ICSE 2007). How often that is right
//! is in the tests.

use std::borrow::Cow;
use std::collections::BTreeSet;

use hadir_language::{Spot, index_terms, name_different_spots, rarity, spots};

/// Points from which two reports are proposed as one matter.
pub const ALIKE: f64 = 9.0;
/// Words that two such reports share at least.
pub const WORDS_LEAST: usize = 2;
/// What a shared word has to weigh to count at all.
pub const SAYS_LITTLE: f64 = 0.5;
/// Days between two reports beyond which nothing is proposed.
pub const DAYS_MOST: u32 = 90;
/// Shared words that are named as the reason.
pub const WORDS_SHOWN: usize = 4;

/// Shorter stems say too little alone.
const STEM_CHARS_LEAST: usize = 3;
/// Words that any matter can be told with: of asking, of time, of how bad it is.
const ANY_MATTER: &[&str] = &[
    "bulan", "cek", "hari", "jam", "kali", "kemarin", "lama", "lapor", "malam", "minggu", "minta", "mohon", "pagi",
    "parah", "periksa", "segera", "sering", "siang", "sore", "tahun", "tanggap", "tolong", "warga",
];
const DAY_MS: f64 = 86_400_000.0;

/// What is compared of a report.
#[derive(Clone, Debug, Default)]
pub struct About<'a> {
    /// Its words, or the first of them.
    pub text: Cow<'a, str>,
    /// Its topic.
    pub category: Option<&'a str>,
    /// The region code of its place.
    pub place: Option<&'a str>,
    /// That place in words.
    pub place_name: &'a str,
    /// Where it is, in degrees north and east, if that is known and may be used.
    pub position: Option<(f64, f64)>,
    /// When it was received, in milliseconds since 1970, UTC.
    pub at: i64,
}

/// A report made ready to be compared with many.
#[derive(Clone, Debug)]
pub struct Subject<'a> {
    about: About<'a>,
    stems: BTreeSet<String>,
    spots: BTreeSet<Spot>,
    place: BTreeSet<String>,
}

/// How near two reports are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Near {
    /// So many metres apart, and at most 1,000.
    Metres(u32),
    /// In one village.
    Village,
    /// In one district.
    District,
}

/// Why two reports are probably of one matter.
#[derive(Clone, Debug, PartialEq)]
pub struct Likeness {
    /// The points; [`ALIKE`] or more.
    pub points: f64,
    /// The words both hold, as the other one writes them in small letters, the rarest first.
    pub words: Vec<String>,
    /// How near they are, if they are.
    pub near: Option<Near>,
    /// Whether they have one topic.
    pub is_same_topic: bool,
}

impl<'a> Subject<'a> {
    /// Reads what a report is about.
    pub fn new(about: About<'a>) -> Self {
        Self { stems: stems(&about.text), spots: spots(&about.text), place: stems(about.place_name), about }
    }

    /// Why another report is probably of the same matter; nothing if it probably is not. Of most others only the words are
    /// looked at: which streets they name is asked last.
    pub fn likeness(&self, other: &About<'_>) -> Option<Likeness> {
        let days = (other.at - self.about.at) as f64 / DAY_MS;
        if days.abs() > f64::from(DAYS_MOST) {
            return None;
        }
        let (near, near_points) = self.nearness(other);
        let shared = self.shared(other, near);
        let is_same_topic = self.about.category.is_some() && self.about.category == other.category;
        let mut points = shared.iter().map(|(_, weight)| weight).sum::<f64>() + near_points;
        points += if is_same_topic { 3.0 } else { 0.0 };
        points -= (1.0 + days.abs() / 3.0).ln();
        let is_matter = |stem: &str| self.spots.iter().all(|spot| spot.sort != stem && spot.name != stem);
        let is_alike = points >= ALIKE && shared.len() >= WORDS_LEAST && shared.iter().any(|(stem, _)| is_matter(stem));
        if !is_alike || name_different_spots(&self.spots, &spots(&other.text)) {
            return None;
        }
        let words = shared.iter().take(WORDS_SHOWN).map(|(stem, _)| written(stem, &other.text)).collect();
        Some(Likeness { points, words, near, is_same_topic })
    }

    /// The stems that both texts hold and what they weigh, the rarest first.
    fn shared(&self, other: &About<'_>, near: Option<Near>) -> Vec<(&String, f64)> {
        let theirs = index_terms(&other.text);
        let theirs: BTreeSet<&str> = theirs.split(' ').collect();
        // The name of the place that both are in anyway says nothing about the matter.
        let their_place = match near {
            Some(_) if other.place != self.about.place => stems(other.place_name),
            _ => BTreeSet::new(),
        };
        let is_place = |stem: &String| near.is_some() && (self.place.contains(stem) || their_place.contains(stem));
        let shared = self.stems.iter().filter(|stem| theirs.contains(stem.as_str()) && !is_place(stem));
        let weighed = shared.map(|stem| (stem, rarity(stem))).filter(|(_, weight)| *weight >= SAYS_LITTLE);
        let mut shared: Vec<_> = weighed.collect();
        shared.sort_by(|one, other| other.1.total_cmp(&one.1).then_with(|| one.0.cmp(other.0)));
        shared
    }

    fn nearness(&self, other: &About<'_>) -> (Option<Near>, f64) {
        if let Some(metres) = self.about.position.zip(other.position).map(|(one, other)| metres(one, other)) {
            return match metres {
                0..=150 => (Some(Near::Metres(metres)), 3.0),
                151..=1_000 => (Some(Near::Metres(metres)), 1.5),
                1_001..=3_000 => (None, 0.0),
                _ => (None, -1.0),
            };
        }
        let Some((one, other)) = self.about.place.zip(other.place) else { return (None, 0.0) };
        match (is_village(one) && is_village(other), one == other) {
            (true, true) => (Some(Near::Village), 3.0),
            // Two villages of one district lie side by side as often as not.
            (true, false) if district(one) == district(other) => (Some(Near::District), 0.5),
            (true, false) => (None, -1.0),
            _ if district(one).is_some() && district(one) == district(other) => (Some(Near::District), 1.5),
            _ => (None, 0.0),
        }
    }
}

fn stems(text: &str) -> BTreeSet<String> {
    let terms = index_terms(text);
    let says_something = |stem: &&str| {
        let is_word = stem.chars().count() >= STEM_CHARS_LEAST && stem.chars().any(char::is_alphabetic);
        is_word && !ANY_MATTER.contains(stem)
    };
    terms.split(' ').filter(says_something).map(str::to_owned).collect()
}

/// A stem as a text writes it, in small letters.
fn written(stem: &str, text: &str) -> String {
    let plain = |word: &str| word.trim_matches(|char: char| !char.is_alphanumeric()).to_lowercase();
    let mut words = text.split_whitespace().map(plain);
    words.find(|word| index_terms(word) == stem).unwrap_or_else(|| stem.to_owned())
}

/// Whether a region code is a village's: four parts, `65.03.10.2001`.
fn is_village(code: &str) -> bool {
    code.matches('.').count() == 3
}

/// The district of a region code.
fn district(code: &str) -> Option<&str> {
    code.get(..8).filter(|code| code.matches('.').count() == 2)
}

/// The metres between two places at most a few degrees apart, in degrees north and east.
fn metres(one: (f64, f64), other: (f64, f64)) -> u32 {
    const METRES_OF_A_DEGREE: f64 = 111_320.0;
    let north = (one.0 - other.0) * METRES_OF_A_DEGREE;
    let east = (one.1 - other.1) * METRES_OF_A_DEGREE * one.0.to_radians().cos();
    // Beyond any number of metres there is nothing to tell apart.
    north.hypot(east) as u32
}

#[cfg(test)]
mod tests;

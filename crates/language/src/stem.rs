//! Search stems: a word without its affixes, when a known root is left.
//!
//! Prefixes and suffixes of Indonesian are peeled off in the order that removes least first, the letter a nasal
//! prefix swallowed is put back (`menunggu` -> `tunggu`), and a result counts only when it stands in `data/roots.txt`.
//! So a place name such as Nunukan or Krayan never loses its end. Both sides of a search use the same function;
//! a root missing from the list costs the family of that word, never a crash or a wrong neighbour.

use std::borrow::Cow;

use crate::lexicon::{NAMES, ROOTS, STEM_EXCEPTIONS};

/// How many prefixes a word may carry: `mem-per-se-...`.
const PREFIXES_MAX: u8 = 3;
/// No root has fewer letters than this after peeling; shorter remains are accidents.
const ROOT_BYTES_MIN: usize = 3;

/// A prefix, when it holds, and what may stand in place of the sound it swallowed.
type Prefix = (&'static str, Follows, &'static [&'static str]);

/// The prefixes that may begin `word`, told by its first letter, and what may stand in place of the sound each
/// swallowed, in the order to try.
/// Sources: the usual grammar of Indonesian (meN-, peN-, ber-, per-, ter-, di-, ke-, se-) and spoken nasal forms.
fn prefixes(word: &str) -> &'static [Prefix] {
    match word.as_bytes().first() {
        Some(b'm') => &[
            ("meng", Follows::Vowel, &["", "k"]),
            ("meng", Follows::Any, &[""]),
            ("menge", Follows::Any, &[""]),
            ("meny", Follows::Vowel, &["s", "c"]),
            ("mem", Follows::Vowel, &["p"]),
            ("mem", Follows::Any, &[""]),
            ("men", Follows::Vowel, &["t"]),
            ("men", Follows::Any, &[""]),
            ("me", Follows::Any, &[""]),
            ("m", Follows::Vowel, &["p"]),
        ],
        Some(b'p') => &[
            ("peng", Follows::Vowel, &["", "k"]),
            ("peng", Follows::Any, &[""]),
            ("penge", Follows::Any, &[""]),
            ("peny", Follows::Vowel, &["s", "c"]),
            ("pem", Follows::Vowel, &["p"]),
            ("pem", Follows::Any, &[""]),
            ("pen", Follows::Vowel, &["t"]),
            ("pen", Follows::Any, &[""]),
            ("per", Follows::Any, &[""]),
            ("pel", Follows::Any, &[""]),
            ("pe", Follows::Any, &[""]),
        ],
        Some(b'b') => &[("ber", Follows::Any, &[""]), ("bel", Follows::Any, &[""]), ("be", Follows::Any, &[""])],
        Some(b't') => &[("ter", Follows::Any, &[""]), ("te", Follows::Any, &[""])],
        Some(b'd') => &[("di", Follows::Any, &[""])],
        Some(b'k') => &[("ke", Follows::Any, &[""])],
        Some(b's') => &[("se", Follows::Any, &[""])],
        Some(b'n') => &[
            ("nge", Follows::Any, &[""]),
            ("ng", Follows::Vowel, &["", "k"]),
            ("ny", Follows::Vowel, &["s", "c"]),
            ("n", Follows::Vowel, &["t"]),
        ],
        _ => &[],
    }
}

/// What must follow a prefix for its row to hold.
#[derive(Clone, Copy, PartialEq)]
enum Follows {
    Vowel,
    Any,
}

/// Endings in three layers, each tried from the one that removes least. `an` stands before `kan`: a root that ends in
/// k is then found first (`kerusakan` -> `rusak`).
const PARTICLES: &[&str] = &["", "lah", "kah", "pun", "tah"];
const POSSESSIVES: &[&str] = &["", "nya", "ku", "mu"];
const DERIVATIONS: &[&str] = &["", "an", "kan", "i", "in"];

/// The root of one normal word (lower case, see [`crate::normalise()`]), or the word itself when no known root is in it.
///
/// ```
/// use hadir_language::stem;
/// assert_eq!(stem("pembuatan"), "buat");
/// assert_eq!(stem("menerangi"), "terang");
/// assert_eq!(stem("nunukan"), "nunukan");
/// ```
pub fn stem(word: &str) -> Cow<'_, str> {
    if word.len() <= ROOT_BYTES_MIN || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    if let Some(root) = STEM_EXCEPTIONS.get(word) {
        return Cow::Borrowed(root);
    }
    if NAMES.contains(word) || ROOTS.contains(word) {
        return Cow::Borrowed(word);
    }
    cuts(word).find_map(|base| without_prefixes(base, PREFIXES_MAX)).unwrap_or_else(|| unknown_root(word))
}

/// `word` without its endings, the least shortened first.
fn cuts(word: &str) -> impl Iterator<Item = &str> {
    PARTICLES
        .iter()
        .filter_map(move |particle| strip_end(word, particle))
        .flat_map(|base| POSSESSIVES.iter().filter_map(move |possessive| strip_end(base, possessive)))
        .flat_map(|base| DERIVATIONS.iter().filter_map(move |derivation| strip_end(base, derivation)))
}

fn strip_end<'w>(word: &'w str, ending: &str) -> Option<&'w str> {
    word.strip_suffix(ending).filter(|rest| rest.len() >= ROOT_BYTES_MIN)
}

/// The known root at the end of `base` after at most `most` prefixes.
fn without_prefixes(base: &str, most: u8) -> Option<Cow<'_, str>> {
    if let Some(root) = STEM_EXCEPTIONS.get(base) {
        return Some(Cow::Borrowed(root));
    }
    if ROOTS.contains(base) {
        return Some(Cow::Borrowed(base));
    }
    let more = most.checked_sub(1)?;
    prefixes(base).iter().find_map(|(prefix, follows, sounds)| {
        let rest = base.strip_prefix(prefix)?;
        let fits = *follows == Follows::Any || rest.starts_with(['a', 'e', 'i', 'o', 'u']);
        fits.then(|| sounds.iter().find_map(|sound| with_sound(sound, rest, more)))?
    })
}

/// The root of `rest` with the swallowed `sound` put back before it.
fn with_sound<'w>(sound: &str, rest: &'w str, prefixes: u8) -> Option<Cow<'w, str>> {
    if sound.is_empty() {
        return if rest.len() < ROOT_BYTES_MIN { None } else { without_prefixes(rest, prefixes) };
    }
    let restored = [sound, rest].concat();
    without_prefixes(&restored, prefixes).map(|root| Cow::Owned(root.into_owned()))
}

/// A word of no known root loses only endings that no name has: the possessive, and what `di-...-kan`
/// encloses.
fn unknown_root(word: &str) -> Cow<'_, str> {
    const REST_BYTES_MIN: usize = 4;
    let base = word.strip_suffix("nya").filter(|rest| rest.len() >= REST_BYTES_MIN).unwrap_or(word);
    let enclosed = |prefix: &str| base.strip_prefix(prefix)?.strip_suffix("kan").filter(|r| r.len() >= REST_BYTES_MIN);
    Cow::Borrowed(enclosed("di").unwrap_or(base))
}

#[cfg(test)]
mod tests {
    use super::stem;

    fn family(root: &str, words: &[&str]) {
        for word in words {
            assert_eq!(stem(word), root, "root of {word}");
        }
    }

    #[test]
    fn families_meet_in_their_root() {
        family("buat", &["buat", "pembuatan", "membuat", "dibuat", "buatkan", "perbuatan"]);
        family("jalan", &["berjalan", "perjalanan", "jalannya", "jalanan"]);
        family("keluh", &["keluh", "keluhan", "mengeluh", "keluhannya"]);
        family("tunggu", &["menunggu", "ditunggu", "nunggu", "tungguin"]);
        family("terang", &["penerangan", "menerangi", "terangnya"]);
        family("rusak", &["kerusakan", "merusak", "dirusak", "rusaknya"]);
        family("lapor", &["pelaporan", "melaporkan", "laporan", "pelapor", "laporkan"]);
        family("air", &["air", "airnya", "perairan", "pengairan"]);
    }

    #[test]
    fn names_stay_whole() {
        for name in
            ["nunukan", "sebatik", "krayan", "langgur", "tarakan", "kei", "sembakung", "kediri", "kendari", "ternate"]
        {
            assert_eq!(stem(name), name);
        }
    }

    #[test]
    fn words_of_unknown_roots_keep_their_beginning() {
        assert_eq!(stem("indomaretnya"), "indomaret");
        assert_eq!(stem("diupgradekan"), "upgrade");
        assert_eq!(stem("道路"), "道路");
    }
}

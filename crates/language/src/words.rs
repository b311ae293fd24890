//! Word boundaries that survive what people type: links, telephone numbers, decimal numbers, abbreviations with a
//! full stop, hyphenated reduplication. Nothing is changed here; see [`crate::normalise`](mod@crate::normalise) for that.

use crate::fold::{is_apostrophe, is_combining, is_invisible};

/// Abbreviations that carry a full stop which does not end a sentence.
const ABBREVIATIONS: &[&str] = &[
    "a.n", "an", "bpk", "cq", "d.a", "dll", "dr", "drs", "ds", "dsb", "dsn", "dst", "gg", "h", "hj", "ir", "jl", "jln",
    "kab", "kec", "kel", "km", "no", "pdt", "prof", "prov", "rp", "rt", "rw", "s.d", "sdr", "sdri", "st", "tel",
    "telp", "tgl", "tj", "tlp", "u.p", "ust", "yth",
];

/// What a word is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordKind {
    /// Letters only, perhaps with hyphens or apostrophes inside: `anak-anak`, `Jum'at`, `a.n`.
    Letters,
    /// Digits, perhaps with marks between them: `12.500`, `08.00`, `0812-0000-1101`.
    Number,
    /// Letters and digits: `anak2`, `RT03`, `Rp40.000`, `SBT-26-0412`.
    Mixed,
    /// A web address up to the next blank.
    Link,
}

/// One word of a text and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// The word as written.
    pub text: &'t str,
    /// Offset of its first byte in the text.
    pub start: usize,
    /// What it is made of.
    pub kind: WordKind,
}

impl Word<'_> {
    /// Offset of the byte after its last one.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether a full stop after this word belongs to the word ("Jl.", "No.", "Yth.", "r.laut") and ends no sentence.
    pub fn is_abbreviation(&self) -> bool {
        self.text.len() == 1
            || self.text.len() <= 4 && ABBREVIATIONS.iter().any(|known| self.text.eq_ignore_ascii_case(known))
    }
}

/// The words of `text` in order.
///
/// ```
/// let found: Vec<&str> = hadir_language::words("Anak-anak RT 03/RW 02, Jl. Pasar: Rp12.500!").map(|w| w.text).collect();
/// assert_eq!(found, ["Anak-anak", "RT", "03", "RW", "02", "Jl", "Pasar", "Rp12.500"]);
/// ```
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// Iterator over the words of a text, made by [`words()`].
#[derive(Clone, Debug)]
pub struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Iterator for Words<'t> {
    type Item = Word<'t>;

    fn next(&mut self) -> Option<Word<'t>> {
        let rest = &self.text[self.at..];
        let start = self.at + rest.find(char::is_alphanumeric)?;
        let rest = &self.text[start..];
        let (length, kind) = match link_length(rest) {
            Some(length) => (length, WordKind::Link),
            None => plain_word(rest),
        };
        self.at = start + length;
        Some(Word { text: &rest[..length], start, kind })
    }
}

/// Length in bytes of the web address at the beginning of `rest`, if there is one.
fn link_length(rest: &str) -> Option<usize> {
    const BEGINNINGS: [&str; 3] = ["http://", "https://", "www."];
    let begins = |with: &str| rest.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
    if !BEGINNINGS.into_iter().any(begins) {
        return None;
    }
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    Some(rest[..end].trim_end_matches(|c: char| !c.is_alphanumeric() && c != '/').len())
}

/// Length in bytes and kind of the word at the beginning of `rest`, which begins with a letter or digit.
fn plain_word(rest: &str) -> (usize, WordKind) {
    let (mut letters, mut digits) = (false, false);
    let mut end = 0;
    let mut segment_chars = 0;
    let mut previous = ' ';
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_alphanumeric() {
            letters |= !c.is_numeric();
            digits |= c.is_numeric();
            segment_chars += 1;
            end = at + c.len_utf8();
            previous = c;
        } else if !(is_combining(c) || is_invisible(c)) {
            let Some(&(_, next)) = chars.peek() else { break };
            let initial = segment_chars == 1 && stands_alone(&rest[at + c.len_utf8()..]);
            if !joins(previous, c, next, initial) {
                break;
            }
            segment_chars = 0;
        }
    }
    let kind = match (letters, digits) {
        (true, true) => WordKind::Mixed,
        (false, true) => WordKind::Number,
        _ => WordKind::Letters,
    };
    (end, kind)
}

/// Whether the mark `c` between `previous` and `next` stands inside one word. `initial` says that single letters
/// stand on both sides of it, as in "a.n".
fn joins(previous: char, c: char, next: char, initial: bool) -> bool {
    let both = |test: fn(char) -> bool| test(previous) && test(next);
    match c {
        '-' | '\u{2010}' | '\u{2011}' => both(char::is_alphanumeric),
        '.' if initial => both(char::is_alphabetic),
        '.' | ',' | ':' => both(char::is_numeric),
        _ if is_apostrophe(c) => both(char::is_alphabetic),
        _ => false,
    }
}

/// Whether `after` begins with a single letter that no other letter follows.
fn stands_alone(after: &str) -> bool {
    let mut chars = after.chars();
    chars.next().is_some_and(char::is_alphabetic) && !chars.next().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::{WordKind, words};

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = words(text).map(|w| w.text).collect();
        assert_eq!(found, expected, "words of {text:?}");
    }

    #[test]
    fn keeps_links_numbers_and_reduplication_whole() {
        check("lihat https://contoh.id/a?b=1. Lalu", &["lihat", "https://contoh.id/a?b=1", "Lalu"]);
        check("hubungi 0812-0000-1101 jam 08.00", &["hubungi", "0812-0000-1101", "jam", "08.00"]);
        check("anak2 gila2an, anak-anak", &["anak2", "gila2an", "anak-anak"]);
        check("Jum'at a.n. Bapak S.Pd", &["Jum'at", "a.n", "Bapak", "S", "Pd"]);
        check("air mati.tolong", &["air", "mati", "tolong"]);
        check("- -- ... 🤢", &[]);
        check("trailing-", &["trailing"]);
    }

    #[test]
    fn says_what_a_word_is_made_of() {
        let kinds: Vec<WordKind> = words("Jl. 12 RT03 www.contoh.id").map(|w| w.kind).collect();
        assert_eq!(kinds, [WordKind::Letters, WordKind::Number, WordKind::Mixed, WordKind::Link]);
        assert!(words("Jl. Pasar").next().is_some_and(|w| w.is_abbreviation()));
        assert!(!words("jalan. Pasar").next().is_some_and(|w| w.is_abbreviation()));
    }

    #[test]
    fn cuts_other_scripts_without_panic() {
        check("道路 坏了。مرحبا ꦗꦭꦤ꧀", &["道路", "坏了", "مرحبا", "ꦗꦭꦤ"]);
    }
}

//! Everyday spelling made usual: `Jln2 rusakkk bgt, anak2 tdk bs lwt` becomes
//! `jalan jalan rusak banget anak anak tidak bisa lewat`.
//!
//! Only what search and the rules of danger need. A person's words are never replaced on a page by this.

use std::borrow::Cow;

use crate::fold::push_folded;
use crate::lexicon::{NAMES, ROOTS, SPELLINGS};
use crate::stem::stem;
use crate::words::{Word, WordKind, words};

/// Longest normal form in bytes; what is longer is noise and is cut at a character.
pub(crate) const FORM_BYTES_MAX: usize = 40;

/// A doubled letter is taken for a stretched one only where a known word of this length is left: "Taar" is a village.
const UNSTRETCHED_BYTES_MIN: usize = 4;

/// Short words before a number, where `2` is a number and not a sign of doubling: "RT2", "SD2", "KM2".
const NUMBERED: &[&str] = &[
    "blok", "co", "gang", "gg", "jam", "jl", "kelas", "kls", "km", "kv", "lantai", "loket", "lt", "no", "pasal", "pm",
    "rt", "rw", "sd", "sdn", "sma", "sman", "smk", "smkn", "smp", "smpn", "tahap", "tipe", "tps", "unit", "zona",
];

/// The words of `text` in usual spelling, lower case, joined by single blanks.
///
/// ```
/// assert_eq!(hadir_language::normalise("Jln rusakkk bgt, anak2 gak bs lwt"), "jalan rusak banget anak anak tidak bisa lewat");
/// ```
pub fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in words(text) {
        forms(&word, &mut |form| {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(form);
        });
    }
    out
}

/// Hands the normal forms of one word to `each`: none for a word of marks alone, several for a doubled or joined word.
pub(crate) fn forms(word: &Word<'_>, each: &mut dyn FnMut(&str)) {
    match word.kind {
        WordKind::Link => {
            word.text.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()).for_each(|p| each(&folded(p)));
        }
        WordKind::Number => number_forms(word.text, each),
        WordKind::Letters | WordKind::Mixed if word.text.contains('.') && word.kind == WordKind::Letters => {
            spell(&folded(word.text), each);
        }
        WordKind::Letters | WordKind::Mixed => pieces(word.text).for_each(|piece| piece_forms(piece, each)),
    }
}

/// The parts of a word between hyphens.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(['-', '\u{2010}', '\u{2011}']).filter(|piece| !piece.is_empty())
}

fn piece_forms(piece: &str, each: &mut dyn FnMut(&str)) {
    if !piece.contains(char::is_numeric) {
        return spell(&folded(piece), each);
    }
    let whole = folded(piece);
    if let Some(usual) = SPELLINGS.get(whole.as_ref()) {
        return usual.split(' ').for_each(each);
    }
    match doubled(piece) {
        Some((stem, ending)) => {
            let stem = folded(stem);
            spell(&stem, each);
            spell(&(stem + folded(ending)), each);
        }
        None => runs(piece).for_each(|run| match run.starts_with(char::is_numeric) {
            true => number_forms(run, each),
            false => spell(&folded(run), each),
        }),
    }
}

/// Splits "anak2" or "gila2an" into what is doubled and what follows the two. Codes such as "RT2" are no doubling.
fn doubled(piece: &str) -> Option<(&str, &str)> {
    let (stem, ending) = piece.split_once('2')?;
    let letters = |part: &str| part.chars().all(char::is_alphabetic);
    let is_code = stem.chars().all(char::is_uppercase) || NUMBERED.iter().any(|n| stem.eq_ignore_ascii_case(n));
    (stem.len() >= 2 && letters(stem) && letters(ending) && !is_code).then_some((stem, ending))
}

/// The stretches of digits (with the marks inside them) and of other characters in a mixed word.
fn runs(piece: &str) -> impl Iterator<Item = &str> {
    let mut rest = piece;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let of_number = |c: char| c.is_numeric() || matches!(c, '.' | ',' | ':');
        let numeric = of_number(first);
        let end = rest.find(|c| of_number(c) != numeric).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        rest = after;
        Some(run)
    })
}

/// A telephone number or an amount as one form, other numbers in their parts, without leading zeros in short ones.
fn number_forms(text: &str, each: &mut dyn FnMut(&str)) {
    let digits = || text.chars().filter(|c| c.is_alphanumeric());
    let is_telephone = text.starts_with('0') && digits().count() >= 9;
    if is_telephone || is_amount(text) {
        return each(&cut(digits().collect()));
    }
    for part in text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
        let short = part.len() <= 3;
        let bare = part.trim_start_matches('0');
        each(&cut(match (short, bare.is_empty()) {
            (true, true) => "0".to_owned(),
            (true, false) => bare.to_owned(),
            (false, _) => part.to_owned(),
        }));
    }
}

/// Whether full stops or commas in `text` set off thousands: "12.500", "1,250,000".
fn is_amount(text: &str) -> bool {
    let mut groups = text.split(['.', ',']);
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && text.len() > first.len() && groups.all(|group| group.len() == 3)
}

/// Hands the usual spelling of one folded word to `each`.
fn spell(word: &str, each: &mut dyn FnMut(&str)) {
    if word.is_empty() {
        return;
    }
    if let Some(usual) = SPELLINGS.get(word) {
        return usual.split(' ').for_each(each);
    }
    if !has_repeat(word) || NAMES.contains(word) || ROOTS.contains(stem(word).as_ref()) {
        return each(word);
    }
    let candidates = [shortened(word, 1), shortened(word, 2)];
    for candidate in candidates.iter().filter(|candidate| candidate.len() >= UNSTRETCHED_BYTES_MIN) {
        if let Some(usual) = SPELLINGS.get(candidate.as_str()) {
            return usual.split(' ').for_each(each);
        }
        if ROOTS.contains(candidate.as_str()) {
            return each(candidate);
        }
    }
    let plain = without_stretching(word);
    match SPELLINGS.get(plain.as_str()) {
        Some(usual) => usual.split(' ').for_each(each),
        None => each(&plain),
    }
}

fn has_repeat(word: &str) -> bool {
    word.as_bytes().windows(2).any(|pair| pair[0] == pair[1])
}

/// `word` with every run of one letter cut to at most `longest`.
fn shortened(word: &str, longest: usize) -> String {
    let mut out = String::with_capacity(word.len());
    let (mut last, mut length) = (None, 0);
    for c in word.chars() {
        length = if last == Some(c) { length + 1 } else { 1 };
        last = Some(c);
        if length <= longest {
            out.push(c);
        }
    }
    out
}

/// An unknown word with runs of three or more letters cut to one. Pairs stay (they are common in names), and so do
/// Roman numerals.
fn without_stretching(word: &str) -> String {
    let is_roman = word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    let pairs_only = shortened(word, 2) == word;
    if is_roman || pairs_only { word.to_owned() } else { shortened(word, 1) }
}

/// `text` with every character folded, cut to [`FORM_BYTES_MAX`]. Most words are written as they are folded.
fn folded(text: &str) -> Cow<'_, str> {
    if text.len() <= FORM_BYTES_MAX && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(folded_anew(text))
}

fn folded_anew(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| *c != '.') {
        push_folded(c, &mut out);
        if out.len() > FORM_BYTES_MAX {
            return cut(out);
        }
    }
    out
}

fn cut(mut text: String) -> String {
    text.truncate(text.floor_char_boundary(FORM_BYTES_MAX));
    text
}

#[cfg(test)]
mod tests {
    use super::normalise;

    fn check(text: &str, expected: &str) {
        assert_eq!(normalise(text), expected, "normal form of {text:?}");
    }

    #[test]
    fn usual_spelling_for_chat() {
        check("gak ga nggak ndak tdk", "tidak tidak tidak tidak tidak");
        check("yg jln sdh udah blm krn utk dgn org", "yang jalan sudah sudah belum karena untuk dengan orang");
        check("bpk sy kmrn trs jg hrs klo kalo", "bapak saya kemarin terus juga harus kalau kalau");
        check("terimakasih", "terima kasih");
        check("Sei Nyamuk", "sungai nyamuk");
    }

    #[test]
    fn stretched_words_shrink_and_true_pairs_stay() {
        check("bangeeet rusaaakkk tolooong", "banget rusak tolong");
        check("maaaf saaat bolongg", "maaf saat bolong");
        check("tunggu Minggu Aisyah Mattoanging", "tunggu minggu aisyah mattoanging");
        check("keadaan bukaan", "keadaan bukaan");
        check("SD III", "sd iii");
    }

    #[test]
    fn a_two_doubles_a_word_but_not_a_code() {
        check("anak2 gila2an", "anak anak gila gilaan");
        check("anak-anak", "anak anak");
        check("RT2 RT03/RW 02", "rt 2 rt 3 rw 2");
    }

    #[test]
    fn numbers_meet_their_other_spellings() {
        check("Rp40.000 20rb 5jt", "rupiah 40000 20 ribu 5 juta");
        check("0812-0000-1101", "081200001101");
        check("12-03-2026 08.00", "12 3 2026 8 0");
    }
}

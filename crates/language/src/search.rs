//! Terms for the full-text index and for queries, made by one pipeline so that both sides always meet.
//!
//! What comes out consists of letters and digits only, so no operator of SQLite FTS5 or of PostgreSQL's `tsquery` can
//! come from what a person typed. The store decides how terms are joined.

use crate::lexicon::STOP_WORDS;
use crate::normalise::forms;
use crate::stem::stem;
use crate::words::{Word, words};

/// Most terms one text puts into the index. A longer text is findable by its beginning.
pub const INDEX_TERMS_MAX: usize = 4_000;
/// Most terms one query may hold; the rest is ignored.
pub const QUERY_TERMS_MAX: usize = 12;
/// Most bytes of a query that are read.
pub const QUERY_BYTES_MAX: usize = 400;
/// Shortest last word that also stands for its continuations; one or two letters would match half the index.
const PREFIX_CHARS_MIN: usize = 3;

/// One condition of a query. All conditions must hold at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The stems, at least one. Several stand directly after each other in the text (a phrase).
    pub words: Vec<String>,
    /// Whether the last stem also stands for every stem that begins with it.
    pub prefix: bool,
    /// Whether texts with this term are left out instead of wanted.
    pub excluded: bool,
}

/// The stems of `text` joined by blanks, for the full-text index: at most [`INDEX_TERMS_MAX`], without stop words.
///
/// ```
/// assert_eq!(hadir_language::index_terms("Lampu penerangan jalan di RT 03 sudah mati"), "lampu terang jalan rt 3 mati");
/// ```
pub fn index_terms(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut count = 0;
    for word in words(text) {
        each_stem(&word, &mut |stem| {
            if count < INDEX_TERMS_MAX {
                if count > 0 {
                    out.push(' ');
                }
                out.push_str(stem);
                count += 1;
            }
        });
        if count >= INDEX_TERMS_MAX {
            break;
        }
    }
    out
}

/// The conditions in what a person typed into a search box: words, `"a phrase"`, `-left -out`. The last word, when
/// nothing follows it yet, also stands for its continuations. Empty when only stop words or marks were typed.
///
/// ```
/// use hadir_language::query_terms;
/// let terms = query_terms("pembuatan \"kartu keluarga\" -hilang lamp");
/// assert_eq!(terms[0].words, ["buat"]);
/// assert_eq!(terms[1].words, ["kartu", "keluarga"]);
/// assert!(terms[2].excluded);
/// assert!(terms[3].prefix);
/// ```
pub fn query_terms(text: &str) -> Vec<Term> {
    let text = &text[..text.floor_char_boundary(QUERY_BYTES_MAX)];
    let mut terms: Vec<Term> = Vec::new();
    let mut typed_last = false;
    for piece in (QueryPieces { rest: text }) {
        let before = terms.len();
        if piece.is_phrase {
            push_term(&mut terms, phrase(piece.text), piece.excluded);
        } else {
            words(piece.text).for_each(|word| push_term(&mut terms, stems(&word), piece.excluded));
        }
        let open_end = !piece.is_phrase && !piece.excluded && piece.text.ends_with(char::is_alphanumeric);
        typed_last = open_end && terms.len() > before;
    }
    let is_complete = terms.len() <= QUERY_TERMS_MAX;
    terms.truncate(QUERY_TERMS_MAX);
    if let Some(last) = terms.last_mut() {
        let long_enough = last.words.last().is_some_and(|word| word.chars().count() >= PREFIX_CHARS_MIN);
        last.prefix = typed_last && is_complete && long_enough;
    }
    terms
}

fn push_term(terms: &mut Vec<Term>, words: Vec<String>, excluded: bool) {
    if !words.is_empty() && terms.len() <= QUERY_TERMS_MAX {
        terms.push(Term { words, prefix: false, excluded });
    }
}

/// The stems of all words of a quoted phrase.
fn phrase(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for word in words(text) {
        found.extend(stems(&word));
    }
    found
}

/// The stems of one word as typed.
fn stems(word: &Word<'_>) -> Vec<String> {
    let mut found = Vec::new();
    each_stem(word, &mut |stem| found.push(stem.to_owned()));
    found
}

/// Hands every stem of `word` that may be searched for to `each`. A doubled word (`anak-anak`) counts once.
fn each_stem(word: &Word<'_>, each: &mut dyn FnMut(&str)) {
    let mut last = String::new();
    forms(word, &mut |form| {
        if STOP_WORDS.contains(form) {
            return;
        }
        let root = stem(form);
        let letters_only = root.chars().all(char::is_alphanumeric);
        if *root != *last && letters_only && !root.is_empty() {
            each(&root);
            last.clear();
            last.push_str(&root);
        }
    });
}

/// A stretch of a query between blanks or quotation marks.
struct QueryPiece<'q> {
    text: &'q str,
    is_phrase: bool,
    excluded: bool,
}

/// Cuts a query into its pieces. A quotation mark that is never closed opens no phrase.
struct QueryPieces<'q> {
    rest: &'q str,
}

impl<'q> Iterator for QueryPieces<'q> {
    type Item = QueryPiece<'q>;

    fn next(&mut self) -> Option<QueryPiece<'q>> {
        self.rest = self.rest.trim_start();
        let excluded = self.rest.starts_with(['-', '\u{2212}']);
        let body = self.rest.strip_prefix(['-', '\u{2212}']).unwrap_or(self.rest);
        let quoted = body.strip_prefix(is_quote).and_then(|inner| inner.split_once(is_quote));
        let (text, rest) = match quoted {
            Some(parts) => parts,
            None => body.split_at(body.find(char::is_whitespace).unwrap_or(body.len())),
        };
        if self.rest.is_empty() {
            return None;
        }
        self.rest = rest;
        Some(QueryPiece { text, is_phrase: quoted.is_some(), excluded })
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{ab}' | '\u{bb}')
}

#[cfg(test)]
mod tests {
    use super::{INDEX_TERMS_MAX, QUERY_TERMS_MAX, Term, index_terms, query_terms};

    fn term(words: &[&str], prefix: bool, excluded: bool) -> Term {
        Term { words: words.iter().map(|w| (*w).to_owned()).collect(), prefix, excluded }
    }

    #[test]
    fn a_query_finds_the_inflected_text() {
        let index = index_terms("Mohon dibuatkan jembatan; perjalanan anak2 ke sekolah tdk aman");
        assert_eq!(index, "buat jembatan jalan anak sekolah aman");
        for typed in ["pembuatan", "jalan", "Anak-anak", "keamanan", "bersekolah"] {
            let terms = query_terms(typed);
            assert!(terms.iter().all(|t| index.split(' ').any(|i| i == t.words[0])), "{typed}: {terms:?}");
        }
    }

    #[test]
    fn reads_phrases_exclusions_and_the_open_last_word() {
        assert_eq!(
            query_terms("lampu -mati \"kantor camat\" dermag"),
            [
                term(&["lampu"], false, false),
                term(&["mati"], false, true),
                term(&["kantor", "camat"], false, false),
                term(&["dermag"], true, false),
            ]
        );
        assert!(!query_terms("dermaga ")[0].excluded);
        assert_eq!(query_terms("lampu yang"), [term(&["lampu"], false, false)]);
        assert_eq!(query_terms("\"tidak ditutup"), [term(&["tutup"], true, false)]);
    }

    #[test]
    fn operators_never_come_out() {
        for typed in
            ["a* OR b", "NEAR(x y)", "x:*|!y&(z)", "col:word ^z", "'; drop table", "\"\"\" - -- \"", "C++ <-> :A"]
        {
            for term in query_terms(typed) {
                for word in term.words {
                    assert!(word.chars().all(|c| c.is_alphanumeric() && !c.is_uppercase()), "{typed}: {word}");
                }
            }
        }
        assert_eq!(query_terms("dan di yang"), []);
        assert_eq!(query_terms("  "), []);
    }

    #[test]
    fn long_input_is_bounded() {
        assert_eq!(index_terms(&"lampu jalan ".repeat(9_000)).split(' ').count(), INDEX_TERMS_MAX);
        assert!(query_terms(&"kapal feri ".repeat(500)).len() <= QUERY_TERMS_MAX);
    }
}

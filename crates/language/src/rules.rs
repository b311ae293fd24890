//! Rules over words, read from a data file: which words, in which order and how near, mean which kind of matter.
//!
//! ```text
//! # a comment
//! @money = uang biaya                   a set of words, used as @money
//! levy: minta .. @money                 both in this order, at most four words between
//! levy: minta .. @money & petugas       both in one sentence, in any order, within twelve words
//! levy: uang rokok|kopi                 directly after each other; | separates alternatives
//! levy: =amplop                         = takes the form as it is, without its affixes being removed
//! not levy: iuran                       no levy in a sentence that speaks of this
//! negated levy: tidak tanpa bebas       no levy when one of these stands up to three words before
//! unless: kalau jika                    ... except right after these ("kalau tidak bayar uang rokok")
//! ```
//!
//! `..` allows four words between, `...` eight. Words are written in usual spelling and compared by stem.

use std::collections::HashMap;
use std::fmt;

use crate::normalise::{forms, normalise};
use crate::stem::stem;
use crate::words::words;

/// How many words before or after the first sequence of a rule the others may begin.
const NEARBY_REACH: usize = 12;
/// How many words before the first word of a match a negating word is looked for.
const NEGATION_REACH: usize = 3;
/// The same for the other words of a match: "gratis, tidak pernah diminta uang".
const INNER_NEGATION_REACH: usize = 2;

/// One normal form of a word of a text, with the place of that word.
pub(crate) struct Token {
    form: String,
    stem: String,
    /// Byte offsets of the written word.
    span: (usize, usize),
    sentence: usize,
    clause: usize,
}

/// The words of `text` with their sentences and clauses counted.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let (mut sentence, mut clause, mut last_end, mut abbreviated) = (0, 0, 0, false);
    for word in words(text) {
        let gap = &text[last_end..word.start];
        let ends_sentence = gap.contains(['!', '?', '\n', '。']) || (gap.contains('.') && !abbreviated);
        sentence += usize::from(ends_sentence);
        clause += usize::from(ends_sentence || gap.contains([',', ';', ':', '(', '"']));
        let span = (word.start, word.end());
        forms(&word, &mut |form| {
            found.push(Token { form: form.to_owned(), stem: stem(form).into_owned(), span, sentence, clause });
        });
        last_end = word.end();
        abbreviated = word.is_abbreviation();
    }
    tell_hours_from_blows(&mut found);
    found
}

/// The hours in words, and the question for them.
const HOURS: &[&str] = &[
    "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas", "setengah",
    "berapa",
];

/// `pukul` means a blow, and before a number the hour: there it becomes `jam`.
fn tell_hours_from_blows(tokens: &mut [Token]) {
    for at in 1..tokens.len() {
        let next = tokens[at].form.as_str();
        let is_hour = next.starts_with(|c: char| c.is_ascii_digit()) || HOURS.contains(&next);
        if is_hour && tokens[at - 1].form == "pukul" {
            "jam".clone_into(&mut tokens[at - 1].form);
            "jam".clone_into(&mut tokens[at - 1].stem);
        }
    }
}

/// One match of a rule.
pub(crate) struct Hit {
    /// Index into the kinds the rules were read with.
    pub(crate) kind: usize,
    /// Byte spans of the words that matched, in text order.
    pub(crate) spans: Vec<(usize, usize)>,
}

/// Why a rule file was refused.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct RuleError {
    /// Which of the files, from 1.
    pub(crate) file: usize,
    /// Line number, from 1.
    pub(crate) line: usize,
    /// What is wrong with it.
    pub(crate) reason: String,
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "file {}, line {}: {}", self.file, self.line, self.reason)
    }
}

/// A word a rule asks for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Want {
    Form(String),
    Stem(String),
}

impl Want {
    fn new(word: &str) -> Self {
        match word.strip_prefix('=') {
            Some(form) => Self::Form(form.to_owned()),
            None => Self::Stem(stem(word).into_owned()),
        }
    }

    fn is(&self, token: &Token) -> bool {
        match self {
            Self::Form(form) => *form == token.form,
            Self::Stem(stem) => *stem == token.stem,
        }
    }
}

/// One place of a rule: any of these words, after at most `gap` others.
struct Part {
    any_of: Vec<Want>,
    gap: usize,
}

impl Part {
    fn is(&self, token: &Token) -> bool {
        self.any_of.iter().any(|want| want.is(token))
    }
}

/// Parts that stand in this order.
type Sequence = Vec<Part>;

/// Sequences that stand in one sentence. The first one is looked for first, the others around it in any order.
struct Rule {
    kind: usize,
    first: Sequence,
    nearby: Vec<Sequence>,
}

impl Rule {
    /// The tokens that fulfil this rule when its first part stands at `at`, in text order.
    fn at(&self, tokens: &[Token], at: usize) -> Option<Vec<usize>> {
        let mut found = sequence_at(&self.first, tokens, at)?;
        let from = at.saturating_sub(NEARBY_REACH);
        let until = tokens.len().min(at + NEARBY_REACH + 1);
        for sequence in &self.nearby {
            let elsewhere = (from..until)
                .filter(|place| tokens[*place].sentence == tokens[at].sentence)
                .filter_map(|place| sequence_at(sequence, tokens, place))
                .filter(|places| places.iter().all(|place| !found.contains(place)));
            found.extend(elsewhere.min_by_key(|places| places[0].abs_diff(at))?);
        }
        found.sort_unstable();
        Some(found)
    }
}

/// Where the parts of `sequence` stand when the first one stands at `at`.
fn sequence_at(sequence: &[Part], tokens: &[Token], at: usize) -> Option<Vec<usize>> {
    let (part, rest) = sequence.split_first()?;
    if !part.is(&tokens[at]) {
        return None;
    }
    let Some(next) = rest.first() else { return Some(vec![at]) };
    let until = tokens.len().min(at + next.gap + 2);
    (at + 1..until).filter(|place| tokens[*place].sentence == tokens[at].sentence).find_map(|place| {
        let mut places = sequence_at(rest, tokens, place)?;
        places.insert(0, at);
        Some(places)
    })
}

/// All rules of one file.
pub(crate) struct RuleSet {
    rules: Vec<Rule>,
    /// Rules by a word of their first part, so that a text is read once and not once per rule.
    by_first: HashMap<Want, Vec<usize>>,
    vetoes: Vec<Rule>,
    negations: Vec<Vec<Want>>,
    unless: Vec<Want>,
}

impl RuleSet {
    /// Reads rule files whose lines speak of `kinds`. A later file may use the sets of an earlier one.
    ///
    /// # Errors
    /// The first line that cannot be read, with the reason.
    pub(crate) fn parse(files: &[&str], kinds: &[&str]) -> Result<Self, RuleError> {
        let mut reader = Reader::new(kinds);
        for (file, text) in files.iter().enumerate() {
            for (at, line) in text.lines().enumerate() {
                let rule = line.split('#').next().unwrap_or_default().trim();
                if !rule.is_empty() {
                    reader.line(rule).map_err(|reason| RuleError { file: file + 1, line: at + 1, reason })?;
                }
            }
        }
        Ok(reader.finish())
    }

    /// Every match in `tokens`, kinds mixed, in text order of their first word.
    pub(crate) fn hits(&self, tokens: &[Token]) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            for id in self.starting_with(token) {
                let rule = &self.rules[id];
                let Some(found) = rule.at(tokens, at) else { continue };
                if !self.is_negated(rule.kind, tokens, &found) && !self.is_vetoed(rule.kind, tokens, found[0]) {
                    hits.push(Hit { kind: rule.kind, spans: found.iter().map(|f| tokens[*f].span).collect() });
                }
            }
        }
        hits
    }

    fn starting_with(&self, token: &Token) -> impl Iterator<Item = usize> {
        let keys = [Want::Form(token.form.clone()), Want::Stem(token.stem.clone())];
        keys.into_iter().flat_map(|key| self.by_first.get(&key).into_iter().flatten().copied())
    }

    fn is_negated(&self, kind: usize, tokens: &[Token], found: &[usize]) -> bool {
        let one_of = |wants: &[Want], token: &Token| wants.iter().any(|want| want.is(token));
        let negates = |before: usize, at: usize| {
            let depends = before.checked_sub(1).is_some_and(|earlier| one_of(&self.unless, &tokens[earlier]));
            let same_clause = tokens[before].clause == tokens[at].clause;
            same_clause && !depends && !found.contains(&before) && one_of(&self.negations[kind], &tokens[before])
        };
        found.iter().any(|&at| {
            let reach = if at == found[0] { NEGATION_REACH } else { INNER_NEGATION_REACH };
            (at.saturating_sub(reach)..at).any(|before| negates(before, at))
        })
    }

    fn is_vetoed(&self, kind: usize, tokens: &[Token], at: usize) -> bool {
        let sentence = tokens[at].sentence;
        let start = tokens.partition_point(|token| token.sentence < sentence);
        let end = tokens.partition_point(|token| token.sentence <= sentence);
        let vetoes = || self.vetoes.iter().filter(|veto| veto.kind == kind);
        (start..end).any(|place| vetoes().any(|veto| veto.at(tokens, place).is_some()))
    }
}

/// Whether texts can hold `word` after normalising; any other word would never match.
fn is_usual(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_alphanumeric()) && normalise(word) == word && !word.is_empty()
}

/// Reads rule lines one by one.
struct Reader<'k> {
    kinds: &'k [&'k str],
    sets: HashMap<String, Vec<Want>>,
    rules: Vec<Rule>,
    vetoes: Vec<Rule>,
    negations: Vec<Vec<Want>>,
    unless: Vec<Want>,
}

impl<'k> Reader<'k> {
    fn new(kinds: &'k [&'k str]) -> Self {
        let negations = kinds.iter().map(|_| Vec::new()).collect();
        Self { kinds, sets: HashMap::new(), rules: Vec::new(), vetoes: Vec::new(), negations, unless: Vec::new() }
    }

    fn line(&mut self, line: &str) -> Result<(), String> {
        if let Some(set) = line.strip_prefix('@') {
            let (name, members) = set.split_once('=').ok_or("a set is written `@name = words`")?;
            let members = self.wants(members)?;
            self.sets.insert(name.trim().to_owned(), members);
            return Ok(());
        }
        let (head, body) = line.split_once(':').ok_or("a colon is missing")?;
        match head.trim().split_once(' ') {
            None if head == "unless" => self.unless.extend(self.wants(body)?),
            None => {
                let rule = self.rule(head, body)?;
                self.rules.push(rule);
            }
            Some(("not", kinds)) => {
                for kind in kinds.split_whitespace() {
                    let veto = self.rule(kind, body)?;
                    self.vetoes.push(veto);
                }
            }
            Some(("negated", kinds)) => {
                for kind in kinds.split_whitespace() {
                    let words = self.wants(body)?;
                    let kind = self.kind(kind)?;
                    self.negations[kind].extend(words);
                }
            }
            Some((other, _)) => return Err(format!("{other:?} is neither `not` nor `negated`")),
        }
        Ok(())
    }

    fn kind(&self, name: &str) -> Result<usize, String> {
        self.kinds.iter().position(|kind| *kind == name).ok_or_else(|| format!("there is no kind {name:?}"))
    }

    fn rule(&self, kind: &str, body: &str) -> Result<Rule, String> {
        let kind = self.kind(kind.trim())?;
        let mut sequences = body.split('&').map(|sequence| self.sequence(sequence));
        let first = sequences.next().ok_or("a rule needs at least one word")??;
        Ok(Rule { kind, first, nearby: sequences.collect::<Result<_, _>>()? })
    }

    fn sequence(&self, words: &str) -> Result<Sequence, String> {
        let mut parts = Vec::new();
        let mut gap = 0;
        for token in words.split_whitespace() {
            match token {
                ".." => gap = 4,
                "..." => gap = 8,
                words => parts.push(Part { any_of: self.alternatives(words)?, gap: std::mem::take(&mut gap) }),
            }
        }
        if parts.is_empty() { Err("a rule needs at least one word".to_owned()) } else { Ok(parts) }
    }

    fn wants(&self, words: &str) -> Result<Vec<Want>, String> {
        let lists: Result<Vec<_>, String> = words.split_whitespace().map(|word| self.alternatives(word)).collect();
        Ok(lists?.into_iter().flatten().collect())
    }

    fn alternatives(&self, words: &str) -> Result<Vec<Want>, String> {
        let mut found = Vec::new();
        for word in words.split('|') {
            match word.strip_prefix('@') {
                Some(name) => {
                    let set = self.sets.get(name).ok_or_else(|| format!("the set @{name} is not defined above"))?;
                    found.extend(set.iter().cloned());
                }
                None if is_usual(word.trim_start_matches('=')) => found.push(Want::new(word)),
                None => return Err(format!("{word:?} is not a word in usual spelling")),
            }
        }
        Ok(found)
    }

    fn finish(self) -> RuleSet {
        let mut by_first: HashMap<Want, Vec<usize>> = HashMap::new();
        for (id, rule) in self.rules.iter().enumerate() {
            for want in &rule.first[0].any_of {
                let ids = by_first.entry(want.clone()).or_default();
                if ids.last() != Some(&id) {
                    ids.push(id);
                }
            }
        }
        let Self { rules, vetoes, negations, unless, .. } = self;
        RuleSet { rules, by_first, vetoes, negations, unless }
    }
}

#[cfg(test)]
mod tests {
    use super::{RuleSet, tokens};

    const KINDS: &[&str] = &["levy", "fire"];

    fn kinds_in(rules: &str, text: &str) -> Vec<usize> {
        let rules = RuleSet::parse(&[rules], KINDS).expect("the rules of this test are well formed");
        rules.hits(&tokens(text)).iter().map(|hit| hit.kind).collect()
    }

    #[test]
    fn order_gaps_and_sentences_count() {
        let rules = "@money = uang biaya\nlevy: minta .. @money\nfire: rumah & bakar";
        assert_eq!(kinds_in(rules, "Petugas meminta sejumlah uang"), [0]);
        assert_eq!(kinds_in(rules, "uang itu saya minta"), []);
        assert_eq!(kinds_in(rules, "minta tolong. uang habis"), []);
        assert_eq!(kinds_in(rules, "terbakar rumah kami"), [1]);
    }

    #[test]
    fn negations_and_vetoes_silence_a_rule() {
        let rules = "levy: minta uang\nnegated levy: tidak\nunless: kalau\nnot levy: iuran";
        assert_eq!(kinds_in(rules, "tidak diminta uang"), []);
        assert_eq!(kinds_in(rules, "tidak bohong, diminta uang"), [0]);
        assert_eq!(kinds_in(rules, "kalau tidak minta uang"), [0]);
        assert_eq!(kinds_in(rules, "diminta uang iuran RT"), []);
    }

    #[test]
    fn a_bad_line_is_named_with_its_reason() {
        let refused = |file: &str| RuleSet::parse(&[file], KINDS).err().map(|e| e.to_string());
        assert_eq!(refused("# ok\nflood: air"), Some("file 1, line 2: there is no kind \"flood\"".to_owned()));
        assert_eq!(refused("levy minta"), Some("file 1, line 1: a colon is missing".to_owned()));
        assert_eq!(refused("levy: @x"), Some("file 1, line 1: the set @x is not defined above".to_owned()));
        assert_eq!(refused("levy: "), Some("file 1, line 1: a rule needs at least one word".to_owned()));
    }
}

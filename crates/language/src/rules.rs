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
use std::hash::BuildHasherDefault;

use crate::lexicon::Fnv;
use crate::normalise::{forms, normalise};
use crate::stem::stem;
use crate::words::words;

/// How many words before or after the first sequence of a rule the others may begin.
const NEARBY_REACH: usize = 12;
/// How many words before the first word of a match a negating word is looked for.
const NEGATION_REACH: usize = 3;
/// The same for the other words of a match: "gratis, tidak pernah diminta uang".
const INNER_NEGATION_REACH: usize = 2;

/// A word that some rule asks for, as a number; [`OTHER`] is every other word.
type WordId = u32;

/// A word that no rule asks for.
const OTHER: WordId = 0;

/// The words that rules ask for. Comparing numbers instead of letters makes reading a text cheap, and a text consists
/// mostly of words that no rule knows.
#[derive(Debug)]
pub(crate) struct Vocabulary(HashMap<String, WordId, BuildHasherDefault<Fnv>>);

/// `pukul` means a blow, and before a number the hour: there it becomes `jam`.
const BLOW: (&str, WordId) = ("pukul", 1);
const HOUR: (&str, WordId) = ("jam", 2);

/// The hours in words, and the question for them.
const HOURS: &[&str] = &[
    "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas", "setengah",
    "berapa",
];

impl Default for Vocabulary {
    fn default() -> Self {
        Self([BLOW, HOUR].map(|(word, id)| (word.to_owned(), id)).into_iter().collect())
    }
}

impl Vocabulary {
    fn learn(&mut self, word: &str) -> WordId {
        let next = WordId::try_from(self.0.len()).expect("rules are short") + 1;
        *self.0.entry(word.to_owned()).or_insert(next)
    }

    fn id(&self, word: &str) -> WordId {
        self.0.get(word).copied().unwrap_or(OTHER)
    }

    /// The words of `text` with their sentences and clauses counted.
    pub(crate) fn tokens(&self, text: &str) -> Vec<Token> {
        let mut found: Vec<Token> = Vec::with_capacity(text.len() / 6);
        let (mut sentence, mut clause, mut last_end, mut abbreviated) = (0, 0, 0, false);
        for word in words(text) {
            let gap = &text[last_end..word.start];
            let ends_sentence = gap.contains(['!', '?', '\n', '。']) || (gap.contains('.') && !abbreviated);
            sentence += usize::from(ends_sentence);
            clause += usize::from(ends_sentence || gap.contains([',', ';', ':', '(', '"']));
            let span = (word.start, word.end());
            forms(&word, &mut |form| {
                tell_hour_from_blow(found.last_mut(), form);
                found.push(Token { form: self.id(form), stem: self.id(&stem(form)), span, sentence, clause });
            });
            last_end = word.end();
            abbreviated = word.is_abbreviation();
        }
        found
    }
}

/// Before an hour, `pukul` says that one follows.
fn tell_hour_from_blow(before: Option<&mut Token>, form: &str) {
    let Some(before) = before.filter(|before| before.form == BLOW.1) else { return };
    if form.starts_with(|c: char| c.is_ascii_digit()) || HOURS.contains(&form) {
        (before.form, before.stem) = (HOUR.1, HOUR.1);
    }
}

/// One normal form of a word of a text, with the place of that word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    form: WordId,
    stem: WordId,
    /// Byte offsets of the written word.
    span: (usize, usize),
    sentence: usize,
    clause: usize,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Want {
    Form(WordId),
    Stem(WordId),
}

impl Want {
    fn new(word: &str, vocabulary: &mut Vocabulary) -> Self {
        match word.strip_prefix('=') {
            Some(form) => Self::Form(vocabulary.learn(form)),
            None => Self::Stem(vocabulary.learn(&stem(word))),
        }
    }

    fn is(self, token: &Token) -> bool {
        match self {
            Self::Form(form) => form == token.form,
            Self::Stem(stem) => stem == token.stem,
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
    by_first: HashMap<Want, Vec<usize>, BuildHasherDefault<Fnv>>,
    vetoes: Vec<Rule>,
    negations: Vec<Vec<Want>>,
    unless: Vec<Want>,
}

impl RuleSet {
    /// Reads rule files whose lines speak of `kinds`. A later file may use the sets of an earlier one.
    ///
    /// # Errors
    /// The first line that cannot be read, with the reason.
    pub(crate) fn parse(files: &[&str], kinds: &[&str], words: &mut Vocabulary) -> Result<Self, RuleError> {
        let mut reader = Reader::new(kinds, words);
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
        let wants = [(token.form, Want::Form as fn(WordId) -> Want), (token.stem, Want::Stem)];
        let known = wants.into_iter().filter(|(word, _)| *word != OTHER).map(|(word, want)| want(word));
        known.flat_map(|want| self.by_first.get(&want).into_iter().flatten().copied())
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
    words: &'k mut Vocabulary,
    sets: HashMap<String, Vec<Want>>,
    rules: Vec<Rule>,
    vetoes: Vec<Rule>,
    negations: Vec<Vec<Want>>,
    unless: Vec<Want>,
}

impl<'k> Reader<'k> {
    fn new(kinds: &'k [&'k str], words: &'k mut Vocabulary) -> Self {
        let negations = kinds.iter().map(|_| Vec::new()).collect();
        Self {
            kinds,
            words,
            sets: HashMap::new(),
            rules: Vec::new(),
            vetoes: Vec::new(),
            negations,
            unless: Vec::new(),
        }
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
            None if head == "unless" => {
                let words = self.wants(body)?;
                self.unless.extend(words);
            }
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

    fn rule(&mut self, kind: &str, body: &str) -> Result<Rule, String> {
        let kind = self.kind(kind.trim())?;
        let (first, nearby) = body.split_once('&').map_or((body, None), |(first, nearby)| (first, Some(nearby)));
        let first = self.sequence(first)?;
        let nearby = nearby.into_iter().flat_map(|nearby| nearby.split('&'));
        Ok(Rule { kind, first, nearby: nearby.map(|sequence| self.sequence(sequence)).collect::<Result<_, _>>()? })
    }

    fn sequence(&mut self, words: &str) -> Result<Sequence, String> {
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

    fn wants(&mut self, words: &str) -> Result<Vec<Want>, String> {
        let mut found = Vec::new();
        for word in words.split_whitespace() {
            found.extend(self.alternatives(word)?);
        }
        Ok(found)
    }

    fn alternatives(&mut self, words: &str) -> Result<Vec<Want>, String> {
        let mut found = Vec::new();
        for word in words.split('|') {
            match word.strip_prefix('@') {
                Some(name) => {
                    let set = self.sets.get(name).ok_or_else(|| format!("the set @{name} is not defined above"))?;
                    found.extend(set.iter().copied());
                }
                None if is_usual(word.trim_start_matches('=')) => found.push(Want::new(word, self.words)),
                None => return Err(format!("{word:?} is not a word in usual spelling")),
            }
        }
        Ok(found)
    }

    fn finish(self) -> RuleSet {
        let mut by_first: HashMap<Want, Vec<usize>, _> = HashMap::default();
        for (id, rule) in self.rules.iter().enumerate() {
            for want in &rule.first[0].any_of {
                let ids = by_first.entry(*want).or_default();
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
    use super::{RuleSet, Vocabulary};

    const KINDS: &[&str] = &["levy", "fire"];

    fn kinds_in(rules: &str, text: &str) -> Vec<usize> {
        let mut words = Vocabulary::default();
        let rules = RuleSet::parse(&[rules], KINDS, &mut words).expect("the rules of this test are well formed");
        rules.hits(&words.tokens(text)).iter().map(|hit| hit.kind).collect()
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
        let refused =
            |file: &str| RuleSet::parse(&[file], KINDS, &mut Vocabulary::default()).err().map(|e| e.to_string());
        assert_eq!(refused("# ok\nflood: air"), Some("file 1, line 2: there is no kind \"flood\"".to_owned()));
        assert_eq!(refused("levy minta"), Some("file 1, line 1: a colon is missing".to_owned()));
        assert_eq!(refused("levy: @x"), Some("file 1, line 1: the set @x is not defined above".to_owned()));
        assert_eq!(refused("levy: "), Some("file 1, line 1: a rule needs at least one word".to_owned()));
    }
}

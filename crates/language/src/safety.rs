//! Words that call for a person at once: danger to life now, and matters that only a closed circle may read.
//!
//! Both lean to recall: a false alarm costs an officer a glance, a missed one may cost a life. They know words, not
//! meaning: what is said outright is found nearly always, what is only hinted at about every second time (measured on
//! invented texts before the rules had seen them). So no mark never means no danger, and every report is read. What matched is handed
//! back with its place, so that a page can show the reason. Nothing is decided here. The rules are data:
//! `data/danger.rules`, `data/sensitive.rules` and `data/self_harm.rules`; their form is described in the `rules` module.

use std::sync::LazyLock;

use crate::rules::{RuleSet, Token, Vocabulary};

/// A danger to life. The order is that of urgency when a text speaks of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DangerKind {
    /// Someone thinks of dying or of harming themselves.
    SelfHarm,
    /// Violence that is happening or threatens now.
    Violence,
    /// A fire.
    Fire,
    /// Someone is in the water, or a boat has capsized or sinks.
    Drowning,
    /// A boat or a person at sea, on a river or in the forest has not come back.
    Missing,
    /// A flood in houses, or people cut off by water.
    Flood,
    /// A landslide, a falling tree or a collapse that hit people or houses.
    Landslide,
    /// A birth or pregnancy in distress.
    Childbirth,
    /// A bite or sting: snake, crocodile, mad dog, jellyfish.
    Bite,
    /// Another illness or injury that cannot wait.
    Medical,
    /// A traffic or work accident with injured people.
    Accident,
    /// Live wires on the ground, an electric shock, a gas leak.
    Hazard,
}

impl DangerKind {
    /// All kinds with the names that the rule file uses.
    const NAMED: [(Self, &'static str); 12] = [
        (Self::SelfHarm, "self_harm"),
        (Self::Violence, "violence"),
        (Self::Fire, "fire"),
        (Self::Drowning, "drowning"),
        (Self::Missing, "missing"),
        (Self::Flood, "flood"),
        (Self::Landslide, "landslide"),
        (Self::Childbirth, "childbirth"),
        (Self::Bite, "bite"),
        (Self::Medical, "medical"),
        (Self::Accident, "accident"),
        (Self::Hazard, "hazard"),
    ];

    /// The stable name of this kind, for storing and for keys of words: `self_harm`, `fire`, ...
    pub fn name(self) -> &'static str {
        Self::NAMED[self as usize].1
    }
}

/// A matter that must not be public and that few may read. The order decides when a text speaks of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SensitiveKind {
    /// Someone thinks of dying or of harming themselves.
    SelfHarm,
    /// Violence or abuse against a person, at home, at school or elsewhere.
    Violence,
    /// An illegal levy, a bribe or a cut taken from aid (pungli).
    Levy,
}

impl SensitiveKind {
    const NAMED: [(Self, &'static str); 3] =
        [(Self::SelfHarm, "self_harm"), (Self::Violence, "violence"), (Self::Levy, "levy")];

    /// The stable name of this kind: `self_harm`, `violence`, `levy`.
    pub fn name(self) -> &'static str {
        Self::NAMED[self as usize].1
    }
}

/// A danger found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Danger {
    /// The most urgent kind found.
    pub kind: DangerKind,
    /// Byte spans `(start, end)` of the words that say so, in order, without overlaps, on character boundaries.
    pub words: Vec<(usize, usize)>,
}

/// A sensitive matter found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sensitive {
    /// The first kind, in the order of [`SensitiveKind`], that was found.
    pub kind: SensitiveKind,
    /// Byte spans `(start, end)` of the words that say so, in order, without overlaps, on character boundaries.
    pub words: Vec<(usize, usize)>,
}

const DANGER_FILES: [&str; 2] = [include_str!("../data/danger.rules"), include_str!("../data/self_harm.rules")];
const SENSITIVE_FILES: [&str; 2] = [include_str!("../data/sensitive.rules"), include_str!("../data/self_harm.rules")];

/// Both sets of rules, and the words they ask for.
struct Rules {
    words: Vocabulary,
    danger: RuleSet,
    sensitive: RuleSet,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let mut words = Vocabulary::default();
    let danger = read(DANGER_FILES, &DangerKind::NAMED.map(|(_, name)| name), &mut words);
    let sensitive = read(SENSITIVE_FILES, &SensitiveKind::NAMED.map(|(_, name)| name), &mut words);
    Rules { words, danger, sensitive }
});

fn read(files: [&str; 2], kinds: &[&str], words: &mut Vocabulary) -> RuleSet {
    RuleSet::parse(&files, kinds, words).expect("a test parses the embedded rules")
}

/// Danger to life now, if `text` speaks of one.
///
/// ```
/// use hadir_language::{DangerKind, danger};
/// let found = danger("tolong pak kebakaran di kios depan pelabuhan!!").expect("a fire is a danger");
/// assert_eq!(found.kind, DangerKind::Fire);
/// assert_eq!(danger("Lampu jalan mati sejak Senin"), None);
/// ```
pub fn danger(text: &str) -> Option<Danger> {
    dangers(&RULES.words.tokens(text))
}

/// A matter for few eyes, if `text` speaks of one: a levy, violence or abuse, thoughts of dying.
///
/// ```
/// use hadir_language::{SensitiveKind, sensitive};
/// let found = sensitive("petugas minta uang rokok lima puluh ribu").expect("a levy is sensitive");
/// assert_eq!(found.kind, SensitiveKind::Levy);
/// assert_eq!(sensitive("Urus KTP gratis, tidak diminta uang sama sekali"), None);
/// ```
pub fn sensitive(text: &str) -> Option<Sensitive> {
    sensitives(&RULES.words.tokens(text))
}

/// What [`danger`] and [`sensitive`] say, the text being read once.
pub fn safety(text: &str) -> (Option<Danger>, Option<Sensitive>) {
    let tokens = RULES.words.tokens(text);
    (dangers(&tokens), sensitives(&tokens))
}

fn dangers(tokens: &[Token]) -> Option<Danger> {
    let (kind, words) = most_urgent(&RULES.danger, tokens)?;
    Some(Danger { kind: DangerKind::NAMED[kind].0, words })
}

fn sensitives(tokens: &[Token]) -> Option<Sensitive> {
    let (kind, words) = most_urgent(&RULES.sensitive, tokens)?;
    Some(Sensitive { kind: SensitiveKind::NAMED[kind].0, words })
}

/// The first kind with a match, and the words of all its matches.
fn most_urgent(rules: &RuleSet, tokens: &[Token]) -> Option<(usize, Vec<(usize, usize)>)> {
    let hits = rules.hits(tokens);
    let kind = hits.iter().map(|hit| hit.kind).min()?;
    let mut spans: Vec<_> = hits.into_iter().filter(|hit| hit.kind == kind).flat_map(|hit| hit.spans).collect();
    spans.sort_unstable();
    spans.dedup();
    Some((kind, spans))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_rules_are_well_formed() {
        let words = &mut Vocabulary::default();
        let danger = RuleSet::parse(&DANGER_FILES, &DangerKind::NAMED.map(|(_, name)| name), words);
        let sensitive = RuleSet::parse(&SENSITIVE_FILES, &SensitiveKind::NAMED.map(|(_, name)| name), words);
        if let Some(error) = danger.err() {
            panic!("danger.rules (1), self_harm.rules (2): {error}");
        }
        if let Some(error) = sensitive.err() {
            panic!("sensitive.rules (1), self_harm.rules (2): {error}");
        }
    }

    #[test]
    fn names_follow_the_order_of_the_kinds() {
        assert!(DangerKind::NAMED.iter().enumerate().all(|(at, (kind, _))| *kind as usize == at));
        assert!(SensitiveKind::NAMED.iter().enumerate().all(|(at, (kind, _))| *kind as usize == at));
    }

    #[test]
    fn the_reason_points_at_the_words() {
        let text = "Maaf 🙏 sy diminta \"uang rokok\" td";
        let found = sensitive(text).expect("a levy");
        let words: Vec<&str> = found.words.iter().map(|(start, end)| &text[*start..*end]).collect();
        assert_eq!(words, ["diminta", "uang", "rokok"]);
    }
}

//! What can happen to a unit's kit, as operations carry it. Numbers of kinds and fields are part of the log's format.
//!
//! Every fact says at number 1 whose kit it is: by that, and by nothing in the kit's history, an operation counts or does
//! not (see [`hadir_store::Aggregate::owner`]).

mod checklists;
mod macros;
mod rules;

pub use checklists::{ChecklistDropped, ChecklistId, ChecklistSet, ChecklistWords};
pub use macros::{MacroDropped, MacroId, MacroSet, MacroWords, StepFacts};
pub use rules::{RuleDropped, RuleId, RuleSet};

use hadir_oplog::{AggregateId, Kind, Scope};
use hadir_store::{Entry, Event};
use minicbor::{Decode, Encode};

const TEMPLATE_SET: u32 = 1100;
const TEMPLATE_DROPPED: u32 = 1101;
const MACRO_SET: u32 = 1102;
const MACRO_DROPPED: u32 = 1103;
const CHECKLIST_SET: u32 = 1104;
const RULE_SET: u32 = 1105;
const RULE_DROPPED: u32 = 1106;
const CHECKLIST_DROPPED: u32 = 1107;

/// How the identity of every kit begins.
pub(super) const BEGINNING: [u8; 8] = *b"hadirkit";

/// Declares what something of a kit is known by within its unit: bytes drawn when the form for it was shown, which addresses
/// and rows write as 16 hexadecimal digits.
macro_rules! identity {
    ($(#[$meaning:meta])* $name:ident) => {
        $(#[$meaning])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; 8]);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl std::str::FromStr for $name {
            type Err = ();

            /// Reads 16 hexadecimal digits in lower case.
            fn from_str(text: &str) -> Result<Self, ()> {
                let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
                if text.len() != 16 || !text.bytes().all(is_digit) {
                    return Err(());
                }
                u64::from_str_radix(text, 16).map(|number| Self(number.to_be_bytes())).map_err(|_| ())
            }
        }
    };
}
use identity;

identity! {
    /// What a template is known by.
    TemplateId
}

/// Everything that can happen to a kit.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is described by the type of its facts")]
pub enum KitEvent {
    TemplateSet(TemplateSet, Option<TemplateWords>),
    TemplateDropped(TemplateDropped),
    MacroSet(MacroSet, Option<MacroWords>),
    MacroDropped(MacroDropped),
    ChecklistSet(ChecklistSet, Option<ChecklistWords>),
    ChecklistDropped(ChecklistDropped),
    RuleSet(RuleSet),
    RuleDropped(RuleDropped),
}

/// A template was added, or changed as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct TemplateSet {
    /// When.
    #[n(0)]
    pub at: i64,
    /// The unit whose kit it is.
    #[n(1)]
    pub unit: String,
    /// Which template of the unit.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub template: [u8; 8],
    /// The kind of report it is for, as [`crate::kinds::ReportKind`] writes it; for every kind where there is none, or one
    /// that this program does not know.
    #[n(3)]
    pub kind: Option<String>,
}

/// The words of a template, which can be erased.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct TemplateWords {
    /// What colleagues call it.
    #[n(0)]
    pub name: String,
    /// The text with its fields, `{nama}`.
    #[n(1)]
    pub text: String,
}

/// A template is not offered any more.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct TemplateDropped {
    /// When.
    #[n(0)]
    pub at: i64,
    /// The unit whose kit it is.
    #[n(1)]
    pub unit: String,
    /// Which template of the unit.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub template: [u8; 8],
}

/// What all facts of kits have in common, also those of later programs.
#[derive(Decode)]
#[cbor(map)]
struct Owned {
    #[n(1)]
    unit: Option<String>,
}

/// The kit of a unit.
pub(super) fn id_of(unit: &str) -> AggregateId {
    let hash = blake3::derive_key("hadir kit v1", unit.as_bytes());
    let mut id = [0; 16];
    let (beginning, rest) = id.split_at_mut(BEGINNING.len());
    beginning.copy_from_slice(&BEGINNING);
    rest.copy_from_slice(&hash[..rest.len()]);
    AggregateId::from_bytes(id)
}

/// The unit whose kit this is, as facts say; nothing if they cannot be read or name another unit's.
pub(super) fn owner(id: AggregateId, facts: Option<&[u8]>) -> Option<Scope> {
    let unit = minicbor::decode::<Owned>(facts?).ok()?.unit?;
    Scope::try_new(unit.as_str()).ok().filter(|_| id_of(&unit) == id)
}

impl KitEvent {
    /// The event as the store takes it; the unit is entitled, so that programs that know nothing of kits yet carry it to
    /// the unit's own nodes at least.
    pub fn into_event(self) -> Event {
        match self {
            Self::TemplateSet(facts, words) => with(build(TEMPLATE_SET, &facts, &facts.unit), words.as_ref()),
            Self::ChecklistSet(facts, words) => with(build(CHECKLIST_SET, &facts, &facts.unit), words.as_ref()),
            Self::ChecklistDropped(facts) => build(CHECKLIST_DROPPED, &facts, &facts.unit),
            Self::MacroSet(facts, words) => with(build(MACRO_SET, &facts, &facts.unit), words.as_ref()),
            Self::MacroDropped(facts) => build(MACRO_DROPPED, &facts, &facts.unit),
            Self::TemplateDropped(facts) => build(TEMPLATE_DROPPED, &facts, &facts.unit),
            Self::RuleSet(facts) => build(RULE_SET, &facts, &facts.unit),
            Self::RuleDropped(facts) => build(RULE_DROPPED, &facts, &facts.unit),
        }
    }

    /// Whether this program knows what a kind of a kit means.
    pub(super) fn is_known(kind: Kind) -> bool {
        let of_lists = [CHECKLIST_SET, CHECKLIST_DROPPED].contains(&kind.0);
        let of_macros = [MACRO_SET, MACRO_DROPPED].contains(&kind.0);
        of_lists || of_macros || [TEMPLATE_SET, TEMPLATE_DROPPED, RULE_SET, RULE_DROPPED].contains(&kind.0)
    }

    /// The event an operation carries; nothing when its kind is not known here or its facts cannot be read.
    pub(super) fn from_entry(entry: &Entry) -> Option<Self> {
        Some(match entry.kind().0 {
            TEMPLATE_SET => Self::TemplateSet(read(entry, 0)?, read(entry, 1)),
            TEMPLATE_DROPPED => Self::TemplateDropped(read(entry, 0)?),
            CHECKLIST_SET => Self::ChecklistSet(read(entry, 0)?, read(entry, 1)),
            CHECKLIST_DROPPED => Self::ChecklistDropped(read(entry, 0)?),
            MACRO_SET => Self::MacroSet(read(entry, 0)?, read(entry, 1)),
            MACRO_DROPPED => Self::MacroDropped(read(entry, 0)?),
            RULE_SET => Self::RuleSet(read(entry, 0)?),
            RULE_DROPPED => Self::RuleDropped(read(entry, 0)?),
            _ => return None,
        })
    }
}

fn build<F: Encode<()>>(kind: u32, facts: &F, unit: &str) -> Event {
    let scope = Scope::try_new(unit).expect("units of the organisation have codes that are scopes");
    Event::new(Kind(kind), encode(facts)).entitling(scope)
}

fn with<W: Encode<()>>(event: Event, words: Option<&W>) -> Event {
    match words {
        Some(words) => event.with_words(encode(words)),
        None => event,
    }
}

fn encode<T: Encode<()>>(value: &T) -> Vec<u8> {
    minicbor::to_vec(value).expect("writing to memory does not fail")
}

fn read<T: for<'b> Decode<'b, ()>>(entry: &Entry, slot: u8) -> Option<T> {
    minicbor::decode(entry.body(slot)?).ok()
}

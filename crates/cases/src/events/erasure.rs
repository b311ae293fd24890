//! Erasing what was kept of a person: that they asked for it, that the office refused, and that it was done.
//!
//! What is erased are the words of every operation whose author did not know of the erasing, wherever they were written; the
//! facts stay, so that figures and deadlines go on counting. The bodies themselves are named by tombstones.

use hadir_oplog::{Kind, OpId};
use hadir_store::{Entry, Event};
use minicbor::{Decode, Encode};

use super::{Due, Words, build, read};

/// What becomes of the words of a report in the end (UU 27/2022, Pasal 8, 43 and 44).
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each variant is described by the type of its facts")]
pub enum Erasure {
    Asked(ErasureAsked, Option<Words>),
    Refused(ErasureRefused, Option<Words>),
    Erased(Erased),
}

/// The reporter asked the office to erase the words of the report; why stands in the words.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct ErasureAsked {
    /// When.
    #[n(0)]
    pub at: i64,
    /// By when the office has to do or refuse it; nothing where the regency's table knew no rule.
    #[n(1)]
    pub due: Option<Due>,
}

/// The office keeps the words, for a reason that the reporter reads.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct ErasureRefused {
    /// When.
    #[n(0)]
    pub at: i64,
    /// The operation with which the reporter asked.
    #[cbor(n(1), with = "minicbor::bytes")]
    op: [u8; 32],
}

impl ErasureRefused {
    /// What an operation asked for was refused at an instant, in milliseconds since 1970, UTC.
    pub const fn new(at: i64, op: OpId) -> Self {
        Self { at, op: *op.as_bytes() }
    }

    /// The operation with which the reporter asked.
    pub const fn op(&self) -> OpId {
        OpId::from_bytes(self.op)
    }
}

/// The words of the report are erased.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Erased {
    /// When.
    #[n(0)]
    pub at: i64,
    /// The operation with which the reporter asked for it; nothing where a rule said so.
    #[n(1)]
    #[cbor(with = "minicbor::bytes")]
    op: Option<[u8; 32]>,
    /// The rule by which the words were kept long enough, by its name in the retention table.
    #[n(2)]
    pub rule: Option<String>,
}

impl Erased {
    /// Erased at an instant, in milliseconds since 1970, UTC, because an operation asked for it.
    pub const fn asked(at: i64, op: OpId) -> Self {
        Self { at, op: Some(*op.as_bytes()), rule: None }
    }

    /// Erased because a rule says so, by its name in the table.
    pub fn by_rule(at: i64, rule: &str) -> Self {
        Self { at, op: None, rule: Some(rule.to_owned()) }
    }

    /// The operation with which the reporter asked for it.
    pub fn op(&self) -> Option<OpId> {
        self.op.map(OpId::from_bytes)
    }
}

const ASKED: u32 = 1063;
const REFUSED: u32 = 1064;
const ERASED: u32 = 1065;

impl Erasure {
    /// When it happened, in milliseconds since 1970, UTC.
    pub const fn at(&self) -> i64 {
        match self {
            Self::Asked(facts, _) => facts.at,
            Self::Refused(facts, _) => facts.at,
            Self::Erased(facts) => facts.at,
        }
    }

    pub(super) const fn words(&self) -> Option<&Words> {
        match self {
            Self::Asked(_, words) | Self::Refused(_, words) => words.as_ref(),
            Self::Erased(_) => None,
        }
    }

    pub(super) const fn is_known(kind: Kind) -> bool {
        matches!(kind.0, ASKED | REFUSED | ERASED)
    }

    pub(super) fn into_event(self) -> Event {
        match self {
            Self::Asked(facts, words) => build(ASKED, &facts, words.as_ref()),
            Self::Refused(facts, words) => build(REFUSED, &facts, words.as_ref()),
            // A program that passed it over would go on writing words to what is erased.
            Self::Erased(facts) => Event { must_understand: true, ..build(ERASED, &facts, None::<&Words>) },
        }
    }

    pub(super) fn from_entry(entry: &Entry) -> Option<Self> {
        Some(match entry.kind().0 {
            ASKED => Self::Asked(read(entry, 0)?, read(entry, 1)),
            REFUSED => Self::Refused(read(entry, 0)?, read(entry, 1)),
            ERASED => Self::Erased(read(entry, 0)?),
            _ => return None,
        })
    }
}

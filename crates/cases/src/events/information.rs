//! Formal requests for public information: that the office took the time that the law gives once more, what the reporter
//! objects to, and what a superior decided on it.

use hadir_oplog::{Kind, OpId};
use hadir_store::{Entry, Event};
use minicbor::{Decode, Encode};

use super::{Due, Limits, Words, build, read, scope};
use crate::grounds::{ObjectionGround, Outcome};

/// What only a formal request for public information knows (UU 14/2008, PerKI 1/2021).
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each variant is described by the type of its facts")]
pub enum Information {
    Extended(Box<Extended>, Option<Words>),
    Objected(Box<Objected>, Option<Words>),
    Decided(Box<Decision>, Option<Words>),
}

/// The office takes more time, which the law allows once, with a reason that stands in the words.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Extended {
    /// When.
    #[n(0)]
    pub at: i64,
    /// The limits from now on.
    #[n(1)]
    pub limits: Limits,
}

/// The reporter objects to what became of the request, before the superior of the office.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Objected {
    /// When.
    #[n(0)]
    pub at: i64,
    /// The ground, by name; a text, so that a program which does not know the name loses nothing else.
    #[n(1)]
    ground: String,
    /// The unit whose head decides.
    #[n(2)]
    pub unit: String,
    /// Which objection on this request it is, counted from 1: the end of its number in the register.
    #[n(3)]
    pub count: u32,
    /// By when it has to be decided; nothing where the regency's table knew no rule.
    #[n(4)]
    pub due: Option<Due>,
}

impl Objected {
    /// An objection at an instant in milliseconds since 1970, UTC, before the head of a unit.
    pub fn new(at: i64, ground: ObjectionGround, unit: String, count: u32, due: Option<Due>) -> Self {
        Self { at, ground: ground.as_str().to_owned(), unit, count, due }
    }

    /// The ground; nothing for one that only a later version knows.
    pub fn ground(&self) -> Option<ObjectionGround> {
        ObjectionGround::from_name(&self.ground)
    }
}

/// A superior decided on an objection.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Decision {
    /// When.
    #[n(0)]
    pub at: i64,
    /// The operation with which the reporter objected.
    #[cbor(n(1), with = "minicbor::bytes")]
    op: [u8; 32],
    /// What, by name.
    #[n(2)]
    outcome: String,
    /// By when the reporter can bring a dispute before the Information Commission; nothing where the regency's table knew no
    /// rule.
    #[n(3)]
    pub dispute: Option<Due>,
}

impl Decision {
    /// What was decided on the objection of an operation, at an instant in milliseconds since 1970, UTC.
    pub fn new(at: i64, op: OpId, outcome: Outcome, dispute: Option<Due>) -> Self {
        Self { at, op: *op.as_bytes(), outcome: outcome.as_str().to_owned(), dispute }
    }

    /// The operation with which the reporter objected.
    pub const fn op(&self) -> OpId {
        OpId::from_bytes(self.op)
    }

    /// What was decided; nothing for what only a later version knows.
    pub fn outcome(&self) -> Option<Outcome> {
        Outcome::from_name(&self.outcome)
    }
}

const EXTENDED: u32 = 1031;
const OBJECTED: u32 = 1032;
const DECIDED: u32 = 1033;

impl Information {
    /// When it happened, in milliseconds since 1970, UTC.
    pub fn at(&self) -> i64 {
        match self {
            Self::Extended(facts, _) => facts.at,
            Self::Objected(facts, _) => facts.at,
            Self::Decided(facts, _) => facts.at,
        }
    }

    pub(super) const fn words(&self) -> Option<&Words> {
        match self {
            Self::Extended(_, words) | Self::Objected(_, words) | Self::Decided(_, words) => words.as_ref(),
        }
    }

    pub(super) const fn is_known(kind: Kind) -> bool {
        matches!(kind.0, EXTENDED | OBJECTED | DECIDED)
    }

    /// The unit whose head decides becomes entitled to the case.
    pub(super) fn into_event(self) -> Event {
        match self {
            Self::Extended(facts, words) => build(EXTENDED, &*facts, words.as_ref()),
            Self::Objected(facts, words) => build(OBJECTED, &*facts, words.as_ref()).entitling(scope(&facts.unit)),
            Self::Decided(facts, words) => build(DECIDED, &*facts, words.as_ref()),
        }
    }

    pub(super) fn from_entry(entry: &Entry) -> Option<Self> {
        Some(match entry.kind().0 {
            EXTENDED => Self::Extended(Box::new(read(entry, 0)?), read(entry, 1)),
            OBJECTED => Self::Objected(Box::new(read(entry, 0)?), read(entry, 1)),
            DECIDED => Self::Decided(Box::new(read(entry, 0)?), read(entry, 1)),
            _ => return None,
        })
    }
}

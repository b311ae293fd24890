//! What was written and waits: for a colleague to agree to it, or for the office to open. Until then nobody outside reads it.

use hadir_oplog::{Kind, OpId};
use hadir_store::{Entry, Event};
use minicbor::{Decode, Encode};

use super::{Words, build, read};
use crate::grounds::RefusalGround;
use crate::kinds::Ending;

/// Something that is to be done with a case and is not done yet, or what became of it.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each variant is described by the type of its facts")]
pub enum Proposal {
    Proposed(Proposed, Option<Words>),
    Returned(Answered, Option<Words>),
    Accepted(Answered),
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Answer the matter.
    Answer,
    /// Keep the reporter posted.
    Post,
    /// Close the case on the office's own word.
    Close,
    /// End it without an answer to the matter.
    End(Ending),
}

impl Deed {
    const WITH_NAMES: [(Self, &'static str); 5] = [
        (Self::Answer, "answer"),
        (Self::Post, "post"),
        (Self::Close, "close"),
        (Self::End(Ending::Rejected), "reject"),
        (Self::End(Ending::NotOurs), "not_ours"),
    ];

    /// Whether it says something to the reporter and leaves the case open.
    pub const fn is_said(self) -> bool {
        matches!(self, Self::Answer | Self::Post)
    }
}

/// Someone wrote what is to be done, in words that the reporter will read.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Proposed {
    /// When.
    #[n(0)]
    pub at: i64,
    /// What, by name; a text, so that a program which does not know the name loses nothing else.
    #[n(1)]
    deed: String,
    /// When it is done by itself, in milliseconds since 1970, UTC; nothing where a colleague has to agree.
    #[n(2)]
    pub send_at: Option<i64>,
    /// The ground on which a request for public information is to be refused, by name.
    #[n(3)]
    pub ground: Option<String>,
}

impl Proposed {
    /// Something to be done at an instant, or once a colleague agrees. Nothing for what is never proposed.
    pub fn new(at: i64, deed: Deed, send_at: Option<i64>) -> Option<Self> {
        let (_, name) = Deed::WITH_NAMES.into_iter().find(|(known, _)| *known == deed)?;
        Some(Self { at, deed: name.to_owned(), send_at, ground: None })
    }

    /// The same on a ground.
    pub fn on(mut self, ground: Option<RefusalGround>) -> Self {
        self.ground = ground.map(|ground| ground.as_str().to_owned());
        self
    }

    /// The ground; nothing where there is none, or only a later version knows it.
    pub fn ground(&self) -> Option<RefusalGround> {
        RefusalGround::from_name(self.ground.as_deref()?)
    }

    /// What is to be done; nothing for what only a later version knows.
    pub fn deed(&self) -> Option<Deed> {
        Deed::WITH_NAMES.into_iter().find(|(_, name)| *name == self.deed).map(|(deed, _)| deed)
    }
}

/// A colleague agreed to what was proposed, or its time came; or it was given back to its author.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Answered {
    /// When.
    #[n(0)]
    pub at: i64,
    /// The operation that proposed it.
    #[cbor(n(1), with = "minicbor::bytes")]
    op: [u8; 32],
}

impl Answered {
    /// That of an operation.
    pub const fn new(at: i64, op: OpId) -> Self {
        Self { at, op: *op.as_bytes() }
    }

    /// The operation that proposed it.
    pub const fn op(&self) -> OpId {
        OpId::from_bytes(self.op)
    }
}

const PROPOSED: u32 = 1040;
const RETURNED: u32 = 1041;
const ACCEPTED: u32 = 1043;

impl Proposal {
    /// When it happened, in milliseconds since 1970, UTC.
    pub const fn at(&self) -> i64 {
        match self {
            Self::Proposed(facts, _) => facts.at,
            Self::Returned(facts, _) | Self::Accepted(facts) => facts.at,
        }
    }

    pub(super) const fn words(&self) -> Option<&Words> {
        match self {
            Self::Proposed(_, words) | Self::Returned(_, words) => words.as_ref(),
            Self::Accepted(_) => None,
        }
    }

    pub(super) const fn is_known(kind: Kind) -> bool {
        matches!(kind.0, PROPOSED | RETURNED | ACCEPTED)
    }

    pub(super) fn into_event(self) -> Event {
        match self {
            Self::Proposed(facts, words) => build(PROPOSED, &facts, words.as_ref()),
            Self::Returned(facts, words) => build(RETURNED, &facts, words.as_ref()),
            Self::Accepted(facts) => build(ACCEPTED, &facts, None::<&Words>),
        }
    }

    pub(super) fn from_entry(entry: &Entry) -> Option<Self> {
        Some(match entry.kind().0 {
            PROPOSED => Self::Proposed(read(entry, 0)?, read(entry, 1)),
            RETURNED => Self::Returned(read(entry, 0)?, read(entry, 1)),
            ACCEPTED => Self::Accepted(read(entry, 0)?),
            _ => return None,
        })
    }
}

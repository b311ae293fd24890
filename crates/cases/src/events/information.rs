//! Formal requests for public information: that the office took the time that the law gives once more.

use hadir_oplog::Kind;
use hadir_store::{Entry, Event};
use minicbor::{Decode, Encode};

use super::{Limits, Words, build, read};

/// What only a formal request for public information knows (UU 14/2008, PerKI 1/2021).
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each variant is described by the type of its facts")]
pub enum Information {
    Extended(Box<Extended>, Option<Words>),
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

const EXTENDED: u32 = 1031;

impl Information {
    /// When it happened, in milliseconds since 1970, UTC.
    pub fn at(&self) -> i64 {
        match self {
            Self::Extended(facts, _) => facts.at,
        }
    }

    pub(super) const fn words(&self) -> Option<&Words> {
        match self {
            Self::Extended(_, words) => words.as_ref(),
        }
    }

    pub(super) const fn is_known(kind: Kind) -> bool {
        matches!(kind.0, EXTENDED)
    }

    pub(super) fn into_event(self) -> Event {
        match self {
            Self::Extended(facts, words) => build(EXTENDED, &*facts, words.as_ref()),
        }
    }

    pub(super) fn from_entry(entry: &Entry) -> Option<Self> {
        Some(match entry.kind().0 {
            EXTENDED => Self::Extended(Box::new(read(entry, 0)?), read(entry, 1)),
            _ => return None,
        })
    }
}

//! Undoing: the fact that acts of the office were taken back, and which acts can be.

use hadir_oplog::OpId;
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

use super::{Bond, CaseEvent, Handover, Information, Proposal};
use crate::kinds::Ending;

/// What one command of the office recorded was undone: the case stands as if it had never happened.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Undone {
    /// When.
    #[n(0)]
    pub at: i64,
    /// The operations, oldest first.
    #[n(1)]
    ops: Vec<ByteArray<32>>,
}

impl Undone {
    /// Undoes some operations of the case, oldest first, at an instant in milliseconds since 1970, UTC.
    pub fn new(at: i64, ops: impl Iterator<Item = OpId>) -> Self {
        Self { at, ops: ops.map(|op| ByteArray::from(*op.as_bytes())).collect() }
    }

    /// Whether it names an operation.
    pub fn names(&self, op: OpId) -> bool {
        self.ops.iter().any(|named| **named == *op.as_bytes())
    }
}

impl CaseEvent {
    /// Whether it brings the case to someone else or changes how it stands, so that two of it, of people who did not know
    /// of each other, exclude each other.
    pub fn is_move(&self) -> bool {
        matches!(
            self,
            Self::Assigned(..)
                | Self::Paused(..)
                | Self::Resumed(_)
                | Self::Closed(..)
                | Self::Reopened(..)
                | Self::Ended(..)
                | Self::Bond(Bond::Merged(..))
        )
    }

    /// Whether an officer can take it back: an act of the office that said nothing to the citizen which cannot be unsaid.
    pub fn is_undoable(&self) -> bool {
        match self {
            Self::Assigned(..)
            | Self::Published(..)
            | Self::Unpublished(..)
            | Self::Classified(..)
            | Self::Regarded(_)
            | Self::Information(Information::Extended(..))
            | Self::Handover(Handover::Offered(..) | Handover::HandedOver(..))
            | Self::Paused(..)
            | Self::Proposal(Proposal::Proposed(..))
            | Self::Bond(Bond::Merged(..) | Bond::Joined(_)) => true,
            Self::Ended(facts, _) => facts.how != Ending::Withdrawn,
            _ => false,
        }
    }

    /// Whether it can be undone beside an act that can: that somebody looked at the report is part of what they did then.
    pub(crate) fn is_undone_along(&self) -> bool {
        self.is_undoable() || matches!(self, Self::Verified(_))
    }
}

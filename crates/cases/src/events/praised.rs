//! Praise that was passed on to those whom it praises.

use hadir_oplog::ActorId;
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

/// An officer passed praise on to those whom it praises.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Praised {
    /// When.
    #[n(0)]
    pub at: i64,
    /// Whom it praises.
    #[n(1)]
    to: Vec<ByteArray<16>>,
}

impl Praised {
    /// It was passed on to these people at an instant, in milliseconds since 1970, UTC.
    pub fn new(at: i64, to: impl Iterator<Item = ActorId>) -> Self {
        Self { at, to: to.map(|id| ByteArray::from(*id.as_bytes())).collect() }
    }

    /// Whom it praises.
    pub fn to(&self) -> impl Iterator<Item = ActorId> {
        self.to.iter().map(|id| ActorId::from_bytes(**id))
    }
}

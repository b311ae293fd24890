//! A matter of another authority: that the office offered to hand the report over, what the reporter answered, and that it
//! was handed over.

use hadir_oplog::{Kind, OpId};
use hadir_store::{Entry, Event};
use jiff::civil::Date;
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

use super::{Photo, Words, build, read};

/// What happens to a report that is another authority's matter.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each variant is described by the type of its facts")]
pub enum Handover {
    Offered(Offered, Option<OfferedWords>),
    Consented(Consented),
    HandedOver(HandedOver, Option<Words>),
}

/// The office says whose matter it is and offers to hand the report over there. The question itself, with the reason, is
/// the ordinary one beside it, so that a program which does not know of offers asks it as well.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Offered {
    /// When.
    #[n(0)]
    pub at: i64,
    /// Until when the reporter can answer.
    #[n(1)]
    pub until: i64,
    /// The authority, by its name.
    #[n(2)]
    pub authority: String,
    /// Whether anything but a yes ends the report as another authority's matter. Where a colleague has to agree to an
    /// ending, the office goes on with it instead.
    #[n(3)]
    pub ends: bool,
}

/// What else the offer says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct OfferedWords {
    /// How the authority is reached: its address, telephone number or page.
    #[n(0)]
    pub reach: String,
    /// The photos that would be handed over, by the hashes of their content.
    #[n(1)]
    photos: Vec<ByteArray<32>>,
}

impl OfferedWords {
    /// An offer of photos, naming how the authority is reached.
    pub fn new<'a>(reach: String, photos: impl Iterator<Item = &'a Photo>) -> Self {
        Self { reach, photos: photos.map(|photo| ByteArray::from(photo.hash)).collect() }
    }

    /// The photos, by the hashes of their content.
    pub fn photos(&self) -> impl Iterator<Item = [u8; 32]> {
        self.photos.iter().map(|hash| **hash)
    }
}

/// The reporter answered an offer.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Consented {
    /// When.
    #[n(0)]
    pub at: i64,
    /// The operation that offered it.
    #[cbor(n(1), with = "minicbor::bytes")]
    op: [u8; 32],
    /// Whether the report may be handed over.
    #[n(2)]
    pub is_yes: bool,
    /// Whether the reporter's name and contact go along.
    #[n(3)]
    pub with_contact: bool,
}

impl Consented {
    /// The answer to the offer of an operation, at an instant in milliseconds since 1970, UTC. With a no nothing goes along.
    pub fn new(at: i64, op: OpId, is_yes: bool, with_contact: bool) -> Self {
        Self { at, op: *op.as_bytes(), is_yes, with_contact: is_yes && with_contact }
    }

    /// The operation that offered it.
    pub const fn op(&self) -> OpId {
        OpId::from_bytes(self.op)
    }
}

/// An officer handed the report over, as the reporter had agreed. How, stands in the words.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct HandedOver {
    /// When it was recorded.
    #[n(0)]
    pub at: i64,
    /// The operation that offered it.
    #[cbor(n(1), with = "minicbor::bytes")]
    op: [u8; 32],
    /// The authority, by its name.
    #[n(2)]
    pub authority: String,
    /// The day on which it was handed over, as the officer says, `2026-03-12`.
    #[n(3)]
    pub on: String,
}

impl HandedOver {
    /// That what an operation offered was handed over on a day, recorded at an instant in milliseconds since 1970, UTC.
    pub fn new(at: i64, op: OpId, authority: String, on: Date) -> Self {
        Self { at, op: *op.as_bytes(), authority, on: on.to_string() }
    }

    /// The day on which it was handed over; nothing where no day is written.
    pub fn day(&self) -> Option<Date> {
        self.on.parse().ok()
    }

    /// The operation that offered it.
    pub const fn op(&self) -> OpId {
        OpId::from_bytes(self.op)
    }
}

const OFFERED: u32 = 1034;
const CONSENTED: u32 = 1035;
const HANDED_OVER: u32 = 1036;

impl Handover {
    /// When it happened, in milliseconds since 1970, UTC.
    pub const fn at(&self) -> i64 {
        match self {
            Self::Offered(facts, _) => facts.at,
            Self::Consented(facts) => facts.at,
            Self::HandedOver(facts, _) => facts.at,
        }
    }

    pub(super) const fn words(&self) -> Option<&Words> {
        match self {
            Self::HandedOver(_, words) => words.as_ref(),
            Self::Offered(..) | Self::Consented(_) => None,
        }
    }

    pub(super) const fn is_known(kind: Kind) -> bool {
        matches!(kind.0, OFFERED | CONSENTED | HANDED_OVER)
    }

    /// None of it must be understood: what it does to the case is written as the ordinary events beside it.
    pub(super) fn into_event(self) -> Event {
        match self {
            Self::Offered(facts, words) => build(OFFERED, &facts, words.as_ref()),
            Self::Consented(facts) => build(CONSENTED, &facts, None::<&Words>),
            Self::HandedOver(facts, words) => build(HANDED_OVER, &facts, words.as_ref()),
        }
    }

    pub(super) fn from_entry(entry: &Entry) -> Option<Self> {
        Some(match entry.kind().0 {
            OFFERED => Self::Offered(read(entry, 0)?, read(entry, 1)),
            CONSENTED => Self::Consented(read(entry, 0)?),
            HANDED_OVER => Self::HandedOver(read(entry, 0)?, read(entry, 1)),
            _ => return None,
        })
    }
}

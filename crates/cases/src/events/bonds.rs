//! What ties two cases together: that one was merged into another, told on both, and that they were parted again.

use hadir_oplog::{AggregateId, Kind, Scope};
use hadir_store::{Entry, Event};
use minicbor::{Decode, Encode};

use super::{Words, build, read};

/// A tie between this case and another one of the regency.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each variant is described by the type of its facts")]
pub enum Bond {
    Merged(Merged, Option<Words>),
    Joined(Joined),
    Parted(Parted),
}

/// The case goes on in another one.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Merged {
    /// When; the same instant as on the other case.
    #[n(0)]
    pub at: i64,
    /// The identity of the case that goes on.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub into: [u8; 16],
    /// Its exact address, for whoever does not have the case itself.
    #[n(2)]
    pub address: String,
    /// The unit that handles the case that goes on, and gets to see this one.
    #[n(3)]
    pub unit: String,
}

/// Another case goes on in this one.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Joined {
    /// When; the same instant as on the other case.
    #[n(0)]
    pub at: i64,
    /// The identity of the case that was merged into this one.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub from: [u8; 16],
    /// Its exact address, for whoever does not have the case itself.
    #[n(2)]
    pub address: String,
    /// How many voices it brings: its reporter's, and those of what had been merged into it by then.
    #[n(3)]
    pub voices: u32,
    /// The units that had it, whose offices go on showing its reporter what is answered here.
    #[n(4)]
    pub units: Vec<String>,
}

/// A case that had been merged into this one goes its own way again.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Parted {
    /// When.
    #[n(0)]
    pub at: i64,
    /// The identity of that case.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub from: [u8; 16],
    /// Its exact address.
    #[n(2)]
    pub address: String,
}

const MERGED: u32 = 1020;
const JOINED: u32 = 1021;
const PARTED: u32 = 1023;

impl Bond {
    /// When it happened, in milliseconds since 1970, UTC.
    pub const fn at(&self) -> i64 {
        match self {
            Self::Merged(facts, _) => facts.at,
            Self::Joined(facts) => facts.at,
            Self::Parted(facts) => facts.at,
        }
    }

    /// The other case.
    pub const fn other(&self) -> AggregateId {
        AggregateId::from_bytes(match self {
            Self::Merged(facts, _) => facts.into,
            Self::Joined(facts) => facts.from,
            Self::Parted(facts) => facts.from,
        })
    }

    /// The exact address of the other case, as the log has it.
    pub fn address(&self) -> &str {
        match self {
            Self::Merged(facts, _) => &facts.address,
            Self::Joined(facts) => &facts.address,
            Self::Parted(facts) => &facts.address,
        }
    }

    /// What was said with it.
    pub(super) const fn words(&self) -> Option<&Words> {
        match self {
            Self::Merged(_, words) => words.as_ref(),
            Self::Joined(_) | Self::Parted(_) => None,
        }
    }

    pub(super) const fn is_known(kind: Kind) -> bool {
        matches!(kind.0, MERGED | JOINED | PARTED)
    }

    /// Whoever gets to see a case that another was tied to is entitled to it: the unit that answers for both, and the
    /// offices of the merged case's reporter.
    pub(super) fn into_event(self) -> Event {
        match self {
            // A program that passed it over would go on with what goes on elsewhere.
            Self::Merged(facts, words) => {
                let event = Event { must_understand: true, ..build(MERGED, &facts, words.as_ref()) };
                entitling(event, [facts.unit.as_str()])
            }
            Self::Joined(facts) => {
                entitling(build(JOINED, &facts, None::<&Words>), facts.units.iter().map(String::as_str))
            }
            Self::Parted(facts) => build(PARTED, &facts, None::<&Words>),
        }
    }

    pub(super) fn from_entry(entry: &Entry) -> Option<Self> {
        Some(match entry.kind().0 {
            MERGED => Self::Merged(read(entry, 0)?, read(entry, 1)),
            JOINED => Self::Joined(read(entry, 0)?),
            PARTED => Self::Parted(read(entry, 0)?),
            _ => return None,
        })
    }
}

fn entitling<'a>(event: Event, units: impl IntoIterator<Item = &'a str>) -> Event {
    let scopes = units.into_iter().filter_map(|unit| Scope::try_new(unit).ok());
    scopes.fold(event, Event::entitling)
}

//! A case's way through the office: whose it is, until when, how it closed or ended, how it was classified.

use minicbor::{Decode, Encode};

use super::{Limits, Speaker};
use crate::grounds::RefusalGround;
use crate::kinds::{Channel, Ending, Sensitivity};

/// The case went to a unit, and perhaps to one of its people.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Assigned {
    /// When.
    #[n(0)]
    pub at: i64,
    /// The unit.
    #[n(1)]
    pub unit: String,
    /// The member of staff.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub staff: Option<[u8; 16]>,
}

/// The clock runs again, or runs anew after reopening.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Redated {
    /// When.
    #[n(0)]
    pub at: i64,
    /// The limits from now on.
    #[n(1)]
    pub limits: Limits,
}

/// The case is closed.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Closed {
    /// When.
    #[n(0)]
    pub at: i64,
    /// Whose word closed it.
    #[n(1)]
    pub by: Speaker,
    /// The way by which the citizen told it to an officer, who wrote it down; nothing when they said it on their own page.
    #[n(2)]
    pub told_by: Option<Channel>,
}

/// The case ended without an answer to the matter.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Ended {
    /// When.
    #[n(0)]
    pub at: i64,
    /// How.
    #[n(1)]
    pub how: Ending,
    /// The number, or the exact address, of the case that goes on, when this one was merged into it.
    #[n(2)]
    pub into: Option<String>,
    /// The authority whose matter it is, by its name, where the office offered to hand the report over there.
    #[n(3)]
    pub authority: Option<String>,
    /// The ground on which a request for public information was refused, by name; see [`RefusalGround`].
    #[n(4)]
    pub ground: Option<String>,
}

impl Ended {
    /// That a case ended so, without naming another case, an authority or a ground.
    pub const fn plain(at: i64, how: Ending) -> Self {
        Self { at, how, into: None, authority: None, ground: None }
    }

    /// The ground; nothing where there is none, or only a later version knows it.
    pub fn ground(&self) -> Option<RefusalGround> {
        RefusalGround::from_name(self.ground.as_deref()?)
    }
}

/// The category, place or sensitivity was set right by an officer.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Classified {
    /// When.
    #[n(0)]
    pub at: i64,
    /// The category.
    #[n(1)]
    pub category: Option<String>,
    /// Why the case is kept in a closed circle from now on, if it is.
    #[n(2)]
    pub sensitivity: Option<Sensitivity>,
}

/// The matter was brought before a superior.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Escalated {
    /// When.
    #[n(0)]
    pub at: i64,
    /// The unit whose head is asked.
    #[n(1)]
    pub unit: String,
    /// Who asked.
    #[n(2)]
    pub by: Speaker,
}

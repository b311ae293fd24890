//! Allotting: a report that nobody had went to a person, as a rule of its unit says.

use hadir_oplog::ActorId;
use minicbor::{Decode, Encode};

/// A rule gave the report to somebody of the unit where it was. It moved nowhere, and nobody has read it by that.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Allotted {
    /// When.
    #[n(0)]
    pub at: i64,
    /// The unit where it was.
    #[n(1)]
    pub unit: String,
    /// Who got it.
    #[cbor(n(2), with = "minicbor::bytes")]
    staff: [u8; 16],
    /// The topic that the rule is for; every one where there is none.
    #[n(3)]
    pub category: Option<String>,
    /// The region code of the place that the rule is for; every place where there is none.
    #[n(4)]
    pub place: Option<String>,
    /// How many open reports that person had.
    #[n(5)]
    pub open: u32,
    /// From among how many people who were at work.
    #[n(6)]
    pub among: u32,
}

impl Allotted {
    /// At an instant, in milliseconds since 1970, UTC, in a unit, to somebody who had so many open reports, from among so
    /// many people; by a rule for every topic and place.
    pub const fn new(at: i64, unit: String, staff: ActorId, open: u32, among: u32) -> Self {
        Self { at, unit, staff: *staff.as_bytes(), category: None, place: None, open, among }
    }

    /// By a rule for this topic and place.
    #[must_use]
    pub fn by_rule_for(self, category: Option<String>, place: Option<String>) -> Self {
        Self { category, place, ..self }
    }

    /// Who got it.
    pub const fn staff(&self) -> ActorId {
        ActorId::from_bytes(self.staff)
    }
}

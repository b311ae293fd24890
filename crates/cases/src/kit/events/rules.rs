//! Rules by which reports that nobody has go to the people of a unit.

use hadir_oplog::ActorId;
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

super::identity! {
    /// What a rule is known by.
    RuleId
}

/// A rule was added, or changed as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct RuleSet {
    /// When.
    #[n(0)]
    pub at: i64,
    /// The unit whose kit it is.
    #[n(1)]
    pub unit: String,
    /// Which rule of the unit.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub rule: [u8; 8],
    /// The topic it is for; every one where there is none.
    #[n(3)]
    pub category: Option<String>,
    /// The region code of the place it is for, with all that lies in it; every place where there is none.
    #[n(4)]
    pub place: Option<String>,
    /// Who gets the reports; whoever answers in the unit where nobody is named.
    #[n(5)]
    staff: Vec<ByteArray<16>>,
    /// The first day on which it is in force, as a date of the unit, `2026-11-30`.
    #[n(6)]
    pub from: String,
}

/// A rule is not followed any more.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct RuleDropped {
    /// When.
    #[n(0)]
    pub at: i64,
    /// The unit whose kit it is.
    #[n(1)]
    pub unit: String,
    /// Which rule of the unit.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub rule: [u8; 8],
}

impl RuleSet {
    /// The same, for these people.
    #[must_use]
    pub fn of(mut self, staff: impl Iterator<Item = ActorId>) -> Self {
        self.staff = staff.map(|id| ByteArray::from(*id.as_bytes())).collect();
        self
    }

    /// For everyone who answers in the unit.
    pub const fn new(
        at: i64,
        unit: String,
        rule: RuleId,
        category: Option<String>,
        place: Option<String>,
        from: String,
    ) -> Self {
        Self { at, unit, rule: rule.0, category, place, staff: Vec::new(), from }
    }

    /// Who gets the reports, as far as they are named.
    pub fn staff(&self) -> impl Iterator<Item = ActorId> {
        self.staff.iter().map(|id| ActorId::from_bytes(**id))
    }
}

//! Lists of steps that the people of a unit go through on a report.

use minicbor::{Decode, Encode};

super::identity! {
    /// What a checklist is known by.
    ChecklistId
}

/// A checklist was added, or changed as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct ChecklistSet {
    /// When.
    #[n(0)]
    pub at: i64,
    /// The unit whose kit it is.
    #[n(1)]
    pub unit: String,
    /// Which checklist of the unit.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub checklist: [u8; 8],
    /// The kind of report it is for, by name; for every kind where there is none, or one that this program does not know.
    #[n(3)]
    pub kind: Option<String>,
    /// The topic it is for; every one where there is none.
    #[n(4)]
    pub category: Option<String>,
}

/// The words of a checklist, which can be erased.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct ChecklistWords {
    /// What colleagues call it.
    #[n(0)]
    pub name: String,
    /// The steps, in their order.
    #[n(1)]
    pub steps: Vec<String>,
}

/// A checklist is not offered any more.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct ChecklistDropped {
    /// When.
    #[n(0)]
    pub at: i64,
    /// The unit whose kit it is.
    #[n(1)]
    pub unit: String,
    /// Which checklist of the unit.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub checklist: [u8; 8],
}

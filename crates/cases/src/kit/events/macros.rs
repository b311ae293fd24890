//! Acts that follow each other so often that a unit keeps them together.

use hadir_oplog::ActorId;
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

super::identity! {
    /// What a macro is known by.
    MacroId
}

/// A macro was added, or changed as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct MacroSet {
    /// When.
    #[n(0)]
    pub at: i64,
    /// The unit whose kit it is.
    #[n(1)]
    pub unit: String,
    /// Which macro of the unit.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub id: [u8; 8],
    /// Its acts, in their order.
    #[n(3)]
    pub steps: Vec<StepFacts>,
}

/// One act of a macro. Which one is a name and no number, so that a program which does not know it can still read the rest
/// and say that this macro is not to be run here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct StepFacts {
    /// The act.
    #[n(0)]
    pub act: String,
    /// The topic it gives.
    #[n(1)]
    pub category: Option<String>,
    /// The unit it hands to.
    #[n(2)]
    pub unit: Option<String>,
    /// The person of that unit.
    #[n(3)]
    staff: Option<ByteArray<16>>,
    /// The template of the same unit's kit whose text it sends.
    #[n(4)]
    template: Option<ByteArray<8>>,
}

/// The words of a macro, which can be erased.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct MacroWords {
    /// What colleagues call it.
    #[n(0)]
    pub name: String,
    /// The words of each act, in the order of the acts; empty where it needs none.
    #[n(1)]
    pub texts: Vec<String>,
}

/// A macro is not offered any more.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct MacroDropped {
    /// When.
    #[n(0)]
    pub at: i64,
    /// The unit whose kit it is.
    #[n(1)]
    pub unit: String,
    /// Which macro of the unit.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub id: [u8; 8],
}

impl StepFacts {
    /// An act of this name, with nothing that it needs yet.
    pub fn named(act: &str) -> Self {
        Self { act: act.to_owned(), ..Self::default() }
    }

    /// The same, for a person.
    #[must_use]
    pub fn to(mut self, staff: Option<ActorId>) -> Self {
        self.staff = staff.map(|id| ByteArray::from(*id.as_bytes()));
        self
    }

    /// The same, with the text of a template.
    #[must_use]
    pub fn with(mut self, template: super::TemplateId) -> Self {
        self.template = Some(ByteArray::from(template.0));
        self
    }

    /// The person it hands to.
    pub fn staff(&self) -> Option<ActorId> {
        self.staff.map(|id| ActorId::from_bytes(*id))
    }

    /// The template whose text it sends.
    pub fn template(&self) -> Option<super::TemplateId> {
        self.template.map(|id| super::TemplateId(*id))
    }
}

//! Steps of a unit's checklists, ticked on a case.

use minicbor::{Decode, Encode};

use crate::kit::ChecklistId;

/// A step was ticked, or not any more. What the step says stands in the words, so that a list that changes later changes nothing
/// of what was done.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Checked {
    /// When.
    #[n(0)]
    pub at: i64,
    /// The checklist.
    #[cbor(n(1), with = "minicbor::bytes")]
    list: [u8; 8],
    /// The step, by what it says.
    #[cbor(n(2), with = "minicbor::bytes")]
    step: [u8; 8],
    /// Whether it is done.
    #[n(3)]
    pub is_done: bool,
}

/// What a step is known by: what it says, so that another wording is another step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StepId([u8; 8]);

impl StepId {
    /// The step that says this.
    pub fn of(step: &str) -> Self {
        let hash = blake3::derive_key("hadir step of a checklist v1", step.as_bytes());
        Self(hash[..8].try_into().expect("eight bytes of a longer hash"))
    }
}

impl std::fmt::Display for StepId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Checked {
    /// A step of a checklist is done, or not any more, since an instant in milliseconds since 1970, UTC.
    pub const fn new(at: i64, list: ChecklistId, step: StepId, is_done: bool) -> Self {
        Self { at, list: list.0, step: step.0, is_done }
    }

    /// Which step of which checklist.
    pub const fn which(&self) -> (ChecklistId, StepId) {
        (ChecklistId(self.list), StepId(self.step))
    }
}

//! When law and service standard both set a limit, the earlier one binds.

use serde::{Deserialize, Serialize};

use crate::deadline::Deadline;

/// What a deadline rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// A law or regulation.
    Legal,
    /// The office's own published service standard.
    Promise,
}

/// The deadline that binds, and the other one for the explanation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BindingDeadline {
    /// The one that is used.
    pub used: Deadline,
    /// What the used one rests on.
    pub basis: Basis,
    /// The later one.
    pub other: Deadline,
}

/// Picks the deadline that falls due first; of two at the same instant the legal one.
#[must_use]
pub fn earlier_of(legal: Deadline, promise: Deadline) -> BindingDeadline {
    if promise.due_at < legal.due_at {
        BindingDeadline { used: promise, basis: Basis::Promise, other: legal }
    } else {
        BindingDeadline { used: legal, basis: Basis::Legal, other: promise }
    }
}

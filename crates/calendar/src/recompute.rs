//! A calendar or rule changed after a deadline was computed: the old date is kept beside the new.
//!
//! It happens: 18 August 2025 became collective leave by a decree of 7 August 2025.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::{deadline::Deadline, office::Office, pause::Pause, rule::Rule};

/// A deadline before and after a change of calendar, rule, hours or pauses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recomputation {
    /// As it was announced.
    pub old: Deadline,
    /// As it is now.
    pub new: Deadline,
}

/// Which way a deadline moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Move {
    /// It falls due sooner than was announced.
    Earlier,
    /// It falls due when it was announced to.
    Stays,
    /// It falls due later than was announced.
    Later,
}

impl Recomputation {
    /// Which way the due instant moved.
    #[must_use]
    pub fn direction(&self) -> Move {
        match self.new.due_at.cmp(&self.old.due_at) {
            Ordering::Less => Move::Earlier,
            Ordering::Equal => Move::Stays,
            Ordering::Greater => Move::Later,
        }
    }
}

impl Office<'_> {
    /// Computes a deadline anew from its own instant of receipt, with this office's calendar, hours
    /// and zone and the given rule and pauses.
    #[must_use]
    pub fn recompute(&self, old: Deadline, rule: &Rule, pauses: &[Pause]) -> Recomputation {
        let new = self.deadline_with_pauses(rule, old.received_at, pauses);
        Recomputation { old, new }
    }
}

//! Who was told how the limit stands.

use super::Case;
use crate::events::{Stage, Told};

/// What someone of the office heard last about a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heard {
    /// How far it had come.
    pub stage: Stage,
    /// When they heard it, in milliseconds since 1970, UTC.
    pub at: i64,
    /// The limit of which they heard, in the same measure.
    due_at: i64,
}

/// People that one operation tells at most; a unit has fewer who handle cases.
const TOLD_MAX: usize = 64;

impl Heard {
    /// Whether it says something of this limit. That an earlier one passed is no word about a later one; a warning holds on
    /// where a holiday has moved the limit a little.
    pub fn is_of(&self, due_at: i64) -> bool {
        self.due_at >= due_at || matches!(self.stage, Stage::Used(_))
    }
}

impl Case {
    /// Remembers who was told. What only a later version knows how to tell changes nothing here.
    pub(super) fn tell(&mut self, told: &Told) {
        let Some(stage) = told.stage().filter(|_| told.to().count() <= TOLD_MAX) else { return };
        let new = Heard { stage, at: told.at, due_at: told.due_at };
        for id in told.to() {
            let heard = self.told.entry(id).or_insert(new);
            if heard.stage < stage || heard.due_at < told.due_at {
                *heard = new;
            }
        }
    }
}

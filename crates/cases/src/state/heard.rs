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
}

impl Case {
    /// Remembers who was told. What only a later version knows how to tell changes nothing here.
    pub(super) fn tell(&mut self, told: &Told) {
        let Some(stage) = told.stage() else { return };
        for id in told.to() {
            let heard = self.told.entry(id).or_insert(Heard { stage, at: told.at });
            if heard.stage < stage {
                *heard = Heard { stage, at: told.at };
            }
        }
    }
}

//! Telling: the fact that someone of the office was told that a limit comes near or has passed.

use hadir_oplog::ActorId;
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

/// People of the office were told how a limit stands. The case lies on their desks from then on.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Told {
    /// When.
    #[n(0)]
    pub at: i64,
    /// How far it had come, see [`Stage`].
    #[n(1)]
    stage: u8,
    /// The limit that they were told of.
    #[n(2)]
    pub due_at: i64,
    /// Whom.
    #[n(3)]
    to: Vec<ByteArray<16>>,
}

/// How far a limit has come, as far as somebody has to hear of it. Later ones are greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// So many hundredths of the working time are used, from 1 to 99: a warning to whoever handles the case.
    Used(u8),
    /// It has passed: whoever handles the case hears of it.
    Passed,
    /// It has passed: the head of the unit hears of it.
    Head,
    /// It passed some working days ago: the secretary hears of it.
    Secretary,
    /// It passed more working days ago: the leader hears of it.
    Leader,
}

impl Stage {
    const fn number(self) -> u8 {
        match self {
            Self::Used(hundredths) => hundredths,
            Self::Passed => 100,
            Self::Head => 101,
            Self::Secretary => 102,
            Self::Leader => 103,
        }
    }

    /// Nothing for a stage that only a later version knows.
    const fn of_number(number: u8) -> Option<Self> {
        Some(match number {
            1..=99 => Self::Used(number),
            100 => Self::Passed,
            101 => Self::Head,
            102 => Self::Secretary,
            103 => Self::Leader,
            _ => return None,
        })
    }
}

impl Told {
    /// Some people are told at an instant, in milliseconds since 1970, UTC, of a limit, in the same measure.
    pub fn new(at: i64, stage: Stage, due_at: i64, to: impl Iterator<Item = ActorId>) -> Self {
        Self { at, stage: stage.number(), due_at, to: to.map(|id| ByteArray::from(*id.as_bytes())).collect() }
    }

    /// How far the limit had come; nothing where only a later version knows.
    pub fn stage(&self) -> Option<Stage> {
        Stage::of_number(self.stage)
    }

    /// Who was told.
    pub fn to(&self) -> impl Iterator<Item = ActorId> {
        self.to.iter().map(|id| ActorId::from_bytes(**id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_is_read_back_and_stands_in_its_order() {
        let stages: Vec<Stage> = (0..=255).filter_map(Stage::of_number).collect();
        assert_eq!(stages.len(), 103);
        assert!(stages.is_sorted());
        assert!(stages.iter().all(|stage| Stage::of_number(stage.number()) == Some(*stage)));
    }
}

//! What a session brings about. All of it only grows, up to what either side has, and what the other merely claims counts
//! only so often: whoever is called cannot keep a caller on the line by saying nothing new again and again.

use std::collections::{BTreeMap, BTreeSet};

use crate::hash::Hash;
use crate::sync::position::{Place, Position};
use crate::sync::wished_body::BodyAnswer;
use crate::sync::wished_file::FilePiece;

/// How often less left counts by itself, without anything that came: each time a stretch of the other's log was passed over
/// that holds nothing for us. Who has more to pass over goes on in the next session.
const PASSED_OVER_MAX: u32 = 4_096;

/// How far a session has come.
#[derive(Debug, Default)]
pub(super) struct Progress {
    /// The fewest arrivals that the other had left for us.
    left_there: Option<u64>,
    passed_over: u32,
    /// The most arrivals of ours that the other said it has.
    acknowledged: u64,
    /// How far each file was given, and how far it came.
    given: BTreeMap<Hash, u64>,
    came: BTreeMap<Hash, u64>,
    /// Bodies that were given, by the hash of their bytes.
    bodies: BTreeSet<[u8; 32]>,
}

impl Progress {
    /// Whether the other has less left for us than ever before in this session.
    pub fn nears_the_end(&mut self, left_there: u64) -> bool {
        let is_less = self.left_there.is_none_or(|least| left_there < least);
        if is_less {
            self.left_there = Some(left_there);
            self.passed_over += 1;
        }
        is_less && self.passed_over <= PASSED_OVER_MAX
    }

    /// Whether the other has more of our arrivals than ever before in this session.
    pub fn is_acknowledged(&mut self, theirs: Option<&Position>, place: Option<Place>) -> bool {
        let of_this_life = theirs.filter(|theirs| place.is_some_and(|place| place.epoch == theirs.epoch()));
        let count = of_this_life.map_or(0, |theirs| theirs.spans().iter().map(|span| span.len()).sum());
        let is_more = count > self.acknowledged;
        self.acknowledged = self.acknowledged.max(count);
        is_more
    }

    /// Whether some of this was not given before in this session.
    pub fn gives_more(&mut self, pieces: &[FilePiece], bodies: &[BodyAnswer]) -> bool {
        let mut is_more = reaches_further(&mut self.given, pieces);
        for bytes in bodies.iter().filter_map(|body| body.bytes.as_ref()) {
            is_more |= self.bodies.insert(*blake3::hash(bytes).as_bytes());
        }
        is_more
    }

    /// Whether some of these pieces go on beyond what came of their files before in this session. One whose pieces do not
    /// make it comes from its beginning again.
    pub fn gets_more(&mut self, pieces: &[FilePiece]) -> bool {
        reaches_further(&mut self.came, pieces)
    }
}

fn reaches_further(reached: &mut BTreeMap<Hash, u64>, pieces: &[FilePiece]) -> bool {
    let mut is_further = false;
    for piece in pieces {
        let end = piece.from.saturating_add(piece.bytes.len() as u64);
        let reached = reached.entry(piece.hash).or_default();
        is_further |= end > *reached;
        *reached = end.max(*reached);
    }
    is_further
}

//! Whom praise was passed on to.

use std::collections::BTreeMap;

use hadir_oplog::ActorId;

use super::Case;
use crate::events::CaseEvent;

/// People to whom one report is passed on at most, whatever the log says.
const PRAISED_MAX: usize = 200;

impl Case {
    /// Whom it was passed on to as praise, and when first, in milliseconds since 1970, UTC.
    pub fn praised(&self) -> BTreeMap<ActorId, i64> {
        let mut praised = BTreeMap::new();
        for moment in self.thread.iter().filter(|moment| !moment.is_undone) {
            let CaseEvent::Praised(facts) = &moment.event else { continue };
            for id in facts.to() {
                if praised.len() < PRAISED_MAX {
                    praised.entry(id).or_insert(facts.at);
                }
            }
        }
        praised
    }
}

//! Whom colleagues mentioned in a note, and who has not seen it yet.

use std::collections::BTreeMap;

use hadir_oplog::ActorId;

use super::{Case, Moment};
use crate::events::CaseEvent;

impl Case {
    /// Who was mentioned and has done nothing here since that they could have seen it, with the first of those notes.
    pub fn mentioned(&self) -> BTreeMap<ActorId, &Moment> {
        let mut waiting: BTreeMap<ActorId, Vec<&Moment>> = BTreeMap::new();
        for moment in &self.thread {
            if let Some(notes) = moment.actor.and_then(|actor| waiting.get_mut(&actor)) {
                // Who acted at an office that had not heard of the note has not seen it.
                notes.retain(|note| !self.lineage.had_seen(moment.id, note.id));
            }
            if let CaseEvent::Noted(facts, _) = &moment.event {
                for id in facts.mentions().filter(|id| Some(*id) != moment.actor) {
                    waiting.entry(id).or_default().push(moment);
                }
            }
        }
        waiting.into_iter().filter_map(|(id, notes)| Some((id, *notes.first()?))).collect()
    }

    /// The first note in which somebody was mentioned and that they have not seen.
    pub fn mention_of(&self, id: ActorId) -> Option<&Moment> {
        self.mentioned().remove(&id)
    }
}

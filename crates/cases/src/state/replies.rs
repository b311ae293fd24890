//! What the citizen wrote, or said to an offer, and the office has not answered yet.

use hadir_oplog::OpId;

use super::Case;
use crate::events::{CaseEvent, Handover, Speaker};
use crate::kinds::Status;

/// A word of the citizen that the office has not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reply {
    /// The operation; nothing while it is decided on but not in the log yet.
    id: Option<OpId>,
    /// When, in milliseconds since 1970, UTC.
    at: i64,
}

impl Case {
    /// Since when the citizen waits for the office to take up what they wrote, or asked for; in milliseconds since 1970, UTC.
    pub fn wrote_at(&self) -> Option<i64> {
        let asked = self.open_erasure_wish().map(|wish| wish.at);
        self.unread_since().into_iter().chain(asked).min()
    }

    /// The same for what they wrote alone, which an answer takes up.
    pub fn unread_since(&self) -> Option<i64> {
        self.replies.iter().map(|reply| reply.at).min()
    }

    /// Takes in who spoke last. What the citizen adds before anybody looked at the report is read together with it. The
    /// office takes up what its author had seen: an answer written while the offices were apart leaves standing what
    /// arrived elsewhere.
    pub(super) fn hear(&mut self, id: Option<OpId>, event: &CaseEvent) {
        match event {
            CaseEvent::Said(said, _) if said.by == Speaker::Citizen && self.status != Status::New => {
                self.replies.push(Reply { id, at: said.at });
            }
            // Their yes waits for the report to be handed over; a no ends it, or leaves it to the office.
            CaseEvent::Handover(Handover::Consented(facts)) => self.replies.push(Reply { id, at: facts.at }),
            event if takes_up(event) => {
                let lineage = &self.lineage;
                self.replies.retain(|reply| match (id, reply.id) {
                    (Some(id), Some(reply)) => !lineage.had_seen(id, reply),
                    _ => false,
                });
            }
            _ => {}
        }
    }
}

/// Whether nothing that the citizen wrote before waits for the office any more.
fn takes_up(event: &CaseEvent) -> bool {
    match event {
        CaseEvent::Said(said, _) => said.by == Speaker::Office,
        CaseEvent::Paused(..) | CaseEvent::Closed(..) | CaseEvent::Ended(..) => true,
        CaseEvent::Noted(fact, _) => fact.marks_read(),
        _ => false,
    }
}

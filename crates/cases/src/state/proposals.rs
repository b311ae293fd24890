//! What was written for a case and waits for a colleague or for the office to open: at most one thing, the latest.

use hadir_oplog::OpId;

use super::{Case, Moment};
use crate::events::{CaseEvent, Deed, Proposal};

/// Something that waits to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pending {
    /// The operation that proposed it; nothing while it is decided on but not in the log yet.
    pub id: Option<OpId>,
    /// What.
    pub deed: Deed,
    /// When it is done by itself, in milliseconds since 1970, UTC; nothing where a colleague has to agree.
    pub send_at: Option<i64>,
}

impl Case {
    /// What waits for a colleague to agree, or for its time, with the moment that proposed it.
    pub(crate) fn pending(&self) -> Option<(&Pending, &Moment)> {
        let pending = self.pending.as_ref()?;
        let moment = self.thread.iter().find(|moment| Some(moment.id) == pending.id)?;
        Some((pending, moment))
    }

    /// Whether what a moment of the thread proposed was done.
    pub(crate) fn is_accepted(&self, moment: &Moment) -> bool {
        let is_it = |event: &CaseEvent| matches!(event, CaseEvent::Proposal(Proposal::Accepted(facts)) if facts.op() == moment.id);
        self.thread.iter().any(|other| is_it(&other.event))
    }

    /// Takes in what was proposed, or that something happened after which it waits no longer.
    pub(super) fn propose(&mut self, id: Option<OpId>, event: &CaseEvent) {
        match event {
            CaseEvent::Proposal(Proposal::Proposed(facts, _)) => {
                self.pending = facts.deed().map(|deed| Pending { id, deed, send_at: facts.send_at });
            }
            CaseEvent::Proposal(Proposal::Returned(facts, _) | Proposal::Accepted(facts)) => {
                self.pending.take_if(|pending| pending.id == Some(facts.op()));
            }
            // The unit that it was written for has the case no more; or another answer came first.
            event if ends_waiting(event) => self.pending = None,
            _ => {}
        }
        if self.pending_unit != self.unit {
            self.pending_unit.clone_from(&self.unit);
            self.pending = None;
        }
    }
}

fn ends_waiting(event: &CaseEvent) -> bool {
    match event {
        CaseEvent::Said(said, _) => said.answer.is_some(),
        CaseEvent::Closed(..) | CaseEvent::Ended(..) | CaseEvent::Reopened(..) => true,
        CaseEvent::Bond(bond) => matches!(bond, crate::events::Bond::Merged(..)),
        CaseEvent::Handover(handover) => matches!(handover, crate::events::Handover::Offered(..)),
        CaseEvent::Classified(fact, _) => fact.sensitivity.is_some(),
        _ => false,
    }
}

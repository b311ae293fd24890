//! Undoing: the case is folded again over its own thread without what was undone, and so stands exactly as if that had
//! never happened, whatever else did.

use hadir_oplog::OpId;

use super::{Case, Moment};
use crate::events::{Bond, CaseEvent, Handover, Speaker, Undone};
use crate::lineage::Lineage;

/// Acts of one case that can be taken back.
pub(crate) const UNDOINGS_MAX: usize = 64;

impl Case {
    /// Whether nothing more of this case can be taken back.
    pub(crate) fn is_undone_too_often(&self) -> bool {
        self.undoings().count() >= UNDOINGS_MAX
    }

    /// Whether a moment that was undone belonged to putting the case into a closed circle. Of that nobody outside learns.
    pub fn is_of_a_circle_undone(&self, moment: &Moment) -> bool {
        let is_circle =
            |other: &Moment| matches!(&other.event, CaseEvent::Classified(fact, _) if fact.sensitivity.is_some());
        let with = self.undoings().filter(|undone| undone.names(moment.id));
        let mut with = with.flat_map(|undone| self.thread.iter().filter(|other| undone.names(other.id)));
        with.any(is_circle)
    }

    /// What one command recorded together with an act that can be undone, oldest first, and everything that happened
    /// since. A command records neighbours, by one person at one instant: that the report was looked at, the act, and with
    /// putting it into a closed circle its way there, with an offer to another authority the question, with handing over
    /// that this ended it. Nothing for what is no act that can be undone.
    pub fn act_of(&self, op: OpId) -> Option<(&[Moment], &[Moment])> {
        let at = self.thread.iter().position(|moment| moment.id == op && moment.event.is_undoable())?;
        let act = &self.thread[at];
        let is_beside = |other: &&Moment| (other.actor, other.at) == (act.actor, act.at);
        let before = |at: usize| self.thread[..at].last().filter(is_beside).map(|moment| &moment.event);
        let after = self.thread.get(at + 1).filter(is_beside).map(|moment| &moment.event);
        let is_way = |event: &CaseEvent| matches!(event, CaseEvent::Assigned(..));
        let is_circle =
            |event: &CaseEvent| matches!(event, CaseEvent::Classified(fact, _) if fact.sensitivity.is_some());
        let (mut first, mut end) = (at, at + 1);
        if is_circle(&act.event) && before(first).is_some_and(is_way) {
            first -= 1;
        }
        if is_way(&act.event) && after.is_some_and(is_circle) {
            end += 1;
        }
        if before(first).is_some_and(|before| goes_with(before, &act.event)) {
            first -= 1;
        }
        if after.is_some_and(|after| goes_with(&act.event, after)) {
            end += 1;
        }
        if matches!(before(first), Some(CaseEvent::Verified(_))) {
            first -= 1;
        }
        Some((&self.thread[first..end], &self.thread[end..]))
    }

    /// When a moment was undone, in milliseconds since 1970, UTC, if it was.
    pub fn undone_at(&self, moment: &Moment) -> Option<i64> {
        let mut undoing = self.undoings().filter(|undone| undone.names(moment.id)).map(|undone| undone.at);
        undoing.next().filter(|_| moment.is_undone)
    }

    /// The act that was undone, of those an event names: the last of what one command recorded.
    pub fn undone_by(&self, undone: &Undone) -> Option<&Moment> {
        self.thread.iter().rfind(|moment| moment.is_undone && undone.names(moment.id))
    }

    fn undoings(&self) -> impl Iterator<Item = &Undone> {
        self.thread.iter().filter_map(|moment| undoing(&moment.event))
    }

    /// Whether the citizen said anything since the office last began to wait for it.
    pub(crate) fn has_been_told(&self) -> bool {
        let asked = |moment: &Moment| matches!(moment.event, CaseEvent::Paused(..)) && !moment.is_undone;
        let since = self.thread.iter().rposition(asked).map_or(self.thread.len(), |at| at + 1);
        self.thread[since..].iter().any(|moment| match &moment.event {
            CaseEvent::Said(said, _) => said.by == Speaker::Citizen,
            _ => false,
        })
    }

    /// Takes back what an event names. What the citizen said, and what names itself here but is nobody's to take back,
    /// stays.
    pub(super) fn undo(&mut self, undone: &Undone) {
        // Each folds the case once more. No office takes back so much; beyond that nothing is taken back.
        if self.is_undone_too_often() {
            return;
        }
        let mut is_new = false;
        for moment in &mut self.thread {
            if !moment.is_undone && moment.event.is_undone_along() && undone.names(moment.id) {
                moment.is_undone = true;
                is_new = true;
            }
        }
        if is_new {
            self.fold_again();
        }
    }

    /// Folds the thread again without what was undone.
    pub(super) fn fold_again(&mut self) {
        let thread = std::mem::take(&mut self.thread);
        let mut fresh = <Self as hadir_store::Aggregate>::new(self.id);
        fresh.lineage = std::mem::take(&mut self.lineage).without_moves();
        (fresh.is_beyond, fresh.touched_at) = (self.is_beyond, self.touched_at);
        fresh.worded = std::mem::take(&mut self.worded);
        (fresh.scopes, fresh.set_aside) = (std::mem::take(&mut self.scopes), std::mem::take(&mut self.set_aside));
        for moment in &thread {
            if !moment.is_undone {
                fresh.fold(moment.event.clone());
                fresh.hear(Some(moment.id), &moment.event);
                fresh.propose(Some(moment.id), &moment.event);
                fresh.object(Some(moment.id), &moment.event);
                fresh.offer_or_answer(Some(moment.id), &moment.event);
                fresh.wish_or_erase(Some(moment.id), &moment.event);
            }
            // What another office's act took the place of goes on excluding it.
            if !moment.is_undone || fresh.set_aside.contains(&moment.id) {
                trace(&mut fresh.lineage, moment.id, &moment.event, &thread);
            }
        }
        *self = Self { thread, ..fresh };
    }
}

/// Whether one command recorded both, the second being what it was about.
const fn goes_with(first: &CaseEvent, second: &CaseEvent) -> bool {
    match second {
        CaseEvent::Handover(Handover::Offered(..)) => matches!(first, CaseEvent::Paused(..)),
        CaseEvent::Handover(Handover::HandedOver(..)) => matches!(first, CaseEvent::Ended(..)),
        _ => false,
    }
}

/// What a moment undid, if undoing is what it was.
pub(super) fn undoing(event: &CaseEvent) -> Option<&Undone> {
    if let CaseEvent::Undone(undone) = event { Some(undone) } else { None }
}

/// Notes who moved the case, and who took a move of the thread back.
pub(super) fn trace(lineage: &mut Lineage, id: OpId, event: &CaseEvent, thread: &[Moment]) {
    if let CaseEvent::Bond(bond) = event {
        match bond {
            Bond::Merged(..) => lineage.merged(id, bond.other()),
            Bond::Joined(_) => lineage.joined(id, bond.other()),
            Bond::Parted(_) => {}
        }
    } else if event.is_move() {
        lineage.moved(id);
    } else if let Some(undone) = undoing(event) {
        let taken_back = thread.iter().filter(|moment| moment.is_undone && undone.names(moment.id));
        lineage.moved_back(id, taken_back.filter(|moment| moment.event.is_move()).map(|moment| moment.id).collect());
    }
}

#[cfg(test)]
impl Case {
    /// The state alone, without what tells how it came about: what must be the same as if an act had never been done.
    pub(crate) fn without_history(&self) -> Self {
        let (scopes, set_aside) = Default::default();
        let (thread, worded) = (Vec::new(), Vec::new());
        Self { thread, worded, lineage: Lineage::default(), touched_at: 0, scopes, set_aside, ..self.clone() }
    }
}

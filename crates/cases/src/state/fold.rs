//! What each event changes in a case.

use hadir_calendar::Pause;
use hadir_oplog::{ActorId, AggregateId};
use jiff::Timestamp;

use super::{Case, FirstAnswer, Published};
use crate::events::{CaseEvent, Received, ReceivedWords};
use crate::kinds::{Ending, Status};

impl Case {
    /// Takes in what was decided but is not in the log yet, to decide or show what follows from it.
    pub(crate) fn take(&mut self, event: CaseEvent) {
        // Whoever decides here has seen everything that is here.
        if event.is_move() {
            self.lineage.settle();
        }
        self.hear(None, &event);
        let taken = event.clone();
        let at = self.fold(event);
        self.propose(None, &taken);
        self.object(None, &taken);
        self.offer_or_answer(None, &taken);
        self.wish_or_erase(None, &taken);
        self.touched_at = self.touched_at.max(at);
    }

    /// Changes the case by one event, and says when that happened, in milliseconds since 1970, UTC.
    pub(super) fn fold(&mut self, event: CaseEvent) -> i64 {
        match event {
            CaseEvent::Received(facts, words) => self.receive(*facts, words.map(|words| *words)),
            CaseEvent::Said(said, _) => {
                if let Some(answer) = said.answer {
                    self.answer(said.at, answer.working_minutes, answer.closes_at);
                }
                said.at
            }
            CaseEvent::Noted(fact, _) => fact.at,
            CaseEvent::Praised(fact) => fact.at,
            CaseEvent::Checked(fact, _) => fact.at,
            CaseEvent::Photographed(fact, _) => fact.at,
            CaseEvent::Verified(fact) => {
                if self.status == Status::New {
                    self.status = Status::Verified;
                }
                fact.at
            }
            CaseEvent::Published(fact, words) => {
                let title = words.map(|words| words.text).filter(|text| !text.is_empty());
                self.published = Some(Published { since: fact.at, title });
                fact.at
            }
            CaseEvent::Unpublished(fact, _) => {
                self.published = None;
                fact.at
            }
            CaseEvent::Assigned(fact, _) => {
                self.unit = fact.unit;
                self.staff = fact.staff.map(ActorId::from_bytes);
                if self.status.is_open() && self.status != Status::Waiting {
                    self.status = Status::InProgress;
                }
                fact.at
            }
            CaseEvent::Paused(fact, _) => {
                self.status = Status::Waiting;
                self.pauses.push(Pause { from: instant(fact.at), until: None });
                fact.at
            }
            CaseEvent::Resumed(fact) => {
                self.end_pause(fact.at);
                self.status = Status::InProgress;
                self.limits = Some(fact.limits);
                fact.at
            }
            CaseEvent::Closed(fact, _) => {
                self.finish(Status::Closed, fact.at);
                fact.at
            }
            CaseEvent::Ended(fact, _) => {
                self.ending = Some(fact.how);
                self.refused_on = fact.ground();
                self.merged_into = fact.into;
                self.goes_on_in = None;
                self.finish(Status::Ended, fact.at);
                fact.at
            }
            CaseEvent::Information(information) => self.inform(&information),
            CaseEvent::Handover(handover) => handover.at(),
            CaseEvent::Bond(bond) => self.tie(bond),
            CaseEvent::Proposal(proposal) => proposal.at(),
            CaseEvent::Privacy(privacy) => self.keep_from_public(privacy),
            CaseEvent::Erasure(erasure) => erasure.at(),
            CaseEvent::Reopened(fact, _) => {
                self.status = Status::InProgress;
                self.limits = Some(fact.limits);
                self.counts_from = fact.at;
                self.pauses.clear();
                self.told.clear();
                (self.ending, self.merged_into, self.goes_on_in) = (None, None, None);
                self.refused_on = None;
                (self.closed_at, self.closes_at) = (None, None);
                fact.at
            }
            CaseEvent::Redated(fact, _) => {
                self.limits = Some(fact.limits);
                fact.at
            }
            CaseEvent::Recoded(fact) => {
                self.code = fact.code;
                fact.at
            }
            CaseEvent::Escalated(fact, _) => {
                self.escalated_at = Some(fact.at);
                fact.at
            }
            CaseEvent::Classified(fact, _) => {
                self.category = fact.category;
                self.sensitivity = fact.sensitivity;
                if self.sensitivity.is_some() {
                    self.published = None;
                }
                fact.at
            }
            CaseEvent::Regarded(fact) => {
                // What was heard was about another procedure's limit.
                self.told.clear();
                self.is_regarded_beyond = fact.procedure().is_none();
                self.regarded = fact.procedure().or(self.regarded);
                self.service.clone_from(&fact.service);
                self.limits = Some(fact.limits);
                fact.at
            }
            CaseEvent::Told(fact) => {
                self.tell(&fact);
                fact.at
            }
            CaseEvent::Allotted(fact) => {
                // Whoever took it up or handed it on without knowing of this holds it.
                if self.staff.is_none() && self.unit == fact.unit && self.status.is_open() && self.sensitivity.is_none()
                {
                    self.staff = Some(fact.staff());
                }
                fact.at
            }
            CaseEvent::Undone(fact) => {
                self.undo(&fact);
                fact.at
            }
        }
    }

    /// Takes in the receipt. A second one, from an office the same phone also reached, changes nothing.
    fn receive(&mut self, facts: Received, words: Option<ReceivedWords>) -> i64 {
        let at = facts.at;
        if self.received.is_none() {
            self.category.clone_from(&facts.category);
            self.sensitivity = facts.sensitivity;
            self.unit.clone_from(&facts.unit);
            self.limits = Some(facts.limits.clone());
            self.counts_from = facts.at;
            self.code = facts.code;
            self.service.clone_from(&facts.service);
            self.received = Some(facts);
            self.words = words;
        }
        at
    }

    fn answer(&mut self, at: i64, working_minutes: u64, closes_at: i64) {
        let was_in_time = self.due_at().is_none_or(|due| at <= due);
        self.first_answer.get_or_insert(FirstAnswer { at, working_minutes, was_in_time });
        self.end_pause(at);
        self.status = Status::Answered;
        self.closes_at = Some(closes_at);
    }

    fn end_pause(&mut self, at: i64) {
        if let Some(pause) = self.pauses.last_mut() {
            pause.until.get_or_insert(instant(at));
        }
    }

    /// The case goes on in another one.
    pub(super) fn end_as_merged(&mut self, into: AggregateId, address: String, at: i64) {
        self.ending = Some(Ending::Merged);
        (self.goes_on_in, self.merged_into) = (Some(into), Some(address));
        self.finish(Status::Ended, at);
    }

    fn finish(&mut self, status: Status, at: i64) {
        self.end_pause(at);
        self.status = status;
        self.closed_at = Some(at);
    }
}

/// An instant from an operation. One that no calendar can hold counts as the beginning of time.
fn instant(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::MIN)
}

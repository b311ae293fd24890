//! What was kept of a person and goes: the wish to have it erased, what the office said to it, and what is still here of it.

use hadir_oplog::OpId;
use hadir_store::Entry;

use super::Case;
use crate::events::{CaseEvent, Due, Erasure};
use crate::kinds::{Procedure, Status};

/// The reporter's wish to have the words erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The operation; nothing while it is decided on but not in the log yet.
    pub op: Option<OpId>,
    /// When, in milliseconds since 1970, UTC.
    pub at: i64,
    /// By when the office has to do or refuse it; nothing where the regency's table knew no rule.
    pub due: Option<Due>,
    /// When it was refused, in milliseconds since 1970, UTC.
    pub refused_at: Option<i64>,
}

/// That the words are erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    op: Option<OpId>,
    /// When, in milliseconds since 1970, UTC.
    pub at: i64,
    /// The rule by which they were kept long enough; nothing where the reporter asked for it.
    pub rule: Option<String>,
}

/// What a case knows of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Erasures {
    wish: Option<Wish>,
    gone: Option<Gone>,
}

impl Case {
    /// The reporter's latest wish to have the words erased, whatever became of it.
    pub fn erasure_wish(&self) -> Option<&Wish> {
        self.erasures.wish.as_ref()
    }

    /// The same, as long as the office owes an answer to it.
    pub fn open_erasure_wish(&self) -> Option<&Wish> {
        self.erasure_wish().filter(|wish| wish.refused_at.is_none() && !self.is_erased())
    }

    /// That the words are erased, if they are; what has to follow on the disk may still be under way.
    pub fn erased(&self) -> Option<&Gone> {
        self.erasures.gone.as_ref()
    }

    /// Whether the words are erased, so that nobody adds to them any more.
    pub fn is_erased(&self) -> bool {
        self.erasures.gone.is_some()
    }

    /// Since when nothing more is owed, in milliseconds since 1970, UTC; it may be to come, where silence closes it. Nothing while
    /// somebody waits for an answer, or for a decision on an objection, and once the words are erased.
    pub fn rests_since(&self) -> Option<i64> {
        if self.is_erased() || self.open_objection().is_some() || self.wrote_at().is_some() {
            return None;
        }
        match self.status {
            Status::Answered => self.closes_by_silence_at(),
            Status::Closed | Status::Ended => self.closed_at,
            _ => None,
        }
    }

    /// The rule that says how long its words are kept after that.
    pub fn retention_rule(&self) -> &'static str {
        match self.procedure() {
            _ if self.sensitivity.is_some() => "retain_circle",
            Procedure::Complaint => "retain_complaint",
            Procedure::Supervisory => "retain_complaint_supervisory",
            Procedure::Question => "retain_question",
            Procedure::Information => "retain_information",
            Procedure::Service => "retain_service",
            Procedure::Aspiration => "retain_aspiration",
            Procedure::Praise => "retain_praise",
        }
    }

    /// Operations that have words here although they are erased, with the slots in which they stand.
    pub fn still_worded(&self) -> &[(OpId, u8)] {
        if self.is_erased() { &self.worded } else { &[] }
    }

    /// Takes in a wish, what was said to it, or that it was done. Of two nodes that erase, the first is remembered.
    pub(super) fn wish_or_erase(&mut self, id: Option<OpId>, event: &CaseEvent) {
        let CaseEvent::Erasure(erasure) = event else { return };
        match erasure {
            Erasure::Asked(facts, _) => {
                self.erasures.wish = Some(Wish { op: id, at: facts.at, due: facts.due.clone(), refused_at: None });
            }
            Erasure::Refused(facts, _) => {
                let is_it = |wish: &&mut Wish| wish.op == Some(facts.op());
                if let Some(wish) = self.erasures.wish.as_mut().filter(is_it) {
                    wish.refused_at = Some(facts.at);
                }
            }
            Erasure::Erased(facts) => {
                let gone = Gone { op: id, at: facts.at, rule: facts.rule.clone() };
                self.erasures.gone.get_or_insert(gone);
                self.pending = None;
                self.published = None;
                self.replies.clear();
            }
        }
    }

    /// Remembers that an operation has words here. What somebody writes who knows that the words are erased is a new matter.
    pub(super) fn remember_words(&mut self, entry: &Entry) {
        let gone = self.erasures.gone.as_ref().and_then(|gone| gone.op);
        if gone.is_some_and(|gone| self.lineage.had_seen(entry.id(), gone)) {
            return;
        }
        let bodies = entry.operation.header().bodies.iter();
        let here = bodies.filter(|body| body.erasable && entry.body(body.slot).is_some());
        self.worded.extend(here.map(|body| (entry.id(), body.slot)));
    }
}

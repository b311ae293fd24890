//! What a formal request for public information knows besides: whether its limit was extended, what its reporter objects
//! to, and what was decided on it.

use hadir_oplog::OpId;
use jiff::Timestamp;

use super::Case;
use crate::events::{CaseEvent, Due, Information};
use crate::grounds::{ObjectionGround, Outcome};
use crate::kinds::{Ending, Procedure};

/// What the reporter objects to, before the head of a unit above the one that handles the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    /// The operation; nothing while it is decided on but not in the log yet.
    pub op: Option<OpId>,
    /// When it was made, in milliseconds since 1970, UTC.
    pub at: i64,
    /// Which objection on this request it is, counted from 1.
    pub count: u32,
    /// The ground; nothing for one that only a later version knows.
    pub ground: Option<ObjectionGround>,
    /// The unit whose head decides.
    pub unit: String,
    /// By when; nothing where the regency's table knew no rule.
    pub due: Option<Due>,
    /// What was decided, if it was.
    pub ruling: Option<Ruling>,
}

/// What a superior decided on an objection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// When, in milliseconds since 1970, UTC.
    pub at: i64,
    /// What; nothing for what only a later version knows.
    pub outcome: Option<Outcome>,
    /// By when a dispute can be brought before the Information Commission.
    pub dispute: Option<Due>,
}

impl Objection {
    /// Its number in the register, after that of the request: `SBT-26-0412-K1`.
    pub fn number(&self, request: &str) -> String {
        format!("{request}-K{}", self.count)
    }
}

impl Case {
    /// Whether it is a formal request for public information.
    pub fn is_information_request(&self) -> bool {
        self.procedure() == Procedure::Information
    }

    /// Whether the limit in force has the time that the law gives once more. One that ran before a reopening is over.
    pub fn is_extended(&self) -> bool {
        self.is_information_request() && self.has_more_time()
    }

    /// The same, should it be regarded as a request for public information.
    pub(crate) fn has_more_time(&self) -> bool {
        self.extended_at.is_some_and(|at| at >= self.counts_from)
    }

    /// Everything that its reporter objected to, oldest first.
    pub fn objections(&self) -> &[Objection] {
        &self.objections
    }

    /// The objection that waits to be decided. A request that its reporter took back needs no decision any more.
    pub fn open_objection(&self) -> Option<&Objection> {
        let is_open = |objection: &&Objection| objection.ruling.is_none();
        self.objections.iter().find(is_open).filter(|_| self.ending != Some(Ending::Withdrawn))
    }

    /// Since when there is something to object to, in milliseconds since 1970, UTC: the office's last answer or its ending
    /// the request; while the request is open, that its limit passed.
    pub fn objectionable_since(&self, now: Timestamp) -> Option<i64> {
        if self.status.is_open() { self.due_at().filter(|_| self.is_overdue(now)) } else { self.answered_at() }
    }

    /// When the office answered a case that is done last, or ended it, in milliseconds since 1970, UTC; nothing while it owes
    /// something.
    pub(crate) fn answered_at(&self) -> Option<i64> {
        if self.status.is_open() {
            return None;
        }
        let is_answer = |event: &CaseEvent| match event {
            CaseEvent::Said(said, _) => said.answer.is_some(),
            CaseEvent::Ended(..) => true,
            _ => false,
        };
        let mut answers = self.thread.iter().rev().filter(|moment| !moment.is_undone && is_answer(&moment.event));
        answers.next().map(|moment| moment.at).or(self.closed_at)
    }

    /// Takes in what only a formal request knows of its limit, and says when that happened.
    pub(super) fn inform(&mut self, information: &Information) -> i64 {
        if let Information::Extended(facts, _) = information {
            // What was heard was about the limit without it.
            self.told.clear();
            self.extended_at = Some(facts.at);
            self.limits = Some(facts.limits.clone());
        }
        information.at()
    }

    /// Takes in an objection, or what was decided on one. Where two decided without knowing of each other, the later holds.
    pub(super) fn object(&mut self, id: Option<OpId>, event: &CaseEvent) {
        match event {
            CaseEvent::Information(Information::Objected(facts, _)) => self.objections.push(Objection {
                op: id,
                at: facts.at,
                count: facts.count,
                ground: facts.ground(),
                unit: facts.unit.clone(),
                due: facts.due.clone(),
                ruling: None,
            }),
            CaseEvent::Information(Information::Decided(facts, _)) => {
                let is_it = |objection: &&mut Objection| objection.op == Some(facts.op());
                if let Some(objection) = self.objections.iter_mut().find(is_it) {
                    let ruling = Ruling { at: facts.at, outcome: facts.outcome(), dispute: facts.dispute.clone() };
                    objection.ruling = Some(ruling);
                }
            }
            _ => {}
        }
    }
}

//! What the reporter of a merged case reads of the one that goes on: the office's words, masked as for the public, and how
//! it stands. Never a word, a name or a photo of the other reporter.

use std::collections::BTreeSet;

use hadir_oplog::{ActorId, AggregateId, OpId};
use hadir_store::Fault;

use super::Cases;
use crate::events::{Bond, CaseEvent, Speaker};
use crate::kinds::Ending;
use crate::state::{Case, Moment, Stay};

/// How far is followed where a case that others were merged into was merged itself.
const STEPS_MAX: usize = 8;
/// Merged cases whose reporters' names are looked for in the office's words.
const NAMES_MAX: usize = 20;

/// Something the office said in a case that another goes on in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Heard {
    /// The operation.
    id: OpId,
    /// When, in milliseconds since 1970, UTC.
    pub at: i64,
    /// Since when it is read here as well: then, or since the two were merged.
    pub since: i64,
    /// Who said it.
    pub actor: Option<ActorId>,
    /// The unit that handles that case.
    pub unit: String,
    /// Whether it answered the matter.
    pub is_answer: bool,
    /// The words, masked.
    pub text: String,
}

/// What a merged case has of the one that goes on.
#[derive(Debug, Default)]
pub(crate) struct Joint {
    /// What the office said there, in the order of time.
    pub heard: Vec<Heard>,
    /// The case that goes on, as long as this one is merged into it and its reporter may know how it stands.
    pub goes_on: Option<Box<Case>>,
}

impl Cases {
    /// What the reporter of a case may read of those it goes on in, or went on in.
    pub(crate) async fn joint(&self, case: &Case) -> Result<Joint, Fault> {
        let mut joint = Joint::default();
        for stay in case.stays().into_iter().rev().take(STEPS_MAX) {
            let last = self.follow(case, stay, &mut joint.heard).await?;
            if stay.until.is_none() && case.goes_on_in == Some(stay.other) {
                joint.goes_on = last.map(Box::new);
            }
        }
        joint.heard.sort_by_key(|heard| heard.since);
        // Merged twice, parted between: what was read the first time stands where it stood.
        let mut known = BTreeSet::new();
        joint.heard.retain(|heard| known.insert(heard.id));
        Ok(joint)
    }

    /// Gathers what was said while a case was in another, and where that went on itself in the next; gives the last of them.
    async fn follow(&self, case: &Case, stay: Stay, heard: &mut Vec<Heard>) -> Result<Option<Case>, Fault> {
        let mut known = vec![case.id];
        // The tie as both cases name it: from which case, and since when.
        let (mut stay, mut tie, mut last) = (stay, (case.id, stay.from), None);
        while known.len() <= STEPS_MAX && !known.contains(&stay.other) {
            known.push(stay.other);
            let other = self.open_to(case, stay.other).await?.filter(|other| has_joined(other, tie));
            let Some(other) = other else { return Ok(None) };
            heard.extend(said_during(&other, stay, &self.names_but_for(case.id, &other).await?));
            let next = other.stays().into_iter().rfind(|next| stay.until.is_none_or(|until| next.from < until));
            tie = (other.id, next.map_or(0, |next| next.from));
            last = Some(other);
            match next.and_then(|next| overlap(stay, next)) {
                Some(next) => stay = next,
                None => break,
            }
        }
        Ok(last)
    }

    /// The names of the reporters whose cases are one: of this case, and of the latest merged into it. Outside the office
    /// nobody reads them in what the office says.
    pub(crate) async fn names_behind(&self, case: &Case) -> Result<Vec<String>, Fault> {
        // No case was merged into itself.
        self.names_but_for(case.id, case).await
    }

    /// The same of another case without one that was merged into it, whose reporter reads.
    async fn names_but_for(&self, reader: AggregateId, other: &Case) -> Result<Vec<String>, Fault> {
        let name = |case: &Case| case.words.as_ref().and_then(|words| words.name.clone());
        let mut names: Vec<_> = name(other).into_iter().collect();
        // Of those that have parted since, too: what was said stands as it was said.
        let joined = other.thread.iter().rev().filter_map(|moment| match &moment.event {
            CaseEvent::Bond(bond @ Bond::Joined(_)) => Some(bond.other()),
            _ => None,
        });
        let mut known = BTreeSet::from([reader]);
        for id in joined.filter(|id| known.insert(*id)).take(NAMES_MAX) {
            let merged: Option<Case> = self.platform().store().state(id).await?;
            names.extend(merged.as_ref().and_then(name));
        }
        Ok(names)
    }

    /// A case that another goes on in, unless it is not here, in a closed circle of its own, or not understood.
    async fn open_to(&self, case: &Case, other: AggregateId) -> Result<Option<Case>, Fault> {
        let found: Option<Case> = self.platform().store().state(other).await?;
        let is_open = |other: &Case| other.sensitivity.is_none() || other.sensitivity == case.sensitivity;
        Ok(found.filter(|other| other.received.is_some() && !other.is_beyond && is_open(other)))
    }
}

/// Whether a case says itself that another one was merged into it at an instant. What the other says alone may be forged by
/// whoever may act on that one, and opens nothing here.
fn has_joined(other: &Case, (id, at): (AggregateId, i64)) -> bool {
    let tie = other.tie_with(id, at);
    tie.is_some_and(|moment| matches!(moment.event, CaseEvent::Bond(Bond::Joined(_))))
}

/// The part of a stay during which the case that others went on in went on in the next one.
fn overlap(stay: Stay, next: Stay) -> Option<Stay> {
    let from = stay.from.max(next.from);
    let until = stay.until.into_iter().chain(next.until).min();
    let stay = Stay { other: next.other, from, until };
    until.is_none_or(|until| from < until).then_some(stay)
}

/// What the office said in a case during a stay there, and the answer that stood when it began.
fn said_during(other: &Case, stay: Stay, names: &[String]) -> Vec<Heard> {
    let (mut standing, mut later) = (None, Vec::new());
    for moment in other.thread.iter().filter(|moment| !moment.is_undone) {
        let is_earlier = moment.at < stay.from;
        if is_earlier && matches!(moment.event, CaseEvent::Reopened(..)) {
            standing = None;
        }
        match heard(other, moment, stay, names) {
            Some(heard) if stay.holds(moment.at) => later.push(heard),
            Some(heard) if is_earlier && heard.is_answer => standing = Some(heard),
            _ => {}
        }
    }
    standing.into_iter().chain(later).collect()
}

/// Words of the office as another reporter reads them, without these names; nothing where they were erased, and of what is
/// between the office and the reporter it was said to, such as a question.
fn heard(case: &Case, moment: &Moment, stay: Stay, names: &[String]) -> Option<Heard> {
    let (is_answer, words) = match &moment.event {
        CaseEvent::Said(said, words) if said.by == Speaker::Office => (said.answer.is_some(), words),
        CaseEvent::Closed(facts, words) if facts.by == Speaker::Office => (false, words),
        CaseEvent::Ended(facts, words) if matches!(facts.how, Ending::Rejected | Ending::NotOurs) => (true, words),
        _ => return None,
    };
    let text = words.as_ref()?.text.as_str();
    Some(Heard {
        id: moment.id,
        at: moment.at,
        since: moment.at.max(stay.from),
        actor: moment.actor,
        unit: case.unit.clone(),
        is_answer,
        text: case.for_outside(text, names),
    })
}

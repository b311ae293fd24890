//! What the reporter of a merged case reads of the one that goes on: the office's words, masked as for the public, and how
//! it stands. Never a word, a name or a photo of the other reporter.

use hadir_oplog::{ActorId, AggregateId};
use hadir_store::Fault;

use super::Cases;
use crate::events::{CaseEvent, Speaker};
use crate::masking;
use crate::state::{Case, Moment, Stay};

/// How far is followed where a case that others were merged into was merged itself.
const STEPS_MAX: usize = 8;

/// Something the office said in a case that another goes on in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Heard {
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
        Ok(joint)
    }

    /// Gathers what was said while a case was in another, and where that went on itself in the next; gives the last of them.
    async fn follow(&self, case: &Case, stay: Stay, heard: &mut Vec<Heard>) -> Result<Option<Case>, Fault> {
        let mut known = vec![case.id];
        let (mut stay, mut last) = (stay, None);
        while known.len() <= STEPS_MAX && !known.contains(&stay.other) {
            known.push(stay.other);
            let Some(other) = self.open_to(case, stay.other).await? else { return Ok(None) };
            heard.extend(said_during(&other, stay));
            let next = other.stays().into_iter().rfind(|next| stay.until.is_none_or(|until| next.from < until));
            last = Some(other);
            match next.and_then(|next| overlap(stay, next)) {
                Some(next) => stay = next,
                None => break,
            }
        }
        Ok(last)
    }

    /// A case that another goes on in, unless it is not here, in a closed circle of its own, or not understood.
    async fn open_to(&self, case: &Case, other: AggregateId) -> Result<Option<Case>, Fault> {
        let found: Option<Case> = self.platform().store().state(other).await?;
        let is_open = |other: &Case| other.sensitivity.is_none() || other.sensitivity == case.sensitivity;
        Ok(found.filter(|other| other.received.is_some() && !other.is_beyond && is_open(other)))
    }
}

/// The part of a stay during which the case that others went on in went on in the next one.
fn overlap(stay: Stay, next: Stay) -> Option<Stay> {
    let from = stay.from.max(next.from);
    let until = stay.until.into_iter().chain(next.until).min();
    let stay = Stay { other: next.other, from, until };
    until.is_none_or(|until| from < until).then_some(stay)
}

/// What the office said in a case during a stay there, and the answer that stood when it began.
fn said_during(other: &Case, stay: Stay) -> Vec<Heard> {
    let name = other.words.as_ref().and_then(|words| words.name.as_deref());
    let (mut standing, mut later) = (None, Vec::new());
    for moment in &other.thread {
        let heard = || heard(other, moment, stay, name);
        match &moment.event {
            CaseEvent::Reopened(..) if moment.at < stay.from && !moment.is_undone => standing = None,
            CaseEvent::Said(said, _) if said.by == Speaker::Office => {
                if stay.holds(moment.at) {
                    later.extend(heard());
                } else if moment.at < stay.from && said.answer.is_some() {
                    standing = heard();
                }
            }
            _ => {}
        }
    }
    standing.into_iter().chain(later).collect()
}

/// Words of the office as another reporter reads them; nothing where they were erased.
fn heard(case: &Case, moment: &Moment, stay: Stay, name: Option<&str>) -> Option<Heard> {
    let CaseEvent::Said(said, Some(words)) = &moment.event else { return None };
    Some(Heard {
        at: moment.at,
        since: moment.at.max(stay.from),
        actor: moment.actor,
        unit: case.unit.clone(),
        is_answer: said.answer.is_some(),
        text: masking::for_public(&words.text, name),
    })
}

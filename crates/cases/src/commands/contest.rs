//! Contesting a rejection: the report is opened again, and goes to somebody else than whoever rejected it.

use std::collections::BTreeSet;

use hadir_oplog::ActorId;
use hadir_org::{Officer, Organisation};
use jiff::Timestamp;

use super::citizen::anew;
use super::{Decided, Refusal, reason, unit_of, words};
use crate::events::{Assigned, CaseEvent, Deed, Proposal, Redated};
use crate::kinds::Ending;
use crate::state::Case;

impl Case {
    /// Whether its reporter can contest that it was rejected. A request for public information is objected to before a
    /// superior instead, and of a closed circle nobody outside is brought in.
    pub(crate) fn is_contestable(&self) -> bool {
        self.ending == Some(Ending::Rejected) && !self.is_information_request() && self.sensitivity.is_none()
    }
}

/// Contests a rejection in words. The report is opened again with a limit of its own and goes to the head of the unit, or of
/// the nearest above it, who had no part in rejecting it, those at work first; where there is none, it leaves whoever did.
///
/// # Errors
/// [`Refusal::NotClosed`] for what was not rejected, [`Refusal::ReasonMissing`].
pub(super) fn contest(case: &Case, why: &str, org: &Organisation, now: Timestamp) -> Decided {
    if !case.is_contestable() {
        return Err(Refusal::NotClosed);
    }
    let words = words(reason(why)?);
    let at = now.as_millisecond();
    let reopened = CaseEvent::Reopened(Redated { at, limits: anew(case, org, now)? }, words);
    let rejecters = rejecters(case);
    let head = head_other_than(&rejecters, case, org, now).map(|officer| officer.id);
    let is_moved = head.is_some() || case.staff.is_some_and(|staff| rejecters.contains(&staff));
    let to = Assigned { at, unit: case.unit.clone(), staff: head.map(|id| *id.as_bytes()) };
    let assigned = is_moved.then_some(CaseEvent::Assigned(to, None));
    Ok([reopened].into_iter().chain(assigned).collect())
}

/// Everybody who ended the case or proposed to, as far as that was not taken back.
pub(super) fn rejecters(case: &Case) -> BTreeSet<ActorId> {
    let is_ending = |event: &CaseEvent| match event {
        CaseEvent::Ended(..) => true,
        CaseEvent::Proposal(Proposal::Proposed(facts, _)) => matches!(facts.deed(), Some(Deed::End(_))),
        _ => false,
    };
    let endings = case.thread.iter().filter(|moment| !moment.is_undone && is_ending(&moment.event));
    endings.filter_map(|moment| moment.actor).collect()
}

/// Who heads the unit of a case, or the nearest above it, and had no part in rejecting it; whoever is at work before those
/// who are away.
fn head_other_than<'a>(
    rejecters: &BTreeSet<ActorId>,
    case: &Case,
    org: &'a Organisation,
    now: Timestamp,
) -> Option<&'a Officer> {
    let heads: Vec<&Officer> =
        org.unit_path(&unit_of(case)?).into_iter().flat_map(|unit| org.heads_of(&unit.code)).collect();
    let others = || heads.iter().copied().filter(|officer| !rejecters.contains(&officer.id));
    others().find(|officer| org.away(officer.id, now).is_none()).or_else(|| others().next())
}

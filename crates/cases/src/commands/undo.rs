//! Taking back an act of the office: the case stands as if it had never been done.

use hadir_oplog::OpId;
use hadir_org::Right;

use super::citizen::running_again;
use super::{Asking, Decided, Refusal, redate};
use crate::events::{Bond, CaseEvent, Speaker, Undone};
use crate::state::{Case, Moment};

/// Takes back everything that one act recorded. Whoever did it may, and whoever may do the same with the case as it stood
/// before, as long as nobody has moved it since. What a citizen said, notes, and limits counted again stay, and what time
/// has made necessary meanwhile follows at once.
///
/// # Errors
/// [`Refusal::Superseded`] if the act was undone already or somebody acted on it since; [`Refusal::NotAllowed`] for what
/// cannot be undone at all, such as words that the citizen may have read.
pub fn undo(case: &Case, op: OpId, asking: &Asking<'_>) -> Decided {
    let unseen = if asking.may_see(case) { Refusal::NotAllowed } else { Refusal::Unknown };
    let Some((act, since)) = case.act_of(op) else { return Err(unseen) };
    let Some(main) = act.last() else { return Err(unseen) };
    // Where the reporter's no or silence ended it, there is nothing of the office to take back; it can be opened again.
    if main.actor.is_none() && matches!(&main.event, CaseEvent::Ended(facts, _) if facts.authority.is_some()) {
        return Err(unseen);
    }
    // What was put into a closed circle is taken out again by its people alone.
    if !asking.passes_seal(case) {
        return Err(Refusal::Unknown);
    }
    let waits_no_more =
        matches!(main.event, CaseEvent::Proposal(_)) && case.pending().is_none_or(|(_, at)| at.id != main.id);
    let is_superseded = main.is_undone || waits_no_more || since.iter().any(|moment| supersedes(&main.event, moment));
    if is_superseded && main.actor.is_some() && main.actor == asking.by.actor_id() {
        return Err(Refusal::Superseded);
    }
    let undone = CaseEvent::Undone(Undone::new(asking.at(), act.iter().map(|moment| moment.id)));
    let mut before = case.clone();
    before.take(undone.clone());
    asking.needs(right_of(main, &before, asking), &before)?;
    // What takes a report back to the public page is publishing.
    if case.published.is_none() && before.published.is_some() {
        asking.needs(Right::Publish, &before)?;
    }
    if case.is_undone_too_often() {
        return Err(Refusal::NotAllowed);
    }
    if is_superseded {
        return Err(Refusal::Superseded);
    }
    // What goes on in a case never changed how it stands.
    let is_join = matches!(main.event, CaseEvent::Bond(Bond::Joined(_)));
    let follows = if is_join { Vec::new() } else { follows(&before, since, asking)? };
    Ok([undone].into_iter().chain(follows).collect())
}

/// The right that the act itself needs.
fn right_of(act: &Moment, before: &Case, asking: &Asking<'_>) -> Right {
    let me = asking.by.actor_id().map(|id| *id.as_bytes());
    match &act.event {
        CaseEvent::Published(..) | CaseEvent::Unpublished(..) => Right::Publish,
        CaseEvent::Paused(..) | CaseEvent::Information(_) => Right::Pause,
        CaseEvent::Ended(..) | CaseEvent::Bond(_) | CaseEvent::Handover(_) => Right::Close,
        CaseEvent::Proposal(_) => Right::Answer,
        CaseEvent::Assigned(facts, _) if me.is_some() && facts.staff == me && facts.unit == before.unit => {
            Right::Answer
        }
        _ => Right::Assign,
    }
}

/// Whether something that happened since keeps an act from being undone. Words, notes and limits counted again do not,
/// nor does what was undone itself; an answer to the matter does, because it changes how the case stands. That another case
/// goes on in this one is beneath none of its moves; only what the other's reporter has read here since cannot be unsaid.
fn supersedes(act: &CaseEvent, moment: &Moment) -> bool {
    if let CaseEvent::Bond(Bond::Joined(_)) = act {
        let is_read = match &moment.event {
            CaseEvent::Said(said, _) => said.by == Speaker::Office,
            event => matches!(event, CaseEvent::Closed(..) | CaseEvent::Ended(..) | CaseEvent::Bond(Bond::Merged(..))),
        };
        return is_read && !moment.is_undone;
    }
    let is_without_weight = match &moment.event {
        CaseEvent::Said(said, _) => said.by == Speaker::Citizen || said.answer.is_none(),
        event => {
            matches!(
                event,
                CaseEvent::Noted(..)
                    | CaseEvent::Redated(..)
                    | CaseEvent::Photographed(..)
                    | CaseEvent::Recoded(_)
                    | CaseEvent::Escalated(..)
                    | CaseEvent::Undone(_)
                    | CaseEvent::Told(_)
                    | CaseEvent::Allotted(_)
                    | CaseEvent::Praised(_)
                    | CaseEvent::Proposal(_)
                    | CaseEvent::Privacy(_)
                    | CaseEvent::Erasure(_)
                    | CaseEvent::Checked(..)
                    | CaseEvent::Bond(Bond::Joined(_) | Bond::Parted(_))
            )
        }
    };
    !is_without_weight && !moment.is_undone
}

/// What time has made necessary meanwhile: the clock of a case that waited runs again if the citizen has said something;
/// a limit is counted again if calendar or rule have changed.
fn follows(before: &Case, since: &[Moment], asking: &Asking<'_>) -> Decided {
    if before.is_waiting() {
        let told = before.has_been_told().then(|| running_again(before, asking.org, asking.now)).transpose()?;
        return Ok(told.map(CaseEvent::Resumed).into_iter().collect());
    }
    let was_counted = since.iter().any(|moment| matches!(moment.event, CaseEvent::Redated(..)));
    let counted = redate(before, asking.org, asking.now)?;
    // Counting alone is no reason: a case that was handed on keeps the limit that the first unit's hours gave it.
    let is_due = was_counted || counted.iter().any(|event| is_counted_otherwise(before, event));
    Ok(if is_due { counted } else { Vec::new() })
}

/// Whether another calendar or another rule was counted with than for the limit in force.
fn is_counted_otherwise(before: &Case, event: &CaseEvent) -> bool {
    let (CaseEvent::Redated(redated, _), Some(limits)) = (event, &before.limits) else { return false };
    let (now, then) = (&redated.limits.used, &limits.used);
    (&now.calendar, &now.rule, &now.rule_version, now.amount, &now.holidays)
        != (&then.calendar, &then.rule, &then.rule_version, then.amount, &then.holidays)
}

#[cfg(test)]
mod tests;

//! What a unit does not leave to one person alone, and what is sent when the office opens: it is proposed first, and done
//! when a colleague agrees or its time comes. Meanwhile every limit runs on.

use hadir_oplog::OpId;
use hadir_org::{By, Right};

use super::{Asking, Decided, End, Refusal, Word, answer, attached, close, end, reason, unit_of, words};
use crate::events::{Answered, CaseEvent, Deed, Proposal, Proposed};
use crate::grounds::RefusalGround;
use crate::kinds::Ending;
use crate::state::Case;

impl Asking<'_> {
    /// Whether the head of the unit, or of one above, has to agree before the reporter reads what this person writes. In a
    /// closed circle, which the head may not see, nobody has to.
    pub(crate) fn needs_approval(&self, case: &Case) -> bool {
        let wants = self.unit_wants(case, |unit| unit.answers_need_approval);
        wants && !self.holds(Right::ManageDesk, case)
    }

    /// Whether a second officer has to agree before the office closes the case on its own word.
    pub(crate) fn needs_second(&self, case: &Case) -> bool {
        self.unit_wants(case, |unit| unit.closing_needs_second)
    }

    fn unit_wants(&self, case: &Case, what: impl Fn(&hadir_org::Unit) -> bool) -> bool {
        let unit = unit_of(case).and_then(|unit| self.org.unit(&unit));
        matches!(self.by, By::Officer(_)) && case.sensitivity.is_none() && unit.is_some_and(what)
    }

    /// When the office of the case opens next; nothing while it is open, or if it never opens.
    pub(crate) fn opens_at(&self, case: &Case) -> Option<i64> {
        let office = self.org.office(&unit_of(case)?);
        let opens = office.next_open(self.now).filter(|_| !office.is_open_at(self.now))?;
        Some(opens.as_millisecond())
    }

    /// Whether this person may agree to what waits: to an answer the head, to closing any colleague who may close; never
    /// whoever wrote it.
    pub(crate) fn may_accept(&self, case: &Case) -> bool {
        let Some((pending, moment)) = case.pending() else { return false };
        let right = if pending.deed.is_said() { Right::ManageDesk } else { Right::Close };
        let is_own = moment.actor.is_some() && moment.actor == self.by.actor_id();
        pending.send_at.is_none() && !is_own && self.may(right, case)
    }
}

/// Something to be done, in the place of doing it.
pub(super) fn proposed(deed: Deed, send_at: Option<i64>, text: String, asking: &Asking<'_>) -> Decided {
    let facts = Proposed::new(asking.at(), deed, send_at).ok_or(Refusal::NotAllowed)?;
    Ok(vec![CaseEvent::Proposal(Proposal::Proposed(facts, words(text)))])
}

/// The same for what is done on a ground of the law, once a colleague agrees.
pub(super) fn proposed_on(deed: Deed, ground: Option<RefusalGround>, text: String, asking: &Asking<'_>) -> Decided {
    let facts = Proposed::new(asking.at(), deed, None).ok_or(Refusal::NotAllowed)?.on(ground);
    Ok(vec![CaseEvent::Proposal(Proposal::Proposed(facts, words(text)))])
}

/// Agrees to what waits, which is thereby done by whoever agrees.
///
/// # Errors
/// [`Refusal::Superseded`] if that waits no more; [`Refusal::NotAllowed`] for its author and for whoever may not agree.
pub fn accept(case: &Case, op: OpId, asking: &Asking<'_>) -> Decided {
    waits(case, op, asking)?;
    if !asking.may_accept(case) {
        return Err(Refusal::NotAllowed);
    }
    done(case, op, asking)
}

/// Gives what waits back to its author, with the reason.
///
/// # Errors
/// As for [`accept`], and [`Refusal::ReasonMissing`].
pub fn give_back(case: &Case, op: OpId, why: &str, asking: &Asking<'_>) -> Decided {
    waits(case, op, asking)?;
    if !asking.may_accept(case) {
        return Err(Refusal::NotAllowed);
    }
    let words = words(reason(why)?);
    Ok(vec![CaseEvent::Proposal(Proposal::Returned(Answered::new(asking.at(), op), words))])
}

/// Gives back what was to wait for an instant that has come, because its author serves here no longer: nothing goes out in
/// the name of somebody who was suspended, and it waits without anybody's knowledge no longer.
///
/// # Errors
/// None.
pub fn give_back_due(case: &Case, asking: &Asking<'_>) -> Decided {
    match case.pending() {
        Some((pending, moment)) if pending.send_at.is_some_and(|at| at <= asking.at()) => {
            let facts = Answered::new(asking.at(), moment.id);
            Ok(vec![CaseEvent::Proposal(Proposal::Returned(facts, None))])
        }
        _ => Ok(Vec::new()),
    }
}

/// Sends what was to wait for an instant that has come; nothing if nothing does.
///
/// # Errors
/// What [`answer`] refuses.
pub fn send_due(case: &Case, asking: &Asking<'_>) -> Decided {
    match case.pending() {
        Some((pending, moment)) if pending.send_at.is_some_and(|at| at <= asking.at()) => done(case, moment.id, asking),
        _ => Ok(Vec::new()),
    }
}

fn waits(case: &Case, op: OpId, asking: &Asking<'_>) -> Result<(), Refusal> {
    if !asking.may_see(case) {
        return Err(Refusal::Unknown);
    }
    case.pending().filter(|(_, moment)| moment.id == op).map(|_| ()).ok_or(Refusal::Superseded)
}

/// What follows from what waits, as the commands decide it now.
fn done(case: &Case, op: OpId, asking: &Asking<'_>) -> Decided {
    let Some((pending, moment)) = case.pending() else { return Err(Refusal::Superseded) };
    let text = moment.event.words().map_or("", |words| words.text.as_str());
    let files = moment.event.words().map_or_else(Vec::new, |words| words.attached().to_vec());
    // Two have agreed by now, or the clock has come round: nobody is asked once more.
    let settled = Asking { by: &By::Console, org: asking.org, now: asking.now };
    let events = match pending.deed {
        Deed::Answer => answer(case, text, true, &settled)?,
        Deed::Post => answer(case, text, false, &settled)?,
        Deed::Close => close(case, Word::Office, text, &settled)?,
        Deed::End(how) => {
            let ground = match &moment.event {
                CaseEvent::Proposal(Proposal::Proposed(facts, _)) => facts.ground(),
                _ => None,
            };
            end(case, &End { ground, ..End::plain(how, text) }, &settled)?
        }
    };
    let accepted = CaseEvent::Proposal(Proposal::Accepted(Answered::new(asking.at(), op)));
    Ok([accepted].into_iter().chain(attached(events, files)).collect())
}

/// What is to be done in a second officer's presence when a case is ended in this way.
pub(super) const fn ending(how: Ending) -> Option<Deed> {
    match how {
        Ending::Rejected | Ending::NotOurs => Some(Deed::End(how)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;

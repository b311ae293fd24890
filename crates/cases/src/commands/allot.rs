//! Giving a report that nobody has to a person, as a rule of its unit says. Nobody decides it but the rule, so it is done
//! once for a report in a unit: what a person put back is given by a person.

use hadir_oplog::ActorId;

use super::{Asking, Decided, Refusal, still_open};
use crate::events::{Allotted, CaseEvent};
use crate::kinds::Status;
use crate::kit::Rule;
use crate::state::Case;

/// Whom a rule chose.
#[derive(Clone, Debug)]
pub struct Lot {
    /// The unit of the rule.
    pub unit: String,
    /// The rule.
    pub rule: Rule,
    /// Who has least.
    pub staff: ActorId,
    /// How many open reports that is.
    pub open: u32,
    /// From among how many people at work.
    pub among: u32,
}

/// Gives the report to whom the rule chose.
pub fn allot(case: &Case, lot: &Lot, asking: &Asking<'_>) -> Decided {
    still_open(case, asking.now)?;
    let waits = matches!(case.status, Status::New | Status::Verified | Status::InProgress);
    let is_free =
        case.staff.is_none() && case.sensitivity.is_none() && case.open_conflict().is_none() && !case.is_beyond;
    let is_of_rule = case.unit == lot.unit
        && lot
            .rule
            .covers(case.category.as_deref(), case.received.as_ref().and_then(|received| received.place.as_deref()));
    if !waits || !is_free || !is_of_rule || was_held(case) {
        return Err(Refusal::AlreadyThere);
    }
    let facts = Allotted::new(asking.at(), lot.unit.clone(), lot.staff, lot.open, lot.among);
    let facts = facts.by_rule_for(lot.rule.category.clone(), lot.rule.place.clone());
    Ok(vec![CaseEvent::Allotted(facts)])
}

/// Whether somebody of the unit has had the report since it came there.
fn was_held(case: &Case) -> bool {
    let mut was_held = false;
    let mut unit = case.received.as_ref().map(|received| received.unit.as_str());
    for moment in case.thread.iter().filter(|moment| !moment.is_undone) {
        match &moment.event {
            CaseEvent::Assigned(facts, _) => {
                was_held = facts.staff.is_some() || was_held && unit == Some(&facts.unit);
                unit = Some(&facts.unit);
            }
            CaseEvent::Allotted(facts) if unit == Some(&facts.unit) => was_held = true,
            _ => {}
        }
    }
    was_held
}

#[cfg(test)]
mod tests;

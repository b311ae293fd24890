//! Handing a case to a unit or a person, bringing it before a superior.

use hadir_oplog::ActorId;
use hadir_org::{Organisation, Right, UnitCode};

use super::{Asking, Decided, Refusal, still_open, text, unit_of, words};
use crate::events::{Assigned, At, CaseEvent, Escalated, Speaker};
use crate::kinds::Status;
use crate::state::Case;

/// To whom a case goes, and why.
#[derive(Clone, Debug)]
pub struct Assign {
    /// The unit.
    pub unit: UnitCode,
    /// One of its people.
    pub staff: Option<ActorId>,
    /// Why; the reporter reads it when the unit changes.
    pub why: String,
}

/// Hands a case on. The legal clock runs on.
pub fn assign(case: &Case, to: &Assign, asking: &Asking<'_>) -> Decided {
    let takes_it_up = case.unit == to.unit.as_str() && to.staff.is_some() && to.staff == asking.by.actor_id();
    asking.needs(if takes_it_up { Right::Answer } else { Right::Assign }, case)?;
    still_open(case, asking.now)?;
    let unit = asking.org.unit(&to.unit).filter(|unit| !unit.is_retired).ok_or(Refusal::UnknownUnit)?;
    if let Some(staff) = to.staff {
        works_in(staff, &to.unit, asking.org)?;
    }
    let is_there = case.unit == unit.code.as_str() && case.staff == to.staff && case.status != Status::New;
    // Where two offices moved the case at once, saying again where it is settles which of them holds.
    if is_there && case.open_conflict().is_none() {
        return Err(Refusal::AlreadyThere);
    }
    let why = if to.why.trim().is_empty() { String::new() } else { text(&to.why)? };
    let verified = (case.status == Status::New).then_some(CaseEvent::Verified(At { at: asking.at() }));
    let facts =
        Assigned { at: asking.at(), unit: unit.code.as_str().to_owned(), staff: to.staff.map(|id| *id.as_bytes()) };
    Ok(verified.into_iter().chain([CaseEvent::Assigned(facts, words(why))]).collect())
}

fn works_in(staff: ActorId, unit: &UnitCode, org: &Organisation) -> Result<(), Refusal> {
    let officer = org.staff(staff).ok_or(Refusal::NotInUnit)?;
    let holds_there = officer.grants.iter().any(|grant| org.is_within(unit, &grant.unit) || grant.unit == *unit);
    if officer.unit == *unit || holds_there { Ok(()) } else { Err(Refusal::NotInUnit) }
}

/// Brings a case before the head of the unit above the one that handles it.
pub fn escalate(case: &Case, why: &str, asking: &Asking<'_>) -> Decided {
    asking.needs(Right::Note, case)?;
    still_open(case, asking.now)?;
    let facts = Escalated { at: asking.at(), unit: superior_of(case, asking.org)?, by: Speaker::Office };
    Ok(vec![CaseEvent::Escalated(facts, words(text(why)?))])
}

/// The unit whose head is above the one that handles a case; the same unit where none is above it.
pub(super) fn superior_of(case: &Case, org: &Organisation) -> Result<String, Refusal> {
    let unit = unit_of(case).ok_or(Refusal::UnknownUnit)?;
    Ok(org.unit(&unit).and_then(|unit| unit.parent.as_ref()).unwrap_or(&unit).as_str().to_owned())
}

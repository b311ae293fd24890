//! Objecting to what became of a formal request for public information (UU 14/2008, Pasal 35 to 37), and deciding on it.

use hadir_oplog::OpId;
use hadir_org::{By, Officer, Organisation, Right, UnitCode};
use jiff::Timestamp;

use super::assign::superior_of;
use super::citizen::anew;
use super::contest::rejecters;
use super::{Asking, Decided, Refusal, desk_of, reason, unit_of, words};
use crate::due::Desk;
use crate::events::{CaseEvent, Decision, Due, Information, Objected, Redated};
use crate::grounds::{ObjectionGround, Outcome};
use crate::kinds::Ending;
use crate::state::{Case, Objection};

/// Until when a reporter may object, by when a superior decides, and until when a dispute goes to the Commission.
const FILE_RULE: &str = "kip_objection_file";
const REPLY_RULE: &str = "kip_objection_reply";
const DISPUTE_RULE: &str = "kip_dispute_file";

/// What a reporter can object to now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objectionable {
    /// The grounds there can be by now.
    pub grounds: Vec<ObjectionGround>,
    /// Until when; nothing while the office may still answer in time, or where the regency's table knows no rule.
    pub until: Option<Due>,
    /// The unit before whose head it is brought.
    pub unit: String,
}

/// What the reporter can object to at an instant.
///
/// # Errors
/// [`Refusal::NotInformation`] for any other report, [`Refusal::Closed`] if the reporter took it back or it goes on in
/// another, [`Refusal::AlreadyObjected`] while an objection waits, [`Refusal::AlreadyDecided`] if one was decided and the
/// office did nothing since, [`Refusal::TooLate`] once the time for it is over.
pub fn objectionable(case: &Case, org: &Organisation, now: Timestamp) -> Result<Objectionable, Refusal> {
    if !case.is_information_request() {
        return Err(Refusal::NotInformation);
    }
    if matches!(case.ending, Some(Ending::Withdrawn | Ending::Merged)) {
        return Err(Refusal::Closed);
    }
    if case.open_objection().is_some() {
        return Err(Refusal::AlreadyObjected);
    }
    let since = case.objectionable_since(now);
    let decided_at = case.objections().iter().filter_map(|objection| Some(objection.ruling.as_ref()?.at)).max();
    if since.is_some_and(|since| decided_at.is_some_and(|at| since <= at)) {
        return Err(Refusal::AlreadyDecided);
    }
    let until = until(case, org, now)?;
    if until.as_ref().is_some_and(|until| until.due_at < now.as_millisecond()) {
        return Err(Refusal::TooLate);
    }
    let can_be = |ground: &ObjectionGround| since.is_some() || ground.may_come_before_an_answer();
    let grounds = ObjectionGround::all().filter(can_be).collect();
    Ok(Objectionable { grounds, until, unit: decider_of(case, org)? })
}

/// Until when the reporter may object to what there is to object to; nothing where there is nothing yet, or where the
/// regency's table knows no rule: then nobody is refused because of the time.
///
/// # Errors
/// [`Refusal::UnknownUnit`] if no office has the case.
pub fn until(case: &Case, org: &Organisation, now: Timestamp) -> Result<Option<Due>, Refusal> {
    let since = case.objectionable_since(now).and_then(|since| Timestamp::from_millisecond(since).ok());
    let desk = desk_of(case, org)?;
    Ok(since.and_then(|since| desk.due_by(FILE_RULE, since, &[])))
}

/// Objects, on a ground of the law and in words, before the head of the unit above. The same form sent twice objects once.
///
/// # Errors
/// As for [`objectionable`]; [`Refusal::GroundMissing`] for a ground that there cannot be yet, [`Refusal::ReasonMissing`].
pub fn object(case: &Case, ground: Option<ObjectionGround>, why: &str, org: &Organisation, now: Timestamp) -> Decided {
    let why_given = reason(why);
    if let (Some(open), Ok(why)) = (case.open_objection(), &why_given)
        && open.ground == ground
        && words_of(case, open) == why
    {
        return Ok(Vec::new());
    }
    let can = objectionable(case, org, now)?;
    let ground = ground.filter(|ground| can.grounds.contains(ground)).ok_or(Refusal::GroundMissing)?;
    let why = why_given?;
    let due = UnitCode::try_new(&can.unit).ok().and_then(|unit| Desk::of(org, &unit).due_by(REPLY_RULE, now, &[]));
    let count = case.objections().iter().map(|objection| objection.count).max().unwrap_or(0).saturating_add(1);
    let objected = Objected::new(now.as_millisecond(), ground, can.unit, count, due);
    Ok(vec![CaseEvent::Information(Information::Objected(Box::new(objected), words(why)))])
}

/// Decides on an objection, in words that the reporter reads. What is granted, even in part, opens a request again that is
/// done or whose limit has passed in silence, so that the office gives what it owes by a limit of its own.
///
/// # Errors
/// [`Refusal::Superseded`] if the objection is decided already, [`Refusal::NotAllowed`] for whoever may not decide.
pub fn decide(case: &Case, op: OpId, outcome: Outcome, why: &str, asking: &Asking<'_>) -> Decided {
    if !asking.may_see(case) {
        return Err(Refusal::Unknown);
    }
    let objection = case.open_objection().filter(|open| open.op == Some(op)).ok_or(Refusal::Superseded)?;
    if !asking.may_decide(case, objection) {
        return Err(Refusal::NotAllowed);
    }
    let words = words(reason(why)?);
    let desk = UnitCode::try_new(&objection.unit).ok().map(|unit| Desk::of(asking.org, &unit));
    let dispute = desk.and_then(|desk| desk.due_by(DISPUTE_RULE, asking.now, &[]));
    let decision = Decision::new(asking.at(), op, outcome, dispute);
    let decided = CaseEvent::Information(Information::Decided(Box::new(decision), words));
    let is_owed_already = case.status.is_open() && !case.is_overdue(asking.now);
    let opens = outcome != Outcome::Refused && !is_owed_already;
    let reopened = opens.then(|| anew(case, asking.org, asking.now)).transpose()?;
    let reopened = reopened.map(|limits| CaseEvent::Reopened(Redated { at: asking.at(), limits }, None));
    Ok([decided].into_iter().chain(reopened).collect())
}

impl Asking<'_> {
    /// Whether this person may decide on an objection: whoever heads the unit that it was brought before, or one above; in a
    /// closed circle its people. Not whoever refused, unless there is nobody else to decide.
    pub(crate) fn may_decide(&self, case: &Case, objection: &Objection) -> bool {
        let refusers = rejecters(case);
        let is_refuser = self.by.actor_id().is_some_and(|id| refusers.contains(&id));
        let can = |other: &Officer| {
            let by = By::Officer(other.actor());
            Asking { by: &by, org: self.org, now: self.now }.could_decide(case, objection)
        };
        let is_other = |other: &Officer| !other.is_suspended && !refusers.contains(&other.id) && can(other);
        self.could_decide(case, objection) && (!is_refuser || !self.org.all_staff().any(is_other))
    }

    fn could_decide(&self, case: &Case, objection: &Objection) -> bool {
        let heads = || {
            let unit = UnitCode::try_new(&objection.unit);
            unit.is_ok_and(|unit| self.by.may(Right::DecideObjections, &unit, self.org))
        };
        self.may_see(case) && (self.is_in_circle(case) || heads())
    }
}

/// What an objection says; nothing once that was erased.
pub(crate) fn words_of<'a>(case: &'a Case, objection: &Objection) -> &'a str {
    let moment = case.thread.iter().find(|moment| Some(moment.id) == objection.op);
    moment.and_then(|moment| moment.event.words()).map_or("", |words| words.text.as_str())
}

/// The nearest unit above the one that handles a case which somebody heads who did not refuse; the unit above, or the unit
/// itself, where nobody does.
fn decider_of(case: &Case, org: &Organisation) -> Result<String, Refusal> {
    let unit = unit_of(case).ok_or(Refusal::UnknownUnit)?;
    let refusers = rejecters(case);
    let is_headed = |unit: &UnitCode| org.heads_of(unit).iter().any(|officer| !refusers.contains(&officer.id));
    let above = org.unit_path(&unit).into_iter().skip(1).map(|unit| &unit.code);
    match above.into_iter().find(|unit| is_headed(unit)) {
        Some(unit) => Ok(unit.as_str().to_owned()),
        None => superior_of(case, org),
    }
}

#[cfg(test)]
mod tests;

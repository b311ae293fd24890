//! What the reporter may do with the secret code alone.

use hadir_org::Organisation;
use jiff::Timestamp;

use super::assign::superior_of;
use super::contest::contest;
use super::information::counted;
use super::{Decided, Refusal, desk_of, still_open, text, words};
use crate::events::{At, CaseEvent, Closed, Ended, Escalated, Limits, Photo, Redated, Said, Speaker, Words};
use crate::kinds::{Ending, Procedure, Status};
use crate::state::Case;

/// Adds to the thread. What the office waited for has then come, and its clock runs again; an offer to hand the report over
/// is answered by a yes or a no alone.
pub fn reply(case: &Case, given: &str, org: &Organisation, now: Timestamp) -> Decided {
    let text = text(given)?;
    if case.ending == Some(Ending::Withdrawn) {
        return Err(Refusal::Closed);
    }
    let said = Said { at: now.as_millisecond(), by: Speaker::Citizen, answer: None };
    let mut events = vec![CaseEvent::Said(said, words(text))];
    if case.is_waiting() && case.open_offer().is_none() {
        events.push(CaseEvent::Resumed(running_again(case, org, now)?));
    }
    Ok(events)
}

/// Says that the matter is solved, which closes the case.
pub fn solved(case: &Case, now: Timestamp) -> Decided {
    still_open(case, now)?;
    Ok(vec![CaseEvent::Closed(Closed { at: now.as_millisecond(), by: Speaker::Citizen, told_by: None }, None)])
}

impl Case {
    /// Whether its reporter can open it again by saying that it is not solved.
    ///
    /// # Errors
    /// [`Refusal::NotClosed`] if there is nothing to contradict, [`Refusal::AlreadyObjected`] while a superior decides,
    /// [`Refusal::ObjectInstead`] for a request for public information that was refused: the law's way is the objection.
    pub(crate) fn may_be_contradicted(&self) -> Result<(), Refusal> {
        let is_done = matches!(self.status, Status::Answered | Status::Closed | Status::Ended);
        if !is_done || self.ending == Some(Ending::Withdrawn) {
            return Err(Refusal::NotClosed);
        }
        // What becomes of it is the superior's to say.
        if self.open_objection().is_some() {
            return Err(Refusal::AlreadyObjected);
        }
        if self.is_information_request() && self.ending == Some(Ending::Rejected) {
            return Err(Refusal::ObjectInstead);
        }
        Ok(())
    }
}

/// Says that the matter is not solved, or contests that the report was rejected, which opens an answered or closed case again
/// with a limit of its own. While an objection waits for the superior it is not opened.
///
/// # Errors
/// Those of [`Case::may_be_contradicted`]; of a contested rejection [`Refusal::ReasonMissing`].
pub fn unsolved(case: &Case, why: &str, org: &Organisation, now: Timestamp) -> Decided {
    if case.is_contestable() {
        return contest(case, why, org, now);
    }
    case.may_be_contradicted()?;
    let limits = anew(case, org, now)?;
    let why = if why.trim().is_empty() { String::new() } else { text(why)? };
    Ok(vec![CaseEvent::Reopened(Redated { at: now.as_millisecond(), limits }, words(why))])
}

/// Takes the report back.
pub fn withdraw(case: &Case, now: Timestamp) -> Decided {
    still_open(case, now)?;
    Ok(vec![CaseEvent::Ended(Ended::plain(now.as_millisecond(), Ending::Withdrawn), None)])
}

/// Asks a superior of the office to look at the case.
pub fn ask_superior(case: &Case, org: &Organisation, now: Timestamp) -> Decided {
    still_open(case, now)?;
    let facts = Escalated { at: now.as_millisecond(), unit: superior_of(case, org)?, by: Speaker::Citizen };
    Ok(vec![CaseEvent::Escalated(facts, None)])
}

/// Adds photos that followed the words. Photos the case has already are left out.
pub fn add_photos(case: &Case, photos: &[Photo], photos_max: usize, now: Timestamp) -> Decided {
    let known = case.photos();
    let new: Vec<_> =
        photos.iter().filter(|photo| known.iter().all(|known| known.hash != photo.hash)).cloned().collect();
    if known.len() + new.len() > photos_max {
        return Err(Refusal::TooLong(photos_max));
    }
    if new.is_empty() {
        return Ok(Vec::new());
    }
    let words = Words { photos: new, ..Words::default() };
    Ok(vec![CaseEvent::Photographed(At { at: now.as_millisecond() }, Some(words))])
}

/// The limits after a pause that ends now.
pub(super) fn running_again(case: &Case, org: &Organisation, now: Timestamp) -> Result<Redated, Refusal> {
    let limits = limits_as(case, case.procedure(), service_of(case, org), org, now)?;
    Ok(Redated { at: now.as_millisecond(), limits })
}

/// The limits that a case has as some procedure, counted from where it counts; a pause that has not ended ends now.
pub(super) fn limits_as(
    case: &Case,
    procedure: Procedure,
    service: Option<&hadir_org::Service>,
    org: &Organisation,
    now: Timestamp,
) -> Result<Limits, Refusal> {
    let desk = desk_of(case, org).ok().filter(|_| case.received.is_some()).ok_or(Refusal::Unknown)?;
    if procedure == Procedure::Information
        && case.has_more_time()
        && let Some(limits) = counted(case, org, now)
    {
        return Ok(limits);
    }
    let pauses: Vec<_> = case.pauses.iter().map(|pause| pause.ended_by(now)).collect();
    let counts_from = Timestamp::from_millisecond(case.counts_from).unwrap_or(now);
    Ok(desk.limits(procedure, service, counts_from, &pauses))
}

/// The limits of a case that begins anew.
pub(super) fn anew(case: &Case, org: &Organisation, now: Timestamp) -> Result<Limits, Refusal> {
    case.received.as_ref().ok_or(Refusal::Unknown)?;
    Ok(desk_of(case, org)?.limits(case.procedure(), service_of(case, org), now, &[]))
}

fn service_of<'a>(case: &Case, org: &'a Organisation) -> Option<&'a hadir_org::Service> {
    org.service(&hadir_org::ServiceId::try_new(case.service.as_deref()?).ok()?)
}

//! A matter of another authority: offering to hand the report over, the reporter's answer, what follows when there is none,
//! and handing over exactly what was agreed to.

use hadir_oplog::OpId;
use hadir_org::{Organisation, Right};
use jiff::Timestamp;
use jiff::civil::Date;

use super::citizen::running_again;
use super::{Asking, Decided, Refusal, desk_of, reason, still_open, text, unit_of, words};
use crate::events::{At, CaseEvent, Consented, Ended, HandedOver, Handover, Offered, OfferedWords};
use crate::kinds::{Ending, Status};
use crate::state::{Case, Offer};

/// Longest name of an authority, in characters.
pub const AUTHORITY_CHARS_MAX: usize = 200;
/// Longest way to reach one, in characters.
pub const REACH_CHARS_MAX: usize = 500;

/// Whose matter a report is, as an officer writes it down.
#[derive(Clone, Debug, Default)]
pub struct Elsewhere {
    /// The authority, by its name.
    pub authority: String,
    /// How it is reached: its address, telephone number or page.
    pub reach: String,
    /// Why it is theirs; the reporter reads it.
    pub why: String,
}

/// Says whose matter a report is, and offers its reporter to hand it over there. The clock stands still until the reporter
/// has answered, at most as long as an answer waits for a word.
///
/// # Errors
/// [`Refusal::AuthorityMissing`], [`Refusal::ReachMissing`] and [`Refusal::ReasonMissing`] for what is not said,
/// [`Refusal::AlreadyWaiting`] while the office waits for the reporter, [`Refusal::AlreadyAgreed`] while the reporter waits
/// for the office to hand it over.
pub fn offer(case: &Case, elsewhere: &Elsewhere, asking: &Asking<'_>) -> Decided {
    asking.needs(Right::Close, case)?;
    offerable(case, asking.now)?;
    let authority = line(&elsewhere.authority, AUTHORITY_CHARS_MAX, Refusal::AuthorityMissing)?;
    let reach = line(&elsewhere.reach, REACH_CHARS_MAX, Refusal::ReachMissing)?;
    let why = reason(&elsewhere.why)?;
    let until = desk_of(case, asking.org)?.closes_at(asking.now).as_millisecond();
    let offered = Offered { at: asking.at(), until, authority, ends: !wants_second(case, asking.org) };
    let photos = OfferedWords::new(reach, case.photos().into_iter());
    let verified = (case.status == Status::New).then_some(CaseEvent::Verified(At { at: asking.at() }));
    let asked = CaseEvent::Paused(At { at: asking.at() }, words(why));
    let offered = CaseEvent::Handover(Handover::Offered(offered, Some(photos)));
    Ok(verified.into_iter().chain([asked, offered]).collect())
}

/// Whether a report can be offered to another authority now.
///
/// # Errors
/// As for [`offer`].
pub fn offerable(case: &Case, now: Timestamp) -> Result<(), Refusal> {
    still_open(case, now)?;
    match case.status {
        Status::Waiting => Err(Refusal::AlreadyWaiting),
        Status::Answered => Err(Refusal::Closed),
        _ if case.agreed_offer().is_some() => Err(Refusal::AlreadyAgreed),
        _ => Ok(()),
    }
}

/// The reporter's answer to an offer. After a yes the office's clock runs again until it has handed the report over; a yes
/// can be taken back until then.
///
/// # Errors
/// [`Refusal::Superseded`] if that offer stands no longer, [`Refusal::TooLate`] once its time has passed.
pub fn consent(case: &Case, op: OpId, is_yes: bool, with_contact: bool, org: &Organisation, now: Timestamp) -> Decided {
    let offer = case.offer().filter(|offer| offer.op == Some(op)).ok_or(Refusal::Superseded)?;
    let is_same = |consent: &Consented| consent.is_yes == is_yes && (!is_yes || consent.with_contact == with_contact);
    if offer.consent.as_ref().is_some_and(is_same) && (!is_yes || offer.yes().is_some()) {
        return Ok(Vec::new());
    }
    let is_taken_back = !is_yes && case.agreed_offer().is_some();
    if !is_taken_back && case.open_offer().is_none() {
        return Err(Refusal::Superseded);
    }
    if !is_taken_back && case.answerable_offer(now).is_none() {
        return Err(Refusal::TooLate);
    }
    let consented = Consented::new(now.as_millisecond(), op, is_yes, with_contact && has_contact(case));
    let consented = CaseEvent::Handover(Handover::Consented(consented));
    let follows = match (is_yes, is_taken_back && !offer.ends) {
        (true, _) => Some(CaseEvent::Resumed(running_again(case, org, now)?)),
        // The clock runs already.
        (false, true) => None,
        (false, false) => Some(without_handing_over(case, offer, org, now)?),
    };
    Ok([consented].into_iter().chain(follows).collect())
}

/// What follows when nobody has answered an offer in time; nothing before that.
///
/// # Errors
/// None of its own.
pub fn lapse(case: &Case, asking: &Asking<'_>) -> Decided {
    match case.open_offer().filter(|_| case.answerable_offer(asking.now).is_none()) {
        Some(offer) => Ok(vec![without_handing_over(case, offer, asking.org, asking.now)?]),
        None => Ok(Vec::new()),
    }
}

/// Writes down on which day and how a report was handed over as its reporter had agreed, which ends it here.
///
/// # Errors
/// [`Refusal::NotAgreed`] where the reporter has not agreed to that offer, or no longer; [`Refusal::DayOutside`] for a day
/// before they agreed or one that is still to come, [`Refusal::Empty`] where it is not said how.
pub fn hand_over(case: &Case, op: OpId, on: Option<Date>, how: &str, asking: &Asking<'_>) -> Decided {
    asking.needs(Right::Close, case)?;
    let offer = case.agreed_offer().filter(|offer| offer.op == Some(op)).ok_or(Refusal::NotAgreed)?;
    let (agreed_on, today) = days_to_hand_over(case, offer, asking.org, asking.now)?;
    let on = on.filter(|day| (agreed_on..=today).contains(day)).ok_or(Refusal::DayOutside)?;
    let how = text(how)?;
    let facts = HandedOver::new(asking.at(), op, offer.authority.clone(), on);
    Ok(vec![ended(offer, asking.at()), CaseEvent::Handover(Handover::HandedOver(facts, words(how)))])
}

/// The first and the last day on which what was agreed to can have been handed over: since the reporter said yes, in the
/// zone of the unit that handles the case.
fn days_to_hand_over(case: &Case, offer: &Offer, org: &Organisation, now: Timestamp) -> Result<(Date, Date), Refusal> {
    let zone = org.zone(&unit_of(case).ok_or(Refusal::UnknownUnit)?);
    let agreed_at = offer.yes().and_then(|yes| Timestamp::from_millisecond(yes.at).ok()).ok_or(Refusal::NotAgreed)?;
    let day = |at: Timestamp| at.to_zoned(zone.time_zone()).date();
    Ok((day(agreed_at), day(now)))
}

/// Whether an officer can end a report as another authority's matter by a word of their own: that authority has been named
/// to the reporter, and nobody waits for an answer or for what was agreed to.
///
/// # Errors
/// [`Refusal::AuthorityMissing`] where none has been named yet, [`Refusal::AlreadyWaiting`] while the reporter can answer,
/// [`Refusal::AlreadyAgreed`] while the reporter waits for it to be handed over.
pub fn endable_as_not_ours(case: &Case) -> Result<(), Refusal> {
    if case.offer().is_none() {
        return Err(Refusal::AuthorityMissing);
    }
    if case.open_offer().is_some() {
        return Err(Refusal::AlreadyWaiting);
    }
    if case.agreed_offer().is_some() { Err(Refusal::AlreadyAgreed) } else { Ok(()) }
}

/// Whether there is anything of the reporter that could go along.
pub(crate) fn has_contact(case: &Case) -> bool {
    case.words.as_ref().is_some_and(|words| words.name.is_some() || words.contact.is_some())
}

/// The report ends as another authority's matter, or where a colleague has to agree to that, the office goes on with it.
fn without_handing_over(case: &Case, offer: &Offer, org: &Organisation, now: Timestamp) -> Result<CaseEvent, Refusal> {
    if offer.ends {
        return Ok(ended(offer, now.as_millisecond()));
    }
    Ok(CaseEvent::Resumed(running_again(case, org, now)?))
}

fn ended(offer: &Offer, at: i64) -> CaseEvent {
    let authority = Some(offer.authority.clone());
    CaseEvent::Ended(Ended { authority, ..Ended::plain(at, Ending::NotOurs) }, None)
}

/// Whether the unit leaves ending a report to no single person. In a closed circle, which others may not see, it does.
fn wants_second(case: &Case, org: &Organisation) -> bool {
    let unit = unit_of(case).and_then(|unit| org.unit(&unit));
    case.sensitivity.is_none() && unit.is_some_and(|unit| unit.closing_needs_second)
}

/// What was typed, on one line.
pub(crate) fn on_one_line(given: &str) -> String {
    given.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A line that must be there.
fn line(given: &str, chars_max: usize, missing: Refusal) -> Result<String, Refusal> {
    let given = on_one_line(given);
    match given.chars().count() {
        0 => Err(missing),
        count if count > chars_max => Err(Refusal::TooLong(chars_max)),
        _ => Ok(given),
    }
}

#[cfg(test)]
mod tests;

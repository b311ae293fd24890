//! Asking that the words of a report be erased, and answering that (UU 27/2022, Pasal 8, 43 and 44).

use hadir_oplog::OpId;
use hadir_org::{Organisation, Right};
use jiff::Timestamp;

use super::{Asking, Decided, Refusal, desk_of, reason, text, words};
use crate::events::{CaseEvent, Ended, Erased, Erasure, ErasureAsked, ErasureRefused};
use crate::kinds::{Ending, Status};
use crate::state::{Case, Wish};

/// By when the office does what somebody asks about their own data, or says why not.
const RULE: &str = "pdp_request";

/// Asks, in words that need not be given, that the words of the report be erased. The same wish twice is one.
///
/// # Errors
/// [`Refusal::Unknown`] without a receipt; that of a text that is too long.
pub fn ask_erasure(case: &Case, why: &str, org: &Organisation, now: Timestamp) -> Decided {
    if case.received.is_none() {
        return Err(Refusal::Unknown);
    }
    if case.open_erasure_wish().is_some() {
        return Ok(Vec::new());
    }
    let why = if why.trim().is_empty() { String::new() } else { text(why)? };
    let due = desk_of(case, org)?.due_by(RULE, now, &[]);
    let facts = ErasureAsked { at: now.as_millisecond(), due };
    Ok(vec![CaseEvent::Erasure(Erasure::Asked(facts, words(why)))])
}

/// Does what the reporter asked for. Who asked while the report was being worked on takes it back by that.
///
/// # Errors
/// [`Refusal::Superseded`] if the wish was answered already; [`Refusal::AlreadyObjected`] while a superior has to decide an
/// objection, which cannot be decided without its words.
pub fn erase(case: &Case, wish: OpId, asking: &Asking<'_>) -> Decided {
    open(case, wish, asking)?;
    if case.open_objection().is_some() {
        return Err(Refusal::AlreadyObjected);
    }
    let is_done = matches!(case.status_at(asking.now), Status::Closed | Status::Ended);
    let withdrawn = || CaseEvent::Ended(Ended::plain(asking.at(), Ending::Withdrawn), None);
    let erased = CaseEvent::Erasure(Erasure::Erased(Erased::asked(asking.at(), wish)));
    Ok((!is_done).then(withdrawn).into_iter().chain([erased]).collect())
}

/// Keeps the words, for a reason that the reporter reads.
///
/// # Errors
/// [`Refusal::Superseded`] if the wish was answered already, [`Refusal::ReasonMissing`].
pub fn refuse_erasure(case: &Case, wish: OpId, why: &str, asking: &Asking<'_>) -> Decided {
    open(case, wish, asking)?;
    let why = words(reason(why)?);
    let facts = ErasureRefused::new(asking.at(), wish);
    Ok(vec![CaseEvent::Erasure(Erasure::Refused(facts, why))])
}

/// Until when the words of a report are kept that nobody works on any more, by the rule in force now; nothing while something is
/// owed, or where the regency's table knows no rule.
pub fn kept_until(case: &Case, org: &Organisation, now: Timestamp) -> Option<Timestamp> {
    let since = Timestamp::from_millisecond(case.rests_since()?).ok()?;
    desk_of(case, org).ok()?.kept_until(case.retention_rule(), since, now)
}

/// Erases words that were kept long enough, from the day on that the regency has set. A merged report's are part of what the one
/// that goes on is about, and go once that one's are gone.
///
/// # Errors
/// [`Refusal::TooEarly`] if it is too early, or the regency erases nothing by itself.
pub fn expire(case: &Case, org: &Organisation, now: Timestamp) -> Decided {
    let today = org.regency().zone.date_at(now);
    let is_on = org.regency().retention_on.is_some_and(|on| on <= today);
    let is_over = kept_until(case, org, now).is_some_and(|until| until <= now);
    if !is_on || !is_over {
        return Err(Refusal::TooEarly);
    }
    let erased = Erased::by_rule(now.as_millisecond(), case.retention_rule());
    Ok(vec![CaseEvent::Erasure(Erasure::Erased(erased))])
}

fn open<'a>(case: &'a Case, wish: OpId, asking: &Asking<'_>) -> Result<&'a Wish, Refusal> {
    asking.needs(Right::DecideErasure, case)?;
    case.open_erasure_wish().filter(|open| open.op == Some(wish)).ok_or(Refusal::Superseded)
}

/// What the reporter gave as the reason of a wish; nothing where none was given.
pub(crate) fn wish_words(case: &Case) -> &str {
    let op = case.erasure_wish().and_then(|wish| wish.op);
    let moment = case.thread.iter().find(|moment| Some(moment.id) == op);
    moment.and_then(|moment| moment.event.words()).map_or("", |words| words.text.as_str())
}

#[cfg(test)]
mod tests;

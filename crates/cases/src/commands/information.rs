//! A formal request for public information: the time that the law gives once more.

use hadir_org::{Organisation, Right};
use jiff::Timestamp;

use super::{Asking, Decided, Refusal, desk_of, reason, words};
use crate::events::{At, CaseEvent, Extended, Information, Limits};
use crate::kinds::Status;
use crate::state::Case;

/// The rule by which an extended request is answered, in the place of that for the first limit.
const EXTENDED_RULE: &str = "kip_reply_extended";

/// Takes the time that the law gives once more, with a reason that the reporter reads.
///
/// # Errors
/// [`Refusal::NotInformation`] for any other report, [`Refusal::AlreadyExtended`] and [`Refusal::TooLate`] when it is not
/// to be had any more, [`Refusal::NoRule`] if the regency's table does not know the rule.
pub fn extend(case: &Case, why: &str, asking: &Asking<'_>) -> Decided {
    asking.needs(Right::Pause, case)?;
    let limits = limits_extended(case, asking.org, asking.now)?;
    let words = words(reason(why)?);
    let verified = (case.status == Status::New).then_some(CaseEvent::Verified(At { at: asking.at() }));
    let extended = Information::Extended(Box::new(Extended { at: asking.at(), limits }), words);
    Ok(verified.into_iter().chain([CaseEvent::Information(extended)]).collect())
}

/// The limits that a request would have with that time, to be shown before anybody decides.
///
/// # Errors
/// As for [`extend`].
pub fn limits_extended(case: &Case, org: &Organisation, now: Timestamp) -> Result<Limits, Refusal> {
    if !case.is_information_request() {
        return Err(Refusal::NotInformation);
    }
    if !case.status.is_open() {
        return Err(Refusal::Closed);
    }
    if case.extended_at.is_some() {
        return Err(Refusal::AlreadyExtended);
    }
    if case.is_overdue(now) {
        return Err(Refusal::TooLate);
    }
    counted(case, org, now).ok_or(Refusal::NoRule)
}

/// The limits of an extended request, counted from where it counts; a pause that has not ended ends now. Nothing where the
/// regency's table does not know the rule.
pub(super) fn counted(case: &Case, org: &Organisation, now: Timestamp) -> Option<Limits> {
    let pauses: Vec<_> = case.pauses.iter().map(|pause| pause.ended_by(now)).collect();
    let counts_from = Timestamp::from_millisecond(case.counts_from).unwrap_or(now);
    let used = desk_of(case, org).ok()?.due_by(EXTENDED_RULE, counts_from, &pauses)?;
    Some(Limits { used, other: None })
}

#[cfg(test)]
mod tests;

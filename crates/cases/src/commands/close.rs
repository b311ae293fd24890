//! Closing a case, ending it without an answer to the matter, opening it again.

use hadir_org::Right;

use super::citizen::anew;
use super::{Asking, Decided, Refusal, reason, still_open, text, words};
use crate::address::CaseAddress;
use crate::events::{CaseEvent, Closed, Ended, Redated, Speaker};
use crate::kinds::{Ending, Status};
use crate::state::Case;

/// How an officer ends a case without an answer to the matter.
#[derive(Clone, Debug)]
pub struct End {
    /// How.
    pub how: Ending,
    /// Why; the reporter reads it and can contest it.
    pub why: String,
    /// The address of the case that goes on (see [`crate::address`]), when this one is merged into it.
    pub into: Option<String>,
}

/// Declares a case solved. The reporter can open it again.
pub fn close(case: &Case, why: &str, asking: &Asking<'_>) -> Decided {
    asking.needs(Right::Close, case)?;
    still_open(case, asking.now)?;
    let why = if why.trim().is_empty() { String::new() } else { text(why)? };
    Ok(vec![CaseEvent::Closed(Closed { at: asking.at(), by: Speaker::Office }, words(why))])
}

/// Ends a case: rejected with a reason, another authority's matter, or merged into another case.
pub fn end(case: &Case, end: &End, asking: &Asking<'_>) -> Decided {
    asking.needs(Right::Close, case)?;
    still_open(case, asking.now)?;
    let why = reason(&end.why)?;
    if end.how == Ending::Withdrawn {
        return Err(Refusal::NotAllowed);
    }
    let is_merged = end.how == Ending::Merged;
    let is_itself = |into: &str| {
        let address = into.parse::<CaseAddress>();
        let can_mean = |address: CaseAddress| address.number.to_string() == case.number() && address.can_mean(case.id);
        into == case.number() || address.is_ok_and(can_mean)
    };
    if is_merged && end.into.as_deref().is_none_or(|into| into.is_empty() || is_itself(into)) {
        return Err(Refusal::UnknownTarget);
    }
    let into = end.into.clone().filter(|_| is_merged);
    Ok(vec![CaseEvent::Ended(Ended { at: asking.at(), how: end.how, into }, words(why))])
}

/// Opens a case again, with a limit that runs anew.
pub fn reopen(case: &Case, why: &str, asking: &Asking<'_>) -> Decided {
    asking.needs(Right::Reopen, case)?;
    if case.status.is_open() {
        return Err(Refusal::NotClosed);
    }
    debug_assert!(matches!(case.status, Status::Answered | Status::Closed | Status::Ended));
    let limits = anew(case, asking.org, asking.now)?;
    Ok(vec![CaseEvent::Reopened(Redated { at: asking.at(), limits }, words(reason(why)?))])
}

//! Looking at a report for the first time, showing it to the public, giving a new secret code.

use hadir_org::Right;

use super::{Asking, Decided, Refusal, reason, text, words};
use crate::events::{At, CaseEvent, Recoded};
use crate::kinds::{Status, Visibility};
use crate::state::Case;

/// Notes that an officer has looked at the report and understood it.
pub fn verify(case: &Case, asking: &Asking<'_>) -> Decided {
    asking.needs(Right::Note, case)?;
    if case.status != Status::New {
        return Ok(Vec::new());
    }
    Ok(vec![CaseEvent::Verified(At { at: asking.at() })])
}

/// Shows a case to the public under a title the officer looked over.
pub fn publish(case: &Case, title: &str, asking: &Asking<'_>) -> Decided {
    asking.needs(Right::Publish, case)?;
    if case.sensitivity.is_some() {
        return Err(Refusal::NeverPublic);
    }
    if case.visibility() == Visibility::Confidential {
        return Err(Refusal::Confidential);
    }
    let title = text(title)?;
    let verified = (case.status == Status::New).then_some(CaseEvent::Verified(At { at: asking.at() }));
    Ok(verified.into_iter().chain([CaseEvent::Published(At { at: asking.at() }, words(title))]).collect())
}

/// Takes a case back from the public.
pub fn unpublish(case: &Case, why: &str, asking: &Asking<'_>) -> Decided {
    asking.needs(Right::Publish, case)?;
    if case.published.is_none() {
        return Ok(Vec::new());
    }
    Ok(vec![CaseEvent::Unpublished(At { at: asking.at() }, words(reason(why)?))])
}

/// Gives the reporter a new code; the old one dies. The officer has checked who the person is.
pub fn new_code(case: &Case, code: [u8; 16], asking: &Asking<'_>) -> Decided {
    asking.needs(Right::NewCode, case)?;
    Ok(vec![CaseEvent::Recoded(Recoded { at: asking.at(), code })])
}

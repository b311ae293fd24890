//! Waiting for the citizen: the clock truly stands still, and runs on exactly where it stopped.

use hadir_org::Right;

use super::citizen::running_again;
use super::{Asking, Decided, Refusal, still_open, text, words};
use crate::events::{At, CaseEvent};
use crate::kinds::Status;
use crate::state::Case;

/// Asks the reporter for something without which the matter cannot go on, and stops the clock.
pub fn ask_citizen(case: &Case, question: &str, asking: &Asking<'_>) -> Decided {
    asking.needs(Right::Pause, case)?;
    still_open(case, asking.now)?;
    match case.status {
        Status::Waiting => return Err(Refusal::AlreadyWaiting),
        Status::Answered => return Err(Refusal::Closed),
        _ => {}
    }
    let question = text(question)?;
    let verified = (case.status == Status::New).then_some(CaseEvent::Verified(At { at: asking.at() }));
    Ok(verified.into_iter().chain([CaseEvent::Paused(At { at: asking.at() }, words(question))]).collect())
}

/// Goes on without waiting any longer.
pub fn resume(case: &Case, asking: &Asking<'_>) -> Decided {
    asking.needs(Right::Pause, case)?;
    if !case.is_waiting() {
        return Err(Refusal::NotWaiting);
    }
    Ok(vec![CaseEvent::Resumed(running_again(case, asking.org, asking.now)?)])
}

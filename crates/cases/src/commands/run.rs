//! Several acts on one case in one command: each is decided on the case as those before it leave it, by the command of that
//! act alone, and either all of them happen or none.

use super::{Asking, Bulk, Decided, Refusal, Send, ask_citizen, write_answer};
use crate::events::{CaseEvent, Proposal};
use crate::state::Case;

/// Most acts of one run.
pub const STEPS_MAX: usize = 6;

/// One of the acts.
#[derive(Clone, Debug)]
pub enum Step {
    /// An act that several cases can be given at once, too.
    Act(Bulk),
    /// Writes to the reporter.
    Write(String, Send),
    /// Asks the reporter for something and waits for it.
    Ask(String),
}

/// Why an act of a run does not happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// It is refused, as it would be alone.
    Refused(Refusal),
    /// What an act before it wrote still waits for a colleague or for the office to open, and would wait no more.
    DropsText,
    /// There are more acts than a run has.
    TooMany(usize),
}

/// The act at which a run ends without anything happening, counted from zero, and why.
pub type Stopped = (usize, Hindrance);

impl Step {
    /// Decides on the case as it stands. Nothing happens where it already is so.
    fn decide(&self, case: &Case, asking: &Asking<'_>) -> Decided {
        match self {
            Self::Act(act) => act.decide(case, asking).or_else(|refusal| match refusal {
                Refusal::AlreadyThere => Ok(Vec::new()),
                refusal => Err(refusal),
            }),
            Self::Write(text, send) => write_answer(case, text, *send, asking),
            Self::Ask(question) => ask_citizen(case, question, asking),
        }
    }
}

/// What each act would record, or why it would not happen; the acts after one that does not happen are decided as if it
/// were left out. In the order of the steps.
pub fn foresee(case: &Case, steps: &[Step], asking: &Asking<'_>) -> Vec<Result<Vec<CaseEvent>, Hindrance>> {
    let mut then = case.clone();
    let mut waits = false;
    let mut foreseen = Vec::new();
    for (place, step) in steps.iter().enumerate() {
        let decided =
            if place < STEPS_MAX { one(&then, step, waits, asking) } else { Err(Hindrance::TooMany(STEPS_MAX)) };
        for event in decided.iter().flatten() {
            waits |= matches!(event, CaseEvent::Proposal(Proposal::Proposed(..)));
            then.take(event.clone());
        }
        foreseen.push(decided);
    }
    foreseen
}

fn one(case: &Case, step: &Step, waits: bool, asking: &Asking<'_>) -> Result<Vec<CaseEvent>, Hindrance> {
    let events = step.decide(case, asking).map_err(Hindrance::Refused)?;
    if waits && events.iter().any(|event| ends_waiting(case, event)) {
        return Err(Hindrance::DropsText);
    }
    Ok(events)
}

/// Whether what waits on a case would wait no more after this. One thing waits at a time, so another one takes its place.
fn ends_waiting(case: &Case, event: &CaseEvent) -> bool {
    match event {
        CaseEvent::Proposal(_) => true,
        CaseEvent::Said(said, _) => said.answer.is_some(),
        CaseEvent::Assigned(to, _) => to.unit != case.unit,
        CaseEvent::Classified(fact, _) => fact.sensitivity.is_some(),
        _ => false,
    }
}

/// Does all of it, in the order of the steps.
///
/// # Errors
/// The first act that cannot happen; then none of them does.
pub fn run(case: &Case, steps: &[Step], asking: &Asking<'_>) -> Result<Vec<CaseEvent>, Stopped> {
    let mut events = Vec::new();
    for (place, decided) in foresee(case, steps, asking).into_iter().enumerate() {
        events.extend(decided.map_err(|why| (place, why))?);
    }
    Ok(events)
}

#[cfg(test)]
mod tests;

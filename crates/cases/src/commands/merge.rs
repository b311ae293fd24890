//! Merging: two reports of one matter become one that goes on, and both say so. What happens to one of the two and touches
//! the tie is told on the other.

use hadir_oplog::AggregateId;
use hadir_org::Right;

use super::{Asking, Decided, Refusal, still_open, text, undo, words};
use crate::address::exact;
use crate::events::{At, Bond, CaseEvent, Joined, Merged, Parted};
use crate::kinds::Status;
use crate::state::Case;

/// Units that get to see the case that goes on because they had the other one; an operation names at most 64.
const UNITS_MAX: usize = 32;

/// Why two cases are not merged. Each has a sentence in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Apart {
    /// They are one and the same.
    Itself,
    /// The one that should go on goes on in the other already.
    Circle,
    /// The one that should go on goes on in a third one.
    Elsewhere,
    /// One of them is done with.
    Done,
    /// One is in a closed circle and the other is not, or in another.
    Circles,
    /// The person may not do this with the other one.
    NotAllowed,
}

/// Lets `duplicate` go on in `target`. Nothing is copied: the thread of each stays its own. `why` may be empty; the
/// reporter of the duplicate reads it.
///
/// # Errors
/// [`Refusal::Apart`] for what keeps the two from being merged, also without the right to close both.
pub fn merge(duplicate: &Case, target: &Case, why: &str, asking: &Asking<'_>) -> Result<[Vec<CaseEvent>; 2], Refusal> {
    match [duplicate, target].map(|case| asking.needs(Right::Close, case)) {
        [Ok(()), Ok(())] => {}
        [Err(refusal), Err(_)] => return Err(refusal),
        _ => return Err(Refusal::Apart(Apart::NotAllowed)),
    }
    fits(duplicate, target, asking)?;
    let why = if why.trim().is_empty() { String::new() } else { text(why)? };
    let (at, address) = (asking.at(), |case: &Case| exact(case.number(), case.id));
    let merged = Merged { at, into: *target.id.as_bytes(), address: address(target), unit: target.unit.clone() };
    let joined = Joined {
        at,
        from: *duplicate.id.as_bytes(),
        address: address(duplicate),
        voices: u32::try_from(duplicate.voices()).unwrap_or(u32::MAX),
        units: units_of(duplicate),
    };
    // Both were read side by side, and the reporter of the one that goes on sees that.
    let verified = (target.status == Status::New).then_some(CaseEvent::Verified(At { at }));
    let on_target = verified.into_iter().chain([CaseEvent::Bond(Bond::Joined(joined))]).collect();
    Ok([vec![CaseEvent::Bond(Bond::Merged(merged, words(why)))], on_target])
}

/// Whether two cases can become one.
fn fits(duplicate: &Case, target: &Case, asking: &Asking<'_>) -> Result<(), Refusal> {
    let is_open = |case: &Case| case.goes_on_in.is_none() && still_open(case, asking.now).is_ok();
    let why = if duplicate.id == target.id {
        Apart::Itself
    } else if target.goes_on_in == Some(duplicate.id) {
        Apart::Circle
    } else if target.goes_on_in.is_some() {
        Apart::Elsewhere
    } else if !is_open(duplicate) || !is_open(target) {
        Apart::Done
    } else if duplicate.sensitivity != target.sensitivity {
        Apart::Circles
    } else {
        return Ok(());
    };
    Err(Refusal::Apart(why))
}

/// The units that had a case, the one that has it first. Of one in a closed circle that one alone: those that had it before
/// may be complained about.
fn units_of(case: &Case) -> Vec<String> {
    if case.sensitivity.is_some() {
        return vec![case.unit.clone()];
    }
    let others = case.entitled(UNITS_MAX).into_iter().filter(|unit| *unit != case.unit);
    std::iter::once(case.unit.clone()).chain(others).take(UNITS_MAX).collect()
}

/// What an act on one case does to its tie with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Untied {
    /// The other case.
    pub other: AggregateId,
    how: How,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    /// The merging of that instant was taken back.
    Undone(i64),
    /// The merged case was opened again.
    Parted,
}

impl Untied {
    /// The tie that an act cuts, if it cuts one.
    pub fn by(case: &Case, events: &[CaseEvent]) -> Option<Self> {
        events.iter().find_map(|event| match event {
            CaseEvent::Undone(undone) => case.thread.iter().find_map(|moment| match &moment.event {
                CaseEvent::Bond(bond) if !moment.is_undone && undone.names(moment.id) => {
                    Some(Self { other: bond.other(), how: How::Undone(bond.at()) })
                }
                _ => None,
            }),
            CaseEvent::Reopened(..) => case.goes_on_in.map(|other| Self { other, how: How::Parted }),
            _ => None,
        })
    }

    /// What follows on the other case. Whoever opens a merged case again need not be allowed anything on the one that went
    /// on; whoever takes the merging back takes it back on both. An office that does not have the other case says nothing
    /// on it.
    pub fn follows(&self, case: &Case, other: &Case, asking: &Asking<'_>) -> Decided {
        if let How::Undone(at) = self.how {
            let tie = other.tie_with(case.id, at).ok_or(Refusal::Superseded)?;
            return undo(other, tie.id, asking).map_err(|refusal| match refusal {
                Refusal::Unknown | Refusal::NotAllowed => Refusal::Apart(Apart::NotAllowed),
                other => other,
            });
        }
        if other.joined.iter().all(|joint| joint.id != case.id) {
            return Ok(Vec::new());
        }
        let address = exact(case.number(), case.id);
        let parted = Parted { at: asking.at(), from: *case.id.as_bytes(), address };
        Ok(vec![CaseEvent::Bond(Bond::Parted(parted))])
    }
}

#[cfg(test)]
mod tests;

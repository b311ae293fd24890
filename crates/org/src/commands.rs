//! What may be asked of the organisation, and the checks. Pure: state, wish and asker go in, an event or a refusal
//! comes out; nothing (`None`) when the wish is already so, which is what makes every import safe to repeat.

pub mod absence;
pub mod category;
pub mod program;
pub mod service;
pub mod settings;
pub mod staff;
pub mod unit;

use hadir_store::{Act, Event};

use crate::access::{By, Right};
use crate::code::UnitCode;
use crate::organisation::Organisation;

/// Records what a command decided and says whether there was anything to record.
pub fn record<R>(act: &mut Act<'_>, decision: Result<Option<Event>, R>) -> Result<bool, R> {
    let event = decision?;
    let is_recorded = event.is_some();
    event.into_iter().for_each(|event| act.record(event));
    Ok(is_recorded)
}

/// The asker has no right to this here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotAllowed;

/// Checks a right in one unit.
pub(crate) fn allowed(by: &By, right: Right, unit: &UnitCode, org: &Organisation) -> Result<(), NotAllowed> {
    if by.may(right, unit, org) { Ok(()) } else { Err(NotAllowed) }
}

/// Checks a right in the whole regency.
pub(crate) fn allowed_everywhere(by: &By, right: Right, org: &Organisation) -> Result<(), NotAllowed> {
    if by.may_everywhere(right, org) { Ok(()) } else { Err(NotAllowed) }
}

/// Declares that a refusal has a variant for a missing right.
macro_rules! refuses_without_right {
    ($($refusal:ty),*) => {$(
        impl From<crate::commands::NotAllowed> for $refusal {
            fn from(_: crate::commands::NotAllowed) -> Self {
                Self::NotAllowed
            }
        }
    )*};
}
pub(crate) use refuses_without_right;

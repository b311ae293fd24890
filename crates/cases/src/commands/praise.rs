//! Passing praise on to those whom it praises: whatever their rights, they read it on a page of their own.

use hadir_oplog::ActorId;
use hadir_org::Right;

use super::{Asking, Decided, Refusal};
use crate::events::{CaseEvent, Praised};
use crate::kinds::Procedure;
use crate::state::Case;

/// Whether a report is praise that can be passed on: it thanks somebody, and is in no closed circle.
pub fn is_praise(case: &Case) -> bool {
    case.procedure() == Procedure::Praise && case.sensitivity.is_none() && !case.is_beyond
}

/// Passes praise on to somebody of the staff. To whom it was passed on already it is not once more.
///
/// # Errors
/// [`Refusal::NotPraise`] for any other report, [`Refusal::UnknownOfficer`] for who cannot sign in any more.
pub fn pass_on(case: &Case, to: ActorId, asking: &Asking<'_>) -> Decided {
    asking.needs(Right::Answer, case)?;
    if !is_praise(case) {
        return Err(Refusal::NotPraise);
    }
    if asking.org.staff(to).is_none_or(|officer| officer.is_suspended) {
        return Err(Refusal::UnknownOfficer);
    }
    if case.praised().contains_key(&to) {
        return Ok(Vec::new());
    }
    Ok(vec![CaseEvent::Praised(Praised::new(asking.at(), std::iter::once(to)))])
}

#[cfg(test)]
mod tests {
    use hadir_org::Role;

    use super::super::tests::{Way, officer};
    use super::*;

    #[test]
    fn only_praise_is_passed_on_and_only_by_who_answers_it() {
        let mut way = Way::pier();
        let handler = officer(Role::Handler, "dishub");
        let to = ActorId::from_bytes([1; 16]);
        assert_eq!(way.does(&handler, |case, asking| pass_on(case, to, asking)), Err(Refusal::NotPraise));
        let inspector = officer(Role::Inspector, "kab-nunukan");
        assert_eq!(way.does(&inspector, |case, asking| pass_on(case, to, asking)), Err(Refusal::NotAllowed));
        let elsewhere = officer(Role::Handler, "diskominfo");
        assert_eq!(way.does(&elsewhere, |case, asking| pass_on(case, to, asking)), Err(Refusal::Unknown));
    }

    #[test]
    fn whom_it_reached_is_known_once_each() {
        let (one, other) = (ActorId::from_bytes([1; 16]), ActorId::from_bytes([2; 16]));
        let mut way = Way::pier();
        for (at, to) in [(10, one), (20, other), (30, one)] {
            way.record(vec![CaseEvent::Praised(Praised::new(at, std::iter::once(to)))], None);
        }
        assert_eq!(way.case.praised().into_iter().collect::<Vec<_>>(), [(one, 10), (other, 20)]);
    }
}

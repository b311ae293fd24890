//! Ticking the steps of a checklist.

use hadir_org::Right;

use super::{Asking, Decided};
use crate::events::{CaseEvent, Checked, StepId, Words};
use crate::kit::ChecklistId;
use crate::state::Case;

/// Ticks steps of a checklist and takes ticks back, each step with what it says. What stands so already is left as it is.
///
/// # Errors
/// Those of whoever may leave no note.
pub fn check(case: &Case, list: ChecklistId, steps: &[(String, bool)], asking: &Asking<'_>) -> Decided {
    asking.needs(Right::Note, case)?;
    let done = case.steps_done();
    let changes = |(step, is_done): &&(String, bool)| done.contains_key(&(list, StepId::of(step))) != *is_done;
    let checked = |(step, is_done): &(String, bool)| {
        let facts = Checked::new(asking.at(), list, StepId::of(step), *is_done);
        CaseEvent::Checked(facts, Some(Words::of(step)))
    };
    Ok(steps.iter().filter(changes).map(checked).collect())
}

#[cfg(test)]
mod tests {
    use hadir_org::Role;

    use super::super::tests::{Way, officer};
    use super::*;
    use crate::commands::Refusal;

    const LIST: ChecklistId = ChecklistId([1; 8]);

    fn ticks(way: &mut Way, step: &str, is_done: bool) -> Result<(), Refusal> {
        let steps = [(step.to_owned(), is_done)];
        way.does(&officer(Role::Handler, "dishub"), move |case, asking| check(case, LIST, &steps, asking))
    }

    #[test]
    fn a_step_is_ticked_and_taken_back_and_nothing_else_about_the_case_changes() {
        let mut way = Way::pier();
        let before = (way.case.status, way.case.due_at(), way.case.is_public());
        ticks(&mut way, "Foto lokasi", true).unwrap();
        ticks(&mut way, "Foto lokasi", true).unwrap();
        assert_eq!(way.case.steps_done().keys().copied().collect::<Vec<_>>(), [(LIST, StepId::of("Foto lokasi"))]);
        assert_eq!(way.case.thread.len(), 2, "the same once more records nothing");
        ticks(&mut way, "Foto lokasi", false).unwrap();
        assert!(way.case.steps_done().is_empty());
        assert_eq!((way.case.status, way.case.due_at(), way.case.is_public()), before);
        let stranger = officer(Role::Handler, "pupr");
        assert_eq!(way.does(&stranger, |case, asking| check(case, LIST, &[], asking)), Err(Refusal::Unknown));
    }

    #[test]
    fn of_two_offices_that_were_apart_the_later_act_holds() {
        let mut way = Way::pier();
        ticks(&mut way, "Foto lokasi", true).unwrap();
        let seen = way.last().unwrap();
        let by = officer(Role::Handler, "dishub");
        let asking = Asking { by: &by, org: &way.org, now: way.now };
        let back = check(&way.case, LIST, &[("Foto lokasi".to_owned(), false)], &asking).unwrap();
        way.record_after(back[0].clone(), by.actor_id(), vec![seen]);
        assert!(way.case.steps_done().is_empty() && way.case.open_conflict().is_none());
    }
}

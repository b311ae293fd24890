//! Runs of several acts, without a database.

use hadir_org::{By, Role};

use super::super::tests::{Way, officer};
use super::*;
use crate::commands::{Assign, undo};
use crate::events::Deed;
use crate::kit::fields::Field;

fn head() -> By {
    officer(Role::UnitHead, "dishub")
}

fn to(unit: &str) -> Step {
    Step::Act(Bulk::HandOn(Assign { unit: unit.parse().unwrap(), staff: None, why: "Urusan mereka.".into() }))
}

fn topic(code: &str) -> Step {
    Step::Act(Bulk::Classify(code.parse().unwrap()))
}

fn note(text: &str) -> Step {
    Step::Act(Bulk::Note(text.into()))
}

fn post(text: &str) -> Step {
    Step::Write(text.into(), Send { deed: Deed::Post, is_later: false })
}

fn runs(way: &mut Way, by: &By, steps: &[Step]) -> Result<usize, Stopped> {
    let events = run(&way.case, steps, &Asking { by, org: &way.org, now: way.now })?;
    let count = events.len();
    way.record(events, by.actor_id());
    Ok(count)
}

fn stops(way: &Way, by: &By, steps: &[Step]) -> Stopped {
    run(&way.case, steps, &Asking { by, org: &way.org, now: way.now }).expect_err("an act does not happen")
}

#[test]
fn every_act_is_decided_on_the_case_as_those_before_it_leave_it() {
    let mut way = Way::pier();
    let steps = [note("Sudah ditelepon."), post("Kami periksa dermaganya."), Step::Ask("Papan ke berapa?".into())];
    assert_eq!(runs(&mut way, &head(), &steps), Ok(4), "that it was looked at is said once");
    assert!(way.case.is_waiting());
    assert!(way.case.open_conflict().is_none());
}

#[test]
fn a_run_does_what_its_acts_do_one_by_one() {
    let (mut together, mut apart) = (Way::pier(), Way::pier());
    let steps = [note("Sudah ditelepon."), post("Kami teruskan."), to("diskominfo")];
    let both = officer(Role::UnitHead, "kab-nunukan");
    runs(&mut together, &both, &steps).unwrap();
    for step in &steps {
        apart.does(&both, |case, asking| step.decide(case, asking)).unwrap();
    }
    let events = |way: &Way| way.case.thread.iter().map(|moment| moment.event.clone()).collect::<Vec<_>>();
    assert_eq!(events(&together)[1..], events(&apart)[1..]);
    assert_eq!(together.case.unit, "diskominfo");
}

#[test]
fn where_one_act_does_not_happen_none_does() {
    let way = Way::pier();
    let refused = |step, why| (step, Hindrance::Refused(why));
    let by = head();
    assert_eq!(stops(&way, &by, &[note("Satu"), to("tidak-ada")]), refused(1, Refusal::UnknownUnit));
    assert_eq!(
        stops(&way, &by, &[post("Halo {nama}"), note("Dua")]),
        refused(0, Refusal::FieldsOpen(vec![Field::Nama]))
    );
    let twice = [Step::Ask("Di mana?".into()), Step::Ask("Kapan?".into())];
    assert_eq!(stops(&way, &by, &twice), refused(1, Refusal::AlreadyWaiting));
    let away = stops(&way, &by, &[to("diskominfo"), post("Sudah kami teruskan.")]);
    assert_eq!(away, refused(1, Refusal::Unknown), "what is with another unit is that unit's to write about");
    let many: Vec<_> = (0..=STEPS_MAX).map(|count| note(&count.to_string())).collect();
    assert_eq!(stops(&way, &by, &many), (STEPS_MAX, Hindrance::TooMany(STEPS_MAX)));
}

#[test]
fn every_act_needs_the_right_of_its_own() {
    let way = Way::pier();
    let handler = officer(Role::Handler, "dishub");
    for step in [note("Satu"), post("Kami periksa."), to("diskominfo"), topic("levy"), Step::Ask("Di mana?".into())] {
        for by in [&handler, &officer(Role::Handler, "pupr"), &officer(Role::Leader, "dishub")] {
            let asking = Asking { by, org: &way.org, now: way.now };
            let alone = step.decide(&way.case, &asking).map_err(|why| (0, Hindrance::Refused(why)));
            assert_eq!(run(&way.case, std::slice::from_ref(&step), &asking), alone, "{step:?} by {by:?}");
        }
    }
}

#[test]
fn a_preview_goes_on_past_what_is_refused() {
    let way = Way::pier();
    let by = head();
    let asking = Asking { by: &by, org: &way.org, now: way.now };
    let foreseen = foresee(&way.case, &[to("tidak-ada"), note("Dua"), topic("sea_transport")], &asking);
    assert_eq!(foreseen[0], Err(Hindrance::Refused(Refusal::UnknownUnit)));
    assert!(foreseen[1].as_ref().is_ok_and(|events| events.len() == 1));
    assert_eq!(foreseen[2], Ok(Vec::new()), "it has that topic already");
}

#[test]
fn a_text_that_waits_for_the_office_to_open_is_not_dropped_by_what_follows() {
    let mut way = Way::pier();
    way.at("2026-11-16T21:00:00+08:00");
    let later = Step::Write("Sudah diperbaiki.".into(), Send { deed: Deed::Answer, is_later: true });
    let by = officer(Role::UnitHead, "kab-nunukan");
    assert_eq!(stops(&way, &by, &[later.clone(), to("diskominfo")]), (1, Hindrance::DropsText));
    assert_eq!(stops(&way, &by, &[later.clone(), topic("levy")]).1, Hindrance::DropsText);
    assert!(runs(&mut way, &by, &[later, note("Dikirim besok.")]).is_ok());
}

#[test]
fn what_a_run_did_is_undone_backwards() {
    let mut way = Way::pier();
    let by = officer(Role::UnitHead, "kab-nunukan");
    let before = way.case.without_history();
    runs(&mut way, &by, &[to("diskominfo"), note("Sudah ditelepon.")]).unwrap();
    let act = way.case.thread.iter().find(|moment| matches!(moment.event, CaseEvent::Assigned(..))).unwrap().id;
    way.does(&by, |case, asking| undo(case, act, asking)).unwrap();
    assert_eq!(way.case.without_history().unit, before.unit);
    assert_eq!(way.case.status, before.status);
}

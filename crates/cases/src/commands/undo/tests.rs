//! Undoing restores exactly, as long as nobody moved the case since, and needs the right of what is undone.

use hadir_org::{By, Role};

use super::super::tests::{Way, officer, organisation_with, settings};
use super::*;
use crate::commands::{
    Assign, Elsewhere, End, answer, ask_citizen, assign, classify, end, note, offer, publish, reply, unpublish,
};
use crate::kinds::{Ending, Sensitivity, Status};

type Act = fn(&Case, &Asking<'_>) -> Decided;

fn head() -> By {
    officer(Role::UnitHead, "dishub")
}

fn hand_on(case: &Case, asking: &Asking<'_>) -> Decided {
    let to = Assign { unit: "kec-sebatik-timur".parse().unwrap(), staff: None, why: "Lebih dekat.".into() };
    assign(case, &to, asking)
}

fn show(case: &Case, asking: &Asking<'_>) -> Decided {
    publish(case, "Papan dermaga lepas", asking)
}

fn take_back(case: &Case, asking: &Asking<'_>) -> Decided {
    unpublish(case, "Judulnya salah.", asking)
}

fn ask(case: &Case, asking: &Asking<'_>) -> Decided {
    ask_citizen(case, "Papan yang mana, Bu?", asking)
}

fn retopic(case: &Case, asking: &Asking<'_>) -> Decided {
    classify(case, None, None, asking)
}

fn reject(case: &Case, asking: &Asking<'_>) -> Decided {
    end(case, &End::plain(Ending::Rejected, "Sudah ditangani."), asking)
}

fn hand_over(case: &Case, asking: &Asking<'_>) -> Decided {
    end(case, &End::plain(Ending::NotOurs, "Urusan provinsi."), asking)
}

fn offer_elsewhere(case: &Case, asking: &Asking<'_>) -> Decided {
    let [authority, reach, why] = ["Pelindo", "Jl. Pelabuhan 1", "Dermaga mereka."].map(str::to_owned);
    offer(case, &Elsewhere { authority, reach, why }, asking)
}

/// Every act that can be undone, on a report nobody has read yet and on one that is public and at work.
const ACTS: [(&str, Act); 8] = [
    ("hand on", hand_on),
    ("show", show),
    ("take back", take_back),
    ("ask", ask),
    ("retopic", retopic),
    ("reject", reject),
    ("hand over", hand_over),
    ("offer elsewhere", offer_elsewhere),
];

/// The act that was done last, by its operation.
fn act_done(way: &Way) -> OpId {
    way.case.thread.iter().rfind(|moment| moment.event.is_undoable()).unwrap().id
}

/// The state alone: how it came about is what differs.
fn state(case: &Case) -> String {
    format!("{:#?}", case.without_history())
}

/// A report on its way, and the same after an act at ten o'clock.
fn after(act: Act) -> (Way, OpId) {
    let mut way = Way::pier();
    way.at("2026-11-17T10:00:00+08:00").does(&head(), act).unwrap();
    let op = act_done(&way);
    way.at("2026-11-17T10:30:00+08:00");
    (way, op)
}

fn undoes(way: &mut Way, by: &By, op: OpId) -> Result<(), Refusal> {
    way.does(by, |case, asking| undo(case, op, asking))
}

#[test]
fn whatever_is_undone_leaves_the_case_as_it_was() {
    for is_public in [false, true] {
        for (name, act) in ACTS.into_iter().filter(|(name, _)| is_public || *name != "take back") {
            let mut way = Way::pier();
            if is_public {
                way.at("2026-11-17T09:00:00+08:00").does(&head(), show).unwrap();
            }
            let before = state(&way.case);
            way.at("2026-11-17T10:00:00+08:00").does(&head(), act).unwrap();
            assert_ne!(state(&way.case), before, "{name} changes something");
            let op = act_done(&way);
            // What is said and noted in between stays, and keeps nothing from being undone.
            way.at("2026-11-17T10:05:00+08:00")
                .does(&By::Console, |case, asking| note(case, "Ditelepon.", asking))
                .unwrap();
            let said = way.case.thread.len();
            undoes(way.at("2026-11-17T10:06:00+08:00"), &head(), op).unwrap();
            assert_eq!(state(&way.case), before, "{name}, public before: {is_public}");
            assert_eq!(way.case.thread.len(), said + 1, "{name} needs nothing else");
            assert!(
                way.case.thread.iter().any(|moment| moment.id == op && moment.is_undone),
                "{name} stays to be seen"
            );
            assert_eq!(way.case.status == Status::New, !is_public, "{name}: that it was read is taken back with it");
        }
    }
}

#[test]
fn closing_a_circle_is_undone_with_its_way_there_and_by_its_people_alone() {
    let mut way = Way::pier();
    let before = state(&way.case);
    let seal = |case: &Case, asking: &Asking<'_>| classify(case, None, Some(Sensitivity::Misconduct), asking);
    way.at("2026-11-17T10:00:00+08:00").does(&head(), seal).unwrap();
    assert_eq!(way.case.unit, "inspektorat");
    let op = act_done(&way);
    assert_eq!(undoes(&mut way, &head(), op), Err(Refusal::Unknown));
    let with_it: Vec<_> = way.case.act_of(op).unwrap().0.iter().map(|moment| moment.id).collect();
    undoes(&mut way, &By::Console, op).unwrap();
    assert_eq!(state(&way.case), before);
    // Outside nobody is told where it had gone, nor that there was a circle.
    let hidden = |moment: &&Moment| way.case.is_of_a_circle_undone(moment);
    let hidden: Vec<_> = way.case.thread.iter().filter(hidden).map(|moment| moment.id).collect();
    assert!(with_it.len() > 1 && hidden == with_it, "{hidden:?}");
}

#[test]
fn a_report_that_was_public_is_so_again_by_those_alone_who_may_publish() {
    let mut way = Way::pier();
    way.at("2026-11-17T09:00:00+08:00").does(&head(), show).unwrap();
    let seal = |case: &Case, asking: &Asking<'_>| classify(case, None, Some(Sensitivity::Misconduct), asking);
    way.at("2026-11-17T10:00:00+08:00").does(&By::Console, seal).unwrap();
    let op = act_done(&way);
    let inspector = officer(Role::Inspector, "inspektorat");
    assert!(undoes(&mut way, &inspector, op).is_err());
    assert!(way.case.published.is_none());
    undoes(&mut way, &By::Console, op).unwrap();
    assert!(way.case.published.is_some());
}

#[test]
fn nobody_keeps_offices_busy_with_taking_back() {
    let mut way = Way::pier();
    for round in 0..crate::state::UNDOINGS_MAX {
        way.at("2026-11-17T10:00:00+08:00").does(&head(), ask).unwrap();
        let op = act_done(&way);
        assert_eq!(undoes(&mut way, &head(), op), Ok(()), "{round}");
    }
    way.does(&head(), ask).unwrap();
    let op = act_done(&way);
    assert_eq!(undoes(&mut way, &head(), op), Err(Refusal::NotAllowed));
    // A program that does not ask gets no further.
    way.case.take(CaseEvent::Undone(Undone::new(way.case.touched_at, std::iter::once(op))));
    assert!(way.case.is_waiting());
}

#[test]
fn what_the_citizen_said_in_between_stays_and_makes_the_clock_run_again() {
    let mut way = Way::pier();
    way.at("2026-11-17T09:00:00+08:00").does(&head(), ask).unwrap();
    way.at("2026-11-18T09:00:00+08:00").does(&head(), reject).unwrap();
    let op = act_done(&way);
    way.at("2026-11-18T11:00:00+08:00").citizen(|case, org, now| reply(case, "Yang timur.", org, now)).unwrap();
    assert_eq!(way.case.status, Status::Ended);
    let due = way.case.due_at();
    undoes(way.at("2026-11-18T13:00:00+08:00"), &head(), op).unwrap();
    assert_eq!(way.case.status, Status::InProgress, "what the office waited for has come");
    assert!(way.case.due_at() > due, "and the time it waited does not count");
    assert!(matches!(way.case.thread.last().unwrap().event, CaseEvent::Resumed(_)));

    let (mut way, op) = after(reject);
    way.citizen(|case, org, now| reply(case, "Belum, Pak.", org, now)).unwrap();
    undoes(&mut way, &head(), op).unwrap();
    assert_eq!(way.case.status, Status::New, "nobody waited for these words");
}

#[test]
fn a_question_the_citizen_answered_is_not_undone() {
    let (mut way, op) = after(ask);
    way.citizen(|case, org, now| reply(case, "Yang timur.", org, now)).unwrap();
    assert_eq!(undoes(&mut way, &head(), op), Err(Refusal::Superseded));
}

#[test]
fn a_calendar_that_changed_meanwhile_counts_for_the_case_that_comes_back() {
    let (mut way, op) = after(reject);
    let due = way.case.due_at();
    let mut settings = settings();
    let calendar = &mut settings.calendar;
    let decreed = calendar.holidays[0].clone();
    calendar.holidays.push(hadir_calendar::Holiday { date: "2026-11-20".parse().unwrap(), ..decreed });
    way.org = organisation_with(settings);
    undoes(&mut way, &head(), op).unwrap();
    assert!(way.case.due_at() > due, "one working day fewer");
    assert!(matches!(way.case.thread.last().unwrap().event, CaseEvent::Redated(..)));
}

#[test]
fn nothing_is_undone_twice_or_beneath_what_others_did_since() {
    let (mut way, op) = after(hand_on);
    let there = officer(Role::UnitHead, "kec-sebatik-timur");
    way.does(&there, |case, asking| answer(case, "Papan sudah diganti.", true, asking)).unwrap();
    assert_eq!(undoes(&mut way, &head(), op), Err(Refusal::Superseded), "an answer stands on it");

    let (mut way, op) = after(hand_on);
    way.does(&there, |case, asking| {
        assign(case, &Assign { unit: "diskominfo".parse().unwrap(), staff: None, why: String::new() }, asking)
    })
    .unwrap();
    assert_eq!(
        undoes(&mut way, &head(), op),
        Err(Refusal::Superseded),
        "who did it learns why, wherever the case is now"
    );
    assert_eq!(undoes(&mut way, &officer(Role::Handler, "inspektorat"), op), Err(Refusal::Unknown));

    let (mut way, first) = after(show);
    way.at("2026-11-17T11:00:00+08:00").does(&head(), ask).unwrap();
    let second = act_done(&way);
    assert_eq!(undoes(&mut way, &head(), first), Err(Refusal::Superseded));
    undoes(&mut way, &head(), second).unwrap();
    assert_eq!(undoes(&mut way, &head(), second), Err(Refusal::Superseded), "it is undone already");
    undoes(&mut way, &head(), first).unwrap();
    assert!(way.case.published.is_none(), "one act after the other, backwards");
    let undone = way.last().unwrap();
    assert_eq!(undoes(&mut way, &head(), undone), Err(Refusal::NotAllowed), "undoing is not undone");
}

#[test]
fn what_was_said_and_what_is_unknown_is_not_undone() {
    let mut way = Way::pier();
    way.does(&head(), |case, asking| answer(case, "Papan sudah diganti.", true, asking)).unwrap();
    for op in way.case.thread.iter().map(|moment| moment.id).collect::<Vec<_>>() {
        assert_eq!(undoes(&mut way, &head(), op), Err(Refusal::NotAllowed));
    }
    assert_eq!(undoes(&mut way, &head(), OpId::from_bytes([9; 32])), Err(Refusal::NotAllowed));
    let stranger = officer(Role::UnitHead, "kec-sebatik-timur");
    assert_eq!(undoes(&mut way, &stranger, OpId::from_bytes([9; 32])), Err(Refusal::Unknown));
}

#[test]
fn undoing_needs_the_right_of_the_act_where_the_case_was() {
    let (mut way, op) = after(hand_on);
    let there = officer(Role::UnitHead, "kec-sebatik-timur");
    assert_eq!(undoes(&mut way, &there, op), Err(Refusal::Unknown), "who was given it hands it back instead");
    let front_desk = officer(Role::FrontDesk, "dishub");
    assert_eq!(undoes(&mut way, &front_desk, op), Err(Refusal::NotAllowed));
    undoes(&mut way, &head(), op).unwrap();
    assert_eq!(way.case.unit, "dishub");
}

//! What of the citizen's words waits for the office, and what takes it up.

use hadir_org::{By, Role};

use super::super::tests::{Way, officer};
use super::*;
use crate::commands::{self, Assign, End, Refusal};
use crate::events::Noted;
use crate::kinds::Ending;

/// What somebody does to the case.
type Act = fn(&mut Way);

fn head() -> By {
    officer(Role::UnitHead, "dishub")
}

fn says(way: &mut Way, act: impl Fn(&Case, &Asking<'_>) -> Decided) {
    way.does(&head(), act).unwrap();
}

fn hand_on(way: &mut Way) {
    let to = || Assign { unit: "diskominfo".parse().unwrap(), staff: None, why: "Bagian mereka.".into() };
    says(way, |case, asking| commands::assign(case, &to(), asking));
}

fn reject(way: &mut Way) {
    let end = || End::plain(Ending::Rejected, "Sudah ditangani.");
    says(way, |case, asking| commands::end(case, &end(), asking));
}

/// What happens after the citizen wrote, and whether that still waits then.
const AFTER: [(&str, Act, bool); 11] = [
    ("an answer", |way| says(way, |case, asking| answer(case, "Sudah kami ganti.", true, asking)), false),
    ("news", |way| says(way, |case, asking| answer(case, "Kami datang besok.", false, asking)), false),
    ("a question", |way| says(way, |case, asking| commands::ask_citizen(case, "Yang mana?", asking)), false),
    ("an ending", reject, false),
    ("a mark", |way| says(way, mark_read), false),
    ("the citizen's word", |way| way.citizen(|case, _, now| commands::solved(case, now)).unwrap(), false),
    ("taking it back", |way| way.citizen(|case, _, now| commands::withdraw(case, now)).unwrap(), false),
    ("a note", |way| says(way, |case, asking| note(case, "Kayunya habis.", asking)), true),
    ("handing on", hand_on, true),
    ("a title", |way| says(way, |case, asking| commands::publish(case, "Papan lepas", asking)), true),
    ("more words", |way| writes(way, "2026-11-17T11:00:00+08:00"), true),
];

fn writes(way: &mut Way, at: &str) {
    way.at(at).citizen(|case, org, now| commands::reply(case, "Masih lepas.", org, now)).unwrap();
}

#[test]
fn what_the_citizen_wrote_waits_until_the_office_speaks_or_marks_it_as_read() {
    for (name, act, still_waits) in AFTER {
        let mut way = Way::pier();
        says(&mut way, commands::verify);
        assert_eq!(way.case.wrote_at(), None);
        writes(&mut way, "2026-11-17T10:00:00+08:00");
        let wrote = way.now.as_millisecond();
        assert_eq!(way.case.wrote_at(), Some(wrote));
        way.at("2026-11-17T12:00:00+08:00");
        act(&mut way);
        assert_eq!(way.case.wrote_at(), still_waits.then_some(wrote), "{name}: the first of what waits counts");
    }
}

#[test]
fn undoing_a_question_lets_what_the_citizen_wrote_wait_again() {
    let mut way = Way::pier();
    says(&mut way, commands::verify);
    writes(&mut way, "2026-11-17T10:00:00+08:00");
    let wrote = way.case.wrote_at();
    way.at("2026-11-17T10:10:00+08:00");
    says(&mut way, |case, asking| commands::ask_citizen(case, "Yang mana?", asking));
    let question = way.last().unwrap();
    assert_eq!(way.case.wrote_at(), None);
    says(&mut way, |case, asking| commands::undo(case, question, asking));
    assert_eq!((wrote.is_some(), way.case.wrote_at()), (true, wrote));
}

#[test]
fn nothing_is_marked_where_nothing_waits_and_nobody_marks_without_the_right() {
    let mut way = Way::pier();
    says(&mut way, mark_read);
    assert_eq!(way.case.thread.len(), 1);
    says(&mut way, commands::verify);
    writes(&mut way, "2026-11-17T10:00:00+08:00");
    assert_eq!(way.does(&officer(Role::Leader, "kab-nunukan"), mark_read), Err(Refusal::NotAllowed));
    assert_eq!(way.does(&officer(Role::Handler, "diskominfo"), mark_read), Err(Refusal::Unknown));
}

#[test]
fn notes_of_before_read_as_they_did() {
    let written = minicbor::to_vec(At { at: 5 }).unwrap();
    assert_eq!(minicbor::to_vec(Noted::in_words(5)).unwrap(), written);
    assert_eq!(minicbor::decode::<Noted>(&written).unwrap(), Noted::in_words(5));
    // A program of before reads a mark as a note whose words it lacks.
    assert_eq!(minicbor::decode::<At>(&minicbor::to_vec(Noted::as_read(5)).unwrap()).unwrap(), At { at: 5 });
}

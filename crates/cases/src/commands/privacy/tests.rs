//! What is taken out of the public's words: exactly the parts named, nothing once they are erased, and never the reporter's say.

use hadir_org::{By, Role};

use super::super::tests::{Way, officer};
use super::*;
use crate::commands;

fn handler() -> By {
    officer(Role::Handler, "dishub")
}

/// A report on the public list whose title names somebody.
fn published() -> Way {
    let mut way = Way::pier();
    way.does(&handler(), |case, asking| commands::publish(case, "Papan dekat rumah Pak Rudi lepas", asking)).unwrap();
    way
}

fn redacts(way: &mut Way, parts: &str) -> Result<(), Refusal> {
    let opened = way.case.hidden_parts().join("\n");
    way.does(&handler(), |case, asking| redact(case, parts, &opened, asking))
}

#[test]
fn parts_are_taken_out_of_title_report_and_answers_and_put_back() {
    let mut way = published();
    redacts(&mut way, " Pak Rudi \r\nlepas tiga\nPak Rudi\n\n").unwrap();
    assert_eq!(way.case.public_title().unwrap(), "Papan dekat rumah ••• lepas");
    assert_eq!(
        way.case.for_public("Papan dermaga lepas tiga lembar, kata PAK RUDI"),
        "Papan dermaga ••• lembar, kata •••"
    );
    assert_eq!(way.case.for_outside("Pak Rudi sudah kami temui.", &[]), "••• sudah kami temui.");
    assert_eq!(way.case.title(), "Papan dekat rumah Pak Rudi lepas", "officers read all of it");
    let moments = way.case.thread.len();
    redacts(&mut way, "Pak Rudi\nlepas tiga").unwrap();
    assert_eq!(way.case.thread.len(), moments, "the same once more is nothing new");
    redacts(&mut way, "").unwrap();
    assert_eq!(way.case.public_title().unwrap(), "Papan dekat rumah Pak Rudi lepas");
    assert!(way.case.is_public());
}

#[test]
fn two_who_redact_from_the_same_form_take_nothing_of_each_other_back() {
    let mut way = published();
    redacts(&mut way, "lepas tiga").unwrap();
    let opened = way.case.hidden_parts().join("\n");
    redacts(&mut way, "lepas tiga\nPak Rudi").unwrap();
    way.does(&handler(), |case, asking| redact(case, "dermaga", &opened, asking)).unwrap();
    assert_eq!(way.case.hidden_parts(), ["Pak Rudi", "dermaga"], "what they saw and left out shows again, no more");
}

#[test]
fn two_offices_that_redact_while_apart_take_out_what_either_did_in_whatever_order_they_are_heard() {
    let mut way = published();
    redacts(&mut way, "lepas tiga").unwrap();
    let before = way.case.clone();
    let mut apart = |parts: &str| {
        redacts(&mut way, parts).unwrap();
        let event = way.case.thread.last().unwrap().event.clone();
        way.case = before.clone();
        event
    };
    let (one, other) = (apart("lepas tiga\nPak Rudi"), apart("dermaga"));
    for order in [[&one, &other], [&other, &one]] {
        let mut both = before.clone();
        order.into_iter().for_each(|event| both.take(event.clone()));
        for part in ["Pak Rudi", "dermaga"] {
            assert!(both.hidden_parts().iter().any(|hidden| hidden == part), "{part} shows again");
        }
    }
    // Words that were erased at one office make up for nothing that another office did not know of.
    let erased =
        CaseEvent::Privacy(Privacy::Redacted(Redacted { at: way.now.as_millisecond(), count: 1, settles: 0 }, None));
    way.record(vec![one, erased], None);
    assert!(!way.case.is_public());
}

#[test]
fn what_stands_nowhere_is_named_and_there_is_an_end_of_parts() {
    let mut way = published();
    assert_eq!(redacts(&mut way, "Pak Rudi\nPak Budi"), Err(Refusal::NotInText("Pak Budi".into())));
    assert_eq!(redacts(&mut way, "Rud"), Err(Refusal::NotInText("Rud".into())), "a part of a word is no part");
    let long = "a".repeat(PART_CHARS_MAX + 1);
    assert_eq!(redacts(&mut way, &long), Err(Refusal::TooLong(PART_CHARS_MAX)));
    let many: String = (0..=PARTS_MAX).map(|n| format!("kata{n}\n")).collect();
    assert_eq!(redacts(&mut way, &many), Err(Refusal::TooMany(PARTS_MAX)));
    let stranger = officer(Role::Handler, "diskominfo");
    assert!(way.does(&stranger, |case, asking| redact(case, "Pak Rudi", "", asking)).is_err());
    let clerk = officer(Role::FrontDesk, "dishub");
    assert_eq!(way.does(&clerk, |case, asking| redact(case, "Pak Rudi", "", asking)), Err(Refusal::NotAllowed));
}

#[test]
fn where_nobody_knows_any_more_what_was_taken_out_nothing_is_shown() {
    let mut way = published();
    let erased =
        CaseEvent::Privacy(Privacy::Redacted(Redacted { at: way.now.as_millisecond(), count: 1, settles: 0 }, None));
    way.record(vec![erased], None);
    assert!(!way.case.is_public());
    redacts(&mut way, "").unwrap();
    assert!(!way.case.is_public(), "a form saved as it stood says nothing about what was erased");
    redacts(&mut way, "Pak Rudi").unwrap();
    assert!(way.case.is_public(), "until somebody says it again");
}

#[test]
fn the_reporter_says_who_sees_the_report_and_an_officer_looks_again_before_others_do() {
    let mut way = published();
    let to = |visibility| move |case: &Case, _: &hadir_org::Organisation, now| show_to(case, visibility, now);
    way.citizen(to(Visibility::Confidential)).unwrap();
    assert!(!way.case.is_public() && way.case.visibility() == Visibility::Confidential);
    let refused = way.does(&handler(), |case, asking| commands::publish(case, "Papan lepas", asking));
    assert_eq!(refused, Err(Refusal::Confidential));
    way.citizen(to(Visibility::Public)).unwrap();
    assert!(!way.case.is_public(), "nobody has looked at it since");
    way.does(&handler(), |case, asking| commands::publish(case, "Papan lepas", asking)).unwrap();
    assert!(way.case.is_public());
    let moments = way.case.thread.len();
    way.citizen(to(Visibility::Public)).unwrap();
    assert_eq!(way.case.thread.len(), moments);
}

#[test]
fn an_older_programs_cases_read_as_they_did() {
    let case = Way::pier().case;
    assert_eq!(case.visibility(), case.received.as_ref().unwrap().visibility);
    assert_eq!(case.hidden_parts(), [""; 0]);
}

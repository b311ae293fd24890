//! What a report is regarded as decides its limit, from where it counted before.

use hadir_org::{By, Role};

use super::super::tests::{Way, officer};
use super::*;
use crate::commands::{answer, ask_citizen, redate, reply, undo};
use crate::kinds::ReportKind;

fn head() -> By {
    officer(Role::UnitHead, "dishub")
}

fn as_a(procedure: Procedure) -> impl Fn(&Case, &Asking<'_>) -> Decided {
    move |case, asking| regard(case, procedure, None, asking)
}

#[test]
fn each_procedure_has_its_own_limit_from_receipt_on() {
    // Received Monday 16 November 2026; working days counted by hand on the calendar of that year.
    let expected = [
        (Procedure::Complaint, "2026-12-04 23:59"),
        (Procedure::Question, "2026-11-23 23:59"),
        (Procedure::Information, "2026-11-30 23:59"),
        (Procedure::Service, "2026-12-04 23:59"),
        (Procedure::Aspiration, "2026-12-04 23:59"),
        (Procedure::Praise, "2026-11-19 23:59"),
    ];
    for (procedure, due) in expected {
        let mut way = Way::pier();
        way.at("2026-11-18T10:00:00+08:00").does(&head(), as_a(procedure)).unwrap();
        assert_eq!(way.due(), due, "{procedure:?}");
        assert_eq!((way.case.procedure(), way.case.kind()), (procedure, procedure.kind()));
    }
    let mut way = Way::pier();
    way.does(&head(), as_a(Procedure::Supervisory)).unwrap();
    assert_eq!(way.case.limits.as_ref().unwrap().used.rule, "complaint_supervisory");
    assert_eq!(way.case.limits.as_ref().unwrap().used.amount, 60);
    assert_eq!(way.case.kind(), ReportKind::Complaint);
}

#[test]
fn a_time_of_waiting_stays_out_of_the_new_limit_too() {
    let (mut waited, mut plain) = (Way::pier(), Way::pier());
    waited
        .at("2026-11-17T09:00:00+08:00")
        .does(&head(), |case, asking| ask_citizen(case, "Yang mana?", asking))
        .unwrap();
    waited.at("2026-11-19T09:00:00+08:00").citizen(|case, org, now| reply(case, "Yang kiri.", org, now)).unwrap();
    for way in [&mut waited, &mut plain] {
        way.at("2026-11-20T09:00:00+08:00").does(&head(), as_a(Procedure::Information)).unwrap();
    }
    assert_eq!((plain.due(), waited.due()), ("2026-11-30 23:59".to_owned(), "2026-12-02 23:59".to_owned()));
    assert_eq!(redate(&waited.case, &waited.org, waited.now), Ok(Vec::new()), "it is counted again by the same rule");
}

#[test]
fn undoing_it_restores_kind_and_limit() {
    let mut way = Way::pier();
    let before = (way.case.procedure(), way.case.limits.clone());
    way.does(&head(), as_a(Procedure::Supervisory)).unwrap();
    let op = way.last().unwrap();
    way.at("2026-11-20T09:00:00+08:00").does(&head(), |case, asking| undo(case, op, asking)).unwrap();
    assert_eq!((way.case.procedure(), way.case.limits.clone()), before);
}

#[test]
fn nothing_is_regarded_as_what_it_is_or_when_it_is_done_or_by_who_may_not() {
    let mut way = Way::pier();
    let count = way.case.thread.len();
    way.does(&head(), as_a(Procedure::Complaint)).unwrap();
    assert_eq!(way.case.thread.len(), count);
    let counter = officer(Role::FrontDesk, "dishub");
    assert_eq!(way.does(&counter, as_a(Procedure::Praise)), Err(Refusal::NotAllowed));
    let elsewhere = officer(Role::UnitHead, "kec-sebatik-timur");
    assert_eq!(way.does(&elsewhere, as_a(Procedure::Praise)), Err(Refusal::Unknown));
    let unknown = "tidak-ada".parse().unwrap();
    let asks = |case: &Case, asking: &Asking<'_>| regard(case, Procedure::Service, Some(&unknown), asking);
    assert_eq!(way.does(&head(), asks), Err(Refusal::UnknownService));
    way.does(&head(), |case, asking| answer(case, "Sudah diganti.", true, asking)).unwrap();
    assert_eq!(way.does(&head(), as_a(Procedure::Praise)), Err(Refusal::Closed));
}

//! What a reporter objects to, in time and on a ground of the law, goes to the superior, who decides.

use hadir_org::{By, Role};

use super::super::tests::{Way, officer};
use super::*;
use crate::commands::{End, answer, end, regard, undo, unsolved, withdraw};
use crate::grounds::RefusalGround;
use crate::kinds::{Procedure, Status};

const WHY: &str = "Anggaran bukan rahasia pribadi siapa pun.";

fn handler() -> By {
    officer(Role::Handler, "dishub")
}

fn leader() -> By {
    officer(Role::Leader, "kab-nunukan")
}

/// A request for public information, received Monday 16 November 2026.
fn request() -> Way {
    let mut way = Way::pier();
    way.does(&handler(), |case, asking| regard(case, Procedure::Information, None, asking)).unwrap();
    way
}

/// The same, refused on Friday 20 November.
fn refused() -> Way {
    let mut way = request();
    let end = |case: &Case, asking: &Asking<'_>| {
        let how = End { ground: Some(RefusalGround::Personal), ..End::plain(Ending::Rejected, "Memuat nomor KTP.") };
        end(case, &how, asking)
    };
    way.at("2026-11-20T10:00:00+08:00").does(&handler(), end).unwrap();
    way
}

fn objects(ground: ObjectionGround) -> impl Fn(&Case, &Organisation, Timestamp) -> Decided {
    move |case, org, now| object(case, Some(ground), WHY, org, now)
}

fn decides(way: &Way, outcome: Outcome) -> impl Fn(&Case, &Asking<'_>) -> Decided + use<> {
    let op = way.case.open_objection().unwrap().op.unwrap();
    move |case, asking| decide(case, op, outcome, "Data pribadinya ditutup, sisanya diberikan.", asking)
}

fn day(due: Option<&Due>) -> String {
    let at = Timestamp::from_millisecond(due.unwrap().due_at).unwrap();
    at.to_zoned(hadir_calendar::Zone::Wita.time_zone()).date().to_string()
}

#[test]
fn an_objection_goes_to_the_unit_above_with_a_limit_of_its_own() {
    let mut way = refused();
    way.at("2026-11-23T09:00:00+08:00").citizen(objects(ObjectionGround::Refused)).unwrap();
    let objection = way.case.open_objection().unwrap().clone();
    assert_eq!(
        (objection.unit.as_str(), objection.number(way.case.number())),
        ("kab-nunukan", "SBT-26-0412-K1".into())
    );
    assert_eq!(objection.due.as_ref().map(|due| (due.rule.as_str(), due.amount)), Some(("kip_objection_reply", 30)));
    assert_eq!(way.case.status, Status::Ended, "the refusal stands until somebody decides");
    // The same form sent twice objects once; another has to wait.
    way.citizen(objects(ObjectionGround::Refused)).unwrap();
    assert_eq!(way.case.objections().len(), 1);
    assert_eq!(way.citizen(objects(ObjectionGround::Cost)), Err(Refusal::AlreadyObjected));
    // What was objected to is not taken back beneath the objection.
    let refusal = way.case.thread.iter().find(|moment| matches!(moment.event, CaseEvent::Ended(..))).unwrap().id;
    assert_eq!(way.does(&handler(), |case, asking| undo(case, refusal, asking)), Err(Refusal::Superseded));
}

#[test]
fn it_is_made_within_thirty_working_days_of_the_answer() {
    let way = refused();
    let until = objectionable(&way.case, &way.org, way.now).unwrap().until;
    assert_eq!(until.as_ref().map(|due| (due.rule.as_str(), due.amount)), Some(("kip_objection_file", 30)));
    let last = Timestamp::from_millisecond(until.unwrap().due_at).unwrap();
    let mut late = refused();
    late.now = last.checked_add(jiff::SignedDuration::from_mins(1)).unwrap();
    assert_eq!(late.citizen(objects(ObjectionGround::Refused)), Err(Refusal::TooLate));
    late.now = last;
    late.citizen(objects(ObjectionGround::Refused)).unwrap();
}

#[test]
fn while_an_answer_may_still_come_in_time_only_some_grounds_can_be_there() {
    let mut way = request();
    way.at("2026-11-18T09:00:00+08:00");
    assert_eq!(way.citizen(objects(ObjectionGround::Unanswered)), Err(Refusal::GroundMissing));
    let can = objectionable(&way.case, &way.org, way.now).unwrap();
    assert_eq!((can.grounds, can.until), (vec![ObjectionGround::Periodic, ObjectionGround::Cost], None));
    // Once the limit has passed, silence is a ground.
    way.at("2026-12-01T09:00:00+08:00").citizen(objects(ObjectionGround::Unanswered)).unwrap();
    assert!(way.case.status.is_open());
}

#[test]
fn nothing_else_is_objected_to_and_nothing_without_a_reason() {
    let mut complaint = Way::pier();
    assert_eq!(complaint.citizen(objects(ObjectionGround::Refused)), Err(Refusal::NotInformation));
    let mut way = refused();
    let silent = |case: &Case, org: &Organisation, now| object(case, Some(ObjectionGround::Refused), " ", org, now);
    assert_eq!(way.citizen(silent), Err(Refusal::ReasonMissing));
    let groundless = |case: &Case, org: &Organisation, now| object(case, None, WHY, org, now);
    assert_eq!(way.citizen(groundless), Err(Refusal::GroundMissing));
    let mut gone = request();
    gone.citizen(|case, _, now| withdraw(case, now)).unwrap();
    assert_eq!(gone.citizen(objects(ObjectionGround::Cost)), Err(Refusal::Closed));
}

#[test]
fn the_superior_decides_once_and_the_office_does_not() {
    let mut way = refused();
    way.at("2026-11-23T09:00:00+08:00").citizen(objects(ObjectionGround::Refused)).unwrap();
    let refuses = decides(&way, Outcome::Refused);
    way.at("2026-11-25T09:00:00+08:00");
    assert_eq!(way.does(&officer(Role::UnitHead, "dishub"), &refuses), Err(Refusal::NotAllowed));
    assert_eq!(way.does(&officer(Role::Handler, "kab-nunukan"), &refuses), Err(Refusal::NotAllowed));
    assert_eq!(way.does(&officer(Role::UnitHead, "kec-sebatik-timur"), &refuses), Err(Refusal::Unknown));
    way.does(&leader(), &refuses).unwrap();
    let ruling = way.case.objections()[0].ruling.clone().unwrap();
    assert_eq!((ruling.outcome, way.case.status), (Some(Outcome::Refused), Status::Ended));
    assert_eq!(day(ruling.dispute.as_ref()), "2026-12-15", "14 working days, counted by hand");
    assert_eq!(way.does(&leader(), &refuses), Err(Refusal::Superseded));
    assert_eq!(way.citizen(objects(ObjectionGround::Refused)), Err(Refusal::AlreadyDecided), "the Commission is next");
}

#[test]
fn what_is_granted_opens_the_request_again_and_what_follows_can_be_objected_to() {
    let mut way = refused();
    way.at("2026-11-23T09:00:00+08:00").citizen(objects(ObjectionGround::Refused)).unwrap();
    let grants = decides(&way, Outcome::Partly);
    way.at("2026-11-25T09:00:00+08:00").does(&leader(), grants).unwrap();
    assert_eq!((way.case.status, way.due()), (Status::InProgress, "2026-12-09 23:59".to_owned()));
    assert_eq!(way.case.refused_on, None);
    way.at("2026-11-27T09:00:00+08:00").does(&handler(), |case, asking| answer(case, "Ini.", true, asking)).unwrap();
    way.citizen(objects(ObjectionGround::Otherwise)).unwrap();
    assert_eq!(way.case.open_objection().unwrap().count, 2);
}

#[test]
fn who_waits_for_a_decision_is_not_silent() {
    let mut way = request();
    way.at("2026-11-20T09:00:00+08:00").does(&handler(), |case, asking| answer(case, "Ini.", true, asking)).unwrap();
    way.at("2026-11-23T09:00:00+08:00").citizen(objects(ObjectionGround::Otherwise)).unwrap();
    way.at("2026-12-20T09:00:00+08:00");
    assert_eq!(way.case.status_at(way.now), Status::Answered);
    let refuses = decides(&way, Outcome::Refused);
    way.does(&leader(), refuses).unwrap();
    assert_eq!(way.case.status_at(way.now), Status::Closed);
    // What is opened again and late can be objected to once more.
    way.citizen(|case, org, now| unsolved(case, "Bukan itu.", org, now)).unwrap();
    way.at("2027-02-20T09:00:00+08:00").citizen(objects(ObjectionGround::Late)).unwrap();
}

#[test]
fn what_is_granted_against_silence_has_a_limit_of_its_own() {
    let mut way = request();
    way.at("2026-12-01T09:00:00+08:00").citizen(objects(ObjectionGround::Unanswered)).unwrap();
    let grants = decides(&way, Outcome::Granted);
    way.at("2026-12-02T09:00:00+08:00").does(&leader(), grants).unwrap();
    assert!(way.case.status.is_open() && !way.case.is_overdue(way.now), "{}", way.due());
    assert_eq!(way.citizen(objects(ObjectionGround::Unanswered)), Err(Refusal::GroundMissing), "there is time again");
    // Silent once more, it is objected to once more.
    way.at("2027-01-20T09:00:00+08:00").citizen(objects(ObjectionGround::Unanswered)).unwrap();
}

#[test]
fn while_the_superior_decides_nobody_opens_the_request() {
    let mut way = refused();
    way.at("2026-11-23T09:00:00+08:00").citizen(objects(ObjectionGround::Refused)).unwrap();
    let again = |case: &Case, org: &Organisation, now| unsolved(case, "Belum.", org, now);
    assert_eq!(way.citizen(again), Err(Refusal::AlreadyObjected));
}

#[test]
fn what_was_refused_is_opened_by_an_objection_alone() {
    let mut way = refused();
    let again = |case: &Case, org: &Organisation, now| unsolved(case, "Belum.", org, now);
    assert_eq!(way.citizen(again), Err(Refusal::ObjectInstead));
    way.at("2026-11-23T09:00:00+08:00").citizen(objects(ObjectionGround::Refused)).unwrap();
    let refuses = decides(&way, Outcome::Refused);
    way.does(&leader(), refuses).unwrap();
    assert_eq!(way.citizen(again), Err(Refusal::ObjectInstead), "the Commission is next, not the same office");
}

#[test]
fn whoever_refused_decides_only_where_nobody_else_can() {
    let mut way = request();
    let end = |case: &Case, asking: &Asking<'_>| {
        let how = End { ground: Some(RefusalGround::Personal), ..End::plain(Ending::Rejected, "Memuat nomor KTP.") };
        end(case, &how, asking)
    };
    // The same person heads both units.
    let By::Officer(head) = officer(Role::UnitHead, "kab-nunukan") else { unreachable!() };
    way.at("2026-11-20T10:00:00+08:00").does(&By::Officer(head.clone()), end).unwrap();
    way.at("2026-11-23T09:00:00+08:00").citizen(objects(ObjectionGround::Refused)).unwrap();
    let objection = way.case.open_objection().unwrap().clone();
    let may = |way: &Way| {
        let by = By::Officer(head.clone());
        Asking { by: &by, org: &way.org, now: way.now }.may_decide(&way.case, &objection)
    };
    assert!(may(&way), "otherwise nobody could");
    let regent = Officer {
        id: hadir_oplog::ActorId::from_bytes([99; 16]),
        username: "bupati".parse().unwrap(),
        name: "Bupati".into(),
        unit: head.unit.clone(),
        grants: vec![hadir_org::Grant { role: Role::Leader, unit: head.unit.clone() }],
        password: None,
        is_suspended: false,
        sessions_since: None,
        absences: Default::default(),
    };
    let units = way.org.all_units().cloned().collect();
    let settings = super::super::tests::settings();
    way.org = Organisation::new(hadir_org::Parts {
        units,
        staff: vec![regent],
        services: Vec::new(),
        categories: Vec::new(),
        programs: Vec::new(),
        settings,
    });
    assert!(!may(&way));
}

//! More time is given once, before the limit has passed, and a request is refused on a ground of the law alone.

use hadir_org::{By, Role};

use super::super::tests::{Way, officer};
use super::*;
use crate::commands::{End, ask_citizen, end, redate, regard, reopen, reply, undo};
use crate::grounds::RefusalGround;
use crate::kinds::{Ending, Procedure};

const WHY: &str = "Datanya harus dikumpulkan dari lima kecamatan.";

fn handler() -> By {
    officer(Role::Handler, "dishub")
}

/// A request for public information, received Monday 16 November 2026.
fn request() -> Way {
    let mut way = Way::pier();
    way.does(&handler(), |case, asking| regard(case, Procedure::Information, None, asking)).unwrap();
    assert_eq!(way.due(), "2026-11-30 23:59");
    way
}

fn extends(case: &Case, asking: &Asking<'_>) -> Decided {
    extend(case, WHY, asking)
}

fn refuses(ground: Option<RefusalGround>) -> impl Fn(&Case, &Asking<'_>) -> Decided {
    move |case, asking| end(case, &End { ground, ..End::plain(Ending::Rejected, "Memuat nomor KTP warga.") }, asking)
}

#[test]
fn seventeen_working_days_count_from_receipt_and_hold_when_they_are_counted_again() {
    let mut way = request();
    way.at("2026-11-20T10:00:00+08:00").does(&handler(), extends).unwrap();
    assert_eq!(way.due(), "2026-12-09 23:59", "ten and seven working days, counted by hand");
    let used = &way.case.limits.as_ref().unwrap().used;
    assert_eq!((used.rule.as_str(), used.amount), ("kip_reply_extended", 17));
    assert!(way.case.is_extended());
    assert_eq!(redate(&way.case, &way.org, way.now), Ok(Vec::new()), "it is counted again by the same rule");
    way.at("2026-11-23T09:00:00+08:00")
        .does(&handler(), |case, asking| ask_citizen(case, "Tahun berapa?", asking))
        .unwrap();
    way.at("2026-11-25T09:00:00+08:00").citizen(|case, org, now| reply(case, "2025.", org, now)).unwrap();
    assert_eq!(way.due(), "2026-12-11 23:59", "two days of waiting are left out of it too");
}

#[test]
fn it_is_given_once_and_not_after_the_limit() {
    let mut way = request();
    assert_eq!(way.does(&handler(), |case, asking| extend(case, "  ", asking)), Err(Refusal::ReasonMissing));
    let mut late = request();
    assert_eq!(late.at("2026-12-01T08:00:00+08:00").does(&handler(), extends), Err(Refusal::TooLate));
    way.at("2026-11-30T23:00:00+08:00").does(&handler(), extends).unwrap();
    assert_eq!(way.does(&handler(), extends), Err(Refusal::AlreadyExtended));
    // Once a request: what is opened again has the plain limit.
    way.does(&handler(), refuses(Some(RefusalGround::Personal))).unwrap();
    way.at("2026-12-02T09:00:00+08:00").does(&handler(), |case, asking| reopen(case, "Keliru.", asking)).unwrap();
    assert_eq!(way.case.limits.as_ref().unwrap().used.rule, "kip_reply");
    assert!(!way.case.is_extended());
    assert_eq!(way.does(&handler(), extends), Err(Refusal::AlreadyExtended));
}

#[test]
fn only_a_formal_request_is_extended_and_only_by_who_may_stop_its_clock() {
    let mut complaint = Way::pier();
    assert_eq!(complaint.does(&handler(), extends), Err(Refusal::NotInformation));
    let mut way = request();
    assert_eq!(way.does(&officer(Role::FrontDesk, "dishub"), extends), Err(Refusal::NotAllowed));
    assert_eq!(way.does(&officer(Role::Handler, "kec-sebatik-timur"), extends), Err(Refusal::Unknown));
}

#[test]
fn undoing_it_gives_the_first_limit_back() {
    let mut way = request();
    let before = way.case.without_history();
    way.at("2026-11-20T10:00:00+08:00").does(&handler(), extends).unwrap();
    let op = way.last().unwrap();
    way.at("2026-11-20T10:05:00+08:00").does(&handler(), |case, asking| undo(case, op, asking)).unwrap();
    assert_eq!(format!("{:?}", way.case.without_history()), format!("{before:?}"));
    way.does(&handler(), extends).unwrap();
}

#[test]
fn a_request_is_refused_on_a_ground_of_the_law_and_nothing_else_needs_one() {
    let mut way = request();
    assert_eq!(way.does(&handler(), refuses(None)), Err(Refusal::GroundMissing));
    way.does(&handler(), refuses(Some(RefusalGround::Personal))).unwrap();
    assert_eq!((way.case.ending, way.case.refused_on), (Some(Ending::Rejected), Some(RefusalGround::Personal)));
    let mut complaint = Way::pier();
    complaint.does(&handler(), refuses(Some(RefusalGround::Personal))).unwrap();
    assert_eq!(complaint.case.refused_on, None, "of any other report no such ground is recorded");
    let mut elsewhere = request();
    let not_ours =
        |case: &Case, asking: &Asking<'_>| end(case, &End::plain(Ending::NotOurs, "Data pajak provinsi."), asking);
    elsewhere.does(&handler(), not_ours).unwrap();
    assert_eq!(elsewhere.case.refused_on, None);
}

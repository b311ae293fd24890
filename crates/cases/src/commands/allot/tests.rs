//! What a rule gives to whom, and what stays to be given by a person.

use hadir_org::{By, Role};
use jiff::civil::Date;

use super::super::tests::{Way, officer};
use super::super::{Assign, assign, classify, undo};
use super::*;

const YUSRAN: ActorId = ActorId::from_bytes([1; 16]);

fn lot(unit: &str) -> Lot {
    let from = Date::constant(2026, 1, 1);
    let category = Some("sea_transport".to_owned());
    let rule = Rule { category, place: None, staff: Vec::new(), from, at: 0 };
    Lot { unit: unit.to_owned(), rule, staff: YUSRAN, open: 3, among: 4 }
}

fn to(unit: &str, staff: Option<ActorId>) -> Assign {
    Assign { unit: unit.parse().unwrap(), staff, why: String::new() }
}

fn allots(way: &mut Way, lot: &Lot) -> Result<(), Refusal> {
    way.does(&By::Console, |case, asking| allot(case, lot, asking))
}

#[test]
fn a_report_goes_to_whom_the_rule_chose_and_nobody_has_read_it_by_that() {
    let mut way = Way::pier();
    allots(&mut way, &lot("dishub")).unwrap();
    assert_eq!((way.case.staff, way.case.status), (Some(YUSRAN), Status::New));
    let CaseEvent::Allotted(facts) = &way.case.thread.last().unwrap().event else { panic!() };
    assert_eq!((facts.category.as_deref(), facts.open, facts.among), (Some("sea_transport"), 3, 4));
    assert_eq!(allots(&mut way, &lot("dishub")), Err(Refusal::AlreadyThere), "once");
}

#[test]
fn a_rule_gives_nothing_that_is_elsewhere_of_another_topic_or_in_a_circle() {
    let mut way = Way::pier();
    assert_eq!(allots(&mut way, &lot("diskominfo")), Err(Refusal::AlreadyThere));
    let mut other = lot("dishub");
    other.rule.category = Some("levy".into());
    assert_eq!(allots(&mut way, &other), Err(Refusal::AlreadyThere));
    let levy = "levy".parse().unwrap();
    let sealed = Some(crate::kinds::Sensitivity::Levy);
    way.does(&By::Console, |case, asking| classify(case, Some(&levy), sealed, asking)).unwrap();
    let mut here = lot(&way.case.unit.clone());
    here.rule.category = None;
    assert_eq!(allots(&mut way, &here), Err(Refusal::AlreadyThere));
}

#[test]
fn what_a_person_put_back_is_given_by_a_person_and_another_unit_begins_anew() {
    let head = officer(Role::UnitHead, "kab-nunukan");
    let mut way = Way::pier();
    allots(&mut way, &lot("dishub")).unwrap();
    way.does(&head, |case, asking| assign(case, &to("dishub", None), asking)).unwrap();
    assert_eq!(allots(&mut way, &lot("dishub")), Err(Refusal::AlreadyThere));
    way.does(&head, |case, asking| assign(case, &to("diskominfo", None), asking)).unwrap();
    allots(&mut way, &lot("diskominfo")).unwrap();
    assert_eq!((way.case.unit.as_str(), way.case.staff), ("diskominfo", Some(YUSRAN)));
}

#[test]
fn whoever_took_it_up_without_knowing_holds_it_in_either_order() {
    let other = ActorId::from_bytes([2; 16]);
    let rule = || CaseEvent::Allotted(Allotted::new(0, "dishub".into(), YUSRAN, 0, 1));
    let person = || {
        let staff = Some(*other.as_bytes());
        CaseEvent::Assigned(crate::events::Assigned { at: 0, unit: "dishub".into(), staff }, None)
    };
    for events in [[rule(), person()], [person(), rule()]] {
        let mut way = Way::pier();
        let receipt = way.last().unwrap();
        for event in events {
            way.record_after(event, None, vec![receipt]);
        }
        assert_eq!(way.case.staff, Some(other));
        assert_eq!(way.case.open_conflict(), None, "it moves nothing");
    }
}

#[test]
fn it_stands_in_the_way_of_no_undoing() {
    let head = officer(Role::UnitHead, "kab-nunukan");
    let mut way = Way::pier();
    way.does(&head, |case, asking| assign(case, &to("diskominfo", None), asking)).unwrap();
    let moved = way.case.thread.last().unwrap().id;
    allots(&mut way, &lot("diskominfo")).unwrap();
    way.does(&head, |case, asking| undo(case, moved, asking)).unwrap();
    assert_eq!((way.case.unit.as_str(), way.case.staff), ("dishub", None), "it was given in the unit that it has left");
}

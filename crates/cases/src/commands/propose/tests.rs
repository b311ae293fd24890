//! What waits: until when, for whom, and that taking it back leaves nothing behind.

use hadir_org::{By, Role};
use hadir_store::Event;
use minicbor::{Decode, Encode};

use super::super::tests::{Way, officer};
use super::*;
use crate::commands::{self, Assign, Send, write_answer};
use crate::kinds::Status;

const EVENING: &str = "2026-11-16T20:00:00+08:00";
const NEXT_MORNING: &str = "2026-11-17T07:30:00+08:00";

fn handler() -> By {
    officer(Role::Handler, "dishub")
}

/// A case for which an answer, written in the evening, waits for the office to open.
fn scheduled() -> Way {
    let mut way = Way::pier();
    let send = Send { deed: Deed::Answer, is_later: true };
    way.at(EVENING).does(&handler(), |case, asking| write_answer(case, "Papan kami ganti.", send, asking)).unwrap();
    way
}

fn sends(way: &mut Way) -> bool {
    let before = way.case.thread.len();
    way.does(&By::Console, send_due).unwrap();
    way.case.thread.len() > before
}

#[test]
fn an_answer_waits_to_the_minute_and_goes_once() {
    let mut way = scheduled();
    let (due, status) = (way.case.due_at(), way.case.status);
    assert!(!sends(way.at("2026-11-17T07:29:59+08:00")));
    assert_eq!((way.case.due_at(), way.case.status), (due, status));
    assert!(sends(way.at(NEXT_MORNING)));
    assert_eq!((way.case.status, way.case.first_answer.unwrap().at), (Status::Answered, way.now.as_millisecond()));
    assert!(!sends(&mut way));
}

#[test]
fn while_the_office_is_open_nothing_waits() {
    let mut way = Way::pier();
    let send = Send { deed: Deed::Answer, is_later: true };
    way.at("2026-11-16T09:00:00+08:00");
    way.does(&handler(), |case, asking| write_answer(case, "Papan kami ganti.", send, asking)).unwrap();
    assert_eq!((way.case.status, way.case.pending().is_none()), (Status::Answered, true));
}

#[test]
fn taken_back_it_leaves_the_case_as_it_was_and_cannot_be_once_it_is_sent() {
    let (mut way, mut sent) = (scheduled(), scheduled());
    let op = way.last().unwrap();
    way.does(&handler(), |case, asking| commands::undo(case, op, asking)).unwrap();
    let as_before = format!("{:?}", way.case.without_history());
    assert_eq!(as_before, format!("{:?}", Way::pier().case.without_history()));
    assert!(!sends(way.at(NEXT_MORNING)));
    assert!(sends(sent.at(NEXT_MORNING)));
    assert_eq!(sent.does(&handler(), |case, asking| commands::undo(case, op, asking)), Err(Refusal::Superseded));
}

#[test]
fn what_waits_is_dropped_by_whatever_takes_its_place() {
    let hand_on = |case: &Case, asking: &Asking<'_>| {
        let to = Assign { unit: "diskominfo".parse().unwrap(), staff: None, why: "Bagian mereka.".into() };
        commands::assign(case, &to, asking)
    };
    let end = |case: &Case, asking: &Asking<'_>| commands::end(case, &End::plain(Ending::Rejected, "Ganda."), asking);
    let news = |case: &Case, asking: &Asking<'_>| commands::answer(case, "Kami datang besok.", false, asking);
    let answers = |case: &Case, asking: &Asking<'_>| commands::answer(case, "Sudah beres.", true, asking);
    let note = |case: &Case, asking: &Asking<'_>| commands::note(case, "Cek lagi.", asking);
    type Act = dyn Fn(&Case, &Asking<'_>) -> Decided;
    let acts: [(&str, &Act, bool); 5] = [
        ("another unit", &hand_on, false),
        ("an ending", &end, false),
        ("another answer", &answers, false),
        ("news", &news, true),
        ("a note", &note, true),
    ];
    for (name, act, still_waits) in acts {
        let mut way = scheduled();
        way.does(&officer(Role::UnitHead, "dishub"), act).unwrap();
        assert_eq!(way.case.pending().is_some(), still_waits, "{name}");
        assert_eq!(sends(way.at(NEXT_MORNING)), still_waits, "{name}");
    }
}

#[test]
fn a_deed_that_only_a_later_version_knows_is_kept_and_never_done() {
    #[derive(Encode, Decode)]
    #[cbor(map)]
    struct Later {
        #[n(0)]
        at: i64,
        #[n(1)]
        deed: String,
        #[n(2)]
        send_at: Option<i64>,
    }
    let facts = minicbor::to_vec(Later { at: 5, deed: "sing".into(), send_at: Some(6) }).unwrap();
    let read: Proposed = minicbor::decode(&facts).unwrap();
    assert_eq!((read.deed(), read.send_at), (None, Some(6)));
    let mut way = Way::pier();
    way.record(vec![CaseEvent::Proposal(Proposal::Proposed(read, None))], None);
    assert_eq!((way.case.pending().is_none(), way.case.thread.len()), (true, 2));
    assert!(!sends(way.at(NEXT_MORNING)));
    let event: Event = way.case.thread[1].event.clone().into_event();
    assert!(!event.must_understand);
    for (deed, name) in [(Deed::Answer, "answer"), (Deed::End(Ending::NotOurs), "not_ours")] {
        let facts = Proposed::new(5, deed, None).unwrap();
        assert_eq!(facts.deed(), Some(deed), "{name}");
    }
    assert_eq!(Proposed::new(5, Deed::End(Ending::Withdrawn), None), None, "nobody proposes the reporter's word");
}

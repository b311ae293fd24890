//! Nothing goes to another authority but with the reporter's yes to that very offer, as long as the yes holds.

use hadir_org::{By, Parts, Role};

use super::super::tests::{Way, officer, settings};
use super::*;
use crate::commands::{
    End, answer, ask_citizen, classify, end, reply, resume, show_to, solved, undo, unsolved, withdraw,
};
use crate::kinds::{Sensitivity, Visibility};

const MONDAY: &str = "2026-11-16T09:00:00+08:00";
const TUESDAY: &str = "2026-11-17T10:00:00+08:00";
const WEDNESDAY: &str = "2026-11-18T10:00:00+08:00";
const YEAR_LATER: &str = "2027-11-18T10:00:00+08:00";

fn handler() -> By {
    officer(Role::Handler, "dishub")
}

fn bpjn() -> Elsewhere {
    let [authority, reach, why] =
        ["Balai  Jalan Nasional ", "Jl. Rambai Padi\nTanjung Selor", "Ruas ini jalan nasional."];
    Elsewhere { authority: authority.into(), reach: reach.into(), why: why.into() }
}

fn offers(case: &Case, asking: &Asking<'_>) -> Decided {
    offer(case, &bpjn(), asking)
}

/// A report with a name, offered on Tuesday.
fn offered() -> Way {
    let mut way = Way::another(8);
    way.at(TUESDAY).does(&handler(), offers).unwrap();
    way
}

/// The same where no single officer ends a report.
fn offered_by_two() -> Way {
    let mut way = Way::another(8);
    let units = way.org.all_units().cloned().map(|unit| hadir_org::Unit { closing_needs_second: true, ..unit });
    let parts = Parts {
        units: units.collect(),
        staff: Vec::new(),
        services: Vec::new(),
        categories: Vec::new(),
        programs: Vec::new(),
        settings: settings(),
    };
    way.org = Organisation::new(parts);
    way.at(TUESDAY).does(&handler(), offers).unwrap();
    way
}

/// The operation of the offer that the case knows last.
fn op(way: &Way) -> OpId {
    way.case.offer().unwrap().op.unwrap()
}

fn says(way: &mut Way, to: OpId, is_yes: bool) -> Result<(), Refusal> {
    way.citizen(|case, org, now| consent(case, to, is_yes, false, org, now))
}

fn hands(way: &mut Way, to: OpId) -> Result<(), Refusal> {
    let day = way.now.to_zoned(hadir_calendar::Zone::Wita.time_zone()).date();
    way.does(&handler(), |case, asking| hand_over(case, to, Some(day), "Surat 620/114.", asking))
}

fn lapses(way: &mut Way) -> usize {
    let before = way.case.thread.len();
    way.does(&By::Console, lapse).unwrap();
    way.case.thread.len() - before
}

fn is_not_ours(case: &Case) -> bool {
    (case.status, case.ending) == (Status::Ended, Some(Ending::NotOurs))
}

#[test]
fn an_offer_names_authority_way_and_reason_and_stops_the_clock() {
    let mut way = Way::another(8);
    way.at(TUESDAY);
    let without = |what: fn(&mut Elsewhere) -> &mut String, given: &str| {
        let mut elsewhere = bpjn();
        *what(&mut elsewhere) = given.to_owned();
        offer(&way.case, &elsewhere, &Asking { by: &handler(), org: &way.org, now: way.now }).unwrap_err()
    };
    assert_eq!(without(|it| &mut it.authority, " \n"), Refusal::AuthorityMissing);
    assert_eq!(without(|it| &mut it.reach, " "), Refusal::ReachMissing);
    assert_eq!(without(|it| &mut it.why, ""), Refusal::ReasonMissing);
    assert_eq!(without(|it| &mut it.authority, &"a".repeat(201)), Refusal::TooLong(AUTHORITY_CHARS_MAX));
    assert_eq!(without(|it| &mut it.reach, &"a".repeat(501)), Refusal::TooLong(REACH_CHARS_MAX));
    way.does(&handler(), offers).unwrap();
    let offer = way.case.open_offer().unwrap();
    assert_eq!((offer.authority.as_str(), offer.ends), ("Balai Jalan Nasional", true));
    assert_eq!(offer.reach, "Jl. Rambai Padi Tanjung Selor");
    assert!(way.case.is_waiting() && offer.until > way.now.as_millisecond());
    assert_eq!(way.does(&handler(), offers), Err(Refusal::AlreadyWaiting));
}

#[test]
fn what_cannot_be_offered_and_who_may_not() {
    let asks = |case: &Case, asking: &Asking<'_>| ask_citizen(case, "Ruas yang mana?", asking);
    let answers = |case: &Case, asking: &Asking<'_>| answer(case, "Sudah kami tambal.", true, asking);
    let ends = |case: &Case, asking: &Asking<'_>| end(case, &End::plain(Ending::Rejected, "Ganda."), asking);
    type Act<'a> = &'a dyn Fn(&Case, &Asking<'_>) -> Decided;
    let refused: [(Act<'_>, Refusal); 3] =
        [(&asks, Refusal::AlreadyWaiting), (&answers, Refusal::Closed), (&ends, Refusal::Closed)];
    for (act, refusal) in refused {
        let mut way = Way::another(8);
        way.at(TUESDAY).does(&handler(), act).unwrap();
        assert_eq!(way.does(&handler(), offers), Err(refusal));
    }
    let mut way = Way::another(8);
    assert_eq!(way.does(&officer(Role::FrontDesk, "dishub"), offers), Err(Refusal::NotAllowed));
    assert_eq!(way.does(&officer(Role::Handler, "kec-sebatik-timur"), offers), Err(Refusal::Unknown));
    assert_eq!(way.does(&officer(Role::Leader, "kab-nunukan"), offers), Err(Refusal::NotAllowed));
}

#[test]
fn after_a_yes_the_clock_runs_until_it_is_handed_over_which_ends_it() {
    let mut way = offered();
    let op = op(&way);
    assert_eq!(hands(&mut way, op), Err(Refusal::NotAgreed), "nobody has agreed yet");
    says(way.at(WEDNESDAY), op, true).unwrap();
    assert_eq!(way.case.status, Status::InProgress);
    assert_eq!(way.does(&handler(), offers), Err(Refusal::AlreadyAgreed));
    let len = way.case.thread.len();
    says(&mut way, op, true).unwrap();
    assert_eq!(way.case.thread.len(), len, "the same answer sent twice is one");
    assert_eq!(
        way.does(&officer(Role::Leader, "kab-nunukan"), |case, asking| { hand_over(case, op, None, "Surat.", asking) }),
        Err(Refusal::NotAllowed)
    );
    hands(way.at("2026-11-19T10:00:00+08:00"), op).unwrap();
    let handed = way.case.offer().unwrap().handed.clone().unwrap();
    assert_eq!((handed.on.as_str(), handed.authority.as_str()), ("2026-11-19", "Balai Jalan Nasional"));
    assert!(is_not_ours(&way.case) && way.case.agreed_offer().is_none());
    assert_eq!(hands(&mut way, op), Err(Refusal::NotAgreed), "it is handed over once");
    assert_eq!(says(&mut way, op, false), Err(Refusal::Superseded), "and not taken back after that");
}

#[test]
fn it_is_handed_over_between_the_yes_and_today_and_said_how() {
    let mut way = offered();
    let op = op(&way);
    says(way.at(WEDNESDAY), op, true).unwrap();
    // Past midnight in Nunukan, although in Greenwich it is still Thursday.
    way.at("2026-11-20T01:00:00+08:00");
    let hands_on = |day: &str, how: &str| {
        let asking = Asking { by: &handler(), org: &way.org, now: way.now };
        hand_over(&way.case, op, day.parse().ok(), how, &asking)
    };
    for day in ["", "kemarin", "2026-11-17", "2026-11-21"] {
        assert_eq!(hands_on(day, "Surat."), Err(Refusal::DayOutside), "{day}");
    }
    assert_eq!(hands_on("2026-11-18", " "), Err(Refusal::Empty));
    for day in ["2026-11-18", "2026-11-20"] {
        assert_eq!(hands_on(day, "Surat.").map(|events| events.len()), Ok(2), "{day}");
    }
}

#[test]
fn name_and_contact_go_along_only_where_that_was_agreed_to() {
    let mut way = offered();
    let op = op(&way);
    let take = |way: &mut Way, is_yes| way.citizen(|case, org, now| consent(case, op, is_yes, true, org, now));
    take(&mut way, true).unwrap();
    assert!(way.case.agreed_offer().and_then(Offer::yes).unwrap().with_contact);
    let mut nameless = Way::pier();
    nameless.at(TUESDAY).does(&handler(), offers).unwrap();
    let op = nameless.last().unwrap();
    nameless.citizen(|case, org, now| consent(case, op, true, true, org, now)).unwrap();
    assert!(!nameless.case.agreed_offer().and_then(Offer::yes).unwrap().with_contact, "there is none");
}

#[test]
fn a_no_ends_it_and_where_two_have_to_agree_the_office_goes_on() {
    let mut way = offered();
    let to = op(&way);
    says(&mut way, to, false).unwrap();
    assert!(is_not_ours(&way.case));
    let ended = way.case.thread.last().unwrap();
    let CaseEvent::Ended(facts, None) = &ended.event else { panic!("{ended:?}") };
    assert_eq!(facts.authority.as_deref(), Some("Balai Jalan Nasional"));
    let ended = ended.id;
    assert_eq!(way.does(&handler(), |case, asking| undo(case, ended, asking)), Err(Refusal::NotAllowed));

    let mut way = offered_by_two();
    let to = op(&way);
    says(way.at(WEDNESDAY), to, false).unwrap();
    assert_eq!((way.case.status, way.case.agreed_offer()), (Status::InProgress, None));
    assert_eq!(says(&mut way, to, true), Err(Refusal::Superseded));
    assert_eq!(endable_as_not_ours(&way.case), Ok(()), "the reporter knows whose matter it is");
}

#[test]
fn without_an_answer_it_lapses_at_the_instant_and_not_before() {
    for (mut way, is_ended) in [(offered(), true), (offered_by_two(), false)] {
        let (to, until) = (op(&way), way.case.open_offer().unwrap().until);
        way.now = Timestamp::from_millisecond(until - 1).unwrap();
        assert_eq!(lapses(&mut way), 0);
        way.now = Timestamp::from_millisecond(until).unwrap();
        assert!(way.case.answerable_offer(way.now).is_none());
        assert_eq!(says(&mut way, to, true), Err(Refusal::TooLate));
        assert_eq!((lapses(&mut way), is_not_ours(&way.case)), (1, is_ended));
        assert_eq!(lapses(&mut way), 0);
        assert!(way.case.pauses.last().unwrap().until.is_some(), "the clock stands still no longer");
        assert_eq!(says(&mut way, to, true), Err(Refusal::Superseded));
        assert_eq!(hands(&mut way, to), Err(Refusal::NotAgreed));
    }
    let mut agreed = offered();
    let to = op(&agreed);
    says(&mut agreed, to, true).unwrap();
    assert_eq!(lapses(agreed.at(YEAR_LATER)), 0, "an answer does not lapse");
}

#[test]
fn consent_to_an_older_offer_does_not_serve_a_newer_one() {
    let mut way = offered();
    let older = op(&way);
    way.at(WEDNESDAY).does(&handler(), resume).unwrap();
    assert_eq!(says(&mut way, older, true), Err(Refusal::Superseded), "the office went on");
    way.does(&handler(), offers).unwrap();
    let newer = op(&way);
    assert_eq!(says(&mut way, older, true), Err(Refusal::Superseded));
    says(&mut way, newer, true).unwrap();
    assert_eq!(hands(&mut way, older), Err(Refusal::NotAgreed));
    hands(&mut way, newer).unwrap();
}

#[test]
fn a_yes_is_taken_back_until_it_is_handed_over() {
    for (mut way, is_ended) in [(offered(), true), (offered_by_two(), false)] {
        let to = op(&way);
        says(way.at(WEDNESDAY), to, true).unwrap();
        // However late.
        says(way.at(YEAR_LATER), to, false).unwrap();
        assert_eq!((is_not_ours(&way.case), way.case.agreed_offer()), (is_ended, None));
        assert_eq!(hands(&mut way, to), Err(Refusal::NotAgreed));
        assert_eq!(says(&mut way, to, true), Err(Refusal::Superseded), "a no is the last word");
    }
}

#[test]
fn whatever_ends_or_answers_the_report_leaves_nothing_to_hand_over() {
    let gone = |act: &dyn Fn(&mut Way)| {
        let mut way = offered();
        let to = op(&way);
        says(way.at(WEDNESDAY), to, true).unwrap();
        act(&mut way);
        assert_eq!(hands(&mut way, to), Err(Refusal::NotAgreed));
        way
    };
    gone(&|way| way.citizen(|case, _, now| withdraw(case, now)).unwrap());
    gone(&|way| way.citizen(|case, _, now| solved(case, now)).unwrap());
    let rejects = |case: &Case, asking: &Asking<'_>| end(case, &End::plain(Ending::Rejected, "Ganda."), asking);
    let mut way = gone(&|way| way.does(&handler(), rejects).unwrap());
    // Opened again it begins anew: nobody has agreed to anything.
    way.does(&handler(), |case, asking| super::super::reopen(case, "Keliru.", asking)).unwrap();
    assert!(way.case.offer().is_none());
    let mut way = offered();
    let to = op(&way);
    way.does(&handler(), |case, asking| answer(case, "Ternyata urusan kami.", true, asking)).unwrap();
    assert_eq!(says(&mut way, to, true), Err(Refusal::Superseded));
}

#[test]
fn the_reporters_words_alone_answer_no_offer() {
    let mut way = offered();
    way.citizen(|case, org, now| reply(case, "Apa bedanya?", org, now)).unwrap();
    assert!(way.case.open_offer().is_some());
    way.citizen(|case, _, now| show_to(case, Visibility::Confidential, now)).unwrap();
    assert!(way.case.open_offer().is_some());
}

#[test]
fn an_offer_is_undone_whole_and_not_beneath_an_answer() {
    let mut way = offered();
    let (to, paused) = (op(&way), way.case.thread[way.case.thread.len() - 2].id);
    let mut other = offered();
    way.does(&handler(), |case, asking| undo(case, to, asking)).unwrap();
    other.does(&handler(), |case, asking| undo(case, paused, asking)).unwrap();
    let state = |case: &Case| format!("{:?}", case.without_history());
    assert_eq!(state(&way.case), state(&Way::another(8).case));
    assert_eq!(state(&other.case), state(&way.case), "the question and the offer are one act");
    assert_eq!(says(&mut way, to, true), Err(Refusal::Superseded));
    way.does(&handler(), offers).unwrap();
    let second = op(&way);
    assert_ne!(second, to);
    says(&mut way, second, true).unwrap();
    assert_eq!(way.does(&handler(), |case, asking| undo(case, second, asking)), Err(Refusal::Superseded));
}

#[test]
fn what_was_written_down_by_mistake_is_undone_and_the_yes_holds_again() {
    let mut way = offered();
    let to = op(&way);
    says(way.at(WEDNESDAY), to, true).unwrap();
    let before = format!("{:?}", way.case.without_history());
    hands(&mut way, to).unwrap();
    let handed = way.last().unwrap();
    way.does(&handler(), |case, asking| undo(case, handed, asking)).unwrap();
    assert_eq!(format!("{:?}", way.case.without_history()), before);
    hands(&mut way, to).unwrap();
}

#[test]
fn opened_again_by_its_reporter_it_can_be_offered_anew() {
    let mut way = offered();
    let to = op(&way);
    says(way.at(WEDNESDAY), to, true).unwrap();
    hands(&mut way, to).unwrap();
    way.citizen(|case, org, now| unsolved(case, "Balai menolak.", org, now)).unwrap();
    assert!(way.case.offer().is_none() && way.case.status.is_open());
    way.does(&handler(), offers).unwrap();
}

#[test]
fn who_puts_it_into_a_closed_circle_takes_the_offer_away_and_its_people_alone_offer_it_again() {
    let seals = |case: &Case, asking: &Asking<'_>| classify(case, None, Some(Sensitivity::Misconduct), asking);
    let inspector = officer(Role::Inspector, "inspektorat");
    for is_agreed in [false, true] {
        let mut way = offered();
        let to = op(&way);
        if is_agreed {
            says(way.at(WEDNESDAY), to, true).unwrap();
        }
        way.does(&handler(), seals).unwrap();
        assert_eq!(says(&mut way, to, true), Err(Refusal::Superseded));
        assert_eq!(hands(&mut way, to), Err(Refusal::Unknown), "who is outside does not learn why");
        assert_eq!(
            way.does(&inspector, |case, asking| hand_over(case, to, None, "Surat.", asking)),
            Err(Refusal::NotAgreed)
        );
        assert_eq!(way.does(&handler(), offers), Err(Refusal::Unknown));
    }
    let mut way = Way::another(8);
    way.at(MONDAY).does(&handler(), seals).unwrap();
    way.at(TUESDAY).does(&inspector, offers).unwrap();
    let to = op(&way);
    says(&mut way, to, true).unwrap();
    assert!(way.case.agreed_offer().is_some());
}

#[test]
fn nothing_ends_as_not_ours_before_the_reporter_knows_whose_matter_it_is() {
    let mut way = Way::another(8);
    assert_eq!(endable_as_not_ours(&way.case), Err(Refusal::AuthorityMissing));
    way.at(TUESDAY).does(&handler(), offers).unwrap();
    assert_eq!(endable_as_not_ours(&way.case), Err(Refusal::AlreadyWaiting));
    let to = op(&way);
    says(&mut way, to, true).unwrap();
    assert_eq!(endable_as_not_ours(&way.case), Err(Refusal::AlreadyAgreed));
    let mut way = offered();
    way.does(&handler(), resume).unwrap();
    assert_eq!(endable_as_not_ours(&way.case), Ok(()));
    way.does(&handler(), |case, asking| end(case, &End::plain(Ending::NotOurs, "Milik balai."), asking)).unwrap();
    let CaseEvent::Ended(facts, _) = &way.case.thread.last().unwrap().event else { panic!("it ended") };
    assert_eq!(facts.authority.as_deref(), Some("Balai Jalan Nasional"));
}

/// Two offices that had both seen what is there so far; what each then recorded arrives in either order.
fn apart(first: &[CaseEvent], second: &[CaseEvent], way: fn() -> Way) -> [Case; 2] {
    [[first, second], [second, first]].map(|both| {
        let mut way = way();
        let seen: Vec<_> = way.last().into_iter().collect();
        for events in both {
            let mut parents = seen.clone();
            for event in events {
                let is_own = matches!(event, CaseEvent::Handover(Handover::Consented(_)));
                let actor = handler().actor_id().filter(|_| !is_own);
                way.record_after(event.clone(), actor, parents);
                parents = way.last().into_iter().collect();
            }
        }
        way.case
    })
}

fn decides(way: &mut Way, by: &By, act: impl Fn(&Case, &Asking<'_>) -> Decided) -> Vec<CaseEvent> {
    act(&way.case, &Asking { by, org: &way.org, now: way.now }).unwrap()
}

#[test]
fn a_yes_given_while_the_office_offered_anew_serves_neither_offer() {
    let mut way = offered();
    way.at(WEDNESDAY);
    let to = op(&way);
    let yes = consent(&way.case, to, true, true, &way.org, way.now).unwrap();
    let mut anew = decides(&mut way, &handler(), resume);
    let mut resumed = offered();
    resumed.at(WEDNESDAY).record(anew.clone(), handler().actor_id());
    anew.extend(decides(&mut resumed, &handler(), offers));
    for case in apart(&anew, &yes, offered) {
        assert!(case.offer().unwrap().op != Some(to) && case.agreed_offer().is_none(), "{:?}", case.offer());
    }
}

#[test]
fn of_a_yes_and_a_no_that_did_not_know_each_other_the_no_holds() {
    let mut way = offered();
    way.at(WEDNESDAY);
    let to = op(&way);
    let [yes, no] = [true, false].map(|is_yes| consent(&way.case, to, is_yes, false, &way.org, way.now).unwrap());
    for case in apart(&yes, &no, offered) {
        assert!(case.agreed_offer().is_none(), "{:?}", case.offer());
        assert!(!case.offer().unwrap().consent.as_ref().unwrap().is_yes);
    }
}

#[test]
fn a_yes_given_while_the_office_closed_the_circle_hands_nothing_over() {
    let mut way = offered();
    way.at(WEDNESDAY);
    let to = op(&way);
    let yes = consent(&way.case, to, true, true, &way.org, way.now).unwrap();
    let seal =
        decides(&mut way, &handler(), |case, asking| classify(case, None, Some(Sensitivity::Misconduct), asking));
    for case in apart(&seal, &yes, offered) {
        assert!(case.agreed_offer().is_none(), "{:?}", case.offer());
    }
}

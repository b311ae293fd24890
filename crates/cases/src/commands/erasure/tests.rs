//! What becomes of a wish to have the words erased.

use hadir_org::{By, Role, Settings};

use super::super::tests::{Way, officer, organisation_with, settings};
use super::*;
use crate::commands::{answer, end, undo};
use crate::events::{At, Noted, Words};

fn head() -> By {
    officer(Role::UnitHead, "dishub")
}

fn asked() -> Way {
    let mut way = Way::pier();
    way.at("2026-11-17T09:00:00+08:00");
    way.citizen(|case, org, now| ask_erasure(case, "Saya takut dikenali.", org, now)).unwrap();
    way
}

fn wish(way: &Way) -> OpId {
    way.case.open_erasure_wish().unwrap().op.unwrap()
}

fn erases(way: &mut Way, by: &By) -> Result<(), Refusal> {
    let op = wish(way);
    way.does(by, move |case, asking| erase(case, op, asking))
}

#[test]
fn a_wish_is_answered_within_three_times_24_hours_and_asked_once() {
    let mut way = asked();
    let due = way.case.open_erasure_wish().unwrap().due.clone().unwrap();
    let due: Timestamp = Timestamp::from_millisecond(due.due_at).unwrap();
    assert_eq!(due, "2026-11-20T09:00:00+08:00".parse().unwrap());
    assert_eq!(wish_words(&way.case), "Saya takut dikenali.");
    let handler = officer(Role::Handler, "dishub");
    way.does(&handler, |case, asking| answer(case, "Kami periksa dulu.", false, asking)).unwrap();
    way.does(&handler, crate::commands::mark_read).unwrap();
    assert!(way.case.wrote_at().is_some() && way.case.unread_since().is_none(), "no other word answers it");
    let thread = way.case.thread.len();
    way.citizen(|case, org, now| ask_erasure(case, "Sekali lagi.", org, now)).unwrap();
    assert_eq!(way.case.thread.len(), thread);
}

#[test]
fn an_open_report_ends_as_taken_back_and_nothing_in_words_is_left_out() {
    let mut way = asked();
    let before = way.case.thread.len();
    erases(&mut way, &head()).unwrap();
    assert_eq!((way.case.status, way.case.ending), (Status::Ended, Some(Ending::Withdrawn)));
    assert!(way.case.is_erased() && way.case.open_erasure_wish().is_none() && !way.case.is_public());
    assert_eq!(way.case.wrote_at(), None);
    let named: Vec<_> = way.case.still_worded().iter().map(|(op, _)| *op).collect();
    let worded = |at: &usize| way.case.thread[*at].event.words().is_some() || *at == 0;
    let expected: Vec<_> = (0..before).filter(worded).map(|at| way.case.thread[at].id).collect();
    assert_eq!(named, expected);
    assert!(expected.len() >= 2);
}

#[test]
fn a_report_that_is_done_stays_as_it_ended() {
    let mut way = Way::pier();
    let reason = crate::commands::End::plain(Ending::Rejected, "Bukan urusan pemerintah.");
    way.does(&head(), |case, asking| end(case, &reason, asking)).unwrap();
    way.citizen(|case, org, now| ask_erasure(case, "", org, now)).unwrap();
    assert_eq!(wish_words(&way.case), "");
    erases(&mut way, &head()).unwrap();
    assert_eq!(way.case.ending, Some(Ending::Rejected));
}

#[test]
fn only_who_heads_the_unit_decides_and_only_on_the_wish_that_waits() {
    let mut way = asked();
    let op = wish(&way);
    let handler = officer(Role::Handler, "dishub");
    assert_eq!(erases(&mut way, &handler), Err(Refusal::NotAllowed));
    assert_eq!(erases(&mut way, &officer(Role::UnitHead, "pupr")), Err(Refusal::Unknown));
    let refuses = |why: &'static str| move |case: &Case, asking: &Asking<'_>| refuse_erasure(case, op, why, asking);
    assert_eq!(way.does(&head(), refuses(" ")), Err(Refusal::ReasonMissing));
    way.does(&head(), refuses("Masih diperiksa Inspektorat.")).unwrap();
    assert!(way.case.open_erasure_wish().is_none() && way.case.wrote_at().is_none());
    assert_eq!(way.does(&head(), move |case, asking| erase(case, op, asking)), Err(Refusal::Superseded));
    way.citizen(|case, org, now| ask_erasure(case, "Pemeriksaannya sudah selesai.", org, now)).unwrap();
    assert_ne!(wish(&way), op);
    erases(&mut way, &head()).unwrap();
}

#[test]
fn what_an_office_writes_that_had_not_heard_of_it_goes_too_and_what_follows_stays() {
    let mut way = asked();
    let seen = way.last().unwrap();
    erases(&mut way, &head()).unwrap();
    let after = way.last().unwrap();
    let before = way.case.still_worded().len();
    let note = |text: &str| {
        let words = Words::of(text);
        CaseEvent::Noted(Noted::in_words(0), Some(words))
    };
    way.record_after(note("Saya telepon pelapornya."), None, vec![seen]);
    assert_eq!(way.case.still_worded().len(), before + 1);
    way.record_after(note("Arsip sudah dibersihkan."), None, vec![after]);
    assert_eq!(way.case.still_worded().len(), before + 1);
}

#[test]
fn nothing_of_it_is_lost_when_an_earlier_act_was_undone() {
    let mut way = Way::pier();
    let handler = officer(Role::Handler, "dishub");
    way.does(&handler, |case, asking| crate::commands::publish(case, "Papan dermaga lepas", asking)).unwrap();
    let shown = way.last().unwrap();
    way.does(&handler, move |case, asking| undo(case, shown, asking)).unwrap();
    way.does(&handler, |case, asking| answer(case, "Sudah diperbaiki.", true, asking)).unwrap();
    way.citizen(|case, org, now| ask_erasure(case, "", org, now)).unwrap();
    erases(&mut way, &head()).unwrap();
    way.record(vec![CaseEvent::Verified(At { at: 0 })], None);
    assert!(way.case.is_erased());
    assert_eq!(way.case.still_worded().len(), 3, "the report, the title that was taken back, the answer");
}

fn keeping(day: &str) -> Settings {
    let mut settings = settings();
    settings.regency.retention_on = Some(day.parse().unwrap());
    settings
}

/// A report that its reporter called solved on 17 November 2026, in a regency that erases from a day on.
fn solved_in(settings: Settings) -> Way {
    let mut way = Way::pier();
    way.org = organisation_with(settings);
    way.at("2026-11-17T09:00:00+08:00").citizen(|case, _, now| crate::commands::solved(case, now)).unwrap();
    way
}

fn expires(way: &mut Way, at: &str) -> Result<(), Refusal> {
    way.at(at).citizen(expire)
}

#[test]
fn words_are_kept_as_long_as_the_rule_in_force_says_and_no_longer() {
    let mut way = solved_in(keeping("2027-01-01"));
    assert_eq!(way.case.retention_rule(), "retain_complaint");
    let until = kept_until(&way.case, &way.org, way.now).unwrap();
    assert_eq!(until, "2031-11-17T23:59:00+08:00".parse().unwrap());
    assert_eq!(expires(&mut way, "2031-11-17T23:58:00+08:00"), Err(Refusal::TooEarly));
    assert!(!way.case.is_erased());
    expires(&mut way, "2031-11-18T00:00:00+08:00").unwrap();
    assert_eq!(way.case.erased().unwrap().rule.as_deref(), Some("retain_complaint"));
    assert_eq!((way.case.status, way.case.ending), (Status::Closed, None), "how it ended stays");
}

#[test]
fn nothing_is_erased_before_the_regency_says_so_nor_while_somebody_waits() {
    let late = "2040-01-01T09:00:00+08:00";
    assert_eq!(expires(&mut solved_in(settings()), late), Err(Refusal::TooEarly));
    assert_eq!(expires(&mut solved_in(keeping("2040-01-02")), late), Err(Refusal::TooEarly));
    let mut open = Way::pier();
    open.org = organisation_with(keeping("2027-01-01"));
    assert_eq!(expires(&mut open, late), Err(Refusal::TooEarly), "nobody has closed it");
    let mut written = solved_in(keeping("2027-01-01"));
    written.citizen(|case, org, now| crate::commands::reply(case, "Rusak lagi.", org, now)).unwrap();
    assert_eq!(expires(&mut written, late), Err(Refusal::TooEarly), "what the citizen wrote waits");
}

#[test]
fn silence_closes_and_the_years_count_from_there() {
    let mut way = Way::pier();
    way.org = organisation_with(keeping("2027-01-01"));
    let handler = officer(Role::Handler, "dishub");
    way.at("2026-11-20T10:00:00+08:00");
    way.does(&handler, |case, asking| answer(case, "Sudah diperbaiki.", true, asking)).unwrap();
    let silent = way.case.closes_at.unwrap();
    assert_eq!(way.case.rests_since(), Some(silent));
    let until = kept_until(&way.case, &way.org, way.now).unwrap();
    let days = (until.as_millisecond() - silent) / 86_400_000;
    assert!((1825..=1827).contains(&days), "{days}");
}

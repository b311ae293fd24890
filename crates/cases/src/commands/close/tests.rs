//! On whose word a case is closed.

use hadir_org::Role;

use super::super::tests::{Way, officer};
use super::*;
use crate::commands::{answer, ask_citizen, resume, verify};

/// A report that stands so.
fn standing(status: Status) -> Way {
    let head = officer(Role::UnitHead, "dishub");
    let mut way = Way::pier();
    let mut does = |act: fn(&Case, &Asking<'_>) -> Decided| way.does(&head, act).unwrap();
    match status {
        Status::New => {}
        Status::Verified => does(verify),
        Status::InProgress => {
            does(|case, asking| ask_citizen(case, "Yang mana?", asking));
            does(resume);
        }
        Status::Waiting => does(|case, asking| ask_citizen(case, "Yang mana?", asking)),
        Status::Answered => does(|case, asking| answer(case, "Sudah kami ganti.", true, asking)),
        Status::Closed => {
            does(|case, asking| close(case, Word::Spoken(Channel::Phone), "Ibu Siti: sudah baik.", asking))
        }
        Status::Ended => does(|case, asking| end(case, &End::plain(Ending::Rejected, "Sudah ditangani."), asking)),
    }
    assert_eq!(way.case.status, status);
    way
}

const SPOKEN: [Word; 2] = [Word::Spoken(Channel::WalkIn), Word::Spoken(Channel::Phone)];

#[test]
fn one_officer_alone_closes_nothing_that_is_not_answered() {
    use Status::{Answered, Closed, Ended, InProgress, New, Verified, Waiting};
    let done = Err(Refusal::Closed);
    // How it stands; what becomes of it by the spoken word; what by the office's alone.
    let table = [
        (New, Ok(()), Err(Refusal::NotAnswered)),
        (Verified, Ok(()), Err(Refusal::NotAnswered)),
        (InProgress, Ok(()), Err(Refusal::NotAnswered)),
        (Waiting, Ok(()), Err(Refusal::NotAnswered)),
        (Answered, Ok(()), Ok(())),
        (Closed, done.clone(), done.clone()),
        (Ended, done.clone(), done),
    ];
    assert_eq!(table.len(), Status::ALL.len());
    for (status, spoken, alone) in table {
        let expected = [(SPOKEN[0], spoken.clone()), (SPOKEN[1], spoken), (Word::Office, alone)];
        for (role, (word, expected)) in
            [Role::Handler, Role::UnitHead].into_iter().flat_map(|role| expected.clone().map(|one| (role, one)))
        {
            let mut way = standing(status);
            let done = way.does(&officer(role, "dishub"), |case, asking| close(case, word, "Ibu Siti: sudah.", asking));
            assert_eq!(done, expected, "{status:?} {word:?} {role:?}");
            assert_eq!(word.closes(status), expected.is_ok());
            if expected.is_ok() {
                assert_eq!(way.case.status, Closed);
            }
        }
    }
}

#[test]
fn the_counter_takes_down_what_it_hears_and_closes_nothing_by_itself() {
    let counter = officer(Role::FrontDesk, "dishub");
    let mut way = standing(Status::Answered);
    assert_eq!(way.does(&counter, |case, asking| close(case, Word::Office, "", asking)), Err(Refusal::NotAllowed));
    way.does(&counter, |case, asking| close(case, SPOKEN[0], "Ibu Siti: sudah baik.", asking)).unwrap();
    let closed = way.case.thread.last().unwrap();
    assert!(closed.actor.is_some());
    let CaseEvent::Closed(facts, words) = &closed.event else { panic!("{closed:?}") };
    assert_eq!((facts.by, facts.told_by), (Speaker::Citizen, Some(Channel::WalkIn)));
    assert_eq!(words.as_ref().unwrap().text, "Ibu Siti: sudah baik.");
}

#[test]
fn a_spoken_word_is_written_down_and_comes_by_mouth() {
    let head = officer(Role::UnitHead, "dishub");
    let mut way = Way::pier();
    assert_eq!(way.does(&head, |case, asking| close(case, SPOKEN[1], " ", asking)), Err(Refusal::ReasonMissing));
    for way_in in Channel::ALL.iter().filter(|channel| !Word::WAYS.contains(channel)) {
        let word = Word::Spoken(*way_in);
        assert_eq!(way.does(&head, |case, asking| close(case, word, "Sudah.", asking)), Err(Refusal::NotAnswered));
    }
    let elsewhere = officer(Role::Handler, "diskominfo");
    assert_eq!(way.does(&elsewhere, |case, asking| close(case, SPOKEN[1], "Sudah.", asking)), Err(Refusal::Unknown));
    assert_eq!(way.case.status, Status::New);
}

#[test]
fn what_was_closed_before_reads_as_it_did() {
    /// The facts as they were written so far.
    #[derive(minicbor::Encode, minicbor::Decode, Debug, PartialEq)]
    #[cbor(map)]
    struct Before {
        #[n(0)]
        at: i64,
        #[n(1)]
        by: Speaker,
    }
    let written = minicbor::to_vec(Before { at: 5, by: Speaker::Office }).unwrap();
    let read: Closed = minicbor::decode(&written).unwrap();
    assert_eq!(read, Closed { at: 5, by: Speaker::Office, told_by: None });
    assert_eq!(minicbor::to_vec(&read).unwrap(), written);
    let told = Closed { at: 5, by: Speaker::Citizen, told_by: Some(Channel::Phone) };
    let read: Before = minicbor::decode(&minicbor::to_vec(&told).unwrap()).unwrap();
    assert_eq!(read, Before { at: 5, by: Speaker::Citizen });
    // Whatever was recorded then closes the case still.
    let mut way = Way::pier();
    way.record(vec![CaseEvent::Closed(minicbor::decode(&written).unwrap(), None)], None);
    assert_eq!(way.case.status, Status::Closed);
}

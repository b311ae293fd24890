//! Erasure is real: nothing guessable is left, and what was erased does not come back.

mod office;

use hadir_oplog::*;
use office::{Office, report, stored};

fn sample() -> (Office, Operation) {
    let mut office = Office::new(1);
    let aggregate = office.aggregate();
    let operation = office.seal(report(aggregate, "Papan dermaga lepas"));
    (office, operation)
}

#[test]
fn an_erased_body_leaves_nothing_guessable() {
    let (mut office, mut operation) = sample();
    let contact = operation.body(2).unwrap().to_vec();
    let salt = operation.bodies()[2].bytes()[..SALT_BYTES].to_vec();
    assert!(operation.erase(2));

    assert!(operation.is_erased(2) && operation.body(2).is_none());
    assert!(!operation.erase(2), "it was gone already");
    let commit = office.commit(std::slice::from_ref(&operation));
    let whatever_is_left = TravellingOperation::new(commit, &[operation.id()], operation.clone()).unwrap().encode();
    let holds = |needle: &[u8]| whatever_is_left.windows(needle.len()).any(|window| window == needle);
    assert!(!holds(&contact) && !holds(&salt));
    // Without its salt, the right guess does not match the hash that stays.
    assert!(
        Operation::decode(operation.header_bytes(), [stored(&operation), vec![(2, contact.clone())]].concat()).is_err()
    );
    let with_zero_salt = [vec![0; SALT_BYTES], contact].concat();
    assert!(
        Operation::decode(operation.header_bytes(), [stored(&operation), vec![(2, with_zero_salt)]].concat()).is_err()
    );
}

#[test]
fn only_the_very_body_that_was_erased_can_be_put_back() {
    let (mut office, whole) = sample();
    let body = |operation: &Operation, slot| stored(operation).into_iter().find(|(at, _)| *at == slot).unwrap();
    let words = body(&whole, 1);
    let other = office.seal(report(whole.header().aggregate, "Papan dermaga lepas"));
    let mut operation = whole.clone();
    assert_eq!(operation.restore(words.clone()), Ok(false), "it is there");
    operation.erase(1);
    let erased = operation.clone();
    for (wrong, why) in [
        (body(&other, 1), "the same words under another salt"),
        ((1, words.1[SALT_BYTES..].to_vec()), "the words alone"),
        ((1, vec![]), "nothing"),
        ((2, words.1.clone()), "the words in another slot"),
        ((9, words.1.clone()), "a slot that never was"),
    ] {
        assert!(operation.restore(wrong).is_err(), "{why}");
        assert_eq!(operation, erased, "{why}");
    }
    assert_eq!(operation.restore(words), Ok(true));
    assert_eq!(operation, whole);
}

#[test]
fn equal_words_have_unequal_hashes() {
    let (mut office, operation) = sample();
    let again = office.seal(report(operation.header().aggregate, "Papan dermaga lepas"));
    assert_ne!(operation.header().bodies[1].hash, again.header().bodies[1].hash);
}

#[test]
fn an_operation_without_its_erased_bodies_is_still_the_same_operation() {
    let (_, mut operation) = sample();
    let id = operation.id();
    operation.erase(1);
    let read = Operation::decode(operation.header_bytes(), stored(&operation)).unwrap();
    assert_eq!((read.id(), &read), (id, &operation));
    assert_eq!(read.body(0), Some(&[0xa2, 0x01, 0x05, 0x02, 0x19, 0x02, 0x10][..]), "the facts stay");
}

#[test]
fn a_body_that_stays_cannot_be_erased_or_left_out() {
    let (_, mut operation) = sample();
    assert!(!operation.erase(0));
    let without: Vec<_> = stored(&operation).into_iter().filter(|(slot, _)| *slot != 0).collect();
    assert_eq!(Operation::decode(operation.header_bytes(), without), Err(OperationError::MissingBody { slot: 0 }));
}

#[test]
fn bodies_that_are_not_named_or_come_twice_are_refused() {
    let (_, operation) = sample();
    for extra in [(7, vec![1]), stored(&operation)[1].clone()] {
        let slot = extra.0;
        let bodies = [stored(&operation), vec![extra]].concat();
        assert_eq!(Operation::decode(operation.header_bytes(), bodies), Err(OperationError::WrongBody { slot }));
    }
}

#[test]
fn what_was_erased_does_not_come_back() {
    let (mut office, operation) = sample();
    let tombstone = Tombstone::of(operation.id(), [1, 2]);
    let draft = Draft {
        kind: Kind::TOMBSTONE,
        must_understand: true,
        aggregate: operation.header().aggregate,
        actor: None,
        scopes: vec![],
        parents: vec![operation.id()],
        bodies: vec![tombstone.body()],
    };
    let buried = office.seal(draft);
    assert_eq!(Tombstone::read(&buried), Ok(tombstone.clone()));

    let mut tombstones = Tombstones::default();
    tombstones.bury(&tombstone);
    let mut from_a_backup = Operation::decode(operation.header_bytes(), stored(&operation)).unwrap();
    assert_eq!(tombstones.admit(&mut from_a_backup), vec![1, 2]);
    assert!(from_a_backup.is_erased(1) && from_a_backup.is_erased(2) && !from_a_backup.is_erased(0));
    assert_eq!(tombstones.admit(&mut from_a_backup), Vec::<u8>::new(), "nothing was left to refuse");
    assert!(tombstones.refuses(&operation.id(), 1) && !tombstones.refuses(&buried.id(), 1));
    assert_eq!(Tombstones::from_iter([(operation.id(), 2), (operation.id(), 1)]), tombstones);
}

#[test]
fn a_tombstone_does_not_reach_a_body_that_stays() {
    let (_, mut operation) = sample();
    let mut tombstones = Tombstones::default();
    tombstones.bury(&Tombstone::of(operation.id(), [0]));
    assert_eq!(tombstones.admit(&mut operation), Vec::<u8>::new());
    assert!(operation.body(0).is_some());
}

#[test]
fn nothing_shown_for_debugging_has_words_in_it() {
    let (_, operation) = sample();
    assert!(!format!("{operation:?}").contains("80, 97, 112"), "the bytes of Papan");
    assert!(!format!("{:?}", report(operation.header().aggregate, "Papan")).contains("Papan"));
}

#[test]
fn limits_are_kept_when_sealing() {
    let (mut office, operation) = sample();
    let aggregate = operation.header().aggregate;
    let chain = office.chain;
    let mut refused = |change: &dyn Fn(&mut Draft)| {
        let mut draft = report(aggregate, "x");
        change(&mut draft);
        draft.seal(&chain, &mut || office.random()).unwrap_err().what
    };
    let body = |slot, length| DraftBody { slot, erasable: false, bytes: vec![0; length] };
    assert_eq!(refused(&|draft| draft.bodies = vec![body(1, limits::BODY_BYTES_MAX + 1)]), "body bytes");
    assert_eq!(refused(&|draft| draft.bodies = vec![body(1, 1), body(1, 1)]), "bodies in one slot");
    assert_eq!(refused(&|draft| draft.bodies = (0..17).map(|slot| body(slot, 1)).collect()), "bodies");
    assert_eq!(refused(&|draft| draft.bodies = (0..5).map(|slot| body(slot, 1_000_000)).collect()), "operation bytes");
    assert_eq!(refused(&|draft| draft.parents = (0..65).map(|n| OpId::from_bytes([n; 32])).collect()), "parents");
    assert_eq!(refused(&|draft| draft.scopes = (0..65).map(|n| office::scope(&n.to_string())).collect()), "scopes");
}

//! What a fleet says of its nodes, whatever the order in which statements arrived.

use hadir_oplog::{ChainId, Draft, Incarnation, NodeKey, Operation, Rights, Scope, Stamp, StatementError, SyncRefusal};
use hadir_store::fold_all as fold;

use super::*;

fn key(byte: u8) -> NodeKey {
    NodeKey::from_bytes([byte; 32])
}

const ROOT: u8 = 1;

fn certificate(root: u8, node: u8, serial: u64) -> Signed<Certificate> {
    let unit = Scope::try_new("kec-krayan").unwrap();
    let certificate = Certificate {
        serial,
        root: key(root).id(),
        node: key(node).id(),
        name: format!("Node {node}"),
        prefix: format!("N{}", char::from(b'A' + node)),
        unit: unit.clone(),
        reads: vec![unit.clone()],
        writes: vec![unit],
        rights: Rights::NONE,
        valid_from_ms: 1_000,
        valid_until_ms: 9_000,
    };
    Signed::sign(&key(root), certificate).unwrap()
}

fn revocation(root: u8, node: u8, serial: u64, through: u64) -> Result<Signed<Revocation>, StatementError> {
    let (root, node) = (key(root), key(node).id());
    let revocation = Revocation {
        serial,
        root: root.id(),
        node,
        through,
        cuts: Vec::new(),
        reason: "lost".into(),
        issued_ms: 5_000,
    };
    Signed::sign(&root, revocation)
}

/// The event as an operation recorded by a node.
fn recorded(event: Event, by: u8, number: u64) -> Entry {
    let chain = ChainId { node: key(by).id(), incarnation: Incarnation::from_bytes([by; 8]) };
    let draft = Draft {
        kind: event.kind,
        must_understand: event.must_understand,
        aggregate: Fleet::ID,
        actor: None,
        scopes: event.scopes,
        parents: Vec::new(),
        bodies: event.bodies,
    };
    let operation: Operation = draft.seal(&chain, &mut || [number as u8; 16]).unwrap();
    Entry::new(operation, Stamp::at_ms(number as i64), chain, (number, 0))
}

fn folded(entries: &[Entry]) -> Fleet {
    fold(Fleet::ID, entries)
}

#[test]
fn another_root_changes_nothing_whenever_its_statements_stand() {
    let ours = recorded(Fleet::enrolled(&certificate(ROOT, 2, 1)), 2, 50);
    // Recorded by an enrolled node, about the node of the root, with a stamp before everything.
    let theirs = recorded(Fleet::enrolled(&certificate(9, 2, 7)), 3, 1);
    let fleet = folded(&[theirs, ours]);
    let (root, node) = (key(ROOT).id(), key(2).id());
    assert_eq!(fleet.root_of(node), Some(root));
    assert_eq!(fleet.certificate(root, node).map(|certificate| certificate.serial), Some(1));
    assert_eq!(fleet.next_serial(root), 2);
    assert_eq!(fleet.members(root).len(), 1);
    assert_eq!(fleet.trust(root).certificates(&node).count(), 1);
}

#[test]
fn the_order_of_arrival_changes_nothing() {
    let entries = [
        recorded(Fleet::enrolled(&certificate(ROOT, 2, 1)), 2, 10),
        recorded(Fleet::enrolled(&certificate(ROOT, 3, 2)), 2, 20),
        recorded(Fleet::revoked(&revocation(ROOT, 3, 3, 2).unwrap()), 2, 30),
        recorded(Fleet::enrolled(&certificate(ROOT, 3, 4)), 3, 5),
    ];
    let root = key(ROOT).id();
    let expected = folded(&entries);
    for turn in 0..entries.len() {
        let mut turned = entries.to_vec();
        turned.rotate_left(turn);
        turned.reverse();
        let fleet = folded(&turned);
        assert_eq!(fleet.members(root), expected.members(root));
        assert_eq!(fleet.trust(root), expected.trust(root));
        assert_eq!(fleet.next_serial(root), 5);
    }
    assert!(entries.iter().all(|entry| Fleet::understands(entry.kind())));
}

#[test]
fn a_revocation_ends_what_came_before_it_and_nothing_after() {
    let mut entries = vec![
        recorded(Fleet::enrolled(&certificate(ROOT, 3, 2)), 2, 20),
        recorded(Fleet::revoked(&revocation(ROOT, 3, 3, 2).unwrap()), 2, 30),
    ];
    let (root, node) = (key(ROOT).id(), key(3).id());
    let state = |fleet: &Fleet, now| fleet.member(root, node).unwrap().state(now);
    let fleet = folded(&entries);
    assert_eq!(state(&fleet, 5_000), MemberState::Revoked);
    assert_eq!(fleet.trust(root).may_sync(&node, 5_000), Err(SyncRefusal::Revoked));
    entries.push(recorded(Fleet::enrolled(&certificate(ROOT, 3, 4)), 2, 40));
    let fleet = folded(&entries);
    let states = [999, 1_000, 8_999, 9_000].map(|now| state(&fleet, now));
    use MemberState::{Enrolled, Expired, NotYetValid};
    assert_eq!(states, [NotYetValid, Enrolled, Enrolled, Expired]);
    assert_eq!(fleet.standing(root, node).map(|certificate| certificate.serial).collect::<Vec<_>>(), [4]);
}

#[test]
fn only_who_administers_adopts() {
    let target = OpId::from_bytes([8; 32]);
    let body = Adoption { operations: [target].into() }.body().unwrap();
    let adopted = Event { kind: Kind::ADOPTION, must_understand: true, scopes: Vec::new(), bodies: vec![body] };
    let mut certificate = certificate(ROOT, 2, 1).statement().clone();
    certificate.rights = Rights::ADMINISTER;
    let administrator = Signed::sign(&key(ROOT), certificate).unwrap();
    let root = key(ROOT).id();
    let by = |node: u8| {
        let entries = [recorded(Fleet::enrolled(&administrator), 2, 10), recorded(adopted.clone(), node, 20)];
        let fleet = folded(&entries);
        assert_eq!(fleet.adoptions().count(), 1);
        fleet.trust(root).is_adopted(&target)
    };
    assert!(by(2) && !by(3));
}

#[test]
fn a_node_is_found_by_its_prefix_its_name_or_its_key() {
    let entries = [
        recorded(Fleet::enrolled(&certificate(ROOT, 2, 1)), 2, 10),
        recorded(Fleet::enrolled(&certificate(ROOT, 3, 2)), 2, 20),
    ];
    let (fleet, root) = (folded(&entries), key(ROOT).id());
    let digits = key(3).id().to_string();
    for asked in ["nd", "ND", "node 3", &digits, &digits[..6]] {
        assert_eq!(fleet.find(root, asked).unwrap().certificate.serial, 2, "{asked}");
    }
    for asked in ["", "N", "Node", "zzzz", &digits[..3]] {
        assert!(matches!(fleet.find(root, asked), Err(FindError::None(_))), "{asked}");
    }
    assert!(matches!(fleet.find(key(9).id(), "ND"), Err(FindError::None(_))), "under another root");
}

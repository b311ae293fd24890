//! Which commits count: the same answer on every node, whatever arrived first.

mod office;

use hadir_oplog::*;
use office::{MORNING_MS, Office, certificate, scope};

const YEAR_MS: i64 = 365 * 86_400_000;

fn root() -> NodeKey {
    NodeKey::from_bytes([9; 32])
}

enum Statement {
    Certificate(Signed<Certificate>),
    Revocation(Signed<Revocation>),
    Adoption(OpId),
}

fn enrol(node: NodeId, serial: u64, change: impl FnOnce(&mut Certificate)) -> Statement {
    let mut certificate = certificate(&root(), node, serial, "kec-sebatik");
    change(&mut certificate);
    Statement::Certificate(Signed::sign(&root(), certificate).unwrap())
}

fn revoke(node: NodeId, through: u64, heads: &[Head]) -> Statement {
    let cuts = heads.iter().map(|head| Cut { incarnation: head.chain.incarnation, seq: head.seq, hash: head.hash });
    let revocation = Revocation {
        serial: 50 + through,
        root: root().id(),
        node,
        through,
        cuts: cuts.collect(),
        reason: "Laptop hilang".into(),
        issued_ms: MORNING_MS,
    };
    Statement::Revocation(Signed::sign(&root(), revocation).unwrap())
}

/// Folds the statements in every order and asserts that the answer is one.
fn fold(statements: &[Statement]) -> Trust {
    let mut folds = orders(statements.len()).into_iter().map(|order| {
        let mut trust = Trust::new(root().id());
        for &index in order.iter().chain(&order) {
            match &statements[index] {
                Statement::Certificate(certificate) => trust.certify(certificate).unwrap(),
                Statement::Revocation(revocation) => trust.revoke(revocation).unwrap(),
                Statement::Adoption(operation) => trust.adopt([*operation]),
            }
        }
        trust
    });
    let first = folds.next().unwrap();
    assert!(folds.all(|trust| trust == first));
    first
}

fn orders(count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![vec![]];
    }
    let shorter = orders(count - 1);
    shorter
        .iter()
        .flat_map(|order| {
            (0..count).map(|place| {
                let mut order = order.clone();
                order.insert(place, count - 1);
                order
            })
        })
        .collect()
}

fn unforked(_: &Head) -> bool {
    true
}

#[test]
fn a_node_can_only_do_what_its_certificate_allows() {
    let mut village = Office::new(1);
    let commit = village.report("Satu").commit;
    let trust = fold(&[enrol(village.chain.node, 1, |_| {})]);
    let own = [scope("kec-sebatik"), scope("dishub")];
    let other = [scope("dishub")];
    assert_eq!(trust.standing(&commit, Demand::Enrolled, unforked), Standing::Counts);
    assert_eq!(trust.standing(&commit, Demand::Write(&own), unforked), Standing::Counts);
    assert_eq!(trust.standing(&commit, Demand::Write(&other), unforked), Standing::OutsideRights);
    assert_eq!(trust.standing(&commit, Demand::Write(&[]), unforked), Standing::OutsideRights);
    assert_eq!(
        trust.standing(&commit, Demand::Administer, unforked),
        Standing::OutsideRights,
        "a stolen village laptop cannot appoint an administrator"
    );
    let stranger = Office::new(2).report("Dua").commit;
    assert_eq!(trust.standing(&stranger, Demand::Enrolled, unforked), Standing::UnknownNode);
}

#[test]
fn a_node_gives_numbers_that_begin_with_its_prefix() {
    let mut village = Office::new(1);
    let commit = village.report("Satu").commit;
    let trust = fold(&[enrol(village.chain.node, 1, |certificate| certificate.prefix = "SBT".to_owned())]);
    let (own, other) = ([scope("kec-sebatik")], [scope("dishub")]);
    let standing = |scopes: &[Scope], series: &str| {
        trust.standing(&commit, Demand::Numbered(&Demand::Write(scopes), series), unforked)
    };
    for series in ["SBT", "SBT0000", "SBTKEHY"] {
        assert_eq!(standing(&own, series), Standing::Counts, "{series}");
        assert_eq!(standing(&other, series), Standing::OutsideRights, "{series}");
    }
    for series in ["", "SB", "SBTK", "SBTKEHYX", "SBTkehy", "sbt", "NNK", "NNKKEHY"] {
        assert_eq!(standing(&own, series), Standing::OutsideRights, "{series}");
    }
}

#[test]
fn rights_cover_every_scope_when_the_certificate_says_so() {
    let mut office = Office::new(1);
    let commit = office.report("Satu").commit;
    let all = Rights::READ_ALL | Rights::WRITE_ALL | Rights::ADMINISTER;
    let trust = fold(&[enrol(office.chain.node, 1, |certificate| certificate.rights = all)]);
    assert_eq!(trust.standing(&commit, Demand::Write(&[scope("dishub")]), unforked), Standing::Counts);
    assert_eq!(trust.standing(&commit, Demand::Administer, unforked), Standing::Counts);
    let any = Demand::Numbered(&Demand::Administer, "NNK");
    assert_eq!(trust.standing(&commit, any, unforked), Standing::Counts);
    assert!(trust.certificates(&office.chain.node).next().unwrap().may_read(&scope("rsud")));
}

#[test]
fn what_lies_beyond_a_revocation_is_set_aside() {
    let mut office = Office::new(1);
    let commits: Vec<Commit> = (0..3).map(|n| office.report(&n.to_string()).commit).collect();
    let trust = fold(&[enrol(office.chain.node, 1, |_| {}), revoke(office.chain.node, 1, &[commits[1].head()])]);
    let standings: Vec<_> = commits.iter().map(|commit| trust.standing(commit, Demand::Enrolled, unforked)).collect();
    assert_eq!(standings, [Standing::Counts, Standing::Counts, Standing::SetAside]);
    assert_eq!(trust.standing(&commits[0], Demand::Administer, unforked), Standing::OutsideRights);

    let mut another_line = Office::new(1);
    another_line.chain.incarnation = Incarnation::from_bytes([77; 8]);
    let commit = another_line.report("Lain").commit;
    assert_eq!(trust.standing(&commit, Demand::Enrolled, unforked), Standing::SetAside, "a chain not named");
}

#[test]
fn the_hash_of_a_cut_settles_a_fork() {
    let mut office = Office::new(1);
    office.report("Satu");
    let head = office.head;
    let kept = [office.report("Kiri").commit, office.report("Kiri lagi").commit];
    office.head = head;
    let dropped = [office.report("Kanan").commit, office.report("Kanan lagi").commit];
    let trust = fold(&[enrol(office.chain.node, 1, |_| {}), revoke(office.chain.node, 1, &[kept[1].head()])]);
    let leads_to = |commit: &Commit| {
        let line = kept.iter().map(Commit::hash).collect::<Vec<_>>();
        let is_on_line = line.contains(&commit.hash());
        move |head: &Head| is_on_line && line.contains(&head.hash)
    };
    for (commit, standing) in [
        (&kept[0], Standing::Counts),
        (&kept[1], Standing::Counts),
        (&dropped[0], Standing::SetAside),
        (&dropped[1], Standing::SetAside),
    ] {
        assert_eq!(trust.standing(commit, Demand::Enrolled, leads_to(commit)), standing);
    }
}

#[test]
fn a_newer_certificate_outlives_the_revocation_of_an_older_one() {
    let mut office = Office::new(1);
    let commits: Vec<Commit> = (0..2).map(|n| office.report(&n.to_string()).commit).collect();
    let trust = fold(&[
        enrol(office.chain.node, 1, |certificate| certificate.rights = Rights::ADMINISTER),
        enrol(office.chain.node, 2, |_| {}),
        revoke(office.chain.node, 1, &[commits[0].head()]),
    ]);
    assert_eq!(trust.standing(&commits[1], Demand::Enrolled, unforked), Standing::Counts);
    assert_eq!(trust.standing(&commits[0], Demand::Administer, unforked), Standing::Counts);
    assert_eq!(trust.standing(&commits[1], Demand::Administer, unforked), Standing::SetAside, "narrowed from here on");
}

#[test]
fn the_strictest_of_two_revocations_holds() {
    let mut office = Office::new(1);
    let commits: Vec<Commit> = (0..3).map(|n| office.report(&n.to_string()).commit).collect();
    let trust = fold(&[
        enrol(office.chain.node, 1, |_| {}),
        revoke(office.chain.node, 1, &[commits[2].head()]),
        revoke(office.chain.node, 2, &[commits[0].head()]),
    ]);
    assert_eq!(trust.standing(&commits[0], Demand::Enrolled, unforked), Standing::Counts);
    assert_eq!(trust.standing(&commits[1], Demand::Enrolled, unforked), Standing::SetAside);
}

#[test]
fn an_administrator_adopts_operations_one_by_one() {
    let mut office = Office::new(3);
    let aggregate = office.aggregate();
    let operation = office.seal(office::report(aggregate, "Tetap sah"));
    let adoption = Adoption { operations: [operation.id()].into() };
    let draft =
        Draft { kind: Kind::ADOPTION, bodies: vec![adoption.body().unwrap()], ..office::reply(aggregate, vec![], "") };
    assert_eq!(Adoption::read(&office.seal(draft)), Ok(adoption));
    assert!(Adoption::read(&operation).is_err());

    let trust = fold(&[enrol(office.chain.node, 1, |_| {}), Statement::Adoption(operation.id())]);
    assert!(trust.is_adopted(&operation.id()) && !trust.is_adopted(&OpId::from_bytes([0; 32])));
}

#[test]
fn expiry_stops_sync_and_not_the_validity_of_what_was_done() {
    let mut office = Office::new(1);
    let node = office.chain.node;
    let trust = fold(&[enrol(node, 1, |_| {})]);
    assert_eq!(trust.may_sync(&node, MORNING_MS - 1), Err(SyncRefusal::NotYetValid));
    assert_eq!(trust.may_sync(&node, MORNING_MS).map(|certificate| certificate.serial), Ok(1));
    assert_eq!(trust.may_sync(&node, MORNING_MS + YEAR_MS), Err(SyncRefusal::Expired));
    office.wait_ms(2 * YEAR_MS);
    let late = office.report("Terlambat setahun").commit;
    assert_eq!(trust.standing(&late, Demand::Enrolled, unforked), Standing::Counts);

    let renewed = fold(&[enrol(node, 1, |_| {}), enrol(node, 7, |new| new.valid_until_ms = MORNING_MS + 3 * YEAR_MS)]);
    assert_eq!(renewed.may_sync(&node, MORNING_MS).map(|certificate| certificate.serial), Ok(7));
    assert_eq!(renewed.may_sync(&node, MORNING_MS + YEAR_MS).map(|certificate| certificate.serial), Ok(7));
    let revoked = fold(&[enrol(node, 1, |_| {}), revoke(node, 1, &[])]);
    assert_eq!(revoked.may_sync(&node, MORNING_MS), Err(SyncRefusal::Revoked));
    assert_eq!(revoked.may_sync(&Office::new(2).chain.node, MORNING_MS), Err(SyncRefusal::UnknownNode));
}

#[test]
fn statements_and_proofs_travel_in_operations() {
    let mut office = Office::new(1);
    let carry = |office: &mut Office, kind, body| {
        let aggregate = office.aggregate();
        office.seal(Draft { kind, bodies: vec![body], ..office::reply(aggregate, vec![], "") })
    };
    let certificate = Signed::sign(&root(), certificate(&root(), office.chain.node, 1, "kec-sebatik")).unwrap();
    let operation = carry(&mut office, Kind::CERTIFICATE, certificate.body());
    assert_eq!(Signed::read(&operation), Ok(certificate));
    assert!(Signed::<Revocation>::read(&operation).is_err());

    let left = office.report("Kiri").commit;
    office.head = None;
    let right = office.report("Kanan").commit;
    let proof = ForkProof::new(vec![left], vec![right]).unwrap();
    let carried = carry(&mut office, Kind::FORK, proof.body());
    assert_eq!(ForkProof::read(&carried), Ok(proof));
    assert!(ForkProof::read(&operation).is_err());
}

#[test]
fn only_our_root_is_believed() {
    let other = NodeKey::from_bytes([8; 32]);
    let node = Office::new(1).chain.node;
    let theirs = Signed::sign(&other, certificate(&other, node, 1, "kec-sebatik")).unwrap();
    assert_eq!(Trust::new(root().id()).certify(&theirs), Err(OtherRoot { found: other.id() }));
    let forged = Signed::sign(&other, certificate(&root(), node, 1, "kec-sebatik"));
    assert_eq!(forged, Err(StatementError::WrongKey));
}

#[test]
fn a_certificate_that_does_not_fit_the_format_is_not_signed() {
    let node = Office::new(1).chain.node;
    let refused = |change: &dyn Fn(&mut Certificate)| {
        let mut certificate = certificate(&root(), node, 1, "kec-sebatik");
        change(&mut certificate);
        assert!(Signed::sign(&root(), certificate).is_err());
    };
    refused(&|certificate| certificate.prefix = "sbt".into());
    refused(&|certificate| certificate.prefix = String::new());
    refused(&|certificate| certificate.name = "x".repeat(121));
    refused(&|certificate| certificate.reads = vec![scope("b"), scope("a")]);
}

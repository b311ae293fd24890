//! Any byte altered is found. Each test flips every single bit of something signed or hashed.

mod office;

use hadir_oplog::*;
use office::{Office, certificate, report, stored};

/// Calls `check` with every copy of `bytes` that differs in one bit.
fn each_flip(bytes: &[u8], mut check: impl FnMut(usize, Vec<u8>)) {
    for bit in 0..bytes.len() * 8 {
        let mut flipped = bytes.to_vec();
        flipped[bit / 8] ^= 1 << (bit % 8);
        check(bit, flipped);
    }
}

fn sample() -> (Office, Operation, Commit) {
    let mut office = Office::new(1);
    let aggregate = office.aggregate();
    let operation = office.seal(report(aggregate, "Papan dermaga lepas tiga lembar"));
    let commit = office.commit(std::slice::from_ref(&operation));
    (office, operation, commit)
}

#[test]
fn a_bit_flipped_in_an_operation_header_is_found() {
    let (_, operation, commit) = sample();
    each_flip(operation.header_bytes(), |bit, header| {
        let holds = Operation::decode(header, stored(&operation))
            .is_ok_and(|altered| commit.verify_operations(&[altered.id()]).is_ok());
        assert!(!holds, "bit {bit}");
    });
}

#[test]
fn a_bit_flipped_in_a_body_is_found() {
    let (_, operation, _) = sample();
    for body in operation.bodies() {
        each_flip(body.bytes(), |bit, altered| {
            let mut bodies = stored(&operation);
            bodies.iter_mut().find(|(slot, _)| *slot == body.slot()).unwrap().1 = altered;
            assert!(Operation::decode(operation.header_bytes(), bodies).is_err(), "bit {bit} of {body:?}");
        });
    }
}

#[test]
fn a_bit_flipped_in_a_commit_is_found() {
    let (_, _, commit) = sample();
    each_flip(&commit.encode(), |bit, altered| {
        let holds = Commit::decode(&altered).is_ok_and(|commit| commit.verify().is_ok());
        assert!(!holds, "bit {bit}");
    });
}

#[test]
fn a_bit_flipped_in_a_travelling_operation_is_found() {
    let mut office = Office::new(2);
    let operations: Vec<Operation> = (0..3)
        .map(|n| {
            let aggregate = office.aggregate();
            office.seal(report(aggregate, &format!("Laporan {n}")))
        })
        .collect();
    let ids: Vec<OpId> = operations.iter().map(Operation::id).collect();
    let commit = office.commit(&operations);
    for operation in operations {
        let travelling = TravellingOperation::new(commit.clone(), &ids, operation).unwrap();
        let encoded = travelling.encode();
        assert_eq!(TravellingOperation::decode(&encoded).as_ref(), Ok(&travelling));
        each_flip(&encoded, |bit, altered| assert!(TravellingOperation::decode(&altered).is_err(), "bit {bit}"));
    }
}

#[test]
fn a_bit_flipped_in_a_statement_is_found() {
    let root = NodeKey::from_bytes([9; 32]);
    let node = Office::new(1).chain.node;
    let certificate = Signed::sign(&root, certificate(&root, node, 1, "kec-sebatik")).unwrap();
    assert_eq!(Signed::decode(&certificate.encode()), Ok(certificate.clone()));
    each_flip(&certificate.encode(), |bit, altered| {
        assert!(Signed::<Certificate>::decode(&altered).is_err(), "bit {bit}");
    });

    let cuts = vec![Cut { incarnation: Incarnation::from_bytes([1; 8]), seq: 3, hash: Hash::from_bytes([4; 32]) }];
    let revocation =
        Revocation { serial: 2, root: root.id(), node, through: 1, cuts, reason: "Laptop hilang".into(), issued_ms: 5 };
    let revocation = Signed::sign(&root, revocation).unwrap();
    assert_eq!(Signed::decode(&revocation.encode()), Ok(revocation.clone()));
    each_flip(&revocation.encode(), |bit, altered| {
        assert!(Signed::<Revocation>::decode(&altered).is_err(), "bit {bit}");
    });

    let statement =
        RootStatement { root: root.id(), region: "65.03".into(), name: "Kabupaten Nunukan".into(), created_ms: 7 };
    let statement = Signed::sign(&root, statement).unwrap();
    assert_eq!(Signed::decode(&statement.encode()), Ok(statement.clone()));
    each_flip(&statement.encode(), |bit, altered| {
        assert!(Signed::<RootStatement>::decode(&altered).is_err(), "bit {bit}");
    });
}

#[test]
fn a_statement_of_one_kind_does_not_pass_for_another() {
    let root = NodeKey::from_bytes([9; 32]);
    let certificate = Signed::sign(&root, certificate(&root, root.id(), 1, "kec-sebatik")).unwrap();
    assert!(Signed::<Revocation>::decode(&certificate.encode()).is_err());
    assert!(Signed::<RootStatement>::decode(&certificate.encode()).is_err());
}

/// What [`verify_run`] takes.
type LinkedRun = Vec<(Commit, Vec<OpId>)>;

#[test]
fn a_run_with_anything_altered_or_left_out_is_refused_and_the_place_named() {
    let mut office = Office::new(3);
    let run: LinkedRun = (0..6)
        .map(|n| {
            let partial = office.report(&format!("Laporan {n}"));
            let ids = partial.operations().map(|(_, operation)| operation.id()).collect();
            (partial.commit, ids)
        })
        .collect();
    verify_run(&run).unwrap();

    let mut unsigned = run.clone();
    for (commit, _) in &mut unsigned[..5] {
        *commit = commit.clone().without_signature();
    }
    verify_run(&unsigned).expect("the last signature proves all before it");
    unsigned[5].0 = unsigned[5].0.clone().without_signature();
    assert_eq!(verify_run(&unsigned), Err(RunError { index: 5, fault: RunFault::Unsigned }));

    let fault = |change: &dyn Fn(&mut LinkedRun)| {
        let mut altered = run.clone();
        change(&mut altered);
        verify_run(&altered).unwrap_err()
    };
    assert_eq!(fault(&|run| drop(run.remove(2))), RunError { index: 2, fault: RunFault::DoesNotFollow });
    assert_eq!(fault(&|run| run.swap(1, 2)).index, 1);
    assert_eq!(fault(&|run| run[4].1 = run[3].1.clone()), RunError { index: 4, fault: RunFault::WrongOperations });
    assert_eq!(fault(&|run| run.clear()).fault, RunFault::Empty);
    let stranger = Office::new(4).report("Lain");
    assert_eq!(fault(&|run| run[3].0 = stranger.commit.clone()).index, 3);
    let bad_signature = |commit: &Commit| {
        let mut signature = *commit.signature().unwrap();
        signature[40] ^= 1;
        Commit::from_parts(commit.header_bytes(), Some(signature)).unwrap()
    };
    assert_eq!(
        fault(&|run| run[2].0 = bad_signature(&run[2].0)),
        RunError { index: 2, fault: RunFault::BadSignature },
        "a signature nobody needs is checked all the same, or it could be spoiled unseen"
    );

    let mut commits: Vec<Commit> = run.iter().map(|(commit, _)| commit.clone()).collect();
    assert_eq!(verify_batch(&commits.iter().collect::<Vec<_>>()), Ok(()));
    commits[4] = bad_signature(&commits[4]);
    commits[5] = bad_signature(&commits[5]);
    assert_eq!(verify_batch(&commits.iter().collect::<Vec<_>>()), Err(4));
}

#[test]
fn a_stamp_that_does_not_grow_breaks_the_run() {
    let mut office = Office::new(3);
    let first = office.report("Satu");
    office.clock = HybridClock::new(None);
    office.wait_ms(-600_000);
    let second = office.report("Dua");
    let error = verify_links(&[&first.commit, &second.commit]).unwrap_err();
    assert_eq!(error, RunError { index: 1, fault: RunFault::NotLater });
}

#[test]
fn two_different_commits_at_one_place_prove_a_fork_and_nothing_else_does() {
    let mut office = Office::new(5);
    let first = office.report("Satu").commit;
    let head = office.head;
    let left = [office.report("Kiri").commit, office.report("Kiri lagi").commit];
    office.head = head;
    let right = [office.report("Kanan").commit, office.report("Kanan lagi").commit];

    let proof = ForkProof::new(vec![left[0].clone()], vec![right[0].clone()]).unwrap();
    assert_eq!((proof.chain(), proof.seq()), (office.chain, 1));
    assert_eq!(ForkProof::new(vec![right[0].clone()], vec![left[0].clone()]), Ok(proof.clone()), "either way round");
    assert_eq!(ForkProof::decode(&proof.encode()), Ok(proof.clone()));
    each_flip(&proof.encode(), |bit, altered| assert!(ForkProof::decode(&altered).is_err(), "bit {bit}"));

    let unsigned = vec![left[0].clone().without_signature(), left[1].clone()];
    ForkProof::new(unsigned, right.to_vec()).expect("a later signature proves the earlier commit");
    assert_eq!(ForkProof::new(vec![first.clone()], vec![first]), Err(ForkError::NoFork));
    assert_eq!(ForkProof::new(vec![left[0].clone()], vec![right[1].clone()]), Err(ForkError::NoFork));
    assert!(ForkProof::new(vec![left[0].clone()], vec![]).is_err());
}

#[test]
fn an_operation_cannot_be_committed_by_another_chain() {
    let (_, operation, _) = sample();
    let mut thief = Office::new(6);
    let commit = thief.commit(std::slice::from_ref(&operation));
    let claim = TravellingOperation::new(commit, &[operation.id()], operation);
    assert_eq!(claim, Err(TravelError::Foreign));
}

#[test]
fn a_commit_needs_operations_and_a_place_that_fits() {
    let office = Office::new(1);
    let id = OpId::from_bytes([1; 32]);
    let sign = |seq, prev, ids: &[OpId], knows| {
        Commit::sign(&office.key, office.chain.incarnation, seq, prev, Stamp::at_ms(1), ids, knows)
    };
    let head = Head { chain: office.chain, seq: 0, hash: Hash::from_bytes([2; 32]) };
    assert!(sign(0, None, &[id], vec![head]).is_ok());
    assert!(sign(0, None, &[], vec![]).is_err(), "no operations");
    assert!(sign(0, None, &[id, id], vec![]).is_err(), "one twice");
    assert!(sign(0, Some(head.hash), &[id], vec![]).is_err(), "the first follows nothing");
    assert!(sign(1, None, &[id], vec![]).is_err(), "a later one follows something");
    assert!(sign(1, Some(head.hash), &[id], vec![head]).is_err(), "only the first names known heads");
    assert!(sign(0, None, &[id], vec![head, head]).is_err(), "one head twice");
}

//! Measures how long 100,000 operations take to verify on one core:
//! `cargo run --release -p hadir-oplog --example verify_100k`.
//!
//! Verifying means everything a receiver does: bodies and headers hashed, Merkle roots, links, signatures.

#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "this program measures and prints its findings")]

use std::collections::BTreeMap;
use std::time::Instant;

use hadir_oplog::wire::{Dictionary, Effort, Packed, Packing, Run, Signatures, pack};
use hadir_oplog::*;

const OPERATIONS: usize = 100_000;
const TEXT: &str = "Dermaga Sungai Nyamuk di ujung papannya lepas tiga lembar, tadi subuh anak-anak mau sekolah naik speed \
    hampir jatuh. Kami tutup pakai tripleks bekas, kalau hujan licin. Tolong sebelum ada korban.";

fn main() {
    for per_commit in [100, 1] {
        let log = write(per_commit);
        measure(&log, per_commit);
    }
}

fn measure(log: &[PartialCommit], per_commit: usize) {
    println!("{OPERATIONS} operations, {per_commit} a commit");
    let stored: Vec<Stored> = log.iter().map(Stored::of).collect();
    time("  from stored bytes, every signature", || verify(&stored, true));
    time("  from stored bytes, last signature only", || verify(&stored, false));

    let commits: Vec<&Commit> = log.iter().map(|partial| &partial.commit).collect();
    time("  signatures alone, in batches of 1,024", || {
        commits.chunks(1024).for_each(|chunk| verify_batch(chunk).expect("all are signed"));
    });
    time("  signatures alone, one by one", || {
        commits.iter().for_each(|commit| commit.verify().expect("all are signed"));
    });

    let runs: Vec<Run> = log.chunks((10_000 / per_commit).max(1)).map(|c| Run { commits: c.to_vec() }).collect();
    let packing = Packing {
        dictionary: Dictionary::REPORTS,
        effort: Effort::Fast,
        signatures: Signatures::Last,
        receiver_has: &|_| None,
    };
    let mut packed = Vec::new();
    time("  packed for the wire", || {
        packed = runs.iter().map(|run| pack(std::slice::from_ref(run), &packing).expect("it fits")).collect();
    });
    let bytes: usize = packed.iter().map(Vec::len).sum();
    println!("    {} bytes an operation", bytes / OPERATIONS);
    time("  unpacked and verified", || {
        for batch in &packed {
            Packed::open(batch).and_then(|batch| batch.unpack(&BTreeMap::new())).expect("it holds");
        }
    });
}

fn time(what: &str, work: impl FnOnce()) {
    let start = Instant::now();
    work();
    let seconds = start.elapsed().as_secs_f64();
    println!("{what}: {seconds:.3} s, {:.0} operations/s", OPERATIONS as f64 / seconds);
}

/// A commit as a database keeps it.
struct Stored {
    header: Vec<u8>,
    signature: Option<SignatureBytes>,
    operations: Vec<(Vec<u8>, Vec<StoredBody>)>,
}

impl Stored {
    fn of(partial: &PartialCommit) -> Self {
        let bodies = |o: &Operation| o.bodies().iter().map(|body| (body.slot(), body.bytes().to_vec())).collect();
        Stored {
            header: partial.commit.header_bytes().to_vec(),
            signature: partial.commit.signature().copied(),
            operations: partial.operations().map(|(_, o)| (o.header_bytes().to_vec(), bodies(o))).collect(),
        }
    }
}

fn verify(stored: &[Stored], with_every_signature: bool) {
    let mut run = Vec::with_capacity(stored.len());
    for (index, stored_commit) in stored.iter().enumerate() {
        let needs_signature = with_every_signature || index + 1 == stored.len();
        let signature = stored_commit.signature.filter(|_| needs_signature);
        let commit = Commit::from_parts(stored_commit.header.clone(), signature).expect("it was written here");
        let ids = stored_commit.operations.iter().map(|(header, bodies)| {
            Operation::decode(header.clone(), bodies.clone()).expect("it was written here").id()
        });
        run.push((commit, ids.collect()));
    }
    verify_run(&run).expect("it was written here");
}

fn write(per_commit: usize) -> Vec<PartialCommit> {
    let key = NodeKey::from_bytes([1; 32]);
    let chain = ChainId { node: key.id(), incarnation: Incarnation::from_bytes([1; 8]) };
    let mut clock = HybridClock::new(None);
    let mut random = blake3::Hasher::new().finalize_xof();
    let mut salt = || {
        let mut bytes = [0; 16];
        random.fill(&mut bytes);
        bytes
    };
    let mut prev = None;
    (0..OPERATIONS / per_commit)
        .map(|seq| {
            let operations: Vec<Operation> = (0..per_commit).map(|_| report(&chain, &mut salt)).collect();
            let ids: Vec<OpId> = operations.iter().map(Operation::id).collect();
            let stamp = clock.tick(1_773_279_000_000 + seq as i64 * 40_000);
            let commit = Commit::sign(&key, chain.incarnation, seq as u64, prev, stamp, &ids, vec![]);
            let commit = commit.expect("it fits the format");
            prev = Some(commit.hash());
            PartialCommit::whole(commit, operations)
        })
        .collect()
}

fn report(chain: &ChainId, salt: &mut dyn FnMut() -> [u8; 16]) -> Operation {
    let aggregate = AggregateId::from_bytes(salt());
    let body = |slot, erasable, bytes: &[u8]| DraftBody { slot, erasable, bytes: bytes.to_vec() };
    let draft = Draft {
        kind: Kind(100),
        must_understand: false,
        aggregate,
        actor: None,
        scopes: vec![Scope::try_new("dishub").expect("it is a scope")],
        parents: vec![],
        bodies: vec![body(0, false, &[0xa1, 1, 2]), body(1, true, TEXT.as_bytes()), body(2, true, b"0812-0000-1101")],
    };
    draft.seal(chain, salt).expect("it fits the format")
}

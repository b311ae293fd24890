//! Decoders never panic, whatever the bytes: random ones, and real ones that were damaged. The fuzz target in `fuzz/`
//! runs the same function for as long as one likes; this test runs it over the seeds on every build.

mod decode_everything;
mod office;

use decode_everything::decode_everything;
use hadir_oplog::sync::{BodyAnswer, BodyWish, Exchange, FileWish, Reply, Request, TicketId};
use hadir_oplog::wire::{Dictionary, Effort, Packing, Run, Signatures, pack};
use hadir_oplog::*;
use office::{Office, certificate, reply, report};
use proptest::prelude::*;

/// One real example of everything that is ever decoded.
fn seeds() -> Vec<(&'static str, Vec<u8>)> {
    let mut office = Office::new(1);
    let aggregate = office.aggregate();
    let first = office.seal(report(aggregate, "Papan lepas"));
    let answer = office.seal(reply(aggregate, vec![first.id()], "Terima kasih"));
    let ids = [first.id(), answer.id()];
    let commit = office.commit(&[first.clone(), answer.clone()]);
    let travelling = TravellingOperation::new(commit.clone(), &ids, first.clone()).unwrap();
    let mut cut = PartialCommit::whole(commit.clone(), [first.clone(), answer.clone()]);
    cut.parts[0] = Part::withheld(&first.id());
    let batch = |dictionary| {
        let packing =
            Packing { dictionary, effort: Effort::Small, signatures: Signatures::All, receiver_has: &|_| None };
        let whole = PartialCommit::whole(commit.clone(), [first.clone(), answer.clone()]);
        pack(&[Run { commits: vec![whole] }, Run { commits: vec![cut.clone()] }], &packing).unwrap()
    };
    let batch_none = batch(Dictionary::NONE);
    let noise_bytes = u32::from_le_bytes(batch_none[2..6].try_into().unwrap()) as usize;
    let plain = zstd::bulk::decompress(&batch_none[10 + noise_bytes..], 100_000).unwrap();
    assert_eq!(noise_bytes % 4, 0);
    let inside = [vec![(noise_bytes / 4) as u8], batch_none[10..10 + noise_bytes].to_vec(), plain].concat();

    let root = NodeKey::from_bytes([9; 32]);
    let certificate = Signed::sign(&root, certificate(&root, office.chain.node, 1, "kec-sebatik")).unwrap();
    let cuts = vec![Cut { incarnation: office.chain.incarnation, seq: 0, hash: commit.hash() }];
    let revocation = Revocation {
        serial: 2,
        root: root.id(),
        node: root.id(),
        through: 1,
        cuts,
        reason: String::new(),
        issued_ms: -1,
    };
    let head = office.head.take();
    let other = office.report("Lain").commit;
    office.head = head;
    let fork = ForkProof::new(vec![commit.clone()], vec![other]).unwrap();
    let adoption = Adoption { operations: ids.into() };
    vec![
        ("operation-header", answer.header_bytes().to_vec()),
        ("commit-header", commit.header_bytes().to_vec()),
        ("commit", commit.encode()),
        ("travelling", travelling.encode()),
        ("batch-plain", batch_none),
        ("batch-dictionary", batch(Dictionary::REPORTS)),
        ("batch-inside", inside),
        ("certificate", certificate.encode()),
        ("revocation", Signed::sign(&root, revocation).unwrap().encode()),
        ("fork", fork.encode()),
        ("tombstone", Tombstone::of(first.id(), [1, 2]).body().bytes),
        ("adoption", adoption.body().unwrap().bytes),
        ("sync-request", request(office.chain).encode()),
        ("sync-reply", Reply::Resumed(exchange(office.chain)).encode()),
    ]
}

fn request(chain: ChainId) -> Request {
    Request::Resume { ticket: TicketId([8; 8]), count: 77, exchange: exchange(chain) }
}

/// An exchange with what is wished for and given behind operations.
fn exchange(chain: ChainId) -> Exchange {
    let wish = |number| BodyWish { number, chain, seq: 300, place: 2, slot: 1 };
    let answer = |(number, bytes)| BodyAnswer { number, bytes };
    Exchange {
        clock_ms: 1_773_279_000_000,
        wishes: vec![FileWish { hash: Hash::from_bytes([3; 32]), from: 5 }],
        body_wishes: (1..4).map(wish).collect(),
        bodies: [(1, Some(b"kata".to_vec())), (2, None)].map(answer).into(),
        ..Exchange::default()
    }
}

/// The seeds are also files, for the fuzz target to start from. `HADIR_WRITE_VECTORS=1` writes them anew.
#[test]
fn the_corpus_holds_every_seed_and_none_panics() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/corpus");
    for (name, seed) in seeds() {
        decode_everything(&seed);
        let file = format!("{folder}/{name}");
        if std::env::var_os("HADIR_WRITE_VECTORS").is_some() {
            std::fs::create_dir_all(folder).unwrap();
            std::fs::write(&file, &seed).unwrap();
        }
        assert!(std::fs::exists(&file).unwrap(), "{name}");
    }
    for entry in std::fs::read_dir(folder).unwrap() {
        decode_everything(&std::fs::read(entry.unwrap().path()).unwrap());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_do_not_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        decode_everything(&bytes);
    }

    #[test]
    fn damaged_bytes_do_not_panic(
        seed in any::<prop::sample::Index>(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        length in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let mut seeds = seeds();
        let (_, mut bytes) = seeds.swap_remove(seed.index(seeds.len()));
        for (place, value) in damage {
            let place = place.index(bytes.len());
            bytes[place] = value;
        }
        if is_cut {
            bytes.truncate(length.index(bytes.len()));
        }
        decode_everything(&bytes);
    }
}

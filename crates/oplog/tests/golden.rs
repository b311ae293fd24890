//! The format is frozen: fixed keys, operations, commits, paths, statements and batches encode to these very bytes.
//!
//! A change here is a change of the format, which splits the fleet. `HADIR_WRITE_VECTORS=1` writes the file anew.

mod office;

use hadir_oplog::wire::{Dictionary, Effort, Packed, Packing, Run, Signatures, pack};
use hadir_oplog::*;
use office::{Office, certificate, reply, report};
use serde_json::{Value, json};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/format-1.json");

fn operation(operation: &Operation) -> Value {
    let header = operation.header();
    let bodies = header.bodies.iter().map(|entry| {
        let body = operation.bodies().iter().find(|body| body.slot() == entry.slot);
        json!({
            "slot": entry.slot,
            "erasable": entry.erasable,
            "hash": entry.hash.to_string(),
            "bytes": body.map(|body| hex::encode(body.bytes())),
        })
    });
    json!({
        "id": operation.id().to_string(),
        "header": hex::encode(operation.header_bytes()),
        "kind": header.kind.0,
        "must_understand": header.must_understand,
        "author": header.author.to_string(),
        "aggregate": header.aggregate.to_string(),
        "actor": header.actor.map(|actor| actor.to_string()),
        "scopes": header.scopes.iter().map(Scope::as_str).collect::<Vec<_>>(),
        "parents": header.parents.iter().map(OpId::to_string).collect::<Vec<_>>(),
        "bodies": bodies.collect::<Vec<_>>(),
    })
}

fn commit(commit: &Commit) -> Value {
    json!({
        "hash": commit.hash().to_string(),
        "header": hex::encode(commit.header_bytes()),
        "signature": commit.signature().map(hex::encode),
        "node": commit.chain().node.to_string(),
        "incarnation": commit.chain().incarnation.to_string(),
        "seq": commit.seq(),
        "prev": commit.prev().map(|prev| prev.to_string()),
        "root": commit.root().to_string(),
        "count": commit.count(),
        "stamp": commit.stamp().as_u64().to_string(),
    })
}

fn vectors() -> Value {
    let mut office = Office::new(1);
    let aggregate = office.aggregate();
    let question = office.seal(report(aggregate, "Papan dermaga lepas tiga lembar"));
    let mut erased = office.seal(report(aggregate, "Salah kirim"));
    erased.erase(1);
    let answer = office.seal(reply(aggregate, vec![question.id(), erased.id()], "Besok kami pasang."));
    let bare =
        Draft { kind: Kind(102), must_understand: true, actor: None, bodies: vec![], ..reply(aggregate, vec![], "") };
    let bare = office.seal(bare);
    let operations = [question, erased, answer];
    let ids: Vec<OpId> = operations.iter().map(Operation::id).collect();
    let first = office.commit(&operations);
    office.wait_ms(61_234);
    let second = office.commit(std::slice::from_ref(&bare));

    let travelling: Vec<_> = operations
        .iter()
        .map(|operation| {
            let travelling = TravellingOperation::new(first.clone(), &ids, operation.clone()).unwrap();
            let neighbours: Vec<_> = travelling.path.neighbours.iter().map(Hash::to_string).collect();
            json!({ "index": travelling.path.index, "neighbours": neighbours, "encoded": hex::encode(travelling.encode()) })
        })
        .collect();

    let root = NodeKey::from_bytes([9; 32]);
    let certificate = Signed::sign(&root, certificate(&root, office.chain.node, 1, "kec-sebatik")).unwrap();
    let cuts = vec![Cut { incarnation: office.chain.incarnation, seq: 0, hash: first.hash() }];
    let node = office.chain.node;
    let reason = "Laptop hilang".to_owned();
    let revocation =
        Revocation { serial: 2, root: root.id(), node, through: 1, cuts, reason, issued_ms: office::MORNING_MS };
    let statement = RootStatement {
        root: root.id(),
        region: "65.03".into(),
        name: "Kabupaten Nunukan".into(),
        created_ms: office::MORNING_MS,
    };
    let tombstone = Tombstone::of(operations[0].id(), [1, 2]).body().bytes;
    let adoption = Adoption { operations: [ids[2]].into() }.body().unwrap().bytes;

    let runs = [Run {
        commits: vec![
            PartialCommit::whole(first.clone(), operations.clone()),
            PartialCommit::whole(second.clone(), [bare.clone()]),
        ],
    }];
    let packing = Packing {
        dictionary: Dictionary::NONE,
        effort: Effort::Small,
        signatures: Signatures::All,
        receiver_has: &|_| None,
    };
    let packed = pack(&runs, &packing).unwrap();
    assert_eq!(Packed::open(&packed).unwrap().unpack(&Default::default()).unwrap().runs, runs);

    json!({
        "format": 1,
        "node_secret": hex::encode(*office.key.to_bytes()),
        "node": office.chain.node.to_string(),
        "incarnation": office.chain.incarnation.to_string(),
        "author": office.chain.author().to_string(),
        "root_secret": hex::encode(*root.to_bytes()),
        "operations": operations.iter().chain([&bare]).map(operation).collect::<Vec<_>>(),
        "commits": [commit(&first), commit(&second)],
        "travelling": travelling,
        "certificate": hex::encode(certificate.encode()),
        "revocation": hex::encode(Signed::sign(&root, revocation).unwrap().encode()),
        "root_statement": hex::encode(Signed::sign(&root, statement).unwrap().encode()),
        "tombstone_body": hex::encode(tombstone),
        "adoption_body": hex::encode(adoption),
        "batch": hex::encode(packed),
    })
}

#[test]
fn the_format_is_frozen() {
    let now = vectors();
    if std::env::var_os("HADIR_WRITE_VECTORS").is_some() {
        std::fs::write(FILE, serde_json::to_string_pretty(&now).unwrap() + "\n").unwrap();
    }
    let mut kept: Value = serde_json::from_str(&std::fs::read_to_string(FILE).unwrap()).unwrap();
    let mut now = now;
    // How zstd arranges the compressed part may change with its version; that old batches can be read may not.
    let (kept_batch, _) = (kept["batch"].take(), now["batch"].take());
    assert_eq!(kept, now);
    let kept_batch = hex::decode(kept_batch.as_str().unwrap()).unwrap();
    let batch = Packed::open(&kept_batch).unwrap().unpack(&Default::default()).unwrap();
    let hashes: Vec<_> = batch.runs[0].commits.iter().map(|partial| json!(partial.commit.hash().to_string())).collect();
    assert_eq!(hashes, [kept["commits"][0]["hash"].clone(), kept["commits"][1]["hash"].clone()]);
}

#[test]
fn dictionary_1_is_frozen() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/dictionaries/1.zdict");
    let hash = blake3::hash(&std::fs::read(file).unwrap());
    assert_eq!(hash.to_hex().as_str(), include_str!("../dictionaries/1.zdict.blake3").trim());
}

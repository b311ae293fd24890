//! Feeds bytes to every decoder. What decodes must encode to bytes that decode to the same again; nothing may panic.
//! The fuzz target in `fuzz/` runs this very function.

use std::collections::BTreeMap;

use hadir_oplog::sync::{Reply, Request};
use hadir_oplog::wire::{Dictionary, Effort, Packed, Packing, Signatures, pack};
use hadir_oplog::*;

/// Runs every decoder over `bytes`.
pub fn decode_everything(bytes: &[u8]) {
    operation(bytes);
    statements(bytes);
    batch(bytes);
    messages(bytes);
    if let Ok(commit) = Commit::decode(bytes) {
        assert_eq!(commit.encode(), bytes);
        let _ = commit.verify();
    }
    if let Ok(travelling) = TravellingOperation::decode(bytes) {
        assert_eq!(TravellingOperation::decode(&travelling.encode()), Ok(travelling));
    }
    if let Ok(proof) = ForkProof::decode(bytes) {
        assert_eq!(ForkProof::decode(&proof.encode()), Ok(proof));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = (text.parse::<Hash>(), text.parse::<AggregateId>(), text.parse::<Scope>());
    }
}

/// The bytes as what one node says to another.
fn messages(bytes: &[u8]) {
    if let Ok(request) = Request::decode(bytes) {
        assert_eq!(Request::decode(&request.encode()), Ok(request));
    }
    if let Ok(reply) = Reply::decode(bytes) {
        assert_eq!(Reply::decode(&reply.encode()), Ok(reply));
    }
}

/// The bytes as a header, and as a header with a body behind it.
fn operation(bytes: &[u8]) {
    let _ = Commit::from_parts(bytes, None);
    if let Ok(operation) = Operation::decode(bytes, []) {
        assert_eq!(operation.header_bytes(), bytes);
        let _ = (Tombstone::read(&operation), Adoption::read(&operation));
    }
    if let Some((&length, rest)) = bytes.split_first()
        && let Some((header, body)) = rest.split_at_checked(length.into())
    {
        let _ = Operation::decode(header, [(0, body.to_vec())]);
    }
    statement_body(bytes);
}

/// The bytes as what a tombstone or an adoption says.
fn statement_body(bytes: &[u8]) {
    let chain = ChainId { node: NodeId::from_bytes([1; 32]), incarnation: Incarnation::from_bytes([1; 8]) };
    for kind in [Kind::TOMBSTONE, Kind::ADOPTION] {
        let draft = Draft {
            kind,
            must_understand: true,
            aggregate: AggregateId::from_bytes([1; 16]),
            actor: None,
            scopes: vec![],
            parents: vec![],
            bodies: vec![DraftBody { slot: STATEMENT_SLOT, erasable: false, bytes: bytes.to_vec() }],
        };
        let Ok(operation) = draft.seal(&chain, &mut || [0; 16]) else { return };
        if let Ok(tombstone) = Tombstone::read(&operation) {
            assert_eq!(tombstone.body().bytes, bytes);
        }
        if let Ok(adoption) = Adoption::read(&operation) {
            assert_eq!(adoption.body().map(|body| body.bytes), Ok(bytes.to_vec()));
        }
    }
}

fn statements(bytes: &[u8]) {
    let _ = Signed::<Certificate>::decode(bytes).map(|signed| assert_eq!(signed.encode(), bytes));
    let _ = Signed::<Revocation>::decode(bytes).map(|signed| assert_eq!(signed.encode(), bytes));
    let _ = Signed::<RootStatement>::decode(bytes).map(|signed| assert_eq!(signed.encode(), bytes));
}

/// The bytes as a packed batch, and as the uncompressed inside of one, which random bytes would never reach.
fn batch(bytes: &[u8]) {
    packed(bytes);
    let Some((&noise_bytes, rest)) = bytes.split_first() else { return };
    let Some((noise, plain)) = rest.split_at_checked(usize::from(noise_bytes) * 4) else { return };
    let mut inside = vec![1, 0];
    inside.extend((noise.len() as u32).to_le_bytes());
    inside.extend((plain.len() as u32).to_le_bytes());
    inside.extend_from_slice(noise);
    inside.extend(zstd::bulk::compress(plain, 1).expect("memory compresses"));
    packed(&inside);
}

fn packed(bytes: &[u8]) {
    let Ok(opened) = Packed::open(bytes) else { return };
    let Ok(wanted) = opened.wanted() else { return };
    let known: BTreeMap<_, _> = wanted
        .into_iter()
        .map(|short| (short, (OpId::from_bytes([7; 32]), AggregateId::from_bytes([7; 16]))))
        .collect();
    let Ok(batch) = opened.unpack(&known) else { return };
    let packing = Packing {
        dictionary: Dictionary::NONE,
        effort: Effort::Fast,
        signatures: Signatures::All,
        receiver_has: &|_| None,
    };
    let again = pack(&batch.runs, &packing).expect("what was unpacked can be packed");
    let again = Packed::open(&again).and_then(|packed| packed.unpack(&BTreeMap::new())).expect("and unpacked again");
    assert_eq!(again.foreign, vec![]);
    assert_eq!(again.runs.len(), batch.runs.len());
}

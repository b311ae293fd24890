//! A node that upgrades a year late keeps and passes on what it does not understand, byte for byte.

mod office;

use std::collections::BTreeMap;

use hadir_oplog::wire::{Dictionary, Effort, Packed, Packing, Run, Signatures, pack};
use hadir_oplog::*;
use minicbor::Encoder;
use minicbor::encode::write::Cursor;
use office::Office;

/// The header of `operation` with a field 900 that nobody knows yet.
fn with_unknown_field(header_bytes: &[u8]) -> Vec<u8> {
    let mut later = header_bytes.to_vec();
    assert_eq!(later[0] >> 5, 5, "a map of fewer than 24 entries");
    later[0] += 1;
    let mut field = [0; 64];
    let mut encoder = Encoder::new(Cursor::new(&mut field[..]));
    encoder.u64(900).unwrap().array(2).unwrap().str("kelak").unwrap().i64(-7).unwrap();
    let length = encoder.into_writer().position();
    later.extend_from_slice(&field[..length]);
    later
}

fn later_operation(office: &mut Office) -> Operation {
    let aggregate = office.aggregate();
    let today =
        office.seal(Draft { kind: Kind(4_000_000_000), must_understand: true, ..office::report(aggregate, "Kelak") });
    Operation::decode(with_unknown_field(today.header_bytes()), office::stored(&today)).unwrap()
}

/// A commit whose header has a field nobody knows yet, signed as a later version would.
fn later_commit(office: &mut Office, operation: &Operation) -> Commit {
    let today = office.commit(std::slice::from_ref(operation));
    let header_bytes = with_unknown_field(today.header_bytes());
    let unsigned = Commit::from_parts(header_bytes.clone(), None).unwrap();
    let message = [b"hadir oplog 1 commit".as_slice(), unsigned.hash().as_bytes()].concat();
    let key = ed25519_dalek::SigningKey::from_bytes(&office.key.to_bytes());
    let signature = ed25519_dalek::Signer::sign(&key, &message).to_bytes();
    let commit = Commit::from_parts(header_bytes, Some(signature)).unwrap();
    commit.verify().unwrap();
    commit
}

#[test]
fn unknown_kinds_and_fields_keep_their_bytes() {
    let operation = later_operation(&mut Office::new(1));
    assert_eq!(operation.header().kind, Kind(4_000_000_000));
    assert!(operation.header().must_understand);
    let again = Operation::decode(operation.header_bytes(), office::stored(&operation)).unwrap();
    assert_eq!(again.header_bytes(), operation.header_bytes());
    assert_eq!(again.id(), OpId::of_header(operation.header_bytes()));
}

#[test]
fn unknown_fields_travel_unchanged() {
    let mut office = Office::new(1);
    let operation = later_operation(&mut office);
    let commit = later_commit(&mut office, &operation);
    let travelling = TravellingOperation::new(commit.clone(), &[operation.id()], operation.clone()).unwrap();
    assert_eq!(TravellingOperation::decode(&travelling.encode()), Ok(travelling));

    let run = Run { commits: vec![PartialCommit::whole(commit, [operation])] };
    let packing = Packing {
        dictionary: Dictionary::REPORTS,
        effort: Effort::Small,
        signatures: Signatures::Last,
        receiver_has: &|_| None,
    };
    let packed = pack(std::slice::from_ref(&run), &packing).unwrap();
    assert_eq!(Packed::open(&packed).unwrap().unpack(&BTreeMap::new()).unwrap().runs, vec![run]);
}

#[test]
fn a_field_that_is_not_canonical_is_refused_even_when_it_is_unknown() {
    let mut office = Office::new(1);
    let aggregate = office.aggregate();
    let today = office.seal(office::report(aggregate, "Kelak"));
    let mut header = today.header_bytes().to_vec();
    header[0] += 1;
    header.extend([0x19, 0x03, 0x84, 0x18, 0x05]); // 900: 5, written in two bytes
    assert!(Operation::decode(header, office::stored(&today)).is_err());
}

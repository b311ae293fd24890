//! The sync protocol is frozen: fixed keys, nonces and positions give these very messages, proofs and keyed hashes.
//!
//! What is signed and hashed is put together here a second time, from the words of `docs/sync-format.md` alone, so that
//! page and program cannot part unnoticed. `HADIR_WRITE_VECTORS=1` writes the file anew.

mod office;

use hadir_oplog::sync::{
    Binding, BodyAnswer, BodyWish, Bundle, Epoch, Exchange, Facts, FilePiece, FileWish, Hello, Mark, Met, Parcel,
    Place, Position, Refusal, Reply, Request, Span, Ticket, TicketId, Waiting,
};
use hadir_oplog::*;
use serde_json::{Value, json};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/sync-1.json");
/// Vectors of the log format, whose batch travels here in a parcel: how zstd arranges one anew may change.
const LOG_FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/format-1.json");

/// Bytes that stand for the certificate of a TLS connection.
const SHOWN: &[u8] = b"the certificate of the connection, in DER form";
const CALLER_NONCE: [u8; 16] = [0x0a; 16];
const CALLED_NONCE: [u8; 16] = [0x0b; 16];

/// Two nodes of one regency.
struct Pair {
    root: NodeKey,
    caller: NodeKey,
    called: NodeKey,
}

impl Pair {
    fn new() -> Self {
        let [root, caller, called] = [9, 1, 2].map(|seed| NodeKey::from_bytes([seed; 32]));
        Pair { root, caller, called }
    }

    fn certificate(&self, node: &NodeKey, serial: u64) -> Vec<u8> {
        let certificate = office::certificate(&self.root, node.id(), serial, "kec-sebatik");
        Signed::sign(&self.root, certificate).unwrap().encode()
    }

    fn hellos(&self) -> (Hello, Hello) {
        let asked =
            Hello { node: self.caller.id(), nonce: CALLER_NONCE, certificate: self.certificate(&self.caller, 2) };
        let answered =
            Hello { node: self.called.id(), nonce: CALLED_NONCE, certificate: self.certificate(&self.called, 1) };
        (asked, answered)
    }

    /// What one side signs, by the page.
    fn said(&self, by: &[u8; 6], binding: Binding) -> Vec<u8> {
        let (caller, called) = (self.caller.id(), self.called.id());
        [&by[..], caller.as_bytes(), &CALLER_NONCE[..], called.as_bytes(), &CALLED_NONCE[..], &binding.0[..]].concat()
    }

    fn handshake(&self, binding: Binding) -> Value {
        let (asked, answered) = self.hellos();
        let theirs = Met::called(&asked, &answered, binding);
        let greeting = theirs.greet_back(&self.called);
        let ours = Waiting::after(&asked).meet(&answered, &greeting, binding).unwrap();
        let proof = ours.prove(&self.caller);
        theirs.check(self.caller.id(), &proof).unwrap();
        let (called_says, caller_says) = (self.said(b"called", binding), self.said(b"caller", binding));
        let context = "hadir sync 1 handshake";
        assert!(self.called.id().verify_other(context, &called_says, &greeting));
        assert!(self.caller.id().verify_other(context, &caller_says, &proof));
        json!({
            "binding": hex::encode(binding.0),
            "called_says": hex::encode(called_says),
            "called_signature": hex::encode(greeting),
            "caller_says": hex::encode(caller_says),
            "caller_signature": hex::encode(proof),
        })
    }
}

fn bound() -> Binding {
    Binding(*blake3::hash(SHOWN).as_bytes())
}

fn log_batch() -> Vec<u8> {
    let vectors: Value = serde_json::from_str(&std::fs::read_to_string(LOG_FILE).unwrap()).unwrap();
    hex::decode(vectors["batch"].as_str().unwrap()).unwrap()
}

fn position(epoch: Epoch, spans: &[(u64, u64)]) -> Position {
    let mut position = Position::nothing(epoch);
    for &(after, through) in spans {
        position.add(Span { after, through });
        position.see(at(epoch, through), Some(position.seen().mark));
    }
    position
}

/// A place whose mark is its count, so that readers see which is which.
fn at(epoch: Epoch, count: u64) -> Place {
    Place { epoch, count, mark: Mark((count as u32).to_be_bytes()) }
}

fn pairs(spans: &[Span]) -> Value {
    spans.iter().map(|span| json!([span.after, span.through])).collect()
}

fn place_of(place: Place) -> Value {
    json!({ "epoch": hex::encode(place.epoch.0), "count": place.count, "mark": hex::encode(place.mark.0) })
}

/// Positions, and what is missing of them at a place.
fn positions() -> Value {
    let (one, other) = (Epoch([0xe1; 8]), Epoch([0xe2; 8]));
    let cases = [
        (position(one, &[]), at(one, 3)),
        (position(one, &[(0, 300)]), at(one, 300)),
        (position(one, &[(12, 70_000), (0, 9)]), at(one, 70_002)),
        (position(one, &[(0, 9)]), at(other, 4)),
        (position(one, &[(0, 9)]), at(one, 8)),
    ];
    let case = |(position, place): &(Position, Place)| {
        let encoded = position.encode();
        assert_eq!(Position::decode(&encoded).as_ref(), Ok(position));
        json!({
            "epoch": hex::encode(position.epoch().0),
            "seen": place_of(position.seen()),
            "spans": pairs(position.spans()),
            "encoded": hex::encode(encoded),
            "place": place_of(*place),
            "missing": pairs(&position.missing(*place)),
            "is_ahead": position.is_ahead_of(*place),
        })
    };
    cases.iter().map(case).collect()
}

/// An exchange with everything in it.
fn full() -> Exchange {
    Exchange {
        have: Some(position(Epoch([0xe2; 8]), &[(0, 9), (12, 70_000)])),
        place: Some(at(Epoch([0xe1; 8]), 300)),
        clock_ms: 1_773_279_000_000,
        budget: 1 << 18,
        left: 17,
        parcels: vec![
            Parcel { completes: Span { after: 298, through: 300 }, batch: log_batch() },
            Parcel { completes: Span { after: 12, through: 298 }, batch: Vec::new() },
        ],
        wishes: vec![FileWish { hash: Hash::from_bytes([0xf1; 32]), from: 65_536 }],
        pieces: vec![piece(65_536, 65_540)],
        facts: Some(Facts { version: "0.1.0".into(), disk_free: 5_000_000_000, disk_total: 8_000_000_000 }),
        known: Some(at(Epoch([0xe2; 8]), 298).mark),
        body_wishes: vec![BodyWish { number: 5, chain: chain(), seq: 300, place: 2, slot: 1 }],
        bodies: vec![
            BodyAnswer { number: 6, bytes: Some([&[0x5a; 16][..], b"Papan lepas"].concat()) },
            BodyAnswer { number: 7, bytes: None },
        ],
    }
}

fn chain() -> ChainId {
    ChainId { node: Pair::new().caller.id(), incarnation: Incarnation::from_bytes([0x1c; 8]) }
}

fn piece(from: u64, total: u64) -> FilePiece {
    FilePiece { hash: Hash::from_bytes([0xf2; 32]), from, total, bytes: b"JFIF".to_vec() }
}

/// What is said when nothing is new.
fn quiet() -> Exchange {
    let place = at(Epoch([0xe1; 8]), 300);
    Exchange { have: Some(position(place.epoch, &[(0, 300)])), place: Some(place), ..Exchange::default() }
}

fn requests(pair: &Pair) -> Value {
    let (hello, greeting) = pair.hellos();
    let signature = Met::called(&hello, &greeting, bound()).prove(&pair.caller);
    let certificate = hello.certificate.clone();
    let open = |exchange| Request::Open {
        node: hello.node,
        nonce: CALLED_NONCE,
        certificate: certificate.clone(),
        signature,
        exchange,
    };
    let resume = |count, exchange| Request::Resume { ticket: TicketId([0x71; 8]), count, exchange };
    let named = [
        ("greet", Request::Greet(hello.clone())),
        ("open", open(quiet())),
        ("open, everything", open(full())),
        ("resume, an empty exchange", resume(77, Exchange::default())),
        ("resume, nothing new", resume(78, quiet())),
    ];
    // The smallest one by hand: version, array of four, kind, ticket, count, empty map.
    let smallest = [&[1, 0x84, 3, 0x48][..], &[0x71; 8], &[0x18, 77, 0xa0]].concat();
    assert_eq!(named[3].1.encode(), smallest);
    let request = |(name, request): &(&str, Request)| {
        let bytes = request.encode();
        assert_eq!(Request::decode(&bytes).as_ref(), Ok(request));
        json!({ "name": name, "bytes": hex::encode(bytes) })
    };
    named.iter().map(request).collect()
}

const REFUSALS: [(&str, Refusal); 8] = [
    ("refused, another reason", Refusal::Other),
    ("refused, the ticket is not known", Refusal::UnknownTicket),
    ("refused, the proof does not hold", Refusal::BadProof),
    ("refused, no certificate", Refusal::UnknownNode),
    ("refused, revoked", Refusal::Revoked),
    ("refused, not yet valid", Refusal::NotYetValid),
    ("refused, expired", Refusal::Expired),
    ("refused, busy", Refusal::Busy),
];

fn replies(pair: &Pair) -> Value {
    let (asked, hello) = pair.hellos();
    let signature = Met::called(&asked, &hello, bound()).greet_back(&pair.called);
    let opened = |exchange| Reply::Opened { ticket: TicketId([0x71; 8]), secret: [0x5e; 32], exchange };
    let mut named = vec![
        ("greeting", Reply::Greeting { hello, signature }),
        ("opened", opened(quiet())),
        ("resumed, everything", Reply::Resumed(full())),
        ("resumed, nothing new", Reply::Resumed(quiet())),
    ];
    named.extend(REFUSALS.map(|(name, refusal)| (name, Reply::Refused(refusal))));
    let reply = |(name, reply): &(&str, Reply)| {
        let bytes = reply.encode();
        assert_eq!(Reply::decode(&bytes).as_ref(), Ok(reply));
        json!({ "name": name, "bytes": hex::encode(bytes) })
    };
    named.iter().map(reply).collect()
}

/// The keyed hash behind a message, by the page.
fn mac(secret: &[u8; 32], binding: Binding, count: u64, direction: &str, message: &[u8]) -> Vec<u8> {
    let key = blake3::derive_key("hadir sync 1 ticket", secret);
    let keyed = [&binding.0[..], &count.to_le_bytes(), direction.as_bytes(), message].concat();
    blake3::keyed_hash(&key, &keyed).as_bytes()[..16].to_vec()
}

fn ticket(binding: Binding) -> Value {
    let (id, secret, count) = (TicketId([0x71; 8]), [0x5e; 32], 78);
    let ticket = Ticket::new(id, secret, binding);
    let request = Request::Resume { ticket: id, count, exchange: quiet() }.encode();
    let reply = Reply::Resumed(quiet()).encode();
    let (sealed_request, sealed_reply) =
        (ticket.seal_request(request.clone()), ticket.seal_reply(count, reply.clone()));
    assert_eq!(ticket.open_request(&sealed_request), Ok(&request[..]));
    assert_eq!(ticket.open_reply(count, &sealed_reply), Ok(&reply[..]));
    let (request_mac, reply_mac) =
        (mac(&secret, binding, 0, "request", &request), mac(&secret, binding, count, "reply", &reply));
    assert_eq!(sealed_request, [request, request_mac.clone()].concat());
    assert_eq!(sealed_reply, [reply, reply_mac.clone()].concat());
    json!({
        "id": hex::encode(id.0),
        "secret": hex::encode(secret),
        "binding": hex::encode(binding.0),
        "count": count,
        "request_mac": hex::encode(request_mac),
        "reply_mac": hex::encode(reply_mac),
        "sealed_request": hex::encode(sealed_request),
        "sealed_reply": hex::encode(sealed_reply),
    })
}

fn bundle(pair: &Pair) -> Value {
    let place = at(Epoch([0xe1; 8]), 300);
    let bundle = Bundle {
        from: pair.called.id(),
        certificate: pair.certificate(&pair.called, 1),
        to: pair.caller.id(),
        place,
        have: Some(position(Epoch([0xe2; 8]), &[(0, 9)])),
        known: Some(at(place.epoch, 298).mark),
        number: 1,
        parcels: full().parcels,
        files: vec![piece(0, 4)],
        wishes: vec![],
    };
    let bytes = bundle.sign(&pair.called);
    assert_eq!(Bundle::read(&bytes).as_ref(), Ok(&bundle));
    let (mark, rest) = bytes.split_at(15);
    assert_eq!(mark, b"hadir bundle 1\n");
    let (signature, content) = rest.split_first_chunk::<64>().unwrap();
    let hash = blake3::hash(content);
    assert!(pair.called.id().verify_other("hadir sync 1 bundle", hash.as_bytes(), signature));
    let bare = Bundle { have: None, known: None, parcels: vec![], files: vec![], number: 2, ..bundle.clone() };
    json!({
        "bytes": hex::encode(&bytes),
        "content_hash": hash.to_hex().as_str(),
        "signature": hex::encode(signature),
        "without_anything": hex::encode(bare.sign(&pair.called)),
    })
}

fn vectors() -> Value {
    let pair = Pair::new();
    let key = |key: &NodeKey| json!({ "secret": hex::encode(*key.to_bytes()), "node": key.id().to_string() });
    json!({
        "protocol": 1,
        "root": key(&pair.root),
        "caller": key(&pair.caller),
        "called": key(&pair.called),
        "caller_nonce": hex::encode(CALLER_NONCE),
        "called_nonce": hex::encode(CALLED_NONCE),
        "shown_certificate": hex::encode(SHOWN),
        "handshake": pair.handshake(bound()),
        "handshake_unbound": pair.handshake(Binding::default()),
        "positions": positions(),
        "requests": requests(&pair),
        "replies": replies(&pair),
        "ticket": ticket(bound()),
        "ticket_unbound": ticket(Binding::default()),
        "bundle": bundle(&pair),
    })
}

#[test]
fn the_sync_protocol_is_frozen() {
    let now = vectors();
    if std::env::var_os("HADIR_WRITE_VECTORS").is_some() {
        std::fs::write(FILE, serde_json::to_string_pretty(&now).unwrap() + "\n").unwrap();
    }
    let kept: Value = serde_json::from_str(&std::fs::read_to_string(FILE).unwrap()).unwrap();
    assert_eq!(kept, now);
}

#[test]
fn what_a_later_version_adds_is_passed_over_and_what_breaks_the_rules_is_refused() {
    let head = [&[1, 0x84, 3, 0x48][..], &[0x71; 8], &[0x18, 77]].concat();
    let with = |exchange: &str| Request::decode(&[&head[..], &hex::decode(exchange).unwrap()].concat());
    // An unknown field 200, and the clock behind it.
    let Ok(Request::Resume { exchange, .. }) = with("a218c88201020305") else { panic!("a later field is passed over") };
    assert_eq!(exchange, Exchange { clock_ms: 5, ..Exchange::default() });
    // What is said of bodies, by hand: one that is there, one that is not.
    let Ok(Request::Resume { exchange, .. }) = with("a10c82820541aa8206f6") else { panic!("answers are read") };
    let bodies = [(5, Some(vec![0xaa])), (6, None)].map(|(number, bytes)| BodyAnswer { number, bytes });
    assert_eq!(exchange, Exchange { bodies: bodies.into(), ..Exchange::default() });
    for (bad, why) in [
        ("bf0305ff", "a map without a length"),
        ("a1613305", "a key that is no number"),
        ("a1018141e1", "an epoch that is too short"),
        ("a1018348e1e1e1e1e1e1e1e10505", "a span of nothing"),
        ("a1018248e1e1e1e1e1e1e1e105", "half a span"),
        ("a1018548e1e1e1e1e1e1e1e100020204", "spans that touch"),
        ("a10681830202f6", "a parcel without bytes"),
        ("a1068183020240", "a parcel that completes nothing"),
        ("a10b818105", "a wish for a body of nobody"),
        ("a10c818205f5", "a body that is no bytes"),
        ("a0a0", "something behind it"),
    ] {
        assert!(with(bad).is_err(), "{why}");
    }
}

#[test]
fn a_refusal_that_is_not_known_is_one_for_another_reason() {
    for reason in [7, 9, 23] {
        assert_eq!(Reply::decode(&[1, 0x82, 0x13, reason]), Ok(Reply::Refused(Refusal::Other)), "{reason}");
    }
}

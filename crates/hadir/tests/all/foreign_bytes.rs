//! Lines from outside never make the program panic: real ones, and the same damaged in every way. The fuzz target
//! `lines` in `fuzz/` runs the same function for as long as one likes.

use hadir::authority::Grant;
use hadir::enrolment::{Answer, Request};
use hadir::https::HttpsWish;
use hadir::{root_share, sealed};
use hadir_calendar::Zone;
use hadir_oplog::{Certificate, NodeKey, Rights, Scope, Signed};
use hadir_store::Chance;
use hadir_testkit::random::Seeded;

use crate::parse_lines::parse_lines;

/// Damaged copies of each seed.
const ROUNDS: usize = 300;

/// One real example of each line, and what looks like one.
fn seeds() -> Vec<Vec<u8>> {
    let (root, node) = (NodeKey::from_bytes([1; 32]), NodeKey::from_bytes([2; 32]));
    let name = "Kecamatan Sebatik Timur".to_owned();
    let request = Request {
        node: node.id(),
        name: name.clone(),
        zone: Zone::Wita,
        prefix: Some("SBT".into()),
        made_ms: 1,
        https: None,
    };
    let wish = HttpsWish { point: [4; 65], addresses: vec!["10.1.2.3".parse().unwrap(), "hadir.lan".parse().unwrap()] };
    let with_https = Request { https: Some(wish), ..request.clone() };
    let unit = Scope::try_new("kec-sebatik-timur").unwrap();
    let certificate = Certificate {
        serial: 2,
        root: root.id(),
        node: node.id(),
        name,
        prefix: "SBT".into(),
        unit: unit.clone(),
        reads: vec![unit.clone()],
        writes: vec![unit],
        rights: Rights::NONE,
        valid_from_ms: 1_795_000_000_000,
        valid_until_ms: 1_858_000_000_000,
    };
    let answer = Answer {
        certificate: Signed::sign(&root, certificate).unwrap(),
        regency: "Kabupaten Nunukan".into(),
        region: "65.03".into(),
        zone: Zone::Wita,
        sealed_key: sealed::seal(&node.id(), &[6; 32]).unwrap(),
        address: None,
        https: Some(Grant { anchor: vec![1; 500], issuer: vec![2; 600], leaf: vec![3; 400], valid_until_ms: 1 }),
    };
    let share = &root_share::split(&root, 5, 3, &Chance::seeded(1))[0];
    let shares = [share.line().to_string(), share.page("nunukan-root").to_string()];
    let lines = [request.line(&node), with_https.line(&node), answer.line(&root)].into_iter().chain(shares);
    let odd = ["hadir-request-1.", "hadir-certificate-1.AAAA", "hadir-share-1", "hadir-request-é.x", "hadir-share-é"];
    lines.chain(odd.map(str::to_owned)).map(String::into_bytes).collect()
}

#[test]
fn no_line_from_outside_makes_a_parser_panic() {
    let mut random = Seeded::new(7);
    for seed in seeds() {
        parse_lines(&seed);
        for _ in 0..ROUNDS {
            parse_lines(&random.damaged(&seed, 4, b'.'));
        }
    }
}

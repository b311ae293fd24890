//! Pages that are read all day: inbox, case, search, public list.

use hadir_testkit::random::Seeded;

use super::Found;
use super::rounds::{Pace, Pair};
use super::stage::{Open, Stage, UNIT};
use crate::Failure;
use crate::figure::Budget;
use crate::load::{Load, Requests};
use crate::options::Run;
use crate::server::Server;
use crate::town::Town;
use crate::wire::{escaped, get};

/// The least share of the bare stack's rate.
const SHARE_MIN: f64 = 1.0 / 3.0;
/// The longest that 99 of 100 readers wait, in milliseconds.
const WAIT_MAX: f64 = 10.0;
/// Searches that are asked for in turn.
const SEARCHES: usize = 500;

/// Measures the wanted pages.
pub async fn measure(stage: &Stage, run: &Run, pace: Pace, found: &mut Found) {
    let names = ["inbox", "regency", "compressed", "case", "search", "public"];
    for name in names.into_iter().filter(|name| run.wants(name)) {
        found.take(name, page(stage, name, pace).await);
    }
}

async fn page(stage: &Stage, name: &str, pace: Pace) -> Result<Vec<crate::figure::Figure>, Failure> {
    let pair = pair(stage, name)?;
    let mut rate = pair.rate(pace).await?.within(Budget::ShareAtLeast(SHARE_MIN));
    rate.is_steady = true;
    let wait = pair.wait(pace).await?.within(Budget::AtMost(WAIT_MAX));
    Ok(vec![rate, wait])
}

fn pair(stage: &Stage, name: &str) -> Result<Pair, Failure> {
    let open = stage.servers()?;
    let (what, hadir, bare) = match name {
        "inbox" => ("inbox of a unit", same("/meja", &[cookie(&open.handler)]), same(&inbox_of_unit(), &[])),
        "regency" => ("regency's inbox", same("/meja", &[cookie(&open.leader)]), same("/inbox", &[])),
        "compressed" => (
            "compressed inbox of a unit",
            same("/meja", &[cookie(&open.handler), GZIP]),
            same(&inbox_of_unit(), &[GZIP]),
        ),
        "case" => ("case page", cases(open), bare_cases(stage.cases)),
        "search" => ("search", searches("/meja", Some(&open.leader)), searches("/search", None)),
        _ => ("public list", same("/laporan", &[]), same("/newest", &[])),
    };
    let load = |server: &Server, requests| Load { address: server.address, requests, status: 200 };
    Ok(Pair {
        what: what.to_owned(),
        cases: stage.cases,
        hadir: load(&open.hadir, hadir),
        bare: load(&open.bare, bare),
    })
}

type Header<'a> = (&'a str, &'a str);

const GZIP: Header<'static> = ("Accept-Encoding", "gzip");

fn cookie(cookie: &str) -> Header<'_> {
    ("Cookie", cookie)
}

fn inbox_of_unit() -> String {
    format!("/inbox?unit={UNIT}")
}

/// The same page again and again.
fn same(path: &str, headers: &[Header<'_>]) -> Requests {
    let request = get(path, headers);
    Requests::new(move |_| request.clone())
}

/// One case after the other, in an order that no cache likes.
fn cases(open: &Open) -> Requests {
    let mut numbers = open.numbers.clone();
    Seeded::new(1).shuffle(&mut numbers);
    let requests: Vec<_> =
        numbers.iter().map(|number| get(&format!("/meja/{number}"), &[cookie(&open.leader)])).collect();
    in_turn(requests)
}

fn bare_cases(count: u64) -> Requests {
    let mut random = Seeded::new(1);
    let requests: Vec<_> =
        (0..2_000).map(|_| get(&format!("/one/BNK-26-{:04}", random.below(count) + 1), &[])).collect();
    in_turn(requests)
}

fn searches(path: &str, signed_in: Option<&String>) -> Requests {
    let (town, mut random) = (Town::new(), Seeded::new(2));
    let headers: Vec<_> = signed_in.map(|secret| cookie(secret)).into_iter().collect();
    let ask = |_| get(&format!("{path}?q={}", escaped(&town.search(&mut random))), &headers);
    in_turn((0..SEARCHES).map(ask).collect())
}

fn in_turn(requests: Vec<Vec<u8>>) -> Requests {
    let count = requests.len() as u64;
    Requests::new(move |number| requests[usize::try_from(number % count).expect("a position in a list")].clone())
}

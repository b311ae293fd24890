//! Taking reports in, through the API and through the form.

use hadir_testkit::random::Seeded;
use serde_json::json;

use super::Found;
use super::rounds::{Pace, Pair};
use super::stage::Stage;
use crate::Failure;
use crate::clock::now;
use crate::figure::{Budget, Figure};
use crate::load::{Load, Requests};
use crate::options::Run;
use crate::town::{Report, Town};
use crate::wire::{multipart, post};

/// The least share of the bare stack's rate, and the least rate.
const SHARE_MIN: f64 = 0.5;
const RATE_MIN: f64 = 5_000.0;

/// A way in: its name in the table, its addresses at both servers, its status, how it sends a report.
struct Door {
    what: &'static str,
    hadir: &'static str,
    bare: &'static str,
    status: u16,
    request: fn(path: &str, report: &Report, token: &str) -> Vec<u8>,
}

const API: Door =
    Door { what: "intake by API", hadir: "/api/v1/cases", bare: "/reports", status: 201, request: by_api };
const FORM: Door = Door { what: "form intake", hadir: "/lapor", bare: "/form", status: 303, request: by_form };

/// Measures the wanted doors.
pub async fn measure(stage: &Stage, run: &Run, pace: Pace, found: &mut Found) {
    for (name, door) in [("intake", API), ("form", FORM)] {
        if run.wants(name) {
            found.take(name, intake(stage, &door, pace).await);
        }
    }
}

async fn intake(stage: &Stage, door: &Door, pace: Pace) -> Result<Vec<Figure>, Failure> {
    let open = stage.servers()?;
    let load = |address, path| Load { address, requests: reports(door.request, path), status: door.status };
    let pair = Pair {
        what: door.what.to_owned(),
        cases: stage.cases,
        hadir: load(open.hadir.address, door.hadir),
        bare: load(open.bare.address, door.bare),
    };
    let rate = pair.rate(pace).await?.within(Budget::ShareAtLeast(SHARE_MIN)).within(Budget::AtLeast(RATE_MIN));
    Ok(vec![rate, pair.wait(pace).await?])
}

/// Reports that are all different, each with a token of its own as Hadir's form carries one: the millisecond at which it
/// was made, and what nobody else has.
fn reports(request: fn(&str, &Report, &str) -> Vec<u8>, path: &'static str) -> Requests {
    let town = Town::new();
    let run = now().as_nanosecond().cast_unsigned() as u64;
    Requests::new(move |number| {
        let report = town.report(&mut Seeded::new(number ^ 0x6a09_e667_f3bc_c908));
        let mut random = Seeded::new(run ^ number);
        let token = format!("{:012x}{:04x}{:016x}", now().as_millisecond(), random.below(1 << 16), random.next_u64());
        request(path, &report, &token)
    })
}

fn by_api(path: &str, report: &Report, token: &str) -> Vec<u8> {
    let Report { kind, category, place, spot, text, name, contact, .. } = report;
    let body = json!({
        "kind": kind, "category": category, "place": place, "spot": spot, "text": text, "name": name,
        "contact": contact, "visibility": "public",
    });
    post(path, &[("Idempotency-Key", token)], "application/json", body.to_string().as_bytes())
}

fn by_form(path: &str, report: &Report, token: &str) -> Vec<u8> {
    let Report { kind, category, place, spot, text, name, contact, .. } = report;
    let parts = [
        ("token", token),
        ("kind", kind),
        ("category", category),
        ("place", place),
        ("spot", spot),
        ("text", text),
        ("name", name),
        ("contact", contact),
        ("visibility", "public"),
    ];
    multipart(path, &[], &parts)
}

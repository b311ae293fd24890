//! A hundred new reports, and then nothing new: what they cost, seed by seed.

use std::path::Path;

use hadir_testkit::random::Seeded;
use serde_json::{Value, json};

use super::bodies;
use super::call::Call;
use super::couch::{Couch, Replicated};
use super::ground::{Ground, LOSSY, THIN};
use super::regency::Regency;
use crate::Failure;
use crate::node::remove;
use crate::thin::Shape;
use crate::town::{Report, Town};
use crate::wire::{Connection, post};

/// Reports of a delta.
pub const REPORTS: usize = 100;

/// What one seed gave.
#[derive(Clone, Debug)]
pub struct Seed {
    /// The reports over the thin link.
    pub thin: Call,
    /// What they may cost in bytes.
    pub limit: f64,
    /// Bytes of packets while they were sent, heads included; nothing without a link.
    pub packet_bytes: Option<f64>,
    /// The same reports once more over a link that loses packets; nothing without a link.
    pub lossy: Option<Call>,
    /// A call with nothing new on either side.
    pub nothing: Call,
}

/// What PouchDB took for the same reports.
#[derive(Clone, Copy, Debug)]
pub struct Beside {
    /// Over the thin link.
    pub thin: Replicated,
    /// Over one that loses packets.
    pub lossy: Replicated,
    /// With nothing new.
    pub nothing: Replicated,
}

/// The reports of a seed.
pub fn reports(seed: u64) -> Vec<Value> {
    let (town, mut random) = (Town::new(), Seeded::new(seed));
    (0..REPORTS).map(|_| document(&town.report(&mut random))).collect()
}

fn document(report: &Report) -> Value {
    let Report { kind, category, place, spot, text, name, contact, .. } = report;
    json!({
        "kind": kind, "category": category, "place": place, "spot": spot, "text": text, "name": name,
        "contact": contact, "visibility": "public",
    })
}

/// Takes in a seed's reports at the office and syncs them to the regency, over each kind of link.
pub async fn measure(kept: &Regency, ground: &Ground, folder: &Path, seed: u64) -> Result<Seed, Failure> {
    remove(folder)?;
    let heads = bodies::heads(&kept.office_database()).await?;
    let reported = kept.copy(&folder.join("reported")).await?;
    report(&reported, &reports(seed)).await?;
    let new = bodies::since(&reported.office_database(), &heads).await?;
    let limit = bodies::limit(&new)?;
    let again = folder.join("again");
    let (thin, nothing, packet_bytes) = {
        let regency = reported.copy(&again).await?;
        let server = regency.serve_root(ground).await?;
        let (thin, packet_bytes) = call(&regency, ground, THIN, seed).await?;
        let (nothing, _) = call(&regency, ground, THIN, seed).await?;
        ground.shape(None, seed);
        server.stop().await?;
        remove(&again)?;
        (thin, nothing, packet_bytes)
    };
    if thin.said.operations_sent != new.len() as u64 {
        let sent = thin.said.operations_sent;
        return Err(format!("{sent} operations were sent, {} are new at the office", new.len()).into());
    }
    let lossy = match &ground.link {
        Some(_) => {
            let regency = reported.copy(&again).await?;
            let server = regency.serve_root(ground).await?;
            let (lossy, _) = call(&regency, ground, LOSSY, seed).await?;
            ground.shape(None, seed);
            server.stop().await?;
            Some(lossy)
        }
        None => None,
    };
    remove(folder)?;
    Ok(Seed { thin, limit, packet_bytes, lossy, nothing })
}

async fn call(regency: &Regency, ground: &Ground, shape: Shape, seed: u64) -> Result<(Call, Option<f64>), Failure> {
    ground.shape(Some(shape), seed);
    let call = Call::make(regency.sync(ground)).await?;
    Ok((call, ground.link.as_ref().map(|link| link.bytes() as f64)))
}

/// Each report comes by itself, as people send them.
async fn report(regency: &Regency, reports: &[Value]) -> Result<(), Failure> {
    let server = regency.serve_office().await?;
    let mut connection = Connection::open(server.address).await?;
    for (number, report) in reports.iter().enumerate() {
        let key = format!("laporan-{number:024}");
        let request =
            post("/api/v1/cases", &[("Idempotency-Key", &key)], "application/json", report.to_string().as_bytes());
        let answer = connection.exchange(&request).await?;
        if answer.status != 201 {
            return Err(format!("a report was answered {}: {}", answer.status, answer.text()).into());
        }
    }
    server.stop().await
}

/// Replicates a seed's reports with PouchDB.
pub async fn beside(couch: &Couch, ground: &Ground, folder: &Path, seed: u64) -> Result<Beside, Failure> {
    let documents = |kind: &str| -> Vec<Value> {
        let named = |(number, mut document): (usize, Value)| {
            document["_id"] = format!("{kind}-{seed}-{number:04}").into();
            document
        };
        reports(seed).into_iter().enumerate().map(named).collect()
    };
    let meeting = couch.meet(ground, folder).await?;
    let thin = meeting.replicate(ground, &documents("thin"), Some(THIN), seed).await?;
    let nothing = meeting.replicate(ground, &[], Some(THIN), seed).await?;
    let lossy = meeting.replicate(ground, &documents("lossy"), Some(LOSSY), seed).await?;
    ground.shape(None, seed);
    Ok(Beside { thin, lossy, nothing })
}

//! What syncing costs: nothing new, a hundred new reports over a thin link, the first sync of an office. PouchDB
//! replicates the same cases over the same link in the same run.
//!
//! The way of a run: [`regency`] makes two nodes, [`ground`] is where they meet, [`delta`] and [`first`] measure, and
//! [`couch`] does the same with PouchDB.

mod bodies;
mod call;
mod couch;
mod delta;
mod first;
mod ground;
mod options;
mod regency;
mod table;

use std::fs;
use std::path::Path;

pub use options::Wanted;

use crate::Failure;
use crate::clock::now;
use crate::measures::Found;
use crate::node::remove;
use crate::report::{machine, read_kept};
use call::Call;
use couch::{Couch, Replicated};
use delta::{Beside, Seed};
use ground::Ground;
use regency::Regency;

/// Measures everything, prints the table, writes the files. Says whether all was measured and every bound is kept.
pub async fn run(wanted: &Wanted) -> Result<bool, Failure> {
    let at = now();
    let mut found = Found::default();
    let folder = wanted.out.join("sync");
    remove(&folder)?;
    fs::create_dir_all(&folder)?;
    let couch = match wanted.beside {
        0 => None,
        _ => Couch::install(&wanted.out).await.map_err(|why| found.lacks("PouchDB", &why)).ok(),
    };
    if wanted.seeds > 0 {
        deltas(wanted, &folder, couch.as_ref(), &mut found).await?;
    }
    for cases in &wanted.first {
        first(wanted, &folder.join("first"), couch.as_ref(), *cases, &mut found).await;
    }
    remove(&folder)?;
    let report = found.report(at, machine());
    let kept = read_kept(&wanted.kept)?;
    println!("\n{}\n{}\n\n{}", report.machine, table::READ_SO, report.table(&kept));
    report.write(&wanted.out.join("latest-sync.json"))?;
    if wanted.keep {
        report.write(&wanted.kept)?;
    }
    Ok(report.is_good())
}

/// The delta of every seed, and PouchDB's of the first few.
async fn deltas(wanted: &Wanted, folder: &Path, couch: Option<&Couch>, found: &mut Found) -> Result<(), Failure> {
    let (ground, no_link) = Ground::level().await?;
    if let Some(why) = no_link {
        found.lacks("times over a thin link, which needs root, `ip` and /dev/net/tun", &why);
    }
    let kept = Regency::make(&wanted.program, &folder.join("kept")).await?;
    let server = kept.serve_root(&ground).await?;
    Call::make(kept.sync(&ground)).await?;
    server.stop().await?;
    let (mut seeds, mut beside): (Vec<Seed>, Vec<Beside>) = (Vec::new(), Vec::new());
    for seed in 1..=wanted.seeds {
        match delta::measure(&kept, &ground, &folder.join("seed"), seed).await {
            Ok(measured) => {
                println!("  seed {seed}: {}", table::line_of(&measured));
                seeds.push(measured);
            }
            Err(why) => found.lacks(&format!("seed {seed}"), &why),
        }
        if let Some(couch) = couch.filter(|_| seed <= wanted.beside && ground.link.is_some()) {
            match delta::beside(couch, &ground, &folder.join("couch"), seed).await {
                Ok(measured) => beside.push(measured),
                Err(why) => found.lacks(&format!("PouchDB, seed {seed}"), &why),
            }
        }
    }
    table::of_deltas(&seeds, &beside, found);
    Ok(())
}

/// The first sync of so many cases, and PouchDB's of the smallest number.
async fn first(wanted: &Wanted, folder: &Path, couch: Option<&Couch>, cases: u64, found: &mut Found) {
    let is_least = wanted.first.first() == Some(&cases);
    let beside: Option<Replicated> = match couch.filter(|_| is_least) {
        Some(couch) => {
            let beside = first::beside(couch, folder, cases).await;
            beside.map_err(|why| found.lacks(&format!("PouchDB, {cases} cases"), &why)).ok()
        }
        None => None,
    };
    match first::measure(&wanted.program, folder, cases).await {
        Ok(first) => table::of_first(cases, &first, beside.as_ref(), found),
        Err(why) => found.lacks(&format!("first sync of {cases} cases"), &why),
    }
}

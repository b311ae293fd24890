//! Promise: an acknowledged report is on disk, and `kill -9` at any instant loses none.
//!
//! A child process takes in reports as fast as it can and prints the identity of each that was acknowledged. It is
//! killed at a random instant; then everything it printed must be in the database.

use std::collections::BTreeSet;
use std::io::Write;
use std::process::Stdio;
use std::time::Duration;

use hadir_oplog::AggregateId;
use hadir_store::Store;
use hadir_testkit::random::Seeded;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Command;

use crate::place::{Place, options_in, wait};
use crate::toy::*;

/// Names the folder in which this process, as a child, takes in reports.
const FOLDER: &str = "HADIR_TEST_INTAKE_FOLDER";
/// Databases used one after the other; a young one starts quickly and is quickly checked.
const DATABASES: u64 = 20;
/// Kills of each database.
const KILLS: u32 = 11;

#[test]
fn an_acknowledged_report_survives_kill_9() {
    wait(async {
        // Two at a time, so that one works while the other starts.
        let lanes = [0, 1].map(|lane| {
            tokio::spawn(async move {
                let mut acknowledged = 0;
                for seed in (lane..DATABASES).step_by(2) {
                    acknowledged += kill_again_and_again(seed).await;
                }
                acknowledged
            })
        });
        let mut acknowledged = 0;
        for lane in lanes {
            acknowledged += lane.await.unwrap();
        }
        assert!(acknowledged > 1_000, "only {acknowledged} reports were acknowledged before the kills");
    });
}

/// Kills the intake of one database several times; says how many reports were acknowledged in all.
async fn kill_again_and_again(seed: u64) -> usize {
    let mut chance = Seeded::new(seed);
    let place = Place::sqlite();
    let mut acknowledged = BTreeSet::new();
    for _ in 0..KILLS {
        acknowledged.extend(take_in_until_killed(&place, &mut chance).await);
        let store = place.open().await;
        let sql = "select id from ledgers";
        let there: Vec<(Vec<u8>,)> = store.reads().all(sql, vec![]).await.unwrap();
        let there: BTreeSet<_> =
            there.into_iter().map(|(id,)| AggregateId::from_bytes(id.try_into().unwrap())).collect();
        let lost: Vec<_> = acknowledged.difference(&there).collect();
        assert!(lost.is_empty(), "seed {seed}: {} acknowledged reports are lost", lost.len());
        assert_eq!(store.verify(|_| ()).await.unwrap().first_bad, None, "seed {seed}");
        store.close().await;
    }
    let store = place.open().await;
    assert_sound(&store).await;
    store.close().await;
    acknowledged.len()
}

/// Starts a child, kills it at a random instant, and gives what it had acknowledged.
async fn take_in_until_killed(place: &Place, chance: &mut Seeded) -> Vec<AggregateId> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "killing::the_child_takes_in_reports", "--nocapture"])
        .env(FOLDER, place.file().parent().unwrap())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut acknowledged = Vec::new();
    if chance.chance(1, 5) {
        // While it starts, or soon after.
        tokio::time::sleep(Duration::from_millis(chance.below(40))).await;
    } else {
        // While it works: it goes on in parallel, so that the kill finds it anywhere in its next commits.
        let enough = chance.index(80);
        while acknowledged.len() < enough {
            acknowledged.extend(acknowledgement(&lines.next_line().await.unwrap().unwrap()));
        }
        tokio::time::sleep(Duration::from_micros(chance.below(8_000))).await;
    }
    child.start_kill().unwrap();
    while let Some(line) = lines.next_line().await.unwrap() {
        acknowledged.extend(acknowledgement(&line));
    }
    let status = child.wait().await.unwrap();
    assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(9), "the child ended by itself: {status}");
    acknowledged
}

/// The identity a line tells of. A line cut off by the kill has none and counts as not printed.
fn acknowledgement(line: &str) -> Option<AggregateId> {
    line.strip_prefix("ack ").and_then(|id| id.parse().ok())
}

/// The child. As a test of its own it has nothing to do.
#[test]
fn the_child_takes_in_reports() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let folder = std::path::PathBuf::from(folder);
    wait(async {
        let store = Store::open(options_in(&folder, 1)).await.unwrap();
        let tasks: Vec<_> = (0..16).map(|_| tokio::spawn(take_in_for_ever(store.clone()))).collect();
        for task in tasks {
            task.await.unwrap();
        }
    });
}

async fn take_in_for_ever(store: Store) {
    loop {
        let id = fresh_id();
        open_ledger(&store, id, "Papan dermaga lepas").await.unwrap();
        let mut out = std::io::stdout().lock();
        writeln!(out, "ack {id}").and_then(|()| out.flush()).unwrap();
    }
}

//! Promise: an acknowledged report is on disk, and a power cut at any instant loses none.
//!
//! The disk is a simulated one (`hadir-powercut`): of what was not synchronised, each write is kept, dropped or torn.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex};

use hadir_oplog::AggregateId;
use hadir_powercut::Disk;
use hadir_store::{Options, Store};
use hadir_testkit::random::{Seeded, seeds};
use hadir_testkit::scratch::Scratch;

use crate::place::{Place, options_in, wait};
use crate::toy::*;

const CUTS: u64 = 250;

#[test]
fn an_acknowledged_report_survives_a_power_cut() {
    wait(async {
        let mut acknowledged = 0;
        for seed in seeds(CUTS) {
            let place = Place::sqlite();
            let disk = Disk::mount();
            let mut chance = Seeded::new(seed);
            // The first hundred changes make the tables; most cuts come later.
            disk.cut_after(chance.below(if seed % 5 == 0 { 150 } else { 1_500 }));
            let known = take_in_until_cut(&place, &disk).await;
            let (lost, total) = lost_after_the_cut(&disk, &known, &mut chance, seed).await;
            assert_eq!(lost, 0, "seed {seed}: acknowledged reports are lost");
            acknowledged += total;
        }
        assert!(acknowledged > 20 * CUTS as usize || CUTS == 1, "only {acknowledged} reports in {CUTS} cuts");
    });
}

#[test]
fn a_disk_that_was_full_takes_reports_again_once_there_is_room() {
    wait(async {
        for writes in 0..40 {
            let (place, disk) = (Place::sqlite(), Disk::mount());
            let store = Store::open(options(&place, &disk)).await.unwrap();
            disk.fill_after(writes);
            let mut acknowledged = BTreeSet::new();
            loop {
                let id = fresh_id();
                if open_ledger(&store, id, "Papan dermaga lepas").await.is_err() {
                    break;
                }
                acknowledged.insert(id);
            }
            assert!(disk.is_full(), "only a full disk refuses a report");
            disk.make_room();
            let id = fresh_id();
            open_ledger(&store, id, "Lampu jalan padam").await.unwrap();
            acknowledged.insert(id);
            let there = store.states::<Ledger>().await.unwrap().into_iter().map(|(id, _)| id).collect();
            assert!(acknowledged.is_subset(&there), "full after {writes} writes");
            assert_eq!(store.verify(|_| ()).await.unwrap().first_bad, None);
            store.close().await;
        }
    });
}

/// The test above would notice: on a disk that lies about synchronising, acknowledged reports are lost.
#[test]
fn a_lying_disk_is_found_out() {
    wait(async {
        let mut lost_in_all = 0;
        for seed in 0..10 {
            let place = Place::sqlite();
            let disk = Disk::mount();
            Store::open(options(&place, &disk)).await.unwrap().close().await;
            disk.lie();
            disk.cut_after(200);
            let known = take_in_until_cut(&place, &disk).await;
            assert!(!known.is_empty());
            let (lost, _) = lost_after_the_cut(&disk, &known, &mut Seeded::new(seed), seed).await;
            lost_in_all += lost;
        }
        assert!(lost_in_all > 0, "the disk lied and nothing was lost");
    });
}

fn options(place: &Place, disk: &Disk) -> Options {
    Options { vfs: Some(disk.vfs().to_owned()), ..place.options(1) }
}

/// Takes in reports until the power is cut; gives those that were acknowledged.
async fn take_in_until_cut(place: &Place, disk: &Disk) -> BTreeSet<AggregateId> {
    let acknowledged = Arc::new(Mutex::new(BTreeSet::new()));
    let Ok(store) = Store::open(options(place, disk)).await else {
        assert!(disk.is_cut(), "only a cut keeps the store from opening");
        return BTreeSet::new();
    };
    let tasks: Vec<_> = (0..4)
        .map(|_| {
            let (store, acknowledged) = (store.clone(), acknowledged.clone());
            tokio::spawn(async move {
                loop {
                    let id = fresh_id();
                    if open_ledger(&store, id, "Papan dermaga lepas").await.is_err() {
                        break;
                    }
                    acknowledged.lock().unwrap().insert(id);
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert!(disk.is_cut(), "only a cut ends the intake");
    store.close().await;
    Arc::into_inner(acknowledged).unwrap().into_inner().unwrap()
}

/// How many acknowledged reports are lost once power is back, and how many there were.
async fn lost_after_the_cut(
    disk: &Disk,
    known: &BTreeSet<AggregateId>,
    chance: &mut Seeded,
    seed: u64,
) -> (usize, usize) {
    let after = Scratch::new("power").unwrap();
    disk.lay_out(after.path(), &mut |end| chance.index(end)).unwrap();
    let there = match open_after(after.path()).await {
        Ok(there) => there,
        // Only a disk that lies can leave a file that is no database any more.
        Err(fault) => {
            assert!(!known.is_empty(), "seed {seed}: {fault}");
            return (known.len(), known.len());
        }
    };
    (known.difference(&there).count(), known.len())
}

async fn open_after(folder: &Path) -> Result<BTreeSet<AggregateId>, hadir_store::Fault> {
    let store = Store::open(options_in(folder, 1)).await?;
    let verified = store.verify(|_| ()).await?;
    let there = store.states::<Ledger>().await?.into_iter().map(|(id, _)| id).collect();
    let rebuilt = store.rebuild(|_| ()).await?;
    store.close().await;
    match verified.first_bad {
        Some(bad) => Err(hadir_store::Fault::Invariant(bad.reason)),
        None if !rebuilt.was_equal() => Err(hadir_store::Fault::Invariant("rows the log does not stand for".into())),
        None => Ok(there),
    }
}

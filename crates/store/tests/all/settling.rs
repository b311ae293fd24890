//! What follows from a statement of the root follows, even if the power is cut between the two.

use hadir_oplog::AggregateId;
use hadir_powercut::Disk;
use hadir_store::{Location, Options, Store};
use hadir_testkit::scratch::Scratch;

use crate::fleet::{Office, certificate, enrolled, options, sync, try_state};
use crate::place::{Place, wait};
use crate::syncing::opens;
use crate::toy::{amount_in_row, assert_sound};

/// Writes to the disk before the power is cut: from before a statement is on it to after all is settled.
const CUTS: u64 = 60;

/// A regency that has a case of a node it never heard of, and an office that has nothing of it.
async fn before_the_statement(disk: &Disk) -> (Place, Store, Office, AggregateId) {
    let root = Office::root(Place::sqlite()).await;
    let island = Office::unit(Place::sqlite(), 2, "sebatik").await;
    root.enrol(&island).await;
    let stranger = Office::stranger(Place::sqlite(), 3, "sebatik").await;
    let id = opens(&stranger, "sebatik", 5).await;
    sync(&stranger, &root).await;
    sync(&island, &root).await;
    sync(&island, &root).await;
    assert_eq!(island.ledger(id).await, None);
    let Office { place, store, .. } = root;
    store.close().await;
    let store = Store::open(Options { vfs: Some(disk.vfs().to_owned()), ..options(&place, 1, 1) }).await.unwrap();
    (place, store, island, id)
}

#[test]
fn what_a_statement_lets_count_is_offered_however_early_the_power_is_cut() {
    wait(async {
        let mut between = 0;
        for cut in 0..CUTS {
            let disk = Disk::mount();
            let (place, store, island, id) = before_the_statement(&disk).await;
            disk.cut_after(cut);
            let of_stranger = certificate(3, 3, "sebatik", hadir_oplog::Rights::NONE);
            let stated = try_state(&store, enrolled(&of_stranger)).await;
            let was_cut = disk.is_cut();
            store.close().await;
            // What was not synchronised is lost.
            let after = Scratch::new("settling").unwrap();
            disk.lay_out(after.path(), &mut |_| 0).unwrap();
            let location = Location::Sqlite(after.path().join("hadir.db"));
            let store = Store::open(Options { location, ..options(&place, 1, 1) }).await.unwrap();
            let of_root = certificate(1, 1, "regency", hadir_oplog::Rights::NONE);
            let root = Office::again(place, store, of_root, 1);
            let is_stated =
                root.store.standings().trust().unwrap().certificates(&of_stranger.statement().node).count() > 0;
            assert!(is_stated || stated.is_err(), "cut after {cut}: what was acknowledged is lost");
            sync(&island, &root).await;
            let amount = is_stated.then_some(5);
            assert_eq!(amount_in_row(&island.store, id).await, amount, "cut after {cut}");
            assert_sound(&root.store).await;
            between += u32::from(is_stated && was_cut);
        }
        assert!(between > 3, "only {between} cuts came between a statement and what follows from it");
    });
}

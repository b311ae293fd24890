//! Erasure is real: words leave the log, the rows, the index and the disk, and do not come back.

use hadir_oplog::{AggregateId, OpId, Operation, Tombstone};
use hadir_store::{ActError, Engine, EraseRefusal, Store, params};

use crate::both::on_both_engines;
use crate::place::Place;
use crate::search::found;
use crate::toy::*;

const WORDS: &str = "zqxwkata rahasia Pak Jubaedi qxwnama";

on_both_engines! {
    async fn erased_words_are_gone_from_log_rows_and_index(place: &Place) {
        let store = place.open().await;
        let (id, note) = a_ledger_with_a_secret(&store).await;
        let kept = fresh_id();
        open_ledger(&store, kept, "zqxw yang tinggal").await.unwrap();
        assert_eq!(found(&store, "zqxwkata").await, [1]);

        let erased = store.erase::<Ledger>(id, None, Tombstone::of(note, [1])).await.unwrap();
        assert_eq!((erased.bodies, erased.is_scrubbed), (1, store.reads().engine() == Engine::Sqlite));
        let ledger: Ledger = store.state(id).await.unwrap().unwrap();
        assert_eq!((ledger.notes, ledger.amount), (vec![None], 5));
        assert_eq!(found(&store, "zqxwkata").await, Vec::<i64>::new());
        assert_eq!(found(&store, "tinggal").await, [2]);
        let verified = store.verify(|_| ()).await.unwrap();
        assert_eq!((verified.erased, verified.first_bad), (1, None));
        assert_sound(&store).await;

        // A second time there is nothing left to erase, and nothing is recorded.
        let operations = store.operations().await.unwrap();
        let erased = store.erase::<Ledger>(id, None, Tombstone::of(note, [1])).await.unwrap();
        assert_eq!((erased.bodies, store.operations().await.unwrap()), (0, operations));
        // Life goes on after the tombstone.
        assert_eq!(add(&store, id, 2).await.unwrap(), 7);
        assert_sound(&store).await;
        store.close().await;
    }

    async fn what_must_stay_is_not_erased(place: &Place) {
        let store = place.open().await;
        let (id, note) = a_ledger_with_a_secret(&store).await;
        let nobody = OpId::from_bytes([5; 32]);
        for (what, expected) in [
            (Tombstone::of(note, [0]), EraseRefusal::Stays(note, 0)),
            (Tombstone::of(note, [1, 7]), EraseRefusal::Stays(note, 7)),
            (Tombstone::of(nobody, [1]), EraseRefusal::NotHere(nobody)),
        ] {
            let refused = store.erase::<Ledger>(id, None, what).await;
            assert!(matches!(&refused, Err(ActError::Refused(why)) if *why == expected), "{refused:?}");
        }
        assert_eq!(found(&store, "zqxwkata").await, [1]);
        assert_sound(&store).await;
        store.close().await;
    }

    async fn an_erased_body_that_comes_back_is_refused(place: &Place) {
        let store = place.open().await;
        let (id, note) = a_ledger_with_a_secret(&store).await;
        let backup = store.history(id).await.unwrap();
        let mut returning: Operation = backup.iter().find(|entry| entry.id() == note).unwrap().operation.clone();
        assert_eq!(store.admit(&mut returning).await.unwrap(), Vec::<u8>::new());
        assert!(returning.body(1).is_some());

        let sql = "select bodies from operations where kind = 1002";
        let (bodies,): (Vec<u8>,) = store.reads().one(sql, vec![]).await.unwrap();
        store.erase::<Ledger>(id, None, Tombstone::of(note, [1])).await.unwrap();
        assert_eq!(store.admit(&mut returning).await.unwrap(), [1]);
        assert_eq!(returning.body(1), None);

        // Put back past the door, it is found.
        let sql = "update operations set bodies = $1 where kind = 1002";
        store.node_tables().run(sql, params![bodies]).await.unwrap();
        let bad = store.verify(|_| ()).await.unwrap().first_bad.unwrap();
        assert_eq!(bad.reason, "a body is here again that was erased");
        store.close().await;
    }

    async fn erasing_and_acting_at_once_lose_nothing(place: &Place) {
        let store = place.open().await;
        let (id, note) = a_ledger_with_a_secret(&store).await;
        let acts = (0..40).map(|_| { let store = store.clone(); tokio::spawn(async move { add(&store, id, 1).await.unwrap() }) });
        let acts: Vec<_> = acts.collect();
        store.erase::<Ledger>(id, None, Tombstone::of(note, [1])).await.unwrap();
        for act in acts {
            act.await.unwrap();
        }
        let ledger: Ledger = store.state(id).await.unwrap().unwrap();
        assert_eq!((ledger.amount, ledger.notes), (45, vec![None]));
        assert_sound(&store).await;
        store.close().await;
    }
}

#[test]
fn erased_bytes_are_gone_from_the_file_and_its_log() {
    let place = Place::sqlite();
    crate::place::wait(async {
        let store = place.open().await;
        let long: &'static str = format!("{WORDS} {}", "zqxwpanjang ".repeat(3_000)).leak();
        let (id, note) = a_ledger_with_a_secret(&store).await;
        let (other, long_note) = a_ledger_with(&store, long).await;
        for _ in 0..50 {
            open_ledger(&store, fresh_id(), "Papan dermaga lepas").await.unwrap();
        }
        // Changed once, so that an older state of the row lay in the file too.
        record(&store, id, vec![noted("kata lain")]).await.unwrap();
        assert!(store.scrub().await.unwrap());
        for secret in ["qxwkata", "rahasia", "Jubaedi", "qxwpanjang"] {
            assert!(on_disk(&place, secret), "{secret} is on the disk before it is erased");
        }
        for (id, note) in [(id, note), (other, long_note)] {
            assert!(store.erase::<Ledger>(id, None, Tombstone::of(note, [1])).await.unwrap().is_scrubbed);
        }
        for secret in ["qxwkata", "rahasia", "Jubaedi", "jubaedi", "ubaedi", "qxwpanjang"] {
            assert!(!on_disk(&place, secret), "{secret} is still on the disk");
        }
        assert!(on_disk(&place, "dermaga"));
        assert_sound(&store).await;
        store.close().await;
    });
}

/// Whether words stand anywhere in the files of the database.
fn on_disk(place: &Place, words: &str) -> bool {
    let folder = place.file().parent().unwrap().to_owned();
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    files.map(|path| std::fs::read(path).unwrap()).any(|bytes| contains(&bytes, words.as_bytes()))
}

fn contains(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

async fn a_ledger_with_a_secret(store: &Store) -> (AggregateId, OpId) {
    a_ledger_with(store, WORDS).await
}

async fn a_ledger_with(store: &Store, words: &'static str) -> (AggregateId, OpId) {
    let id = fresh_id();
    open_ledger(store, id, words).await.unwrap();
    add(store, id, 5).await.unwrap();
    let history = store.history(id).await.unwrap();
    (id, history[1].id())
}

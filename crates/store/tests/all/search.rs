//! Full-text search: what was noted is found, what was changed or erased is not.

use hadir_store::{Engine, Store, params};

use crate::both::on_both_engines;
use crate::place::Place;
use crate::toy::*;

on_both_engines! {
    async fn words_are_found_by_number(place: &Place) {
        let store = place.open().await;
        let first = fresh_id();
        open_ledger(&store, first, "Papan dermaga lepas").await.unwrap();
        open_ledger(&store, fresh_id(), "Lampu jalan mati dekat dermaga").await.unwrap();
        assert_eq!(found(&store, "dermaga").await, [1, 2]);
        assert_eq!(found(&store, "lampu").await, [2]);
        assert_eq!(found(&store, "perahu").await, Vec::<i64>::new());
        record(&store, first, vec![noted("perahu bocor")]).await.unwrap();
        assert_eq!(found(&store, "perahu").await, [1]);
        assert_eq!(found(&store, "dermaga").await, [1, 2]);
        store.rebuild(|_| ()).await.unwrap();
        assert_eq!(found(&store, "dermaga").await, [1, 2]);
        store.close().await;
    }
}

on_both_engines! {
    async fn a_tended_index_finds_the_same_with_fewer_segments(place: &Place) {
        let store = place.open().await;
        for count in 0..30 {
            open_ledger(&store, fresh_id(), if count == 17 { "Lampu kapal" } else { "Lampu mati" }).await.unwrap();
        }
        let before = segments(&store).await;
        store.tend_search().await.unwrap();
        assert_eq!(found(&store, "lampu").await, (1..=30).collect::<Vec<_>>());
        assert_eq!(found(&store, "kapal").await, [18]);
        if store.reads().engine() == Engine::Sqlite {
            let after = segments(&store).await;
            assert!(after < before && after <= 4, "{before} segments became {after}");
        }
        // What is written afterwards is found as well, and a second time there is nothing left to do.
        open_ledger(&store, fresh_id(), "Lampu lagi").await.unwrap();
        assert_eq!(found(&store, "lagi").await, [31]);
        store.tend_search().await.unwrap();
        store.tend_search().await.unwrap();
        store.close().await;
    }
}

/// The segments of SQLite's index: a page's id holds the segment's above its 37 lowest bits.
async fn segments(store: &Store) -> i64 {
    match store.reads().engine() {
        Engine::Sqlite => {
            let sql = "select count(distinct id >> 37) from ledger_words_data where id > 10";
            let (segments,): (i64,) = store.reads().one(sql, params![]).await.unwrap();
            segments
        }
        Engine::Postgres => 0,
    }
}

/// The numbers of the ledgers that have a word.
pub async fn found(store: &Store, word: &str) -> Vec<i64> {
    let sql = match store.reads().engine() {
        Engine::Sqlite => "select rowid from ledger_words where ledger_words match $1 order by rowid",
        Engine::Postgres => "select number from ledger_words where words @@ to_tsquery('simple', $1) order by number",
    };
    let rows: Vec<(i64,)> = store.reads().all(sql, params![word]).await.unwrap();
    rows.into_iter().map(|(number,)| number).collect()
}

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

/// The numbers of the ledgers that have a word.
pub async fn found(store: &Store, word: &str) -> Vec<i64> {
    let sql = match store.reads().engine() {
        Engine::Sqlite => "select rowid from ledger_words where ledger_words match $1 order by rowid",
        Engine::Postgres => "select number from ledger_words where words @@ to_tsquery('simple', $1) order by number",
    };
    let rows: Vec<(i64,)> = store.reads().all(sql, params![word]).await.unwrap();
    rows.into_iter().map(|(number,)| number).collect()
}

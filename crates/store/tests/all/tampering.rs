//! Any byte altered in the log is found, and said in words.

use hadir_store::{Store, params};
use hadir_testkit::random::Seeded;

use crate::both::on_both_engines;
use crate::place::Place;
use crate::toy::*;

on_both_engines! {
    async fn any_byte_altered_in_the_log_is_found(place: &Place) {
        let store = a_store_with_a_past(place).await;
        let mut chance = Seeded::new(1);
        for (table, column) in [
            ("operations", "header"),
            ("operations", "bodies"),
            ("operations", "aggregate"),
            ("commits", "bytes"),
            ("commits", "hash"),
            ("chains", "head_hash"),
            ("chains", "node"),
            ("chains", "incarnation"),
        ] {
            let sql = format!("select {column} from {table} order by {column}");
            let rows: Vec<(Vec<u8>,)> = store.reads().all(sqlx::AssertSqlSafe(sql), vec![]).await.unwrap();
            for _ in 0..8 {
                let (before,) = chance.pick(&rows);
                let mut after = before.clone();
                let at = chance.index(after.len());
                after[at] ^= 1 << chance.index(8);
                swap(&store, table, column, before, &after).await;
                assert_found(&store, &format!("byte {at} of {table}.{column}")).await;
                swap(&store, table, column, &after, before).await;
            }
        }
        assert_sound(&store).await;
        store.close().await;
    }

    async fn what_is_missing_or_added_or_moved_is_found(place: &Place) {
        let attacks = [
            ("a removed commit", "delete from commits where seq = 2"),
            ("a removed last commit", "delete from commits where seq = (select max(seq) from commits)"),
            ("a removed operation", "delete from operations where seq = 3 and place = 0"),
            ("all operations of a commit removed", "delete from operations where seq = 2"),
            ("a shortened chain", "update chains set commits = commits - 1"),
            ("a chain forgotten", "update chains set commits = 0"),
            ("another kind", "update operations set kind = kind + 1 where seq = 1 and place = 0"),
            ("another time", "update operations set stamp = stamp + 1 where seq = 1"),
            ("another place", "update operations set place = place + 5 where seq = 1"),
            ("a stray operation", "update operations set chain = 9 where seq = 4"),
            (
                "an added operation",
                "insert into operations select chain, 99, place, stamp, aggregate, kind, header, bodies \
                 from operations where seq = 1",
            ),
            ("an added commit", "insert into commits select chain, 99, hash, bytes from commits where seq = 1"),
            ("a forgotten aggregate", "delete from aggregates where version = 1"),
            ("a miscounted aggregate", "update aggregates set version = version + 1"),
        ];
        for (what, sql) in attacks {
            let store = a_store_with_a_past(place).await;
            let mut tx = store.node_tables().begin().await.unwrap();
            assert!(tx.run(sql, vec![]).await.unwrap() > 0, "{what}");
            tx.commit().await.unwrap();
            assert_found(&store, what).await;
            empty(&store).await;
            store.close().await;
        }
    }

    async fn a_body_that_vanished_without_a_tombstone_is_found(place: &Place) {
        let store = a_store_with_a_past(place).await;
        // An empty CBOR list: no bodies at all. A note has an empty fact that must stay, so it is put back.
        let sql = "update operations set bodies = $1 where kind = 1002";
        let only_the_fact = vec![0x82, 0x00, 0x40];
        assert!(store.node_tables().run(sql, params![only_the_fact]).await.unwrap() > 0);
        let bad = store.verify(|_| ()).await.unwrap().first_bad.unwrap();
        assert_eq!(bad.reason, "a body is missing that no tombstone names");
        store.close().await;
    }
}

async fn a_store_with_a_past(place: &Place) -> Store {
    let store = place.open().await;
    for _ in 0..3 {
        let id = fresh_id();
        open_ledger(&store, id, "Papan dermaga lepas").await.unwrap();
        add(&store, id, 5).await.unwrap();
        record(&store, fresh_id(), vec![added(1)]).await.unwrap();
    }
    assert_sound(&store).await;
    store
}

async fn swap(store: &Store, table: &str, column: &str, before: &[u8], after: &[u8]) {
    let sql = format!("update {table} set {column} = $1 where {column} = $2");
    let changed = store.node_tables().run(sqlx::AssertSqlSafe(sql), params![after, before]).await.unwrap();
    assert!(changed > 0);
}

/// Asserts that the check says what is wrong, or that the log can no longer be read at all.
async fn assert_found(store: &Store, what: &str) {
    let verified = store.verify(|_| ()).await.unwrap_or_else(|fault| panic!("{what}: {fault}"));
    let bad = verified.first_bad.unwrap_or_else(|| panic!("{what} was not found"));
    assert!(!bad.reason.is_empty());
}

async fn empty(store: &Store) {
    for table in ["operations", "commits", "chains", "aggregates", "ledgers", "ledger_notes", "ledger_sums", "series"] {
        let sql = sqlx::AssertSqlSafe(format!("delete from {table}"));
        store.node_tables().run(sql, vec![]).await.unwrap();
    }
}

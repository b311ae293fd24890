//! Opening again: the chain goes on where it ended, and a new incarnation says what it knows.

use hadir_oplog::Commit;
use hadir_store::{Clock, Store};

use crate::both::on_both_engines;
use crate::place::{Place, identity};
use crate::toy::*;

on_both_engines! {
    async fn a_restart_goes_on_at_the_head(place: &Place) {
        for round in 1..=3 {
            let store = place.open().await;
            add(&store, fresh_id(), 1).await.unwrap();
            let heads = store.heads().await.unwrap();
            assert_eq!(heads.len(), 1);
            assert_eq!(heads[0].seq, round - 1);
            assert_eq!(heads[0].chain, identity(1).chain());
            assert_sound(&store).await;
            store.close().await;
        }
    }

    async fn a_clock_set_back_does_not_make_a_chain_go_back(place: &Place) {
        let store = place.open().await;
        add(&store, fresh_id(), 1).await.unwrap();
        store.close().await;
        place.clock.set("2020-01-01T00:00:00Z".parse().unwrap());
        let store = place.open().await;
        add(&store, fresh_id(), 1).await.unwrap();
        assert_sound(&store).await;
        store.close().await;
    }

    async fn a_new_incarnation_names_the_heads_it_knows(place: &Place) {
        let first = place.open_as(1).await;
        add(&first, fresh_id(), 1).await.unwrap();
        let known = first.heads().await.unwrap();
        first.close().await;

        let second = place.open_as(2).await;
        for _ in 0..2 {
            add(&second, fresh_id(), 1).await.unwrap();
        }
        let commits = commits_of(&second, 2).await;
        assert_eq!(commits[0].knows(), known);
        assert_eq!(commits[1].knows(), []);
        assert_sound(&second).await;
        second.close().await;
    }

    async fn a_node_from_the_future_does_not_drag_this_clock_along(place: &Place) {
        let mut options = place.options(5);
        options.identity.key = hadir_oplog::NodeKey::from_bytes([8; 32]);
        options.clock = Clock::frozen("2099-01-01T00:00:00Z".parse().unwrap());
        let ahead = Store::open(options).await.unwrap();
        add(&ahead, fresh_id(), 1).await.unwrap();
        ahead.close().await;
        let store = place.open().await;
        let id = fresh_id();
        add(&store, id, 1).await.unwrap();
        assert_eq!(store.history(id).await.unwrap()[0].stamp.ms(), place.clock.now_ms());
        store.close().await;
    }
}

async fn commits_of(store: &Store, chain: i64) -> Vec<Commit> {
    let sql = "select bytes from commits where chain = $1 order by seq";
    let rows: Vec<(Vec<u8>,)> = store.reads().all(sql, hadir_store::params![chain]).await.unwrap();
    rows.into_iter().map(|(bytes,)| Commit::decode(&bytes).unwrap()).collect()
}

//! Two processes on one database: neither loses an act, and neither gives out the other's numbers.

use std::collections::BTreeSet;

use hadir_store::Store;

use crate::both::on_both_engines;
use crate::place::Place;
use crate::toy::*;

const ROUNDS: i64 = 150;

on_both_engines! {
    async fn two_processes_that_act_on_one_aggregate_lose_neither_act(place: &Place) {
        let stores = [place.open_as(1).await, place.open_as(2).await];
        let shared = [fresh_id(), fresh_id()];
        let both = stores.clone().map(|store| {
            tokio::spawn(async move {
                let mut numbers = Vec::new();
                for round in 0..ROUNDS {
                    let other = fresh_id();
                    let acts = tokio::join!(
                        add(&store, shared[0], 1),
                        add(&store, shared[1], round),
                        open_ledger(&store, other, "Papan dermaga lepas"),
                    );
                    acts.0.unwrap();
                    acts.1.unwrap();
                    numbers.push(acts.2.unwrap());
                }
                numbers
            })
        });
        let mut numbers = BTreeSet::new();
        for task in both {
            numbers.extend(task.await.unwrap());
        }
        assert_eq!(numbers, (1..=2 * ROUNDS).collect());
        for store in &stores {
            let ledgers = [state(store, shared[0]).await, state(store, shared[1]).await];
            assert_eq!(ledgers.clone().map(|ledger| ledger.amount), [2 * ROUNDS, ROUNDS * (ROUNDS - 1)]);
            // Each act knew the one before, so the history is a line although two chains hold it.
            let history = store.history(shared[0]).await.unwrap();
            assert!(history.windows(2).all(|pair| pair[1].operation.header().parents == [pair[0].id()]));
            assert_eq!(store.heads().await.unwrap().len(), 2);
        }
        assert_sound(&stores[0]).await;
        for store in stores {
            store.close().await;
        }
    }

    async fn two_processes_open_an_empty_database_at_once(place: &Place) {
        let (one, two) = tokio::join!(place.open_as(1), place.open_as(2));
        add(&one, fresh_id(), 1).await.unwrap();
        add(&two, fresh_id(), 1).await.unwrap();
        assert_sound(&one).await;
        one.close().await;
        two.close().await;
    }

    async fn one_process_sees_a_rebuild_of_the_other_as_a_pause(place: &Place) {
        let (one, two) = (place.open_as(1).await, place.open_as(2).await);
        let id = fresh_id();
        add(&one, id, 0).await.unwrap();
        let busy = two.clone();
        let acting = tokio::spawn(async move {
            for _ in 0..40 {
                add(&busy, id, 1).await.unwrap();
                add(&busy, fresh_id(), 1).await.unwrap();
            }
        });
        for _ in 0..8 {
            assert!(one.rebuild(|_| ()).await.unwrap().was_equal());
        }
        acting.await.unwrap();
        assert_eq!(amount_in_row(&one, id).await, Some(40));
        assert_sound(&one).await;
        one.close().await;
        two.close().await;
    }
}

async fn state(store: &Store, id: hadir_oplog::AggregateId) -> Ledger {
    store.state(id).await.unwrap().unwrap()
}

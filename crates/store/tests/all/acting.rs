//! Commands: what they record, what they refuse, and that no one of them spoils the others.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use hadir_oplog::{ActorId, AggregateId};
use hadir_store::{Act, ActError, Fault, params};

use crate::both::on_both_engines;
use crate::place::Place;
use crate::toy::*;

on_both_engines! {
    async fn what_a_command_records_is_there_when_it_is_answered(place: &Place) {
        let store = place.open().await;
        let id = fresh_id();
        assert_eq!(open_ledger(&store, id, "Papan dermaga lepas").await.unwrap(), 1);
        assert_eq!(add(&store, id, 5).await.unwrap(), 5);
        assert_eq!(amount_in_row(&store, id).await, Some(5));

        let ledger: Ledger = store.state(id).await.unwrap().unwrap();
        assert_eq!((ledger.number, ledger.amount, ledger.folded), (Some(1), 5, 3));
        assert_eq!(ledger.notes, [Some("Papan dermaga lepas".to_owned())]);
        let history = store.history(id).await.unwrap();
        assert_eq!(history.len(), 3);
        assert!(history.windows(2).all(|pair| pair[1].operation.header().parents == [pair[0].id()]));
        assert_eq!(store.states::<Ledger>().await.unwrap(), [(id, ledger)]);
        assert_eq!(store.state::<Ledger>(fresh_id()).await.unwrap(), None);
        assert_sound(&store).await;
        store.close().await;
    }

    async fn what_must_be_understood_and_is_not_stops_every_command_on_it(place: &Place) {
        let store = place.open().await;
        let (known, beyond) = (fresh_id(), fresh_id());
        record(&store, known, vec![added(5), from_the_future(false)]).await.unwrap();
        record(&store, beyond, vec![added(5), from_the_future(true)]).await.unwrap();
        assert_eq!(add(&store, known, 1).await.unwrap(), 6);
        assert!(matches!(add(&store, beyond, 1).await, Err(ActError::Fault(Fault::Beyond))));
        // It is kept, read and passed on all the same.
        assert_eq!(store.history(beyond).await.unwrap().len(), 2);
        assert_eq!(amount_in_row(&store, beyond).await, Some(5));
        assert_sound(&store).await;
        store.close().await;
    }

    async fn a_refusal_records_nothing(place: &Place) {
        let store = place.open().await;
        let id = fresh_id();
        let refused = add(&store, id, -1).await;
        assert!(matches!(refused, Err(ActError::Refused(No::NotEnough))), "{refused:?}");
        assert_eq!(store.operations().await.unwrap(), 0);
        assert_eq!(amount_in_row(&store, id).await, None);
        store.close().await;
    }

    async fn the_actor_is_in_the_operation(place: &Place) {
        let store = place.open().await;
        let (id, actor) = (fresh_id(), ActorId::from_bytes([9; 16]));
        let decide = |_: &Ledger, act: &mut Act<'_>| { act.record(added(1)); Ok::<_, No>(()) };
        store.act(id, Some(actor), decide).await.unwrap();
        assert_eq!(store.history(id).await.unwrap()[0].actor(), Some(actor));
        store.close().await;
    }

    async fn a_refused_command_never_fails_its_neighbours(place: &Place) {
        let store = place.open().await;
        let id = fresh_id();
        let tasks: Vec<_> = (0..60)
            .map(|n| {
                let store = store.clone();
                // Every third asks for more than there can ever be.
                tokio::spawn(async move { add(&store, id, if n % 3 == 0 { -1_000 } else { 1 }).await })
            })
            .collect();
        let mut refused = 0;
        for task in tasks {
            refused += u32::from(matches!(task.await.unwrap(), Err(ActError::Refused(No::NotEnough))));
        }
        assert_eq!(refused, 20);
        assert_eq!(amount_in_row(&store, id).await, Some(40));
        assert_sound(&store).await;
        store.close().await;
    }

    async fn a_command_that_breaks_never_fails_its_neighbours(place: &Place) {
        let store = place.open().await;
        let taken = fresh_id();
        record(&store, taken, vec![opened(77)]).await.unwrap();
        let tasks: Vec<_> = (0..60).map(|n| tokio::spawn(one_of_many(store.clone(), n))).collect();
        let (mut done, mut broken) = (0, 0);
        for (n, task) in tasks.into_iter().enumerate() {
            match task.await.unwrap() {
                Ok(()) => done += 1,
                Err(ActError::Fault(_)) => broken += 1,
                Err(ActError::Refused(_)) => unreachable!("command {n} refuses nothing"),
            }
        }
        assert_eq!((done, broken), (48, 12));
        let (rows,): (i64,) = store.reads().one("select cast(count(*) as bigint) from ledgers", vec![]).await.unwrap();
        assert_eq!(rows, 49);
        assert_sound(&store).await;
        // The numbers that broken commands took are given again.
        assert_eq!(open_ledger(&store, fresh_id(), "").await.unwrap(), 1);
        store.close().await;
    }

    async fn many_commands_share_a_commit(place: &Place) {
        let store = place.open().await;
        let tasks: Vec<_> = (0..200)
            .map(|_| {
                let store = store.clone();
                tokio::spawn(async move { add(&store, fresh_id(), 1).await.unwrap() })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        let verified = store.verify(|_| ()).await.unwrap();
        assert_eq!(verified.operations, 200);
        assert!(verified.commits < 50, "200 commands at once took {} commits", verified.commits);
        store.close().await;
    }

    async fn an_impatient_asker_does_not_undo_the_act(place: &Place) {
        let store = place.open().await;
        let id = fresh_id();
        for _ in 0..20 {
            let mut asked = Box::pin(add(&store, id, 1));
            // Polled once, so that the command is in the queue, then dropped.
            let _ = tokio::time::timeout(std::time::Duration::ZERO, &mut asked).await;
        }
        let amount = add(&store, id, 1).await.unwrap();
        assert_eq!(amount_in_row(&store, id).await, Some(amount));
        assert_sound(&store).await;
        store.close().await;
    }

    async fn deciding_again_gives_one_answer(place: &Place) {
        let store = place.open().await;
        let id = fresh_id();
        let asked = Arc::new(AtomicU32::new(0));
        let counting = asked.clone();
        let decide = move |ledger: &Ledger, act: &mut Act<'_>| {
            counting.fetch_add(1, Ordering::Relaxed);
            act.record(added(10));
            Ok::<_, No>(ledger.amount + 10)
        };
        assert_eq!(store.act(id, None, decide).await.unwrap(), 10);
        assert!(asked.load(Ordering::Relaxed) >= 1);
        assert_eq!(store.history(id).await.unwrap().len(), 1);
        store.close().await;
    }

    async fn readers_do_not_wait_for_a_long_writer(place: &Place) {
        let store = place.open().await;
        let id = fresh_id();
        add(&store, id, 3).await.unwrap();
        let mut long = store.node_tables().begin().await.unwrap();
        let sql = "update ledgers set amount = 4 where id = $1";
        assert_eq!(long.run(sql, params![*id.as_bytes()]).await.unwrap(), 1);
        let patience = std::time::Duration::from_secs(5);
        let seen = tokio::time::timeout(patience, amount_in_row(&store, id)).await;
        assert_eq!(seen.expect("a reader waits for nobody"), Some(3));
        long.rollback().await.unwrap();
        store.close().await;
    }

    async fn whoever_comes_after_the_close_is_told(place: &Place) {
        let store = place.open().await;
        let late = store.clone();
        store.close().await;
        let told = add(&late, fresh_id(), 1).await;
        assert!(matches!(told, Err(ActError::Fault(Fault::Stopped))), "{told:?}");
    }
}

/// Four in five add something; the others break in one of several ways.
async fn one_of_many(store: hadir_store::Store, n: u32) -> Result<(), ActError<No>> {
    let id: AggregateId = fresh_id();
    match n {
        // Breaks while it decides, with a number taken.
        0 | 15 | 30 | 45 => {
            let decide = |_: &Ledger, act: &mut Act<'_>| -> Result<(), No> {
                act.next_number();
                panic!("a command with a bug in it")
            };
            store.act_numbered(id, None, 2026, decide).await
        }
        // Is too large for an operation.
        5 | 20 | 35 | 50 => record(&store, id, vec![added(1), noted(&"a".repeat(2_000_000))]).await,
        // Has no row.
        10 => record(&store, id, vec![added(1), unspeakable()]).await,
        25 => record(&store, id, vec![unspeakable()]).await,
        // Has the row of somebody else's number.
        40 | 55 => record(&store, id, vec![added(1), opened(77)]).await,
        _ => record(&store, id, vec![added(1)]).await,
    }
}

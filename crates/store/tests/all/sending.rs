//! The outbox: every message goes out, none twice.

use std::time::Duration;

use hadir_store::outbox::{self, Leased};
use hadir_store::{Act, ActError, Store};

use crate::both::on_both_engines;
use crate::place::Place;
use crate::toy::*;

const MINUTE: Duration = Duration::from_secs(60);

on_both_engines! {
    async fn a_message_is_one_senders_until_its_minute_is_over(place: &Place) {
        let store = place.open().await;
        note_and_tell(&store, fresh_id(), "+62 811 1234").await.unwrap();
        let leased = lease(&store, 10).await;
        assert_eq!(leased.len(), 1);
        assert_eq!((leased[0].recipient.as_str(), leased[0].attempts), ("+62 811 1234", 1));
        assert!(outbox::lease(store.node_tables(), "email", store.clock().now_ms(), 10).await.unwrap().is_empty());
        assert!(lease(&store, 10).await.is_empty());
        place.clock.advance(MINUTE);
        let again = lease(&store, 10).await;
        assert_eq!((again.len(), again[0].attempts), (1, 2));
        outbox::sent(store.node_tables(), &again[0].id).await.unwrap();
        // The first sender wakes up late; what was sent stays sent.
        outbox::failed(store.node_tables(), &leased[0], store.clock().now_ms()).await.unwrap();
        place.clock.advance(100 * MINUTE);
        assert!(lease(&store, 10).await.is_empty());
        let kept: (String, String) = store.reads().one("select recipient, content from outbox", vec![]).await.unwrap();
        assert_eq!(kept, (String::new(), String::new()));
        store.close().await;
    }

    async fn waits_double_until_a_person_has_to_look(place: &Place) {
        let store = place.open().await;
        note_and_tell(&store, fresh_id(), "+62 811 1234").await.unwrap();
        for attempt in 1..=12 {
            let leased = lease(&store, 10).await;
            assert_eq!((leased.len(), leased[0].attempts), (1, attempt));
            outbox::failed(store.node_tables(), &leased[0], store.clock().now_ms()).await.unwrap();
            let wait = Duration::from_secs(30) * 2_u32.pow((attempt as u32 - 1).min(10));
            place.clock.advance(wait - Duration::from_millis(1));
            assert!(lease(&store, 10).await.is_empty());
            place.clock.advance(Duration::from_millis(1));
        }
        assert!(lease(&store, 10).await.is_empty());
        let (state,): (String,) = store.reads().one("select state from outbox", vec![]).await.unwrap();
        assert_eq!(state, "stuck");
        store.close().await;
    }

    async fn senders_side_by_side_never_hold_the_same_message(place: &Place) {
        let store = place.open().await;
        let id = fresh_id();
        for _ in 0..60 {
            note_and_tell(&store, id, "+62 811 1234").await.unwrap();
        }
        let senders = (0..6).map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut held = Vec::new();
                for _ in 0..5 {
                    held.extend(lease(&store, 7).await.into_iter().map(|message| message.id));
                }
                held
            })
        });
        let mut held = Vec::new();
        for sender in senders.collect::<Vec<_>>() {
            held.extend(sender.await.unwrap());
        }
        held.extend(lease(&store, 60).await.into_iter().map(|message| message.id));
        assert_eq!(held.len(), 60);
        held.sort();
        held.dedup();
        assert_eq!(held.len(), 60);
        store.close().await;
    }

    async fn refusals_and_rebuilds_send_nothing(place: &Place) {
        let store = place.open().await;
        let refuse = |_: &Ledger, act: &mut Act<'_>| {
            act.record(added(1));
            let (recipient, content) = ("+62 811 1234".to_owned(), "Tidak jadi".to_owned());
            act.send(outbox::Message { channel: "sms", recipient, content, due_at: 0 });
            Err::<(), _>(No::NotEnough)
        };
        assert!(matches!(store.act(fresh_id(), None, refuse).await, Err(ActError::Refused(No::NotEnough))));
        assert!(lease(&store, 10).await.is_empty());
        note_and_tell(&store, fresh_id(), "+62 811 1234").await.unwrap();
        outbox::sent(store.node_tables(), &lease(&store, 10).await[0].id).await.unwrap();
        store.rebuild(|_| ()).await.unwrap();
        place.clock.advance(100 * MINUTE);
        assert!(lease(&store, 10).await.is_empty());
        store.close().await;
    }
}

async fn lease(store: &Store, limit: i64) -> Vec<Leased> {
    outbox::lease(store.node_tables(), "sms", store.clock().now_ms(), limit).await.unwrap()
}

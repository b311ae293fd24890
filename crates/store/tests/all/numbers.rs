//! Public numbers: each once, none left out.

use hadir_store::{Act, ActError};

use crate::both::on_both_engines;
use crate::place::Place;
use crate::toy::*;

on_both_engines! {
    async fn numbers_have_no_gaps_and_no_repeats_whatever_is_refused(place: &Place) {
        let store = place.open().await;
        let known = fresh_id();
        assert_eq!(open_ledger(&store, known, "").await.unwrap(), 1);
        let tasks: Vec<_> = (0..120)
            .map(|n| {
                let store = store.clone();
                // Every fourth opens what is open already and is refused after it took a number.
                let id = if n % 4 == 0 { known } else { fresh_id() };
                tokio::spawn(async move { open_ledger(&store, id, "").await })
            })
            .collect();
        let mut numbers = Vec::new();
        for task in tasks {
            match task.await.unwrap() {
                Ok(number) => numbers.push(number),
                Err(ActError::Refused(No::OpenAlready)) => {}
                Err(other) => panic!("{other:?}"),
            }
        }
        numbers.sort_unstable();
        assert_eq!(numbers, (2..=91).collect::<Vec<i64>>());
        assert_sound(&store).await;
        store.close().await;

        let again = place.open().await;
        assert_eq!(open_ledger(&again, fresh_id(), "").await.unwrap(), 92);
        again.close().await;
    }

    async fn every_year_counts_for_itself(place: &Place) {
        let store = place.open().await;
        for (year, expected) in [(2025, 1), (2026, 1), (2025, 2), (2026, 2)] {
            let decide = |_: &Ledger, act: &mut Act<'_>| { act.record(added(1)); Ok::<_, No>(act.next_number()) };
            assert_eq!(store.act_numbered(fresh_id(), None, year, decide).await.unwrap(), expected);
        }
        store.close().await;
    }
}

//! A command on two aggregates: what it decides is on both or on neither, whoever else acts on one of them meanwhile.

use std::collections::BTreeSet;

use hadir_oplog::AggregateId;
use hadir_store::{ActError, Fault, Pair, Store, Two};
use hadir_testkit::random::Seeded;

use crate::both::on_both_engines;
use crate::fleet::{Office, scope};
use crate::place::{Place, wait};
use crate::toy::*;

const LEDGERS: usize = 5;
const MOVES: usize = 200;

/// Moves an amount from one ledger to another, noting on both which move it was.
async fn carry(
    store: &Store,
    from: AggregateId,
    to: AggregateId,
    amount: i64,
    what: String,
) -> Result<(), ActError<No>> {
    let decide = move |[from, _]: [&Ledger; 2], pair: &mut Pair| {
        if from.amount < amount {
            return Err(No::NotEnough);
        }
        pair.record_on_first(added(-amount));
        pair.record_on_first(noted(&what));
        pair.record_on_second(added(amount));
        pair.record_on_second(noted(&what));
        Ok(())
    };
    store.act_on_two(Two::new(from, to).unwrap(), None, decide).await
}

/// Moves back and forth among a few ledgers; says how many moves were answered with yes.
async fn carry_about(store: Store, ids: Vec<AggregateId>, seed: u64) -> BTreeSet<String> {
    let mut chance = Seeded::new(seed);
    let mut done = BTreeSet::new();
    for serial in 0..MOVES {
        let (from, step) = (chance.index(LEDGERS), 1 + chance.index(LEDGERS - 1));
        let (from, to) = (ids[from], ids[(from + step) % LEDGERS]);
        let what = format!("{seed}-{serial}");
        match carry(&store, from, to, chance.below(40) as i64, what.clone()).await {
            Ok(()) => drop(done.insert(what)),
            Err(ActError::Refused(_)) => {}
            Err(ActError::Fault(fault)) => panic!("{fault:?}"),
        }
    }
    done
}

on_both_engines! {
    async fn two_processes_that_move_between_the_same_ledgers_never_leave_one_side_alone(place: &Place) {
        let stores = [place.open_as(1).await, place.open_as(2).await];
        let ids: Vec<_> = (0..LEDGERS).map(|_| fresh_id()).collect();
        for id in &ids {
            add(&stores[0], *id, 100).await.unwrap();
        }
        // Two of each process, so that moves also meet within one batch.
        let movers = [0, 1, 2, 3].map(|seed| {
            tokio::spawn(carry_about(stores[seed as usize % 2].clone(), ids.clone(), seed))
        });
        let mut done = BTreeSet::new();
        for mover in movers {
            done.extend(mover.await.unwrap());
        }
        assert!(done.len() > MOVES, "{} moves were done", done.len());
        let (mut amounts, mut noted) = (0, Vec::new());
        for id in &ids {
            let ledger: Ledger = stores[1].state(*id).await.unwrap().unwrap();
            assert_eq!(amount_in_row(&stores[0], *id).await, Some(ledger.amount));
            amounts += ledger.amount;
            noted.extend(ledger.notes.into_iter().flatten());
        }
        assert_eq!(amounts, 100 * LEDGERS as i64);
        noted.sort();
        let twice: Vec<_> = done.iter().flat_map(|what| [what.clone(), what.clone()]).collect();
        assert_eq!(noted, twice);
        assert_sound(&stores[0]).await;
        for store in stores {
            store.close().await;
        }
    }

    async fn both_sides_are_in_one_commit(place: &Place) {
        let store = place.open().await;
        let (one, two) = (fresh_id(), fresh_id());
        add(&store, one, 5).await.unwrap();
        carry(&store, one, two, 5, "semua".to_owned()).await.unwrap();
        let last = async |id| store.history(id).await.unwrap().last().map(|entry| (entry.chain, entry.seq)).unwrap();
        assert_eq!(last(one).await, last(two).await);
        assert_eq!([amount_in_row(&store, one).await, amount_in_row(&store, two).await], [Some(0), Some(5)]);
        store.close().await;
    }

    async fn a_refusal_and_a_break_record_nothing_on_either(place: &Place) {
        let store = place.open().await;
        let (one, two) = (fresh_id(), fresh_id());
        let refused = carry(&store, one, two, 1, "terlalu banyak".to_owned()).await;
        assert!(matches!(refused, Err(ActError::Refused(No::NotEnough))), "{refused:?}");
        let breaks = |_: [&Ledger; 2], pair: &mut Pair| -> Result<(), No> {
            pair.record_on_first(added(1));
            panic!("a command that breaks");
        };
        let broken = store.act_on_two(Two::new(one, two).unwrap(), None, breaks).await;
        assert!(matches!(broken, Err(ActError::Fault(Fault::Broken))), "{broken:?}");
        assert_eq!(store.operations().await.unwrap(), 0);
        store.close().await;
    }

    async fn what_is_beyond_this_program_on_one_side_stops_both(place: &Place) {
        let store = place.open().await;
        let (known, beyond) = (fresh_id(), fresh_id());
        record(&store, known, vec![added(5)]).await.unwrap();
        record(&store, beyond, vec![added(5), from_the_future(true)]).await.unwrap();
        for (from, to) in [(known, beyond), (beyond, known)] {
            let stopped = carry(&store, from, to, 1, "tidak".to_owned()).await;
            assert!(matches!(stopped, Err(ActError::Fault(Fault::Beyond))), "{stopped:?}");
        }
        assert_eq!(amount_in_row(&store, known).await, Some(5));
        assert_sound(&store).await;
        store.close().await;
    }
}

#[test]
fn two_are_never_one_and_the_same() {
    let id = fresh_id();
    assert_eq!(Two::new(id, id), None);
}

#[test]
fn where_a_node_may_write_for_one_of_two_it_writes_on_neither() {
    wait(async {
        let root = Office::root(Place::sqlite()).await;
        let office = Office::unit(Place::sqlite(), 2, "sebatik").await;
        root.enrol(&office).await;
        let (own, others) = (fresh_id(), fresh_id());
        record(&root.store, others, vec![opened(1).entitling(scope("nunukan"))]).await.unwrap();
        crate::fleet::sync(&office, &root).await;
        record(&office.store, own, vec![opened(2).entitling(scope("sebatik")), added(9)]).await.unwrap();
        for (from, to) in [(own, others), (others, own)] {
            let decide = |_: [&Ledger; 2], pair: &mut Pair| {
                pair.record_on_first(added(1));
                pair.record_on_second(added(1));
                Ok::<_, No>(())
            };
            let refused = office.store.act_on_two(Two::new(from, to).unwrap(), None, decide).await;
            assert!(matches!(refused, Err(ActError::Fault(Fault::OutsideRights))), "{refused:?}");
        }
        assert_eq!(amount_in_row(&office.store, own).await, Some(9));
        assert_sound(&office.store).await;
        office.store.close().await;
        root.store.close().await;
    });
}

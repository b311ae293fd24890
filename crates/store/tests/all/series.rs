//! A public number counts if its node may give it: whatever came first, and whatever certificate the node has by now.

use hadir_oplog::{AggregateId, Certificate, Signed};
use hadir_store::{ActError, Fault};

use crate::fleet::{Office, enrolled, root_key, scope, state, sync};
use crate::place::{Place, wait};
use crate::syncing::{between_offices, two};
use crate::toy::{added, amount_in_row, assert_sound, fresh_id, opened_in, record};

/// A ledger of an office under a number of some series.
async fn opens(office: &Office, unit: &str, series: &str, number: i64) -> AggregateId {
    let id = fresh_id();
    record(&office.store, id, vec![opened_in(series, number).entitling(scope(unit)), added(number)]).await.unwrap();
    id
}

/// The office's next certificate, with another prefix.
fn renewed(office: &Office, serial: u64, prefix: &str) -> Signed<Certificate> {
    let certificate = office.certificate.statement().clone();
    Signed::sign(&root_key(), Certificate { serial, prefix: prefix.to_owned(), ..certificate }).unwrap()
}

/// The amounts that lists of an office show.
async fn amounts(office: &Office, ids: &[AggregateId]) -> Vec<Option<i64>> {
    let mut amounts = Vec::new();
    for id in ids {
        amounts.push(amount_in_row(&office.store, *id).await);
    }
    amounts
}

between_offices! { async fn a_number_of_another_office_counts_nowhere(root, sebatik) {
    sync(&sebatik, &root).await;
    let honest = opens(&sebatik, "sebatik", "N2", 5).await;
    let refused = record(&sebatik.store, fresh_id(), vec![opened_in("N7", 1).entitling(scope("sebatik"))]).await;
    assert!(matches!(refused, Err(ActError::Fault(Fault::OutsideRights))), "{refused:?}");

    // A program that does not ask, at an office that is enrolled like any other.
    let thief = Office::stranger(Place::sqlite(), 7, "sebatik").await;
    let series = ["N2", "N7", "N7KEHY", "N7KEH", "N", ""];
    let mut ids = Vec::new();
    for (number, series) in (10..).zip(series) {
        ids.push(opens(&thief, "sebatik", series, number).await);
    }
    // One neighbour hears of the office first, the other of what it did.
    sync(&thief, &sebatik).await;
    assert_eq!(amounts(&sebatik, &ids).await, [Some(0); 6], "nobody is enrolled yet");
    root.enrol(&thief).await;
    sync(&thief, &root).await;
    sync(&sebatik, &root).await;
    let counted = [0, 11, 12, 0, 0, 15].map(Some);
    for office in [&root, &sebatik] {
        assert_eq!(amounts(office, &ids).await, counted);
        assert_eq!(amounts(office, &[honest]).await, [Some(5)]);
        let told = office.store.misnumbered().await.unwrap();
        let told: Vec<_> = told.iter().map(|it| (it.node, it.entry.operation.header().aggregate)).collect();
        assert_eq!(told, [4, 3, 0].map(|at| (thief.node(), ids[at])), "the newest first");
        assert!(office.store.set_aside().await.unwrap().is_empty(), "nobody can let it count");
    }
    // Nothing that is done to it later makes it count, not by the office whose number it is.
    record(&thief.store, ids[0], vec![added(1_000)]).await.unwrap();
    sync(&thief, &root).await;
    sync(&sebatik, &root).await;
    for office in [&root, &sebatik] {
        assert_eq!(amounts(office, &ids).await, counted);
        assert_sound(&office.store).await;
    }
}}

between_offices! { async fn another_prefix_unmakes_no_number_given_before(root, sebatik) {
    let earlier = opens(&sebatik, "sebatik", "N2", 5).await;
    sync(&sebatik, &root).await;
    state(&root.store, enrolled(&renewed(&sebatik, 50, "SBT"))).await;
    sync(&sebatik, &root).await;
    let later = opens(&sebatik, "sebatik", "SBT", 6).await;
    let by_habit = opens(&sebatik, "sebatik", "N2", 7).await;
    sync(&sebatik, &root).await;
    for office in [&root, &sebatik] {
        assert_eq!(amounts(office, &[earlier, later, by_habit]).await, [Some(5), Some(6), Some(7)]);
        assert_sound(&office.store).await;
    }
}}

between_offices! { async fn a_number_counts_once_a_certificate_allows_it(root, sebatik) {
    let thief = Office::stranger(Place::sqlite(), 7, "sebatik").await;
    let id = opens(&thief, "sebatik", "PSB", 9).await;
    root.enrol(&thief).await;
    sync(&thief, &root).await;
    sync(&sebatik, &root).await;
    assert_eq!((amounts(&root, &[id]).await, amounts(&sebatik, &[id]).await), (vec![Some(0)], vec![None]));
    state(&root.store, enrolled(&renewed(&thief, 50, "PSB"))).await;
    sync(&sebatik, &root).await;
    for office in [&root, &sebatik] {
        assert_eq!(amounts(office, &[id]).await, [Some(9)]);
        assert_sound(&office.store).await;
    }
}}

#[test]
fn who_may_act_everywhere_may_give_any_number() {
    wait(async {
        let root = Office::root(Place::sqlite()).await;
        let id = opens(&root, "dinkes", "SBT", 5).await;
        assert_eq!(amounts(&root, &[id]).await, [Some(5)]);
        assert!(root.store.misnumbered().await.unwrap().is_empty());
    });
}

//! Who gets what was there before it was entitled: whatever it is that entitles it, and whoever brings that.

use hadir_oplog::AggregateId;

use crate::fleet::{Office, scope, sync};
use crate::place::{Place, wait};
use crate::syncing::{between_offices, two};
use crate::toy::{added, assert_sound, closed, fresh_id, noted, opened, record};

/// All offices see a ledger alike, with this amount.
async fn all_see(offices: &[&Office], id: AggregateId, amount: i64) {
    for office in offices {
        let ledger = office.ledger(id).await.expect("it is here");
        assert_eq!((ledger.amount, ledger.is_closed), (amount, false));
        assert_eq!(Some(ledger), offices[0].ledger(id).await);
        assert_sound(&office.store).await;
    }
}

between_offices! { async fn who_brings_what_entitles_it_gets_what_it_was_not_given_before(root, sebatik) {
    let id = fresh_id();
    record(&root.store, id, vec![added(1)]).await.unwrap();
    sync(&sebatik, &root).await;
    assert!(sebatik.store.history(id).await.unwrap().is_empty(), "nothing says whose it is");

    record(&sebatik.store, id, vec![opened(5).entitling(scope("sebatik")), added(5)]).await.unwrap();
    // All in one session, or the one brings and hears nothing before the other acts again.
    for amount in [6, 7] {
        sync(&sebatik, &root).await;
        all_see(&[&root, &sebatik], id, amount).await;
        record(&root.store, id, vec![added(1)]).await.unwrap();
    }
    sync(&root, &sebatik).await;
    all_see(&[&root, &sebatik], id, 8).await;
    let again = sync(&sebatik, &root).await;
    assert!(again.is_complete && again.received == 0 && again.sent == 0, "{again:?}");
}}

between_offices! { async fn nobody_waits_for_what_a_member_signed_and_may_not(root, sebatik) {
    // A program that does not ask, at an office that is enrolled like any other.
    let bent = Office::stranger(Place::sqlite(), 7, "nunukan").await;
    let id = fresh_id();
    record(&bent.store, id, vec![closed(), added(1_000)]).await.unwrap();
    root.enrol(&bent).await;
    sync(&bent, &root).await;
    sync(&sebatik, &root).await;
    // What comes after it names it as seen, and means nothing else by that.
    record(&root.store, id, vec![added(1)]).await.unwrap();
    sync(&root, &sebatik).await;

    record(&sebatik.store, id, vec![opened(5).entitling(scope("sebatik")), added(5)]).await.unwrap();
    sync(&sebatik, &root).await;
    all_see(&[&root, &sebatik], id, 6).await;
    assert_eq!(sebatik.store.history(id).await.unwrap().len(), 5, "it is kept, and counts nowhere");
    record(&sebatik.store, id, vec![added(1)]).await.unwrap();
    sync(&root, &sebatik).await;
    all_see(&[&root, &sebatik], id, 7).await;
}}

between_offices! { async fn what_two_offices_opened_is_one_and_both_go_on_with_it(root, sebatik) {
    // The same form reached both, of which neither knew the other: none of the two openings is the one that counts.
    let krayan = Office::unit(Place::sqlite(), 3, "krayan").await;
    root.enrol(&krayan).await;
    let id = fresh_id();
    record(&sebatik.store, id, vec![opened(5).entitling(scope("sebatik")), noted("lampu"), added(5)]).await.unwrap();
    record(&krayan.store, id, vec![opened(6).entitling(scope("krayan")), noted("lampu"), added(6)]).await.unwrap();
    for office in [&krayan, &sebatik, &krayan] {
        sync(office, &root).await;
    }
    all_see(&[&root, &sebatik, &krayan], id, 11).await;
    // Who never heard of it cannot come by it: what names it stands in it alone.
    let nunukan = Office::unit(Place::sqlite(), 4, "nunukan").await;
    root.enrol(&nunukan).await;
    sync(&nunukan, &root).await;
    assert!(nunukan.store.history(id).await.unwrap().is_empty());
}}

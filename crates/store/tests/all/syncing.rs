//! Offices that work apart and agree when they have met.

use hadir_oplog::AggregateId;
use hadir_oplog::sync::Side;
use hadir_store::{Family, Fault, Step, SyncFault, Syncing};

use crate::fleet::{Office, adopted, peer, scope, state, sync, sync_with_budget, try_sync};
use crate::place::{Place, wait};
use crate::toy::{Ledger, added, amount_in_row, assert_sound, closed, fresh_id, noted, opened, record};

/// Two offices, the second enrolled by the first.
pub(crate) async fn two(place: Place, other: Place) -> (Office, Office) {
    let (root, office) = (Office::root(place).await, Office::unit(other, 2, "sebatik").await);
    root.enrol(&office).await;
    (root, office)
}

/// Makes two tests from one, on either engine.
macro_rules! between_offices {
    (async fn $name:ident($root:ident, $office:ident) $body:block) => {
        mod $name {
            use super::*;

            async fn promise($root: Office, $office: Office) $body

            #[test]
            fn on_sqlite() {
                wait(async {
                    let (root, office) = two(Place::sqlite(), Place::sqlite()).await;
                    promise(root, office).await;
                });
            }

            #[test]
            fn on_postgres() {
                let (Some(place), Some(other)) = (Place::postgres(), Place::postgres()) else {
                    hadir_testkit::skip!("PostgreSQL is not installed here");
                };
                wait(async {
                    let (root, office) = two(place, other).await;
                    promise(root, office).await;
                });
            }
        }
    };
}
pub(crate) use between_offices;

pub(crate) async fn opens(office: &Office, unit: &str, number: i64) -> AggregateId {
    let id = fresh_id();
    record(&office.store, id, vec![opened(number).entitling(scope(unit)), added(number)]).await.unwrap();
    id
}

async fn sound(offices: &[&Office]) {
    for office in offices {
        assert_sound(&office.store).await;
    }
}

between_offices! { async fn two_offices_agree(root, sebatik) {
    let in_town = opens(&root, "dinkes", 5).await;
    let handed_over = opens(&root, "sebatik", 7).await;
    let on_island = opens(&sebatik, "sebatik", 9).await;

    let first = sync(&sebatik, &root).await;
    assert!(first.is_complete, "{first:?}");
    for id in [handed_over, on_island] {
        assert_eq!(root.ledger(id).await, sebatik.ledger(id).await);
        assert_eq!(amount_in_row(&root.store, id).await, amount_in_row(&sebatik.store, id).await);
    }
    assert_eq!(sebatik.ledger(in_town).await, None, "an office carries what it is entitled to, no more");

    // Both work on; each sees what the other did.
    record(&root.store, on_island, vec![noted("dijawab dari kota")]).await.unwrap();
    record(&sebatik.store, handed_over, vec![added(1)]).await.unwrap();
    assert!(sync(&sebatik, &root).await.is_complete);
    assert_eq!(root.ledger(handed_over).await.unwrap().amount, 8);
    assert_eq!(sebatik.ledger(on_island).await.unwrap().notes, [Some("dijawab dari kota".to_owned())]);
    sound(&[&root, &sebatik]).await;
}}

between_offices! { async fn nothing_new_takes_one_round_trip(root, sebatik) {
    opens(&sebatik, "sebatik", 9).await;
    sync(&sebatik, &root).await;
    sync(&sebatik, &root).await;
    let (before, there) = (sebatik.store.place().await.unwrap(), root.store.place().await.unwrap());
    let (synced, trips) = try_sync(&sebatik, &root, usize::MAX).await.unwrap();
    assert!(synced.is_complete && synced.received == 0 && synced.sent == 0, "{synced:?}");
    assert_eq!(trips, 1);
    assert_eq!((sebatik.store.place().await.unwrap(), root.store.place().await.unwrap()), (before, there));
}}

between_offices! { async fn a_first_sync_brings_everything_once_and_sends_nothing_back(root, sebatik) {
    // The root's certificate, its first operation, would come last.
    let id = opens_much(&root).await;
    let alone = sebatik.store.place().await.unwrap().count;
    let synced = sync(&sebatik, &root).await;
    assert!(synced.is_complete && synced.received > 4_000, "{synced:?}");
    assert!(synced.sent <= 1, "its own certificate at most: {synced:?}");
    let arrived = sebatik.store.place().await.unwrap().count - alone;
    assert!(arrived <= 25, "{arrived} arrivals for 22 commits: some were listed again");
    assert_eq!(sebatik.ledger(id).await, root.ledger(id).await);
    sound(&[&root, &sebatik]).await;
}}

/// More than fits into one parcel.
async fn opens_much(office: &Office) -> AggregateId {
    let id = opens(office, "sebatik", 0).await;
    for _ in 0..20 {
        record(&office.store, id, (0..200).map(added).collect()).await.unwrap();
    }
    id
}

between_offices! { async fn what_was_made_ready_answers_no_other_question(root, sebatik) {
    let hidden = opens(&root, "dinkes", 7).await;
    let id = opens_much(&root).await;
    // The root makes ready what comes next; the line is cut, and by the next call there is something else.
    let (cut, _) = sync_with_budget(&sebatik, &root, 1, 64).await.unwrap();
    assert!(cut.received > 0 && cut.left_there > 0, "{cut:?}");
    record(&root.store, hidden, vec![added(1).entitling(scope("sebatik"))]).await.unwrap();
    let (rest, _) = sync_with_budget(&sebatik, &root, usize::MAX, 64).await.unwrap();
    assert!(rest.is_complete, "{rest:?}");
    for id in [id, hidden] {
        assert_eq!(sebatik.ledger(id).await, root.ledger(id).await);
    }
    sound(&[&root, &sebatik]).await;
}}

between_offices! { async fn parcels_before_one_that_does_not_hold_are_kept(root, sebatik) {
    let id = opens_much(&root).await;
    let certificate = |office: &Office| office.certificate.statement().clone();
    let (there, here) = (peer(&sebatik, &root).await, peer(&root, &sebatik).await);
    let begin = Syncing::begin;
    let mut calling = begin(&sebatik.store, Side::Calls, &there, certificate(&root), 1 << 20, None).await.unwrap();
    let mut answering = begin(&root.store, Side::Called, &here, certificate(&sebatik), 1 << 20, None).await.unwrap();
    let Step::Send(question) = calling.next().await.unwrap() else { panic!("who calls begins") };
    answering.heard(*question).await.unwrap();
    let Step::Send(mut answer) = answering.next().await.unwrap() else { panic!("who is called answers") };
    assert!(answer.parcels.len() > 1, "{} parcels", answer.parcels.len());
    *answer.parcels[1].batch.last_mut().unwrap() ^= 1;
    calling.heard(*answer).await.unwrap();
    assert!(matches!(calling.next().await, Err(SyncFault::Theirs(_))));
    let kept = calling.done().received;
    assert!(kept > 0);
    let rest = sync(&sebatik, &root).await;
    assert!(rest.is_complete && rest.received < 4_000, "{rest:?} after {kept} that were kept");
    assert_eq!(sebatik.ledger(id).await, root.ledger(id).await);
    sound(&[&root, &sebatik]).await;
}}

between_offices! { async fn a_unit_entitled_later_gets_the_whole_history(root, sebatik) {
    let id = opens(&root, "dinkes", 5).await;
    record(&root.store, id, vec![added(10)]).await.unwrap();
    assert!(sync(&sebatik, &root).await.is_complete);
    assert_eq!(sebatik.ledger(id).await, None);

    record(&root.store, id, vec![added(100).entitling(scope("sebatik"))]).await.unwrap();
    let synced = sync(&sebatik, &root).await;
    assert_eq!(synced.received, 4, "the whole history and nothing else");
    assert_eq!(sebatik.ledger(id).await, root.ledger(id).await);
    // And everything that comes later.
    record(&root.store, id, vec![closed()]).await.unwrap();
    assert_eq!(sync(&sebatik, &root).await.received, 1);
    assert!(sebatik.ledger(id).await.unwrap().is_closed);
    sound(&[&root, &sebatik]).await;
}}

between_offices! { async fn a_cut_loses_nothing_and_begins_nothing_anew(root, sebatik) {
    let mut ids = Vec::new();
    for number in 0..20 {
        ids.push(opens(&root, "sebatik", number).await);
        ids.push(opens(&sebatik, "sebatik", 100 + number).await);
    }
    let mut received = 0;
    for cut_after in [0, 1, 1, 2, 9] {
        received += try_sync(&sebatik, &root, cut_after).await.unwrap().0.received;
    }
    assert!(sync(&sebatik, &root).await.is_complete);
    assert!(received <= 42, "{received} operations came, some twice");
    for id in ids {
        assert_eq!(root.ledger(id).await, sebatik.ledger(id).await);
    }
    sound(&[&root, &sebatik]).await;
}}

between_offices! { async fn one_office_carries_for_another(root, boat) {
    let island = Office::unit(Place::sqlite(), 3, "sebatik").await;
    root.enrol(&island).await;
    let from_town = opens(&root, "sebatik", 5).await;
    let from_island = opens(&island, "sebatik", 6).await;
    // The island and the town never meet.
    for _ in 0..2 {
        assert!(sync(&boat, &root).await.is_complete);
        assert!(sync(&boat, &island).await.is_complete);
    }
    assert!(sync(&boat, &root).await.is_complete);
    for id in [from_town, from_island] {
        assert_eq!(island.ledger(id).await, root.ledger(id).await);
        assert!(island.ledger(id).await.is_some());
    }
    sound(&[&root, &boat, &island]).await;
}}

between_offices! { async fn what_a_node_may_not_do_changes_nothing(root, thief) {
    let id = opens(&root, "sebatik", 5).await;
    sync(&thief, &root).await;
    let refused = record(&thief.store, fresh_id(), vec![opened(1).entitling(scope("dinkes"))]).await;
    assert!(matches!(refused, Err(hadir_store::ActError::Fault(Fault::OutsideRights))), "{refused:?}");
    // A program that does not ask: an unknown node acts in a unit it has no certificate for.
    let stranger = Office::stranger(Place::sqlite(), 9, "sebatik").await;
    sync(&stranger, &thief).await;
    record(&stranger.store, id, vec![added(1_000)]).await.unwrap();
    sync(&stranger, &root).await;
    assert_eq!(root.ledger(id).await.unwrap().amount, 5, "no certificate of ours names that node");
    assert_eq!(amount_in_row(&root.store, id).await, Some(5));
    // Once it is enrolled, what it did counts after all.
    root.enrol(&stranger).await;
    assert_eq!(amount_in_row(&root.store, id).await, Some(1_005));
    sound(&[&root, &thief]).await;
}}

between_offices! { async fn a_revocation_sets_aside_what_came_after_it(root, laptop) {
    let island = Office::unit(Place::sqlite(), 3, "sebatik").await;
    root.enrol(&island).await;
    let id = opens(&laptop, "sebatik", 5).await;
    for office in [&laptop, &island] {
        assert!(sync(office, &root).await.is_complete);
    }
    assert_eq!(amount_in_row(&island.store, id).await, Some(5));
    // The laptop is stolen. The thief's work reaches the island before the revocation does.
    record(&laptop.store, id, vec![added(1_000)]).await.unwrap();
    sync(&laptop, &island).await;
    assert_eq!(amount_in_row(&island.store, id).await, Some(1_005));
    root.revoke(&laptop).await;
    sync(&laptop, &root).await;
    sync(&island, &root).await;
    for office in [&root, &island] {
        assert_eq!(amount_in_row(&office.store, id).await, Some(5));
        assert_eq!(office.ledger(id).await.unwrap().amount, 5);
    }
    // It was the office's own work after all, and an administrator lets it count, everywhere.
    let [aside] = <[_; 1]>::try_from(root.store.set_aside().await.unwrap()).unwrap();
    assert_eq!((aside.aggregate, aside.node, aside.entries.len()), (id, laptop.node(), 1));
    state(&root.store, adopted(aside.entries.iter().map(|entry| entry.id()))).await;
    assert!(root.store.set_aside().await.unwrap().is_empty());
    sync(&island, &root).await;
    for office in [&root, &island] {
        assert_eq!(amount_in_row(&office.store, id).await, Some(1_005));
    }
    sound(&[&root, &island]).await;
}}

#[test]
fn a_disk_put_back_is_noticed_and_healed() {
    wait(async {
        let (root, sebatik) = two(Place::sqlite(), Place::sqlite()).await;
        let id = opens(&sebatik, "sebatik", 5).await;
        sync(&sebatik, &root).await;
        let sebatik =
            sebatik.with_closed(|file| assert!(std::fs::copy(file, file.with_extension("image")).is_ok())).await;
        let lost = opens(&sebatik, "sebatik", 6).await;
        sync(&sebatik, &root).await;
        // The image from before is put back: the log of this life ends earlier than the root knows it.
        let sebatik = sebatik.with_closed(|file| std::fs::rename(file.with_extension("image"), file).unwrap()).await;
        assert_eq!(sebatik.ledger(lost).await, None);
        let failed = try_sync(&sebatik, &root, usize::MAX).await;
        assert!(matches!(failed, Err(SyncFault::Ours(Fault::PutBack))), "{failed:?}");
        sebatik.store.begin_epoch().await.unwrap();
        let sebatik = sebatik.reopen(2).await;
        assert!(sync(&sebatik, &root).await.is_complete);
        assert_eq!(sebatik.ledger(lost).await, root.ledger(lost).await);
        assert!(sebatik.ledger(lost).await.is_some() && sebatik.ledger(id).await.is_some());
        record(&sebatik.store, lost, vec![added(1)]).await.unwrap();
        assert!(sync(&sebatik, &root).await.is_complete);
        assert_eq!(amount_in_row(&root.store, lost).await, Some(7));
        sound(&[&root, &sebatik]).await;
    });
}

between_offices! { async fn a_key_that_signs_two_pasts_is_noticed(root, sebatik) {
    // The same key and life at two places: a copied disk.
    let copy = Office::unit(Place::sqlite(), 2, "sebatik").await;
    let one = opens(&sebatik, "sebatik", 5).await;
    let two = opens(&copy, "sebatik", 6).await;
    assert!(sync(&sebatik, &root).await.forks.is_empty());
    sync(&copy, &root).await;
    let sql = "select cast(count(*) as bigint) from chains where branch > 0";
    let (forks,): (i64,) = root.store.reads().one(sql, vec![]).await.unwrap();
    assert_eq!(forks, 1);
    for id in [one, two] {
        assert!(root.ledger(id).await.is_some(), "both are kept");
    }
    // Which of the two is the office's nobody can say, so a revocation keeps what came before both.
    root.revoke(&sebatik).await;
    for id in [one, two] {
        assert_eq!(root.ledger(id).await.unwrap().number, None);
    }
    sound(&[&root]).await;
}}

#[test]
fn what_a_later_program_recorded_is_kept_passed_on_and_folded_after_the_upgrade() {
    wait(async {
        let (root, sebatik) = two(Place::sqlite(), Place::sqlite()).await;
        // The island's program is a release behind: it knows nothing of ledgers yet.
        let sebatik = sebatik.with_families(vec![]).await;
        let id = opens(&root, "sebatik", 5).await;
        assert!(sync(&sebatik, &root).await.is_complete);
        let island = Office::unit(Place::sqlite(), 3, "sebatik").await;
        root.enrol(&island).await;
        sync(&sebatik, &root).await;
        assert!(sync(&island, &sebatik).await.is_complete, "what it does not understand it passes on all the same");
        assert_eq!(island.ledger(id).await, root.ledger(id).await);

        let sebatik = sebatik.with_families(vec![Family::of::<Ledger>()]).await;
        assert_eq!(amount_in_row(&sebatik.store, id).await, Some(5));
        sound(&[&sebatik, &island]).await;
    });
}

between_offices! { async fn who_knows_an_identity_alone_can_neither_act_on_it_nor_read_it(root, sebatik) {
    let id = opens(&root, "sebatik", 5).await;
    sync(&sebatik, &root).await;
    // A node of another unit, whose program asks nobody, acts on the ledger as if it began there.
    let other = Office::stranger(Place::sqlite(), 9, "dinkes").await;
    root.enrol(&other).await;
    record(&other.store, id, vec![added(1_000).entitling(scope("dinkes"))]).await.unwrap();
    let sent = sync(&sebatik, &root).await;
    assert!(sent.is_complete);
    let synced = try_sync(&root, &other, usize::MAX).await;
    assert!(synced.is_ok(), "{synced:?}");
    assert_eq!(root.ledger(id).await.unwrap().amount, 5);
    assert_eq!(other.ledger(id).await.unwrap().amount, 1_000, "it reads what it wrote and nothing else");
    sound(&[&root, &sebatik]).await;
}}

between_offices! { async fn two_pasts_that_come_together_are_kept_apart(root, sebatik) {
    let copy = Office::unit(Place::sqlite(), 2, "sebatik").await;
    let ids = [opens(&sebatik, "sebatik", 5).await, opens(&copy, "sebatik", 6).await];
    sync(&sebatik, &root).await;
    sync(&copy, &root).await;
    // Whoever comes later gets both in one parcel.
    let island = Office::unit(Place::sqlite(), 3, "sebatik").await;
    root.enrol(&island).await;
    let synced = sync(&island, &root).await;
    assert!(synced.is_complete && synced.forks.len() == 1, "{synced:?}");
    for id in ids {
        assert_eq!(island.ledger(id).await, root.ledger(id).await);
    }
    sound(&[&root, &island]).await;
}}

between_offices! { async fn a_past_stays_with_the_signature_that_proves_it(root, sebatik) {
    let copy = Office::unit(Place::sqlite(), 2, "sebatik").await;
    opens(&sebatik, "sebatik", 5).await;
    sync(&sebatik, &root).await;
    // Only the last of these is signed when they travel, and on the other branch nothing speaks against it.
    let mut ids = Vec::new();
    for number in 6..10 {
        ids.push(opens(&copy, "sebatik", number).await);
    }
    sync(&copy, &root).await;
    sound(&[&root]).await;
    let island = Office::unit(Place::sqlite(), 3, "sebatik").await;
    root.enrol(&island).await;
    assert!(sync(&island, &root).await.is_complete);
    for id in ids {
        assert!(island.ledger(id).await.is_some(), "all of it can be passed on");
    }
    sound(&[&island]).await;
}}

between_offices! { async fn what_counts_later_is_offered_again(root, sebatik) {
    let stranger = Office::stranger(Place::sqlite(), 9, "sebatik").await;
    let id = opens(&stranger, "sebatik", 5).await;
    record(&stranger.store, id, vec![noted("nama dan alamat")]).await.unwrap();
    let noted = stranger.store.history(id).await.unwrap().pop().unwrap().id();
    let known = opens(&root, "sebatik", 6).await;
    record(&root.store, known, vec![crate::toy::noted("nama lain")]).await.unwrap();
    let kept = root.store.history(known).await.unwrap().pop().unwrap().id();
    sync(&stranger, &root).await;
    for (id, noted) in [(id, noted), (known, kept)] {
        stranger.store.erase::<Ledger>(id, None, hadir_oplog::Tombstone::of(noted, [1])).await.unwrap();
    }
    sync(&stranger, &root).await;
    assert!(sync(&sebatik, &root).await.is_complete);
    assert_eq!(sebatik.ledger(id).await, None, "nothing of it counts");
    assert_eq!(root.ledger(known).await.unwrap().notes, [Some("nama lain".to_owned())]);
    sound(&[&root, &sebatik]).await;

    root.enrol(&stranger).await;
    assert_eq!(root.ledger(known).await.unwrap().notes, [None], "its tombstones count now");
    assert!(sync(&sebatik, &root).await.is_complete);
    for id in [id, known] {
        assert_eq!(sebatik.ledger(id).await, root.ledger(id).await);
    }
    assert_eq!(sebatik.ledger(id).await.unwrap().number, Some(5));
    sound(&[&root, &sebatik]).await;
}}

between_offices! { async fn a_thing_of_which_nothing_counts_goes_nowhere(root, nunukan) {
    let stranger = Office::stranger(Place::sqlite(), 9, "krayan").await;
    let id = opens(&stranger, "krayan", 5).await;
    record(&stranger.store, id, vec![noted("nama dan alamat")]).await.unwrap();
    sync(&stranger, &root).await;
    let noted = root.store.history(id).await.unwrap().pop().unwrap().id();
    root.store.erase::<Ledger>(id, None, hadir_oplog::Tombstone::of(noted, [1])).await.unwrap();
    assert!(sync(&nunukan, &root).await.is_complete);
    assert!(nunukan.store.history(id).await.unwrap().is_empty(), "a tombstone entitles nobody");
    sound(&[&root, &nunukan]).await;
}}

between_offices! { async fn nobody_erases_what_it_may_not_change(root, relay) {
    let id = opens(&root, "sebatik", 5).await;
    record(&root.store, id, vec![noted("nama dan alamat")]).await.unwrap();
    sync(&relay, &root).await;
    // The certificate ends; what is here stays here, as it is.
    root.revoke(&relay).await;
    sync(&relay, &root).await;
    let noted = relay.store.history(id).await.unwrap().pop().unwrap().id();
    let refused = relay.store.erase::<Ledger>(id, None, hadir_oplog::Tombstone::of(noted, [1])).await;
    assert!(matches!(refused, Err(hadir_store::ActError::Fault(Fault::OutsideRights))), "{refused:?}");
    assert_eq!(relay.ledger(id).await, root.ledger(id).await);
    sound(&[&root, &relay]).await;
}}

between_offices! { async fn what_does_not_count_entitles_nobody_to_act(root, nunukan) {
    let id = opens(&nunukan, "sebatik", 5).await;
    root.revoke(&nunukan).await;
    sync(&nunukan, &root).await;
    let refused = record(&nunukan.store, id, vec![added(1)]).await;
    assert!(matches!(refused, Err(hadir_store::ActError::Fault(Fault::OutsideRights))), "{refused:?}");
    sound(&[&root, &nunukan]).await;
}}

between_offices! { async fn two_may_act_at_once_on_what_one_of_them_opens(_root, sebatik) {
    let id = fresh_id();
    let opens = record(&sebatik.store, id, vec![opened(5).entitling(scope("sebatik"))]);
    let (opened, added) = tokio::join!(opens, record(&sebatik.store, id, vec![added(1)]));
    assert!(opened.is_ok() && added.is_ok(), "{opened:?} {added:?}");
    sound(&[&sebatik]).await;
}}

between_offices! { async fn a_disk_put_back_is_noticed_however_much_it_recorded_since(root, _sebatik) {
    let office = Office::unit(Place::sqlite(), 4, "nunukan").await;
    root.enrol(&office).await;
    sync(&office, &root).await;
    let office = office.with_closed(|file| assert!(std::fs::copy(file, file.with_extension("image")).is_ok())).await;
    let lost = opens(&office, "nunukan", 6).await;
    sync(&office, &root).await;
    let office = office.with_closed(|file| std::fs::rename(file.with_extension("image"), file).unwrap()).await;
    // It records as much as it lost, and more: by their counts neither can tell.
    let other = opens(&office, "nunukan", 7).await;
    opens(&office, "nunukan", 8).await;
    // Nor can it talk anybody out of it, however often it tries before somebody acts.
    for _ in 0..3 {
        for (calls, called) in [(&office, &root), (&root, &office)] {
            let failed = try_sync(calls, called, usize::MAX).await;
            assert!(matches!(failed, Err(SyncFault::Ours(Fault::PutBack))), "{failed:?}");
        }
    }
    office.store.begin_epoch().await.unwrap();
    let office = office.reopen(2).await;
    assert!(sync(&root, &office).await.is_complete);
    for id in [lost, other] {
        assert!(office.ledger(id).await.is_some());
        assert_eq!(office.ledger(id).await, root.ledger(id).await);
    }
    sound(&[&root, &office]).await;
}}

between_offices! { async fn erased_words_leave_every_office(root, sebatik) {
    let id = opens(&sebatik, "sebatik", 5).await;
    record(&sebatik.store, id, vec![noted("nama dan alamat")]).await.unwrap();
    sync(&sebatik, &root).await;
    let noted = root.store.history(id).await.unwrap().pop().unwrap().id();
    root.store.erase::<Ledger>(id, None, hadir_oplog::Tombstone::of(noted, [1])).await.unwrap();
    assert!(sync(&sebatik, &root).await.is_complete);
    assert_eq!(sebatik.ledger(id).await.unwrap().notes, [None]);
    // What still has the words, an office that was away, cannot bring them back.
    sound(&[&root, &sebatik]).await;
}}

between_offices! { async fn an_office_that_lost_everything_gets_it_from_whoever_calls_it(root, office) {
    let id = opens(&office, "sebatik", 5).await;
    sync(&root, &office).await;
    // It has nothing that would tell of its new life.
    let back = office.leave().await.come_back(Place::sqlite(), 2).await;
    let (done, _) = try_sync(&root, &back, 20).await.unwrap();
    assert!(done.is_complete, "{done:?}");
    assert_eq!(back.ledger(id).await.unwrap().amount, 5);
}}

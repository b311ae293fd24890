//! Words that are missing although no tombstone that counts names them come back from whoever has them, and from nobody
//! else.

use std::time::Duration;

use hadir_oplog::sync::{BodyAnswer, BodyWish, Epoch, Exchange, Mark, Place as Count, Reply, Side};
use hadir_oplog::{AggregateId, Kind, OpId, Tombstone};
use hadir_store::{FileRank, Files, Packing, Peer, Step, Syncing, params};

use crate::fleet::{Office, adopted, revoked, state, sync, try_sync};
use crate::place::{Place, wait};
use crate::search::found;
use crate::syncing::{between_offices, opens, two};
use crate::toy::{Ledger, assert_sound, noted, pictured, record};

const WORDS: &str = "nama dan alamat";

/// A ledger with words, known to whoever has synced with the office since.
async fn with_words(office: &Office, number: i64) -> AggregateId {
    let id = opens(office, "sebatik", number).await;
    record(&office.store, id, vec![noted(WORDS)]).await.unwrap();
    id
}

/// A further office of the same unit.
async fn another(root: &Office, seed: u8) -> Office {
    let office = Office::unit(Place::sqlite(), seed, "sebatik").await;
    root.enrol(&office).await;
    office
}

/// The operations of a ledger that have words, as an office knows them.
async fn words_of(office: &Office, id: AggregateId) -> Vec<OpId> {
    let history = office.store.history(id).await.unwrap();
    history.iter().filter(|entry| entry.body(1).is_some()).map(|entry| entry.id()).collect()
}

/// Erases everything that can be erased of a ledger.
async fn erase(office: &Office, id: AggregateId) {
    let words = words_of(office, id).await.into_iter();
    let tombstone = words.fold(Tombstone::default(), |tombstone, operation| tombstone.and(operation, [1]));
    office.store.erase::<Ledger>(id, None, tombstone).await.unwrap();
}

async fn notes(office: &Office, id: AggregateId) -> Vec<Option<String>> {
    office.ledger(id).await.unwrap().notes
}

async fn to_come(office: &Office) -> u64 {
    office.store.bodies_to_come().await.unwrap()
}

/// A ledger whose words an island erased on the word of a laptop, which was revoked without the island's knowledge. The root
/// has the words.
async fn erased_on_a_thiefs_word(root: &Office, laptop: &Office) -> (Office, AggregateId) {
    let island = another(root, 3).await;
    let id = with_words(laptop, 5).await;
    for office in [laptop, &island] {
        sync(office, root).await;
    }
    erase(laptop, id).await;
    sync(laptop, &island).await;
    assert_eq!(notes(&island, id).await, [None]);
    root.revoke(laptop).await;
    (island, id)
}

between_offices! { async fn words_erased_on_a_thiefs_word_come_back(root, laptop) {
    let (island, id) = erased_on_a_thiefs_word(&root, &laptop).await;
    assert_eq!(found(&island.store, "alamat").await, Vec::<i64>::new());
    let synced = sync(&island, &root).await;
    assert_eq!((synced.bodies, synced.is_complete), (1, true));
    for office in [&root, &island] {
        assert_eq!(notes(office, id).await, [Some(WORDS.to_owned())]);
        assert_eq!(found(&office.store, "alamat").await, [5]);
        assert_eq!(to_come(office).await, 0);
        assert_sound(&office.store).await;
    }
    // Whoever calls: the root asks the island as well.
    let other = with_words(&island, 6).await;
    let thief = another(&root, 4).await;
    for office in [&thief, &root] {
        sync(office, &island).await;
    }
    sync(&thief, &root).await;
    let revocation = revoked(&root.store, thief.node(), (101, 99)).await;
    erase(&thief, other).await;
    sync(&thief, &root).await;
    assert_eq!(notes(&root, other).await, [None]);
    record(&root.store, other, vec![noted("dijawab")]).await.unwrap();
    state(&root.store, revocation).await;
    assert_eq!(to_come(&root).await, 1, "as soon as the revocation is recorded");
    assert!(sync(&island, &root).await.is_complete);
    assert_eq!(notes(&root, other).await, [Some(WORDS.to_owned()), Some("dijawab".to_owned())]);
    assert_eq!(notes(&root, other).await, notes(&island, other).await);
    assert_sound(&root.store).await;
}}

between_offices! { async fn what_a_relay_had_erased_comes_from_another(root, laptop) {
    let (island, witness) = (another(&root, 3).await, another(&root, 4).await);
    // The root and whoever comes later know of it through the island alone.
    let id = with_words(&witness, 5).await;
    sync(&witness, &root).await;
    sync(&laptop, &root).await;
    let late = with_words(&witness, 6).await;
    sync(&laptop, &witness).await;
    erase(&laptop, late).await;
    sync(&island, &laptop).await;
    root.revoke(&laptop).await;
    let newcomer = another(&root, 7).await;
    sync(&newcomer, &root).await;
    let synced = sync(&newcomer, &island).await;
    assert!(synced.is_complete && synced.bodies == 0, "{synced:?}");
    assert_eq!((notes(&newcomer, late).await, to_come(&newcomer).await), (vec![None], 1));
    assert_sound(&newcomer.store).await;
    assert_eq!(sync(&newcomer, &witness).await.bodies, 1);
    // The island has learnt that it erased for a thief. It was told already that the newcomer has none, and asks again.
    assert_eq!(to_come(&island).await, 1);
    island.place.clock.advance(Duration::from_hours(25));
    assert_eq!(sync(&newcomer, &island).await.bodies, 0);
    for office in [&newcomer, &island, &witness] {
        assert_eq!(notes(office, late).await, [Some(WORDS.to_owned())]);
        assert_eq!(notes(office, id).await, [Some(WORDS.to_owned())]);
        assert_eq!(to_come(office).await, 0);
        assert_sound(&office.store).await;
    }
}}

between_offices! { async fn who_has_none_is_asked_once_a_day(root, laptop) {
    let island = another(&root, 3).await;
    sync(&laptop, &root).await;
    let id = with_words(&island, 5).await;
    sync(&laptop, &island).await;
    erase(&laptop, id).await;
    sync(&laptop, &island).await;
    root.revoke(&laptop).await;
    sync(&island, &root).await;
    assert_eq!((to_come(&island).await, to_come(&root).await), (1, 1), "nobody has the words any more");
    for _ in 0..3 {
        let (synced, trips) = try_sync(&island, &root, usize::MAX).await.unwrap();
        assert_eq!((synced.is_complete, trips), (true, 1), "the same day");
    }
    for office in [&island, &root] {
        office.place.clock.advance(Duration::from_hours(25));
    }
    assert_eq!(try_sync(&island, &root, usize::MAX).await.unwrap().1, 2, "the next day");
    assert_eq!(try_sync(&island, &root, usize::MAX).await.unwrap().1, 1);
    // A node that was not asked yet is.
    let other = another(&root, 4).await;
    sync(&other, &root).await;
    assert_eq!(notes(&other, id).await, [None]);
    assert!(try_sync(&other, &island, usize::MAX).await.unwrap().1 > 1);
    for office in [&island, &root, &other] {
        assert_eq!(to_come(office).await, 1);
        assert_sound(&office.store).await;
    }
}}

between_offices! { async fn many_that_nobody_has_keep_no_other_waiting(root, laptop) {
    let (island, witness) = (another(&root, 3).await, another(&root, 4).await);
    sync(&laptop, &root).await;
    let kept = with_words(&island, 5).await;
    sync(&witness, &island).await;
    let mut lost = Vec::new();
    for number in 6..9 {
        let id = opens(&island, "sebatik", number).await;
        record(&island.store, id, (0..30).map(|_| noted(WORDS)).collect()).await.unwrap();
        lost.push(id);
    }
    sync(&laptop, &island).await;
    for id in lost.iter().chain([&kept]) {
        erase(&laptop, *id).await;
    }
    sync(&laptop, &island).await;
    root.revoke(&laptop).await;
    sync(&island, &root).await;
    assert_eq!(to_come(&island).await, 91);
    let mut sessions = 0;
    while to_come(&island).await == 91 {
        sync(&island, &witness).await;
        sessions += 1;
        assert!(sessions < 10, "the lost ones stand in the way");
    }
    assert_eq!(notes(&island, kept).await, [Some(WORDS.to_owned())]);
    assert_eq!(notes(&island, lost[0]).await, vec![None; 30]);
    assert_sound(&island.store).await;
}}

/// What an office that calls another says next, given what the other says; `None` at the end.
async fn says(calling: &mut Syncing, heard: Option<Exchange>) -> Option<Exchange> {
    if let Some(heard) = heard {
        calling.heard(heard).await.unwrap();
    }
    match calling.next().await.unwrap() {
        Step::Send(exchange) => Some(*exchange),
        Step::Done => None,
    }
}

/// A node without any operations of its own.
fn empty() -> Exchange {
    let place = Count { epoch: Epoch([5; 8]), count: 0, mark: Mark::default() };
    Exchange { place: Some(place), ..Exchange::default() }
}

async fn begin(office: &Office, side: Side, other: &Office) -> Syncing {
    let (peer, certificate) = (Peer::unmet(other.node()), other.certificate.statement().clone());
    Syncing::begin(&office.store, side, &peer, certificate, 1 << 20, None).await.unwrap()
}

between_offices! { async fn bytes_that_the_log_does_not_name_are_refused(root, laptop) {
    let (island, id) = erased_on_a_thiefs_word(&root, &laptop).await;
    let history = root.store.history(id).await.unwrap();
    let words = history.iter().find(|entry| entry.body(1).is_some()).unwrap().operation.clone();
    let right = words.bodies()[1].bytes().to_vec();
    // The revocation comes by hand, so that the island has not asked anybody yet.
    let mut packing = Packing::begin(&root.store, island.certificate.statement(), false).await.unwrap();
    while let Some(bundle) = packing.next(&root.store, &[], 1 << 20).await.unwrap() {
        island.store.take_in_bundle(bundle, &mut 0).await.unwrap();
    }
    assert_eq!(to_come(&island).await, 1);

    let other = [&right[..16], b"kata yang lain"].concat();
    for wrong in [other, right[16..].to_vec(), [&right[..], b" "].concat(), vec![], vec![0; 1 << 20]] {
        let mut calling = begin(&island, Side::Calls, &laptop).await;
        let first = says(&mut calling, None).await.unwrap();
        assert_eq!((first.body_wishes, first.bodies), (vec![], vec![]), "first the other speaks");
        let asks = says(&mut calling, Some(empty())).await.unwrap();
        let [wish] = <[BodyWish; 1]>::try_from(asks.body_wishes).unwrap();
        let lie = |number| BodyAnswer { number, bytes: Some(wrong.clone()) };
        let lies = [wish.number, wish.number, 0, 77, u64::MAX].map(lie).into();
        says(&mut calling, Some(Exchange { bodies: lies, ..empty() })).await;
        assert_eq!(calling.done().bodies, 0);
        assert_eq!((notes(&island, id).await, to_come(&island).await), (vec![None], 1));
        island.place.clock.advance(Duration::from_hours(25));
    }
    assert_sound(&island.store).await;
    // Under another number the right bytes are as good as none.
    let mut calling = begin(&island, Side::Calls, &laptop).await;
    says(&mut calling, None).await;
    let [wish] = <[BodyWish; 1]>::try_from(says(&mut calling, Some(empty())).await.unwrap().body_wishes).unwrap();
    let truth = |number| vec![BodyAnswer { number, bytes: Some(right.clone()) }];
    says(&mut calling, Some(Exchange { bodies: truth(wish.number + 1), ..empty() })).await.unwrap();
    assert_eq!(calling.done().bodies, 0);
    says(&mut calling, Some(Exchange { bodies: truth(wish.number), ..empty() })).await;
    assert_eq!(calling.done().bodies, 1);
    assert_eq!(notes(&island, id).await, [Some(WORDS.to_owned())]);
    assert_sound(&island.store).await;
}}

between_offices! { async fn who_is_not_entitled_gets_no_words(root, sebatik) {
    let dinkes = Office::unit(Place::sqlite(), 3, "dinkes").await;
    root.enrol(&dinkes).await;
    sync(&sebatik, &root).await;
    let id = with_words(&root, 5).await;
    let history = root.store.history(id).await.unwrap();
    let entry = history.iter().find(|entry| entry.body(1).is_some()).unwrap();
    let there = BodyWish { number: 7, chain: entry.chain, seq: entry.seq, place: entry.place, slot: 1 };
    let ask = async |office: &Office, wish: BodyWish| {
        let mut called = begin(&root, Side::Called, office).await;
        let met = root.store.place().await.unwrap();
        let mut have = hadir_oplog::sync::Position::nothing(met.epoch);
        have.add(hadir_oplog::sync::Span { after: 0, through: met.count });
        have.see(met, None);
        let asked = Exchange { have: Some(have), body_wishes: vec![wish], ..empty() };
        let bodies = says(&mut called, Some(asked)).await.unwrap().bodies;
        assert!(bodies.iter().all(|body| body.number == 7));
        bodies.into_iter().map(|body| body.bytes.is_some()).collect::<Vec<_>>()
    };
    assert_eq!(ask(&sebatik, there).await, [true]);
    assert_eq!(ask(&dinkes, there).await, [false]);
    // Nor is anything given that stays, or that stands elsewhere.
    let mut elsewhere = vec![BodyWish { slot: 0, ..there }, BodyWish { slot: 9, ..there }];
    elsewhere.extend([BodyWish { seq: u64::MAX, ..there }, BodyWish { place: 4_000, ..there }]);
    elsewhere.push(BodyWish { chain: sebatik.store.identity().chain(), ..there });
    for wish in elsewhere {
        assert_eq!(ask(&sebatik, wish).await, [false], "{wish:?}");
    }
    erase(&root, id).await;
    assert_eq!(ask(&sebatik, there).await, [false]);
}}

between_offices! { async fn where_nothing_is_wished_for_not_a_byte_more_travels(root, laptop) {
    let bytes = async |island: &Office| {
        let peer = island.store.peer(root.node()).await.unwrap().unwrap();
        let certificate = root.certificate.statement().clone();
        let begun = Syncing::begin(&island.store, Side::Calls, &peer, certificate, 1 << 20, None).await;
        let exchange = says(&mut begun.unwrap(), None).await.unwrap();
        assert!(exchange.body_wishes.is_empty() && exchange.bodies.is_empty());
        Reply::Resumed(exchange).encode().len()
    };
    let calm = another(&root, 4).await;
    let (island, id) = erased_on_a_thiefs_word(&root, &laptop).await;
    assert_eq!(sync(&island, &root).await.bodies, 1);
    sync(&island, &root).await;
    sync(&calm, &root).await;
    let (calm, island_bytes) = (bytes(&calm).await, bytes(&island).await);
    assert!(calm <= 70 && island_bytes <= 70, "{calm}, {island_bytes} bytes");
    assert_eq!(try_sync(&island, &root, usize::MAX).await.unwrap().1, 1);
    assert_eq!(notes(&island, id).await, [Some(WORDS.to_owned())]);
}}

between_offices! { async fn words_that_are_missing_can_be_erased_all_the_same(root, laptop) {
    let (island, id) = erased_on_a_thiefs_word(&root, &laptop).await;
    let words = words_of(&root, id).await[0];
    // The island hears of the revocation, and the link breaks before it could ask.
    try_sync(&island, &root, 1).await.unwrap();
    assert_eq!((notes(&island, id).await, to_come(&island).await), (vec![None], 1));
    let erased = island.store.erase::<Ledger>(id, None, Tombstone::of(words, [1])).await.unwrap();
    assert_eq!((erased.bodies, to_come(&island).await), (0, 0));
    assert_eq!(sync(&island, &root).await.bodies, 0);
    for office in [&root, &island] {
        assert_eq!(notes(office, id).await, [None]);
        assert_sound(&office.store).await;
    }
}}

between_offices! { async fn a_tombstone_that_counts_after_all_erases_again(root, laptop) {
    let (island, id) = erased_on_a_thiefs_word(&root, &laptop).await;
    assert_eq!(sync(&island, &root).await.bodies, 1);
    let history = island.store.history(id).await.unwrap();
    let tombstone = history.iter().find(|entry| entry.kind() == Kind::TOMBSTONE).unwrap().id();
    sync(&root, &island).await;
    state(&root.store, adopted([tombstone].into_iter())).await;
    sync(&island, &root).await;
    for office in [&root, &island] {
        assert_eq!((notes(office, id).await, to_come(office).await), (vec![None], 0));
        assert_eq!(found(&office.store, "alamat").await, Vec::<i64>::new());
        assert_sound(&office.store).await;
    }
}}

between_offices! { async fn a_stick_with_everything_brings_words_back(root, laptop) {
    let (island, id) = erased_on_a_thiefs_word(&root, &laptop).await;
    let mut packing = Packing::begin(&root.store, island.certificate.statement(), true).await.unwrap();
    while let Some(bundle) = packing.next(&root.store, &[], 1 << 20).await.unwrap() {
        for _ in 0..2 {
            island.store.take_in_bundle(bundle.clone(), &mut 0).await.unwrap();
        }
    }
    assert_eq!((notes(&island, id).await, to_come(&island).await), (vec![Some(WORDS.to_owned())], 0));
    assert_sound(&island.store).await;
}}

between_offices! { async fn files_that_come_back_in_words_are_wanted(root, laptop) {
    let island = another(&root, 3).await;
    let id = opens(&laptop, "sebatik", 5).await;
    let photo = Files::name(b"a photo that is under way");
    record(&laptop.store, id, vec![pictured(FileRank::Preview, photo)]).await.unwrap();
    sync(&laptop, &root).await;
    erase(&laptop, id).await;
    sync(&island, &laptop).await;
    assert_eq!((island.ledger(id).await.unwrap().pictures.len(), island.store.files_to_come().await.unwrap()), (0, 0));
    root.revoke(&laptop).await;
    assert_eq!(sync(&island, &root).await.bodies, 1);
    assert_eq!(island.ledger(id).await, root.ledger(id).await);
    assert_eq!((island.ledger(id).await.unwrap().pictures.len(), island.store.files_to_come().await.unwrap()), (1, 1));
}}

between_offices! { async fn what_was_not_followed_when_the_program_ended_is_when_it_starts(root, laptop) {
    let (island, id) = erased_on_a_thiefs_word(&root, &laptop).await;
    let words = words_of(&root, id).await[0];
    try_sync(&island, &root, 1).await.unwrap();
    // As if the power had gone between the revocation and what follows from it.
    let mut tx = island.store.node_tables().begin().await.unwrap();
    tx.run("delete from bodies_wanted", vec![]).await.unwrap();
    let sql = "insert into erased (operation, slot) values ($1, 1)";
    tx.run(sql, params![*words.as_bytes()]).await.unwrap();
    tx.run("update projections set mark = 'other' where name = ' standings'", vec![]).await.unwrap();
    tx.commit().await.unwrap();
    let island = island.reopen(2).await;
    assert_eq!(to_come(&island).await, 1);
    assert_eq!(sync(&island, &root).await.bodies, 1);
    assert_eq!(notes(&island, id).await, [Some(WORDS.to_owned())]);
    assert_sound(&island.store).await;
}}

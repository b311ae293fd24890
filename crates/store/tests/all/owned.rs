//! What is one unit's own and found by its code alone: everyone has a copy, and nobody else writes on it.

use hadir_oplog::{AggregateId, Kind, Scope};
use hadir_store::{ActError, Aggregate, Entry, Event, Family, Fault, Rows, Store, Table};

use crate::fleet::{Office, scope, sync};
use crate::place::{Place, wait};
use crate::syncing::{between_offices, two};
use crate::toy::{Ledger, added, assert_sound, opened, record};

const PUT: Kind = Kind(1_200);
const BEGINNING: [u8; 8] = *b"shelves\0";

/// A unit's own shelf, with what was put on it.
#[derive(Clone, Debug, PartialEq)]
struct Shelf {
    id: AggregateId,
    things: Vec<String>,
}

/// The shelf of a unit.
fn shelf_of(unit: &str) -> AggregateId {
    let mut id = [0; 16];
    id[..8].copy_from_slice(&BEGINNING);
    id[8..].copy_from_slice(&blake3::hash(unit.as_bytes()).as_bytes()[..8]);
    AggregateId::from_bytes(id)
}

/// Facts are `unit:thing`.
fn parts(facts: Option<&[u8]>) -> Option<(&str, &str)> {
    std::str::from_utf8(facts?).ok()?.split_once(':')
}

impl Aggregate for Shelf {
    const FAMILY: &'static str = "shelf";
    const TABLES: &'static [&'static Table] = &[];
    const OWNED: Option<[u8; 8]> = Some(BEGINNING);

    fn new(id: AggregateId) -> Self {
        Self { id, things: Vec::new() }
    }

    fn understands(kind: Kind) -> bool {
        kind == PUT
    }

    fn owner(id: AggregateId, facts: Option<&[u8]>) -> Option<Scope> {
        let (unit, _) = parts(facts)?;
        (shelf_of(unit) == id).then(|| scope(unit))
    }

    fn apply(&mut self, entry: &Entry) {
        if let Some((_, thing)) = parts(entry.body(0)).filter(|_| Self::owner(self.id, entry.body(0)).is_some()) {
            self.things.push(thing.to_owned());
        }
    }

    fn rows(&self, _: &mut Rows) {}
}

/// Puts something on a shelf, in the name of a unit and entitling one.
async fn put(store: &Store, id: AggregateId, facts: &'static str, entitled: &str) -> Result<(), ActError<()>> {
    let event = Event::new(PUT, facts.as_bytes().to_vec()).entitling(scope(entitled));
    let recorded = store.act::<Shelf, (), ()>(id, None, move |_, act| {
        act.record(event.clone());
        Ok(())
    });
    recorded.await
}

async fn things(office: &Office, unit: &str) -> Vec<String> {
    let shelf: Option<Shelf> = office.store.state(shelf_of(unit)).await.unwrap();
    shelf.map(|shelf| shelf.things).unwrap_or_default()
}

async fn with_shelves(office: Office) -> Office {
    office.with_families(vec![Family::of::<Ledger>(), Family::of::<Shelf>()]).await
}

between_offices! { async fn every_office_reads_a_shelf_and_its_own_unit_alone_writes(root, sebatik) {
    let (root, sebatik) = (with_shelves(root).await, with_shelves(sebatik).await);
    let krayan = with_shelves(Office::unit(Place::sqlite(), 3, "krayan").await).await;
    root.enrol(&krayan).await;
    sync(&krayan, &root).await;
    put(&sebatik.store, shelf_of("sebatik"), "sebatik:lampu", "sebatik").await.unwrap();
    put(&root.store, shelf_of("krayan"), "krayan:tali", "krayan").await.unwrap();
    for refused in [
        put(&krayan.store, shelf_of("sebatik"), "sebatik:paku", "krayan").await,
        put(&krayan.store, shelf_of("sebatik"), "krayan:paku", "sebatik").await,
        put(&krayan.store, shelf_of("sebatik"), "paku", "krayan").await,
    ] {
        assert!(matches!(refused, Err(ActError::Fault(Fault::OutsideRights))), "{refused:?}");
    }
    sync(&sebatik, &root).await;
    sync(&krayan, &root).await;
    sync(&sebatik, &root).await;
    for office in [&root, &sebatik, &krayan] {
        assert_eq!(things(office, "sebatik").await, ["lampu"]);
        assert_eq!(things(office, "krayan").await, ["tali"]);
        assert_sound(&office.store).await;
    }
}}

between_offices! { async fn nothing_a_bent_office_records_on_a_shelf_counts_or_is_in_the_way(root, sebatik) {
    let (root, sebatik) = (with_shelves(root).await, with_shelves(sebatik).await);
    let bent = with_shelves(Office::stranger(Place::sqlite(), 7, "krayan").await).await;
    let id = shelf_of("sebatik");
    // It begins the shelf under its own unit, goes on from there in the other's name, and makes a ledger of it besides.
    put(&bent.store, id, "krayan:palsu", "krayan").await.unwrap();
    put(&bent.store, id, "sebatik:palsu", "sebatik").await.unwrap();
    put(&bent.store, id, "sebatik:palsu juga", "krayan").await.unwrap();
    root.enrol(&bent).await;
    sync(&bent, &root).await;
    assert_eq!(things(&root, "sebatik").await, Vec::<String>::new());
    put(&root.store, id, "sebatik:lampu", "sebatik").await.unwrap();
    sync(&sebatik, &root).await;
    put(&sebatik.store, id, "sebatik:tali", "sebatik").await.unwrap();
    sync(&sebatik, &root).await;
    for office in [&root, &sebatik] {
        assert_eq!(things(office, "sebatik").await, ["lampu", "tali"]);
        assert_sound(&office.store).await;
    }
}}

between_offices! { async fn no_other_family_takes_a_shelf(root, sebatik) {
    let (root, sebatik) = (with_shelves(root).await, with_shelves(sebatik).await);
    let bent = Office::stranger(Place::sqlite(), 7, "krayan").await;
    let id = shelf_of("sebatik");
    record(&bent.store, id, vec![opened(5).entitling(scope("krayan")), added(5)]).await.unwrap();
    root.enrol(&bent).await;
    sync(&bent, &root).await;
    put(&root.store, id, "sebatik:lampu", "sebatik").await.unwrap();
    sync(&sebatik, &root).await;
    let taken = record(&root.store, id, vec![added(1)]).await;
    assert!(matches!(taken, Err(ActError::Fault(Fault::Beyond))), "{taken:?}");
    for office in [&root, &sebatik] {
        assert_eq!(things(office, "sebatik").await, ["lampu"]);
        assert_sound(&office.store).await;
    }
}}

//! Backups of nodes that have synced: whatever is here of other nodes' chains comes back, and a sync brings the rest.

use hadir_oplog::{AggregateId, Commit, Tombstone};
use hadir_store::snapshot::{Contents, Inspection, Loader, Part};
use hadir_store::{Chance, Store};

use crate::fleet::{Office, scope, sync};
use crate::place::{Place, wait};
use crate::toy::*;

/// The pieces of everything a store must not lose, as a container would hold them.
pub async fn backup(store: &Store) -> Vec<(Part, Vec<u8>)> {
    let mut snapshot = store.snapshot().await.unwrap();
    let mut backup = Vec::new();
    for part in Part::ALL {
        let mut pieces = snapshot.pieces(part).await.unwrap();
        while let Some(piece) = pieces.next().await.unwrap() {
            backup.push((part, piece.bytes));
        }
    }
    backup
}

fn inspected(backup: &[(Part, Vec<u8>)]) -> Contents {
    let mut inspection = Inspection::default();
    for (part, piece) in backup {
        inspection.take(*part, piece).unwrap();
    }
    inspection.finish().unwrap()
}

pub async fn restore(backup: &[(Part, Vec<u8>)], place: &Place) -> Contents {
    let mut loader = Loader::open(&place.location()).await.unwrap();
    for (part, piece) in backup {
        loader.take(*part, piece).await.unwrap();
    }
    loader.finish(&Chance::System).await.unwrap()
}

/// Every ledger of a store, in one order.
async fn ledgers(store: &Store) -> Vec<(AggregateId, Ledger)> {
    let mut all = store.states::<Ledger>().await.unwrap();
    all.sort_by_key(|(id, _)| *id);
    all
}

async fn count(store: &Store, of: &str) -> i64 {
    let sql = sqlx::AssertSqlSafe(format!("select cast(count(*) as bigint) from {of}"));
    let (count,): (i64,) = store.reads().one(sql, vec![]).await.unwrap();
    count
}

async fn has_unsigned_commits(store: &Store) -> bool {
    let commits: Vec<(Vec<u8>,)> = store.reads().all("select bytes from commits", vec![]).await.unwrap();
    commits.iter().any(|(bytes,)| Commit::decode(bytes).unwrap().signature().is_none())
}

async fn opens(office: &Office, unit: &str, number: i64) -> AggregateId {
    let id = fresh_id();
    record(&office.store, id, vec![opened(number).entitling(scope(unit)), noted("Papan dermaga lepas")]).await.unwrap();
    id
}

/// Lets one commit hold operations for two units.
async fn opens_together(office: &Office, first: i64) {
    for number in first..first + 8 {
        tokio::join!(opens(office, "dinkes", 2 * number), opens(office, "sebatik", 2 * number + 1));
    }
}

async fn erase_words(office: &Office, id: AggregateId) {
    let noted = office.store.history(id).await.unwrap()[1].id();
    office.store.erase::<Ledger>(id, None, Tombstone::of(noted, [1])).await.unwrap();
}

/// An office that holds some of everything: gaps, parts of commits, commits without a signature, a chain with two pasts,
/// an erased body, and a thing that this program knows nothing of. It shares its unit with another office.
async fn a_regency(places: [Place; 4]) -> (Office, Office, AggregateId) {
    let [town, island, copied, other] = places;
    let (root, island) = (Office::root(town).await, Office::unit(island, 2, "sebatik").await);
    let (copy, office) = (Office::unit(copied, 2, "sebatik").await, Office::unit(other, 3, "sebatik").await);
    root.enrol(&island).await;
    root.enrol(&office).await;
    opens_together(&root, 100).await;
    opens(&root, "dinkes", 1).await;
    let erased = opens(&root, "sebatik", 2).await;
    erase_words(&root, erased).await;
    opens(&island, "sebatik", 3).await;
    opens(&copy, "sebatik", 4).await;
    let beyond = fresh_id();
    record(&root.store, beyond, vec![from_the_future(false).entitling(scope("sebatik"))]).await.unwrap();
    for met in [&island, &copy, &office] {
        assert!(sync(met, &root).await.is_complete);
    }
    assert_eq!(count(&office.store, "chains where branch > 0").await, 1);
    assert!(count(&office.store, "withheld").await > 0);
    assert_eq!(count(&office.store, "aggregates where family = ''").await, 1);
    assert!(has_unsigned_commits(&office.store).await);
    let heads = office.store.heads().await.unwrap();
    let all: u64 = heads.iter().map(|head| head.seq + 1).sum();
    assert!((count(&office.store, "commits").await as u64) < all, "there are gaps");
    (root, office, erased)
}

async fn promise(places: [Place; 4], new: Place) {
    let (root, office, erased) = a_regency(places).await;
    let backup = backup(&office.store).await;
    let contents = inspected(&backup);
    let (ledgers_then, heads_then) = (ledgers(&office.store).await, office.store.heads().await.unwrap());
    assert_eq!(contents.heads, heads_then);
    assert_eq!(contents.commits, count(&office.store, "commits").await as u64);

    // What comes after the backup: here, with the root, and words that are erased.
    let lost = opens(&office, "sebatik", 50).await;
    opens_together(&root, 200).await;
    let late = opens(&root, "sebatik", 51).await;
    erase_words(&root, ledgers_then.iter().find(|(_, ledger)| ledger.number == Some(3)).unwrap().0).await;
    assert!(sync(&office, &root).await.is_complete);
    let (epoch_then, ledgers_last) = (office.store.epoch().await.unwrap(), ledgers(&office.store).await);
    let office = office.leave().await;

    assert_eq!(restore(&backup, &new).await, contents);
    let office = office.come_back(new, 2).await;
    assert_sound(&office.store).await;
    assert_eq!(ledgers(&office.store).await, ledgers_then);
    assert_eq!(office.store.heads().await.unwrap(), heads_then);
    assert_eq!(office.ledger(erased).await.unwrap().notes, [None]);
    for table in ["peers", "files_wanted", "settings where name = 'sync_epoch'"] {
        assert_eq!(count(&office.store, table).await, 0, "{table}");
    }
    assert_ne!(office.store.epoch().await.unwrap(), epoch_then);
    assert_eq!(inspected(&crate::backing_up::backup(&office.store).await), contents, "a backup of it is the same");

    assert!(sync(&office, &root).await.is_complete);
    assert_eq!(ledgers(&office.store).await, ledgers_last, "all of it comes back, also what was done here");
    for id in [lost, late] {
        assert!(office.ledger(id).await.is_some());
        assert_eq!(office.ledger(id).await, root.ledger(id).await);
    }
    record(&office.store, lost, vec![added(1)]).await.unwrap();
    assert!(sync(&office, &root).await.is_complete);
    assert_eq!(root.ledger(lost).await.unwrap().amount, 1);
    for met in [&office, &root] {
        assert_sound(&met.store).await;
    }
}

mod a_backup_of_a_node_that_synced_comes_back {
    use super::*;

    #[test]
    fn on_sqlite() {
        wait(promise(std::array::from_fn(|_| Place::sqlite()), Place::sqlite()));
    }

    #[test]
    fn on_postgres() {
        if Place::postgres().is_none() {
            hadir_testkit::skip!("PostgreSQL is not installed here");
        }
        let place = || Place::postgres().expect("it was there just now");
        wait(promise(std::array::from_fn(|_| place()), place()));
    }
}

/// Backups are read that were made before nodes synced, and those of a node alone are still made so.
#[test]
fn a_whole_chain_is_written_as_it_was_before_nodes_synced() {
    wait(async {
        let root = Office::root(Place::sqlite()).await;
        opens(&root, "dinkes", 1).await;
        let backup = backup(&root.store).await;
        let (_, log) = backup.iter().find(|(part, _)| *part == Part::Log).unwrap();
        assert_eq!(log[..2], [0x85, 0x00], "an array of five, a chain");
        assert_eq!(inspected(&backup).heads, root.store.heads().await.unwrap());
    });
}

#[test]
fn a_commit_that_vanished_behind_the_programs_back_is_no_gap() {
    wait(async {
        let root = Office::root(Place::sqlite()).await;
        for number in 0..5 {
            opens(&root, "dinkes", number).await;
        }
        for sql in ["delete from operations where seq = 2", "delete from commits where seq = 2"] {
            root.store.node_tables().run(sql, vec![]).await.unwrap();
        }
        assert_eq!(root.store.verify(|_| ()).await.unwrap().first_bad.unwrap().reason, "a commit is missing");
        let mut inspection = Inspection::default();
        let pieces = backup(&root.store).await;
        let taken = pieces.iter().try_for_each(|(part, piece)| inspection.take(*part, piece).map(drop));
        assert!(taken.and_then(|()| inspection.finish().map(drop)).is_err());
    });
}

#[test]
fn drafts_named_lists_and_keys_come_back_with_a_backup_and_who_had_what_open_does_not() {
    wait(async {
        let (root, new) = (Office::root(Place::sqlite()).await, Place::sqlite());
        opens(&root, "dinkes", 1).await;
        let draft = "insert into drafts (case_id, staff, text, saved_at) values ($1, $2, 'Papan kami ganti', 7)";
        let reader = "insert into readers (case_id, staff, since, seen_at) values ($1, $2, 7, 7)";
        let view =
            "insert into desk_views (id, staff, unit, name, query) values ($1, $2, 'dinkes', 'Obat', 'lihat=mine')";
        let key = "insert into api_keys (program, key, print, aggregate, seen, at) values ($1, $2, $1, $2, 3, 7)";
        for sql in [draft, reader, view, key] {
            root.store.node_tables().run(sql, hadir_store::params![[1; 16], [2; 16]]).await.unwrap();
        }
        restore(&backup(&root.store).await, &new).await;
        let office = root.leave().await.come_back(new, 1).await;
        let kept: Vec<(Vec<u8>, String, i64)> =
            office.store.reads().all("select staff, text, saved_at from drafts", vec![]).await.unwrap();
        assert_eq!(kept, [(vec![2; 16], "Papan kami ganti".to_owned(), 7)]);
        let views: Vec<(String, String, String)> =
            office.store.reads().all("select unit, name, query from desk_views", vec![]).await.unwrap();
        assert_eq!(views, [("dinkes".to_owned(), "Obat".to_owned(), "lihat=mine".to_owned())]);
        let keys: Vec<(Vec<u8>, Vec<u8>, i64)> =
            office.store.reads().all("select program, key, seen from api_keys", vec![]).await.unwrap();
        assert_eq!(keys, [(vec![1; 16], vec![2; 16], 3)]);
        assert_eq!(count(&office.store, "readers").await, 0);
    });
}

//! What an aggregate is, when somebody records on it what belongs to something else.

use hadir_oplog::{AggregateId, Kind};
use hadir_store::table::column;
use hadir_store::{ActError, Aggregate, Entry, Event, Family, Fault, Form, Needs, Rows, Store, Table, Type, params};
use jiff::SignedDuration;

use crate::fleet::{Office, scope, sync};
use crate::place::{Place, wait};
use crate::syncing::{between_offices, two};
use crate::toy::{Ledger, added, assert_sound, fresh_id, from_the_future, opened, record};

const POSTED: Kind = Kind(1_100);

static NOTICES: Table = Table {
    name: "notices",
    version: 1,
    columns: &[column("id", Type::Bytes), column("posts", Type::Int)],
    key: 1,
    indexes: &[],
    form: Form::Plain,
};

/// What the regency alone posts.
#[derive(Clone, Debug, PartialEq)]
struct Notice {
    id: AggregateId,
    posts: i64,
}

impl Aggregate for Notice {
    const FAMILY: &'static str = "notice";
    const TABLES: &'static [&'static Table] = &[&NOTICES];

    fn new(id: AggregateId) -> Self {
        Self { id, posts: 0 }
    }

    fn understands(kind: Kind) -> bool {
        kind == POSTED
    }

    fn needs(_: Kind) -> Needs {
        Needs::Administer
    }

    fn apply(&mut self, entry: &Entry) {
        self.posts += i64::from(entry.kind() == POSTED);
    }

    fn rows(&self, into: &mut Rows) {
        into.add(&NOTICES, params![*self.id.as_bytes(), self.posts]);
    }
}

async fn post(store: &Store, id: AggregateId) -> Result<(), ActError<()>> {
    let recorded = store.act::<Notice, (), ()>(id, None, |_, act| {
        act.record(Event::new(POSTED, Vec::new()));
        Ok(())
    });
    recorded.await
}

async fn with_notices(office: Office) -> Office {
    office.with_families(vec![Family::of::<Notice>(), Family::of::<Ledger>()]).await
}

/// The rows of ledgers and of notices, and as what the aggregate is listed.
async fn listed(office: &Office, id: AggregateId) -> (i64, i64, String) {
    let count = async |table: &'static str| -> i64 {
        let sql = format!("select cast(count(*) as bigint) from {table} where id = $1");
        office.store.reads().one::<(i64,)>(sqlx::AssertSqlSafe(sql), params![*id.as_bytes()]).await.unwrap().0
    };
    let sql = "select family from aggregates where id = $1";
    let (family,): (String,) = office.store.reads().one(sql, params![*id.as_bytes()]).await.unwrap();
    (count("ledgers").await, count("notices").await, family)
}

/// A member whose program asks nobody, with a clock that is a year behind.
async fn bent(unit: &str) -> Office {
    let place = Place::sqlite();
    place.clock.set(place.clock.now() - SignedDuration::from_hours(365 * 24));
    with_notices(Office::stranger(place, 7, unit).await).await
}

between_offices! { async fn a_ledger_stays_one_whatever_a_member_posts_on_it(root, sebatik) {
    let (root, sebatik) = (with_notices(root).await, with_notices(sebatik).await);
    let bent = bent("krayan").await;
    let (early, late) = (fresh_id(), fresh_id());
    for (id, number) in [(early, 5), (late, 6)] {
        post(&bent.store, id).await.unwrap();
        record(&sebatik.store, id, vec![opened(number).entitling(scope("sebatik")), added(5)]).await.unwrap();
    }
    root.enrol(&bent).await;
    record(&root.store, late, vec![added(1)]).await.unwrap();
    sync(&bent, &root).await;
    assert_eq!(listed(&root, early).await, (0, 1, "notice".to_owned()), "nobody knows it as anything else yet");
    sync(&sebatik, &root).await;
    for id in [early, late] {
        assert_eq!(listed(&root, id).await, (1, 0, "ledger".to_owned()));
        record(&root.store, id, vec![added(1)]).await.unwrap();
    }
    assert_sound(&root.store).await;
    sync(&sebatik, &root).await;
    assert_eq!(sebatik.ledger(early).await.unwrap().amount, 6);
    assert_eq!(listed(&sebatik, early).await, (1, 0, "ledger".to_owned()));
    assert_sound(&sebatik.store).await;
}}

between_offices! { async fn what_must_be_understood_and_does_not_count_stops_nobody(root, sebatik) {
    let bent = bent("krayan").await;
    let (held_up, own) = (fresh_id(), fresh_id());
    record(&bent.store, held_up, vec![from_the_future(true)]).await.unwrap();
    record(&bent.store, own, vec![opened(6).entitling(scope("krayan")), from_the_future(true)]).await.unwrap();
    record(&sebatik.store, held_up, vec![opened(5).entitling(scope("sebatik")), added(5)]).await.unwrap();
    root.enrol(&bent).await;
    sync(&bent, &root).await;
    sync(&sebatik, &root).await;
    record(&root.store, held_up, vec![added(1)]).await.unwrap();
    assert_eq!(root.ledger(held_up).await.unwrap().amount, 6);
    // What the office may record on its own does count.
    let stopped = record(&root.store, own, vec![added(1)]).await;
    assert!(matches!(stopped, Err(ActError::Fault(Fault::Beyond))), "{stopped:?}");
    assert_sound(&root.store).await;
}}

between_offices! { async fn nobody_keeps_the_regency_from_posting_by_being_there_first(root, sebatik) {
    let (root, sebatik) = (with_notices(root).await, with_notices(sebatik).await);
    let bent = bent("krayan").await;
    let (opened_there, void, unknown) = (fresh_id(), fresh_id(), fresh_id());
    record(&bent.store, opened_there, vec![opened(5).entitling(scope("krayan")), added(5)]).await.unwrap();
    record(&bent.store, void, vec![added(1_000)]).await.unwrap();
    record(&bent.store, unknown, vec![from_the_future(false)]).await.unwrap();
    root.enrol(&bent).await;
    sync(&bent, &root).await;
    for (id, listed_before) in [(opened_there, "ledger"), (void, "ledger"), (unknown, "")] {
        assert_eq!(listed(&root, id).await.2, listed_before);
        post(&root.store, id).await.unwrap();
        assert_eq!(listed(&root, id).await, (0, 1, "notice".to_owned()));
    }
    assert_sound(&root.store).await;
    sync(&sebatik, &root).await;
    for id in [opened_there, void, unknown] {
        assert_eq!(listed(&sebatik, id).await, (0, 1, "notice".to_owned()));
    }
    assert_sound(&sebatik.store).await;
}}

between_offices! { async fn a_notice_of_the_regency_stays_one_whatever_an_office_opens_on_it(root, sebatik) {
    let (root, sebatik) = (with_notices(root).await, with_notices(sebatik).await);
    let bent = bent("krayan").await;
    let id = fresh_id();
    post(&root.store, id).await.unwrap();
    record(&bent.store, id, vec![opened(5).entitling(scope("krayan")), added(5)]).await.unwrap();
    root.enrol(&bent).await;
    sync(&bent, &root).await;
    assert_eq!(listed(&root, id).await, (0, 1, "notice".to_owned()));
    let not_its = record(&root.store, id, vec![added(1)]).await;
    assert!(matches!(not_its, Err(ActError::Fault(Fault::Beyond))), "{not_its:?}");
    post(&root.store, id).await.unwrap();
    assert_sound(&root.store).await;
    sync(&sebatik, &root).await;
    assert_eq!(listed(&sebatik, id).await, (0, 1, "notice".to_owned()));
    assert_eq!(sebatik.store.state::<Notice>(id).await.unwrap().unwrap().posts, 2);
    assert_sound(&sebatik.store).await;
}}

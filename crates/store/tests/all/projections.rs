//! Projections: always what the log stands for, and filled anew when they are declared otherwise.

use hadir_oplog::{AggregateId, Kind};
use hadir_store::table::column;
use hadir_store::{Aggregate, Entry, Family, Form, Rows, Store, Table, Type, params};

use crate::both::on_both_engines;
use crate::place::Place;
use crate::toy::*;

/// The same ledgers with a table of another shape.
#[derive(Clone)]
struct Doubled(Ledger);

static DOUBLED: Table = Table {
    name: "ledgers",
    version: 1,
    columns: &[column("id", Type::Bytes), column("amount", Type::Int), column("doubled", Type::Int)],
    key: 1,
    indexes: &["ledgers_by_doubled on ledgers (doubled)"],
    form: Form::Plain,
};

impl Aggregate for Doubled {
    const FAMILY: &'static str = Ledger::FAMILY;
    const TABLES: &'static [&'static Table] = &[&DOUBLED];

    fn new(id: AggregateId) -> Self {
        Self(Ledger::new(id))
    }

    fn understands(kind: Kind) -> bool {
        Ledger::understands(kind)
    }

    fn apply(&mut self, entry: &Entry) {
        self.0.apply(entry);
    }

    fn rows(&self, into: &mut Rows) {
        into.add(&DOUBLED, params![*self.0.id.as_bytes(), self.0.amount, 2 * self.0.amount]);
    }
}

on_both_engines! {
    async fn only_rows_that_differ_are_written_and_gone_ones_deleted(place: &Place) {
        let store = place.open().await;
        let (id, bystander) = (fresh_id(), fresh_id());
        for id in [id, bystander] {
            record(&store, id, vec![noted("satu"), noted("dua")]).await.unwrap();
        }
        assert_eq!(notes(&store, id).await, ["satu", "dua"]);
        // What nobody changed is not written: this mark in its row stays.
        let sql = "update ledger_notes set words = 'tiga' where ledger = $1 and place = 0";
        store.node_tables().run(sql, params![*id.as_bytes()]).await.unwrap();
        add(&store, id, 5).await.unwrap();
        assert_eq!(notes(&store, id).await, ["tiga", "dua"]);
        record(&store, id, vec![closed()]).await.unwrap();
        assert_eq!(notes(&store, id).await, Vec::<String>::new());
        assert_eq!(notes(&store, bystander).await, ["satu", "dua"]);
        assert_sound(&store).await;
        store.close().await;
    }

    async fn sums_follow_every_act_and_come_out_of_the_log_again(place: &Place) {
        let store = place.open().await;
        let ids: Vec<_> = (0..3).map(|_| fresh_id()).collect();
        for id in &ids {
            record(&store, *id, vec![added(7)]).await.unwrap();
        }
        assert_eq!(sums(&store).await, [(false, 3, 21)]);
        add(&store, ids[0], 3).await.unwrap();
        record(&store, ids[0], vec![closed()]).await.unwrap();
        assert_eq!(sums(&store).await, [(false, 2, 14), (true, 1, 10)]);
        record(&store, ids[1], vec![closed()]).await.unwrap();
        record(&store, ids[2], vec![closed()]).await.unwrap();
        assert_eq!(sums(&store).await, [(false, 0, 0), (true, 3, 24)]);
        // A row of zeros is as good as none.
        assert_sound(&store).await;
        assert_eq!(sums(&store).await, [(true, 3, 24)]);
        let sql = "update ledger_sums set ledgers = 4 where is_closed";
        store.node_tables().run(sql, vec![]).await.unwrap();
        let rebuilt = store.rebuild(|_| ()).await.unwrap();
        let sum = rebuilt.tables.iter().find(|table| table.table == "ledger_sums").unwrap();
        assert_eq!((sum.rows, sum.missing, sum.extra, sum.changed), (1, 0, 0, 1));
        store.close().await;
    }

    async fn a_table_declared_otherwise_is_filled_anew(place: &Place) {
        let store = place.open().await;
        let ids: Vec<_> = (0..300).map(|_| fresh_id()).collect();
        for chunk in ids.chunks(50) {
            let acts = chunk.iter().map(|id| { let (store, id) = (store.clone(), *id); tokio::spawn(async move { add(&store, id, 21).await.unwrap() }) });
            for act in acts.collect::<Vec<_>>() {
                act.await.unwrap();
            }
        }
        store.close().await;

        let mut options = place.options(1);
        options.families = vec![Family::of::<Doubled>()];
        let store = Store::open(options).await.unwrap();
        let sql = "select cast(count(*) as bigint) from ledgers where doubled = 42";
        assert_eq!(store.reads().one::<(i64,)>(sql, vec![]).await.unwrap(), (300,));
        store.close().await;

        let store = place.open().await;
        assert_eq!(amount_in_row(&store, ids[0]).await, Some(21));
        assert_sound(&store).await;
        store.close().await;
    }

    async fn a_rebuild_finds_and_names_rows_that_were_tampered_with(place: &Place) {
        let store = place.open().await;
        let ids: Vec<_> = (0..4).map(|_| fresh_id()).collect();
        for id in &ids {
            record(&store, *id, vec![added(5), noted("satu")]).await.unwrap();
        }
        let tampered = [
            ("update ledgers set amount = 6 where id = $1", ids[0]),
            ("delete from ledgers where id = $1", ids[1]),
            ("insert into ledgers (id, amount, is_closed) values ($1, 9, true)", fresh_id()),
            ("update ledger_notes set words = 'dua' where ledger = $1", ids[2]),
        ];
        for (sql, id) in tampered {
            assert_eq!(store.node_tables().run(sql, params![*id.as_bytes()]).await.unwrap(), 1);
        }
        let mut heard = 0;
        let rebuilt = store.rebuild(|operations| heard = operations).await.unwrap();
        assert_eq!((heard, rebuilt.operations), (8, 8));
        assert!(!rebuilt.was_equal());
        let [ledgers, notes, _] = &rebuilt.tables[..] else { panic!("{rebuilt:?}") };
        assert_eq!((ledgers.rows, ledgers.missing, ledgers.extra, ledgers.changed), (4, 1, 1, 1));
        let mut named = ledgers.examples.clone();
        named.sort();
        let mut expected = [ids[0].to_string(), ids[1].to_string()];
        expected.sort();
        assert_eq!(named, expected);
        assert_eq!((notes.changed, &notes.examples), (1, &vec![format!("{}, 0", ids[2])]));
        assert_sound(&store).await;
        store.close().await;
    }
}

async fn sums(store: &Store) -> Vec<(bool, i64, i64)> {
    let sql = "select is_closed, ledgers, amount from ledger_sums order by is_closed";
    store.reads().all(sql, vec![]).await.unwrap()
}

async fn notes(store: &Store, id: AggregateId) -> Vec<String> {
    let sql = "select words from ledger_notes where ledger = $1 order by place";
    let rows: Vec<(String,)> = store.reads().all(sql, params![*id.as_bytes()]).await.unwrap();
    rows.into_iter().map(|(words,)| words).collect()
}

//! Projection tables as a whole: made, checked for a changed declaration, filled anew from the log.

use std::collections::HashMap;
use std::sync::Arc;

use hadir_oplog::{AggregateId, Kind};
use sqlx::AssertSqlSafe;
use tokio::sync::mpsc;

use crate::aggregate::{Aggregate, Entry, fold};
use crate::db::{Engine, Pool, Temporary, Tx};
use crate::family::family_of;
use crate::log::{OperationRow, exact};
use crate::refold::Refold;
use crate::standing::{Origin, Standings};
use crate::table::{Form, Row, Rows, Table};
use crate::tally::{Tally, is_nothing};
use crate::value::Value;
use crate::{Family, Fault, bulk, log, params};

/// What a rebuild found in one table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// The table.
    pub table: String,
    /// Rows the log stands for.
    pub rows: u64,
    /// Rows that were missing.
    pub missing: u64,
    /// Rows that should not have been there.
    pub extra: u64,
    /// Rows that held something else.
    pub changed: u64,
    /// The keys of the first few rows that were missing or held something else.
    pub examples: Vec<String>,
}

/// What a rebuild did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// Operations folded.
    pub operations: u64,
    /// One entry a table.
    pub tables: Vec<Difference>,
}

impl Rebuilt {
    /// Whether the tables were already what the log stands for.
    pub fn was_equal(&self) -> bool {
        self.tables.iter().all(|table| table.missing + table.extra + table.changed == 0)
    }
}

/// Aggregates read, folded and written at once.
const CHUNK: i64 = 256;
/// How often filling tables is tried again because of other processes.
const CONTENTIONS_MAX: usize = 20;
/// Rows compared at once.
const ROWS_PAGE: usize = 4_096;
/// Differing rows of one table that are named.
const EXAMPLES_MAX: usize = 5;

/// Makes the projection tables, and fills those anew whose declaration changed.
pub(crate) async fn prepare(
    pool: &Pool,
    reads: &Pool,
    families: &[Family],
    standings: &Arc<Standings>,
) -> Result<(), Fault> {
    let mut contentions = 0;
    pool.keep_temporary(Temporary::InFiles).await?;
    let settled = loop {
        match prepare_once(pool, reads, families, standings).await {
            // Two processes that lock tables in different orders cannot both go on; one of them begins again.
            Err(fault) if fault.is_contention() && contentions < CONTENTIONS_MAX => contentions += 1,
            settled => break settled,
        }
    };
    pool.keep_temporary(Temporary::InMemory).await?;
    settled
}

async fn prepare_once(pool: &Pool, reads: &Pool, families: &[Family], standings: &Arc<Standings>) -> Result<(), Fault> {
    learn(pool, families, standings).await?;
    let mut tx = pool.begin().await?;
    if stale(&mut tx, families).await?.is_empty() && counts_as_before(&mut tx, standings).await? {
        return Ok(tx.rollback().await?);
    }
    tx.rollback().await?;
    bury_again(pool, families, standings).await?;
    let mut tx = pool.begin().await?;
    only_one(&mut tx).await?;
    // Another process may have been first while this one waited.
    let is_as_before = counts_as_before(&mut tx, standings).await?;
    let stale = if is_as_before { stale(&mut tx, families).await? } else { families.to_vec() };
    refill(&mut tx, (reads, standings), &stale, &mut |_| (), &mut |_| ()).await?;
    note_standings(&mut tx, standings).await?;
    Ok(tx.commit().await?)
}

/// Aggregates that came from a node with a later program and belonged to no family known here.
async fn unknown(tx: &mut Tx) -> Result<Vec<AggregateId>, Fault> {
    let rows: Vec<(Vec<u8>,)> = tx.all("select id from aggregates where family = '' order by id", Vec::new()).await?;
    rows.into_iter().map(|(id,)| Ok(AggregateId::from_bytes(exact(&id)?))).collect()
}

/// Finds the families of such aggregates that this program knows, and takes the marks off their tables, so that these
/// are filled anew. It is a transaction of its own, because tables are filled from what others can see.
async fn learn(pool: &Pool, families: &[Family], standings: &Standings) -> Result<(), Fault> {
    let mut tx = pool.begin().await?;
    for ids in unknown(&mut tx).await?.chunks(CHUNK as usize) {
        let mut learnt = Vec::new();
        for (id, entries) in log::histories(&mut tx, ids).await? {
            let Some(family) = family_of(families, &entries, standings) else { continue };
            learnt.push((id, family, entries));
            let sql = "update aggregates set family = $1 where id = $2";
            tx.run(sql, params![family.name, *id.as_bytes()]).await?;
            unmark(&mut tx, family).await?;
        }
        // Whose words were to be erased nobody here could judge before.
        Refold::learnt(learnt).bury(standings).before_rows().write(&mut tx).await?;
    }
    Ok(tx.commit().await?)
}

/// Takes the marks off a family's tables, so that they are filled anew.
async fn unmark(tx: &mut Tx, family: Family) -> Result<(), Fault> {
    for table in family.tables {
        tx.run("delete from projections where name = $1", params![table.name]).await?;
    }
    Ok(())
}

/// Looks at every tombstone again: the program ended before it had followed a statement of the root, or it is another
/// program, or the database was restored. A transaction of its own for the same reason.
async fn bury_again(pool: &Pool, families: &[Family], standings: &Standings) -> Result<(), Fault> {
    let mut tx = pool.begin().await?;
    let sql = "select distinct aggregate from operations where kind = 1";
    let rows: Vec<(Vec<u8>,)> = tx.all(sql, Vec::new()).await?;
    let ids = rows.into_iter().map(|(id,)| Ok(AggregateId::from_bytes(exact(&id)?)));
    for ids in ids.collect::<Result<Vec<_>, Fault>>()?.chunks(CHUNK as usize) {
        for (id, entries) in log::histories(&mut tx, ids).await? {
            let Some(family) = family_of(families, &entries, standings) else { continue };
            let buried = Refold::learnt(vec![(id, family, entries)]).bury(standings);
            if buried.changes_words() {
                unmark(&mut tx, family).await?;
            }
            buried.before_rows().write(&mut tx).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// Kinds of operations that are looked at to see what a family understands: all that have been given numbers, and more.
const KINDS: u32 = 10_000;

/// Under which name it is kept which kinds a family understood when its rows were made.
fn kinds_name(family: &Family) -> String {
    format!(" kinds of {}", family.name)
}

/// A short name of the kinds a family understands.
fn kinds_mark(family: &Family) -> String {
    let understood = (0..KINDS).filter(|kind| (family.understands)(Kind(*kind)));
    let mut hasher = blake3::Hasher::new();
    understood.for_each(|kind| {
        hasher.update(&kind.to_le_bytes());
    });
    hasher.finalize().to_hex()[..16].to_owned()
}

/// Under which name it is kept which statements of the root the rows follow.
const STANDINGS: &str = " standings";

/// Whether the same operations count as when rows were made.
async fn counts_as_before(tx: &mut Tx, standings: &Standings) -> Result<bool, Fault> {
    let mark: Option<(String,)> =
        tx.optional("select mark from projections where name = $1", params![STANDINGS]).await?;
    // Before there was a mark, everything in a database was its own node's.
    Ok(mark.is_none_or(|(mark,)| mark == standings.mark()))
}

/// Keeps which statements of the root the rows follow.
pub(crate) async fn note_standings(tx: &mut Tx, standings: &Standings) -> Result<(), Fault> {
    let sql =
        "insert into projections (name, mark) values ($1, $2) on conflict (name) do update set mark = excluded.mark";
    tx.run(sql, params![STANDINGS, standings.mark()]).await?;
    Ok(())
}

/// Under which name, with a chain of this database behind it, is kept from which of its commits on nothing was made to
/// follow from what it states of the root.
const UNSETTLED: &str = " unsettled ";

/// Keeps that a commit holds statements of the root from which nothing was made to follow so far. Of several the first
/// stays.
pub(crate) async fn note_unsettled(tx: &mut Tx, chain: i64, seq: i64) -> Result<(), Fault> {
    let sql = "insert into projections (name, mark) values ($1, $2) on conflict (name) do nothing";
    tx.run(sql, params![format!("{UNSETTLED}{chain}"), seq.to_string()]).await?;
    Ok(())
}

/// The first commits with statements of the root from which nothing was made to follow, each with its chain here.
pub(crate) async fn unsettled(tx: &mut Tx) -> Result<Vec<(i64, Origin)>, Fault> {
    let corrupt = || Fault::corrupt("which statements are not settled");
    let notes: Vec<(String, String)> = tx.all("select name, mark from projections", Vec::new()).await?;
    let mut unsettled = Vec::new();
    for (name, mark) in notes {
        let Some(chain) = name.strip_prefix(UNSETTLED) else { continue };
        let (id, seq) = chain.parse().ok().zip(mark.parse().ok()).ok_or_else(corrupt)?;
        let sql = "select node, incarnation, branch from chains where id = $1";
        let chain: Option<(Vec<u8>, Vec<u8>, i64)> = tx.optional(sql, params![id]).await?;
        let (node, incarnation, branch) = chain.ok_or_else(corrupt)?;
        unsettled.push((id, Origin { chain: log::chain_of(&node, &incarnation)?, branch, seq }));
    }
    Ok(unsettled)
}

/// All that follows from what a chain of this database states of the root is in place.
pub(crate) async fn note_settled(tx: &mut Tx, chain: i64) -> Result<(), Fault> {
    tx.run("delete from projections where name = $1", params![format!("{UNSETTLED}{chain}")]).await?;
    Ok(())
}

/// The families of which a table is missing or was declared otherwise when it was filled.
async fn stale(tx: &mut Tx, families: &[Family]) -> Result<Vec<Family>, Fault> {
    let marks: Vec<(String, String)> = tx.all("select name, mark from projections", Vec::new()).await?;
    let marks: HashMap<_, _> = marks.into_iter().collect();
    let is_stale = |table: &&'static Table| marks.get(table.name).is_none_or(|mark| *mark != table.mark());
    // A program that learnt a kind folds what other nodes had recorded of it before.
    let has_learnt = |family: &Family| marks.get(&kinds_name(family)).is_some_and(|mark| *mark != kinds_mark(family));
    let is_stale = |family: &&Family| family.tables.iter().any(is_stale) || has_learnt(family);
    Ok(families.iter().filter(is_stale).copied().collect())
}

/// Waits until no other process fills tables. A row is the lock, since every engine knows those.
async fn only_one(tx: &mut Tx) -> sqlx::Result<()> {
    let sql =
        "insert into projections (name, mark) values ('', '') on conflict (name) do update set mark = excluded.mark";
    tx.run(sql, Vec::new()).await?;
    Ok(())
}

/// Drops, makes and fills the tables of families. Dropping first makes other writers of these tables wait. `seen` hears
/// of every row, `progress` how many operations were folded.
async fn refill(
    tx: &mut Tx,
    (reads, standings): (&Pool, &Arc<Standings>),
    families: &[Family],
    seen: &mut (impl FnMut(&Row) + Send),
    progress: &mut impl FnMut(u64),
) -> Result<u64, Fault> {
    let mut indexes = Vec::new();
    for table in families.iter().flat_map(|family| family.tables) {
        tx.run(AssertSqlSafe(format!("drop table if exists {}", table.name)), Vec::new()).await?;
        let mut definition = table.definition(tx.engine()).into_iter();
        let create = definition.next().expect("the definition of a table begins with the table");
        tx.run(AssertSqlSafe(create), Vec::new()).await?;
        indexes.extend(definition);
        let sql = "insert into projections (name, mark) values ($1, $2) \
                   on conflict (name) do update set mark = excluded.mark";
        tx.run(sql, params![table.name, table.mark()]).await?;
    }
    for family in families {
        let sql = "insert into projections (name, mark) values ($1, $2) \
                   on conflict (name) do update set mark = excluded.mark";
        tx.run(sql, params![kinds_name(family), kinds_mark(family)]).await?;
    }
    let mut operations = 0;
    for family in families {
        let mut tally = Tally::default();
        let mut folded = fold_ahead(reads.clone(), *family, standings.clone());
        while let Some(chunk) = folded.recv().await {
            let chunk = chunk?;
            operations += chunk.operations;
            let rows = chunk.rows.into_iter().flat_map(|rows| rows.tallied(1, &mut tally)).collect();
            write(tx, rows, seen).await?;
            progress(operations);
        }
        write(tx, tally.into_rows(), seen).await?;
    }
    // Filling a table that has its indexes already takes about twice as long.
    for index in indexes {
        tx.run(AssertSqlSafe(index), Vec::new()).await?;
    }
    Ok(operations)
}

async fn write(tx: &mut Tx, rows: Vec<Row>, seen: &mut impl FnMut(&Row)) -> sqlx::Result<()> {
    rows.iter().for_each(seen);
    bulk::write(tx, rows).await
}

/// Some aggregates, folded.
struct Chunk {
    operations: u64,
    rows: Vec<Rows>,
}

/// Chunks that are folded ahead of being written.
const CHUNKS_AHEAD: usize = 2;

/// Reads and folds all aggregates of a family while others are being written. What it reads is what the transaction
/// that fills the tables sees too: the log, which that transaction leaves alone.
fn fold_ahead(reads: Pool, family: Family, standings: Arc<Standings>) -> mpsc::Receiver<Result<Chunk, Fault>> {
    let (send, receive) = mpsc::channel(CHUNKS_AHEAD);
    tokio::spawn(async move {
        let mut after = Vec::new();
        loop {
            let folded = match next_histories(&reads, family.name, &mut after).await {
                Ok(Some(histories)) => Ok(fold_all(family, &histories, &standings)),
                Ok(None) => return,
                Err(fault) => Err(fault),
            };
            let has_failed = folded.is_err();
            // Nobody takes any more when the writing has failed.
            if send.send(folded).await.is_err() || has_failed {
                return;
            }
        }
    });
    receive
}

fn fold_all(family: Family, histories: &Histories, standings: &Standings) -> Chunk {
    let operations = histories.iter().map(|(_, entries)| entries.len() as u64).sum();
    let rows = histories.iter().map(|(id, entries)| (family.fold)(*id, entries, standings).rows()).collect();
    Chunk { operations, rows }
}

type Histories = Vec<(AggregateId, Vec<Entry>)>;

/// The histories of the next aggregates of a family after `after`, which moves on; nothing at the end.
async fn next_histories(reads: &Pool, family: &str, after: &mut Vec<u8>) -> Result<Option<Histories>, Fault> {
    let sql = "select id from aggregates where family = $1 and id > $2 order by id limit $3";
    let ids: Vec<(Vec<u8>,)> = reads.all(sql, params![family, after.as_slice(), CHUNK]).await?;
    let Some((last,)) = ids.last() else { return Ok(None) };
    let sql = "select o.aggregate, o.stamp, o.seq, o.place, c.node, c.incarnation, c.branch, o.header, o.bodies \
               from aggregates a join operations o on o.aggregate = a.id join chains c on c.id = o.chain \
               where a.family = $1 and a.id > $2 and a.id <= $3 order by a.id";
    let rows: Vec<OperationRow> = reads.all(sql, params![family, after.as_slice(), last.as_slice()]).await?;
    let mut histories: Histories = Vec::with_capacity(ids.len());
    for row in rows {
        let id = row.aggregate()?;
        let entry = row.entry()?;
        match histories.last_mut() {
            Some((known, entries)) if *known == id => entries.push(entry),
            _ => histories.push((id, vec![entry])),
        }
    }
    after.clone_from(last);
    Ok(Some(histories))
}

/// Fills every table anew and compares it with what was there, in one transaction.
pub(crate) async fn rebuild(
    pool: &Pool,
    reads: &Pool,
    families: &[Family],
    standings: &Arc<Standings>,
    mut progress: impl FnMut(u64),
) -> Result<Rebuilt, Fault> {
    let mut contentions = 0;
    pool.keep_temporary(Temporary::InFiles).await?;
    let settled = loop {
        match rebuild_once(pool, reads, families, standings, &mut progress).await {
            Err(fault) if fault.is_contention() && contentions < CONTENTIONS_MAX => contentions += 1,
            settled => break settled,
        }
    };
    pool.keep_temporary(Temporary::InMemory).await?;
    settled
}

async fn rebuild_once(
    pool: &Pool,
    reads: &Pool,
    families: &[Family],
    standings: &Arc<Standings>,
    progress: &mut impl FnMut(u64),
) -> Result<Rebuilt, Fault> {
    let tables: Vec<_> = families.iter().flat_map(|family| family.tables.iter().copied()).collect();
    let mut tx = pool.begin().await?;
    only_one(&mut tx).await?;
    lock(&mut tx, &tables).await?;
    let mut comparisons = Vec::new();
    for table in tables.iter().filter(|table| matches!(table.form, Form::Plain | Form::Tally)) {
        comparisons.push(Comparison::of(&mut tx, table).await?);
    }
    let mut compare = |row: &Row| {
        let comparison = comparisons.iter_mut().find(|comparison| std::ptr::eq(comparison.table, row.table));
        comparison.into_iter().for_each(|comparison| comparison.see(row));
    };
    let operations = refill(&mut tx, (reads, standings), families, &mut compare, progress).await?;
    tx.commit().await?;
    Ok(Rebuilt { operations, tables: comparisons.into_iter().map(Comparison::difference).collect() })
}

/// Keeps other processes from changing tables, or what is read now would not be what is dropped later. On SQLite the
/// transaction is the only one that writes anyway.
async fn lock(tx: &mut Tx, tables: &[&Table]) -> sqlx::Result<()> {
    if tx.engine() == Engine::Postgres && !tables.is_empty() {
        let names: Vec<_> = tables.iter().map(|table| table.name).collect();
        let sql = format!("lock table {} in access exclusive mode", names.join(", "));
        tx.run(AssertSqlSafe(sql), Vec::new()).await?;
    }
    Ok(())
}

/// A table as it was, against the rows that the log stands for.
struct Comparison {
    table: &'static Table,
    /// Short hashes of key and values of the rows that were there and that no row has matched yet.
    before: HashMap<u64, u64>,
    difference: Difference,
}

impl Comparison {
    /// Reads what a table holds.
    async fn of(tx: &mut Tx, table: &'static Table) -> Result<Self, Fault> {
        let mut before = HashMap::new();
        let mut page = Vec::new();
        while next_rows(tx, table, &mut page).await? {
            let meant = page.iter().filter(|row| means_something(row));
            before.extend(meant.map(|row| (short_hash(row.key()), short_hash(&row.values))));
        }
        let difference = Difference { table: table.name.to_owned(), ..Difference::default() };
        Ok(Self { table, before, difference })
    }

    /// Holds a row that the log stands for against what was there.
    fn see(&mut self, row: &Row) {
        self.difference.rows += 1;
        match self.before.remove(&short_hash(row.key())) {
            None => self.difference.missing += 1,
            Some(old) if old != short_hash(&row.values) => self.difference.changed += 1,
            Some(_) => return,
        }
        if self.difference.examples.len() < EXAMPLES_MAX {
            self.difference.examples.push(row.key().iter().map(Value::in_words).collect::<Vec<_>>().join(", "));
        }
    }

    /// What differed; rows that nothing matched should not have been there.
    fn difference(self) -> Difference {
        Difference { extra: self.before.len() as u64, ..self.difference }
    }
}

/// Whether a row says more than no row would.
fn means_something(row: &Row) -> bool {
    row.table.form != Form::Tally || !is_nothing(row)
}

fn short_hash(values: &[Value]) -> u64 {
    let mut hasher = blake3::Hasher::new();
    values.iter().for_each(|value| value.digest(&mut hasher));
    let mut short = [0; 8];
    hasher.finalize_xof().fill(&mut short);
    u64::from_le_bytes(short)
}

/// Turns `page` into the next rows of a table, its columns read by their declared types; says whether there are any.
async fn next_rows(tx: &mut Tx, table: &'static Table, page: &mut Vec<Row>) -> Result<bool, Fault> {
    let after = page.last().map(|row| row.key().to_vec());
    let sql = AssertSqlSafe(table.page(after.is_some(), ROWS_PAGE));
    let rows = tx.rows(sql, after.unwrap_or_default(), table.columns).await?;
    *page = rows.into_iter().map(|values| Row { table, values }).collect();
    Ok(!page.is_empty())
}

/// Every aggregate of a family with its state.
pub(crate) async fn states<A: Aggregate>(pool: &Pool, standings: &Standings) -> Result<Vec<(AggregateId, A)>, Fault> {
    let sql = "select o.aggregate, o.stamp, o.seq, o.place, c.node, c.incarnation, c.branch, o.header, o.bodies from operations o \
               join chains c on c.id = o.chain join aggregates a on a.id = o.aggregate \
               where a.family = $1 order by o.aggregate";
    let rows: Vec<OperationRow> = pool.all(sql, params![A::FAMILY]).await?;
    let mut histories: HashMap<AggregateId, Vec<Entry>> = HashMap::new();
    for row in rows {
        histories.entry(AggregateId::from_bytes(exact(&row.aggregate)?)).or_default().push(row.entry()?);
    }
    Ok(histories.into_iter().map(|(id, entries)| (id, fold(id, &entries, standings))).collect())
}

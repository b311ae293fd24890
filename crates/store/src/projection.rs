//! Projection tables as a whole: made, checked for a changed declaration, filled anew from the log.

use std::collections::HashMap;

use hadir_oplog::AggregateId;
use sqlx::AssertSqlSafe;

use crate::aggregate::{Aggregate, Entry, fold};
use crate::db::{Engine, Pool, Tx};
use crate::log::{OperationRow, exact};
use crate::table::{Form, Row, Table};
use crate::value::Value;
use crate::{Family, Fault, bulk, params};

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
pub(crate) async fn prepare(pool: &Pool, families: &[Family]) -> Result<(), Fault> {
    let mut contentions = 0;
    loop {
        match prepare_once(pool, families).await {
            // Two processes that lock tables in different orders cannot both go on; one of them begins again.
            Err(fault) if fault.is_contention() && contentions < CONTENTIONS_MAX => contentions += 1,
            settled => return settled,
        }
    }
}

async fn prepare_once(pool: &Pool, families: &[Family]) -> Result<(), Fault> {
    let mut tx = pool.begin().await?;
    if stale(&mut tx, families).await?.is_empty() {
        return Ok(tx.rollback().await?);
    }
    only_one(&mut tx).await?;
    // Another process may have been first while this one waited.
    let stale = stale(&mut tx, families).await?;
    refill(&mut tx, &stale, &mut |_| ()).await?;
    Ok(tx.commit().await?)
}

/// The families of which a table is missing or was declared otherwise when it was filled.
async fn stale(tx: &mut Tx, families: &[Family]) -> Result<Vec<Family>, Fault> {
    let marks: Vec<(String, String)> = tx.all("select name, mark from projections", Vec::new()).await?;
    let marks: HashMap<_, _> = marks.into_iter().collect();
    let is_stale = |table: &&'static Table| marks.get(table.name).is_none_or(|mark| *mark != table.mark());
    Ok(families.iter().filter(|family| family.tables.iter().any(is_stale)).copied().collect())
}

/// Waits until no other process fills tables. A row is the lock, since every engine knows those.
async fn only_one(tx: &mut Tx) -> sqlx::Result<()> {
    let sql =
        "insert into projections (name, mark) values ('', '') on conflict (name) do update set mark = excluded.mark";
    tx.run(sql, Vec::new()).await?;
    Ok(())
}

/// Drops, makes and fills the tables of families. Dropping first makes other writers of these tables wait.
async fn refill(tx: &mut Tx, families: &[Family], progress: &mut impl FnMut(u64)) -> Result<u64, Fault> {
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
    let mut operations = 0;
    for family in families {
        let mut after = Vec::new();
        while let Some(histories) = next_histories(tx, family.name, &mut after).await? {
            let mut rows = Vec::new();
            for (id, entries) in histories {
                operations += entries.len() as u64;
                rows.extend((family.rows)(id, &entries).into_vec());
            }
            bulk::write(tx, rows).await?;
            progress(operations);
        }
    }
    // Filling a table that has its indexes already takes about twice as long.
    for index in indexes {
        tx.run(AssertSqlSafe(index), Vec::new()).await?;
    }
    Ok(operations)
}

type Histories = Vec<(AggregateId, Vec<Entry>)>;

/// The histories of the next aggregates of a family after `after`, which moves on; nothing at the end.
async fn next_histories(tx: &mut Tx, family: &str, after: &mut Vec<u8>) -> Result<Option<Histories>, Fault> {
    let sql = "select id from aggregates where family = $1 and id > $2 order by id limit $3";
    let ids: Vec<(Vec<u8>,)> = tx.all(sql, params![family, after.as_slice(), CHUNK]).await?;
    let Some((last,)) = ids.last() else { return Ok(None) };
    let sql = "select o.aggregate, o.stamp, o.place, c.node, c.incarnation, o.header, o.bodies \
               from aggregates a join operations o on o.aggregate = a.id join chains c on c.id = o.chain \
               where a.family = $1 and a.id > $2 and a.id <= $3 order by a.id";
    let rows: Vec<OperationRow> = tx.all(sql, params![family, after.as_slice(), last.as_slice()]).await?;
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
pub(crate) async fn rebuild(pool: &Pool, families: &[Family], mut progress: impl FnMut(u64)) -> Result<Rebuilt, Fault> {
    let mut contentions = 0;
    loop {
        match rebuild_once(pool, families, &mut progress).await {
            Err(fault) if fault.is_contention() && contentions < CONTENTIONS_MAX => contentions += 1,
            settled => return settled,
        }
    }
}

async fn rebuild_once(pool: &Pool, families: &[Family], progress: &mut impl FnMut(u64)) -> Result<Rebuilt, Fault> {
    let tables: Vec<_> = families.iter().flat_map(|family| family.tables.iter().copied()).collect();
    let mut tx = pool.begin().await?;
    only_one(&mut tx).await?;
    lock(&mut tx, &tables).await?;
    let compared = || tables.iter().filter(|table| table.form == Form::Plain);
    let mut before = Vec::new();
    for table in compared() {
        before.push(fingerprints(&mut tx, table).await?);
    }
    let operations = refill(&mut tx, families, progress).await?;
    let mut differences = Vec::new();
    for (table, before) in compared().zip(before) {
        differences.push(compare(&mut tx, table, before).await?);
    }
    tx.commit().await?;
    Ok(Rebuilt { operations, tables: differences })
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

type Fingerprints = HashMap<u64, u64>;

/// Rows of a table as short hashes of key and values.
async fn fingerprints(tx: &mut Tx, table: &'static Table) -> Result<Fingerprints, Fault> {
    let mut prints = Fingerprints::new();
    let mut page = Vec::new();
    while next_rows(tx, table, &mut page).await? {
        prints.extend(page.iter().map(|row| (short_hash(row.key()), short_hash(&row.values))));
    }
    Ok(prints)
}

async fn compare(tx: &mut Tx, table: &'static Table, mut before: Fingerprints) -> Result<Difference, Fault> {
    let mut difference = Difference { table: table.name.to_owned(), ..Difference::default() };
    let mut page = Vec::new();
    while next_rows(tx, table, &mut page).await? {
        difference.rows += page.len() as u64;
        for row in &page {
            match before.remove(&short_hash(row.key())) {
                None => difference.missing += 1,
                Some(old) if old != short_hash(&row.values) => difference.changed += 1,
                Some(_) => continue,
            }
            if difference.examples.len() < EXAMPLES_MAX {
                difference.examples.push(row.key().iter().map(Value::in_words).collect::<Vec<_>>().join(", "));
            }
        }
    }
    difference.extra = before.len() as u64;
    Ok(difference)
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
pub(crate) async fn states<A: Aggregate>(pool: &Pool) -> Result<Vec<(AggregateId, A)>, Fault> {
    let sql = "select o.aggregate, o.stamp, o.place, c.node, c.incarnation, o.header, o.bodies from operations o \
               join chains c on c.id = o.chain join aggregates a on a.id = o.aggregate \
               where a.family = $1 order by o.aggregate";
    let rows: Vec<OperationRow> = pool.all(sql, params![A::FAMILY]).await?;
    let mut histories: HashMap<AggregateId, Vec<Entry>> = HashMap::new();
    for row in rows {
        histories.entry(AggregateId::from_bytes(exact(&row.aggregate)?)).or_default().push(row.entry()?);
    }
    Ok(histories.into_iter().map(|(id, entries)| (id, fold(id, &entries))).collect())
}

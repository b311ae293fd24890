//! The statements of one group commit: reading what it needs, adding to the log, moving versions and rows on.

use std::collections::BTreeSet;

use hadir_oplog::{AggregateId, Commit, Hash};
use sqlx::AssertSqlSafe;

use crate::batch::{Batch, Step};
use crate::db::{Pool, Tx};
use crate::table::{Form, Row, Table, column};
use crate::value::{Type, Value};
use crate::writer::{Head, Identity};
use crate::{Fault, bulk, erase, log, params};

/// The operations of the log, in the order of their chains.
pub(crate) static OPERATIONS: Table = Table {
    name: "operations",
    version: 1,
    columns: &[
        column("chain", Type::Int),
        column("seq", Type::Int),
        column("place", Type::Int),
        column("stamp", Type::Int),
        column("aggregate", Type::Bytes),
        column("kind", Type::Int),
        column("header", Type::Bytes),
        column("bodies", Type::Bytes),
    ],
    key: 3,
    indexes: &[],
    form: Form::Append,
};

/// Which family every aggregate belongs to, and how many operations it has.
pub(crate) static AGGREGATES: Table = Table {
    name: "aggregates",
    version: 1,
    columns: &[column("id", Type::Bytes), column("family", Type::Text), column("version", Type::Int)],
    key: 1,
    indexes: &[],
    form: Form::Append,
};

/// Where the process's own chain ends; the chain is registered on its first use.
pub(crate) async fn own_head(tx: &mut Tx, identity: &Identity) -> Result<Head, Fault> {
    let (node, incarnation) = (*identity.key.id().as_bytes(), *identity.incarnation.as_bytes());
    let sql = "select id, commits, head_hash from chains where node = $1 and incarnation = $2";
    let found: Option<(i64, i64, Vec<u8>)> = tx.optional(sql, params![node, incarnation]).await?;
    if let Some((chain, commits, hash)) = found {
        let hash = <[u8; 32]>::try_from(hash).ok().map(Hash::from_bytes);
        return Ok(Head { chain, commits, hash });
    }
    let sql = "insert into chains (id, node, incarnation, commits, head_hash) \
               select coalesce(max(id), 0) + 1, $1, $2, 0, $3 from chains returning id";
    let (chain,): (i64,) =
        tx.optional(sql, params![node, incarnation, Vec::<u8>::new()]).await?.ok_or(Fault::Contention)?;
    Ok(Head { chain, commits: 0, hash: None })
}

/// Takes the counts of the years whose public numbers this batch will give out, so that no other process gives them.
pub(crate) async fn lock_series(tx: &mut Tx, batch: &mut Batch<'_>, years: BTreeSet<i64>) -> Result<(), Fault> {
    for year in years {
        tx.run("insert into series (year, last) values ($1, 0) on conflict (year) do nothing", params![year]).await?;
        let locked: Option<(i64,)> =
            tx.optional("update series set last = last where year = $1 returning last", params![year]).await?;
        batch.year_counts.insert(year, locked.map_or(0, |(last,)| last));
    }
    Ok(())
}

/// Loads every aggregate the batch names, with as few statements as the ladder allows.
pub(crate) async fn load(tx: &mut Tx, batch: &mut Batch<'_>, ids: BTreeSet<AggregateId>) -> Result<(), Fault> {
    let ids: Vec<_> = ids.into_iter().collect();
    for (id, entries) in log::histories(tx, &ids).await? {
        batch.load(id, entries);
    }
    Ok(())
}

/// Signs what the batch decided and writes all of it. The transaction is still open afterwards.
pub(crate) async fn write(tx: &mut Tx, mut batch: Batch<'_>, head: Head) -> Result<Head, Fault> {
    let mut changes = batch.changes()?;
    let ids: Vec<_> = batch.operations.iter().map(hadir_oplog::Operation::id).collect();
    let identity = batch.identity;
    let knows = if head.hash.is_none() {
        log::heads_of_other_chains(tx, head.chain, &identity.key.id()).await?
    } else {
        Vec::new()
    };
    let commit = Commit::sign(
        &identity.key,
        identity.incarnation,
        head.commits.cast_unsigned(),
        head.hash,
        batch.stamp,
        &ids,
        knows,
    )
    .map_err(|error| Fault::Invariant(error.to_string()))?;

    let at = (head.chain, head.commits);
    let stamp = log::stamp_to_sql(batch.stamp);
    let operations = batch.operations.iter().enumerate().map(|(place, operation)| Row {
        table: &OPERATIONS,
        values: params![
            at.0,
            at.1,
            place as i64,
            stamp,
            *operation.header().aggregate.as_bytes(),
            operation.header().kind.0,
            operation.header_bytes(),
            log::encode_bodies(operation),
        ],
    });
    bulk::write(tx, operations.collect()).await?;
    let hash = commit.hash();
    let sql = "insert into commits (chain, seq, hash, bytes) values ($1, $2, $3, $4)";
    tx.run(sql, params![at.0, at.1, *hash.as_bytes(), commit.encode()]).await?;
    let sql = "update chains set commits = $1, head_hash = $2 where id = $3 and commits = $4";
    let moved = tx.run(sql, params![head.commits + 1, *hash.as_bytes(), at.0, head.commits]).await?;
    if moved != 1 {
        return Err(Fault::Contention);
    }
    step(tx, std::mem::take(&mut changes.steps)).await?;
    bulk::delete(tx, &changes.gone).await?;
    let touched = erase::touched_full_text(&batch.rewritten, &changes);
    bulk::write(tx, changes.written).await?;
    erase::rewrite(tx, std::mem::take(&mut batch.rewritten), touched).await?;
    for (cause, message) in std::mem::take(&mut batch.messages) {
        message.queue(cause, tx).await?;
    }
    for (year, last) in &batch.year_counts {
        tx.run("update series set last = $1 where year = $2", params![*last, *year]).await?;
    }
    Ok(Head { chain: head.chain, commits: head.commits + 1, hash: Some(hash) })
}

/// Moves every aggregate's version on, and notices when another process did so first.
async fn step(tx: &mut Tx, steps: Vec<Step>) -> Result<(), Fault> {
    let (new, known): (Vec<_>, Vec<_>) = steps.into_iter().partition(|step| step.from == 0);
    let rows = new
        .into_iter()
        .map(|step| Row { table: &AGGREGATES, values: params![*step.id.as_bytes(), step.family, step.to] });
    bulk::write(tx, rows.collect()).await?;
    for step in known {
        let sql = "update aggregates set version = $1 where id = $2 and version = $3";
        if tx.run(sql, params![step.to, *step.id.as_bytes(), step.from]).await? != 1 {
            return Err(Fault::Contention);
        }
    }
    Ok(())
}

/// Whether a commit whose outcome was lost is in the log after all.
pub(crate) async fn is_durable(pool: &Pool, chain: i64, hash: Hash) -> Result<bool, Fault> {
    let sql = "select cast(count(*) as bigint) from commits where chain = $1 and hash = $2";
    let (count,): (i64,) = pool.one(sql, params![chain, *hash.as_bytes()]).await?;
    Ok(count > 0)
}

/// A list of placeholders `$from, …` for `count` values.
pub(crate) fn placeholders(from: usize, count: usize) -> String {
    (from..from + count).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ")
}

/// The ids of a chunk as parameters.
pub(crate) fn id_params(ids: &[AggregateId]) -> Vec<Value> {
    ids.iter().map(|id| Value::from(*id.as_bytes())).collect()
}

/// A statement with a list of placeholders where `{ids}` stands.
pub(crate) fn with_ids(sql: &str, count: usize) -> AssertSqlSafe<String> {
    AssertSqlSafe(sql.replace("{ids}", &placeholders(1, count)))
}

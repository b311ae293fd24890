//! The statements of one group commit: reading what it needs, adding to the log, moving versions and rows on.

use std::collections::BTreeSet;
use std::mem::take;

use hadir_oplog::{AggregateId, Commit, Hash, OpId, Operation};
use sqlx::AssertSqlSafe;

use crate::batch::{Batch, Count, Step};
use crate::db::{Pool, Tx};
use crate::erase::Rewritten;
use crate::outbox::Message;
use crate::table::{Form, Row, Table, column};
use crate::value::{Type, Value};
use crate::writer::{Head, Identity};
use crate::{Family, Fault, bulk, erase, log, params};

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

/// The commits of the log.
pub(crate) static COMMITS: Table = Table {
    name: "commits",
    version: 1,
    columns: &[
        column("chain", Type::Int),
        column("seq", Type::Int),
        column("hash", Type::Bytes),
        column("bytes", Type::Bytes),
    ],
    key: 2,
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
    let sql = "select id, commits, head_hash from chains where node = $1 and incarnation = $2 and branch = 0";
    let found: Option<(i64, i64, Vec<u8>)> = tx.optional(sql, params![node, incarnation]).await?;
    if let Some((chain, commits, hash)) = found {
        let hash = <[u8; 32]>::try_from(hash).ok().map(Hash::from_bytes);
        return Ok(Head { chain, commits, hash });
    }
    let sql = "insert into chains (id, node, incarnation, branch, commits, head_hash, listed) \
               select coalesce(max(id), 0) + 1, $1, $2, 0, 0, $3, 0 from chains returning id";
    let (chain,): (i64,) =
        tx.optional(sql, params![node, incarnation, Vec::<u8>::new()]).await?.ok_or(Fault::Contention)?;
    Ok(Head { chain, commits: 0, hash: None })
}

/// Takes the counts of the years whose public numbers this batch will give out, so that no other process gives them.
pub(crate) async fn lock_series(tx: &mut Tx, batch: &mut Batch<'_>, years: BTreeSet<i64>) -> Result<(), Fault> {
    for year in years {
        let sql = "insert into series (year, last) values ($1, 0) \
                   on conflict (year) do update set last = series.last returning last";
        let locked: Option<(i64,)> = tx.optional(sql, params![year]).await?;
        batch.count_from(year, locked.map_or(0, |(last,)| last));
    }
    Ok(())
}

/// Loads every aggregate the batch names, with as few statements as the ladder allows.
pub(crate) async fn load(
    tx: &mut Tx,
    batch: &mut Batch<'_>,
    ids: BTreeSet<AggregateId>,
    families: &[Family],
) -> Result<(), Fault> {
    let ids: Vec<_> = ids.into_iter().collect();
    for (id, entries) in log::histories(tx, &ids).await? {
        batch.load(id, entries, families);
    }
    Ok(())
}

/// A decided batch, signed and turned into rows: all that is left is to write it.
pub(crate) struct Sealed {
    from: Head,
    to: Head,
    known: Vec<Step>,
    gone: Vec<Row>,
    rows: Vec<Row>,
    rewritten: Vec<Rewritten>,
    touched: BTreeSet<&'static str>,
    messages: Vec<(OpId, Message)>,
    counts: Vec<Count>,
    /// Whether it holds statements of the root or adoptions, by which other operations count or do not.
    pub touches_trust: bool,
}

/// Signs what a batch decided, as the commit after `head`. `knows` names the heads of other chains, in the first commit
/// of a chain.
pub(crate) fn seal(mut batch: Batch<'_>, head: Head, knows: Vec<hadir_oplog::Head>) -> Result<Sealed, Fault> {
    let mut changes = batch.changes()?;
    let ids: Vec<_> = batch.operations.iter().map(hadir_oplog::Operation::id).collect();
    let Batch { identity, stamp, .. } = batch;
    let seq = head.commits.cast_unsigned();
    let commit = Commit::sign(&identity.key, identity.incarnation, seq, head.hash, stamp, &ids, knows);
    let commit = commit.map_err(|error| Fault::Invariant(error.to_string()))?;
    let to = Head { chain: head.chain, commits: head.commits + 1, hash: Some(commit.hash()) };
    let (new, known): (Vec<_>, Vec<_>) = take(&mut changes.steps).into_iter().partition(|step| step.from == 0);
    let touched = erase::touched_full_text(&batch.rewritten, &changes);

    let touches_trust = batch.operations.iter().any(|operation| (2..=5).contains(&operation.header().kind.0));
    let mut rows = operation_rows(&batch, head);
    let hash = *commit.hash().as_bytes();
    rows.push(Row { table: &COMMITS, values: params![head.chain, head.commits, hash, commit.encode()] });
    let aggregate = |step: Step| params![*step.id.as_bytes(), step.family, step.to];
    rows.extend(new.into_iter().map(|step| Row { table: &AGGREGATES, values: aggregate(step) }));
    rows.extend(changes.written);
    Ok(Sealed {
        from: head,
        to,
        known,
        gone: changes.gone,
        rows,
        rewritten: take(&mut batch.rewritten),
        touched,
        counts: batch.counts(),
        touches_trust,
        messages: take(&mut batch.messages),
    })
}

fn operation_rows(batch: &Batch<'_>, head: Head) -> Vec<Row> {
    let stamp = log::stamp_to_sql(batch.stamp);
    let row = |(place, operation): (usize, &Operation)| Row {
        table: &OPERATIONS,
        values: params![
            head.chain,
            head.commits,
            place as i64,
            stamp,
            *operation.header().aggregate.as_bytes(),
            operation.header().kind.0,
            operation.header_bytes(),
            log::encode_bodies(operation),
        ],
    };
    batch.operations.iter().enumerate().map(row).collect()
}

impl Sealed {
    /// Where the chain ends once this is written.
    pub fn head(&self) -> Head {
        self.to
    }

    /// Compares and sets what the decision rests on: the head of the chain, public numbers, versions.
    fn guards(&self) -> Vec<(String, Vec<Value>)> {
        let hash = self.to.hash.map(|hash| *hash.as_bytes());
        let chain = (
            "update chains set commits = $1, head_hash = $2 where id = $3 and commits = $4",
            params![self.to.commits, hash, self.from.chain, self.from.commits],
        );
        let series = self.counts.iter().filter(|count| count.to != count.from).map(|count| {
            let sql = "update series set last = $1 where year = $2 and last = $3";
            (sql, params![count.to, count.year, count.from])
        });
        let versions = self.known.iter().map(|step| {
            let sql = "update aggregates set version = $1, family = $2 where id = $3 and version = $4";
            (sql, params![step.to, step.family, *step.id.as_bytes(), step.from])
        });
        let guards = std::iter::once(chain).chain(series).chain(versions);
        guards.map(|(sql, values)| (sql.to_owned(), values)).collect()
    }

    /// Writes everything, unless another process changed one of the same things first. The transaction is still open
    /// afterwards.
    pub async fn write(self, tx: &mut Tx) -> Result<(), Fault> {
        let guards = self.guards();
        // Each changes one row exactly, or another process was first.
        let wanted = guards.len() as u64;
        if tx.run_together(guards).await? != wanted {
            return Err(Fault::Contention);
        }
        bulk::delete(tx, &self.gone).await?;
        bulk::write(tx, self.rows).await?;
        erase::rewrite(tx, self.rewritten, self.touched).await?;
        for (cause, message) in self.messages {
            message.queue(cause, tx).await?;
        }
        Ok(())
    }
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

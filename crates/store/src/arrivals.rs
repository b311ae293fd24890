//! In which order commits came into this database: the count that positions of other nodes speak of.

use hadir_oplog::sync::{Epoch, Mark, Place, Position};
use hadir_oplog::{ChainId, NodeId};

use crate::clock::Chance;
use crate::db::Tx;
use crate::value::{Type, Value};
use crate::{Fault, Pool, Store, log, params};

/// Commits that one arrival stands for at most.
pub(crate) const COMMITS_MAX: i64 = 128;
/// Operations in them, but for a single commit with more; so that what is offered comes in steps that fit anywhere.
const OPERATIONS_MAX: i64 = 512;
/// Under which name a database keeps the name of its present life.
const EPOCH: &str = "sync_epoch";

/// Who brought something: the node, and the life its database was in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The node.
    pub node: NodeId,
    /// The life of its database.
    pub epoch: Epoch,
}

impl Source {
    pub(crate) fn to_bytes(self) -> Vec<u8> {
        [self.node.as_bytes().as_slice(), &self.epoch.0].concat()
    }
}

/// Commits of one chain that arrived together.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Arrival {
    pub n: i64,
    pub chain: i64,
    pub first: i64,
    pub until: i64,
    pub operations: i64,
    pub source: Option<Vec<u8>>,
}

impl Store {
    /// Lists what was committed here since, and says where the count stands.
    pub async fn place(&self) -> Result<Place, Fault> {
        let epoch = self.epoch().await?;
        let mut tx = self.node_tables().begin().await?;
        list(&mut tx, self.chance()).await?;
        let sql = "select n, mark from arrivals order by n desc limit 1";
        let last: Option<(i64, Vec<u8>)> = tx.optional(sql, Vec::new()).await?;
        tx.commit().await?;
        let (count, mark) = match last {
            Some((count, mark)) => (count.cast_unsigned(), Mark(log::exact(&mark)?)),
            None => (0, Mark::default()),
        };
        Ok(Place { epoch, count, mark })
    }

    /// Whether the count once stood at a place, as far as this life of the database goes: not if the disk was put back to
    /// before it.
    pub async fn was_at(&self, place: Place) -> Result<bool, Fault> {
        if place.count == 0 || place.epoch != self.epoch().await? {
            return Ok(true);
        }
        let sql = "select mark from arrivals where n = $1";
        let count = i64::try_from(place.count).unwrap_or(i64::MAX);
        let known: Option<(Vec<u8>,)> = self.reads().optional(sql, params![count]).await?;
        Ok(known.is_some_and(|(mark,)| mark == place.mark.0))
    }

    /// What another node has of this node's log, unless it has seen what was lost here since: nothing may be built on that.
    pub(crate) async fn believed(&self, theirs: Option<Position>) -> Result<Option<Position>, Fault> {
        let Some(theirs) = theirs else { return Ok(None) };
        let is_lost = theirs.is_ahead_of(self.place().await?) || !self.was_at(theirs.seen()).await?;
        Ok((!is_lost).then_some(theirs))
    }

    /// The present life of the database.
    pub async fn epoch(&self) -> Result<Epoch, Fault> {
        let sql = "select value from settings where name = $1";
        if let Some((known,)) = self.reads().optional::<(String,)>(sql, params![EPOCH]).await? {
            return read(&known);
        }
        let fresh = self.chance().bytes::<8>();
        let sql = "insert into settings (name, value) values ($1, $2) on conflict (name) do update set value = settings.value \
                   returning value";
        let kept: Option<(String,)> = self.node_tables().optional(sql, params![EPOCH, hex::encode(fresh)]).await?;
        read(&kept.ok_or(Fault::Contention)?.0)
    }

    /// Begins a new life of the database: other nodes ask for everything that they may have missed, and are asked for
    /// everything that may have been lost here.
    pub async fn begin_epoch(&self) -> Result<(), Fault> {
        let mut tx = self.node_tables().begin().await?;
        forget_epoch(&mut tx).await?;
        Ok(tx.commit().await?)
    }
}

pub(crate) async fn forget_epoch(tx: &mut Tx) -> Result<(), Fault> {
    tx.run("delete from settings where name = $1", params![EPOCH]).await?;
    // What others had for this node in its last life may have been left out because it came from here.
    tx.run("update peers set have = null", Vec::new()).await?;
    Ok(())
}

fn read(text: &str) -> Result<Epoch, Fault> {
    let bytes = hex::decode(text).map_err(|_| Fault::corrupt("the life of the database"))?;
    Ok(Epoch(log::exact(&bytes)?))
}

/// The last number given. One process at a time gives them.
pub(crate) async fn last(tx: &mut Tx) -> Result<i64, Fault> {
    let last: Option<(i64,)> = tx.optional("select coalesce(max(n), 0) from arrivals", Vec::new()).await?;
    Ok(last.map_or(0, |(last,)| last))
}

/// Gives numbers to commits of all chains that have none: this node's own since the last time, and after a restore all.
/// Of a chain of which only some commits are here, only those get numbers.
pub(crate) async fn list(tx: &mut Tx, chance: &Chance) -> Result<(), Fault> {
    let sql = "select id, listed, commits from chains where commits > listed order by id";
    let unlisted: Vec<(i64, i64, i64)> = tx.all(sql, Vec::new()).await?;
    if unlisted.is_empty() {
        return Ok(());
    }
    only_one(tx).await?;
    for (chain, listed, commits) in tx.all::<(i64, i64, i64)>(sql, Vec::new()).await? {
        let sql = "select seq from commits where chain = $1 and seq >= $2 and seq < $3 order by seq";
        let seqs: Vec<(i64,)> = tx.all(sql, params![chain, listed, commits]).await?;
        for run in runs_of(seqs.into_iter().map(|(seq,)| seq)) {
            add(tx, chain, run, None, chance).await?;
        }
    }
    Ok(())
}

/// Ascending numbers, those that follow each other together.
pub(crate) fn runs_of(seqs: impl IntoIterator<Item = i64>) -> Vec<std::ops::Range<i64>> {
    let mut runs: Vec<std::ops::Range<i64>> = Vec::new();
    for seq in seqs {
        match runs.last_mut() {
            Some(run) if run.end == seq => run.end += 1,
            _ => runs.push(seq..seq + 1),
        }
    }
    runs
}

/// Waits until no other process gives numbers.
pub(crate) async fn only_one(tx: &mut Tx) -> Result<(), Fault> {
    let sql = "insert into settings (name, value) values ('arrivals', '') \
               on conflict (name) do update set value = excluded.value";
    tx.run(sql, Vec::new()).await?;
    Ok(())
}

/// Numbers commits of a chain, in steps.
pub(crate) async fn add(
    tx: &mut Tx,
    chain: i64,
    seqs: std::ops::Range<i64>,
    source: Option<Source>,
    chance: &Chance,
) -> Result<(), Fault> {
    let sql = "select seq, cast(count(*) as bigint) from operations where chain = $1 and seq >= $2 and seq < $3 \
               group by seq order by seq";
    let counts: Vec<(i64, i64)> = tx.all(sql, params![chain, seqs.start, seqs.end]).await?;
    let mut n = last(tx).await?;
    for (step, operations) in steps(seqs.clone(), counts) {
        n += 1;
        let source = source.map_or(Value::Null(Type::Bytes), |source| source.to_bytes().into());
        let sql = "insert into arrivals (n, chain, first, until, operations, source, mark) \
                   values ($1, $2, $3, $4, $5, $6, $7)";
        tx.run(sql, params![n, chain, step.start, step.end, operations, source, chance.bytes::<4>().as_slice()])
            .await?;
    }
    let sql = "update chains set listed = $1 where id = $2 and listed < $1";
    tx.run(sql, params![seqs.end, chain]).await?;
    Ok(())
}

/// Cuts a range of commits into steps, given how many operations those have that hold any.
fn steps(seqs: std::ops::Range<i64>, counts: Vec<(i64, i64)>) -> Vec<(std::ops::Range<i64>, i64)> {
    let mut counts = counts.into_iter().peekable();
    let mut steps: Vec<(std::ops::Range<i64>, i64)> = Vec::new();
    for seq in seqs {
        let operations = counts.next_if(|(of, _)| *of == seq).map_or(0, |(_, count)| count);
        match steps.last_mut() {
            Some((step, sum)) if step.end - step.start < COMMITS_MAX && *sum + operations <= OPERATIONS_MAX => {
                (step.end, *sum) = (seq + 1, *sum + operations);
            }
            _ => steps.push((seq..seq + 1, operations)),
        }
    }
    steps
}

/// Every chain with its local number and branch.
pub(crate) async fn chains(pool: &Pool) -> Result<Vec<(i64, ChainId, i64)>, Fault> {
    let sql = "select id, node, incarnation, branch from chains";
    let rows: Vec<(i64, Vec<u8>, Vec<u8>, i64)> = pool.all(sql, Vec::new()).await?;
    let chain = |(id, node, incarnation, branch): (i64, Vec<u8>, Vec<u8>, i64)| {
        Ok((id, log::chain_of(&node, &incarnation)?, branch))
    };
    rows.into_iter().map(chain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_bounded_by_commits_and_by_operations() {
        assert_eq!(steps(0..300, vec![]), [(0..128, 0), (128..256, 0), (256..300, 0)]);
        let counts = vec![(0, 500), (1, 12), (2, 1), (4, 2_000)];
        assert_eq!(steps(0..6, counts), [(0..2, 512), (2..4, 1), (4..5, 2_000), (5..6, 0)]);
    }
}

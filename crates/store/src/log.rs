//! Reading the log: the history of aggregates, the heads of chains, operations as they lie in the database.

use std::collections::BTreeMap;

use hadir_oplog::limits::KNOWN_HEADS_MAX;
use hadir_oplog::{AggregateId, ChainId, Hash, Head, Incarnation, NodeId, OpId, Operation, Placed, Stamp};
use sqlx::AssertSqlSafe;

use crate::aggregate::Entry;
use crate::append::{id_params, with_ids};
use crate::db::{Pool, Tx};
use crate::value::Value;
use crate::{Fault, params};

/// Ids asked for in one statement; a fixed ladder, so that few different statements have to be prepared.
const LADDER: [usize; 7] = [64, 32, 16, 8, 4, 2, 1];

/// An operation as a row.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct OperationRow {
    pub aggregate: Vec<u8>,
    pub stamp: i64,
    pub seq: i64,
    pub place: i64,
    pub node: Vec<u8>,
    pub incarnation: Vec<u8>,
    pub branch: i64,
    pub header: Vec<u8>,
    pub bodies: Vec<u8>,
}

impl OperationRow {
    pub fn aggregate(&self) -> Result<AggregateId, Fault> {
        Ok(AggregateId::from_bytes(exact(&self.aggregate)?))
    }

    /// The row as an entry. Every body is checked against its hash on the way.
    pub fn entry(self) -> Result<Entry, Fault> {
        let operation = operation(self.header, &self.bodies)?;
        let place = usize::try_from(self.place).map_err(|_| Fault::corrupt("an operation's place"))?;
        let chain = chain_of(&self.node, &self.incarnation)?;
        let (stamp, seq) = (stamp_from_sql(self.stamp), self.seq.cast_unsigned());
        Ok(Entry { operation, stamp, chain, branch: self.branch, seq, place })
    }
}

/// The histories of aggregates, in the order of `ids`; unknown ones are empty.
pub(crate) async fn histories(tx: &mut Tx, ids: &[AggregateId]) -> Result<BTreeMap<AggregateId, Vec<Entry>>, Fault> {
    let mut found: BTreeMap<_, Vec<_>> = ids.iter().map(|id| (*id, Vec::new())).collect();
    let mut rest = ids;
    for size in LADDER {
        while rest.len() >= size {
            let (chunk, more) = rest.split_at(size);
            rest = more;
            for row in tx.all::<OperationRow>(with_ids(HISTORY, size), id_params(chunk)).await? {
                found.entry(row.aggregate()?).or_default().push(row.entry()?);
            }
        }
    }
    Ok(found)
}

/// The same outside a transaction; only those that are there.
pub(crate) async fn histories_now(
    pool: &Pool,
    ids: &[AggregateId],
) -> Result<BTreeMap<AggregateId, Vec<Entry>>, Fault> {
    let mut found: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let mut rest = ids;
    for size in LADDER {
        while rest.len() >= size {
            let (chunk, more) = rest.split_at(size);
            rest = more;
            for row in pool.all::<OperationRow>(with_ids(HISTORY, size), id_params(chunk)).await? {
                found.entry(row.aggregate()?).or_default().push(row.entry()?);
            }
        }
    }
    Ok(found)
}

const HISTORY: &str = "select o.aggregate, o.stamp, o.seq, o.place, c.node, c.incarnation, c.branch, o.header, o.bodies \
                       from operations o join chains c on c.id = o.chain where o.aggregate in ({ids})";

/// The history of one aggregate, as far as it is durable.
pub(crate) async fn history(pool: &Pool, id: AggregateId) -> Result<Vec<Entry>, Fault> {
    let rows = pool.all::<OperationRow>(with_ids(HISTORY, 1), id_params(&[id])).await?;
    rows.into_iter().map(OperationRow::entry).collect()
}

/// The histories of the aggregates that a query names, in one trip.
pub(crate) async fn histories_of(
    pool: &Pool,
    named: &str,
    params: Vec<Value>,
) -> Result<BTreeMap<AggregateId, Vec<Entry>>, Fault> {
    let mut found: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let sql = AssertSqlSafe(HISTORY.replace("{ids}", named));
    for row in pool.all::<OperationRow>(sql, params).await? {
        found.entry(row.aggregate()?).or_default().push(row.entry()?);
    }
    Ok(found)
}

/// The positions of entries in causal order; what waits for something that has not arrived is left out.
pub(crate) fn causal(entries: &[Entry]) -> Vec<usize> {
    match entries {
        [entry] if entry.operation.header().parents.is_empty() => return vec![0],
        _ => {}
    }
    hadir_oplog::causal_order(&placed(entries)).order
}

/// The latest operations of a history: those no other names as its parent.
pub(crate) fn heads(entries: &[Entry]) -> Vec<OpId> {
    let ordered: Vec<Placed> = {
        let placed = placed(entries);
        let order = hadir_oplog::causal_order(&placed).order;
        // What still waits for something was not seen by anyone here.
        order.into_iter().map(|at| placed[at].clone()).collect()
    };
    hadir_oplog::heads(&ordered)
}

/// Entries as ordering sees them.
pub(crate) fn placed(entries: &[Entry]) -> Vec<Placed> {
    let place = |entry: &Entry| Placed {
        id: entry.id(),
        parents: entry.operation.header().parents.clone(),
        stamp: entry.stamp,
        chain: entry.chain,
        index: entry.place,
    };
    entries.iter().map(place).collect()
}

/// A chain from its columns.
pub(crate) fn chain_of(node: &[u8], incarnation: &[u8]) -> Result<ChainId, Fault> {
    Ok(ChainId { node: NodeId::from_bytes(exact(node)?), incarnation: Incarnation::from_bytes(exact(incarnation)?) })
}

/// A chain's head as a row.
pub(crate) type HeadRow = (Vec<u8>, Vec<u8>, i64, Vec<u8>);

/// A chain's head from its row.
pub(crate) fn head_of((node, incarnation, commits, hash): HeadRow) -> Result<Head, Fault> {
    let seq = u64::try_from(commits - 1).map_err(|_| Fault::corrupt("a chain without commits"))?;
    Ok(Head { chain: chain_of(&node, &incarnation)?, seq, hash: Hash::from_bytes(exact(&hash)?) })
}

/// The heads of the chains that are not `own`, for the first commit of an incarnation to name: those of its own node
/// first, then the latest to arrive, as many as the format can hold.
pub(crate) async fn heads_of_other_chains(tx: &mut Tx, own: i64, node: &NodeId) -> Result<Vec<Head>, Fault> {
    let sql = "select node, incarnation, commits, head_hash from chains where id <> $1 and commits > 0 \
               order by case when node = $2 then 0 else 1 end, id desc limit $3";
    let rows = tx.all::<HeadRow>(sql, params![own, *node.as_bytes(), KNOWN_HEADS_MAX as i64]).await?;
    rows.into_iter().map(head_of).collect()
}

/// A hybrid stamp as a signed integer; 48 bits of milliseconds leave the sign alone until the year 6400.
pub(crate) fn stamp_to_sql(stamp: Stamp) -> i64 {
    stamp.as_u64().cast_signed()
}

fn stamp_from_sql(stamp: i64) -> Stamp {
    Stamp::from_u64(stamp.cast_unsigned())
}

/// The bodies of an operation that are here, as one value: a CBOR list of slot and bytes in turn.
pub(crate) fn encode_bodies(operation: &Operation) -> Vec<u8> {
    let mut into = minicbor::Encoder::new(Vec::new());
    let never = "writing to memory does not fail";
    into.array(2 * operation.bodies().len() as u64).expect(never);
    for body in operation.bodies() {
        into.u8(body.slot()).expect(never).bytes(body.bytes()).expect(never);
    }
    into.into_writer()
}

/// Puts an operation together from its columns; every body is checked against its hash.
pub(crate) fn operation(header: Vec<u8>, bodies: &[u8]) -> Result<Operation, Fault> {
    let bodies = decode_bodies(bodies).map_err(|_| Fault::corrupt("the bodies of an operation"))?;
    Operation::decode(header, bodies)
        .map_err(|error| Fault::Invariant(format!("an operation that was altered: {error}")))
}

fn decode_bodies(bytes: &[u8]) -> Result<Vec<(u8, Vec<u8>)>, minicbor::decode::Error> {
    let mut from = minicbor::Decoder::new(bytes);
    let count = from.array()?.unwrap_or(0) / 2;
    let mut bodies = Vec::with_capacity(count.min(16) as usize);
    for _ in 0..count {
        bodies.push((from.u8()?, from.bytes()?.to_vec()));
    }
    Ok(bodies)
}

/// A stored value that must have an exact length.
pub(crate) fn exact<const N: usize>(bytes: &[u8]) -> Result<[u8; N], Fault> {
    <[u8; N]>::try_from(bytes).map_err(|_| Fault::corrupt("a stored identity"))
}

/// The latest hybrid stamp of a node's own chains, so that its restarted clock never goes back. Those of others do not
/// count: a clock that is years ahead must not drag this one along.
pub(crate) async fn latest_stamp(pool: &Pool, node: &NodeId) -> Result<Option<Stamp>, Fault> {
    let sql = "select o.stamp from operations o join chains c on c.id = o.chain and c.commits - 1 = o.seq \
               where c.node = $1 order by o.stamp desc limit 1";
    let latest: Option<(i64,)> = pool.optional(sql, params![*node.as_bytes()]).await?;
    Ok(latest.map(|(stamp,)| stamp_from_sql(stamp)))
}

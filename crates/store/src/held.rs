//! Commits as they lie here: whole, or with hashes in the place of operations that are not here.

use std::collections::{BTreeMap, BTreeSet};

use hadir_oplog::{Commit, Hash, OpId, Operation, Part, PartialCommit};

use crate::db::Record;
use crate::offer::ByCommit;
use crate::{Fault, Pool, Tx, log, params};

/// Reads the log, in a transaction or outside.
pub(crate) enum Reads<'a> {
    Pool(&'a Pool),
    Tx(&'a mut Tx),
}

impl Reads<'_> {
    pub async fn all<T: Record>(&mut self, sql: &'static str, params: Vec<crate::Value>) -> Result<Vec<T>, Fault> {
        Ok(match self {
            Self::Pool(pool) => pool.all(sql, params).await?,
            Self::Tx(tx) => tx.all(sql, params).await?,
        })
    }
}

/// The commits of a chain that are here out of a range of numbers, each with what is here of it.
pub(crate) async fn commits(
    reads: &mut Reads<'_>,
    chain: i64,
    seqs: std::ops::Range<u64>,
) -> Result<BTreeMap<u64, PartialCommit>, Fault> {
    let range = || params![chain, seqs.start.cast_signed(), seqs.end.cast_signed()];
    let sql = "select seq, bytes from commits where chain = $1 and seq >= $2 and seq < $3 order by seq";
    let commits: Vec<(i64, Vec<u8>)> = reads.all(sql, range()).await?;
    let sql = "select seq, parts from withheld where chain = $1 and seq >= $2 and seq < $3";
    let withheld: Vec<(i64, Vec<u8>)> = reads.all(sql, range()).await?;
    let withheld: BTreeMap<i64, Vec<u8>> = withheld.into_iter().collect();
    let sql = "select seq, header, bodies from operations where chain = $1 and seq >= $2 and seq < $3 \
               order by seq, place";
    let mut operations: BTreeMap<i64, Vec<Operation>> = BTreeMap::new();
    for (seq, header, bodies) in reads.all::<(i64, Vec<u8>, Vec<u8>)>(sql, range()).await? {
        operations.entry(seq).or_default().push(log::operation(header, &bodies)?);
    }
    let mut held = BTreeMap::new();
    for (seq, bytes) in commits {
        let commit = Commit::decode(&bytes).map_err(|_| Fault::corrupt("a commit"))?;
        let here = operations.remove(&seq).unwrap_or_default();
        let partial = put_together(commit, withheld.get(&seq).map(Vec::as_slice), here)?;
        held.insert(seq.cast_unsigned(), partial);
    }
    Ok(held)
}

/// The same for a reader who gets the operations that are given: of commits that they fill nothing else is read.
pub(crate) async fn commits_of(
    pool: &Pool,
    chain: i64,
    seqs: std::ops::Range<u64>,
    given: &ByCommit,
) -> Result<BTreeMap<u64, PartialCommit>, Fault> {
    let sql = "select seq, bytes from commits where chain = $1 and seq >= $2 and seq < $3 order by seq";
    let range = params![chain, seqs.start.cast_signed(), seqs.end.cast_signed()];
    let mut filled = BTreeMap::new();
    for (seq, bytes) in pool.all::<(i64, Vec<u8>)>(sql, range).await? {
        let commit = Commit::decode(&bytes).map_err(|_| Fault::corrupt("a commit"))?;
        let seq = seq.cast_unsigned();
        let given = given.get(&(chain, seq)).filter(|given| given.len() == commit.count());
        // One that is not filled may be a bridge, or shared with others, or not be here as a whole.
        let Some(given) = given else { return commits(&mut Reads::Pool(pool), chain, seqs).await };
        let parts = given.values().cloned().map(Part::Operation).collect();
        filled.insert(seq, PartialCommit { commit, parts });
    }
    Ok(filled)
}

/// A commit with its operations, between which stands what is not here.
pub(crate) fn put_together(
    commit: Commit,
    withheld: Option<&[u8]>,
    operations: Vec<Operation>,
) -> Result<PartialCommit, Fault> {
    let parts = match withheld {
        None => operations.into_iter().map(Part::Operation).collect(),
        Some(parts) => decode(parts, operations)?,
    };
    Ok(PartialCommit { commit, parts })
}

/// What of a commit is not here, as bytes; nothing for one that is whole. Operations are nulls among the hashes.
pub(crate) fn encode(partial: &PartialCommit) -> Option<Vec<u8>> {
    if partial.is_whole() {
        return None;
    }
    let stretch = |part: &Part| match part {
        Part::Operation(_) => None,
        Part::Withheld { count, hash } => Some((*count, *hash)),
    };
    Some(encode_shape(&partial.parts.iter().map(stretch).collect()))
}

fn encode_shape(shape: &Shape) -> Vec<u8> {
    let never = "writing to memory does not fail";
    let mut into = minicbor::Encoder::new(Vec::new());
    into.array(shape.len() as u64).expect(never);
    for stretch in shape {
        match stretch {
            None => into.null().expect(never),
            Some((count, hash)) => {
                into.array(2).expect(never).u64(*count as u64).expect(never).bytes(hash.as_bytes()).expect(never)
            }
        };
    }
    into.into_writer()
}

/// Where in the commit the operations that are here stand, by what is not here.
pub(crate) fn places(withheld: &[u8]) -> Result<Vec<usize>, Fault> {
    let mut next = 0_usize;
    let mut places = Vec::new();
    for stretch in shape(withheld)? {
        let count = stretch.map_or(1, |(count, _)| count);
        if stretch.is_none() {
            places.push(next);
        }
        next = next.checked_add(count).ok_or_else(corrupt)?;
    }
    Ok(places)
}

/// The parts of a commit with hashes for the operations that are here too, of which only the ids are given; and whether
/// `withheld` is what [`encode`] writes.
pub(crate) fn stand_ins(withheld: &[u8], operations: &[OpId]) -> Result<(Vec<Part>, bool), Fault> {
    let shape = shape(withheld)?;
    let is_as_written = shape.iter().any(Option::is_some) && encode_shape(&shape) == withheld;
    let mut operations = operations.iter();
    let mut parts = Vec::with_capacity(shape.len());
    for stretch in shape {
        parts.push(match stretch {
            Some((count, hash)) => Part::Withheld { count, hash },
            None => Part::withheld(operations.next().ok_or_else(corrupt)?),
        });
    }
    if operations.next().is_some() { Err(corrupt()) } else { Ok((parts, is_as_written)) }
}

fn decode(bytes: &[u8], operations: Vec<Operation>) -> Result<Vec<Part>, Fault> {
    let mut operations = operations.into_iter();
    let mut parts = Vec::new();
    for stretch in shape(bytes)? {
        parts.push(match stretch {
            Some((count, hash)) => Part::Withheld { count, hash },
            None => Part::Operation(operations.next().ok_or_else(corrupt)?),
        });
    }
    if operations.next().is_some() { Err(corrupt()) } else { Ok(parts) }
}

/// A commit from left to right: how many operations are not here, with the hash that stands for them, or nothing for
/// one that is.
type Shape = Vec<Option<(usize, Hash)>>;

fn shape(bytes: &[u8]) -> Result<Shape, Fault> {
    let read = |_| corrupt();
    let mut from = minicbor::Decoder::new(bytes);
    let mut shape = Shape::new();
    for _ in 0..from.array().map_err(read)?.ok_or_else(corrupt)? {
        if from.datatype().map_err(read)? == minicbor::data::Type::Null {
            from.null().map_err(read)?;
            shape.push(None);
        } else {
            from.array().map_err(read)?;
            let count = usize::try_from(from.u64().map_err(read)?).map_err(|_| corrupt())?;
            shape.push(Some((count, Hash::from_bytes(log::exact(from.bytes().map_err(read)?)?))));
        }
    }
    Ok(shape)
}

fn corrupt() -> Fault {
    Fault::corrupt("what is not here of a commit")
}

/// A commit for a reader who gets only some operations of it, which are given by their places.
pub(crate) fn only(partial: PartialCommit, wanted: &BTreeMap<usize, Operation>) -> PartialCommit {
    let ids: BTreeSet<OpId> = wanted.values().map(Operation::id).collect();
    partial.only(|operation| ids.contains(&operation.id()))
}

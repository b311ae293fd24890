//! What is to be erased, read from indexes of that alone.

use hadir_oplog::{AggregateId, Hash};
use hadir_store::{Fault, Pool, Value, params};

/// Reports read in one go; more come with the next.
const CHUNK: i64 = 500;
const HALF: &str = "select id, number from case_erasures where is_half and id > $1 order by id limit $2";
const NAMED: &str = "select id from case_files where hash = $1 limit 1";

/// Some reports whose words are erased and still here, with their numbers: the first, or those after one.
///
/// # Errors
/// What the database refuses.
pub async fn half_erased(pool: &Pool, after: Option<AggregateId>) -> Result<Vec<(AggregateId, String)>, Fault> {
    let rows: Vec<(Vec<u8>, String)> = pool.all(HALF, half(after)).await?;
    let read = |(id, number): (Vec<u8>, String)| Some((AggregateId::from_bytes(id.try_into().ok()?), number));
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Whether any report names a file.
///
/// # Errors
/// What the database refuses.
pub async fn is_named(pool: &Pool, hash: Hash) -> Result<bool, Fault> {
    let rows: Vec<(Vec<u8>,)> = pool.all(NAMED, named(hash)).await?;
    Ok(!rows.is_empty())
}

/// How both are read; for the test that proves that indexes are used.
///
/// # Errors
/// What the database refuses.
pub async fn erasure_plans(pool: &Pool) -> Result<[Vec<String>; 2], Fault> {
    let hash = Hash::from_bytes([0; 32]);
    Ok([pool.plan(HALF, half(None)).await?, pool.plan(NAMED, named(hash)).await?])
}

fn half(after: Option<AggregateId>) -> Vec<Value> {
    let after = after.map_or_else(Vec::new, |id| id.as_bytes().to_vec());
    params![after, CHUNK]
}

fn named(hash: Hash) -> Vec<Value> {
    params![*hash.as_bytes()]
}

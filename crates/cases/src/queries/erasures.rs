//! What is to be erased, read from indexes of that alone.

use hadir_oplog::{AggregateId, Hash};
use hadir_store::{Fault, Pool, Value, params};

/// What rests is counted so far; more is said to be more.
pub const RESTING_MAX: i64 = 10_000;
/// Reports read in one go; more come with the next.
const CHUNK: i64 = 500;
const HALF: &str = "select id, number from case_erasures where is_half and id > $1 order by id limit $2";
const RESTING: &str = "select rests_at, id, number from case_rests where rule = $1 and rests_at < $2 \
                       and (rests_at, id) > ($3, $4) order by rests_at, id limit $5";
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

/// Reports of a rule that have rested since before an instant in milliseconds since 1970, UTC, the longest first: the first, or
/// those after one.
///
/// # Errors
/// What the database refuses.
pub async fn resting(
    pool: &Pool,
    rule: &str,
    before: i64,
    after: Option<(i64, AggregateId)>,
) -> Result<Vec<(i64, AggregateId, String)>, Fault> {
    let rows: Vec<(i64, Vec<u8>, String)> = pool.all(RESTING, rested(rule, before, after)).await?;
    let read =
        |(at, id, number): (i64, Vec<u8>, String)| Some((at, AggregateId::from_bytes(id.try_into().ok()?), number));
    Ok(rows.into_iter().filter_map(read).collect())
}

/// How many those are, counted to one more than [`RESTING_MAX`].
///
/// # Errors
/// What the database refuses.
pub async fn resting_count(pool: &Pool, rule: &str, before: i64) -> Result<u64, Fault> {
    let sql = "select cast(count(*) as bigint) from \
               (select 1 as one from case_rests where rule = $1 and rests_at < $2 limit $3) as resting";
    let (count,): (i64,) = pool.one(sql, params![rule, before, RESTING_MAX + 1]).await?;
    Ok(count.cast_unsigned())
}

/// Whether any report names a file.
///
/// # Errors
/// What the database refuses.
pub async fn is_named(pool: &Pool, hash: Hash) -> Result<bool, Fault> {
    let rows: Vec<(Vec<u8>,)> = pool.all(NAMED, named(hash)).await?;
    Ok(!rows.is_empty())
}

/// How all of this is read; for the test that proves that indexes are used.
///
/// # Errors
/// What the database refuses.
pub async fn erasure_plans(pool: &Pool) -> Result<[Vec<String>; 3], Fault> {
    let hash = Hash::from_bytes([0; 32]);
    let resting = pool.plan(RESTING, rested("retain_question", 0, None)).await?;
    Ok([pool.plan(HALF, half(None)).await?, pool.plan(NAMED, named(hash)).await?, resting])
}

fn half(after: Option<AggregateId>) -> Vec<Value> {
    let after = after.map_or_else(Vec::new, |id| id.as_bytes().to_vec());
    params![after, CHUNK]
}

fn rested(rule: &str, before: i64, after: Option<(i64, AggregateId)>) -> Vec<Value> {
    let (at, id) = after.map_or((i64::MIN, Vec::new()), |(at, id)| (at, id.as_bytes().to_vec()));
    params![rule, before, at, id, CHUNK]
}

fn named(hash: Hash) -> Vec<Value> {
    params![*hash.as_bytes()]
}

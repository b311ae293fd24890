//! Offers to hand a report over to another authority whose time has passed, read from an index of those that wait alone.

use hadir_store::{Fault, Pool, Value, params};

/// Rows that are read at once.
const CHUNK: i64 = 500;

const SQL: &str = "select lapses_at, place_in_time, id, number from cases where lapses_at is not null and lapses_at <= $1 \
                   and (lapses_at, place_in_time) > ($2, $3) order by lapses_at, place_in_time limit $4";

/// A case that nobody answered in time.
#[derive(Clone, Debug)]
pub struct Lapsed {
    /// Its place in the list, by which the next ones are asked for.
    pub place: (i64, i64),
    /// Its identity.
    pub id: Vec<u8>,
    /// Its public number.
    pub number: String,
}

/// The first of them after a place, the longest waiting first; `now` in milliseconds since 1970, UTC.
///
/// # Errors
/// What the database refuses.
pub async fn lapsed(pool: &Pool, now: i64, after: Option<(i64, i64)>) -> Result<Vec<Lapsed>, Fault> {
    let rows: Vec<(i64, i64, Vec<u8>, String)> = pool.all(SQL, bound(now, after)).await?;
    Ok(rows.into_iter().map(|(at, place, id, number)| Lapsed { place: (at, place), id, number }).collect())
}

/// How they are read; for the test that proves that an index is used.
///
/// # Errors
/// What the database refuses.
pub async fn lapsed_plan(pool: &Pool, now: i64) -> Result<Vec<String>, Fault> {
    Ok(pool.plan(SQL, bound(now, None)).await?)
}

fn bound(now: i64, after: Option<(i64, i64)>) -> Vec<Value> {
    let after = after.unwrap_or((i64::MIN, i64::MIN));
    params![now, after.0, after.1, CHUNK]
}

//! Praise that was passed on to one person, the newest first.

use hadir_oplog::ActorId;
use hadir_store::{Fault, Pool, Value, params};

const SQL: &str = "select praised_at, place_in_time, id from case_praise \
    where staff = $1 and (praised_at, place_in_time) < ($2, $3) order by praised_at desc, place_in_time desc limit $4";

/// When praise was passed on, in milliseconds since 1970, UTC, and the place in time of its report.
pub type PraisePlace = (i64, i64);

/// The reports that praise somebody, before a place, with their places.
pub async fn praise(
    pool: &Pool,
    staff: ActorId,
    before: Option<PraisePlace>,
    limit: i64,
) -> Result<Vec<(PraisePlace, Vec<u8>)>, Fault> {
    let rows: Vec<(i64, i64, Vec<u8>)> = pool.all(SQL, binds(staff, before, limit)).await?;
    Ok(rows.into_iter().map(|(at, place, id)| ((at, place), id)).collect())
}

/// How they are read; for the test that proves that an index is used.
pub async fn praise_plan(pool: &Pool, staff: ActorId) -> Result<Vec<String>, Fault> {
    Ok(pool.plan(SQL, binds(staff, None, 20)).await?)
}

fn binds(staff: ActorId, before: Option<PraisePlace>, limit: i64) -> Vec<Value> {
    let (at, place) = before.unwrap_or((i64::MAX, i64::MAX));
    params![staff.as_bytes(), at, place, limit]
}

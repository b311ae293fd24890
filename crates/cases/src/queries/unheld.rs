//! Reports of a unit that nobody has, for whatever gives them out.

use hadir_org::UnitCode;
use hadir_store::{Fault, Pool, Value, params};

/// Rows that are read at once.
const CHUNK: i64 = 200;
const SQL: &str = "select touched_at, place_in_time, id, number, category, region from cases \
    where unit = $1 and is_open and not is_sealed and staff is null and (touched_at, place_in_time) > ($2, $3) \
    order by touched_at, place_in_time limit $4";

/// How far they were read: when the last one was touched, in milliseconds since 1970, UTC, and its place in time.
pub type Until = (i64, i64);

/// Before the first of them.
pub const FROM_THE_FIRST: Until = (i64::MIN, i64::MIN);

/// What decides who gets such a report.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns are described at the projection")]
pub struct Unheld {
    pub touched_at: i64,
    pub place_in_time: i64,
    pub id: Vec<u8>,
    pub number: String,
    pub category: Option<String>,
    pub region: Option<String>,
}

/// The next open reports of a unit that nobody has, in no closed circle, the one that was left alone longest first.
pub async fn unheld(pool: &Pool, unit: &UnitCode, after: Until) -> Result<Vec<Unheld>, Fault> {
    Ok(pool.all(SQL, binds(unit, after)).await?)
}

/// How they are read; for the test that proves that an index is used.
pub async fn unheld_plan(pool: &Pool, unit: &UnitCode, after: Until) -> Result<Vec<String>, Fault> {
    Ok(pool.plan(SQL, binds(unit, after)).await?)
}

fn binds(unit: &UnitCode, (touched_at, place): Until) -> Vec<Value> {
    params![unit.as_str(), touched_at, place, CHUNK]
}

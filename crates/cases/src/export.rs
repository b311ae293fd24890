//! Giving cases away as rows: what a spreadsheet or another system can read, without names, contacts or words.

use hadir_store::{Fault, Pool, params};
use serde::Serialize;

/// One case as a row of an export.
#[derive(Clone, Debug, PartialEq, Serialize, sqlx::FromRow)]
#[expect(
    missing_docs,
    reason = "the columns are described at the projection; instants are turned into text by the caller"
)]
pub struct ExportedCase {
    #[serde(skip)]
    pub place_in_time: i64,
    pub number: String,
    pub kind: String,
    pub channel: String,
    pub category: Option<String>,
    pub region: Option<String>,
    pub unit: String,
    pub status: String,
    pub ending: Option<String>,
    pub is_public: bool,
    pub public_title: String,
    pub received_at: i64,
    pub due_at: i64,
    pub answered_at: Option<i64>,
    pub answer_minutes: Option<i64>,
    pub was_in_time: Option<bool>,
    pub closed_at: Option<i64>,
}

/// Rows given at once.
const CHUNK: i64 = 1_000;

/// The next cases after a place in time, oldest first; sealed ones are left out. Empty at the end.
pub async fn next(pool: &Pool, after: i64, only_public: bool) -> Result<Vec<ExportedCase>, Fault> {
    let sql = "select place_in_time, number, kind, channel, category, region, unit, status, ending, is_public, public_title, \
               received_at, due_at, answered_at, answer_minutes, was_in_time, closed_at from cases \
               where place_in_time > $1 and not is_sealed and (is_public or not $2) order by place_in_time limit $3";
    Ok(pool.all(sql, params![after, only_public, CHUNK]).await?)
}

//! Open reports that everyone may read and that may be of the same matter as what somebody is about to report: those of
//! the district, the newest first. So many are read at most, however many there are.

use hadir_store::{Fault, Pool, Value, params};

use crate::kinds::ReportKind;
use crate::project::first_place;

/// Cases that are read.
const READ: i64 = 100;

/// What to look for.
#[derive(Clone, Copy, Debug)]
pub struct NearPublicAsked<'a> {
    /// What it asks for.
    pub kind: ReportKind,
    /// The district's region code.
    pub district: &'a str,
    /// From when on, in milliseconds since 1970, UTC.
    pub since: i64,
}

/// What the public reads of such a report.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns are described at the projection")]
pub struct NearPublicRow {
    pub id: Vec<u8>,
    pub number: String,
    pub category: Option<String>,
    pub region: Option<String>,
    pub unit: String,
    pub public_title: String,
    pub public_excerpt: String,
    pub voices: i64,
    pub received_at: i64,
}

const SQL: &str = "select id, number, category, region, unit, public_title, public_excerpt, voices, received_at from cases \
    where is_public and is_open and district = $1 and place_in_time >= $2 and kind = $3 order by place_in_time desc limit $4";

/// Open reports of one kind and district that an officer has released, the newest first.
pub async fn near_public(pool: &Pool, asked: &NearPublicAsked<'_>) -> Result<Vec<NearPublicRow>, Fault> {
    Ok(pool.all(SQL, binds(asked)).await?)
}

/// How they are read; for the test that proves that an index is used.
pub async fn near_public_plan(pool: &Pool, asked: &NearPublicAsked<'_>) -> Result<Vec<String>, Fault> {
    Ok(pool.plan(SQL, binds(asked)).await?)
}

fn binds(asked: &NearPublicAsked<'_>) -> Vec<Value> {
    params![asked.district, first_place(asked.since), asked.kind.as_str(), READ]
}

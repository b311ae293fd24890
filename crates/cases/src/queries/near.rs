//! Open reports that may be of the same matter as one: the nearest in time of its topic and district, and of its village.
//! So many are read at most, however many there are; whether they are alike is asked elsewhere.

use hadir_store::{Fault, Pool, Value};
use sqlx::AssertSqlSafe;

use super::Reach;
use super::desk::{COLUMNS, Row, list_of};
use crate::project::first_place;

/// Cases that are read of those which came before, of one topic or one village.
const BEFORE: i64 = 24;
/// Cases that are read of those which came after.
const AFTER: i64 = 8;

/// What to look for.
#[derive(Clone, Copy, Debug)]
pub struct NearAsked<'a> {
    /// The units whose cases may be shown.
    pub reach: &'a Reach,
    /// The place in time of the report itself, which is left out.
    pub place_in_time: i64,
    /// Its topic.
    pub category: Option<&'a str>,
    /// Its district.
    pub district: Option<&'a str>,
    /// The region code of its place.
    pub region: Option<&'a str>,
    /// From when on, in milliseconds since 1970, UTC.
    pub since: i64,
}

/// A row with where it is, in degrees north and east.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns are described at the projection")]
pub struct NearRow {
    #[sqlx(flatten)]
    pub row: Row,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
}

/// Open reports of the same topic and district, or of the same village, nearest in time; in no closed circle.
pub async fn near(pool: &Pool, asked: &NearAsked<'_>) -> Result<Vec<NearRow>, Fault> {
    let Some((sql, params)) = reading(asked) else { return Ok(Vec::new()) };
    Ok(pool.all(AssertSqlSafe(sql), params).await?)
}

/// Open reports whose reporters say that they are of the matter of this case, the oldest first; in no closed circle.
pub async fn joined(pool: &Pool, id: &[u8; 16], reach: &Reach, limit: i64) -> Result<Vec<NearRow>, Fault> {
    if reach.is_empty() {
        return Ok(Vec::new());
    }
    let (sql, params) = joining(id, reach, limit);
    Ok(pool.all(AssertSqlSafe(sql), params).await?)
}

/// How they are read; for the test that proves that an index is used.
pub async fn joined_plan(pool: &Pool, id: &[u8; 16], reach: &Reach, limit: i64) -> Result<Vec<String>, Fault> {
    let (sql, params) = joining(id, reach, limit);
    Ok(pool.plan(&sql, params).await?)
}

fn joining(id: &[u8; 16], reach: &Reach, limit: i64) -> (String, Vec<Value>) {
    let mut params = vec![Value::Bytes(id.to_vec()), Value::Int(limit)];
    let mut bind = |value: Value| {
        params.push(value);
        format!("${}", params.len())
    };
    let units = units(reach, &mut bind);
    let sql = format!(
        "select {COLUMNS}, lat, lon from cases where joins = $1 and is_open and not is_sealed{units} \
         order by place_in_time limit $2"
    );
    (sql, params)
}

/// The units as an expression, so that rows that were found are read by their keys and not those of the units.
fn units(reach: &Reach, bind: &mut impl FnMut(Value) -> String) -> String {
    match reach {
        Reach::All => String::new(),
        Reach::Units(units) => format!(" and coalesce(unit, '') in {}", list_of(units, bind)),
    }
}

/// How they are read; for the test that proves that an index is used.
pub async fn near_plan(pool: &Pool, asked: &NearAsked<'_>) -> Result<Vec<String>, Fault> {
    let Some((sql, params)) = reading(asked) else { return Ok(Vec::new()) };
    Ok(pool.plan(&sql, params).await?)
}

/// One branch for each index and direction, each read from its own place; then the rows that these name. Nothing where
/// neither topic nor village is known.
fn reading(asked: &NearAsked<'_>) -> Option<(String, Vec<Value>)> {
    let is_village = |region: &&str| region.matches('.').count() == 3;
    let village = asked.region.filter(is_village);
    if asked.reach.is_empty() || asked.category.is_none() && village.is_none() {
        return None;
    }
    let mut params = vec![Value::Int(asked.place_in_time)];
    let mut bind = |value: Value| {
        params.push(value);
        format!("${}", params.len())
    };
    let (before, after) = (bind(Value::Int(BEFORE)), bind(Value::Int(AFTER)));
    let since = bind(Value::Int(first_place(asked.since)));
    let topic = asked.category.map(|category| {
        let category = bind(category.into());
        match asked.district {
            Some(district) => format!("category = {category} and district = {}", bind(district.into())),
            None => format!("category = {category} and district is null"),
        }
    });
    let village = village.map(|region| format!("region = {}", bind(region.into())));
    let branches: Vec<_> = topic
        .into_iter()
        .chain(village)
        .flat_map(|wanted| {
            let from = format!("select place_in_time from cases where {wanted} and is_open and not is_sealed");
            [
                format!("{from} and place_in_time < $1 and place_in_time >= {since} order by place_in_time desc limit {before}"),
                format!("{from} and place_in_time > $1 order by place_in_time limit {after}"),
            ]
        })
        .enumerate()
        .map(|(n, branch)| format!("select place_in_time as place from ({branch}) as branch{n}"))
        .collect();
    let units = units(asked.reach, &mut bind);
    let sql = format!(
        "with found as materialized ({}) select {COLUMNS}, lat, lon \
         from found join cases on cases.place_in_time = found.place where not is_sealed{units}",
        branches.join(" union ")
    );
    Some((sql, params))
}

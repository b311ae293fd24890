//! Sums by week, unit and place, as the charts of the desk show them. Nothing of it reads cases, so its cost grows with weeks,
//! units, districts and categories alone.

use std::collections::BTreeMap;

use hadir_store::{Fault, Pool, Value};
use sqlx::AssertSqlSafe;

use super::Reach;
use super::desk::list_of;

/// What happened in one week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Week {
    /// Cases received.
    pub received: u64,
    /// Cases answered or ended.
    pub done: u64,
    /// Cases past their limit and not done at its end.
    pub late: u64,
}

/// What happened at one unit, or is about one district.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Cases received.
    pub received: u64,
    /// Cases answered or ended; of a district nothing is known of it.
    pub done: u64,
    /// Cases that are open, whenever they came; of a unit nothing is known of it.
    pub open: u64,
}

/// The weeks from one on, the earliest first, up to the last one asked for.
pub async fn weeks(pool: &Pool, reach: &Reach, from: i64, to: i64) -> Result<Vec<Week>, Fault> {
    let mut weeks = vec![Week::default(); usize::try_from(to - from + 1).unwrap_or_default()];
    let Some((sql, params)) = by_week(reach, from, to) else { return Ok(weeks) };
    let mut late = vec![0_i64; weeks.len()];
    for (at, what, cases) in pool.all::<(i64, String, i64)>(AssertSqlSafe(sql), params).await? {
        let place = usize::try_from(at - from).unwrap_or_default();
        match what.as_str() {
            "received" => weeks[place].received = unsigned(cases),
            "done" => weeks[place].done = unsigned(cases),
            "late" => late[place] += cases,
            _ => late[place] -= cases,
        }
    }
    let mut sum = 0;
    for (week, moved) in weeks.iter_mut().zip(late) {
        sum += moved;
        week.late = unsigned(sum);
    }
    Ok(weeks)
}

/// What was late before the first week stands with it.
fn by_week(reach: &Reach, from: i64, to: i64) -> Option<(String, Vec<Value>)> {
    let mut params = vec![Value::Int(from), Value::Int(to)];
    let within = within(reach, &mut params)?;
    let sql = format!(
        "select week, what, cast(sum(cases) as bigint) from case_weeks where week >= $1 and week <= $2{within} \
         group by week, what union all \
         select cast($1 as bigint), what, cast(sum(cases) as bigint) from case_weeks \
         where week < $1 and what in ('late', 'settled'){within} group by what"
    );
    Some((sql, params))
}

/// What each unit received and did from one week to another.
pub async fn by_unit(pool: &Pool, reach: &Reach, from: i64, to: i64) -> Result<BTreeMap<String, Share>, Fault> {
    let mut params = vec![Value::Int(from), Value::Int(to)];
    let Some(within) = within(reach, &mut params) else { return Ok(BTreeMap::new()) };
    let sql = format!(
        "select unit, what, cast(sum(cases) as bigint) from case_weeks \
         where week >= $1 and week <= $2 and what in ('received', 'done'){within} group by unit, what"
    );
    collected(pool.all(AssertSqlSafe(sql), params).await?)
}

/// What is about each district: received from one week to another, and open now. Of one category, if it is named. Cases without
/// a district stand under an empty name.
pub async fn by_place(
    pool: &Pool,
    reach: &Reach,
    category: Option<&str>,
    from: i64,
    to: i64,
) -> Result<BTreeMap<String, Share>, Fault> {
    let Some((sql, params)) = places(reach, category, from, to) else { return Ok(BTreeMap::new()) };
    collected(pool.all(AssertSqlSafe(sql), params).await?)
}

fn places(reach: &Reach, category: Option<&str>, from: i64, to: i64) -> Option<(String, Vec<Value>)> {
    let mut params = vec![Value::Int(from), Value::Int(to)];
    let mut within = within(reach, &mut params)?;
    if let Some(category) = category {
        params.push(Value::Text(category.to_owned()));
        within.push_str(&format!(" and category = ${}", params.len()));
    }
    let sql = format!(
        "select district, 'received' as what, cast(sum(cases) as bigint) from case_places \
         where week >= $1 and week <= $2{within} group by district union all \
         select district, 'open' as what, cast(sum(cases) as bigint) from case_open \
         where cases > 0{within} group by district"
    );
    Some((sql, params))
}

/// How weeks and places are read; for the test that proves that no case is.
pub async fn weeks_plan(pool: &Pool, reach: &Reach, from: i64, to: i64) -> Result<Vec<String>, Fault> {
    let mut plan = Vec::new();
    for (sql, params) in [by_week(reach, from, to), places(reach, None, from, to)].into_iter().flatten() {
        plan.extend(pool.plan(&sql, params).await?);
    }
    Ok(plan)
}

/// The condition on units, behind others; nothing where no unit is in reach.
pub(super) fn within(reach: &Reach, params: &mut Vec<Value>) -> Option<String> {
    let mut bind = |value: Value| {
        params.push(value);
        format!("${}", params.len())
    };
    match reach {
        Reach::All => Some(String::new()),
        Reach::Units(units) if units.is_empty() => None,
        Reach::Units(units) => Some(format!(" and unit in {}", list_of(units, &mut bind))),
    }
}

fn collected(rows: Vec<(String, String, i64)>) -> Result<BTreeMap<String, Share>, Fault> {
    let mut shares: BTreeMap<String, Share> = BTreeMap::new();
    for (name, what, cases) in rows.into_iter().filter(|(_, _, cases)| *cases > 0) {
        let share = shares.entry(name).or_default();
        match what.as_str() {
            "received" => share.received = unsigned(cases),
            "done" => share.done = unsigned(cases),
            _ => share.open = unsigned(cases),
        }
    }
    Ok(shares)
}

pub(super) fn unsigned(count: i64) -> u64 {
    count.max(0).cast_unsigned()
}

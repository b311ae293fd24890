//! What early warning reads: sums of past weeks, and of the last days so many cases as came in them. Neither grows with the
//! cases there are. What is in a closed circle is in none of it.

use std::collections::BTreeMap;

use hadir_store::{Fault, Pool, Value};
use sqlx::AssertSqlSafe;

use super::Reach;
use super::weeks::{unsigned, within};
use crate::project::first_place;

/// What past weeks held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PastWeeks {
    /// How many whole weeks there are, because the regency began within them; the latest of those asked for.
    pub weeks: usize,
    /// Of each category and district the cases of each week, the latest last; weeks without any are left out.
    pub cases: BTreeMap<(String, String), Vec<u32>>,
}

/// The sums of the weeks from one to another, by category and district.
pub async fn past_weeks(pool: &Pool, reach: &Reach, from: i64, to: i64) -> Result<PastWeeks, Fault> {
    let mut params = vec![Value::Int(from), Value::Int(to)];
    let Some(within) = self::within(reach, &mut params) else { return Ok(PastWeeks::default()) };
    // An office that began to take reports within these weeks has no more past than that.
    let mut begun = vec![Value::Int(from - 1)];
    let here = self::within(reach, &mut begun).unwrap_or_default();
    let first = format!("select cast(min(week) as bigint) from case_places where week >= $1 and cases > 0{here}");
    let (first,): (Option<i64>,) = pool.one(AssertSqlSafe(first), begun).await?;
    // Of the week in which it began only a part is known.
    let Some(begin) = first.map(|first| from.max(first + 1)) else { return Ok(PastWeeks::default()) };
    let weeks = usize::try_from(to - begin + 1).unwrap_or_default();
    let sql = format!(
        "select category, district, week, cast(sum(cases) as bigint) from case_places \
         where week >= $1 and week <= $2 and cases > 0{within} group by category, district, week"
    );
    let mut cases: BTreeMap<_, Vec<u32>> = BTreeMap::new();
    for (category, district, week, count) in pool.all::<(String, String, i64, i64)>(AssertSqlSafe(sql), params).await? {
        if let Some(place) = usize::try_from(week - begin).ok().filter(|place| *place < weeks) {
            let counts = cases.entry((category, district)).or_insert_with(|| vec![0; weeks]);
            counts[place] = u32::try_from(unsigned(count)).unwrap_or(u32::MAX);
        }
    }
    Ok(PastWeeks { weeks, cases })
}

/// How many cases came since an instant, in milliseconds since 1970, UTC, by category and district.
pub async fn received_since(pool: &Pool, reach: &Reach, since: i64) -> Result<BTreeMap<(String, String), u32>, Fault> {
    let Some((sql, params)) = recent(reach, since) else { return Ok(BTreeMap::new()) };
    let rows: Vec<(String, String, i64)> = pool.all(AssertSqlSafe(sql), params).await?;
    let count = |count: i64| u32::try_from(unsigned(count)).unwrap_or(u32::MAX);
    Ok(rows.into_iter().map(|(category, district, cases)| ((category, district), count(cases))).collect())
}

fn recent(reach: &Reach, since: i64) -> Option<(String, Vec<Value>)> {
    let mut params = vec![Value::Int(first_place(since))];
    let within = within(reach, &mut params)?;
    let sql = format!(
        "select coalesce(category, ''), coalesce(district, ''), cast(count(*) as bigint) from cases \
         where place_in_time >= $1 and not is_sealed{within} group by coalesce(category, ''), coalesce(district, '')"
    );
    Some((sql, params))
}

/// Title and first words of the newest cases that came from one instant on and before another, at most so many, the newest
/// first.
pub async fn texts(pool: &Pool, reach: &Reach, from: i64, before: i64, limit: i64) -> Result<Vec<String>, Fault> {
    let Some((sql, params)) = reading(reach, from, before, limit) else { return Ok(Vec::new()) };
    let rows: Vec<(String, String)> = pool.all(AssertSqlSafe(sql), params).await?;
    Ok(rows.into_iter().map(|(title, excerpt)| format!("{title} {excerpt}")).collect())
}

fn reading(reach: &Reach, from: i64, before: i64, limit: i64) -> Option<(String, Vec<Value>)> {
    let mut params = vec![Value::Int(first_place(from)), Value::Int(first_place(before)), Value::Int(limit)];
    let within = within(reach, &mut params)?;
    let sql = format!(
        "select title, excerpt from (select title, excerpt, unit, is_sealed, place_in_time from cases \
         where place_in_time >= $1 and place_in_time < $2 order by place_in_time desc limit $3) as newest \
         where not is_sealed{within} order by place_in_time desc"
    );
    Some((sql, params))
}

/// How cases are read; for the test that proves that no more of them are than came in the days asked for.
pub async fn surges_plan(pool: &Pool, reach: &Reach, since: i64) -> Result<Vec<String>, Fault> {
    let mut plan = Vec::new();
    for (sql, params) in [recent(reach, since), reading(reach, 0, since, 100)].into_iter().flatten() {
        plan.extend(pool.plan(&sql, params).await?);
    }
    Ok(plan)
}

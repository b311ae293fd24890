//! A whole list of the desk, read page by page from its index for whoever takes it along: no transaction stays open between
//! two pages, and nothing is held but the page at hand. What moves in the list meanwhile may be missing or come twice.

use hadir_store::{Fault, Pool, Value};
use sqlx::AssertSqlSafe;

use super::desk::{Asked, COLUMNS, DeskPlace, Row, View, order_of, statement};
use super::filter::DeskFilter;

/// Cases of a list that one page looks at.
const LOOKED_AT_ONCE: i64 = 1_000;

/// A case of a list with what only a file shows of it.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns are described at the projection")]
pub struct ListedCase {
    #[sqlx(flatten)]
    pub row: Row,
    pub ending: Option<String>,
    pub is_public: bool,
    pub answered_at: Option<i64>,
    pub answer_minutes: Option<i64>,
    pub was_in_time: Option<bool>,
    pub closed_at: Option<i64>,
    is_wanted: i64,
}

/// The next cases of a list that its filter lets through, after a place in it, and the place after which to go on; none at
/// the end. A page may hold no case at all while there is a next one.
pub async fn listed(
    pool: &Pool,
    view: View,
    asked: &Asked<'_>,
    filter: &DeskFilter,
    after: Option<DeskPlace>,
) -> Result<(Vec<ListedCase>, Option<DeskPlace>), Fault> {
    let Some((sql, params)) = reading(view, asked, filter, after) else { return Ok((Vec::new(), None)) };
    let mut cases: Vec<ListedCase> = pool.all(AssertSqlSafe(sql), params).await?;
    let is_full = cases.len() as i64 == LOOKED_AT_ONCE;
    let next = cases.last().filter(|_| is_full).map(|case| DeskPlace::of(&case.row, view));
    cases.retain(|case| case.is_wanted == 1);
    Ok((cases, next))
}

/// The list's own statement, and of each of its rows whether the filter lets it through.
fn reading(
    view: View,
    asked: &Asked<'_>,
    filter: &DeskFilter,
    after: Option<DeskPlace>,
) -> Option<(String, Vec<Value>)> {
    let columns = format!("{COLUMNS}, ending, is_public, answered_at, answer_minutes, was_in_time, closed_at");
    let (looked, mut params) = statement(view, asked, filter.only(view), after, LOOKED_AT_ONCE, &columns)?;
    let wanted = filter.condition(asked.now, &mut |value: Value| {
        params.push(value);
        format!("${}", params.len())
    });
    let (order, direction) = order_of(view);
    let sql = format!(
        "select {columns}, cast(case when {wanted} then 1 else 0 end as bigint) as is_wanted from ({looked}) as looked \
         order by {order} {direction}, place_in_time {direction}"
    );
    Some((sql, params))
}

/// How a page is read; for the test that proves that an index is used.
pub async fn listed_plan(
    pool: &Pool,
    view: View,
    asked: &Asked<'_>,
    filter: &DeskFilter,
) -> Result<Vec<String>, Fault> {
    let Some((sql, params)) = reading(view, asked, filter, None) else { return Ok(Vec::new()) };
    Ok(pool.plan(&sql, params).await?)
}

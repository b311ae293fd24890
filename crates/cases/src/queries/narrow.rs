//! Searching with conditions: words and a filter, or a filter alone. A page looks at the newest matches of the words within
//! the reader's reach, or at the newest cases there at all, shows those that the filter lets through, and says from where to
//! look on. Days begin and end the look at their place in time, so nothing outside them is read.

use hadir_language::{Term, query_terms};
use hadir_store::{Engine, Fault, Pool, Value};
use jiff::Timestamp;
use sqlx::AssertSqlSafe;

use super::Reach;
use super::desk::{COLUMNS, Row};
use super::filter::{DeskFilter, LOOKED_MAX};
use super::find::{WHOLE_WORDS_MIN, expression, matches_of, within};
use crate::project::first_place;

/// What is searched for, and where.
pub struct Sought<'a> {
    /// The words as typed; nothing for every case.
    pub words: &'a str,
    /// What narrows it.
    pub filter: &'a DeskFilter,
    /// The units whose cases may be found. What is in a closed circle is never found.
    pub reach: &'a Reach,
    /// Now.
    pub now: Timestamp,
}

/// A page of what a search with conditions finds, the newest first, and the place in time before which the next one looks,
/// if there may be more. It may hold fewer cases than asked for, even none, while there is a next page.
pub async fn searched(
    pool: &Pool,
    sought: &Sought<'_>,
    before: Option<i64>,
    limit: usize,
) -> Result<(Vec<Row>, Option<i64>), Fault> {
    let mut terms = query_terms(sought.words);
    let is_sought = sought.words.is_empty() || terms.iter().any(|term| !term.excluded);
    if sought.reach.is_empty() || !is_sought {
        return Ok((Vec::new(), None));
    }
    // As in a search without conditions: the last word stands for its continuations only where it finds next to nothing.
    if terms.last_mut().is_some_and(|last| std::mem::take(&mut last.prefix)) {
        let (rows, next) = page(pool, sought, &terms, None, limit).await?;
        let is_found = rows.len() as i64 >= WHOLE_WORDS_MIN.min(limit as i64);
        if is_found && before.is_none() {
            return Ok((rows, next));
        }
        if let Some(last) = terms.last_mut() {
            last.prefix = !is_found;
        }
    }
    page(pool, sought, &terms, before, limit).await
}

async fn page(
    pool: &Pool,
    sought: &Sought<'_>,
    terms: &[Term],
    before: Option<i64>,
    limit: usize,
) -> Result<(Vec<Row>, Option<i64>), Fault> {
    let look = Look::of(pool.engine(), sought, terms, before);
    let (sql, params) = look.rows(sought, limit as i64 + 1);
    let mut found: Vec<Found> = pool.all(AssertSqlSafe(sql), params).await?;
    let has_more = found.len() > limit;
    found.truncate(limit);
    let next = match found.last() {
        Some(last) if has_more => Some(last.row.place_in_time),
        Some(last) => Some(last.last_place).filter(|_| last.looked_at == LOOKED_MAX),
        // No row says how far it looked.
        None => {
            let (sql, params) = look.end();
            let (looked_at, last): (i64, Option<i64>) = pool.one(AssertSqlSafe(sql), params).await?;
            last.filter(|_| looked_at == LOOKED_MAX)
        }
    };
    let begin = sought.filter.from.map_or(0, first_place);
    Ok((found.into_iter().map(|found| found.row).collect(), next.filter(|next| *next > begin)))
}

/// A row that was let through, how many were looked at, and the last of them.
#[derive(sqlx::FromRow)]
struct Found {
    #[sqlx(flatten)]
    row: Row,
    looked_at: i64,
    last_place: i64,
}

/// What a page looks at: a statement that gives places in time, with its parameters.
struct Look {
    places: String,
    params: Vec<Value>,
}

impl Look {
    fn of(engine: Engine, sought: &Sought<'_>, terms: &[Term], before: Option<i64>) -> Self {
        let from = sought.filter.from.map_or(0, first_place);
        // What is older than the measure of places stands in its first second.
        let until = sought.filter.before.map_or(i64::MAX, |until| first_place(until).max(1 << 32));
        let before = before.unwrap_or(i64::MAX).min(until);
        match expression(engine, terms, sought.reach) {
            Some(words) => {
                let params = vec![Value::Text(words), Value::Int(before), Value::Int(LOOKED_MAX)];
                Self { places: matches_of(engine).to_owned(), params }
            }
            None => Self {
                places: "select place_in_time as place from cases where place_in_time < $1 and place_in_time >= $2 \
                         and not is_sealed order by place_in_time desc limit $3"
                    .to_owned(),
                params: vec![Value::Int(before), Value::Int(from), Value::Int(LOOKED_MAX)],
            },
        }
    }

    /// The rows among them that the filter lets through. All that is looked at is within reach; that a row is, is asked once
    /// more all the same.
    fn rows(&self, sought: &Sought<'_>, limit: i64) -> (String, Vec<Value>) {
        let mut params = self.params.clone();
        let units = within(sought.reach, &mut params);
        let mut bind = |value: Value| {
            params.push(value);
            format!("${}", params.len())
        };
        let wanted = sought.filter.condition(sought.now, &mut bind);
        let limit = bind(Value::Int(limit));
        let sql = format!(
            "with found as materialized ({}) \
             select {COLUMNS}, (select cast(count(*) as bigint) from found) as looked_at, \
             (select min(place) from found) as last_place \
             from found join cases on cases.place_in_time = found.place \
             where not is_sealed{units} and {wanted} order by place_in_time desc limit {limit}",
            self.places
        );
        (sql, params)
    }

    /// How many are looked at, and the last of them.
    fn end(&self) -> (String, Vec<Value>) {
        let sql = format!("select cast(count(*) as bigint), min(place) from ({}) as found", self.places);
        (sql, self.params.clone())
    }
}

/// How a page is read; for the test that proves that no table is gone through.
pub async fn searched_plan(pool: &Pool, sought: &Sought<'_>, limit: i64) -> Result<Vec<String>, Fault> {
    let look = Look::of(pool.engine(), sought, &query_terms(sought.words), None);
    let (sql, params) = look.rows(sought, limit);
    Ok(pool.plan(&sql, params).await?)
}

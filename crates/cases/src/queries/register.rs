//! The registers of requests for public information and of objections: keyset pages over an index, the latest entry first.

use hadir_store::{Fault, Pool, Value};
use sqlx::AssertSqlSafe;

use super::Reach;
use super::desk::{BRANCHES_MAX, list_of};

/// Which register is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Register {
    /// Of requests.
    Requests,
    /// Of objections.
    Objections,
}

/// What of a register is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extract {
    /// The first entry of the time that is wanted, see [`crate::project::first_place`].
    pub from: Option<i64>,
    /// The first entry after it.
    pub before: Option<i64>,
    /// Whether only what still waits for an answer or a decision is wanted.
    pub is_open: bool,
}

/// An entry in the register of requests.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns are described at the projection")]
pub struct RequestEntry {
    pub entry: i64,
    pub id: Vec<u8>,
    pub number: String,
    pub unit: String,
    pub name: Option<String>,
    pub contact: Option<String>,
    pub asked: String,
    pub received_at: i64,
    pub due_at: i64,
    pub is_extended: bool,
    pub is_open: bool,
    pub ending: Option<String>,
    pub ground: Option<String>,
    pub answered_at: Option<i64>,
}

/// An entry in the register of objections.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns are described at the projection")]
pub struct ObjectionEntry {
    pub entry: i64,
    pub id: Vec<u8>,
    pub number: String,
    pub request: String,
    pub unit: String,
    pub superior: String,
    pub name: Option<String>,
    pub contact: Option<String>,
    pub made_at: i64,
    pub ground: Option<String>,
    pub due_at: Option<i64>,
    pub is_open: bool,
    pub outcome: Option<String>,
    pub decided_at: Option<i64>,
}

const REQUEST_COLUMNS: &str = "entry, id, number, unit, name, contact, asked, received_at, due_at, is_extended, is_open, \
                               ending, ground, answered_at";
const OBJECTION_COLUMNS: &str = "entry, id, number, request, unit, superior, name, contact, made_at, ground, due_at, \
                                 is_open, outcome, decided_at";

/// Requests after an entry, the latest first.
pub async fn requests(
    pool: &Pool,
    reach: &Reach,
    wanted: Extract,
    after: Option<i64>,
    limit: i64,
) -> Result<Vec<RequestEntry>, Fault> {
    let Some((sql, params)) = statement(Register::Requests, reach, wanted, after, limit) else { return Ok(Vec::new()) };
    Ok(pool.all(AssertSqlSafe(sql), params).await?)
}

/// Objections after an entry, the latest first.
pub async fn objections(
    pool: &Pool,
    reach: &Reach,
    wanted: Extract,
    after: Option<i64>,
    limit: i64,
) -> Result<Vec<ObjectionEntry>, Fault> {
    let Some((sql, params)) = statement(Register::Objections, reach, wanted, after, limit) else {
        return Ok(Vec::new());
    };
    Ok(pool.all(AssertSqlSafe(sql), params).await?)
}

/// How a page of a register is read; for the test that proves that an index is used.
pub async fn register_plan(
    pool: &Pool,
    register: Register,
    reach: &Reach,
    wanted: Extract,
    after: Option<i64>,
) -> Result<Vec<String>, Fault> {
    let Some((sql, params)) = statement(register, reach, wanted, after, 50) else { return Ok(Vec::new()) };
    Ok(pool.plan(&sql, params).await?)
}

/// One branch a unit, each read in order from its own place in the index and merged.
fn statement(
    register: Register,
    reach: &Reach,
    wanted: Extract,
    after: Option<i64>,
    limit: i64,
) -> Option<(String, Vec<Value>)> {
    if reach.is_empty() {
        return None;
    }
    let (table, columns) = match register {
        Register::Requests => ("case_requests", REQUEST_COLUMNS),
        Register::Objections => ("case_objections", OBJECTION_COLUMNS),
    };
    let mut params = Vec::new();
    let mut bind = |value: Value| {
        params.push(value);
        format!("${}", params.len())
    };
    let limit = bind(Value::Int(limit));
    let before = [wanted.before, after].into_iter().flatten().min().unwrap_or(i64::MAX);
    let mut condition = format!("entry < {}", bind(Value::Int(before)));
    if let Some(from) = wanted.from {
        condition.push_str(&format!(" and entry >= {}", bind(Value::Int(from))));
    }
    if wanted.is_open {
        condition.push_str(" and is_open");
    }
    let select = |unit: &str| format!("select {columns} from {table} where {unit}{condition}");
    let selects = match reach {
        Reach::All => select(""),
        Reach::Units(units) if units.len() <= BRANCHES_MAX => {
            let units = units.iter().map(|unit| bind(Value::Text(unit.as_str().to_owned())));
            units.map(|unit| select(&format!("unit = {unit} and "))).collect::<Vec<_>>().join(" union all ")
        }
        // An expression keeps the engine from gathering the entries of each unit, which it would have to sort.
        Reach::Units(units) => select(&format!("coalesce(unit, '') in {} and ", list_of(units, &mut bind))),
    };
    Some((format!("{selects} order by entry desc limit {limit}"), params))
}

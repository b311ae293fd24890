//! The public list: what an officer has released, the newest first.

use hadir_store::{Fault, Pool, Value};
use jiff::Timestamp;
use sqlx::AssertSqlSafe;

/// How a public case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublicStanding {
    /// The office is working on it.
    Working,
    /// Its limit has passed.
    Overdue,
    /// Answered, closed or ended.
    Done,
}

impl PublicStanding {
    /// Every standing, in the order of the filter.
    pub const ALL: [Self; 3] = [Self::Working, Self::Overdue, Self::Done];

    /// The name in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Working => "dikerjakan",
            Self::Overdue => "lewat",
            Self::Done => "selesai",
        }
    }

    /// The standing of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.as_str() == name)
    }
}

/// What a reader of the list asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublicFilter {
    /// A district's region code.
    pub district: Option<String>,
    /// A category.
    pub category: Option<String>,
    /// How cases stand.
    pub standing: Option<PublicStanding>,
}

/// One released case.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns are described at the projection")]
pub struct PublicRow {
    pub place_in_time: i64,
    pub id: Vec<u8>,
    pub number: String,
    pub kind: String,
    pub category: Option<String>,
    pub region: Option<String>,
    pub unit: String,
    pub status: String,
    pub ending: Option<String>,
    pub public_title: String,
    pub received_at: i64,
    pub due_at: i64,
    pub paused_since: Option<i64>,
    pub answered_at: Option<i64>,
    pub answer_minutes: Option<i64>,
    pub closes_at: Option<i64>,
}

/// A page of released cases before a place in time.
pub async fn public_list(
    pool: &Pool,
    filter: &PublicFilter,
    before: Option<i64>,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<PublicRow>, Fault> {
    let mut params = vec![Value::Int(before.unwrap_or(i64::MAX)), Value::Int(limit)];
    let mut wanted = String::new();
    let mut and = |clause: &str, value: Value| {
        params.push(value);
        wanted.push_str(&format!(" and {}", clause.replace('?', &format!("${}", params.len()))));
    };
    if let Some(district) = &filter.district {
        and("district = ?", district.as_str().into());
    }
    if let Some(category) = &filter.category {
        and("category = ?", category.as_str().into());
    }
    match filter.standing {
        Some(PublicStanding::Working) => and("is_open and due_at >= ?", now.into()),
        Some(PublicStanding::Overdue) => and("is_open and paused_since is null and due_at < ?", now.into()),
        Some(PublicStanding::Done) => and("not is_open and received_at <= ?", now.into()),
        None => {}
    }
    let sql = format!(
        "select place_in_time, id, number, kind, category, region, unit, status, ending, public_title, received_at, due_at, \
         paused_since, answered_at, answer_minutes, closes_at from cases \
         where is_public and place_in_time < $1{wanted} order by place_in_time desc limit $2"
    );
    Ok(pool.all(AssertSqlSafe(sql), params).await?)
}

//! The one table, and its reads.

use std::path::Path;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};

use crate::Failure;

const SCHEMA: &str = "
create table if not exists reports (
    id integer primary key,
    number text not null unique,
    code text not null unique,
    kind text not null,
    category text not null,
    place text not null,
    spot text not null,
    unit text not null,
    text text not null,
    name text not null,
    contact text not null,
    reply text not null,
    is_open boolean not null,
    received_at bigint not null,
    due_at bigint not null
);
create index if not exists reports_of_unit on reports (unit, due_at, id) where is_open;
create index if not exists reports_due on reports (due_at, id) where is_open;
create virtual table if not exists report_words using fts5 (text, content='');
";

/// Rows of a list.
pub const PAGE_ROWS: i64 = 50;

/// One report.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Row {
    pub number: String,
    pub kind: String,
    pub category: String,
    pub place: String,
    pub spot: String,
    pub unit: String,
    pub text: String,
    pub name: String,
    pub contact: String,
    pub reply: String,
    pub received_at: i64,
    pub due_at: i64,
}

/// Connections to one file: one that writes, a few that read.
#[derive(Clone, Debug)]
pub struct Database {
    pub writes: SqlitePool,
    reads: SqlitePool,
}

impl Database {
    /// Opens the file with the settings Hadir's own database has.
    pub async fn open(path: &Path) -> Result<Database, Failure> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .pragma("wal_autocheckpoint", "4000");
        let writer = options.clone().pragma("cache_size", "-32000");
        let writes =
            SqlitePoolOptions::new().max_connections(1).test_before_acquire(false).connect_with(writer).await?;
        sqlx::raw_sql(SCHEMA).execute(&writes).await?;
        let reader = options.pragma("query_only", "on").pragma("cache_size", "-8000");
        let reads = SqlitePoolOptions::new().max_connections(4).test_before_acquire(false).connect_lazy_with(reader);
        Ok(Database { writes, reads })
    }

    /// The open reports of a unit, or of all, the most urgent first.
    pub async fn inbox(&self, unit: Option<&str>) -> sqlx::Result<Vec<Row>> {
        let all = "select * from reports where is_open order by due_at, id limit $1";
        let of_unit = "select * from reports where unit = $2 and is_open order by due_at, id limit $1";
        let query = sqlx::query_as(if unit.is_some() { of_unit } else { all }).bind(PAGE_ROWS);
        match unit {
            Some(unit) => query.bind(unit.to_owned()).fetch_all(&self.reads).await,
            None => query.fetch_all(&self.reads).await,
        }
    }

    /// The newest reports.
    pub async fn newest(&self) -> sqlx::Result<Vec<Row>> {
        let sql = "select * from reports order by id desc limit $1";
        sqlx::query_as(sql).bind(PAGE_ROWS).fetch_all(&self.reads).await
    }

    /// The report of a number.
    pub async fn one(&self, number: &str) -> sqlx::Result<Option<Row>> {
        let sql = "select * from reports where number = $1";
        sqlx::query_as(sql).bind(number.to_owned()).fetch_optional(&self.reads).await
    }

    /// The newest reports with all these words.
    pub async fn search(&self, words: &str) -> sqlx::Result<Vec<Row>> {
        let terms: Vec<_> = words.split_whitespace().map(|word| format!("\"{}\"", word.replace('"', ""))).collect();
        let sql = "select reports.* from (select rowid as found from report_words where text match $1 \
                   order by rowid desc limit $2) join reports on reports.id = found order by found desc";
        sqlx::query_as(sql).bind(terms.join(" AND ")).bind(PAGE_ROWS).fetch_all(&self.reads).await
    }

    /// The largest id there is.
    pub async fn last_id(&self) -> sqlx::Result<i64> {
        let (last,): (Option<i64>,) = sqlx::query_as("select max(id) from reports").fetch_one(&self.writes).await?;
        Ok(last.unwrap_or(0))
    }
}

/// The number of a report, as its pages and their addresses write it.
pub fn number(id: i64) -> String {
    format!("BNK-26-{id:04}")
}

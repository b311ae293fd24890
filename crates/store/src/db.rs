//! One way to talk to SQLite and PostgreSQL: the same statement text, the same values, the engine chosen once.

use sqlx::postgres::{PgArguments, PgPool, PgRow, Postgres};
use sqlx::sqlite::{Sqlite, SqliteArguments, SqlitePool, SqliteRow};
use sqlx::{Arguments, AssertSqlSafe, Database, Encode, FromRow, SqlSafeStr, Transaction, Type as SqlType};

use crate::readers::Readers;
use crate::table::Column;
use crate::value::{Type, Value};

/// A row type that can be read from both engines; `#[derive(sqlx::FromRow)]` gives it.
pub trait Record: Send + Unpin + for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> {}
impl<T> Record for T where T: Send + Unpin + for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> {}

/// Which engine a database runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Embedded, one file.
    Sqlite,
    /// PostgreSQL, or an engine that speaks its protocol.
    Postgres,
}

/// Where SQLite's writer keeps what it needs for a statement alone: the pages a statement of many rows changes, so that it
/// could be undone by itself, and what is being sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Temporary {
    /// For statements that change a few pages; in files beyond 64 KiB these would cost as much as the change itself.
    InMemory,
    /// For statements that go over a whole table.
    InFiles,
}

/// Connections to the database. Those for reading never wait for the writer.
#[derive(Clone, Debug)]
pub enum Pool {
    /// The connection that writes to one SQLite file.
    Sqlite(SqlitePool),
    /// The connections that read it.
    Readers(Readers),
    /// Connections to a PostgreSQL server.
    Postgres(PgPool),
}

/// One open transaction.
#[derive(Debug)]
pub enum Tx {
    /// On SQLite; begun with `BEGIN IMMEDIATE`.
    Sqlite(Transaction<'static, Sqlite>),
    /// On PostgreSQL; read committed, guarded by the version of every aggregate changed.
    Postgres(Transaction<'static, Postgres>),
}

/// Does the same on either engine's transaction.
macro_rules! on_transaction {
    ($self:expr, $pool:ident, $db:ident => $do:expr) => {
        match $self {
            Self::Sqlite($pool) => {
                type $db = SqliteArguments;
                $do
            }
            Self::Postgres($pool) => {
                type $db = PgArguments;
                $do
            }
        }
    };
}

/// Does the same on either engine; SQLite's readers are lent a connection and give it back when they have read.
macro_rules! on_pool {
    ($self:expr, $reader:ident, $db:ident => $do:expr) => {
        match $self {
            Self::Sqlite($reader) => {
                type $db = SqliteArguments;
                $do
            }
            Self::Readers(readers) => {
                type $db = SqliteArguments;
                let mut lent = readers.lend().await?;
                let $reader = &mut *lent;
                let read = $do?;
                lent.give_back();
                Ok(read)
            }
            Self::Postgres($reader) => {
                type $db = PgArguments;
                $do
            }
        }
    };
}

impl Pool {
    /// The engine behind the pool.
    pub fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) | Self::Readers(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    /// All rows of a query.
    pub async fn all<T: Record>(&self, sql: impl SqlSafeStr, params: Vec<Value>) -> sqlx::Result<Vec<T>> {
        on_pool!(self, reader, A => sqlx::query_as_with(sql, arguments::<A>(params)?).fetch_all(reader).await)
    }

    /// The first row of a query, if there is one.
    pub async fn optional<T: Record>(&self, sql: impl SqlSafeStr, params: Vec<Value>) -> sqlx::Result<Option<T>> {
        on_pool!(self, reader, A => sqlx::query_as_with(sql, arguments::<A>(params)?).fetch_optional(reader).await)
    }

    /// The only row of a query that always has one.
    pub async fn one<T: Record>(&self, sql: impl SqlSafeStr, params: Vec<Value>) -> sqlx::Result<T> {
        on_pool!(self, reader, A => sqlx::query_as_with(sql, arguments::<A>(params)?).fetch_one(reader).await)
    }

    /// Runs a statement outside any transaction and says how many rows it changed.
    pub async fn run(&self, sql: impl SqlSafeStr, params: Vec<Value>) -> sqlx::Result<u64> {
        on_pool!(self, reader, A => {
            sqlx::query_with(sql, arguments::<A>(params)?).execute(reader).await.map(|done| done.rows_affected())
        })
    }

    /// Says where the writer keeps what it needs for a statement alone; not within a transaction.
    pub(crate) async fn keep_temporary(&self, place: Temporary) -> sqlx::Result<()> {
        if self.engine() == Engine::Sqlite {
            let sql = match place {
                Temporary::InMemory => "pragma temp_store = memory",
                Temporary::InFiles => "pragma temp_store = file",
            };
            self.run(sql, Vec::new()).await?;
        }
        Ok(())
    }

    /// Begins a transaction that intends to write.
    pub async fn begin(&self) -> sqlx::Result<Tx> {
        Ok(match self {
            Self::Sqlite(pool) => Tx::Sqlite(pool.begin_with("BEGIN IMMEDIATE").await?),
            Self::Readers(readers) => Tx::Sqlite(readers.pool().begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// How the engine would carry out a query, one step a line; for tests that prove an index is used.
    pub async fn plan(&self, sql: &str, params: Vec<Value>) -> sqlx::Result<Vec<String>> {
        let sql = match self.engine() {
            Engine::Sqlite => format!("explain query plan {sql}"),
            Engine::Postgres => format!("explain {sql}"),
        };
        Ok(match self.engine() {
            Engine::Sqlite => {
                let rows: Vec<(i64, i64, i64, String)> = self.all(AssertSqlSafe(sql), params).await?;
                rows.into_iter().map(|row| row.3).collect()
            }
            Engine::Postgres => {
                let rows: Vec<(String,)> = self.all(AssertSqlSafe(sql), params).await?;
                rows.into_iter().map(|row| row.0).collect()
            }
        })
    }

    /// Closes every connection.
    pub async fn close(&self) {
        match self {
            Self::Sqlite(pool) => pool.close().await,
            Self::Readers(readers) => readers.close().await,
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// The engine behind the transaction.
    pub fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    /// All rows of a query.
    pub async fn all<T: Record>(&mut self, sql: impl SqlSafeStr, params: Vec<Value>) -> sqlx::Result<Vec<T>> {
        on_transaction!(self, tx, A => sqlx::query_as_with(sql, arguments::<A>(params)?).fetch_all(&mut **tx).await)
    }

    /// The first row of a query, if there is one.
    pub async fn optional<T: Record>(&mut self, sql: impl SqlSafeStr, params: Vec<Value>) -> sqlx::Result<Option<T>> {
        on_transaction!(self, tx, A => sqlx::query_as_with(sql, arguments::<A>(params)?).fetch_optional(&mut **tx).await)
    }

    /// All rows of a query on declared columns, read by their types.
    pub(crate) async fn rows(
        &mut self,
        sql: impl SqlSafeStr,
        params: Vec<Value>,
        columns: &[Column],
    ) -> sqlx::Result<Vec<Vec<Value>>> {
        match self {
            Self::Sqlite(tx) => {
                let query = sqlx::query_with(sql, arguments::<SqliteArguments>(params)?);
                query.fetch_all(&mut **tx).await?.iter().map(|row| values_of(row, columns)).collect()
            }
            Self::Postgres(tx) => {
                let query = sqlx::query_with(sql, arguments::<PgArguments>(params)?);
                query.fetch_all(&mut **tx).await?.iter().map(|row| values_of(row, columns)).collect()
            }
        }
    }

    /// Runs a statement and says how many rows it changed.
    pub async fn run(&mut self, sql: impl SqlSafeStr, params: Vec<Value>) -> sqlx::Result<u64> {
        Ok(match self {
            Self::Sqlite(tx) => {
                sqlx::query_with(sql, arguments::<SqliteArguments>(params)?).execute(&mut **tx).await?.rows_affected()
            }
            Self::Postgres(tx) => {
                sqlx::query_with(sql, arguments::<PgArguments>(params)?).execute(&mut **tx).await?.rows_affected()
            }
        })
    }

    /// Runs statements one after the other, on SQLite in one trip to its thread, and says how many rows they changed
    /// altogether. Their parameters stand in the order of their numbers.
    pub(crate) async fn run_together(&mut self, statements: Vec<(String, Vec<Value>)>) -> sqlx::Result<u64> {
        let mut changed = 0;
        match self.engine() {
            Engine::Sqlite if !statements.is_empty() => {
                let (sql, values): (Vec<_>, Vec<_>) =
                    statements.into_iter().map(|(sql, values)| (in_order(&sql), values)).unzip();
                changed += self.run(AssertSqlSafe(sql.join("; ")), values.concat()).await?;
            }
            // PostgreSQL takes one statement with parameters at a time.
            _ => {
                for (sql, values) in statements {
                    changed += self.run(AssertSqlSafe(sql), values).await?;
                }
            }
        }
        Ok(changed)
    }

    /// Makes the transaction durable.
    pub async fn commit(self) -> sqlx::Result<()> {
        match self {
            Self::Sqlite(tx) => tx.commit().await,
            Self::Postgres(tx) => tx.commit().await,
        }
    }

    /// Takes the transaction back.
    pub async fn rollback(self) -> sqlx::Result<()> {
        match self {
            Self::Sqlite(tx) => tx.rollback().await,
            Self::Postgres(tx) => tx.rollback().await,
        }
    }
}

/// A statement whose parameters have no numbers, so that it can stand behind another one.
fn in_order(sql: &str) -> String {
    let mut pieces = sql.split('$');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |sql, piece| sql + "?" + piece.trim_start_matches(|c: char| c.is_ascii_digit()))
}

/// Whether another process changed the same aggregate first, so that the work has to be decided again.
pub(crate) fn is_contention(error: &sqlx::Error) -> bool {
    let Some(error) = error.as_database_error() else { return false };
    error.is_unique_violation() || matches!(error.code().as_deref(), Some("40001" | "40P01" | "5" | "517"))
}

/// The values of a row, read by the types of its columns.
fn values_of<'r, R>(row: &'r R, columns: &[Column]) -> sqlx::Result<Vec<Value>>
where
    R: sqlx::Row,
    usize: sqlx::ColumnIndex<R>,
    Option<i64>: sqlx::Decode<'r, R::Database> + SqlType<R::Database>,
    Option<String>: sqlx::Decode<'r, R::Database> + SqlType<R::Database>,
    Option<Vec<u8>>: sqlx::Decode<'r, R::Database> + SqlType<R::Database>,
    Option<bool>: sqlx::Decode<'r, R::Database> + SqlType<R::Database>,
    Option<f64>: sqlx::Decode<'r, R::Database> + SqlType<R::Database>,
{
    let value = |(at, column): (usize, &Column)| {
        Ok(match column.ty {
            Type::Int => row.try_get::<Option<i64>, _>(at)?.into(),
            Type::Text => row.try_get::<Option<String>, _>(at)?.into(),
            Type::Bytes => row.try_get::<Option<Vec<u8>>, _>(at)?.into(),
            Type::Bool => row.try_get::<Option<bool>, _>(at)?.into(),
            Type::Real => row.try_get::<Option<f64>, _>(at)?.into(),
        })
    };
    columns.iter().enumerate().map(value).collect()
}

/// Turns values into an engine's arguments.
fn arguments<A>(params: Vec<Value>) -> sqlx::Result<A>
where
    A: Arguments + Default,
    i64: Encode<'static, A::Database> + SqlType<A::Database>,
    String: Encode<'static, A::Database> + SqlType<A::Database>,
    Vec<u8>: Encode<'static, A::Database> + SqlType<A::Database>,
    bool: Encode<'static, A::Database> + SqlType<A::Database>,
    f64: Encode<'static, A::Database> + SqlType<A::Database>,
    Option<i64>: Encode<'static, A::Database>,
    Option<String>: Encode<'static, A::Database>,
    Option<Vec<u8>>: Encode<'static, A::Database>,
    Option<bool>: Encode<'static, A::Database>,
    Option<f64>: Encode<'static, A::Database>,
    A::Database: Database,
{
    let mut into = A::default();
    into.reserve(params.len(), params.len() * 16);
    for value in params {
        match value {
            Value::Null(Type::Int) => into.add(None::<i64>),
            Value::Null(Type::Text) => into.add(None::<String>),
            Value::Null(Type::Bytes) => into.add(None::<Vec<u8>>),
            Value::Null(Type::Bool) => into.add(None::<bool>),
            Value::Null(Type::Real) => into.add(None::<f64>),
            Value::Int(v) => into.add(v),
            Value::Text(v) => into.add(v),
            Value::Bytes(v) => into.add(v),
            Value::Bool(v) => into.add(v),
            Value::Real(v) => into.add(v),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(into)
}

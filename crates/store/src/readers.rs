//! SQLite's connections for reading.
//!
//! The driver's pool asks each connection that comes back whether it still lives, which is a second trip to the
//! connection's thread for every query. A connection to a file does not go stale, and a reader leaves no transaction
//! behind; so what was read to its end is kept here and lent to the next reader as it is. What was broken off goes back
//! to the driver's pool, which looks after it.

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, PoisonError};

use sqlx::pool::PoolConnection;
use sqlx::sqlite::{Sqlite, SqliteConnection, SqlitePool};
use tokio::sync::{Semaphore, SemaphorePermit};

/// The connections, shared by all clones.
#[derive(Clone, Debug)]
pub struct Readers(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    pool: SqlitePool,
    free: Semaphore,
    idle: Mutex<Vec<PoolConnection<Sqlite>>>,
}

/// A connection in use by one reader.
pub(crate) struct Lent<'a> {
    connection: PoolConnection<Sqlite>,
    inner: &'a Inner,
    _turn: SemaphorePermit<'a>,
}

impl Readers {
    /// At most `max` readers at once; the pool has room for them and for who reads in a transaction.
    pub(crate) fn new(pool: SqlitePool, max: usize) -> Self {
        Self(Arc::new(Inner { pool, free: Semaphore::new(max), idle: Mutex::default() }))
    }

    /// The driver's pool: for transactions, which hold a connection for long.
    pub(crate) fn pool(&self) -> &SqlitePool {
        &self.0.pool
    }

    /// Waits for a turn to read.
    pub(crate) async fn lend(&self) -> sqlx::Result<Lent<'_>> {
        let turn = self.0.free.acquire().await.map_err(|_| sqlx::Error::PoolClosed)?;
        let idle = self.0.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => self.0.pool.acquire().await?,
        };
        Ok(Lent { connection, inner: &self.0, _turn: turn })
    }

    /// Closes every connection; who reads now reads to the end.
    pub(crate) async fn close(&self) {
        self.0.free.close();
        self.0.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.0.pool.close().await;
    }
}

impl Lent<'_> {
    /// Keeps the connection for the next reader: this one has read to the end.
    pub(crate) fn give_back(self) {
        let Self { connection, inner, _turn } = self;
        let mut idle = inner.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if !inner.free.is_closed() {
            idle.push(connection);
        }
    }
}

impl Deref for Lent<'_> {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.connection
    }
}

impl DerefMut for Lent<'_> {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.connection
    }
}

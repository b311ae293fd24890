//! Opening a database: connections, durability settings, migrations, projection tables.

use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use hadir_oplog::HybridClock;
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection, SqlSafeStr, SqliteConnection, SqlitePool};
use tokio::sync::watch;

use crate::clock::{Chance, Clock};
use crate::db::Pool;
use crate::files::Files;
use crate::readers::Readers;
use crate::standing::{CurrentStandings, Standings};
use crate::store::{Inner, Store};
use crate::writer::{Identity, Writer};
use crate::{Family, Fault, log, projection};

/// Where the database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// A SQLite file; made when it is missing.
    Sqlite(PathBuf),
    /// The address of a PostgreSQL database.
    Postgres(String),
}

/// What a store needs to open.
pub struct Options {
    /// Where the database is.
    pub location: Location,
    /// Where files are kept.
    pub files: Files,
    /// Who signs.
    pub identity: Identity,
    /// Where "now" comes from.
    pub clock: Clock,
    /// Where random bytes come from.
    pub chance: Chance,
    /// Every pillar's family of aggregates.
    pub families: Vec<Family>,
    /// The name of a SQLite file-system layer to use; tests put one in that loses what was not synced.
    pub vfs: Option<String>,
}

/// Connections for readers.
const READERS_MAX: u32 = 4;
/// How long a statement waits for a lock another process holds.
const BUSY: Duration = Duration::from_secs(10);
/// How long commands wait for a rebuild, which holds the one connection that writes to SQLite.
const WRITER_WAIT: Duration = Duration::from_secs(1_800);
/// Rows SQLite's thread may be ahead of the task that reads them, so that the two need not wait for each row in turn.
const ROWS_AHEAD: usize = 1_024;
/// How often a database is brought to today's shape while another process does the same.
const MIGRATION_TRIES: u32 = 5;
/// How often a file is opened while another process makes it, and the pause between.
const CONNECT_TRIES: u32 = 200;
const CONNECT_PAUSE: Duration = Duration::from_millis(50);
/// Prepared statements kept for each connection: a few for every table of every pillar.
const STATEMENTS_MAX: usize = 512;

/// The steps that bring any earlier database to today's shape; never changed after a release.
const MIGRATIONS: [(i64, &str, &str); 8] = [
    (1, "log", include_str!("../migrations/0001_log.sql")),
    (2, "node", include_str!("../migrations/0002_node.sql")),
    (3, "sync", include_str!("../migrations/0003_sync.sql")),
    (4, "sticks", include_str!("../migrations/0004_sticks.sql")),
    (5, "drafts", include_str!("../migrations/0005_drafts.sql")),
    (6, "bulk", include_str!("../migrations/0006_bulk.sql")),
    (7, "orphans", include_str!("../migrations/0007_orphans.sql")),
    (8, "api_keys", include_str!("../migrations/0008_api_keys.sql")),
];

impl Store {
    /// Opens a database, brings it to today's shape and starts its writer.
    ///
    /// Projection tables whose declaration changed are filled anew from the log, which takes a while on a large one.
    pub async fn open(options: Options) -> Result<Self, Fault> {
        let Options { location, files, identity, clock, chance, families, vfs } = options;
        let (reads, writes) = connect(&location, vfs).await?;
        migrate(&writes).await?;
        let identity = Arc::new(identity);
        let standings = Standings::read_now(&writes, identity.key.id()).await?;
        projection::prepare(&writes, &reads, &families, &Arc::new(standings.clone())).await?;
        let standings = CurrentStandings::new(standings);
        let (changed, watch) = watch::channel(0);
        let mut writer = Writer {
            pool: writes.clone(),
            identity: identity.clone(),
            clock: clock.clone(),
            chance: chance.clone(),
            hybrid: HybridClock::new(log::latest_stamp(&writes, &identity.key.id()).await?),
            head: None,
            changed,
            families: families.clone(),
            files: files.clone(),
            standings: standings.clone(),
        };
        writer.resume().await?;
        let (queue, task) = writer.start();
        Ok(Self(Arc::new(Inner {
            reads,
            writes,
            queue,
            task: task.into(),
            identity,
            standings,
            clock,
            chance,
            families,
            files,
            changed: watch,
            ahead: Default::default(),
        })))
    }
}

/// Whether nothing of an earlier transaction is left on a connection. A full disk makes SQLite roll back by itself; then
/// the rollback that is asked for afterwards fails, the count of open transactions stays wrong for good, and only a new
/// connection helps.
async fn has_ended(connection: &mut SqliteConnection) -> sqlx::Result<bool> {
    if connection.is_in_transaction() {
        // A rollback may still be on its way.
        connection.ping().await?;
    }
    Ok(!connection.is_in_transaction())
}

pub(crate) async fn connect(location: &Location, vfs: Option<String>) -> Result<(Pool, Pool), Fault> {
    match location {
        Location::Sqlite(path) => {
            let mut options = SqliteConnectOptions::new()
                .filename(path)
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(BUSY)
                .statement_cache_capacity(STATEMENTS_MAX)
                .row_buffer_size(ROWS_AHEAD)
                .pragma("secure_delete", "on")
                .pragma("wal_autocheckpoint", "4000");
            if let Some(vfs) = vfs {
                options = options.vfs(vfs);
            }
            // See `Temporary`.
            let writer = options.clone().pragma("cache_size", "-32000").pragma("temp_store", "memory");
            let writes =
                SqlitePoolOptions::new().max_connections(1).min_connections(1).idle_timeout(None).max_lifetime(None);
            // A connection to a file does not go stale; asking it first would double the trips to its thread.
            let writes = writes.acquire_timeout(WRITER_WAIT).test_before_acquire(false);
            let writes = writes.before_acquire(|connection, _| Box::pin(has_ended(connection)));
            let writes = connect_to_file(writes, writer).await?;
            let reader = options.pragma("query_only", "on").pragma("cache_size", "-2000");
            let reads = SqlitePoolOptions::new().max_connections(READERS_MAX * 2).idle_timeout(None).max_lifetime(None);
            let reads = reads.test_before_acquire(false).connect_lazy_with(reader);
            Ok((Pool::Readers(Readers::new(reads, READERS_MAX as usize)), Pool::Sqlite(writes)))
        }
        Location::Postgres(url) => {
            let options = PgConnectOptions::from_str(url)?.statement_cache_capacity(STATEMENTS_MAX);
            let writes = PgPoolOptions::new().max_connections(2).connect_with(options.clone()).await?;
            let reads = PgPoolOptions::new().max_connections(READERS_MAX * 2).connect_lazy_with(options);
            Ok((Pool::Postgres(reads), Pool::Postgres(writes)))
        }
    }
}

/// Connects to a file that another process may be making at the same time: of two that change it to write ahead of itself
/// SQLite sends one away at once, however long it would wait.
async fn connect_to_file(pool: SqlitePoolOptions, options: SqliteConnectOptions) -> sqlx::Result<SqlitePool> {
    let mut tries = 1;
    loop {
        match pool.clone().connect_with(options.clone()).await {
            Err(error) if crate::db::is_contention(&error) && tries < CONNECT_TRIES => {
                tries += 1;
                tokio::time::sleep(CONNECT_PAUSE).await;
            }
            settled => return settled,
        }
    }
}

pub(crate) async fn migrate(pool: &Pool) -> Result<(), Fault> {
    let steps = MIGRATIONS.into_iter().map(|(version, name, sql)| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    });
    let migrator = Migrator::with_migrations(steps.collect());
    let mut tries = 1;
    loop {
        let outcome = match pool {
            Pool::Sqlite(pool) => migrator.run(pool).await,
            Pool::Readers(readers) => migrator.run(readers.pool()).await,
            Pool::Postgres(pool) => migrator.run(pool).await,
        };
        match outcome {
            // On SQLite nothing keeps two processes from taking the same step; the later one finds it taken.
            Err(MigrateError::Execute(_) | MigrateError::ExecuteMigration(..)) if tries < MIGRATION_TRIES => tries += 1,
            settled => return Ok(settled?),
        }
    }
}

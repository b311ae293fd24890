//! PostgreSQL for tests: one server, and a fresh database for every test that asks.
//!
//! `xtask test` starts one private server for the whole run and names it in [`URL_VARIABLE`]. Without that a
//! test process starts a server of its own on first use (about a second). Where the server's programs are not
//! installed there is none, and the test says so:
//!
//! ```no_run
//! use hadir_testkit::{postgres::Postgres, skip};
//!
//! fn a_report_is_kept() {
//!     let Some(postgres) = Postgres::shared() else { skip!("PostgreSQL is not installed here") };
//!     let database = postgres.fresh_database();
//!     let url = database.url(); // open the store here; the database is dropped with `database`
//! #   let _ = url;
//! }
//! ```

mod database;
mod programs;
mod server;

use std::path::PathBuf;
use std::sync::OnceLock;

pub use database::Database;
pub use server::{Durability, Server, StartError};

/// Names the server of a whole test run: an URL of its maintenance database, `postgres://user@host:port/postgres`.
pub const URL_VARIABLE: &str = "HADIR_TEST_POSTGRES_URL";

/// Whether the server programs are on this machine.
pub fn is_installed() -> bool {
    programs::find("initdb").is_some() && programs::find("pg_ctl").is_some()
}

/// A server that tests may make databases on.
#[derive(Debug)]
pub struct Postgres {
    url: String,
    psql: PathBuf,
    /// Kept so that a server of our own runs as long as the process does.
    _server: Option<Server>,
}

impl Postgres {
    /// The server this process shares; `None` where PostgreSQL is not installed.
    ///
    /// Panics when PostgreSQL is installed but does not start: that is a fault to look at, not a skip.
    pub fn shared() -> Option<&'static Postgres> {
        static SHARED: OnceLock<Option<Postgres>> = OnceLock::new();
        SHARED.get_or_init(Postgres::find_or_start).as_ref()
    }

    /// A server of the caller's own, for tests that cut its power or need it durable; `None` as above.
    pub fn private(durability: Durability) -> Option<Postgres> {
        let server = match Server::start(durability) {
            Ok(server) => server,
            Err(StartError::NotInstalled) => return None,
            Err(error) => panic!("a private PostgreSQL server did not start: {error}"),
        };
        Some(Postgres { url: server.url().to_owned(), psql: programs::find("psql")?, _server: Some(server) })
    }

    /// An empty database, dropped again when the returned value is.
    pub fn fresh_database(&self) -> Database {
        Database::create(&self.psql, &self.url)
    }

    fn find_or_start() -> Option<Postgres> {
        match std::env::var(URL_VARIABLE) {
            Err(_) => Postgres::private(Durability::Off),
            Ok(url) => Some(Postgres {
                url,
                psql: programs::find("psql").expect("psql is installed where a server is named"),
                _server: None,
            }),
        }
    }
}

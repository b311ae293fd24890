//! A database of one test's own, made and dropped through `psql`: no driver, and no async runtime in a `Drop`.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::scratch::unique_suffix;

/// An empty database. Dropping it drops the database, connections that are still open included.
#[derive(Debug)]
pub struct Database {
    name: String,
    url: String,
    server_url: String,
    psql: PathBuf,
}

impl Database {
    /// Where to connect to.
    pub fn url(&self) -> &str {
        &self.url
    }

    pub(super) fn create(psql: &Path, server_url: &str) -> Database {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("hadir-{}-{count}", unique_suffix());
        let (server, _) = server_url.rsplit_once('/').expect("the URL of a server ends in the name of a database");
        let database = Database {
            url: format!("{server}/{name}"),
            name,
            server_url: server_url.to_owned(),
            psql: psql.to_path_buf(),
        };
        tell(psql, server_url, &format!("create database \"{}\"", database.name))
            .unwrap_or_else(|why| panic!("no fresh database on {server_url}: {why}"));
        database
    }
}

/// Runs one statement on the database at `url`; an error is what `psql` said.
fn tell(psql: &Path, url: &str, sql: &str) -> Result<(), String> {
    let output = Command::new(psql)
        .args(["--no-psqlrc", "--quiet", "--command", sql, url])
        .env_remove("PGOPTIONS")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| error.to_string())?;
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}

impl Drop for Database {
    fn drop(&mut self) {
        // The whole server goes away soon; a database that stays until then does no harm.
        let sql = format!("drop database \"{}\" with (force)", self.name);
        let _ = tell(&self.psql, &self.server_url, &sql);
    }
}

#[cfg(test)]
mod tests {
    use crate::postgres::Postgres;
    use crate::skip;

    use super::*;

    #[test]
    fn every_test_has_an_empty_database_of_its_own() {
        let Some(postgres) = Postgres::shared() else {
            skip!("PostgreSQL is not installed here");
        };
        let (one, two) = (postgres.fresh_database(), postgres.fresh_database());
        assert_ne!(one.url(), two.url());
        for database in [&one, &two] {
            tell(&database.psql, database.url(), "create table cases (number text)").unwrap();
        }
    }

    #[test]
    fn a_dropped_database_is_gone() {
        let Some(postgres) = Postgres::shared() else {
            skip!("PostgreSQL is not installed here");
        };
        let database = postgres.fresh_database();
        let (psql, url) = (database.psql.clone(), database.url().to_owned());
        tell(&psql, &url, "select 1").unwrap();
        drop(database);
        assert!(tell(&psql, &url, "select 1").is_err());
    }
}

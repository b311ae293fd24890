//! A place to keep a database in: a folder or a server, which opens any number of stores on it.

use std::path::{Path, PathBuf};

use hadir_oplog::{Incarnation, NodeKey};
use hadir_store::{Chance, Clock, Family, Files, Identity, Location, Options, Store};
use hadir_testkit::postgres::{Database, Postgres};
use hadir_testkit::scratch::Scratch;
use jiff::Timestamp;

use crate::toy::Ledger;

/// Where a test's stores are. What is in it goes away with it.
pub struct Place {
    folder: Scratch,
    database: Option<Database>,
    pub clock: Clock,
}

impl Place {
    pub fn sqlite() -> Place {
        let clock = Clock::frozen("2026-03-12T01:30:00Z".parse::<Timestamp>().unwrap());
        Place { folder: Scratch::new("store").unwrap(), database: None, clock }
    }

    /// SQLite in memory, for tests to which it does not matter what a disk keeps.
    pub fn in_memory() -> Place {
        Place { folder: Scratch::in_memory("store").unwrap(), ..Place::sqlite() }
    }

    pub fn postgres() -> Option<Place> {
        let database = Postgres::shared()?.fresh_database();
        Some(Place { database: Some(database), ..Place::sqlite() })
    }

    pub fn location(&self) -> Location {
        match &self.database {
            Some(database) => Location::Postgres(database.url().to_owned()),
            None => Location::Sqlite(self.file()),
        }
    }

    pub fn file(&self) -> PathBuf {
        self.folder.path().join("hadir.db")
    }

    /// What a store needs; each incarnation is a process of its own.
    pub fn options(&self, incarnation: u8) -> Options {
        let location = self.location();
        Options { location, clock: self.clock.clone(), ..options_in(self.folder.path(), incarnation) }
    }

    pub async fn open(&self) -> Store {
        self.open_as(1).await
    }

    pub async fn open_as(&self, incarnation: u8) -> Store {
        Store::open(self.options(incarnation)).await.unwrap()
    }
}

/// What a store on SQLite needs in a folder that somebody else looks after.
pub fn options_in(folder: &Path, incarnation: u8) -> Options {
    Options {
        location: Location::Sqlite(folder.join("hadir.db")),
        files: Files::in_folder(&folder.join("files")).unwrap(),
        identity: identity(incarnation),
        clock: Clock::System,
        chance: Chance::System,
        families: vec![Family::of::<Ledger>()],
        vfs: None,
    }
}

pub fn identity(incarnation: u8) -> Identity {
    Identity { key: NodeKey::from_bytes([7; 32]), incarnation: Incarnation::from_bytes([incarnation; 8]) }
}

/// Runs a test's future on threads of its own, so that tasks really run side by side.
pub fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(future)
}

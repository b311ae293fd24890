//! A copy of everything a node must not lose, as it stood at one instant, in a form that knows no database engine.
//!
//! What is copied: the log with whatever is here of other nodes' chains, the families of its aggregates, what was
//! erased, the counts of public numbers, the node's settings, regions, messages that still have to go out, what
//! officers have begun to write, and the lists they keep under a name. What is not: projections, which are filled anew
//! from the log; sign-in sessions, waits after failed tries, one-time links, half-sent uploads, who has a case open, and
//! what can still be taken back of acts on several cases; and whom the node met and in which order commits came to it. A
//! restored database begins a new life, in which other nodes are asked for everything that the copy may lack.
//!
//! A snapshot is read and written as [`Part`]s in the order of [`Part::ALL`], each a sequence of pieces: byte strings
//! of about a mebibyte, so that memory stays flat however long the log is. [`Inspection`] checks pieces without a
//! database, [`Loader`] checks them and fills an empty one.

mod check;
mod load;
mod pages;
mod parts;
mod piece;

pub use check::{Contents, Damage, Inspection};
pub use load::{LoadError, Loader};
pub use parts::Part;

use hadir_oplog::ChainId;

use self::pages::{LogPages, TablePages};
use crate::db::{Pool, Tx};
use crate::store::Store;
use crate::{Fault, params};

/// A node's database at one instant. Whoever writes meanwhile is neither seen nor held up; on SQLite the write-ahead
/// log grows until the snapshot is dropped.
pub struct Snapshot {
    tx: Tx,
    own: ChainId,
    operations: u64,
}

/// The pieces of one part, in their order.
pub struct Pieces<'a> {
    tx: &'a mut Tx,
    source: Source,
}

/// Some of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// How many operations are in it, for a progress bar.
    pub operations: u64,
}

enum Source {
    Table(TablePages),
    Log(Box<LogPages>),
}

impl Store {
    /// The database as it stands now.
    pub async fn snapshot(&self) -> Result<Snapshot, Fault> {
        let mut tx = begin(&self.0.reads).await?;
        // SQLite fixes the instant at the first read.
        let sql = "select cast(count(*) as bigint) from operations";
        let counted: Option<(i64,)> = tx.optional(sql, params![]).await?;
        let operations = counted.map_or(0, |(count,)| count.cast_unsigned());
        Ok(Snapshot { tx, own: self.identity().chain(), operations })
    }
}

impl Snapshot {
    /// How many operations the log holds.
    pub fn operations(&self) -> u64 {
        self.operations
    }

    /// The pieces of a part.
    pub async fn pieces(&mut self, part: Part) -> Result<Pieces<'_>, Fault> {
        let source = match part.table() {
            Some(table) => Source::Table(TablePages::new(table, part.filter())),
            None => Source::Log(Box::new(LogPages::new(&mut self.tx, self.own).await?)),
        };
        Ok(Pieces { tx: &mut self.tx, source })
    }
}

impl Pieces<'_> {
    /// The next piece, until there is none.
    pub async fn next(&mut self) -> Result<Option<Piece>, Fault> {
        match &mut self.source {
            Source::Table(pages) => pages.next(self.tx).await,
            Source::Log(pages) => pages.next(self.tx).await,
        }
    }
}

/// Begins a transaction that only reads and sees one instant throughout.
async fn begin(pool: &Pool) -> sqlx::Result<Tx> {
    Ok(match pool {
        Pool::Sqlite(pool) => Tx::Sqlite(pool.begin().await?),
        Pool::Readers(readers) => Tx::Sqlite(readers.pool().begin().await?),
        Pool::Postgres(pool) => {
            Tx::Postgres(pool.begin_with("begin transaction isolation level repeatable read read only").await?)
        }
    })
}

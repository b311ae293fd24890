//! Filling an empty database from a snapshot.

use hadir_oplog::{Commit, Head, Operation};

use super::Part;
use super::check::{Contents, Damage, Inspection, Understood};
use crate::append::OPERATIONS;
use crate::clock::Chance;
use crate::db::{Pool, Tx};
use crate::open::{Location, connect, migrate};
use crate::table::Row;
use crate::{Fault, arrivals, bulk, log, params};

/// Why a database could not be filled.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The database holds a node already, and nothing is ever written over one.
    #[error("the database holds a node already")]
    Occupied,
    /// The snapshot is not what was signed.
    #[error(transparent)]
    Damaged(#[from] Damage),
    /// The database failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<sqlx::Error> for LoadError {
    fn from(error: sqlx::Error) -> Self {
        Self::Fault(error.into())
    }
}

/// Fills an empty database in one transaction: until [`Loader::finish`] it stays empty for everyone else.
pub struct Loader {
    pools: (Pool, Pool),
    tx: Tx,
    inspection: Inspection,
    place: Place,
}

/// Where in the log the next operation goes.
#[derive(Default)]
struct Place {
    chain: i64,
    seq: i64,
    stamp: i64,
}

impl Loader {
    /// Opens a database that holds nothing yet and brings it to today's shape.
    pub async fn open(location: &Location) -> Result<Self, LoadError> {
        let pools = connect(location, None).await?;
        migrate(&pools.1).await?;
        let mut tx = pools.1.begin().await?;
        for sql in ["select id from chains limit 1", "select year from series limit 1"] {
            if tx.optional::<(i64,)>(sql, params![]).await?.is_some() {
                return Err(LoadError::Occupied);
            }
        }
        Ok(Self { pools, tx, inspection: Inspection::default(), place: Place::default() })
    }

    /// Takes the next piece of a part and says how many operations were in it.
    pub async fn take(&mut self, part: Part, piece: &[u8]) -> Result<u64, LoadError> {
        let Some(table) = part.table() else { return self.take_log(piece).await };
        let rows = self.inspection.rows(part, piece)?;
        bulk::write(&mut self.tx, rows.into_iter().map(|values| Row { table, values }).collect()).await?;
        Ok(0)
    }

    async fn take_log(&mut self, piece: &[u8]) -> Result<u64, LoadError> {
        let mut operations = Vec::new();
        for understood in self.inspection.records(piece)? {
            match understood {
                Understood::Chain { head, branch } => self.chain(&head, branch).await?,
                Understood::Commit { commit, withheld } => self.commit(&commit, withheld).await?,
                Understood::Operation { operation, place } => operations.push(self.operation(&operation, place)),
            }
        }
        let count = operations.len() as u64;
        bulk::write(&mut self.tx, operations).await?;
        Ok(count)
    }

    async fn chain(&mut self, head: &Head, branch: i64) -> Result<(), LoadError> {
        self.place = Place { chain: self.place.chain + 1, ..Place::default() };
        let sql = "insert into chains (id, node, incarnation, branch, commits, head_hash, listed) \
                   values ($1, $2, $3, $4, $5, $6, 0)";
        let (node, incarnation) = (*head.chain.node.as_bytes(), *head.chain.incarnation.as_bytes());
        let commits = head.seq.cast_signed() + 1;
        self.tx.run(sql, params![self.place.chain, node, incarnation, branch, commits, *head.hash.as_bytes()]).await?;
        Ok(())
    }

    async fn commit(&mut self, commit: &Commit, withheld: Option<Vec<u8>>) -> Result<(), LoadError> {
        let (seq, stamp) = (commit.seq().cast_signed(), log::stamp_to_sql(commit.stamp()));
        self.place = Place { chain: self.place.chain, seq, stamp };
        let sql = "insert into commits (chain, seq, hash, bytes) values ($1, $2, $3, $4)";
        self.tx.run(sql, params![self.place.chain, seq, *commit.hash().as_bytes(), commit.encode()]).await?;
        if let Some(parts) = withheld {
            let sql = "insert into withheld (chain, seq, parts) values ($1, $2, $3)";
            self.tx.run(sql, params![self.place.chain, seq, parts]).await?;
        }
        Ok(())
    }

    fn operation(&self, operation: &Operation, place: i64) -> Row {
        let Place { chain, seq, stamp } = self.place;
        let header = operation.header();
        let values = params![
            chain,
            seq,
            place,
            stamp,
            *header.aggregate.as_bytes(),
            header.kind.0,
            operation.header_bytes(),
            log::encode_bodies(operation),
        ];
        Row { table: &OPERATIONS, values }
    }

    /// Makes everything durable and visible, once every piece was taken. Opening a store on it fills the projections.
    pub async fn finish(mut self, chance: &Chance) -> Result<Contents, LoadError> {
        let contents = self.inspection.finish()?;
        let sql = "select cast(count(*) as bigint) from operations o left join aggregates a on a.id = o.aggregate \
                   where a.id is null";
        let strays: Option<(i64,)> = self.tx.optional(sql, params![]).await?;
        if strays != Some((0,)) {
            return Err(Damage("operations belong to an aggregate of no known family".into()).into());
        }
        // The database is in a new life: it names it when it is asked, and counts everything anew.
        arrivals::forget_epoch(&mut self.tx).await?;
        arrivals::list(&mut self.tx, chance).await?;
        self.tx.commit().await?;
        self.pools.0.close().await;
        self.pools.1.close().await;
        Ok(contents)
    }
}

//! Tending the full-text index of SQLite.
//!
//! Every commit adds a segment to the index, and every search opens all segments there are. SQLite merges them by itself
//! only where four of a size have gathered (<https://sqlite.org/fts5.html#the_automerge_configuration_option>). Merged
//! down to one of a size, a search takes three quarters of the time.

use sqlx::AssertSqlSafe;

use crate::db::{Engine, Pool, Tx};
use crate::table::Form;
use crate::{Family, Fault, params};

/// Pages that are written before others get their turn: some 15 ms.
const PAGES_A_STEP: i64 = 200;
/// Segments of a size that are merged.
const SEGMENTS_MIN: i64 = 2;
/// A step that changed less than this found nothing to do (the same documentation, "The 'merge' command").
const CHANGES_MIN: i64 = 2;

/// Merges segments step by step until there is nothing left to merge. PostgreSQL looks after its index itself.
pub(crate) async fn tend_search(pool: &Pool, families: &[Family]) -> Result<(), Fault> {
    if pool.engine() == Engine::Postgres {
        return Ok(());
    }
    let tables = families.iter().flat_map(|family| family.tables);
    for table in tables.filter(|table| table.form == Form::FullText) {
        while step(pool, table.name).await? {}
    }
    Ok(())
}

/// One step, in a transaction of its own. Says whether there may be more to do.
async fn step(pool: &Pool, index: &str) -> Result<bool, Fault> {
    let mut tx = pool.begin().await?;
    tell(&mut tx, index, "usermerge", SEGMENTS_MIN).await?;
    let before = changes(&mut tx).await?;
    tell(&mut tx, index, "merge", PAGES_A_STEP).await?;
    let merged = changes(&mut tx).await? - before;
    tx.commit().await?;
    Ok(merged >= CHANGES_MIN)
}

async fn tell(tx: &mut Tx, index: &str, command: &str, value: i64) -> Result<(), Fault> {
    tx.run(AssertSqlSafe(format!("insert into {index}({index}, rank) values ($1, $2)")), params![command, value])
        .await?;
    Ok(())
}

/// What this connection has changed so far, inside of indexes as well.
async fn changes(tx: &mut Tx) -> Result<i64, Fault> {
    let found: Option<(i64,)> = tx.optional("select total_changes()", params![]).await?;
    Ok(found.map_or(0, |(changes,)| changes))
}

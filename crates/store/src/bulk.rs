//! Writing many rows with few statements, since each statement costs a hop to the database's thread.

use sqlx::AssertSqlSafe;

use crate::db::Tx;
use crate::table::{Row, Table};

/// Rows a statement writes at once; a fixed ladder, so that few different statements have to be prepared.
const LADDER: [usize; 4] = [64, 16, 4, 1];

/// Writes rows of any tables, table by table.
pub(crate) async fn write(tx: &mut Tx, rows: Vec<Row>) -> sqlx::Result<()> {
    for (table, rows) in by_table(rows) {
        let mut rows = rows.into_iter();
        for size in LADDER {
            while rows.len() >= size {
                let values = rows.by_ref().take(size).flat_map(|row| row.values).collect();
                tx.run(AssertSqlSafe(table.upsert(size, tx.engine())), values).await?;
            }
        }
    }
    Ok(())
}

/// Deletes rows by their keys.
pub(crate) async fn delete(tx: &mut Tx, rows: &[Row]) -> sqlx::Result<()> {
    for row in rows {
        let key = row.key().to_vec();
        tx.run(AssertSqlSafe(row.table.delete(tx.engine())), key).await?;
    }
    Ok(())
}

fn by_table(rows: Vec<Row>) -> Vec<(&'static Table, Vec<Row>)> {
    let mut groups: Vec<(&'static Table, Vec<Row>)> = Vec::new();
    for row in rows {
        match groups.iter_mut().find(|(table, _)| std::ptr::eq(*table, row.table)) {
            Some((_, group)) => group.push(row),
            None => groups.push((row.table, vec![row])),
        }
    }
    groups
}

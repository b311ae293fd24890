//! Writing many rows with few trips to the database's thread.

use crate::db::Tx;
use crate::table::{Row, Table};
use crate::value::Value;

/// Rows a statement writes at once; a fixed ladder, so that few different statements have to be prepared.
const LADDER: [usize; 7] = [64, 32, 16, 8, 4, 2, 1];

type Group = (&'static Table, std::vec::IntoIter<Row>);

/// Writes rows of any tables. On each step of the ladder the statements of all tables that have as many rows left make
/// one trip together.
pub(crate) async fn write(tx: &mut Tx, rows: Vec<Row>) -> sqlx::Result<()> {
    let mut groups = by_table(rows);
    for size in LADDER {
        loop {
            let ready: Vec<_> = groups.iter_mut().filter(|(_, rows)| rows.len() >= size).collect();
            if ready.is_empty() {
                break;
            }
            trip(tx, ready, size).await?;
        }
    }
    Ok(())
}

/// Writes the next `size` rows of each group.
async fn trip(tx: &mut Tx, groups: Vec<&mut Group>, size: usize) -> sqlx::Result<()> {
    let engine = tx.engine();
    let statements = groups.into_iter().map(|(table, rows)| {
        let values: Vec<Value> = rows.by_ref().take(size).flat_map(|row| row.values).collect();
        (table.upsert(size, engine), values)
    });
    tx.run_together(statements.collect()).await?;
    Ok(())
}

/// Deletes rows by their keys.
pub(crate) async fn delete(tx: &mut Tx, rows: &[Row]) -> sqlx::Result<()> {
    let engine = tx.engine();
    tx.run_together(rows.iter().map(|row| (row.table.delete(engine), row.key().to_vec())).collect()).await?;
    Ok(())
}

fn by_table(rows: Vec<Row>) -> Vec<Group> {
    let mut groups: Vec<(&'static Table, Vec<Row>)> = Vec::new();
    for row in rows {
        match groups.iter_mut().find(|(table, _)| std::ptr::eq(*table, row.table)) {
            Some((_, group)) => group.push(row),
            None => groups.push((row.table, vec![row])),
        }
    }
    groups.into_iter().map(|(table, rows)| (table, rows.into_iter())).collect()
}

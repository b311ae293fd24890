//! Writing many rows with few trips to the database's thread.

use crate::db::{Engine, Tx};
use crate::table::{Row, Table};

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
        let mut rows: Vec<Row> = rows.by_ref().take(size).collect();
        if engine == Engine::Postgres {
            keep_latest(&mut rows);
        }
        (table.upsert(rows.len(), engine), rows.into_iter().flat_map(|row| row.values).collect())
    });
    tx.run_together(statements.collect()).await?;
    Ok(())
}

/// Of rows with one key leaves the latest, which the others would give way to: SQLite writes them one after the other,
/// PostgreSQL refuses a statement that holds two. Whoever makes two aggregates that say a row with one key, by accident
/// or on purpose, stops no delivery by it.
fn keep_latest(rows: &mut Vec<Row>) {
    let is_latest = |at: usize| rows[at + 1..].iter().all(|later| later.key() != rows[at].key());
    let mut latest = (0..rows.len()).map(is_latest).collect::<Vec<_>>().into_iter();
    rows.retain(|_| latest.next().unwrap_or(true));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Form, column};
    use crate::value::{Type, Value};

    static PLACES: Table = Table {
        name: "places",
        version: 1,
        columns: &[column("place", Type::Int), column("name", Type::Text)],
        key: 1,
        indexes: &[],
        form: Form::Plain,
    };

    #[test]
    fn of_rows_with_one_key_the_latest_is_written() {
        let row = |place: i64, name: &str| Row { table: &PLACES, values: vec![place.into(), name.into()] };
        let mut rows = vec![row(1, "Aji Kuning"), row(2, "Setabu"), row(1, "Tanjung Harapan"), row(3, "Liang Bunyu")];
        keep_latest(&mut rows);
        let names: Vec<_> = rows.into_iter().map(|row| row.values[1].clone()).collect();
        assert_eq!(names, ["Setabu", "Tanjung Harapan", "Liang Bunyu"].map(Value::from));
    }
}

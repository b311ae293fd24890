//! Filling the table before it is measured, in large transactions: how fast this is says nothing.

use hadir_testkit::random::Seeded;

use super::database::{Database, number};
use crate::Failure;
use crate::archive::is_open;
use crate::town::Town;

/// Rows in a transaction.
const AT_ONCE: i64 = 10_000;
const SEED: u64 = 12;
const DAY_MS: u64 = 86_400_000;

/// Adds reports until there are `count`.
pub async fn fill(database: &Database, count: i64, now_ms: i64) -> Result<(), Failure> {
    let town = Town::new();
    let mut random = Seeded::new(SEED);
    let mut id = database.last_id().await?;
    while id < count {
        let mut tx = database.writes.begin().await?;
        let end = count.min(id + AT_ONCE);
        while id < end {
            id += 1;
            let report = town.report(&mut random);
            let received_at = now_ms - random.below(700 * DAY_MS).cast_signed();
            sqlx::query(
                "insert into reports values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
            )
            .bind(id)
            .bind(number(id))
            .bind(format!("{:016x}", random.next_u64()))
            .bind(report.kind)
            .bind(report.category)
            .bind(report.place)
            .bind(report.spot)
            .bind(report.unit)
            .bind(report.text.clone())
            .bind(report.name)
            .bind(report.contact)
            .bind(report.reply)
            .bind(is_open(id.cast_unsigned()))
            .bind(received_at)
            .bind(received_at + (14 * DAY_MS).cast_signed())
            .execute(&mut *tx)
            .await?;
            let sql = "insert into report_words (rowid, text) values ($1, $2)";
            sqlx::query(sql).bind(id).bind(report.text).execute(&mut *tx).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

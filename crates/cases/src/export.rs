//! Giving cases away as rows: what a spreadsheet or another system can read, without names, contacts or words.

mod sheet;

use hadir_store::{Fault, Pool, params};
use serde::Serialize;
use serde_json::Value;

pub use sheet::{SheetError, Sheets};

/// One case as a row of an export.
#[derive(Clone, Debug, PartialEq, Serialize, sqlx::FromRow)]
#[expect(
    missing_docs,
    reason = "the columns are described at the projection; instants are turned into text by the caller"
)]
pub struct ExportedCase {
    #[serde(skip)]
    pub place_in_time: i64,
    pub number: String,
    pub kind: String,
    pub channel: String,
    pub category: Option<String>,
    pub region: Option<String>,
    pub unit: String,
    pub status: String,
    pub ending: Option<String>,
    pub is_public: bool,
    pub public_title: String,
    pub received_at: i64,
    pub due_at: i64,
    pub answered_at: Option<i64>,
    pub answer_minutes: Option<i64>,
    pub was_in_time: Option<bool>,
    pub closed_at: Option<i64>,
}

/// Rows given at once.
const CHUNK: i64 = 1_000;

/// The next cases after a place in time, oldest first; sealed ones are left out. Empty at the end.
pub async fn next(pool: &Pool, after: i64, only_public: bool) -> Result<Vec<ExportedCase>, Fault> {
    let sql = "select place_in_time, number, kind, channel, category, region, unit, status, ending, is_public, public_title, \
               received_at, due_at, answered_at, answer_minutes, was_in_time, closed_at from cases \
               where place_in_time > $1 and not is_sealed and (is_public or not $2) order by place_in_time limit $3";
    Ok(pool.all(sql, params![after, only_public, CHUNK]).await?)
}

/// A value as a cell of a CSV. A text that a spreadsheet would take for a formula gets an apostrophe in front: titles are
/// citizens' words, and opening a file must not run them.
pub fn csv_cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => format!("'{text}"),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_never_becomes_a_formula() {
        assert_eq!(csv_cell(Some(&Value::from("=HYPERLINK(\"http://x\")"))), "'=HYPERLINK(\"http://x\")");
        assert_eq!(csv_cell(Some(&Value::from("Lampu mati"))), "Lampu mati");
        assert_eq!(csv_cell(Some(&Value::from(-3))), "-3");
        assert_eq!(csv_cell(None), "");
    }
}

//! What units keep ready: the templates that can be chosen from, and one of them.

use hadir_org::UnitCode;
use hadir_store::{Fault, Pool, Value, params};
use sqlx::AssertSqlSafe;

/// A template in a list, without its text.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns are described at the projection")]
pub struct TemplateRow {
    pub unit: String,
    pub template: String,
    pub name: String,
    pub kind: Option<String>,
}

/// A template as a whole.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns are described at the projection")]
pub struct TemplateText {
    pub name: String,
    pub kind: Option<String>,
    pub text: String,
}

/// Templates that are listed at once; ten units above each other hold no more.
const LISTED_MAX: i64 = 2_000;

/// The templates of some units, by unit in the order given and then by name.
pub async fn templates(pool: &Pool, units: &[&UnitCode]) -> Result<Vec<TemplateRow>, Fault> {
    if units.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<_> = (1..=units.len()).map(|place| format!("${place}")).collect();
    let sql = format!(
        "select unit, template, name, kind from kit_templates where unit in ({}) order by unit, template limit ${}",
        places.join(", "),
        units.len() + 1
    );
    let mut units_asked: Vec<_> = units.iter().map(|unit| Value::Text(unit.as_str().to_owned())).collect();
    units_asked.push(Value::Int(LISTED_MAX));
    let mut rows: Vec<TemplateRow> = pool.all(AssertSqlSafe(sql), units_asked).await?;
    let rank = |row: &TemplateRow| units.iter().position(|unit| unit.as_str() == row.unit);
    rows.sort_by_cached_key(|row| (rank(row), row.name.to_lowercase(), row.template.clone()));
    Ok(rows)
}

/// A template of a unit, if it has it.
pub async fn template(pool: &Pool, unit: &UnitCode, template: &str) -> Result<Option<TemplateText>, Fault> {
    let sql = "select name, kind, text from kit_templates where unit = $1 and template = $2";
    Ok(pool.optional(sql, params![unit.as_str(), template]).await?)
}

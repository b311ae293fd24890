//! What changed in reports that go on in another.

use hadir_store::{Fault, Pool, Value};
use sqlx::AssertSqlSafe;

/// A figure that is another one as soon as a case with one of these numbers was touched: the sum of when each was touched
/// last, in milliseconds.
pub async fn touched_sum(pool: &Pool, numbers: impl IntoIterator<Item = &str>) -> Result<i64, Fault> {
    let numbers: Vec<_> = numbers.into_iter().map(|number| Value::Text(number.to_owned())).collect();
    if numbers.is_empty() {
        return Ok(0);
    }
    let (sum,): (i64,) = pool.one(AssertSqlSafe(statement(numbers.len())), numbers).await?;
    Ok(sum)
}

/// How they are read; for the test that proves that an index is used.
pub async fn touched_plan(pool: &Pool, number: &str) -> Result<Vec<String>, Fault> {
    Ok(pool.plan(&statement(2), vec![Value::Text(number.to_owned()), Value::Text(String::new())]).await?)
}

fn statement(numbers: usize) -> String {
    let places: Vec<_> = (1..=numbers).map(|at| format!("${at}")).collect();
    format!("select cast(coalesce(sum(touched_at), 0) as bigint) from cases where number in ({})", places.join(", "))
}

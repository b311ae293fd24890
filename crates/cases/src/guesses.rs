//! Growing waits for whoever tries secret codes that do not exist.
//!
//! What counts are failed codes, before addresses: a mistyped code cannot open anything and counts for nothing, the
//! same unknown code counts once however often it is tried again, and a right code opens its report even while
//! neighbours on one address have to wait. Only when an address has failed with a hundred different codes, which no
//! island does by mistake, every code from there has to wait. Codes are never stored, only a keyed hash of failed ones.

use std::time::Duration;

use hadir_store::{Fault, Store, params};

use crate::code::{CodeKey, SecretCode};

/// Unknown codes from one address that cost nothing.
const FREE: i64 = 10;
/// Unknown codes from one address after which right ones have to wait as well.
const ALL_WAIT_FROM: i64 = 100;
/// The first wait; each further failure doubles it.
const WAIT_FIRST: Duration = Duration::from_secs(10);
/// The longest wait.
const WAIT_MAX: Duration = Duration::from_secs(10 * 60);
/// Failures are forgotten when nothing more failed for this long.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(24 * 60 * 60);

/// Someone has to wait this long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wait {
    /// In seconds.
    pub seconds: u64,
}

/// Refuses an address that has failed so often that no code from it is looked at.
pub(crate) async fn admit(store: &Store, neighbourhood: &str) -> Result<Result<(), Wait>, Fault> {
    let sql = "select failures, blocked_until from throttles where subject = $1";
    let row: Option<(i64, i64)> = store.reads().optional(sql, params![address(neighbourhood)]).await?;
    let waits =
        row.filter(|(failures, _)| *failures >= ALL_WAIT_FROM).map_or(0, |(_, until)| until - store.clock().now_ms());
    Ok(wait(waits).map_or(Ok(()), Err))
}

/// Counts a code that opens nothing; says for how long to wait if there were too many.
pub(crate) async fn count(
    store: &Store,
    key: &CodeKey,
    code: &SecretCode,
    neighbourhood: &str,
) -> Result<Result<(), Wait>, Fault> {
    let now = store.clock().now_ms();
    let mut tx = store.node_tables().begin().await?;
    let long_ago = now - millis(FORGOTTEN_AFTER);
    tx.run("delete from throttles where subject like 'kode:%' and seen_at < $1", params![long_ago]).await?;
    let sql = "insert into throttles (subject, failures, blocked_until, seen_at) values ($1, 1, 0, $2) on conflict (subject) do nothing";
    let is_new = tx.run(sql, params![failed(key, code, neighbourhood), now]).await? == 1;
    let sql = "insert into throttles (subject, failures, blocked_until, seen_at) values ($1, 0, 0, $2) on conflict (subject) do nothing";
    tx.run(sql, params![address(neighbourhood), now]).await?;
    // The update takes the row's lock on PostgreSQL, so that two tries at once count as two.
    let sql = "update throttles set failures = failures + $1, seen_at = $2 where subject = $3 returning failures, blocked_until";
    let row: Option<(i64, i64)> = tx.optional(sql, params![i64::from(is_new), now, address(neighbourhood)]).await?;
    let (failures, blocked_until) = row.unwrap_or_default();
    let still = blocked_until - now;
    if still <= 0 && is_new {
        let until = now + millis(wait_after(failures));
        tx.run("update throttles set blocked_until = $1 where subject = $2", params![until, address(neighbourhood)])
            .await?;
    }
    tx.commit().await?;
    Ok(wait(still).map_or(Ok(()), Err))
}

/// How long an address waits after so many failures.
fn wait_after(failures: i64) -> Duration {
    match u32::try_from(failures - FREE) {
        Err(_) | Ok(0) => Duration::ZERO,
        Ok(paid) => WAIT_FIRST.saturating_mul(1 << (paid - 1).min(16)).min(WAIT_MAX),
    }
}

fn wait(left_ms: i64) -> Option<Wait> {
    u64::try_from(left_ms).ok().filter(|left| *left > 0).map(|left| Wait { seconds: left.div_ceil(1_000) })
}

fn address(neighbourhood: &str) -> String {
    let hash = blake3::derive_key("hadir code guesses by address v1", neighbourhood.as_bytes());
    format!("kode:{}", hex::encode(&hash[..16]))
}

fn failed(key: &CodeKey, code: &SecretCode, neighbourhood: &str) -> String {
    let seal = key.seal("failed code", &[key.hash(code).as_slice(), neighbourhood.as_bytes()].concat());
    format!("kode:{}", hex::encode(seal))
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_end() {
        let seconds = |failures| wait_after(failures).as_secs();
        assert_eq!([0, 10, 11, 12, 13, 16, 17, 400].map(seconds), [0, 0, 10, 20, 40, 320, 600, 600]);
    }
}

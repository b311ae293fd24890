//! Growing waits after failed tries, by sign-in name and by address.
//!
//! A name waits soon, an address late, because a whole island may share one. A try counts as failed before it is
//! checked and is forgiven afterwards, so that many tries at once count as many. What is counted by is kept as a hash:
//! people type passwords into the wrong field.

use std::time::Duration;

use hadir_store::{Fault, Store, params};
use jiff::Timestamp;

/// What tries are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject<'a> {
    /// The name someone tries to sign in with.
    Username(&'a str),
    /// The neighbourhood of the address they ask from.
    Address(&'a str),
}

/// Failures are forgotten when nothing more was tried for this long.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(24 * 60 * 60);
/// The first wait; each further failure doubles it.
const WAIT_FIRST: Duration = Duration::from_secs(5);
/// The longest wait: someone who is being locked out by others can still get in between.
const WAIT_MAX: Duration = Duration::from_secs(15 * 60);

impl Subject<'_> {
    /// Failures that cost nothing.
    const fn free(self) -> u32 {
        match self {
            Self::Username(_) => 4,
            Self::Address(_) => 40,
        }
    }

    fn key(self) -> String {
        let (context, text) = match self {
            Self::Username(name) => ("hadir throttle by name v1", name),
            Self::Address(address) => ("hadir throttle by address v1", address),
        };
        hex::encode(&blake3::derive_key(context, text.as_bytes())[..16])
    }
}

/// How long to wait after so many failures.
pub fn wait_after(subject: Subject<'_>, failures: u32) -> Duration {
    match failures.checked_sub(subject.free()) {
        None | Some(0) => Duration::ZERO,
        Some(paid) => WAIT_FIRST.saturating_mul(1 << (paid - 1).min(16)).min(WAIT_MAX),
    }
}

/// Counts a try as failed, unless its subject still has to wait: then says for how many seconds, and counts nothing.
pub async fn count(store: &Store, subject: Subject<'_>) -> Result<Result<(), u64>, Fault> {
    let now = store.clock().now();
    let mut tx = store.node_tables().begin().await?;
    let key = subject.key();
    let sql = "insert into throttles (subject, failures, blocked_until, seen_at) values ($1, 0, 0, $2) \
               on conflict (subject) do nothing";
    tx.run(sql, params![&key, now]).await?;
    // The update takes the row's lock on PostgreSQL, so that two tries at once count as two.
    let sql = "update throttles set subject = subject where subject = $1 returning failures, blocked_until, seen_at";
    let row: Option<(i64, i64, i64)> = tx.optional(sql, params![&key]).await?;
    let (failures, blocked_until, seen_at) = row.unwrap_or_default();
    let wait_ms = blocked_until - now.as_millisecond();
    if wait_ms > 0 {
        tx.rollback().await?;
        return Ok(Err(wait_ms.cast_unsigned().div_ceil(1000)));
    }
    let failures = if is_forgotten(seen_at, now) { 1 } else { failures + 1 };
    let wait = wait_after(subject, u32::try_from(failures).unwrap_or(u32::MAX));
    let blocked_until = now.as_millisecond().saturating_add(i64::try_from(wait.as_millis()).unwrap_or(i64::MAX));
    let sql = "update throttles set failures = $1, blocked_until = $2, seen_at = $3 where subject = $4";
    tx.run(sql, params![failures, blocked_until, now, &key]).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Takes one counted failure back: the try turned out right.
pub async fn forgive_one(store: &Store, subject: Subject<'_>) -> Result<(), Fault> {
    let sql = "update throttles set failures = failures - 1, blocked_until = 0 where subject = $1 and failures > 0";
    store.node_tables().run(sql, params![subject.key()]).await?;
    Ok(())
}

/// Forgets all failures: the person is known again. A good moment to forget what is long past as well.
pub async fn forgive(store: &Store, subject: Subject<'_>) -> Result<(), Fault> {
    let long_past = store.clock().now() - FORGOTTEN_AFTER;
    let sql = "delete from throttles where subject = $1 or seen_at < $2";
    store.node_tables().run(sql, params![subject.key(), long_past]).await?;
    Ok(())
}

fn is_forgotten(seen_at_ms: i64, now: Timestamp) -> bool {
    u128::try_from(now.as_millisecond() - seen_at_ms).is_ok_and(|since| since > FORGOTTEN_AFTER.as_millis())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_end() {
        let seconds = |failures| wait_after(Subject::Username("dewi"), failures).as_secs();
        assert_eq!([0, 4, 5, 6, 7, 11, 12, 13, 400].map(seconds), [0, 0, 5, 10, 20, 320, 640, 900, 900]);
        assert_eq!(wait_after(Subject::Address("203.0.113.7"), 40), Duration::ZERO);
        assert_eq!(wait_after(Subject::Address("203.0.113.7"), 41), WAIT_FIRST);
    }
}

//! The one place where the benchmarks look at a clock.
#![expect(clippy::disallowed_methods, reason = "benchmarks measure real time; nothing here is replayed from a seed")]

use std::time::{Duration, Instant};

use jiff::Timestamp;

/// A moment to measure from.
pub fn instant() -> Instant {
    Instant::now()
}

/// Now, for data that should look recent.
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// Waits: between two measurements the machine has to come to rest.
pub async fn rest(time: Duration) {
    tokio::time::sleep(time).await;
}

/// Waits for a moment; one that has passed is no wait at all.
pub async fn rest_until(moment: Instant) {
    tokio::time::sleep_until(moment.into()).await;
}

//! Many connections at work for a while, counting what was answered and what was not.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use super::Latencies;
use crate::Failure;
use crate::clock::instant;
use crate::wire::Connection;

/// Connections that ask at the same time.
const CONNECTIONS: usize = 64;

/// Makes the requests of a load; each is made once, so that a report is never sent twice.
#[derive(Clone)]
pub struct Requests {
    make: Arc<dyn Fn(u64) -> Vec<u8> + Send + Sync>,
    next: Arc<AtomicU64>,
}

impl Requests {
    /// Requests made by number, counted from 0.
    pub fn new(make: impl Fn(u64) -> Vec<u8> + Send + Sync + 'static) -> Requests {
        Requests { make: Arc::new(make), next: Arc::default() }
    }

    /// The next request.
    pub fn next(&self) -> Vec<u8> {
        (self.make)(self.next.fetch_add(1, Ordering::Relaxed))
    }
}

/// What is asked of which server, and the status that counts as an answer.
#[derive(Clone)]
pub struct Load {
    /// The server.
    pub address: SocketAddr,
    /// What is asked.
    pub requests: Requests,
    /// The status every answer must have.
    pub status: u16,
}

/// What came of a load.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Answers in a second.
    pub rate: f64,
    /// How long each took.
    pub latencies: Latencies,
}

/// What one connection saw.
#[derive(Debug, Default)]
struct Seen {
    latencies: Latencies,
    errors: u64,
    first_error: Option<String>,
}

/// When one request is due, if requests are not simply asked one after the other.
#[derive(Clone)]
struct Timetable {
    started: Instant,
    every: Duration,
    next: Arc<AtomicU64>,
}

impl Load {
    /// Asks as fast as the server answers.
    pub async fn closed(&self, time: Duration) -> Result<Outcome, Failure> {
        self.run(time, None).await
    }

    /// Asks so many times a second, whether or not the answers keep up. A request that no connection was free for counts
    /// from the moment it was due: a server that stands still is not excused from what would have been asked meanwhile.
    pub async fn steady(&self, per_second: u32, time: Duration) -> Result<Outcome, Failure> {
        let timetable =
            Timetable { started: instant(), every: Duration::from_secs(1) / per_second, next: Arc::default() };
        self.run(time, Some(timetable)).await
    }

    async fn run(&self, time: Duration, timetable: Option<Timetable>) -> Result<Outcome, Failure> {
        let started = instant();
        let mut connections = JoinSet::new();
        for _ in 0..CONNECTIONS {
            connections.spawn(keep_asking(self.clone(), started + time, timetable.clone()));
        }
        let mut all = Seen::default();
        while let Some(seen) = connections.join_next().await {
            let seen = seen??;
            all.latencies.merge(&seen.latencies);
            all.errors += seen.errors;
            all.first_error = all.first_error.or(seen.first_error);
        }
        let rate = all.latencies.count() as f64 / started.elapsed().as_secs_f64();
        match all.first_error {
            // A rate with errors in it is not a rate of answers.
            Some(first) => Err(format!("{} requests went wrong; the first: {first}", all.errors).into()),
            None if all.latencies.count() == 0 => Err("nothing was answered in time".into()),
            None => Ok(Outcome { rate, latencies: all.latencies }),
        }
    }
}

/// One connection's work until `end`. Fails only where the server cannot be reached at all.
async fn keep_asking(load: Load, end: Instant, timetable: Option<Timetable>) -> std::io::Result<Seen> {
    let mut connection = Connection::open(load.address).await?;
    let mut seen = Seen::default();
    loop {
        let from = match &timetable {
            Some(timetable) => timetable.wait().await,
            None => instant(),
        };
        if from >= end {
            return Ok(seen);
        }
        let error = match connection.exchange(&load.requests.next()).await {
            Ok(answer) if answer.status == load.status => None,
            Ok(answer) => Some(format!("{} instead of {}: {:.300}", answer.status, load.status, answer.text())),
            Err(error) => {
                connection = Connection::open(load.address).await?;
                Some(error.to_string())
            }
        };
        match error {
            None => seen.latencies.add(from.elapsed()),
            Some(error) => {
                seen.errors += 1;
                seen.first_error.get_or_insert(error);
            }
        }
    }
}

impl Timetable {
    /// Waits for the next request's time and says from when its answer counts.
    async fn wait(&self) -> Instant {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let due = self.started + self.every * u32::try_from(number).unwrap_or(u32::MAX);
        if due <= instant() {
            return due;
        }
        tokio::time::sleep_until(due.into()).await;
        // The timer wakes up to a millisecond late, which is not the server's doing.
        instant()
    }
}

//! One `hadir sync`: what it says it cost, and how long it took.

use serde::Deserialize;
use tokio::process::Command;

use super::regency::said;
use crate::Failure;
use crate::clock::instant;

/// What one call cost.
#[derive(Clone, Copy, Debug)]
pub struct Call {
    /// From the start of the program to its end: TCP, TLS and opening the node included.
    pub seconds: f64,
    /// What the program says of it.
    pub said: Said,
}

/// What the program says of a call.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Said {
    complete: bool,
    /// Operations that went to the other node.
    pub operations_sent: u64,
    /// Operations that came.
    pub operations_received: u64,
    bytes_sent: u64,
    bytes_received: u64,
    /// Requests that were answered.
    pub round_trips: u64,
}

impl Call {
    /// Makes the call, which must end with both nodes agreeing.
    pub async fn make(mut command: Command) -> Result<Call, Failure> {
        let started = instant();
        let said = said(&mut command).await?;
        Call::read(&said, started.elapsed().as_secs_f64())
    }

    /// What a call that took so long said.
    pub fn read(said: &str, seconds: f64) -> Result<Call, Failure> {
        let said: Said = serde_json::from_str(said)?;
        if !said.complete {
            return Err("a sync ended before the nodes agreed".into());
        }
        Ok(Call { seconds, said })
    }

    /// Bytes above TLS, both ways.
    pub fn bytes(&self) -> f64 {
        (self.said.bytes_sent + self.said.bytes_received) as f64
    }
}

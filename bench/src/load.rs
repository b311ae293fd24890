//! Load on a server: as fast as it answers, or at a steady rate; and how long the answers took.

mod latencies;
mod run;

pub use latencies::Latencies;
pub use run::{Load, Outcome, Requests};

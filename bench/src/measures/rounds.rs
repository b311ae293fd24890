//! The same load on both servers in turn, so that whatever else the machine does falls on both.

use std::time::Duration;

use crate::Failure;
use crate::clock::rest;
use crate::figure::{Figure, Unit};
use crate::load::{Load, Outcome};

/// How long is measured, and how often.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    rounds: usize,
    round: Duration,
    warm_up: Duration,
    steady: Duration,
}

/// Requests in a second at which waiting times are measured.
const STEADY_PER_SECOND: u32 = 500;
/// Between two loads.
const REST: Duration = Duration::from_millis(300);

impl Pace {
    /// What figures are worth keeping from.
    pub const FULL: Pace = Pace {
        rounds: 5,
        round: Duration::from_secs(2),
        warm_up: Duration::from_secs(1),
        steady: Duration::from_secs(6),
    };
    /// For trying things out.
    pub const QUICK: Pace = Pace {
        rounds: 3,
        round: Duration::from_millis(700),
        warm_up: Duration::from_millis(300),
        steady: Duration::from_secs(2),
    };
}

/// A load on Hadir and the same on the baseline.
pub struct Pair {
    /// What is measured, in words.
    pub what: String,
    /// At how many cases.
    pub cases: u64,
    /// On Hadir.
    pub hadir: Load,
    /// On the baseline.
    pub bare: Load,
}

impl Pair {
    /// How many answers in a second, in turn; the middle round counts, and the middle ratio of two rounds side by side.
    pub async fn rate(&self, pace: Pace) -> Result<Figure, Failure> {
        for load in [&self.bare, &self.hadir] {
            load.closed(pace.warm_up).await?;
        }
        let (mut hadir, mut bare, mut shares) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..pace.rounds {
            let base = rested(&self.bare, pace.round).await?;
            let ours = rested(&self.hadir, pace.round).await?;
            shares.push(ours.rate / base.rate);
            hadir.push(ours);
            bare.push(base);
        }
        let rate = |outcomes: &[Outcome]| middle(outcomes.iter().map(|outcome| outcome.rate).collect());
        let mut figure = Figure::new(self.what.clone(), self.cases, Unit::PerSecond, rate(&hadir)).beside(rate(&bare));
        figure.share = Some(middle(shares));
        let waits = |outcomes: &[Outcome], of_hundred| {
            middle(outcomes.iter().filter_map(|outcome| millis(outcome, of_hundred)).collect())
        };
        Ok(figure.note(format!(
            "64 connections: p50 {:.1} ms, p99 {:.1} ms; baseline p50 {:.1} ms, p99 {:.1} ms",
            waits(&hadir, 50),
            waits(&hadir, 99),
            waits(&bare, 50),
            waits(&bare, 99)
        )))
    }

    /// How long 99 of 100 requests take at most at a steady rate.
    pub async fn wait(&self, pace: Pace) -> Result<Figure, Failure> {
        rest(REST).await;
        let bare = self.bare.steady(STEADY_PER_SECOND, pace.steady).await?;
        rest(REST).await;
        let hadir = self.hadir.steady(STEADY_PER_SECOND, pace.steady).await?;
        let p99 = |outcome: &Outcome| millis(outcome, 99).ok_or("nothing was answered");
        let what = format!("{} p99 at {STEADY_PER_SECOND}/s", self.what);
        let figure = Figure::new(what, self.cases, Unit::Milliseconds, p99(&hadir)?).beside(p99(&bare)?);
        let p50 = |outcome: &Outcome| millis(outcome, 50).unwrap_or_default();
        Ok(figure.note(format!("p50 {:.1} ms; baseline {:.1} ms", p50(&hadir), p50(&bare))))
    }
}

async fn rested(load: &Load, time: Duration) -> Result<Outcome, Failure> {
    rest(REST).await;
    load.closed(time).await
}

fn millis(outcome: &Outcome, of_hundred: usize) -> Option<f64> {
    outcome.latencies.percentile(of_hundred).map(|time| time.as_secs_f64() * 1_000.0)
}

/// The middle one.
pub fn middle(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::middle;

    #[test]
    fn one_wild_round_does_not_count() {
        assert_eq!(middle(vec![5.0, 900.0, 4.0]), 5.0);
    }
}

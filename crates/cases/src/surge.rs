//! What is more than usual: of many counts of this week, those that their own past hardly explains. Pure.
//!
//! The past of a count is its last weeks. A week of guard between past and present keeps the beginning of a rise out of what
//! it is measured by, as in EARS C2 (Hutwagner and others, "The bioterrorism preparedness and response Early Aberration
//! Reporting System", Journal of Urban Health 80, 2003). Counts that scatter more than chance alone makes them are given that
//! much room, as by Farrington and others ("A statistical algorithm for the early detection of outbreaks of infectious
//! disease", Journal of the Royal Statistical Society A 159, 1996): what is expected follows a negative binomial
//! distribution, in whose width also stands how little a short past tells. Because many counts are looked at together, those
//! are taken for unusual that keep the rate of false discoveries (Benjamini and Hochberg, "Controlling the false discovery
//! rate", Journal of the Royal Statistical Society B 57, 1995): if nothing at all has changed, at most [`FALSE_MOST`] of all
//! weeks show anything.

mod topics;

pub use topics::{BEFORE_LEAST, TOPICS_MOST, Topic, topics};

/// Weeks of the past that a count is measured by.
pub const PAST_WEEKS: usize = 12;
/// With fewer weeks nothing is said.
pub const PAST_WEEKS_LEAST: usize = 8;
/// Fewer cases in a week are never unusual: two neighbours are no wave.
pub const SEEN_LEAST: u32 = 3;
/// How much of what is taken for unusual may be chance.
pub const FALSE_MOST: f64 = 0.05;

/// What was to be expected, and how often so much is seen by chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance {
    /// The mean of the past, in cases a week.
    pub expected: f64,
    /// The probability of at least as many cases as were seen, if nothing has changed; 1 where it is not small.
    pub p: f64,
}

/// Measures the cases of a week by those of each week of the past.
pub fn against_weeks(seen: u32, past: &[u32]) -> Chance {
    let periods = past.len() as f64;
    let sum: f64 = past.iter().copied().map(f64::from).sum();
    let mean = sum / periods.max(1.0);
    let squares: f64 = past.iter().map(|count| (f64::from(*count) - mean).powi(2)).sum();
    let variance = squares / (periods - 1.0).max(1.0);
    let scatter = if mean > 0.0 { (variance / mean).max(1.0) } else { 1.0 };
    chance(seen, sum, periods, scatter)
}

/// Measures what was seen by a sum over so many periods of the past, each as long as the present one.
pub fn against_sum(seen: u32, sum: u32, periods: f64) -> Chance {
    chance(seen, f64::from(sum), periods, 1.0)
}

/// `scatter` is how many times wider than chance alone the past was.
fn chance(seen: u32, sum: f64, periods: f64, scatter: f64) -> Chance {
    let periods = periods.max(f64::MIN_POSITIVE);
    // Half a case more than was counted: what never happened yet is rare, not impossible (Jeffreys).
    let mean = (sum + 0.5) / periods;
    let expected = sum / periods;
    if seen < SEEN_LEAST || f64::from(seen) <= mean {
        return Chance { expected, p: 1.0 };
    }
    let variance = scatter * mean * (1.0 + 1.0 / periods);
    Chance { expected, p: upper_tail(seen, mean, variance) }
}

/// The probability that a negative binomial count of this mean and larger variance is at least `seen`, which is above the mean.
fn upper_tail(seen: u32, mean: f64, variance: f64) -> f64 {
    let size = mean * mean / (variance - mean);
    let (keep, go_on) = (mean / variance, 1.0 - mean / variance);
    let factor = |count: f64| (count + size) / (count + 1.0) * go_on;
    let logarithm: f64 = size * keep.ln() + (0..seen).map(|count| factor(f64::from(count)).ln()).sum::<f64>();
    let (mut count, mut term, mut sum) = (f64::from(seen), logarithm.exp(), 0.0);
    while term > sum * 1e-12 {
        sum += term;
        term *= factor(count);
        count += 1.0;
    }
    sum.min(1.0)
}

/// Which of all probabilities that were looked at together are discoveries, at a rate of false ones of [`FALSE_MOST`].
pub fn discoveries(probabilities: &[f64]) -> Vec<bool> {
    let mut order: Vec<f64> = probabilities.to_vec();
    order.sort_by(f64::total_cmp);
    let all = order.len() as f64;
    let limits = (1_u32..).zip(&order).filter(|(rank, p)| **p <= FALSE_MOST * f64::from(*rank) / all);
    let limit = limits.map(|(_, p)| *p).last();
    probabilities.iter().map(|p| limit.is_some_and(|limit| *p <= limit)).collect()
}

/// In how many weeks so much is seen once by chance, rounded down to a number that is easily said: 20, 50, 100, and so on
/// up to a thousand: from a few weeks nobody knows what happens once in more.
pub fn weeks_between(p: f64) -> u32 {
    let steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];
    let weeks = 1.0 / p.max(1e-9);
    steps.into_iter().take_while(|step| f64::from(*step) <= weeks).last().unwrap_or(1)
}

#[cfg(test)]
mod tests;

//! The demo regency's cases: those written by hand, and a year of others composed from templates.
//!
//! Everything here is pure: the instant that counts as now and the seed come in as arguments, so the same pair always
//! gives the same year. Place names are real; every person, phone number, figure and act of an office is invented.
//! The texts are data (`data/demo/`); what is not here is how cases get into a node: that is the import's work.
//!
//! Read on in [`case`] for the shape, [`written`] and [`generated`] for the two sources, [`story`] for what happens to
//! one case between its receipt and its end.

pub mod case;
mod dates;
mod generated;
mod office;
mod random;
mod regency;
mod replies;
mod story;
mod templates;
mod voice;
mod world;
mod written;

#[cfg(test)]
mod tests;

use jiff::Timestamp;

pub use case::DemoCase;
pub use regency::Regency;
pub use replies::replies;

/// All cases of a demo regency, oldest first, over the twelve months that end at `now`.
///
/// Nothing in them lies after `now`. The hand-written cases keep their weekdays and hours: they are moved by whole
/// weeks so that their last week is the week of `now`.
pub fn cases(regency: Regency, now: Timestamp, seed: u64) -> Vec<DemoCase> {
    let mut cases = written::cases(regency, now);
    cases.extend(generated::cases(regency, now, seed));
    cases.sort_by(|a, b| (a.received_at, &a.external_id).cmp(&(b.received_at, &b.external_id)));
    cases
}

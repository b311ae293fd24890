//! The figures of syncing with their budgets, as rows of the table.

use super::couch::Replicated;
use super::delta::{Beside, REPORTS, Seed};
use super::first::First;
use crate::figure::{Budget, Figure, Unit};
use crate::measures::Found;

/// Seconds for a hundred reports at 40 kbit/s and 800 ms, without and with 5 % of the packets lost.
const THIN_SECONDS_MAX: f64 = 6.0;
const LOSSY_SECONDS_MAX: f64 = 10.0;
const NOTHING_BYTES_MAX: f64 = 300.0;
const NOTHING_TRIPS_MAX: f64 = 1.0;
/// The first sync with a budget in seconds.
const FIRST_CASES: u64 = 10_000;
const FIRST_SECONDS_MAX: f64 = 2.0;
/// Memory may wobble by as much from one third of a first sync to the next.
const GROWTH_MAX: f64 = 1.25;
/// Below so many cases a first sync is over before memory has come to rest.
const GROWTH_CASES_MIN: u64 = 100_000;

/// What a reader of the table has to know.
pub const READ_SO: &str = "\
baseline: PouchDB 9 and pouchdb-server 4, the same words in as many documents, no TLS, their own start not counted;
  it sends plain JSON, and Hadir packs with a dictionary made from sentences like those of the demonstration
bytes: above TLS, both ways (PouchDB: above TCP); seconds: Hadir's with the program's start, TCP and TLS";

/// A seed in one line.
pub fn line_of(seed: &Seed) -> String {
    let lossy = seed.lossy.map(|lossy| format!(", {:.2} s with loss", lossy.seconds)).unwrap_or_default();
    let (bytes, trips, seconds) = (seed.thin.bytes(), seed.thin.said.round_trips, seed.thin.seconds);
    format!("{bytes} of {:.0} bytes in {trips} trips, {seconds:.2} s{lossy}", seed.limit)
}

/// The rows of the deltas.
pub fn of_deltas(seeds: &[Seed], beside: &[Beside], found: &mut Found) {
    if seeds.is_empty() {
        return;
    }
    let has_link = seeds.iter().all(|seed| seed.lossy.is_some());
    let each = |value: fn(&Seed) -> f64| Spread::of(seeds.iter().map(value));
    let other = |value: fn(&Beside) -> f64| Spread::of(beside.iter().map(value));
    let mut rows = Rows { cases: 0, found };
    let (bytes, trips) = (each(|seed| seed.nothing.bytes()), each(|seed| seed.nothing.said.round_trips as f64));
    rows.add("nothing new", Unit::Bytes, bytes, other(|it| it.nothing.bytes), Some(Budget::Bound(NOTHING_BYTES_MAX)));
    rows.add("nothing new, trips", Unit::Count, trips, None, Some(Budget::Bound(NOTHING_TRIPS_MAX)));
    if has_link {
        rows.add("nothing new", Unit::Seconds, each(|seed| seed.nothing.seconds), other(|it| it.nothing.seconds), None);
    }
    rows.cases = REPORTS as u64;
    rows.add("new reports", Unit::Bytes, each(|seed| seed.thin.bytes()), other(|it| it.thin.bytes), None);
    let share = each(|seed| seed.thin.bytes() / seed.limit);
    rows.add("new reports, bytes by limit", Unit::Times, share, None, Some(Budget::Bound(1.0)));
    rows.add("new reports, trips", Unit::Count, each(|seed| seed.thin.said.round_trips as f64), None, None);
    if has_link {
        let packets = each(|seed| seed.packet_bytes.unwrap_or_default());
        rows.add("new reports, packets", Unit::Bytes, packets, None, None);
        let (thin, lossy) = (each(|seed| seed.thin.seconds), each(|seed| seed.lossy.map_or(0.0, |it| it.seconds)));
        let most = |seconds| Some(Budget::AtMost(seconds));
        rows.add("new reports", Unit::Seconds, thin, other(|it| it.thin.seconds), most(THIN_SECONDS_MAX));
        rows.add("new reports, 5 % lost", Unit::Seconds, lossy, other(|it| it.lossy.seconds), most(LOSSY_SECONDS_MAX));
    }
}

/// The rows of a first sync.
pub fn of_first(cases: u64, first: &First, beside: Option<&Replicated>, found: &mut Found) {
    let mut seconds = Figure::new("first sync, seconds", cases, Unit::Seconds, first.call.seconds);
    let mut bytes = Figure::new("first sync, bytes", cases, Unit::Bytes, first.call.bytes());
    if let Some(beside) = beside {
        (seconds, bytes) = (seconds.beside(beside.seconds), bytes.beside(beside.bytes));
    }
    if cases == FIRST_CASES {
        seconds = seconds.within(Budget::AtMost(FIRST_SECONDS_MAX));
    }
    let operations = crate::figure::grouped(first.call.said.operations_received as f64);
    let trips = first.call.said.round_trips;
    let [calling, called] = first.peaks();
    let mut growth = Figure::new("first sync, memory's growth", cases, Unit::Times, first.growth());
    if cases >= GROWTH_CASES_MIN {
        growth = growth.within(Budget::Bound(GROWTH_MAX));
    }
    found.take(
        "first sync",
        Ok(vec![
            seconds.note(format!("{operations} operations in {trips} round trips")),
            bytes,
            Figure::new("first sync, caller's memory", cases, Unit::Memory, calling),
            Figure::new("first sync, called node's memory", cases, Unit::Memory, called),
            growth.note("the most in the last third of the time by the most in the middle third, of the worse side"),
        ]),
    );
}

/// The middle and the worst of some values.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Spread {
    median: f64,
    worst: f64,
}

impl Spread {
    fn of(values: impl Iterator<Item = f64>) -> Option<Spread> {
        let mut values: Vec<f64> = values.collect();
        values.sort_by(f64::total_cmp);
        // Of an even number, the worse of the two in the middle.
        let (median, worst) = (*values.get(values.len() / 2)?, *values.last()?);
        Some(Spread { median, worst })
    }
}

/// Puts two rows for each thing into the table.
struct Rows<'a> {
    cases: u64,
    found: &'a mut Found,
}

impl Rows<'_> {
    fn add(&mut self, what: &str, unit: Unit, value: Option<Spread>, beside: Option<Spread>, budget: Option<Budget>) {
        let Some(value) = value else { return };
        let what = match unit {
            Unit::Seconds => format!("{what}, seconds"),
            Unit::Bytes => format!("{what}, bytes"),
            _ => what.to_owned(),
        };
        let row = |which: &str, value: f64, beside: Option<f64>| {
            let figure = Figure::new(format!("{what}, {which}"), self.cases, unit, value);
            let figure = beside.into_iter().fold(figure, Figure::beside);
            budget.into_iter().fold(figure, Figure::within)
        };
        let median = row("median", value.median, beside.map(|beside| beside.median));
        let worst = row("worst", value.worst, beside.map(|beside| beside.worst));
        self.found.take(&what, Ok(vec![median, worst]));
    }
}

#[cfg(test)]
mod tests {
    use super::Spread;

    #[test]
    fn the_worst_is_the_most_and_the_median_does_not_flatter() {
        let spread = |values: &[f64]| Spread::of(values.iter().copied());
        assert_eq!(spread(&[9.0, 1.0, 4.0]), Some(Spread { median: 4.0, worst: 9.0 }));
        assert_eq!(spread(&[4.0, 1.0]), Some(Spread { median: 4.0, worst: 4.0 }));
        assert_eq!(spread(&[]), None);
    }
}

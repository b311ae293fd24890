//! What was measured, what it is held against, and whether it holds.

use std::fmt;

use serde::Serialize;

/// One thing measured at one size.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// What, in words.
    pub what: String,
    /// At how many cases; 0 where that does not matter.
    pub cases: u64,
    /// What it is counted in.
    pub unit: Unit,
    /// Hadir's.
    pub value: f64,
    /// The bare stack's, measured in turn with Hadir's.
    pub baseline: Option<f64>,
    /// Hadir's share of the bare stack's, round by round, the middle one.
    pub share: Option<f64>,
    /// What it must keep.
    pub budgets: Vec<Budget>,
    /// Whether it also must not grow much with the number of cases.
    #[serde(skip)]
    pub is_steady: bool,
    /// What a reader of the figure should know.
    pub note: Option<String>,
}

/// What a figure is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// So many in a second.
    PerSecond,
    /// Thousandths of a second.
    Milliseconds,
    /// Seconds.
    Seconds,
    /// Bytes in memory, shown in millions.
    Memory,
    /// Bytes on a wire.
    Bytes,
    /// Pieces.
    Count,
    /// How many times something else.
    Times,
}

/// What a figure must keep (the budgets of the design).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Budget {
    /// At least this share of the bare stack's rate in the same run.
    ShareAtLeast(f64),
    /// The time of one request is at most so many times that at the smallest number of cases in the same run.
    GrowthAtMost {
        /// How many times.
        times: f64,
        /// How many times it was.
        measured: f64,
    },
    /// At least so much, on a machine with two quiet cores.
    AtLeast(f64),
    /// At most so much, on a machine with two quiet cores.
    AtMost(f64),
    /// At most so much on any machine: bytes and round trips do not depend on it.
    Bound(f64),
}

/// Whether budgets are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// There is none to keep.
    None,
    /// All are.
    Kept,
    /// One that depends on how fast and how quiet the machine is, is not.
    MissedHere,
    /// One that compares within the same run, or does not depend on time, is not.
    Missed,
}

impl Figure {
    /// A figure without a baseline or budgets.
    pub fn new(what: impl Into<String>, cases: u64, unit: Unit, value: f64) -> Figure {
        let what = what.into();
        Figure {
            what,
            cases,
            unit,
            value,
            baseline: None,
            share: None,
            budgets: Vec::new(),
            is_steady: false,
            note: None,
        }
    }

    /// The same with what the bare stack did.
    pub fn beside(mut self, baseline: f64) -> Figure {
        self.baseline = Some(baseline);
        self.share = Some(self.value / baseline);
        self
    }

    /// The same with a budget.
    pub fn within(mut self, budget: Budget) -> Figure {
        self.budgets.push(budget);
        self
    }

    /// The same with a remark.
    pub fn note(mut self, note: impl Into<String>) -> Figure {
        self.note = Some(note.into());
        self
    }

    /// Whether the budgets are kept.
    pub fn verdict(&self) -> Verdict {
        let missed = |budget: &&Budget| !self.keeps(budget);
        match self.budgets.iter().filter(missed).map(Budget::is_relative).max() {
            _ if self.budgets.is_empty() => Verdict::None,
            None => Verdict::Kept,
            Some(false) => Verdict::MissedHere,
            Some(true) => Verdict::Missed,
        }
    }

    fn keeps(&self, budget: &Budget) -> bool {
        match *budget {
            Budget::ShareAtLeast(least) => self.share.is_none_or(|share| share >= least),
            Budget::GrowthAtMost { times, measured } => measured <= times,
            Budget::AtLeast(least) => self.value >= least,
            Budget::AtMost(most) | Budget::Bound(most) => self.value <= most,
        }
    }
}

impl Budget {
    /// Whether it compares within one run or does not depend on time, so that a slow or busy machine is no excuse.
    fn is_relative(&self) -> bool {
        matches!(self, Budget::ShareAtLeast(_) | Budget::GrowthAtMost { .. } | Budget::Bound(_))
    }

    /// The budget as a reader writes it.
    pub fn shown(&self, unit: Unit) -> String {
        match self {
            Budget::ShareAtLeast(least) => format!("ratio ≥ {least:.2}"),
            Budget::GrowthAtMost { times, measured } => format!("growth ≤ {times} (is {measured:.2})"),
            Budget::AtLeast(least) => format!("≥ {}", unit.shown(*least)),
            Budget::AtMost(most) | Budget::Bound(most) => format!("≤ {}", unit.shown(*most)),
        }
    }
}

impl Unit {
    /// A value with its unit.
    pub fn shown(self, value: f64) -> String {
        match self {
            Unit::PerSecond => format!("{}/s", grouped(value)),
            Unit::Milliseconds if value < 100.0 => format!("{value:.1} ms"),
            Unit::Milliseconds => format!("{value:.0} ms"),
            Unit::Seconds => format!("{value:.2} s"),
            Unit::Memory => format!("{:.1} MB", value / 1e6),
            Unit::Bytes => format!("{} B", grouped(value)),
            Unit::Count => grouped(value),
            Unit::Times => format!("{value:.2} ×"),
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Verdict::None => "",
            Verdict::Kept => "kept",
            Verdict::MissedHere => "missed here",
            Verdict::Missed => "MISSED",
        })
    }
}

/// Adds to each figure that should not grow the budget against the smallest number of cases in the same run.
pub fn compare_sizes(figures: &mut [Figure], times: f64) {
    let smallest: Vec<_> = figures.iter().filter(|figure| figure.is_steady).cloned().collect();
    for figure in figures.iter_mut().filter(|figure| figure.is_steady) {
        let same = smallest.iter().filter(|other| other.what == figure.what);
        let Some(least) = same.min_by_key(|other| other.cases).filter(|least| least.cases < figure.cases) else {
            continue;
        };
        figure.budgets.push(Budget::GrowthAtMost { times, measured: least.value / figure.value });
    }
}

/// A whole number in groups of three digits.
pub fn grouped(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if value < 0.0 { format!("-{grouped}") } else { grouped }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(value: f64) -> Figure {
        Figure::new("inbox", 10, Unit::PerSecond, value)
    }

    #[test]
    fn a_share_below_its_budget_is_missed_on_any_machine() {
        assert_eq!(rate(40.0).beside(100.0).within(Budget::ShareAtLeast(0.5)).verdict(), Verdict::Missed);
        assert_eq!(rate(60.0).beside(100.0).within(Budget::ShareAtLeast(0.5)).verdict(), Verdict::Kept);
        assert_eq!(rate(60.0).within(Budget::AtLeast(70.0)).verdict(), Verdict::MissedHere);
        assert_eq!(rate(60.0).within(Budget::Bound(59.0)).verdict(), Verdict::Missed);
        assert_eq!(rate(60.0).verdict(), Verdict::None);
    }

    #[test]
    fn growth_is_held_against_the_smallest_size() {
        let mut figures = [rate(300.0), Figure { cases: 1_000, ..rate(100.0) }];
        figures.iter_mut().for_each(|figure| figure.is_steady = true);
        compare_sizes(&mut figures, 1.5);
        assert_eq!((figures[0].verdict(), figures[1].verdict()), (Verdict::None, Verdict::Missed));
        assert_eq!(figures[1].budgets[0].shown(Unit::PerSecond), "growth ≤ 1.5 (is 3.00)");
    }

    #[test]
    fn values_are_shown_with_their_units() {
        assert_eq!(Unit::PerSecond.shown(1_234_567.4), "1,234,567/s");
        assert_eq!(Unit::Milliseconds.shown(4.24), "4.2 ms");
        assert_eq!(Unit::Memory.shown(38_400_000.0), "38.4 MB");
    }
}

//! Open figures: received, answered, in time, and how long it took, by month and unit.

use std::collections::BTreeMap;

use hadir_store::{Fault, Pool, params};
use jiff::Timestamp;

/// The figures of one unit in one month of receipt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MonthOfUnit {
    /// Reports received.
    pub received: u64,
    /// Of these, answered or ended by now.
    pub answered: u64,
    /// Of the answered, in time.
    pub in_time: u64,
    /// Of the received, past their limit and not answered.
    pub overdue: u64,
    /// How many first answers took how many tenths of a working day.
    pub tenths: BTreeMap<u32, u64>,
}

/// All figures at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// When they were counted.
    pub counted_at: Timestamp,
    /// By month (`2026-10`) and unit.
    pub months: BTreeMap<String, BTreeMap<String, MonthOfUnit>>,
}

/// Minutes of a usual working day: 37 hours 30 minutes over five days (Perpres 21/2023).
const DAY_MINUTES: i64 = 450;

#[derive(sqlx::FromRow)]
struct Counted {
    month: String,
    unit: String,
    received: i64,
    answered: i64,
    in_time: i64,
    overdue: i64,
}

/// Counts everything. It reads one covering index from end to end, so callers keep the answer for a while.
pub async fn figures(pool: &Pool, now: Timestamp) -> Result<Figures, Fault> {
    let sql = "select month, unit, cast(count(*) as bigint) as received, \
               cast(sum(case when is_open then 0 else 1 end) as bigint) as answered, \
               cast(sum(case when was_in_time then 1 else 0 end) as bigint) as in_time, \
               cast(sum(case when is_open and status <> 'waiting' and due_at < $1 then 1 else 0 end) as bigint) as overdue \
               from cases group by month, unit";
    let mut months: BTreeMap<String, BTreeMap<String, MonthOfUnit>> = BTreeMap::new();
    for row in pool.all::<Counted>(sql, params![now]).await? {
        let unsigned = |count: i64| count.max(0).cast_unsigned();
        let of_unit = MonthOfUnit {
            received: unsigned(row.received),
            answered: unsigned(row.answered),
            in_time: unsigned(row.in_time),
            overdue: unsigned(row.overdue),
            tenths: BTreeMap::new(),
        };
        months.entry(row.month).or_default().insert(row.unit, of_unit);
    }
    let sql = "select month, unit, answer_minutes * 10 / $1 as tenths, cast(count(*) as bigint) as answers \
               from cases where answer_minutes is not null group by month, unit, 3";
    for (month, unit, tenths, answers) in pool.all::<(String, String, i64, i64)>(sql, params![DAY_MINUTES]).await? {
        let of_unit = months.entry(month).or_default().entry(unit).or_default();
        let tenths = u32::try_from(tenths.max(0)).unwrap_or(u32::MAX);
        of_unit.tenths.insert(tenths, answers.max(0).cast_unsigned());
    }
    Ok(Figures { counted_at: now, months })
}

impl MonthOfUnit {
    /// Adds another month's or unit's figures.
    pub fn add(&mut self, other: &Self) {
        self.received += other.received;
        self.answered += other.answered;
        self.in_time += other.in_time;
        self.overdue += other.overdue;
        for (tenths, count) in &other.tenths {
            *self.tenths.entry(*tenths).or_default() += count;
        }
    }

    /// The median of the first answers in working days; half were quicker. Nothing without an answer.
    pub fn median_days(&self) -> Option<f64> {
        let answers: u64 = self.tenths.values().sum();
        let mut seen = 0;
        self.tenths.iter().find_map(|(tenths, count)| {
            seen += count;
            (answers > 0 && seen * 2 >= answers).then(|| f64::from(*tenths) / 10.0)
        })
    }

    /// How many of the cases whose limit has passed or that were answered kept it, of a hundred; nothing without any.
    pub fn in_time_of_hundred(&self) -> Option<u32> {
        let judged = self.answers() + self.overdue;
        (judged > 0).then(|| u32::try_from((self.in_time * 100 + judged / 2) / judged).unwrap_or(100))
    }

    /// Cases with a first answer.
    pub fn answers(&self) -> u64 {
        self.tenths.values().sum()
    }
}

impl Figures {
    /// All units of a month together.
    pub fn month(&self, month: &str) -> MonthOfUnit {
        sum(self.months.get(month).into_iter().flat_map(BTreeMap::values))
    }

    /// One unit in all months together.
    pub fn unit(&self, unit: &str) -> MonthOfUnit {
        sum(self.months.values().filter_map(|units| units.get(unit)))
    }

    /// Everything together.
    pub fn all(&self) -> MonthOfUnit {
        sum(self.months.values().flat_map(BTreeMap::values))
    }
}

fn sum<'a>(parts: impl Iterator<Item = &'a MonthOfUnit>) -> MonthOfUnit {
    parts.fold(MonthOfUnit::default(), |mut total, part| {
        total.add(part);
        total
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_answers_are_quicker_than_the_median() {
        let days =
            |tenths: &[(u32, u64)]| MonthOfUnit { tenths: tenths.iter().copied().collect(), ..MonthOfUnit::default() };
        assert_eq!(days(&[]).median_days(), None);
        assert_eq!(days(&[(30, 1)]).median_days(), Some(3.0));
        assert_eq!(days(&[(5, 2), (30, 2), (90, 1)]).median_days(), Some(3.0));
    }

    #[test]
    fn a_case_that_is_late_and_unanswered_counts_against_the_office() {
        let month = MonthOfUnit { in_time: 3, overdue: 1, tenths: [(10, 3)].into(), ..MonthOfUnit::default() };
        assert_eq!(month.in_time_of_hundred(), Some(75));
    }
}

//! Sums by week, for the charts of the desk. What is in a closed circle counts in none of them: a page of the desk shows its
//! figures by unit and place, where a single such case would tell of itself.

use hadir_store::Type::{Int, Text};
use hadir_store::params;
use hadir_store::table::{Form, Rows, Table, column};

use super::{NO_UNIT, district};
use crate::events::{CaseEvent, Received};
use crate::state::{Case, Moment};

/// What happened in a week at a unit: cases `received`; `done`, that is answered or ended; whose limit came and found them
/// not done, `late`; and of these the done ones, `settled`. So at the end of a week as many are late as were late in it and
/// before, less what was settled. Limits to come stand there as well, in their week.
pub static CASE_WEEKS: Table = Table {
    name: "case_weeks",
    version: 1,
    columns: &[column("week", Int), column("unit", Text), column("what", Text), column("cases", Int)],
    key: 3,
    indexes: &[],
    form: Form::Tally,
};

/// Cases received, by week, district, category and unit. Without a district or a category the column is empty.
pub static CASE_PLACES: Table = Table {
    name: "case_places",
    version: 1,
    columns: &[
        column("week", Int),
        column("district", Text),
        column("category", Text),
        column("unit", Text),
        column("cases", Int),
    ],
    key: 4,
    indexes: &[],
    form: Form::Tally,
};

/// Cases that are open, whenever they came, by district, category and unit.
pub static CASE_OPEN: Table = Table {
    name: "case_open",
    version: 1,
    columns: &[column("district", Text), column("category", Text), column("unit", Text), column("cases", Int)],
    key: 3,
    indexes: &[],
    form: Form::Tally,
};

const WEEK_MS: i64 = 7 * 24 * 60 * 60 * 1_000;

/// The week of an instant in milliseconds since 1970, UTC: weeks begin on Monday at midnight WITA, the middle one of the three
/// zones, so that a sum means the same at every office. The week that holds 1 January 1970 is number 0.
pub(crate) const fn week(at_ms: i64) -> i64 {
    const DAY_MS: i64 = WEEK_MS / 7;
    // 1 January 1970 was a Thursday; WITA is eight hours ahead.
    (at_ms + 3 * DAY_MS + DAY_MS / 3).div_euclid(WEEK_MS)
}

/// Counts a case.
pub(super) fn count(case: &Case, received: &Received, into: &mut Rows) {
    if case.sensitivity.is_some() {
        return;
    }
    let unit = if case.unit.is_empty() { NO_UNIT } else { case.unit.as_str() };
    let mut happened = |at: i64, what: &str| into.add(&CASE_WEEKS, params![week(at), unit, what, 1_i64]);
    happened(received.at, "received");
    let done_at = done_at(case);
    if let Some(at) = done_at {
        happened(at, "done");
    }
    if let Some(due_at) = case.due_at().filter(|due| !case.is_waiting() && done_at.is_none_or(|at| at > *due)) {
        happened(due_at, "late");
        if let Some(at) = done_at {
            happened(at, "settled");
        }
    }
    let district = received.place.as_deref().and_then(district).unwrap_or_default();
    let category = case.category.as_deref().unwrap_or_default();
    into.add(&CASE_PLACES, params![week(received.at), district, category, unit, 1_i64]);
    if case.status.is_open() {
        into.add(&CASE_OPEN, params![district, category, unit, 1_i64]);
    }
}

/// When it was done: at its answer, or at the end it came to without one; nothing while it is open. An answer from before it
/// was opened again does not count.
fn done_at(case: &Case) -> Option<i64> {
    let is_answer = |moment: &&Moment| {
        let is_one = matches!(&moment.event, CaseEvent::Said(said, _) if said.answer.is_some());
        is_one && !moment.is_undone && moment.at >= case.counts_from
    };
    let answered = case.thread.iter().find(is_answer).map(|moment| moment.at);
    (!case.status.is_open()).then(|| answered.or(case.closed_at).unwrap_or(case.touched_at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_begins_on_monday_at_midnight_in_the_middle_zone() {
        let week = |text: &str| week(text.parse::<jiff::Timestamp>().unwrap().as_millisecond());
        assert_eq!(week("1970-01-01T00:00:00+08:00"), 0);
        let monday = week("2026-03-09T00:00:00+08:00");
        assert_eq!(week("2026-03-15T23:59:59+08:00"), monday);
        assert_eq!(week("2026-03-08T23:59:59+08:00"), monday - 1);
        assert_eq!(week("2026-03-16T00:00:00+08:00"), monday + 1);
    }
}

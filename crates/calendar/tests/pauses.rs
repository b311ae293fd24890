//! Waiting for the citizen: which days do not count, and how the time left stands still.

mod support;

use hadir_calendar::{Pause, SkipReason, Standing, Zone};
use support::{Seeded, day, local};

const ZONE: Zone = Zone::Wita;

fn pause(from: &str, until: &str) -> Pause {
    Pause { from: local(ZONE, from), until: Some(local(ZONE, until)) }
}

fn waiting_since(from: &str) -> Pause {
    Pause { from: local(ZONE, from), until: None }
}

/// Five working days from Monday 15 September 2025 fall due on Monday 22 September.
fn check(pauses: &[Pause], due: &str, paused_days: &[&str]) {
    let deadline = Seeded::new().deadline(ZONE, "info_request", "2025-09-15T08:00", pauses);
    assert_eq!(deadline.due_on, day(due), "{pauses:?}");
    let paused = deadline.skipped.iter().filter(|skipped| skipped.reason == SkipReason::Paused);
    let paused: Vec<String> = paused.map(|skipped| skipped.date.to_string()).collect();
    assert_eq!(paused, paused_days, "{pauses:?}");
}

#[test]
fn an_answer_before_closing_costs_no_day() {
    check(&[pause("2025-09-16T10:00", "2025-09-16T15:00")], "2025-09-22", &[]);
}

#[test]
fn a_day_that_closes_while_waiting_is_not_counted() {
    check(&[pause("2025-09-16T15:00", "2025-09-17T10:00")], "2025-09-23", &["2025-09-16"]);
    check(&[pause("2025-09-16T15:00", "2025-09-18T16:30")], "2025-09-25", &["2025-09-16", "2025-09-17", "2025-09-18"]);
}

#[test]
fn a_pause_holds_its_first_instant_but_not_its_last() {
    check(&[pause("2025-09-16T16:00", "2025-09-16T16:01")], "2025-09-23", &["2025-09-16"]);
    check(&[pause("2025-09-16T10:00", "2025-09-16T16:00")], "2025-09-22", &[]);
}

#[test]
fn waiting_over_a_weekend_costs_nothing() {
    check(&[pause("2025-09-19T16:31", "2025-09-22T07:00")], "2025-09-22", &[]);
}

#[test]
fn pauses_may_overlap_and_come_in_any_order() {
    let pauses = [pause("2025-09-17T10:00", "2025-09-17T17:00"), pause("2025-09-16T15:00", "2025-09-17T16:30")];
    check(&pauses, "2025-09-24", &["2025-09-16", "2025-09-17"]);
}

#[test]
fn a_pause_that_ends_before_it_begins_changes_nothing() {
    check(&[pause("2025-09-18T10:00", "2025-09-16T10:00")], "2025-09-22", &[]);
}

#[test]
fn an_early_ramadan_close_decides_too() {
    let at_half_past_three = pause("2025-03-12T15:30", "2025-03-12T15:50");
    let deadline = Seeded::new().deadline(ZONE, "sp4n_verify", "2025-03-11T08:00", &[at_half_past_three]);
    assert_eq!(deadline.due_on, day("2025-03-14"), "the office had closed at 15:00");
}

#[test]
fn calendar_days_stand_still_when_their_last_minute_is_waited_through() {
    let seeded = Seeded::new();
    let plain = seeded.deadline(ZONE, "silence_closes_after", "2025-09-01T10:00", &[]);
    assert_eq!(plain.due_on, day("2025-09-11"));
    let waited = [pause("2025-09-03T10:00", "2025-09-05T10:00")];
    let deadline = seeded.deadline(ZONE, "silence_closes_after", "2025-09-01T10:00", &waited);
    assert_eq!(deadline.due_on, day("2025-09-13"));
}

#[test]
fn hours_never_stop() {
    let seeded = Seeded::new();
    let plain = seeded.deadline(ZONE, "pdp_breach", "2025-09-15T08:00", &[]);
    for waited in [pause("2025-09-15T09:00", "2025-09-17T09:00"), waiting_since("2025-09-15T09:00")] {
        assert_eq!(seeded.deadline(ZONE, "pdp_breach", "2025-09-15T08:00", &[waited]), plain);
    }
}

#[test]
fn while_waiting_the_time_left_is_exact_and_frozen() {
    let seeded = Seeded::new();
    let office = seeded.office(ZONE);
    let running = seeded.deadline(ZONE, "info_request", "2025-09-15T08:00", &[]);
    let asked_at = local(ZONE, "2025-09-17T10:00");
    let when_asked = office.remaining(&running, asked_at);

    let waiting = seeded.deadline(ZONE, "info_request", "2025-09-15T08:00", &[waiting_since("2025-09-17T10:00")]);
    assert_eq!(waiting.paused_since, Some(asked_at));
    for now in ["2025-09-17T10:00", "2025-09-17T15:00", "2025-09-20T09:00", "2025-12-01T09:00"] {
        let left = office.remaining(&waiting, local(ZONE, now));
        assert!(left.is_paused);
        assert_eq!(left.standing, Standing::InTime, "waiting since before the due date is never overdue");
        assert_eq!((left.minutes, left.working_days), (when_asked.minutes, when_asked.working_days), "at {now}");
    }
}

#[test]
fn after_the_answer_the_clock_goes_on_where_it_stood() {
    let seeded = Seeded::new();
    let office = seeded.office(ZONE);
    let waiting = waiting_since("2025-09-16T10:00");
    let frozen = seeded.deadline(ZONE, "info_request", "2025-09-15T08:00", &[waiting]);
    let answered_at = local(ZONE, "2025-09-17T10:00");
    let answered = waiting.ended_by(answered_at);
    let running = seeded.deadline(ZONE, "info_request", "2025-09-15T08:00", &[answered]);
    assert_eq!(running.due_on, day("2025-09-23"));
    let (before, after) = (office.remaining(&frozen, answered_at), office.remaining(&running, answered_at));
    assert_eq!(before.minutes, after.minutes);
    assert!(before.is_paused && !after.is_paused);
}

#[test]
fn a_day_waited_through_before_an_open_pause_stays_uncounted() {
    let pauses = [pause("2025-09-16T15:00", "2025-09-17T10:00"), waiting_since("2025-09-18T10:00")];
    check(&pauses, "2025-09-23", &["2025-09-16"]);
}

#[test]
fn from_the_instant_an_open_pause_begins_only_it_matters() {
    let pauses = [pause("2025-09-16T15:00", "2025-09-16T17:00"), waiting_since("2025-09-16T16:00")];
    check(&pauses, "2025-09-22", &[]);
}

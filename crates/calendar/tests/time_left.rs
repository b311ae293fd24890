//! The time left as an inbox shows it, minute by minute around closing and due instant.

mod support;

use hadir_calendar::{Standing, Stretch, Zone};
use support::{Seeded, local};

const ZONE: Zone = Zone::Wita;

fn check(id: &str, now: &str, standing: Standing, minutes: u64, stretch: Stretch) {
    let seeded = Seeded::new();
    let deadline = seeded.deadline(ZONE, id, "2025-09-15T08:00", &[]);
    let left = seeded.office(ZONE).remaining(&deadline, local(ZONE, now));
    assert_eq!((left.standing, left.minutes, left.stretch()), (standing, minutes, stretch), "{id} at {now}");
}

fn time(hours: u64, minutes: u64) -> Stretch {
    Stretch::Time { hours, minutes }
}

/// Three working days from Monday 15 September 2025, 08:00: due on Thursday the 18th, closing 16:00.
#[test]
fn working_days_count_down_to_closing_time_on_the_due_day() {
    use Standing::{InTime, Overdue};
    let check = |now, standing, minutes, stretch| check("sp4n_verify", now, standing, minutes, stretch);
    check("2025-09-15T08:00", InTime, 420 + 3 * 450, Stretch::WorkingDays(3));
    check("2025-09-16T20:00", InTime, 2 * 450, Stretch::WorkingDays(2));
    check("2025-09-18T06:00", InTime, 450, time(7, 30));
    check("2025-09-18T13:20", InTime, 160, time(2, 40));
    check("2025-09-18T12:30", InTime, 180, time(3, 0));
    check("2025-09-18T15:59:30", InTime, 1, time(0, 1));
    check("2025-09-18T16:00", InTime, 0, time(0, 0));
    check("2025-09-18T23:59:00", InTime, 0, time(0, 0));
    check("2025-09-18T23:59:01", Overdue, 0, time(0, 0));
    check("2025-09-19T08:45", Overdue, 75, Stretch::WorkingDays(1));
    check("2025-09-22T07:30", Overdue, 450, Stretch::WorkingDays(2));
}

/// 14 calendar days from Monday 15 September 2025: due on Monday the 29th.
#[test]
fn calendar_days_are_told_in_working_time_too() {
    check("uu25_first_response", "2025-09-26T16:30", Standing::InTime, 450, Stretch::WorkingDays(1));
    check("uu25_first_response", "2025-09-29T15:00", Standing::InTime, 60, time(1, 0));
}

/// 72 hours from Monday 15 September 2025, 08:00, breaks and nights included.
#[test]
fn hours_count_down_by_the_clock() {
    check("pdp_breach", "2025-09-16T20:40", Standing::InTime, 35 * 60 + 20, time(35, 20));
    check("pdp_breach", "2025-09-18T10:05", Standing::Overdue, 125, time(2, 5));
}

//! Cases counted by hand on a wall calendar, at the edges the worked examples leave out.

mod support;

use hadir_calendar::{
    Basis, Confidence, Move, Office, Rule, SkipReason, TimeUnit, WorkingHours, WorkingWeek, Zone, earlier_of,
};
use jiff::civil::Weekday;
use support::{Seeded, day, local};

fn check(zone: Zone, id: &str, received: &str, deemed: &str, due: &str, act_by: &str) {
    let deadline = Seeded::new().deadline(zone, id, received, &[]);
    assert_eq!(deadline.deemed_received, day(deemed), "{id} of {received}: deemed received");
    assert_eq!(deadline.due_on, day(due), "{id} of {received}: due");
    assert_eq!(deadline.due_at, local(zone, &format!("{due}T23:59")), "{id} of {received}: due instant");
    assert_eq!(deadline.act_by, day(act_by), "{id} of {received}: act by");
}

fn check_working(zone: Zone, id: &str, received: &str, deemed: &str, due: &str) {
    check(zone, id, received, deemed, due, due);
}

#[test]
fn sixty_working_days_over_eid_2025() {
    check_working(Zone::Wita, "complaint_supervisory", "2025-02-03T08:00", "2025-02-03", "2025-05-09");
}

#[test]
fn received_exactly_at_the_ramadan_close_and_one_second_later() {
    check_working(Zone::Wit, "info_request", "2025-03-20T15:00:00", "2025-03-20", "2025-03-27");
    check_working(Zone::Wit, "info_request", "2025-03-20T15:00:01", "2025-03-21", "2025-04-08");
}

#[test]
fn the_last_second_of_sunday_and_the_first_of_monday() {
    check_working(Zone::Wita, "info_request", "2025-09-14T23:59:59", "2025-09-15", "2025-09-22");
    check_working(Zone::Wita, "info_request", "2025-09-15T00:00:00", "2025-09-15", "2025-09-22");
}

#[test]
fn one_instant_is_in_time_in_jakarta_and_late_further_east() {
    let seeded = Seeded::new();
    let received_at = local(Zone::Wib, "2025-09-15T15:30");
    for (zone, deemed, due) in [
        (Zone::Wib, "2025-09-15", "2025-09-22"),
        (Zone::Wita, "2025-09-16", "2025-09-23"),
        (Zone::Wit, "2025-09-16", "2025-09-23"),
    ] {
        let deadline = seeded.office(zone).deadline(seeded.rule("info_request"), received_at);
        assert_eq!(deadline.deemed_received, day(deemed), "{zone}");
        assert_eq!(deadline.due_at, local(zone, &format!("{due}T23:59")), "{zone}");
    }
}

#[test]
fn received_on_the_last_evening_of_the_year_belongs_to_the_next() {
    check_working(Zone::Wib, "sp4n_verify", "2025-12-31T16:01", "2026-01-02", "2026-01-07");
}

#[test]
fn a_date_beyond_the_known_calendar_is_provisional() {
    let seeded = Seeded::new();
    let into_2028 = seeded.deadline(Zone::Wita, "complaint_nonsupervisory", "2027-12-20T10:00", &[]);
    assert_eq!(into_2028.due_on, day("2028-01-10"));
    assert_eq!(into_2028.confidence, Confidence::Low);
    assert!(into_2028.is_provisional);

    let within_2027 = seeded.deadline(Zone::Wita, "info_request", "2027-04-05T10:00", &[]);
    assert_eq!(within_2027.confidence, Confidence::Medium);
    assert!(!within_2027.is_provisional);

    let hours = seeded.deadline(Zone::Wita, "pdp_breach", "2031-04-05T10:00", &[]);
    assert!(!hours.is_provisional, "elapsed hours need no calendar");
}

#[test]
fn hour_limits_run_to_the_second_through_weekends_and_years() {
    let seeded = Seeded::new();
    let deadline = seeded.deadline(Zone::Wit, "pdp_breach", "2026-12-31T23:30:15", &[]);
    assert_eq!(deadline.due_at, local(Zone::Wit, "2027-01-03T23:30:15"));
    assert_eq!(deadline.due_on, day("2027-01-03"));
    assert_eq!(deadline.act_by, day("2027-01-03"));
    assert!(deadline.skipped.is_empty());
}

#[test]
fn calendar_days_are_not_moved_but_say_by_when_to_act() {
    check(Zone::Wit, "uu25_decision", "2026-01-20T10:00", "2026-01-20", "2026-03-21", "2026-03-17");
    check(Zone::Wita, "uu25_first_response", "2025-09-06T23:50", "2025-09-06", "2025-09-20", "2025-09-19");
}

#[test]
fn nobody_is_asked_to_act_before_the_report_came() {
    let seeded = Seeded::new();
    let one_day = Rule { amount: 1, unit: TimeUnit::CalendarDays, ..seeded.rule("info_request").clone() };
    let received_at = local(Zone::Wita, "2025-03-29T09:00");
    let deadline = seeded.office(Zone::Wita).deadline(&one_day, received_at);
    assert_eq!(deadline.due_on, day("2025-03-30"));
    assert_eq!(deadline.act_by, day("2025-03-29"));
}

#[test]
fn every_skipped_day_has_its_reason() {
    let seeded = Seeded::new();
    let deadline = seeded.deadline(Zone::Wita, "info_request", "2025-08-15T16:30", &[]);
    let told: Vec<String> = deadline
        .skipped
        .iter()
        .map(|skipped| match &skipped.reason {
            SkipReason::Weekend => format!("{} akhir pekan", skipped.date),
            SkipReason::Holiday { name, .. } => format!("{} {name}", skipped.date),
            SkipReason::Paused => format!("{} menunggu warga", skipped.date),
        })
        .collect();
    assert_eq!(
        told,
        [
            "2025-08-16 akhir pekan",
            "2025-08-17 akhir pekan",
            "2025-08-18 Cuti Bersama Hari Kemerdekaan Republik Indonesia",
            "2025-08-23 akhir pekan",
            "2025-08-24 akhir pekan",
        ]
    );
    assert_eq!(&*deadline.rule_name, "Permintaan informasi melalui SP4N-LAPOR!");
}

#[test]
fn a_decree_after_the_fact_moves_the_date_and_keeps_the_old_one() {
    let before = Seeded::with_calendar(|data| {
        data.version = "before the decree of 7 August 2025".into();
        data.holidays.retain(|holiday| holiday.date != day("2025-08-18"));
    });
    let after = Seeded::new();
    let announced = before.deadline(Zone::Wita, "info_request", "2025-08-15T09:00", &[]);
    assert_eq!(announced.due_on, day("2025-08-22"));

    let office = after.office(Zone::Wita);
    let recomputed = office.recompute(announced.clone(), after.rule("info_request"), &[]);
    assert_eq!(recomputed.old, announced);
    assert_eq!(recomputed.new.due_on, day("2025-08-25"));
    assert_eq!(recomputed.direction(), Move::Later);
    assert_ne!(recomputed.old.calendar_version, recomputed.new.calendar_version);

    let again = office.recompute(recomputed.new, after.rule("info_request"), &[]);
    assert_eq!(again.direction(), Move::Stays);
}

#[test]
fn the_shorter_of_law_and_promise_binds() {
    let seeded = Seeded::new();
    let legal = seeded.deadline(Zone::Wita, "complaint_nonsupervisory", "2025-09-15T08:00", &[]);
    let two_days = Rule { amount: 2, ..seeded.rule("info_request").clone() };
    let promise = seeded.office(Zone::Wita).deadline(&two_days, legal.received_at);

    let binding = earlier_of(legal.clone(), promise.clone());
    assert_eq!((binding.basis, &binding.used, &binding.other), (Basis::Promise, &promise, &legal));
    let generous = earlier_of(promise.clone(), legal.clone());
    assert_eq!((generous.basis, &generous.used), (Basis::Legal, &promise), "a promise never lengthens the law");
    assert_eq!(earlier_of(legal.clone(), legal).basis, Basis::Legal);
}

#[test]
fn a_six_day_week_is_due_sooner() {
    let seeded = Seeded::with_calendar(|data| data.week = WorkingWeek::SIX_DAYS);
    let deadline = seeded.deadline(Zone::Wita, "info_request", "2025-09-15T08:00", &[]);
    assert_eq!(deadline.due_on, day("2025-09-20"));
    assert_eq!(deadline.due_on.weekday(), Weekday::Saturday);
}

#[test]
fn a_unit_that_never_closes_takes_reports_until_midnight() {
    let seeded = Seeded::new();
    let hours = WorkingHours::around_the_clock();
    let emergency_room = Office { hours: &hours, ..seeded.office(Zone::Wita) };
    let received_at = local(Zone::Wita, "2025-09-15T23:59:59");
    let deadline = emergency_room.deadline(seeded.rule("info_request"), received_at);
    assert_eq!(deadline.deemed_received, day("2025-09-15"));
    assert_eq!(deadline.due_on, day("2025-09-22"));
}

//! What must hold for every instant, zone, rule and pause, tried on thousands of random ones.

mod support;

use std::{collections::BTreeSet, sync::LazyLock};

use hadir_calendar::{Pause, Rule, SkipReason, Standing, TimeUnit, Zone, deadline_csv, earlier_of};
use jiff::{Timestamp, ToSpan, civil::Date, civil::Weekday};
use proptest::prelude::*;
use support::Seeded;

static SEEDED: LazyLock<Seeded> = LazyLock::new(Seeded::new);

/// Any second of the years 2025 to 2027.
fn instants() -> impl Strategy<Value = Timestamp> {
    (1_735_689_600_i64..1_830_297_600).prop_map(|second| Timestamp::from_second(second).unwrap())
}

fn zones() -> impl Strategy<Value = Zone> {
    prop::sample::select(&Zone::ALL)
}

fn rules() -> impl Strategy<Value = Rule> {
    prop::sample::select(SEEDED.rules.rules())
}

/// Pauses of up to three weeks near an instant, one in five still open.
fn pauses(near: Timestamp) -> impl Strategy<Value = Vec<Pause>> {
    let pause = (0_i64..90 * 1440, 0_i64..21 * 1440, 0..5).prop_map(move |(start, length, open)| {
        let from = near + start.minutes();
        Pause { from, until: (open > 0).then(|| from + length.minutes()) }
    });
    prop::collection::vec(pause, 0..4)
}

fn instant_with_pauses() -> impl Strategy<Value = (Timestamp, Vec<Pause>)> {
    instants().prop_flat_map(|instant| (Just(instant), pauses(instant)))
}

/// Working days by the slowest and plainest means: a set of dates and a step of one day.
fn nth_working_day_by_walking(from: Date, count: u16) -> Date {
    let holidays: BTreeSet<Date> = SEEDED.calendar.data().holidays.iter().map(|holiday| holiday.date).collect();
    let is_worked =
        |date: Date| !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) && !holidays.contains(&date);
    let mut date = from;
    let mut left = count;
    while left > 0 {
        date = date.tomorrow().unwrap();
        left -= u16::from(is_worked(date));
    }
    date
}

proptest! {
    #[test]
    fn later_received_is_never_due_earlier(
        a in instants(), (b, pauses) in instant_with_pauses(), zone in zones(), rule in rules(),
    ) {
        let office = SEEDED.office(zone);
        let first = office.deadline_with_pauses(&rule, a.min(b), &pauses);
        let second = office.deadline_with_pauses(&rule, a.max(b), &pauses);
        prop_assert!(first.due_at <= second.due_at);
        prop_assert!(first.deemed_received <= second.deemed_received);
    }

    #[test]
    fn a_pause_never_makes_a_deadline_earlier(
        (received_at, pauses) in instant_with_pauses(), zone in zones(), rule in rules(),
    ) {
        let office = SEEDED.office(zone);
        let plain = office.deadline(&rule, received_at);
        let mut last = plain.due_at;
        for count in 1..=pauses.len() {
            let closed: Vec<Pause> = pauses[..count].iter().map(|pause| pause.ended_by(pause.from)).collect();
            let due_at = office.deadline_with_pauses(&rule, received_at, &closed).due_at;
            prop_assert!(due_at >= last, "one more closed pause");
            last = due_at;
        }
        prop_assert!(office.deadline_with_pauses(&rule, received_at, &pauses).due_at >= plain.due_at);
    }

    #[test]
    fn working_deadlines_agree_with_a_plain_walk(received_at in instants(), zone in zones(), rule in rules()) {
        prop_assume!(rule.unit == TimeUnit::WorkingDays);
        let deadline = SEEDED.office(zone).deadline(&rule, received_at);
        let walked = nth_working_day_by_walking(deadline.deemed_received, rule.amount);
        prop_assert_eq!(deadline.due_on, walked);
        let added = SEEDED.calendar.add_working_days(deadline.deemed_received, rule.amount.into());
        prop_assert_eq!(deadline.due_on, added);
        prop_assert!(SEEDED.calendar.is_working_day(deadline.due_on));
    }

    #[test]
    fn counted_and_skipped_days_are_all_days(
        (received_at, pauses) in instant_with_pauses(), zone in zones(), rule in rules(),
    ) {
        let deadline = SEEDED.office(zone).deadline_with_pauses(&rule, received_at, &pauses);
        let all = deadline.due_on.duration_since(deadline.deemed_received).as_hours() / 24;
        let is_uncounted = |reason: &SkipReason| match rule.unit {
            TimeUnit::WorkingDays => true,
            TimeUnit::CalendarDays | TimeUnit::Hours => *reason == SkipReason::Paused,
        };
        let skipped = deadline.skipped.iter().filter(|skipped| is_uncounted(&skipped.reason)).count();
        if rule.unit != TimeUnit::Hours {
            prop_assert_eq!(all, i64::from(rule.amount) + i64::try_from(skipped).unwrap());
        }
    }

    #[test]
    fn working_minutes_add_up(mut three in prop::array::uniform3(instants()), zone in zones()) {
        three.sort();
        let [a, b, c] = three;
        let office = SEEDED.office(zone);
        prop_assert_eq!(
            office.working_minutes(a, b) + office.working_minutes(b, c),
            office.working_minutes(a, c)
        );
    }

    #[test]
    fn minutes_are_worked_exactly_while_the_desks_are_open(start in instants(), zone in zones()) {
        let office = SEEDED.office(zone);
        let second_of_minute = start.as_second().rem_euclid(60);
        let start = start - second_of_minute.seconds();
        let open = (0..600_i64).filter(|&minute| office.is_open_at(start + minute.minutes())).count();
        prop_assert_eq!(office.working_minutes(start, start + 600.minutes()), open as u64);
    }

    #[test]
    fn the_earlier_of_two_is_the_minimum(
        received_at in instants(), zone in zones(), legal in rules(), promise in rules(),
    ) {
        let office = SEEDED.office(zone);
        let (legal, promise) = (office.deadline(&legal, received_at), office.deadline(&promise, received_at));
        let (first, last) = (legal.due_at.min(promise.due_at), legal.due_at.max(promise.due_at));
        let binding = earlier_of(legal, promise);
        prop_assert_eq!((binding.used.due_at, binding.other.due_at), (first, last));
    }

    #[test]
    fn time_left_only_shrinks_and_stands_still_while_waiting(
        (received_at, pauses) in instant_with_pauses(), a in instants(), b in instants(),
        zone in zones(), rule in rules(),
    ) {
        let office = SEEDED.office(zone);
        let deadline = office.deadline_with_pauses(&rule, received_at, &pauses);
        let sooner = office.remaining(&deadline, a.min(b));
        let later = office.remaining(&deadline, a.max(b));
        match (sooner.standing, later.standing) {
            (Standing::InTime, Standing::InTime) => prop_assert!(later.minutes <= sooner.minutes),
            (Standing::Overdue, Standing::Overdue) => prop_assert!(later.minutes >= sooner.minutes),
            (Standing::InTime, Standing::Overdue) => {}
            (Standing::Overdue, Standing::InTime) => prop_assert!(false, "what is overdue stays so"),
        }
        if sooner.is_paused {
            prop_assert_eq!(sooner, later);
        }
    }

    #[test]
    fn any_bytes_as_a_table_are_answered_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let heading = b"received_at,office_zone,deadline_type\n";
        let input = [&heading[..], &bytes].concat();
        let outcome =
            deadline_csv::fill(&input[..], Vec::new(), &SEEDED.rules, &SEEDED.hours, &SEEDED.calendar);
        prop_assert!(outcome.is_ok());
    }

    #[test]
    fn no_instant_whatever_panics(second in any::<i64>(), zone in zones(), rule in rules()) {
        let (first, last) = (Timestamp::MIN.as_second(), Timestamp::MAX.as_second());
        let received_at = Timestamp::from_second(first + second.rem_euclid(last - first)).unwrap();
        let office = SEEDED.office(zone);
        let deadline = office.deadline(&rule, received_at);
        prop_assert!(deadline.due_at >= received_at || deadline.due_on == Date::MAX);
        let left = office.remaining(&deadline, received_at);
        prop_assert!(left.standing == Standing::InTime || deadline.due_on == Date::MAX);
    }
}

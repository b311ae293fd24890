//! Remaining working time in words, and which group of the inbox a case belongs to.

use hadir_calendar::{Remaining, Standing};
use hadir_org::Organisation;
use hadir_ui::components::{StateKind, TimeUsed};
use hadir_ui::duration::{self, Span};
use hadir_ui::lang::Lang;
use hadir_ui::{t, time};
use jiff::Timestamp;
use jiff::civil::Weekday;

use super::seat::local;
use crate::commands::unit_named;
use crate::due::Desk;

/// The clock of one open case.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    /// When it was received, in milliseconds since 1970, UTC.
    pub received_at: i64,
    /// Its limit, in milliseconds since 1970, UTC.
    pub due_at: i64,
    /// Since when the office waits for the citizen, if it does.
    pub paused_since: Option<i64>,
}

/// When a case is due, seen from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Due {
    Overdue,
    Today,
    ThisWeek,
    Later,
    /// Its clock stands still.
    Waiting,
}

/// What is left of a case's working time.
pub(super) struct Left {
    pub due: Due,
    pub words: String,
    pub used: TimeUsed,
}

impl Due {
    /// The mark that stands for it.
    pub fn state(self) -> StateKind {
        match self {
            Self::Overdue => StateKind::Late,
            Self::Today => StateKind::Soon,
            Self::ThisWeek | Self::Later => StateKind::Work,
            Self::Waiting => StateKind::Wait,
        }
    }
}

/// What is left of a case's time at its unit's desk.
pub(super) fn left(lang: &Lang, org: &Organisation, unit: &str, clock: Clock, now: Timestamp) -> Left {
    let desk = Desk::of(org, &unit_named(unit, org));
    let instant = |ms| Timestamp::from_millisecond(ms).unwrap_or(Timestamp::MIN);
    let (received_at, due_at) = (instant(clock.received_at), instant(clock.due_at));
    let paused_since = clock.paused_since.map(instant);
    let remaining = desk.remaining(due_at, paused_since, now);
    let due = due_of(&desk, &remaining, due_at, now);
    let words = words(lang, &desk, due, &remaining, clock.due_at);
    let used = match remaining.standing {
        Standing::Overdue => TimeUsed::of(1, 1),
        Standing::InTime => {
            let allowed = minutes(desk.working_minutes(received_at, due_at, &[]));
            TimeUsed::of(allowed.saturating_sub(minutes(remaining.minutes)), allowed)
        }
    };
    Left { due, words, used }
}

fn due_of(desk: &Desk<'_>, remaining: &Remaining, due_at: Timestamp, now: Timestamp) -> Due {
    if remaining.is_paused {
        return Due::Waiting;
    }
    if remaining.standing == Standing::Overdue {
        return Due::Overdue;
    }
    let (today, due_on) = (desk.zone().date_at(now), desk.zone().date_at(due_at));
    let days_to_sunday = today.weekday().until(Weekday::Sunday);
    let sunday = today.saturating_add(jiff::Span::new().days(days_to_sunday));
    if due_on <= today {
        Due::Today
    } else if due_on <= sunday {
        Due::ThisWeek
    } else {
        Due::Later
    }
}

fn words(lang: &Lang, desk: &Desk<'_>, due: Due, remaining: &Remaining, due_at: i64) -> String {
    let due_at = local(due_at, desk.zone());
    let day_minutes = desk.day_minutes(due_at.date());
    // Whole days as long as there are any; below a day the minutes of the desk.
    let span = match remaining.working_days {
        0 => Span::of_minutes(minutes(remaining.minutes), day_minutes),
        days => Span::of_days(days),
    };
    let has_none = remaining.working_days == 0 && remaining.minutes == 0;
    match due {
        Due::Overdue if remaining.minutes == 0 => t!(lang, "meja-left-just-passed"),
        Due::Overdue => duration::late(lang, Span::of_minutes(minutes(remaining.minutes), day_minutes)),
        Due::Waiting if remaining.standing == Standing::Overdue => t!(lang, "meja-left-paused-late"),
        Due::Waiting => duration::paused(lang, span),
        // The desks are closed until then, yet the limit has not passed.
        Due::Today if has_none => t!(lang, "meja-left-today", clock = time::clock(lang, &due_at)),
        _ if has_none => t!(lang, "meja-left-until", day = time::short(lang, due_at.date())),
        _ => duration::left(lang, span),
    }
}

fn minutes(minutes: u64) -> u32 {
    u32::try_from(minutes).unwrap_or(u32::MAX)
}

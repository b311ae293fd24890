//! Wording of working time left or overrun: "2 hari kerja lagi", "2 jam 40 menit lagi", "Lewat 1 hari 3 jam".

use crate::lang::Lang;
use crate::t;

/// An amount of an office's working time, split for saying.
///
/// Days are working days of that office, so a span is made from working minutes and the length of a working
/// day there, or straight from a count of working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    days: u32,
    hours: u32,
    minutes: u32,
}

impl Span {
    /// Splits working `minutes` by the length of a working day in minutes (450 where a day has 7.5 hours).
    ///
    /// # Panics
    /// If a day has no minutes: such an office has no working time to speak of.
    pub fn of_minutes(minutes: u32, day_minutes: u32) -> Self {
        assert!(day_minutes > 0, "a working day has at least a minute");
        let rest = minutes % day_minutes;
        Self { days: minutes / day_minutes, hours: rest / 60, minutes: rest % 60 }
    }

    /// Whole working days.
    pub const fn of_days(days: u32) -> Self {
        Self { days, hours: 0, minutes: 0 }
    }
}

/// What is left until a deadline. Days alone while there are any, because hours would pretend a precision
/// nobody plans with; then hours and minutes.
pub fn left(lang: &Lang, span: Span) -> String {
    match span {
        Span { days: 1.., .. } => t!(lang, "left-days", days = span.days),
        Span { hours: 1.., minutes: 1.., .. } => {
            t!(lang, "left-hours-minutes", hours = span.hours, minutes = span.minutes)
        }
        Span { hours: 1.., .. } => t!(lang, "left-hours", hours = span.hours),
        Span { .. } => t!(lang, "left-minutes", minutes = span.minutes),
    }
}

/// By how much a deadline was overrun: days and hours, or hours, or minutes.
pub fn late(lang: &Lang, span: Span) -> String {
    match span {
        Span { days: 1.., hours: 1.., .. } => {
            t!(lang, "late-days-hours", days = span.days, hours = span.hours)
        }
        Span { days: 1.., .. } => t!(lang, "late-days", days = span.days),
        Span { hours: 1.., .. } => t!(lang, "late-hours", hours = span.hours),
        Span { .. } => t!(lang, "late-minutes", minutes = span.minutes),
    }
}

/// What will be left when the citizen has answered: "Berhenti, sisa 4 hari kerja".
pub fn paused(lang: &Lang, span: Span) -> String {
    match span {
        Span { days: 1.., .. } => t!(lang, "paused-days", days = span.days),
        Span { hours: 1.., .. } => t!(lang, "paused-hours", hours = span.hours),
        Span { .. } => t!(lang, "paused-minutes", minutes = span.minutes),
    }
}

/// A number of working days: "3 hari kerja".
pub fn working_days(lang: &Lang, days: u32) -> String {
    t!(lang, "working-days", days = days)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn time_left_is_said_in_days_or_else_in_hours_and_minutes() {
        let (id, en) = (sample::id(), sample::en());
        let of = |minutes| Span::of_minutes(minutes, 450);
        assert_eq!(left(&id, of(1_000)), "2 hari kerja lagi");
        assert_eq!(left(&id, of(160)), "2 jam 40 menit lagi");
        assert_eq!(left(&id, of(120)), "2 jam lagi");
        assert_eq!(left(&id, of(5)), "5 menit lagi");
        assert_eq!(left(&en, of(450)), "1 working day left");
        assert_eq!(left(&en, of(61)), "1 hour 1 minute left");
    }

    #[test]
    fn lateness_and_pauses_are_said_in_words_too() {
        let id = sample::id();
        let of = |minutes| Span::of_minutes(minutes, 450);
        assert_eq!(late(&id, of(450 + 180)), "Lewat 1 hari 3 jam");
        assert_eq!(late(&id, of(305)), "Lewat 5 jam");
        assert_eq!(late(&id, of(12)), "Lewat 12 menit");
        assert_eq!(late(&id, Span::of_days(2)), "Lewat 2 hari");
        assert_eq!(paused(&id, Span::of_days(4)), "Berhenti, sisa 4 hari kerja");
        assert_eq!(working_days(&id, 3), "3 hari kerja");
    }
}

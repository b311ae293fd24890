//! Opening hours in words: "Senin sampai Kamis 07.30–16.00 (istirahat 12.00–13.00); Jumat …".

use hadir_calendar::{Break, ClockTime, DayHours, WeekHours, WorkingHours};
use hadir_ui::lang::Lang;
use hadir_ui::{t, time};
use jiff::civil::Weekday;

/// The days of a week, Monday first.
pub(super) const DAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// The hours a unit keeps through the year.
pub(super) fn in_words(lang: &Lang, hours: &WorkingHours) -> String {
    if *hours == WorkingHours::around_the_clock() {
        return t!(lang, "unit-hours-all-day");
    }
    let ramadan = hours.ramadan.as_ref().map(|ramadan| t!(lang, "hours-in-ramadan", week = week(lang, ramadan)));
    let holidays = hours.is_open_on_holidays.then(|| t!(lang, "hours-on-holidays"));
    [week(lang, &hours.normal)].into_iter().chain(ramadan).chain(holidays).collect::<Vec<_>>().join(". ")
}

/// A week; days that follow each other with the same hours are said once.
fn week(lang: &Lang, week: &WeekHours) -> String {
    let mut spans: Vec<(Weekday, Weekday, &DayHours)> = Vec::new();
    for (day, hours) in DAYS.into_iter().filter_map(|day| Some((day, week.on(day)?))) {
        match spans.last_mut() {
            Some((_, last, same)) if last.next() == day && *same == hours => *last = day,
            _ => spans.push((day, day, hours)),
        }
    }
    spans.into_iter().map(|span| words_of(lang, span)).collect::<Vec<_>>().join("; ")
}

fn words_of(lang: &Lang, (first, last, hours): (Weekday, Weekday, &DayHours)) -> String {
    let (from, to) = (time::weekday_name(lang, first), time::weekday_name(lang, last));
    let open = match hours.rest() {
        Some(rest) => t!(lang, "hours-with-rest", hours = opening(lang, hours), rest = pause(lang, rest)),
        None => opening(lang, hours),
    };
    if first == last {
        t!(lang, "hours-of-day", day = from, hours = open)
    } else {
        t!(lang, "hours-of-days", first = from, last = to, hours = open)
    }
}

/// "07.30–16.00", from opening to closing.
pub(super) fn opening(lang: &Lang, hours: &DayHours) -> String {
    range(lang, hours.opens(), hours.closes())
}

/// "12.00–13.00", the break.
pub(super) fn pause(lang: &Lang, rest: Break) -> String {
    range(lang, rest.from, rest.to)
}

fn range(lang: &Lang, from: ClockTime, to: ClockTime) -> String {
    let clock = |at: ClockTime| time::time_of_day(lang, at.hour(), at.minute());
    t!(lang, "hours-range", from = clock(from), to = clock(to))
}

/// Two clock times as people write them: `07.30–16.00`, `7:30 - 16:00`.
pub(super) fn read_range(text: &str) -> Option<(ClockTime, ClockTime)> {
    let (from, to) = text.split_once(['-', '–', '—'])?;
    Some((clock(from)?, clock(to)?))
}

fn clock(text: &str) -> Option<ClockTime> {
    let (hour, minute) = text.trim().split_once(['.', ':'])?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let is_clock = hour <= 24 && minute < 60;
    if is_clock { ClockTime::from_minute_of_day(hour * 60 + minute) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hadir_ui::lang::Languages;

    #[test]
    fn times_are_read_as_people_write_them() {
        let minutes = |text| read_range(text).map(|(from, to)| (from.minute_of_day(), to.minute_of_day()));
        for text in ["07.30–16.00", "7:30 - 16:00", " 07.30-16.00 "] {
            assert_eq!(minutes(text), Some((450, 960)), "{text}");
        }
        assert_eq!(minutes("00.00-24.00"), Some((0, 1_440)));
        for text in ["", "07.30", "7-16", "07.60-16.00", "07.30-24.30", "65000.00-16.00", "pagi-sore"] {
            assert_eq!(minutes(text), None, "{text}");
        }
    }

    #[test]
    fn days_with_the_same_hours_are_said_once() {
        let languages = Languages::load([hadir_ui::sources(), crate::sources()].concat(), Vec::new()).unwrap();
        let lang = languages.first();
        assert_eq!(
            in_words(&lang, &hadir_calendar::seed::hours()),
            "Senin sampai Kamis 07.30–16.00 (istirahat 12.00–13.00); Jumat 07.30–16.30 (istirahat 11.30–13.00). \
             Ramadan: Senin sampai Kamis 08.00–15.00 (istirahat 12.00–12.30); Jumat 08.00–15.30 (istirahat 11.30–12.30)"
        );
        assert_eq!(in_words(&lang, &WorkingHours::around_the_clock()), "Buka 24 jam setiap hari");
    }
}

//! Wording of dates and hours: "Senin, 23 November 2026, pukul 23.59 WITA".
//!
//! Every instant comes in as a [`Zoned`] already in the zone the reader should see, usually the office's own.
//! How long something takes or is late is in [`crate::duration`].

use jiff::Zoned;
use jiff::civil::{Date, Weekday};
use maud::{Markup, html};

use crate::lang::Lang;
use crate::t;

/// How Indonesians call a zone: WIB, WITA or WIT by its IANA name, elsewhere its offset ("+08").
pub fn zone(at: &Zoned) -> String {
    match at.time_zone().iana_name() {
        Some("Asia/Jakarta" | "Asia/Pontianak") => "WIB".to_owned(),
        Some("Asia/Makassar" | "Asia/Ujung_Pandang") => "WITA".to_owned(),
        Some("Asia/Jayapura") => "WIT".to_owned(),
        _ => at.strftime("%:::z").to_string(),
    }
}

/// "Senin, 23 November 2026, pukul 23.59 WITA": a deadline said in full.
pub fn deadline(lang: &Lang, at: &Zoned) -> String {
    t!(lang, "date-at", date = day_and_year(lang, at.date()), clock = clock(lang, at))
}

/// A deadline for a promise: the date bold, the hour kept on one line, machine-readable.
pub fn deadline_mark(lang: &Lang, at: &Zoned) -> Markup {
    let date = html! { b { (day_and_year(lang, at.date())) } };
    let clock = html! { span.nowrap { (clock(lang, at)) } };
    html! {
        time datetime=(machine(at)) { (lang.markup("date-at", &[], &[("date", date), ("clock", clock)])) }
    }
}

/// "Senin, 16 November, pukul 08.14 WITA": within a thread, where the year is known.
pub fn moment(lang: &Lang, at: &Zoned) -> String {
    t!(lang, "date-at", date = day(lang, at.date()), clock = clock(lang, at))
}

/// [`moment`] as `<time>`.
pub fn moment_mark(lang: &Lang, at: &Zoned) -> Markup {
    html! { time datetime=(machine(at)) { (moment(lang, at)) } }
}

/// "Senin, 16 Nov, 08.14 WITA": on the desk, where room is scarce.
pub fn desk_moment(lang: &Lang, at: &Zoned) -> String {
    t!(
        lang,
        "date-desk",
        weekday = weekday(lang, at.date()),
        date = short(lang, at.date()),
        time = hours(lang, at),
        zone = zone(at),
    )
}

/// [`desk_moment`] as `<time>`.
pub fn desk_moment_mark(lang: &Lang, at: &Zoned) -> Markup {
    html! { time datetime=(machine(at)) { (desk_moment(lang, at)) } }
}

/// "pukul 09.58 WITA".
pub fn clock(lang: &Lang, at: &Zoned) -> String {
    t!(lang, "time-clock", time = hours(lang, at), zone = zone(at))
}

/// "09.58".
pub fn hours(lang: &Lang, at: &Zoned) -> String {
    time_of_day(lang, at.hour().unsigned_abs().into(), at.minute().unsigned_abs().into())
}

/// "07.30": a time on any day, such as an opening hour; 24 hours end the day.
pub fn time_of_day(lang: &Lang, hour: u16, minute: u16) -> String {
    t!(lang, "time-hours", hour = format!("{hour:02}"), minute = format!("{minute:02}"))
}

/// "Senin, 23 November 2026".
pub fn day_and_year(lang: &Lang, date: Date) -> String {
    t!(
        lang,
        "date-day-year",
        weekday = weekday(lang, date),
        day = date.day(),
        month = month(lang, date),
        year = date.year().to_string(),
    )
}

/// "Senin, 23 November".
pub fn day(lang: &Lang, date: Date) -> String {
    t!(lang, "date-day", weekday = weekday(lang, date), day = date.day(), month = month(lang, date),)
}

/// "16 Nov".
pub fn short(lang: &Lang, date: Date) -> String {
    t!(lang, "date-short", day = date.day(), month = month_short(lang, date))
}

/// "16 November 2026", for facts where the day of the week says nothing.
pub fn plain(lang: &Lang, date: Date) -> String {
    t!(lang, "date-plain", day = date.day(), month = month(lang, date), year = date.year().to_string(),)
}

/// "November 2026".
pub fn month_and_year(lang: &Lang, date: Date) -> String {
    t!(lang, "date-month-year", month = month(lang, date), year = date.year().to_string())
}

/// "Senin".
pub fn weekday(lang: &Lang, date: Date) -> String {
    weekday_name(lang, date.weekday())
}

/// "Senin", of any week.
pub fn weekday_name(lang: &Lang, weekday: Weekday) -> String {
    t!(lang, "date-weekday", n = weekday.to_monday_one_offset())
}

/// "November".
pub fn month(lang: &Lang, date: Date) -> String {
    t!(lang, "date-month", n = date.month())
}

/// "Nov", for charts and tables.
pub fn month_short(lang: &Lang, date: Date) -> String {
    t!(lang, "date-month-short", n = date.month())
}

/// "Senin, 16 November sampai Minggu, 22 November 2026".
pub fn range(lang: &Lang, from: Date, to: Date) -> String {
    let from = if from.year() == to.year() { day(lang, from) } else { day_and_year(lang, from) };
    t!(lang, "date-range", from = from, to = day_and_year(lang, to))
}

/// "2026-11-16T08:14+08:00", for the `datetime` of `<time>`.
pub fn machine(at: &Zoned) -> String {
    at.strftime("%Y-%m-%dT%H:%M%:z").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn at(text: &str) -> Zoned {
        text.parse().unwrap()
    }

    #[test]
    fn a_deadline_says_day_date_year_hour_and_zone() {
        let due = at("2026-11-23T23:59[Asia/Makassar]");
        assert_eq!(deadline(&sample::id(), &due), "Senin, 23 November 2026, pukul 23.59 WITA");
        assert_eq!(deadline(&sample::en(), &due), "Monday, 23 November 2026, at 23:59 WITA");
        let mark = deadline_mark(&sample::id(), &due).0;
        assert_eq!(
            mark,
            "<time datetime=\"2026-11-23T23:59+08:00\"><b>Senin, 23 November 2026</b>, \
             <span class=\"nowrap\">pukul 23.59 WITA</span></time>"
        );
    }

    #[test]
    fn within_a_thread_the_year_is_left_out_and_on_the_desk_the_month_is_short() {
        let id = sample::id();
        let sent = at("2026-11-16T08:14[Asia/Jayapura]");
        assert_eq!(moment(&id, &sent), "Senin, 16 November, pukul 08.14 WIT");
        assert_eq!(desk_moment(&id, &sent), "Senin, 16 Nov, 08.14 WIT");
        assert_eq!(short(&id, sent.date()), "16 Nov");
        assert_eq!(plain(&id, sent.date()), "16 November 2026");
        assert_eq!(month_and_year(&id, sent.date()), "November 2026");
    }

    #[test]
    fn every_indonesian_zone_has_its_name_and_others_their_offset() {
        let zones = [
            ("Asia/Jakarta", "WIB"),
            ("Asia/Pontianak", "WIB"),
            ("Asia/Makassar", "WITA"),
            ("Asia/Jayapura", "WIT"),
            ("Asia/Kuching", "+08"),
        ];
        for (name, short) in zones {
            assert_eq!(zone(&at(&format!("2026-11-16T08:14[{name}]"))), short);
        }
    }

    #[test]
    fn a_range_says_the_year_once_unless_it_changes() {
        let (id, day) = (sample::id(), |text: &str| text.parse::<Date>().unwrap());
        assert_eq!(
            range(&id, day("2026-11-16"), day("2026-11-22")),
            "Senin, 16 November sampai Minggu, 22 November 2026"
        );
        assert_eq!(
            range(&id, day("2026-12-28"), day("2027-01-03")),
            "Senin, 28 Desember 2026 sampai Minggu, 3 Januari 2027"
        );
    }
}

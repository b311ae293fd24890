//! Dates in Indonesian words: writing them, and moving those that stand in a text.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

const MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

/// `Kamis, 12 Maret 2026`.
pub fn long(date: Date) -> String {
    format!("{} {}", short(date), date.year())
}

/// `Kamis, 12 Maret`, for a date whose year nobody would mistake.
pub fn short(date: Date) -> String {
    format!("{}, {} {}", weekday(date.weekday()), date.day(), month(date))
}

fn month(date: Date) -> &'static str {
    MONTHS[usize::from(date.month().unsigned_abs()) - 1]
}

fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Senin",
        Weekday::Tuesday => "Selasa",
        Weekday::Wednesday => "Rabu",
        Weekday::Thursday => "Kamis",
        Weekday::Friday => "Jumat",
        Weekday::Saturday => "Sabtu",
        Weekday::Sunday => "Minggu",
    }
}

/// Moves every date with a day and a month in the text by whole weeks, so that its weekday stays true.
///
/// A date without a year is taken as the one nearest to `written`, the day the text was written. Ranges such as
/// `11 sampai 13 Desember` move as a whole. A month alone (`bulan Januari`) is left: it mostly speaks of a season.
pub fn moved(text: &str, weeks: i32, written: Date) -> String {
    if weeks == 0 {
        return text.to_owned();
    }
    let mut words: Vec<String> = pieces(text).into_iter().map(str::to_owned).collect();
    for at in 0..words.len() {
        // Months are handled from left to right; a range rewrites words before its month, never after.
        if let Some(found) = Mention::read(&words, at, written) {
            found.rewrite(&mut words, weeks);
        }
    }
    words.concat()
}

/// Words and what stands between them, in turn, losing nothing.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let kind = first.is_alphanumeric();
        let end = rest.find(|c: char| c.is_alphanumeric() != kind).unwrap_or(rest.len());
        pieces.push(&rest[..end]);
        rest = &rest[end..];
    }
    pieces
}

/// A date found in a list of words: where its parts stand and which day is meant.
struct Mention {
    month_at: usize,
    date: Date,
    year_at: Option<usize>,
    /// The first day of a range, and where it stands.
    from: Option<(usize, Date)>,
}

impl Mention {
    fn read(words: &[String], month_at: usize, written: Date) -> Option<Self> {
        let month = 1 + i8::try_from(MONTHS.iter().position(|name| *name == words[month_at])?).ok()?;
        let day_at = month_at.checked_sub(2).filter(|at| words[at + 1] == " ")?;
        let year_at = Some(month_at + 2).filter(|at| words.get(*at).is_some_and(|word| is_year(word)));
        let year = match year_at {
            Some(at) => words[at].parse().ok()?,
            None => nearest_year(month, words[day_at].parse().ok()?, written)?,
        };
        let date = Date::new(year, month, words[day_at].parse().ok()?).ok()?;
        let from =
            range_start(words, day_at).and_then(|at| Some((at, Date::new(year, month, words[at].parse().ok()?).ok()?)));
        Some(Self { month_at, date, year_at, from })
    }

    fn rewrite(&self, words: &mut [String], weeks: i32) {
        let target = later(self.date, weeks);
        words[self.month_at - 2] = target.day().to_string();
        words[self.month_at] = month(target).to_owned();
        if let Some(at) = self.year_at {
            words[at] = target.year().to_string();
        }
        if let Some((at, date)) = self.from {
            let start = later(date, weeks);
            words[at] = start.day().to_string();
            if start.month() != target.month() {
                words[at] = format!("{} {}", start.day(), month(start));
            }
        }
    }
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.starts_with("20") && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Where the first day of `11 sampai 13`, `5 dan 6` or `5-6` stands, given the place of the last.
fn range_start(words: &[String], day_at: usize) -> Option<usize> {
    let is_day = |at: &usize| words[*at].parse::<i8>().is_ok_and(|day| (1..=31).contains(&day));
    if day_at >= 2 && words[day_at - 1] == "-" {
        return Some(day_at - 2).filter(is_day);
    }
    let joined = day_at >= 4 && ["sampai", "dan", "hingga", "atau"].contains(&words[day_at - 2].as_str());
    Some(day_at.checked_sub(4)?).filter(|at| joined && is_day(at))
}

fn nearest_year(month: i8, day: i8, written: Date) -> Option<i16> {
    (written.year() - 1..=written.year() + 1)
        .filter_map(|year| Date::new(year, month, day).ok())
        .min_by_key(|date| days_between(*date, written).abs())
        .map(Date::year)
}

/// Whole days from `start` to `end`.
pub fn days_between(start: Date, end: Date) -> i32 {
    start.until(end).map_or(0, |span| span.get_days())
}

/// The same weekday, so many weeks later.
pub fn later(date: Date, weeks: i32) -> Date {
    date.checked_add(weeks.weeks()).unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{long, moved};

    #[test]
    fn writes_dates_the_way_people_say_them() {
        assert_eq!(long(date(2026, 3, 12)), "Kamis, 12 Maret 2026");
    }

    #[test]
    fn moves_dates_ranges_and_years() {
        let written = date(2025, 12, 8);
        assert_eq!(moved("Jumat, 12 Desember 2025.", 4, written), "Jumat, 9 Januari 2026.");
        assert_eq!(
            moved("Kamis sampai Sabtu, 11 sampai 13 Desember", 1, written),
            "Kamis sampai Sabtu, 18 sampai 20 Desember"
        );
        assert_eq!(moved("5 dan 9 Februari", -1, date(2026, 2, 1)), "29 Januari dan 2 Februari");
    }

    #[test]
    fn leaves_months_alone_and_texts_unmoved() {
        assert_eq!(moved("tahun ini bulan Mei ramai", 3, date(2026, 5, 1)), "tahun ini bulan Mei ramai");
        assert_eq!(moved("12 Maret", 0, date(2026, 3, 1)), "12 Maret");
    }
}

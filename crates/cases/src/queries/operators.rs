//! What is typed into the desk's search besides words: `kategori:jalan`, `sebelum:1/11/2026`. Reading it is pure and never
//! fails: what is no condition is a word. What a condition's value means, a page finds out, and nothing of it is ever part
//! of a statement.

use jiff::civil::{Date, date};

/// Most bytes of a search that are read; the words among them are bounded again where they are searched for.
const TYPED_BYTES_MAX: usize = 800;
/// Most conditions that are read; of one kind only the first narrows, of days all of them.
const CONDITIONS_MAX: usize = 12;

/// What a condition is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// `dari:` the way the report came.
    Channel,
    /// `unit:` the unit that handles it, or one above.
    Unit,
    /// `kategori:` its category.
    Category,
    /// `tempat:` the district or village it is about.
    Place,
    /// `jenis:` what it asks for.
    Kind,
    /// `status:` how it stands.
    Status,
    /// `petugas:` who handles it.
    Handler,
    /// `sebelum:` received before a day.
    Before,
    /// `sesudah:` received after a day.
    After,
    /// `sejak:` received on a day or later.
    Since,
    /// `sampai:` received on a day or earlier.
    Until,
}

/// Every name of a condition, the Indonesian one first.
const NAMES: [(&str, About); 25] = [
    ("dari", About::Channel),
    ("saluran", About::Channel),
    ("from", About::Channel),
    ("unit", About::Unit),
    ("kategori", About::Category),
    ("topik", About::Category),
    ("category", About::Category),
    ("tempat", About::Place),
    ("desa", About::Place),
    ("kecamatan", About::Place),
    ("place", About::Place),
    ("jenis", About::Kind),
    ("kind", About::Kind),
    ("status", About::Status),
    ("petugas", About::Handler),
    ("handler", About::Handler),
    ("sebelum", About::Before),
    ("before", About::Before),
    ("sesudah", About::After),
    ("setelah", About::After),
    ("after", About::After),
    ("sejak", About::Since),
    ("since", About::Since),
    ("sampai", About::Until),
    ("until", About::Until),
];

/// One condition as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// What it is about.
    pub about: About,
    /// Its name and value as typed, without quotation marks: `kategori:jalan desa`.
    pub typed: String,
    /// Its value, without quotation marks and blank ends.
    pub value: String,
}

/// A search taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// The words, phrases and left-out words, as they were typed.
    pub words: String,
    /// The conditions, in their order.
    pub conditions: Vec<Condition>,
}

impl Typed {
    /// Takes a search apart. A value with blanks stands in quotation marks: `tempat:"sungai nyamuk"`. A name that is
    /// none of ours, and a name with nothing behind it, are words.
    pub fn of(text: &str) -> Self {
        let mut rest = text[..text.floor_char_boundary(TYPED_BYTES_MAX)].trim_start();
        let (mut words, mut conditions) = (Vec::new(), Vec::new());
        while !rest.is_empty() {
            let (piece, after) = piece(rest);
            match condition(piece).filter(|_| conditions.len() < CONDITIONS_MAX) {
                Some(condition) => conditions.push(condition),
                None => words.push(piece),
            }
            rest = after.trim_start();
        }
        Self { words: words.join(" "), conditions }
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201C}' | '\u{201D}' | '\u{201E}')
}

/// The first piece of a text that begins with no blank: up to the next blank that stands in no quotation marks. A mark that
/// is never closed opens nothing.
fn piece(text: &str) -> (&str, &str) {
    let mut quoted_until = 0;
    for (at, c) in text.char_indices() {
        if at < quoted_until {
            continue;
        }
        if c.is_whitespace() {
            return text.split_at(at);
        }
        if is_quote(c) {
            let inner = at + c.len_utf8();
            if let Some(closing) = text[inner..].char_indices().find(|(_, c)| is_quote(*c)) {
                quoted_until = inner + closing.0 + closing.1.len_utf8();
            }
        }
    }
    (text, "")
}

/// The condition that a piece is, if it is one.
fn condition(piece: &str) -> Option<Condition> {
    let (name, value) = piece.split_once(':')?;
    let name = name.to_lowercase();
    let about = NAMES.iter().find(|(known, _)| *known == name)?.1;
    let value = value.trim_matches(|c: char| is_quote(c) || c.is_whitespace());
    (!value.is_empty()).then(|| Condition { about, typed: format!("{name}:{value}"), value: value.to_owned() })
}

/// The days that a value means, the first and the last of them: `1/11/2026`, `1-11-2026`, `2026-11-01`, the month
/// `11/2026`, the year `2026`.
pub fn days(value: &str) -> Option<(Date, Date)> {
    let parts: Vec<&str> = value.split(['/', '-', '.']).collect();
    let is_number = |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if !parts.iter().all(is_number) {
        return None;
    }
    let number = |at: usize| parts[at].parse::<i16>().ok();
    let year = |at: usize| number(at).filter(|_| parts[at].len() == 4);
    let small = |at: usize| number(at).and_then(|number| i8::try_from(number).ok());
    match parts.len() {
        1 => {
            let year = year(0)?;
            Some((Date::new(year, 1, 1).ok()?, date(year, 12, 31)))
        }
        2 => {
            let first = Date::new(year(1)?, small(0)?, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        3 => {
            let day = match year(0) {
                Some(year) => Date::new(year, small(1)?, small(2)?),
                None => Date::new(year(2)?, small(1)?, small(0)?),
            };
            day.ok().map(|day| (day, day))
        }
        _ => None,
    }
}

/// How a value stands to the names of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant<T> {
    /// It means this one.
    One(T),
    /// It can mean several; the names of some of them.
    Several(Vec<String>),
    /// It means none.
    None,
}

/// Names that are shown where a value can mean several.
const NAMED_MAX: usize = 4;

/// The entry of a list that a value means: the one with this code or name, else the only one with a word that begins like
/// it. Each entry has its names, the one people read first.
pub fn meant<T: Clone>(value: &str, entries: &[(T, Vec<String>)]) -> Meant<T> {
    let wanted = value.to_lowercase();
    let names = |entry: &(T, Vec<String>)| entry.1.iter().map(|name| name.to_lowercase()).collect::<Vec<_>>();
    let begins = |name: &str| name == wanted || name.starts_with(&wanted) || name.contains(&format!(" {wanted}"));
    let exact: Vec<_> = entries.iter().filter(|entry| names(entry).contains(&wanted)).collect();
    let found = if exact.is_empty() {
        entries.iter().filter(|entry| names(entry).iter().any(|name| begins(name))).collect()
    } else {
        exact
    };
    match found.as_slice() {
        [] => Meant::None,
        [one] => Meant::One(one.0.clone()),
        several => {
            Meant::Several(several.iter().take(NAMED_MAX).filter_map(|entry| entry.1.first().cloned()).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pairs(typed: &Typed) -> Vec<(About, &str)> {
        typed.conditions.iter().map(|condition| (condition.about, condition.value.as_str())).collect()
    }

    #[test]
    fn conditions_are_taken_out_of_the_words() {
        let typed = Typed::of("jalan Kategori:jalan sebelum:1/11/2026 \"lampu mati\" tempat:\"Sungai Nyamuk\" -hilang");
        assert_eq!(typed.words, "jalan \"lampu mati\" -hilang");
        assert_eq!(
            pairs(&typed),
            [(About::Category, "jalan"), (About::Before, "1/11/2026"), (About::Place, "Sungai Nyamuk")]
        );
        assert_eq!(typed.conditions[2].typed, "tempat:Sungai Nyamuk");
    }

    #[test]
    fn what_is_no_condition_is_a_word() {
        for text in [
            "pukul:10",
            "https://contoh.id",
            "kategori:",
            "kategori: jalan",
            "\"unit:dishub\"",
            "-unit:dishub",
            ":",
            "unit:\"\"",
        ] {
            let typed = Typed::of(text);
            assert_eq!((typed.words.as_str(), typed.conditions.len()), (text, 0), "{text}");
        }
        assert_eq!(Typed::of("unit:\"dishub belum ditutup").words, "belum ditutup");
    }

    #[test]
    fn a_day_a_month_and_a_year_are_days() {
        let span = |value| days(value).map(|(first, last)| (first.to_string(), last.to_string()));
        let pair = |first: &str, last: &str| Some((first.to_owned(), last.to_owned()));
        for value in ["1/11/2026", "01-11-2026", "2026-11-01", "1.11.2026"] {
            assert_eq!(span(value), pair("2026-11-01", "2026-11-01"), "{value}");
        }
        assert_eq!(span("2/2026"), pair("2026-02-01", "2026-02-28"));
        assert_eq!(span("2026"), pair("2026-01-01", "2026-12-31"));
        for value in ["", "kemarin", "31/2/2026", "1/11/26", "1/11", "2026-13", "12026", "1/1/1/2026", "+1/2/2026"] {
            assert_eq!(span(value), None, "{value}");
        }
    }

    #[test]
    fn a_value_means_the_entry_of_its_name_or_the_only_one_that_begins_like_it() {
        let entries: Vec<(u8, Vec<String>)> =
            [(1, ["Jalan", "roads"]), (2, ["Jalan desa", "paths"]), (3, ["Lampu jalan", "lamps"])]
                .map(|(id, names)| (id, names.map(str::to_owned).to_vec()))
                .to_vec();
        assert_eq!(meant("jalan", &entries), Meant::One(1));
        assert_eq!(meant("ROADS", &entries), Meant::One(1));
        assert_eq!(meant("lam", &entries), Meant::One(3));
        assert_eq!(meant("desa", &entries), Meant::One(2));
        assert_eq!(
            meant("jal", &entries),
            Meant::Several(["Jalan", "Jalan desa", "Lampu jalan"].map(str::to_owned).to_vec())
        );
        assert_eq!(meant("esa", &entries), Meant::None);
    }

    proptest! {
        #[test]
        fn nothing_that_is_typed_is_lost_or_stops_it(text in "([a-z]{0,3}|unit|sebelum|[:\" \u{201C}\u{201D}'%;-]|[\\PC]){0,40}") {
            let typed = Typed::of(&text);
            let letters = |text: &str| text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).count();
            let kept = letters(&typed.words) + typed.conditions.iter().map(|condition| letters(&condition.typed)).sum::<usize>();
            let given = &text[..text.floor_char_boundary(TYPED_BYTES_MAX)];
            prop_assert_eq!(kept, letters(given));
            for condition in &typed.conditions {
                let _ = days(&condition.value);
                let _ = meant::<u8>(&condition.value, &[(1, vec!["Jalan".to_owned()])]);
            }
        }

        #[test]
        fn any_day_is_read_as_it_is_written(year in 1000_i16..=9999, month in 1_i8..=12, day in 1_i8..=28) {
            let day = date(year, month, day);
            prop_assert_eq!(days(&day.to_string()), Some((day, day)));
            prop_assert_eq!(days(&format!("{}/{}/{}", day.day(), day.month(), day.year())), Some((day, day)));
        }
    }
}

//! The keys of the desk: one table, from which follow the line at the foot of a page, the page that lists them all, and what
//! the script does.

use hadir_org::{Access, Problem, Right, Routes};
use hadir_ui::components::{Button, Column, KeyHints, Table};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::shell::desk;
use hadir_ui::t;
use maud::{Markup, html};

use super::seat::Seat;
use crate::Cases;

/// Where the list of keys is.
const HERE: &str = "/meja/tombol";

/// A key, or two that belong together.
struct Key {
    /// As they are printed on a keyboard, each with what the script does.
    caps: &'static [(&'static str, Does)],
    place: Place,
    /// Whether the line at the foot shows it.
    is_first: bool,
    words: fn(&Lang) -> String,
}

/// What the script does with the first element that a selector finds.
enum Does {
    /// Nothing: the browser does it by itself.
    Nothing,
    /// Goes so many rows down the list.
    Step(i8),
    Focus(&'static str),
    Press(&'static str),
}

use Does::{Focus, Nothing, Press, Step};

/// Where a key works.
#[derive(Clone, Copy)]
enum Place {
    List,
    Case,
    Anywhere,
}

/// The table. A key leads to a form or a field and carries nothing out: what others notice takes a second press.
static KEYS: [Key; 14] = [
    key(&[("J", Step(1)), ("K", Step(-1))], Place::List, |lang| t!(lang, "meja-key-move")).first(),
    key(&[("Enter", Nothing)], Place::List, |lang| t!(lang, "meja-key-open")).first(),
    key(&[("X", Press(".inbox .here [name=l], .inbox:not(:has(.here)) [name=l]"))], Place::List, |lang| {
        t!(lang, "meja-key-tick")
    }),
    key(&[("A", Focus(".picks button"))], Place::List, |lang| t!(lang, "meja-key-bulk")),
    key(&[("B", Focus(".answer textarea"))], Place::Case, |lang| t!(lang, "meja-key-answer")).first(),
    key(&[("C", Focus("#contoh"))], Place::Case, |lang| t!(lang, "meja-key-template")),
    key(&[("T", Press("main a[href$='/teruskan']"))], Place::Case, |lang| t!(lang, "meja-key-hand-on")).first(),
    key(&[("N", Press("main a[href$='/tanya']"))], Place::Case, |lang| t!(lang, "meja-key-ask")),
    key(&[("S", Press("main a[href$='/selesai']"))], Place::Case, |lang| t!(lang, "meja-key-close")),
    key(&[("G", Press("main a[href$='/gabung']"))], Place::Case, |lang| t!(lang, "meja-key-merge")),
    key(&[("U", Press("#kabar button"))], Place::Anywhere, |lang| t!(lang, "meja-key-fresh")),
    key(&[("M", Press(".rail a[href='/meja']"))], Place::Anywhere, |lang| t!(lang, "meja-key-inbox")),
    key(&[("/", Focus("#cari"))], Place::Anywhere, |lang| t!(lang, "meja-key-search")).first(),
    key(&[("?", Press("#semua-tombol"))], Place::Anywhere, |lang| t!(lang, "meja-key-off")).first(),
];

const fn key(caps: &'static [(&'static str, Does)], place: Place, words: fn(&Lang) -> String) -> Key {
    Key { caps, place, is_first: false, words }
}

impl Key {
    const fn first(self) -> Self {
        Self { is_first: true, ..self }
    }
}

/// Its route.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform()).get("/meja/tombol", Access::Needs(Right::ReadCases), show_keys)
}

/// What the script is told: per key, in lower case, what it does, and to what.
fn told() -> String {
    let caps = KEYS.iter().flat_map(|key| key.caps);
    let told: Vec<_> = caps
        .filter_map(|(cap, does)| {
            let (verb, what) = match does {
                Nothing => return None,
                Step(rows) => ("step", rows.to_string()),
                Focus(what) => ("focus", (*what).to_owned()),
                Press(what) => ("press", (*what).to_owned()),
            };
            Some((cap.to_lowercase(), verb, what))
        })
        .collect();
    serde_json::to_string(&told).expect("texts can be written")
}

/// The keys most often used, and the words the desk's script shows. Keys work by script alone, so all this waits in a
/// template until the script has them working.
pub(super) fn key_hints(lang: &Lang) -> Markup {
    let first = KEYS.iter().filter(|key| key.is_first);
    let hints = first.fold(KeyHints::new(), |hints, key| hints.hint(&caps(key), (key.words)(lang)));
    html! {
        template #tombol data-keys=(told()) data-off=(t!(lang, "meja-keys-off")) data-on=(t!(lang, "meja-keys-on")) {
            (hints)
            p.row {
                (Button::scripted(t!(lang, "meja-keys-switch"), "keys").mini())
                a #semua-tombol href=(HERE) { (t!(lang, "meja-keys-all")) }
            }
        }
    }
}

fn caps(key: &Key) -> Vec<&'static str> {
    key.caps.iter().map(|(cap, _)| *cap).collect()
}

/// `GET /meja/tombol`: every key, what it does, and where.
async fn show_keys(seat: Seat) -> Result<Html, Problem> {
    let lang = &seat.lang;
    let columns = vec![
        Column::words(t!(lang, "meja-keys-key")),
        Column::words(t!(lang, "meja-keys-does")),
        Column::words(t!(lang, "meja-keys-where")),
    ];
    let place = |place| match place {
        Place::List => t!(lang, "meja-keys-list"),
        Place::Case => t!(lang, "meja-keys-case"),
        Place::Anywhere => t!(lang, "meja-keys-anywhere"),
    };
    let table = KEYS.iter().fold(Table::new(t!(lang, "meja-keys"), columns).hide_caption(), |table, key| {
        let caps = html! { @for cap in caps(key) { kbd { (cap) } " " } };
        table.row(vec![caps, html! { ((key.words)(lang)) }, html! { (place(key.place)) }])
    });
    let content = html! {
        h1 { (t!(lang, "meja-keys")) }
        p { (t!(lang, "meja-keys-lead")) }
        (table)
        (key_hints(lang))
    };
    Ok(desk(&seat.frame(t!(lang, "meja-keys"), HERE, None, None), content))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_key_does_two_things_and_every_one_is_known_to_the_script() {
        let told: Vec<(String, String, String)> = serde_json::from_str(&told()).unwrap();
        let keys: BTreeSet<_> = told.iter().map(|(key, ..)| key.as_str()).collect();
        assert_eq!(keys.len(), told.len());
        let silent = KEYS.iter().flat_map(|key| key.caps).filter(|(_, does)| matches!(does, Nothing));
        assert_eq!(silent.map(|(cap, _)| *cap).collect::<Vec<_>>(), ["Enter"], "browsers follow a link by themselves");
        assert!(keys.iter().all(|key| key.chars().count() == 1), "{keys:?}");
        let script = include_str!("../../../assets/meja.js");
        for (_, verb, what) in &told {
            assert!(script.contains(&format!("{verb}:")), "the script knows no {verb}");
            assert!(!what.is_empty());
        }
    }
}

//! What a search at the desk finds: words, and conditions such as `kategori:jalan`, whose values are looked up among the
//! names of the regency. What no name fits is said, and narrows nothing.

use hadir_oplog::ActorId;
use hadir_org::{Organisation, Problem, Right, UnitCode};
use hadir_store::Fault;
use hadir_ui::components::{Button, Empty, Pager};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::shell::desk;
use hadir_ui::{number, t, time};
use maud::html;

use super::bulk;
use super::filters::{MYSELF, NOBODY, zone_start};
use super::inbox::{PAGE_ROWS, reading, take_page};
use super::keys::key_hints;
use super::rows::one_group;
use super::seat::Seat;
use super::words;
use crate::kinds::{Channel, ReportKind, Status};
use crate::pages::wording;
use crate::places::Places;
use crate::queries::{
    self, About, Condition, DeskFilter, Handler, LOOKED_MAX, Meant, Reach, Row, Sought, Standing, Typed, days, meant,
};

/// The page of what was found, from a place in time on.
pub(super) async fn page(seat: &Seat, typed: &str, after: &str) -> Result<Html, Problem> {
    let (lang, org, now) = (&seat.lang, seat.org(), seat.cases.now());
    let places = seat.cases.places().await?;
    let taken = Typed::of(typed);
    let meaning = Meaning::of(seat, &org, &places, &taken.conditions);
    let before = after.parse().ok();
    let (rows, next) = find(seat, typed, &taken, &meaning, before).await?;
    let addresses = seat.exact_addresses(rows.iter()).await?;
    let found = one_group(&reading(seat, &org, &places, now, addresses), t!(lang, "meja-found", words = typed), &rows);
    let title = t!(lang, "meja-search");
    let mut frame = seat.frame(&title, "/meja", None, None);
    typed.clone_into(&mut frame.query);
    let shown = t!(lang, "meja-shown", count = rows.len());
    let first = before.map(|_| address(typed, None));
    let is_cut = next.is_some() && rows.len() < PAGE_ROWS;
    let next = next.map(|next| address(typed, Some(next)));
    let content = html! {
        h1 { (title) }
        p.soft { (t!(lang, "meja-search-about")) " " (t!(lang, "meja-search-help")) }
        @for odd in &meaning.odd { p role="status" { (odd) } }
        @if !meaning.understood.is_empty() {
            p { (t!(lang, "meja-filter-in-use", what = meaning.understood.join(", "))) }
        }
        @if is_cut {
            p.soft {
                (t!(lang, "meja-search-so-far", count = rows.len(), looked = number::whole(lang, LOOKED_MAX)))
            }
        } @else if found.is_empty() {
            (Empty::new(t!(lang, "meja-found-none", words = typed), t!(lang, "meja-found-none.next"))
                .action(Button::link(t!(lang, "meja-empty-all"), "/meja").quiet()))
        }
        @if !found.is_empty() { (bulk::list(lang, found, None)) }
        @if first.is_some() || next.is_some() { (Pager::new(lang, shown).previous(first).next(next)) }
        (key_hints(lang))
    };
    Ok(desk(&frame, content))
}

/// A page of what was found, and before which place in time the next one looks.
async fn find(
    seat: &Seat,
    typed: &str,
    taken: &Typed,
    meaning: &Meaning,
    before: Option<i64>,
) -> Result<(Vec<Row>, Option<i64>), Fault> {
    let (org, pool) = (seat.org(), seat.cases.platform().store().reads());
    let reach = Reach::of(&seat.staff.0, Right::ReadCases, &org);
    if taken.conditions.is_empty() {
        let mut rows = queries::search(pool, typed, &reach, before, PAGE_ROWS as i64 + 1).await?;
        let next = take_page(&mut rows).map(|last| last.place_in_time);
        return Ok((rows, next));
    }
    // What could not be understood narrows nothing, and without a word left there is nothing to find.
    if taken.words.is_empty() && meaning.understood.is_empty() {
        return Ok((Vec::new(), None));
    }
    let reach = meaning.unit.as_ref().map_or_else(|| reach.clone(), |unit| reach.below(unit, &org));
    let sought = Sought { words: &taken.words, filter: &meaning.filter, reach: &reach, now: seat.cases.now() };
    queries::searched(pool, &sought, before, PAGE_ROWS).await
}

/// What the conditions of a search mean here.
#[derive(Default)]
struct Meaning {
    filter: DeskFilter,
    unit: Option<UnitCode>,
    /// What was understood, in words: "Jalan", "sebelum 1 November 2026".
    understood: Vec<String>,
    /// What was not, a sentence each.
    odd: Vec<String>,
}

impl Meaning {
    fn of(seat: &Seat, org: &Organisation, places: &Places, conditions: &[Condition]) -> Self {
        let mut meaning = Self::default();
        for condition in conditions {
            match meaning.take(seat, org, places, condition) {
                Ok(understood) => meaning.understood.push(understood),
                Err(odd) => meaning.odd.push(odd),
            }
        }
        meaning
    }

    /// Takes one condition in; gives what it means in words, or the sentence why it means nothing.
    fn take(
        &mut self,
        seat: &Seat,
        org: &Organisation,
        places: &Places,
        condition: &Condition,
    ) -> Result<String, String> {
        let lang = &seat.lang;
        match condition.about {
            About::Kind => {
                let (kind, name) = one(lang, condition, &kinds(lang))?;
                only(lang, condition, &mut self.filter.kind, kind, name)
            }
            About::Channel => {
                let (channel, name) = one(lang, condition, &channels(lang))?;
                only(lang, condition, &mut self.filter.channel, channel, name)
            }
            About::Category => {
                let (code, name) = one(lang, condition, &categories(lang, org))?;
                only(lang, condition, &mut self.filter.category, code, name)
            }
            About::Place => {
                let (code, name) = place(lang, condition, places)?;
                only(lang, condition, &mut self.filter.place, code, name)
            }
            About::Unit => {
                let (code, name) = one(lang, condition, &units(org))?;
                only(lang, condition, &mut self.unit, code, name)
            }
            About::Handler => {
                let (handler, name) = one(lang, condition, &handlers(seat, org))?;
                only(lang, condition, &mut self.filter.handler, handler, name)
            }
            About::Status => {
                let (standing, name) = one(lang, condition, &standings(lang))?;
                only(lang, condition, &mut self.filter.standing, standing, name)
            }
            About::Before | About::After | About::Since | About::Until => self.take_day(seat, org, condition),
        }
    }

    /// A day: of a month or a year its first day where the time begins, its last where it ends. Of several the narrowest
    /// holds.
    fn take_day(&mut self, seat: &Seat, org: &Organisation, condition: &Condition) -> Result<String, String> {
        let lang = &seat.lang;
        let unreadable = || t!(lang, "meja-op-no-day", typed = &condition.typed);
        let (first, last) = days(&condition.value).ok_or_else(unreadable)?;
        let zone = org.zone(&seat.staff.0.unit);
        let start = |date| zone_start(zone, date);
        let after_last = last.tomorrow().map_or(i64::MAX, start);
        let (from, before, words) = match condition.about {
            About::Before => (None, Some(start(first)), t!(lang, "meja-op-before", day = time::plain(lang, first))),
            About::Until => {
                (None, Some(after_last), t!(lang, "meja-filter-in-use.until", day = time::plain(lang, last)))
            }
            About::After => (Some(after_last), None, t!(lang, "meja-op-after", day = time::plain(lang, last))),
            _ => (Some(start(first)), None, t!(lang, "meja-filter-in-use.from", day = time::plain(lang, first))),
        };
        let filter = &mut self.filter;
        filter.from = filter.from.into_iter().chain(from).max();
        filter.before = filter.before.into_iter().chain(before).min();
        Ok(words)
    }
}

/// Takes in what a condition means, unless one of its kind has narrowed the search already; gives its name, or why it is
/// not used.
fn only<T>(
    lang: &Lang,
    condition: &Condition,
    place: &mut Option<T>,
    value: T,
    name: String,
) -> Result<String, String> {
    if place.is_some() {
        return Err(t!(lang, "meja-op-again", typed = &condition.typed));
    }
    *place = Some(value);
    Ok(name)
}

/// Something a value can mean, with its names, the one people read first.
type Entry<T> = (T, Vec<String>);

/// The one entry that a condition's value means, with the name people read.
fn one<T: Clone + PartialEq>(lang: &Lang, condition: &Condition, entries: &[Entry<T>]) -> Result<(T, String), String> {
    match meant(&condition.value, entries) {
        Meant::One(found) => {
            let entry = entries.iter().find(|entry| entry.0 == found);
            let name = entry.and_then(|entry| entry.1.first().cloned()).unwrap_or_default();
            Ok((found, name))
        }
        Meant::Several(names) => Err(t!(lang, "meja-op-several", typed = &condition.typed, names = names.join("; "))),
        Meant::None => Err(t!(lang, "meja-op-unknown", typed = &condition.typed)),
    }
}

fn kinds(lang: &Lang) -> Vec<Entry<ReportKind>> {
    ReportKind::ALL.iter().map(|kind| (*kind, vec![wording::kind(lang, *kind), kind.as_str().to_owned()])).collect()
}

fn channels(lang: &Lang) -> Vec<Entry<Channel>> {
    let names = |channel: Channel| vec![words::channel(lang, channel), channel.as_str().to_owned()];
    Channel::ALL.iter().map(|channel| (*channel, names(*channel))).collect()
}

fn categories(lang: &Lang, org: &Organisation) -> Vec<Entry<String>> {
    let entry = |category: &hadir_org::Category| {
        let code = category.code.as_str().to_owned();
        (code.clone(), vec![category.name(lang.tag()).to_owned(), code])
    };
    org.categories().iter().map(entry).collect()
}

/// A district is meant before a village of its name.
fn place(lang: &Lang, condition: &Condition, places: &Places) -> Result<(String, String), String> {
    let named = |region: &hadir_org::regions::Region| {
        let full = places.name(&region.code).unwrap_or(&region.name).to_owned();
        (region.code.clone(), vec![full, region.name.clone(), region.code.clone()])
    };
    let districts: Vec<_> = places.districts().iter().map(|(district, _)| named(district)).collect();
    let in_district = one(lang, condition, &districts);
    let villages = places.districts().iter().flat_map(|(_, villages)| villages.iter().map(named));
    match meant(&condition.value, &districts) {
        Meant::One(_) => in_district,
        Meant::None => one(lang, condition, &villages.collect::<Vec<_>>()),
        Meant::Several(_) => one(lang, condition, &villages.collect::<Vec<_>>()).or(in_district),
    }
}

fn units(org: &Organisation) -> Vec<Entry<UnitCode>> {
    let entry = |unit: &hadir_org::Unit| (unit.code.clone(), vec![unit.name.clone(), unit.code.as_str().to_owned()]);
    org.units_by_name().into_iter().map(entry).collect()
}

/// Whoever reads, nobody, and everyone else by name.
fn handlers(seat: &Seat, org: &Organisation) -> Vec<Entry<Handler>> {
    let lang = &seat.lang;
    let me: ActorId = seat.staff.0.id;
    let mine = (Handler::Person(me), vec![t!(lang, "meja-filter-myself"), MYSELF.to_owned(), "me".to_owned()]);
    let nobody = (Handler::Nobody, vec![t!(lang, "meja-filter-nobody"), NOBODY.to_owned(), "nobody".to_owned()]);
    let people = org
        .staff_by_name()
        .into_iter()
        .map(|officer| (Handler::Person(officer.id), vec![officer.name.clone(), officer.username.as_str().to_owned()]));
    [mine, nobody].into_iter().chain(people).collect()
}

/// How a report can stand, each in one word.
fn standings(lang: &Lang) -> Vec<Entry<Standing>> {
    let word = |status: Status| match status {
        Status::New => t!(lang, "meja-op-new"),
        Status::Verified => t!(lang, "meja-op-verified"),
        Status::InProgress => t!(lang, "meja-op-in-progress"),
        Status::Waiting => t!(lang, "meja-op-waiting"),
        Status::Answered => t!(lang, "meja-op-answered"),
        Status::Closed => t!(lang, "meja-op-closed"),
        Status::Ended => t!(lang, "meja-op-ended"),
    };
    let statuses =
        Status::ALL.iter().map(|status| (Standing::Is(*status), vec![word(*status), status.as_str().to_owned()]));
    let open = (Standing::Open, vec![t!(lang, "meja-op-open"), "open".to_owned()]);
    let overdue = (Standing::Overdue, vec![t!(lang, "meja-op-overdue"), "overdue".to_owned()]);
    [open, overdue].into_iter().chain(statuses).collect()
}

/// The address of a page of what a search finds.
pub(super) fn address(words: &str, before: Option<i64>) -> String {
    let words: String = words.bytes().map(encoded).collect();
    match before {
        Some(before) => format!("/meja?q={words}&sesudah={before}"),
        None => format!("/meja?q={words}"),
    }
}

/// A byte of a query's value: what would end the value or change its meaning is written as `%XX`.
fn encoded(byte: u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    }
}

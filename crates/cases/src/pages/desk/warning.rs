//! `/meja/dini`: what is more than usual in the last seven days, by topic and district, and words that are new, for whoever
//! may see the figures of a unit and of those below it. How it is measured stands in `surge`.
//!
//! What is in a closed circle counts nowhere here, not even for those who are in it.

use std::collections::{BTreeMap, BTreeSet};

use hadir_org::{Access, Organisation, Problem, Right, Routes};
use hadir_store::Fault;
use hadir_ui::components::{Button, Column, Details, Empty, Table};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::shell::desk;
use hadir_ui::{number, t};
use jiff::civil::Date;
use maud::{Markup, Render, html};

use super::search;
use super::seat::Seat;
use crate::Cases;
use crate::pages::wording::category_name;
use crate::places::Places;
use crate::project::week;
use crate::queries::{self, PastWeeks, Reach};
use crate::surge::{self, Chance, PAST_WEEKS, PAST_WEEKS_LEAST, SEEN_LEAST, Topic};

/// Where the page is.
const HERE: &str = "/meja/dini";
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
/// The days that are measured.
const DAYS: i64 = 7;
/// The newest reports of these days whose words are read.
const READ_NOW: i64 = 500;
/// The newest reports from before that these are measured by.
const READ_BEFORE: i64 = 2_000;
/// Rarer than this is very unusual.
const VERY_RARE: f64 = 0.001;

/// Its routes.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform()).get(HERE, Access::Needs(Right::SeeFigures), show)
}

/// A topic that there is more of than usual, in a district or everywhere.
struct Rise {
    category: String,
    district: Option<String>,
    seen: u32,
    chance: Chance,
}

async fn show(seat: Seat) -> Result<Html, Problem> {
    let (lang, org, now) = (&seat.lang, seat.org(), seat.cases.now().as_millisecond());
    let pool = seat.cases.platform().store().reads();
    let figures = Reach::of(&seat.staff.0, Right::SeeFigures, &org);
    // The seven days begin in the last week. It is the guard between them and the past.
    let (last, since) = (week(now) - 2, now - DAYS * DAY_MS);
    let past = queries::past_weeks(pool, &figures, last - PAST_WEEKS as i64 + 1, last).await?;
    let seen = queries::received_since(pool, &figures, since).await?;
    let places = seat.cases.places().await?;
    let since_day = org.zone(&seat.staff.0.unit).date_at(jiff::Timestamp::from_millisecond(since).unwrap_or_default());
    let page = Page { seat: &seat, org: &org, places: &places, since: since_day };
    let title = t!(lang, "meja-warning");
    let is_young = past.weeks < PAST_WEEKS_LEAST;
    let content = html! {
        h1 { (title) }
        @if is_young {
            (Empty::new(t!(lang, "meja-warning-young"), t!(lang, "meja-warning-young.next", weeks = PAST_WEEKS_LEAST))
                .action(Button::link(t!(lang, "meja-warning-young.act"), "/meja/ringkasan").quiet()))
        } @else {
            p.soft { (t!(lang, "meja-warning-lead", weeks = past.weeks)) }
            (page.rises(&rises(&past, &seen)))
            (page.topics(&topics(&seat, since).await?))
            (Details::new(t!(lang, "meja-warning-how"), html! {
                p { (t!(lang, "meja-warning-how.about")) }
                p { (t!(lang, "meja-warning-how.care", least = SEEN_LEAST)) }
            }))
        }
    };
    let mut frame = seat.frame(&title, HERE, None, None);
    if !seat.staff.0.may_anywhere(Right::ReadCases) {
        frame.views.clear();
    }
    Ok(desk(&frame, content))
}

/// What there is more of than usual, the least usual first: topics in districts, and topics everywhere where no district
/// stands out by itself.
fn rises(past: &PastWeeks, seen: &BTreeMap<(String, String), u32>) -> Vec<Rise> {
    let mut counts: BTreeMap<(String, Option<String>), (u32, Vec<u32>)> = BTreeMap::new();
    let mut add = |category: &str, district: Option<&str>, now: u32, weeks: Option<&Vec<u32>>| {
        let of = (category.to_owned(), district.map(str::to_owned));
        let (sum, sums) = counts.entry(of).or_insert_with(|| (0, vec![0; past.weeks]));
        *sum += now;
        sums.iter_mut().zip(weeks.into_iter().flatten()).for_each(|(sum, count)| *sum += count);
    };
    let keys: BTreeSet<_> = past.cases.keys().chain(seen.keys()).filter(|(category, _)| !category.is_empty()).collect();
    for key in keys {
        let (now, weeks) = (seen.get(key).copied().unwrap_or(0), past.cases.get(key));
        let (category, district) = key;
        add(category, None, now, weeks);
        if !district.is_empty() {
            add(category, Some(district), now, weeks);
        }
    }
    let chances: Vec<_> = counts.values().map(|(seen, weeks)| surge::against_weeks(*seen, weeks)).collect();
    let found = surge::discoveries(&chances.iter().map(|chance| chance.p).collect::<Vec<_>>());
    let all = counts.into_iter().zip(chances).zip(found).filter(|(_, is)| *is);
    let mut rises: Vec<_> =
        all.map(|((((category, district), (seen, _)), chance), _)| Rise { category, district, seen, chance }).collect();
    let local: BTreeSet<_> =
        rises.iter().filter(|rise| rise.district.is_some()).map(|rise| rise.category.clone()).collect();
    rises.retain(|rise| rise.district.is_some() || !local.contains(&rise.category));
    rises.sort_by(|one, other| one.chance.p.total_cmp(&other.chance.p));
    rises
}

/// New words, for whoever may read the cases that hold them.
async fn topics(seat: &Seat, since: i64) -> Result<Vec<Topic>, Fault> {
    let pool = seat.cases.platform().store().reads();
    let reach = Reach::of(&seat.staff.0, Right::ReadCases, &seat.org());
    let recent = queries::texts(pool, &reach, since, i64::MAX, READ_NOW).await?;
    let before = queries::texts(pool, &reach, 0, since, READ_BEFORE).await?;
    Ok(surge::topics(&recent, &before))
}

/// What the sections of the page are made of.
struct Page<'a> {
    seat: &'a Seat,
    org: &'a Organisation,
    places: &'a Places,
    /// The first of the days that are measured.
    since: Date,
}

impl Page<'_> {
    fn rises(&self, rises: &[Rise]) -> Markup {
        let lang = &self.seat.lang;
        let Some(first) = rises.first() else {
            return Empty::new(t!(lang, "meja-warning-none"), t!(lang, "meja-warning-none.next")).render();
        };
        let heading = t!(lang, "meja-warning-rises");
        let finding = t!(
            lang,
            "meja-warning-one",
            topic = self.topic(first),
            place = self.place(first),
            seen = first.seen,
            expected = expected(lang, &first.chance)
        );
        let columns = vec![
            Column::words(t!(lang, "meja-warning-topic")),
            Column::words(t!(lang, "meja-warning-place")),
            Column::figures(t!(lang, "meja-warning-seen")),
            Column::figures(t!(lang, "meja-warning-expected")),
            Column::words(t!(lang, "meja-warning-sure")),
        ];
        let row = |table: Table, rise: &Rise| {
            let place = rise.district.as_ref().map(|code| format!(" tempat:{code}")).unwrap_or_default();
            let list = format!("kategori:{}{place} sejak:{}", rise.category, self.since);
            table.row(vec![
                self.link(&self.topic(rise), &list),
                self.place(rise).render(),
                number::whole(lang, rise.seen.into()).render(),
                expected(lang, &rise.chance).render(),
                sure(lang, rise.chance.p).render(),
            ])
        };
        let table = rises.iter().fold(Table::new(&heading, columns).hide_caption().cards(), row);
        html! { section.stack { h2 { (heading) } p { (finding) } (table) } }
    }

    fn topics(&self, topics: &[Topic]) -> Markup {
        let lang = &self.seat.lang;
        let columns = vec![
            Column::words(t!(lang, "meja-warning-word")),
            Column::figures(t!(lang, "meja-warning-seen")),
            Column::words(t!(lang, "meja-warning-sure")),
        ];
        let row = |table: Table, topic: &Topic| {
            table.row(vec![
                self.link(&topic.word, &format!("{} sejak:{}", topic.word, self.since)),
                number::whole(lang, topic.seen.into()).render(),
                sure(lang, topic.p).render(),
            ])
        };
        let table = topics.iter().fold(Table::new(t!(lang, "meja-warning-new.table"), columns).hide_caption(), row);
        html! {
            section.stack {
                h2 { (t!(lang, "meja-warning-new")) }
                p.soft { (t!(lang, "meja-warning-new.about")) }
                @if topics.is_empty() { p { (t!(lang, "meja-warning-new.none")) } } @else { (table) }
            }
        }
    }

    /// A name that leads to what a search finds, for whoever may read cases at all.
    fn link(&self, name: &str, search: &str) -> Markup {
        let is_reader = self.seat.staff.0.may_anywhere(Right::ReadCases);
        html! { @if is_reader { a href=(search::address(search, None)) { (name) } } @else { (name) } }
    }

    fn topic(&self, rise: &Rise) -> String {
        category_name(self.org, &self.seat.lang, &rise.category).unwrap_or_else(|| rise.category.clone())
    }

    fn place(&self, rise: &Rise) -> String {
        match &rise.district {
            Some(code) => self.places.name(code).map_or_else(|| code.clone(), str::to_owned),
            None => t!(self.seat.lang, "meja-warning-everywhere"),
        }
    }
}

fn expected(lang: &Lang, chance: &Chance) -> String {
    number::decimal(lang, chance.expected, usize::from(chance.expected < 10.0 && chance.expected > 0.0))
}

/// "Sangat tidak biasa: 1 dari 1.000 minggu".
fn sure(lang: &Lang, p: f64) -> String {
    let weeks = number::whole(lang, surge::weeks_between(p).into());
    if p < VERY_RARE {
        t!(lang, "meja-warning-very-rare", weeks = weeks)
    } else {
        t!(lang, "meja-warning-rare", weeks = weeks)
    }
}

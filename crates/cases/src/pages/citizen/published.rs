//! `/laporan`: what citizens reported, as far as an officer has released it, the newest first.

use axum::extract::{Query, State};
use hadir_org::pages::links::part_shown;
use hadir_org::{Organisation, Problem, Reader};
use hadir_ui::components::{Button, Choices, Empty, Filter, Pager, Select};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::shell::{Here, Page, citizen};
use hadir_ui::{t, time};
use maud::{Markup, html};
use serde::Deserialize;

use super::published_case::shared_in_public;
use crate::Cases;
use crate::address::of_row;
use crate::kinds::{Ending, Status};
use crate::pages::wording::{self, Standing, local};
use crate::places::Places;
use crate::queries::{self, PublicFilter, PublicRow, PublicStanding};

/// Cases on a page.
const PAGE: usize = 25;

/// The filter as it stands in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wish {
    /// A district.
    place: String,
    category: String,
    /// One of the names of [`PublicStanding`].
    status: String,
    /// Begin before this place in time.
    sebelum: Option<i64>,
}

impl Wish {
    fn filter(&self) -> PublicFilter {
        let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let standing = PublicStanding::from_name(&self.status);
        PublicFilter { district: filled(&self.place), category: filled(&self.category), standing }
    }

    fn is_filtered(&self) -> bool {
        self.filter() != PublicFilter::default()
    }

    /// The address of the part of the list that begins before a place in time.
    fn address(&self, before: i64) -> String {
        // Only what our own filter sends goes back into an address; anything else could break out of it.
        let is_plain =
            |text: &&str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'));
        let kept = |name: &str, value: &str| {
            Some(value).filter(|value| !value.is_empty()).filter(is_plain).map(|value| format!("{name}={value}&"))
        };
        let fields = [kept("place", &self.place), kept("category", &self.category), kept("status", &self.status)];
        format!("/laporan?{}sebelum={before}", fields.into_iter().flatten().collect::<String>())
    }
}

/// `GET /laporan`.
pub(super) async fn list_published(
    State(cases): State<Cases>,
    Reader { lang }: Reader,
    Query(wish): Query<Wish>,
) -> Result<Html, Problem> {
    let platform = cases.platform();
    let (org, site, places, now) = (platform.org(), platform.site(), cases.places().await?, cases.now());
    // One row more than is shown tells whether there is another part.
    let mut rows =
        queries::public_list(platform.store().reads(), &wish.filter(), wish.sebelum, now, PAGE as i64 + 1).await?;
    let has_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| has_more).map(|row| wish.address(row.place_in_time));
    let title = t!(lang, "public-title");
    let shared = shared_in_public(&cases, rows.iter().map(|row| row.number.as_str())).await?;
    let of_shared = rows.iter().filter(|row| shared.contains(&row.number));
    let addresses = cases.exact_of_rows(of_shared.map(|row| (row.number.as_str(), row.id.as_slice()))).await?;
    let item = |row: &PublicRow| {
        let address = of_row(&row.number, &row.id, &addresses);
        item(&lang, &org, &places, row, address, now)
    };
    let items: Vec<_> = rows.iter().map(item).collect();
    let content = html! {
        h1 { (title) }
        p.lead { (t!(lang, "public-lead")) }
        (part_shown(platform, &lang))
        (filter(&lang, &wish, &org, &places))
        section.stack {
            h2 { (if wish.sebelum.is_some() { t!(lang, "public-older") } else { t!(lang, "public-newest") }) }
            @if rows.is_empty() { (empty(&lang, &wish)) } @else { ul.list { @for item in &items { (item) } } }
            @if wish.sebelum.is_some() || next.is_some() {
                (Pager::new(&lang, t!(lang, "public-shown", count = rows.len())).next(next))
            }
            @if wish.sebelum.is_some() { p { a href="/laporan" { (t!(lang, "public-to-newest")) } } }
        }
        p.soft { (t!(lang, "public-rule")) }
    };
    Ok(citizen(&Page::new(&site, &lang, Here::PublicReports, title).lists(), content))
}

fn filter(lang: &Lang, wish: &Wish, org: &Organisation, places: &Places) -> Filter {
    let districts = places.districts().iter();
    let districts = districts.fold(Choices::plain(), |all, (district, _)| all.option(&district.code, &district.name));
    let topics = org.categories().iter();
    let topics = topics.fold(Choices::plain(), |all, topic| all.option(topic.code.as_str(), topic.name(lang.tag())));
    let standings = PublicStanding::ALL.into_iter();
    let standings =
        standings.fold(Choices::plain(), |all, standing| all.option(standing.as_str(), standing_name(lang, standing)));
    let select = |choices, chosen: &str| Select::new().empty(t!(lang, "public-all")).choices(choices).chosen(chosen);
    Filter::new(t!(lang, "public-show"))
        .field("place", &t!(lang, "public-place"), &select(districts, &wish.place))
        .field("category", &t!(lang, "public-category"), &select(topics, &wish.category))
        .field("status", &t!(lang, "public-status"), &select(standings, &wish.status))
}

fn standing_name(lang: &Lang, standing: PublicStanding) -> String {
    match standing {
        PublicStanding::Working => t!(lang, "public-standing-working"),
        PublicStanding::Overdue => t!(lang, "public-standing-overdue"),
        PublicStanding::Done => t!(lang, "public-standing-done"),
    }
}

fn empty(lang: &Lang, wish: &Wish) -> Empty {
    if wish.is_filtered() {
        Empty::new(t!(lang, "public-none-here"), t!(lang, "public-none-here.about"))
            .in_section()
            .action(Button::link(t!(lang, "public-none-here.act"), "/laporan").quiet())
    } else {
        Empty::new(t!(lang, "public-none"), t!(lang, "public-none.about"))
            .in_section()
            .action(Button::link(t!(lang, "home-report"), "/lapor").quiet())
    }
}

fn item(
    lang: &Lang,
    org: &Organisation,
    places: &Places,
    row: &PublicRow,
    address: &str,
    now: jiff::Timestamp,
) -> Markup {
    let place = row.region.as_deref().and_then(|code| places.name(code));
    let title = if row.public_title.is_empty() { t!(lang, "follow-untitled") } else { row.public_title.clone() };
    let unit = wording::unit_name(org, &row.unit);
    html! {
        li {
            h3 { a href={ "/laporan/" (address) } { (title) } }
            @if let Some(place) = place { p.soft { (place) } }
            p { (standing(row, now).state(lang)) }
            p.soft { (unit) @if let Some(by) = by_when(lang, org, row, now) { ", " (by) } }
        }
    }
}

fn standing(row: &PublicRow, now: jiff::Timestamp) -> Standing {
    let status = Status::from_name(&row.status).unwrap_or(Status::New);
    let is_silent = row.closes_at.is_some_and(|at| at <= now.as_millisecond());
    let is_overdue = status.is_open() && row.paused_since.is_none() && row.due_at < now.as_millisecond();
    let status = if status == Status::Answered && is_silent { Status::Closed } else { status };
    Standing { status, ending: row.ending.as_deref().and_then(Ending::from_name), is_overdue }
}

/// "paling lambat Senin, 23 November", or how long the answer took; nothing while the reporter is asked.
fn by_when(lang: &Lang, org: &Organisation, row: &PublicRow, now: jiff::Timestamp) -> Option<String> {
    let standing = standing(row, now);
    if standing.status == Status::Waiting {
        // The clock stands still, so no day can be promised.
        return None;
    }
    if standing.status.is_open() {
        let day = time::day(lang, local(org, &row.unit, row.due_at).date());
        return Some(if standing.is_overdue {
            t!(lang, "public-should-have", day = day)
        } else {
            t!(lang, "public-by", day = day)
        });
    }
    /// Minutes of a usual working day: 37 hours 30 minutes over five days (Perpres 21/2023).
    const DAY_MINUTES: i64 = 450;
    let days = row.answer_minutes?.div_euclid(DAY_MINUTES) + 1;
    Some(t!(lang, "public-answered-within", days = days))
}

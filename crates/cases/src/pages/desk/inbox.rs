//! `/meja`: what waits at the desk, nearest limit first, and what a search finds.

use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use hadir_org::pages::links::{freshness_at_desk, silent_note};
use hadir_org::{Organisation, Problem, Right, UnitCode};
use hadir_store::{Fault, Pool};
use hadir_ui::components::{Button, Confirmation, Empty, InboxGroup, Live, Pager, actions};
use hadir_ui::html::Html;
use hadir_ui::icon::Icon;
use hadir_ui::shell::{RailLink, desk};
use hadir_ui::{number, t, time};
use jiff::Timestamp;
use maud::{Markup, html};
use serde::Deserialize;

use super::away;
use super::bulk;
use super::case_page::last_deed;
use super::download;
use super::filters::{self, Narrow};
use super::keys::key_hints;
use super::live;
use super::rows::{Reading, contested_group, groups, one_group};
use super::saved;
use super::search;
use super::seat::{OpenCase, Seat};
use super::thread::Called;
use super::view;
use crate::address::{Addresses, CaseAddress, of_row};
use crate::places::Places;
use crate::queries::{self, Asked, Counts, DeskFilter, DeskPlace, Filtered, Reach, Row, View};

/// Cases on one page of a list.
pub(super) const PAGE_ROWS: usize = 50;
/// Cases that two offices moved at once, shown before all others.
const CONTESTED_ROWS: i64 = 20;

/// What the address of the inbox asks for.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Wish {
    /// The view.
    #[serde(default)]
    pub lihat: String,
    /// Words, a whole number or an exact address to search for.
    #[serde(default)]
    q: String,
    #[serde(flatten)]
    pub narrow: Narrow,
    /// The place after which the page begins.
    #[serde(default)]
    sesudah: String,
    /// The address of the case that left this person's sight by what they did a moment ago.
    #[serde(default)]
    dari: String,
}

/// A page of a list.
struct Listed {
    rows: Vec<Row>,
    /// Where the next page begins, if there is one.
    next: Option<DeskPlace>,
    is_first: bool,
    /// How many cases a filter looked at; nothing where there is none.
    looked_at: Option<usize>,
}

pub(super) async fn show_inbox(seat: Seat, Query(wish): Query<Wish>) -> Result<Response, Problem> {
    if let Some(address) = known_address(&seat, &wish.q).await? {
        return Ok(Redirect::to(&format!("/meja/{address}")).into_response());
    }
    let page = if wish.q.trim().is_empty() {
        list(&seat, &wish).await?
    } else {
        search::page(&seat, &wish.q, &wish.sesudah).await?
    };
    Ok(page.into_response())
}

/// A whole number, or an exact address, that was typed, if this person may see a case that it means.
async fn known_address(seat: &Seat, typed: &str) -> Result<Option<CaseAddress>, Problem> {
    let Ok(address) = typed.parse::<CaseAddress>() else { return Ok(None) };
    let is_seen = !seat.seen(typed).await?.is_empty();
    Ok(is_seen.then_some(address))
}

/// What stands in a list.
struct Look {
    view: View,
    /// The units whose cases the view shows, before it is narrowed to one.
    reach: Reach,
    counts: Counts,
    contested: Vec<Row>,
    listed: Listed,
}

impl Look {
    /// The mark of a page that shows this.
    fn mark(&self) -> String {
        live::mark(&(&self.counts, &self.contested, &self.listed.rows))
    }
}

/// The mark that the page of a list would bear now.
pub(super) async fn mark_of(seat: &Seat, wish: &Wish) -> Result<String, Problem> {
    Ok(look(seat, wish).await?.mark())
}

async fn look(seat: &Seat, wish: &Wish) -> Result<Look, Problem> {
    let (org, now, pool) = (seat.org(), seat.cases.now(), seat.cases.platform().store().reads());
    let view = shown_view(seat, wish);
    let all = Reach::of(&seat.staff.0, Right::ReadCases, &org);
    let circle = Reach::of(&seat.staff.0, Right::ReadSensitive, &org);
    let away = seat.stands_in_for();
    let counts = {
        let sealed = seat.staff.0.may_anywhere(Right::ReadSensitive).then_some(&circle);
        queries::counts(pool, &Asked { reach: &all, staff: seat.staff.0.id, stands_in_for: &away, now }, sealed).await?
    };
    let reach = if view == View::Sealed { circle } else { all };
    let narrowed = narrowed(&reach, wish, &org);
    let asked = Asked { reach: narrowed.as_ref().unwrap_or(&reach), staff: seat.staff.0.id, stands_in_for: &away, now };
    let after = place(&wish.sesudah);
    let filter = wish.narrow.filter(seat);
    let listed = read_list(pool, view, &asked, &filter, after).await?;
    let contested = match view {
        View::Inbox if listed.is_first && filter.is_empty() => {
            queries::contested(pool, asked.reach, CONTESTED_ROWS).await?
        }
        _ => Vec::new(),
    };
    Ok(Look { view, reach, counts, contested, listed })
}

async fn list(seat: &Seat, wish: &Wish) -> Result<Html, Problem> {
    let (org, now, look) = (seat.org(), seat.cases.now(), look(seat, wish).await?);
    let mark = look.mark();
    let Look { view, reach, counts, contested, listed } = look;
    let places = seat.cases.places().await?;
    let addresses = seat.exact_addresses(listed.rows.iter().chain(&contested)).await?;
    let reading = reading(seat, &org, &places, now, addresses);
    let is_elsewhere = |row: &&Row| contested.iter().all(|other| other.place_in_time != row.place_in_time);
    let others: Vec<Row> = listed.rows.iter().filter(is_elsewhere).cloned().collect();
    let due = match view {
        View::Done | View::Wrote | View::Proposed => one_group(&reading, view::title(&seat.lang, view), &others),
        _ => groups(&reading, &others, listed.is_first && listed.next.is_none()),
    };
    let groups = contested_group(&reading, &contested).into_iter().chain(due).collect();
    let deed = left_sight(seat, &wish.dari).await?;
    let told = Told { deed, away: away::notes(seat, view), links: links(seat, view).await? };
    let filter = filters::filter(seat, &wish.narrow, view, &reach, &places);
    let saved = saved::rail(seat, &saved::query(&wish.lihat, &wish.narrow)).await?;
    Ok(page(seat, wish, view, &counts, Shown { listed, groups, told, filter, saved, mark }))
}

/// The addresses of the first cases of a list, as far as its filter looks.
pub(super) async fn first_of(seat: &Seat, wish: &Wish, limit: usize) -> Result<Vec<String>, Problem> {
    let (view, now, pool) = (shown_view(seat, wish), seat.cases.now(), seat.cases.platform().store().reads());
    let away = seat.stands_in_for();
    let asked = Asked { reach: &reach_of(seat, wish, view), staff: seat.staff.0.id, stands_in_for: &away, now };
    let rows = queries::filtered(pool, view, &asked, &wish.narrow.filter(seat), None, limit).await?.rows;
    let addresses = seat.exact_addresses(rows.iter()).await?;
    Ok(rows.iter().map(|row| of_row(&row.number, &row.id, &addresses).to_owned()).collect())
}

/// How many cases each of some lists holds, and whether there may be more; nothing where this person does not find its view.
pub(super) async fn matches_of(seat: &Seat, wishes: &[Wish]) -> Result<Vec<Option<(i64, bool)>>, Problem> {
    let (now, pool, away) = (seat.cases.now(), seat.cases.platform().store().reads(), seat.stands_in_for());
    let found = |wish: &&Wish| shown_view(seat, wish) == view::named(&wish.lihat);
    let reaches: Vec<_> =
        wishes.iter().filter(found).map(|wish| reach_of(seat, wish, shown_view(seat, wish))).collect();
    let lists = wishes.iter().filter(found).zip(&reaches).map(|(wish, reach)| {
        (
            shown_view(seat, wish),
            Asked { reach, staff: seat.staff.0.id, stands_in_for: &away, now },
            wish.narrow.filter(seat),
        )
    });
    let mut counts = queries::matches(pool, &lists.collect::<Vec<_>>()).await?.into_iter();
    Ok(wishes.iter().map(|wish| if found(&wish) { counts.next() } else { None }).collect())
}

/// The units whose cases a list shows to this person.
pub(super) fn reach_of(seat: &Seat, wish: &Wish, view: View) -> Reach {
    let org = seat.org();
    let right = if view == View::Sealed { Right::ReadSensitive } else { Right::ReadCases };
    let reach = Reach::of(&seat.staff.0, right, &org);
    narrowed(&reach, wish, &org).unwrap_or(reach)
}

/// The view that an address asks for, of those that this person finds.
pub(super) fn shown_view(seat: &Seat, wish: &Wish) -> View {
    view::of(seat).find(|view| *view == view::named(&wish.lihat)).unwrap_or(View::Inbox)
}

/// Where everything that a list holds is acted on.
fn all_at(wish: &Wish, view: View) -> String {
    format!("{}?semua=ya&lihat={}{}", bulk::HERE, view::name_of(view), wish.narrow.query())
}

/// A page of a list. Where a filter narrows it, it holds what matches of the cases that were looked at.
async fn read_list(
    pool: &Pool,
    view: View,
    asked: &Asked<'_>,
    filter: &DeskFilter,
    after: Option<DeskPlace>,
) -> Result<Listed, Fault> {
    let is_first = after.is_none();
    if !filter.is_empty() {
        let Filtered { rows, looked_at, next } = queries::filtered(pool, view, asked, filter, after, PAGE_ROWS).await?;
        return Ok(Listed { rows, next, is_first, looked_at: Some(looked_at) });
    }
    let mut rows = queries::list(pool, view, asked, after, PAGE_ROWS as i64 + 1).await?;
    let next = take_page(&mut rows).map(|last| DeskPlace::of(&last, view));
    Ok(Listed { rows, next, is_first, looked_at: None })
}

/// Which offices are silent, for administrators, and on an office's node how fresh its picture is: where the desk begins.
async fn links(seat: &Seat, view: View) -> Result<Links, Problem> {
    if view != View::Inbox {
        return Ok(Links::default());
    }
    let platform = seat.cases.platform();
    let silent = silent_note(platform, &seat.staff, &seat.lang).await?;
    Ok(Links { silent, fresh: freshness_at_desk(platform, &seat.lang).await? })
}

/// The cases of one unit and those below it, as far as they are within reach.
fn narrowed(reach: &Reach, wish: &Wish, org: &Organisation) -> Option<Reach> {
    Some(reach.below(&UnitCode::try_new(&wish.narrow.unit).ok()?, org))
}

/// Cuts a page of rows off where there is more, and says after which row the next page begins.
pub(super) fn take_page(rows: &mut Vec<Row>) -> Option<Row> {
    let has_more = rows.len() > PAGE_ROWS;
    rows.truncate(PAGE_ROWS);
    rows.last().filter(|_| has_more).cloned()
}

/// Reads the beginning of a page out of an address: what the list is in order of, then the place.
fn place(text: &str) -> Option<DeskPlace> {
    let (order, place) = text.split_once('.')?;
    Some(DeskPlace { order: order.parse().ok()?, place: place.parse().ok()? })
}

pub(super) fn reading<'a>(
    seat: &'a Seat,
    org: &'a Organisation,
    places: &'a Places,
    now: Timestamp,
    addresses: Addresses,
) -> Reading<'a> {
    let office = org.office(&seat.staff.0.unit);
    let today = office.zone.date_at(now);
    let closing = office.closing_at(today);
    let is_to_come = office.hours_on(today).is_some() && now < closing;
    let clock = || time::clock(&seat.lang, &closing.to_zoned(office.zone.time_zone()));
    let closing = if is_to_come { t!(seat.lang, "meja-group-today.about", clock = clock()) } else { String::new() };
    Reading { lang: &seat.lang, org, now, closing, places, addresses, stands_in_for: seat.stands_in_for() }
}

/// What the person did a moment ago to a case that they no longer see: the case itself says it.
async fn left_sight(seat: &Seat, address: &str) -> Result<Option<Markup>, Problem> {
    for case in seat.cases.at(address).await? {
        let exact = seat.cases.exact(case.number(), case.id).await?;
        let open = OpenCase::new(seat, case, exact, Called::new(), false);
        if let Some((done, act)) = last_deed(seat, &open) {
            let next = t!(seat.lang, "meja-left-sight", number = open.case.number());
            return Ok(Some(html! { (Confirmation::new(done, next).act(act)) }));
        }
    }
    Ok(None)
}

/// How the nodes of the regency are linked, as far as this person is told.
#[derive(Default)]
struct Links {
    silent: Markup,
    fresh: Markup,
}

/// What is said before the list.
struct Told {
    deed: Option<Markup>,
    /// Whose work the list holds besides the reader's own, or who does theirs.
    away: Markup,
    links: Links,
}

/// Everything beneath the heading of a list.
struct Shown {
    listed: Listed,
    groups: Vec<InboxGroup>,
    told: Told,
    filter: Markup,
    saved: Vec<RailLink>,
    mark: String,
}

fn page(seat: &Seat, wish: &Wish, view: View, counts: &Counts, shown: Shown) -> Html {
    let lang = &seat.lang;
    let title = view::title(lang, view);
    let Shown { listed, groups, told: Told { deed, away, links }, filter, saved, mark } = shown;
    let current = (!saved.iter().any(|link| link.is_current)).then_some(view);
    let mut frame = seat.frame(&title, "/meja", current, Some(counts));
    frame.views.extend(saved);
    let has_cases = !groups.is_empty();
    let content = html! {
        (deed.unwrap_or_default())
        (links.silent)
        (away)
        div.bar {
            div { h1 { (title) } div #kepala data-live { p.soft { (about(seat, view, counts)) } (links.fresh) } }
            @if seat.staff.0.may_anywhere(Right::WalkIn) {
                (actions(&[Button::link(t!(lang, "meja-take-in"), "/meja/catat").icon(Icon::Pen)]))
            }
        }
        (filter)
        (line(seat, wish, view, mark))
        div #daftar data-live {
            @if let Some(looked_at) = listed.looked_at { p.soft { (found(seat, &listed, looked_at)) } }
            @if !groups.is_empty() { (bulk::list(lang, groups, Some(all_at(wish, view)))) } @else if listed.looked_at.is_none() { (empty(seat, view)) }
            (pager(seat, wish, view, &listed))
            @if has_cases { (download::links(seat, view, &wish.narrow)) }
        }
        (key_hints(lang))
    };
    desk(&frame, content)
}

/// The line that says when the list is another one.
fn line(seat: &Seat, wish: &Wish, view: View, mark: String) -> Live {
    let lang = &seat.lang;
    let after = place(&wish.sesudah).map(|place| format!("&sesudah={}.{}", place.order, place.place));
    let at = format!("/meja/kabar?lihat={}{}{}", view::name_of(view), wish.narrow.query(), after.unwrap_or_default());
    Live::new(lang, at, mark, t!(lang, "meja-new-list"), &seat.local_now())
}

/// "27 laporan terbuka di Dinas Perhubungan. Kamis, 19 November 2026, pukul 13.20 WITA."
fn about(seat: &Seat, view: View, counts: &Counts) -> String {
    let lang = &seat.lang;
    let now = time::deadline(lang, &seat.local_now());
    match view::count(counts, view) {
        Some(count) if view == View::Inbox => {
            t!(lang, "meja-about-inbox", reports = view::counted(lang, count), now = now)
        }
        Some(count) => t!(lang, "meja-about", reports = view::counted(lang, count), now = now),
        None => t!(lang, "meja-about-done", now = now),
    }
}

/// "12 cocok. 2.000 laporan terdekat sudah dilihat; …": how far the filter looked.
fn found(seat: &Seat, listed: &Listed, looked_at: usize) -> String {
    let (lang, count) = (&seat.lang, listed.rows.len());
    match listed.next {
        None if !listed.is_first => t!(lang, "meja-filter-found-last", count = count),
        Some(_) => t!(lang, "meja-filter-found-so-far", count = count, looked = number::whole(lang, looked_at as i64)),
        None => t!(lang, "meja-filter-found", count = count),
    }
}

fn empty(seat: &Seat, view: View) -> Empty {
    let lang = &seat.lang;
    let (heading, words) = match view {
        View::Inbox => (t!(lang, "meja-empty-inbox"), t!(lang, "meja-empty-inbox.next")),
        View::Wrote => (t!(lang, "meja-empty-wrote"), t!(lang, "meja-empty-wrote.next")),
        View::Proposed => (t!(lang, "meja-empty-proposed"), t!(lang, "meja-empty-proposed.next")),
        View::Told => (t!(lang, "meja-empty-told"), t!(lang, "meja-empty-told.next")),
        View::Mentioned => (t!(lang, "meja-empty-mentioned"), t!(lang, "meja-empty-mentioned.next")),
        View::Mine => (t!(lang, "meja-empty-mine"), t!(lang, "meja-empty-mine.next")),
        View::Overdue => (t!(lang, "meja-empty-overdue"), t!(lang, "meja-empty-overdue.next")),
        View::Waiting => (t!(lang, "meja-empty-waiting"), t!(lang, "meja-empty-waiting.next")),
        View::Unassigned => (t!(lang, "meja-empty-unassigned"), t!(lang, "meja-empty-unassigned.next")),
        View::Done => (t!(lang, "meja-empty-done"), t!(lang, "meja-empty-done.next")),
        View::Sealed => (t!(lang, "meja-empty-sealed"), t!(lang, "meja-empty-sealed.next")),
    };
    let empty = Empty::new(heading, words);
    match view {
        View::Inbox => empty,
        _ => empty.action(Button::link(t!(lang, "meja-empty-all"), "/meja").quiet()),
    }
}

fn pager(seat: &Seat, wish: &Wish, view: View, listed: &Listed) -> Markup {
    if listed.is_first && listed.next.is_none() {
        return html! {};
    }
    let narrow = wish.narrow.query();
    let address = |after: &str| format!("/meja?lihat={}{narrow}{after}", view::name_of(view));
    let next = listed.next.map(|place| address(&format!("&sesudah={}.{}", place.order, place.place)));
    let shown = t!(seat.lang, "meja-shown", count = listed.rows.len());
    html! { (Pager::new(&seat.lang, shown).previous((!listed.is_first).then(|| address(""))).next(next)) }
}

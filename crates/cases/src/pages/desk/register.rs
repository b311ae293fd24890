//! `/meja/register-ppid`: the registers that the law on public information asks for, of requests and of objections, by year,
//! also as a file. Whoever reads cases of a unit reads its entries; contacts only who may see them.

use axum::body::Body;
use axum::extract::Query;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};
use hadir_org::{Access, Organisation, Problem, Right, Routes};
use hadir_store::Fault;
use hadir_ui::components::{Button, Choices, Empty, Filter, Pager, Select, actions};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::shell::desk;
use hadir_ui::t;
use jiff::civil::date;
use maud::{Markup, html};
use serde::Deserialize;

use super::register_rows::{Shown, objection_table, request_table};
use super::seat::Seat;
use crate::Cases;
use crate::project::first_place;
use crate::queries::{self, Extract, Reach, Register};

/// Where the registers are.
const HERE: &str = "/meja/register-ppid";
/// Entries on one page.
const PAGE: usize = 50;
/// Entries that a file is given at once.
const CHUNK: i64 = 500;
/// Years that can be chosen, the current one first.
const YEARS: i16 = 6;

/// Its routes.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform()).get("/meja/register-ppid", Access::Needs(Right::ReadCases), show).get(
        "/meja/register-ppid.csv",
        Access::Needs(Right::ReadCases),
        download,
    )
}

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
struct Wish {
    /// `keberatan` for the register of objections, anything else for that of requests.
    #[serde(default)]
    buku: String,
    /// The year of receipt; all without it.
    #[serde(default)]
    tahun: String,
    /// `menunggu` for what still waits.
    #[serde(default)]
    keadaan: String,
    /// The entry after which the page begins.
    #[serde(default)]
    sesudah: String,
}

impl Wish {
    fn register(&self) -> Register {
        if self.buku == "keberatan" { Register::Objections } else { Register::Requests }
    }

    fn year(&self) -> Option<i16> {
        self.tahun.parse().ok().filter(|year| (2000..=2100).contains(year))
    }

    /// Years are those of the regency's clock.
    fn extract(&self, org: &Organisation) -> Extract {
        let zone = org.regency().zone.time_zone();
        let begins = |year: i16| {
            let begin = date(year, 1, 1).to_zoned(zone.clone()).ok()?;
            Some(first_place(begin.timestamp().as_millisecond()))
        };
        Extract {
            from: self.year().and_then(begins),
            before: self.year().and_then(|year| begins(year + 1)),
            is_open: self.keadaan == "menunggu",
        }
    }

    /// The address with another register, or with another beginning.
    fn query(&self, register: Register) -> String {
        let year = self.year().map_or_else(String::new, |year| year.to_string());
        let state = if self.keadaan == "menunggu" { "menunggu" } else { "" };
        format!("?buku={}&tahun={year}&keadaan={state}", name_of(register))
    }
}

const fn name_of(register: Register) -> &'static str {
    match register {
        Register::Requests => "permohonan",
        Register::Objections => "keberatan",
    }
}

async fn show(seat: Seat, Query(wish): Query<Wish>) -> Result<Html, Problem> {
    let (org, lang) = (seat.org(), &seat.lang);
    let reach = Reach::of(&seat.staff.0, Right::ReadCases, &org);
    let after = wish.sesudah.parse().ok();
    let (table, entries) = page_of(&seat, &org, &reach, &wish, after).await?;
    let register = wish.register();
    let title = match register {
        Register::Requests => t!(lang, "register-requests"),
        Register::Objections => t!(lang, "register-objections"),
    };
    let other = match register {
        Register::Requests => Button::link(t!(lang, "register-to-objections"), wish.link(Register::Objections)),
        Register::Objections => Button::link(t!(lang, "register-to-requests"), wish.link(Register::Requests)),
    };
    let file = Button::link(t!(lang, "register-download"), format!("{HERE}.csv{}", wish.query(register)));
    let content = html! {
        div.bar {
            div { h1 { (title) } p.soft { (t!(lang, "register-lead")) } }
            (actions(&[other.quiet(), file.quiet()]))
        }
        (filter(&seat, &wish))
        @if entries.is_empty() { (empty(lang, &wish)) } @else { (table) }
        (pager(lang, &wish, &entries))
    };
    Ok(desk(&seat.frame(title, HERE, None, None), content))
}

impl Wish {
    fn link(&self, register: Register) -> String {
        format!("{HERE}{}", self.query(register))
    }
}

/// A page of a register as a table, with its entries; one more of them than are shown means that there is another page.
async fn page_of(
    seat: &Seat,
    org: &Organisation,
    reach: &Reach,
    wish: &Wish,
    after: Option<i64>,
) -> Result<(Markup, Vec<i64>), Fault> {
    let (pool, wanted) = (seat.cases.platform().store().reads(), wish.extract(org));
    let shown = Shown { lang: &seat.lang, org, actor: &seat.staff.0, now: seat.cases.now() };
    let limit = PAGE as i64 + 1;
    Ok(match wish.register() {
        Register::Requests => {
            let rows = queries::requests(pool, reach, wanted, after, limit).await?;
            let addresses = seat.exact_named(rows.iter().map(|row| (row.number.as_str(), row.id.as_slice()))).await?;
            let entries = rows.iter().map(|row| row.entry).collect();
            (request_table(&shown, &rows[..rows.len().min(PAGE)], &addresses), entries)
        }
        Register::Objections => {
            let rows = queries::objections(pool, reach, wanted, after, limit).await?;
            let addresses = seat.exact_named(rows.iter().map(|row| (row.request.as_str(), row.id.as_slice()))).await?;
            let entries = rows.iter().map(|row| row.entry).collect();
            (objection_table(&shown, &rows[..rows.len().min(PAGE)], &addresses), entries)
        }
    })
}

fn filter(seat: &Seat, wish: &Wish) -> Filter {
    let lang = &seat.lang;
    let zone = seat.org().regency().zone.time_zone();
    let this_year = seat.cases.now().to_zoned(zone).year();
    let years = (0..YEARS).map(|back| (this_year - back).to_string());
    let years = years.fold(Choices::plain(), |all, year| all.option(&year, &year));
    let chosen = wish.year().map_or_else(String::new, |year| year.to_string());
    let years = Select::new().empty(t!(lang, "register-all-years")).choices(years).chosen(chosen);
    let books = Choices::plain()
        .option(name_of(Register::Requests), t!(lang, "register-requests"))
        .option(name_of(Register::Objections), t!(lang, "register-objections"));
    let books = Select::new().choices(books).chosen(name_of(wish.register()));
    let states = Choices::plain().option("menunggu", t!(lang, "register-waiting"));
    let states = Select::new().empty(t!(lang, "register-any-state")).choices(states).chosen(&wish.keadaan);
    Filter::new(t!(lang, "meja-filter-show"))
        .field("buku", &t!(lang, "register-book"), &books)
        .field("tahun", &t!(lang, "register-year"), &years)
        .field("keadaan", &t!(lang, "register-state"), &states)
}

fn empty(lang: &Lang, wish: &Wish) -> Empty {
    let empty = match wish.register() {
        Register::Requests => Empty::new(t!(lang, "register-no-requests"), t!(lang, "register-no-requests.next")),
        Register::Objections => Empty::new(t!(lang, "register-no-objections"), t!(lang, "register-no-objections.next")),
    };
    let is_narrow = wish.year().is_some() || !wish.keadaan.is_empty() || !wish.sesudah.is_empty();
    let all = format!("{HERE}?buku={}", name_of(wish.register()));
    if is_narrow { empty.action(Button::link(t!(lang, "register-show-all"), all).quiet()) } else { empty }
}

fn pager(lang: &Lang, wish: &Wish, entries: &[i64]) -> Markup {
    let (is_first, has_more) = (wish.sesudah.is_empty(), entries.len() > PAGE);
    if is_first && !has_more {
        return html! {};
    }
    let first = wish.link(wish.register());
    let last = entries.get(PAGE - 1).filter(|_| has_more);
    let next = last.map(|entry| format!("{first}&sesudah={entry}"));
    let shown = t!(lang, "register-shown", count = entries.len().min(PAGE));
    html! { (Pager::new(lang, shown).previous((!is_first).then_some(first)).next(next)) }
}

/// `GET /meja/register-ppid.csv`: read and sent some hundred entries at a time, so that its length costs no memory.
async fn download(seat: Seat, Query(wish): Query<Wish>) -> Response {
    let year = wish.year().map_or_else(String::new, |year| format!("-{year}"));
    let name = format!("register-{}{year}.csv", name_of(wish.register()));
    let lines = stream::unfold(Some((seat, wish, None, true)), |state| async move {
        let (seat, wish, after, is_first) = state?;
        match chunk(&seat, &wish, after, is_first).await {
            Ok((text, Some(last))) => Some((Ok(text), Some((seat, wish, Some(last), false)))),
            Ok((text, None)) => Some((Ok(text), None)),
            Err(fault) => Some((Err(fault), None)),
        }
    });
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    // Compression asks once more after the end, which an unfused stream does not survive.
    (headers, Body::from_stream(lines.fuse())).into_response()
}

type Broken = Box<dyn std::error::Error + Send + Sync>;

/// The next entries as lines, after the head where they are the first, and the last of them; none after the end.
async fn chunk(seat: &Seat, wish: &Wish, after: Option<i64>, is_first: bool) -> Result<(Vec<u8>, Option<i64>), Broken> {
    let org = seat.org();
    let reach = Reach::of(&seat.staff.0, Right::ReadCases, &org);
    let shown = Shown { lang: &seat.lang, org: &org, actor: &seat.staff.0, now: seat.cases.now() };
    let (pool, wanted) = (seat.cases.platform().store().reads(), wish.extract(&org));
    let mut csv = csv::Writer::from_writer(Vec::new());
    let last = match wish.register() {
        Register::Requests => {
            let rows = queries::requests(pool, &reach, wanted, after, CHUNK).await?;
            if is_first {
                csv.write_record(shown.request_head())?;
            }
            rows.iter().try_for_each(|row| csv.write_record(shown.request_cells(row)))?;
            rows.last().map(|row| row.entry).filter(|_| rows.len() as i64 == CHUNK)
        }
        Register::Objections => {
            let rows = queries::objections(pool, &reach, wanted, after, CHUNK).await?;
            if is_first {
                csv.write_record(shown.objection_head())?;
            }
            rows.iter().try_for_each(|row| csv.write_record(shown.objection_cells(row)))?;
            rows.last().map(|row| row.entry).filter(|_| rows.len() as i64 == CHUNK)
        }
    };
    Ok((csv.into_inner().map_err(|error| error.into_error())?, last))
}

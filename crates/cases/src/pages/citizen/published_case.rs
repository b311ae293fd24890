//! `/laporan/{number}`: one report as everyone may read it.
//!
//! Shown are title, kind, place, office, how it stands, the promise, the office's answers, and the report's own words
//! with contacts and long numbers masked. The reporter's name only where the reporter chose so; officers' names only
//! where the regency does; photos only as an officer showed each, with faces and number plates covered. Never shown are exact
//! positions, later words of the reporter, and notes among colleagues. What is not released looks exactly like what
//! does not exist.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use hadir_org::{Problem, Reader};
use hadir_store::Fault;
use hadir_ui::components::Facts;
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::shell::{Here, Page, citizen};
use hadir_ui::{t, time};
use maud::html;

use crate::pages::bearers::Bearers;
use crate::pages::photos::{Album, Size, serve_public};
use crate::pages::thread::{Eyes, Thread};
use crate::pages::wording::{self, Standing, local};
use crate::{Case, Cases, queries};

/// The cases that an address can mean to everyone, the oldest first: those that an officer has released.
pub(crate) async fn find_public(cases: &Cases, address: &str) -> Result<Vec<Case>, Fault> {
    let mut found = cases.at(address).await?;
    found.retain(Case::is_public);
    Ok(found)
}

/// Those of some numbers that more than one released case bears, or that too many bear to look.
pub(super) async fn shared_in_public(
    cases: &Cases,
    numbers: impl IntoIterator<Item = &str>,
) -> Result<BTreeSet<String>, Fault> {
    let mut shared = BTreeSet::new();
    for number in queries::shared_numbers(cases.platform().store().reads(), numbers).await? {
        if cases.is_crowded(&number).await? || find_public(cases, &number).await?.len() > 1 {
            shared.insert(number);
        }
    }
    Ok(shared)
}

/// Where everyone reads a case once it is released.
pub(crate) async fn public_address(cases: &Cases, case: &Case) -> Result<String, Fault> {
    let number = case.number();
    let is_shared = !shared_in_public(cases, [number]).await?.is_empty();
    Ok(if is_shared {
        format!("/laporan/{}", cases.exact(number, case.id).await?)
    } else {
        format!("/laporan/{number}")
    })
}

/// `GET /laporan/{number}`.
pub(super) async fn show_published(
    State(cases): State<Cases>,
    Reader { lang }: Reader,
    Path(number): Path<String>,
) -> Result<Html, Problem> {
    match find_public(&cases, &number).await?.as_slice() {
        [] => Err(Problem::not_found()),
        [case] => case_page(&cases, &lang, case, &number).await,
        several => choice(&cases, &lang, &with_addresses(&cases, several).await?).await,
    }
}

/// Cases with the exact address of each.
pub(crate) async fn with_addresses(cases: &Cases, several: &[Case]) -> Result<Vec<(Case, String)>, Fault> {
    let mut addressed = Vec::with_capacity(several.len());
    for case in several {
        addressed.push((case.clone(), cases.exact(case.number(), case.id).await?));
    }
    Ok(addressed)
}

/// The page that asks which of several cases is meant.
async fn choice(cases: &Cases, lang: &Lang, several: &[(Case, String)]) -> Result<Html, Problem> {
    let platform = cases.platform();
    let (org, site, places) = (platform.org(), platform.site(), cases.places().await?);
    let bearers = Bearers { lang, org: &org, places: &places, now: cases.now() };
    let heading = bearers.heading(several);
    let content = html! {
        h1 { (heading) }
        p.lead { (t!(lang, "public-number-shared")) }
        (bearers.list("/laporan", several, |case| title(lang, case)))
        p { a href="/laporan" { (t!(lang, "public-all-reports")) } }
    };
    Ok(citizen(&Page::new(&site, lang, Here::PublicReports, heading), content).status(StatusCode::MULTIPLE_CHOICES))
}

/// The title an officer gave it.
fn title(lang: &Lang, case: &Case) -> String {
    case.public_title().unwrap_or_else(|| t!(lang, "follow-untitled"))
}

/// `GET /laporan/{number}/foto/{place}`: a photo as everyone sees it.
pub(super) async fn show_photo(
    State(cases): State<Cases>,
    Path((number, place)): Path<(String, usize)>,
) -> Result<Response, Problem> {
    give_photo(&cases, &number, place, Size::Whole).await
}

/// `…/kecil`: the same, small.
pub(super) async fn show_small(
    State(cases): State<Cases>,
    Path((number, place)): Path<(String, usize)>,
) -> Result<Response, Problem> {
    give_photo(&cases, &number, place, Size::Small).await
}

async fn give_photo(cases: &Cases, number: &str, place: usize, size: Size) -> Result<Response, Problem> {
    match find_public(cases, number).await?.as_slice() {
        [case] => serve_public(cases.platform().store().files(), case, place, size).await,
        _ => Err(Problem::not_found()),
    }
}

async fn case_page(cases: &Cases, lang: &Lang, case: &Case, address: &str) -> Result<Html, Problem> {
    let received = case.received.as_ref().ok_or_else(Problem::not_found)?;
    let platform = cases.platform();
    let (org, site, places, now) = (platform.org(), platform.site(), cases.places().await?, cases.now());
    let title = title(lang, case);
    let behind = cases.names_behind(case).await?;
    let (names, eyes) = (site.officer_names, Eyes::Public);
    let album = Album::public(platform.store().files(), case, format!("/laporan/{address}")).await;
    let thread = Thread { lang, org: &org, names, eyes, album: Some(&album), behind: &behind, joint: None };
    let category = case.category.as_deref().and_then(|code| wording::category_name(&org, lang, code));
    let place = received.place.as_deref().and_then(|code| places.name(code)).map(str::to_owned);
    let facts = Facts::new()
        .row(t!(lang, "fact-kind"), wording::procedure(lang, case.procedure()))
        .row_if(t!(lang, "fact-category"), category)
        .row_if(t!(lang, "fact-place"), place)
        .row(t!(lang, "fact-unit"), wording::unit_name(&org, &case.unit))
        .row(t!(lang, "fact-received"), time::plain(lang, local(&org, &case.unit, received.at).date()));
    let content = html! {
        div.stack {
            p.soft { (lang.markup("follow-number", &[], &[("number", html! { span.num { (case.number()) } })])) }
            h1 { (title) }
            p { (Standing::of(case, now).state(lang)) }
            @if let Some(promise) = wording::promise(lang, case, &org, now) { (promise) }
        }
        section.stack { h2 { (t!(lang, "follow-thread")) } (thread.route(case, now)) }
        aside {
            section.stack { h2 { (t!(lang, "follow-about")) } (facts) }
            section.stack {
                h2 { (t!(lang, "public-yours")) }
                p { (lang.markup("public-yours.about", &[], &[("link", html! { a href="/lacak" { (t!(lang, "nav-follow")) } })])) }
                p { a href="/laporan" { (t!(lang, "public-all-reports")) } }
            }
        }
    };
    Ok(citizen(&Page::new(&site, lang, Here::PublicReports, title).columns(), content))
}

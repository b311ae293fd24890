//! `/laporan/{number}`: one report as everyone may read it.
//!
//! Shown are title, kind, place, office, how it stands, the promise, the office's answers, and the report's own words
//! with contacts and long numbers masked. The reporter's name only where the reporter chose so; officers' names only
//! where the regency does. Never shown are photos (nobody has looked over them for faces and number plates), exact
//! positions, later words of the reporter, and notes among colleagues. What is not released looks exactly like what
//! does not exist.

use axum::extract::{Path, State};
use hadir_org::{Problem, Reader};
use hadir_store::Fault;
use hadir_ui::components::Facts;
use hadir_ui::html::Html;
use hadir_ui::shell::{Here, Page, citizen};
use hadir_ui::{t, time};
use maud::html;

use crate::kinds::Visibility;
use crate::pages::thread::{Eyes, Thread};
use crate::pages::wording::{self, Standing, local};
use crate::project::is_public;
use crate::{Case, Cases};

/// The case of a number, if everyone may read it.
pub(crate) async fn find_public(cases: &Cases, number: &str) -> Result<Option<Case>, Fault> {
    let chose_public =
        |case: &Case| case.received.as_ref().is_some_and(|received| received.visibility != Visibility::Confidential);
    Ok(cases.by_number(number).await?.filter(|case| is_public(case) && chose_public(case)))
}

/// `GET /laporan/{number}`.
pub(super) async fn show_published(
    State(cases): State<Cases>,
    Reader { lang }: Reader,
    Path(number): Path<String>,
) -> Result<Html, Problem> {
    let case = find_public(&cases, &number).await?.ok_or_else(Problem::not_found)?;
    let received = case.received.as_ref().ok_or_else(Problem::not_found)?;
    let platform = cases.platform();
    let (org, site, places, now) = (platform.org(), platform.site(), cases.places().await?, cases.now());
    let title = match case.published.as_ref().and_then(|published| published.title.clone()) {
        Some(title) => title,
        None => t!(lang, "follow-untitled"),
    };
    let thread = Thread { lang: &lang, org: &org, names: site.officer_names, eyes: Eyes::Public, album: None };
    let category = case.category.as_deref().and_then(|code| wording::category_name(&org, &lang, code));
    let place = received.place.as_deref().and_then(|code| places.name(code)).map(str::to_owned);
    let facts = Facts::new()
        .row(t!(lang, "fact-kind"), wording::kind(&lang, received.kind))
        .row_if(t!(lang, "fact-category"), category)
        .row_if(t!(lang, "fact-place"), place)
        .row(t!(lang, "fact-unit"), wording::unit_name(&org, &case.unit))
        .row(t!(lang, "fact-received"), time::plain(&lang, local(&org, &case.unit, received.at).date()));
    let content = html! {
        div.stack {
            p.soft { (lang.markup("follow-number", &[], &[("number", html! { span.num { (case.number()) } })])) }
            h1 { (title) }
            p { (Standing::of(&case, now).state(&lang)) }
            @if let Some(promise) = wording::promise(&lang, &case, &org, now) { (promise) }
        }
        section.stack { h2 { (t!(lang, "follow-thread")) } (thread.route(&case, now)) }
        aside {
            section.stack { h2 { (t!(lang, "follow-about")) } (facts) }
            section.stack {
                h2 { (t!(lang, "public-yours")) }
                p { (lang.markup("public-yours.about", &[], &[("link", html! { a href="/lacak" { (t!(lang, "nav-follow")) } })])) }
                p { a href="/laporan" { (t!(lang, "public-all-reports")) } }
            }
        }
    };
    Ok(citizen(&Page::new(&site, &lang, Here::PublicReports, title).columns(), content))
}

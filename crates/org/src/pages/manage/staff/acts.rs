//! What is done to a member of staff with one button: a one-time link, signing out, suspending, restoring.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use hadir_store::{Act, ActError};
use hadir_ui::components::{Button, Facts};
use hadir_ui::html::Html;
use hadir_ui::{t, time};
use maud::html;

use super::form::posted_of;
use super::{HERE, edit, find, mistake};
use crate::access::By;
use crate::commands::record;
use crate::commands::staff::{self, StaffRefusal};
use crate::ids;
use crate::organisation::Organisation;
use crate::pages::manage::Room;
use crate::platform::Platform;
use crate::sign_in::{link, session};
use crate::staff::Officer;
use crate::state::StaffRecord;
use crate::web::{Problem, Reader, Staff};

/// `POST /kelola/staf/{id}/tautan`: shows the link once; nobody can look it up again.
pub(super) async fn make_link(
    State(platform): State<Platform>,
    asker: Staff,
    Reader { lang }: Reader,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Html, Problem> {
    let officer = find(&platform, &asker, &id)?;
    let done = change(&platform, &asker, &officer, |record, act, by, org| {
        act.record(staff::make_link(record, by, org)?);
        Ok(())
    });
    done.await?;
    let secret = link::make(platform.store(), officer.id, asker.0.id).await?;
    let zone = platform.org().zone(&asker.0.unit).time_zone();
    let until = (platform.store().clock().now() + link::AGE_MAX).to_zoned(zone);
    let room = Room { platform: &platform, staff: &asker, lang: &lang, path: HERE };
    let facts = Facts::new()
        .row(
            t!(lang, "staff-link-address"),
            html! { code { (origin(&platform, &headers)) "/masuk/tautan/" (secret.expose()) } },
        )
        .row(t!(lang, "staff-link-until"), time::deadline(&lang, &until));
    let content = html! {
        p { (t!(lang, "staff-link-lead", name = &officer.name)) }
        (facts)
        p { (t!(lang, "staff-link-warning")) }
        p.row { (Button::link(t!(lang, "staff-link-back"), format!("{HERE}/{}", officer.id)).quiet()) }
    };
    Ok(room.page(&t!(lang, "staff-link-title"), content).no_referrer())
}

/// `POST /kelola/staf/{id}/keluar`.
pub(super) async fn sign_out(
    State(platform): State<Platform>,
    asker: Staff,
    Reader { lang }: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let officer = find(&platform, &asker, &id)?;
    let done = change(&platform, &asker, &officer, |record, act, by, org| {
        act.record(staff::sign_out_everywhere(record, by, org, act.now)?);
        Ok(())
    });
    settle(&platform, &asker, &lang, &officer, done.await).await
}

/// `POST /kelola/staf/{id}/tangguhkan`.
pub(super) async fn suspend(
    State(platform): State<Platform>,
    asker: Staff,
    Reader { lang }: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let officer = find(&platform, &asker, &id)?;
    let done = change(&platform, &asker, &officer, |known, act, by, org| {
        let now = act.now;
        record(act, staff::suspend(known, by, org, now)).map(|_| ())
    });
    settle(&platform, &asker, &lang, &officer, done.await).await
}

/// `POST /kelola/staf/{id}/pulihkan`.
pub(super) async fn restore(
    State(platform): State<Platform>,
    asker: Staff,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let officer = find(&platform, &asker, &id)?;
    let done = change(&platform, &asker, &officer, |known, act, by, org| {
        record(act, staff::restore(known, by, org)).map(|_| ())
    });
    done.await?;
    Ok(back(&officer))
}

type Decide = fn(&StaffRecord, &mut Act<'_>, &By, &Organisation) -> Result<(), StaffRefusal>;

async fn change(
    platform: &Platform,
    asker: &Staff,
    officer: &Officer,
    decide: Decide,
) -> Result<(), ActError<StaffRefusal>> {
    let (org, by) = (platform.org(), asker.by());
    let asker = by.clone();
    let decide = move |known: &StaffRecord, act: &mut Act<'_>| decide(known, act, &asker, &org);
    platform.directory().change(ids::of_staff(officer.id), &by, decide).await
}

/// Ends the sign-ins on this node at once and goes back, or shows what stands in the way.
async fn settle(
    platform: &Platform,
    asker: &Staff,
    lang: &hadir_ui::lang::Lang,
    officer: &Officer,
    answer: Result<(), ActError<StaffRefusal>>,
) -> Result<Response, Problem> {
    if let Err(error) = answer {
        let mistakes = mistake(lang, error)?;
        let page = edit::page(platform, asker, lang, officer, &posted_of(officer), &mistakes, false).await?;
        return Ok(page.into_response());
    }
    session::end_all(platform.store(), officer.id).await?;
    Ok(back(officer))
}

fn back(officer: &Officer) -> Response {
    Redirect::to(&format!("{HERE}/{}?tersimpan=1", officer.id)).into_response()
}

/// The address of this site as the administrator's browser calls it.
fn origin(platform: &Platform, headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let scheme = if platform.is_served_by_tls() { "https" } else { "http" };
    format!("{scheme}://{host}")
}

//! `/kelola/layanan`: the services of the catalogue by unit; adding, changing, withdrawing.

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use hadir_store::{Act, ActError};
use hadir_ui::components::{Button, Column, Empty, Mistakes, Table};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::t;
use maud::html;

use super::history::history;
use super::service_form::{form, mistake, posted_of, read};
use super::{After, Room, saved};
use crate::access::Right;
use crate::code::ServiceId;
use crate::commands::record;
use crate::commands::service::{self, ServiceRefusal};
use crate::ids;
use crate::organisation::Organisation;
use crate::pages::form::Posted;
use crate::platform::Platform;
use crate::service::Service;
use crate::state::ServiceRecord;
use crate::web::{Access, Problem, Reader, Routes, Staff};

const HERE: &str = "/kelola/layanan";
const ACCESS: Access = Access::Needs(Right::ManageUnits);

pub(super) fn routes(platform: &Platform) -> Routes<Platform> {
    Routes::new(platform)
        .get("/kelola/layanan", ACCESS, list_services)
        .get("/kelola/layanan/baru", ACCESS, show_new_service)
        .post("/kelola/layanan/baru", ACCESS, add_service)
        .get("/kelola/layanan/{id}", ACCESS, show_service)
        .post("/kelola/layanan/{id}", ACCESS, change_service)
        .post("/kelola/layanan/{id}/cabut", ACCESS, withdraw_service)
}

async fn list_services(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    Query(after): Query<After>,
) -> Html {
    let org = platform.org();
    let room = Room { platform: &platform, staff: &staff, lang: &lang, path: HERE };
    let content = html! {
        (saved(&lang, after.is_saved()))
        p { (t!(lang, "manage-services-lead")) }
        p.row { (Button::link(t!(lang, "manage-services-add"), "/kelola/layanan/baru")) }
        @if org.services_by_name().is_empty() {
            (Empty::new(t!(lang, "manage-services-none"), t!(lang, "manage-services-none-next")))
        } @else { (table(&lang, &org, &staff)) }
    };
    room.page(&t!(lang, "manage-services-title"), content)
}

/// Every service; those of units one may not change are shown without a link.
fn table(lang: &Lang, org: &Organisation, staff: &Staff) -> Table {
    let columns = vec![
        Column::words(t!(lang, "service-name")),
        Column::words(t!(lang, "service-unit")),
        Column::figures(t!(lang, "manage-service-components")),
    ];
    let mut services = org.services_by_name();
    services.sort_by_key(|service| org.unit_name(&service.unit));
    let table = Table::new(t!(lang, "manage-services-about"), columns).cards().hide_caption();
    services.into_iter().fold(table, |table, service| {
        let known = service.standard.components_known();
        let is_mine = staff.0.may(Right::ManageUnits, &service.unit, org);
        table.row(vec![
            html! { @if is_mine { a href={ (HERE) "/" (service.id) } { (service.name) } } @else { (service.name) } },
            html! { (org.unit_name(&service.unit)) },
            html! { (t!(lang, "manage-service-components-of", known = known)) },
        ])
    })
}

async fn show_new_service(State(platform): State<Platform>, staff: Staff, Reader { lang }: Reader) -> Html {
    let posted = Posted::default().with("unit", staff.0.unit.as_str());
    new_service_page(&platform, &staff, &lang, &posted, &Mistakes::default())
}

async fn add_service(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    posted: Posted,
) -> Result<Response, Problem> {
    let (org, mut mistakes) = (platform.org(), Mistakes::default());
    let id = posted.text("id").parse::<ServiceId>().map_err(|_| t!(lang, "service-id-bad"));
    let id = id.and_then(|id| match org.service(&id) {
        Some(_) => Err(t!(lang, "service-id-taken")),
        None => Ok(id),
    });
    let id = mistakes.take("id", id);
    if let Some(wish) = read(&lang, &posted, id, &mut mistakes) {
        match describe(&platform, &staff, wish).await {
            Ok(()) => return Ok(Redirect::to("/kelola/layanan?tersimpan=1").into_response()),
            Err(error) => mistakes = mistake(&lang, error)?,
        }
    }
    Ok(new_service_page(&platform, &staff, &lang, &posted, &mistakes).into_response())
}

async fn describe(platform: &Platform, staff: &Staff, wish: Service) -> Result<(), ActError<ServiceRefusal>> {
    let (org, by, id) = (platform.org(), staff.by(), ids::of_service(&wish.id));
    let asker = by.clone();
    let decide = move |known: &ServiceRecord, act: &mut Act<'_>| {
        record(act, service::describe(known, &wish, &asker, &org)).map(|_| ())
    };
    platform.directory().change(id, &by, decide).await
}

async fn show_service(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    Path(id): Path<String>,
    Query(after): Query<After>,
) -> Result<Html, Problem> {
    let known = find(&platform, &staff, &id)?;
    let posted = posted_of(&known);
    service_page(&platform, &staff, &lang, &known, &posted, &Mistakes::default(), after.is_saved()).await
}

async fn change_service(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let (known, mut mistakes) = (find(&platform, &staff, &id)?, Mistakes::default());
    if let Some(wish) = read(&lang, &posted, Some(known.id.clone()), &mut mistakes) {
        match describe(&platform, &staff, wish).await {
            Ok(()) => return Ok(Redirect::to(&format!("{HERE}/{}?tersimpan=1", known.id)).into_response()),
            Err(error) => mistakes = mistake(&lang, error)?,
        }
    }
    Ok(service_page(&platform, &staff, &lang, &known, &posted, &mistakes, false).await?.into_response())
}

async fn withdraw_service(
    State(platform): State<Platform>,
    staff: Staff,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (org, by, known) = (platform.org(), staff.by(), find(&platform, &staff, &id)?);
    let asker = by.clone();
    let decide =
        move |known: &ServiceRecord, act: &mut Act<'_>| record(act, service::withdraw(known, &asker, &org)).map(|_| ());
    platform.directory().change(ids::of_service(&known.id), &by, decide).await?;
    Ok(Redirect::to("/kelola/layanan?tersimpan=1").into_response())
}

/// A service one may change.
fn find(platform: &Platform, staff: &Staff, id: &str) -> Result<Service, Problem> {
    let org = platform.org();
    let id = id.parse::<ServiceId>().map_err(|_| Problem::not_found())?;
    let service = org.service(&id).ok_or_else(Problem::not_found)?;
    staff.check(Right::ManageUnits, &service.unit, &org)?;
    Ok(service.clone())
}

fn new_service_page(platform: &Platform, staff: &Staff, lang: &Lang, posted: &Posted, mistakes: &Mistakes) -> Html {
    let room = Room { platform, staff, lang, path: HERE };
    let content = form(&room, posted, mistakes, None);
    room.form_page(&t!(lang, "manage-services-add"), mistakes, content)
}

async fn service_page(
    platform: &Platform,
    staff: &Staff,
    lang: &Lang,
    known: &Service,
    posted: &Posted,
    mistakes: &Mistakes,
    is_saved: bool,
) -> Result<Html, Problem> {
    let (org, room) = (platform.org(), Room { platform, staff, lang, path: HERE });
    let (zone, id) = (org.zone(&known.unit), ids::of_service(&known.id));
    let history = history(platform.store(), &org, lang, zone, id, |_| true).await?;
    let content = html! {
        (saved(lang, is_saved))
        p { a href={ "/layanan/" (known.id) } { (t!(lang, "manage-service-public")) } }
        (form(&room, posted, mistakes, Some(known)))
        section.stack {
            h2 { (t!(lang, "service-withdraw")) }
            p { (t!(lang, "service-withdraw-about")) }
            form method="post" action={ (HERE) "/" (known.id) "/cabut" } {
                (Button::submit(t!(lang, "service-withdraw")).quiet())
            }
        }
        (history)
    };
    Ok(room.form_page(&known.name, mistakes, content))
}

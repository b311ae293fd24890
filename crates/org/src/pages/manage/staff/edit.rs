//! `/kelola/staf/baru` and `/kelola/staf/{id}`: adding and changing a member of staff.

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use hadir_oplog::ActorId;
use hadir_store::{Act, ActError};
use hadir_ui::components::{Button, Mistakes};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::t;
use maud::{Markup, html};

use super::form::{form, posted_of, read};
use super::{HERE, find, mistake};
use crate::commands::record;
use crate::commands::staff::{self, Person, Place, StaffRefusal};
use crate::ids;
use crate::pages::form::Posted;
use crate::pages::manage::history::history;
use crate::pages::manage::{After, Room, saved};
use crate::platform::Platform;
use crate::staff::Officer;
use crate::state::StaffRecord;
use crate::web::{Problem, Reader, Staff};

/// `GET /kelola/staf/baru`.
pub(super) async fn show_new_officer(State(platform): State<Platform>, staff: Staff, Reader { lang }: Reader) -> Html {
    let posted = Posted::default().with("unit", staff.0.unit.as_str());
    new_page(&platform, &staff, &lang, &posted, &Mistakes::default())
}

/// `POST /kelola/staf/baru`.
pub(super) async fn add_officer(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    posted: Posted,
) -> Result<Response, Problem> {
    let mut mistakes = Mistakes::default();
    if let Some((person, place)) = read(&lang, &posted, &mut mistakes) {
        match add(&platform, &staff, person, place).await {
            Ok(id) => return Ok(Redirect::to(&format!("{HERE}/{id}?tersimpan=1")).into_response()),
            Err(error) => mistakes = mistake(&lang, error)?,
        }
    }
    Ok(new_page(&platform, &staff, &lang, &posted, &mistakes).into_response())
}

/// `GET /kelola/staf/{id}`.
pub(super) async fn show_officer(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    Path(id): Path<String>,
    Query(after): Query<After>,
) -> Result<Html, Problem> {
    let officer = find(&platform, &staff, &id)?;
    let posted = posted_of(&officer);
    page(&platform, &staff, &lang, &officer, &posted, &Mistakes::default(), after.is_saved()).await
}

/// `POST /kelola/staf/{id}`.
pub(super) async fn change_officer(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let (officer, mut mistakes) = (find(&platform, &staff, &id)?, Mistakes::default());
    if let Some((person, place)) = read(&lang, &posted, &mut mistakes) {
        match change(&platform, &staff, officer.id, person, place).await {
            Ok(()) => return Ok(Redirect::to(&format!("{HERE}/{}?tersimpan=1", officer.id)).into_response()),
            Err(error) => mistakes = mistake(&lang, error)?,
        }
    }
    Ok(page(&platform, &staff, &lang, &officer, &posted, &mistakes, false).await?.into_response())
}

async fn add(
    platform: &Platform,
    staff: &Staff,
    person: Person,
    place: Place,
) -> Result<ActorId, ActError<StaffRefusal>> {
    let id = ActorId::from_bytes(platform.store().chance().bytes());
    let (org, by) = (platform.org(), staff.by());
    let asker = by.clone();
    let decide = move |_: &StaffRecord, act: &mut Act<'_>| {
        act.record(staff::add(&person, &place, &asker, &org)?);
        Ok(id)
    };
    platform.directory().change(ids::of_staff(id), &by, decide).await
}

/// Name and place in one command: both are changed or neither is.
async fn change(
    platform: &Platform,
    staff: &Staff,
    id: ActorId,
    person: Person,
    place: Place,
) -> Result<(), ActError<StaffRefusal>> {
    let (org, by) = (platform.org(), staff.by());
    let asker = by.clone();
    let decide = move |known: &StaffRecord, act: &mut Act<'_>| {
        record(act, staff::name(known, &person, &asker, &org))?;
        record(act, staff::place(known, &place, &asker, &org))?;
        Ok(())
    };
    platform.directory().change(ids::of_staff(id), &by, decide).await
}

fn new_page(platform: &Platform, staff: &Staff, lang: &Lang, posted: &Posted, mistakes: &Mistakes) -> Html {
    let room = Room { platform, staff, lang, path: HERE };
    let content = form(&room, posted, mistakes, "/kelola/staf/baru");
    room.form_page(&t!(lang, "staff-add"), mistakes, content)
}

/// The page of a member of staff.
pub(super) async fn page(
    platform: &Platform,
    staff: &Staff,
    lang: &Lang,
    officer: &Officer,
    posted: &Posted,
    mistakes: &Mistakes,
    is_saved: bool,
) -> Result<Html, Problem> {
    let (org, room) = (platform.org(), Room { platform, staff, lang, path: HERE });
    let zone = org.zone(&officer.unit);
    let history = history(platform.store(), &org, lang, zone, ids::of_staff(officer.id), |_| true).await?;
    let content = html! {
        (saved(lang, is_saved))
        (form(&room, posted, mistakes, &format!("{HERE}/{}", officer.id)))
        section.stack {
            h2 { (t!(lang, "staff-sign-in")) }
            (act(officer, "tautan", t!(lang, "staff-link-act"), t!(lang, "staff-link-about")))
            (act(officer, "keluar", t!(lang, "staff-sign-out"), t!(lang, "staff-sign-out-about")))
            @if officer.is_suspended { (act(officer, "pulihkan", t!(lang, "staff-restore"), t!(lang, "staff-restore-about"))) }
            @else { (act(officer, "tangguhkan", t!(lang, "staff-suspend"), t!(lang, "staff-suspend-about"))) }
        }
        (history)
    };
    Ok(room.form_page(&officer.name, mistakes, content))
}

fn act(officer: &Officer, path: &str, label: String, about: String) -> Markup {
    html! {
        form.stack method="post" action={ (HERE) "/" (officer.id) "/" (path) } {
            p { (about) }
            (Button::submit(label).quiet())
        }
    }
}

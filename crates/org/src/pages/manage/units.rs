//! `/kelola/unit`: the tree of units; adding, changing, retiring.

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use hadir_store::{Act, ActError};
use hadir_ui::components::{Button, Column, Mistakes, Table};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::t;
use maud::html;
use serde::Deserialize;

use super::history::history;
use super::unit_form::{form, mistake, posted_of, read};
use super::{After, Room, saved};
use crate::access::Right;
use crate::code::UnitCode;
use crate::commands::record;
use crate::commands::unit::{self, UnitRefusal};
use crate::ids;
use crate::organisation::Organisation;
use crate::pages::form::Posted;
use crate::pages::hours::in_words;
use crate::pages::words;
use crate::platform::Platform;
use crate::state::UnitRecord;
use crate::unit::Unit;
use crate::web::{Access, Problem, Reader, Routes, Staff};

pub(super) const HERE: &str = "/kelola/unit";
pub(super) const ACCESS: Access = Access::Needs(Right::ManageUnits);

pub(super) fn routes(platform: &Platform) -> Routes<Platform> {
    Routes::new(platform)
        .get("/kelola/unit", ACCESS, list_units)
        .get("/kelola/unit/baru", ACCESS, show_new_unit)
        .post("/kelola/unit/baru", ACCESS, add_unit)
        .get("/kelola/unit/{code}", ACCESS, show_unit)
        .post("/kelola/unit/{code}", ACCESS, change_unit)
        .post("/kelola/unit/{code}/tutup", ACCESS, retire_unit)
        .post("/kelola/unit/{code}/buka", ACCESS, restore_unit)
}

async fn list_units(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    Query(after): Query<After>,
) -> Html {
    let org = platform.org();
    let room = Room { platform: &platform, staff: &staff, lang: &lang, path: HERE };
    let content = html! {
        (saved(&lang, after.is_saved()))
        p { (t!(lang, "units-about")) }
        p.row { (Button::link(t!(lang, "units-add"), "/kelola/unit/baru")) }
        (tree(&lang, &org, &staff))
    };
    room.page(&t!(lang, "units-title"), content)
}

/// The whole tree, each unit under the one above it.
fn tree(lang: &Lang, org: &Organisation, staff: &Staff) -> Table {
    let columns = vec![
        Column::words(t!(lang, "unit-name")),
        Column::words(t!(lang, "unit-code")),
        Column::words(t!(lang, "unit-kind")),
        Column::words(t!(lang, "unit-parent")),
    ];
    let table = Table::new(t!(lang, "units-about"), columns).cards().hide_caption();
    org.tops().fold(table, |table, top| branch(table, lang, org, staff, top, 0))
}

/// A unit with those below it; those one may not change are shown without a link.
fn branch(table: Table, lang: &Lang, org: &Organisation, staff: &Staff, unit: &Unit, depth: usize) -> Table {
    let above = unit.parent.as_ref().map(|parent| org.unit_name(parent));
    let table = table.row(vec![
        html! {
            @if depth > 0 { span.soft aria-hidden="true" { ("– ".repeat(depth)) } }
            @if staff.0.may(Right::ManageUnits, &unit.code, org) { a href={ (HERE) "/" (unit.code) } { (unit.name) } }
            @else { (unit.name) }
            @if unit.is_retired { ", " (t!(lang, "unit-retired")) }
        },
        html! { (unit.code) },
        html! { (words::unit_kind(lang, unit.kind)) },
        html! { @match above { Some(name) => { (name) }, None => { (t!(lang, "unit-parent-none")) } } },
    ]);
    org.below(&unit.code).into_iter().fold(table, |table, unit| branch(table, lang, org, staff, unit, depth + 1))
}

/// Under which unit the new one should stand, if one came from there.
#[derive(Deserialize)]
struct Under {
    #[serde(default)]
    atas: String,
}

async fn show_new_unit(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    Query(under): Query<Under>,
) -> Html {
    let posted = Posted::default().with("parent", under.atas);
    new_unit_page(&platform, &staff, &lang, &posted, &Mistakes::default())
}

async fn add_unit(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    posted: Posted,
) -> Result<Response, Problem> {
    let (org, mut mistakes) = (platform.org(), Mistakes::default());
    let code = posted.text("code").parse::<UnitCode>().map_err(|_| t!(lang, "unit-code-bad"));
    let code = code.and_then(|code| match org.unit(&code) {
        Some(_) => Err(t!(lang, "unit-code-taken")),
        None => Ok(code),
    });
    let code = mistakes.take("code", code);
    if let Some(wish) = read(&lang, &posted, code, None, &mut mistakes) {
        match describe(&platform, &staff, wish).await {
            Ok(()) => return Ok(Redirect::to("/kelola/unit?tersimpan=1").into_response()),
            Err(error) => mistakes = mistake(&lang, error)?,
        }
    }
    Ok(new_unit_page(&platform, &staff, &lang, &posted, &mistakes).into_response())
}

pub(super) async fn describe(platform: &Platform, staff: &Staff, wish: Unit) -> Result<(), ActError<UnitRefusal>> {
    let (org, by, id) = (platform.org(), staff.by(), ids::of_unit(&wish.code));
    let asker = by.clone();
    let decide = move |known: &UnitRecord, act: &mut Act<'_>| {
        record(act, unit::describe(known, &wish, &asker, &org)).map(|_| ())
    };
    platform.directory().change(id, &by, decide).await
}

async fn show_unit(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    Path(code): Path<String>,
    Query(after): Query<After>,
) -> Result<Html, Problem> {
    let known = find(&platform, &staff, &code)?;
    let posted = posted_of(&known);
    unit_page(&platform, &staff, &lang, &known, &posted, &Mistakes::default(), after.is_saved()).await
}

async fn change_unit(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    Path(code): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let (known, mut mistakes) = (find(&platform, &staff, &code)?, Mistakes::default());
    if let Some(wish) = read(&lang, &posted, Some(known.code.clone()), Some(&known), &mut mistakes) {
        match describe(&platform, &staff, wish).await {
            Ok(()) => return Ok(Redirect::to(&format!("{HERE}/{}?tersimpan=1", known.code)).into_response()),
            Err(error) => mistakes = mistake(&lang, error)?,
        }
    }
    Ok(unit_page(&platform, &staff, &lang, &known, &posted, &mistakes, false).await?.into_response())
}

async fn retire_unit(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let (org, by, known) = (platform.org(), staff.by(), find(&platform, &staff, &code)?);
    let asker = by.clone();
    let decide = move |unit: &UnitRecord, act: &mut Act<'_>| record(act, unit::retire(unit, &asker, &org)).map(|_| ());
    settled(&platform, &staff, &lang, &known, platform.directory().change(ids::of_unit(&known.code), &by, decide).await)
        .await
}

async fn restore_unit(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let (org, by, known) = (platform.org(), staff.by(), find(&platform, &staff, &code)?);
    let asker = by.clone();
    let decide = move |unit: &UnitRecord, act: &mut Act<'_>| record(act, unit::restore(unit, &asker, &org)).map(|_| ());
    settled(&platform, &staff, &lang, &known, platform.directory().change(ids::of_unit(&known.code), &by, decide).await)
        .await
}

/// Back to the unit: saved, or with what stands in the way.
async fn settled(
    platform: &Platform,
    staff: &Staff,
    lang: &Lang,
    known: &Unit,
    answer: Result<(), ActError<UnitRefusal>>,
) -> Result<Response, Problem> {
    match answer {
        Ok(()) => Ok(Redirect::to(&format!("{HERE}/{}?tersimpan=1", known.code)).into_response()),
        Err(error) => {
            let mistakes = mistake(lang, error)?;
            Ok(unit_page(platform, staff, lang, known, &posted_of(known), &mistakes, false).await?.into_response())
        }
    }
}

/// A unit one may change.
pub(super) fn find(platform: &Platform, staff: &Staff, code: &str) -> Result<Unit, Problem> {
    let org = platform.org();
    let code = code.parse::<UnitCode>().map_err(|_| Problem::not_found())?;
    let unit = org.unit(&code).ok_or_else(Problem::not_found)?;
    staff.check(Right::ManageUnits, &code, &org)?;
    Ok(unit.clone())
}

fn new_unit_page(platform: &Platform, staff: &Staff, lang: &Lang, posted: &Posted, mistakes: &Mistakes) -> Html {
    let room = Room { platform, staff, lang, path: HERE };
    let content = form(&room, posted, mistakes, None);
    room.form_page(&t!(lang, "units-add"), mistakes, content)
}

async fn unit_page(
    platform: &Platform,
    staff: &Staff,
    lang: &Lang,
    known: &Unit,
    posted: &Posted,
    mistakes: &Mistakes,
    is_saved: bool,
) -> Result<Html, Problem> {
    let (org, room) = (platform.org(), Room { platform, staff, lang, path: HERE });
    let zone = org.zone(&known.code);
    let history = history(platform.store(), &org, lang, zone, ids::of_unit(&known.code), |_| true).await?;
    let (act, label, about) = if known.is_retired {
        ("buka", t!(lang, "unit-restore"), t!(lang, "unit-restore-about"))
    } else {
        ("tutup", t!(lang, "unit-retire"), t!(lang, "unit-retire-about"))
    };
    let content = html! {
        (saved(lang, is_saved))
        (form(&room, posted, mistakes, Some(known)))
        section.stack {
            h2 { (t!(lang, "unit-hours")) }
            p { (in_words(lang, org.hours(&known.code))) "." }
            p { a href={ (HERE) "/" (known.code) "/jam" } { (t!(lang, "hours-change")) } }
        }
        section.stack {
            h2 { (label) }
            p { (about) }
            form method="post" action={ (HERE) "/" (known.code) "/" (act) } { (Button::submit(&label).quiet()) }
        }
        (history)
    };
    Ok(room.form_page(&known.name, mistakes, content))
}

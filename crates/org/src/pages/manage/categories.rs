//! `/kelola/topik`: what reports are about, in the order of lists; adding, changing, withdrawing.

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use hadir_store::{Act, ActError};
use hadir_ui::components::{Button, Column, Empty, Mistakes, Table};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::t;
use maud::html;

use super::category_form::{form, mistake, posted_of, read};
use super::history::history;
use super::{After, Room, saved};
use crate::access::Right;
use crate::category::Category;
use crate::code::CategoryCode;
use crate::commands::category::{self, CategoryRefusal};
use crate::commands::record;
use crate::ids;
use crate::organisation::Organisation;
use crate::pages::form::Posted;
use crate::platform::Platform;
use crate::state::CategoryRecord;
use crate::web::{Access, Problem, Reader, Routes, Staff};

const HERE: &str = "/kelola/topik";
const ACCESS: Access = Access::Needs(Right::ManageUnits);

pub(super) fn routes(platform: &Platform) -> Routes<Platform> {
    Routes::new(platform)
        .get("/kelola/topik", ACCESS, list_categories)
        .get("/kelola/topik/baru", ACCESS, show_new_category)
        .post("/kelola/topik/baru", ACCESS, add_category)
        .get("/kelola/topik/{code}", ACCESS, show_category)
        .post("/kelola/topik/{code}", ACCESS, change_category)
        .post("/kelola/topik/{code}/cabut", ACCESS, withdraw_category)
}

async fn list_categories(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    Query(after): Query<After>,
) -> Html {
    let org = platform.org();
    let may_change = may_change(&staff, &org);
    let room = Room { platform: &platform, staff: &staff, lang: &lang, path: HERE };
    let content = html! {
        (saved(&lang, after.is_saved()))
        p { (t!(lang, "categories-lead")) }
        @if may_change { p.row { (Button::link(t!(lang, "categories-add"), "/kelola/topik/baru")) } }
        @if org.categories().is_empty() { (Empty::new(t!(lang, "categories-none"), t!(lang, "categories-none-next"))) }
        @else { (table(&lang, &org, may_change)) }
    };
    room.page(&t!(lang, "categories-title"), content)
}

fn table(lang: &Lang, org: &Organisation, may_change: bool) -> Table {
    let columns = vec![
        Column::words(t!(lang, "category-name")),
        Column::words(t!(lang, "category-code")),
        Column::words(t!(lang, "category-unit")),
    ];
    let table = Table::new(t!(lang, "categories-about"), columns).cards().hide_caption();
    org.categories().iter().fold(table, |table, category| {
        let name = category.name(lang.tag());
        let unit = category.usual_unit.as_ref().map(|unit| org.unit_name(unit));
        table.row(vec![
            html! { @if may_change { a href={ (HERE) "/" (category.code) } { (name) } } @else { (name) } },
            html! { (category.code) },
            html! { @match unit { Some(name) => { (name) }, None => { (t!(lang, "category-unit-none")) } } },
        ])
    })
}

async fn show_new_category(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
) -> Result<Html, Problem> {
    let org = platform.org();
    check(&staff, &org)?;
    let posted = Posted::default().with("place", (org.categories().len() + 1).to_string());
    Ok(new_category_page(&platform, &staff, &lang, &posted, &Mistakes::default()))
}

async fn add_category(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    posted: Posted,
) -> Result<Response, Problem> {
    let (org, mut mistakes) = (platform.org(), Mistakes::default());
    check(&staff, &org)?;
    let code = posted.text("code").parse::<CategoryCode>().map_err(|_| t!(lang, "category-code-bad"));
    let code = code.and_then(|code| match org.category(&code) {
        Some(_) => Err(t!(lang, "category-code-taken")),
        None => Ok(code),
    });
    let code = mistakes.take("code", code);
    if let Some(wish) = read(&platform, &lang, &posted, code, None, &mut mistakes) {
        match describe(&platform, &staff, wish).await {
            Ok(()) => return Ok(Redirect::to("/kelola/topik?tersimpan=1").into_response()),
            Err(error) => mistakes = mistake(&lang, error)?,
        }
    }
    Ok(new_category_page(&platform, &staff, &lang, &posted, &mistakes).into_response())
}

async fn describe(platform: &Platform, staff: &Staff, wish: Category) -> Result<(), ActError<CategoryRefusal>> {
    let (org, by, id) = (platform.org(), staff.by(), ids::of_category(&wish.code));
    let asker = by.clone();
    let decide = move |known: &CategoryRecord, act: &mut Act<'_>| {
        record(act, category::describe(known, &wish, &asker, &org)).map(|_| ())
    };
    platform.directory().change(id, &by, decide).await
}

async fn show_category(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    Path(code): Path<String>,
    Query(after): Query<After>,
) -> Result<Html, Problem> {
    let known = find(&platform, &staff, &code)?;
    let posted = posted_of(&known);
    category_page(&platform, &staff, &lang, &known, &posted, &Mistakes::default(), after.is_saved()).await
}

async fn change_category(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    Path(code): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let (known, mut mistakes) = (find(&platform, &staff, &code)?, Mistakes::default());
    if let Some(wish) = read(&platform, &lang, &posted, Some(known.code.clone()), Some(&known), &mut mistakes) {
        match describe(&platform, &staff, wish).await {
            Ok(()) => return Ok(Redirect::to(&format!("{HERE}/{}?tersimpan=1", known.code)).into_response()),
            Err(error) => mistakes = mistake(&lang, error)?,
        }
    }
    Ok(category_page(&platform, &staff, &lang, &known, &posted, &mistakes, false).await?.into_response())
}

async fn withdraw_category(
    State(platform): State<Platform>,
    staff: Staff,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let (org, by, known) = (platform.org(), staff.by(), find(&platform, &staff, &code)?);
    let asker = by.clone();
    let decide = move |known: &CategoryRecord, act: &mut Act<'_>| {
        record(act, category::withdraw(known, &asker, &org)).map(|_| ())
    };
    platform.directory().change(ids::of_category(&known.code), &by, decide).await?;
    Ok(Redirect::to("/kelola/topik?tersimpan=1").into_response())
}

/// Categories are the same in the whole regency, so only who manages all of it changes them.
fn may_change(staff: &Staff, org: &Organisation) -> bool {
    staff.by().may_everywhere(Right::ManageUnits, org)
}

fn check(staff: &Staff, org: &Organisation) -> Result<(), Problem> {
    if may_change(staff, org) { Ok(()) } else { Err(Problem::forbidden()) }
}

/// A category one may change.
fn find(platform: &Platform, staff: &Staff, code: &str) -> Result<Category, Problem> {
    let org = platform.org();
    check(staff, &org)?;
    let code = code.parse::<CategoryCode>().map_err(|_| Problem::not_found())?;
    Ok(org.category(&code).ok_or_else(Problem::not_found)?.clone())
}

fn new_category_page(platform: &Platform, staff: &Staff, lang: &Lang, posted: &Posted, mistakes: &Mistakes) -> Html {
    let room = Room { platform, staff, lang, path: HERE };
    let content = form(&room, posted, mistakes, None);
    room.form_page(&t!(lang, "categories-add"), mistakes, content)
}

async fn category_page(
    platform: &Platform,
    staff: &Staff,
    lang: &Lang,
    known: &Category,
    posted: &Posted,
    mistakes: &Mistakes,
    is_saved: bool,
) -> Result<Html, Problem> {
    let (org, room) = (platform.org(), Room { platform, staff, lang, path: HERE });
    let id = ids::of_category(&known.code);
    let history = history(platform.store(), &org, lang, org.regency().zone, id, |_| true).await?;
    let content = html! {
        (saved(lang, is_saved))
        (form(&room, posted, mistakes, Some(known)))
        section.stack {
            h2 { (t!(lang, "category-withdraw")) }
            p { (t!(lang, "category-withdraw-about")) }
            form method="post" action={ (HERE) "/" (known.code) "/cabut" } {
                (Button::submit(t!(lang, "category-withdraw")).quiet())
            }
        }
        (history)
    };
    Ok(room.form_page(known.name(lang.tag()), mistakes, content))
}

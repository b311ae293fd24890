//! `/meja/contoh`: the templates of replies of a unit and of all above it, by whose they are. Who heads a unit keeps its
//! own; everyone else who reads cases there reads them.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use hadir_org::{Access, Organisation, Problem, Right, Routes, SameOrigin, UnitCode};
use hadir_ui::components::{Button, Column, Confirmation, Mistakes, Table};
use hadir_ui::html::Html;
use hadir_ui::shell::desk;
use hadir_ui::t;
use maud::{Markup, html};
use serde::Deserialize;

use super::filling::units;
use super::kept_in_unit::{back, filter, manages, refused};
use super::seat::Seat;
use super::template_form::{Edited, TemplateForm, page};
use crate::Cases;
use crate::kinds::ReportKind;
use crate::kit::{KitRefusal, TemplateId};
use crate::pages::wording;
use crate::queries::{self, TemplateRow};

/// Where the list is.
pub(super) const HERE: &str = "/meja/contoh";
/// What the button for keeping a template sends.
const KEEP: &str = "simpan";

/// Its routes.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform())
        .get("/meja/contoh", Access::Needs(Right::ReadCases), show_list)
        .get("/meja/contoh/baru", Access::Needs(Right::ManageDesk), show_new)
        .get("/meja/contoh/{unit}/{contoh}", Access::Needs(Right::ReadCases), show_one)
        .post("/meja/contoh/{unit}/{contoh}", Access::Needs(Right::ManageDesk), set)
        .post("/meja/contoh/{unit}/{contoh}/hapus", Access::Needs(Right::ManageDesk), drop_one)
}

/// What the address of the list carries.
#[derive(Default, Deserialize)]
struct Wish {
    /// The unit whose templates are looked at; the reader's own without it.
    #[serde(default)]
    unit: String,
    /// The template that was kept a moment ago.
    #[serde(default)]
    tersimpan: String,
    /// The template that was dropped a moment ago.
    #[serde(default)]
    dihapus: String,
}

async fn show_list(seat: Seat, Query(wish): Query<Wish>) -> Result<Html, Problem> {
    let org = seat.org();
    let unit = if wish.unit.is_empty() { seat.staff.0.unit.clone() } else { known_unit(&seat, &wish.unit)? };
    let path = units(&org, &unit);
    let rows = queries::templates(seat.cases.platform().store().reads(), &path).await?;
    let lang = &seat.lang;
    let content = html! {
        (told(&seat, &wish, &rows))
        div.bar {
            div { h1 { (t!(lang, "meja-templates")) } p.soft { (t!(lang, "meja-templates-lead")) } }
            @if manages(&seat, &unit, &org) {
                (Button::link(t!(lang, "meja-template-add-one"), format!("{HERE}/baru?unit={unit}")))
            }
        }
        @if let Some(filter) = filter(&seat, &unit, &org) { (filter) }
        @for unit in path { (section(&seat, unit, &org, &rows)) }
    };
    Ok(desk(&seat.frame(t!(lang, "meja-templates"), HERE, None, None), content))
}

/// What was done a moment ago, as far as the rows show it.
fn told(seat: &Seat, wish: &Wish, rows: &[TemplateRow]) -> Markup {
    let lang = &seat.lang;
    let kept = rows.iter().find(|row| row.template == wish.tersimpan);
    let is_gone = !wish.dihapus.is_empty() && rows.iter().all(|row| row.template != wish.dihapus);
    html! {
        @if let Some(row) = kept {
            (Confirmation::new(t!(lang, "meja-template-kept", name = &row.name), t!(lang, "meja-template-kept.next")))
        }
        @if is_gone { (Confirmation::new(t!(lang, "meja-template-gone"), t!(lang, "meja-template-gone.next"))) }
    }
}

fn section(seat: &Seat, unit: &UnitCode, org: &Organisation, rows: &[TemplateRow]) -> Markup {
    let (lang, name) = (&seat.lang, org.unit_name(unit));
    let columns = vec![Column::words(t!(lang, "meja-template-name")), Column::words(t!(lang, "meja-template-kind"))];
    let mut own = rows.iter().filter(|row| row.unit == unit.as_str()).peekable();
    let is_empty = own.peek().is_none();
    let table = own.fold(Table::new(name, columns).cards().hide_caption(), |table, row| {
        let kind = row.kind.as_deref().and_then(ReportKind::from_name);
        table.row(vec![
            html! { a href={ (HERE) "/" (row.unit) "/" (row.template) } { (row.name) } },
            html! { (kind.map_or_else(|| t!(lang, "meja-template-any"), |kind| wording::kind(lang, kind))) },
        ])
    });
    html! {
        section.stack {
            h2 { (name) }
            @if is_empty { p.soft { (t!(lang, "meja-templates-none")) } } @else { (table) }
        }
    }
}

async fn show_new(seat: Seat, Query(wish): Query<Wish>) -> Result<Html, Problem> {
    let unit = if wish.unit.is_empty() { seat.staff.0.unit.clone() } else { known_unit(&seat, &wish.unit)? };
    seat.staff.check(Right::ManageDesk, &unit, &seat.org())?;
    // Drawn now, so that the same form sent twice adds one template.
    let id = TemplateId(seat.cases.platform().store().chance().bytes());
    page(
        &seat,
        &Edited { unit: &unit, id, is_kept: false, may_change: true },
        TemplateForm::default(),
        &Mistakes::default(),
    )
    .await
}

/// What the address of one template carries: the report to try it on.
#[derive(Default, Deserialize)]
struct TriedOn {
    #[serde(default)]
    laporan: String,
}

async fn show_one(
    seat: Seat,
    Path((unit, id)): Path<(String, String)>,
    Query(on): Query<TriedOn>,
) -> Result<Html, Problem> {
    let (unit, id) = (known_unit(&seat, &unit)?, known_id(&id)?);
    let found = queries::template(seat.cases.platform().store().reads(), &unit, &id.to_string()).await?;
    let found = found.ok_or_else(Problem::not_found)?;
    let may_change = manages(&seat, &unit, &seat.org());
    let jenis = found.kind.unwrap_or_default();
    let form =
        TemplateForm { nama: found.name, balasan: found.text, jenis, laporan: on.laporan, sebagai: String::new() };
    page(&seat, &Edited { unit: &unit, id, is_kept: true, may_change }, form, &Mistakes::default()).await
}

/// `POST /meja/contoh/{unit}/{contoh}`: keeps the template, or shows what it becomes.
async fn set(
    seat: Seat,
    _: SameOrigin,
    Path((unit, id)): Path<(String, String)>,
    Form(form): Form<TemplateForm>,
) -> Result<Response, Problem> {
    let (unit, id) = (known_unit(&seat, &unit)?, known_id(&id)?);
    seat.staff.check(Right::ManageDesk, &unit, &seat.org())?;
    let mistakes = if form.sebagai == KEEP {
        let done = seat.cases.set_template(&unit, id, form.wish(), seat.staff.by()).await;
        match refused(done, &KitRefusal::NotAllowed)? {
            None => return Ok(back(HERE, &unit, "tersimpan", id)),
            Some(refusal) => mistake(&seat, &refusal)?,
        }
    } else {
        Mistakes::default()
    };
    let found = queries::template(seat.cases.platform().store().reads(), &unit, &id.to_string()).await?;
    let edited = Edited { unit: &unit, id, is_kept: found.is_some(), may_change: true };
    Ok(page(&seat, &edited, form, &mistakes).await?.into_response())
}

async fn drop_one(seat: Seat, _: SameOrigin, Path((unit, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let (unit, id) = (known_unit(&seat, &unit)?, known_id(&id)?);
    match refused(seat.cases.drop_template(&unit, id, seat.staff.by()).await, &KitRefusal::NotAllowed)? {
        None => Ok(back(HERE, &unit, "dihapus", id)),
        Some(_) => Err(Problem::forbidden()),
    }
}

/// A refusal at the field it concerns.
fn mistake(seat: &Seat, refusal: &KitRefusal) -> Result<Mistakes, Problem> {
    let lang = &seat.lang;
    let (field, words) = match refusal {
        KitRefusal::NotAllowed => return Err(Problem::forbidden()),
        KitRefusal::NameMissing => ("nama", t!(lang, "meja-template-name-missing")),
        KitRefusal::NameTooLong(most) => ("nama", t!(lang, "meja-template-name-long", count = *most)),
        KitRefusal::NameTaken => ("nama", t!(lang, "meja-template-name-taken")),
        KitRefusal::Full(most) => ("nama", t!(lang, "meja-template-full", count = *most)),
        KitRefusal::TextMissing => ("balasan", t!(lang, "meja-template-text-missing")),
        KitRefusal::TextTooLong(most) => ("balasan", t!(lang, "meja-template-text-long", count = *most)),
        KitRefusal::UnknownField(braces) => ("balasan", t!(lang, "meja-template-unknown-field", field = braces)),
    };
    Ok(Mistakes::one(field, words))
}

/// A unit whose templates the person may read: their own, those above it, and those in which they read cases.
pub(super) fn known_unit(seat: &Seat, code: &str) -> Result<UnitCode, Problem> {
    let (org, unit) = (seat.org(), UnitCode::try_new(code).map_err(|_| Problem::not_found())?);
    let is_above = org.is_within(&seat.staff.0.unit, &unit);
    let reads = |unit: &UnitCode| seat.staff.0.may(Right::ReadCases, unit, &org);
    let above_what_is_read =
        || seat.staff.0.units_with(Right::ReadCases, &org).iter().any(|read| org.is_within(read, &unit));
    if is_above || reads(&unit) || above_what_is_read() { Ok(unit) } else { Err(Problem::not_found()) }
}

fn known_id(id: &str) -> Result<TemplateId, Problem> {
    id.parse().map_err(|()| Problem::not_found())
}

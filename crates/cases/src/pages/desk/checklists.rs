//! `/meja/daftar-periksa`: the checklists of a unit and of all above it. Who heads a unit keeps its own; everyone else who reads
//! cases there reads them.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use hadir_org::{Access, Organisation, Problem, Right, Routes, SameOrigin, UnitCode};
use hadir_ui::components::{Button, Choices, Column, Confirmation, Field, Input, Mistakes, Select, Table, Textarea};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::shell::desk;
use hadir_ui::t;
use maud::{Markup, html};
use serde::Deserialize;

use super::act::UNPROCESSABLE;
use super::filling::units;
use super::kept_in_unit::{Listed, back, filter, manages, refused};
use super::seat::Seat;
use super::templates::known_unit;
use crate::Cases;
use crate::kinds::ReportKind;
use crate::kit::checklists::{STEP_CHARS_MAX, STEPS_MAX};
use crate::kit::{Checklist, ChecklistId, ChecklistRefusal, ChecklistWish};
use crate::pages::wording;
use crate::queries::{self, OwnedChecklist};

/// Where the list is.
const HERE: &str = "/meja/daftar-periksa";

/// Its routes.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform())
        .get("/meja/daftar-periksa", Access::Needs(Right::ReadCases), show_list)
        .get("/meja/daftar-periksa/baru", Access::Needs(Right::ManageDesk), show_new)
        .get("/meja/daftar-periksa/{unit}/{daftar}", Access::Needs(Right::ManageDesk), show_one)
        .post("/meja/daftar-periksa/{unit}/{daftar}", Access::Needs(Right::ManageDesk), set)
        .post("/meja/daftar-periksa/{unit}/{daftar}/hapus", Access::Needs(Right::ManageDesk), drop_one)
}

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
struct ListForm {
    #[serde(default)]
    nama: String,
    #[serde(default)]
    langkah: String,
    #[serde(default)]
    jenis: String,
    #[serde(default)]
    topik: String,
}

impl ListForm {
    fn of(list: &Checklist) -> Self {
        Self {
            nama: list.name.clone(),
            langkah: list.steps.join("\n"),
            jenis: list.kind.map(|kind| kind.as_str().to_owned()).unwrap_or_default(),
            topik: list.category.clone().unwrap_or_default(),
        }
    }

    /// What is wished for; a topic that cannot be one stands for none that the regency has.
    fn wish(&self) -> Result<ChecklistWish, ChecklistRefusal> {
        let category = match self.topik.as_str() {
            "" => None,
            code => Some(code.parse().map_err(|_| ChecklistRefusal::UnknownTopic)?),
        };
        let kind = ReportKind::from_name(&self.jenis);
        Ok(ChecklistWish { name: self.nama.clone(), steps: self.langkah.clone(), kind, category })
    }
}

async fn show_list(seat: Seat, Query(wish): Query<Listed>) -> Result<Html, Problem> {
    let (lang, org) = (&seat.lang, seat.org());
    let unit = if wish.unit.is_empty() { seat.staff.0.unit.clone() } else { known_unit(&seat, &wish.unit)? };
    let path = units(&org, &unit);
    let lists = queries::checklists(seat.cases.platform().store().reads(), &path).await?;
    let kept = lists.iter().find(|(_, id, _)| id.to_string() == wish.tersimpan);
    let is_gone = !wish.dihapus.is_empty() && lists.iter().all(|(_, id, _)| id.to_string() != wish.dihapus);
    let content = html! {
        @if let Some((_, _, list)) = kept {
            (Confirmation::new(t!(lang, "meja-lists-kept", name = &list.name), t!(lang, "meja-lists-kept.next")))
        }
        @if is_gone { (Confirmation::new(t!(lang, "meja-lists-gone"), t!(lang, "meja-lists-gone.next"))) }
        div.bar {
            div { h1 { (t!(lang, "meja-lists")) } p.soft { (t!(lang, "meja-lists-lead")) } }
            @if manages(&seat, &unit, &org) {
                (Button::link(t!(lang, "meja-lists-add"), format!("{HERE}/baru?unit={unit}")))
            }
        }
        @if let Some(filter) = filter(&seat, &unit, &org) { (filter) }
        @for unit in path { (section(&seat, unit, &org, &lists)) }
    };
    Ok(desk(&seat.frame(t!(lang, "meja-lists"), HERE, None, None), content))
}

fn section(seat: &Seat, unit: &UnitCode, org: &Organisation, lists: &[OwnedChecklist]) -> Markup {
    let (lang, name) = (&seat.lang, org.unit_name(unit));
    let columns = vec![
        Column::words(t!(lang, "meja-lists-name")),
        Column::words(t!(lang, "meja-lists-for")),
        Column::words(t!(lang, "meja-lists-steps")),
    ];
    let may_change = manages(seat, unit, org);
    let mut own = lists.iter().filter(|(owner, ..)| owner == unit).peekable();
    let is_empty = own.peek().is_none();
    let table = own.fold(Table::new(name, columns).cards().hide_caption(), |table, (_, id, list)| {
        table.row(vec![
            html! {
                @if may_change { a href={ (HERE) "/" (unit) "/" (id) } { (list.name) } } @else { (list.name) }
            },
            html! { (called_for(lang, org, list)) },
            html! { ol { @for step in &list.steps { li { (step) } } } },
        ])
    });
    html! {
        section.stack {
            h2 { (name) }
            @if is_empty { p.soft { (t!(lang, "meja-lists-none")) } } @else { (table) }
        }
    }
}

/// Which reports call for it: "Pengaduan, Jalan".
fn called_for(lang: &Lang, org: &Organisation, list: &Checklist) -> String {
    let kind = list.kind.map(|kind| wording::kind(lang, kind));
    let topic = list.category.as_deref().map(|code| wording::category_name(org, lang, code).unwrap_or(code.to_owned()));
    let parts: Vec<_> = [kind, topic].into_iter().flatten().collect();
    if parts.is_empty() { t!(lang, "meja-lists-any") } else { parts.join(", ") }
}

async fn show_new(seat: Seat, Query(wish): Query<Listed>) -> Result<Html, Problem> {
    let unit = if wish.unit.is_empty() { seat.staff.0.unit.clone() } else { known_unit(&seat, &wish.unit)? };
    seat.staff.check(Right::ManageDesk, &unit, &seat.org())?;
    // Drawn now, so that the same form sent twice adds one list.
    let id = ChecklistId(seat.cases.platform().store().chance().bytes());
    Ok(page(&seat, &unit, id, false, &ListForm::default(), &Mistakes::default()))
}

async fn show_one(seat: Seat, Path((unit, id)): Path<(String, String)>) -> Result<Html, Problem> {
    let (unit, id) = (known_unit(&seat, &unit)?, known_id(&id)?);
    seat.staff.check(Right::ManageDesk, &unit, &seat.org())?;
    let list = found(&seat, &unit, id).await?.ok_or_else(Problem::not_found)?;
    Ok(page(&seat, &unit, id, true, &ListForm::of(&list), &Mistakes::default()))
}

async fn found(seat: &Seat, unit: &UnitCode, id: ChecklistId) -> Result<Option<Checklist>, Problem> {
    let lists = queries::checklists(seat.cases.platform().store().reads(), &[unit]).await?;
    Ok(lists.into_iter().find(|(_, other, _)| *other == id).map(|(_, _, list)| list))
}

/// `POST /meja/daftar-periksa/{unit}/{daftar}`: keeps the list.
async fn set(
    seat: Seat,
    _: SameOrigin,
    Path((unit, id)): Path<(String, String)>,
    Form(form): Form<ListForm>,
) -> Result<Response, Problem> {
    let (unit, id) = (known_unit(&seat, &unit)?, known_id(&id)?);
    seat.staff.check(Right::ManageDesk, &unit, &seat.org())?;
    let refusal = match form.wish() {
        Err(refusal) => Some(refusal),
        Ok(wish) => {
            let done = seat.cases.set_checklist(&unit, id, wish, seat.staff.by()).await;
            refused(done, &ChecklistRefusal::NotAllowed)?
        }
    };
    let Some(refusal) = refusal else { return Ok(back(HERE, &unit, "tersimpan", id)) };
    let is_kept = found(&seat, &unit, id).await?.is_some();
    Ok(page(&seat, &unit, id, is_kept, &form, &mistake(&seat, &refusal)?).into_response())
}

async fn drop_one(seat: Seat, _: SameOrigin, Path((unit, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let (unit, id) = (known_unit(&seat, &unit)?, known_id(&id)?);
    match refused(seat.cases.drop_checklist(&unit, id, seat.staff.by()).await, &ChecklistRefusal::NotAllowed)? {
        None => Ok(back(HERE, &unit, "dihapus", id)),
        Some(_) => Err(Problem::forbidden()),
    }
}

fn page(seat: &Seat, unit: &UnitCode, id: ChecklistId, is_kept: bool, form: &ListForm, mistakes: &Mistakes) -> Html {
    let (lang, org) = (&seat.lang, seat.org());
    let title = if is_kept { t!(lang, "meja-lists-one") } else { t!(lang, "meja-lists-add") };
    let kinds = ReportKind::ALL.iter();
    let kinds = kinds.fold(Choices::plain(), |all, kind| all.option(kind.as_str(), wording::kind(lang, *kind)));
    let kind = Select::new().empty(t!(lang, "meja-lists-any-kind")).choices(kinds).chosen(&form.jenis);
    let topics = org.categories().iter().fold(Choices::plain(), |all, topic| {
        let code = topic.code.as_str();
        all.option(code, wording::category_name(&org, lang, code).unwrap_or_else(|| code.to_owned()))
    });
    let topic = Select::new().empty(t!(lang, "meja-lists-any-topic")).choices(topics).chosen(&form.topik);
    let hint = t!(lang, "meja-lists-steps-field.hint", most = STEPS_MAX, letters = STEP_CHARS_MAX);
    let path = format!("{HERE}/{unit}/{id}");
    let content = html! {
        (mistakes.summary(lang))
        p.soft { a href={ (HERE) "?unit=" (unit) } { (t!(lang, "meja-lists")) } " / " (org.unit_name(unit)) }
        h1 { (title) }
        form.narrow method="post" action=(path) {
            (Field::new(lang, "nama", t!(lang, "meja-lists-name"), Input::line().value(&form.nama)).error(mistakes.at("nama")))
            (Field::new(lang, "langkah", t!(lang, "meja-lists-steps-field"), Textarea::rows(10).value(&form.langkah))
                .hint(hint).error(mistakes.at("langkah")))
            (Field::new(lang, "jenis", t!(lang, "meja-lists-kind"), kind))
            (Field::new(lang, "topik", t!(lang, "meja-lists-topic"), topic).error(mistakes.at("topik")))
            p { (Button::submit(t!(lang, "meja-lists-keep"))) }
        }
        @if is_kept {
            form method="post" action={ (path) "/hapus" } {
                p.soft { (t!(lang, "meja-lists-drop-about")) }
                (Button::submit(t!(lang, "meja-lists-drop")).quiet())
            }
        }
    };
    let page = desk(&seat.frame(title, HERE, None, None), content);
    if mistakes.is_empty() { page } else { page.status(UNPROCESSABLE) }
}

/// A refusal at the field it concerns.
fn mistake(seat: &Seat, refusal: &ChecklistRefusal) -> Result<Mistakes, Problem> {
    let lang = &seat.lang;
    let (field, words) = match refusal {
        ChecklistRefusal::NotAllowed => return Err(Problem::forbidden()),
        ChecklistRefusal::NameMissing => ("nama", t!(lang, "meja-lists-name-missing")),
        ChecklistRefusal::NameTooLong(most) => ("nama", t!(lang, "meja-lists-name-long", count = *most)),
        ChecklistRefusal::NameTaken => ("nama", t!(lang, "meja-lists-name-taken")),
        ChecklistRefusal::Full(most) => ("nama", t!(lang, "meja-lists-full", count = *most)),
        ChecklistRefusal::StepsMissing => ("langkah", t!(lang, "meja-lists-steps-missing")),
        ChecklistRefusal::TooManySteps(most) => ("langkah", t!(lang, "meja-lists-steps-many", count = *most)),
        ChecklistRefusal::StepTooLong(most) => ("langkah", t!(lang, "meja-lists-step-long", count = *most)),
        ChecklistRefusal::UnknownTopic => ("topik", t!(lang, "meja-lists-topic-unknown")),
    };
    Ok(Mistakes::one(field, words))
}

fn known_id(id: &str) -> Result<ChecklistId, Problem> {
    id.parse().map_err(|()| Problem::not_found())
}

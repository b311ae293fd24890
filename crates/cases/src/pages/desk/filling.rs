//! Templates in the form of an answer: which are offered for a case, what their fields become there, and putting one into
//! the box. What an officer typed is never overwritten unasked.

use axum::response::{IntoResponse, Redirect, Response};
use hadir_org::{Organisation, Right, ServiceId, UnitCode};
use hadir_store::Fault;
use hadir_ui::components::{Button, Choices, Field as FormField, Mistakes, Note, Select, Weight, actions};
use hadir_ui::{number, t, time};
use maud::{Markup, html};

use super::answer::AnswerForm;
use super::case_page::case_page;
use super::find::Instead;
use super::seat::{OpenCase, Seat};
use crate::kinds::Status;
use crate::kit::fields::{self, Field};
use crate::queries::{self, TemplateRow};

/// The name of the select, and of what an address carries to begin with a template.
pub(super) const TEMPLATE: &str = "contoh";
/// What the buttons send: put the template in; beneath what was typed; in its place.
pub(super) const USE: &str = "contoh";
pub(super) const ADD: &str = "contoh-tambah";
pub(super) const REPLACE: &str = "contoh-ganti";

/// The units whose templates serve a unit: itself and all above it, lowest first.
pub(super) fn units<'a>(org: &'a Organisation, unit: &UnitCode) -> Vec<&'a UnitCode> {
    org.unit_path(unit).into_iter().map(|unit| &unit.code).collect()
}

/// The templates offered for a case: those of its unit and of all above it, for its kind of report or for any.
pub(super) async fn offered(seat: &Seat, open: &OpenCase) -> Result<Vec<TemplateRow>, Fault> {
    let Some(unit) = open.unit().filter(|_| may_answer(open)) else { return Ok(Vec::new()) };
    let kind = open.case.received.as_ref().map(|received| received.kind.as_str());
    let mut rows = queries::templates(seat.cases.platform().store().reads(), &units(&open.org, &unit)).await?;
    rows.retain(|row| row.kind.is_none() || row.kind.as_deref() == kind);
    Ok(rows)
}

/// Whether there is an answer to be written at all.
pub(super) fn may_answer(open: &OpenCase) -> bool {
    let is_done = matches!(open.case.status_at(open.now), Status::Closed | Status::Ended);
    open.may(Right::Answer) && !is_done
}

/// What a form sends for a template.
fn chosen_as(row: &TemplateRow) -> String {
    format!("{}.{}", row.unit, row.template)
}

/// The text of an offered template, filled from the case; nothing if it is not offered.
pub(super) async fn filled(seat: &Seat, open: &OpenCase, chosen: &str) -> Result<Option<String>, Fault> {
    if chosen.is_empty() {
        return Ok(None);
    }
    let rows = offered(seat, open).await?;
    let Some(row) = rows.iter().find(|row| chosen_as(row) == chosen) else { return Ok(None) };
    let Ok(unit) = UnitCode::try_new(&row.unit) else { return Ok(None) };
    let found = queries::template(seat.cases.platform().store().reads(), &unit, &row.template).await?;
    Ok(found.map(|template| fill(seat, open, &template.text)))
}

/// A text with its fields as they are for a case.
pub(super) fn fill(seat: &Seat, open: &OpenCase, text: &str) -> String {
    fields::fill(text, |field| value(seat, open, field).filter(|value| !value.trim().is_empty()))
}

/// What a field is for a case, in the language of the regency's letters; nothing if the case lacks it. A limit that has
/// passed or that no longer counts is no promise.
fn value(seat: &Seat, open: &OpenCase, field: Field) -> Option<String> {
    let lang = seat.cases.platform().languages().first();
    let (case, words) = (&open.case, open.case.words.as_ref());
    match field {
        Field::Sapaan => words.and_then(|words| words.sapa.clone()).or_else(|| Some(t!(lang, "meja-template-address"))),
        Field::Nama => words.and_then(|words| words.name.clone()),
        Field::Nomor => Some(case.number().to_owned()),
        Field::Batas => {
            let due = case.due_at().filter(|due| *due > open.now.as_millisecond());
            let counts = case.status.is_open() && !case.is_waiting();
            due.filter(|_| counts).map(|due| time::deadline(&lang, &open.local(due)))
        }
        Field::Unit => Some(open.unit_name()),
        Field::Layanan => {
            let service = case.received.as_ref()?.service.as_deref()?;
            Some(open.org.service(&ServiceId::try_new(service).ok()?)?.name.clone())
        }
        Field::Petugas => Some(seat.staff.0.name.clone()),
        Field::Kontak => {
            let path = open.org.unit_path(&open.unit()?);
            path.into_iter().find_map(|unit| unit.phone.as_deref()).map(number::phone)
        }
    }
}

/// Puts the chosen template into the box. Into an empty one it leads back to the case; beside words of the officer it asks
/// first, unless the button said where it goes.
pub(super) async fn put_in(seat: &Seat, number: &str, mut form: AnswerForm) -> Result<Response, Instead> {
    let open = seat.open_for(number, Right::Answer).await?;
    let Some(text) = filled(seat, &open, &form.contoh).await? else {
        let mistakes = Mistakes::one(TEMPLATE, t!(seat.lang, "meja-template-choose-first"));
        return Ok(case_page(seat, &open, &form, &mistakes, form.at).await?.into_response());
    };
    let typed = form.text.trim_end().replace("\r\n", "\n");
    match form.sebagai.as_str() {
        _ if typed.trim().is_empty() && form.attached.is_empty() => {
            let to = format!("{}?{TEMPLATE}={}#text", open.path(), form.contoh);
            return Ok(Redirect::to(&to).into_response());
        }
        ADD => form.text = format!("{typed}\n\n{text}"),
        REPLACE => form.text = text,
        _ if typed.trim().is_empty() => form.text = text,
        _ => form.asks = typed != text,
    }
    form.is_put_in = !form.asks;
    Ok(case_page(seat, &open, &form, &Mistakes::default(), form.at).await?.into_response())
}

/// The select above the box, and the question where the template goes that has to be asked.
pub(super) fn chooser(
    seat: &Seat,
    open: &OpenCase,
    rows: &[TemplateRow],
    typed: &AnswerForm,
    mistakes: &Mistakes,
) -> Markup {
    let lang = &seat.lang;
    if rows.is_empty() {
        return html! {};
    }
    let mut select = Select::new().empty(t!(lang, "meja-template-none")).chosen(&typed.contoh);
    for of_unit in rows.chunk_by(|one, other| one.unit == other.unit) {
        let name = UnitCode::try_new(&of_unit[0].unit).map(|unit| open.org.unit_name(&unit).to_owned());
        let group = Choices::group(name.unwrap_or_else(|_| of_unit[0].unit.clone()));
        select = select.choices(of_unit.iter().fold(group, |all, row| all.option(chosen_as(row), &row.name)));
    }
    let field = FormField::new(lang, TEMPLATE, t!(lang, "meja-template"), select).error(mistakes.at(TEMPLATE));
    html! {
        div.begin {
            (field)
            (Button::submit(t!(lang, "meja-template-use")).quiet().sends("sebagai", USE))
        }
        @if typed.asks { (question(seat)) }
    }
}

/// What the officer is asked takes the focus: it stands far down the page.
fn question(seat: &Seat) -> Markup {
    let lang = &seat.lang;
    let words = html! {
        p { (t!(lang, "meja-template-asks-help")) }
        (actions(&[
            Button::submit(t!(lang, "meja-template-add")).quiet().sends("sebagai", ADD),
            Button::submit(t!(lang, "meja-template-replace")).quiet().sends("sebagai", REPLACE),
        ]))
    };
    html! {
        div role="alert" tabindex="-1" autofocus { (Note::new(Weight::Plain, t!(lang, "meja-template-asks"), words)) }
    }
}

/// The fields that stand open in a text, in words: "{batas}, {kontak}".
pub(super) fn named(open: &[Field]) -> String {
    open.iter().map(|field| field.in_braces()).collect::<Vec<_>>().join(", ")
}

/// The line above the box that names what did not fill itself.
pub(super) fn open_line(seat: &Seat, text: &str) -> Option<String> {
    let open = fields::open_in(text);
    (!open.is_empty()).then(|| t!(seat.lang, "meja-template-open", fields = named(&open)))
}

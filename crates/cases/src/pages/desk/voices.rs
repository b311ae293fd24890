//! `/meja/{number}/suara`: the open reports whose reporters added their voice to this one, merged into it with one press.
//! All of them are shown with their words first, and who is of another matter after all is left out.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use hadir_oplog::AggregateId;
use hadir_org::{Right, Routes, SameOrigin};
use hadir_store::Fault;
use hadir_ui::components::{
    Button, Choice, ChoiceGroup, Confirmation, Empty, Field, Mistakes, Note, Textarea, Weight, actions,
};
use hadir_ui::html::Html;
use hadir_ui::shell::desk;
use hadir_ui::{t, time};
use maud::{Markup, html};
use serde::Deserialize;

use super::IN_CIRCLE_TOO;
use super::act::{UNPROCESSABLE, trail};
use super::find::Instead;
use super::refusal;
use super::seat::{OpenCase, Seat};
use crate::Cases;
use crate::address::exact;
use crate::cases::Failure;
use crate::commands::{self, Asking, Refusal};
use crate::queries::{self, NearRow, Reach};
use crate::{Case, commands::MESSAGE_CHARS_MAX};

/// Reports that are shown, and merged, at once.
const SHOWN: usize = 100;

/// Its routes.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform()).get("/meja/{number}/suara", IN_CIRCLE_TOO, show).post(
        "/meja/{number}/suara",
        IN_CIRCLE_TOO,
        merge,
    )
}

/// What the address carries after merging: how many were.
#[derive(Default, Deserialize)]
struct Done {
    #[serde(default)]
    digabung: usize,
}

/// What was typed: which reports, and a message to their reporters.
#[derive(Default)]
struct VoicesForm {
    chosen: Vec<String>,
    why: String,
}

impl VoicesForm {
    fn read(fields: Vec<(String, String)>) -> Self {
        let mut form = Self::default();
        for (name, value) in fields {
            match name.as_str() {
                "l" => form.chosen.push(value),
                "alasan" => form.why = value,
                _ => {}
            }
        }
        form
    }
}

async fn show(seat: Seat, Path(number): Path<String>, Query(done): Query<Done>) -> Result<Html, Instead> {
    let open = seat.open_for(&number, Right::Close).await?;
    let rows = voices(&seat, &open).await?;
    let told = html! { @if done.digabung > 0 {
        (Confirmation::new(t!(seat.lang, "meja-suara-done", count = done.digabung), t!(seat.lang, "meja-suara-done.next")))
    } };
    Ok(page(&seat, &open, &rows, None, told, &Mistakes::default()))
}

/// `POST /meja/{number}/suara`: merges those that are chosen. One that cannot be merged any more keeps no other one back.
async fn merge(
    seat: Seat,
    _: SameOrigin,
    Path(number): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Instead> {
    let open = seat.open_for(&number, Right::Close).await?;
    let form = VoicesForm::read(fields);
    let rows = voices(&seat, &open).await?;
    let mistakes = if form.chosen.is_empty() {
        Mistakes::one("l", t!(seat.lang, "meja-suara-none-chosen"))
    } else if form.why.trim().chars().count() > MESSAGE_CHARS_MAX {
        refusal::at(&seat.lang, "alasan", &Refusal::TooLong(MESSAGE_CHARS_MAX))
    } else {
        Mistakes::default()
    };
    if !mistakes.is_empty() {
        return Ok(page(&seat, &open, &rows, Some(&form), html! {}, &mistakes).into_response());
    }
    let (mut merged, mut refused) = (0, Vec::new());
    for (address, id) in rows.iter().filter_map(addressed).filter(|(address, _)| form.chosen.contains(address)) {
        match merge_one(&seat, &open, id, &form.why).await? {
            Ok(()) => merged += 1,
            Err(refusal) => refused.push((address, refusal)),
        }
    }
    if refused.is_empty() {
        return Ok(Redirect::to(&format!("{}/suara?digabung={merged}", open.path())).into_response());
    }
    let open = seat.open(&open.exact()).await?;
    let rows = voices(&seat, &open).await?;
    let told = html! { (Note::new(Weight::Soon, t!(seat.lang, "meja-suara-some", count = merged), html! {
        ul.plain { @for (address, refusal) in &refused { li { b.num { (address) } " " (refusal::sentence(&seat.lang, refusal)) } } }
    })) };
    Ok(page(&seat, &open, &rows, Some(&form), told, &Mistakes::default()).status(UNPROCESSABLE).into_response())
}

async fn merge_one(seat: &Seat, open: &OpenCase, id: AggregateId, why: &str) -> Result<Result<(), Refusal>, Fault> {
    let why = why.to_owned();
    let decide = move |[voice, open]: [&Case; 2], asking: &Asking<'_>| commands::merge(voice, open, &why, asking);
    match seat.cases.as_officer_on_two([id, open.case.id], seat.staff.by(), decide).await {
        Ok(_) => Ok(Ok(())),
        Err(Failure::Refused(refusal)) => Ok(Err(refusal)),
        Err(Failure::Fault(fault)) => Err(fault),
    }
}

/// The open reports whose reporters say that they are of the matter of this one, and that the reader may merge.
async fn voices(seat: &Seat, open: &OpenCase) -> Result<Vec<NearRow>, Fault> {
    let reach = Reach::of(&seat.staff.0, Right::Close, &open.org);
    let reads = seat.cases.platform().store().reads();
    let mut rows = queries::joined(reads, open.case.id.as_bytes(), &reach, SHOWN as i64).await?;
    rows.retain(|row| row.row.id != open.case.id.as_bytes());
    Ok(rows)
}

/// The address that means a row and no other, with the identity of its case.
fn addressed(near: &NearRow) -> Option<(String, AggregateId)> {
    let id = near.row.id.as_slice().try_into().map(AggregateId::from_bytes).ok()?;
    Some((exact(&near.row.number, id), id))
}

fn page(
    seat: &Seat,
    open: &OpenCase,
    rows: &[NearRow],
    form: Option<&VoicesForm>,
    told: Markup,
    mistakes: &Mistakes,
) -> Html {
    let lang = &seat.lang;
    let title = t!(lang, "meja-suara");
    let back = Button::link(t!(lang, "meja-back"), open.path()).quiet();
    let content = html! {
        (mistakes.summary(lang))
        (told)
        p.soft { (trail(seat, open)) " / " (open.case.title()) }
        h1 { (title) }
        @if rows.is_empty() {
            (Empty::new(t!(lang, "meja-suara-none"), t!(lang, "meja-suara-none.about")).action(back))
        } @else {
            p { (t!(lang, "meja-suara-lead")) }
            form.narrow method="post" action=(open.form_path("suara")) {
                (choices(seat, open, rows, form).error(mistakes.at("l")))
                (Field::new(lang, "alasan", t!(lang, "meja-merge-why"), Textarea::rows(3).value(form.map_or("", |form| &form.why)))
                    .optional().hint(t!(lang, "meja-merge-why.hint")).error(mistakes.at("alasan")))
                (actions(&[Button::submit(t!(lang, "meja-suara-do")), back]))
            }
        }
    };
    let page = desk(&seat.frame(&title, "/meja", None, None), content);
    if mistakes.is_empty() { page } else { page.status(UNPROCESSABLE) }
}

/// Each with its title, number, day and first words; all chosen until the officer says otherwise.
fn choices<'a>(seat: &'a Seat, open: &OpenCase, rows: &[NearRow], form: Option<&VoicesForm>) -> ChoiceGroup<'a> {
    let lang = &seat.lang;
    let choice = |near: &NearRow| {
        let (address, _) = addressed(near)?;
        let row = &near.row;
        let day = time::short(lang, open.local(row.received_at).date());
        let about = format!("{} · {} · {}", row.number, t!(lang, "meja-merge-received", date = day), row.excerpt);
        let title = if row.title.is_empty() { t!(lang, "meja-erased") } else { row.title.clone() };
        Some(Choice::new(address, title, about))
    };
    let all: Vec<_> = rows.iter().filter_map(choice).collect();
    let is_chosen = |value: &String| form.is_none_or(|form| form.chosen.contains(value));
    let chosen: Vec<_> = all.iter().map(|choice| choice.value.clone()).filter(is_chosen).collect();
    let group = ChoiceGroup::several(lang, "l", t!(lang, "meja-suara-which"), all);
    chosen.into_iter().fold(group, ChoiceGroup::chosen)
}

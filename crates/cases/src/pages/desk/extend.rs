//! `/meja/{number}/perpanjang`: taking the time that the law on public information gives once more.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use hadir_org::{Right, Routes, SameOrigin};
use hadir_ui::components::{Field, Mistakes, Textarea};
use hadir_ui::html::Html;
use hadir_ui::{t, time};
use maud::html;
use serde::Deserialize;

use super::act::{ActPage, Seen, Sent};
use super::find::Instead;
use super::seat::{OpenCase, Seat};
use super::{IN_CIRCLE_TOO, refusal};
use crate::Cases;
use crate::commands;
use crate::events::{CaseEvent, Information};
use crate::pages::wording;

pub(super) const ACT: &str = "perpanjang";

pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform()).get("/meja/{number}/perpanjang", IN_CIRCLE_TOO, show_form).post(
        "/meja/{number}/perpanjang",
        IN_CIRCLE_TOO,
        extend,
    )
}

/// What was typed: why.
#[derive(Clone, Debug, Default, Deserialize)]
struct ExtendForm {
    #[serde(default)]
    at: Seen,
    #[serde(default)]
    alasan: String,
}

async fn show_form(seat: Seat, Path(number): Path<String>) -> Result<Html, Instead> {
    let open = seat.open_for(&number, Right::Pause).await?;
    Ok(page(&seat, &open, &ExtendForm::default(), &Mistakes::default()))
}

async fn extend(
    seat: Seat,
    _: SameOrigin,
    Path(number): Path<String>,
    Form(form): Form<ExtendForm>,
) -> Result<Response, Instead> {
    let why = form.alasan.clone();
    let is_it = |event: &CaseEvent| matches!(event, CaseEvent::Information(Information::Extended(..)));
    let sent = Sent::new(form.at, &why.clone(), is_it);
    match seat.act(&number, sent, move |case, asking| commands::extend(case, &why, asking)).await? {
        Ok(done) => Ok(done),
        Err(refusal) => {
            let open = seat.open_for(&number, Right::Pause).await?;
            Ok(page(&seat, &open, &form, &refusal::at(&seat.lang, "alasan", &refusal)).into_response())
        }
    }
}

/// Whether the button is shown: the time is to be had, and the person may take it.
pub(super) fn is_offered(open: &OpenCase) -> bool {
    open.may(Right::Pause) && commands::limits_extended(&open.case, &open.org, open.now).is_ok()
}

fn page(seat: &Seat, open: &OpenCase, form: &ExtendForm, mistakes: &Mistakes) -> Html {
    let (lang, case) = (&seat.lang, &open.case);
    let why = Textarea::rows(4).value(&form.alasan);
    let fields = html! {
        (Field::new(lang, "alasan", t!(lang, "meja-extend-why"), why)
            .hint(t!(lang, "meja-extend-why.hint")).error(mistakes.at("alasan")))
    };
    let lead = match commands::limits_extended(case, &open.org, open.now) {
        Ok(limits) => {
            let day = |at: i64| time::day(lang, open.local(at).date());
            let before = case.due_at().map_or_else(String::new, day);
            let (after, span) = (day(limits.used.due_at), wording::span(lang, &limits.used));
            t!(lang, "meja-extend-lead", before = before, day = after, span = span)
        }
        Err(refusal) => refusal::sentence(lang, &refusal),
    };
    let page = ActPage {
        seat,
        open,
        act: ACT,
        title: t!(lang, "meja-act-extend"),
        lead,
        fields,
        submit: t!(lang, "meja-extend-do"),
        seen: form.at,
        mistakes,
    };
    page.html()
}

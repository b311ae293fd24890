//! Opening a case again, with a limit that runs anew.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use hadir_org::{Right, SameOrigin};
use hadir_ui::components::{Field, Mistakes, Textarea};
use hadir_ui::html::Html;
use hadir_ui::t;
use maud::html;
use serde::Deserialize;

use super::act::{ActPage, Seen, Sent};
use super::find::Instead;
use super::refusal;
use super::seat::{OpenCase, Seat};
use crate::commands;
use crate::events::CaseEvent;

/// What was typed: why.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct ReopenForm {
    #[serde(default)]
    at: Seen,
    #[serde(default)]
    alasan: String,
}

pub(super) async fn show_form(seat: Seat, Path(number): Path<String>) -> Result<Html, Instead> {
    let open = seat.open_for(&number, Right::Reopen).await?;
    Ok(page(&seat, &open, &ReopenForm::default(), &Mistakes::default()))
}

pub(super) async fn reopen(
    seat: Seat,
    _: SameOrigin,
    Path(number): Path<String>,
    Form(form): Form<ReopenForm>,
) -> Result<Response, Instead> {
    let why = form.alasan.clone();
    let sent = Sent::new(form.at, &why.clone(), |event| matches!(event, CaseEvent::Reopened(..)));
    match seat.act(&number, sent, move |case, asking| commands::reopen(case, &why, asking)).await? {
        Ok(done) => Ok(done),
        Err(refusal) => {
            let open = seat.open_for(&number, Right::Reopen).await?;
            Ok(page(&seat, &open, &form, &refusal::at(&seat.lang, "alasan", &refusal)).into_response())
        }
    }
}

fn page(seat: &Seat, open: &OpenCase, form: &ReopenForm, mistakes: &Mistakes) -> Html {
    let lang = &seat.lang;
    let why = Textarea::rows(4).value(&form.alasan);
    let fields = html! {
        (Field::new(lang, "alasan", t!(lang, "meja-reopen-why"), why)
            .hint(t!(lang, "meja-reopen-why.hint")).error(mistakes.at("alasan")))
    };
    let page = ActPage {
        seat,
        open,
        act: "buka",
        title: t!(lang, "meja-act-reopen"),
        lead: t!(lang, "meja-reopen-lead"),
        fields,
        submit: t!(lang, "meja-reopen-do"),
        seen: form.at,
        mistakes,
    };
    page.html()
}

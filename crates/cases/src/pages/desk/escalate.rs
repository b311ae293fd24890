//! Bringing a case before the head of the unit above.

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

/// What was typed: what the superior should decide.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct EscalateForm {
    #[serde(default)]
    at: Seen,
    #[serde(default)]
    alasan: String,
}

pub(super) async fn show_form(seat: Seat, Path(number): Path<String>) -> Result<Html, Instead> {
    let open = seat.open_for(&number, Right::Note).await?;
    Ok(page(&seat, &open, &EscalateForm::default(), &Mistakes::default()))
}

pub(super) async fn escalate(
    seat: Seat,
    _: SameOrigin,
    Path(number): Path<String>,
    Form(form): Form<EscalateForm>,
) -> Result<Response, Instead> {
    let why = form.alasan.clone();
    let sent = Sent::new(form.at, &why.clone(), |event| matches!(event, CaseEvent::Escalated(..)));
    match seat.act(&number, sent, move |case, asking| commands::escalate(case, &why, asking)).await? {
        Ok(done) => Ok(done),
        Err(refusal) => {
            let open = seat.open_for(&number, Right::Note).await?;
            Ok(page(&seat, &open, &form, &refusal::at(&seat.lang, "alasan", &refusal)).into_response())
        }
    }
}

fn page(seat: &Seat, open: &OpenCase, form: &EscalateForm, mistakes: &Mistakes) -> Html {
    let lang = &seat.lang;
    let why = Textarea::rows(4).value(&form.alasan);
    let fields = html! {
        (Field::new(lang, "alasan", t!(lang, "meja-escalate-why"), why)
            .hint(t!(lang, "meja-escalate-why.hint")).error(mistakes.at("alasan")))
    };
    let page = ActPage {
        seat,
        open,
        act: "atasan",
        title: t!(lang, "meja-act-escalate"),
        lead: t!(lang, "meja-escalate-lead"),
        fields,
        submit: t!(lang, "meja-escalate-do"),
        seen: form.at,
        mistakes,
    };
    page.html()
}

//! Declaring a case solved. The reporter can open it again.

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

/// What was typed: what was done, in words the reporter reads.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct CloseForm {
    #[serde(default)]
    at: Seen,
    #[serde(default)]
    alasan: String,
}

pub(super) async fn show_form(seat: Seat, Path(number): Path<String>) -> Result<Html, Instead> {
    let open = seat.open_for(&number, Right::Close).await?;
    Ok(page(&seat, &open, &CloseForm::default(), &Mistakes::default()))
}

pub(super) async fn close(
    seat: Seat,
    _: SameOrigin,
    Path(number): Path<String>,
    Form(form): Form<CloseForm>,
) -> Result<Response, Instead> {
    let why = form.alasan.clone();
    let sent = Sent::new(form.at, &why.clone(), |event| matches!(event, CaseEvent::Closed(..)));
    match seat.act(&number, sent, move |case, asking| commands::close(case, &why, asking)).await? {
        Ok(done) => Ok(done),
        Err(refusal) => {
            let open = seat.open_for(&number, Right::Close).await?;
            Ok(page(&seat, &open, &form, &refusal::at(&seat.lang, "alasan", &refusal)).into_response())
        }
    }
}

fn page(seat: &Seat, open: &OpenCase, form: &CloseForm, mistakes: &Mistakes) -> Html {
    let lang = &seat.lang;
    let why = Textarea::rows(4).value(&form.alasan);
    let fields = html! {
        (Field::new(lang, "alasan", t!(lang, "meja-close-why"), why).optional()
            .hint(t!(lang, "meja-close-why.hint")).error(mistakes.at("alasan")))
    };
    let page = ActPage {
        seat,
        open,
        act: "selesai",
        title: t!(lang, "meja-act-close"),
        lead: t!(lang, "meja-close-lead"),
        fields,
        submit: t!(lang, "meja-close-do"),
        seen: form.at,
        mistakes,
    };
    page.html()
}

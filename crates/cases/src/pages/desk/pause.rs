//! Waiting for the citizen: asking what is missing stops the clock, going on starts it again.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use hadir_org::{Problem, Right, SameOrigin};
use hadir_ui::components::{Field, Mistakes, Textarea};
use hadir_ui::html::Html;
use hadir_ui::t;
use maud::html;
use serde::Deserialize;

use super::act::{ActPage, Seen, Sent, back_to};
use super::find::Instead;
use super::refusal;
use super::seat::{OpenCase, Seat};
use crate::commands::{self, Refusal};
use crate::events::CaseEvent;

/// What was typed: the question.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct QuestionForm {
    #[serde(default)]
    at: Seen,
    #[serde(default)]
    pertanyaan: String,
}

pub(super) async fn show_form(seat: Seat, Path(number): Path<String>) -> Result<Html, Instead> {
    let open = seat.open_for(&number, Right::Pause).await?;
    Ok(page(&seat, &open, &QuestionForm::default(), &Mistakes::default()))
}

pub(super) async fn ask_citizen(
    seat: Seat,
    _: SameOrigin,
    Path(number): Path<String>,
    Form(form): Form<QuestionForm>,
) -> Result<Response, Instead> {
    let question = form.pertanyaan.clone();
    let sent = Sent::new(form.at, &question.clone(), |event| matches!(event, CaseEvent::Paused(..)));
    match seat.act(&number, sent, move |case, asking| commands::ask_citizen(case, &question, asking)).await? {
        Ok(done) => Ok(done),
        Err(refusal) => {
            let open = seat.open_for(&number, Right::Pause).await?;
            Ok(page(&seat, &open, &form, &refusal::at(&seat.lang, "pertanyaan", &refusal)).into_response())
        }
    }
}

/// `POST /meja/{number}/lanjut`: goes on without waiting any longer.
pub(super) async fn resume(
    seat: Seat,
    _: SameOrigin,
    Path(number): Path<String>,
    Form(form): Form<QuestionForm>,
) -> Result<Response, Instead> {
    let sent = Sent::new(form.at, "", |event| matches!(event, CaseEvent::Resumed(_)));
    seat.act(&number, sent, commands::resume).await?.or_else(|refusal| match refusal {
        // The citizen has answered, or a colleague went on: the clock runs already, which the case shows.
        Refusal::NotWaiting => Ok(back_to(&number, form.at)),
        _ => Err(Problem::conflict().into()),
    })
}

fn page(seat: &Seat, open: &OpenCase, form: &QuestionForm, mistakes: &Mistakes) -> Html {
    let lang = &seat.lang;
    let question = Textarea::rows(5).value(&form.pertanyaan);
    let fields = html! {
        (Field::new(lang, "pertanyaan", t!(lang, "meja-ask-question"), question)
            .hint(t!(lang, "meja-ask-question.hint")).error(mistakes.at("pertanyaan")))
    };
    let page = ActPage {
        seat,
        open,
        act: "tanya",
        title: t!(lang, "meja-act-ask"),
        lead: t!(lang, "meja-ask-lead"),
        fields,
        submit: t!(lang, "meja-ask-do"),
        seen: form.at,
        mistakes,
    };
    page.html()
}

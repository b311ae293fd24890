//! Taking back what was done a moment ago: one button beside its confirmation.

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use hadir_oplog::OpId;
use hadir_org::{Problem, Routes, SameOrigin};
use hadir_ui::components::{Mistakes, Note, Weight};
use hadir_ui::lang::Lang;
use hadir_ui::t;
use maud::{Markup, html};
use serde::Deserialize;

use super::act::{Seen, Sent, press};
use super::answer::AnswerForm;
use super::case_page::{meanwhile, told_first};
use super::find::Instead;
use super::seat::{OpenCase, Seat};
use super::{IN_CIRCLE_TOO, refusal};
use crate::commands::{self, Refusal};
use crate::events::CaseEvent;
use crate::state::Moment;
use crate::{Case, Cases};

/// Its route. Which right it needs depends on the act, and the command knows.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform()).post("/meja/{number}/batal", IN_CIRCLE_TOO, undo)
}

/// What is taken back.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct UndoForm {
    #[serde(default)]
    at: Seen,
    #[serde(default)]
    op: String,
}

async fn undo(
    seat: Seat,
    _: SameOrigin,
    Path(number): Path<String>,
    Form(form): Form<UndoForm>,
) -> Result<Response, Instead> {
    let Ok(op) = form.op.parse::<OpId>() else {
        // No act of this case, as one of another would be; of a case out of sight nothing is said.
        seat.open(&number).await?;
        return Err(Problem::forbidden().into());
    };
    let is_it = move |event: &CaseEvent| matches!(event, CaseEvent::Undone(undone) if undone.names(op));
    let sent = Sent::new(form.at, "", is_it);
    match seat.act(&number, sent, move |case, asking| commands::undo(case, op, asking)).await? {
        Ok(done) => Ok(done),
        Err(refusal) => too_late(&seat, &number, form.at, &refusal).await,
    }
}

/// Somebody acted on it since: the case says what, to whoever still sees it.
async fn too_late(seat: &Seat, number: &str, seen: Seen, refusal: &Refusal) -> Result<Response, Instead> {
    match seat.open(number).await {
        Ok(open) => {
            let since = seen.0.and_then(|seen| meanwhile(&seat.lang, &open, seen)).unwrap_or_default();
            let note = Note::new(Weight::Late, refusal::sentence(&seat.lang, refusal), html! { p { (since) } });
            let (typed, mistakes) = (AnswerForm::default(), Mistakes::default());
            let page = told_first(seat, &open, &typed, &mistakes, html! { div role="alert" { (note) } }).await?;
            Ok(page.status(StatusCode::CONFLICT).into_response())
        }
        Err(Instead::Problem(problem)) if problem.status() == StatusCode::NOT_FOUND => {
            Err(Problem::new(StatusCode::CONFLICT, "meja-undo-too-late").into())
        }
        Err(instead) => Err(instead),
    }
}

/// The button that takes an act back; nothing where it could not be taken back now.
pub(super) fn undo_button(seat: &Seat, open: &OpenCase, act: &Moment) -> Option<Markup> {
    commands::undo(&open.case, act.id, &open.asking()).ok()?;
    Some(press(open, "batal", t!(seat.lang, "meja-undo"), Some(("op", act.id.to_string()))))
}

/// The button that takes a merge back on both cases, from the page of one of them; nothing where it could not be now.
pub(super) fn untie_button(lang: &Lang, open: &OpenCase, other: &Case, since: i64) -> Option<Markup> {
    let asking = open.asking();
    let [here, there] = [open.case.tie_with(other.id, since)?, other.tie_with(open.case.id, since)?];
    commands::undo(&open.case, here.id, &asking).ok()?;
    commands::undo(other, there.id, &asking).ok()?;
    Some(press(open, "batal", t!(lang, "meja-merge-undo"), Some(("op", here.id.to_string()))))
}

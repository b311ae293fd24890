//! What the citizen wrote and nobody has taken up yet: the note that says so, and the button that says it needs no answer.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use hadir_org::{Right, Routes, SameOrigin};
use hadir_ui::components::{Note, Weight};
use hadir_ui::lang::Lang;
use hadir_ui::{t, time};
use maud::{Markup, html};
use serde::Deserialize;

use super::IN_CIRCLE_TOO;
use super::act::{Seen, Sent, press};
use super::answer::AnswerForm;
use super::case_page::case_page;
use super::find::Instead;
use super::refusal;
use super::seat::{OpenCase, Seat};
use crate::Cases;
use crate::commands;
use crate::events::CaseEvent;
use crate::kinds::Status;

/// Its route.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform()).post("/meja/{number}/dibaca", IN_CIRCLE_TOO, mark_read)
}

/// The form of the one button.
#[derive(Clone, Debug, Default, Deserialize)]
struct ReadForm {
    #[serde(default)]
    at: Seen,
}

/// `POST /meja/{number}/dibaca`: what the citizen wrote needs no answer.
async fn mark_read(
    seat: Seat,
    _: SameOrigin,
    Path(number): Path<String>,
    Form(form): Form<ReadForm>,
) -> Result<Response, Instead> {
    let sent = Sent::new(form.at, "", |event| matches!(event, CaseEvent::Noted(fact, _) if fact.marks_read()));
    match seat.act(&number, sent, commands::mark_read).await? {
        Ok(done) => Ok(done),
        Err(refusal) => {
            let open = seat.open_for(&number, Right::Answer).await?;
            let mistakes = refusal::at(&seat.lang, "text", &refusal);
            Ok(case_page(&seat, &open, &AnswerForm::default(), &mistakes, form.at).await?.into_response())
        }
    }
}

/// That the citizen waits for somebody to take up what they wrote, and what can be done about it.
pub(super) fn note(lang: &Lang, open: &OpenCase) -> Markup {
    // That they agreed to handing it over stands there as what is to be done.
    let has_more_to_say = open.case.agreed_offer().is_none();
    let Some(at) = open.case.unread_since().filter(|_| !open.case.is_beyond && has_more_to_say) else {
        return html! {};
    };
    let is_over = matches!(open.case.status_at(open.now), Status::Closed | Status::Ended);
    let help = if is_over { t!(lang, "meja-wrote-done") } else { t!(lang, "meja-wrote-open") };
    let words = html! {
        p { (help) }
        @if open.may(Right::Answer) {
            (press(open, "dibaca", t!(lang, "meja-act-read"), None))
        }
    };
    let at = time::desk_moment(lang, &open.local(at));
    html! { (Note::new(Weight::Plain, t!(lang, "meja-wrote", at = at), words)) }
}

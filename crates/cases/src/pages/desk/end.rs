//! Ending a case without an answer to the matter: rejected, or another authority's. What goes on in another report is merged
//! on a page of its own, `merge`.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use hadir_org::{Right, SameOrigin};
use hadir_ui::components::{Choice, ChoiceGroup, Field, Mistakes, Textarea};
use hadir_ui::html::Html;
use hadir_ui::t;
use maud::html;
use serde::Deserialize;

use super::act::{ActPage, Seen, Sent};
use super::find::Instead;
use super::seat::{OpenCase, Seat};
use super::words;
use crate::commands::{self, End, Refusal};
use crate::events::{CaseEvent, Deed, Proposal};
use crate::kinds::Ending;

/// The ways an officer may choose from; taking a report back is the reporter's alone.
const WAYS: [Ending; 2] = [Ending::Rejected, Ending::NotOurs];

/// What was typed: how it ends, and why.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct EndForm {
    #[serde(default)]
    at: Seen,
    #[serde(default)]
    cara: String,
    #[serde(default)]
    alasan: String,
}

pub(super) async fn show_form(seat: Seat, Path(number): Path<String>) -> Result<Html, Instead> {
    let open = seat.open_for(&number, Right::Close).await?;
    Ok(page(&seat, &open, &EndForm::default(), &Mistakes::default()))
}

pub(super) async fn end(
    seat: Seat,
    _: SameOrigin,
    Path(number): Path<String>,
    Form(form): Form<EndForm>,
) -> Result<Response, Instead> {
    let (field, said) = match WAYS.into_iter().find(|how| how.as_str() == form.cara) {
        None => ("cara", t!(seat.lang, "meja-end-how-missing")),
        Some(how) => match act(&seat, &number, &form, how).await? {
            Ok(done) => return Ok(done),
            Err(refusal) => ("alasan", super::refusal::sentence(&seat.lang, &refusal)),
        },
    };
    let open = seat.open_for(&number, Right::Close).await?;
    Ok(page(&seat, &open, &form, &Mistakes::one(field, said)).into_response())
}

async fn act(seat: &Seat, number: &str, form: &EndForm, how: Ending) -> Result<Result<Response, Refusal>, Instead> {
    let is_it = move |event: &CaseEvent| match event {
        CaseEvent::Ended(facts, _) => facts.how == how,
        CaseEvent::Proposal(Proposal::Proposed(facts, _)) => facts.deed() == Some(Deed::End(how)),
        _ => false,
    };
    let end = End { how, why: form.alasan.clone(), into: None };
    let sent = Sent::new(form.at, &form.alasan, is_it);
    seat.act(number, sent, move |case, asking| commands::end(case, &end, asking)).await
}

fn page(seat: &Seat, open: &OpenCase, form: &EndForm, mistakes: &Mistakes) -> Html {
    let lang = &seat.lang;
    let explain = |how| match how {
        Ending::NotOurs => t!(lang, "meja-end-not-ours"),
        _ => t!(lang, "meja-end-rejected"),
    };
    let choices =
        WAYS.into_iter().map(|how| Choice::new(how.as_str(), words::ending(lang, how), explain(how))).collect();
    let fields = html! {
        (ChoiceGroup::one(lang, "cara", t!(lang, "meja-end-how"), choices).chosen(&form.cara).error(mistakes.at("cara")))
        (Field::new(lang, "alasan", t!(lang, "meja-end-why"), Textarea::rows(4).value(&form.alasan))
            .hint(t!(lang, "meja-end-why.hint")).error(mistakes.at("alasan")))
    };
    let page = ActPage {
        seat,
        open,
        act: "akhiri",
        title: t!(lang, "meja-act-end"),
        lead: t!(lang, "meja-end-lead"),
        fields,
        submit: t!(lang, "meja-end-do"),
        seen: form.at,
        mistakes,
    };
    page.html()
}

//! `/meja/{number}/keberatan`: what the reporter of a request for public information objects to, and the superior's decision.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use hadir_oplog::OpId;
use hadir_org::{Problem, Routes, SameOrigin};
use hadir_ui::components::{Button, Choice, ChoiceGroup, Field, Mistakes, Note, Said, Textarea, Weight};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::{t, time};
use maud::{Markup, html};
use serde::Deserialize;

use super::act::{ActPage, Seen, Sent, back_to};
use super::find::Instead;
use super::seat::{OpenCase, Seat};
use super::{IN_CIRCLE_TOO, refusal};
use crate::Cases;
use crate::commands::{self, Refusal, words_of};
use crate::events::{CaseEvent, Information};
use crate::grounds::Outcome;
use crate::pages::wording::{self, inside_sentence, unit_name};
use crate::state::Objection;

const ACT: &str = "keberatan";

/// Its routes. Who may decide depends on the unit that an objection was brought before, and the command knows it.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform()).get("/meja/{number}/keberatan", IN_CIRCLE_TOO, show_form).post(
        "/meja/{number}/keberatan",
        IN_CIRCLE_TOO,
        decide,
    )
}

/// What was decided, and why.
#[derive(Clone, Debug, Default, Deserialize)]
struct DecideForm {
    #[serde(default)]
    at: Seen,
    /// The operation with which the reporter objected.
    #[serde(default)]
    op: String,
    #[serde(default)]
    putusan: String,
    #[serde(default)]
    alasan: String,
}

async fn show_form(seat: Seat, Path(number): Path<String>) -> Result<Response, Instead> {
    let open = seat.open(&number).await?;
    let Some(objection) = open.case.open_objection() else {
        // It was decided meanwhile: the case says how.
        return Ok(back_to(&open.address(), Seen::default()));
    };
    if !open.asking().may_decide(&open.case, objection) {
        return Err(Problem::forbidden().into());
    }
    Ok(page(&seat, &open, objection, &DecideForm::default(), &Mistakes::default()).into_response())
}

async fn decide(
    seat: Seat,
    _: SameOrigin,
    Path(number): Path<String>,
    Form(form): Form<DecideForm>,
) -> Result<Response, Instead> {
    let Ok(op) = form.op.parse::<OpId>() else {
        seat.open(&number).await?;
        return Err(Problem::forbidden().into());
    };
    let Some(outcome) = Outcome::from_name(&form.putusan) else {
        let mistakes = Mistakes::one("putusan", t!(seat.lang, "meja-decide-outcome-missing"));
        return mend(&seat, &number, &form, &mistakes).await;
    };
    let why = form.alasan.clone();
    let is_it = move |event: &CaseEvent| match event {
        CaseEvent::Information(Information::Decided(facts, _)) => facts.op() == op && facts.outcome() == Some(outcome),
        _ => false,
    };
    let sent = Sent::new(form.at, &form.alasan, is_it);
    match seat.act(&number, sent, move |case, asking| commands::decide(case, op, outcome, &why, asking)).await? {
        Ok(done) => Ok(done),
        Err(refusal) => mend(&seat, &number, &form, &refusal::at(&seat.lang, "alasan", &refusal)).await,
    }
}

/// The form again with what is wrong. What was decided meanwhile by somebody else takes the form's place.
async fn mend(seat: &Seat, number: &str, form: &DecideForm, mistakes: &Mistakes) -> Result<Response, Instead> {
    let open = seat.open(number).await?;
    match open.case.open_objection() {
        Some(objection) if open.asking().may_decide(&open.case, objection) => {
            Ok(page(seat, &open, objection, form, mistakes).into_response())
        }
        Some(_) => Err(Problem::forbidden().into()),
        None => decided_meanwhile(seat, &open, form).await,
    }
}

/// Somebody else decided first: the case says what, and the words that were typed are shown to be taken along.
async fn decided_meanwhile(seat: &Seat, open: &OpenCase, form: &DecideForm) -> Result<Response, Instead> {
    let lang = &seat.lang;
    let words = html! { p { (refusal::sentence(lang, &Refusal::Superseded)) } (Said::new(&form.alasan)) };
    let note = html! { div role="alert" { (Note::new(Weight::Late, t!(lang, "meja-decided-meanwhile"), words)) } };
    let (typed, mistakes) = (super::answer::AnswerForm::default(), Mistakes::default());
    let page = super::case_page::told_first(seat, open, &typed, &mistakes, note).await?;
    Ok(page.status(axum::http::StatusCode::CONFLICT).into_response())
}

fn page(seat: &Seat, open: &OpenCase, objection: &Objection, form: &DecideForm, mistakes: &Mistakes) -> Html {
    let lang = &seat.lang;
    let explain = |outcome| match outcome {
        Outcome::Granted => t!(lang, "meja-decide-granted"),
        Outcome::Partly => t!(lang, "meja-decide-partly"),
        Outcome::Refused => t!(lang, "meja-decide-refused"),
    };
    let choice = |outcome: Outcome| {
        let label = t!(lang, "meja-decide-choice", outcome = wording::outcome(lang, outcome));
        Choice::new(outcome.as_str(), label, explain(outcome))
    };
    let choices = Outcome::all().map(choice).collect();
    let op = objection.op.map(|op| op.to_string()).unwrap_or_default();
    let fields = html! {
        input type="hidden" name="op" value=(op);
        (what(lang, open, objection))
        (ChoiceGroup::one(lang, "putusan", t!(lang, "meja-decide-outcome"), choices).chosen(&form.putusan)
            .error(mistakes.at("putusan")))
        (Field::new(lang, "alasan", t!(lang, "meja-decide-why"), Textarea::rows(6).value(&form.alasan))
            .hint(t!(lang, "meja-decide-why.hint")).error(mistakes.at("alasan")))
    };
    let page = ActPage {
        seat,
        open,
        act: ACT,
        title: t!(lang, "meja-act-decide", number = objection.number(open.case.number())),
        lead: t!(lang, "meja-decide-lead"),
        fields,
        submit: t!(lang, "meja-decide-do"),
        seen: form.at,
        mistakes,
    };
    page.html()
}

/// The ground, and what the reporter wrote.
fn what(lang: &Lang, open: &OpenCase, objection: &Objection) -> Markup {
    let ground = objection.ground.map(|ground| inside_sentence(&wording::objection_ground(lang, ground)));
    let text = words_of(&open.case, objection);
    html! {
        @if let Some(ground) = ground { p { (t!(lang, "meja-objection-ground", ground = ground)) } }
        @if text.is_empty() { (Said::new(t!(lang, "meja-erased"))) } @else { (Said::new(text)) }
    }
}

/// That an objection waits, whose it is to decide, by when, and the button for whoever may.
pub(super) fn note(lang: &Lang, open: &OpenCase) -> Markup {
    let case = &open.case;
    let Some(objection) = case.open_objection().filter(|_| !case.is_beyond) else { return html! {} };
    let unit = unit_name(&open.org, &objection.unit);
    let by = objection.due.as_ref().map(|due| {
        let day = time::day(lang, open.local(due.due_at).date());
        let words = if due.due_at < open.now.as_millisecond() {
            t!(lang, "meja-objection-late", unit = unit.as_str(), day = day)
        } else {
            t!(lang, "meja-objection-by", unit = unit.as_str(), day = day)
        };
        format!("{words} {}", wording::basis(lang, due))
    });
    let words = html! {
        div.stack {
            p { (by.unwrap_or_else(|| t!(lang, "meja-objection-waits", unit = unit))) }
            (what(lang, open, objection))
            @if open.asking().may_decide(case, objection) {
                p { (Button::link(t!(lang, "meja-act-decide-short"), open.form_path(ACT))) }
            }
        }
    };
    let heading = t!(lang, "meja-objection", number = objection.number(case.number()));
    html! { (Note::new(Weight::Plain, heading, words)) }
}

//! `/meja/{number}/hapus-data`: the reporter's wish to have the words of the report erased, and what the office says to it.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use hadir_oplog::OpId;
use hadir_org::{Problem, Right, Routes, SameOrigin};
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
use crate::commands::{self, wish_words};
use crate::events::{CaseEvent, Erasure};
use crate::pages::wording;
use crate::state::Wish;

const ACT: &str = "hapus-data";

/// Its routes. Who may decide depends on the report, and the command knows it.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform()).get("/meja/{number}/hapus-data", IN_CIRCLE_TOO, show_form).post(
        "/meja/{number}/hapus-data",
        IN_CIRCLE_TOO,
        decide,
    )
}

/// What was decided, and why.
#[derive(Clone, Debug, Default, Deserialize)]
struct DecideForm {
    #[serde(default)]
    at: Seen,
    /// The operation with which the reporter asked.
    #[serde(default)]
    op: String,
    #[serde(default)]
    jawaban: String,
    #[serde(default)]
    alasan: String,
}

/// What the office says to a wish.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Saying {
    Erase,
    Keep,
}

impl Saying {
    fn of(name: &str) -> Option<Self> {
        match name {
            "hapus" => Some(Self::Erase),
            "simpan" => Some(Self::Keep),
            _ => None,
        }
    }

    /// Whether an event is what was said.
    fn is(self, event: &CaseEvent, wish: OpId) -> bool {
        match event {
            CaseEvent::Erasure(Erasure::Erased(facts)) => self == Self::Erase && facts.op() == Some(wish),
            CaseEvent::Erasure(Erasure::Refused(facts, _)) => self == Self::Keep && facts.op() == wish,
            _ => false,
        }
    }
}

async fn show_form(seat: Seat, Path(number): Path<String>) -> Result<Response, Instead> {
    let open = seat.open(&number).await?;
    if !open.may(Right::DecideErasure) {
        return Err(Problem::forbidden().into());
    }
    Ok(match open.case.open_erasure_wish() {
        Some(wish) => page(&seat, &open, wish, &DecideForm::default(), &Mistakes::default()).into_response(),
        // It was answered meanwhile: the case says how.
        None => back_to(&open.address(), Seen::default()),
    })
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
    let Some(saying) = Saying::of(&form.jawaban) else {
        let mistakes = Mistakes::one("jawaban", t!(seat.lang, "meja-erase-choose"));
        return mend(&seat, &number, &form, &mistakes).await;
    };
    let why = form.alasan.clone();
    let typed = if saying == Saying::Keep { form.alasan.as_str() } else { "" };
    let sent = Sent::new(form.at, typed, move |event| saying.is(event, op));
    let id = seat.open(&number).await?.case.id;
    let done = seat.act(&number, sent, move |case, asking| match saying {
        Saying::Erase => commands::erase(case, op, asking),
        Saying::Keep => commands::refuse_erasure(case, op, &why, asking),
    });
    match done.await? {
        Ok(done) => {
            // What cannot be done at once is gone on with by itself.
            if saying == Saying::Erase
                && let Err(fault) = seat.cases.erase_words(id).await
            {
                tracing::warn!(error = &fault as &dyn std::error::Error, "words are to be erased later");
            }
            Ok(done)
        }
        Err(refusal) => mend(&seat, &number, &form, &refusal::at(&seat.lang, "alasan", &refusal)).await,
    }
}

/// The form again with what is wrong; the case itself where the wish was answered meanwhile.
async fn mend(seat: &Seat, number: &str, form: &DecideForm, mistakes: &Mistakes) -> Result<Response, Instead> {
    let open = seat.open(number).await?;
    if !open.may(Right::DecideErasure) {
        return Err(Problem::forbidden().into());
    }
    Ok(match open.case.open_erasure_wish() {
        Some(wish) => page(seat, &open, wish, form, mistakes).status(super::act::UNPROCESSABLE).into_response(),
        None => back_to(&open.address(), Seen::default()),
    })
}

fn page(seat: &Seat, open: &OpenCase, wish: &Wish, form: &DecideForm, mistakes: &Mistakes) -> Html {
    let lang = &seat.lang;
    let choices = vec![
        Choice::new("hapus", t!(lang, "meja-erase-yes"), t!(lang, "meja-erase-yes.about")),
        Choice::new("simpan", t!(lang, "meja-erase-no"), t!(lang, "meja-erase-no.about")),
    ];
    let op = wish.op.map(|op| op.to_string()).unwrap_or_default();
    let fields = html! {
        input type="hidden" name="op" value=(op);
        (asked(lang, open))
        @if open.case.status.is_open() { p { (t!(lang, "meja-erase-open")) } }
        @if !open.case.joined.is_empty() { p { (t!(lang, "meja-erase-joined", count = open.case.joined.len())) } }
        (ChoiceGroup::one(lang, "jawaban", t!(lang, "meja-erase-answer"), choices).chosen(&form.jawaban)
            .error(mistakes.at("jawaban")))
        (Field::new(lang, "alasan", t!(lang, "meja-erase-why"), Textarea::rows(4).value(&form.alasan))
            .hint(t!(lang, "meja-erase-why.hint")).optional().error(mistakes.at("alasan")))
    };
    let page = ActPage {
        seat,
        open,
        act: ACT,
        title: t!(lang, "meja-act-erase"),
        lead: t!(lang, "meja-erase-lead"),
        fields,
        submit: t!(lang, "meja-erase-do"),
        seen: form.at,
        mistakes,
    };
    page.html()
}

/// What the reporter gave as the reason, if anything.
fn asked(lang: &Lang, open: &OpenCase) -> Markup {
    let words = wish_words(&open.case);
    html! { @if words.is_empty() { p { (t!(lang, "meja-erase-no-reason")) } } @else { (Said::new(words)) } }
}

/// That the reporter waits for an answer, or that the words are erased.
pub(super) fn note(lang: &Lang, open: &OpenCase) -> Markup {
    let case = &open.case;
    if let Some(gone) = case.erased() {
        let day = time::day_and_year(lang, open.local(gone.at).date());
        let words = match &gone.rule {
            Some(_) => t!(lang, "meja-erased-by-rule", day = day),
            None => t!(lang, "meja-erased-asked", day = day),
        };
        return html! { (Note::new(Weight::Plain, t!(lang, "meja-erased-title"), html! { p { (words) } })) };
    }
    let Some(wish) = case.open_erasure_wish().filter(|_| !case.is_beyond) else { return html! {} };
    let by = wish.due.as_ref().map(|due| {
        let when = time::moment(lang, &open.local(due.due_at));
        let words = if due.due_at < open.now.as_millisecond() {
            t!(lang, "meja-erase-late", when = when)
        } else {
            t!(lang, "meja-erase-by", when = when)
        };
        format!("{words} {}", wording::basis(lang, due))
    });
    let words = html! {
        div.stack {
            p { (by.unwrap_or_else(|| t!(lang, "meja-erase-waits"))) }
            (asked(lang, open))
            @if open.may(Right::DecideErasure) {
                p { (Button::link(t!(lang, "meja-act-erase-short"), open.form_path(ACT))) }
            }
        }
    };
    html! { (Note::new(Weight::Soon, t!(lang, "meja-erase-title"), words)) }
}

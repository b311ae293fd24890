//! Ending a case without an answer to the matter: rejected, another authority's, or merged into another case.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use hadir_org::{Problem, Right, SameOrigin};
use hadir_ui::components::{Choice, ChoiceGroup, Field, Input, Mistakes, Textarea};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::t;
use maud::html;
use serde::Deserialize;

use super::act::{ActPage, Seen, Sent};
use super::find::Instead;
use super::seat::{OpenCase, Seat};
use super::words;
use crate::commands::{self, End, Refusal};
use crate::events::CaseEvent;
use crate::kinds::Ending;

/// The ways an officer may choose from; taking a report back is the reporter's alone.
const WAYS: [Ending; 3] = [Ending::Rejected, Ending::NotOurs, Ending::Merged];

/// What was typed: how it ends, why, and which case goes on.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct EndForm {
    #[serde(default)]
    at: Seen,
    #[serde(default)]
    cara: String,
    #[serde(default)]
    alasan: String,
    #[serde(default)]
    ke: String,
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
    let wrong = match ended(&seat, &form).await? {
        Ok(end) => match act(&seat, &number, &form, end).await? {
            Ok(done) => return Ok(done),
            Err(Refusal::UnknownTarget) => Wrong::UnknownTarget,
            Err(refusal) => Wrong::Refused(refusal),
        },
        Err(wrong) => wrong,
    };
    let open = seat.open_for(&number, Right::Close).await?;
    let mut mistakes = Mistakes::default();
    let (field, words) = wrong.said(&seat.lang);
    mistakes.add(field, words);
    Ok(page(&seat, &open, &form, &mistakes).into_response())
}

/// What keeps a form from being carried out.
enum Wrong {
    HowMissing,
    UnknownTarget,
    /// Several cases bear the number of the one that goes on; their addresses.
    SharedTarget(Vec<String>),
    Refused(Refusal),
}

impl Wrong {
    /// The field concerned, and what is wrong with it.
    fn said(&self, lang: &Lang) -> (&'static str, String) {
        match self {
            Self::HowMissing => ("cara", t!(lang, "meja-end-how-missing")),
            Self::UnknownTarget => ("ke", super::refusal::sentence(lang, &Refusal::UnknownTarget)),
            Self::SharedTarget(addresses) => {
                ("ke", t!(lang, "meja-end-into-shared", count = addresses.len(), addresses = addresses.join(", ")))
            }
            Self::Refused(refusal) => ("alasan", super::refusal::sentence(lang, refusal)),
        }
    }
}

/// The wish in the domain's terms, or what keeps it from being one.
async fn ended(seat: &Seat, form: &EndForm) -> Result<Result<End, Wrong>, Problem> {
    let Some(how) = WAYS.into_iter().find(|how| how.as_str() == form.cara) else {
        return Ok(Err(Wrong::HowMissing));
    };
    if how != Ending::Merged {
        return Ok(Ok(End { how, why: form.alasan.clone(), into: None }));
    }
    // The case that goes on must be one this officer may see: merging tells the reporter its number.
    Ok(match seat.seen(&form.ke).await?.as_slice() {
        [] => Err(Wrong::UnknownTarget),
        [target] => Ok(End { how, why: form.alasan.clone(), into: Some(target.address()) }),
        several => Err(Wrong::SharedTarget(several.iter().map(OpenCase::exact).collect())),
    })
}

async fn act(seat: &Seat, number: &str, form: &EndForm, end: End) -> Result<Result<Response, Refusal>, Instead> {
    let wish = end.clone();
    let is_it = move |event: &CaseEvent| matches!(event, CaseEvent::Ended(facts, _) if facts.how == wish.how && facts.into == wish.into);
    let sent = Sent::new(form.at, &form.alasan, is_it);
    seat.act(number, sent, move |case, asking| commands::end(case, &end, asking)).await
}

fn page(seat: &Seat, open: &OpenCase, form: &EndForm, mistakes: &Mistakes) -> Html {
    let lang = &seat.lang;
    let explain = |how| match how {
        Ending::Rejected => t!(lang, "meja-end-rejected"),
        Ending::NotOurs => t!(lang, "meja-end-not-ours"),
        Ending::Merged | Ending::Withdrawn => t!(lang, "meja-end-merged"),
    };
    let choices =
        WAYS.into_iter().map(|how| Choice::new(how.as_str(), words::ending(lang, how), explain(how))).collect();
    let fields = html! {
        (ChoiceGroup::one(lang, "cara", t!(lang, "meja-end-how"), choices).chosen(&form.cara).error(mistakes.at("cara")))
        (Field::new(lang, "ke", t!(lang, "meja-end-into"), Input::line().value(&form.ke)).optional()
            .hint(t!(lang, "meja-end-into.hint")).error(mistakes.at("ke")))
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

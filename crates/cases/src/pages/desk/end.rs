//! Ending a case without an answer to the matter: rejected, or another authority's. What goes on in another report is merged
//! on a page of its own, `merge`.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use hadir_org::{Right, SameOrigin};
use hadir_ui::components::{Choice, ChoiceGroup, Choices, Field, Mistakes, Select, Textarea};
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
use crate::events::{CaseEvent, Deed, Proposal};
use crate::grounds::RefusalGround;
use crate::kinds::Ending;
use crate::pages::wording;

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
    dasar: String,
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
            Err(refusal) => {
                let field = if refusal == Refusal::GroundMissing { "dasar" } else { "alasan" };
                (field, super::refusal::sentence(&seat.lang, &refusal))
            }
        },
    };
    let open = seat.open_for(&number, Right::Close).await?;
    Ok(page(&seat, &open, &form, &Mistakes::one(field, said)).into_response())
}

async fn act(seat: &Seat, number: &str, form: &EndForm, how: Ending) -> Result<Result<Response, Refusal>, Instead> {
    let ground = RefusalGround::from_name(&form.dasar);
    // Of what is no request for information no ground is recorded.
    let is_on = move |recorded: Option<RefusalGround>| recorded.is_none() || recorded == ground;
    let is_it = move |event: &CaseEvent| match event {
        CaseEvent::Ended(facts, _) => facts.how == how && is_on(facts.ground()),
        CaseEvent::Proposal(Proposal::Proposed(facts, _)) => {
            facts.deed() == Some(Deed::End(how)) && is_on(facts.ground())
        }
        _ => false,
    };
    let end = End { ground, ..End::plain(how, &form.alasan) };
    let sent = Sent::new(form.at, &form.alasan, is_it);
    seat.act(number, sent, move |case, asking| commands::end(case, &end, asking)).await
}

fn page(seat: &Seat, open: &OpenCase, form: &EndForm, mistakes: &Mistakes) -> Html {
    let lang = &seat.lang;
    let refuses = open.case.is_information_request();
    let named = |how| match how {
        Ending::Rejected if refuses => (t!(lang, "meja-end-refused"), t!(lang, "meja-end-refused.explain")),
        Ending::NotOurs => (words::ending(lang, how), t!(lang, "meja-end-not-ours")),
        _ => (words::ending(lang, how), t!(lang, "meja-end-rejected")),
    };
    let choice = |how: Ending| {
        let (label, explain) = named(how);
        Choice::new(how.as_str(), label, explain)
    };
    let choices = WAYS.into_iter().map(choice).collect();
    let ground = Field::new(lang, "dasar", t!(lang, "meja-end-ground"), grounds(lang).chosen(&form.dasar));
    let ground = ground.hint(t!(lang, "meja-end-ground.hint")).error(mistakes.at("dasar"));
    let fields = html! {
        (ChoiceGroup::one(lang, "cara", t!(lang, "meja-end-how"), choices).chosen(&form.cara).error(mistakes.at("cara")))
        @if refuses { (ground) }
        (Field::new(lang, "alasan", t!(lang, "meja-end-why"), Textarea::rows(4).value(&form.alasan))
            .hint(t!(lang, "meja-end-why.hint")).error(mistakes.at("alasan")))
    };
    let page = ActPage {
        seat,
        open,
        act: "akhiri",
        title: if refuses { t!(lang, "meja-act-refuse") } else { t!(lang, "meja-act-end") },
        lead: if refuses { t!(lang, "meja-refuse-lead") } else { t!(lang, "meja-end-lead") },
        fields,
        submit: t!(lang, "meja-end-do"),
        seen: form.at,
        mistakes,
    };
    page.html()
}

/// The grounds of the law on which a request for public information is refused.
fn grounds(lang: &Lang) -> Select {
    let (exempt, other): (Vec<_>, Vec<_>) = RefusalGround::all().partition(|ground| ground.is_exempt());
    let group = |heading, grounds: Vec<RefusalGround>| {
        let choices = Choices::group(heading);
        grounds
            .into_iter()
            .fold(choices, |all, ground| all.option(ground.as_str(), wording::refusal_ground(lang, ground)))
    };
    Select::new()
        .empty(t!(lang, "meja-end-ground-none"))
        .choices(group(t!(lang, "meja-end-ground-exempt"), exempt))
        .choices(group(t!(lang, "meja-end-ground-other"), other))
}

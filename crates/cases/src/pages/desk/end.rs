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
use super::handover;
use super::seat::{OpenCase, Seat};
use super::words;
use crate::Case;
use crate::commands::{self, Asking, End, Refusal};
use crate::events::{CaseEvent, Deed, Proposal};
use crate::grounds::RefusalGround;
use crate::kinds::{Ending, Status};
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
            Err(Refusal::AuthorityMissing) => return name_authority(&seat, &number, &form).await,
            Err(refusal) => (field_of(&refusal, how), super::refusal::sentence(&seat.lang, &refusal)),
        },
    };
    let open = seat.open_for(&number, Right::Close).await?;
    Ok(page(&seat, &open, &form, &Mistakes::one(field, said)).into_response())
}

/// At which field a refusal stands.
fn field_of(refusal: &Refusal, how: Ending) -> &'static str {
    match refusal {
        Refusal::GroundMissing => "dasar",
        Refusal::AlreadyWaiting | Refusal::AlreadyAgreed if how == Ending::NotOurs => "cara",
        _ => "alasan",
    }
}

/// Nothing ends as another authority's matter before that authority is named and the reporter has been asked: the form for
/// that, with the reason that was typed.
async fn name_authority(seat: &Seat, number: &str, form: &EndForm) -> Result<Response, Instead> {
    let open = seat.open_for(number, Right::Close).await?;
    if let Err(refusal) = commands::offerable(&open.case, open.now) {
        let said = super::refusal::sentence(&seat.lang, &refusal);
        return Ok(page(seat, &open, form, &Mistakes::one(field_of(&refusal, Ending::NotOurs), said)).into_response());
    }
    let named = handover::OfferForm { at: form.at, alasan: form.alasan.clone(), ..handover::OfferForm::default() };
    Ok(handover::offer_page(seat, &open, &named, &Mistakes::default()).into_response())
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
    let decide = move |case: &Case, asking: &Asking<'_>| {
        let is_done = matches!(case.status_at(asking.now), Status::Closed | Status::Ended);
        if how == Ending::NotOurs && asking.may(Right::Close, case) && !is_done {
            commands::endable_as_not_ours(case)?;
        }
        commands::end(case, &end, asking)
    };
    seat.act(number, sent, decide).await
}

fn page(seat: &Seat, open: &OpenCase, form: &EndForm, mistakes: &Mistakes) -> Html {
    let lang = &seat.lang;
    let refuses = open.case.is_information_request();
    let named = |how| match how {
        Ending::Rejected if refuses => (t!(lang, "meja-end-refused"), t!(lang, "meja-end-refused.explain")),
        Ending::NotOurs => (words::ending(lang, how), not_ours(lang, &open.case)),
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

/// What follows on choosing that it is another authority's matter.
fn not_ours(lang: &Lang, case: &Case) -> String {
    match case.offer() {
        Some(offer) => t!(lang, "meja-end-not-ours-named", authority = offer.authority.as_str()),
        None => t!(lang, "meja-end-not-ours"),
    }
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

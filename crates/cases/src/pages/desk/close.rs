//! Declaring a case solved: on the reporter's word, spoken to an officer who writes it down, or after an answer on the
//! office's own. The reporter can open it again.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use hadir_org::{Right, SameOrigin};
use hadir_ui::components::{Choice, ChoiceGroup, Field, Mistakes, Textarea};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::t;
use maud::html;
use serde::Deserialize;

use super::act::{ActPage, Seen, Sent};
use super::find::Instead;
use super::refusal;
use super::seat::{OpenCase, Seat};
use crate::commands::{self, Refusal, Word};
use crate::events::{CaseEvent, Deed, Proposal, Speaker};
use crate::kinds::Channel;

/// The choice that the office closes on its own word.
const OFFICE: &str = "kantor";

/// What was typed: on whose word, and what was said or done, in words the reporter reads.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct CloseForm {
    #[serde(default)]
    at: Seen,
    #[serde(default)]
    kata: String,
    #[serde(default)]
    alasan: String,
}

/// The words on which this person may close the case as it stands.
fn offered(open: &OpenCase) -> Vec<Word> {
    let status = open.case.status_at(open.now);
    let words = Word::WAYS.into_iter().map(Word::Spoken).chain([Word::Office]);
    words.filter(|word| word.closes(status) && open.may(word.right())).collect()
}

/// The act as a button beside the case; nothing where nobody's word would close it.
pub(super) fn label(lang: &Lang, open: &OpenCase) -> Option<String> {
    let offered = offered(open);
    if offered.contains(&Word::Office) {
        return Some(t!(lang, "meja-act-close"));
    }
    (!offered.is_empty()).then(|| t!(lang, "meja-act-told"))
}

pub(super) async fn show_form(seat: Seat, Path(number): Path<String>) -> Result<Html, Instead> {
    let open = seat.open_for(&number, Right::Answer).await?;
    Ok(page(&seat, &open, &CloseForm::default(), &Mistakes::default()))
}

pub(super) async fn close(
    seat: Seat,
    _: SameOrigin,
    Path(number): Path<String>,
    Form(form): Form<CloseForm>,
) -> Result<Response, Instead> {
    let mistakes = match word_of(&form) {
        None => Mistakes::one("kata", t!(seat.lang, "meja-close-word-missing")),
        Some(word) => match act(&seat, &number, &form, word).await? {
            Ok(done) => return Ok(done),
            Err(refusal @ Refusal::NotAnswered) => refusal::at(&seat.lang, "kata", &refusal),
            Err(refusal) => refusal::at(&seat.lang, "alasan", &refusal),
        },
    };
    let open = seat.open_for(&number, Right::Answer).await?;
    Ok(page(&seat, &open, &form, &mistakes).into_response())
}

/// On whose word the form closes the case, if it says so.
fn word_of(form: &CloseForm) -> Option<Word> {
    let spoken = Word::WAYS.into_iter().find(|way| way.as_str() == form.kata).map(Word::Spoken);
    spoken.or_else(|| (form.kata == OFFICE).then_some(Word::Office))
}

async fn act(seat: &Seat, number: &str, form: &CloseForm, word: Word) -> Result<Result<Response, Refusal>, Instead> {
    let (by, told_by) = match word {
        Word::Spoken(way) => (Speaker::Citizen, Some(way)),
        Word::Office => (Speaker::Office, None),
    };
    let is_it = move |event: &CaseEvent| match event {
        CaseEvent::Closed(fact, _) => (fact.by, fact.told_by) == (by, told_by),
        CaseEvent::Proposal(Proposal::Proposed(facts, _)) => facts.deed() == Some(Deed::Close) && word == Word::Office,
        _ => false,
    };
    let why = form.alasan.clone();
    seat.act(number, Sent::new(form.at, &form.alasan, is_it), move |case, asking| {
        commands::close(case, word, &why, asking)
    })
    .await
}

fn page(seat: &Seat, open: &OpenCase, form: &CloseForm, mistakes: &Mistakes) -> Html {
    let lang = &seat.lang;
    let choice = |word| match word {
        Word::Spoken(Channel::Phone) => {
            Choice::new(Channel::Phone.as_str(), t!(lang, "meja-close-phone"), t!(lang, "meja-close-spoken.explain"))
        }
        Word::Spoken(way) => {
            Choice::new(way.as_str(), t!(lang, "meja-close-walk-in"), t!(lang, "meja-close-spoken.explain"))
        }
        Word::Office => Choice::new(OFFICE, t!(lang, "meja-close-office"), t!(lang, "meja-close-office.explain")),
    };
    let choices: Vec<_> = offered(open).into_iter().map(choice).collect();
    let why = Textarea::rows(4).value(&form.alasan);
    let fields = html! {
        (ChoiceGroup::one(lang, "kata", t!(lang, "meja-close-word"), choices).chosen(&form.kata).error(mistakes.at("kata")))
        (Field::new(lang, "alasan", t!(lang, "meja-close-why"), why)
            .hint(t!(lang, "meja-close-why.hint")).error(mistakes.at("alasan")))
    };
    let lead =
        if offered(open).contains(&Word::Office) { t!(lang, "meja-close-lead") } else { t!(lang, "meja-told-lead") };
    let page = ActPage {
        seat,
        open,
        act: "selesai",
        title: label(lang, open).unwrap_or_else(|| t!(lang, "meja-act-close")),
        lead,
        fields,
        submit: t!(lang, "meja-close-do"),
        seen: form.at,
        mistakes,
    };
    page.html()
}

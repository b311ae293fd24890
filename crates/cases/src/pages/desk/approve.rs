//! What was written and waits: a colleague agrees to it or gives it back, or it goes by itself when the office opens.

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use hadir_oplog::OpId;
use hadir_org::{Routes, SameOrigin};
use hadir_ui::components::{Button, Field, Mistakes, Note, Said, Textarea, Weight};
use hadir_ui::lang::Lang;
use hadir_ui::{t, time};
use maud::{Markup, html};
use serde::Deserialize;

use super::IN_CIRCLE_TOO;
use super::act::{Seen, Sent, seen_field};
use super::answer::AnswerForm;
use super::case_page::{case_page, meanwhile, told_first};
use super::find::Instead;
use super::refusal;
use super::seat::{OpenCase, Seat};
use super::thread::officer;
use super::undo::undo_button;
use crate::Cases;
use crate::commands::{self, Refusal};
use crate::events::{CaseEvent, Deed, Proposal};
use crate::kinds::Ending;
use crate::pages::wording;

/// The name of the box for the reason.
const WHY: &str = "alasan";

/// Its routes.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform()).post("/meja/{number}/setujui", IN_CIRCLE_TOO, accept).post(
        "/meja/{number}/kembalikan",
        IN_CIRCLE_TOO,
        give_back,
    )
}

/// Which proposal, and why it is given back.
#[derive(Clone, Debug, Default, Deserialize)]
struct ApproveForm {
    #[serde(default)]
    at: Seen,
    #[serde(default)]
    op: String,
    #[serde(default)]
    alasan: String,
}

impl ApproveForm {
    /// The operation meant; what cannot be read means none that there is.
    fn op(&self) -> OpId {
        self.op.parse().unwrap_or(OpId::from_bytes([0; 32]))
    }
}

/// `POST /meja/{number}/setujui`: agrees, by which it is done.
async fn accept(
    seat: Seat,
    _: SameOrigin,
    Path(number): Path<String>,
    Form(form): Form<ApproveForm>,
) -> Result<Response, Instead> {
    let op = form.op();
    let is_it =
        move |event: &CaseEvent| matches!(event, CaseEvent::Proposal(Proposal::Accepted(facts)) if facts.op() == op);
    let sent = Sent::new(form.at, "", is_it);
    match seat.act(&number, sent, move |case, asking| commands::accept(case, op, asking)).await? {
        Ok(done) => Ok(done),
        Err(refusal) => refused(&seat, &number, &form, &refusal).await,
    }
}

/// `POST /meja/{number}/kembalikan`: gives it back to its author.
async fn give_back(
    seat: Seat,
    _: SameOrigin,
    Path(number): Path<String>,
    Form(form): Form<ApproveForm>,
) -> Result<Response, Instead> {
    let op = form.op();
    let is_it =
        move |event: &CaseEvent| matches!(event, CaseEvent::Proposal(Proposal::Returned(facts, _)) if facts.op() == op);
    let (sent, why) = (Sent::new(form.at, &form.alasan, is_it), form.alasan.clone());
    match seat.act(&number, sent, move |case, asking| commands::give_back(case, op, &why, asking)).await? {
        Ok(done) => Ok(done),
        Err(refusal) => refused(&seat, &number, &form, &refusal).await,
    }
}

async fn refused(seat: &Seat, number: &str, form: &ApproveForm, refusal: &Refusal) -> Result<Response, Instead> {
    let open = seat.open(number).await?;
    let typed = AnswerForm::default();
    if matches!(refusal, Refusal::ReasonMissing | Refusal::TooLong(_)) {
        let mistakes = match refusal {
            Refusal::ReasonMissing => Mistakes::one(WHY, t!(seat.lang, "meja-return-why.missing")),
            refusal => refusal::at(&seat.lang, WHY, refusal),
        };
        return Ok(case_page(seat, &open, &typed, &mistakes, form.at).await?.into_response());
    }
    let since = form.at.0.and_then(|seen| meanwhile(&seat.lang, &open, seen)).unwrap_or_default();
    let note = Note::new(Weight::Late, refusal::sentence(&seat.lang, refusal), html! { p { (since) } });
    let page = told_first(seat, &open, &typed, &Mistakes::default(), html! { div role="alert" { (note) } }).await?;
    Ok(page.status(StatusCode::CONFLICT).into_response())
}

/// What waits, with the buttons of whoever may agree to it or take it back.
pub(super) fn waiting(seat: &Seat, open: &OpenCase, mistakes: &Mistakes) -> Markup {
    let lang = &seat.lang;
    let Some((pending, moment)) = open.case.pending().filter(|_| !open.case.is_beyond) else { return html! {} };
    let name = moment.actor.map_or_else(|| t!(lang, "meja-office"), |actor| officer(lang, &open.org, actor));
    let heading = match pending.send_at {
        Some(at) => t!(lang, "meja-waits-sent", at = time::desk_moment(lang, &open.local(at))),
        None if pending.deed.is_said() => t!(lang, "meja-waits-head"),
        None => t!(lang, "meja-waits-second"),
    };
    let ground = match &moment.event {
        CaseEvent::Proposal(Proposal::Proposed(facts, _)) => facts.ground(),
        _ => None,
    };
    let ground = ground.map(|ground| wording::inside_sentence(&wording::refusal_ground(lang, ground)));
    let asking = open.asking();
    let text = moment.event.words().map_or("", |words| words.text.as_str());
    let words = html! {
        div.stack {
            p { (t!(lang, "meja-waits-by", what = named(lang, pending.deed), name = name)) }
            @if let Some(ground) = ground { p { (t!(lang, "meja-waits-ground", ground = ground)) } }
            @if !text.is_empty() { (Said::new(text)) }
            @if asking.may_accept(&open.case) { (buttons(lang, open, moment.id, mistakes)) }
            @if let Some(undo) = undo_button(seat, open, moment) { (undo) }
        }
    };
    html! { (Note::new(Weight::Plain, heading, words)) }
}

fn buttons(lang: &Lang, open: &OpenCase, op: OpId, mistakes: &Mistakes) -> Markup {
    let hidden = html! { (seen_field(&open.case)) input type="hidden" name="op" value=(op.to_string()); };
    let why = Field::new(lang, WHY, t!(lang, "meja-return-why"), Textarea::rows(2)).error(mistakes.at(WHY));
    html! {
        form method="post" action=(open.form_path("setujui")) { (hidden) (Button::submit(t!(lang, "meja-accept"))) }
        form method="post" action=(open.form_path("kembalikan")) {
            (hidden) (why) (Button::submit(t!(lang, "meja-return")).quiet())
        }
    }
}

/// What is to be done, as a noun.
fn named(lang: &Lang, deed: Deed) -> String {
    match deed {
        Deed::Answer => t!(lang, "meja-deed-of-answer"),
        Deed::Post => t!(lang, "meja-deed-of-post"),
        Deed::Close => t!(lang, "meja-deed-of-close"),
        Deed::End(Ending::NotOurs) => t!(lang, "meja-deed-of-not-ours"),
        Deed::End(_) => t!(lang, "meja-deed-of-reject"),
    }
}

/// What happened to a proposal, as a line of the thread.
pub(super) fn deed(lang: &Lang, open: &OpenCase, proposal: &Proposal) -> String {
    match proposal {
        Proposal::Proposed(facts, _) => {
            let Some(what) = facts.deed().map(|deed| named(lang, deed)) else {
                return t!(lang, "meja-deed-proposed-later");
            };
            match facts.send_at {
                Some(at) => {
                    t!(lang, "meja-deed-scheduled", what = what, at = time::desk_moment(lang, &open.local(at)))
                }
                None => t!(lang, "meja-deed-proposed", what = what),
            }
        }
        // Nobody is asked about what is sent by itself, so nobody gave it back either.
        Proposal::Returned(facts, _) if had_a_time(open, facts.op()) => t!(lang, "meja-deed-returned-unsent"),
        Proposal::Returned(..) => t!(lang, "meja-deed-returned"),
        Proposal::Accepted(facts) if had_a_time(open, facts.op()) => t!(lang, "meja-deed-time-came"),
        Proposal::Accepted(_) => t!(lang, "meja-deed-accepted"),
    }
}

/// Whether an operation proposed something for an instant.
fn had_a_time(open: &OpenCase, op: OpId) -> bool {
    open.case.thread.iter().find(|moment| moment.id == op).is_some_and(
        |moment| matches!(&moment.event, CaseEvent::Proposal(Proposal::Proposed(facts, _)) if facts.send_at.is_some()),
    )
}

/// The button that sends when the office opens, while it is closed; nothing where somebody has to agree first.
pub(super) fn later(lang: &Lang, open: &OpenCase) -> Markup {
    let asking = open.asking();
    let at = asking.opens_at(&open.case).filter(|_| !asking.needs_approval(&open.case));
    html! {
        @if let Some(at) = at {
            (Button::submit(t!(lang, "meja-answer-later", at = time::desk_moment(lang, &open.local(at)))).quiet().sends("sebagai", LATER))
        }
    }
}

/// What that button sends.
pub(super) const LATER: &str = "nanti";

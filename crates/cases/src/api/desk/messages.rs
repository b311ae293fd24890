//! `POST …/messages`: answering the reporter, keeping them posted, asking them something, leaving a note.

use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;

use super::No;
use super::act::Act;
use super::body::Body;
use super::case::DeskCase;
use crate::api::problem::ProblemDetails;
use crate::commands::{self, Send};
use crate::events::{CaseEvent, Deed, Proposal, Speaker};
use crate::pages::desk::seat::Seat;

/// Something to say.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewMessage {
    kind: MessageKind,
    #[schema(max_length = 20000, pattern = "\\S")]
    text: String,
    /// Whether an answer or an update waits for the office to open. While it is open nothing waits.
    #[serde(default)]
    when_open: bool,
}

/// To whom something is said, and what follows.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum MessageKind {
    /// Answers the matter; silence then closes the case. Needs `answer`.
    Answer,
    /// Keeps the reporter posted. Needs `answer`.
    Update,
    /// Asks the reporter for something; the clock stands still until they reply. Needs `pause`.
    Question,
    /// A note that only colleagues see. Needs `note`.
    Note,
}

/// Says something: to the reporter, or to colleagues alone.
///
/// Where the unit's head agrees to what goes out, an answer is proposed first and the clock runs on.
#[utoipa::path(post, path = "/api/v1/desk/cases/{number}/messages", tag = "desk", request_body = NewMessage,
    responses(
        (status = 200, description = "It is on disk; the case as it stands now.", body = DeskCase),
        (status = 422, description = "What was sent has to be mended; `errors` says where and why.", body = ProblemDetails, content_type = "application/problem+json"),
    ))]
pub(super) async fn say(seat: Seat, Path(number): Path<String>, body: Body<NewMessage>) -> Result<Response, No> {
    let Body { said: NewMessage { kind, text, when_open }, key } = body;
    let act = Act { seat: &seat, address: &number, key, text: &text.clone(), field: "text" };
    match kind {
        MessageKind::Answer => write(act, text, Send { deed: Deed::Answer, is_later: when_open }).await,
        MessageKind::Update => write(act, text, Send { deed: Deed::Post, is_later: when_open }).await,
        MessageKind::Question => {
            let is_it = |event: &CaseEvent| matches!(event, CaseEvent::Paused(..));
            act.carry_out(is_it, move |case, asking| commands::ask_citizen(case, &text, asking)).await
        }
        MessageKind::Note => {
            let is_it = |event: &CaseEvent| matches!(event, CaseEvent::Noted(fact, _) if fact.is_in_words());
            act.carry_out(is_it, move |case, asking| commands::note(case, &text, asking)).await
        }
    }
}

async fn write(act: Act<'_>, text: String, send: Send) -> Result<Response, No> {
    let settles = send.deed == Deed::Answer;
    let is_it = move |event: &CaseEvent| match event {
        CaseEvent::Said(said, _) => said.by == Speaker::Office && said.answer.is_some() == settles,
        CaseEvent::Proposal(Proposal::Proposed(facts, _)) => facts.deed() == Some(send.deed),
        _ => false,
    };
    act.carry_out(is_it, move |case, asking| commands::write_answer(case, &text, send, asking)).await
}

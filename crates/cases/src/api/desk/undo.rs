//! `POST …/undo`: taking back what was done a moment ago.

use axum::extract::Path;
use axum::response::Response;
use hadir_oplog::OpId;
use hadir_ui::t;
use serde::Deserialize;
use utoipa::ToSchema;

use super::No;
use super::act::Act;
use super::body::Body;
use super::case::DeskCase;
use crate::api::problem::{FieldError, ProblemDetails, invalid};
use crate::commands;
use crate::events::CaseEvent;
use crate::pages::desk::seat::Seat;

/// What is taken back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewUndo {
    /// The `id` of an event of the case.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    event: String,
}

/// Takes an act back: the case stands as if it had never been done. Needs the right of the act itself.
#[utoipa::path(post, path = "/api/v1/desk/cases/{number}/undo", tag = "desk", request_body = NewUndo,
    responses(
        (status = 200, description = "It is taken back; the case as it stands now.", body = DeskCase),
        (status = 204, description = "It is taken back, and took the case out of the token's sight."),
        (status = 422, description = "What was sent has to be mended; `errors` says where and why.", body = ProblemDetails, content_type = "application/problem+json"),
    ))]
pub(super) async fn undo(seat: Seat, Path(number): Path<String>, body: Body<NewUndo>) -> Result<Response, No> {
    let Body { said: NewUndo { event }, key } = body;
    let Ok(op) = event.parse::<OpId>() else {
        let error = FieldError::in_body("event", t!(seat.lang, "api-bad-event"));
        return Err(invalid(&seat.lang, vec![error]).into());
    };
    let act = Act { seat: &seat, address: &number, key, text: "", field: "event" };
    let is_it = move |event: &CaseEvent| matches!(event, CaseEvent::Undone(undone) if undone.names(op));
    act.carry_out(is_it, move |case, asking| commands::undo(case, op, asking)).await
}

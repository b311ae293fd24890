//! `POST …/links`: tying a case to another one.

use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;

use super::act::Act;
use super::body::Body;
use super::case::DeskCase;
use super::{No, open, refused};
use crate::Case;
use crate::api::problem::ProblemDetails;
use crate::commands::{self, Asking, Refusal};
use crate::events::{Bond, CaseEvent};
use crate::pages::desk::seat::Seat;

/// A tie with another case.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewLink {
    kind: LinkKind,
    /// The number of the other case, or its exact address.
    to: String,
    /// What the reporter of this one reads.
    #[serde(default)]
    #[schema(max_length = 20000)]
    reason: String,
}

/// What a tie means.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum LinkKind {
    /// This case is the same matter and goes on in the other one; its reporter is told of the one answer. Taken back by
    /// `undo`.
    MergedInto,
}

/// Ties a case to another one of the same matter. Needs `close` for both.
#[utoipa::path(post, path = "/api/v1/desk/cases/{number}/links", tag = "desk", request_body = NewLink,
    responses(
        (status = 200, description = "It is on disk; the case as it stands now.", body = DeskCase),
        (status = 422, description = "What was sent has to be mended; `errors` says where and why.", body = ProblemDetails, content_type = "application/problem+json"),
    ))]
pub(super) async fn link(seat: Seat, Path(number): Path<String>, body: Body<NewLink>) -> Result<Response, No> {
    let Body { said: NewLink { kind: LinkKind::MergedInto, to, reason }, key } = body;
    let target = match seat.seen(&to).await?.as_slice() {
        [one] => one.case.id,
        [] => return Err(refused::answer(&seat.lang, "to", &Refusal::UnknownTarget).into()),
        _ => return Err(open(&seat, &to).await.err().unwrap_or_else(|| hadir_org::Problem::conflict().into())),
    };
    let act = Act { seat: &seat, address: &number, key, text: &reason.clone(), field: "to" };
    let is_it =
        move |event: &CaseEvent| matches!(event, CaseEvent::Bond(bond @ Bond::Merged(..)) if bond.other() == target);
    let decide = move |[this, other]: [&Case; 2], asking: &Asking<'_>| commands::merge(this, other, &reason, asking);
    act.carry_out_on_two(target, is_it, decide).await
}

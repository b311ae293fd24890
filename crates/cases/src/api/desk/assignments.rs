//! `POST …/assignments`: handing a case to a unit or one of its people.

use axum::extract::Path;
use axum::response::Response;
use hadir_oplog::ActorId;
use hadir_org::{UnitCode, Username};
use hadir_ui::t;
use serde::Deserialize;
use utoipa::ToSchema;

use super::No;
use super::act::Act;
use super::body::Body;
use super::case::DeskCase;
use crate::api::problem::{FieldError, ProblemDetails, invalid};
use crate::commands::{self, Assign};
use crate::events::CaseEvent;
use crate::pages::desk::seat::Seat;

/// To whom a case goes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewAssignment {
    /// The code of the unit.
    unit: String,
    /// The name one of its people signs in with; nobody yet where there is none.
    #[serde(default)]
    officer: Option<String>,
    /// Why; the reporter reads it when the unit changes.
    #[serde(default)]
    #[schema(max_length = 20000)]
    reason: String,
}

/// Hands a case to a unit, or to one of its people. The legal clock runs on. Needs `assign`.
#[utoipa::path(post, path = "/api/v1/desk/cases/{number}/assignments", tag = "desk", request_body = NewAssignment,
    responses(
        (status = 200, description = "It is on disk; the case as it stands now.", body = DeskCase),
        (status = 204, description = "It is on disk, and took the case out of the token's sight."),
        (status = 422, description = "What was sent has to be mended; `errors` says where and why.", body = ProblemDetails, content_type = "application/problem+json"),
    ))]
pub(super) async fn assign(seat: Seat, Path(number): Path<String>, body: Body<NewAssignment>) -> Result<Response, No> {
    let Body { said: NewAssignment { unit, officer, reason }, key } = body;
    let refuse = |field, detail| No::from(invalid(&seat.lang, vec![FieldError::in_body(field, detail)]));
    let unit = UnitCode::try_new(&unit).map_err(|_| refuse("unit", t!(seat.lang, "meja-refusal-unknown-unit")))?;
    let staff = match officer.as_deref().map(|name| officer_of(&seat, name)) {
        Some(None) => return Err(refuse("officer", t!(seat.lang, "meja-refusal-unknown-officer"))),
        found => found.flatten(),
    };
    let act = Act { seat: &seat, address: &number, key, text: &reason.clone(), field: "unit" };
    let to = Assign { unit, staff, why: reason };
    let (unit, staff) = (to.unit.clone(), to.staff);
    let is_it = move |event: &CaseEvent| match event {
        CaseEvent::Assigned(facts, _) => facts.unit == unit.as_str() && facts.staff.map(ActorId::from_bytes) == staff,
        _ => false,
    };
    act.carry_out(is_it, move |case, asking| commands::assign(case, &to, asking)).await
}

fn officer_of(seat: &Seat, name: &str) -> Option<ActorId> {
    let name = Username::try_new(name).ok()?;
    Some(seat.org().staff_by_username(&name).filter(|officer| !officer.is_suspended)?.id)
}

//! `/lacak/{code}`: the reporter's own report, without an account. Whoever holds the code reads, replies, says that it
//! is solved or not, asks a superior, or takes the report back.
//!
//! These forms carry no sign of where they were sent from: pages without a referrer send none, and the code in the
//! address is itself the proof.

mod acts;
mod handover;
mod objection;
mod own_data;
mod sent;
mod view;

use axum::extract::{Path, State};
use axum::response::Response;
use hadir_org::{Access, Problem, Routes, Visitor};

use super::follow::{Opened, open};
use crate::Cases;
use crate::events::CaseEvent;
use crate::pages::attachments;
use crate::pages::photos::{Size, serve};
use crate::state::Moment;

pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform())
        .get("/lacak/{code}", Access::Reporter, view::show_report)
        .post("/lacak/{code}", Access::Reporter, acts::say)
        .post("/lacak/{code}/atasan", Access::Reporter, acts::ask_superior)
        .post("/lacak/{code}/tarik", Access::Reporter, acts::withdraw)
        .post("/lacak/{code}/terlihat", Access::Reporter, acts::show_to)
        .get("/lacak/{code}/foto/{n}", Access::Reporter, show_photo)
        .get("/lacak/{code}/foto/{n}/kecil", Access::Reporter, show_small)
        .get("/lacak/{code}/lampiran/{op}/{n}", Access::Reporter, show_file)
        .get("/lacak/{code}/lampiran/{op}/{n}/kecil", Access::Reporter, show_small_file)
        .merge(objection::routes(cases))
        .merge(own_data::routes(cases))
        .merge(handover::routes(cases))
}

/// `GET /lacak/{code}/foto/{n}`: a photo of the own report, counted from 1.
async fn show_photo(
    State(cases): State<Cases>,
    Path((code, n)): Path<(String, usize)>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    show(&cases, &code, n, &visitor, Size::Whole).await
}

/// `GET /lacak/{code}/foto/{n}/kecil`: the same, small.
async fn show_small(
    State(cases): State<Cases>,
    Path((code, n)): Path<(String, usize)>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    show(&cases, &code, n, &visitor, Size::Small).await
}

async fn show(cases: &Cases, code: &str, n: usize, visitor: &Visitor, size: Size) -> Result<Response, Problem> {
    let Opened::Case(case, _) = open(cases, code, visitor).await? else { return Err(Problem::not_found()) };
    serve(cases.platform().store().files(), &case, n, size).await
}

/// `GET /lacak/{code}/lampiran/{op}/{n}`: a file that came with what the office said.
async fn show_file(
    State(cases): State<Cases>,
    Path((code, op, n)): Path<(String, String, usize)>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    give(&cases, &code, (&op, n), &visitor, Size::Whole).await
}

/// `GET /lacak/{code}/lampiran/{op}/{n}/kecil`: the same, small.
async fn show_small_file(
    State(cases): State<Cases>,
    Path((code, op, n)): Path<(String, String, usize)>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    give(&cases, &code, (&op, n), &visitor, Size::Small).await
}

async fn give(
    cases: &Cases,
    code: &str,
    which: (&str, usize),
    visitor: &Visitor,
    size: Size,
) -> Result<Response, Problem> {
    let Opened::Case(case, _) = open(cases, code, visitor).await? else { return Err(Problem::not_found()) };
    let is_for_them = |moment: &Moment| matches!(&moment.event, CaseEvent::Said(..)) && !moment.is_undone;
    attachments::serve(cases.platform().store().files(), &case, which, size, is_for_them).await
}

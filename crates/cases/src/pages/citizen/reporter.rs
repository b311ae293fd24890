//! `/lacak/{code}`: the reporter's own report, without an account. Whoever holds the code reads, replies, says that it
//! is solved or not, asks a superior, or takes the report back.
//!
//! These forms carry no sign of where they were sent from: pages without a referrer send none, and the code in the
//! address is itself the proof.

mod acts;
mod sent;
mod view;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use hadir_oplog::Hash;
use hadir_org::{Access, Problem, Routes, Visitor};

use super::follow::{Opened, open};
use crate::Cases;
use crate::events::Photo;

pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform())
        .get("/lacak/{code}", Access::Reporter, view::show_report)
        .post("/lacak/{code}", Access::Reporter, acts::say)
        .post("/lacak/{code}/atasan", Access::Reporter, acts::ask_superior)
        .post("/lacak/{code}/tarik", Access::Reporter, acts::withdraw)
        .get("/lacak/{code}/foto/{n}", Access::Reporter, show_photo)
}

/// `GET /lacak/{code}/foto/{n}`: a photo of the own report, counted from 1.
async fn show_photo(
    State(cases): State<Cases>,
    Path((code, n)): Path<(String, usize)>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let Opened::Case(case, _) = open(&cases, &code, &visitor).await? else { return Err(Problem::not_found()) };
    let photos = case.photos();
    let photo = n.checked_sub(1).and_then(|at| photos.get(at)).ok_or_else(Problem::not_found)?;
    photo_answer(&cases, photo).await
}

/// A stored photo for someone who may see it, kept by nobody but their own browser.
async fn photo_answer(cases: &Cases, photo: &Photo) -> Result<Response, Problem> {
    let found = cases.platform().store().files().get(Hash::from_bytes(photo.hash)).await.map_err(Problem::fault)?;
    let jpeg = found.ok_or_else(Problem::not_found)?;
    let headers = [
        (header::CONTENT_TYPE, "image/jpeg"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "private, max-age=3600"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'"),
    ];
    Ok((headers, jpeg).into_response())
}

//! How the interface says no: problem details (RFC 9457), with every field that has to be mended.

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use hadir_org::Organisation;
use hadir_ui::lang::Lang;
use hadir_ui::t;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::view::{Instant, instant};
use crate::Case;
use crate::kinds::{ReportKind, Status};

/// What went wrong, what was kept and what to do, in the language of `Accept-Language` (RFC 9457).
#[derive(Default, Serialize, ToSchema)]
#[schema(as = Problem)]
pub(super) struct ProblemDetails {
    /// Names the kind of problem; it stays the same in every language and version.
    #[serde(rename = "type")]
    pub kind: String,
    /// What happened.
    pub title: String,
    pub status: u16,
    /// What was kept, and what to do.
    pub detail: String,
    /// Under which name the log knows the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// The cases that a number can mean.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<Bearer>,
    /// What has to be mended, field by field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

/// A case that bears a number which others bear as well.
#[derive(Serialize, ToSchema)]
pub(super) struct Bearer {
    /// Where exactly this case is read.
    pub url: String,
    pub title: Option<String>,
    pub kind: Option<ReportKind>,
    pub place: Option<String>,
    pub received_at: Option<Instant>,
    pub status: Status,
}

/// Something that has to be mended.
#[derive(Serialize, ToSchema)]
pub(super) struct FieldError {
    /// The field of the body, or the parameter of the address.
    pub field: String,
    /// Where the field stands in the body, as a JSON pointer (RFC 6901).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// What is wrong, and how to mend it.
    pub detail: String,
}

impl Bearer {
    /// A case, but for where it is read and what it is called.
    pub fn of(case: &Case, org: &Organisation, now: Timestamp) -> Self {
        let received = case.received.as_ref();
        Self {
            url: String::new(),
            title: None,
            kind: received.map(|_| case.kind()),
            place: received.and_then(|received| received.place.clone()),
            received_at: received.map(|received| instant(org, Some(&case.unit), received.at)),
            status: case.status_at(now),
        }
    }
}

impl FieldError {
    /// A field of the body.
    pub fn in_body(field: &str, detail: String) -> Self {
        Self { field: field.to_owned(), pointer: Some(format!("#/{field}")), detail }
    }

    /// A parameter of the address.
    pub fn in_query(field: &str, detail: String) -> Self {
        Self { field: field.to_owned(), pointer: None, detail }
    }
}

impl ProblemDetails {
    /// A problem of a kind.
    pub fn new(status: StatusCode, kind: &str, title: String, detail: String) -> Self {
        let kind = format!("/api/problems/{kind}");
        Self { kind, title, status: status.as_u16(), detail, ..Self::default() }
    }
}

impl IntoResponse for ProblemDetails {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, [(header::CONTENT_TYPE, "application/problem+json")], Json(self)).into_response()
    }
}

/// That fields have to be mended.
pub(super) fn invalid(lang: &Lang, errors: Vec<FieldError>) -> Response {
    let detail = t!(lang, "api-invalid.help", count = errors.len());
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    let problem = ProblemDetails::new(status, "invalid-fields", t!(lang, "api-invalid"), detail);
    ProblemDetails { errors, ..problem }.into_response()
}

/// That an address can mean several cases.
pub(super) fn shared(title: String, detail: String, cases: Vec<Bearer>) -> Response {
    let problem = ProblemDetails::new(StatusCode::MULTIPLE_CHOICES, "number-shared", title, detail);
    ProblemDetails { cases, ..problem }.into_response()
}

//! How a handler says no: what happened, what was kept, what to do, in the reader's language.
//!
//! A problem travels as an empty answer that carries it; the guard around every route knows the reader and the path and
//! turns it into a page, or under `/api` into RFC 9457 problem details. A fault of ours is logged there, once.

use std::sync::Arc;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hadir_store::{ActError, Fault};
use hadir_ui::html::Html;
use hadir_ui::lang::{Lang, Value};
use hadir_ui::shell::{Here, Page, Site, citizen};
use maud::html;
use serde_json::json;

/// Something that keeps a handler from answering as asked.
#[derive(Clone, Debug)]
pub struct Problem {
    status: StatusCode,
    /// Key of the words: `{key}` what happened, `{key}.help` what was kept and what to do.
    key: &'static str,
    values: Vec<(&'static str, String)>,
    retry_after_seconds: Option<u64>,
    fault: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

impl Problem {
    /// A problem with words of the caller's: the key names what happened, its attribute `help` what to do.
    pub fn new(status: StatusCode, key: &'static str) -> Self {
        Self { status, key, values: Vec::new(), retry_after_seconds: None, fault: None }
    }

    /// Puts a value into the words.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    /// There is no such page or thing.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "problem-not-found")
    }

    /// The asker has no right to this.
    pub fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, "problem-forbidden")
    }

    /// Nobody is signed in.
    pub fn not_signed_in() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "problem-not-signed-in")
    }

    /// No token that counts was presented.
    pub fn no_token() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "problem-no-token")
    }

    /// The form was sent from a page of another site.
    pub fn foreign_form() -> Self {
        Self::new(StatusCode::FORBIDDEN, "problem-foreign-form")
    }

    /// The request is not of a form the program understands.
    pub fn bad_request() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "problem-bad-request")
    }

    /// Someone else changed the thing first, or it is in a state that does not allow this.
    pub fn conflict() -> Self {
        Self::new(StatusCode::CONFLICT, "problem-conflict")
    }

    /// Too many tries; the next one counts after this many seconds.
    pub fn too_many(seconds: u64) -> Self {
        let minutes = seconds.div_ceil(60).to_string();
        let problem = Self::new(StatusCode::TOO_MANY_REQUESTS, "problem-too-many").with("minutes", minutes);
        Self { retry_after_seconds: Some(seconds), ..problem }
    }

    /// A later version of the program did something here that this one must not pass over.
    pub fn beyond() -> Self {
        Self::new(StatusCode::CONFLICT, "problem-beyond")
    }

    /// What the regency's root granted this office's node does not reach so far.
    pub fn elsewhere() -> Self {
        Self::new(StatusCode::FORBIDDEN, "problem-elsewhere")
    }

    /// An office's node that has not met its regency yet knows no units, and nobody could look after what it took in.
    pub fn not_yet() -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "problem-not-yet")
    }

    /// A failure of ours.
    pub fn fault(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        let problem = Self::new(StatusCode::INTERNAL_SERVER_ERROR, "problem-fault");
        Self { fault: Some(Arc::new(error)), ..problem }
    }

    /// The status it is answered with.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// A plain refusal of the framework (a form that cannot be read, a method that does not exist) as a problem.
    pub(super) fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::not_found(),
            StatusCode::PAYLOAD_TOO_LARGE => Self::new(status, "problem-too-large"),
            _ => Self { status, ..Self::bad_request() },
        }
    }

    pub(super) fn log(&self, request_id: &str, route: &str) {
        if let Some(fault) = &self.fault {
            let error: &(dyn std::error::Error + 'static) = &**fault;
            tracing::error!(request_id, route, error, "a request failed");
        }
    }

    /// The problem as a page.
    pub(super) fn page(&self, site: &Site, lang: &Lang, request_id: &str) -> Response {
        let title = self.say(lang, "");
        let content = html! {
            h1 { (title) }
            p.lead { (self.say(lang, ".help")) }
            @if self.fault.is_some() {
                p { (hadir_ui::t!(lang, "problem-request", id = request_id)) }
            }
            p { a href="/" { (hadir_ui::t!(lang, "problem-home")) } }
        };
        let page: Html = citizen(&Page::new(site, lang, Here::Elsewhere, title), content).status(self.status);
        self.with_retry(page.into_response())
    }

    /// The problem as RFC 9457 problem details.
    pub(super) fn details(&self, lang: &Lang, request_id: &str) -> Response {
        let body = Json(json!({
            "type": format!("/api/problems/{}", self.key.trim_start_matches("problem-")),
            "title": self.say(lang, ""),
            "status": self.status.as_u16(),
            "detail": self.say(lang, ".help"),
            "instance": format!("urn:hadir:request:{request_id}"),
        }));
        let mut answer = (self.status, body).into_response();
        let kind = HeaderValue::from_static("application/problem+json");
        answer.headers_mut().insert(header::CONTENT_TYPE, kind);
        if self.status == StatusCode::UNAUTHORIZED {
            answer.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"hadir\""));
        }
        self.with_retry(answer)
    }

    fn say(&self, lang: &Lang, attribute: &str) -> String {
        let values: Vec<_> = self.values.iter().map(|(name, value)| (*name, Value::from(value.as_str()))).collect();
        lang.f(&format!("{}{attribute}", self.key), &values)
    }

    fn with_retry(&self, mut answer: Response) -> Response {
        if let Some(seconds) = self.retry_after_seconds {
            answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        answer
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut answer = self.status.into_response();
        answer.extensions_mut().insert(self);
        answer
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Beyond => Self::beyond(),
            Fault::OutsideRights => Self::elsewhere(),
            Fault::NotHereYet => Self::not_yet(),
            fault => Self::fault(fault),
        }
    }
}

impl<R: Into<Problem>> From<ActError<R>> for Problem {
    fn from(error: ActError<R>) -> Self {
        match error {
            ActError::Refused(refusal) => refusal.into(),
            ActError::Fault(fault) => fault.into(),
        }
    }
}

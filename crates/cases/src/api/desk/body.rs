//! The body of a request, and the key under which it may be sent again.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use hadir_org::{Problem, Reader};
use hadir_ui::t;
use serde::de::DeserializeOwned;

use super::No;
use super::key::Key;
use crate::Cases;
use crate::api::problem::{FieldError, ProblemDetails};

/// What a program sent as JSON.
pub(super) struct Body<T> {
    /// What it says.
    pub said: T,
    /// Under which key, if under any.
    pub key: Option<Key>,
}

impl<T: DeserializeOwned> FromRequest<Cases> for Body<T> {
    type Rejection = No;

    async fn from_request(request: Request, cases: &Cases) -> Result<Self, No> {
        let (mut parts, body) = request.into_parts();
        let Ok(Reader { lang }) =
            <Reader as axum::extract::FromRequestParts<Cases>>::from_request_parts(&mut parts, cases).await;
        let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if kind != "application/json" {
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "problem-not-json").into());
        }
        let (path, headers) = (parts.uri.path().to_owned(), parts.headers.clone());
        let bytes = Bytes::from_request(Request::from_parts(parts, body), cases).await;
        let bytes = bytes.map_err(IntoResponse::into_response)?;
        let said = serde_json::from_slice(&bytes).map_err(|error| {
            let (title, detail) = (t!(lang, "api-unreadable"), t!(lang, "api-unreadable.help"));
            let problem = ProblemDetails::new(StatusCode::BAD_REQUEST, "unreadable-body", title, detail);
            let errors =
                vec![FieldError { field: String::new(), pointer: Some("#".into()), detail: error.to_string() }];
            ProblemDetails { errors, ..problem }.into_response()
        })?;
        Ok(Self { said, key: Key::of(&headers, &path, &bytes)? })
    }
}

//! `POST /api/v1/cases`: the form's fields as JSON.

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hadir_org::{Problem, Reader, Visitor};
use hadir_ui::lang::Lang;
use hadir_ui::t;
use serde::Deserialize;
use serde_json::{Value, json};

use super::view::instant;
use crate::commands::Report;
use crate::draft::{Draft, DraftField, Flaw};
use crate::kinds::Channel;
use crate::pages::citizen::own_address;
use crate::pages::wording;
use crate::senders::Sender;
use crate::{Cases, Filed, Token};

/// The header by which a program sends the same report again.
const IDEMPOTENCY_KEY: &str = "idempotency-key";
/// Longest such key, in bytes.
const KEY_BYTES_MAX: usize = 255;

/// The form's fields. What is left out or null counts as empty; degrees may be numbers.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct CaseFields {
    token: Option<String>,
    kind: Option<String>,
    text: Option<String>,
    category: Option<String>,
    place: Option<String>,
    spot: Option<String>,
    lat: Option<Value>,
    lon: Option<Value>,
    name: Option<String>,
    sapa: Option<String>,
    contact: Option<String>,
    visibility: Option<String>,
}

impl CaseFields {
    fn draft(&self) -> Draft {
        let text = |field: &Option<String>| field.clone().unwrap_or_default();
        Draft {
            kind: text(&self.kind),
            text: text(&self.text),
            category: text(&self.category),
            place: text(&self.place),
            spot: text(&self.spot),
            lat: degrees(self.lat.as_ref()),
            lon: degrees(self.lon.as_ref()),
            name: text(&self.name),
            sapa: text(&self.sapa),
            contact: text(&self.contact),
            visibility: text(&self.visibility),
        }
    }
}

/// A number or its text; anything else is kept as it is, so that the check says what is wrong with it.
fn degrees(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// `POST /api/v1/cases`.
pub(super) async fn file_case(
    State(cases): State<Cases>,
    Reader { lang }: Reader,
    visitor: Visitor,
    headers: HeaderMap,
    fields: Result<Json<CaseFields>, JsonRejection>,
) -> Result<Response, Problem> {
    let Json(fields) = fields.map_err(|_| Problem::bad_request())?;
    let draft = fields.draft();
    let token = token(&cases, &headers, fields.token.as_deref(), &draft)?;
    let checked = draft.check(&cases.platform().org(), &*cases.places().await?);
    let report = match checked {
        Ok(report) => Report { channel: Some(Channel::Api), ..report },
        Err(flaws) => return Ok(flawed(&lang, &flaws)),
    };
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    if let Err(wait) = cases.admits(&Sender::new(&visitor.neighbourhood(), agent), &token).await? {
        return Err(Problem::too_many(wait.as_secs().max(1)));
    }
    let filed = cases.file(report, &token).await?;
    Ok(created(&cases, &headers, &filed))
}

/// What names the report: the program's own key with what it says, a form's token, or a new one.
fn token(cases: &Cases, headers: &HeaderMap, token: Option<&str>, draft: &Draft) -> Result<Token, Problem> {
    if let Some(key) = headers.get(IDEMPOTENCY_KEY) {
        let key = key
            .to_str()
            .ok()
            .filter(|key| (1..=KEY_BYTES_MAX).contains(&key.len()))
            .ok_or_else(Problem::bad_request)?;
        return Ok(Token::of_program(key, format!("{draft:?}").as_bytes()));
    }
    match token {
        Some(text) => Token::try_new(text).ok_or_else(Problem::bad_request),
        None => Ok(cases.new_token()),
    }
}

fn created(cases: &Cases, headers: &HeaderMap, filed: &Filed) -> Response {
    let path = format!("/lacak/{}", filed.code);
    let org = cases.platform().org();
    let regency = org.regency();
    let body = json!({
        "number": filed.number,
        "code": filed.code.to_string(),
        "url": own_address(cases.platform(), headers, &path),
        "due": instant(&org, None, filed.due_at),
        // Where the words speak of danger to life, a program must show this before anything else.
        "emergency": if filed.is_danger { regency.emergency.clone() } else { None },
    });
    let mut answer = (StatusCode::CREATED, Json(body)).into_response();
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let location = format!("/api/v1/my/{}", filed.code);
    let location = HeaderValue::from_str(&location).expect("a code holds letters, digits and hyphens");
    answer.headers_mut().insert(header::LOCATION, location);
    answer
}

/// Problem details that name every field.
fn flawed(lang: &Lang, flaws: &[(DraftField, Flaw)]) -> Response {
    let errors: Vec<_> = flaws
        .iter()
        .map(|(field, flaw)| json!({ "field": field.as_str(), "pointer": format!("#/{}", field.as_str()), "detail": wording::flaw(lang, flaw) }))
        .collect();
    let body = json!({
        "type": "/api/problems/invalid-fields",
        "title": t!(lang, "api-invalid"),
        "status": StatusCode::UNPROCESSABLE_ENTITY.as_u16(),
        "detail": t!(lang, "api-invalid.help", count = errors.len()),
        "errors": errors,
    });
    let mut answer = (StatusCode::UNPROCESSABLE_ENTITY, Json(body)).into_response();
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    answer
}

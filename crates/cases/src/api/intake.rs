//! `POST /api/v1/cases`: the form's fields as JSON.

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hadir_org::{Problem, Reader, Visitor};
use hadir_ui::lang::Lang;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::problem::{FieldError, ProblemDetails, invalid};
use super::view::{Instant, instant};
use crate::commands::Report;
use crate::draft::{Draft, DraftField, Flaw};
use crate::kinds::{Channel, ReportKind, Visibility};
use crate::pages::citizen::own_address;
use crate::pages::wording;
use crate::senders::Sender;
use crate::{Cases, Filed, Token};

/// The header by which a program sends the same report again.
const IDEMPOTENCY_KEY: &str = "idempotency-key";
/// Longest such key, in bytes.
const KEY_BYTES_MAX: usize = 255;

/// A report, with the fields of the form. What is left out or null counts as empty.
#[derive(Default, Deserialize, ToSchema)]
#[schema(as = NewCase)]
pub(super) struct CaseFields {
    /// Names the report, as the form's hidden field does.
    #[schema(min_length = 16, max_length = 200, pattern = "^[!-~]+$")]
    token: Option<String>,
    /// What it asks for; a complaint where nothing is said.
    #[schema(value_type = Option<ReportKind>)]
    kind: Option<String>,
    #[schema(value_type = String, required, min_length = 10, max_length = 20000)]
    text: Option<String>,
    /// A code of the regency's categories.
    category: Option<String>,
    /// A Kemendagri code within the regency, 65.03.10.2001.
    place: Option<String>,
    /// Where exactly, in words.
    #[schema(max_length = 300)]
    spot: Option<String>,
    /// Degrees; a number or its text.
    #[schema(value_type = Option<f64>, minimum = -90, maximum = 90)]
    lat: Option<Value>,
    #[schema(value_type = Option<f64>, minimum = -180, maximum = 180)]
    lon: Option<Value>,
    #[schema(max_length = 100)]
    name: Option<String>,
    /// A form of address the regency offers.
    sapa: Option<String>,
    /// A telephone number of 10 to 13 digits, or an e-mail address.
    contact: Option<String>,
    /// Who may see it; everyone, without the name, where nothing is said.
    #[schema(value_type = Option<Visibility>)]
    visibility: Option<String>,
}

/// A report that is on disk.
#[derive(Serialize, ToSchema)]
pub(super) struct FiledCase {
    /// The public number.
    number: String,
    /// The secret code that only the reporter holds.
    code: String,
    /// Where the reporter follows it.
    url: String,
    /// By when the office answers.
    due: Instant,
    /// A number to call first, when the words speak of danger to life. Show it before anything else.
    emergency: Option<String>,
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

/// Files a report.
#[utoipa::path(post, path = "/api/v1/cases", tag = "public", request_body = CaseFields,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key with the same fields gets the same number and code, however often it is sent.", min_length = 1, max_length = 255)),
    responses(
        (status = 201, description = "The report is on disk.", body = FiledCase),
        (status = 400, description = "The body is not JSON of this form.", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large.", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 415, description = "The body is not said to be JSON.", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 422, description = "Fields have to be mended; `errors` names each with a sentence.", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 429, description = "This sender filed too many; Retry-After says how long to wait.", body = ProblemDetails, content_type = "application/problem+json"),
    ))]
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
    let named = match token {
        Some(text) => Some(Token::try_new(text).ok_or_else(Problem::bad_request)?),
        None => None,
    };
    if let Some(key) = headers.get(IDEMPOTENCY_KEY) {
        let key = key
            .to_str()
            .ok()
            .filter(|key| (1..=KEY_BYTES_MAX).contains(&key.len()))
            .ok_or_else(Problem::bad_request)?;
        return Ok(Token::of_program(key, format!("{draft:?}").as_bytes()));
    }
    Ok(named.unwrap_or_else(|| cases.new_token()))
}

fn created(cases: &Cases, headers: &HeaderMap, filed: &Filed) -> Response {
    let path = format!("/lacak/{}", filed.code);
    let org = cases.platform().org();
    let regency = org.regency();
    let body = FiledCase {
        number: filed.number.clone(),
        code: filed.code.to_string(),
        url: own_address(cases.platform(), headers, &path),
        due: instant(&org, None, filed.due_at),
        emergency: if filed.is_danger { regency.emergency.clone() } else { None },
    };
    let mut answer = (StatusCode::CREATED, Json(body)).into_response();
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let location = format!("/api/v1/my/{}", filed.code);
    let location = HeaderValue::from_str(&location).expect("a code holds letters, digits and hyphens");
    answer.headers_mut().insert(header::LOCATION, location);
    answer
}

/// Problem details that name every field.
fn flawed(lang: &Lang, flaws: &[(DraftField, Flaw)]) -> Response {
    let error = |(field, flaw): &(DraftField, Flaw)| FieldError::in_body(field.as_str(), wording::flaw(lang, flaw));
    invalid(lang, flaws.iter().map(error).collect())
}

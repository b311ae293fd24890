//! `/lapor`: telling the office something, with and without JavaScript.

mod alike;
mod filing;
mod photos;
mod upload;
mod view;

use axum::Json;
use axum::extract::{DefaultBodyLimit, Query, State};
use axum::handler::Handler;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use hadir_org::{Access, Problem, Reader, Routes, SameOrigin, Visitor};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use serde_json::json;

use crate::Cases;
use crate::draft::Draft;
use crate::pages::posted::{FORM_BYTES_MAX, Posted};
use filing::{Attempt, Outcome};

pub(super) use view::emergency_note;

pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform())
        .get("/lapor", Access::Public, show_form)
        .get("/lapor/luring", Access::Public, show_kept_form)
        .post("/lapor", Access::Public, file_report.layer(DefaultBodyLimit::max(FORM_BYTES_MAX)))
        .post("/lapor/mirip", Access::Public, look_for_alike.layer(DefaultBodyLimit::max(FORM_BYTES_MAX)))
        .get("/lapor/foto/{token}/{n}", Access::Reporter, upload::which_pieces)
        .put("/lapor/foto/{token}/{n}/{piece}", Access::Reporter, upload::take_piece)
        .post("/lapor/foto/{token}/{n}", Access::Reporter, upload::finish)
}

/// `GET /lapor`. A link may choose kind, topic, place and visibility beforehand; words are always the reporter's own.
async fn show_form(
    State(cases): State<Cases>,
    Reader { lang }: Reader,
    Query(wish): Query<Draft>,
) -> Result<Html, Problem> {
    let Draft { kind, category, place, visibility, .. } = wish;
    let draft = Draft { kind, category, place, visibility, ..Draft::default() };
    let attempt = Attempt::new(&cases, draft);
    Ok(view::page(&cases, &lang, &attempt, &Default::default()).await?)
}

/// `GET /lapor/luring`: the form as a phone keeps it for the hours without a network.
async fn show_kept_form(State(cases): State<Cases>, Reader { lang }: Reader) -> Result<Html, Problem> {
    Ok(view::kept_page(&cases, &lang).await?)
}

/// `POST /lapor`. A browser gets the report's own page; a script that asks for JSON learns where that is, and where the
/// photos go.
async fn file_report(
    State(cases): State<Cases>,
    Reader { lang }: Reader,
    visitor: Visitor,
    _: SameOrigin,
    headers: HeaderMap,
    posted: Posted,
) -> Result<Response, Problem> {
    let wants_json = wants_json(&headers);
    let agent = text(&headers, &header::USER_AGENT).unwrap_or_default();
    match filing::file(&cases, &lang, posted, &visitor.neighbourhood(), agent).await? {
        Outcome::Filed(filed, token) if wants_json => {
            let body = json!({
                "number": filed.number,
                "code": filed.code.to_string(),
                "url": format!("/lacak/{}", filed.code),
                "photos": format!("/lapor/foto/{}", token.to_form()),
            });
            Ok((StatusCode::CREATED, [(header::CACHE_CONTROL, "no-store")], Json(body)).into_response())
        }
        Outcome::Filed(filed, _) => Ok(Redirect::to(&format!("/lacak/{}", filed.code)).into_response()),
        Outcome::Flawed(_, mistakes) if wants_json => Ok(json_mistakes(&lang, &mistakes)),
        Outcome::Flawed(attempt, mistakes) => {
            let page = view::page(&cases, &lang, &attempt, &mistakes).await?;
            Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        Outcome::TooMany(attempt, mistakes, wait) => {
            let mut answer = match wants_json {
                true => json_mistakes(&lang, &mistakes),
                false => view::page(&cases, &lang, &attempt, &mistakes).await?.into_response(),
            };
            *answer.status_mut() = StatusCode::TOO_MANY_REQUESTS;
            answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait.as_secs().max(1)));
            Ok(answer)
        }
    }
}

/// `POST /lapor/mirip`: whether the matter was reported already. A browser gets the form again, with everything that was
/// typed; a script that asks for JSON gets the part of the page to show.
async fn look_for_alike(
    State(cases): State<Cases>,
    Reader { lang }: Reader,
    visitor: Visitor,
    _: SameOrigin,
    headers: HeaderMap,
    posted: Posted,
) -> Result<Response, Problem> {
    let agent = text(&headers, &header::USER_AGENT).unwrap_or_default();
    let (attempt, mistakes) = filing::look(&cases, &lang, posted, &visitor.neighbourhood(), agent).await?;
    if wants_json(&headers) {
        let part = alike::part(&lang, &attempt.look, &attempt.joins).into_string();
        return Ok(([(header::CACHE_CONTROL, "no-store")], Json(json!({ "part": part }))).into_response());
    }
    Ok(view::page(&cases, &lang, &attempt, &mistakes).await?.into_response())
}

fn wants_json(headers: &HeaderMap) -> bool {
    text(headers, &header::ACCEPT).is_some_and(|accept| accept.contains("application/json"))
}

/// What is wrong, for the script that shows it at the fields without leaving the page.
fn json_mistakes(lang: &Lang, mistakes: &hadir_ui::components::Mistakes) -> Response {
    let fields: Vec<_> =
        mistakes.all().map(|mistake| json!({ "field": mistake.field, "words": mistake.words })).collect();
    let body = json!({
        "title": hadir_ui::t!(lang, "errors-title", count = fields.len()),
        "kept": hadir_ui::t!(lang, "errors-kept"),
        "mistakes": fields,
    });
    (StatusCode::UNPROCESSABLE_ENTITY, Json(body)).into_response()
}

fn text<'a>(headers: &'a HeaderMap, name: &header::HeaderName) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

//! A case as programs read it: what everyone may see, and what its reporter sees.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use hadir_org::{Organisation, Problem, Reader, Visitor};
use hadir_store::Fault;
use hadir_ui::lang::Lang;
use hadir_ui::t;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::address::number_of;
use crate::cases::{Heard, Joint};
use crate::code::SecretCode;
use crate::events::{Attachment, CaseEvent, Speaker, Words};
use crate::kinds::Visibility;
use crate::pages::citizen::{Opened, find_public, open, with_addresses};
use crate::pages::wording::{local, reason, unit_name};
use crate::state::Moment;
use crate::{Case, Cases};

/// `GET /api/v1/cases/{number}`.
pub(super) async fn show_public(
    State(cases): State<Cases>,
    Reader { lang }: Reader,
    Path(number): Path<String>,
) -> Result<Response, Problem> {
    match find_public(&cases, &number).await?.as_slice() {
        [] => Err(Problem::not_found()),
        [case] => Ok(public(&cases, &lang, case, &number, &cases.names_behind(case).await?).into_response()),
        several => Ok(choice(&cases, &lang, &with_addresses(&cases, several).await?)),
    }
}

/// What everyone may see of a case at an address; `names` are those of the reporters behind it.
fn public(cases: &Cases, lang: &Lang, case: &Case, address: &str, names: &[String]) -> Json<Value> {
    let org = cases.platform().org();
    let words = case.words.as_ref();
    let name = words.and_then(|words| words.name.as_deref());
    let is_named = case.visibility() == Visibility::Public;
    let mut view = facts(case, &org, cases.now());
    view["title"] = json!(case.public_title());
    view["text"] = json!(words.map(|words| case.for_public(&words.text)));
    view["name"] = json!(name.filter(|_| is_named));
    view["basis"] = json!(reason(lang, case, &org));
    let shown = case.public_photos().into_iter().enumerate().filter(|(_, photo)| photo.is_some());
    view["photos"] = shown.map(|(at, _)| json!(format!("/laporan/{address}/foto/{}", at + 1))).collect();
    let said = messages(case, &org, None, |by, text| (by == Speaker::Office).then(|| case.for_outside(text, names)));
    view["messages"] = said.into_iter().map(|(_, message)| message).collect();
    Json(view)
}

/// Problem details that name every case an address can mean, each with where it is read.
fn choice(cases: &Cases, lang: &Lang, several: &[(Case, String)]) -> Response {
    let (org, now) = (cases.platform().org(), cases.now());
    let view = |(case, address): &(Case, String)| {
        let received = case.received.as_ref();
        json!({
            "url": format!("/api/v1/cases/{address}"),
            "title": case.public_title(),
            "kind": received.map(|_| case.kind()),
            "place": received.and_then(|received| received.place.as_deref()),
            "received_at": received.map(|received| instant(&org, Some(&case.unit), received.at)),
            "status": case.status_at(now),
        })
    };
    let number = several.first().map_or("", |(case, _)| case.number());
    let body = json!({
        "type": "/api/problems/number-shared",
        "title": t!(lang, "number-shared", count = several.len(), number = number),
        "status": StatusCode::MULTIPLE_CHOICES.as_u16(),
        "detail": t!(lang, "public-number-shared"),
        "cases": several.iter().map(view).collect::<Vec<_>>(),
    });
    let kind = [(header::CONTENT_TYPE, "application/problem+json")];
    (StatusCode::MULTIPLE_CHOICES, kind, Json(body)).into_response()
}

/// `GET /api/v1/my/{code}`.
pub(super) async fn show_own(
    State(cases): State<Cases>,
    Reader { lang }: Reader,
    Path(code): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    // A program may write the code as people do; it is told nothing new by being sent elsewhere.
    let opened = match open(&cases, &code, &visitor).await? {
        Opened::Elsewhere(code) => open(&cases, &code.to_string(), &visitor).await?,
        opened => opened,
    };
    let (case, code) = match opened {
        Opened::Case(case, code) => (case, code),
        Opened::Mistyped | Opened::NoCode | Opened::Elsewhere(_) => {
            return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "problem-code-mistyped"));
        }
        Opened::Unknown => return Err(Problem::new(StatusCode::NOT_FOUND, "problem-code-unknown")),
        Opened::Wait(wait) => return Err(Problem::too_many(wait.seconds)),
    };
    let view = own(&cases, &lang, &case, &code).await?;
    Ok(([(header::CACHE_CONTROL, "no-store"), (header::REFERRER_POLICY, "no-referrer")], Json(view)).into_response())
}

/// What its reporter sees of a case.
pub(crate) async fn own(cases: &Cases, lang: &Lang, case: &Case, code: &SecretCode) -> Result<Value, Fault> {
    let org = cases.platform().org();
    let words = case.words.as_ref();
    let mut view = facts(case, &org, cases.now());
    view["title"] = json!(case.title());
    view["text"] = json!(words.map(|words| words.text.as_str()));
    view["name"] = json!(words.and_then(|words| words.name.as_deref()));
    view["visibility"] = json!(case.received.as_ref().map(|_| case.visibility()));
    view["is_public"] = json!(case.is_public());
    view["photos"] = json!(case.photos().len());
    view["basis"] = json!(reason(lang, case, &org));
    view["erased_at"] = json!(case.erased().map(|gone| instant(&org, Some(&case.unit), gone.at)));
    let base = format!("/lacak/{code}");
    let mut said = messages(case, &org, Some(&base), |_, text| Some(text.to_owned()));
    said.extend(joint_messages(&cases.joint(case).await?, &org));
    said.sort_by_key(|(at, _)| *at);
    view["messages"] = said.into_iter().map(|(_, message)| message).collect();
    Ok(view)
}

/// What both views hold.
fn facts(case: &Case, org: &Organisation, now: Timestamp) -> Value {
    let at = |at: Option<i64>| at.map(|at| instant(org, Some(&case.unit), at));
    let received = case.received.as_ref();
    json!({
        "number": case.number(),
        "kind": received.map(|_| case.kind()),
        "category": case.category,
        "place": received.and_then(|received| received.place.as_deref()),
        "unit": case.unit,
        "unit_name": unit_name(org, &case.unit),
        "status": case.status_at(now),
        "ending": case.ending,
        "merged_into": case.merged_into.as_deref().map(number_of),
        "is_overdue": case.is_overdue(now),
        "received_at": at(received.map(|received| received.at)),
        "due": at(case.due_at()),
        "answered_at": at(case.first_answer.map(|answer| answer.at)),
        "closes_at": at(case.closes_by_silence_at()),
        "closed_at": at(case.closed_at),
    })
}

/// What was said, oldest first, each with its instant in milliseconds since 1970, UTC; `shown` decides which words a reader
/// gets, and below `base` those who may are given what came with them.
fn messages(
    case: &Case,
    org: &Organisation,
    base: Option<&str>,
    shown: impl Fn(Speaker, &str) -> Option<String>,
) -> Vec<(i64, Value)> {
    let said = |moment: &Moment, by: Speaker, at: i64, is_answer: bool, words: &Option<Words>| {
        let text = words.as_ref().and_then(|words| shown(by, &words.text))?;
        let from = match by {
            Speaker::Citizen => "citizen",
            Speaker::Office => "staff",
        };
        let at_there = instant(org, Some(&case.unit), at);
        let mut message = json!({ "at": at_there, "from": from, "is_answer": is_answer, "text": text });
        if let Some(base) = base {
            message["files"] = files(base, moment, words.as_ref());
        }
        Some((at, message))
    };
    let all = case.thread.iter().filter_map(|moment| match &moment.event {
        CaseEvent::Said(facts, words) => said(moment, facts.by, facts.at, facts.answer.is_some(), words),
        CaseEvent::Paused(..) if moment.is_undone => None,
        CaseEvent::Paused(facts, words) => said(moment, Speaker::Office, facts.at, false, words),
        _ => None,
    });
    all.collect()
}

/// The files that came with words, each with where it is read.
fn files(base: &str, moment: &Moment, words: Option<&Words>) -> Value {
    let all = words.map_or(&[][..], Words::attached).iter().enumerate();
    let file = |(n, file): (usize, &Attachment)| {
        let (kind, bytes) = match (&file.photo, &file.document) {
            (Some(photo), _) => ("image/jpeg", photo.bytes),
            (None, Some(document)) => ("application/pdf", document.bytes),
            (None, None) => return None,
        };
        let url = format!("{base}/lampiran/{}/{}", moment.id, n + 1);
        Some(json!({ "name": file.name, "url": url, "type": kind, "bytes": bytes }))
    };
    all.filter_map(file).collect()
}

/// What the office said in the case that a merged one goes on in, in the place where its reporter reads it.
fn joint_messages(joint: &Joint, org: &Organisation) -> Vec<(i64, Value)> {
    let message = |heard: &Heard| {
        let at = instant(org, Some(&heard.unit), heard.at);
        let message = json!({ "at": at, "from": "staff", "is_answer": heard.is_answer, "text": heard.text });
        (heard.since, message)
    };
    joint.heard.iter().map(message).collect()
}

/// RFC 3339 with the offset of the unit's zone, or the regency's.
pub(super) fn instant(org: &Organisation, unit: Option<&str>, at_ms: i64) -> String {
    local(org, unit.unwrap_or_default(), at_ms).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

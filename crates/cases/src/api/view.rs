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
use serde::Serialize;
use utoipa::ToSchema;

use super::problem::{Bearer, ProblemDetails, shared};
use crate::address::number_of;
use crate::cases::{Heard, Joint};
use crate::code::SecretCode;
use crate::events::{Attachment, CaseEvent, Speaker, Words};
use crate::kinds::{Ending, ReportKind, Status, Visibility};
use crate::pages::citizen::{Opened, find_public, open, with_addresses};
use crate::pages::wording::{local, reason, unit_name};
use crate::state::Moment;
use crate::{Case, Cases};

/// What everyone may see of a case that an officer has released.
#[utoipa::path(get, path = "/api/v1/cases/{number}", tag = "public",
    params(("number" = String, Path, description = "The public number, such as SBT-26-0412, or one of the addresses that a 300 lists.")),
    responses(
        (status = 200, description = "The case.", body = PublicCase),
        (status = 300, description = "Several cases bear the number, because an office's data was once restored; `cases` lists them.", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 404, description = "There is no such case, or it is not public.", body = ProblemDetails, content_type = "application/problem+json"),
    ))]
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

/// A case as everyone may see it.
#[derive(Serialize, ToSchema)]
pub(super) struct PublicCase {
    #[serde(flatten)]
    facts: Facts,
    /// The title that an officer gave it.
    title: Option<String>,
    /// The report, without what was taken out of it; nothing if it was erased.
    text: Option<String>,
    /// The reporter's name, if they chose to be named.
    name: Option<String>,
    /// The rule by which the limit counts, as a sentence.
    basis: String,
    /// Addresses of the photos that an officer showed to everyone.
    photos: Vec<String>,
    messages: Vec<Message>,
}

/// A case as its reporter sees it.
#[derive(Serialize, ToSchema)]
pub(crate) struct OwnCase {
    #[serde(flatten)]
    facts: Facts,
    title: String,
    /// The report; nothing once it was erased.
    text: Option<String>,
    name: Option<String>,
    visibility: Option<Visibility>,
    is_public: bool,
    /// How many photos there are.
    photos: usize,
    /// The rule by which the limit counts, as a sentence.
    basis: String,
    /// When the words were erased.
    erased_at: Option<Instant>,
    messages: Vec<Message>,
}

/// What every view of a case holds.
#[derive(Serialize, ToSchema)]
pub(super) struct Facts {
    /// The public number, such as SBT-26-0412.
    pub number: String,
    kind: Option<ReportKind>,
    /// A code of the regency's categories.
    category: Option<String>,
    /// A Kemendagri code, 65.03.10.2001.
    place: Option<String>,
    /// The code of the unit that handles it.
    unit: String,
    unit_name: String,
    status: Status,
    /// How it ended, if it ended without an answer to the matter.
    ending: Option<Ending>,
    /// The number of the case that goes on instead.
    merged_into: Option<String>,
    is_overdue: bool,
    received_at: Option<Instant>,
    due: Option<Instant>,
    answered_at: Option<Instant>,
    /// When silence closes it.
    closes_at: Option<Instant>,
    closed_at: Option<Instant>,
}

/// Something that was said between the reporter and the office.
#[derive(Serialize, ToSchema)]
pub(super) struct Message {
    at: Instant,
    from: From,
    /// Whether it answers the matter.
    is_answer: bool,
    text: String,
    /// What an officer sent along; for those alone who read it with the right to.
    #[serde(skip_serializing_if = "Option::is_none")]
    files: Option<Vec<File>>,
}

/// Who said something.
#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Speaker)]
pub(super) enum From {
    Staff,
    Citizen,
}

/// A file that came with words.
#[derive(Serialize, ToSchema)]
pub(super) struct File {
    name: String,
    url: String,
    /// A media type.
    #[serde(rename = "type")]
    kind: &'static str,
    bytes: u64,
}

/// What everyone may see of a case at an address; `names` are those of the reporters behind it.
fn public(cases: &Cases, lang: &Lang, case: &Case, address: &str, names: &[String]) -> Json<PublicCase> {
    let org = cases.platform().org();
    let words = case.words.as_ref();
    let is_named = case.visibility() == Visibility::Public;
    let shown = case.public_photos().into_iter().enumerate().filter(|(_, photo)| photo.is_some());
    let said = messages(case, &org, None, |by, text| (by == Speaker::Office).then(|| case.for_outside(text, names)));
    Json(PublicCase {
        facts: facts(case, &org, cases.now()),
        title: case.public_title(),
        text: words.map(|words| case.for_public(&words.text)),
        name: words.and_then(|words| words.name.clone()).filter(|_| is_named),
        basis: reason(lang, case, &org),
        photos: shown.map(|(at, _)| format!("/laporan/{address}/foto/{}", at + 1)).collect(),
        messages: said.into_iter().map(|(_, message)| message).collect(),
    })
}

/// Problem details that name every case an address can mean, each with where it is read.
fn choice(cases: &Cases, lang: &Lang, several: &[(Case, String)]) -> Response {
    let (org, now) = (cases.platform().org(), cases.now());
    let listed = several.iter().map(|(case, address)| Bearer {
        url: format!("/api/v1/cases/{address}"),
        title: case.public_title(),
        ..Bearer::of(case, &org, now)
    });
    let number = several.first().map_or("", |(case, _)| case.number());
    let title = t!(lang, "number-shared", count = several.len(), number = number);
    shared(title, t!(lang, "public-number-shared"), listed.collect())
}

/// The reporter's own case, opened by the secret code.
#[utoipa::path(get, path = "/api/v1/my/{code}", tag = "public",
    params(("code" = String, Path, description = "The secret code; case, spaces and hyphens do not matter.")),
    responses(
        (status = 200, description = "The case.", body = OwnCase),
        (status = 404, description = "The code is right in form but not known here.", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 422, description = "The code is mistyped.", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 429, description = "Too many unknown codes; Retry-After says how long to wait.", body = ProblemDetails, content_type = "application/problem+json"),
    ))]
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
pub(crate) async fn own(cases: &Cases, lang: &Lang, case: &Case, code: &SecretCode) -> Result<OwnCase, Fault> {
    let org = cases.platform().org();
    let words = case.words.as_ref();
    let base = format!("/lacak/{code}/lampiran");
    let mut said = messages(case, &org, Some(&base), |_, text| Some(text.to_owned()));
    said.extend(joint_messages(&cases.joint(case).await?, &org));
    said.sort_by_key(|(at, _)| *at);
    Ok(OwnCase {
        facts: facts(case, &org, cases.now()),
        title: case.title().to_owned(),
        text: words.map(|words| words.text.clone()),
        name: words.and_then(|words| words.name.clone()),
        visibility: case.received.as_ref().map(|_| case.visibility()),
        is_public: case.is_public(),
        photos: case.photos().len(),
        basis: reason(lang, case, &org),
        erased_at: case.erased().map(|gone| instant(&org, Some(&case.unit), gone.at)),
        messages: said.into_iter().map(|(_, message)| message).collect(),
    })
}

/// What all views hold.
pub(super) fn facts(case: &Case, org: &Organisation, now: Timestamp) -> Facts {
    let at = |at: Option<i64>| at.map(|at| instant(org, Some(&case.unit), at));
    let received = case.received.as_ref();
    Facts {
        number: case.number().to_owned(),
        kind: received.map(|_| case.kind()),
        category: case.category.clone(),
        place: received.and_then(|received| received.place.clone()),
        unit: case.unit.clone(),
        unit_name: unit_name(org, &case.unit),
        status: case.status_at(now),
        ending: case.ending,
        merged_into: case.merged_into.as_deref().map(|into| number_of(into).to_owned()),
        is_overdue: case.is_overdue(now),
        received_at: at(received.map(|received| received.at)),
        due: at(case.due_at()),
        answered_at: at(case.first_answer.map(|answer| answer.at)),
        closes_at: at(case.closes_by_silence_at()),
        closed_at: at(case.closed_at),
    }
}

/// What was said, oldest first, each with its instant in milliseconds since 1970, UTC; `shown` decides which words a reader
/// gets, and below `base` those who may are given what came with them.
fn messages(
    case: &Case,
    org: &Organisation,
    base: Option<&str>,
    shown: impl Fn(Speaker, &str) -> Option<String>,
) -> Vec<(i64, Message)> {
    let said = |moment: &Moment, by: Speaker, at: i64, is_answer: bool, words: &Option<Words>| {
        let text = words.as_ref().and_then(|words| shown(by, &words.text))?;
        let from = match by {
            Speaker::Citizen => From::Citizen,
            Speaker::Office => From::Staff,
        };
        let files = base.map(|base| files(base, moment, words.as_ref()));
        Some((at, Message { at: instant(org, Some(&case.unit), at), from, is_answer, text, files }))
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
pub(super) fn files(base: &str, moment: &Moment, words: Option<&Words>) -> Vec<File> {
    let all = words.map_or(&[][..], Words::attached).iter().enumerate();
    let file = |(n, file): (usize, &Attachment)| {
        let (kind, bytes) = match (&file.photo, &file.document) {
            (Some(photo), _) => ("image/jpeg", photo.bytes),
            (None, Some(document)) => ("application/pdf", document.bytes),
            (None, None) => return None,
        };
        let url = format!("{base}/{}/{}", moment.id, n + 1);
        Some(File { name: file.name.clone(), url, kind, bytes })
    };
    all.filter_map(file).collect()
}

/// What the office said in the case that a merged one goes on in, in the place where its reporter reads it.
fn joint_messages(joint: &Joint, org: &Organisation) -> Vec<(i64, Message)> {
    let message = |heard: &Heard| {
        let at = instant(org, Some(&heard.unit), heard.at);
        let said = Message { at, from: From::Staff, is_answer: heard.is_answer, text: heard.text.clone(), files: None };
        (heard.since, said)
    };
    joint.heard.iter().map(message).collect()
}

/// RFC 3339 with the offset of the unit's zone, or the regency's.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(value_type = String, format = DateTime)]
pub(super) struct Instant(String);

/// An instant, in milliseconds since 1970, UTC, on the clock of a unit, or the regency's.
pub(super) fn instant(org: &Organisation, unit: Option<&str>, at_ms: i64) -> Instant {
    Instant(local(org, unit.unwrap_or_default(), at_ms).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

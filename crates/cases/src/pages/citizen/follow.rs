//! `/lacak`: asking for a secret code, and opening the report it stands for.
//!
//! A code in an address is a secret: no page here tells others where its reader came from, and none is kept.

use axum::extract::{Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use hadir_org::{Platform, Problem, Reader, Visitor};
use hadir_store::Fault;
use hadir_ui::components::{Button, Field, Input, Mistakes};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::shell::{Here, Page, citizen};
use hadir_ui::t;
use maud::html;
use serde::Deserialize;

use super::home::code_hint;
use crate::code::{CodeError, SecretCode};
use crate::guesses::{self, Wait};
use crate::{Case, Cases};

/// The query of `/lacak`.
#[derive(Deserialize)]
pub(super) struct Ask {
    kode: Option<String>,
}

/// What a code opens, or why it opens nothing.
pub(crate) enum Opened {
    /// The report.
    Case(Box<Case>, SecretCode),
    /// The code is right but was written differently from how we write it.
    Elsewhere(SecretCode),
    /// Too long, too short, or with characters that never occur.
    NoCode,
    /// One character is wrong.
    Mistyped,
    /// Right in form, but not known here.
    Unknown,
    /// Too many unknown codes came from this address.
    Wait(Wait),
}

/// `GET /lacak`.
pub(super) async fn ask_code(State(cases): State<Cases>, Reader { lang }: Reader, Query(ask): Query<Ask>) -> Response {
    let typed = ask.kode.unwrap_or_default();
    if typed.trim().is_empty() {
        return page(&cases, &lang, &typed, &Mistakes::default()).into_response();
    }
    match typed.parse::<SecretCode>() {
        Ok(code) => {
            let target = format!("/lacak/{code}");
            ([(header::REFERRER_POLICY, "no-referrer"), (header::CACHE_CONTROL, "no-store")], Redirect::to(&target))
                .into_response()
        }
        Err(CodeError::Form) => refused(&cases, &lang, &typed, &Opened::NoCode),
        Err(CodeError::Mistyped) => refused(&cases, &lang, &typed, &Opened::Mistyped),
    }
}

/// Opens the report of a code as it stands in an address.
pub(crate) async fn open(cases: &Cases, written: &str, visitor: &Visitor) -> Result<Opened, Fault> {
    let code: SecretCode = match written.parse() {
        Ok(code) => code,
        Err(CodeError::Form) => return Ok(Opened::NoCode),
        Err(CodeError::Mistyped) => return Ok(Opened::Mistyped),
    };
    if code.to_string() != written {
        return Ok(Opened::Elsewhere(code));
    }
    let (store, neighbourhood) = (cases.platform().store(), visitor.neighbourhood());
    if let Err(wait) = guesses::admit(store, &neighbourhood).await? {
        return Ok(Opened::Wait(wait));
    }
    if let Some(case) = cases.by_code(&code).await? {
        if case.is_beyond {
            return Err(Fault::Beyond);
        }
        return Ok(Opened::Case(Box::new(case), code));
    }
    Ok(match guesses::count(store, cases.key(), &code, &neighbourhood).await? {
        Ok(()) => Opened::Unknown,
        Err(wait) => Opened::Wait(wait),
    })
}

/// The report of a code, or the page that says why there is none.
pub(super) async fn opened(
    cases: &Cases,
    lang: &Lang,
    written: &str,
    visitor: &Visitor,
) -> Result<Result<(Case, SecretCode), Response>, Problem> {
    Ok(match open(cases, written, visitor).await? {
        Opened::Case(case, code) => Ok((*case, code)),
        refusal => Err(refused(cases, lang, written, &refusal)),
    })
}

fn refused(cases: &Cases, lang: &Lang, typed: &str, opened: &Opened) -> Response {
    let (status, words) = match opened {
        Opened::Case(_, code) | Opened::Elsewhere(code) => {
            let target = format!("/lacak/{code}");
            return ([(header::REFERRER_POLICY, "no-referrer")], Redirect::permanent(&target)).into_response();
        }
        Opened::NoCode => (StatusCode::UNPROCESSABLE_ENTITY, t!(lang, "follow-no-code")),
        Opened::Mistyped => (StatusCode::UNPROCESSABLE_ENTITY, t!(lang, "follow-mistyped")),
        Opened::Unknown => (StatusCode::NOT_FOUND, unknown_words(cases.platform(), lang)),
        Opened::Wait(wait) => (StatusCode::TOO_MANY_REQUESTS, wait_words(lang, *wait)),
    };
    let mut answer = page(cases, lang, typed, &Mistakes::one("kode", words)).status(status).into_response();
    if let Opened::Wait(wait) = opened {
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait.seconds));
    }
    answer
}

/// Where else a code may be known: an office's node holds what was reported there, the regency what has been sent to it.
fn unknown_words(platform: &Platform, lang: &Lang) -> String {
    match platform.regency_address() {
        _ if !platform.is_office() => t!(lang, "follow-unknown"),
        Some(address) => t!(lang, "follow-unknown-here-address", address = address),
        None => t!(lang, "follow-unknown-here"),
    }
}

/// Seconds up to a minute and a half, minutes beyond.
pub(crate) fn wait_words(lang: &Lang, wait: Wait) -> String {
    match wait.seconds {
        0..=90 => t!(lang, "follow-wait-seconds", seconds = wait.seconds),
        seconds => t!(lang, "follow-wait-minutes", minutes = seconds.div_ceil(60)),
    }
}

fn page(cases: &Cases, lang: &Lang, typed: &str, mistakes: &Mistakes) -> Html {
    let site = cases.platform().site();
    let title = t!(lang, "follow-title");
    let field = Field::new(lang, "kode", t!(lang, "follow-code"), Input::code().value(typed).required());
    let content = html! {
        (mistakes.summary(lang))
        h1 { (title) }
        p.lead { (t!(lang, "follow-lead")) }
        form.stack action="/lacak" {
            (field.hint(code_hint(lang)).error(mistakes.at("kode")))
            (Button::submit(t!(lang, "follow-show")))
        }
        p.soft { (t!(lang, "follow-lost")) }
    };
    citizen(&Page::new(&site, lang, Here::Follow, title), content).no_referrer()
}

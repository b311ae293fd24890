//! What stands in front of every handler: is the asker allowed in, was the form sent from here; and behind it: the
//! renewed sign-in, the chosen language, and problems turned into pages or problem details.

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use hadir_ui::lang::Lang;

use super::origin::is_same_origin;
use super::reader::chosen_now;
use super::{Access, Cookies, LocalPath, Problem, Reader, Staff};
use crate::access::Right;
use crate::platform::Platform;
use crate::sign_in::{session, token};

/// The guard of one route.
#[derive(Clone)]
pub(super) struct Guard {
    pub platform: Platform,
    pub access: Access,
}

/// What the guard has to know of a request after the handler took it.
pub(super) struct Asked {
    request_id: String,
    route: String,
    is_api: bool,
    lang: Lang,
    chosen: Option<Lang>,
}

impl Asked {
    pub fn of(platform: &Platform, request: &Request) -> Self {
        let languages = platform.languages();
        let route = request.extensions().get::<MatchedPath>();
        Self {
            request_id: hex::encode(platform.store().chance().bytes::<8>()),
            route: route.map_or_else(String::new, |route| route.as_str().to_owned()),
            is_api: is_api(request.uri().path()),
            lang: Reader::of(languages, request.uri(), request.headers()).lang,
            chosen: chosen_now(languages, request.uri()),
        }
    }
}

/// Runs a handler for those who may use it.
pub(super) async fn guard(State(guard): State<Guard>, mut request: Request, next: Next) -> Response {
    let platform = &guard.platform;
    let asked = Asked::of(platform, &request);
    let cookies = Cookies { is_secure: platform.is_served_by_tls() };
    let (answer, cookie) = match admit(&guard, &mut request, cookies).await {
        Ok(cookie) => (next.run(request).await, cookie),
        Err(refusal) => (refusal, None),
    };
    let mut answer = rendered(platform, &asked, answer);
    if answer.headers().contains_key(header::VARY) {
        // A page that others may keep is the same only for those who read the same language.
        answer.headers_mut().append(header::VARY, HeaderValue::from_static("Accept-Language"));
    }
    let language = asked.chosen.map(|lang| cookies.keep_language(lang.tag()));
    for cookie in cookie.into_iter().chain(language) {
        // A handler that signs someone in or out has the last word on that cookie.
        if !answer.headers().get_all(header::SET_COOKIE).iter().any(|known| is_same_cookie(known, &cookie)) {
            answer.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    answer
}

/// Lets the asker in, with a cookie to set if the sign-in was renewed; or says no.
async fn admit(guard: &Guard, request: &mut Request, cookies: Cookies) -> Result<Option<HeaderValue>, Response> {
    let right = match guard.access {
        Access::Public | Access::Reporter => return Ok(None),
        Access::SignedIn => None,
        Access::Needs(right) => Some(right),
        // No browser sends a token by itself, so that there is nothing a page of another site could make it do.
        Access::Program(right) => {
            let admitted = admit_program(&guard.platform, request, right);
            return admitted.map(|()| None).map_err(IntoResponse::into_response);
        }
    };
    if !request.method().is_safe() && !is_same_origin(request.headers()) {
        return Err(Problem::foreign_form().into_response());
    }
    let Some(secret) = cookies.session(request.headers()) else { return Err(stranger(request)) };
    let found = session::find_and_renew(guard.platform.directory(), &secret).await;
    let Some((session, renewed)) = found.map_err(|fault| Problem::from(fault).into_response())? else {
        return Err(stranger(request));
    };
    let actor = session.officer.actor();
    if right.is_some_and(|right| !actor.may_anywhere(right)) {
        return Err(Problem::forbidden().into_response());
    }
    request.extensions_mut().insert(Staff(actor));
    Ok(renewed.map(|secret| cookies.keep_session(&secret)))
}

/// Lets a program in whose token counts and holds the right in some unit, if it did not ask too much just now.
fn admit_program(platform: &Platform, request: &mut Request, right: Right) -> Result<(), Problem> {
    let org = platform.org();
    let Some(program) = token::find(&org, request.headers(), platform.store().clock().now()) else {
        return Err(Problem::no_token());
    };
    if let Err(wait) = platform.admits_program(program.id) {
        return Err(Problem::too_many(wait.as_secs().max(1)));
    }
    let actor = program.actor();
    if !actor.may_anywhere(right) {
        return Err(Problem::forbidden());
    }
    request.extensions_mut().insert(Staff(actor));
    Ok(())
}

/// Sends a stranger to sign in, and back afterwards; a program learns plainly that it is not signed in.
fn stranger(request: &Request) -> Response {
    if is_api(request.uri().path()) {
        return Problem::not_signed_in().into_response();
    }
    // What a form held is lost by going to sign in, so its sender comes back to the page and not to the form's target.
    let back = match *request.method() {
        Method::GET => request.uri().path_and_query().and_then(|path| LocalPath::try_new(path.as_str())),
        _ => None,
    };
    match back {
        Some(back) => Redirect::to(&format!("/masuk?ke={}", query_value(back.as_str()))).into_response(),
        None => Redirect::to("/masuk").into_response(),
    }
}

fn rendered(platform: &Platform, asked: &Asked, answer: Response) -> Response {
    if let Some(problem) = answer.extensions().get::<Problem>() {
        return render(platform, asked, problem);
    }
    if is_plain_refusal(&answer) {
        return render(platform, asked, &Problem::of_status(answer.status()));
    }
    answer
}

/// A problem as the asker can read it; a fault of ours is logged.
pub(super) fn render(platform: &Platform, asked: &Asked, problem: &Problem) -> Response {
    problem.log(&asked.request_id, &asked.route);
    if asked.is_api {
        problem.details(&asked.lang, &asked.request_id)
    } else {
        problem.page(&platform.site(), &asked.lang, &asked.request_id)
    }
}

/// Whether the framework itself refused: its words are English and for programmers.
fn is_plain_refusal(answer: &Response) -> bool {
    let status = answer.status();
    let is_refusal = status.is_client_error() && status != StatusCode::UNAUTHORIZED;
    let kind = answer.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    is_refusal && kind.is_none_or(|kind| kind.starts_with("text/plain"))
}

fn is_api(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}

fn is_same_cookie(a: &HeaderValue, b: &HeaderValue) -> bool {
    let name = |value: &HeaderValue| value.as_bytes().split(|byte| *byte == b'=').next().map(<[u8]>::to_vec);
    name(a) == name(b)
}

/// A path as the value of a query: what would end the value or change its meaning is written as `%XX`.
fn query_value(path: &str) -> String {
    path.bytes().fold(String::with_capacity(path.len()), |mut text, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => text.push(char::from(byte)),
            _ => text.push_str(&format!("%{byte:02X}")),
        }
        text
    })
}

//! `/masuk`: name and password.

use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use hadir_ui::components::{Button, Field, Input, Mistakes};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::shell::{Here, Page, citizen};
use hadir_ui::t;
use maud::html;
use serde::Deserialize;

use super::{agent, cookies, go_on, home};
use crate::access::Actor;
use crate::pages::form::Posted;
use crate::platform::Platform;
use crate::sign_in::enter::{EnterRefusal, Entered, enter};
use crate::web::{LocalPath, Problem, Reader, SameOrigin, Staff, Visitor};

/// The query of `/masuk`.
#[derive(Deserialize)]
pub(super) struct Ask {
    /// Where to go afterwards.
    #[serde(default)]
    ke: String,
}

/// `GET /masuk`.
pub(super) async fn show_sign_in(
    State(platform): State<Platform>,
    Reader { lang }: Reader,
    staff: Option<Staff>,
    Query(ask): Query<Ask>,
) -> Response {
    if let Some(Staff(actor)) = staff {
        return Redirect::to(target(&ask.ke, &actor)).into_response();
    }
    page(&platform, &lang, &Posted::default().with("ke", ask.ke), &Mistakes::default()).into_response()
}

/// `POST /masuk`.
pub(super) async fn sign_in(
    State(platform): State<Platform>,
    Reader { lang }: Reader,
    visitor: Visitor,
    _: SameOrigin,
    headers: HeaderMap,
    posted: Posted,
) -> Result<Response, Problem> {
    let mut mistakes = Mistakes::default();
    if posted.text("username").is_empty() {
        mistakes.add("username", t!(lang, "sign-in-username-missing"));
    }
    if posted.exact("password").is_empty() {
        mistakes.add("password", t!(lang, "sign-in-password-missing"));
    }
    if !mistakes.is_empty() {
        return Ok(again(&platform, &lang, &posted, &mistakes, StatusCode::UNPROCESSABLE_ENTITY));
    }
    let (username, password) = (posted.text("username"), posted.exact("password"));
    match enter(&platform, visitor, agent(&headers), username, password).await? {
        Ok(Entered { actor, secret }) => {
            Ok(go_on(target(posted.text("ke"), &actor), cookies(&platform).keep_session(secret.expose())))
        }
        Err(refusal) => Ok(refused(&platform, &lang, &posted, refusal)),
    }
}

fn refused(platform: &Platform, lang: &Lang, posted: &Posted, refusal: EnterRefusal) -> Response {
    let (status, words, seconds) = match refusal {
        EnterRefusal::Wrong => (StatusCode::UNPROCESSABLE_ENTITY, t!(lang, "sign-in-wrong"), None),
        EnterRefusal::Busy => (StatusCode::SERVICE_UNAVAILABLE, t!(lang, "sign-in-busy"), Some(10)),
        EnterRefusal::Wait { seconds } => (StatusCode::TOO_MANY_REQUESTS, wait(lang, seconds), Some(seconds)),
    };
    let mut answer = again(platform, lang, posted, &Mistakes::one("password", words), status);
    if let Some(seconds) = seconds {
        answer.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    answer
}

/// Seconds up to a minute and a half, minutes beyond: nobody waits for 14 minutes and 37 seconds.
fn wait(lang: &Lang, seconds: u64) -> String {
    if seconds <= 90 {
        t!(lang, "sign-in-wait-seconds", seconds = seconds)
    } else {
        t!(lang, "sign-in-wait-minutes", minutes = seconds.div_ceil(60))
    }
}

fn again(platform: &Platform, lang: &Lang, posted: &Posted, mistakes: &Mistakes, status: StatusCode) -> Response {
    page(platform, lang, posted, mistakes).status(status).into_response()
}

/// The page that was asked for, or where this person works.
fn target<'a>(ke: &'a str, actor: &Actor) -> &'a str {
    if LocalPath::try_new(ke).is_some() { ke } else { home(actor) }
}

fn page(platform: &Platform, lang: &Lang, posted: &Posted, mistakes: &Mistakes) -> Html {
    let site = platform.site();
    let title = t!(lang, "sign-in-title");
    let username = Input::line().autocomplete("username").value(posted.text("username")).required();
    let password = Input::password("current-password").required();
    let content = html! {
        (mistakes.summary(lang))
        h1 { (title) }
        p.lead { (t!(lang, "sign-in-lead", site = &site.name)) }
        form.stack method="post" action="/masuk" {
            input type="hidden" name="ke" value=(posted.text("ke"));
            (Field::new(lang, "username", t!(lang, "sign-in-username"), username).error(mistakes.at("username")))
            (Field::new(lang, "password", t!(lang, "sign-in-password"), password).error(mistakes.at("password")))
            p.row { (Button::submit(t!(lang, "sign-in-act"))) }
        }
        p.soft { (t!(lang, "sign-in-forgotten")) }
    };
    citizen(&Page::new(&site, lang, Here::SignIn, title), content)
}

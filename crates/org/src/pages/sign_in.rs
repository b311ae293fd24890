//! `/masuk`, `/masuk/tautan/{secret}`, `/keluar`, `/keluar/semua`.

mod enter;
mod leave;
mod link;

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};

use crate::access::{Actor, Right};
use crate::platform::Platform;
use crate::web::{Access, Cookies, Routes};

pub(super) fn routes(platform: &Platform) -> Routes<Platform> {
    Routes::new(platform)
        .get("/masuk", Access::Public, enter::show_sign_in)
        .post("/masuk", Access::Public, enter::sign_in)
        .get("/masuk/tautan/{secret}", Access::Public, link::show_new_password)
        .post("/masuk/tautan/{secret}", Access::Public, link::set_password)
        .post("/keluar", Access::SignedIn, leave::sign_out)
        .post("/keluar/semua", Access::SignedIn, leave::sign_out_everywhere)
}

/// Where staff go who did not ask for a page: to the desk, or who has none there to what there is to manage.
pub(super) fn home(actor: &Actor) -> &'static str {
    if actor.may_anywhere(Right::ReadCases) { "/meja" } else { "/kelola" }
}

/// Goes on to a page of this site with a cookie in hand.
fn go_on(to: &str, cookie: HeaderValue) -> Response {
    ([(header::SET_COOKIE, cookie)], Redirect::to(to)).into_response()
}

fn cookies(platform: &Platform) -> Cookies {
    Cookies { is_secure: platform.is_served_by_tls() }
}

fn agent(headers: &HeaderMap) -> &str {
    headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default()
}

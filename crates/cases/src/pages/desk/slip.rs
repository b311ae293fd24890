//! `/meja/{number}/tanda-terima`: the slip with the secret code, shown once.
//!
//! No code is kept anywhere. The form that took the report in, or gave the new code, carried a random token from which the
//! regency's key makes the code; the officer's browser carries that token to this one page in a cookie, and the page takes
//! the cookie back. Who comes later learns that a new code is needed; and whoever handed the code out, where to get one
//! even when the case is theirs no longer.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use hadir_oplog::ActorId;
use hadir_org::{Problem, Right};
use hadir_ui::components::{Button, Empty, Facts, Promise, SecretCode as SecretCodePart, Slip};
use hadir_ui::shell::{BarePage, bare, desk};
use hadir_ui::{html::Html, t};
use maud::{Markup, html};

use super::find::Instead;
use super::seat::{OpenCase, Seat};
use super::thread;
use crate::code::SecretCode;
use crate::events::CaseEvent;
use crate::pages::citizen::own_address;
use crate::pages::wording;
use crate::{Case, Token};

/// The cookie that carries a form's token from the form to the slip.
const COOKIE: &str = "tanda-terima";
/// How long the slip can be fetched after the form was sent: a lost answer and a second press fit in.
const AGE_MAX: std::time::Duration = std::time::Duration::from_secs(10 * 60);

/// Goes on to the slip of a case, by its exact address, whose code the token makes.
pub(super) fn hand_out(seat: &Seat, jar: CookieJar, exact: &str, token: &Token) -> Response {
    let cookie = Cookie::build((COOKIE, token.to_form()))
        .path("/meja")
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(seat.cases.platform().is_served_by_tls())
        .max_age(AGE_MAX.try_into().expect("ten minutes are a length of time every clock can count"));
    (jar.add(cookie), Redirect::to(&format!("/meja/{exact}/tanda-terima"))).into_response()
}

pub(super) async fn show_slip(
    seat: Seat,
    jar: CookieJar,
    headers: HeaderMap,
    Path(number): Path<String>,
) -> Result<Response, Instead> {
    let cases = seat.cases.at(&number).await?;
    let token = jar.get(COOKIE).map(|cookie| cookie.value());
    let with_code = cases.iter().find_map(|case| Some((case, code_in(&seat, case, token?)?)));
    let page = match with_code {
        Some((case, code)) => slip_page(&seat, &seat.opened(case.clone(), false).await?, &code, &headers).no_referrer(),
        None if cases.iter().any(|case| seat.sees(case)) => too_late(&seat, &seat.open(&number).await?),
        None => match cases.iter().find(|case| has_handed_out(case, seat.staff.0.id)) {
            Some(case) => out_of_reach(&seat, case.number()),
            None => return Err(Problem::not_found().into()),
        },
    };
    let spent = jar.remove(Cookie::build(COOKIE).path("/meja"));
    Ok((spent, page).into_response())
}

/// The code that a cookie's token makes, if it is the one in force for this case.
fn code_in(seat: &Seat, case: &Case, token: &str) -> Option<SecretCode> {
    let (key, token) = (seat.cases.key(), Token::try_new(token)?);
    let codes = [key.code_of_token(token.as_bytes()), key.code_of_token(token.for_new_code().as_bytes())];
    codes.into_iter().find(|code| key.hash(code) == case.code)
}

/// Whether this person handed out a code of the case: they know of it, whoever holds it by now.
fn has_handed_out(case: &Case, officer: ActorId) -> bool {
    let gives_code = |event: &CaseEvent| matches!(event, CaseEvent::Received(..) | CaseEvent::Recoded(_));
    case.thread.iter().any(|moment| moment.actor == Some(officer) && gives_code(&moment.event))
}

fn slip_page(seat: &Seat, open: &OpenCase, code: &SecretCode, headers: &HeaderMap) -> Html {
    let (lang, case) = (&seat.lang, &open.case);
    let title = t!(lang, "meja-slip");
    let url = own_address(seat.cases.platform(), headers, &format!("/lacak/{code}"));
    let secret = SecretCodePart::new(lang, code.to_string(), url);
    let facts = Facts::new()
        .row(t!(lang, "meja-fact-reporter"), thread::reporter(lang, case))
        .row_if(t!(lang, "meja-fact-kind"), case.received.as_ref().map(|facts| wording::kind(lang, facts.kind)))
        .row(t!(lang, "meja-slip-about"), case.title());
    let office = seat.org().unit_name(&seat.staff.0.unit).to_owned();
    let slip = Slip::new(lang, office, case.number(), secret, promise(seat, open)).facts(facts);
    let is_seen = open.may(Right::ReadCases);
    let content = html! {
        main #isi.stack {
            div.screen.stack {
                h1 { (title) }
                p { (t!(lang, "meja-slip-lead")) }
            }
            (slip)
            p.row {
                (Button::link(t!(lang, "meja-slip-next"), "/meja/catat"))
                @if is_seen { (Button::link(t!(lang, "meja-slip-open"), format!("/meja/{}", open.exact())).quiet()) }
            }
        }
    };
    bare(&BarePage::new(lang, title), content)
}

fn promise(seat: &Seat, open: &OpenCase) -> Markup {
    match open.case.due_at() {
        Some(due) if open.case.status.is_open() => {
            html! { (Promise::answer(&seat.lang, &open.unit_name(), &open.local(due))) }
        }
        _ => html! {},
    }
}

/// The slip was shown before, and the case is not theirs to see. The page says the same wherever the case is: the unit's
/// name, or a missing one, would tell that it was put into a closed circle.
fn out_of_reach(seat: &Seat, number: &str) -> Html {
    let lang = &seat.lang;
    let title = t!(lang, "meja-slip");
    let mut empty = Empty::new(t!(lang, "meja-slip-kept", number = number), t!(lang, "meja-slip-kept.next"));
    if seat.staff.0.may_anywhere(Right::WalkIn) {
        empty = empty.action(Button::link(t!(lang, "meja-slip-next"), "/meja/catat"));
    }
    let content = html! { h1 { (title) } (empty.action(Button::link(t!(lang, "meja-empty-all"), "/meja").quiet())) };
    desk(&seat.frame(&title, "/meja", None, None), content)
}

/// The slip was shown before: the code is nowhere to be read again.
fn too_late(seat: &Seat, open: &OpenCase) -> Html {
    let (lang, path) = (&seat.lang, open.path());
    let title = t!(lang, "meja-slip");
    let mut empty = Empty::new(t!(lang, "meja-slip-gone"), t!(lang, "meja-slip-gone.next"));
    if open.may(Right::NewCode) {
        empty = empty.action(Button::link(t!(lang, "meja-act-new-code"), format!("{path}/kode")));
    }
    let content = html! { h1 { (title) } (empty.action(Button::link(t!(lang, "meja-slip-open"), path).quiet())) };
    desk(&seat.frame(&title, "/meja", None, None), content)
}

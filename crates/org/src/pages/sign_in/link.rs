//! `/masuk/tautan/{secret}`: choosing a new password with a one-time link.
//!
//! The secret in the path shows that the form was sent by its holder, so the origin is not asked for: browsers withhold
//! it on pages that tell nobody where the reader came from, as this one does.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use hadir_ui::components::{Button, Field, Input, Mistakes};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::shell::{Here, Page, citizen};
use hadir_ui::t;
use maud::html;

use super::{agent, cookies, go_on, home};
use crate::access::By;
use crate::commands::staff;
use crate::ids;
use crate::pages::form::Posted;
use crate::platform::Platform;
use crate::sign_in::password_rules::{self, PasswordRefusal};
use crate::sign_in::{link, session};
use crate::staff::Officer;
use crate::state::StaffRecord;
use crate::web::{Problem, Reader};

/// `GET /masuk/tautan/{secret}`.
pub(super) async fn show_new_password(
    State(platform): State<Platform>,
    Reader { lang }: Reader,
    Path(secret): Path<String>,
) -> Result<Html, Problem> {
    let officer = holder(&platform, &secret).await?;
    Ok(page(&platform, &lang, &secret, &officer, &Mistakes::default()))
}

/// `POST /masuk/tautan/{secret}`.
pub(super) async fn set_password(
    State(platform): State<Platform>,
    Reader { lang }: Reader,
    Path(secret): Path<String>,
    headers: HeaderMap,
    posted: Posted,
) -> Result<Response, Problem> {
    let officer = holder(&platform, &secret).await?;
    let (password, again) = (posted.exact("password"), posted.exact("again"));
    if let Err(refusal) = password_rules::check(password, again, &officer.username) {
        let page = page(&platform, &lang, &secret, &officer, &mistake(&lang, refusal));
        return Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
    }
    let busy = |_| Problem::new(StatusCode::SERVICE_UNAVAILABLE, "problem-busy");
    let hash = platform.passwords().hash(password).await.map_err(busy)?;
    let id = link::redeem(platform.store(), &secret).await?.ok_or_else(spent)?;
    let by = By::Officer(officer.actor());
    platform
        .directory()
        .change(ids::of_staff(id), &by, move |record: &StaffRecord, act| {
            let event = staff::set_password(record, &hash, act.now)?;
            act.record(event);
            Ok::<_, staff::StaffRefusal>(())
        })
        .await?;
    session::end_all(platform.store(), id).await?;
    let secret = session::begin(platform.store(), id, agent(&headers)).await?;
    Ok(go_on(home(&officer.actor()), cookies(&platform).keep_session(secret.expose())))
}

/// For whom the link is, while it counts and they may sign in.
async fn holder(platform: &Platform, secret: &str) -> Result<Arc<Officer>, Problem> {
    let id = link::find(platform.store(), secret).await?.ok_or_else(spent)?;
    let officer = platform.org().staff(id).cloned().filter(|officer| !officer.is_suspended);
    officer.ok_or_else(spent)
}

fn spent() -> Problem {
    Problem::new(StatusCode::GONE, "problem-link-spent")
}

fn mistake(lang: &Lang, refusal: PasswordRefusal) -> Mistakes {
    match refusal {
        PasswordRefusal::Short => {
            Mistakes::one("password", t!(lang, "new-password-short", least = password_rules::LENGTH_MIN))
        }
        PasswordRefusal::Long => {
            Mistakes::one("password", t!(lang, "new-password-long", most = password_rules::LENGTH_MAX))
        }
        PasswordRefusal::HoldsUsername => Mistakes::one("password", t!(lang, "new-password-holds-username")),
        PasswordRefusal::Common => Mistakes::one("password", t!(lang, "new-password-common")),
        PasswordRefusal::NotRepeated => Mistakes::one("again", t!(lang, "new-password-not-repeated")),
    }
}

fn page(platform: &Platform, lang: &Lang, secret: &str, officer: &Officer, mistakes: &Mistakes) -> Html {
    let site = platform.site();
    let title = t!(lang, "new-password-title");
    let field = |name, label| {
        Field::new(lang, name, label, Input::password("new-password").required()).error(mistakes.at(name))
    };
    let hint = t!(lang, "new-password-hint", least = password_rules::LENGTH_MIN);
    let content = html! {
        (mistakes.summary(lang))
        h1 { (title) }
        p.lead { (t!(lang, "new-password-lead", name = &officer.name, username = officer.username.as_str())) }
        form.stack method="post" action={ "/masuk/tautan/" (secret) } {
            // Password managers need to know whose password this is.
            input type="hidden" name="username" autocomplete="username" value=(officer.username);
            (field("password", t!(lang, "new-password-field")).hint(hint))
            (field("again", t!(lang, "new-password-again")))
            p.row { (Button::submit(t!(lang, "new-password-act"))) }
        }
    };
    citizen(&Page::new(&site, lang, Here::SignIn, title), content).no_referrer()
}

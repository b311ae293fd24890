//! What is done to a program's token with one button: making it, and taking it away.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use hadir_ui::components::{Button, Facts};
use hadir_ui::html::Html;
use hadir_ui::{t, time};
use maud::html;

use super::form::posted_of;
use super::list::called;
use super::{HERE, change, edit, find, mistake, today};
use crate::commands::{program, record};
use crate::pages::manage::Room;
use crate::platform::Platform;
use crate::sign_in::token;
use crate::web::{Problem, Reader, Staff};

/// `POST /kelola/aplikasi/{program}/token`: shows the token once; nobody can look it up again.
pub(super) async fn make_token(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (program, today) = (find(&platform, &staff, &id)?, today(&platform));
    let (text, hash) = token::make(platform.store().chance());
    let made = change(&platform, &staff, program.id, move |known, act, by, org| {
        act.record(program::make_token(known, hash, by, org, today)?);
        Ok(())
    });
    if let Err(error) = made.await {
        let mistakes = mistake(&lang, error)?;
        let posted = posted_of(&program);
        return Ok(edit::page(&platform, &staff, &lang, &program, &posted, &mistakes, false).await?.into_response());
    }
    let room = Room { platform: &platform, staff: &staff, lang: &lang, path: HERE };
    let facts = Facts::new()
        .row(t!(lang, "program-token"), html! { code { (text) } })
        .row(t!(lang, "program-through"), time::plain(&lang, program.through));
    let content = html! {
        p { (t!(lang, "program-token-lead", name = called(&lang, &program))) }
        (facts)
        p { (t!(lang, "program-token-warning")) }
        p.row { (Button::link(t!(lang, "program-token-back"), format!("{HERE}/{}", program.id)).quiet()) }
    };
    let page: Html = room.page(&t!(lang, "program-token-title"), content).no_referrer();
    Ok(page.into_response())
}

/// `POST /kelola/aplikasi/{program}/hentikan`.
pub(super) async fn stop(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let program = find(&platform, &staff, &id)?;
    let stopped =
        change(&platform, &staff, program.id, |known, act, by, org| record(act, program::stop(known, by, org)));
    if let Err(error) = stopped.await {
        let mistakes = mistake(&lang, error)?;
        let posted = posted_of(&program);
        return Ok(edit::page(&platform, &staff, &lang, &program, &posted, &mistakes, false).await?.into_response());
    }
    Ok(Redirect::to(&format!("{HERE}/{}?tersimpan=1", program.id)).into_response())
}

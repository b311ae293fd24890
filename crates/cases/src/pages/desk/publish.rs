//! Showing a case to the public under a title the officer looked over, and taking it back.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use hadir_org::{Right, SameOrigin};
use hadir_ui::components::{Field, Input, Mistakes, Textarea};
use hadir_ui::html::Html;
use hadir_ui::t;
use maud::html;
use serde::Deserialize;

use super::act::{ActPage, Seen, Sent};
use super::find::Instead;
use super::redact::public_view;
use super::refusal;
use super::seat::{OpenCase, Seat};
use crate::commands;
use crate::events::CaseEvent;

/// What was typed: the title, or why the case is taken back.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct PublishForm {
    #[serde(default)]
    at: Seen,
    #[serde(default)]
    judul: String,
    #[serde(default)]
    alasan: String,
}

pub(super) async fn show_form(seat: Seat, Path(number): Path<String>) -> Result<Html, Instead> {
    let open = seat.open_for(&number, Right::Publish).await?;
    let form = PublishForm { judul: open.case.title().to_owned(), ..PublishForm::default() };
    page(&seat, &open, &form, &Mistakes::default()).await
}

pub(super) async fn publish(
    seat: Seat,
    _: SameOrigin,
    Path(number): Path<String>,
    Form(form): Form<PublishForm>,
) -> Result<Response, Instead> {
    let title = form.judul.clone();
    let sent = Sent::new(form.at, &title.clone(), |event| matches!(event, CaseEvent::Published(..)));
    match seat.act(&number, sent, move |case, asking| commands::publish(case, &title, asking)).await? {
        Ok(done) => Ok(done),
        Err(refusal) => {
            let open = seat.open_for(&number, Right::Publish).await?;
            Ok(page(&seat, &open, &form, &refusal::at(&seat.lang, "judul", &refusal)).await?.into_response())
        }
    }
}

async fn page(seat: &Seat, open: &OpenCase, form: &PublishForm, mistakes: &Mistakes) -> Result<Html, Instead> {
    let lang = &seat.lang;
    let redact = html! { a href={ (open.path()) "/samarkan" } { (t!(lang, "meja-act-redact")) } };
    let fields = html! {
        (Field::new(lang, "judul", t!(lang, "meja-publish-title"), Input::line().value(&form.judul))
            .hint(t!(lang, "meja-publish-title.hint")).error(mistakes.at("judul")))
        (public_view(seat, open, &open.case).await?)
        p { (lang.markup("meja-publish-redact", &[], &[("link", redact)])) }
    };
    let page = ActPage {
        seat,
        open,
        act: "terbitkan",
        title: t!(lang, "meja-act-publish"),
        lead: t!(lang, "meja-publish-lead"),
        fields,
        submit: t!(lang, "meja-publish-do"),
        seen: form.at,
        mistakes,
    };
    Ok(page.html())
}

pub(super) async fn show_withdrawal(seat: Seat, Path(number): Path<String>) -> Result<Html, Instead> {
    let open = seat.open_for(&number, Right::Publish).await?;
    Ok(withdrawal(&seat, &open, &PublishForm::default(), &Mistakes::default()))
}

pub(super) async fn unpublish(
    seat: Seat,
    _: SameOrigin,
    Path(number): Path<String>,
    Form(form): Form<PublishForm>,
) -> Result<Response, Instead> {
    let why = form.alasan.clone();
    let sent = Sent::new(form.at, &why.clone(), |event| matches!(event, CaseEvent::Unpublished(..)));
    match seat.act(&number, sent, move |case, asking| commands::unpublish(case, &why, asking)).await? {
        Ok(done) => Ok(done),
        Err(refusal) => {
            let open = seat.open_for(&number, Right::Publish).await?;
            Ok(withdrawal(&seat, &open, &form, &refusal::at(&seat.lang, "alasan", &refusal)).into_response())
        }
    }
}

fn withdrawal(seat: &Seat, open: &OpenCase, form: &PublishForm, mistakes: &Mistakes) -> Html {
    let lang = &seat.lang;
    let fields = html! {
        (Field::new(lang, "alasan", t!(lang, "meja-unpublish-why"), Textarea::rows(3).value(&form.alasan))
            .hint(t!(lang, "meja-unpublish-why.hint")).error(mistakes.at("alasan")))
    };
    let page = ActPage {
        seat,
        open,
        act: "tarik",
        title: t!(lang, "meja-act-unpublish"),
        lead: t!(lang, "meja-unpublish-lead"),
        fields,
        submit: t!(lang, "meja-unpublish-do"),
        seen: form.at,
        mistakes,
    };
    page.html()
}

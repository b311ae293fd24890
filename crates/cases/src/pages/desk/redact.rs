//! Taking words out of what the public reads: names of neighbours, a house number, an accusation. The original stays for
//! those who handle the case. The page shows the report as the public reads it, by the same means as the public page.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use hadir_org::{Access, Right, Routes, SameOrigin};
use hadir_ui::components::{Button, Field, Mistakes, Textarea};
use hadir_ui::html::Html;
use hadir_ui::t;
use maud::{Markup, html};
use serde::Deserialize;

use super::act::{ActPage, Seen, Sent};
use super::find::Instead;
use super::refusal;
use super::seat::{OpenCase, Seat};
use crate::commands;
use crate::events::{CaseEvent, Privacy};
use crate::pages::thread::{Eyes, Thread};
use crate::{Case, Cases};

/// What the button sends that only shows how it would read.
const LOOK: &str = "lihat";
const PARTS: &str = "bagian";

/// Its routes.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform()).get("/meja/{number}/samarkan", Access::Needs(Right::Publish), show_form).post(
        "/meja/{number}/samarkan",
        Access::Needs(Right::Publish),
        redact,
    )
}

/// What was typed: the parts, one a line.
#[derive(Clone, Debug, Default, Deserialize)]
struct RedactForm {
    #[serde(default)]
    at: Seen,
    #[serde(default)]
    bagian: String,
    /// The parts with which the form was opened.
    #[serde(default)]
    semula: String,
    #[serde(default)]
    langkah: String,
}

async fn show_form(seat: Seat, Path(number): Path<String>) -> Result<Html, Instead> {
    let open = seat.open_for(&number, Right::Publish).await?;
    let parts = open.case.hidden_parts().join("\n");
    let form = RedactForm { bagian: parts.clone(), semula: parts, ..RedactForm::default() };
    page(&seat, &open, &open.case, &form, &Mistakes::default()).await
}

async fn redact(
    seat: Seat,
    _: SameOrigin,
    Path(number): Path<String>,
    Form(form): Form<RedactForm>,
) -> Result<Response, Instead> {
    if form.langkah == LOOK {
        return look(&seat, &number, &form).await;
    }
    let (parts, opened) = (form.bagian.clone(), form.semula.replace("\r\n", "\n"));
    let is_it = |event: &CaseEvent| matches!(event, CaseEvent::Privacy(Privacy::Redacted(..)));
    let sent = Sent::new(form.at, &form.bagian, is_it);
    match seat.act(&number, sent, move |case, asking| commands::redact(case, &parts, &opened, asking)).await? {
        Ok(done) => Ok(done),
        Err(refusal) => {
            let open = seat.open_for(&number, Right::Publish).await?;
            let mistakes = refusal::at(&seat.lang, PARTS, &refusal);
            Ok(page(&seat, &open, &open.case, &form, &mistakes).await?.into_response())
        }
    }
}

/// Shows how it would read, and changes nothing.
async fn look(seat: &Seat, number: &str, form: &RedactForm) -> Result<Response, Instead> {
    let open = seat.open_for(number, Right::Publish).await?;
    let mut read = open.case.clone();
    let mistakes = match commands::redact(&open.case, &form.bagian, &form.semula.replace("\r\n", "\n"), &open.asking())
    {
        Ok(events) => {
            events.into_iter().for_each(|event| read.take(event));
            Mistakes::default()
        }
        Err(refusal) => refusal::at(&seat.lang, PARTS, &refusal),
    };
    Ok(page(seat, &open, &read, form, &mistakes).await?.into_response())
}

/// The form, and the report as the public reads it once it stands like `read`.
async fn page(
    seat: &Seat,
    open: &OpenCase,
    read: &Case,
    form: &RedactForm,
    mistakes: &Mistakes,
) -> Result<Html, Instead> {
    let lang = &seat.lang;
    let fields = html! {
        input type="hidden" name="semula" value=(form.semula);
        (Field::new(lang, PARTS, t!(lang, "meja-redact-parts"), Textarea::rows(4).value(&form.bagian))
            .hint(t!(lang, "meja-redact-parts.hint")).error(mistakes.at(PARTS)))
        div.row { (Button::submit(t!(lang, "meja-redact-look")).quiet().sends("langkah", LOOK)) }
        (public_view(seat, open, read).await?)
    };
    let page = ActPage {
        seat,
        open,
        act: "samarkan",
        title: t!(lang, "meja-act-redact"),
        lead: t!(lang, "meja-redact-lead"),
        fields,
        submit: t!(lang, "meja-redact-do"),
        seen: form.at,
        mistakes,
    };
    Ok(page.html())
}

/// A report exactly as the public page shows it.
pub(super) async fn public_view(seat: &Seat, open: &OpenCase, read: &Case) -> Result<Markup, Instead> {
    let lang = &seat.lang;
    let behind = seat.cases.names_behind(read).await?;
    let names = seat.cases.platform().site().officer_names;
    let thread = Thread { lang, org: &open.org, names, eyes: Eyes::Public, album: None, behind: &behind, joint: None };
    Ok(html! {
        section.stack {
            h2 { (t!(lang, "meja-redact-read")) }
            @if let Some(title) = read.public_title() { p { strong { (title) } } }
            (thread.route(read, open.now))
        }
    })
}

//! `/lacak/{code}/data`: what is kept of the reporter in this report and who reads it, a copy of it, and asking that it be erased
//! (UU 27/2022, Pasal 5 to 8).
//!
//! Whoever finds a slip with the code must not learn how its reporter is reached: the contact is shown in part, here and in the
//! copy. The whole of it is told at the counter to whoever is known there.

use axum::extract::{Form, Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use hadir_org::{Access, Organisation, Problem, Reader, Routes, Visitor};
use hadir_ui::components::{Button, Facts, Field, Mistakes, Promise, Textarea, actions};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::shell::{Here, Page, citizen};
use hadir_ui::{t, time};
use jiff::Timestamp;
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::json;

use super::view::contact_hint;
use crate::code::SecretCode;
use crate::commands;
use crate::kinds::Status;
use crate::pages::citizen::follow::opened;
use crate::pages::wording::{self, basis, local, unit_name};
use crate::places::Places;
use crate::state::Wish;
use crate::{Case, Cases, Failure, api};

pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform())
        .get("/lacak/{code}/data", Access::Reporter, show_page)
        .post("/lacak/{code}/data", Access::Reporter, ask)
        .get("/lacak/{code}/salinan", Access::Reporter, give_copy)
}

/// Why it is to be erased, if the reporter says so.
#[derive(Clone, Debug, Default, Deserialize)]
struct AskForm {
    #[serde(default)]
    alasan: String,
}

/// `GET /lacak/{code}/data`.
async fn show_page(
    State(cases): State<Cases>,
    Reader { lang }: Reader,
    Path(code): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    Ok(match opened(&cases, &lang, &code, &visitor).await? {
        Ok((case, code)) => {
            page(&cases, &lang, &case, &code, &AskForm::default(), &Mistakes::default()).await?.into_response()
        }
        Err(refused) => refused,
    })
}

/// `POST /lacak/{code}/data`: asks that the words be erased.
async fn ask(
    State(cases): State<Cases>,
    Reader { lang }: Reader,
    Path(code): Path<String>,
    visitor: Visitor,
    Form(typed): Form<AskForm>,
) -> Result<Response, Problem> {
    let (case, code) = match opened(&cases, &lang, &code, &visitor).await? {
        Ok(opened) => opened,
        Err(refused) => return Ok(refused),
    };
    let why = typed.alasan.clone();
    let decide = move |case: &Case, org: &Organisation, now| commands::ask_erasure(case, &why, org, now);
    match cases.as_reporter(&code, decide).await {
        Ok(_) => {
            let target = format!("/lacak/{code}?sudah");
            Ok(([(header::REFERRER_POLICY, "no-referrer")], Redirect::to(&target)).into_response())
        }
        Err(Failure::Refused(refusal)) => {
            let mistakes = Mistakes::one("alasan", wording::refusal(&lang, &refusal));
            let page = page(&cases, &lang, &case, &code, &typed, &mistakes).await?;
            Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        Err(Failure::Fault(fault)) => Err(fault.into()),
    }
}

/// `GET /lacak/{code}/salinan`: everything the reporter said and read, as a file that other programs read (UU 27/2022, Pasal 7
/// and 13).
async fn give_copy(
    State(cases): State<Cases>,
    Reader { lang }: Reader,
    Path(code): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let (case, code) = match opened(&cases, &lang, &code, &visitor).await? {
        Ok(opened) => opened,
        Err(refused) => return Ok(refused),
    };
    let view = api::own(&cases, &lang, &case, &code).await?;
    let mut view = serde_json::to_value(view).map_err(Problem::fault)?;
    let words = case.words.as_ref();
    view["sapa"] = json!(words.and_then(|words| words.sapa.as_deref()));
    view["contact"] =
        json!(words.and_then(|words| words.contact.as_deref()).map(|contact| contact_hint(&lang, contact)));
    view["spot"] = json!(words.and_then(|words| words.spot.as_deref()));
    view["lat"] = json!(words.and_then(|words| words.lat));
    view["lon"] = json!(words.and_then(|words| words.lon));
    let photos = case.photos();
    let photo = |(at, photo): (usize, &&crate::events::Photo)| json!({ "url": format!("/lacak/{code}/foto/{}", at + 1), "width": photo.width, "height": photo.height });
    view["photos"] = photos.iter().enumerate().map(photo).collect();
    let text = serde_json::to_string_pretty(&view).map_err(|_| Problem::not_found())?;
    let name = format!("attachment; filename=\"{}.json\"", case.number());
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, "no-store".to_owned()),
        (header::REFERRER_POLICY, "no-referrer".to_owned()),
    ];
    Ok((headers, text).into_response())
}

async fn page(
    cases: &Cases,
    lang: &Lang,
    case: &Case,
    code: &SecretCode,
    typed: &AskForm,
    mistakes: &Mistakes,
) -> Result<Html, Problem> {
    let (org, places, site, now) =
        (cases.platform().org(), cases.places().await?, cases.platform().site(), cases.now());
    let title = t!(lang, "data-title");
    let back = Button::link(t!(lang, "data-back"), format!("/lacak/{code}")).quiet();
    let content = html! {
        (mistakes.summary(lang))
        p.soft { (lang.markup("follow-number", &[], &[("number", html! { span.num { (case.number()) } })])) }
        h1 { (title) }
        @if case.is_erased() {
            p.lead { (gone(lang, case, &org)) }
            p { (t!(lang, "data-gone.left")) }
            (back)
        } @else {
            p.lead { (t!(lang, "data-lead")) }
            section.stack {
                h2 { (t!(lang, "data-kept")) }
                (kept(lang, case, &places))
                p.soft { (t!(lang, "data-kept.contact")) }
                p { (readers(lang, case, &org)) }
                @if let Some(until) = kept_until(lang, case, &org, now) { p { (until) } }
                p { (Button::link(t!(lang, "data-copy"), format!("/lacak/{code}/salinan")).quiet()) }
                p.soft { (t!(lang, "data-copy.about")) }
            }
            section.stack #hapus {
                h2 { (t!(lang, "data-erase")) }
                @match case.open_erasure_wish() {
                    Some(wish) => (waiting(lang, case, &org, wish, now)),
                    None => (form(lang, case, code, typed, mistakes, now)),
                }
            }
            (back)
        }
    };
    Ok(citizen(&Page::new(&site, lang, Here::Follow, title), content).no_referrer())
}

/// Until when it is kept, where the regency erases by itself what was kept long enough.
fn kept_until(lang: &Lang, case: &Case, org: &Organisation, now: Timestamp) -> Option<String> {
    let begins = org.regency().retention_on?;
    let until = commands::kept_until(case, org, now)?;
    // What was kept longer before erasing began goes when it begins.
    let day = local(org, &case.unit, until.as_millisecond()).date().max(begins);
    Some(t!(lang, "data-kept-until", day = time::day_and_year(lang, day)))
}

/// What the reporter gave.
fn kept(lang: &Lang, case: &Case, places: &Places) -> Facts {
    let words = case.words.as_ref();
    let code = case.received.as_ref().and_then(|received| received.place.as_deref());
    let place = code.and_then(|code| places.name(code)).map(str::to_owned);
    let spot = words.and_then(|words| words.spot.clone());
    let place = [spot, place].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let position = words.and_then(|words| Some(format!("{:.5}, {:.5}", words.lat?, words.lon?)));
    let contact = words.and_then(|words| words.contact.as_deref()).map(|contact| contact_hint(lang, contact));
    let none = || t!(lang, "data-none");
    let photos = case.photos().len();
    Facts::new()
        .row(t!(lang, "data-name"), words.and_then(|words| words.name.clone()).unwrap_or_else(none))
        .row(t!(lang, "data-contact"), contact.unwrap_or_else(none))
        .row(t!(lang, "fact-place"), if place.is_empty() { none() } else { place })
        .row_if(t!(lang, "data-position"), position)
        .row_if(t!(lang, "fact-photos"), (photos > 0).then(|| t!(lang, "fact-photos.count", count = photos)))
        .row(t!(lang, "data-words"), t!(lang, "data-words.where"))
}

/// Who reads it: the office, and who else the reporter lets.
fn readers(lang: &Lang, case: &Case, org: &Organisation) -> String {
    if case.sensitivity.is_some() {
        return t!(lang, "data-readers-circle");
    }
    let office = t!(lang, "data-readers", unit = unit_name(org, &case.unit));
    let others = if case.is_public() { t!(lang, "data-readers.public") } else { t!(lang, "data-readers.none") };
    format!("{office} {others}")
}

fn form(lang: &Lang, case: &Case, code: &SecretCode, typed: &AskForm, mistakes: &Mistakes, now: Timestamp) -> Markup {
    let is_open = !matches!(case.status_at(now), Status::Closed | Status::Ended);
    let refused = case.erasure_wish().is_some_and(|wish| wish.refused_at.is_some());
    let field = Field::new(lang, "alasan", t!(lang, "data-erase-why"), Textarea::rows(3).value(&typed.alasan));
    html! {
        @if refused { p { (t!(lang, "data-erase-refused")) } }
        p { (t!(lang, "data-erase.about")) }
        @if is_open { p { (t!(lang, "data-erase.open")) } }
        @if !case.joined.is_empty() { p { (t!(lang, "data-erase.shared")) } }
        form.stack method="post" action={ "/lacak/" (code) "/data" } {
            (field.optional().error(mistakes.at("alasan")))
            (actions(&[Button::submit(t!(lang, "data-erase-do")).quiet()]))
        }
    }
}

/// That the office owes an answer, and by when.
fn waiting(lang: &Lang, case: &Case, org: &Organisation, wish: &Wish, now: Timestamp) -> Markup {
    let asked = time::moment(lang, &local(org, &case.unit, wish.at));
    let unit = unit_name(org, &case.unit);
    html! {
        p { (t!(lang, "data-asked", when = asked)) }
        @if let Some(due) = &wish.due {
            @let when = time::deadline_mark(lang, &local(org, &case.unit, due.due_at));
            @let key = if due.due_at < now.as_millisecond() { "data-late-promise" } else { "data-promise" };
            (Promise::new(lang.markup(key, &[("unit", unit.as_str().into())], &[("when", when)])).why(basis(lang, due)))
        } @else {
            p { (t!(lang, "data-waits", unit = unit)) }
        }
    }
}

/// Since when the words are erased, and why.
pub(super) fn gone(lang: &Lang, case: &Case, org: &Organisation) -> String {
    let Some(gone) = case.erased() else { return String::new() };
    let day = time::day_and_year(lang, local(org, &case.unit, gone.at).date());
    match gone.rule {
        Some(_) => t!(lang, "data-gone-by-rule", day = day),
        None => t!(lang, "data-gone", day = day),
    }
}

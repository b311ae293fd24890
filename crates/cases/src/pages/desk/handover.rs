//! `/meja/{number}/serah`: a matter of another authority. Offering to hand the report over, the sheet with exactly what its
//! reporter agreed to, and writing down that it was handed over.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use hadir_oplog::OpId;
use hadir_org::{Right, Routes, SameOrigin};
use hadir_ui::components::{Button, Facts, Field, Input, Mistakes, Note, Textarea, Weight};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::shell::{BarePage, bare};
use hadir_ui::{t, time};
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::act::{ActPage, Seen, Sent, back_to};
use super::find::Instead;
use super::seat::{OpenCase, Seat};
use super::{IN_CIRCLE_TOO, refusal};
use crate::commands::{self, AUTHORITY_CHARS_MAX, Asking, Elsewhere, REACH_CHARS_MAX, Refusal};
use crate::events::{CaseEvent, Handover};
use crate::pages::handing;
use crate::pages::photos::Album;
use crate::state::Offer;
use crate::{Case, Cases};

/// The last part of its address.
pub(super) const ACT: &str = "serah";

/// Its routes. In a closed circle its people do it, whatever they may elsewhere.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform())
        .get("/meja/{number}/serah", IN_CIRCLE_TOO, show_form)
        .post("/meja/{number}/serah", IN_CIRCLE_TOO, offer)
        .get("/meja/{number}/serah/berkas", IN_CIRCLE_TOO, show_sheet)
        .post("/meja/{number}/serah/tercatat", IN_CIRCLE_TOO, hand_over)
}

/// Whose matter it is, how they are reached, and why it is theirs.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct OfferForm {
    #[serde(default)]
    pub at: Seen,
    #[serde(default)]
    pub lembaga: String,
    #[serde(default)]
    pub alamat: String,
    #[serde(default)]
    pub alasan: String,
}

impl OfferForm {
    /// Everything that was typed, for who cannot send it any more.
    fn typed(&self) -> String {
        let typed = [&self.lembaga, &self.alamat, &self.alasan].map(|typed| typed.trim());
        typed.into_iter().filter(|typed| !typed.is_empty()).collect::<Vec<_>>().join("\n\n")
    }

    /// Whether this very form was carried out already: since the officer saw the page they have made the offer that stands
    /// in it, and have not taken it back. A question in the same words is none, and neither is an offer of a page read since.
    fn is_done(&self, case: &Case, asking: &Asking<'_>) -> bool {
        let (Some(seen), Some(offer)) = (self.at.0, case.offer()) else { return false };
        let Some(at) = case.thread.iter().position(|moment| Some(moment.id) == offer.op) else { return false };
        let is_own = asking.by.actor_id().is_some() && case.thread[at].actor == asking.by.actor_id();
        let asked = case.thread[..at].last().and_then(|moment| moment.event.words());
        let why = asked.map_or("", |words| words.text.as_str());
        let is_so = offer.authority == commands::on_one_line(&self.lembaga)
            && offer.reach == commands::on_one_line(&self.alamat)
            && why == self.alasan.trim().replace("\r\n", "\n");
        at >= seen && is_own && is_so
    }
}

/// To which offer the reporter agreed, and how the report was handed over.
#[derive(Clone, Debug, Default, Deserialize)]
struct HandForm {
    #[serde(default)]
    at: Seen,
    #[serde(default)]
    op: String,
    #[serde(default)]
    tanggal: String,
    #[serde(default)]
    cara: String,
}

async fn show_form(seat: Seat, Path(number): Path<String>) -> Result<Response, Instead> {
    let open = seat.open_for(&number, Right::Close).await?;
    if let Some(offer) = open.case.agreed_offer() {
        return Ok(hand_page(&seat, &open, offer, &HandForm::default(), &Mistakes::default()).into_response());
    }
    if commands::offerable(&open.case, open.now).is_err() {
        // It waits, or is done with: the case says which.
        return Ok(back_to(&open.address(), Seen::default()));
    }
    Ok(offer_page(&seat, &open, &OfferForm::default(), &Mistakes::default()).into_response())
}

async fn offer(
    seat: Seat,
    _: SameOrigin,
    Path(number): Path<String>,
    Form(form): Form<OfferForm>,
) -> Result<Response, Instead> {
    let elsewhere = Elsewhere { authority: form.lembaga.clone(), reach: form.alamat.clone(), why: form.alasan.clone() };
    let (sent, before) = (Sent::new(form.at, &form.typed(), |_| false), form.clone());
    let decide = move |case: &Case, asking: &Asking<'_>| {
        if before.is_done(case, asking) { Ok(Vec::new()) } else { commands::offer(case, &elsewhere, asking) }
    };
    match seat.act(&number, sent, decide).await? {
        Ok(done) => Ok(done),
        Err(refusal) => {
            let open = seat.open_for(&number, Right::Close).await?;
            let field = match refusal {
                Refusal::AuthorityMissing | Refusal::TooLong(AUTHORITY_CHARS_MAX) => "lembaga",
                Refusal::ReachMissing | Refusal::TooLong(REACH_CHARS_MAX) => "alamat",
                _ => "alasan",
            };
            Ok(offer_page(&seat, &open, &form, &refusal::at(&seat.lang, field, &refusal)).into_response())
        }
    }
}

/// The form in which the authority is named.
pub(super) fn offer_page(seat: &Seat, open: &OpenCase, form: &OfferForm, mistakes: &Mistakes) -> Html {
    let lang = &seat.lang;
    let until = open.unit().map(|unit| crate::due::Desk::of(&open.org, &unit).closes_at(open.now).as_millisecond());
    let until = until.map(|at| time::day(lang, open.local(at).date())).unwrap_or_default();
    let lembaga = Input::line().value(&form.lembaga);
    let alamat = Textarea::rows(2).value(&form.alamat);
    let alasan = Textarea::rows(4).value(&form.alasan);
    let fields = html! {
        @if open.case.sensitivity.is_some() {
            (Note::new(Weight::Soon, t!(lang, "meja-offer-circle"), html! { p { (t!(lang, "meja-offer-circle.care")) } }))
        }
        (Field::new(lang, "lembaga", t!(lang, "meja-offer-authority"), lembaga)
            .hint(t!(lang, "meja-offer-authority.hint")).error(mistakes.at("lembaga")))
        (Field::new(lang, "alamat", t!(lang, "meja-offer-reach"), alamat)
            .hint(t!(lang, "meja-offer-reach.hint")).error(mistakes.at("alamat")))
        (Field::new(lang, "alasan", t!(lang, "meja-offer-why"), alasan)
            .hint(t!(lang, "meja-offer-why.hint")).error(mistakes.at("alasan")))
    };
    let page = ActPage {
        seat,
        open,
        act: ACT,
        title: t!(lang, "meja-act-offer"),
        lead: t!(lang, "meja-offer-lead", until = until),
        fields,
        submit: t!(lang, "meja-offer-do"),
        seen: form.at,
        mistakes,
    };
    page.html()
}

/// `POST /meja/{number}/serah/tercatat`: it was handed over.
async fn hand_over(
    seat: Seat,
    _: SameOrigin,
    Path(number): Path<String>,
    Form(form): Form<HandForm>,
) -> Result<Response, Instead> {
    let op = form.op.parse::<OpId>().unwrap_or(OpId::from_bytes([0; 32]));
    let is_it = move |event: &CaseEvent| matches!(event, CaseEvent::Handover(Handover::HandedOver(facts, _)) if facts.op() == op);
    let (sent, how, on) = (Sent::new(form.at, &form.cara, is_it), form.cara.clone(), form.tanggal.parse().ok());
    match seat.act(&number, sent, move |case, asking| commands::hand_over(case, op, on, &how, asking)).await? {
        Ok(done) => Ok(done),
        Err(refusal) => {
            let open = seat.open_for(&number, Right::Close).await?;
            let field = if refusal == Refusal::DayOutside { "tanggal" } else { "cara" };
            let mistakes = refusal::at(&seat.lang, field, &refusal);
            match open.case.agreed_offer() {
                Some(offer) => Ok(hand_page(&seat, &open, offer, &form, &mistakes).into_response()),
                // The reporter took the consent back, or a colleague was first: the case says what happened, and what was
                // typed is shown to be taken along.
                None => no_longer(&seat, &open, &form, &refusal).await,
            }
        }
    }
}

async fn no_longer(seat: &Seat, open: &OpenCase, form: &HandForm, refusal: &Refusal) -> Result<Response, Instead> {
    let words = html! { @if !form.cara.is_empty() { blockquote { (form.cara) } } };
    let note = Note::new(Weight::Late, refusal::sentence(&seat.lang, refusal), words);
    let (typed, mistakes) = (super::answer::AnswerForm::default(), Mistakes::default());
    let note = html! { div role="alert" { (note) } };
    let page = super::case_page::told_first(seat, open, &typed, &mistakes, note).await?;
    Ok(page.status(axum::http::StatusCode::CONFLICT).into_response())
}

fn hand_page(seat: &Seat, open: &OpenCase, offer: &Offer, form: &HandForm, mistakes: &Mistakes) -> Html {
    let lang = &seat.lang;
    let today = || open.local(open.now.as_millisecond()).date().to_string();
    let day = if mistakes.is_empty() && form.tanggal.is_empty() { today() } else { form.tanggal.clone() };
    let fields = html! {
        p { (Button::link(t!(lang, "meja-hand-sheet"), format!("{}/berkas", open.form_path(ACT))).quiet()) }
        input type="hidden" name="op" value=(offer.op.map(|op| op.to_string()).unwrap_or_default());
        (Field::new(lang, "tanggal", t!(lang, "meja-hand-day"), Input::date().value(day))
            .error(mistakes.at("tanggal")))
        (Field::new(lang, "cara", t!(lang, "meja-hand-how"), Textarea::rows(3).value(&form.cara))
            .hint(t!(lang, "meja-hand-how.hint")).error(mistakes.at("cara")))
    };
    let page = ActPage {
        seat,
        open,
        act: "serah/tercatat",
        title: t!(lang, "meja-act-hand", authority = offer.authority.as_str()),
        lead: t!(lang, "meja-hand-lead"),
        fields,
        submit: t!(lang, "meja-hand-do"),
        seen: form.at,
        mistakes,
    };
    page.html()
}

/// `GET /meja/{number}/serah/berkas`: what is handed over, to print. It is there from the reporter's yes until the report is
/// handed over, and holds nothing that the reporter did not agree to.
async fn show_sheet(seat: Seat, Path(number): Path<String>) -> Result<Response, Instead> {
    let open = seat.open_for(&number, Right::Close).await?;
    let Some(offer) = open.case.agreed_offer() else {
        return Ok(back_to(&open.address(), Seen::default()));
    };
    let places = seat.cases.places().await?;
    let files = seat.cases.platform().store().files();
    let album = Album::open(files, &open.case, open.path()).await;
    let lang = &seat.lang;
    let title = t!(lang, "meja-sheet", number = open.case.number());
    let content = html! {
        main #isi.stack {
            p.soft { (open.org.regency().name) ", " (open.unit_name()) }
            h1 { (title) }
            (parties(lang, &open, offer))
            h2 { (t!(lang, "meja-sheet-report")) }
            (handing::what(lang, &open.case, offer, &open.org, &places))
            (pictures(lang, &open, offer, &album))
            p.screen { (Button::link(t!(lang, "meja-sheet-back"), open.form_path(ACT)).quiet()) }
        }
    };
    Ok(bare(&BarePage::new(lang, title), content).no_referrer().into_response())
}

/// To whom, on whose consent, and how the reporter is reached if that goes along.
fn parties(lang: &Lang, open: &OpenCase, offer: &Offer) -> Markup {
    let words = open.case.words.as_ref();
    let consent = offer.yes();
    let with_contact = consent.is_some_and(|consent| consent.with_contact);
    let who = words.filter(|_| with_contact).map(|words| [words.name.clone(), words.contact.clone()]);
    let who = who.into_iter().flatten().flatten().collect::<Vec<_>>().join(", ");
    let who = if who.is_empty() { t!(lang, "meja-sheet-reporter-none") } else { who };
    Facts::new()
        .row(t!(lang, "meja-sheet-to"), offer.authority.as_str())
        .row_if(t!(lang, "meja-sheet-reach"), (!offer.reach.is_empty()).then_some(offer.reach.as_str()))
        .row_if(
            t!(lang, "meja-sheet-consented"),
            consent.map(|consent| time::day_and_year(lang, open.local(consent.at).date())),
        )
        .row(t!(lang, "meja-fact-reporter"), who)
        .render()
}

/// The photos that the reporter saw in the offer, and no others.
fn pictures(lang: &Lang, open: &OpenCase, offer: &Offer, album: &Album) -> Markup {
    let photos = open.case.photos();
    let offered = photos.iter().enumerate().filter(|(_, photo)| offer.has_photo(photo));
    html! { @for (at, _) in offered { (album.large(lang, at)) } }
}

/// What waits of an offer, above the case: the reporter's answer, or being handed over.
pub(super) fn note(lang: &Lang, open: &OpenCase) -> Markup {
    let case = &open.case;
    if case.is_beyond {
        return html! {};
    }
    if let Some(offer) = case.open_offer() {
        let until = time::desk_moment(lang, &open.local(offer.until));
        let heading = t!(lang, "meja-offer-waits", authority = offer.authority.as_str());
        let words = if offer.ends {
            t!(lang, "meja-offer-waits.until", until = until)
        } else {
            t!(lang, "meja-offer-waits.until-second", until = until)
        };
        return Note::new(Weight::Plain, heading, html! { p { (words) } p { (offer.reach) } }).render();
    }
    let Some(offer) = case.agreed_offer() else { return html! {} };
    let words = html! {
        div.stack {
            p { (t!(lang, "meja-offer-agreed.about")) }
            @if open.may(Right::Close) { p { (Button::link(t!(lang, "meja-act-hand-short"), open.form_path(ACT))) } }
        }
    };
    Note::new(Weight::Soon, t!(lang, "meja-offer-agreed", authority = offer.authority.as_str()), words).render()
}

/// Whether the act is among those the person can do now.
pub(super) fn is_offered(open: &OpenCase) -> bool {
    open.may(Right::Close) && commands::offerable(&open.case, open.now).is_ok()
}

//! Praise: `/meja/{number}/sampaikan` passes it on to somebody of the staff, and `/meja/pujian` is where everybody who can
//! sign in reads what was passed on to them, whatever else they may read.
//!
//! What they read are the words that the public would read: without contacts, and without the reporter's name unless the
//! reporter shows it to everyone.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use hadir_oplog::{ActorId, AggregateId};
use hadir_org::{Access, Organisation, Problem, Right, Routes, SameOrigin};
use hadir_store::Fault;
use hadir_ui::components::{Choices, Empty, Field, Mistakes, Pager, Said, Select};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::shell::desk;
use hadir_ui::{t, time};
use maud::{Markup, html};
use serde::Deserialize;

use super::act::{ActPage, Seen, Sent};
use super::find::Instead;
use super::refusal;
use super::seat::{OpenCase, Seat};
use super::thread::officer;
use crate::commands;
use crate::events::CaseEvent;
use crate::kinds::Visibility;
use crate::pages::wording::{self, local};
use crate::places::Places;
use crate::queries::{self, PraisePlace};
use crate::{Case, Cases};

/// Where everybody reads what praises them.
pub(super) const HERE: &str = "/meja/pujian";
/// The last part of the address of passing on.
pub(super) const ACT: &str = "sampaikan";
/// Reports on a page.
const PAGE: usize = 20;

/// Its routes.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform())
        .get("/meja/pujian", Access::SignedIn, show_own)
        .get("/meja/{number}/sampaikan", Access::Needs(Right::Answer), show_form)
        .post("/meja/{number}/sampaikan", Access::Needs(Right::Answer), pass_on)
}

/// Where the list begins.
#[derive(Default, Deserialize)]
struct Wish {
    sejak: Option<i64>,
    tempat: Option<i64>,
}

/// `GET /meja/pujian`.
async fn show_own(seat: Seat, Query(wish): Query<Wish>) -> Result<Html, Problem> {
    let (lang, org, places) = (&seat.lang, seat.org(), seat.cases.places().await?);
    let before = wish.sejak.zip(wish.tempat);
    let reads = seat.cases.platform().store().reads();
    let mut rows = queries::praise(reads, seat.staff.0.id, before, PAGE as i64 + 1).await?;
    let has_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| has_more).map(|((at, place), _)| format!("{HERE}?sejak={at}&tempat={place}"));
    let shown = read(&seat, &rows).await?;
    let content = html! {
        h1 { (t!(lang, "meja-praise")) }
        p.lead { (t!(lang, "meja-praise-lead")) }
        @if shown.is_empty() && before.is_none() {
            (Empty::new(t!(lang, "meja-praise-none"), t!(lang, "meja-praise-none.about")))
        }
        @for (at, case) in &shown { (item(lang, &org, &places, case, *at)) }
        @if before.is_some() || next.is_some() {
            (Pager::new(lang, t!(lang, "meja-praise-shown", count = shown.len())).next(next))
        }
    };
    Ok(desk(&seat.frame(t!(lang, "meja-praise"), HERE, None, None), content))
}

/// The reports behind some rows, each with when it was passed on.
async fn read(seat: &Seat, rows: &[(PraisePlace, Vec<u8>)]) -> Result<Vec<(i64, Case)>, Fault> {
    let mut found = Vec::with_capacity(rows.len());
    for ((at, _), id) in rows {
        let Ok(id) = id.as_slice().try_into().map(AggregateId::from_bytes) else { continue };
        let case: Option<Case> = seat.cases.platform().store().state(id).await?;
        found.extend(case.filter(commands::is_praise).map(|case| (*at, case)));
    }
    Ok(found)
}

/// Who thanks, where, and in which words.
fn item(lang: &Lang, org: &Organisation, places: &Places, case: &Case, at: i64) -> Markup {
    let words = case.words.as_ref();
    let name = words.and_then(|words| words.name.clone()).filter(|_| case.visibility() == Visibility::Public);
    let who = name.unwrap_or_else(|| t!(lang, "meja-praise-somebody"));
    let place = case.received.as_ref().and_then(|received| received.place.as_deref());
    let place = place.and_then(|code| places.name(code)).map(str::to_owned);
    let day = time::plain(lang, local(org, &case.unit, at).date());
    let about =
        [Some(wording::unit_name(org, &case.unit)), place].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    html! {
        section.stack {
            h2 { (t!(lang, "meja-praise-from", who = who, day = day)) }
            @match words {
                Some(words) => { (Said::new(case.for_public(&words.text)).lang("id")) }
                None => { p { (t!(lang, "meja-erased")) } }
            }
            p.soft { (about) }
        }
    }
}

/// Whom it praises.
#[derive(Clone, Debug, Default, Deserialize)]
struct PraiseForm {
    #[serde(default)]
    at: Seen,
    #[serde(default)]
    kepada: String,
}

async fn show_form(seat: Seat, Path(number): Path<String>) -> Result<Html, Instead> {
    let open = seat.open_for(&number, Right::Answer).await?;
    Ok(page(&seat, &open, &PraiseForm::default(), &Mistakes::default()))
}

/// `POST /meja/{number}/sampaikan`.
async fn pass_on(
    seat: Seat,
    _: SameOrigin,
    Path(number): Path<String>,
    Form(form): Form<PraiseForm>,
) -> Result<Response, Instead> {
    let chosen = form.kepada.parse::<ActorId>().ok();
    let mistakes = match chosen {
        None => Mistakes::one("kepada", t!(seat.lang, "meja-praise-choose")),
        Some(to) => {
            let is_it =
                move |event: &CaseEvent| matches!(event, CaseEvent::Praised(facts) if facts.to().any(|id| id == to));
            let sent = Sent::new(form.at, "", is_it);
            match seat.act(&number, sent, move |case, asking| commands::pass_on(case, to, asking)).await? {
                Ok(done) => return Ok(done),
                Err(refusal) => refusal::at(&seat.lang, "kepada", &refusal),
            }
        }
    };
    let open = seat.open_for(&number, Right::Answer).await?;
    Ok(page(&seat, &open, &form, &mistakes).into_response())
}

fn page(seat: &Seat, open: &OpenCase, form: &PraiseForm, mistakes: &Mistakes) -> Html {
    let lang = &seat.lang;
    let reached: Vec<_> = open.case.praised().into_keys().map(|id| officer(lang, &open.org, id)).collect();
    let select = staff(lang, open).chosen(&form.kepada);
    let fields = html! {
        @if !reached.is_empty() { p.soft { (t!(lang, "meja-praise-reached", names = reached.join(", "))) } }
        (Field::new(lang, "kepada", t!(lang, "meja-praise-to"), select)
            .hint(t!(lang, "meja-praise-to.hint")).error(mistakes.at("kepada")))
    };
    let page = ActPage {
        seat,
        open,
        act: ACT,
        title: t!(lang, "meja-act-praise"),
        lead: t!(lang, "meja-praise-act-lead"),
        fields,
        submit: t!(lang, "meja-praise-do"),
        seen: form.at,
        mistakes,
    };
    page.html()
}

/// Everybody who can sign in, by unit, the unit of the report first.
fn staff(lang: &Lang, open: &OpenCase) -> Select {
    let mut units = open.org.units_by_name();
    units.sort_by_key(|unit| unit.code.as_str() != open.case.unit);
    units.into_iter().fold(Select::new().empty(t!(lang, "meja-praise-nobody")), |select, unit| {
        let people = open.org.staff_of(&unit.code);
        if people.is_empty() {
            return select;
        }
        let group = |group: Choices, id: ActorId, name: &str| group.option(id.to_string(), name);
        select.choices(people.iter().fold(Choices::group(&unit.name), |all, one| group(all, one.id, &one.name)))
    })
}

/// Whether the act is among those the person can do now.
pub(super) fn is_offered(open: &OpenCase) -> bool {
    commands::is_praise(&open.case) && open.may(Right::Answer)
}

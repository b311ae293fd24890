//! Handing a case to a unit or a person, and taking it up oneself.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use hadir_oplog::ActorId;
use hadir_org::{Organisation, Problem, Right, SameOrigin, UnitCode};
use hadir_ui::components::{Choices, Field, Mistakes, Select, Textarea};
use hadir_ui::html::Html;
use hadir_ui::t;
use maud::html;
use serde::Deserialize;

use super::act::{ActPage, Seen, Sent};
use super::away;
use super::find::Instead;
use super::refusal;
use super::seat::{OpenCase, Seat};
use crate::commands::{self, Assign, Refusal};
use crate::events::CaseEvent;

/// What was typed: to whom, `dishub` or `dishub/0123…` for one of its people, and why.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct HandOnForm {
    #[serde(default)]
    at: Seen,
    #[serde(default)]
    kepada: String,
    #[serde(default)]
    alasan: String,
}

/// To whom a form hands a case on: a unit, or one of its people behind a slash.
pub(super) fn recipient(to: &str, why: &str) -> Result<Assign, Refusal> {
    let (unit, staff) = match to.split_once('/') {
        Some((unit, staff)) => (unit, Some(staff.parse().map_err(|_| Refusal::NotInUnit)?)),
        None => (to, None),
    };
    let unit = UnitCode::try_new(unit).map_err(|_| Refusal::UnknownUnit)?;
    Ok(Assign { unit, staff, why: why.to_owned() })
}

pub(super) async fn show_form(seat: Seat, Path(number): Path<String>) -> Result<Html, Instead> {
    let open = seat.open_for(&number, Right::Assign).await?;
    Ok(page(&seat, &open, &HandOnForm::default(), &Mistakes::default()))
}

pub(super) async fn hand_on(
    seat: Seat,
    _: SameOrigin,
    Path(number): Path<String>,
    Form(form): Form<HandOnForm>,
) -> Result<Response, Instead> {
    let refusal = match recipient(&form.kepada, &form.alasan) {
        Ok(assign) => match act(&seat, &number, form.at, assign).await? {
            Ok(done) => return Ok(done),
            Err(refusal) => refusal,
        },
        Err(refusal) => refusal,
    };
    let open = seat.open_for(&number, Right::Assign).await?;
    let field = if matches!(refusal, Refusal::Empty | Refusal::TooLong(_)) { "alasan" } else { "kepada" };
    Ok(page(&seat, &open, &form, &refusal::at(&seat.lang, field, &refusal)).into_response())
}

/// `POST /meja/{number}/ambil`: the officer takes the case up.
pub(super) async fn take_up(
    seat: Seat,
    _: SameOrigin,
    Path(number): Path<String>,
    Form(form): Form<HandOnForm>,
) -> Result<Response, Instead> {
    let open = seat.open(&number).await?;
    let unit = open.unit().ok_or_else(Problem::conflict)?;
    let assign = Assign { unit, staff: Some(seat.staff.0.id), why: String::new() };
    act(&seat, &open.exact(), form.at, assign).await?.or_else(|refusal| match refusal {
        // Someone else, or a first press of this same button, was quicker: the case shows who has it now.
        Refusal::AlreadyThere | Refusal::Closed => Ok(super::act::back_to(&open.address(), form.at)),
        _ => Err(Problem::conflict().into()),
    })
}

async fn act(seat: &Seat, number: &str, seen: Seen, assign: Assign) -> Result<Result<Response, Refusal>, Instead> {
    let (unit, staff) = (assign.unit.clone(), assign.staff);
    let is_it = move |event: &CaseEvent| match event {
        CaseEvent::Assigned(facts, _) => facts.unit == unit.as_str() && facts.staff.map(ActorId::from_bytes) == staff,
        _ => false,
    };
    let sent = Sent::new(seen, &assign.why.clone(), is_it);
    seat.act(number, sent, move |case, asking| commands::assign(case, &assign, asking)).await
}

fn page(seat: &Seat, open: &OpenCase, form: &HandOnForm, mistakes: &Mistakes) -> Html {
    let lang = &seat.lang;
    let kepada = recipients(seat, &open.org).chosen(&form.kepada);
    let why = Textarea::rows(3).value(&form.alasan);
    let fields = html! {
        (Field::new(lang, "kepada", t!(lang, "meja-hand-on-to"), kepada)
            .hint(t!(lang, "meja-hand-on-to.hint")).error(mistakes.at("kepada")))
        (Field::new(lang, "alasan", t!(lang, "meja-hand-on-why"), why).optional()
            .hint(t!(lang, "meja-hand-on-why.hint")).error(mistakes.at("alasan")))
    };
    let page = ActPage {
        seat,
        open,
        act: "teruskan",
        title: t!(lang, "meja-act-hand-on"),
        lead: t!(lang, "meja-hand-on-lead"),
        fields,
        submit: t!(lang, "meja-hand-on-do"),
        seen: form.at,
        mistakes,
    };
    page.html()
}

/// Every unit, each with the people of it who read cases. Whoever is away is there, too, marked with until when and who does their work.
pub(super) fn recipients(seat: &Seat, org: &Organisation) -> Select {
    let (lang, now) = (&seat.lang, seat.cases.now());
    let mut people: BTreeMap<&UnitCode, Vec<(String, String)>> = BTreeMap::new();
    for officer in org.staff_by_name() {
        let reads_cases = officer.grants.iter().any(|grant| grant.role.has(Right::ReadCases));
        if reads_cases && !officer.is_suspended {
            let value = format!("{}/{}", officer.unit, officer.id);
            people.entry(&officer.unit).or_default().push((value, away::marked(lang, org, officer, now)));
        }
    }
    org.units_by_name().into_iter().fold(Select::new().empty(t!(lang, "meja-hand-on-choose")), |select, unit| {
        let anyone = t!(lang, "meja-hand-on-unit", unit = &unit.name);
        let group = Choices::group(&unit.name).option(unit.code.as_str(), anyone);
        let people = people.get(&unit.code).into_iter().flatten();
        select.choices(people.fold(group, |group, (value, name)| group.option(value, name)))
    })
}

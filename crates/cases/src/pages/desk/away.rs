//! `/meja/tidak-masuk`: who is away and who does their work. People say it for themselves, the head of their unit for them.
//! What follows from it elsewhere at the desk, in words: marks beside names, notes above lists.

use axum::Form;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use hadir_oplog::ActorId;
use hadir_org::absence::Absence;
use hadir_org::commands::absence::{self, AHEAD_MAX, AbsenceRefusal, DAYS_MAX};
use hadir_org::commands::record;
use hadir_org::{Access, By, Officer, Organisation, Problem, Right, Routes, SameOrigin, StaffRecord, ids};
use hadir_store::{Act, ActError};
use hadir_ui::components::{
    Button, Choices, Column, Confirmation, Empty, Field, Filter, Input, Mistakes, Note, Select, Table, Weight, actions,
};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::shell::desk;
use hadir_ui::{t, time};
use jiff::Timestamp;
use jiff::civil::Date;
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::act::UNPROCESSABLE;
use super::keys::key_hints;
use super::seat::{OpenCase, Seat};
use super::thread;
use crate::Cases;
use crate::queries::View;

/// Where it is said.
pub(super) const HERE: &str = "/meja/tidak-masuk";
/// Colleagues that the page lists.
const LISTED_MAX: usize = 100;

/// Its routes.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform())
        .get("/meja/tidak-masuk", Access::Needs(Right::ReadCases), show)
        .post("/meja/tidak-masuk", Access::Needs(Right::ReadCases), go_away)
        .post("/meja/tidak-masuk/kembali", Access::Needs(Right::ReadCases), come_back)
}

/// A member of staff with whoever does their work, while they are away: "Hasnah Daud (tidak masuk s.d. 27 November 2026,
/// tugasnya pada Yusran Tahir)".
pub(super) fn marked(lang: &Lang, org: &Organisation, officer: &Officer, now: Timestamp) -> String {
    let Some(absence) = org.away(officer.id, now) else { return officer.name.clone() };
    let (name, day) = (&officer.name, time::plain(lang, absence.last));
    match names(&org.stand_ins(officer.id, now)) {
        others if others.is_empty() => t!(lang, "meja-away-marked.nobody", name = name, day = day),
        others => t!(lang, "meja-away-marked", name = name, day = day, others = others),
    }
}

/// Who handles a case, marked while they are away. In a closed circle nobody does their work.
pub(super) fn handler(lang: &Lang, open: &OpenCase, staff: ActorId) -> String {
    match (open.org.staff(staff), open.org.away(staff, open.now)) {
        (Some(officer), Some(absence)) if open.case.sensitivity.is_some() => {
            t!(lang, "meja-away-marked.nobody", name = &officer.name, day = time::plain(lang, absence.last))
        }
        (Some(officer), _) => marked(lang, &open.org, officer, open.now),
        (None, _) => thread::officer(lang, &open.org, staff),
    }
}

/// Above a list: whose work it holds besides the reader's own; and that the reader is recorded as away.
pub(super) fn notes(seat: &Seat, view: View) -> Markup {
    let (lang, org, now) = (&seat.lang, seat.org(), seat.cases.now());
    let me = seat.staff.0.id;
    let own = org.away(me, now).filter(|_| matches!(view, View::Inbox | View::Mine));
    let others = if view == View::Mine { org.stands_in_for(me, now) } else { Vec::new() };
    html! {
        @if let Some(absence) = own {
            (Note::new(Weight::Plain, t!(lang, "meja-away-you", day = time::plain(lang, absence.last)), html! {
                p {
                    @match names(&org.stand_ins(me, now)) {
                        others if others.is_empty() => (t!(lang, "meja-away-you.nobody")),
                        others => (t!(lang, "meja-away-you.others", others = others)),
                    }
                    " " a href=(HERE) { (t!(lang, "meja-away-you.back")) }
                }
            }))
        }
        @for officer in others {
            @if let Some(absence) = org.away(officer.id, now) {
                (Note::new(Weight::Plain, t!(lang, "meja-away-list-also", name = &officer.name), html! {
                    p { (t!(lang, "meja-away-list-also.until", day = time::plain(lang, absence.last))) }
                }))
            }
        }
    }
}

fn names<O: AsRef<Officer>>(officers: &[&O]) -> String {
    officers.iter().map(|officer| officer.as_ref().name.as_str()).collect::<Vec<_>>().join(", ")
}

/// What the address of the page and its forms carry.
#[derive(Clone, Debug, Default, Deserialize)]
struct AwayForm {
    /// Whom it is about; whoever reads without it.
    #[serde(default)]
    untuk: String,
    #[serde(default)]
    mulai: String,
    #[serde(default)]
    sampai: String,
    /// The deputy; nobody means the head of the unit.
    #[serde(default)]
    pengganti: String,
    /// In an address: what was recorded a moment ago.
    #[serde(default)]
    tercatat: String,
    /// In an address: that an absence was ended a moment ago.
    #[serde(default)]
    kembali: String,
}

impl AwayForm {
    /// The person it is about, if this one may say it for them.
    fn officer(&self, seat: &Seat, org: &Organisation) -> Result<Officer, Problem> {
        let id = match self.untuk.as_str() {
            "" => seat.staff.0.id,
            id => id.parse().map_err(|_| Problem::not_found())?,
        };
        let officer = org.staff(id).ok_or_else(Problem::not_found)?;
        let may = absence::may_tell(officer, &seat.staff.by(), org);
        if may { Ok((**officer).clone()) } else { Err(Problem::forbidden()) }
    }

    /// The absence that was typed.
    fn absence(&self, lang: &Lang) -> Result<Absence, Mistakes> {
        let mut mistakes = Mistakes::default();
        let day = |text: &str| day(text).ok_or_else(|| t!(lang, "meja-away-day-missing"));
        let (first, last) = (mistakes.take("mulai", day(&self.mulai)), mistakes.take("sampai", day(&self.sampai)));
        let deputy = match self.pengganti.as_str() {
            "" => Ok(None),
            id => id.parse().map(Some).map_err(|_| t!(lang, "meja-away-deputy-bad")),
        };
        let deputy = mistakes.take("pengganti", deputy);
        match (first, last, deputy) {
            (Some(first), Some(last), Some(deputy)) => Ok(Absence { first, last, deputy }),
            _ => Err(mistakes),
        }
    }
}

/// A day as fields of forms write it, and in no other way.
fn day(text: &str) -> Option<Date> {
    (text.len() == 10).then(|| text.parse().ok()).flatten()
}

async fn show(seat: Seat, Query(form): Query<AwayForm>) -> Result<Html, Problem> {
    page(&seat, &form, &Mistakes::default())
}

/// `POST /meja/tidak-masuk`: records days on which somebody is away.
async fn go_away(seat: Seat, _: SameOrigin, Form(form): Form<AwayForm>) -> Result<Response, Problem> {
    let officer = form.officer(&seat, &seat.org())?;
    let wish = match form.absence(&seat.lang) {
        Ok(wish) => wish,
        Err(mistakes) => return Ok(page(&seat, &form, &mistakes)?.status(UNPROCESSABLE).into_response()),
    };
    let done = change(&seat, &officer, move |known, act, by, org| {
        let now = act.now;
        record(act, absence::go_away(known, &wish, by, org, now))
    });
    match done.await {
        Ok(_) => Ok(Redirect::to(&format!("{}&tercatat={}", address_of(&officer), wish.first)).into_response()),
        Err(error) => {
            let mistakes = mistake(&seat.lang, error)?;
            Ok(page(&seat, &form, &mistakes)?.status(UNPROCESSABLE).into_response())
        }
    }
}

/// `POST /meja/tidak-masuk/kembali`: ends an absence, or takes one back that has not begun.
async fn come_back(seat: Seat, _: SameOrigin, Form(form): Form<AwayForm>) -> Result<Response, Problem> {
    let officer = form.officer(&seat, &seat.org())?;
    let first = day(&form.mulai).ok_or_else(Problem::bad_request)?;
    let done = change(&seat, &officer, move |known, act, by, org| {
        let now = act.now;
        record(act, absence::come_back(known, first, by, org, now))
    });
    match done.await {
        Ok(is_ended) => {
            let ended = if is_ended { format!("&kembali={first}") } else { String::new() };
            Ok(Redirect::to(&format!("{}{ended}", address_of(&officer))).into_response())
        }
        Err(error) => {
            let mistakes = mistake(&seat.lang, error)?;
            Ok(page(&seat, &form, &mistakes)?.status(UNPROCESSABLE).into_response())
        }
    }
}

async fn change(
    seat: &Seat,
    officer: &Officer,
    decide: impl Fn(&StaffRecord, &mut Act<'_>, &By, &Organisation) -> Result<bool, AbsenceRefusal> + Send + 'static,
) -> Result<bool, ActError<AbsenceRefusal>> {
    let (org, by) = (seat.org(), seat.staff.by());
    let asker = by.clone();
    let decide = move |known: &StaffRecord, act: &mut Act<'_>| decide(known, act, &asker, &org);
    seat.cases.platform().directory().change(ids::of_staff(officer.id), &by, decide).await
}

fn address_of(officer: &Officer) -> String {
    format!("{HERE}?untuk={}", officer.id)
}

/// A refusal as words at the field concerned.
fn mistake(lang: &Lang, error: ActError<AbsenceRefusal>) -> Result<Mistakes, Problem> {
    let refusal = match error {
        ActError::Fault(fault) => return Err(fault.into()),
        ActError::Refused(refusal) => refusal,
    };
    Ok(match refusal {
        AbsenceRefusal::NotAllowed => return Err(Problem::forbidden()),
        AbsenceRefusal::Unknown => return Err(Problem::not_found()),
        AbsenceRefusal::Backwards => Mistakes::one("sampai", t!(lang, "meja-away-backwards")),
        AbsenceRefusal::Past => Mistakes::one("sampai", t!(lang, "meja-away-past")),
        AbsenceRefusal::TooLong => Mistakes::one("sampai", t!(lang, "meja-away-too-long", count = DAYS_MAX)),
        AbsenceRefusal::Deputy => Mistakes::one("pengganti", t!(lang, "meja-away-deputy-bad")),
        AbsenceRefusal::DeputyAway => Mistakes::one("pengganti", t!(lang, "meja-away-deputy-away")),
        AbsenceRefusal::TooMany => Mistakes::one("mulai", t!(lang, "meja-away-too-many", count = AHEAD_MAX)),
    })
}

fn page(seat: &Seat, form: &AwayForm, mistakes: &Mistakes) -> Result<Html, Problem> {
    let (lang, org) = (&seat.lang, seat.org());
    let officer = form.officer(seat, &org)?;
    let title = t!(lang, "meja-away");
    let is_me = officer.id == seat.staff.0.id;
    let today = org.today_of(&officer, seat.cases.now());
    let own: Vec<_> = officer.absences.since(today).map(|absence| (&officer, absence)).collect();
    let heading = if is_me { t!(lang, "meja-away-own") } else { t!(lang, "meja-away-of", name = &officer.name) };
    let content = html! {
        (mistakes.summary(lang))
        @if mistakes.is_empty() { (done(seat, form, &officer, &org)) }
        h1 { (title) }
        p { (t!(lang, "meja-away-lead")) }
        (persons(seat, &officer, &org))
        @if !own.is_empty() {
            section.stack { h2 { (heading) } (table(seat, &heading, &own, &org)) }
        }
        (form_of(seat, form, &officer, &org, mistakes))
        (others(seat, &officer, &org))
        (key_hints(lang))
    };
    Ok(desk(&seat.frame(&title, HERE, None, None), content))
}

/// What was done a moment ago, as far as the person's days show it.
fn done(seat: &Seat, form: &AwayForm, officer: &Officer, org: &Organisation) -> Markup {
    let (lang, name) = (&seat.lang, &officer.name);
    let recorded = day(&form.tercatat).and_then(|first| officer.absences.beginning(first));
    if let Some(absence) = recorded {
        let said = t!(lang, "meja-away-kept", name = name, days = time::range(lang, absence.first, absence.last));
        let next = match absence.deputy.and_then(|id| org.staff(id)) {
            Some(deputy) => t!(lang, "meja-away-kept.next", deputy = &deputy.name),
            None if org.has_head_besides(officer) => t!(lang, "meja-away-kept.head"),
            None => t!(lang, "meja-away-kept.nobody"),
        };
        let stood_in = stood_in(officer, absence, org);
        let also = (!stood_in.is_empty())
            .then(|| t!(lang, "meja-away-kept-stands-in", name = name, others = names(&stood_in)));
        return Confirmation::new(said, html! { (next) @if let Some(also) = also { " " (also) } }).render();
    }
    let today = org.today_of(officer, seat.cases.now());
    let is_over = |first: &Date| officer.absences.beginning(*first).is_none_or(|absence| absence.last < today);
    match day(&form.kembali).filter(is_over) {
        None => html! {},
        Some(first) if first > today => {
            let said = t!(lang, "meja-away-cancelled", name = name, day = time::plain(lang, first));
            Confirmation::new(said, t!(lang, "meja-away-cancelled.next")).render()
        }
        Some(_) if officer.absences.on(today).is_some() => html! {},
        Some(_) => {
            Confirmation::new(t!(lang, "meja-away-ended", name = name), t!(lang, "meja-away-ended.next")).render()
        }
    }
}

/// Those for whom somebody was to stand in on days on which they are away now themselves.
fn stood_in<'a>(officer: &Officer, absence: &Absence, org: &'a Organisation) -> Vec<&'a std::sync::Arc<Officer>> {
    let names_them = |other: &Absence| other.deputy == Some(officer.id) && other.meets(absence);
    let all = org.staff_by_name().into_iter();
    all.filter(|other| other.absences.since(absence.first).any(names_them)).collect()
}

/// For whom it is said, where that can be more than oneself.
fn persons(seat: &Seat, officer: &Officer, org: &Organisation) -> Markup {
    let (lang, by, me) = (&seat.lang, seat.staff.by(), &seat.staff.0);
    let others = org.staff_by_name().into_iter().filter(|other| other.id != me.id && !other.is_suspended);
    let others: Vec<_> = others.filter(|other| absence::may_tell(other, &by, org)).collect();
    if others.is_empty() {
        return html! {};
    }
    let first = Choices::plain().option("", t!(lang, "meja-away-for-me"));
    let choices = others.into_iter().fold(first, |all, other| all.option(other.id.to_string(), &other.name));
    let chosen = if officer.id == me.id { String::new() } else { officer.id.to_string() };
    let select = Select::new().choices(choices).chosen(chosen);
    html! { (Filter::new(t!(lang, "meja-away-for-show")).field("untuk", &t!(lang, "meja-away-for"), &select)) }
}

fn form_of(seat: &Seat, form: &AwayForm, officer: &Officer, org: &Organisation, mistakes: &Mistakes) -> Markup {
    let (lang, now) = (&seat.lang, seat.cases.now());
    let is_me = officer.id == seat.staff.0.id;
    let heading = match is_me {
        true => t!(lang, "meja-away-record-own"),
        false => t!(lang, "meja-away-record-of", name = &officer.name),
    };
    let today = org.today_of(officer, now);
    // Whoever is away and changes something about it begins with what is known.
    let current = officer.absences.on(today).filter(|_| form.mulai.is_empty());
    let typed = |typed: &str, known: Option<String>| {
        if typed.is_empty() { known.unwrap_or_default() } else { typed.to_owned() }
    };
    let first = typed(&form.mulai, Some(current.map_or(today, |absence| absence.first).to_string()));
    let first = Input::date().value(&first);
    let last = typed(&form.sampai, current.map(|absence| absence.last.to_string()));
    let deputy = typed(&form.pengganti, current.and_then(|absence| absence.deputy).map(|id| id.to_string()));
    let deputies = org.possible_deputies(officer).into_iter();
    let deputies = deputies
        .fold(Choices::plain(), |all, deputy| all.option(deputy.id.to_string(), marked(lang, org, deputy, now)));
    let deputies = Select::new().empty(t!(lang, "meja-away-deputy-head")).choices(deputies).chosen(&deputy);
    html! {
        section.stack {
            h2 { (heading) }
            form.narrow method="post" action=(HERE) {
                @if !is_me { input type="hidden" name="untuk" value=(officer.id); }
                (Field::new(lang, "mulai", t!(lang, "meja-away-first"), first).error(mistakes.at("mulai")))
                (Field::new(lang, "sampai", t!(lang, "meja-away-last"), Input::date().value(&last))
                    .hint(t!(lang, "meja-away-last.hint")).error(mistakes.at("sampai")))
                (Field::new(lang, "pengganti", t!(lang, "meja-away-deputy"), deputies)
                    .hint(t!(lang, "meja-away-deputy.hint")).error(mistakes.at("pengganti")))
                (actions(&[Button::submit(t!(lang, "meja-away-do"))]))
            }
        }
    }
}

/// Colleagues of the reader's unit, and of the units they head, who are away today or later.
fn others(seat: &Seat, officer: &Officer, org: &Organisation) -> Markup {
    let (lang, me, by, now) = (&seat.lang, &seat.staff.0, seat.staff.by(), seat.cases.now());
    let is_near = |other: &Officer| other.unit == me.unit || absence::may_tell(other, &by, org);
    let all = org.staff_by_name();
    let found = all.iter().filter(|other| other.id != officer.id && !other.is_suspended && is_near(other));
    let mut rows: Vec<(&Officer, &Absence)> = found
        .flat_map(|other| other.absences.since(org.today_of(other, now)).map(|absence| (&***other, absence)))
        .take(LISTED_MAX)
        .collect();
    rows.sort_by_key(|(_, absence)| absence.first);
    let heading = t!(lang, "meja-away-others");
    html! {
        section.stack {
            h2 { (heading) }
            @if rows.is_empty() {
                (Empty::new(t!(lang, "meja-away-none"), t!(lang, "meja-away-none.next")).in_section())
            } @else { (table(seat, &heading, &rows, org)) }
        }
    }
}

fn table(seat: &Seat, caption: &str, rows: &[(&Officer, &Absence)], org: &Organisation) -> Table {
    let lang = &seat.lang;
    let columns = vec![
        Column::words(t!(lang, "meja-away-name")),
        Column::words(t!(lang, "meja-away-days")),
        Column::words(t!(lang, "meja-away-deputy")),
        Column::words(t!(lang, "meja-away-change")),
    ];
    rows.iter().fold(Table::new(caption, columns).hide_caption().cards(), |table, (officer, absence)| {
        let deputy = absence.deputy.map(|id| thread::officer(lang, org, id));
        table.row(vec![
            html! { (officer.name) },
            html! { (time::range(lang, absence.first, absence.last)) },
            html! { (deputy.unwrap_or_else(|| t!(lang, "meja-away-deputy-head"))) },
            end(seat, officer, absence, org),
        ])
    })
}

/// The button that ends an absence, for whoever may.
fn end(seat: &Seat, officer: &Officer, absence: &Absence, org: &Organisation) -> Markup {
    let (lang, name) = (&seat.lang, &officer.name);
    let has_begun = absence.first <= org.today_of(officer, seat.cases.now());
    let days = time::range(lang, absence.first, absence.last);
    let (label, said) = match has_begun {
        true => (t!(lang, "meja-away-back"), t!(lang, "meja-away-back-of", name = name)),
        false => (t!(lang, "meja-away-cancel"), t!(lang, "meja-away-cancel-of", name = name, days = days)),
    };
    html! {
        @if absence::may_tell(officer, &seat.staff.by(), org) {
            form method="post" action={ (HERE) "/kembali" } aria-label=(said) {
                input type="hidden" name="untuk" value=(officer.id);
                input type="hidden" name="mulai" value=(absence.first);
                (Button::submit(label).mini())
            }
        }
    }
}

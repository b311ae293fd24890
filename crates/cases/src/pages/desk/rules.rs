//! `/meja/pembagian`: the rules by which reports that nobody has go to the people of a unit. Who heads the unit keeps them;
//! everyone else who answers there reads them, and each report says by which of them it came to somebody.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use hadir_oplog::ActorId;
use hadir_org::{Access, Organisation, Problem, Right, Routes, SameOrigin, UnitCode};
use hadir_store::Fault;
use hadir_ui::components::{Button, Column, Confirmation, Empty, Mistakes, Table};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::shell::desk;
use hadir_ui::{t, time};
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;

use super::kept_in_unit::{back, filter, manages, refused};
use super::rule_form::{Edited, RuleForm, page};
use super::seat::Seat;
use super::thread::officer;
use crate::Cases;
use crate::events::Allotted;
use crate::kit::rules::{at_work, in_force};
use crate::kit::{Rule, RuleId, RuleRefusal, RuleWish};
use crate::pages::wording;
use crate::places::Places;
use crate::queries;

/// Where the list is.
pub(super) const HERE: &str = "/meja/pembagian";

/// Its routes.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform())
        .get("/meja/pembagian", Access::Needs(Right::ReadCases), show_list)
        .get("/meja/pembagian/baru", Access::Needs(Right::ManageDesk), show_new)
        .get("/meja/pembagian/{unit}/{aturan}", Access::Needs(Right::ManageDesk), show_one)
        .post("/meja/pembagian/{unit}/{aturan}", Access::Needs(Right::ManageDesk), set)
        .post("/meja/pembagian/{unit}/{aturan}/hapus", Access::Needs(Right::ManageDesk), drop_one)
}

/// What the address of the list carries.
#[derive(Default, Deserialize)]
struct Wish {
    /// The unit whose rules are looked at; the reader's own without it.
    #[serde(default)]
    unit: String,
    /// The rule that was kept a moment ago.
    #[serde(default)]
    tersimpan: String,
    /// The rule that was dropped a moment ago.
    #[serde(default)]
    dihapus: String,
}

/// The rules of a unit as the page shows them.
struct Shown<'a> {
    lang: &'a Lang,
    org: &'a Organisation,
    places: &'a Places,
    unit: &'a UnitCode,
    rules: &'a [(RuleId, Rule)],
    /// Those in force, the one that says most first, each with who gets the next report.
    held: Vec<(RuleId, Option<ActorId>)>,
    today: Date,
    may_change: bool,
}

async fn show_list(seat: Seat, Query(wish): Query<Wish>) -> Result<Html, Problem> {
    let (org, places, lang) = (seat.org(), seat.cases.places().await?, &seat.lang);
    let unit = if wish.unit.is_empty() { seat.staff.0.unit.clone() } else { known_unit(&seat, &wish.unit)? };
    let rules = queries::rules(seat.cases.platform().store().reads(), &unit).await?;
    let today = org.zone(&unit).date_at(seat.cases.now());
    let held = next(&seat, &org, &unit, &rules, today).await?;
    let may_change = manages(&seat, &unit, &org);
    let shown = Shown { lang, org: &org, places: &places, unit: &unit, rules: &rules, held, today, may_change };
    let content = html! {
        (told(&shown, &wish))
        div.bar {
            div { h1 { (t!(lang, "meja-rules")) } p.soft { (t!(lang, "meja-rules-lead")) } }
            @if may_change { (Button::link(t!(lang, "meja-rule-add"), format!("{HERE}/baru?unit={unit}"))) }
        }
        @if let Some(filter) = filter(&seat, &unit, &org) { (filter) }
        section.stack {
            h2 { (org.unit_name(&unit)) }
            @if rules.is_empty() { (nothing(&shown)) } @else { (shown.table()) p.soft { (t!(lang, "meja-rules-most")) } }
        }
    };
    Ok(desk(&seat.frame(t!(lang, "meja-rules"), HERE, None, None), content))
}

/// The rules in force, each with who gets the next report that it covers.
async fn next(
    seat: &Seat,
    org: &Organisation,
    unit: &UnitCode,
    rules: &[(RuleId, Rule)],
    today: Date,
) -> Result<Vec<(RuleId, Option<ActorId>)>, Fault> {
    let held = in_force(rules.iter().cloned(), today);
    if held.is_empty() {
        return Ok(Vec::new());
    }
    let work = seat.cases.work_of(unit, org).await?;
    let now = seat.cases.now();
    let next = |(id, rule): (RuleId, Rule)| (id, work.least(&at_work(org, unit, &rule, now)).map(|(staff, _)| staff));
    Ok(held.into_iter().map(next).collect())
}

/// What was done a moment ago, as far as the rows show it.
fn told(shown: &Shown<'_>, wish: &Wish) -> Markup {
    let lang = shown.lang;
    let kept = shown.rules.iter().find(|(id, _)| id.to_string() == wish.tersimpan);
    let is_gone = !wish.dihapus.is_empty() && shown.rules.iter().all(|(id, _)| id.to_string() != wish.dihapus);
    html! {
        @if let Some((_, rule)) = kept {
            (Confirmation::new(t!(lang, "meja-rule-kept", about = shown.about(rule)), t!(lang, "meja-rule-kept.next")))
        }
        @if is_gone { (Confirmation::new(t!(lang, "meja-rule-gone"), t!(lang, "meja-rule-gone.next"))) }
    }
}

fn nothing(shown: &Shown<'_>) -> Empty {
    let empty = Empty::new(t!(shown.lang, "meja-rules-none"), t!(shown.lang, "meja-rules-none.about")).in_section();
    if !shown.may_change {
        return empty;
    }
    empty.action(Button::link(t!(shown.lang, "meja-rule-add"), format!("{HERE}/baru?unit={}", shown.unit)).quiet())
}

impl Shown<'_> {
    fn table(&self) -> Table {
        let lang = self.lang;
        let columns = vec![
            Column::words(t!(lang, "meja-rule-reports")),
            Column::words(t!(lang, "meja-rule-people")),
            Column::words(t!(lang, "meja-rule-force")),
            Column::words(t!(lang, "meja-rule-next")),
        ];
        let caption = self.org.unit_name(self.unit);
        let mut rules: Vec<_> = self.rules.iter().collect();
        let place = |id: &RuleId| self.held.iter().position(|(held, _)| held == id).unwrap_or(usize::MAX);
        rules.sort_by_key(|(id, rule)| (place(id), rule.from, rule.at));
        rules.into_iter().fold(Table::new(caption, columns).cards().hide_caption(), |table, (id, rule)| {
            let about = self.about(rule);
            table.row(vec![
                html! {
                    @if self.may_change { a href={ (HERE) "/" (self.unit) "/" (id) } { (about) } } @else { (about) }
                },
                html! { (self.people(rule)) },
                html! { (self.force(id, rule)) },
                html! { (self.next(id)) },
            ])
        })
    }

    fn about(&self, rule: &Rule) -> String {
        about(self.lang, self.org, Some(self.places), rule.category.as_deref(), rule.place.as_deref())
    }

    fn people(&self, rule: &Rule) -> String {
        if rule.staff.is_empty() {
            return t!(self.lang, "meja-rule-everybody");
        }
        rule.staff.iter().map(|id| officer(self.lang, self.org, *id)).collect::<Vec<_>>().join(", ")
    }

    fn force(&self, id: &RuleId, rule: &Rule) -> String {
        let day = time::plain(self.lang, rule.from);
        if rule.from > self.today {
            t!(self.lang, "meja-rule-from", day = day)
        } else if self.held.iter().any(|(held, _)| held == id) {
            t!(self.lang, "meja-rule-since", day = day)
        } else {
            t!(self.lang, "meja-rule-replaced")
        }
    }

    fn next(&self, id: &RuleId) -> String {
        match self.held.iter().find(|(held, _)| held == id) {
            Some((_, Some(staff))) => officer(self.lang, self.org, *staff),
            Some((_, None)) => t!(self.lang, "meja-rule-nobody"),
            None => String::new(),
        }
    }
}

/// Which reports a rule is for: "Topik Dermaga di Sebatik Timur".
pub(super) fn about(
    lang: &Lang,
    org: &Organisation,
    places: Option<&Places>,
    category: Option<&str>,
    place: Option<&str>,
) -> String {
    let topic = category.map(|code| wording::category_name(org, lang, code).unwrap_or_else(|| code.to_owned()));
    let named = |code| places.and_then(|places| places.name(code)).unwrap_or(code);
    match (topic, place.map(named)) {
        (Some(topic), Some(place)) => t!(lang, "meja-rule-topic-place", topic = topic, place = place),
        (Some(topic), None) => t!(lang, "meja-rule-topic", topic = topic),
        (None, Some(place)) => t!(lang, "meja-rule-place", place = place),
        (None, None) => t!(lang, "meja-rule-all"),
    }
}

/// Why a report came to somebody: "Aturannya: topik Dermaga. 3 laporan terbuka, paling sedikit dari 4 orang yang masuk."
pub(super) fn reason(lang: &Lang, org: &Organisation, places: Option<&Places>, facts: &Allotted) -> String {
    let about = about(lang, org, places, facts.category.as_deref(), facts.place.as_deref());
    t!(lang, "meja-rule-reason", about = wording::inside_sentence(&about), open = facts.open, among = facts.among)
}

async fn show_new(seat: Seat, Query(wish): Query<Wish>) -> Result<Html, Problem> {
    let unit = if wish.unit.is_empty() { seat.staff.0.unit.clone() } else { known_unit(&seat, &wish.unit)? };
    seat.staff.check(Right::ManageDesk, &unit, &seat.org())?;
    // Drawn now, so that the same form sent twice adds one rule.
    let id = RuleId(seat.cases.platform().store().chance().bytes());
    page(&seat, &Edited { unit: &unit, id, is_kept: false }, &RuleForm::default(), &Mistakes::default()).await
}

async fn show_one(seat: Seat, Path((unit, id)): Path<(String, String)>) -> Result<Html, Problem> {
    let (unit, id) = (known_unit(&seat, &unit)?, known_id(&id)?);
    seat.staff.check(Right::ManageDesk, &unit, &seat.org())?;
    let rules = queries::rules(seat.cases.platform().store().reads(), &unit).await?;
    let (_, rule) = rules.iter().find(|(known, _)| *known == id).ok_or_else(Problem::not_found)?;
    page(&seat, &Edited { unit: &unit, id, is_kept: true }, &RuleForm::of(rule), &Mistakes::default()).await
}

/// `POST /meja/pembagian/{unit}/{aturan}`: keeps the rule.
async fn set(
    seat: Seat,
    _: SameOrigin,
    Path((unit, id)): Path<(String, String)>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let (unit, id) = (known_unit(&seat, &unit)?, known_id(&id)?);
    seat.staff.check(Right::ManageDesk, &unit, &seat.org())?;
    let form = RuleForm::read(fields);
    let wish: Result<RuleWish, Mistakes> = form.wish(&seat.lang, &*seat.cases.places().await?);
    let mistakes = match wish {
        Ok(wish) => {
            match refused(seat.cases.set_rule(&unit, id, wish, seat.staff.by()).await, &RuleRefusal::NotAllowed)? {
                None => return Ok(back(HERE, &unit, "tersimpan", id)),
                Some(refusal) => mistake(&seat.lang, &refusal)?,
            }
        }
        Err(mistakes) => mistakes,
    };
    let rules = queries::rules(seat.cases.platform().store().reads(), &unit).await?;
    let edited = Edited { unit: &unit, id, is_kept: rules.iter().any(|(known, _)| *known == id) };
    Ok(page(&seat, &edited, &form, &mistakes).await?.into_response())
}

async fn drop_one(seat: Seat, _: SameOrigin, Path((unit, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let (unit, id) = (known_unit(&seat, &unit)?, known_id(&id)?);
    match refused(seat.cases.drop_rule(&unit, id, seat.staff.by()).await, &RuleRefusal::NotAllowed)? {
        None => Ok(back(HERE, &unit, "dihapus", id)),
        Some(_) => Err(Problem::forbidden()),
    }
}

/// A refusal at the field it concerns.
fn mistake(lang: &Lang, refusal: &RuleRefusal) -> Result<Mistakes, Problem> {
    let (field, words) = match refusal {
        RuleRefusal::NotAllowed => return Err(Problem::forbidden()),
        RuleRefusal::UnknownTopic => ("topik", t!(lang, "meja-rule-topic-unknown")),
        RuleRefusal::NotInUnit => ("petugas", t!(lang, "meja-rule-not-in-unit")),
        RuleRefusal::TooMany(most) => ("petugas", t!(lang, "meja-rule-too-many", count = *most)),
        RuleRefusal::DayOver => ("mulai", t!(lang, "meja-rule-day-over")),
        RuleRefusal::There => ("topik", t!(lang, "meja-rule-there")),
        RuleRefusal::Full(most) => ("topik", t!(lang, "meja-rule-full", count = *most)),
    };
    Ok(Mistakes::one(field, words))
}

fn known_unit(seat: &Seat, code: &str) -> Result<UnitCode, Problem> {
    let org = seat.org();
    let unit = UnitCode::try_new(code).ok().filter(|unit| org.unit(unit).is_some()).ok_or_else(Problem::not_found)?;
    let is_own = unit == seat.staff.0.unit;
    if is_own || seat.staff.0.may(Right::ReadCases, &unit, &org) { Ok(unit) } else { Err(Problem::not_found()) }
}

fn known_id(text: &str) -> Result<RuleId, Problem> {
    text.parse().map_err(|()| Problem::not_found())
}

//! `/kelola/aturan`: the dated rows of the rule table; adding one that begins on a date, taking back one that has not
//! begun.

use std::collections::BTreeMap;

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use hadir_calendar::{Certainty, Rule, TimeUnit};
use hadir_store::{Act, ActError, Entry};
use hadir_ui::components::{Button, Choices, Column, Field, Input, LinkList, Mistakes, Select, Table};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::{t, time};
use jiff::civil::Date;
use maud::{Markup, html};

use super::history::history;
use super::{After, Room, saved};
use crate::access::Right;
use crate::commands::record;
use crate::commands::settings::{self as commands, AMOUNT_MAX, SettingsRefusal};
use crate::events::settings::{RuleSet, RuleWithdrawn, name_of, named};
use crate::events::{facts, kind};
use crate::ids;
use crate::pages::form::Posted;
use crate::platform::Platform;
use crate::state::SettingsRecord;
use crate::web::{Access, Problem, Reader, Routes, Staff};

const HERE: &str = "/kelola/aturan";
const ACCESS: Access = Access::Needs(Right::ManageRules);

pub(super) fn routes(platform: &Platform) -> Routes<Platform> {
    Routes::new(platform)
        .get("/kelola/aturan", ACCESS, list_rules)
        .get("/kelola/aturan/{id}", ACCESS, show_rule)
        .post("/kelola/aturan/{id}", ACCESS, add_row)
        .post("/kelola/aturan/{id}/cabut", ACCESS, withdraw_row)
}

async fn list_rules(State(platform): State<Platform>, staff: Staff, Reader { lang }: Reader) -> Html {
    let (org, today) = (platform.org(), today(&platform));
    let mut rules: BTreeMap<&str, &Rule> = BTreeMap::new();
    for rule in org.rules().rules() {
        let shown = rules.entry(rule.id.as_str()).or_insert(rule);
        if rule.applies_on(today) {
            *shown = rule;
        }
    }
    let list = rules.into_iter().fold(LinkList::new(), |list, (id, rule)| {
        list.page(
            format!("{HERE}/{id}"),
            rule.name.to_string(),
            html! { p.soft { (limit(&lang, rule)) " · " (rule.source) } },
        )
    });
    let room = Room { platform: &platform, staff: &staff, lang: &lang, path: HERE };
    room.page(&t!(lang, "rules-title"), html! { p { (t!(lang, "rules-lead")) } (list) })
}

/// "14 hari kerja".
pub(super) fn limit(lang: &Lang, rule: &Rule) -> String {
    match rule.unit {
        TimeUnit::WorkingDays => t!(lang, "rule-working-days", n = rule.amount),
        TimeUnit::CalendarDays => t!(lang, "rule-calendar-days", n = rule.amount),
        TimeUnit::Hours => t!(lang, "rule-hours", n = rule.amount),
    }
}

async fn show_rule(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    Path(id): Path<String>,
    Query(after): Query<After>,
) -> Result<Html, Problem> {
    let rows = rows(&platform, &id)?;
    let latest = rows.last().ok_or_else(Problem::not_found)?;
    let posted = Posted::default()
        .with("name", latest.name.to_string())
        .with("amount", latest.amount.to_string())
        .with("unit", name_of(&latest.unit))
        .with("source", latest.source.to_string());
    page(&platform, &staff, &lang, &rows, &posted, &Mistakes::default(), after.is_saved()).await
}

async fn add_row(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let (rows, mut mistakes) = (rows(&platform, &id)?, Mistakes::default());
    if let Some(wish) = read(&lang, &id, &posted, &mut mistakes) {
        match ask(&platform, &staff, wish, commands::set_rule).await {
            Ok(()) => return Ok(Redirect::to(&format!("{HERE}/{id}?tersimpan=1")).into_response()),
            Err(error) => mistakes = mistake(&lang, error)?,
        }
    }
    Ok(page(&platform, &staff, &lang, &rows, &posted, &mistakes, false).await?.into_response())
}

/// A row that has begun stays: deadlines were promised by it. A later row takes over instead.
async fn withdraw_row(
    State(platform): State<Platform>,
    staff: Staff,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let rows = rows(&platform, &id)?;
    let row = rows.into_iter().find(|row| row.valid_from.to_string() == posted.text("valid_from"));
    let row = row.ok_or_else(Problem::not_found)?;
    if row.valid_from <= today(&platform) {
        return Err(Problem::conflict());
    }
    ask(&platform, &staff, row, commands::withdraw_rule).await?;
    let rest = self::rows(&platform, &id);
    Ok(Redirect::to(&rest.map_or(HERE.to_owned(), |_| format!("{HERE}/{id}?tersimpan=1"))).into_response())
}

type Command =
    fn(&crate::settings::Settings, &Rule, &crate::access::By, &crate::organisation::Organisation) -> commands::Decision;

async fn ask(
    platform: &Platform,
    staff: &Staff,
    wish: Rule,
    command: Command,
) -> Result<(), ActError<SettingsRefusal>> {
    let (org, by) = (platform.org(), staff.by());
    let asker = by.clone();
    let decide = move |known: &SettingsRecord, act: &mut Act<'_>| {
        record(act, command(&known.settings(), &wish, &asker, &org)).map(|_| ())
    };
    platform.directory().change(ids::of_settings(), &by, decide).await
}

/// The rows of a rule, earliest first.
fn rows(platform: &Platform, id: &str) -> Result<Vec<Rule>, Problem> {
    let org = platform.org();
    let rows: Vec<_> = org.rules().rules().iter().filter(|rule| rule.id.as_str() == id).cloned().collect();
    if rows.is_empty() { Err(Problem::not_found()) } else { Ok(rows) }
}

fn today(platform: &Platform) -> Date {
    platform.org().regency().zone.date_at(platform.store().clock().now())
}

fn read(lang: &Lang, id: &str, posted: &Posted, mistakes: &mut Mistakes) -> Option<Rule> {
    let amount = posted.text("amount").parse::<u16>().map_err(|_| t!(lang, "rule-amount-bad", most = AMOUNT_MAX));
    let unit = named::<TimeUnit>(posted.text("unit")).ok_or_else(|| t!(lang, "rule-unit-bad"));
    let valid_from = posted.text("valid_from").parse::<Date>().map_err(|_| t!(lang, "date-bad"));
    let amount = mistakes.take("amount", amount);
    let unit = mistakes.take("unit", unit);
    let valid_from = mistakes.take("valid_from", valid_from)?;
    Some(Rule {
        id: id.into(),
        version: valid_from.to_string().into(),
        amount: amount?,
        unit: unit?,
        name: posted.text("name").into(),
        source: posted.text("source").into(),
        // Whoever enters a rule here has it before them.
        certainty: Certainty::Verified,
        valid_from,
        valid_until: None,
    })
}

fn mistake(lang: &Lang, error: ActError<SettingsRefusal>) -> Result<Mistakes, Problem> {
    match error {
        ActError::Fault(fault) => Err(fault.into()),
        ActError::Refused(SettingsRefusal::Name) => Ok(Mistakes::one("name", t!(lang, "rule-name-missing"))),
        ActError::Refused(SettingsRefusal::Source) => Ok(Mistakes::one("source", t!(lang, "source-missing"))),
        ActError::Refused(SettingsRefusal::Amount) => {
            Ok(Mistakes::one("amount", t!(lang, "rule-amount-bad", most = AMOUNT_MAX)))
        }
        ActError::Refused(SettingsRefusal::NotAllowed) => Err(Problem::forbidden()),
        ActError::Refused(_) => Err(Problem::bad_request()),
    }
}

async fn page(
    platform: &Platform,
    staff: &Staff,
    lang: &Lang,
    rows: &[Rule],
    posted: &Posted,
    mistakes: &Mistakes,
    is_saved: bool,
) -> Result<Html, Problem> {
    let (org, room) = (platform.org(), Room { platform, staff, lang, path: HERE });
    let rule = rows.last().ok_or_else(Problem::not_found)?;
    let concerns = |entry: &Entry| concerns(entry, rule.id.as_str());
    let history = history(platform.store(), &org, lang, org.regency().zone, ids::of_settings(), concerns).await?;
    let content = html! {
        (saved(lang, is_saved))
        (table(lang, rows, today(platform)))
        section.stack { h2 { (t!(lang, "rule-add")) } p { (t!(lang, "rule-add-about")) } (form(lang, rule, posted, mistakes)) }
        (history)
    };
    Ok(room.form_page(&rule.name, mistakes, content))
}

fn concerns(entry: &Entry, id: &str) -> bool {
    match entry.kind() {
        kind::RULE_SET => facts(entry).and_then(|set: RuleSet| set.rule()).is_some_and(|rule| rule.id.as_str() == id),
        kind::RULE_WITHDRAWN => facts(entry).is_some_and(|withdrawn: RuleWithdrawn| withdrawn.id == id),
        _ => false,
    }
}

fn table(lang: &Lang, rows: &[Rule], today: Date) -> Table {
    let columns = vec![
        Column::words(t!(lang, "rule-valid-from")),
        Column::words(t!(lang, "rule-amount")),
        Column::words(t!(lang, "rule-source")),
        Column::words(t!(lang, "rule-state")),
    ];
    let table = Table::new(t!(lang, "rule-rows"), columns).cards();
    let current = rows.iter().rposition(|rule| rule.valid_from <= today);
    rows.iter().enumerate().fold(table, |table, (at, rule)| {
        table.row(vec![
            html! { (time::plain(lang, rule.valid_from)) },
            html! { (limit(lang, rule)) },
            html! { (rule.source) },
            state(lang, rule, today, current == Some(at)),
        ])
    })
}

fn state(lang: &Lang, rule: &Rule, today: Date, is_current: bool) -> Markup {
    html! {
        @if rule.valid_from > today {
            form method="post" action={ (HERE) "/" (rule.id) "/cabut" } {
                input type="hidden" name="valid_from" value=(rule.valid_from);
                (Button::submit(t!(lang, "rule-withdraw")).mini())
            }
        }
        @else if is_current && rule.applies_on(today) { (t!(lang, "rule-in-force")) }
        @else { (t!(lang, "rule-past")) }
    }
}

fn form(lang: &Lang, rule: &Rule, posted: &Posted, mistakes: &Mistakes) -> Markup {
    let field = |name: &'static str, label: String, input: Input| {
        Field::new(lang, name, label, input.value(posted.text(name))).error(mistakes.at(name))
    };
    let units = [
        (TimeUnit::WorkingDays, t!(lang, "rule-unit-working-days")),
        (TimeUnit::CalendarDays, t!(lang, "rule-unit-calendar-days")),
        (TimeUnit::Hours, t!(lang, "rule-unit-hours")),
    ];
    let units = units.iter().fold(Choices::plain(), |all, (unit, label)| all.option(name_of(unit), label));
    let unit = Select::new().choices(units).chosen(posted.text("unit"));
    html! {
        form.stack method="post" action={ (HERE) "/" (rule.id) } {
            (field("valid_from", t!(lang, "rule-valid-from"), Input::date()))
            (field("amount", t!(lang, "rule-amount"), Input::line().inputmode("numeric")))
            (Field::new(lang, "unit", t!(lang, "rule-unit"), unit).error(mistakes.at("unit")))
            (field("name", t!(lang, "rule-name"), Input::line()))
            (field("source", t!(lang, "rule-source"), Input::line()).hint(t!(lang, "rule-source.hint")))
            p.row { (Button::submit(t!(lang, "rule-add-act"))) }
        }
    }
}

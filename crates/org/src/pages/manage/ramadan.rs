//! `/kelola/ramadan`: the fasting months, in which offices keep their Ramadan hours; entering, setting right, removing.

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use hadir_calendar::{Certainty, Ramadan};
use hadir_store::{Act, ActError, Entry};
use hadir_ui::components::{Button, Choice, ChoiceGroup, Column, Empty, Field, Input, Mistakes, Table};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::{t, time};
use jiff::civil::Date;
use maud::{Markup, html};

use super::history::history;
use super::{After, Room, saved};
use crate::access::Right;
use crate::commands::record;
use crate::commands::settings::{self as commands, SettingsRefusal};
use crate::events::kind;
use crate::events::settings::{name_of, named};
use crate::ids;
use crate::pages::form::Posted;
use crate::platform::Platform;
use crate::state::SettingsRecord;
use crate::web::{Access, Problem, Reader, Routes, Staff};

const HERE: &str = "/kelola/ramadan";
const ACCESS: Access = Access::Needs(Right::ManageHolidays);

pub(super) fn routes(platform: &Platform) -> Routes<Platform> {
    Routes::new(platform).get("/kelola/ramadan", ACCESS, list_months).post("/kelola/ramadan", ACCESS, set_month).post(
        "/kelola/ramadan/hapus",
        ACCESS,
        remove_month,
    )
}

async fn list_months(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    Query(after): Query<After>,
) -> Result<Html, Problem> {
    page(&platform, &staff, &lang, &Posted::default(), &Mistakes::default(), after.is_saved()).await
}

async fn set_month(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    posted: Posted,
) -> Result<Response, Problem> {
    let mut mistakes = Mistakes::default();
    if let Some(wish) = read(&lang, &posted, &mut mistakes) {
        match set(&platform, &staff, wish).await {
            Ok(()) => return Ok(saved_here()),
            Err(error) => mistakes = mistake(&lang, error)?,
        }
    }
    Ok(page(&platform, &staff, &lang, &posted, &mistakes, false).await?.into_response())
}

async fn remove_month(State(platform): State<Platform>, staff: Staff, posted: Posted) -> Result<Response, Problem> {
    let org = platform.org();
    let is_it = |month: &&Ramadan| month.first.to_string() == posted.text("first");
    let month = org.settings().calendar.ramadan.iter().find(is_it).ok_or_else(Problem::not_found)?.clone();
    let by = staff.by();
    let asker = by.clone();
    let decide = move |known: &SettingsRecord, act: &mut Act<'_>| {
        record(act, commands::remove_ramadan(&known.settings(), &month, &asker, &org)).map(|_| ())
    };
    let done = platform.directory().change(ids::of_settings(), &by, decide).await;
    done?;
    Ok(saved_here())
}

/// Enters a month. Those it overlaps were the same month with other dates, and go.
async fn set(platform: &Platform, staff: &Staff, wish: Ramadan) -> Result<(), ActError<SettingsRefusal>> {
    let (org, by) = (platform.org(), staff.by());
    let asker = by.clone();
    let decide = move |known: &SettingsRecord, act: &mut Act<'_>| {
        let now = known.settings();
        record(act, commands::set_ramadan(&now, &wish, &asker, &org))?;
        let overlapped = |month: &&Ramadan| month.first <= wish.last && wish.first <= month.last;
        let others = now.calendar.ramadan.iter().filter(overlapped).filter(|month| month.first != wish.first);
        for month in others {
            record(act, commands::remove_ramadan(&now, month, &asker, &org))?;
        }
        Ok(())
    };
    platform.directory().change(ids::of_settings(), &by, decide).await
}

fn saved_here() -> Response {
    Redirect::to("/kelola/ramadan?tersimpan=1").into_response()
}

fn read(lang: &Lang, posted: &Posted, mistakes: &mut Mistakes) -> Option<Ramadan> {
    let date = |name: &str| posted.text(name).parse::<Date>().map_err(|_| t!(lang, "date-bad"));
    let certainty = named::<Certainty>(posted.text("certainty")).ok_or_else(|| t!(lang, "ramadan-certainty-bad"));
    let first = mistakes.take("first", date("first"));
    let last = mistakes.take("last", date("last"));
    let certainty = mistakes.take("certainty", certainty);
    Some(Ramadan { first: first?, last: last?, certainty: certainty? })
}

fn mistake(lang: &Lang, error: ActError<SettingsRefusal>) -> Result<Mistakes, Problem> {
    match error {
        ActError::Refused(SettingsRefusal::EndsBeforeItBegins) => {
            Ok(Mistakes::one("last", t!(lang, "ramadan-ends-early")))
        }
        ActError::Refused(SettingsRefusal::MonthLength) => Ok(Mistakes::one("last", t!(lang, "ramadan-length-bad"))),
        other => Err(other.into()),
    }
}

async fn page(
    platform: &Platform,
    staff: &Staff,
    lang: &Lang,
    posted: &Posted,
    mistakes: &Mistakes,
    is_saved: bool,
) -> Result<Html, Problem> {
    let (org, room) = (platform.org(), Room { platform, staff, lang, path: HERE });
    let months = &org.settings().calendar.ramadan;
    let concerns = |entry: &Entry| matches!(entry.kind(), kind::RAMADAN_SET | kind::RAMADAN_REMOVED);
    let history = history(platform.store(), &org, lang, org.regency().zone, ids::of_settings(), concerns).await?;
    let content = html! {
        (saved(lang, is_saved))
        p { (t!(lang, "ramadan-lead")) }
        @if months.is_empty() { (Empty::new(t!(lang, "ramadan-none"), t!(lang, "ramadan-none-next"))) }
        @else { (table(lang, months)) }
        section.stack {
            h2 { (t!(lang, "ramadan-add")) }
            p { (t!(lang, "ramadan-add-about")) }
            (form(lang, posted, mistakes))
        }
        (history)
    };
    Ok(room.form_page(&t!(lang, "ramadan-title"), mistakes, content))
}

fn certainty(lang: &Lang, certainty: Certainty) -> String {
    match certainty {
        Certainty::Verified => t!(lang, "ramadan-certainty-verified"),
        Certainty::Recalled | Certainty::Derived => t!(lang, "ramadan-certainty-expected"),
    }
}

fn table(lang: &Lang, months: &[Ramadan]) -> Table {
    let columns = vec![
        Column::words(t!(lang, "ramadan-first")),
        Column::words(t!(lang, "ramadan-last")),
        Column::words(t!(lang, "ramadan-certainty")),
        Column::words(t!(lang, "ramadan-remove")),
    ];
    let table = Table::new(t!(lang, "ramadan-caption"), columns).cards();
    months.iter().rev().fold(table, |table, month| {
        let remove = html! {
            form method="post" action="/kelola/ramadan/hapus" {
                input type="hidden" name="first" value=(month.first);
                (Button::submit(t!(lang, "ramadan-remove-act")).mini())
            }
        };
        let (first, last) = (time::day_and_year(lang, month.first), time::day_and_year(lang, month.last));
        table.row(vec![html! { (first) }, html! { (last) }, html! { (certainty(lang, month.certainty)) }, remove])
    })
}

fn form(lang: &Lang, posted: &Posted, mistakes: &Mistakes) -> Markup {
    let field = |name: &'static str, label: String| {
        Field::new(lang, name, label, Input::date().value(posted.text(name))).error(mistakes.at(name))
    };
    let certainties = [Certainty::Verified, Certainty::Recalled];
    let choices = certainties.map(|known| Choice::new(name_of(&known), certainty(lang, known), ""));
    let chosen = Some(posted.text("certainty")).filter(|chosen| !chosen.is_empty());
    let chosen = chosen.map_or_else(|| name_of(&Certainty::Verified), str::to_owned);
    html! {
        form.stack method="post" action=(HERE) {
            (field("first", t!(lang, "ramadan-first")))
            (field("last", t!(lang, "ramadan-last")))
            (ChoiceGroup::one(lang, "certainty", t!(lang, "ramadan-certainty"), choices.to_vec()).beside().chosen(chosen)
                .error(mistakes.at("certainty")))
            p.row { (Button::submit(t!(lang, "ramadan-add-act"))) }
        }
    }
}

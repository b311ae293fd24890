//! `/kelola/libur`: holidays and collective leave by year; adding, removing, taking in a list.

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use hadir_calendar::{Confidence, Holiday, HolidayKind, KnownYear, holiday_csv};
use hadir_store::{Act, ActError, Entry};
use hadir_ui::components::{Button, Choices, Column, Empty, Field, Input, Mistakes, Select, Table, Textarea};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::{t, time};
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;

use super::history::history;
use super::{Room, saved};
use crate::access::Right;
use crate::commands::record;
use crate::commands::settings::{self as commands, SettingsRefusal};
use crate::events::kind;
use crate::events::settings::{name_of, named};
use crate::ids;
use crate::pages::form::Posted;
use crate::pages::words;
use crate::platform::Platform;
use crate::state::SettingsRecord;
use crate::web::{Access, Problem, Reader, Routes, Staff};

const HERE: &str = "/kelola/libur";
const ACCESS: Access = Access::Needs(Right::ManageHolidays);

pub(super) fn routes(platform: &Platform) -> Routes<Platform> {
    Routes::new(platform)
        .get("/kelola/libur", ACCESS, list_holidays)
        .post("/kelola/libur", ACCESS, add_holiday)
        .post("/kelola/libur/hapus", ACCESS, remove_holiday)
        .post("/kelola/libur/impor", ACCESS, import_holidays)
}

/// Which year is shown.
#[derive(Default, Deserialize)]
struct Shown {
    #[serde(default)]
    tahun: Option<i16>,
    #[serde(default)]
    tersimpan: Option<String>,
}

async fn list_holidays(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    Query(shown): Query<Shown>,
) -> Result<Html, Problem> {
    let year = shown.tahun.unwrap_or_else(|| this_year(&platform));
    let posted = Posted::default();
    page(&platform, &staff, &lang, year, &posted, &Mistakes::default(), shown.tersimpan.is_some()).await
}

async fn add_holiday(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    posted: Posted,
) -> Result<Response, Problem> {
    let mut mistakes = Mistakes::default();
    let mut year = this_year(&platform);
    if let Some(wish) = read(&lang, &posted, &mut mistakes) {
        year = wish.date.year();
        match set(&platform, &staff, vec![wish]).await {
            Ok(()) => return Ok(saved_at(year)),
            Err(error) => mistakes = mistake(&lang, error)?,
        }
    }
    Ok(page(&platform, &staff, &lang, year, &posted, &mistakes, false).await?.into_response())
}

async fn remove_holiday(State(platform): State<Platform>, staff: Staff, posted: Posted) -> Result<Response, Problem> {
    let org = platform.org();
    let is_it = |holiday: &&Holiday| {
        holiday.date.to_string() == posted.text("date") && name_of(&holiday.kind) == posted.text("kind")
    };
    let holiday = org.settings().calendar.holidays.iter().find(is_it).ok_or_else(Problem::not_found)?.clone();
    let (by, year) = (staff.by(), holiday.date.year());
    let asker = by.clone();
    let decide = move |known: &SettingsRecord, act: &mut Act<'_>| {
        record(act, commands::remove_holiday(&known.settings(), &holiday, &asker, &org)).map(|_| ())
    };
    let done = platform.directory().change(ids::of_settings(), &by, decide).await;
    done?;
    Ok(saved_at(year))
}

/// Takes in a list as the files of the calendar have it: `date,name,kind,source`. All of it or nothing.
async fn import_holidays(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    posted: Posted,
) -> Result<Response, Problem> {
    let mut year = this_year(&platform);
    let mut mistakes = Mistakes::default();
    match holiday_csv::read(posted.exact("csv").as_bytes()) {
        Ok(table) if table.refused.is_empty() && !table.holidays.is_empty() => {
            year = table.holidays[0].date.year();
            match set(&platform, &staff, table.holidays).await {
                Ok(()) => return Ok(saved_at(year)),
                Err(error) => mistakes = Mistakes::one("csv", import_refused(&lang, error)?),
            }
        }
        Ok(table) => {
            let lines: Vec<_> = table.refused.iter().map(|row| row.line.to_string()).collect();
            mistakes.add("csv", t!(lang, "holidays-import-lines", count = lines.len(), lines = lines.join(", ")));
        }
        Err(_) => mistakes.add("csv", t!(lang, "holidays-import-bad")),
    }
    Ok(page(&platform, &staff, &lang, year, &posted, &mistakes, false).await?.into_response())
}

/// Records holidays. A year nobody vouched for yet is entered with them, at the confidence of a single source.
async fn set(platform: &Platform, staff: &Staff, wishes: Vec<Holiday>) -> Result<(), ActError<SettingsRefusal>> {
    let (org, by) = (platform.org(), staff.by());
    let asker = by.clone();
    let decide = move |known: &SettingsRecord, act: &mut Act<'_>| {
        let mut now = known.settings();
        for wish in &wishes {
            let year = wish.date.year();
            if !now.calendar.years.iter().any(|known| known.year == year) {
                let known = KnownYear { year, confidence: Confidence::Medium, source: wish.source.clone() };
                record(act, commands::know_year(&now, &known, &asker, &org))?;
                now.calendar.years.push(known);
            }
            record(act, commands::set_holiday(&now, wish, &asker, &org))?;
        }
        Ok(())
    };
    platform.directory().change(ids::of_settings(), &by, decide).await
}

fn this_year(platform: &Platform) -> i16 {
    platform.org().regency().zone.date_at(platform.store().clock().now()).year()
}

fn saved_at(year: i16) -> Response {
    Redirect::to(&format!("{HERE}?tahun={year}&tersimpan=1")).into_response()
}

fn read(lang: &Lang, posted: &Posted, mistakes: &mut Mistakes) -> Option<Holiday> {
    let date = posted.text("date").parse::<Date>().map_err(|_| t!(lang, "date-bad"));
    let kind = named::<HolidayKind>(posted.text("kind")).ok_or_else(|| t!(lang, "holiday-kind-bad"));
    let date = mistakes.take("date", date);
    let kind = mistakes.take("kind", kind);
    let (name, source) = (posted.text("name").into(), posted.text("source").into());
    Some(Holiday { date: date?, name, kind: kind?, source })
}

fn mistake(lang: &Lang, error: ActError<SettingsRefusal>) -> Result<Mistakes, Problem> {
    match error {
        ActError::Refused(SettingsRefusal::Name) => Ok(Mistakes::one("name", t!(lang, "holiday-name-missing"))),
        ActError::Refused(SettingsRefusal::Source) => Ok(Mistakes::one("source", t!(lang, "source-missing"))),
        other => Err(other.into()),
    }
}

fn import_refused(lang: &Lang, error: ActError<SettingsRefusal>) -> Result<String, Problem> {
    match error {
        ActError::Refused(SettingsRefusal::Name | SettingsRefusal::Source) => Ok(t!(lang, "holidays-import-bad")),
        other => Err(other.into()),
    }
}

async fn page(
    platform: &Platform,
    staff: &Staff,
    lang: &Lang,
    year: i16,
    posted: &Posted,
    mistakes: &Mistakes,
    is_saved: bool,
) -> Result<Html, Problem> {
    let (org, room) = (platform.org(), Room { platform, staff, lang, path: HERE });
    let calendar = &org.settings().calendar;
    let holidays: Vec<_> = calendar.holidays.iter().filter(|holiday| holiday.date.year() == year).collect();
    let history = history(platform.store(), &org, lang, org.regency().zone, ids::of_settings(), concerns).await?;
    let content = html! {
        (saved(lang, is_saved))
        p { (t!(lang, "holidays-lead")) }
        (years(lang, &calendar.years, year))
        @if holidays.is_empty() {
            (Empty::new(t!(lang, "holidays-none", year = year.to_string()), t!(lang, "holidays-none-next")))
        } @else { (table(lang, year, &holidays)) }
        section.stack { h2 { (t!(lang, "holidays-add")) } (form(lang, posted, mistakes)) }
        section.stack { h2 { (t!(lang, "holidays-import")) } (import_form(lang, posted, mistakes)) }
        (history)
    };
    Ok(room.form_page(&t!(lang, "holidays-title"), mistakes, content))
}

fn concerns(entry: &Entry) -> bool {
    matches!(entry.kind(), kind::HOLIDAY_SET | kind::HOLIDAY_REMOVED | kind::YEAR_KNOWN)
}

fn years(lang: &Lang, years: &[KnownYear], shown: i16) -> Markup {
    html! {
        nav aria-label=(t!(lang, "holidays-years")) {
            p.row {
                @for known in years {
                    a href={ (HERE) "?tahun=" (known.year) } aria-current=[(known.year == shown).then_some("page")] { (known.year) }
                }
            }
        }
        @for known in years.iter().filter(|known| known.year == shown) {
            p.soft { (words::confidence(lang, known.confidence)) " " (known.source) }
        }
    }
}

fn table(lang: &Lang, year: i16, holidays: &[&Holiday]) -> Table {
    let columns = vec![
        Column::words(t!(lang, "holiday-date")),
        Column::words(t!(lang, "holiday-name")),
        Column::words(t!(lang, "holiday-kind")),
        Column::words(t!(lang, "holiday-remove")),
    ];
    let table = Table::new(t!(lang, "holidays-caption", year = year.to_string()), columns).cards();
    holidays.iter().fold(table, |table, holiday| {
        let remove = html! {
            form method="post" action="/kelola/libur/hapus" {
                input type="hidden" name="date" value=(holiday.date);
                input type="hidden" name="kind" value=(name_of(&holiday.kind));
                (Button::submit(t!(lang, "holiday-remove-act")).mini())
            }
        };
        let (date, name) = (html! { (time::day(lang, holiday.date)) }, html! { (holiday.name) });
        table.row(vec![date, name, html! { (words::holiday_kind(lang, holiday.kind)) }, remove])
    })
}

fn form(lang: &Lang, posted: &Posted, mistakes: &Mistakes) -> Markup {
    let field = |name: &'static str, label: String, input: Input| {
        Field::new(lang, name, label, input.value(posted.text(name))).error(mistakes.at(name))
    };
    let kinds = [HolidayKind::Regional, HolidayKind::National, HolidayKind::CollectiveLeave];
    let kinds = kinds
        .into_iter()
        .fold(Choices::plain(), |all, kind| all.option(name_of(&kind), words::holiday_kind(lang, kind)));
    let kind = Select::new().choices(kinds).chosen(posted.text("kind"));
    html! {
        form.stack method="post" action=(HERE) {
            (field("date", t!(lang, "holiday-date"), Input::date()))
            (field("name", t!(lang, "holiday-name"), Input::line()))
            (Field::new(lang, "kind", t!(lang, "holiday-kind"), kind).error(mistakes.at("kind")))
            (field("source", t!(lang, "holiday-source"), Input::line()).hint(t!(lang, "holiday-source.hint")))
            p.row { (Button::submit(t!(lang, "holidays-add-act"))) }
        }
    }
}

fn import_form(lang: &Lang, posted: &Posted, mistakes: &Mistakes) -> Markup {
    let area = Textarea::rows(6).value(posted.exact("csv"));
    html! {
        form.stack method="post" action="/kelola/libur/impor" {
            (Field::new(lang, "csv", t!(lang, "holidays-csv"), area).hint(t!(lang, "holidays-csv.hint")).error(mistakes.at("csv")))
            p.row { (Button::submit(t!(lang, "holidays-import-act")).quiet()) }
        }
    }
}

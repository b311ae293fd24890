//! `/kelola/unit/{code}/jam`: a unit's own opening hours, in and out of Ramadan; setting them, or going back to those of
//! the unit above.

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use hadir_calendar::{Break, DayHours, InvalidDayHours, WeekHours, WorkingHours};
use hadir_store::Entry;
use hadir_ui::components::{Button, Choice, ChoiceGroup, Field, Fieldset, Input, Mistakes};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::{t, time};
use jiff::civil::Weekday;
use maud::{Markup, html};

use super::history::history;
use super::unit_form::mistake;
use super::units::{ACCESS, HERE, describe, find};
use super::{After, Room, saved};
use crate::events::kind;
use crate::ids;
use crate::pages::form::Posted;
use crate::pages::hours::{DAYS, in_words, opening, pause, read_range};
use crate::platform::Platform;
use crate::unit::Unit;
use crate::web::{Problem, Reader, Routes, Staff};

/// Whether holidays change nothing, as the form names it.
const ON_HOLIDAYS: &str = "holidays";

pub(super) fn routes(platform: &Platform) -> Routes<Platform> {
    Routes::new(platform)
        .get("/kelola/unit/{code}/jam", ACCESS, show_hours)
        .post("/kelola/unit/{code}/jam", ACCESS, set_hours)
        .post("/kelola/unit/{code}/jam/ikut", ACCESS, follow_unit_above)
}

/// One of the two weeks that a unit keeps, as its fields are named.
#[derive(Clone, Copy)]
enum Week {
    Ordinary,
    Ramadan,
}

impl Week {
    /// The field of a day's opening hours.
    fn open(self, day: Weekday) -> String {
        let week = match self {
            Self::Ordinary => "day",
            Self::Ramadan => "ramadan",
        };
        format!("{week}-{}", day.to_monday_one_offset())
    }

    /// The field of a day's break.
    fn rest(self, day: Weekday) -> String {
        format!("{}-rest", self.open(day))
    }
}

async fn show_hours(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    Path(code): Path<String>,
    Query(after): Query<After>,
) -> Result<Html, Problem> {
    let known = find(&platform, &staff, &code)?;
    let posted = posted_of(&lang, platform.org().hours(&known.code));
    page(&platform, &staff, &lang, &known, &posted, &Mistakes::default(), after.is_saved()).await
}

async fn set_hours(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    Path(code): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let (known, mut mistakes) = (find(&platform, &staff, &code)?, Mistakes::default());
    if let Some(hours) = read(&lang, &posted, &mut mistakes) {
        match describe(&platform, &staff, Unit { hours: Some(hours), ..known.clone() }).await {
            Ok(()) => return Ok(saved_here(&known)),
            Err(error) => mistakes = mistake(&lang, error)?,
        }
    }
    Ok(page(&platform, &staff, &lang, &known, &posted, &mistakes, false).await?.into_response())
}

async fn follow_unit_above(
    State(platform): State<Platform>,
    staff: Staff,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let known = find(&platform, &staff, &code)?;
    describe(&platform, &staff, Unit { hours: None, ..known.clone() }).await?;
    Ok(saved_here(&known))
}

fn saved_here(unit: &Unit) -> Response {
    Redirect::to(&format!("{HERE}/{}/jam?tersimpan=1", unit.code)).into_response()
}

/// Hours as the form shows them.
fn posted_of(lang: &Lang, hours: &WorkingHours) -> Posted {
    let weeks = [(Week::Ordinary, Some(&hours.normal)), (Week::Ramadan, hours.ramadan.as_ref())];
    let days = weeks.into_iter().filter_map(|(name, week)| Some((name, week?)));
    let days = days.flat_map(|(name, week)| DAYS.map(|day| (name, day, week.on(day))));
    let posted = days.fold(Posted::default(), |posted, (week, day, hours)| {
        let Some(hours) = hours else { return posted };
        let rest = hours.rest().map_or_else(String::new, |rest| pause(lang, rest));
        posted.with(&week.open(day), opening(lang, hours)).with(&week.rest(day), rest)
    });
    posted.with("holidays", if hours.is_open_on_holidays { ON_HOLIDAYS } else { "" })
}

/// What was posted as hours; nothing when a part of it cannot be read, which is noted.
fn read(lang: &Lang, posted: &Posted, mistakes: &mut Mistakes) -> Option<WorkingHours> {
    let normal = read_week(lang, posted, Week::Ordinary, mistakes);
    let ramadan = read_week(lang, posted, Week::Ramadan, mistakes);
    let ramadan = ramadan.filter(|week| week.working_minutes() > 0);
    let is_open_on_holidays = posted.text("holidays") == ON_HOLIDAYS;
    mistakes.is_empty().then_some(WorkingHours { normal: normal?, ramadan, is_open_on_holidays })
}

fn read_week(lang: &Lang, posted: &Posted, week: Week, mistakes: &mut Mistakes) -> Option<WeekHours> {
    let days = DAYS.map(|day| read_day(lang, posted, week, day, mistakes));
    mistakes.is_empty().then(|| WeekHours::new(days))
}

/// The hours of one day; nothing where it is closed, or where something is wrong, which is noted.
fn read_day(lang: &Lang, posted: &Posted, week: Week, day: Weekday, mistakes: &mut Mistakes) -> Option<DayHours> {
    let (open, rest) = (week.open(day), week.rest(day));
    let pause = match (posted.text(&rest), posted.text(&open)) {
        ("", "") => return None,
        ("", _) => None,
        (_, "") => {
            mistakes.add(&open, t!(lang, "hours-missing"));
            return None;
        }
        (text, _) => Some(mistakes.take(&rest, read_range(text).ok_or_else(|| t!(lang, "hours-rest-bad")))?),
    };
    let (opens, closes) = mistakes.take(&open, read_range(posted.text(&open)).ok_or_else(|| t!(lang, "hours-bad")))?;
    match DayHours::new(opens, closes, pause.map(|(from, to)| Break { from, to })) {
        Ok(hours) => Some(hours),
        Err(InvalidDayHours::ClosesBeforeOpening) => {
            mistakes.add(&open, t!(lang, "hours-close-early"));
            None
        }
        Err(InvalidDayHours::BreakOutsideHours) => {
            mistakes.add(&rest, t!(lang, "hours-rest-outside"));
            None
        }
    }
}

async fn page(
    platform: &Platform,
    staff: &Staff,
    lang: &Lang,
    known: &Unit,
    posted: &Posted,
    mistakes: &Mistakes,
    is_saved: bool,
) -> Result<Html, Problem> {
    let (org, room) = (platform.org(), Room { platform, staff, lang, path: HERE });
    let (zone, id) = (org.zone(&known.code), ids::of_unit(&known.code));
    let concerns = |entry: &Entry| entry.kind() == kind::UNIT_DESCRIBED;
    let history = history(platform.store(), &org, lang, zone, id, concerns).await?;
    let content = html! {
        (saved(lang, is_saved))
        p { a href={ (HERE) "/" (known.code) } { (known.name) } }
        p {
            @if known.hours.is_some() { (t!(lang, "hours-own")) } @else { (t!(lang, "hours-inherited")) }
            " " (in_words(lang, org.hours(&known.code))) "."
        }
        (form(lang, known, posted, mistakes))
        @if known.hours.is_some() {
            section.stack {
                h2 { (t!(lang, "hours-follow")) }
                p { (t!(lang, "hours-follow-about")) }
                form method="post" action={ (HERE) "/" (known.code) "/jam/ikut" } {
                    (Button::submit(t!(lang, "hours-follow")).quiet())
                }
            }
        }
        (history)
    };
    Ok(room.form_page(&t!(lang, "hours-title", unit = known.name.as_str()), mistakes, content))
}

fn form(lang: &Lang, known: &Unit, posted: &Posted, mistakes: &Mistakes) -> Markup {
    let week = |week: Week| {
        html! { @for day in DAYS { (day_fields(lang, week, day, posted, mistakes)) } }
    };
    let holidays = Choice::new(ON_HOLIDAYS, t!(lang, "hours-holidays-open"), t!(lang, "hours-holidays-open.explain"));
    html! {
        form.stack method="post" action={ (HERE) "/" (known.code) "/jam" } {
            (Fieldset::new(lang, t!(lang, "hours-ordinary"), week(Week::Ordinary)).hint(t!(lang, "hours-ordinary.hint")))
            (Fieldset::new(lang, t!(lang, "hours-ramadan"), week(Week::Ramadan)).hint(t!(lang, "hours-ramadan.hint")).optional())
            (ChoiceGroup::several(lang, "holidays", t!(lang, "hours-holidays"), vec![holidays])
                .chosen(posted.text("holidays")))
            p.row { (Button::submit(t!(lang, "manage-save"))) }
        }
    }
}

fn day_fields(lang: &Lang, week: Week, day: Weekday, posted: &Posted, mistakes: &Mistakes) -> Markup {
    let (open, rest, name) = (week.open(day), week.rest(day), time::weekday_name(lang, day));
    let input = |name: &str| Input::line().autocomplete("off").value(posted.text(name));
    let label = t!(lang, "hours-rest-on", day = name.as_str());
    html! {
        div.row {
            (Field::new(lang, &open, name, input(&open)).inner().error(mistakes.at(&open)))
            (Field::new(lang, &rest, label, input(&rest)).inner().error(mistakes.at(&rest)))
        }
    }
}

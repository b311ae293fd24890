//! The form of a unit: its fields, and how they are read.

use hadir_calendar::{WorkingHours, Zone};
use hadir_store::ActError;
use hadir_ui::components::{Button, Choice, ChoiceGroup, Choices, Field, Input, Mistakes, Select};
use hadir_ui::lang::Lang;
use hadir_ui::t;
use maud::{Markup, html};

use super::Room;
use crate::access::Right;
use crate::code::UnitCode;
use crate::commands::unit::{NAME_LENGTH_MAX, UnitRefusal};
use crate::pages::form::Posted;
use crate::pages::words;
use crate::unit::{Unit, UnitKind};
use crate::web::Problem;

/// Hours as the form names them: those of the unit above, all day, or those it has now.
const INHERITED: &str = "above";
const AROUND_THE_CLOCK: &str = "24h";
const AS_NOW: &str = "now";
/// What needs a second person, as the form names it.
const TWO_EYES: &str = "second";
const NEITHER: &str = "none";
const ANSWERS: &str = "answers";
const CLOSING: &str = "closing";
const BOTH: &str = "both";

/// The form of a known unit, or of a new one.
pub(super) fn form(room: &Room<'_>, posted: &Posted, mistakes: &Mistakes, known: Option<&Unit>) -> Markup {
    let lang = room.lang;
    let action = known.map_or("baru".to_owned(), |unit| unit.code.to_string());
    let line = |name: &'static str, label: String| {
        Field::new(lang, name, label, Input::line().value(posted.text(name))).error(mistakes.at(name))
    };
    html! {
        form.stack method="post" action={ "/kelola/unit/" (action) } {
            @if known.is_none() { (line("code", t!(lang, "unit-code")).hint(t!(lang, "unit-code.hint"))) }
            (line("name", t!(lang, "unit-name")))
            (Field::new(lang, "parent", t!(lang, "unit-parent"), parents(room, posted)).error(mistakes.at("parent")))
            (Field::new(lang, "kind", t!(lang, "unit-kind"), kinds(lang, posted)).error(mistakes.at("kind")))
            (Field::new(lang, "zone", t!(lang, "unit-zone"), zones(lang, posted)).error(mistakes.at("zone")))
            (hours(lang, posted, known))
            (line("region", t!(lang, "unit-region")).hint(t!(lang, "unit-region.hint")).optional())
            (line("phone", t!(lang, "unit-phone")).optional())
            (line("address", t!(lang, "unit-address")).optional())
            (switches(lang, posted))
            p.row { (Button::submit(t!(lang, "manage-save"))) }
        }
    }
}

/// Units under which one may place others.
fn parents(room: &Room<'_>, posted: &Posted) -> Select {
    let org = room.platform.org();
    let units = org.units_by_name().into_iter();
    let mine = units.filter(|unit| room.staff.0.may(Right::ManageUnits, &unit.code, &org));
    let choices = mine.fold(Choices::plain(), |all, unit| all.option(unit.code.as_str(), &unit.name));
    Select::new().empty(t!(room.lang, "unit-parent-none")).choices(choices).chosen(posted.text("parent"))
}

fn kinds(lang: &Lang, posted: &Posted) -> Select {
    let choices = UnitKind::ALL
        .into_iter()
        .fold(Choices::plain(), |all, kind| all.option(kind.as_str(), words::unit_kind(lang, kind)));
    let chosen = if posted.text("kind").is_empty() { UnitKind::Office.as_str() } else { posted.text("kind") };
    Select::new().choices(choices).chosen(chosen)
}

pub(super) fn zones(lang: &Lang, posted: &Posted) -> Select {
    let choices =
        Zone::ALL.into_iter().fold(Choices::plain(), |all, zone| all.option(zone.abbreviation(), zone.abbreviation()));
    Select::new().empty(t!(lang, "unit-inherited")).choices(choices).chosen(posted.text("zone"))
}

fn hours(lang: &Lang, posted: &Posted, known: Option<&Unit>) -> Markup {
    let mut choices = vec![
        Choice::new(INHERITED, t!(lang, "unit-inherited"), ""),
        Choice::new(AROUND_THE_CLOCK, t!(lang, "unit-hours-all-day"), ""),
    ];
    if known.is_some_and(|unit| unit.hours.is_some_and(|hours| hours != WorkingHours::around_the_clock())) {
        choices.push(Choice::new(AS_NOW, t!(lang, "unit-hours-own"), t!(lang, "unit-hours-own.hint")));
    }
    let chosen = if posted.text("hours").is_empty() { INHERITED } else { posted.text("hours") };
    html! { (ChoiceGroup::one(lang, "hours", t!(lang, "unit-hours"), choices).chosen(chosen)) }
}

/// What the unit does not leave to one person alone.
fn switches<'a>(lang: &'a Lang, posted: &Posted) -> ChoiceGroup<'a> {
    let chosen = if posted.text(TWO_EYES).is_empty() { NEITHER } else { posted.text(TWO_EYES) };
    let choices = vec![
        Choice::new(NEITHER, t!(lang, "unit-second-none"), ""),
        Choice::new(ANSWERS, t!(lang, "unit-second-answers"), t!(lang, "unit-second-answers.explain")),
        Choice::new(CLOSING, t!(lang, "unit-second-closing"), t!(lang, "unit-second-closing.explain")),
        Choice::new(BOTH, t!(lang, "unit-second-both"), ""),
    ];
    ChoiceGroup::one(lang, TWO_EYES, t!(lang, "unit-second"), choices).chosen(chosen)
}

/// A known unit as the form shows it.
pub(super) fn posted_of(unit: &Unit) -> Posted {
    let hours = match unit.hours {
        None => INHERITED,
        Some(hours) if hours == WorkingHours::around_the_clock() => AROUND_THE_CLOCK,
        Some(_) => AS_NOW,
    };
    let second = match (unit.answers_need_approval, unit.closing_needs_second) {
        (false, false) => NEITHER,
        (true, false) => ANSWERS,
        (false, true) => CLOSING,
        (true, true) => BOTH,
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    Posted::default()
        .with("name", &unit.name)
        .with("parent", unit.parent.as_ref().map_or("", UnitCode::as_str))
        .with("kind", unit.kind.as_str())
        .with("zone", unit.zone.map_or("", Zone::abbreviation))
        .with("hours", hours)
        .with(TWO_EYES, second)
        .with("region", text(&unit.region))
        .with("phone", text(&unit.phone))
        .with("address", text(&unit.address))
}

/// What was posted as a unit; nothing when a part of it cannot be read, which is noted.
pub(super) fn read(
    lang: &Lang,
    posted: &Posted,
    code: Option<UnitCode>,
    known: Option<&Unit>,
    mistakes: &mut Mistakes,
) -> Option<Unit> {
    let parent = posted.optional("parent").map(|parent| parent.parse()).transpose();
    let zone = posted.optional("zone").map(|zone| zone.parse()).transpose();
    let region = match posted.optional("region") {
        Some(region) if crate::regions::Level::of(&region).is_none() => Err(t!(lang, "unit-region-bad")),
        region => Ok(region),
    };
    let parent = mistakes.take("parent", parent.map_err(|_| t!(lang, "unit-parent-unknown")));
    let zone = mistakes.take("zone", zone.map_err(|_| t!(lang, "unit-zone-bad")));
    let region = mistakes.take("region", region);
    Some(Unit {
        code: code?,
        name: posted.text("name").to_owned(),
        parent: parent?,
        zone: zone?,
        kind: UnitKind::of(posted.text("kind")),
        region: region?,
        hours: match posted.text("hours") {
            AROUND_THE_CLOCK => Some(WorkingHours::around_the_clock()),
            AS_NOW => known.and_then(|known| known.hours),
            _ => None,
        },
        phone: posted.optional("phone"),
        address: posted.optional("address"),
        answers_need_approval: [ANSWERS, BOTH].contains(&posted.text(TWO_EYES)),
        closing_needs_second: [CLOSING, BOTH].contains(&posted.text(TWO_EYES)),
        is_retired: known.is_some_and(|known| known.is_retired),
    })
}

/// A refusal as words at the field concerned.
pub(super) fn mistake(lang: &Lang, error: ActError<UnitRefusal>) -> Result<Mistakes, Problem> {
    let refusal = match error {
        ActError::Fault(fault) => return Err(fault.into()),
        ActError::Refused(refusal) => refusal,
    };
    Ok(match refusal {
        UnitRefusal::NotAllowed => return Err(Problem::forbidden()),
        UnitRefusal::Unknown => return Err(Problem::not_found()),
        UnitRefusal::Name => Mistakes::one("name", t!(lang, "unit-name-bad", most = NAME_LENGTH_MAX)),
        UnitRefusal::NeverOpen => Mistakes::one("day-1", t!(lang, "hours-never")),
        UnitRefusal::UnknownParent => Mistakes::one("parent", t!(lang, "unit-parent-unknown")),
        UnitRefusal::Circle => Mistakes::one("parent", t!(lang, "unit-parent-circle")),
        UnitRefusal::HasUnitsBelow => Mistakes::one("name", t!(lang, "unit-retire-units-below")),
        UnitRefusal::HasStaff => Mistakes::one("name", t!(lang, "unit-retire-staff")),
    })
}

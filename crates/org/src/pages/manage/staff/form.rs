//! The form of a member of staff: its fields, and how they are read.

use hadir_ui::components::{Button, Choices, Field, Fieldset, Input, Mistakes, Select};
use hadir_ui::lang::Lang;
use hadir_ui::t;
use maud::{Markup, html};

use crate::access::{Grant, Role};
use crate::code::{UnitCode, Username};
use crate::commands::staff::{Person, Place};
use crate::organisation::Organisation;
use crate::pages::form::Posted;
use crate::pages::manage::Room;
use crate::pages::words;
use crate::staff::Officer;

/// Empty lines for further roles.
const LINES_FREE: usize = 2;

/// The form; `action` is where it is sent.
pub(super) fn form(room: &Room<'_>, posted: &Posted, mistakes: &Mistakes, action: &str) -> Markup {
    let (lang, org) = (room.lang, room.platform.org());
    let line = |name: &'static str, label: String| {
        Field::new(lang, name, label, Input::line().value(posted.text(name))).error(mistakes.at(name))
    };
    let unit = units(&org).chosen(posted.text("unit"));
    html! {
        form.stack method="post" action=(action) {
            (line("name", t!(lang, "staff-name")))
            (line("username", t!(lang, "staff-username")).hint(t!(lang, "staff-username.hint")))
            (Field::new(lang, "unit", t!(lang, "staff-unit"), unit).error(mistakes.at("unit")))
            (Fieldset::new(lang, t!(lang, "staff-roles"), roles(lang, &org, posted, mistakes)).hint(t!(lang, "staff-roles.hint")))
            p.row { (Button::submit(t!(lang, "manage-save"))) }
        }
    }
}

fn roles(lang: &Lang, org: &Organisation, posted: &Posted, mistakes: &Mistakes) -> Markup {
    let filled = (1..).take_while(|line| !posted.text(&format!("role-{line}")).is_empty()).count();
    html! {
        @for line in 1..=filled + LINES_FREE {
            @let (role, unit) = (format!("role-{line}"), format!("role-unit-{line}"));
            @let chosen = (role_choices(lang).chosen(posted.text(&role)), units(org).chosen(posted.text(&unit)));
            div.row {
                (Field::new(lang, &role, t!(lang, "staff-role", n = line), chosen.0).inner().error(mistakes.at(&role)))
                (Field::new(lang, &unit, t!(lang, "staff-role-unit", n = line), chosen.1).inner())
            }
        }
    }
}

fn role_choices(lang: &Lang) -> Select {
    let roles = Role::ALL.into_iter();
    let choices = roles.fold(Choices::plain(), |all, role| all.option(role.as_str(), words::role(lang, role)));
    Select::new().empty(t!(lang, "staff-role-none")).choices(choices)
}

fn units(org: &Organisation) -> Select {
    let units = org.units_by_name().into_iter();
    Select::new().choices(units.fold(Choices::plain(), |all, unit| all.option(unit.code.as_str(), &unit.name)))
}

/// A member of staff as the form shows them.
pub(super) fn posted_of(officer: &Officer) -> Posted {
    let posted = Posted::default()
        .with("name", &officer.name)
        .with("username", officer.username.as_str())
        .with("unit", officer.unit.as_str());
    officer.grants.iter().zip(1..).fold(posted, |posted, (grant, line)| {
        posted
            .with(&format!("role-{line}"), grant.role.as_str())
            .with(&format!("role-unit-{line}"), grant.unit.as_str())
    })
}

/// What was posted; nothing when a part of it cannot be read, which is noted.
pub(super) fn read(lang: &Lang, posted: &Posted, mistakes: &mut Mistakes) -> Option<(Person, Place)> {
    let username = posted.text("username").to_lowercase().parse::<Username>();
    let username = mistakes.take("username", username.map_err(|_| t!(lang, "staff-username-bad")));
    let unit = posted.text("unit").parse::<UnitCode>();
    let unit = mistakes.take("unit", unit.map_err(|_| t!(lang, "staff-unit-unknown")));
    let grants = grants(lang, posted, mistakes);
    let person = Person { username: username?, name: posted.text("name").to_owned() };
    Some((person, Place { unit: unit?, grants: grants? }))
}

/// The roles; a line left empty in the middle is a role taken away.
fn grants(lang: &Lang, posted: &Posted, mistakes: &mut Mistakes) -> Option<Vec<Grant>> {
    let lines = (1..=crate::commands::staff::GRANTS_MAX + LINES_FREE).map(|line| format!("role-{line}"));
    let mut grants = Vec::new();
    for (name, line) in lines.zip(1..).filter(|(name, _)| !posted.text(name).is_empty()) {
        let role = Role::parse(posted.text(&name));
        let unit = posted.text(&format!("role-unit-{line}")).parse().ok();
        let (Some(role), Some(unit)) = (role, unit) else {
            mistakes.add(&name, t!(lang, "staff-role-bad"));
            return None;
        };
        grants.push(Grant { role, unit });
    }
    grants.dedup();
    Some(grants)
}

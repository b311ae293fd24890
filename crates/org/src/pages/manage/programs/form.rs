//! The form of a program: its fields, and how they are read.

use hadir_ui::components::{Button, Choice, ChoiceGroup, Choices, Field, Input, Mistakes, Select};
use hadir_ui::lang::Lang;
use hadir_ui::t;
use maud::{Markup, html};

use crate::access::Right;
use crate::code::UnitCode;
use crate::commands::program::Wish;
use crate::pages::form::Posted;
use crate::pages::manage::Room;
use crate::pages::words;
use crate::program::{GRANTABLE, Program};

/// The form; `action` is where it is sent.
pub(super) fn form(room: &Room<'_>, posted: &Posted, mistakes: &Mistakes, action: &str) -> Markup {
    let (lang, org) = (room.lang, room.platform.org());
    let units = org.units_by_name().into_iter();
    let units = units.fold(Choices::plain(), |all, unit| all.option(unit.code.as_str(), &unit.name));
    let unit = Select::new().choices(units).chosen(posted.text("unit"));
    let choices = GRANTABLE.into_iter().map(|right| Choice::new(right.as_str(), words::right(lang, right), ""));
    let rights = ChoiceGroup::several(lang, "rights", t!(lang, "program-rights"), choices.collect());
    let rights = posted.all("rights").fold(rights, ChoiceGroup::chosen);
    html! {
        form.stack method="post" action=(action) {
            (Field::new(lang, "name", t!(lang, "program-name"), Input::line().value(posted.text("name")))
                .hint(t!(lang, "program-name.hint")).error(mistakes.at("name")))
            (Field::new(lang, "unit", t!(lang, "program-unit"), unit)
                .hint(t!(lang, "program-unit.hint")).error(mistakes.at("unit")))
            (rights.hint(t!(lang, "program-rights.hint")).error(mistakes.at("rights")))
            (Field::new(lang, "through", t!(lang, "program-through"), Input::date().value(posted.text("through")))
                .hint(t!(lang, "program-through.hint")).error(mistakes.at("through")))
            p.row { (Button::submit(t!(lang, "manage-save"))) }
        }
    }
}

/// A program as the form shows it.
pub(super) fn posted_of(program: &Program) -> Posted {
    let posted = Posted::default()
        .with("name", &program.name)
        .with("unit", program.unit.as_str())
        .with("through", program.through.to_string());
    program.rights.iter().fold(posted, |posted, right| posted.with("rights", right.as_str()))
}

/// What was posted; nothing when a part of it cannot be read, which is noted.
pub(super) fn read(lang: &Lang, posted: &Posted, mistakes: &mut Mistakes) -> Option<Wish> {
    let unit = posted.text("unit").parse::<UnitCode>();
    let unit = mistakes.take("unit", unit.map_err(|_| t!(lang, "program-unit-unknown")));
    let rights: Option<Vec<_>> = posted.all("rights").map(Right::parse).collect();
    let rights = mistakes.take("rights", rights.ok_or_else(|| t!(lang, "program-rights-bad")));
    let through = posted.text("through").parse();
    let through = mistakes.take("through", through.map_err(|_| t!(lang, "program-through-bad")));
    Some(Wish { name: posted.text("name").to_owned(), unit: unit?, rights: rights?, through: through? })
}

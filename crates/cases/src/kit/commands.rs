//! What may be asked of a kit. Pure, as commands on cases are.

mod checklists;
mod macros;
mod rules;

pub use checklists::{ChecklistRefusal, ChecklistWish, drop_checklist, set_checklist};
pub use macros::{MacroRefusal, MacroWish, drop_macro, set_macro};
pub use rules::{RULE_STAFF_MAX, RULES_MAX, RuleRefusal, RuleWish, drop_rule, set_rule};

use hadir_org::{Right, UnitCode};

use super::events::{KitEvent, TemplateDropped, TemplateId, TemplateSet, TemplateWords};
use super::fields;
use super::state::Kit;
use crate::commands::Asking;
use crate::kinds::ReportKind;

/// Longest name of a template, in characters.
pub const NAME_CHARS_MAX: usize = 80;
/// Longest text of a template, in characters: a page of a letter.
pub const TEXT_CHARS_MAX: usize = 4_000;
/// Templates of one unit; more cannot be found in a list to choose from.
pub const TEMPLATES_MAX: usize = 100;

/// A template as someone wants it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// What colleagues call it.
    pub name: String,
    /// The text with its fields.
    pub text: String,
    /// The kind of report it is for; none for every kind.
    pub kind: Option<ReportKind>,
}

/// Why something is not done to a kit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KitRefusal {
    /// The person does not head the unit, or there is none.
    NotAllowed,
    /// A name is needed.
    NameMissing,
    /// The name is longer than so many characters.
    NameTooLong(usize),
    /// The unit has another template of that name.
    NameTaken,
    /// A text is needed.
    TextMissing,
    /// The text is longer than so many characters.
    TextTooLong(usize),
    /// Something in braces is no field.
    UnknownField(String),
    /// The unit has so many templates that there is no room for another.
    Full(usize),
}

/// What a command decided.
pub type Decided = Result<Vec<KitEvent>, KitRefusal>;

/// Adds a template to a unit's kit, or changes the one of this identity. The same once more records nothing.
pub fn set_template(kit: &Kit, unit: &UnitCode, id: TemplateId, wish: &Wish, asking: &Asking<'_>) -> Decided {
    allowed(unit, asking)?;
    let words = TemplateWords { name: name(&wish.name)?, text: text(&wish.text)? };
    let known = kit.templates.get(&id);
    if known.is_some_and(|known| (&known.name, &known.text, known.kind) == (&words.name, &words.text, wish.kind)) {
        return Ok(Vec::new());
    }
    let is_taken = |name: &str| name.to_lowercase() == words.name.to_lowercase();
    if kit.templates.iter().any(|(other, template)| *other != id && is_taken(&template.name)) {
        return Err(KitRefusal::NameTaken);
    }
    if known.is_none() && kit.templates.len() >= TEMPLATES_MAX {
        return Err(KitRefusal::Full(TEMPLATES_MAX));
    }
    let kind = wish.kind.map(|kind| kind.as_str().to_owned());
    let facts = TemplateSet { at: asking.now.as_millisecond(), unit: unit.as_str().to_owned(), template: id.0, kind };
    Ok(vec![KitEvent::TemplateSet(facts, Some(words))])
}

/// Offers a template no more. What is not there need not be dropped.
pub fn drop_template(kit: &Kit, unit: &UnitCode, id: TemplateId, asking: &Asking<'_>) -> Decided {
    allowed(unit, asking)?;
    let facts = || TemplateDropped { at: asking.now.as_millisecond(), unit: unit.as_str().to_owned(), template: id.0 };
    Ok(kit.templates.contains_key(&id).then(|| KitEvent::TemplateDropped(facts())).into_iter().collect())
}

/// Whether the asker keeps the kit of a unit, as its head and those of units above it do.
pub fn may_keep(unit: &UnitCode, asking: &Asking<'_>) -> bool {
    let is_there = asking.org.unit(unit).is_some_and(|unit| !unit.is_retired);
    is_there && asking.by.may(Right::ManageDesk, unit, asking.org)
}

fn allowed(unit: &UnitCode, asking: &Asking<'_>) -> Result<(), KitRefusal> {
    if may_keep(unit, asking) { Ok(()) } else { Err(KitRefusal::NotAllowed) }
}

fn name(given: &str) -> Result<String, KitRefusal> {
    let name = given.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err(KitRefusal::NameMissing),
        1..=NAME_CHARS_MAX => Ok(name),
        _ => Err(KitRefusal::NameTooLong(NAME_CHARS_MAX)),
    }
}

fn text(given: &str) -> Result<String, KitRefusal> {
    let text = given.trim().replace("\r\n", "\n");
    match text.chars().count() {
        0 => Err(KitRefusal::TextMissing),
        1..=TEXT_CHARS_MAX => match fields::unknown_in(&text) {
            Some(braces) => Err(KitRefusal::UnknownField(braces.to_owned())),
            None => Ok(text),
        },
        _ => Err(KitRefusal::TextTooLong(TEXT_CHARS_MAX)),
    }
}

#[cfg(test)]
mod tests;

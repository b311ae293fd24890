//! Keeping the macros of a unit.

use hadir_org::UnitCode;

use super::{NAME_CHARS_MAX, TEXT_CHARS_MAX, may_keep};
use crate::commands::{Asking, STEPS_MAX};
use crate::kit::Kit;
use crate::kit::events::{KitEvent, MacroDropped, MacroId, MacroSet, MacroWords};
use crate::kit::macros::{Gone, MACROS_MAX, MacroStep};

/// A macro as someone wants it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MacroWish {
    /// What colleagues call it.
    pub name: String,
    /// The acts, in their order.
    pub steps: Vec<MacroStep>,
}

/// Why a macro is not kept. Acts are counted from zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MacroRefusal {
    /// The person does not head the unit, or there is none.
    NotAllowed,
    /// A name is needed.
    NameMissing,
    /// The name is longer than so many characters.
    NameTooLong(usize),
    /// The unit has another macro of that name.
    NameTaken,
    /// There is no act.
    StepsMissing,
    /// There are more acts than a macro has.
    TooManySteps(usize),
    /// The note of this act is empty.
    NoteMissing(usize),
    /// The words of this act are longer than so many characters.
    TextTooLong(usize, usize),
    /// What this act names is not there.
    NotThere(usize, Gone),
    /// The unit has so many macros that there is no room for another.
    Full(usize),
}

type Decided = Result<Vec<KitEvent>, MacroRefusal>;

/// Adds a macro to a unit's kit, or changes the one of this identity. The same once more records nothing.
pub fn set_macro(kit: &Kit, unit: &UnitCode, id: MacroId, wish: &MacroWish, asking: &Asking<'_>) -> Decided {
    allowed(unit, asking)?;
    let name = name(&wish.name)?;
    let steps = steps(kit, &wish.steps, asking)?;
    let known = kit.macros.get(&id);
    if known.is_some_and(|known| known.name == name && known.steps.iter().flatten().eq(&steps)) {
        return Ok(Vec::new());
    }
    let is_taken = |other: &str| other.to_lowercase() == name.to_lowercase();
    if kit.macros.iter().any(|(other, kept)| *other != id && is_taken(&kept.name)) {
        return Err(MacroRefusal::NameTaken);
    }
    if known.is_none() && kit.macros.len() >= MACROS_MAX {
        return Err(MacroRefusal::Full(MACROS_MAX));
    }
    let (steps, texts) = steps.iter().map(MacroStep::written).unzip();
    let facts = MacroSet { at: asking.now.as_millisecond(), unit: unit.as_str().to_owned(), id: id.0, steps };
    Ok(vec![KitEvent::MacroSet(facts, Some(MacroWords { name, texts }))])
}

/// Offers a macro no more. What is not there need not be dropped.
pub fn drop_macro(kit: &Kit, unit: &UnitCode, id: MacroId, asking: &Asking<'_>) -> Decided {
    allowed(unit, asking)?;
    let facts = || MacroDropped { at: asking.now.as_millisecond(), unit: unit.as_str().to_owned(), id: id.0 };
    Ok(kit.macros.contains_key(&id).then(|| KitEvent::MacroDropped(facts())).into_iter().collect())
}

fn allowed(unit: &UnitCode, asking: &Asking<'_>) -> Result<(), MacroRefusal> {
    if may_keep(unit, asking) { Ok(()) } else { Err(MacroRefusal::NotAllowed) }
}

fn name(given: &str) -> Result<String, MacroRefusal> {
    let name = given.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err(MacroRefusal::NameMissing),
        1..=NAME_CHARS_MAX => Ok(name),
        _ => Err(MacroRefusal::NameTooLong(NAME_CHARS_MAX)),
    }
}

/// The acts with their words in order, each of which can be made ready as things stand.
fn steps(kit: &Kit, given: &[MacroStep], asking: &Asking<'_>) -> Result<Vec<MacroStep>, MacroRefusal> {
    match given.len() {
        0 => return Err(MacroRefusal::StepsMissing),
        1..=STEPS_MAX => {}
        _ => return Err(MacroRefusal::TooManySteps(STEPS_MAX)),
    }
    given.iter().enumerate().map(|(place, step)| tidy(kit, place, step, asking)).collect()
}

fn tidy(kit: &Kit, place: usize, step: &MacroStep, asking: &Asking<'_>) -> Result<MacroStep, MacroRefusal> {
    step.needs(kit, asking.org).map_err(|gone| MacroRefusal::NotThere(place, gone))?;
    let text = |given: &str| {
        let text = given.trim().replace("\r\n", "\n");
        if text.chars().count() > TEXT_CHARS_MAX {
            return Err(MacroRefusal::TextTooLong(place, TEXT_CHARS_MAX));
        }
        Ok(text)
    };
    Ok(match step {
        MacroStep::Note(note) if note.trim().is_empty() => return Err(MacroRefusal::NoteMissing(place)),
        MacroStep::Note(note) => MacroStep::Note(text(note)?),
        MacroStep::HandOn(unit, staff, why) => MacroStep::HandOn(unit.clone(), *staff, text(why)?),
        step => step.clone(),
    })
}

#[cfg(test)]
mod tests;

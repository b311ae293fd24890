//! Macros: acts on a report that a unit keeps together under a name, and what they come to on one report.

use hadir_oplog::ActorId;
use hadir_org::{CategoryCode, Organisation, UnitCode};

use super::Kit;
use super::events::{MacroId, MacroSet, MacroWords, StepFacts, TemplateId};
use super::fields::{self, Field};
use crate::commands::{Assign, Bulk, MESSAGE_CHARS_MAX, STEPS_MAX, Send, Step};
use crate::events::Deed;

/// Macros of one unit; more cannot be found in a list to choose from.
pub const MACROS_MAX: usize = 50;

/// Acts that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Macro {
    /// What colleagues call it.
    pub name: String,
    /// The acts, in their order; one that this program does not know is none.
    pub steps: Vec<Option<MacroStep>>,
    /// Who wrote it as it stands.
    pub by: Option<ActorId>,
    /// When, in milliseconds since 1970, UTC.
    pub at: i64,
}

/// One act of a macro.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MacroStep {
    /// Sets the topic right.
    Classify(CategoryCode),
    /// Hands the report to a unit or to one of its people, with a reason that the reporter reads when the unit changes.
    HandOn(UnitCode, Option<ActorId>, String),
    /// Whoever runs it takes the report up.
    TakeUp,
    /// Leaves an internal note.
    Note(String),
    /// Answers the matter with a template's text.
    Answer(TemplateId),
    /// Keeps the reporter posted with a template's text.
    Post(TemplateId),
    /// Asks the reporter with a template's text, and waits.
    Ask(TemplateId),
}

/// Why an act of a macro cannot be made ready at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gone {
    /// This program does not know the act.
    Act,
    /// There is no such topic any more.
    Topic,
    /// There is no such unit any more.
    Unit,
    /// The person works here no more.
    Person,
    /// The template is not kept any more.
    Template,
}

impl MacroStep {
    /// As facts and words carry it.
    pub(super) fn written(&self) -> (StepFacts, String) {
        match self {
            Self::Classify(topic) => {
                let mut facts = StepFacts::named("topik");
                facts.category = Some(topic.as_str().to_owned());
                (facts, String::new())
            }
            Self::HandOn(unit, staff, why) => {
                let mut facts = StepFacts::named("teruskan");
                facts.unit = Some(unit.as_str().to_owned());
                (facts.to(*staff), why.clone())
            }
            Self::TakeUp => (StepFacts::named("ambil"), String::new()),
            Self::Note(text) => (StepFacts::named("catatan"), text.clone()),
            Self::Answer(template) => (StepFacts::named("jawab").with(*template), String::new()),
            Self::Post(template) => (StepFacts::named("kabar").with(*template), String::new()),
            Self::Ask(template) => (StepFacts::named("tanya").with(*template), String::new()),
        }
    }

    /// From facts and words; nothing for what this program does not know or that lacks what it needs.
    fn read(facts: &StepFacts, text: &str) -> Option<Self> {
        Some(match facts.act.as_str() {
            "topik" => Self::Classify(CategoryCode::try_new(facts.category.as_deref()?).ok()?),
            "teruskan" => {
                let unit = UnitCode::try_new(facts.unit.as_deref()?).ok()?;
                Self::HandOn(unit, facts.staff(), text.to_owned())
            }
            "ambil" => Self::TakeUp,
            "catatan" => Self::Note(text.to_owned()),
            "jawab" => Self::Answer(facts.template()?),
            "kabar" => Self::Post(facts.template()?),
            "tanya" => Self::Ask(facts.template()?),
            _ => return None,
        })
    }

    /// The template whose text it sends.
    pub const fn template(&self) -> Option<TemplateId> {
        match self {
            Self::Answer(id) | Self::Post(id) | Self::Ask(id) => Some(*id),
            Self::Classify(_) | Self::HandOn(..) | Self::TakeUp | Self::Note(_) => None,
        }
    }

    /// The text of its template as the kit has it and a case fills it; nothing where it sends none.
    ///
    /// # Errors
    /// What is there no more.
    pub fn text(&self, kit: &Kit, value: impl Fn(Field) -> Option<String>) -> Result<Option<String>, Gone> {
        let Some(id) = self.template() else { return Ok(None) };
        let template = kit.templates.get(&id).ok_or(Gone::Template)?;
        Ok(Some(fields::fill(&template.text, value)))
    }

    /// The act, with the text that goes to the reporter where it sends one.
    ///
    /// # Errors
    /// What is there no more. Whether the act may be done says the command.
    pub fn ready(&self, kit: &Kit, org: &Organisation, text: &str) -> Result<Step, Gone> {
        self.needs(kit, org)?;
        let write = |deed| Step::Write(text.to_owned(), Send { deed, is_later: false });
        Ok(match self {
            Self::Classify(topic) => Step::Act(Bulk::Classify(topic.clone())),
            Self::HandOn(unit, staff, why) => {
                Step::Act(Bulk::HandOn(Assign { unit: unit.clone(), staff: *staff, why: why.clone() }))
            }
            Self::TakeUp => Step::Act(Bulk::TakeUp),
            Self::Note(text) => Step::Act(Bulk::Note(text.clone())),
            Self::Answer(_) => write(Deed::Answer),
            Self::Post(_) => write(Deed::Post),
            Self::Ask(_) => Step::Ask(text.to_owned()),
        })
    }

    /// Whether everything that it names is there.
    ///
    /// # Errors
    /// What is not.
    pub fn needs(&self, kit: &Kit, org: &Organisation) -> Result<(), Gone> {
        let is_there = |there: bool, gone| if there { Ok(()) } else { Err(gone) };
        match self {
            Self::Classify(topic) => is_there(org.category(topic).is_some(), Gone::Topic),
            Self::HandOn(unit, staff, _) => {
                is_there(org.unit(unit).is_some_and(|unit| !unit.is_retired), Gone::Unit)?;
                is_there(staff.is_none_or(|id| org.staff(id).is_some()), Gone::Person)
            }
            Self::TakeUp | Self::Note(_) => Ok(()),
            Self::Answer(id) | Self::Post(id) | Self::Ask(id) => {
                is_there(kit.templates.contains_key(id), Gone::Template)
            }
        }
    }
}

impl Kit {
    /// A macro whose words were erased is none.
    pub(super) fn set_macro(&mut self, facts: &MacroSet, words: Option<MacroWords>, by: Option<ActorId>) {
        let id = MacroId(facts.id);
        self.unit.clone_from(&facts.unit);
        let Some(words) = words else { return drop(self.macros.remove(&id)) };
        // Offices that write while apart may pass what a command allows; beyond twice of it nobody means well.
        let is_one_too_many = self.macros.len() >= 2 * MACROS_MAX && !self.macros.contains_key(&id);
        let is_too_long = |text: &String| text.chars().count() > MESSAGE_CHARS_MAX;
        let is_too_much =
            facts.steps.len() > STEPS_MAX || is_too_long(&words.name) || words.texts.iter().any(is_too_long);
        if is_one_too_many || is_too_much {
            return;
        }
        let text = |place: usize| words.texts.get(place).map_or("", String::as_str);
        let steps = facts.steps.iter().enumerate().map(|(place, step)| MacroStep::read(step, text(place))).collect();
        self.macros.insert(id, Macro { name: words.name, steps, by, at: facts.at });
    }
}

//! What a unit keeps ready for its own work: templates of replies, checklists, macros of acts on reports, and rules by which reports go to
//! its people. One aggregate a unit, found by the unit's code alone, so that two offices that begin one while they are apart begin the same.

pub mod checklists;
pub mod commands;
mod events;
pub mod fields;
mod keeping;
pub mod macros;
pub mod project;
pub mod rules;
mod state;

pub use checklists::Checklist;
pub use commands::{ChecklistRefusal, ChecklistWish, KitRefusal, RuleRefusal, RuleWish, Wish};
pub use commands::{MacroRefusal, MacroWish};
pub use events::{ChecklistDropped, ChecklistId, ChecklistSet, ChecklistWords};
pub use events::{KitEvent, RuleDropped, RuleId, RuleSet, TemplateDropped, TemplateId, TemplateSet, TemplateWords};
pub use events::{MacroDropped, MacroId, MacroSet, MacroWords, StepFacts};
pub use macros::{Macro, MacroStep};
pub use rules::Rule;
pub use state::{Kit, Template};

//! What a unit keeps ready for its own work: templates of replies. One aggregate a unit, found by the unit's code alone, so
//! that two offices that begin one while they are apart begin the same.

pub mod commands;
mod events;
pub mod fields;
mod keeping;
pub mod project;
mod state;

pub use commands::{KitRefusal, Wish};
pub use events::{KitEvent, TemplateDropped, TemplateId, TemplateSet, TemplateWords};
pub use state::{Kit, Template};

//! Checklists: what they hold, and which of them a report calls for.

use super::events::{ChecklistId, ChecklistSet, ChecklistWords};
use super::state::Kit;
use crate::kinds::ReportKind;
use crate::state::Case;

/// Checklists of one unit; more nobody goes through.
pub const CHECKLISTS_MAX: usize = 20;
/// Steps of one checklist.
pub const STEPS_MAX: usize = 20;
/// Longest step, in characters.
pub const STEP_CHARS_MAX: usize = 120;

/// A list of steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checklist {
    /// What colleagues call it.
    pub name: String,
    /// The steps, in their order.
    pub steps: Vec<String>,
    /// The kind of report it is for; none for every kind.
    pub kind: Option<ReportKind>,
    /// The topic it is for; none for every one.
    pub category: Option<String>,
}

impl Checklist {
    /// Whether a report calls for it.
    pub fn is_for(&self, case: &Case) -> bool {
        let kind = self.kind.is_none_or(|kind| kind == case.kind());
        kind && (self.category.is_none() || self.category == case.category)
    }
}

impl Kit {
    /// One whose words were erased is none. Offices that write while apart may pass what a command allows; beyond twice of it
    /// nobody means well.
    pub(super) fn set_checklist(&mut self, facts: ChecklistSet, words: Option<ChecklistWords>) {
        let id = ChecklistId(facts.checklist);
        self.unit = facts.unit;
        let is_one_too_many = self.checklists.len() >= 2 * CHECKLISTS_MAX && !self.checklists.contains_key(&id);
        let Some(ChecklistWords { name, steps }) = words else { return drop(self.checklists.remove(&id)) };
        let is_too_much = steps.len() > STEPS_MAX || steps.iter().any(|step| step.chars().count() > STEP_CHARS_MAX);
        if is_too_much || is_one_too_many || name.chars().count() > super::commands::NAME_CHARS_MAX {
            return;
        }
        let kind = facts.kind.as_deref().and_then(ReportKind::from_name);
        self.checklists.insert(id, Checklist { name, steps, kind, category: facts.category });
    }
}

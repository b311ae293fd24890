//! Which steps of checklists are done. Of two offices that tick and take back while apart, the later act holds.

use std::collections::BTreeMap;

use super::{Case, Moment};
use crate::events::{CaseEvent, StepId};
use crate::kit::ChecklistId;

impl Case {
    /// The steps that are done, each with the moment that says so.
    pub fn steps_done(&self) -> BTreeMap<(ChecklistId, StepId), &Moment> {
        let mut done = BTreeMap::new();
        for moment in &self.thread {
            let CaseEvent::Checked(facts, _) = &moment.event else { continue };
            if facts.is_done {
                done.insert(facts.which(), moment);
            } else {
                done.remove(&facts.which());
            }
        }
        done
    }
}

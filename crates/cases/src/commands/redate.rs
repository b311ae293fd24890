//! Counting a limit again after the calendar, the hours or a rule changed. The old date stays in the history.

use hadir_org::Organisation;
use jiff::Timestamp;

use super::Decided;
use super::citizen::running_again;
use crate::events::CaseEvent;
use crate::kinds::Status;
use crate::state::Case;

/// Counts the limit of an open case again and records it if it moved. A case that waits for the citizen is counted
/// again when its clock runs on.
pub fn redate(case: &Case, org: &Organisation, now: Timestamp) -> Decided {
    if !case.status.is_open() || case.status == Status::Waiting || case.counts_beyond() {
        return Ok(Vec::new());
    }
    let redated = running_again(case, org, now)?;
    let has_moved = case.due_at() != Some(redated.limits.used.due_at);
    Ok(has_moved.then_some(CaseEvent::Redated(redated, None)).into_iter().collect())
}

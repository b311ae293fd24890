//! Describing and withdrawing categories.

use hadir_store::Event;

use super::{allowed_everywhere, refuses_without_right};
use crate::access::{By, Right};
use crate::category::Category;
use crate::events::category::CategoryDescribed;
use crate::events::{Nothing, event, kind};
use crate::organisation::Organisation;
use crate::state::CategoryRecord;

/// Why a category stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CategoryRefusal {
    /// The asker may not change categories.
    #[error("the asker may not change categories")]
    NotAllowed,
    /// It has no Indonesian name.
    #[error("it has no Indonesian name")]
    Name,
    /// The unit that should usually handle it is not known.
    #[error("the unit that should usually handle it is not known")]
    UnknownUnit,
}

refuses_without_right!(CategoryRefusal);

/// Describes a category, new or known.
pub fn describe(
    record: &CategoryRecord,
    wish: &Category,
    by: &By,
    org: &Organisation,
) -> Result<Option<Event>, CategoryRefusal> {
    allowed_everywhere(by, Right::ManageUnits, org)?;
    if !wish.names.iter().any(|(lang, name)| lang == "id" && !name.trim().is_empty()) {
        return Err(CategoryRefusal::Name);
    }
    if wish.usual_unit.as_ref().is_some_and(|unit| org.unit(unit).is_none()) {
        return Err(CategoryRefusal::UnknownUnit);
    }
    let is_same = record.category() == Some(wish);
    Ok((!is_same).then(|| event(kind::CATEGORY_DESCRIBED, &CategoryDescribed::from(wish))))
}

/// Withdraws a category; cases that have it keep it.
pub fn withdraw(record: &CategoryRecord, by: &By, org: &Organisation) -> Result<Option<Event>, CategoryRefusal> {
    allowed_everywhere(by, Right::ManageUnits, org)?;
    Ok(record.category().map(|_| event(kind::CATEGORY_WITHDRAWN, &Nothing {})))
}

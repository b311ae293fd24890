//! Describing, retiring and restoring units.

use hadir_store::Event;

use super::{allowed, allowed_everywhere, refuses_without_right};
use crate::access::{By, Right};
use crate::events::unit::UnitDescribed;
use crate::events::{Nothing, event, kind};
use crate::organisation::Organisation;
use crate::state::UnitRecord;
use crate::unit::Unit;

/// Longest name of a unit, in characters.
pub const NAME_LENGTH_MAX: usize = 120;

/// Why a unit stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnitRefusal {
    /// The asker may not change units here.
    #[error("the asker may not change units here")]
    NotAllowed,
    /// It has no name, or one that is too long.
    #[error("it has no name, or one that is too long")]
    Name,
    /// The unit above is not known.
    #[error("the unit above is not known")]
    UnknownParent,
    /// It would stand below itself.
    #[error("it would stand below itself")]
    Circle,
    /// A unit below it is still open.
    #[error("a unit below it is still open")]
    HasUnitsBelow,
    /// Someone still works there.
    #[error("someone still works there")]
    HasStaff,
    /// Its own hours leave it closed on every day.
    #[error("its own hours leave it closed on every day")]
    NeverOpen,
    /// Nobody ever described it.
    #[error("nobody ever described it")]
    Unknown,
}

refuses_without_right!(UnitRefusal);

/// Describes a unit, new or known.
pub fn describe(record: &UnitRecord, wish: &Unit, by: &By, org: &Organisation) -> Result<Option<Event>, UnitRefusal> {
    let known = record.unit();
    if wish.parent.as_ref().is_some_and(|parent| org.unit(parent).is_none()) {
        return Err(UnitRefusal::UnknownParent);
    }
    match (&known, &wish.parent) {
        (Some(known), _) => allowed(by, Right::ManageUnits, &known.code, org)?,
        (None, Some(parent)) => allowed(by, Right::ManageUnits, parent, org)?,
        (None, None) => allowed_everywhere(by, Right::ManageUnits, org)?,
    }
    check_name(wish)?;
    if wish.hours.is_some_and(|hours| hours.normal.working_minutes() == 0) {
        return Err(UnitRefusal::NeverOpen);
    }
    let is_moved = known.as_ref().is_none_or(|known| known.parent != wish.parent);
    if is_moved {
        check_place(wish, by, org)?;
    }
    let is_same = known.is_some_and(|known| known == Unit { is_retired: known.is_retired, ..wish.clone() });
    Ok((!is_same).then(|| event(kind::UNIT_DESCRIBED, &UnitDescribed::from(wish))))
}

/// Retires a unit: it takes no new work and disappears from lists. What it did stays.
pub fn retire(record: &UnitRecord, by: &By, org: &Organisation) -> Result<Option<Event>, UnitRefusal> {
    let unit = record.unit().ok_or(UnitRefusal::Unknown)?;
    allowed(by, Right::ManageUnits, &unit.code, org)?;
    if org.below(&unit.code).iter().any(|below| !below.is_retired) {
        return Err(UnitRefusal::HasUnitsBelow);
    }
    if !org.staff_of(&unit.code).is_empty() {
        return Err(UnitRefusal::HasStaff);
    }
    Ok((!unit.is_retired).then(|| event(kind::UNIT_RETIRED, &Nothing {})))
}

/// Opens a retired unit again.
pub fn restore(record: &UnitRecord, by: &By, org: &Organisation) -> Result<Option<Event>, UnitRefusal> {
    let unit = record.unit().ok_or(UnitRefusal::Unknown)?;
    allowed(by, Right::ManageUnits, &unit.code, org)?;
    Ok(unit.is_retired.then(|| event(kind::UNIT_RESTORED, &Nothing {})))
}

fn check_name(wish: &Unit) -> Result<(), UnitRefusal> {
    let length = wish.name.trim().chars().count();
    if (1..=NAME_LENGTH_MAX).contains(&length) { Ok(()) } else { Err(UnitRefusal::Name) }
}

/// Moving a unit needs the right at both ends: otherwise it could be moved out of someone's reach, or into one's own.
fn check_place(wish: &Unit, by: &By, org: &Organisation) -> Result<(), UnitRefusal> {
    let Some(parent) = &wish.parent else { return Ok(allowed_everywhere(by, Right::ManageUnits, org)?) };
    if org.is_within(parent, &wish.code) {
        return Err(UnitRefusal::Circle);
    }
    Ok(allowed(by, Right::ManageUnits, parent, org)?)
}

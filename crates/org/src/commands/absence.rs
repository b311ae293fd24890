//! Saying that somebody does not come to work, and that they are back. People say it for themselves, the head of their unit
//! or of one above it for them.

use hadir_store::Event;
use jiff::Timestamp;
use jiff::civil::Date;

use super::refuses_without_right;
use crate::absence::Absence;
pub use crate::absence::DAYS_MAX;
use crate::access::{By, Right};
use crate::events::staff::{StaffAway, StaffBack};
use crate::events::{event, kind};
use crate::organisation::Organisation;
use crate::staff::Officer;
use crate::state::StaffRecord;

/// Most absences of one person that have not ended.
pub const AHEAD_MAX: usize = 8;

/// Why an absence is not recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AbsenceRefusal {
    /// The asker may not say it for this person.
    #[error("the asker may not say it for this person")]
    NotAllowed,
    /// Nobody of this identity is known.
    #[error("nobody of this identity is known")]
    Unknown,
    /// The last day is before the first.
    #[error("the last day is before the first")]
    Backwards,
    /// All of it is past.
    #[error("all of it is past")]
    Past,
    /// It is longer than an absence can be.
    #[error("it is longer than an absence can be")]
    TooLong,
    /// That person cannot do this one's work.
    #[error("that person cannot do this one's work")]
    Deputy,
    /// The deputy is away on some of these days.
    #[error("the deputy is away on some of these days")]
    DeputyAway,
    /// Too many absences are to come.
    #[error("too many absences are to come")]
    TooMany,
}

refuses_without_right!(AbsenceRefusal);

/// Whether the asker may say when somebody is away.
pub fn may_tell(officer: &Officer, by: &By, org: &Organisation) -> bool {
    by.actor_id() == Some(officer.id) || by.may(Right::ManageDesk, &officer.unit, org)
}

/// Records that somebody does not come to work on some days, in the place of what was said of these days before.
pub fn go_away(
    record: &StaffRecord,
    wish: &Absence,
    by: &By,
    org: &Organisation,
    now: Timestamp,
) -> Result<Option<Event>, AbsenceRefusal> {
    let officer = known(record, by, org)?;
    let today = org.today_of(&officer, now);
    check_days(&officer, wish, today)?;
    if let Some(deputy) = wish.deputy {
        let possible = org.possible_deputies(&officer);
        let deputy = possible.into_iter().find(|other| other.id == deputy).ok_or(AbsenceRefusal::Deputy)?;
        // Days that are over need nobody any more.
        let still = Absence { first: wish.first.max(today), ..*wish };
        if deputy.absences.meet(&still) {
            return Err(AbsenceRefusal::DeputyAway);
        }
    }
    let is_said = officer.absences.beginning(wish.first) == Some(wish);
    Ok((!is_said).then(|| event(kind::STAFF_AWAY, &StaffAway::from(wish))))
}

/// Records that somebody is at work again from today on, or does not stay away at all. Nothing where it has ended already.
pub fn come_back(
    record: &StaffRecord,
    first: Date,
    by: &By,
    org: &Organisation,
    now: Timestamp,
) -> Result<Option<Event>, AbsenceRefusal> {
    let officer = known(record, by, org)?;
    let on = org.today_of(&officer, now);
    let to_end = officer.absences.beginning(first).filter(|absence| absence.last >= on);
    let facts = StaffBack { first: first.to_string(), on: on.to_string() };
    Ok(to_end.map(|_| event(kind::STAFF_BACK, &facts)))
}

/// The person, if the asker may say when they are away.
fn known(record: &StaffRecord, by: &By, org: &Organisation) -> Result<Officer, AbsenceRefusal> {
    let officer = record.officer().ok_or(AbsenceRefusal::Unknown)?;
    if may_tell(&officer, by, org) { Ok(officer) } else { Err(AbsenceRefusal::NotAllowed) }
}

fn check_days(officer: &Officer, wish: &Absence, today: Date) -> Result<(), AbsenceRefusal> {
    if wish.last < wish.first {
        return Err(AbsenceRefusal::Backwards);
    }
    if wish.last < today {
        return Err(AbsenceRefusal::Past);
    }
    if !wish.is_bounded() {
        return Err(AbsenceRefusal::TooLong);
    }
    let others = officer.absences.since(today).filter(|other| !other.meets(wish)).count();
    if others >= AHEAD_MAX { Err(AbsenceRefusal::TooMany) } else { Ok(()) }
}

#[cfg(test)]
mod tests;

//! Adding, placing, naming and suspending staff, their passwords and sign-ins.
//!
//! Nobody hands out what they do not hold themselves. An administrator changes people only within the own scope, and
//! never someone who may do more elsewhere: otherwise a sign-in link would be a way up. The role of an inspector is
//! given, taken and signed in for only by someone who is an inspector there, so that an administrator cannot read
//! sensitive reports by making themselves one.

use hadir_oplog::Scope;
use hadir_store::Event;
use jiff::Timestamp;

use super::refuses_without_right;
use crate::access::{By, Grant, Right, Role};
use crate::code::{UnitCode, Username};
use crate::events::staff::{GrantFacts, PasswordWords, SignedOut, StaffPlaced, StaffWords};
use crate::events::{Nothing, bytes, event, kind};
use crate::organisation::Organisation;
use crate::staff::{Officer, PasswordHash};
use crate::state::StaffRecord;

/// Longest name of a person, in characters.
pub const NAME_LENGTH_MAX: usize = 80;
/// How many roles one person may hold at most.
pub const GRANTS_MAX: usize = 24;

/// Why a member of staff stays as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StaffRefusal {
    /// The asker may not change this person.
    #[error("the asker may not change this person")]
    NotAllowed,
    /// Only an inspector may give, take or renew what inspectors have.
    #[error("only an inspector may give, take or renew what inspectors have")]
    InspectorsOnly,
    /// Nobody of this identity is known.
    #[error("nobody of this identity is known")]
    Unknown,
    /// There is no name, or one that is too long.
    #[error("there is no name, or one that is too long")]
    Name,
    /// Someone else signs in with this name.
    #[error("someone else signs in with this name")]
    UsernameTaken,
    /// A unit is not known or retired.
    #[error("a unit is not known or retired")]
    UnknownUnit,
    /// There are too many roles.
    #[error("there are too many roles")]
    TooManyRoles,
    /// Nobody would be left who may manage staff everywhere.
    #[error("nobody would be left who may manage staff everywhere")]
    LastAdministrator,
    /// People do not suspend themselves.
    #[error("people do not suspend themselves")]
    Oneself,
}

refuses_without_right!(StaffRefusal);

/// Who someone should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name to sign in with.
    pub username: Username,
    /// Their name.
    pub name: String,
}

/// Where someone should work, with which roles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The unit.
    pub unit: UnitCode,
    /// The roles.
    pub grants: Vec<Grant>,
}

/// Adds a member of staff.
pub fn add(person: &Person, place: &Place, by: &By, org: &Organisation) -> Result<Event, StaffRefusal> {
    check_place(place, by, org)?;
    check_person(person, None, org)?;
    Ok(entitling(event(kind::STAFF_ADDED, &placed(place)), place).with_words(words(person)))
}

/// Names a member of staff anew.
pub fn name(record: &StaffRecord, wish: &Person, by: &By, org: &Organisation) -> Result<Option<Event>, StaffRefusal> {
    let officer = manageable(record, by, org)?;
    check_person(wish, Some(&officer), org)?;
    let is_same = officer.username == wish.username && officer.name == wish.name;
    Ok((!is_same).then(|| event(kind::STAFF_NAMED, &Nothing {}).with_words(words(wish))))
}

/// Gives a member of staff another place or other roles.
pub fn place(record: &StaffRecord, wish: &Place, by: &By, org: &Organisation) -> Result<Option<Event>, StaffRefusal> {
    let officer = manageable(record, by, org)?;
    if officer.unit == wish.unit && officer.grants == wish.grants {
        return Ok(None);
    }
    check_place(wish, by, org)?;
    let after = Officer { unit: wish.unit.clone(), grants: wish.grants.clone(), ..officer };
    check_last_administrator(&after, org)?;
    Ok(Some(entitling(event(kind::STAFF_PLACED, &placed(wish)), wish)))
}

/// Suspends a member of staff, who is signed out everywhere.
pub fn suspend(
    record: &StaffRecord,
    by: &By,
    org: &Organisation,
    now: Timestamp,
) -> Result<Option<Event>, StaffRefusal> {
    let officer = manageable(record, by, org)?;
    if by.actor_id() == Some(officer.id) {
        return Err(StaffRefusal::Oneself);
    }
    check_last_administrator(&Officer { is_suspended: true, ..officer.clone() }, org)?;
    Ok((!officer.is_suspended).then(|| event(kind::STAFF_SUSPENDED, &signed_out(now))))
}

/// Lets a suspended member of staff sign in again.
pub fn restore(record: &StaffRecord, by: &By, org: &Organisation) -> Result<Option<Event>, StaffRefusal> {
    let officer = manageable(record, by, org)?;
    Ok(officer.is_suspended.then(|| event(kind::STAFF_RESTORED, &Nothing {})))
}

/// Ends every sign-in of a member of staff begun before now. Everyone may do so for themselves.
pub fn sign_out_everywhere(
    record: &StaffRecord,
    by: &By,
    org: &Organisation,
    now: Timestamp,
) -> Result<Event, StaffRefusal> {
    let officer = record.officer().ok_or(StaffRefusal::Unknown)?;
    if by.actor_id() != Some(officer.id) {
        manageable(record, by, org)?;
    }
    Ok(event(kind::SIGNED_OUT_EVERYWHERE, &signed_out(now)))
}

/// Notes that someone was given a one-time sign-in link.
pub fn make_link(record: &StaffRecord, by: &By, org: &Organisation) -> Result<Event, StaffRefusal> {
    manageable(record, by, org)?;
    Ok(event(kind::LINK_MADE, &Nothing {}))
}

/// Sets the password of a member of staff: they themselves with a link in hand, or whoever runs the program's commands.
pub fn set_password(record: &StaffRecord, hash: &PasswordHash, now: Timestamp) -> Result<Event, StaffRefusal> {
    record.officer().ok_or(StaffRefusal::Unknown)?;
    Ok(password_event(hash, now))
}

/// A password as an event; sign-ins begun before it end.
pub(crate) fn password_event(hash: &PasswordHash, now: Timestamp) -> Event {
    let words = bytes(&PasswordWords { hash: hash.as_phc().to_owned() });
    event(kind::PASSWORD_SET, &signed_out(now)).with_words(words)
}

/// The person, if the asker may change them.
pub fn manageable(record: &StaffRecord, by: &By, org: &Organisation) -> Result<Officer, StaffRefusal> {
    let officer = record.officer().ok_or(StaffRefusal::Unknown)?;
    may_manage(&officer, by, org).map(|()| officer)
}

/// Whether the asker may change a person: where they work, and everything they hold.
pub fn may_manage(officer: &Officer, by: &By, org: &Organisation) -> Result<(), StaffRefusal> {
    super::allowed(by, Right::ManageStaff, &officer.unit, org)?;
    officer.grants.iter().try_for_each(|grant| may_hand_out(grant, by, org))
}

/// Whether the asker may give or take a role.
pub fn may_hand_out(grant: &Grant, by: &By, org: &Organisation) -> Result<(), StaffRefusal> {
    if grant.role == Role::Inspector {
        return if by.may(Right::ReadSensitive, &grant.unit, org) { Ok(()) } else { Err(StaffRefusal::InspectorsOnly) };
    }
    Ok(super::allowed(by, Right::ManageStaff, &grant.unit, org)?)
}

fn check_place(place: &Place, by: &By, org: &Organisation) -> Result<(), StaffRefusal> {
    if place.grants.len() > GRANTS_MAX {
        return Err(StaffRefusal::TooManyRoles);
    }
    let mut units = place.grants.iter().map(|grant| &grant.unit).chain([&place.unit]);
    if units.any(|unit| org.unit(unit).is_none_or(|unit| unit.is_retired)) {
        return Err(StaffRefusal::UnknownUnit);
    }
    super::allowed(by, Right::ManageStaff, &place.unit, org)?;
    place.grants.iter().try_for_each(|grant| may_hand_out(grant, by, org))
}

fn check_person(person: &Person, is_now: Option<&Officer>, org: &Organisation) -> Result<(), StaffRefusal> {
    let length = person.name.trim().chars().count();
    if !(1..=NAME_LENGTH_MAX).contains(&length) {
        return Err(StaffRefusal::Name);
    }
    let holder = org.staff_by_username(&person.username);
    match holder {
        Some(holder) if is_now.is_none_or(|officer| officer.id != holder.id) => Err(StaffRefusal::UsernameTaken),
        _ => Ok(()),
    }
}

/// A regency nobody may manage could only be mended with commands on the machine.
fn check_last_administrator(after: &Officer, org: &Organisation) -> Result<(), StaffRefusal> {
    let manages_all = |officer: &Officer| {
        !officer.is_suspended && By::Officer(officer.actor()).may_everywhere(Right::ManageStaff, org)
    };
    let others = || org.staff_by_name().into_iter().filter(|officer| officer.id != after.id);
    let did = org.staff(after.id).is_some_and(|before| manages_all(before));
    if did && !manages_all(after) && !others().any(|officer| manages_all(officer)) {
        return Err(StaffRefusal::LastAdministrator);
    }
    Ok(())
}

/// The offices someone works in carry who they are and how they sign in; no other office does.
fn entitling(event: Event, place: &Place) -> Event {
    let mut units: Vec<&UnitCode> = place.grants.iter().map(|grant| &grant.unit).chain([&place.unit]).collect();
    units.sort_unstable();
    units.dedup();
    units.into_iter().fold(event, |event, unit| event.entitling(Scope::from(unit)))
}

fn placed(place: &Place) -> StaffPlaced {
    StaffPlaced { unit: place.unit.clone(), grants: place.grants.iter().map(GrantFacts::from).collect() }
}

fn words(person: &Person) -> Vec<u8> {
    bytes(&StaffWords { username: person.username.clone(), name: person.name.clone() })
}

fn signed_out(now: Timestamp) -> SignedOut {
    SignedOut { at_ms: now.as_millisecond() }
}

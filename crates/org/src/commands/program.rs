//! Letting programs of others in: what they may do, their tokens, and stopping them.

use hadir_oplog::Scope;
use hadir_store::Event;
use jiff::civil::Date;

use super::{allowed, refuses_without_right};
use crate::access::{By, Right};
use crate::code::UnitCode;
use crate::events::program::{ProgramDescribed, ProgramWords, TokenMade};
use crate::events::{Nothing, bytes, event, kind};
use crate::organisation::Organisation;
use crate::program::{GRANTABLE, Program, TokenHash};
use crate::state::ProgramRecord;

/// Longest name of a program, in characters.
pub const NAME_LENGTH_MAX: usize = 80;
/// For how many days a token may be made to count: who uses it is looked at again at least so often.
pub const DAYS_MAX: i32 = 400;

/// Why a program stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProgramRefusal {
    /// The asker may not let programs into this unit.
    #[error("the asker may not let programs into this unit")]
    NotAllowed,
    /// No program of this identity is known.
    #[error("no program of this identity is known")]
    Unknown,
    /// There is no name, or one that is too long.
    #[error("there is no name, or one that is too long")]
    Name,
    /// The unit is not known or retired.
    #[error("the unit is not known or retired")]
    UnknownUnit,
    /// No program is given this right, or none at all was chosen.
    #[error("no program is given this right, or none at all was chosen")]
    Rights,
    /// The last day has passed, or is too far away.
    #[error("the last day has passed, or is too far away")]
    LastDay,
}

refuses_without_right!(ProgramRefusal);

/// What a program should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// What people call it.
    pub name: String,
    /// The highest unit whose cases it reaches.
    pub unit: UnitCode,
    /// What it may do there. Who may do anything with cases reads them.
    pub rights: Vec<Right>,
    /// The last day on which its token counts.
    pub through: Date,
}

/// Describes a program, new or known; `today` is the day on the regency's clock.
pub fn describe(
    record: &ProgramRecord,
    wish: &Wish,
    by: &By,
    org: &Organisation,
    today: Date,
) -> Result<Option<Event>, ProgramRefusal> {
    let known = record.program();
    for unit in known.iter().map(|program| &program.unit).chain([&wish.unit]) {
        allowed(by, Right::ManageStaff, unit, org)?;
    }
    let name = wish.name.trim();
    if !(1..=NAME_LENGTH_MAX).contains(&name.chars().count()) || name.contains(char::is_control) {
        return Err(ProgramRefusal::Name);
    }
    if org.unit(&wish.unit).is_none_or(|unit| unit.is_retired) {
        return Err(ProgramRefusal::UnknownUnit);
    }
    let rights = rights(&wish.rights)?;
    let is_as_before = known.as_ref().is_some_and(|program| program.through == wish.through);
    let last = today.checked_add(jiff::Span::new().days(DAYS_MAX)).unwrap_or(Date::MAX);
    if !is_as_before && !(today..=last).contains(&wish.through) {
        return Err(ProgramRefusal::LastDay);
    }
    let is_same = known.is_some_and(|program| {
        program.name == name && program.unit == wish.unit && program.rights == rights && is_as_before
    });
    let facts = ProgramDescribed {
        unit: wish.unit.clone(),
        rights: rights.iter().map(|right| right.as_str().to_owned()).collect(),
        through: wish.through.to_string(),
    };
    let described = || {
        event(kind::PROGRAM_DESCRIBED, &facts)
            .with_words(bytes(&ProgramWords { name: name.to_owned() }))
            .entitling(Scope::from(&wish.unit))
    };
    Ok((!is_same).then(described))
}

/// The rights as they are kept: ascending, each once, reading among them.
fn rights(wished: &[Right]) -> Result<Vec<Right>, ProgramRefusal> {
    if wished.is_empty() || wished.iter().any(|right| !GRANTABLE.contains(right)) {
        return Err(ProgramRefusal::Rights);
    }
    let mut rights: Vec<_> = wished.iter().copied().chain([Right::ReadCases]).collect();
    rights.sort_unstable();
    rights.dedup();
    Ok(rights)
}

/// Gives a program a token; the one it had opens nothing any more.
pub fn make_token(
    record: &ProgramRecord,
    token: TokenHash,
    by: &By,
    org: &Organisation,
    today: Date,
) -> Result<Event, ProgramRefusal> {
    let program = manageable(record, by, org)?;
    if program.through < today {
        return Err(ProgramRefusal::LastDay);
    }
    Ok(event(kind::PROGRAM_TOKEN_MADE, &TokenMade { hash: *token.as_bytes() }))
}

/// Takes a program's token away. Nothing where it has none.
pub fn stop(record: &ProgramRecord, by: &By, org: &Organisation) -> Result<Option<Event>, ProgramRefusal> {
    let program = manageable(record, by, org)?;
    Ok(program.token.is_some().then(|| event(kind::PROGRAM_STOPPED, &Nothing {})))
}

/// The program, if the asker may change it.
fn manageable(record: &ProgramRecord, by: &By, org: &Organisation) -> Result<Program, ProgramRefusal> {
    let program = record.program().ok_or(ProgramRefusal::Unknown)?;
    may_manage(&program, by, org)?;
    Ok(program)
}

/// Whether the asker may change a program.
pub fn may_manage(program: &Program, by: &By, org: &Organisation) -> Result<(), ProgramRefusal> {
    Ok(allowed(by, Right::ManageStaff, &program.unit, org)?)
}

//! The facts and words of a member of staff.

use hadir_oplog::ActorId;
use minicbor::{Decode, Encode};

use super::settings::date;
use crate::absence::Absence;
use crate::access::{Grant, Role};
use crate::code::{UnitCode, Username};

/// Someone joined: where and with which roles. The person stands in [`StaffWords`].
#[derive(Encode, Decode)]
#[cbor(map)]
pub struct StaffPlaced {
    /// The unit they work in.
    #[n(0)]
    pub unit: UnitCode,
    /// What they may do, and where.
    #[n(1)]
    pub grants: Vec<GrantFacts>,
}

/// One role in one unit and everything below it.
#[derive(Encode, Decode)]
#[cbor(map)]
pub struct GrantFacts {
    /// The role's name, see [`Role`].
    #[n(0)]
    pub role: String,
    /// The unit.
    #[n(1)]
    pub unit: UnitCode,
}

/// Who it is; can be erased.
#[derive(Clone, Debug, Encode, Decode)]
#[cbor(map)]
pub struct StaffWords {
    /// The name to sign in with.
    #[n(0)]
    pub username: Username,
    /// The person's name.
    #[n(1)]
    pub name: String,
}

/// A password as its Argon2id hash; can be erased, see decision record 3.
#[derive(Encode, Decode)]
#[cbor(map)]
pub struct PasswordWords {
    /// In PHC string form, salt and cost inside.
    #[n(0)]
    pub hash: String,
}

/// From which instant on sign-ins count; those begun earlier ended.
#[derive(Encode, Decode)]
#[cbor(map)]
pub struct SignedOut {
    /// Milliseconds since 1970, UTC.
    #[n(0)]
    pub at_ms: i64,
}

/// Someone does not come to work for some days. Nothing says why: colleagues need not know, and it may concern their health.
#[derive(Encode, Decode)]
#[cbor(map)]
pub struct StaffAway {
    /// The first day, `2026-11-23`, on the clock of the unit they work in.
    #[n(0)]
    pub first: String,
    /// The last day, written in the same way.
    #[n(1)]
    pub last: String,
    /// Who does their work meanwhile; nobody named means the head of the unit.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub deputy: Option<[u8; 16]>,
}

/// Someone comes back before their last day, or does not stay away at all.
#[derive(Encode, Decode)]
#[cbor(map)]
pub struct StaffBack {
    /// The first day of the absence that ends.
    #[n(0)]
    pub first: String,
    /// The day on which they work again; on the first day or before it, there was no absence.
    #[n(1)]
    pub on: String,
}

impl From<&Absence> for StaffAway {
    fn from(absence: &Absence) -> Self {
        let deputy = absence.deputy.map(|id| *id.as_bytes());
        Self { first: absence.first.to_string(), last: absence.last.to_string(), deputy }
    }
}

impl StaffAway {
    /// The absence; none where its days are no days, stand in the wrong order, or are more than an absence can have.
    pub fn absence(&self) -> Option<Absence> {
        let (first, last) = (date(&self.first)?, date(&self.last)?);
        let absence = Absence { first, last, deputy: self.deputy.map(ActorId::from_bytes) };
        Some(absence).filter(|absence| first <= last && absence.is_bounded())
    }
}

impl From<&Grant> for GrantFacts {
    fn from(grant: &Grant) -> Self {
        Self { role: grant.role.as_str().to_owned(), unit: grant.unit.clone() }
    }
}

impl GrantFacts {
    /// The grant; a role that only a later version knows grants nothing here.
    pub fn grant(&self) -> Option<Grant> {
        Some(Grant { role: Role::parse(&self.role)?, unit: self.unit.clone() })
    }
}

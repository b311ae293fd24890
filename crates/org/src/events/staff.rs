//! The facts and words of a member of staff.

use minicbor::{Decode, Encode};

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

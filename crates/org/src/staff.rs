//! A member of staff as the rest of the program knows them.

use std::fmt;

use hadir_oplog::ActorId;
use jiff::Timestamp;

use crate::absence::Absences;
use crate::access::{Actor, Grant, Power};
use crate::code::{UnitCode, Username};

/// One person on the staff.
#[derive(Clone, Debug, PartialEq)]
pub struct Officer {
    /// Their identity, which operations name as the actor.
    pub id: ActorId,
    /// The name to sign in with.
    pub username: Username,
    /// The person's name.
    pub name: String,
    /// The unit they work in.
    pub unit: UnitCode,
    /// What they may do, and where.
    pub grants: Vec<Grant>,
    /// Their password, once they have chosen one.
    pub password: Option<PasswordHash>,
    /// Whether they may not sign in for now.
    pub is_suspended: bool,
    /// Sign-ins begun before this instant have ended.
    pub sessions_since: Option<Timestamp>,
    /// When they do not come to work, and who does their work then.
    pub absences: Absences,
}

impl Officer {
    /// The person as someone who acts.
    pub fn actor(&self) -> Actor {
        Actor {
            id: self.id,
            name: self.name.clone(),
            unit: self.unit.clone(),
            powers: self.grants.iter().map(Power::from).collect(),
        }
    }
}

/// The Argon2id hash of a password in PHC string form. It never shows in any log.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// Takes a hash in PHC string form as it is.
    pub fn from_phc(text: String) -> Self {
        Self(text)
    }

    /// The hash in PHC string form.
    pub fn as_phc(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash")
    }
}

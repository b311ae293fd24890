//! A program of others that works within the regency, such as a ministry's complaint system: it acts in its own name, with a
//! token in place of a password, in one unit and what stands below it, and with the rights it was given.

use std::fmt;

use hadir_oplog::ActorId;
use jiff::civil::Date;

use crate::access::{Actor, Power, Right};
use crate::code::UnitCode;

/// The rights that a program can be given. Not among them: what is sensitive, what belongs to a person whose identity was
/// checked, what only a superior decides, and everything that changes the organisation.
pub const GRANTABLE: [Right; 9] = [
    Right::ReadCases,
    Right::SeeContact,
    Right::Answer,
    Right::Note,
    Right::Assign,
    Right::Publish,
    Right::Pause,
    Right::Close,
    Right::Reopen,
];

/// One program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// Its identity, which operations name as the actor.
    pub id: ActorId,
    /// What people call it.
    pub name: String,
    /// The highest unit whose cases it reaches.
    pub unit: UnitCode,
    /// What it may do there, ascending.
    pub rights: Vec<Right>,
    /// The last day on which its token counts, on the regency's clock.
    pub through: Date,
    /// What its token is recognised by, while it has one.
    pub token: Option<TokenHash>,
}

impl Program {
    /// The program as someone who acts.
    pub fn actor(&self) -> Actor {
        let power = Power { rights: self.rights.iter().copied().collect(), unit: self.unit.clone() };
        Actor { id: self.id, name: self.name.clone(), unit: self.unit.clone(), powers: vec![power] }
    }

    /// Whether its token counts on a day.
    pub fn counts_on(&self, today: Date) -> bool {
        self.token.is_some() && today <= self.through
    }
}

/// The hash of a token. The token itself has 256 random bits, so that the hash may lie in the log of every office.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenHash([u8; 32]);

impl TokenHash {
    /// Takes a hash as it was kept.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The hash as it is kept.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenHash")
    }
}

//! The facts and words of a program of others.

use hadir_oplog::ActorId;
use minicbor::{Decode, Encode};

use super::settings::date;
use crate::access::Right;
use crate::code::UnitCode;
use crate::program::{GRANTABLE, Program, TokenHash};

/// What a program may do, where and until when; each description replaces the one before. Its name stands in
/// [`ProgramWords`].
#[derive(Encode, Decode)]
#[cbor(map)]
pub struct ProgramDescribed {
    /// The highest unit whose cases it reaches.
    #[n(0)]
    pub unit: UnitCode,
    /// Its rights by their names, see [`Right`].
    #[n(1)]
    pub rights: Vec<String>,
    /// The last day on which its token counts, `2027-11-23`, on the regency's clock.
    #[n(2)]
    pub through: String,
}

/// What people call it; can be erased, because it may name a person.
#[derive(Encode, Decode)]
#[cbor(map)]
pub struct ProgramWords {
    /// The name.
    #[n(0)]
    pub name: String,
}

/// It was given a token, which takes the place of the one it had.
#[derive(Encode, Decode)]
#[cbor(map)]
pub struct TokenMade {
    /// The hash of the token.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub hash: [u8; 32],
}

impl ProgramDescribed {
    /// The program as far as facts tell; none where its last day is no day. A right that no program can have, or that only
    /// a later version knows, is none here.
    pub fn program(self, id: ActorId, name: String, token: Option<TokenHash>) -> Option<Program> {
        let mut rights: Vec<_> = self.rights.iter().filter_map(|name| Right::parse(name)).collect();
        rights.retain(|right| GRANTABLE.contains(right));
        rights.sort_unstable();
        rights.dedup();
        Some(Program { id, name, unit: self.unit, rights, through: date(&self.through)?, token })
    }
}

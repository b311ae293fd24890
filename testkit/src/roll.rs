//! What the root of a regency states, kept under a family of its own: for tests of the floors below the program, which
//! keeps such statements in its own fleet. Which operations count follows from them whatever the family is called.

use hadir_oplog::{AggregateId, Kind};
use hadir_store::{Aggregate, Entry, Rows, Table};

/// Where the root's statements stand.
#[derive(Clone, Copy, Debug)]
pub struct Roll;

impl Roll {
    /// The one aggregate that holds them.
    pub const ID: AggregateId = AggregateId::from_bytes(*b"the fleet itself");
}

impl Aggregate for Roll {
    const FAMILY: &'static str = "roll";
    const TABLES: &'static [&'static Table] = &[];
    const ONLY: Option<AggregateId> = Some(Self::ID);

    fn new(_: AggregateId) -> Self {
        Self
    }

    /// Certificates, revocations, what the root says of itself, adoptions.
    fn understands(kind: Kind) -> bool {
        (Kind::CERTIFICATE.0..=Kind::ADOPTION.0).contains(&kind.0)
    }

    fn apply(&mut self, _: &Entry) {}

    fn rows(&self, _: &mut Rows) {}
}

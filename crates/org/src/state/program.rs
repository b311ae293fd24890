//! The history of a program of others, folded.

use hadir_oplog::{ActorId, AggregateId, Kind};
use hadir_store::{Aggregate, Entry, Needs, Rows, Table};

use crate::events::program::{ProgramDescribed, ProgramWords, TokenMade};
use crate::events::{facts, kind, words};
use crate::program::{Program, TokenHash};

/// A program, as far as it was described.
#[derive(Clone, Debug)]
pub struct ProgramRecord {
    id: ActorId,
    described: Option<Program>,
    token: Option<TokenHash>,
}

impl ProgramRecord {
    /// The program; none before it was described.
    pub fn program(&self) -> Option<Program> {
        Some(Program { token: self.token, ..self.described.clone()? })
    }

    /// A program whose name was erased keeps what it may do.
    fn describe(&mut self, entry: &Entry) {
        let name = words::<ProgramWords>(entry).map(|words| words.name).unwrap_or_default();
        let described = facts::<ProgramDescribed>(entry).and_then(|facts| facts.program(self.id, name, None));
        self.described = described.or(self.described.take());
    }
}

impl Aggregate for ProgramRecord {
    const FAMILY: &'static str = "program";
    const TABLES: &'static [&'static Table] = &[];

    fn new(id: AggregateId) -> Self {
        Self { id: ActorId::from_bytes(*id.as_bytes()), described: None, token: None }
    }

    fn understands(kind: Kind) -> bool {
        (kind::PROGRAM_DESCRIBED..=kind::PROGRAM_STOPPED).contains(&kind)
    }

    fn begins_with(kind: Kind) -> bool {
        kind == kind::PROGRAM_DESCRIBED
    }

    /// The offices whose cases it reaches now, not those of earlier, let it in.
    fn says_units_anew(kind: Kind) -> bool {
        kind == kind::PROGRAM_DESCRIBED
    }

    fn needs(_: Kind) -> Needs {
        Needs::Administer
    }

    fn apply(&mut self, entry: &Entry) {
        match entry.kind() {
            kind::PROGRAM_DESCRIBED => self.describe(entry),
            kind::PROGRAM_TOKEN_MADE => {
                self.token = facts::<TokenMade>(entry).map(|made| TokenHash::from_bytes(made.hash));
            }
            kind::PROGRAM_STOPPED => self.token = None,
            _ => {}
        }
    }

    fn rows(&self, _: &mut Rows) {}
}

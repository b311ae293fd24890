//! The history of a unit, folded.

use hadir_oplog::{AggregateId, Kind};
use hadir_store::{Aggregate, Entry, Needs, Rows, Table};

use crate::events::unit::UnitDescribed;
use crate::events::{facts, kind};
use crate::unit::Unit;

/// A unit, once it has been described.
#[derive(Clone, Debug, Default)]
pub struct UnitRecord {
    described: Option<Unit>,
    is_retired: bool,
}

impl UnitRecord {
    /// The unit; none before its first description.
    pub fn unit(&self) -> Option<Unit> {
        let described = self.described.clone()?;
        Some(Unit { is_retired: self.is_retired, ..described })
    }
}

impl Aggregate for UnitRecord {
    const FAMILY: &'static str = "unit";
    const TABLES: &'static [&'static Table] = &[];

    fn new(_: AggregateId) -> Self {
        Self::default()
    }

    fn understands(kind: Kind) -> bool {
        (kind::UNIT_DESCRIBED..=kind::UNIT_RESTORED).contains(&kind)
    }

    fn needs(_: Kind) -> Needs {
        Needs::Administer
    }

    fn apply(&mut self, entry: &Entry) {
        match entry.kind() {
            kind::UNIT_DESCRIBED => {
                if let Some(described) = facts::<UnitDescribed>(entry) {
                    self.described = Some(described.into());
                }
            }
            kind::UNIT_RETIRED => self.is_retired = true,
            kind::UNIT_RESTORED => self.is_retired = false,
            _ => {}
        }
    }

    fn rows(&self, _: &mut Rows) {}
}

//! The history of a category, folded.

use hadir_oplog::{AggregateId, Kind};
use hadir_store::{Aggregate, Entry, Needs, Rows, Table};

use crate::category::Category;
use crate::events::category::CategoryDescribed;
use crate::events::{facts, kind};

/// A category, while it stands.
#[derive(Clone, Debug, Default)]
pub struct CategoryRecord(Option<Category>);

impl CategoryRecord {
    /// The category; none before it was described and after it was withdrawn.
    pub fn category(&self) -> Option<&Category> {
        self.0.as_ref()
    }
}

impl Aggregate for CategoryRecord {
    const FAMILY: &'static str = "category";
    const TABLES: &'static [&'static Table] = &[];

    fn new(_: AggregateId) -> Self {
        Self::default()
    }

    fn understands(kind: Kind) -> bool {
        (kind::CATEGORY_DESCRIBED..=kind::CATEGORY_WITHDRAWN).contains(&kind)
    }

    fn needs(_: Kind) -> Needs {
        Needs::Administer
    }

    fn apply(&mut self, entry: &Entry) {
        match entry.kind() {
            kind::CATEGORY_DESCRIBED => {
                if let Some(described) = facts::<CategoryDescribed>(entry) {
                    self.0 = Some(described.into());
                }
            }
            kind::CATEGORY_WITHDRAWN => self.0 = None,
            _ => {}
        }
    }

    fn rows(&self, _: &mut Rows) {}
}

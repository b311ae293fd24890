//! The history of a service, folded.

use hadir_oplog::{AggregateId, Kind};
use hadir_store::{Aggregate, Entry, Needs, Rows, Table};

use crate::events::service::ServiceDescribed;
use crate::events::{facts, kind};
use crate::service::Service;

/// A service, while it is offered.
#[derive(Clone, Debug, Default)]
pub struct ServiceRecord(Option<Service>);

impl ServiceRecord {
    /// The service; none before it was described and after it was withdrawn.
    pub fn service(&self) -> Option<&Service> {
        self.0.as_ref()
    }
}

impl Aggregate for ServiceRecord {
    const FAMILY: &'static str = "service";
    const TABLES: &'static [&'static Table] = &[];

    fn new(_: AggregateId) -> Self {
        Self::default()
    }

    fn understands(kind: Kind) -> bool {
        (kind::SERVICE_DESCRIBED..=kind::SERVICE_WITHDRAWN).contains(&kind)
    }

    fn needs(_: Kind) -> Needs {
        Needs::Administer
    }

    fn apply(&mut self, entry: &Entry) {
        match entry.kind() {
            kind::SERVICE_DESCRIBED => {
                if let Some(described) = facts::<ServiceDescribed>(entry) {
                    self.0 = Some(described.into());
                }
            }
            kind::SERVICE_WITHDRAWN => self.0 = None,
            _ => {}
        }
    }

    fn rows(&self, _: &mut Rows) {}
}

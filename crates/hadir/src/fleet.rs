//! The regency's nodes as its log knows them: the certificates its root key signed.

use hadir_oplog::{AggregateId, Certificate, Kind, NodeId, Signed};
use hadir_store::{Aggregate, Entry, Event, Rows, Table};

/// Every certificate in the log. Whether one holds was checked when it was read: it is signed by the root it names.
#[derive(Clone, Debug)]
pub struct Fleet {
    certificates: Vec<Signed<Certificate>>,
}

impl Fleet {
    /// The one aggregate that holds the fleet.
    pub fn id() -> AggregateId {
        AggregateId::from_bytes(*b"hadir fleet  v1 ")
    }

    /// The event that records a certificate.
    pub fn enrolled(certificate: &Signed<Certificate>) -> Event {
        Event { kind: Kind::CERTIFICATE, must_understand: true, scopes: Vec::new(), bodies: vec![certificate.body()] }
    }

    /// The latest certificate of a node.
    pub fn certificate(&self, node: NodeId) -> Option<&Certificate> {
        let of_node = self.certificates.iter().map(Signed::statement).filter(|certificate| certificate.node == node);
        of_node.max_by_key(|certificate| certificate.serial)
    }
}

impl Aggregate for Fleet {
    const FAMILY: &'static str = "fleet";
    const TABLES: &'static [&'static Table] = &[];

    fn new(_: AggregateId) -> Self {
        Self { certificates: Vec::new() }
    }

    fn understands(_: Kind) -> bool {
        false
    }

    fn apply(&mut self, entry: &Entry) {
        // The first certificate founds the regency; another root's statements change nothing.
        let Ok(signed) = Signed::<Certificate>::read(&entry.operation) else { return };
        let is_ours = self.certificates.first().is_none_or(|first| first.statement().root == signed.statement().root);
        if is_ours {
            self.certificates.push(signed);
        }
    }

    fn rows(&self, _: &mut Rows) {}
}

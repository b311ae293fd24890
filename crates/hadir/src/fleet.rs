//! The regency's nodes as its log knows them: the certificates and revocations its root key signed, and what
//! administrators adopted.
//!
//! The log may hold statements of any root: whoever records one only says that it was made. So everything is asked for
//! under one root, the one this node was founded or enrolled by ([`Fleet::root_of`], `hadir.json`). All of it is a set:
//! in which order it arrived changes nothing.

mod find;
mod member;

use std::collections::{BTreeMap, BTreeSet};

use hadir_oplog::{
    Adoption, AggregateId, Certificate, Demand, Hash, Kind, NodeId, OpId, Revocation, Signed, Statement, Trust,
};
use hadir_store::{Act, ActError, Aggregate, Entry, Event, Rows, Store, Table};

use crate::folder::NodeFolder;
use crate::node::Failure;

pub use find::FindError;
pub use member::{Member, MemberState};

/// Every statement in the log. Whether one holds was checked when it was read: it is signed by the root it names.
#[derive(Clone, Debug, Default)]
pub struct Fleet {
    certificates: BTreeMap<Hash, Signed<Certificate>>,
    revocations: BTreeMap<Hash, Signed<Revocation>>,
    adoptions: BTreeMap<OpId, (NodeId, Adoption)>,
    /// The certificates about itself that a node recorded, and who signed each.
    taken: BTreeMap<NodeId, BTreeMap<Hash, NodeId>>,
}

/// Operations that one adoption names; the format allows more.
const ADOPTED_AT_ONCE: usize = 100;

/// The kinds of operations the fleet is made of.
const KINDS: [Kind; 4] = [Kind::CERTIFICATE, Kind::REVOCATION, Kind::ROOT, Kind::ADOPTION];

impl Fleet {
    /// The one aggregate that holds the fleet.
    pub const ID: AggregateId = AggregateId::from_bytes(*b"hadir fleet  v1 ");

    /// The fleet as a store's log has it.
    pub async fn of(store: &Store) -> Result<Self, hadir_store::Fault> {
        Ok(store.state(Self::ID).await?.unwrap_or_default())
    }

    /// The event that records a certificate.
    pub fn enrolled(certificate: &Signed<Certificate>) -> Event {
        event(certificate)
    }

    /// The event that records a revocation.
    pub fn revoked(revocation: &Signed<Revocation>) -> Event {
        event(revocation)
    }

    /// The events by which an administrator lets operations count that a revocation set aside.
    pub fn adopted(operations: &BTreeSet<OpId>) -> Vec<Event> {
        let operations: Vec<OpId> = operations.iter().copied().collect();
        let parts =
            operations.chunks(ADOPTED_AT_ONCE).map(|part| Adoption { operations: part.iter().copied().collect() });
        let event = |adoption: Adoption| {
            let body = adoption.body().expect("a part has some operations and not too many");
            Event { kind: Kind::ADOPTION, must_understand: true, scopes: Vec::new(), bodies: vec![body] }
        };
        parts.map(event).collect()
    }

    /// The root by which a node was enrolled, as the node itself recorded it. Nothing that another node records can
    /// change the answer.
    pub fn root_of(&self, node: NodeId) -> Option<NodeId> {
        let mut roots = self.taken.get(&node)?.values();
        let first = *roots.next()?;
        roots.all(|root| *root == first).then_some(first)
    }

    /// What a root stated, as the fold that says which commits count and who may sync.
    ///
    /// An adoption counts here while its node holds a certificate to administer that no revocation ended. To count one
    /// from before its administrator was revoked takes the commit it stands in: see [`Fleet::adoptions`] and
    /// [`Trust::standing`].
    pub fn trust(&self, root: NodeId) -> Trust {
        let mut trust = Trust::new(root);
        for certificate in self.certificates.values() {
            // Another root's is not ours to look at.
            let _ = trust.certify(certificate);
        }
        for revocation in self.revocations.values() {
            let _ = trust.revoke(revocation);
        }
        for (node, adoption) in self.adoptions.values() {
            if self.may_administer(root, node) {
                trust.adopt(adoption.operations.iter().copied());
            }
        }
        trust
    }

    /// Every adoption in the log, with the operation it stands in and the node that says so.
    pub fn adoptions(&self) -> impl Iterator<Item = (OpId, NodeId, &Adoption)> {
        self.adoptions.iter().map(|(operation, (node, adoption))| (*operation, *node, adoption))
    }

    /// The nodes a root ever enrolled, by name, each with its latest certificate.
    pub fn members(&self, root: NodeId) -> Vec<Member> {
        let nodes: BTreeSet<_> = self.certificates_under(root).map(|certificate| certificate.node).collect();
        let mut members: Vec<_> = nodes.into_iter().filter_map(|node| self.member(root, node)).collect();
        members
            .sort_by(|a, b| (&a.certificate.name, a.certificate.node).cmp(&(&b.certificate.name, b.certificate.node)));
        members
    }

    /// One of these nodes.
    pub fn member(&self, root: NodeId, node: NodeId) -> Option<Member> {
        let certificate = self.certificate(root, node)?.clone();
        let revocation = self.ends(&certificate).max_by_key(|revocation| revocation.serial).cloned();
        Some(Member { certificate, revocation })
    }

    /// The latest certificate a root signed for a node.
    pub fn certificate(&self, root: NodeId, node: NodeId) -> Option<&Certificate> {
        // Two of one serial are possible where a root was restored; every node then has to name the same one.
        let of_node = self.certificates.iter().filter(|(_, signed)| {
            let certificate = signed.statement();
            certificate.root == root && certificate.node == node
        });
        of_node.max_by_key(|(id, signed)| (signed.statement().serial, **id)).map(|(_, signed)| signed.statement())
    }

    /// The same as it was signed, to be shown to other nodes.
    pub fn signed(&self, root: NodeId, node: NodeId) -> Option<&Signed<Certificate>> {
        let certificate = self.certificate(root, node)?;
        self.certificates.values().find(|signed| signed.statement() == certificate)
    }

    /// Whether the node that this certificate is about recorded it.
    pub fn is_taken(&self, certificate: &Signed<Certificate>) -> bool {
        let taken = self.taken.get(&certificate.statement().node);
        taken.is_some_and(|taken| taken.contains_key(&certificate.id()))
    }

    /// The certificate of another node that has this number prefix, or had it: its numbers are in people's hands.
    pub fn holder_of_prefix(&self, root: NodeId, prefix: &str, other_than: NodeId) -> Option<&Certificate> {
        self.certificates_under(root).find(|certificate| certificate.prefix == prefix && certificate.node != other_than)
    }

    /// The certificates a root signed for a node that no revocation has ended.
    pub fn standing(&self, root: NodeId, node: NodeId) -> impl Iterator<Item = &Certificate> {
        self.certificates_under(root)
            .filter(move |certificate| certificate.node == node && self.ends(certificate).next().is_none())
    }

    /// The serial of a root's next statement.
    pub fn next_serial(&self, root: NodeId) -> u64 {
        let revocations = self.revocations.values().map(Signed::statement).filter(|revocation| revocation.root == root);
        let certificates = self.certificates_under(root).map(|certificate| certificate.serial);
        certificates.chain(revocations.map(|revocation| revocation.serial)).max().unwrap_or(0).saturating_add(1)
    }

    fn certificates_under(&self, root: NodeId) -> impl Iterator<Item = &Certificate> {
        self.certificates.values().map(Signed::statement).filter(move |certificate| certificate.root == root)
    }

    fn ends(&self, certificate: &Certificate) -> impl Iterator<Item = &Revocation> {
        let (root, node, serial) = (certificate.root, certificate.node, certificate.serial);
        let revocations = self.revocations.values().map(Signed::statement);
        revocations.filter(move |revocation| {
            revocation.root == root && revocation.node == node && serial <= revocation.through
        })
    }

    fn may_administer(&self, root: NodeId, node: &NodeId) -> bool {
        self.standing(root, *node).any(|certificate| certificate.may(Demand::Administer))
    }
}

/// The event that records a statement.
fn event<T: Statement>(statement: &Signed<T>) -> Event {
    Event { kind: T::KIND, must_understand: true, scopes: Vec::new(), bodies: vec![statement.body()] }
}

/// The root of the regency a folder's node belongs to. Folders made before `hadir.json` named it have it in their log.
pub fn root(folder: &NodeFolder, fleet: &Fleet, node: NodeId) -> Option<NodeId> {
    folder.config().regency.as_ref().map(|regency| regency.root).or_else(|| fleet.root_of(node))
}

/// Lets a command decide on the fleet, and says in its own words why it refuses.
pub(crate) async fn act<T, R>(
    store: &Store,
    decide: impl FnMut(&Fleet, &mut Act<'_>) -> Result<T, R> + Send + 'static,
) -> Result<T, Failure>
where
    T: Send + 'static,
    R: std::error::Error + Send + 'static,
{
    store.act::<Fleet, T, R>(Fleet::ID, None, decide).await.map_err(|error| match error {
        ActError::Refused(refusal) => Failure::from(refusal),
        ActError::Fault(fault) => Failure::from(fault),
    })
}

impl Aggregate for Fleet {
    const FAMILY: &'static str = "fleet";
    const TABLES: &'static [&'static Table] = &[];

    const ONLY: Option<AggregateId> = Some(Self::ID);

    fn new(_: AggregateId) -> Self {
        Self::default()
    }

    fn understands(kind: Kind) -> bool {
        KINDS.contains(&kind)
    }

    fn apply(&mut self, entry: &Entry) {
        match entry.kind() {
            Kind::CERTIFICATE => {
                let Ok(signed) = Signed::<Certificate>::read(&entry.operation) else { return };
                let certificate = signed.statement();
                if certificate.node == entry.chain.node {
                    self.taken.entry(certificate.node).or_default().insert(signed.id(), certificate.root);
                }
                self.certificates.insert(signed.id(), signed);
            }
            Kind::REVOCATION => {
                let Ok(signed) = Signed::<Revocation>::read(&entry.operation) else { return };
                self.revocations.insert(signed.id(), signed);
            }
            Kind::ADOPTION => {
                let Ok(adoption) = Adoption::read(&entry.operation) else { return };
                self.adoptions.insert(entry.id(), (entry.chain.node, adoption));
            }
            // A root's statement about itself is for people; the root that counts is the one this node was enrolled by.
            _ => {}
        }
    }

    fn rows(&self, _: &mut Rows) {}
}

#[cfg(test)]
mod tests;

//! Trust: which commits count, as a pure fold over the root's statements. Whatever arrives first, the answer for the
//! same statements is the same, because everything here is a set and is only ever added to.

use std::collections::{BTreeMap, BTreeSet};

use crate::certificate::{Certificate, Demand};
use crate::commit::{Commit, Head};
use crate::hash::Hash;
use crate::ids::{NodeId, OpId};
use crate::revocation::{Cut, Revocation};
use crate::statement::{Signed, Statement};

/// Whether what a commit says counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It counts.
    Counts,
    /// A revocation cut it off. It is kept and shown as set aside until an administrator adopts operations of it.
    SetAside,
    /// No certificate names its node. Kept until one does.
    UnknownNode,
    /// The node may not do this. It is kept and never counts, unless a wider certificate comes.
    OutsideRights,
}

/// Why a node may not sync now. What it did stays valid all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SyncRefusal {
    /// No certificate names it.
    #[error("no certificate names this node")]
    UnknownNode,
    /// All its certificates were revoked.
    #[error("the node's certificates were revoked")]
    Revoked,
    /// Its certificates begin later.
    #[error("the node's certificate is not valid yet")]
    NotYetValid,
    /// Its certificates ran out.
    #[error("the node's certificate has expired")]
    Expired,
}

/// A statement by another regency's root.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the statement is by root {found}, not by ours")]
pub struct OtherRoot {
    /// Who signed it.
    pub found: NodeId,
}

/// Everything our root has stated, and what administrators adopted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trust {
    root: NodeId,
    certificates: BTreeMap<NodeId, BTreeMap<Hash, Certificate>>,
    revocations: BTreeMap<NodeId, BTreeMap<Hash, Revocation>>,
    adopted: BTreeSet<OpId>,
}

impl Trust {
    /// Trusts this root key and nothing else yet.
    pub fn new(root: NodeId) -> Self {
        Trust { root, certificates: BTreeMap::new(), revocations: BTreeMap::new(), adopted: BTreeSet::new() }
    }

    /// The root key.
    pub fn root(&self) -> NodeId {
        self.root
    }

    /// Takes in a certificate. Taking it in twice changes nothing.
    ///
    /// # Errors
    /// [`OtherRoot`] when another root signed it.
    pub fn certify(&mut self, certificate: &Signed<Certificate>) -> Result<(), OtherRoot> {
        self.is_ours(certificate.statement())?;
        let statement = certificate.statement().clone();
        self.certificates.entry(statement.node).or_default().insert(certificate.id(), statement);
        Ok(())
    }

    /// Takes in a revocation. Taking it in twice changes nothing.
    ///
    /// # Errors
    /// [`OtherRoot`] when another root signed it.
    pub fn revoke(&mut self, revocation: &Signed<Revocation>) -> Result<(), OtherRoot> {
        self.is_ours(revocation.statement())?;
        let statement = revocation.statement().clone();
        self.revocations.entry(statement.node).or_default().insert(revocation.id(), statement);
        Ok(())
    }

    /// Takes in an adoption. The caller has seen that the commit it stands in counts with [`Demand::Administer`] *by
    /// itself*: an adoption is never made valid by an adoption, else two set-aside nodes could adopt each other.
    pub fn adopt(&mut self, operations: impl IntoIterator<Item = OpId>) {
        self.adopted.extend(operations);
    }

    /// Every node that a statement names.
    pub fn nodes(&self) -> impl Iterator<Item = NodeId> {
        let of_certificates = self.certificates.keys().copied();
        let of_revocations = self.revocations.keys().copied();
        of_certificates.chain(of_revocations.filter(|node| !self.certificates.contains_key(node)))
    }

    /// Whether any node was revoked.
    pub fn has_revocations(&self) -> bool {
        !self.revocations.is_empty()
    }

    /// Operations that administrators adopted.
    pub fn adopted(&self) -> impl Iterator<Item = &OpId> {
        self.adopted.iter()
    }

    /// Whether an administrator let this operation count although its commit is set aside.
    pub fn is_adopted(&self, operation: &OpId) -> bool {
        self.adopted.contains(operation)
    }

    /// The certificates of a node, revoked and expired ones too.
    pub fn certificates(&self, node: &NodeId) -> impl Iterator<Item = &Certificate> {
        self.certificates.get(node).into_iter().flat_map(BTreeMap::values)
    }

    /// The revocations of a node.
    pub fn revocations(&self, node: &NodeId) -> impl Iterator<Item = &Revocation> {
        self.revocations.get(node).into_iter().flat_map(BTreeMap::values)
    }

    /// Whether a commit counts, for an operation that demands this of its node. The commit's instant plays no part:
    /// a clock can be set, and expiry does not undo what was done.
    ///
    /// `leads_to` is asked only when the chain was cut at a later commit than this one: whether that head builds on
    /// this commit. In a chain that never forked it does.
    pub fn standing(&self, commit: &Commit, demand: Demand<'_>, leads_to: impl Fn(&Head) -> bool) -> Standing {
        let node = commit.chain().node;
        let mut standing = Standing::UnknownNode;
        for certificate in self.certificates(&node) {
            if !certificate.may(demand) {
                // That a certificate with the right was cut says more than that this one lacks it.
                if standing == Standing::UnknownNode {
                    standing = Standing::OutsideRights;
                }
            } else if self.ends(certificate).all(|revocation| revocation.keeps(commit, &leads_to)) {
                return Standing::Counts;
            } else {
                standing = Standing::SetAside;
            }
        }
        standing
    }

    /// The certificate with which a node may sync at this instant: the one with the highest serial, if there are more.
    ///
    /// # Errors
    /// [`SyncRefusal`] says why it may not.
    pub fn may_sync(&self, node: &NodeId, now_ms: i64) -> Result<&Certificate, SyncRefusal> {
        let mut refusal = SyncRefusal::UnknownNode;
        let mut best: Option<&Certificate> = None;
        for certificate in self.certificates(node) {
            if self.ends(certificate).next().is_some() {
                refusal = refusal.or(SyncRefusal::Revoked);
            } else if now_ms < certificate.valid_from_ms {
                refusal = refusal.or(SyncRefusal::NotYetValid);
            } else if now_ms >= certificate.valid_until_ms {
                refusal = refusal.or(SyncRefusal::Expired);
            } else if best.is_none_or(|best| best.serial < certificate.serial) {
                best = Some(certificate);
            }
        }
        best.ok_or(refusal)
    }

    /// The revocations that end a certificate.
    fn ends(&self, certificate: &Certificate) -> impl Iterator<Item = &Revocation> {
        let of_node = self.revocations.get(&certificate.node);
        let serial = certificate.serial;
        of_node.into_iter().flat_map(BTreeMap::values).filter(move |revocation| serial <= revocation.through)
    }

    fn is_ours(&self, statement: &impl Statement) -> Result<(), OtherRoot> {
        let found = statement.root();
        if found == self.root { Ok(()) } else { Err(OtherRoot { found }) }
    }
}

impl SyncRefusal {
    /// The more hopeful of two reasons: what a person can do something about.
    fn or(self, other: SyncRefusal) -> SyncRefusal {
        let hope = |refusal| match refusal {
            SyncRefusal::UnknownNode => 0,
            SyncRefusal::Revoked => 1,
            SyncRefusal::Expired => 2,
            SyncRefusal::NotYetValid => 3,
        };
        if hope(other) > hope(self) { other } else { self }
    }
}

impl Revocation {
    /// Whether a commit lies within what this revocation lets count.
    fn keeps(&self, commit: &Commit, leads_to: impl Fn(&Head) -> bool) -> bool {
        let chain = commit.chain();
        let cut = self.cuts.iter().find(|cut| cut.incarnation == chain.incarnation);
        cut.is_some_and(|&Cut { seq, hash, .. }| {
            let is_cut_itself = commit.seq() == seq && commit.hash() == hash;
            is_cut_itself || commit.seq() < seq && leads_to(&Head { chain, seq, hash })
        })
    }
}

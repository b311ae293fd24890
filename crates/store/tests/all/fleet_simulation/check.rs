//! What has to hold when all have met at last.

use std::collections::BTreeSet;

use hadir_oplog::{AggregateId, Kind, NodeId, OpId, Rights, Tombstone};

use super::Regency;
use super::node::Node;
use crate::fleet::scope;
use crate::toy::Ledger;

impl Regency {
    pub async fn check(&mut self) {
        let root = &self.nodes[0];
        let kept = root.headers().await;
        for (header, by) in &self.acknowledged {
            assert!(kept.contains(header) || !self.is_trusted(*by), "something that {by} acknowledged is lost");
        }
        for (at, node) in self.nodes.iter().enumerate().filter(|(at, _)| self.is_trusted(*at)) {
            for id in &self.ledgers {
                self.check_ledger(at, node, *id).await;
            }
            let verified = node.store().verify(|_| ()).await.unwrap();
            assert_eq!(verified.first_bad, None, "the log of {at}");
            let rebuilt = node.store().rebuild(|_| ()).await.unwrap();
            assert!(rebuilt.was_equal(), "the rows of {at}: {rebuilt:?}");
        }
    }

    /// The operations of a ledger whose words a node that was revoked, at whatever time, asked to be erased.
    async fn erased_by_the_revoked(&self, id: AggregateId) -> BTreeSet<OpId> {
        let was_revoked = |chain: NodeId| self.nodes.iter().any(|node| node.was_revoked && node.id() == chain);
        let mut named = BTreeSet::new();
        for node in &self.nodes {
            let history = node.store().history(id).await.unwrap();
            let tombstones = history.iter().filter(|entry| entry.kind() == Kind::TOMBSTONE);
            for entry in tombstones.filter(|entry| was_revoked(entry.chain.node)) {
                named.extend(Tombstone::read(&entry.operation).unwrap().targets().map(|(target, _)| *target));
            }
        }
        named
    }

    async fn check_ledger(&self, at: usize, node: &Node, id: AggregateId) {
        let counts = |ledger: &Ledger| ledger.folded > 0;
        let mut there: Option<Ledger> = self.nodes[0].store().state(id).await.unwrap().filter(counts);
        let mut here: Option<Ledger> = node.store().state(id).await.unwrap().filter(counts);
        if let (Some(here), Some(there)) = (&mut here, &mut there) {
            // Words erased on the word of a node, before its revocation was known, are gone where that was done: so many
            // notes and no others may be here and not there, and nothing else may differ.
            let named = self.erased_by_the_revoked(id).await.len();
            let notes = here.notes.iter_mut().zip(&mut there.notes);
            let differ = notes.filter(|(here, there)| here.is_none() != there.is_none());
            differ.take(named).for_each(|(here, there)| (*here, *there) = (None, None));
        }
        let unit = scope(node.unit);
        let may_have = node.certificate.statement().rights.contains(Rights::READ_ALL)
            || there.as_ref().is_some_and(|ledger| ledger.scopes.contains(&unit));
        if may_have {
            assert_eq!(here, there, "{at} and the root see ledger {id} differently");
        } else if !node.store().history(id).await.unwrap().is_empty() {
            // It was given by somebody who did not know yet that what entitled it does not count.
            let all = self.nodes[0].store().history(id).await.unwrap();
            let was_entitled = all.iter().any(|entry| entry.operation.header().scopes.contains(&unit));
            assert!(was_entitled, "{at} holds ledger {id}, which is none of its business");
        }
    }
}

//! What has to hold when all have met at last.

use hadir_oplog::{AggregateId, Rights};
use hadir_store::Entry;

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
            self.check_missing(at, node).await;
            let verified = node.store().verify(|_| ()).await.unwrap();
            assert_eq!(verified.first_bad, None, "the log of {at}");
            let rebuilt = node.store().rebuild(|_| ()).await.unwrap();
            assert!(rebuilt.was_equal(), "the rows of {at}: {rebuilt:?}");
        }
    }

    /// What nobody gave a node that asked everybody, nobody has: not one of those who may speak with it.
    async fn check_missing(&self, at: usize, node: &Node) {
        let sql = "select aggregate, operation, slot from bodies_wanted";
        let missing: Vec<(Vec<u8>, Vec<u8>, i64)> = node.store().reads().all(sql, vec![]).await.unwrap();
        for (aggregate, operation, slot) in missing {
            let id = AggregateId::from_bytes(aggregate.try_into().unwrap());
            for (other, holder) in self.nodes.iter().enumerate().filter(|(other, _)| self.is_trusted(*other)) {
                let history = holder.store().history(id).await.unwrap();
                let of_body = |entry: &&Entry| entry.id().as_bytes().as_slice() == operation;
                let has_it = history.iter().find(of_body).is_some_and(|entry| entry.body(slot as u8).is_some());
                assert!(!has_it, "{at} lacks words of ledger {id} that {other} has");
            }
        }
    }

    async fn check_ledger(&self, at: usize, node: &Node, id: AggregateId) {
        let counts = |ledger: &Ledger| ledger.folded > 0;
        let there: Option<Ledger> = self.nodes[0].store().state(id).await.unwrap().filter(counts);
        let here: Option<Ledger> = node.store().state(id).await.unwrap().filter(counts);
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

//! What has to hold when all have met at last.

use hadir_oplog::{AggregateId, Rights};
use hadir_store::Entry;

use super::Regency;
use super::malicious::is_marked;
use super::node::{Node, Role};
use crate::fleet::scope;
use crate::toy::Ledger;

impl Regency {
    pub async fn check(&mut self) {
        let root = &self.nodes[0];
        let kept = root.headers().await;
        for (header, by) in &self.acknowledged {
            assert!(kept.contains(header) || !self.is_trusted(*by), "something that {by} acknowledged is lost");
        }
        let mut there = Vec::with_capacity(self.ledgers.len());
        for id in &self.ledgers {
            there.push(Seen::of(root, *id).await);
        }
        for (at, node) in self.nodes.iter().enumerate().filter(|(at, _)| self.is_trusted(*at)) {
            for (id, there) in self.ledgers.iter().zip(&there) {
                self.check_ledger(at, node, *id, there).await;
            }
            self.check_missing(at, node).await;
            self.check_trust(at, node);
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

    /// Nobody has a right that the root did not give, and nobody lost one that it did not take.
    fn check_trust(&self, at: usize, node: &Node) {
        let standings = node.store().standings();
        let trust = standings.trust().expect("every member has its own certificate");
        assert_eq!(trust.adopted().count(), 0, "{at} lets operations count that no administrator adopted");
        for named in trust.nodes() {
            let member = self.nodes.iter().find(|member| member.id() == named).expect("the root names its nodes alone");
            let given = member.certificate.statement();
            for certificate in trust.certificates(&named) {
                let is_given = certificate.rights == given.rights && certificate.writes == given.writes;
                assert!(is_given && certificate.reads == given.reads, "{at} believes that {certificate:?} holds");
            }
            let is_revoked = trust.revocations(&named).next().is_some();
            assert!(!is_revoked || self.revoked.contains(&named), "{at} believes that {named} was revoked");
        }
    }

    /// Of what malicious members signed outside their certificates nothing counts, and nothing follows from it.
    fn check_forged(&self, at: usize, ledger: &Ledger, history: &[Entry]) {
        let id = ledger.id;
        assert!(!is_marked(ledger.amount, &ledger.notes), "at {at} something forged counts in ledger {id}");
        let honest = || history.iter().filter(|entry| !self.forged.contains(&entry.id()));
        for scope in &ledger.scopes {
            let is_honest = honest().any(|entry| entry.operation.header().scopes.contains(scope));
            assert!(is_honest, "at {at} {scope} is entitled to ledger {id} by something forged");
        }
        assert!(ledger.folded <= honest().count(), "at {at} something forged counts in ledger {id}");
        for entry in honest().filter(|entry| entry.operation.is_erased(1)) {
            assert!(self.erased.contains(&entry.id()), "at {at} words of ledger {id} are gone that nobody may erase");
        }
    }

    async fn check_ledger(&self, at: usize, node: &Node, id: AggregateId, there: &Seen) {
        let here = Seen::of(node, id).await;
        let unit = scope(node.unit);
        if let Some(ledger) = &here.ledger {
            self.check_forged(at, ledger, &here.history);
        }
        let may_have = node.certificate.statement().rights.contains(Rights::READ_ALL)
            || there.ledger.as_ref().is_some_and(|ledger| ledger.scopes.contains(&unit));
        if may_have && !gave_without_keeping(node, &here.history, &there.history) {
            assert_eq!(here.ledger, there.ledger, "{at} and the root see ledger {id} differently");
        } else if here.history.iter().any(|entry| entry.chain.node != node.id() && !self.forged.contains(&entry.id())) {
            // It was given by somebody who did not know yet that what entitled it does not count.
            // One thing that is forged may entitle all the same where a program cannot judge it: whether an operation
            // needs more than to act in its units is said by its family, which an older program does not know, and whose
            // node may act where is said by the root, whom a stranger does not know. Both pass on what they have.
            let may_err = self.nodes.iter().any(|node| node.was_old || node.role == Role::Stranger);
            let honest = there.history.iter().filter(|entry| may_err || !self.forged.contains(&entry.id()));
            let was_entitled = honest.flat_map(|entry| &entry.operation.header().scopes).any(|scope| *scope == unit);
            let is_gift = self.given_away.contains(&id);
            assert!(may_have || was_entitled || is_gift, "{at} holds ledger {id}, which is none of its business");
        }
    }
}

/// A ledger as a node sees it.
struct Seen {
    /// Nothing where nothing counts.
    ledger: Option<Ledger>,
    history: Vec<Entry>,
}

impl Seen {
    async fn of(node: &Node, id: AggregateId) -> Self {
        let ledger: Option<Ledger> = node.store().state(id).await.unwrap();
        Self { ledger: ledger.filter(|ledger| ledger.folded > 0), history: node.store().history(id).await.unwrap() }
    }
}

/// Whether a malicious member lacks what it signed itself: it gave that to others and kept nothing of it. Nobody gives back
/// what came from it, so that what others build on that has to wait, with it alone.
fn gave_without_keeping(node: &Node, history: &[Entry], all: &[Entry]) -> bool {
    let is_lacking =
        |entry: &Entry| entry.chain.node == node.id() && !history.iter().any(|here| here.id() == entry.id());
    node.role == Role::Malicious && all.iter().any(is_lacking)
}

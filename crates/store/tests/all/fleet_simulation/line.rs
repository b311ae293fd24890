//! A meeting of two nodes over a bad link: cut anywhere, with messages that come twice or late.

use hadir_oplog::NodeId;
use hadir_oplog::sync::{Exchange, Side};
use hadir_store::{Step, SyncFault, Syncing};
use hadir_testkit::random::Seeded;

use super::TRIPS_MAX;
use super::node::Node;

/// What came of a meeting.
pub struct Met {
    pub received: u64,
    pub bodies: u64,
    pub is_complete: bool,
    pub forks: Vec<NodeId>,
}

/// Two nodes with a bad link between them.
pub struct Line<'a> {
    pub calls: &'a Node,
    pub called: &'a Node,
    pub budget: u64,
}

impl Line<'_> {
    /// Syncs until the link is cut. A fault comes with whether it was the caller's.
    pub async fn sync(&self, chance: &mut Seeded, cut_after: usize) -> Result<Met, (bool, SyncFault)> {
        let caller = |fault: SyncFault| (true, fault);
        let other = self.called.certificate.statement().clone();
        let peer = self.calls.peer(self.called.id()).await.map_err(|fault| caller(fault.into()))?;
        let begun = Syncing::begin(self.calls.store(), Side::Calls, &peer, other, self.budget, None).await;
        let mut calling = begun.map_err(|fault| caller(fault.into()))?;
        let mut met = Met { received: 0, bodies: 0, is_complete: false, forks: Vec::new() };
        let mut earlier: Vec<Exchange> = Vec::new();
        for trips in 0..TRIPS_MAX {
            let step = calling.next().await.map_err(caller)?;
            let Step::Send(exchange) = step else {
                met.is_complete = calling.done().is_complete;
                break;
            };
            let is_last = trips >= cut_after;
            if is_last && chance.chance(1, 2) {
                break;
            }
            let reply = self.answer(&exchange, &mut met).await.map_err(|fault| (false, fault))?;
            earlier.push(*exchange);
            if chance.chance(1, 12) {
                // The same message once more, or an older one.
                let again = chance.pick(&earlier).clone();
                self.answer(&again, &mut met).await.map_err(|fault| (false, fault))?;
            }
            if is_last {
                break;
            }
            if chance.chance(1, 20) {
                calling.heard(reply.clone()).await.map_err(caller)?;
            }
            calling.heard(reply).await.map_err(caller)?;
            assert!(trips + 1 < TRIPS_MAX, "a meeting goes on for ever");
        }
        met.received += calling.done().received;
        met.bodies += calling.done().bodies;
        met.forks.extend(calling.done().forks.iter().map(|chain| chain.node));
        Ok(met)
    }

    async fn answer(&self, exchange: &Exchange, met: &mut Met) -> Result<Exchange, SyncFault> {
        let certificate = self.calls.certificate.statement().clone();
        let peer = self.called.peer(self.calls.id()).await?;
        let mut answering =
            Syncing::begin(self.called.store(), Side::Called, &peer, certificate, self.budget, None).await?;
        answering.heard(exchange.clone()).await?;
        let Step::Send(reply) = answering.next().await? else { panic!("who is called answers") };
        met.received += answering.done().received;
        met.bodies += answering.done().bodies;
        met.forks.extend(answering.done().forks.iter().map(|chain| chain.node));
        Ok(*reply)
    }
}

//! What a revocation set aside: kept, passed on, and counted only once an administrator adopts it.

use std::collections::{BTreeMap, BTreeSet};

use hadir_oplog::{AggregateId, Kind, NodeId, Standing, Trust};

use crate::aggregate::Entry;
use crate::standing::Standings;
use crate::{Fault, Store, log, params};

/// Aggregates looked at; a revoked node that made more of them is looked through in parts, as parts are adopted.
const AGGREGATES_MAX: i64 = 500;

/// What one revoked node did to one aggregate and does not count.
#[derive(Clone, Debug)]
pub struct SetAside {
    /// Of what family the aggregate is.
    pub family: String,
    /// The aggregate.
    pub aggregate: AggregateId,
    /// The node that was revoked.
    pub node: NodeId,
    /// What was set aside, in causal order.
    pub entries: Vec<Entry>,
    /// Everything there is of the aggregate, in causal order, whether it counts or not.
    pub history: Vec<Entry>,
}

impl Store {
    /// Everything that is here of revoked nodes and set aside, node by node, the newest aggregates first.
    pub async fn set_aside(&self) -> Result<Vec<SetAside>, Fault> {
        let standings = self.standings();
        let Some(trust) = standings.trust() else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        for node in trust.nodes().filter(|node| trust.revocations(node).next().is_some()) {
            for (aggregate, family) in self.cut_off(&standings, node).await? {
                found.extend(self.set_aside_of(&standings, trust, node, aggregate, family).await?);
            }
        }
        Ok(found)
    }

    /// Aggregates with operations of a node beyond what its revocations keep. Some of them may count all the same.
    async fn cut_off(&self, standings: &Standings, node: NodeId) -> Result<Vec<(AggregateId, String)>, Fault> {
        let sql = "select id, incarnation, branch from chains where node = $1";
        let chains: Vec<(i64, Vec<u8>, i64)> = self.reads().all(sql, params![*node.as_bytes()]).await?;
        let mut aggregates = BTreeMap::new();
        for (id, incarnation, branch) in chains {
            let chain = log::chain_of(node.as_bytes(), &incarnation)?;
            let kept = i64::try_from(standings.kept_of(chain, branch)).unwrap_or(i64::MAX);
            let sql = "select a.id, a.family from aggregates a join \
                       (select aggregate, max(seq) as last from operations where chain = $1 and seq >= $2 \
                        group by aggregate order by last desc limit $3) o on o.aggregate = a.id";
            let rows: Vec<(Vec<u8>, String)> = self.reads().all(sql, params![id, kept, AGGREGATES_MAX]).await?;
            for (aggregate, family) in rows {
                aggregates.insert(AggregateId::from_bytes(log::exact(&aggregate)?), family);
            }
        }
        // Identities begin with their millisecond.
        Ok(aggregates.into_iter().rev().collect())
    }

    async fn set_aside_of(
        &self,
        standings: &Standings,
        trust: &Trust,
        node: NodeId,
        aggregate: AggregateId,
        family: String,
    ) -> Result<Option<SetAside>, Fault> {
        let Some(known) = self.0.families.iter().find(|known| known.name == family) else { return Ok(None) };
        let history = self.history(aggregate).await?;
        let order: Vec<usize> = (0..history.len()).collect();
        let judged = standings.judged(&history, known.rights, &order);
        // One that stands on two branches is adopted once.
        let mut seen = BTreeSet::new();
        let is_wanted = |(at, standing): &(usize, Standing)| {
            let entry = &history[*at];
            let is_of_node = *standing == Standing::SetAside && entry.chain.node == node;
            is_of_node && is_adoptable(entry) && !trust.is_adopted(&entry.id())
        };
        let entries = judged.into_iter().filter(is_wanted).map(|(at, _)| history[at].clone());
        let entries: Vec<_> = entries.filter(|entry| seen.insert(entry.id())).collect();
        Ok((!entries.is_empty()).then_some(SetAside { family, aggregate, node, entries, history }))
    }
}

/// Whether it makes a difference to adopt something: what the root states proves itself, and no adoption makes another one
/// count.
fn is_adoptable(entry: &Entry) -> bool {
    !matches!(entry.kind(), Kind::CERTIFICATE | Kind::REVOCATION | Kind::ROOT | Kind::FORK | Kind::ADOPTION)
}

//! What a revocation set aside: kept, passed on, and counted only once an administrator adopts it. And what nobody can
//! adopt: cases under numbers that their nodes may not give.

use std::collections::{BTreeMap, BTreeSet};

use hadir_oplog::{AggregateId, Kind, NodeId, Standing, Trust};

use crate::aggregate::Entry;
use crate::log::OperationRow;
use crate::standing::Standings;
use crate::{Family, Fault, Store, log, params};

/// Aggregates looked at; a revoked node that made more of them is looked through in parts, as parts are adopted.
const AGGREGATES_MAX: i64 = 500;

/// Commits looked through at once.
const COMMITS_AT_ONCE: i64 = 512;
/// Operations of a kind out of a range of a chain's commits, the newest first.
const NUMBERED: &str = "select o.aggregate, o.stamp, o.seq, o.place, c.node, c.incarnation, c.branch, o.header, o.bodies \
                        from operations o join chains c on c.id = o.chain \
                        where o.chain = $1 and o.kind = $2 and o.seq >= $3 and o.seq < $4 order by o.seq desc, o.place desc";

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

/// Something whose public number its node may not give, so that it counts nowhere.
#[derive(Clone, Debug)]
pub struct Misnumbered {
    /// Of what family the aggregate is.
    pub family: &'static str,
    /// The node that took the number.
    pub node: NodeId,
    /// The operation that takes it.
    pub entry: Entry,
}

impl Store {
    /// Everything here that no certificate of its node allows to have the number it has, node by node, the newest first;
    /// of each node the first few hundred.
    pub async fn misnumbered(&self) -> Result<Vec<Misnumbered>, Fault> {
        let standings = self.standings();
        let Some(trust) = standings.trust() else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        for node in trust.nodes().filter(|node| trust.certificates(node).next().is_some()) {
            let may_give = |series: &str| trust.certificates(&node).any(|certificate| certificate.may_number(series));
            if may_give("") {
                // Who may act everywhere may give any.
                continue;
            }
            for family in &self.0.families {
                found.extend(self.misnumbered_of(node, family, &may_give).await?);
            }
        }
        Ok(found)
    }

    async fn misnumbered_of(
        &self,
        node: NodeId,
        family: &Family,
        may_give: &impl Fn(&str) -> bool,
    ) -> Result<Vec<Misnumbered>, Fault> {
        let Some(kind) = family.rights.numbered_by else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        let sql = "select id, commits from chains where node = $1 order by id";
        for (chain, commits) in self.reads().all::<(i64, i64)>(sql, params![*node.as_bytes()]).await? {
            let mut until = commits;
            while until > 0 && found.len() < AGGREGATES_MAX as usize {
                let from = (until - COMMITS_AT_ONCE).max(0);
                let range = params![chain, i64::from(kind.0), from, until];
                let rows: Vec<OperationRow> = self.reads().all(NUMBERED, range).await?;
                for row in rows {
                    let entry = row.entry()?;
                    let series = family.rights.series(kind, |slot| entry.body(slot));
                    if series.is_some_and(|series| !may_give(&series)) {
                        found.push(Misnumbered { family: family.name, node, entry });
                    }
                }
                until = from;
            }
        }
        Ok(found)
    }

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

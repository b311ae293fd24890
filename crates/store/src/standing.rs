//! Which operations count: what the regency's root key states about the nodes that made them.
//!
//! An operation of a node acting outside its certificate, or cut off by a revocation, stays in the log and changes no
//! state. Whether it counts depends on statements that may arrive later, so it is decided anew at every fold.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

use hadir_oplog::{
    Adoption, Certificate, ChainId, Demand, Kind, NodeId, OpId, Revocation, Scope, Signed, Standing, Trust,
};

use crate::aggregate::{Entry, Rights};
use crate::db::Tx;
use crate::log::{self, OperationRow};
use crate::{Fault, Pool, params};

/// What a kind of operation needs its node to be allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing beyond a certificate.
    Enrolled,
    /// To act in a unit that is entitled to the aggregate.
    Write,
    /// To administer the regency.
    Administer,
}

/// Decides which operations count.
#[derive(Clone, Debug, Default)]
pub struct Standings {
    /// The node whose database this is.
    own: Option<NodeId>,
    /// Nothing as long as the database belongs to no regency; then everything counts.
    trust: Option<Trust>,
    /// Of chains whose node was revoked: how many commits each revocation keeps, by the last serial it ends.
    kept: HashMap<(ChainId, i64), Vec<(u64, u64)>>,
}

/// The standings as they are now. Cloning shares them.
#[derive(Clone, Default)]
pub(crate) struct CurrentStandings(Arc<RwLock<Arc<Standings>>>);

impl CurrentStandings {
    pub fn new(standings: Standings) -> Self {
        Self(Arc::new(RwLock::new(Arc::new(standings))))
    }

    pub fn get(&self) -> Arc<Standings> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn set(&self, standings: Standings) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(standings);
    }
}

/// Where an operation stands in the log.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin {
    pub chain: ChainId,
    pub branch: i64,
    pub seq: u64,
}

impl Standings {
    /// Reads them from the log. The root is the one that certified this database's own node first.
    pub(crate) async fn read(tx: &mut Tx, own: NodeId) -> Result<Self, Fault> {
        Self::read_without(tx, own, &[]).await
    }

    /// As they would be without the statements that stand in these origins' chains from there on.
    pub(crate) async fn read_without(tx: &mut Tx, own: NodeId, later: &[Origin]) -> Result<Self, Fault> {
        let rows: Vec<OperationRow> = tx.all(TRUST_OPERATIONS, Vec::new()).await?;
        let mut entries = rows.into_iter().map(OperationRow::entry).collect::<Result<Vec<_>, _>>()?;
        entries.retain(|entry| {
            let is_later =
                |from: &Origin| entry.chain == from.chain && entry.branch == from.branch && entry.seq >= from.seq;
            !later.iter().any(is_later)
        });
        let Some(root) = root_of(&entries, own) else { return Ok(Self::default()) };
        let mut trust = Trust::new(root);
        for entry in &entries {
            // A statement proves itself, whoever recorded it; that of another root is nobody's here.
            if let Ok(certificate) = Signed::<Certificate>::read(&entry.operation) {
                let _ = trust.certify(&certificate);
            } else if let Ok(revocation) = Signed::<Revocation>::read(&entry.operation) {
                let _ = trust.revoke(&revocation);
            }
        }
        let mut standings = Self { own: Some(own), kept: kept(tx, &trust).await?, trust: Some(trust) };
        let adopted = entries
            .iter()
            .filter(|entry| entry.kind() == Kind::ADOPTION)
            .filter(|entry| standings.of_node(entry.origin(), Demand::Administer) == Standing::Counts);
        let adopted: Vec<OpId> =
            adopted.filter_map(|entry| Adoption::read(&entry.operation).ok()).flat_map(|a| a.operations).collect();
        if let Some(trust) = &mut standings.trust {
            trust.adopt(adopted);
        }
        Ok(standings)
    }

    /// A short name of all that rows depend on besides the log's operations.
    pub(crate) fn mark(&self) -> String {
        let Some(trust) = &self.trust else { return String::new() };
        let mut hasher = blake3::Hasher::new();
        hasher.update(RULES.as_bytes());
        for node in trust.nodes() {
            let statements = (trust.certificates(&node), trust.revocations(&node));
            let (certificates, revocations) = (statements.0.collect::<Vec<_>>(), statements.1.collect::<Vec<_>>());
            hasher.update(format!("{node} {certificates:?} {revocations:?}").as_bytes());
        }
        for operation in trust.adopted() {
            hasher.update(operation.as_bytes());
        }
        hasher.finalize().to_hex()[..16].to_owned()
    }

    /// The certificates of the node whose database this is, whether or not they are in force.
    pub(crate) fn own_certificates(&self) -> impl Iterator<Item = &Certificate> {
        self.trust.iter().zip(self.own.as_ref()).flat_map(|(trust, own)| trust.certificates(own))
    }

    /// Whether any node was revoked.
    pub(crate) fn has_revocations(&self) -> bool {
        !self.kept.is_empty() || self.trust.as_ref().is_some_and(|trust| trust.has_revocations())
    }

    /// The nodes whose operations may count differently from before.
    pub(crate) fn differing(&self, before: &Self) -> BTreeSet<NodeId> {
        let (Some(new), Some(old)) = (&self.trust, &before.trust) else {
            return self.trust.iter().chain(&before.trust).flat_map(Trust::nodes).collect();
        };
        let kept = |standings: &Self, node: &NodeId| -> BTreeMap<(ChainId, i64), Vec<(u64, u64)>> {
            let of_node = standings.kept.iter().filter(|((chain, _), _)| chain.node == *node);
            of_node.map(|(place, kept)| (*place, kept.clone())).collect()
        };
        let is_other = |node: &NodeId| {
            let is_revoked = new.revocations(node).next().is_some();
            !new.certificates(node).eq(old.certificates(node))
                || !new.revocations(node).eq(old.revocations(node))
                || kept(self, node) != kept(before, node)
                || is_revoked && !new.adopted().eq(old.adopted())
        };
        new.nodes().filter(is_other).collect()
    }

    /// The same outside a transaction.
    pub(crate) async fn read_now(pool: &Pool, own: NodeId) -> Result<Self, Fault> {
        let mut tx = pool.begin().await?;
        let standings = Self::read(&mut tx, own).await?;
        tx.rollback().await?;
        Ok(standings)
    }

    /// How many commits of a chain every revocation of its node keeps.
    pub(crate) fn kept_of(&self, chain: ChainId, branch: i64) -> u64 {
        let kept = self.kept.get(&(chain, branch)).into_iter().flatten();
        kept.map(|(_, until)| *until).min().unwrap_or(0)
    }

    /// The root's statements, once the database belongs to a regency.
    pub fn trust(&self) -> Option<&Trust> {
        self.trust.as_ref()
    }

    /// Whether a node may do something now, on an aggregate with these scopes, and take a number of this series for it.
    pub(crate) fn may(&self, node: &NodeId, needs: Needs, scopes: &[Scope], series: Option<&str>) -> bool {
        let Some(trust) = &self.trust else { return true };
        let is_in_force = |certificate: &Certificate| {
            trust.revocations(node).all(|revocation| revocation.through < certificate.serial)
        };
        let demand = demand(needs, scopes);
        let demand = numbered(&demand, series);
        trust.certificates(node).any(|certificate| is_in_force(certificate) && certificate.may(demand))
    }

    /// Which entries of one aggregate count, in causal order; entries wait while a parent is missing.
    pub(crate) fn counted(&self, entries: &[Entry], rights: Rights) -> Vec<usize> {
        let order = log::causal(entries);
        if self.is_unlimited(entries) {
            return order;
        }
        self.judged(entries, rights, &order)
            .into_iter()
            .filter(|(_, standing)| *standing == Standing::Counts)
            .map(|(at, _)| at)
            .collect()
    }

    /// How each entry of one aggregate stands, in causal order. An operation is judged by the scopes the aggregate had
    /// before it, as its author had seen them; where the aggregate is one unit's own, by that unit.
    pub(crate) fn judged(&self, entries: &[Entry], rights: Rights, order: &[usize]) -> Vec<(usize, Standing)> {
        let mut scopes: HashMap<OpId, Vec<Scope>> = HashMap::new();
        let mut judged = Vec::with_capacity(order.len());
        let copies = copies(entries);
        for &at in order {
            let entry = &entries[at];
            let header = entry.operation.header();
            let mut known: Vec<Scope> =
                header.parents.iter().filter_map(|parent| scopes.get(parent)).flatten().cloned().collect();
            known.sort_unstable();
            known.dedup();
            let begins = header.parents.is_empty() && (rights.begins_with)(header.kind);
            let own = rights.owner(header.aggregate, |slot| entry.body(slot));
            let before = own.as_ref().unwrap_or(if begins { &header.scopes } else { &known });
            let series = rights.series(header.kind, |slot| entry.body(slot));
            let demand = demand(needs_of(header.kind, rights.needs), before);
            let demand = numbered(&demand, series.as_deref());
            let mut standing = self.of(entry, demand);
            let counts = |copy: &usize| self.of(&entries[*copy], demand) == Standing::Counts;
            if standing != Standing::Counts && copies.get(&entry.id()).is_some_and(|copies| copies.iter().any(counts)) {
                standing = Standing::Counts;
            }
            if standing == Standing::Counts {
                if (rights.says_units_anew)(header.kind) {
                    known.clear();
                }
                known.extend(header.scopes.iter().cloned());
            }
            scopes.insert(entry.id(), known);
            judged.push((at, standing));
        }
        judged
    }

    /// Whether every author may do everything, which is the usual case of a root's own cases.
    fn is_unlimited(&self, entries: &[Entry]) -> bool {
        let Some(trust) = &self.trust else { return true };
        let mut last = None;
        entries.iter().all(|entry| {
            let node = entry.chain.node;
            let is_known = last == Some(node);
            last = Some(node);
            is_known || is_free(trust, &node)
        })
    }

    fn of(&self, entry: &Entry, demand: Demand<'_>) -> Standing {
        match self.of_node(entry.origin(), demand) {
            Standing::SetAside if self.trust.as_ref().is_some_and(|trust| trust.is_adopted(&entry.id())) => {
                Standing::Counts
            }
            standing => standing,
        }
    }

    /// As `Trust::standing`, with what revocations keep worked out beforehand.
    fn of_node(&self, origin: Origin, demand: Demand<'_>) -> Standing {
        let Some(trust) = &self.trust else { return Standing::Counts };
        let node = origin.chain.node;
        let kept = self.kept.get(&(origin.chain, origin.branch));
        let keeps = |revocation: &Revocation| {
            let until = kept.into_iter().flatten().filter(|(through, _)| *through == revocation.through);
            until.map(|(_, until)| *until).min().is_some_and(|until| origin.seq < until)
        };
        let mut standing = Standing::UnknownNode;
        for certificate in trust.certificates(&node) {
            let ends = || trust.revocations(&node).filter(|revocation| certificate.serial <= revocation.through);
            if !certificate.may(demand) {
                if standing == Standing::UnknownNode {
                    standing = Standing::OutsideRights;
                }
            } else if ends().all(keeps) {
                return Standing::Counts;
            } else {
                standing = Standing::SetAside;
            }
        }
        standing
    }
}

/// What is judged beside statements, so that a database is folded again when a program begins to judge more.
const RULES: &str = "numbers";

const TRUST_OPERATIONS: &str = "select o.aggregate, o.stamp, o.seq, o.place, c.node, c.incarnation, c.branch, o.header, o.bodies \
                                from operations o join chains c on c.id = o.chain \
                                where o.kind >= 2 and o.kind <= 5 order by o.chain, o.seq, o.place";

/// Where operations stand that several branches of a chain have. One counts if it does on any of them, whichever this
/// database met first.
fn copies(entries: &[Entry]) -> HashMap<OpId, Vec<usize>> {
    let mut copies: HashMap<OpId, Vec<usize>> = HashMap::new();
    if entries.iter().any(|entry| entry.branch > 0) {
        for (at, entry) in entries.iter().enumerate() {
            copies.entry(entry.id()).or_default().push(at);
        }
    }
    copies
}

/// What an operation of the format's own kinds needs; all others are the family's matter.
pub(crate) fn needs_of(kind: Kind, family: fn(Kind) -> Needs) -> Needs {
    match kind {
        Kind::CERTIFICATE | Kind::REVOCATION | Kind::ROOT | Kind::FORK => Needs::Enrolled,
        Kind::ADOPTION => Needs::Administer,
        kind => family(kind),
    }
}

fn demand(needs: Needs, scopes: &[Scope]) -> Demand<'_> {
    match needs {
        Needs::Enrolled => Demand::Enrolled,
        // What belongs to no unit is the regency's.
        Needs::Write if scopes.is_empty() => Demand::Administer,
        Needs::Write => Demand::Write(scopes),
        Needs::Administer => Demand::Administer,
    }
}

/// The same with the right to give a number, where one is taken.
fn numbered<'a>(demand: &'a Demand<'a>, series: Option<&'a str>) -> Demand<'a> {
    series.map_or(*demand, |series| Demand::Numbered(demand, series))
}

/// Whether a node was never revoked and may do everything.
fn is_free(trust: &Trust, node: &NodeId) -> bool {
    let all = hadir_oplog::Rights::ADMINISTER | hadir_oplog::Rights::WRITE_ALL;
    trust.revocations(node).next().is_none() && trust.certificates(node).any(|known| known.rights.contains(all))
}

/// The root that certified the node first, in the order of its own chains.
fn root_of(entries: &[Entry], own: NodeId) -> Option<NodeId> {
    let own_certificates = entries.iter().filter(|entry| entry.chain.node == own && entry.kind() == Kind::CERTIFICATE);
    let mut read = own_certificates.filter_map(|entry| Signed::<Certificate>::read(&entry.operation).ok());
    read.next().map(|certificate| certificate.statement().root)
}

/// How many commits of each chain of revoked nodes count.
async fn kept(tx: &mut Tx, trust: &Trust) -> Result<HashMap<(ChainId, i64), Vec<(u64, u64)>>, Fault> {
    let mut kept: HashMap<_, Vec<_>> = HashMap::new();
    let sql = "select id, node, incarnation, branch from chains";
    for (id, node, incarnation, branch) in tx.all::<(i64, Vec<u8>, Vec<u8>, i64)>(sql, Vec::new()).await? {
        let chain = log::chain_of(&node, &incarnation)?;
        for revocation in trust.revocations(&chain.node) {
            let Some(cut) = revocation.cuts.iter().find(|cut| cut.incarnation == chain.incarnation) else { continue };
            let sql = "select hash from commits where chain = $1 and seq = $2";
            let here: Option<(Vec<u8>,)> = tx.optional(sql, params![id, cut.seq.cast_signed()]).await?;
            // Of a chain that never forked, a cut that has not arrived yet keeps all that has.
            let is_on_this_branch = match here {
                Some((hash,)) => hash == cut.hash.as_bytes(),
                None => branch == 0,
            };
            let until = if is_on_this_branch { cut.seq.saturating_add(1) } else { 0 };
            kept.entry((chain, branch)).or_default().push((revocation.through, until));
        }
    }
    Ok(kept)
}

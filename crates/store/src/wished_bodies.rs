//! Bodies that are missing here although no tombstone that counts names them: a relay had erased what it passed on, or
//! they were erased here on the word of a node that, as is known now, had been revoked before. Each is wished for of every
//! node that is met, until one has it.

use std::collections::{BTreeMap, BTreeSet};

use hadir_oplog::sync::{BODIES_MAX, BodyAnswer, BodyWish};
use hadir_oplog::{AggregateId, Certificate, ChainId, NodeId, OpId, Operation};
use sqlx::AssertSqlSafe;

use crate::aggregate::Entry;
use crate::append::placeholders;
use crate::db::Tx;
use crate::erase::Verdict;
use crate::offer::may_carry;
use crate::receive::Delivery;
use crate::standing::Standings;
use crate::value::Value;
use crate::{Family, Fault, Store, erase, log, params};

/// Bodies wished for at once.
const WISHES_MAX: i64 = 16;
/// Bytes of bodies given at once, but for a single one with more.
const GIVEN_BYTES_MAX: usize = 1024 * 1024;
/// Branches of a chain that are looked at.
const BRANCHES_MAX: i64 = 8;
/// How long a node that has said of all bodies wished for that they are not there is not asked again: a day.
const ROUND_MS: i64 = 86_400_000;

/// A body that is missing, and where its operation stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Missing {
    operation: OpId,
    slot: u8,
    chain: ChainId,
    branch: i64,
    seq: u64,
    place: usize,
}

/// A body that came for an operation which is here without it. It may be anybody's bytes.
pub(crate) struct Returning {
    pub aggregate: AggregateId,
    pub operation: OpId,
    pub slot: u8,
    pub bytes: Vec<u8>,
}

/// A body that is wanted, as rows.
#[derive(sqlx::FromRow)]
struct WishRow {
    n: i64,
    node: Vec<u8>,
    incarnation: Vec<u8>,
    seq: i64,
    place: i64,
    slot: i64,
}

impl WishRow {
    fn wish(self) -> Result<BodyWish, Fault> {
        let place = usize::try_from(self.place).map_err(|_| Fault::corrupt("the place of a missing body"))?;
        let slot = slot_of(self.slot)?;
        let chain = log::chain_of(&self.node, &self.incarnation)?;
        Ok(BodyWish { number: self.n.cast_unsigned(), chain, seq: self.seq.cast_unsigned(), place, slot })
    }
}

fn slot_of(slot: i64) -> Result<u8, Fault> {
    u8::try_from(slot).map_err(|_| Fault::corrupt("the slot of a missing body"))
}

impl Store {
    /// The bodies to wish for of a node: those it has not said anything of, in the order in which they were missed. When it
    /// has been asked for all of them it is asked again, but not on the same day.
    pub(crate) async fn body_wishes(&self, peer: NodeId) -> Result<Vec<BodyWish>, Fault> {
        let wishes = self.unanswered(peer).await?;
        if wishes.is_empty() && self.begin_round(peer).await? { self.unanswered(peer).await } else { Ok(wishes) }
    }

    async fn unanswered(&self, peer: NodeId) -> Result<Vec<BodyWish>, Fault> {
        let sql = "select b.n, c.node, c.incarnation, b.seq, b.place, b.slot \
                   from bodies_wanted b join chains c on c.id = b.chain \
                   where b.n > coalesce((select through from bodies_asked where node = $1), 0) order by b.n limit $2";
        let rows: Vec<WishRow> = self.reads().all(sql, params![*peer.as_bytes(), WISHES_MAX]).await?;
        rows.into_iter().map(WishRow::wish).collect()
    }

    /// Forgets what a node was asked for, unless that began within the last day.
    async fn begin_round(&self, peer: NodeId) -> Result<bool, Fault> {
        let sql = "select since from bodies_asked where node = $1";
        let since: Option<(i64,)> = self.reads().optional(sql, params![*peer.as_bytes()]).await?;
        let now = self.clock().now_ms();
        // A clock that was turned back must not keep anything waiting.
        let Some((since,)) = since.filter(|(since,)| !(*since..since.saturating_add(ROUND_MS)).contains(&now)) else {
            return Ok(false);
        };
        let sql = "delete from bodies_asked where node = $1 and since = $2";
        Ok(self.node_tables().run(sql, params![*peer.as_bytes(), since]).await? == 1)
    }

    /// What is said to a node's wishes, in their order: a body that is here and that the node's certificate allows it to
    /// carry, or that there is none. Behind what is too much for now nothing is said.
    pub(crate) async fn bodies_for(
        &self,
        certificate: &Certificate,
        wishes: &[BodyWish],
        budget: usize,
    ) -> Result<Vec<BodyAnswer>, Fault> {
        let mut allowed = BTreeMap::new();
        let mut answers = Vec::new();
        let mut size = 0;
        for wish in wishes {
            let bodies = self.bodies_at(certificate, wish, &mut allowed).await?;
            let bytes: usize = bodies.iter().map(Vec::len).sum();
            let is_too_much = size > 0 && size + bytes > budget.min(GIVEN_BYTES_MAX);
            if is_too_much || answers.len() + bodies.len().max(1) > BODIES_MAX {
                break;
            }
            size += bytes;
            let number = wish.number;
            if bodies.is_empty() {
                answers.push(BodyAnswer { number, bytes: None });
            }
            answers.extend(bodies.into_iter().map(|bytes| BodyAnswer { number, bytes: Some(bytes) }));
        }
        Ok(answers)
    }

    /// The bodies that stand where a wish says, on each branch of the chain.
    async fn bodies_at(
        &self,
        certificate: &Certificate,
        wish: &BodyWish,
        allowed: &mut BTreeMap<AggregateId, bool>,
    ) -> Result<Vec<Vec<u8>>, Fault> {
        let sql = "select o.aggregate, o.header, o.bodies from chains c join operations o on o.chain = c.id \
                   where c.node = $1 and c.incarnation = $2 and o.seq = $3 and o.place = $4 order by c.branch limit $5";
        let (node, incarnation) = (*wish.chain.node.as_bytes(), *wish.chain.incarnation.as_bytes());
        let Ok(seq) = i64::try_from(wish.seq) else { return Ok(Vec::new()) };
        let found: Vec<(Vec<u8>, Vec<u8>, Vec<u8>)> =
            self.reads().all(sql, params![node, incarnation, seq, wish.place as i64, BRANCHES_MAX]).await?;
        let mut bodies = Vec::new();
        for (aggregate, header, here) in found {
            let operation = log::operation(header, &here)?;
            let Some(bytes) = erasable(&operation, wish.slot) else { continue };
            let aggregate = AggregateId::from_bytes(log::exact(&aggregate)?);
            let is_allowed = match allowed.get(&aggregate) {
                Some(is_allowed) => *is_allowed,
                None => self.may_give(certificate, aggregate).await?,
            };
            allowed.insert(aggregate, is_allowed);
            if is_allowed
                && !erase::tombstones(self.reads(), &[operation.id()]).await?.refuses(&operation.id(), wish.slot)
            {
                bodies.push(bytes);
            }
        }
        Ok(bodies)
    }

    async fn may_give(&self, certificate: &Certificate, aggregate: AggregateId) -> Result<bool, Fault> {
        let entries = log::history(self.reads(), aggregate).await?;
        Ok(may_carry(&self.0.families, &self.standings(), certificate, &entries))
    }

    /// Takes in what a node said to wishes: what of it is missing here and the very body that the log names, and that of
    /// the rest it has none. Says how many bodies came back.
    pub(crate) async fn take_bodies(&self, peer: NodeId, answers: Vec<BodyAnswer>) -> Result<u64, Fault> {
        let through = answers.iter().map(|answer| answer.number).max().unwrap_or_default();
        let bodies: Vec<BodyAnswer> = answers.into_iter().filter(|answer| answer.bytes.is_some()).collect();
        let mut taken = 0;
        if !bodies.is_empty() {
            taken = self.take_in(Delivery { bodies, ..Delivery::default() }).await?.bodies;
        }
        self.were_asked(peer, i64::try_from(through).unwrap_or(i64::MAX)).await?;
        Ok(taken)
    }

    /// Remembers up to which wish a node has answered; no further than to the last one there is.
    async fn were_asked(&self, peer: NodeId, through: i64) -> Result<(), Fault> {
        let sql = "select coalesce(max(n), 0) from bodies_wanted";
        let (last,): (i64,) = self.node_tables().one(sql, Vec::new()).await?;
        let through = through.min(last);
        if through > 0 {
            let sql = "insert into bodies_asked (node, through, since) values ($1, $2, $3) \
                       on conflict (node) do update set through = excluded.through \
                       where bodies_asked.through < excluded.through";
            self.node_tables().run(sql, params![*peer.as_bytes(), through, self.clock().now_ms()]).await?;
        }
        Ok(())
    }

    /// How many bodies are still to come.
    pub async fn bodies_to_come(&self) -> Result<u64, Fault> {
        let sql = "select cast(count(*) as bigint) from bodies_wanted";
        let (count,): (i64,) = self.reads().one(sql, Vec::new()).await?;
        Ok(count.cast_unsigned())
    }
}

/// The bytes of a body that is here and could be missing elsewhere.
fn erasable(operation: &Operation, slot: u8) -> Option<Vec<u8>> {
    let body = operation.bodies().iter().find(|body| body.slot() == slot && body.is_erasable())?;
    Some(body.bytes().to_vec())
}

/// The bodies of a history that are missing and that no tombstone erased which counts. Of an aggregate that this node may
/// not carry nobody would give it any.
pub(crate) fn missing(entries: &[Entry], family: Family, standings: &Standings, verdict: &Verdict) -> Vec<Missing> {
    let missing: Vec<Missing> = entries.iter().flat_map(|entry| missing_of(entry, verdict)).collect();
    let mut certificates = standings.own_certificates().peekable();
    let is_ours = |certificate| may_carry(&[family], standings, certificate, entries);
    let is_entitled = missing.is_empty() || certificates.peek().is_none() || certificates.any(is_ours);
    if is_entitled { missing } else { Vec::new() }
}

fn missing_of(entry: &Entry, verdict: &Verdict) -> Vec<Missing> {
    let Entry { operation, chain, branch, seq, place, .. } = entry;
    if operation.bodies().len() == operation.header().bodies.len() {
        return Vec::new();
    }
    let slots = operation.header().bodies.iter().map(|body| body.slot).filter(|slot| operation.is_erased(*slot));
    let slots = slots.filter(|slot| !verdict.erases(&operation.id(), *slot));
    let (operation, chain, branch, seq, place) = (operation.id(), *chain, *branch, *seq, *place);
    slots.map(|slot| Missing { operation, slot, chain, branch, seq, place }).collect()
}

/// The bodies of `new` that `here`, the same operation, lacks.
pub(crate) fn returning(here: &Operation, new: &Operation) -> Vec<Returning> {
    if here.bodies().len() == here.header().bodies.len() {
        return Vec::new();
    }
    let (aggregate, operation) = (here.header().aggregate, here.id());
    let lacked = new.bodies().iter().filter(|body| here.is_erased(body.slot()));
    let back = |slot, bytes: &[u8]| Returning { aggregate, operation, slot, bytes: bytes.to_vec() };
    lacked.map(|body| back(body.slot(), body.bytes())).collect()
}

/// Which of the bodies that came answer a wish of this database.
pub(crate) async fn wished(tx: &mut Tx, answers: &[BodyAnswer]) -> Result<Vec<Returning>, Fault> {
    let mut wished = Vec::new();
    for answer in answers {
        let (Some(bytes), Ok(n)) = (&answer.bytes, i64::try_from(answer.number)) else { continue };
        let sql = "select aggregate, operation, slot from bodies_wanted where n = $1";
        let row: Option<(Vec<u8>, Vec<u8>, i64)> = tx.optional(sql, params![n]).await?;
        let Some((aggregate, operation, slot)) = row else { continue };
        wished.push(Returning {
            aggregate: AggregateId::from_bytes(log::exact(&aggregate)?),
            operation: OpId::from_bytes(log::exact(&operation)?),
            slot: slot_of(slot)?,
            bytes: bytes.clone(),
        });
    }
    Ok(wished)
}

/// Wishes for exactly what is missing of these aggregates.
pub(crate) async fn settle(tx: &mut Tx, missing: BTreeMap<AggregateId, Vec<Missing>>) -> Result<(), Fault> {
    let mut known = wanted_of(tx, missing.keys()).await?;
    let mut last = None;
    for (aggregate, missing) in missing {
        for body in missing {
            if !known.remove(&(body.operation, body.slot)) {
                let n = match last {
                    Some(last) => last + 1,
                    None => last_number(tx).await? + 1,
                };
                last = Some(n);
                want(tx, n, aggregate, body).await?;
            }
        }
    }
    for (operation, slot) in known {
        forget(tx, &operation, slot).await?;
    }
    Ok(())
}

/// What is wished for of these aggregates so far. Nearly always nothing is wished for at all.
async fn wanted_of(tx: &mut Tx, aggregates: impl Iterator<Item = &AggregateId>) -> Result<BTreeSet<(OpId, u8)>, Fault> {
    let any: Option<(i64,)> = tx.optional("select n from bodies_wanted limit 1", Vec::new()).await?;
    if any.is_none() {
        return Ok(BTreeSet::new());
    }
    let mut wanted = BTreeSet::new();
    for chunk in aggregates.collect::<Vec<_>>().chunks(64) {
        let list = placeholders(1, chunk.len());
        let sql = AssertSqlSafe(format!("select operation, slot from bodies_wanted where aggregate in ({list})"));
        let ids = chunk.iter().map(|id| Value::from(*id.as_bytes())).collect();
        for row in tx.all::<(Vec<u8>, i64)>(sql, ids).await? {
            wanted.insert(erase::erased_row(row)?);
        }
    }
    Ok(wanted)
}

/// The last number of a wish that any node was asked for, or that there is.
async fn last_number(tx: &mut Tx) -> Result<i64, Fault> {
    let sql = "select coalesce(max(n), 0) from \
               (select max(n) as n from bodies_wanted union all select max(through) from bodies_asked) as given";
    let last: Option<(i64,)> = tx.optional(sql, Vec::new()).await?;
    Ok(last.map_or(0, |(last,)| last))
}

async fn want(tx: &mut Tx, n: i64, aggregate: AggregateId, body: Missing) -> Result<(), Fault> {
    let Missing { operation, slot, chain, branch, seq, place } = body;
    let sql = "insert into bodies_wanted (n, aggregate, operation, slot, chain, seq, place) \
               select $1, $2, $3, $4, id, $5, $6 from chains where node = $7 and incarnation = $8 and branch = $9 \
               on conflict (operation, slot) do nothing";
    let (node, incarnation) = (*chain.node.as_bytes(), *chain.incarnation.as_bytes());
    let (seq, place) = (seq.cast_signed(), place as i64);
    let (aggregate, operation) = (*aggregate.as_bytes(), *operation.as_bytes());
    tx.run(sql, params![n, aggregate, operation, slot, seq, place, node, incarnation, branch]).await?;
    Ok(())
}

/// Wishes for a body no more.
pub(crate) async fn forget(tx: &mut Tx, operation: &OpId, slot: u8) -> Result<(), Fault> {
    let sql = "delete from bodies_wanted where operation = $1 and slot = $2";
    tx.run(sql, params![*operation.as_bytes(), slot]).await?;
    Ok(())
}

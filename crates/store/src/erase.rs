//! Erasing bodies for good: the tombstone in the log, the rewritten operations, and the bytes on the disk.

use std::collections::{BTreeMap, BTreeSet};

use hadir_oplog::limits::TARGETS_MAX;
use hadir_oplog::{AggregateId, Hash, Kind, OpId, Operation, Tombstone, Tombstones};
use sqlx::AssertSqlSafe;

use crate::aggregate::{Aggregate, Entry, Event, Rights};
use crate::append::placeholders;
use crate::batch::{Asked, Batch, Changes};
use crate::db::{Engine, Pool, Tx};
use crate::standing::Standings;
use crate::table::Form;
use crate::value::Value;
use crate::{Family, Fault, log, orphans, params, standing, wished_bodies};

/// Why nothing was erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EraseRefusal {
    /// The aggregate has no such operation.
    #[error("the aggregate has no operation {0}")]
    NotHere(OpId),
    /// The operation has no body there that may be erased.
    #[error("operation {0} has no body in slot {1} that may be erased")]
    Stays(OpId, u8),
    /// More operations are named than one tombstone can hold (256).
    #[error("more operations are named than one tombstone can hold")]
    TooMany,
}

/// What was erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Erased {
    /// Bodies that were here and are not any more; none when all had been erased before, or were missing here.
    pub bodies: u64,
    /// Whether their bytes are gone from the disk too. If not, call [`crate::Store::scrub`] again later.
    pub is_scrubbed: bool,
}

/// An operation of the log that has lost bodies.
pub(crate) struct Rewritten {
    pub aggregate: AggregateId,
    pub operation: Operation,
    pub slots: BTreeSet<u8>,
    /// The files that the aggregate named before.
    pub files: Vec<Hash>,
}

/// What the tombstones of a history say of its own operations; what they name elsewhere is none of theirs.
#[derive(Default)]
pub(crate) struct Verdict {
    /// The bodies named by tombstones that count.
    pub erased: BTreeMap<OpId, BTreeSet<u8>>,
    /// The bodies named only by tombstones that do not count, or not any more.
    pub spared: BTreeSet<(OpId, u8)>,
}

impl Verdict {
    pub fn of(entries: &[Entry], rights: Rights, standings: &Standings) -> Self {
        let mut verdict = Self::default();
        if !entries.iter().any(|entry| entry.kind() == Kind::TOMBSTONE) {
            return verdict;
        }
        let here: BTreeSet<OpId> = entries.iter().map(Entry::id).collect();
        let counted: BTreeSet<usize> = standings.counted(entries, rights).into_iter().collect();
        for (at, entry) in entries.iter().enumerate() {
            let Ok(tombstone) = Tombstone::read(&entry.operation) else { continue };
            for (target, slots) in tombstone.targets().filter(|(target, _)| here.contains(target)) {
                if counted.contains(&at) {
                    verdict.erased.entry(*target).or_default().extend(slots);
                } else {
                    verdict.spared.extend(slots.iter().map(|slot| (*target, *slot)));
                }
            }
        }
        let Self { erased, spared } = &mut verdict;
        spared.retain(|(operation, slot)| !erased.get(operation).is_some_and(|slots| slots.contains(slot)));
        verdict
    }

    /// The files that a history names whose bodies are still here although they are erased.
    pub fn named_by(&self, family: Family, id: AggregateId, entries: &[Entry], standings: &Standings) -> Vec<Hash> {
        let is_here = |entry: &Entry| entry.operation.bodies().iter().any(|body| self.erases(&entry.id(), body.slot()));
        if !entries.iter().any(is_here) {
            return Vec::new();
        }
        // A family that cannot say them shows nothing of it either.
        let named = || (family.fold)(id, entries, standings).files();
        let named = std::panic::catch_unwind(std::panic::AssertUnwindSafe(named)).unwrap_or_default();
        named.into_iter().map(|file| file.hash).collect()
    }

    /// Whether a body must not be here.
    pub fn erases(&self, operation: &OpId, slot: u8) -> bool {
        self.erased.get(operation).is_some_and(|slots| slots.contains(&slot))
    }
}

impl Batch<'_> {
    /// Erases bodies of one aggregate's earlier operations and records the tombstone. Says how many were there.
    pub fn bury<A: Aggregate>(
        &mut self,
        asked: &Asked,
        tombstone: &Tombstone,
    ) -> Result<Result<u64, EraseRefusal>, Fault> {
        let loaded = self.loaded.get_mut(&asked.aggregate).expect("the writer loads every aggregate a batch names");
        loaded.refuse_beyond::<A>(&self.standings)?;
        loaded.refuse_other::<A>([Kind::TOMBSTONE].into_iter(), &self.standings)?;
        let find = |id: &OpId| loaded.entries.iter().position(|entry| entry.id() == *id);
        let mut places = Vec::new();
        for (id, slots) in tombstone.targets() {
            let Some(place) = find(id) else { return Ok(Err(EraseRefusal::NotHere(*id))) };
            if let Some(slot) = slots.iter().find(|slot| !may_erase(&loaded.entries[place].operation, **slot)) {
                return Ok(Err(EraseRefusal::Stays(*id, *slot)));
            }
            places.push((place, slots.clone()));
        }
        if places.len() > TARGETS_MAX {
            return Ok(Err(EraseRefusal::TooMany));
        }
        let needs = standing::needs_of(Kind::TOMBSTONE, A::needs);
        // A tombstone that does not count would erase here what everybody else keeps.
        if !self.standings.may(&self.identity.key.id(), needs, &loaded.scopes::<A>(&self.standings), None) {
            return Err(Fault::OutsideRights);
        }
        loaded.remember_rows::<A>(asked.aggregate, &self.standings);
        let named = loaded.state::<A>(asked.aggregate, &self.standings).files();
        let mut files: Vec<Hash> = named.into_iter().map(|file| file.hash).collect();
        let verdict = Verdict::of(&loaded.entries, Rights::of::<A>(), &self.standings);
        let (mut bodies, mut is_news) = (0, false);
        for (place, slots) in places {
            let operation = &mut loaded.entries[place].operation;
            let id = operation.id();
            bodies += slots.iter().filter(|slot| operation.erase(**slot)).count() as u64;
            // Of a body that is missing here, but that others may still have, they have to hear.
            let in_batch =
                |slot: &u8| self.rewritten.iter().any(|it| it.operation.id() == id && it.slots.contains(slot));
            if slots.iter().any(|slot| !verdict.erases(&id, *slot) && !in_batch(slot)) {
                is_news = true;
                let (operation, files) = (operation.clone(), std::mem::take(&mut files));
                self.rewritten.push(Rewritten { aggregate: asked.aggregate, operation, slots, files });
            }
        }
        if is_news {
            let mut event = Event::new(Kind::TOMBSTONE, Vec::new());
            event.bodies = vec![tombstone.body()];
            self.record_and_refold::<A>(asked, event)?;
        }
        Ok(Ok(bodies))
    }
}

fn may_erase(operation: &Operation, slot: u8) -> bool {
    operation.header().bodies.iter().any(|entry| entry.slot == slot && entry.erasable)
}

/// The full-text tables that lose words together with the erased bodies.
pub(crate) fn touched_full_text(rewritten: &[Rewritten], changes: &Changes) -> BTreeSet<&'static str> {
    if rewritten.is_empty() {
        return BTreeSet::new();
    }
    let rows = changes.written.iter().chain(&changes.gone);
    rows.filter(|row| row.table.form == Form::FullText).map(|row| row.table.name).collect()
}

/// Rewrites the operations that lost bodies, in the transaction that records why.
pub(crate) async fn rewrite(tx: &mut Tx, rewritten: Vec<Rewritten>, touched: BTreeSet<&str>) -> Result<(), Fault> {
    for Rewritten { aggregate, operation, slots, files } in rewritten {
        orphans::note(tx, &files).await?;
        // An operation is found by its header, which its identity is the hash of.
        let sql = "update operations set bodies = $1 where aggregate = $2 and header = $3";
        let bodies = log::encode_bodies(&operation);
        // A node that signs two pasts may have committed it in both.
        if tx.run(sql, params![bodies, *aggregate.as_bytes(), operation.header_bytes()]).await? == 0 {
            return Err(Fault::Invariant(format!("operation {} nowhere", operation.id())));
        }
        for slot in slots {
            let sql = "insert into erased (operation, slot) values ($1, $2) on conflict (operation, slot) do nothing";
            tx.run(sql, params![*operation.id().as_bytes(), slot]).await?;
            wished_bodies::forget(tx, &operation.id(), slot).await?;
        }
    }
    if tx.engine() == Engine::Sqlite {
        // The index without content only marks a text as deleted; its words go when the segments are merged.
        for name in touched {
            tx.run(AssertSqlSafe(format!("insert into {name}({name}) values ('optimize')")), Vec::new()).await?;
        }
    }
    Ok(())
}

/// Moves what the write-ahead log holds into the file, whose freed places are overwritten, and empties the log.
///
/// Says whether that could be done: a reader in the middle of an old page keeps the log alive, and PostgreSQL reuses
/// freed places in its own time.
pub(crate) async fn scrub(pool: &Pool) -> Result<bool, Fault> {
    if pool.engine() == Engine::Postgres {
        return Ok(false);
    }
    let (busy, _, _): (i64, i64, i64) = pool.one("pragma wal_checkpoint(truncate)", Vec::new()).await?;
    Ok(busy == 0)
}

/// Everything that was erased here.
pub(crate) async fn all(pool: &Pool) -> Result<Tombstones, Fault> {
    let rows: Vec<(Vec<u8>, i64)> = pool.all("select operation, slot from erased", Vec::new()).await?;
    rows.into_iter().map(erased_row).collect()
}

/// What was erased here of these operations.
pub(crate) async fn tombstones(pool: &Pool, operations: &[OpId]) -> Result<Tombstones, Fault> {
    let mut rows = Vec::new();
    for chunk in operations.chunks(64) {
        let list = placeholders(1, chunk.len());
        let sql = AssertSqlSafe(format!("select operation, slot from erased where operation in ({list})"));
        let ids = chunk.iter().map(|id| Value::from(*id.as_bytes())).collect();
        rows.extend(pool.all::<(Vec<u8>, i64)>(sql, ids).await?);
    }
    rows.into_iter().map(erased_row).collect()
}

/// The same in a transaction.
pub(crate) async fn tombstones_in(tx: &mut Tx, operations: &[OpId]) -> Result<Tombstones, Fault> {
    let mut rows = Vec::new();
    for chunk in operations.chunks(64) {
        let list = placeholders(1, chunk.len());
        let sql = AssertSqlSafe(format!("select operation, slot from erased where operation in ({list})"));
        let ids = chunk.iter().map(|id| Value::from(*id.as_bytes())).collect();
        rows.extend(tx.all::<(Vec<u8>, i64)>(sql, ids).await?);
    }
    rows.into_iter().map(erased_row).collect()
}

pub(crate) fn erased_row((operation, slot): (Vec<u8>, i64)) -> Result<(OpId, u8), Fault> {
    let slot = u8::try_from(slot).map_err(|_| Fault::corrupt("the slot of an erased body"))?;
    Ok((OpId::from_bytes(log::exact(&operation)?), slot))
}

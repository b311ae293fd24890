//! Taking in what another node's log holds: commits, their operations, and the rows that follow, in one transaction with
//! the note that they are here.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use hadir_oplog::sync::Completed;
use hadir_oplog::wire::Batch;
use hadir_oplog::{AggregateId, ChainId, Commit, Kind, NodeId, OpId, Part, PartialCommit, Stamp, Tombstone};

use crate::aggregate::Entry;
use crate::append::{AGGREGATES, COMMITS, OPERATIONS};
use crate::arrivals::Source;
use crate::clock::Chance;
use crate::db::Tx;
use crate::erase::{self, Rewritten};
use crate::held::{self, Reads};
use crate::named_file::NamedFile;
use crate::standing::Standings;
use crate::table::{Form, Row, Rows};
use crate::tally::Tally;
use crate::writer::Writer;
use crate::{Family, Fault, arrivals, bulk, log, params, peers, projection, travelling_files};

/// How far ahead of this node's clock a stamp may be and still move its hybrid clock along: a day.
const DRIFT_MAX_MS: i64 = 86_400_000;

/// Numbers of commits that are taken in at all.
const SEQ_MAX: u64 = 1 << 48;

/// Something another node brought. Its signatures, links and roots were checked when it was unpacked.
pub struct Delivery {
    /// The commits.
    pub batch: Batch,
    /// Who brought it; nothing for a bundle of unknown origin.
    pub source: Option<Source>,
    /// What this adds to what is here of the bringer's log.
    pub completes: Option<Completed>,
}

/// What was taken in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenIn {
    /// Operations that were not here before.
    pub operations: u64,
    /// Chains of which two versions exist now: their node's key signs two different pasts.
    pub forks: Vec<ChainId>,
    /// How far the latest stamp was ahead of this node's clock, if that was too far to follow it; milliseconds.
    pub ahead_ms: Option<i64>,
}

/// An operation that is new here, and where.
struct NewOperation {
    chain: i64,
    entry: Entry,
}

/// A chain's branch in the database.
#[derive(Clone, Copy)]
struct Branch {
    id: i64,
    branch: i64,
    commits: i64,
}

/// Everything one delivery changes in the log.
#[derive(Default)]
struct Arriving {
    operations: Vec<NewOperation>,
    commits: Vec<Row>,
    /// Commits that were here without a signature and came with one.
    signed: Vec<(i64, u64, Vec<u8>)>,
    /// What is not here of commits, by chain and number.
    withheld: BTreeMap<(i64, u64), Option<Vec<u8>>>,
    /// The latest commit of each branch that moved on.
    heads: BTreeMap<i64, (i64, Vec<u8>)>,
    /// Numbers of commits that brought something, by branch.
    moved: BTreeMap<i64, BTreeSet<i64>>,
    forks: Vec<ChainId>,
    latest: Option<Stamp>,
    /// Commits of branches as they will be here, as far as runs of this delivery looked at them.
    seen: BTreeMap<i64, BTreeMap<u64, PartialCommit>>,
}

impl Writer {
    /// Takes in a delivery, again and again while other processes are first.
    pub(crate) async fn receive(&mut self, delivery: &Delivery) -> Result<TakenIn, Fault> {
        let mut contentions = 0;
        loop {
            match self.receive_once(delivery).await {
                Err(fault) if fault.is_contention() && contentions < 20 => contentions += 1,
                settled => return settled,
            }
        }
    }

    async fn receive_once(&mut self, delivery: &Delivery) -> Result<TakenIn, Fault> {
        let mut tx = self.pool.begin().await?;
        let mut arriving = Arriving::default();
        for run in &delivery.batch.runs {
            self.refuse_own_future(&mut tx, &run.commits).await?;
            arriving.run(&mut tx, &run.commits, &delivery.batch.foreign).await?;
        }
        arriving.leave_out_erased(&mut tx).await?;
        let taken = TakenIn {
            operations: arriving.operations.len() as u64,
            forks: arriving.forks.clone(),
            ahead_ms: self.observe(arriving.latest),
        };
        let before = self.standings.get();
        let touches_trust = arriving.operations.iter().any(|new| (2..=5).contains(&new.entry.kind().0));
        let mut fold = Refold::of(&mut tx, &self.families, &arriving.operations, &before).await?;
        let fresh: BTreeSet<OpId> = arriving.operations.iter().map(|new| new.entry.id()).collect();
        let has_moved = !arriving.moved.is_empty();
        arriving.write(&mut tx, delivery.source, &self.chance).await?;
        let mut after = before.clone();
        if touches_trust || before.has_revocations() {
            after = Arc::new(Standings::read(&mut tx, self.identity.key.id()).await?);
            fold.widen(&mut tx, &self.families, &before, &after).await?;
            fold.list_again(&mut tx, &fresh, (&before, &after), &self.chance).await?;
            projection::note_standings(&mut tx, &after).await?;
        }
        fold.bury(&after).write(&mut tx).await?;
        travelling_files::want(&mut tx, &self.files, fold.files(&after)).await?;
        fold.write(&mut tx, &after).await?;
        if let (Some(source), Some(completed)) = (delivery.source, &delivery.completes) {
            peers::note_completed(&mut tx, source.node, completed).await?;
        }
        tx.commit().await?;
        if !Arc::ptr_eq(&before, &after) {
            self.standings.set((*after).clone());
        }
        if has_moved {
            self.changed.send_modify(|version| *version += 1);
        }
        Ok(taken)
    }

    /// What this process itself would write next can come from elsewhere only when the disk was put back.
    async fn refuse_own_future(&mut self, tx: &mut Tx, commits: &[PartialCommit]) -> Result<(), Fault> {
        if !commits.iter().any(|partial| partial.commit.chain() == self.identity.chain()) {
            return Ok(());
        }
        let head = crate::append::own_head(tx, &self.identity).await?;
        let is_ours = |seq: u64| seq < head.commits.cast_unsigned();
        if commits.iter().all(|partial| is_ours(partial.commit.seq())) { Ok(()) } else { Err(Fault::PutBack) }
    }

    fn observe(&mut self, latest: Option<Stamp>) -> Option<i64> {
        let drift = self.hybrid.observe(latest?, self.clock.now_ms(), DRIFT_MAX_MS).err()?;
        Some(drift.ahead_ms)
    }

    /// After statements of the root were recorded here, what they change is folded again; as often as others are first.
    pub(crate) async fn settle(&mut self) -> Result<(), Fault> {
        for _ in 0..20 {
            match self.settle_once().await {
                Err(fault) if fault.is_contention() => {}
                settled => return settled,
            }
        }
        Err(Fault::Contention)
    }

    async fn settle_once(&mut self) -> Result<(), Fault> {
        let mut tx = self.pool.begin().await?;
        let before = self.standings.get();
        let after = Arc::new(Standings::read(&mut tx, self.identity.key.id()).await?);
        let mut fold = Refold::default();
        fold.widen(&mut tx, &self.families, &before, &after).await?;
        fold.list_again(&mut tx, &BTreeSet::new(), (&before, &after), &self.chance).await?;
        projection::note_standings(&mut tx, &after).await?;
        fold.bury(&after).write(&mut tx).await?;
        fold.write(&mut tx, &after).await?;
        tx.commit().await?;
        self.standings.set((*after).clone());
        Ok(())
    }
}

impl Arriving {
    /// Finds a place for each commit of a run, and what of it is new.
    async fn run(&mut self, tx: &mut Tx, commits: &[PartialCommit], foreign: &[OpId]) -> Result<(), Fault> {
        let Some((first, last)) = commits.first().zip(commits.last()) else { return Ok(()) };
        // No chain of ours gets there; a number made to make readers count is nobody's commit.
        if last.commit.seq() >= SEQ_MAX {
            return Ok(());
        }
        let chain = first.commit.chain();
        let mut branches = branches(tx, &chain).await?;
        let around = first.commit.seq().saturating_sub(1)..last.commit.seq().saturating_add(2);
        let mut held = Vec::new();
        for branch in &branches {
            let mut here = held::commits(&mut Reads::Tx(tx), branch.id, around.clone()).await?;
            // What an earlier run of the same delivery brought is not in the database yet.
            here.extend(self.seen.remove(&branch.id).unwrap_or_default());
            held.push(here);
        }
        let commits: Vec<PartialCommit> = commits.iter().map(|partial| without(partial, foreign)).collect();
        let mut rest = commits.as_slice();
        while let Some(next) = rest.first() {
            let mut stretch = &rest[..1];
            let mut place = None;
            if !held.iter().any(|held| is_held(&next.commit, held)) {
                // What is new stays with the signature that proves it, even if another branch has that commit too.
                let signed = rest.iter().position(|partial| partial.commit.signature().is_some());
                stretch = &rest[..signed.map_or(rest.len(), |at| at + 1)];
                place = Some(match branch_for(stretch, &held) {
                    Some(at) => at,
                    None => {
                        if !branches.is_empty() {
                            self.forks.push(chain);
                        }
                        branches.push(new_branch(tx, &chain, branches.len()).await?);
                        held.push(BTreeMap::new());
                        branches.len() - 1
                    }
                });
            }
            for partial in stretch {
                for (at, branch) in branches.iter().enumerate() {
                    if place == Some(at) || is_held(&partial.commit, &held[at]) {
                        self.commit(*branch, &mut held[at], partial.clone())?;
                    }
                }
            }
            rest = &rest[stretch.len()..];
        }
        self.seen.extend(branches.iter().map(|branch| branch.id).zip(held));
        Ok(())
    }

    fn commit(
        &mut self,
        branch: Branch,
        held: &mut BTreeMap<u64, PartialCommit>,
        partial: PartialCommit,
    ) -> Result<(), Fault> {
        let (seq, hash) = (partial.commit.seq(), partial.commit.hash());
        let place = (branch.id, seq);
        let known = held.get(&seq).cloned();
        let had: BTreeSet<usize> = known.iter().flat_map(|known| known.operations()).map(|(place, _)| place).collect();
        let merged = match known {
            None => {
                let bytes = partial.commit.encode();
                self.commits.push(Row {
                    table: &COMMITS,
                    values: params![branch.id, seq.cast_signed(), *hash.as_bytes(), bytes],
                });
                partial
            }
            Some(known) if known.is_whole() && known.commit.signature().is_some() => return Ok(()),
            Some(known) => {
                let was_signed = known.commit.signature().is_some();
                let merged = known.merge(partial).map_err(|error| Fault::Invariant(error.to_string()))?;
                if !was_signed && merged.commit.signature().is_some() {
                    self.signed.push((branch.id, seq, merged.commit.encode()));
                }
                merged
            }
        };
        let stamp = merged.commit.stamp();
        for (at, operation) in merged.operations().filter(|(at, _)| !had.contains(at)) {
            let (operation, chain) = (operation.clone(), merged.commit.chain());
            let entry = Entry { operation, stamp, chain, branch: branch.branch, seq, place: at };
            self.operations.push(NewOperation { chain: branch.id, entry });
        }
        let is_new = had.is_empty() && !held.contains_key(&seq);
        if is_new || merged.operations().count() > had.len() {
            self.withheld.insert(place, held::encode(&merged));
            self.moved.entry(branch.id).or_default().insert(seq.cast_signed());
        }
        let head = self.heads.entry(branch.id).or_insert((branch.commits, Vec::new()));
        if seq.cast_signed() >= head.0 {
            *head = (seq.cast_signed() + 1, hash.as_bytes().to_vec());
        }
        self.latest = self.latest.max(Some(stamp));
        held.insert(seq, merged);
        Ok(())
    }

    /// Takes out of new operations the bodies that were erased here before.
    async fn leave_out_erased(&mut self, tx: &mut Tx) -> Result<(), Fault> {
        let ids: Vec<OpId> = self.operations.iter().map(|new| new.entry.id()).collect();
        let tombstones = erase::tombstones_in(tx, &ids).await?;
        for new in &mut self.operations {
            tombstones.admit(&mut new.entry.operation);
        }
        Ok(())
    }

    async fn write(self, tx: &mut Tx, source: Option<Source>, chance: &Chance) -> Result<(), Fault> {
        if !self.moved.is_empty() {
            // What was here before is numbered before it, or a chain that was never listed would begin in its middle.
            arrivals::list(tx, chance).await?;
            arrivals::only_one(tx).await?;
        }
        let mut rows = self.commits;
        rows.extend(self.operations.iter().map(NewOperation::row));
        bulk::write(tx, rows).await?;
        for (chain, seq, bytes) in self.signed {
            let sql = "update commits set bytes = $1 where chain = $2 and seq = $3";
            tx.run(sql, params![bytes, chain, seq.cast_signed()]).await?;
        }
        for ((chain, seq), parts) in self.withheld {
            tx.run("delete from withheld where chain = $1 and seq = $2", params![chain, seq.cast_signed()]).await?;
            if let Some(parts) = parts {
                let sql = "insert into withheld (chain, seq, parts) values ($1, $2, $3)";
                tx.run(sql, params![chain, seq.cast_signed(), parts]).await?;
            }
        }
        for (chain, (commits, hash)) in self.heads.into_iter().filter(|(_, (_, hash))| !hash.is_empty()) {
            let sql = "update chains set commits = $1, head_hash = $2 where id = $3 and commits < $1";
            tx.run(sql, params![commits, hash, chain]).await?;
        }
        for (chain, seqs) in self.moved {
            for run in arrivals::runs_of(seqs) {
                arrivals::add(tx, chain, run, source, chance).await?;
            }
        }
        Ok(())
    }
}

impl NewOperation {
    fn row(&self) -> Row {
        let Entry { operation, stamp, seq, place, .. } = &self.entry;
        let values = params![
            self.chain,
            seq.cast_signed(),
            *place as i64,
            log::stamp_to_sql(*stamp),
            *operation.header().aggregate.as_bytes(),
            operation.header().kind.0,
            operation.header_bytes(),
            log::encode_bodies(operation),
        ];
        Row { table: &OPERATIONS, values }
    }
}

/// A commit without the operations that another chain made.
fn without(partial: &PartialCommit, foreign: &[OpId]) -> PartialCommit {
    let mut partial = partial.clone();
    for part in &mut partial.parts {
        if let Part::Operation(operation) = part
            && foreign.contains(&operation.id())
        {
            *part = Part::withheld(&operation.id());
        }
    }
    partial
}

fn is_held(commit: &Commit, held: &BTreeMap<u64, PartialCommit>) -> bool {
    held.get(&commit.seq()).is_some_and(|same| same.commit.hash() == commit.hash())
}

/// The branch on which commits that follow each other can stand together: one that has a neighbour of theirs if there
/// is one, else one that has nothing against them.
fn branch_for(stretch: &[PartialCommit], held: &[BTreeMap<u64, PartialCommit>]) -> Option<usize> {
    let fitting = |held| stretch.iter().try_fold(false, |links, partial| Some(fits(&partial.commit, held)? || links));
    let mut places: Vec<(bool, usize)> =
        held.iter().enumerate().filter_map(|(at, held)| Some((!fitting(held)?, at))).collect();
    places.sort_unstable();
    places.first().map(|(_, at)| *at)
}

/// Whether a commit can stand on a branch as far as its neighbours are here: nothing if not, else whether there are
/// any.
fn fits(commit: &Commit, held: &BTreeMap<u64, PartialCommit>) -> Option<bool> {
    let seq = commit.seq();
    if held.contains_key(&seq) {
        return is_held(commit, held).then_some(true);
    }
    let before = seq.checked_sub(1).and_then(|before| held.get(&before));
    let after = held.get(&(seq + 1));
    let follows = before.is_none_or(|before| commit.prev() == Some(before.commit.hash()));
    let is_followed = after.is_none_or(|after| after.commit.prev() == Some(commit.hash()));
    (follows && is_followed).then_some(before.is_some() || after.is_some())
}

async fn branches(tx: &mut Tx, chain: &ChainId) -> Result<Vec<Branch>, Fault> {
    let sql = "select id, branch, commits from chains where node = $1 and incarnation = $2 order by branch";
    let (node, incarnation) = (*chain.node.as_bytes(), *chain.incarnation.as_bytes());
    let rows: Vec<(i64, i64, i64)> = tx.all(sql, params![node, incarnation]).await?;
    Ok(rows.into_iter().map(|(id, branch, commits)| Branch { id, branch, commits }).collect())
}

async fn new_branch(tx: &mut Tx, chain: &ChainId, branch: usize) -> Result<Branch, Fault> {
    let branch = branch as i64;
    let sql = "insert into chains (id, node, incarnation, branch, commits, head_hash, listed) \
               select coalesce(max(id), 0) + 1, $1, $2, $3, 0, $4, 0 from chains returning id";
    let (node, incarnation) = (*chain.node.as_bytes(), *chain.incarnation.as_bytes());
    let made: Option<(i64,)> = tx.optional(sql, params![node, incarnation, branch, Vec::<u8>::new()]).await?;
    Ok(Branch { id: made.ok_or(Fault::Contention)?.0, branch, commits: 0 })
}

/// Aggregates whose history grew or counts differently, with their rows as they are in the database.
#[derive(Default)]
struct Refold(BTreeMap<AggregateId, Refolded>);

struct Refolded {
    family: Option<Family>,
    entries: Vec<Entry>,
    version: i64,
    before: Rows,
}

/// What tombstones that came along change in the log.
#[derive(Default)]
struct Buried {
    rewritten: Vec<Rewritten>,
    erased: Vec<(OpId, u8)>,
    full_text: BTreeSet<&'static str>,
}

impl Refold {
    async fn of(tx: &mut Tx, families: &[Family], new: &[NewOperation], standings: &Standings) -> Result<Self, Fault> {
        let mut fold = Self::default();
        let ids: BTreeSet<AggregateId> = new.iter().map(|new| new.entry.operation.header().aggregate).collect();
        fold.load(tx, families, ids, standings).await?;
        for new in new {
            let id = new.entry.operation.header().aggregate;
            let refolded = fold.0.get_mut(&id).expect("every aggregate of a delivery was loaded");
            refolded.entries.push(new.entry.clone());
        }
        for refolded in fold.0.values_mut() {
            refolded.family = refolded.family.or_else(|| log::family_of(families, &refolded.entries));
        }
        Ok(fold)
    }

    async fn load(
        &mut self,
        tx: &mut Tx,
        families: &[Family],
        ids: BTreeSet<AggregateId>,
        standings: &Standings,
    ) -> Result<(), Fault> {
        let ids: Vec<_> = ids.into_iter().filter(|id| !self.0.contains_key(id)).collect();
        for (id, entries) in log::histories(tx, &ids).await? {
            let family = log::family_of(families, &entries);
            let before = family.map_or_else(Rows::default, |family| rows(family, id, &entries, standings));
            let version = entries.len() as i64;
            self.0.insert(id, Refolded { family, entries, version, before });
        }
        Ok(())
    }

    /// Also takes the aggregates on which nodes acted whose standing changed.
    async fn widen(
        &mut self,
        tx: &mut Tx,
        families: &[Family],
        before: &Standings,
        after: &Standings,
    ) -> Result<(), Fault> {
        let nodes: BTreeSet<NodeId> = after.differing(before);
        for node in nodes {
            let sql = "select distinct o.aggregate from chains c join operations o on o.chain = c.id where c.node = $1";
            let rows: Vec<(Vec<u8>,)> = tx.all(sql, params![*node.as_bytes()]).await?;
            let ids = rows.into_iter().map(|(id,)| Ok(AggregateId::from_bytes(log::exact(&id)?)));
            let ids = ids.collect::<Result<BTreeSet<_>, Fault>>()?;
            // Their operations are in the log already, the new ones among them; as rows they are what they were.
            self.load(tx, families, ids, before).await?;
        }
        Ok(())
    }

    /// Lists commits among the arrivals once more whose operations count now and did not before: whoever was told that
    /// there was nothing for them has to be offered it now, and whoever brought it may need more of its aggregate.
    async fn list_again(
        &self,
        tx: &mut Tx,
        fresh: &BTreeSet<OpId>,
        (before, after): (&Standings, &Standings),
        chance: &Chance,
    ) -> Result<(), Fault> {
        let mut again: BTreeMap<(ChainId, i64), BTreeSet<i64>> = BTreeMap::new();
        for refolded in self.0.values() {
            let Some(family) = refolded.family else { continue };
            let counted: BTreeSet<usize> = before.counted(&refolded.entries, family.rights).into_iter().collect();
            let now = after.counted(&refolded.entries, family.rights).into_iter().filter(|at| !counted.contains(at));
            for entry in now.map(|at| &refolded.entries[at]).filter(|entry| !fresh.contains(&entry.id())) {
                again.entry((entry.chain, entry.branch)).or_default().insert(entry.seq.cast_signed());
            }
        }
        if again.is_empty() {
            return Ok(());
        }
        arrivals::list(tx, chance).await?;
        arrivals::only_one(tx).await?;
        for ((chain, branch), seqs) in again {
            let branches = branches(tx, &chain).await?;
            let Some(branch) = branches.into_iter().find(|known| known.branch == branch) else { continue };
            for run in arrivals::runs_of(seqs) {
                arrivals::add(tx, branch.id, run, None, chance).await?;
            }
        }
        Ok(())
    }

    /// Erases what tombstones name that count. One may have come before that which it builds on, or before its author's
    /// certificate, so all of them are looked at again; to erase twice changes nothing.
    fn bury(&mut self, standings: &Standings) -> Buried {
        let mut buried = Buried::default();
        for (id, refolded) in &mut self.0 {
            let Some(family) = refolded.family else { continue };
            let is_tombstone = |entry: &Entry| entry.kind() == Kind::TOMBSTONE;
            if !refolded.entries.iter().any(is_tombstone) {
                continue;
            }
            let counted = standings.counted(&refolded.entries, family.rights).into_iter();
            let counted = counted.map(|at| &refolded.entries[at]).filter(|entry| is_tombstone(entry));
            let tombstones: Vec<_> = counted.filter_map(|entry| Tombstone::read(&entry.operation).ok()).collect();
            for (target, slots) in tombstones.iter().flat_map(Tombstone::targets) {
                // What is not here yet is looked at again when it comes; what belongs elsewhere is none of theirs.
                if !refolded.entries.iter().any(|entry| entry.id() == *target) {
                    continue;
                }
                buried.erased.extend(slots.iter().map(|slot| (*target, *slot)));
                for entry in refolded.entries.iter_mut().filter(|entry| entry.id() == *target) {
                    let gone: BTreeSet<u8> =
                        slots.iter().copied().filter(|slot| entry.operation.erase(*slot)).collect();
                    if !gone.is_empty() {
                        let operation = entry.operation.clone();
                        buried.rewritten.push(Rewritten { aggregate: *id, operation, slots: gone });
                        buried.full_text.extend(full_text(family));
                    }
                }
            }
        }
        buried
    }

    /// The files that the histories name.
    fn files(&self, standings: &Standings) -> Vec<NamedFile> {
        let named = |(id, refolded): (&AggregateId, &Refolded)| {
            let family = refolded.family?;
            std::panic::catch_unwind(AssertUnwindSafe(|| (family.files)(*id, &refolded.entries, standings))).ok()
        };
        self.0.iter().filter_map(named).flatten().collect()
    }

    /// Writes the rows that the histories stand for now.
    async fn write(self, tx: &mut Tx, standings: &Standings) -> Result<(), Fault> {
        let mut tally = Tally::default();
        let (mut written, mut gone, mut new) = (Vec::new(), Vec::new(), Vec::new());
        let mut guards = Vec::new();
        for (id, refolded) in self.0 {
            let after =
                refolded.family.map_or_else(Rows::default, |family| rows(family, id, &refolded.entries, standings));
            let (to_write, to_delete) = after.since(refolded.before, &mut tally);
            written.extend(to_write);
            gone.extend(to_delete);
            let (name, version) = (refolded.family.map_or("", |family| family.name), refolded.entries.len() as i64);
            if refolded.version == 0 {
                new.push(Row { table: &AGGREGATES, values: params![*id.as_bytes(), name, version] });
            } else if version != refolded.version {
                let sql = "update aggregates set version = $1, family = $2 where id = $3 and version = $4";
                guards.push((sql.to_owned(), params![version, name, *id.as_bytes(), refolded.version]));
            }
        }
        let wanted = guards.len() as u64;
        if tx.run_together(guards).await? != wanted {
            return Err(Fault::Contention);
        }
        bulk::delete(tx, &gone).await?;
        new.extend(written);
        new.extend(tally.into_rows());
        bulk::write(tx, new).await?;
        Ok(())
    }
}

impl Buried {
    async fn write(self, tx: &mut Tx) -> Result<(), Fault> {
        erase::rewrite(tx, self.rewritten, self.full_text).await?;
        // Also of operations that are not here yet, so that their bodies are never let in.
        for (operation, slot) in self.erased {
            let sql = "insert into erased (operation, slot) values ($1, $2) on conflict (operation, slot) do nothing";
            tx.run(sql, params![*operation.as_bytes(), slot]).await?;
        }
        Ok(())
    }
}

fn full_text(family: Family) -> impl Iterator<Item = &'static str> {
    family.tables.iter().filter(|table| table.form == Form::FullText).map(|table| table.name)
}

/// The rows of a history. A family that cannot say them shows nothing of it; the log keeps it all.
fn rows(family: Family, id: AggregateId, entries: &[Entry], standings: &Standings) -> Rows {
    std::panic::catch_unwind(AssertUnwindSafe(|| (family.rows)(id, entries, standings))).unwrap_or_else(|_| {
        tracing::error!(family = family.name, aggregate = %id, "no rows could be made of a history from another node");
        Rows::default()
    })
}

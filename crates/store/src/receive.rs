//! Taking in what another node's log holds: commits, their operations, and the rows that follow, in one transaction with
//! the note that they are here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hadir_oplog::sync::{BodyAnswer, Completed};
use hadir_oplog::wire::Batch;
use hadir_oplog::{ChainId, Commit, OpId, Operation, Part, PartialCommit, Stamp};

use crate::aggregate::Entry;
use crate::append::{COMMITS, OPERATIONS};
use crate::arrivals::Source;
use crate::clock::Chance;
use crate::db::Tx;
use crate::erase;
use crate::held::{self, Reads};
use crate::refold::Refold;
use crate::standing::{Origin, Standings};
use crate::table::Row;
use crate::wished_bodies::{self, Returning};
use crate::writer::Writer;
use crate::{Fault, arrivals, bulk, log, params, peers, projection, travelling_files};

/// How far ahead of this node's clock a stamp may be and still move its hybrid clock along: a day.
const DRIFT_MAX_MS: i64 = 86_400_000;

/// Numbers of commits that are taken in at all.
const SEQ_MAX: u64 = 1 << 48;

/// Something another node brought. Signatures, links and roots of the batch were checked when it was unpacked.
#[derive(Default)]
pub struct Delivery {
    /// The commits.
    pub batch: Batch,
    /// Who brought it; nothing for a bundle of unknown origin.
    pub source: Option<Source>,
    /// What this adds to what is here of the bringer's log.
    pub completes: Vec<Completed>,
    /// Bodies that were wished for; they are held against the log here.
    pub bodies: Vec<BodyAnswer>,
}

/// What was taken in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenIn {
    /// Operations that were not here before.
    pub operations: u64,
    /// Bodies that were missing and came back.
    pub bodies: u64,
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
pub(crate) struct Branch {
    pub id: i64,
    pub branch: i64,
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
    /// Bodies of operations that were here without them.
    returning: Vec<Returning>,
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
        let mut taken = TakenIn {
            operations: arriving.operations.len() as u64,
            bodies: 0,
            forks: arriving.forks.clone(),
            ahead_ms: self.observe(arriving.latest),
        };
        let before = self.standings.get();
        let touches_trust = arriving.operations.iter().any(|new| (2..=5).contains(&new.entry.kind().0));
        let entries: Vec<Entry> = arriving.operations.iter().map(|new| new.entry.clone()).collect();
        let mut fold = Refold::of(&mut tx, &self.families, &entries, &before).await?;
        let mut returning = wished_bodies::wished(&mut tx, &delivery.bodies).await?;
        returning.append(&mut arriving.returning);
        fold.restore(&mut tx, &self.families, returning, &before).await?;
        let fresh: BTreeSet<OpId> = arriving.operations.iter().map(|new| new.entry.id()).collect();
        let has_moved = !arriving.moved.is_empty();
        let mut after = before.clone();
        let changes = if touches_trust || before.has_revocations() {
            arriving.write(&mut tx, delivery.source, &self.chance).await?;
            after = Arc::new(Standings::read(&mut tx, self.identity.key.id()).await?);
            fold.widen(&mut tx, &self.families, &before, &after).await?;
            fold.list_again(&mut tx, &fresh, (&before, &after), &self.chance).await?;
            projection::note_standings(&mut tx, &after).await?;
            let buried = fold.bury(&after);
            taken.bodies = buried.returned();
            buried.write(&mut tx).await?;
            fold.fold(&after)
        } else {
            // Nothing but what arrived is folded, which goes on while the log is written.
            let buried = fold.bury(&after);
            taken.bodies = buried.returned();
            let standings = after.clone();
            let folding = tokio::task::spawn_blocking(move || fold.fold(&standings));
            arriving.write(&mut tx, delivery.source, &self.chance).await?;
            buried.write(&mut tx).await?;
            folding.await.map_err(|_| Fault::Broken)?
        };
        travelling_files::want(&mut tx, &self.files, &changes.files).await?;
        changes.write(&mut tx).await?;
        if let Some(source) = delivery.source {
            peers::note_completed(&mut tx, source.node, &delivery.completes).await?;
        }
        tx.commit().await?;
        if !Arc::ptr_eq(&before, &after) {
            self.standings.set((*after).clone());
        }
        if has_moved || taken.bodies > 0 {
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

    /// After statements of the root were recorded in a chain of this database, what they change is folded again; as often as others are first.
    pub(crate) async fn settle(&mut self, chain: i64) -> Result<(), Fault> {
        for _ in 0..20 {
            match self.settle_once(chain).await {
                Err(fault) if fault.is_contention() => {}
                settled => return settled,
            }
        }
        Err(Fault::Contention)
    }

    async fn settle_once(&mut self, chain: i64) -> Result<(), Fault> {
        let mut tx = self.pool.begin().await?;
        let before = self.standings.get();
        let after = Arc::new(Standings::read(&mut tx, self.identity.key.id()).await?);
        let mut fold = Refold::default();
        fold.widen(&mut tx, &self.families, &before, &after).await?;
        fold.list_again(&mut tx, &BTreeSet::new(), (&before, &after), &self.chance).await?;
        projection::note_standings(&mut tx, &after).await?;
        projection::note_settled(&mut tx, chain).await?;
        fold.bury(&after).write(&mut tx).await?;
        let changes = fold.fold(&after);
        travelling_files::want(&mut tx, &self.files, &changes.files).await?;
        changes.write(&mut tx).await?;
        tx.commit().await?;
        self.standings.set((*after).clone());
        Ok(())
    }

    /// Goes on where settling was cut off when this database was last open: by a power cut, or because it failed. Rows were
    /// made again when it was opened; what is listed for others, erased and wished for was not.
    pub(crate) async fn resume(&mut self) -> Result<(), Fault> {
        for _ in 0..20 {
            match self.resume_once().await {
                Err(fault) if fault.is_contention() => {}
                settled => return settled,
            }
        }
        Err(Fault::Contention)
    }

    async fn resume_once(&mut self) -> Result<(), Fault> {
        let mut tx = self.pool.begin().await?;
        let (chains, later): (Vec<i64>, Vec<Origin>) = projection::unsettled(&mut tx).await?.into_iter().unzip();
        if chains.is_empty() {
            return Ok(tx.rollback().await?);
        }
        let own = self.identity.key.id();
        let before = Standings::read_without(&mut tx, own, &later).await?;
        let after = Standings::read(&mut tx, own).await?;
        let mut fold = Refold::default();
        fold.widen(&mut tx, &self.families, &before, &after).await?;
        fold.list_again(&mut tx, &BTreeSet::new(), (&before, &after), &self.chance).await?;
        fold.bury(&after).write(&mut tx).await?;
        travelling_files::want(&mut tx, &self.files, &fold.fold(&after).files).await?;
        for chain in chains {
            projection::note_settled(&mut tx, chain).await?;
        }
        Ok(tx.commit().await?)
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
        self.returning.extend(known.iter().flat_map(|known| returning(known, &partial)));
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

/// The bodies of a commit's operations that are missing of the same commit as it is here.
fn returning(here: &PartialCommit, new: &PartialCommit) -> Vec<Returning> {
    let here: BTreeMap<usize, &Operation> = here.operations().collect();
    let both = new.operations().filter_map(|(place, new)| Some((*here.get(&place)?, new)));
    both.flat_map(|(here, new)| wished_bodies::returning(here, new)).collect()
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

pub(crate) async fn branches(tx: &mut Tx, chain: &ChainId) -> Result<Vec<Branch>, Fault> {
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

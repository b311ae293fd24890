//! What changes in rows and bodies when histories grow, or count differently, or are understood at last.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::AssertUnwindSafe;

use hadir_oplog::{AggregateId, ChainId, NodeId, OpId};

use crate::aggregate::Entry;
use crate::append::AGGREGATES;
use crate::clock::Chance;
use crate::db::Tx;
use crate::erase::{self, Rewritten, Verdict};
use crate::family::family_of;
use crate::named_file::NamedFile;
use crate::receive::branches;
use crate::standing::Standings;
use crate::table::{Form, Row, Rows};
use crate::tally::Tally;
use crate::wished_bodies::{self, Missing, Returning};
use crate::{Family, Fault, arrivals, bulk, log, params};

/// Aggregates whose history grew or counts differently, with their rows as they are in the database.
#[derive(Default)]
pub(crate) struct Refold(BTreeMap<AggregateId, Refolded>);

struct Refolded {
    family: Option<Family>,
    /// As which family's the aggregate is listed, and its rows were made.
    listed: Option<Family>,
    entries: Vec<Entry>,
    version: i64,
    before: Rows,
    /// Bodies that were put back.
    returned: BTreeSet<(OpId, u8)>,
}

/// Histories as they are folded now.
pub(crate) struct Changes {
    histories: Vec<(AggregateId, Refolded, Rows)>,
    /// The files they name.
    pub files: Vec<NamedFile>,
}

/// What tombstones that came along, or that count no more, change in the log, and the bodies that came back.
#[derive(Default)]
pub(crate) struct Buried {
    rewritten: Vec<Rewritten>,
    erased: Vec<(OpId, u8)>,
    spared: BTreeSet<(OpId, u8)>,
    missing: BTreeMap<AggregateId, Vec<Missing>>,
    returned: u64,
    full_text: BTreeSet<&'static str>,
}

impl Refold {
    pub async fn of(tx: &mut Tx, families: &[Family], new: &[Entry], standings: &Standings) -> Result<Self, Fault> {
        let mut fold = Self::default();
        let ids: BTreeSet<AggregateId> = new.iter().map(|entry| entry.operation.header().aggregate).collect();
        fold.load(tx, families, ids, standings).await?;
        for entry in new {
            let id = entry.operation.header().aggregate;
            let refolded = fold.0.get_mut(&id).expect("every aggregate of a delivery was loaded");
            refolded.entries.push(entry.clone());
        }
        fold.judge(families, standings);
        Ok(fold)
    }

    /// Finds anew to which family each aggregate belongs: more came, or it counts differently.
    fn judge(&mut self, families: &[Family], standings: &Standings) {
        for refolded in self.0.values_mut() {
            refolded.family = family_of(families, &refolded.entries, standings);
        }
    }

    /// Histories whose family was not known until now, and that have no rows yet.
    pub fn learnt(histories: Vec<(AggregateId, Family, Vec<Entry>)>) -> Self {
        let refolded = |(id, family, entries): (AggregateId, Family, Vec<Entry>)| {
            let version = entries.len() as i64;
            let (family, before, returned) = (Some(family), Rows::default(), BTreeSet::new());
            (id, Refolded { family, listed: family, entries, version, before, returned })
        };
        Self(histories.into_iter().map(refolded).collect())
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
            let family = family_of(families, &entries, standings);
            let before = family.map_or_else(Rows::default, |family| folded(family, id, &entries, standings).0);
            let version = entries.len() as i64;
            let returned = BTreeSet::new();
            self.0.insert(id, Refolded { family, listed: family, entries, version, before, returned });
        }
        Ok(())
    }

    /// Puts bodies back into operations that are here without them. One that is not the very body that the log names stays
    /// outside, and so does what a tombstone erased: whoever brings it, nothing has to be cleaned up after it.
    pub async fn restore(
        &mut self,
        tx: &mut Tx,
        families: &[Family],
        returning: Vec<Returning>,
        standings: &Standings,
    ) -> Result<(), Fault> {
        self.load(tx, families, returning.iter().map(|body| body.aggregate).collect(), standings).await?;
        let mut verdicts: BTreeMap<AggregateId, Verdict> = BTreeMap::new();
        for Returning { aggregate, operation, slot, bytes } in returning {
            // Who does not know what an aggregate is cannot say whose tombstones count there.
            let Some(Refolded { family: Some(family), entries, returned, .. }) = self.0.get_mut(&aggregate) else {
                continue;
            };
            let verdict = verdicts.entry(aggregate);
            if verdict.or_insert_with(|| Verdict::of(entries, family.rights, standings)).erases(&operation, slot) {
                continue;
            }
            for entry in entries.iter_mut().filter(|entry| entry.id() == operation) {
                match entry.operation.restore((slot, bytes.clone())) {
                    Ok(true) => drop(returned.insert((operation, slot))),
                    Ok(false) => {}
                    Err(_) => tracing::warn!(%operation, slot, "a body that came is not the one the log names"),
                }
            }
        }
        Ok(())
    }

    /// Also takes the aggregates on which nodes acted whose standing changed.
    pub async fn widen(
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
        self.judge(families, after);
        Ok(())
    }

    /// Lists commits among the arrivals once more whose operations count now and did not before: whoever was told that
    /// there was nothing for them has to be offered it now, and whoever brought it may need more of its aggregate.
    pub async fn list_again(
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
    pub fn bury(&mut self, standings: &Standings) -> Buried {
        let mut buried = Buried::default();
        for (id, refolded) in &mut self.0 {
            let Some(family) = refolded.family else { continue };
            refolded.share_among_branches();
            let verdict = Verdict::of(&refolded.entries, family.rights, standings);
            let mut files = verdict.named_by(family, *id, &refolded.entries, standings);
            // What is not here yet is looked at again when it comes.
            for (target, slots) in &verdict.erased {
                buried.erased.extend(slots.iter().map(|slot| (*target, *slot)));
                for entry in refolded.entries.iter_mut().filter(|entry| entry.id() == *target) {
                    let gone: BTreeSet<u8> =
                        slots.iter().copied().filter(|slot| entry.operation.erase(*slot)).collect();
                    if !gone.is_empty() {
                        let (operation, files) = (entry.operation.clone(), std::mem::take(&mut files));
                        buried.rewritten.push(Rewritten { aggregate: *id, operation, slots: gone, files });
                        // Words that arrive together with their tombstone were never to be found.
                        buried.full_text.extend(full_text(family).filter(|_| refolded.version > 0));
                    }
                }
            }
            buried.take_back(*id, refolded);
            buried.missing.insert(*id, wished_bodies::missing(&refolded.entries, family, standings, &verdict));
            buried.spared.extend(verdict.spared);
        }
        buried
    }

    /// Folds the histories as they count now.
    pub fn fold(self, standings: &Standings) -> Changes {
        let mut changes = Changes { histories: Vec::with_capacity(self.0.len()), files: Vec::new() };
        for (id, refolded) in self.0 {
            let family = refolded.family;
            let (rows, files) =
                family.map(|family| folded(family, id, &refolded.entries, standings)).unwrap_or_default();
            changes.files.extend(files);
            changes.histories.push((id, refolded, rows));
        }
        changes
    }
}

impl Changes {
    /// Writes the rows that the histories stand for now.
    pub async fn write(self, tx: &mut Tx) -> Result<(), Fault> {
        let mut tally = Tally::default();
        let (mut written, mut gone, mut new) = (Vec::new(), Vec::new(), Vec::new());
        let (mut guards, mut renewed) = (Vec::new(), Vec::new());
        for (id, refolded, after) in self.histories {
            let (to_write, to_delete) = after.since(refolded.before, &mut tally);
            written.extend(to_write);
            gone.extend(to_delete);
            let (name, version) = (name_of(refolded.family), refolded.entries.len() as i64);
            let is_other = !refolded.returned.is_empty() || name != name_of(refolded.listed);
            if refolded.version == 0 {
                new.push(Row { table: &AGGREGATES, values: params![*id.as_bytes(), name, version] });
            } else if version == refolded.version && is_other {
                renewed.push((id, name, version));
            } else if version != refolded.version {
                let sql = "update aggregates set version = $1, family = $2 where id = $3 and version = $4";
                guards.push((sql.to_owned(), params![version, name, *id.as_bytes(), refolded.version]));
            }
        }
        let wanted = guards.len() as u64;
        if tx.run_together(guards).await? != wanted {
            return Err(Fault::Contention);
        }
        for (id, name, version) in renewed {
            renew(tx, id, name, version).await?;
        }
        bulk::delete(tx, &gone).await?;
        new.extend(written);
        new.extend(tally.into_rows());
        bulk::write(tx, new).await?;
        Ok(())
    }
}

impl Refolded {
    /// What of an operation is here on one branch of a chain is not missing on another.
    fn share_among_branches(&mut self) {
        let is_lacking = |entry: &Entry| entry.operation.bodies().len() < entry.operation.header().bodies.len();
        let lacking: BTreeSet<OpId> = self.entries.iter().filter(|entry| is_lacking(entry)).map(Entry::id).collect();
        if lacking.is_empty() || self.entries.iter().all(|entry| entry.branch == 0) {
            return;
        }
        let copies: Vec<Entry> = self.entries.iter().filter(|entry| lacking.contains(&entry.id())).cloned().collect();
        for entry in self.entries.iter_mut().filter(|entry| is_lacking(entry)) {
            let id = entry.id();
            for copy in copies.iter().filter(|copy| copy.id() == id) {
                for body in wished_bodies::returning(&entry.operation, &copy.operation) {
                    if entry.operation.restore((body.slot, body.bytes)) == Ok(true) {
                        self.returned.insert((body.operation, body.slot));
                    }
                }
            }
        }
    }
}

/// The name under which an aggregate is listed.
fn name_of(family: Option<Family>) -> &'static str {
    family.map_or("", |family| family.name)
}

/// Says that an aggregate is another one than before although its history has not grown, so that whoever decides on it at
/// this moment in another process begins again.
async fn renew(tx: &mut Tx, id: AggregateId, family: &str, version: i64) -> Result<(), Fault> {
    let sql = "delete from aggregates where id = $1 and version = $2";
    if tx.run(sql, params![*id.as_bytes(), version]).await? != 1 {
        return Err(Fault::Contention);
    }
    let sql = "insert into aggregates (id, family, version) values ($1, $2, $3)";
    tx.run(sql, params![*id.as_bytes(), family, version]).await?;
    Ok(())
}

impl Buried {
    /// How many bodies came back, to stay.
    pub fn returned(&self) -> u64 {
        self.returned
    }

    fn take_back(&mut self, aggregate: AggregateId, refolded: &Refolded) {
        for (id, slot) in &refolded.returned {
            let stays = |entry: &&Entry| entry.id() == *id && !entry.operation.is_erased(*slot);
            let Some(entry) = refolded.entries.iter().find(stays) else { continue };
            self.returned += 1;
            let operation = entry.operation.clone();
            self.rewritten.push(Rewritten { aggregate, operation, slots: BTreeSet::new(), files: Vec::new() });
        }
    }

    /// Whether words go or come back.
    pub fn changes_words(&self) -> bool {
        !self.rewritten.is_empty()
    }

    /// Where no rows were made of the histories yet, there is nothing to clean up in them.
    pub fn before_rows(mut self) -> Self {
        self.full_text.clear();
        self
    }

    pub async fn write(self, tx: &mut Tx) -> Result<(), Fault> {
        erase::rewrite(tx, self.rewritten, self.full_text).await?;
        // Also of operations that are not here yet, so that their bodies are never let in.
        for (operation, slot) in self.erased {
            let sql = "insert into erased (operation, slot) values ($1, $2) on conflict (operation, slot) do nothing";
            tx.run(sql, params![*operation.as_bytes(), slot]).await?;
        }
        for (operation, slot) in self.spared {
            let sql = "delete from erased where operation = $1 and slot = $2";
            tx.run(sql, params![*operation.as_bytes(), slot]).await?;
        }
        wished_bodies::settle(tx, self.missing).await
    }
}

fn full_text(family: Family) -> impl Iterator<Item = &'static str> {
    family.tables.iter().filter(|table| table.form == Form::FullText).map(|table| table.name)
}

/// The rows of a history, and the files it names. A family that cannot say them shows nothing of it; the log keeps it all.
fn folded(family: Family, id: AggregateId, entries: &[Entry], standings: &Standings) -> (Rows, Vec<NamedFile>) {
    let fold = || {
        let state = (family.fold)(id, entries, standings);
        (state.rows(), state.files())
    };
    std::panic::catch_unwind(AssertUnwindSafe(fold)).unwrap_or_else(|_| {
        tracing::error!(family = family.name, aggregate = %id, "no rows could be made of a history from another node");
        Default::default()
    })
}

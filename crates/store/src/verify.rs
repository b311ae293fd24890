//! Checking the log as a whole: every hash, every link of every chain, every signature, and that nothing is missing
//! but what a tombstone erased.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::ops::Range;

use hadir_oplog::{AggregateId, Commit, Kind, OpId, Operation, RunFault, Tombstone, Tombstones, verify_links};

use crate::db::Pool;
use crate::family::family_of;
use crate::standing::Standings;
use crate::{Family, Fault, erase, held, log, params};

/// What a check of the log found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Operations checked.
    pub operations: u64,
    /// Commits checked.
    pub commits: u64,
    /// Bodies that were erased; their hashes are kept and checked as far as they go.
    pub erased: u64,
    /// The first thing that is not as it was signed, in log order.
    pub first_bad: Option<FirstBad>,
}

/// Where the log stops being what was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstBad {
    /// The chain, as node and incarnation.
    pub chain: String,
    /// The commit's number in its chain.
    pub seq: u64,
    /// What is wrong.
    pub reason: String,
}

/// Commits checked at once.
const RUN: i64 = 64;

/// Checks all chains.
pub(crate) async fn run(
    pool: &Pool,
    families: &[Family],
    standings: &Standings,
    mut progress: impl FnMut(u64),
) -> Result<Verified, Fault> {
    let erasures = Erasures::read(pool, families, standings).await?;
    let mut check = Check { pool, erasures, operations: 0, commits: 0, erased: 0 };
    let sql = "select id, node, incarnation, commits, head_hash, listed from chains where commits > 0 order by id";
    let chains: Vec<ChainRow> = pool.all(sql, Vec::new()).await?;
    let mut first_bad = None;
    for chain in &chains {
        if let Err(bad) = check.chain(chain, &mut progress).await? {
            first_bad = Some(chain.bad(bad));
            break;
        }
    }
    if first_bad.is_none() {
        first_bad = check.strays().await?;
    }
    Ok(Verified { operations: check.operations, commits: check.commits, erased: check.erased, first_bad })
}

/// What was erased.
struct Erasures {
    /// By any tombstone in the log, whether it counts now or not. One that was altered is found when its chain is checked.
    named: Tombstones,
    /// By one that counts, so that nothing of it may be here.
    counting: Tombstones,
    /// As this database remembers it: also by one that counted once.
    remembered: Tombstones,
}

impl Erasures {
    async fn read(pool: &Pool, families: &[Family], standings: &Standings) -> Result<Self, Fault> {
        let (mut named, mut counting) = (Tombstones::default(), Tombstones::default());
        let sql = "select distinct aggregate from operations where kind = $1";
        let rows: Vec<(Vec<u8>,)> = pool.all(sql, params![Kind::TOMBSTONE.0]).await?;
        let ids = rows.into_iter().map(|(id,)| Ok(AggregateId::from_bytes(log::exact(&id)?)));
        for ids in ids.collect::<Result<Vec<_>, Fault>>()?.chunks(64) {
            for entries in log::histories_now(pool, ids).await?.into_values() {
                let counted: BTreeSet<usize> = match family_of(families, &entries, standings) {
                    Some(family) => standings.counted(&entries, family.rights).into_iter().collect(),
                    None => BTreeSet::new(),
                };
                for (at, entry) in entries.iter().enumerate() {
                    let Ok(tombstone) = Tombstone::read(&entry.operation) else { continue };
                    named.bury(&tombstone);
                    if counted.contains(&at) {
                        counting.bury(&tombstone);
                    }
                }
            }
        }
        Ok(Self { named, counting, remembered: erase::all(pool).await? })
    }

    /// Whether a body may be missing.
    fn allow(&self, operation: &OpId, slot: u8) -> bool {
        self.named.refuses(operation, slot) || self.remembered.refuses(operation, slot)
    }

    /// Whether a body may not be here.
    fn demand(&self, operation: &OpId, slot: u8) -> bool {
        self.counting.refuses(operation, slot) || self.remembered.refuses(operation, slot)
    }
}

#[derive(sqlx::FromRow)]
struct ChainRow {
    id: i64,
    node: Vec<u8>,
    incarnation: Vec<u8>,
    commits: i64,
    head_hash: Vec<u8>,
    listed: i64,
}

impl ChainRow {
    fn bad(&self, Bad { seq, reason }: Bad) -> FirstBad {
        let chain = format!("{}:{}", hex::encode(&self.node), hex::encode(&self.incarnation));
        FirstBad { chain, seq: seq.cast_unsigned(), reason }
    }
}

#[derive(sqlx::FromRow)]
struct CommitRow {
    seq: i64,
    hash: Vec<u8>,
    bytes: Vec<u8>,
}

#[derive(sqlx::FromRow)]
struct LoggedRow {
    seq: i64,
    place: i64,
    aggregate: Vec<u8>,
    kind: i64,
    stamp: i64,
    header: Vec<u8>,
    bodies: Vec<u8>,
}

/// What is wrong, and with which commit.
struct Bad {
    seq: i64,
    reason: String,
}

fn bad<T>(seq: i64, reason: impl std::fmt::Display) -> Result<T, Bad> {
    Err(Bad { seq, reason: reason.to_string() })
}

/// Commits that follow each other, not verified yet, behind the one before them, which is.
#[derive(Default)]
struct Stretch {
    before: Option<Commit>,
    commits: Vec<Commit>,
}

impl Stretch {
    fn next_seq(&self) -> Option<u64> {
        self.commits.last().or(self.before.as_ref()).map(|last| last.seq() + 1)
    }

    /// Adds a commit; one that does not follow begins a stretch of its own.
    fn take(&mut self, commit: Commit) -> Result<(), Bad> {
        if self.next_seq().is_some_and(|next| next != commit.seq()) {
            self.verify()?;
            *self = Self::default();
        }
        let is_signed = commit.signature().is_some();
        self.commits.push(commit);
        if is_signed && self.commits.len() >= RUN as usize { self.verify() } else { Ok(()) }
    }

    /// Checks links and signatures of what was collected; the last has to be signed.
    fn verify(&mut self) -> Result<(), Bad> {
        let Some(last) = self.commits.last().cloned() else { return Ok(()) };
        let run: Vec<&Commit> = self.before.iter().chain(&self.commits).collect();
        if let Err(error) = verify_links(&run) {
            let at = run.get(error.index).map_or(last.seq(), |commit| commit.seq());
            return bad(at.cast_signed(), error.fault);
        }
        self.commits.clear();
        self.before = Some(last);
        Ok(())
    }
}

/// Numbers of the commits that have to be here and were not seen yet, ascending: those that are listed among the
/// arrivals, and those that are not listed yet, which only a chain of this database's own has.
struct Expected(VecDeque<Range<i64>>);

impl Expected {
    async fn of(pool: &Pool, chain: &ChainRow) -> Result<Self, Fault> {
        let sql = "select first, until from arrivals where chain = $1 order by first, until";
        let mut ranges: VecDeque<Range<i64>> = VecDeque::new();
        let listed = pool.all::<(i64, i64)>(sql, params![chain.id]).await?;
        for (first, until) in listed.into_iter().chain([(chain.listed, chain.commits)]) {
            match ranges.back_mut() {
                Some(last) if first <= last.end => last.end = last.end.max(until),
                _ => ranges.push_back(first..until),
            }
        }
        ranges.retain(|range| !range.is_empty());
        Ok(Self(ranges))
    }

    /// The next commit that is here is this one; so none before it may still be expected.
    fn see(&mut self, seq: i64) -> Result<(), Bad> {
        let Some(next) = self.0.front_mut() else { return Ok(()) };
        if next.start < seq {
            return bad(next.start, "a commit is missing");
        }
        if next.start == seq {
            next.start += 1;
        }
        if next.is_empty() {
            self.0.pop_front();
        }
        Ok(())
    }
}

struct Check<'a> {
    pool: &'a Pool,
    erasures: Erasures,
    operations: u64,
    commits: u64,
    erased: u64,
}

impl Check<'_> {
    /// Checks one chain up to its recorded head. Of another node's chain some commits may not be here; each stretch
    /// that is has to end with a signature.
    async fn chain(&mut self, chain: &ChainRow, progress: &mut impl FnMut(u64)) -> Result<Result<(), Bad>, Fault> {
        let mut expected = Expected::of(self.pool, chain).await?;
        let mut stretch = Stretch::default();
        let mut from = 0;
        loop {
            let read = match self.read(chain, from).await? {
                Ok(read) if read.is_empty() => break,
                Ok(read) => read,
                Err(bad) => return Ok(Err(bad)),
            };
            for commit in read {
                from = commit.seq().cast_signed() + 1;
                if let Err(bad) = expected.see(from - 1).and_then(|()| stretch.take(commit)) {
                    return Ok(Err(bad));
                }
            }
            progress(self.operations);
        }
        if let Err(bad) = expected.see(chain.commits).and_then(|()| stretch.verify()) {
            return Ok(Err(bad));
        }
        if stretch.before.is_none_or(|commit| commit.hash().as_bytes().as_slice() != chain.head_hash) {
            return Ok(bad(chain.commits - 1, "the chain's recorded head is another commit"));
        }
        Ok(Ok(()))
    }

    /// Reads the next commits from `from` on, and checks all that a stored row says besides what was signed.
    async fn read(&mut self, chain: &ChainRow, from: i64) -> Result<Result<Vec<Commit>, Bad>, Fault> {
        let sql = "select seq, hash, bytes from commits where chain = $1 and seq >= $2 and seq < $3 \
                   order by seq limit $4";
        let commits: Vec<CommitRow> = self.pool.all(sql, params![chain.id, from, chain.commits, RUN]).await?;
        // Behind the last of them nothing may stand that belongs to no commit.
        let until = commits.get(RUN as usize - 1).map_or(chain.commits, |last| last.seq + 1);
        let range = || params![chain.id, from, until];
        let sql = "select seq, place, aggregate, kind, stamp, header, bodies from operations \
                   where chain = $1 and seq >= $2 and seq < $3 order by seq, place";
        let rows: Vec<LoggedRow> = self.pool.all(sql, range()).await?;
        let sql = "select seq, parts from withheld where chain = $1 and seq >= $2 and seq < $3";
        let withheld: Vec<(i64, Vec<u8>)> = self.pool.all(sql, range()).await?;
        Ok(self.compare(chain, commits, rows, &withheld.into_iter().collect()))
    }

    fn compare(
        &mut self,
        chain: &ChainRow,
        commits: Vec<CommitRow>,
        rows: Vec<LoggedRow>,
        withheld: &HashMap<i64, Vec<u8>>,
    ) -> Result<Vec<Commit>, Bad> {
        let mut rows = rows.into_iter().peekable();
        let mut checked = Vec::with_capacity(commits.len());
        for row in commits {
            let seq = row.seq;
            let commit = check_commit(chain, row)?;
            let (mut places, mut operations) = (Vec::new(), Vec::new());
            while let Some(row) = rows.next_if(|row| row.seq == seq) {
                places.push(row.place);
                operations.push(self.check_operation(&commit, row)?);
            }
            let partial = held::put_together(commit, withheld.get(&seq).map(Vec::as_slice), operations);
            let Ok(partial) = partial else { return bad(seq, RunFault::WrongOperations) };
            if !places.iter().copied().eq(partial.operations().map(|(place, _)| place as i64)) {
                return bad(seq, "an operation's columns say something other than what was signed");
            }
            if partial.verify_parts().is_err() {
                return bad(seq, RunFault::WrongOperations);
            }
            self.commits += 1;
            checked.push(partial.commit);
        }
        match rows.next() {
            Some(row) => bad(row.seq, "a commit is missing"),
            None => Ok(checked),
        }
    }

    fn check_operation(&mut self, commit: &Commit, row: LoggedRow) -> Result<Operation, Bad> {
        let seq = row.seq;
        let operation = match log::operation(row.header, &row.bodies) {
            Ok(operation) => operation,
            Err(error) => return bad(seq, error),
        };
        let header = operation.header();
        let is_as_signed = header.aggregate.as_bytes().as_slice() == row.aggregate
            && i64::from(header.kind.0) == row.kind
            && log::stamp_to_sql(commit.stamp()) == row.stamp;
        if !is_as_signed {
            return bad(seq, "an operation's columns say something other than what was signed");
        }
        if !operation.is_by(&commit.chain()) {
            return bad(seq, "an operation was drafted for another chain");
        }
        self.check_bodies(seq, &operation)?;
        self.operations += 1;
        Ok(operation)
    }

    /// Exactly the bodies that a tombstone names are gone.
    fn check_bodies(&mut self, seq: i64, operation: &Operation) -> Result<(), Bad> {
        for entry in operation.header().bodies.iter().filter(|entry| entry.erasable) {
            let (id, slot) = (operation.id(), entry.slot);
            let is_erased = operation.is_erased(slot);
            if is_erased && !self.erasures.allow(&id, slot) {
                return bad(seq, "a body is missing that no tombstone names");
            }
            if !is_erased && self.erasures.demand(&id, slot) {
                return bad(seq, "a body is here again that was erased");
            }
            self.erased += u64::from(is_erased);
        }
        Ok(())
    }

    /// Looks for rows no chain vouches for, and for aggregates whose index entry does not match the log.
    async fn strays(&self) -> Result<Option<FirstBad>, Fault> {
        const STRAYS: [(&str, &str); 3] = [
            (
                "select o.chain, o.seq from operations o left join chains c on c.id = o.chain \
                 where c.id is null or o.seq >= c.commits or o.seq < 0 limit 1",
                "an operation stands outside its chain",
            ),
            (
                "select o.chain, o.seq from commits o left join chains c on c.id = o.chain \
                 where c.id is null or o.seq >= c.commits or o.seq < 0 limit 1",
                "a commit stands outside its chain",
            ),
            (
                "select o.chain, o.seq from (select aggregate, min(chain) as chain, min(seq) as seq, count(*) as n \
                 from operations group by aggregate) o left join aggregates a on a.id = o.aggregate \
                 where a.id is null or a.version <> o.n limit 1",
                "the index of aggregates counts something other than the log holds",
            ),
        ];
        for (sql, reason) in STRAYS {
            if let Some((chain, seq)) = self.pool.optional::<(i64, i64)>(sql, Vec::new()).await? {
                let reason = reason.to_owned();
                return Ok(Some(FirstBad {
                    chain: format!("number {chain}"),
                    seq: seq.max(0).cast_unsigned(),
                    reason,
                }));
            }
        }
        Ok(None)
    }
}

fn check_commit(chain: &ChainRow, row: CommitRow) -> Result<Commit, Bad> {
    let commit = match Commit::decode(&row.bytes) {
        Ok(commit) => commit,
        Err(error) => return bad(row.seq, error),
    };
    if commit.hash().as_bytes().as_slice() != row.hash {
        return bad(row.seq, "a commit's stored hash is another one");
    }
    let id = commit.chain();
    if id.node.as_bytes().as_slice() != chain.node || id.incarnation.as_bytes().as_slice() != chain.incarnation {
        return bad(row.seq, "a commit belongs to another chain");
    }
    if commit.seq().cast_signed() != row.seq {
        return bad(row.seq, "a commit stands at another's place");
    }
    Ok(commit)
}

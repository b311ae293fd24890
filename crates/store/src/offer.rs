//! What another node is offered: of everything that arrived here and that it has not had yet, what it may carry, with
//! proofs and nothing else. The newest comes first, each aggregate with its whole history when the other has none of it.

use std::collections::{BTreeMap, BTreeSet};

use hadir_oplog::sync::{Parcel, Place, Position, Span};
use hadir_oplog::wire::{Dictionary, Effort, Packing, Run, Signatures, WireError, pack};
use hadir_oplog::{AggregateId, Certificate, ChainId, FormatError, Kind, Operation, PartialCommit, Rights, Scope};

use crate::aggregate::{Entry, Family};
use crate::arrivals::{self, Arrival, Source};
use crate::family::family_of;
use crate::held::{self, Reads};
use crate::named_file::NamedFile;
use crate::standing::Standings;
use crate::{Fault, Pool, Store, log, params};

/// Arrivals looked at for one parcel, and operations in them.
const ARRIVALS_MAX: i64 = 64;
const OPERATIONS_MAX: i64 = 2_048;
/// Commits of a chain whose arrivals are looked up together.
const LISTED_COMMITS: i64 = 1_024;
/// Commits that may be sent without anything in them, so that two stretches of a chain need one signature and not two.
const BRIDGE_MAX: u64 = 2;
/// Commits after which a run ends at the next signature, so that whoever passes it on has one within reach.
const RUN_COMMITS: usize = 256;
/// How far behind a stretch a signature is looked for.
const SIGNATURE_WITHIN: u64 = 4_096;
/// Bytes of bodies up to which a parcel is made as small as can be; larger ones are made fast.
const SMALL_BYTES: usize = 128 * 1024;

/// To whom something is offered.
#[derive(Clone, Copy, Debug)]
pub struct Receiver<'a> {
    /// The node and the life of its database, as far as that is known.
    pub source: Option<Source>,
    /// What it may carry.
    pub certificate: &'a Certificate,
    /// Whether it takes the files that are named at once, as from a stick, and not by wishes.
    pub takes_files: bool,
}

/// What there is for a node.
#[derive(Clone, Debug, Default)]
pub struct Offered {
    /// Parcels, within the budget.
    pub parcels: Vec<Parcel>,
    /// Operations left to be looked at after them; most of them, or none, may be for this node.
    pub left: u64,
    /// Operations in the parcels.
    pub operations: u64,
    /// Files that the aggregates in the parcels name, for one who takes them at once.
    pub files: BTreeSet<NamedFile>,
}

/// What is at hand while an offer is made.
struct Offering<'a> {
    pool: &'a Pool,
    families: &'a [Family],
    standings: &'a Standings,
    receiver: Receiver<'a>,
    /// What it has, once it has taken in the parcels that are made.
    theirs: Position,
    chains: BTreeMap<(ChainId, i64), i64>,
    /// Arrivals with commits of a stretch of a chain, which is named by its number.
    listings: BTreeMap<(i64, i64), Vec<Arrival>>,
}

impl Store {
    /// Offers a node what it lacks of everything up to `place`, about `budget` bytes of it.
    pub async fn offer(
        &self,
        receiver: Receiver<'_>,
        theirs: Option<&Position>,
        place: Place,
        budget: u64,
    ) -> Result<Offered, Fault> {
        let nothing = Position::nothing(place.epoch);
        let theirs = theirs.filter(|theirs| theirs.epoch() == place.epoch).unwrap_or(&nothing);
        let mut missing = theirs.missing(place);
        let mut offered = Offered::default();
        if missing.is_empty() || budget == 0 {
            return Ok(offered);
        }
        let standings = self.standings();
        let chains = arrivals::chains(self.reads()).await?;
        let mut offering = Offering {
            pool: self.reads(),
            families: &self.0.families,
            standings: &standings,
            receiver,
            theirs: theirs.clone(),
            chains: chains.into_iter().map(|(id, chain, branch)| ((chain, branch), id)).collect(),
            listings: BTreeMap::new(),
        };
        let mut bytes = 0;
        while let Some(span) = missing.first_mut() {
            let (parcel, chosen) = offering.parcel(*span).await?;
            let is_first = offered.parcels.is_empty();
            if !is_first && bytes + parcel.batch.len() as u64 > budget {
                break;
            }
            bytes += parcel.batch.len() as u64;
            offered.operations += chosen.count;
            offered.files.extend(chosen.files);
            offering.theirs.add(parcel.completes);
            span.through = parcel.completes.after;
            if span.is_empty() {
                missing.remove(0);
            }
            join(&mut offered.parcels, parcel);
            if bytes >= budget || offered.parcels.len() >= 32 {
                break;
            }
        }
        for span in missing {
            offered.left += operations_in(self.reads(), span, receiver.source).await?;
        }
        Ok(offered)
    }
}

/// Parcels without anything in them travel as one.
fn join(parcels: &mut Vec<Parcel>, parcel: Parcel) {
    match parcels.last_mut() {
        Some(last) if parcel.batch.is_empty() && last.completes.after == parcel.completes.through => {
            last.completes.after = parcel.completes.after;
        }
        _ => parcels.push(parcel),
    }
}

/// Operations that arrived in a span and were not brought by this node.
async fn operations_in(pool: &Pool, span: Span, source: Option<Source>) -> Result<u64, Fault> {
    let sql = "select cast(coalesce(sum(operations), 0) as bigint) from arrivals \
               where n > $1 and n <= $2 and (source is null or source <> $3)";
    sum_in(pool, sql, span, source).await
}

/// The same in commits: what people did at once.
pub(crate) async fn commits_in(pool: &Pool, span: Span, source: Option<Source>) -> Result<u64, Fault> {
    let sql = "select cast(coalesce(sum(until - first), 0) as bigint) from arrivals \
               where n > $1 and n <= $2 and (source is null or source <> $3)";
    sum_in(pool, sql, span, source).await
}

async fn sum_in(pool: &Pool, sql: &'static str, span: Span, source: Option<Source>) -> Result<u64, Fault> {
    let source = source.map_or_else(Vec::new, Source::to_bytes);
    let (sum,): (i64,) = pool.one(sql, params![span.after.cast_signed(), span.through.cast_signed(), source]).await?;
    Ok(sum.cast_unsigned())
}

impl Offering<'_> {
    /// The parcel for the newest part of a span, and what is in it: as much as fits into one batch.
    async fn parcel(&mut self, span: Span) -> Result<(Parcel, Chosen), Fault> {
        let mut operations_max = OPERATIONS_MAX;
        loop {
            match self.parcel_of(span, operations_max).await? {
                Some(parcel) => return Ok(parcel),
                None if operations_max > 1 => operations_max /= 8,
                None => return Err(Fault::Invariant("a commit that fits into no batch".to_owned())),
            }
        }
    }

    /// The same for at most so many operations, or those of one arrival; nothing where that is too much for one batch.
    async fn parcel_of(&mut self, span: Span, operations_max: i64) -> Result<Option<(Parcel, Chosen)>, Fault> {
        let sql = "select n, chain, first, until, operations, source from arrivals where n > $1 and n <= $2 order by n desc limit $3";
        let range = params![span.after.cast_signed(), span.through.cast_signed(), ARRIVALS_MAX];
        let rows: Vec<Arrival> = self.pool.all(sql, range).await?;
        let rows = within(rows, operations_max);
        // The numbers of arrivals follow each other without a gap.
        let after = rows.last().map_or(span.after, |last| (last.n - 1).cast_unsigned());
        let completes = Span { after, through: span.through };
        let chosen = self.choose(rows).await?;
        if chosen.operations.is_empty() {
            return Ok(Some((Parcel { completes, batch: Vec::new() }, chosen)));
        }
        let runs = self.runs(&chosen.operations).await?;
        let packing = Packing {
            dictionary: Dictionary::REPORTS,
            effort: if chosen.bytes > SMALL_BYTES { Effort::Fast } else { Effort::Small },
            signatures: Signatures::Last,
            // Operations are not kept by their names, so that the receiver could not look a short one up.
            receiver_has: &|_| None,
        };
        match pack(&runs, &packing) {
            Ok(batch) => Ok(Some((Parcel { completes, batch }, chosen))),
            Err(WireError::Format(FormatError::Limit(_))) => Ok(None),
            Err(error) => Err(Fault::Invariant(format!("what cannot be packed: {error}"))),
        }
    }

    /// Whether the receiver brought it itself.
    fn is_theirs(&self, row: &Arrival) -> bool {
        let source = self.receiver.source.map(Source::to_bytes);
        source.is_some() && row.source == source
    }

    /// The aggregates that arrivals touch.
    async fn touched(&self, rows: &[Arrival], sql: &'static str) -> Result<BTreeSet<AggregateId>, Fault> {
        let mut ids = BTreeSet::new();
        for row in rows {
            let found: Vec<(Vec<u8>,)> = self.pool.all(sql, params![row.chain, row.first, row.until]).await?;
            for (id,) in found {
                ids.insert(AggregateId::from_bytes(log::exact(&id)?));
            }
        }
        Ok(ids)
    }

    /// Which operations of a window are for the receiver.
    async fn choose(&mut self, rows: Vec<Arrival>) -> Result<Chosen, Fault> {
        let (brought, window): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| self.is_theirs(row));
        let mut ids = self.touched(&window, TOUCHED).await?;
        if self.theirs.spans().is_empty() {
            ids.extend(self.statements().await?);
        }
        // By what it brought itself the receiver may have become entitled to what its position passed over.
        ids.extend(self.touched(&brought, TOUCHED_IN_PART).await?);
        let ids: Vec<_> = ids.into_iter().collect();
        let mut chosen = Chosen::default();
        for (id, entries) in log::histories_now(self.pool, &ids).await? {
            if !self.may_have(&entries) {
                continue;
            }
            if self.receiver.takes_files {
                chosen.files.extend(self.files(id, &entries));
            }
            let mut had = Vec::with_capacity(entries.len());
            for entry in &entries {
                had.push(self.has(entry).await?);
            }
            // Of an aggregate that came to it only now it gets everything, else what this window brings.
            let is_entitled = self.is_entitled_by(&entries, &had, |had| had.is_had());
            let was_entitled = self.is_entitled_by(&entries, &had, |had| had.is_seen());
            for (entry, had) in entries.into_iter().zip(had) {
                let is_wanted = match had {
                    Had::Later | Had::Brought { .. } => false,
                    Had::Seen | Had::InParts => !was_entitled,
                    Had::No => !is_entitled || self.is_in(&window, &entry),
                };
                if is_wanted {
                    chosen.take(self.local(&entry), entry);
                }
            }
        }
        Ok(chosen)
    }

    /// Whether those operations of an aggregate entitle the receiver to it that it has in one way.
    fn is_entitled_by(&self, entries: &[Entry], had: &[Had], is_meant: impl Fn(Had) -> bool) -> bool {
        let meant = entries.iter().zip(had).filter(|(_, had)| is_meant(**had));
        let meant: Vec<Entry> = meant.map(|(entry, _)| entry.clone()).collect();
        !meant.is_empty() && self.may_have(&meant)
    }

    /// Where the root's statements stand. Who has nothing of this log gets them before all else: without them nothing
    /// counts that comes, so that everything would be folded and offered once more when they came.
    async fn statements(&self) -> Result<Vec<AggregateId>, Fault> {
        let sql = "select distinct aggregate from operations where kind >= 2 and kind <= 5";
        let found: Vec<(Vec<u8>,)> = self.pool.all(sql, Vec::new()).await?;
        found.into_iter().map(|(id,)| Ok(AggregateId::from_bytes(log::exact(&id)?))).collect()
    }

    fn local(&self, entry: &Entry) -> i64 {
        let place = (entry.chain, entry.branch);
        *self.chains.get(&place).expect("an operation stands in a chain")
    }

    fn is_in(&self, window: &[Arrival], entry: &Entry) -> bool {
        let chain = self.local(entry);
        let seq = entry.seq.cast_signed();
        window.iter().any(|row| row.chain == chain && (row.first..row.until).contains(&seq))
    }

    /// Whether the receiver has an operation.
    async fn has(&mut self, entry: &Entry) -> Result<Had, Fault> {
        let chain = self.chains.get(&(entry.chain, entry.branch)).copied();
        // A chain that began after the list was read is later than everything offered now.
        let Some(chain) = chain else { return Ok(Had::Later) };
        let seq = entry.seq.cast_signed();
        let stretch = (chain, seq / LISTED_COMMITS);
        // No arrival stands for more than so many commits, so one with a commit begins close before it.
        if !self.listings.contains_key(&stretch) {
            let sql = "select n, chain, first, until, operations, source from arrivals \
                       where chain = $1 and until > $2 and until < $3 order by first, n";
            let begin = stretch.1 * LISTED_COMMITS;
            let range = params![chain, begin, begin + LISTED_COMMITS + arrivals::COMMITS_MAX];
            let listing: Vec<Arrival> = self.pool.all(sql, range).await?;
            self.listings.insert(stretch, listing);
        }
        let listing = &self.listings[&stretch];
        let begin = listing.partition_point(|row| row.first <= seq - arrivals::COMMITS_MAX);
        let end = listing.partition_point(|row| row.first <= seq);
        let mut rows = listing[begin..end].iter().filter(|row| seq < row.until).peekable();
        if rows.peek().is_none() {
            return Ok(Had::Later);
        }
        let (mut is_seen, mut is_brought, mut is_had) = (true, true, true);
        for row in rows {
            let (seen, brought) = (self.theirs.has(row.n.cast_unsigned()), self.is_theirs(row));
            (is_seen, is_brought, is_had) = (is_seen && seen, is_brought && brought, is_had && (seen || brought));
        }
        Ok(match is_had {
            _ if is_brought => Had::Brought { is_seen },
            true if is_seen => Had::Seen,
            true => Had::InParts,
            false => Had::No,
        })
    }

    /// The files that an aggregate names.
    fn files(&self, id: AggregateId, entries: &[Entry]) -> Vec<NamedFile> {
        let family = family_of(self.families, entries, self.standings);
        family.map_or_else(Vec::new, |family| (family.fold)(id, entries, self.standings).files())
    }

    /// Whether the receiver's certificate allows it to carry an aggregate.
    fn may_have(&self, entries: &[Entry]) -> bool {
        may_carry(self.families, self.standings, self.receiver.certificate, entries)
    }

    /// Puts operations into their commits, and these into runs that each end with a signature.
    async fn runs(&self, chosen: &ByCommit) -> Result<Vec<Run>, Fault> {
        let mut runs = Vec::new();
        for stretch in stretches(chosen.keys().copied()) {
            let (chain, seqs) = stretch;
            let mut held = held::commits_of(self.pool, chain, seqs.clone(), chosen).await?;
            self.find_signature(chain, seqs.end, &mut held).await?;
            let nothing = BTreeMap::new();
            let mut run: Vec<PartialCommit> = Vec::new();
            for (seq, partial) in held {
                let wanted = chosen.get(&(chain, seq)).unwrap_or(&nothing);
                if run.last().is_some_and(|last: &PartialCommit| last.commit.seq() + 1 != seq) {
                    runs.extend(ended(std::mem::take(&mut run)));
                }
                let is_signed = partial.commit.signature().is_some();
                run.push(held::only(partial, wanted));
                if is_signed && run.len() >= RUN_COMMITS {
                    runs.extend(ended(std::mem::take(&mut run)));
                }
            }
            runs.extend(ended(run));
        }
        Ok(runs)
    }

    /// Adds commits behind a stretch until one is signed.
    async fn find_signature(
        &self,
        chain: i64,
        mut end: u64,
        held: &mut BTreeMap<u64, PartialCommit>,
    ) -> Result<(), Fault> {
        let limit = end + SIGNATURE_WITHIN;
        while end < limit && held.values().next_back().is_some_and(|last| last.commit.signature().is_none()) {
            let more = held::commits(&mut Reads::Pool(self.pool), chain, end..end + 16).await?;
            if more.is_empty() {
                break;
            }
            for (seq, partial) in more {
                let is_signed = partial.commit.signature().is_some();
                held.insert(seq, partial);
                if is_signed {
                    return Ok(());
                }
            }
            end += 16;
        }
        Ok(())
    }
}

/// Whether a certificate allows its node to carry an aggregate.
pub(crate) fn may_carry(
    families: &[Family],
    standings: &Standings,
    certificate: &Certificate,
    entries: &[Entry],
) -> bool {
    if certificate.rights.contains(Rights::READ_ALL) {
        return true;
    }
    let family = family_of(families, entries, standings);
    let mut kinds = log::causal(entries).into_iter().map(|at| entries[at].kind());
    let first = kinds.find(|kind| family.is_some_and(|family| !kind.is_reserved() && (family.understands)(*kind)));
    let needs = family.zip(first).map_or(crate::Needs::Write, |(family, first)| (family.rights.needs)(first));
    let counted = match family {
        Some(family) => standings.counted(entries, family.rights),
        None => (0..entries.len()).collect(),
    };
    if family.is_some_and(|family| family.rights.is_owned) && !counted.is_empty() {
        return true;
    }
    let scopes = |at: &usize| entries[*at].operation.header().scopes.iter();
    let all: BTreeSet<&Scope> = counted.iter().flat_map(scopes).collect();
    if all.is_empty() {
        // What belongs to no unit is the regency's, which every office carries; unless it is only a unit's thing of
        // which nothing counts. Tombstones lie on both.
        let is_statement = |kind: Kind| kind.is_reserved() && kind != Kind::TOMBSTONE;
        let is_regencys = needs == crate::Needs::Administer && !counted.is_empty();
        return is_regencys || entries.iter().any(|entry| is_statement(entry.kind()));
    }
    all.into_iter().any(|scope| certificate.may_read(scope))
}

/// Whether a receiver has an operation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Had {
    /// Its position holds it.
    Seen,
    /// It brought it itself.
    Brought {
        is_seen: bool,
    },
    /// Some of its commit the one way, some the other.
    InParts,
    No,
    /// It came after everything that is offered now.
    Later,
}

impl Had {
    fn is_had(self) -> bool {
        !matches!(self, Self::No | Self::Later)
    }

    /// Whether the receiver's position holds it, and with it everything that it entitled the receiver to.
    fn is_seen(self) -> bool {
        matches!(self, Self::Seen | Self::Brought { is_seen: true })
    }
}

const TOUCHED: &str = "select distinct aggregate from operations where chain = $1 and seq >= $2 and seq < $3";
const TOUCHED_IN_PART: &str = "select distinct o.aggregate from operations o \
                               where o.chain = $1 and o.seq >= $2 and o.seq < $3 and exists \
                               (select 1 from operations other where other.aggregate = o.aggregate \
                                and (other.chain <> $1 or other.seq < $2 or other.seq >= $3))";

/// Operations by chain and number of their commit, and by their place in it.
pub(crate) type ByCommit = BTreeMap<(i64, u64), BTreeMap<usize, Operation>>;

/// Operations for a parcel.
#[derive(Default)]
struct Chosen {
    operations: ByCommit,
    files: Vec<NamedFile>,
    bytes: usize,
    count: u64,
}

impl Chosen {
    fn take(&mut self, chain: i64, entry: Entry) {
        self.bytes += entry.operation.bytes();
        self.count += 1;
        self.operations.entry((chain, entry.seq)).or_default().insert(entry.place, entry.operation);
    }
}

/// As many arrivals, from the newest on, as have not too many operations; one at least.
fn within(rows: Vec<Arrival>, operations_max: i64) -> Vec<Arrival> {
    let mut operations = 0;
    let mut fits = |row: &Arrival| {
        let is_first = operations == 0;
        operations += row.operations.max(1);
        is_first || operations <= operations_max
    };
    rows.into_iter().take_while(|row| fits(row)).collect()
}

/// Stretches of commits of one chain, small gaps bridged.
fn stretches(places: impl Iterator<Item = (i64, u64)>) -> Vec<(i64, std::ops::Range<u64>)> {
    let mut stretches: Vec<(i64, std::ops::Range<u64>)> = Vec::new();
    for (chain, seq) in places {
        match stretches.last_mut() {
            Some((last, seqs)) if *last == chain && seq <= seqs.end + BRIDGE_MAX => seqs.end = seq + 1,
            _ => stretches.push((chain, seq..seq + 1)),
        }
    }
    stretches
}

/// A run, cut behind its last signature. What is cut off had none here and so proves nothing yet.
fn ended(mut run: Vec<PartialCommit>) -> Option<Run> {
    while run.last().is_some_and(|last| last.commit.signature().is_none()) {
        run.pop();
    }
    (!run.is_empty()).then_some(Run { commits: run })
}

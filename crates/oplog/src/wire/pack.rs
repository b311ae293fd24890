//! Packing: from commits and operations to bytes.

use std::collections::BTreeMap;

use super::container::{self, Contents};
use super::{
    ERASABLE, ERASED, KNOWS, MUST_UNDERSTAND, Packing, RAW, Run, SIGNED, STAYING, ShortId, Signatures, WireError,
};
use crate::canonical::{FormatError, Writer};
use crate::clock::Stamp;
use crate::commit::Commit;
use crate::header::{BodyEntry, Header};
use crate::ids::{ActorId, AggregateId, ChainId, OpId, Scope};
use crate::limits::{BATCH_COMMITS_MAX, BATCH_OPERATIONS_MAX, BATCH_UNPACKED_BYTES_MAX, at_most};
use crate::operation::{Operation, SALT_BYTES};
use crate::parts::{PartRef, PartialCommit, compact};
use crate::run::check_links;

/// Packs runs into one byte string.
///
/// # Errors
/// [`WireError`] when a run is not linked or does not end with a signature (signatures themselves were checked when the
/// commits came in), or the batch is beyond a limit and should be sent in pieces. A commit that
/// is too big by itself may travel in pieces too, each with other operations withheld; see
/// [`PartialCommit::only`] and [`PartialCommit::merge`].
pub fn pack(runs: &[Run], packing: &Packing<'_>) -> Result<Vec<u8>, WireError> {
    let commits = runs.iter().map(|run| run.commits.len()).sum();
    at_most("commits in a batch", commits, BATCH_COMMITS_MAX)?;
    for (index, run) in runs.iter().enumerate() {
        let commits: Vec<&Commit> = run.commits.iter().map(|partial| &partial.commit).collect();
        check_links(&commits).map_err(|error| WireError::Run { run: index, error })?;
    }
    let mut packer = Packer::new(packing);
    packer.structure.array(runs.len());
    for run in runs {
        packer.run(run)?;
    }
    at_most("operations in a batch", packer.packed, BATCH_OPERATIONS_MAX)?;
    at_most("unpacked batch bytes", packer.unpacked_bytes, BATCH_UNPACKED_BYTES_MAX)?;
    container::close(&packer.finish(), packing.dictionary, packing.effort)
}

/// A batch while it is being packed.
struct Packer<'a> {
    packing: &'a Packing<'a>,
    chains: Table<ChainId>,
    actors: Table<ActorId>,
    aggregates: Table<AggregateId>,
    known: Table<ShortId>,
    scopes: Table<Scope>,
    /// Operations written so far: their place and what they are about.
    operations: BTreeMap<OpId, (usize, AggregateId)>,
    /// How many operations were packed. One that two branches of a chain have is packed with each of them.
    packed: usize,
    unpacked_bytes: usize,
    /// The shape of it all, as CBOR.
    structure: Writer,
    /// What the bodies say, one after the other.
    words: Vec<u8>,
    /// Random bytes, in the order in which they are needed.
    noise: Vec<u8>,
}

impl<'a> Packer<'a> {
    fn new(packing: &'a Packing<'a>) -> Self {
        Packer {
            packing,
            chains: Table::default(),
            actors: Table::default(),
            aggregates: Table::default(),
            known: Table::default(),
            scopes: Table::default(),
            operations: BTreeMap::new(),
            packed: 0,
            unpacked_bytes: 0,
            structure: Writer::new(),
            words: Vec::new(),
            noise: Vec::new(),
        }
    }

    fn run(&mut self, run: &Run) -> Result<(), WireError> {
        let first = &run.commits[0].commit;
        let chain = self.chains.place(first.chain());
        self.structure.array(3).uint(chain).uint(first.seq()).array(run.commits.len());
        self.noise.extend(first.prev().iter().flat_map(|prev| *prev.as_bytes()));
        let mut before = Stamp::ZERO;
        for (index, partial) in run.commits.iter().enumerate() {
            let is_last = index + 1 == run.commits.len();
            self.commit(partial, before, is_last || self.packing.signatures == Signatures::All)?;
            before = partial.commit.stamp();
        }
        Ok(())
    }

    /// Writes `[flags, milliseconds since the one before, counter, parts]`, or `[flags, header bytes, parts]` when a
    /// later version wrote the header; known heads follow as a last item.
    fn commit(&mut self, partial: &PartialCommit, before: Stamp, with_signature: bool) -> Result<(), WireError> {
        let commit = &partial.commit;
        let (root, parts) = compact(&partial.parts, commit.count()).ok_or(FormatError::Field("parts of a commit"))?;
        if root != commit.root() {
            return Err(FormatError::Field("parts of a commit").into());
        }
        let signature = commit.signature().filter(|_| with_signature);
        let is_raw = commit.has_unknown_fields();
        let knows = if is_raw { &[] } else { commit.knows() };
        let flag = |flag, is_set| if is_set { flag } else { 0 };
        let flags = flag(SIGNED, signature.is_some()) | flag(KNOWS, !knows.is_empty()) | flag(RAW, is_raw);

        self.structure.array(if is_raw { 3 } else { 4 } + usize::from(!knows.is_empty()));
        if is_raw {
            self.structure.uint(flags).bytes(commit.header_bytes());
        } else {
            let since_ms = commit.stamp().ms() - before.ms();
            self.structure.uint(flags).uint(since_ms as u64).uint(commit.stamp().counter().into());
        }
        self.structure.array(parts.len());
        for part in parts {
            self.part(part, &commit.chain());
        }
        if !knows.is_empty() {
            self.structure.array(knows.len());
        }
        for head in knows {
            let chain = self.chains.place(head.chain);
            self.structure.array(2).uint(chain).uint(head.seq);
            self.noise.extend_from_slice(head.hash.as_bytes());
        }
        self.noise.extend(signature.into_iter().flatten());
        Ok(())
    }

    fn part(&mut self, part: PartRef<'_>, chain: &ChainId) {
        match part {
            PartRef::Operation(operation) => self.operation(operation, chain),
            PartRef::Withheld { count, hash } => {
                self.structure.uint(count as u64);
                self.noise.extend_from_slice(hash.as_bytes());
            }
        }
    }

    fn operation(&mut self, operation: &Operation, chain: &ChainId) {
        let header = operation.header();
        let can_be_derived = operation.is_by(chain) && header.encode() == operation.header_bytes();
        if can_be_derived {
            self.derived(operation, header);
        } else {
            self.raw(operation);
        }
        self.unpacked_bytes += operation.bytes();
        self.operations.insert(operation.id(), (self.packed, header.aggregate));
        self.packed += 1;
    }

    /// Writes a header this version knows in full: `[kind, flags, aggregate, actor, scopes, parents, bodies]`.
    fn derived(&mut self, operation: &Operation, header: &Header) {
        let mut parents = header.parents.clone();
        // A parent that tells the aggregate goes first.
        parents.sort_by_key(|parent| self.aggregate_of(parent) != Some(header.aggregate));
        let is_told = parents.first().is_some_and(|parent| self.aggregate_of(parent) == Some(header.aggregate));

        self.structure.array(7).uint(header.kind.0.into());
        self.structure.uint(if header.must_understand { MUST_UNDERSTAND } else { 0 });
        if is_told {
            self.structure.null();
        } else {
            let aggregate = self.aggregates.place(header.aggregate);
            self.structure.uint(aggregate);
        }
        match header.actor {
            Some(actor) => self.structure.uint(self.actors.place(actor)),
            None => self.structure.null(),
        };
        self.structure.array(header.scopes.len());
        for scope in &header.scopes {
            self.structure.uint(self.scopes.place(scope.clone()));
        }
        self.structure.array(parents.len());
        for parent in &parents {
            self.parent(parent);
        }
        self.bodies(operation, &header.bodies);
    }

    /// What the operation is about, if the receiver will know it when it comes to a child.
    fn aggregate_of(&self, parent: &OpId) -> Option<AggregateId> {
        let packed = self.operations.get(parent).map(|(_, aggregate)| *aggregate);
        packed.or_else(|| (self.packing.receiver_has)(parent))
    }

    /// Writes how many operations back a parent stands in this batch, or as a negative number its place among those
    /// the receiver has, or null and 32 bytes.
    fn parent(&mut self, parent: &OpId) {
        if let Some((place, _)) = self.operations.get(parent) {
            self.structure.uint((self.packed - place) as u64);
        } else if (self.packing.receiver_has)(parent).is_some() {
            let place = self.known.place(ShortId::of(parent));
            self.structure.int(-1 - place as i64);
        } else {
            self.structure.null();
            self.noise.extend_from_slice(parent.as_bytes());
        }
    }

    /// Writes `[slot, how, length, …]`, without the length for an erased body. Salts go to the noise.
    fn bodies(&mut self, operation: &Operation, entries: &[BodyEntry]) {
        let is_erased = |entry: &&BodyEntry| operation.is_erased(entry.slot);
        let erased = entries.iter().filter(is_erased).count();
        self.structure.array(3 * entries.len() - erased);
        for entry in entries {
            let body = operation.bodies().iter().find(|body| body.slot() == entry.slot);
            self.structure.uint(entry.slot.into());
            match body {
                None => {
                    self.structure.uint(ERASED);
                    self.noise.extend_from_slice(entry.hash.as_bytes());
                }
                Some(body) => {
                    self.structure.uint(if body.is_erasable() { ERASABLE } else { STAYING });
                    self.structure.uint(body.content().len() as u64);
                    let salt_bytes = if body.is_erasable() { SALT_BYTES } else { 0 };
                    self.noise.extend_from_slice(&body.bytes()[..salt_bytes]);
                    self.words.extend_from_slice(body.content());
                }
            }
        }
    }

    /// Writes an operation whose header has fields of a later version: `[header bytes, [slot, length, …]]`.
    fn raw(&mut self, operation: &Operation) {
        self.structure.array(2).bytes(operation.header_bytes()).array(2 * operation.bodies().len());
        for body in operation.bodies() {
            self.structure.uint(body.slot().into()).uint(body.bytes().len() as u64);
            self.words.extend_from_slice(body.bytes());
        }
    }

    /// Puts the tables in front.
    fn finish(self) -> Contents {
        let mut head = Writer::new();
        head.array(6);
        for length in [self.chains.len(), self.actors.len(), self.aggregates.len(), self.known.len()] {
            head.uint(length);
        }
        head.array(self.scopes.order.len());
        for scope in &self.scopes.order {
            head.text(scope.as_str());
        }
        let mut plain = head.finish();
        plain.extend(self.structure.finish());
        plain.extend(self.words);

        let mut noise = Vec::new();
        for chain in self.chains.order {
            noise.extend_from_slice(chain.node.as_bytes());
            noise.extend_from_slice(chain.incarnation.as_bytes());
        }
        noise.extend(self.actors.order.iter().flat_map(ActorId::as_bytes));
        noise.extend(self.aggregates.order.iter().flat_map(AggregateId::as_bytes));
        noise.extend(self.known.order.iter().flat_map(|short| short.0));
        noise.extend(self.noise);
        Contents { noise, plain }
    }
}

/// Values that are written once and named by their place.
struct Table<T> {
    places: BTreeMap<T, usize>,
    order: Vec<T>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Table { places: BTreeMap::new(), order: Vec::new() }
    }
}

impl<T: Ord + Clone> Table<T> {
    fn place(&mut self, value: T) -> u64 {
        let next = self.order.len();
        let place = *self.places.entry(value.clone()).or_insert(next);
        if place == next {
            self.order.push(value);
        }
        place as u64
    }

    fn len(&self) -> u64 {
        self.order.len() as u64
    }
}

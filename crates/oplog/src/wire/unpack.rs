//! Unpacking: from bytes to commits and operations, all of them verified. The bytes may be anybody's.

use std::collections::BTreeMap;

use minicbor::data::Type;

use super::container::{self, Contents};
use super::{
    Batch, CHAIN_BYTES, ERASABLE, ERASED, KNOWS, MUST_UNDERSTAND, RAW, Run, SIGNED, STAYING, ShortId, WireError,
};
use crate::canonical::{FormatError, Reader};
use crate::clock::Stamp;
use crate::commit::{Commit, CommitHeader, Head};
use crate::hash::{Domain, Hash};
use crate::header::{BodyEntry, Header};
use crate::ids::{ActorId, AggregateId, ChainId, Incarnation, Kind, NodeId, OpId, Scope};
use crate::limits::{
    BATCH_COMMITS_MAX, BATCH_OPERATIONS_MAX, BATCH_UNPACKED_BYTES_MAX, BODIES_MAX, COMMIT_OPERATIONS_MAX,
    KNOWN_HEADS_MAX, PARENTS_MAX, SCOPES_MAX, at_most,
};
use crate::operation::{Operation, SALT_BYTES, StoredBody};
use crate::parts::{Part, PartialCommit, root_over};
use crate::run::{RunError, RunFault, check_links, verify_claims};

/// A batch that was decompressed but not read yet.
pub struct Packed {
    contents: Contents,
}

impl Packed {
    /// Decompresses a batch.
    ///
    /// # Errors
    /// [`WireError`] when it is damaged, too long, or of a version or with a dictionary not known here.
    pub fn open(packed: &[u8]) -> Result<Self, WireError> {
        Ok(Packed { contents: container::open(packed)? })
    }

    /// The operations that the sender believes are here, for [`Packed::unpack`] to be given.
    ///
    /// # Errors
    /// [`WireError`] when the batch cannot be read.
    pub fn wanted(&self) -> Result<Vec<ShortId>, WireError> {
        let mut reader = Reader::lenient(&self.contents.plain);
        let mut noise = Bytes(&self.contents.noise);
        Ok(Tables::read(&mut reader, &mut noise)?.known)
    }

    /// Reads and verifies the batch. `known` says for each wanted operation its full id and what it is about; leave
    /// out what is not here, or what is here twice.
    ///
    /// # Errors
    /// [`WireError`] unless everything in the batch holds.
    pub fn unpack(&self, known: &BTreeMap<ShortId, (OpId, AggregateId)>) -> Result<Batch, WireError> {
        let mut structure = Reader::lenient(&self.contents.plain);
        let mut noise = Bytes(&self.contents.noise);
        let tables = Tables::read(&mut structure, &mut noise)?;
        // The words stand behind the structure, whose end is found by passing over it once.
        let mut end = Reader::lenient(&self.contents.plain);
        end.skip("batch")?;
        let words = Bytes(end.rest());
        let mut unpacker = Unpacker {
            structure,
            noise,
            words,
            tables,
            known,
            operations: Vec::new(),
            foreign: Vec::new(),
            commits: 0,
            unpacked_bytes: 0,
        };
        let runs = unpacker.runs()?;
        if !unpacker.noise.0.is_empty() || !unpacker.words.0.is_empty() {
            return Err(WireError::Damaged);
        }
        verify(&runs)?;
        Ok(Batch { runs, foreign: unpacker.foreign })
    }
}

/// Checks links within each run and all signatures together.
fn verify(runs: &[Run]) -> Result<(), WireError> {
    let mut owners = Vec::new();
    let mut claims = Vec::new();
    for (run, Run { commits }) in runs.iter().enumerate() {
        let commits: Vec<&Commit> = commits.iter().map(|partial| &partial.commit).collect();
        check_links(&commits).map_err(|error| WireError::Run { run, error })?;
        for (index, claim) in commits.iter().enumerate().filter_map(|(index, commit)| Some((index, commit.claim()?))) {
            owners.push((run, index));
            claims.push(claim);
        }
    }
    verify_claims(&claims).map_err(|bad| {
        let (run, index) = owners[bad];
        WireError::Run { run, error: RunError { index, fault: RunFault::BadSignature } }
    })
}

/// Bytes that are taken from the front.
struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
    fn take(&mut self, length: usize) -> Result<&'b [u8], WireError> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(WireError::Damaged)?;
        self.0 = rest;
        Ok(taken)
    }

    fn fixed<const N: usize>(&mut self) -> Result<[u8; N], WireError> {
        let (taken, rest) = self.0.split_first_chunk().ok_or(WireError::Damaged)?;
        self.0 = rest;
        Ok(*taken)
    }

    /// A table of `count` values of `N` bytes. The bytes are there before memory is taken for them.
    fn table<const N: usize, T>(&mut self, count: usize, value: impl Fn([u8; N]) -> T) -> Result<Vec<T>, WireError> {
        let bytes = self.take(count.checked_mul(N).ok_or(WireError::Damaged)?)?;
        let (chunks, _) = bytes.as_chunks::<N>();
        Ok(chunks.iter().map(|chunk| value(*chunk)).collect())
    }
}

/// Values that are named by their place.
struct Tables {
    chains: Vec<ChainId>,
    actors: Vec<ActorId>,
    aggregates: Vec<AggregateId>,
    known: Vec<ShortId>,
    scopes: Vec<Scope>,
}

impl Tables {
    fn read(structure: &mut Reader<'_>, noise: &mut Bytes<'_>) -> Result<Self, WireError> {
        if structure.array("batch", 6)? != 6 {
            return Err(FormatError::Field("batch").into());
        }
        let mut count = |field| structure.uint(field).map(|count| usize::try_from(count).unwrap_or(usize::MAX));
        let (chains, actors) = (count("number of chains")?, count("number of actors")?);
        let (aggregates, known) = (count("number of aggregates")?, count("number of known operations")?);
        let scopes = structure.list("scopes of a batch", BATCH_OPERATIONS_MAX, crate::header::scope)?;
        Ok(Tables {
            chains: noise.table(chains, |bytes: [u8; CHAIN_BYTES]| {
                let (node, incarnation) = bytes.split_at(NodeId::LEN);
                let node = NodeId(node.try_into().expect("the first part has a node's length"));
                let incarnation = incarnation.try_into().expect("the second part has an incarnation's length");
                ChainId { node, incarnation: Incarnation(incarnation) }
            })?,
            actors: noise.table(actors, ActorId)?,
            aggregates: noise.table(aggregates, AggregateId)?,
            known: noise.table(known, ShortId)?,
            scopes,
        })
    }
}

/// The value at a place of a table.
fn at<T: Clone>(table: &[T], place: u64, field: &'static str) -> Result<T, FormatError> {
    usize::try_from(place).ok().and_then(|place| table.get(place)).cloned().ok_or(FormatError::Field(field))
}

/// A batch while it is being unpacked.
struct Unpacker<'b> {
    structure: Reader<'b>,
    noise: Bytes<'b>,
    words: Bytes<'b>,
    tables: Tables,
    known: &'b BTreeMap<ShortId, (OpId, AggregateId)>,
    /// Operations read so far and what they are about.
    operations: Vec<(OpId, AggregateId)>,
    foreign: Vec<OpId>,
    commits: usize,
    unpacked_bytes: usize,
}

impl Unpacker<'_> {
    fn runs(&mut self) -> Result<Vec<Run>, WireError> {
        let runs = self.structure.array("runs", BATCH_COMMITS_MAX)?;
        (0..runs).map(|_| self.run()).collect()
    }

    fn run(&mut self) -> Result<Run, WireError> {
        self.tuple("run", 3)?;
        let chain = at(&self.tables.chains, self.structure.uint("chain")?, "chain")?;
        let mut seq = self.structure.uint("sequence")?;
        let length = self.structure.array("commits", BATCH_COMMITS_MAX)?;
        self.commits += length;
        at_most("commits in a batch", self.commits, BATCH_COMMITS_MAX)?;
        let mut prev = if seq == 0 { None } else { Some(Hash(self.noise.fixed()?)) };
        let mut before = Stamp::ZERO;
        let mut commits = Vec::new();
        for _ in 0..length {
            let partial = self.commit(chain, seq, prev, before)?;
            prev = Some(partial.commit.hash());
            before = partial.commit.stamp();
            seq = seq.checked_add(1).ok_or(FormatError::Field("sequence"))?;
            commits.push(partial);
        }
        Ok(Run { commits })
    }

    fn commit(
        &mut self,
        chain: ChainId,
        seq: u64,
        prev: Option<Hash>,
        before: Stamp,
    ) -> Result<PartialCommit, WireError> {
        let length = self.structure.array("commit", 5)?;
        let flags = self.structure.uint("flags")?;
        let is_raw = flags & RAW != 0;
        if flags > SIGNED | KNOWS | RAW || length != if is_raw { 3 } else { 4 } + usize::from(flags & KNOWS != 0) {
            return Err(FormatError::Field("commit").into());
        }
        let header =
            if is_raw { Err(self.structure.bytes("commit header")?.to_vec()) } else { Ok(self.stamp(before)?) };
        let (parts, count) = self.parts(chain)?;
        let root = root_over(&parts, count).ok_or(FormatError::Field("parts of a commit"))?;
        let knows = if flags & KNOWS != 0 { self.heads()? } else { Vec::new() };
        let signature = if flags & SIGNED != 0 { Some(self.noise.fixed()?) } else { None };
        let header_bytes = match header {
            Ok(stamp) => CommitHeader { chain, seq, prev, root, count, stamp, knows }.encode(),
            Err(header_bytes) => header_bytes,
        };
        let commit = Commit::from_parts(header_bytes, signature)?;
        if commit.chain() != chain || commit.seq() != seq || commit.prev() != prev {
            return Err(FormatError::Field("commit header").into());
        }
        let partial = PartialCommit { commit, parts };
        partial.verify_parts().map_err(|_| FormatError::Field("parts of a commit"))?;
        Ok(partial)
    }

    fn stamp(&mut self, before: Stamp) -> Result<Stamp, WireError> {
        let since_ms = self.structure.uint("milliseconds")?;
        let counter = u16::try_from(self.structure.uint("counter")?).map_err(|_| FormatError::Field("counter"))?;
        let ms = (before.ms() as u64).checked_add(since_ms).ok_or(FormatError::Field("milliseconds"))?;
        Ok(Stamp::from_parts(ms, counter).ok_or(FormatError::Field("milliseconds"))?)
    }

    fn heads(&mut self) -> Result<Vec<Head>, WireError> {
        let length = self.structure.array("known heads", KNOWN_HEADS_MAX)?;
        (0..length)
            .map(|_| {
                self.tuple("head", 2)?;
                let chain = at(&self.tables.chains, self.structure.uint("chain")?, "chain")?;
                Ok(Head { chain, seq: self.structure.uint("sequence")?, hash: Hash(self.noise.fixed()?) })
            })
            .collect()
    }

    /// The parts of a commit, and how many operations they stand for.
    fn parts(&mut self, chain: ChainId) -> Result<(Vec<Part>, usize), WireError> {
        let length = self.structure.array("parts", COMMIT_OPERATIONS_MAX)?;
        let mut parts = Vec::new();
        let mut total = 0;
        for _ in 0..length {
            let (part, count) = if self.structure.peek("part")? == Type::Array {
                (self.operation(chain)?, 1)
            } else {
                let count = usize::try_from(self.structure.uint("withheld")?).unwrap_or(usize::MAX);
                (Part::Withheld { count, hash: Hash(self.noise.fixed()?) }, count)
            };
            total = count.saturating_add(total);
            at_most("operations in a commit", total, COMMIT_OPERATIONS_MAX)?;
            parts.push(part);
        }
        Ok((parts, total))
    }

    /// An operation, or its hash when another chain made it.
    fn operation(&mut self, chain: ChainId) -> Result<Part, WireError> {
        at_most("operations in a batch", self.operations.len() + 1, BATCH_OPERATIONS_MAX)?;
        let operation = match self.structure.array("operation", 7)? {
            2 => self.raw()?,
            7 => self.derived(chain)?,
            _ => return Err(FormatError::Field("operation").into()),
        };
        self.unpacked_bytes += operation.bytes();
        at_most("unpacked batch bytes", self.unpacked_bytes, BATCH_UNPACKED_BYTES_MAX)?;
        self.operations.push((operation.id(), operation.header().aggregate));
        if operation.is_by(&chain) {
            return Ok(Part::Operation(operation));
        }
        self.foreign.push(operation.id());
        Ok(Part::withheld(&operation.id()))
    }

    fn raw(&mut self) -> Result<Operation, WireError> {
        let header_bytes = self.structure.bytes("operation header")?;
        let length = self.structure.array("bodies", 2 * BODIES_MAX)?;
        if length % 2 != 0 {
            return Err(FormatError::Field("bodies").into());
        }
        let mut bodies = Vec::new();
        for _ in 0..length / 2 {
            let slot = self.slot()?;
            let length = self.length()?;
            bodies.push((slot, self.words.take(length)?.to_vec()));
        }
        Ok(Operation::decode(header_bytes, bodies)?)
    }

    fn derived(&mut self, chain: ChainId) -> Result<Operation, WireError> {
        let kind = u32::try_from(self.structure.uint("kind")?).map_err(|_| FormatError::Field("kind"))?;
        let flags = self.structure.uint("flags")?;
        if flags > MUST_UNDERSTAND {
            return Err(FormatError::Field("flags").into());
        }
        let aggregate = match self.optional("aggregate")? {
            Some(place) => Some(at(&self.tables.aggregates, place, "aggregate")?),
            None => None,
        };
        let actor = match self.optional("actor")? {
            Some(place) => Some(at(&self.tables.actors, place, "actor")?),
            None => None,
        };
        let tables = &self.tables;
        let scopes = self.structure.list("scopes", SCOPES_MAX, |r| at(&tables.scopes, r.uint("scope")?, "scope"))?;
        let (parents, told) = self.parents()?;
        let (entries, bodies) = self.bodies()?;
        let header = Header {
            kind: Kind(kind),
            must_understand: flags & MUST_UNDERSTAND != 0,
            author: chain.author(),
            aggregate: aggregate.or(told).ok_or(FormatError::Field("aggregate"))?,
            actor,
            scopes,
            parents,
            bodies: entries,
        };
        Ok(Operation::of_hashed(&header, bodies)?)
    }

    /// A place in a table, or null.
    fn optional(&mut self, field: &'static str) -> Result<Option<u64>, FormatError> {
        if self.structure.peek(field)? == Type::Null {
            self.structure.skip(field)?;
            return Ok(None);
        }
        self.structure.uint(field).map(Some)
    }

    /// The parents, and what the first of them as written is about.
    fn parents(&mut self) -> Result<(Vec<OpId>, Option<AggregateId>), WireError> {
        let length = self.structure.array("parents", PARENTS_MAX)?;
        let mut parents = Vec::new();
        let mut told = None;
        for index in 0..length {
            let (parent, aggregate) = self.parent()?;
            parents.push(parent);
            if index == 0 {
                told = aggregate;
            }
        }
        parents.sort_unstable();
        Ok((parents, told))
    }

    fn parent(&mut self) -> Result<(OpId, Option<AggregateId>), WireError> {
        if self.structure.peek("parent")? == Type::Null {
            self.structure.skip("parent")?;
            return Ok((OpId::from_bytes(self.noise.fixed()?), None));
        }
        let place = self.structure.int("parent")?;
        if place < 0 {
            let short = at(&self.tables.known, place.unsigned_abs() - 1, "parent")?;
            let (id, aggregate) = self.known.get(&short).ok_or(WireError::Unresolved(short))?;
            return Ok((*id, Some(*aggregate)));
        }
        let back =
            (self.operations.len() as u64).checked_sub(place.unsigned_abs()).ok_or(FormatError::Field("parent"))?;
        let (id, aggregate) = at(&self.operations, back, "parent")?;
        Ok((id, Some(aggregate)))
    }

    /// What the header says about the bodies, and the bodies that are there.
    fn bodies(&mut self) -> Result<(Vec<BodyEntry>, Vec<StoredBody>), WireError> {
        let mut left = self.structure.array("bodies", 3 * BODIES_MAX)?;
        let (mut entries, mut bodies) = (Vec::new(), Vec::new());
        while left > 0 {
            let slot = self.slot()?;
            let how = self.structure.uint("body")?;
            if how == ERASED {
                entries.push(BodyEntry { slot, erasable: true, hash: Hash(self.noise.fixed()?) });
                left = left.checked_sub(2).ok_or(FormatError::Field("bodies"))?;
                continue;
            }
            let erasable = match how {
                STAYING => false,
                ERASABLE => true,
                _ => return Err(FormatError::Field("body").into()),
            };
            let mut bytes = self.noise.take(if erasable { SALT_BYTES } else { 0 })?.to_vec();
            let length = self.length()?;
            bytes.extend_from_slice(self.words.take(length)?);
            entries.push(BodyEntry { slot, erasable, hash: Domain::Body.hash(&bytes) });
            bodies.push((slot, bytes));
            left = left.checked_sub(3).ok_or(FormatError::Field("bodies"))?;
        }
        Ok((entries, bodies))
    }

    fn slot(&mut self) -> Result<u8, FormatError> {
        u8::try_from(self.structure.uint("slot")?).map_err(|_| FormatError::Field("slot"))
    }

    fn length(&mut self) -> Result<usize, FormatError> {
        Ok(usize::try_from(self.structure.uint("length")?).unwrap_or(usize::MAX))
    }

    fn tuple(&mut self, field: &'static str, length: usize) -> Result<(), FormatError> {
        if self.structure.array(field, length)? == length { Ok(()) } else { Err(FormatError::Field(field)) }
    }
}

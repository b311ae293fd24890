//! Commits: one writer's signed statement that these operations happened, after everything it said before.

use std::fmt;

use crate::canonical::{FormatError, Reader, Writer};
use crate::clock::Stamp;
use crate::hash::{Domain, Hash};
use crate::header::set_of;
use crate::ids::{ChainId, Incarnation, NodeId, OpId};
use crate::key::NodeKey;
use crate::limits::{COMMIT_HEADER_BYTES_MAX, COMMIT_OPERATIONS_MAX, KNOWN_HEADS_MAX, at_most};
use crate::merkle;
use crate::signature::{self, Claim, SignatureBytes};

const NODE: u64 = 1;
const INCARNATION: u64 = 2;
const SEQ: u64 = 3;
const PREV: u64 = 4;
const ROOT: u64 = 5;
const COUNT: u64 = 6;
const STAMP: u64 = 7;
const KNOWS: u64 = 8;

/// The last commit of a chain that somebody knew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Head {
    /// The chain.
    pub chain: ChainId,
    /// The commit's sequence number.
    pub seq: u64,
    /// The commit's hash.
    pub hash: Hash,
}

impl Head {
    pub(crate) fn encode(&self, w: &mut Writer) {
        w.array(4).bytes(self.chain.node.as_bytes()).bytes(self.chain.incarnation.as_bytes());
        w.uint(self.seq).bytes(self.hash.as_bytes());
    }

    pub(crate) fn decode(r: &mut Reader<'_>) -> Result<Self, FormatError> {
        if r.array("head", 4)? != 4 {
            return Err(FormatError::Field("head"));
        }
        let chain = ChainId { node: NodeId(r.fixed("node")?), incarnation: Incarnation(r.fixed("incarnation")?) };
        Ok(Head { chain, seq: r.uint("sequence")?, hash: Hash(r.fixed("hash")?) })
    }
}

/// Why a commit does not hold by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CommitError {
    /// It carries no signature of its own; only a later commit of its chain can prove it.
    #[error("the commit carries no signature")]
    Unsigned,
    /// The signature is not the node's over this header.
    #[error("the signature does not match the commit")]
    BadSignature,
    /// These are not the operations that were signed.
    #[error("the operations are not the ones the commit was signed over")]
    WrongOperations,
}

/// What a commit's header says, fields of later versions aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CommitHeader {
    pub(crate) chain: ChainId,
    pub(crate) seq: u64,
    pub(crate) prev: Option<Hash>,
    pub(crate) root: Hash,
    pub(crate) count: usize,
    pub(crate) stamp: Stamp,
    pub(crate) knows: Vec<Head>,
}

/// A commit's header bytes as received, and its signature.
///
/// The signature may be absent: in a run of commits the last signature proves all before it, and thin links leave the
/// others out. Such a commit still counts; it just cannot travel alone.
#[derive(Clone, PartialEq, Eq)]
pub struct Commit {
    header: CommitHeader,
    header_bytes: Vec<u8>,
    hash: Hash,
    signature: Option<SignatureBytes>,
}

impl Commit {
    /// Signs a commit over `operations`, in this order. `prev` is the hash of the commit at `seq - 1`, none at 0.
    /// `knows` is only for the first commit of an incarnation: the heads its node knows, its own earlier ones included.
    ///
    /// # Errors
    /// [`FormatError`] when there are no operations, one is named twice, there are too many of something, or `prev` or
    /// `knows` do not fit `seq`.
    pub fn sign(
        key: &NodeKey,
        incarnation: Incarnation,
        seq: u64,
        prev: Option<Hash>,
        stamp: Stamp,
        operations: &[OpId],
        mut knows: Vec<Head>,
    ) -> Result<Self, FormatError> {
        at_most("operations in a commit", operations.len(), COMMIT_OPERATIONS_MAX)?;
        if !are_distinct(operations) {
            return Err(FormatError::Field("list of operations"));
        }
        knows.sort();
        let chain = ChainId { node: key.id(), incarnation };
        let root = merkle::root(operations);
        let header = CommitHeader { chain, seq, prev, root, count: operations.len(), stamp, knows };
        let mut commit = Commit::from_parts(header.encode(), None)?;
        commit.signature = Some(key.sign(Domain::Commit, &commit.hash));
        Ok(commit)
    }

    /// Puts a commit together from its header bytes and its signature. Nothing is verified yet.
    ///
    /// # Errors
    /// [`FormatError`] when the header is not well formed.
    pub fn from_parts(
        header_bytes: impl Into<Vec<u8>>,
        signature: Option<SignatureBytes>,
    ) -> Result<Self, FormatError> {
        let header_bytes = header_bytes.into();
        let header = CommitHeader::decode(&header_bytes)?;
        let hash = Domain::Commit.hash(&header_bytes);
        Ok(Commit { header, header_bytes, hash, signature })
    }

    /// One byte string for header and signature.
    pub fn encode(&self) -> Vec<u8> {
        let mut w = Writer::new();
        w.array(2).bytes(&self.header_bytes);
        match &self.signature {
            Some(signature) => w.bytes(signature),
            None => w.null(),
        };
        w.finish()
    }

    /// Reads what [`Commit::encode`] wrote. Nothing is verified yet.
    ///
    /// # Errors
    /// [`FormatError`] when the bytes are not a well-formed commit.
    pub fn decode(bytes: &[u8]) -> Result<Self, FormatError> {
        at_most("commit bytes", bytes.len(), COMMIT_HEADER_BYTES_MAX + 128)?;
        let mut r = Reader::checked(bytes)?;
        if r.array("commit", 2)? != 2 {
            return Err(FormatError::Field("commit"));
        }
        let header_bytes = r.bytes("commit header")?;
        let signature = match r.peek("signature")? {
            minicbor::data::Type::Null => None,
            _ => Some(r.fixed("signature")?),
        };
        Commit::from_parts(header_bytes, signature)
    }

    /// Whose it is.
    pub fn chain(&self) -> ChainId {
        self.header.chain
    }

    /// Its place in its chain, from 0.
    pub fn seq(&self) -> u64 {
        self.header.seq
    }

    /// The hash of the commit before it; none at the beginning of a chain.
    pub fn prev(&self) -> Option<Hash> {
        self.header.prev
    }

    /// The Merkle root over its operations.
    pub fn root(&self) -> Hash {
        self.header.root
    }

    /// How many operations it has, at least 1.
    pub fn count(&self) -> usize {
        self.header.count
    }

    /// The author's hybrid time.
    pub fn stamp(&self) -> Stamp {
        self.header.stamp
    }

    /// The heads its node knew when the incarnation began; empty after the first commit.
    pub fn knows(&self) -> &[Head] {
        &self.header.knows
    }

    /// Its identity: the hash of the header bytes. The signature is not part of it.
    pub fn hash(&self) -> Hash {
        self.hash
    }

    /// This commit as the head of its chain.
    pub fn head(&self) -> Head {
        Head { chain: self.chain(), seq: self.seq(), hash: self.hash }
    }

    /// The bytes that were hashed and signed, as they were received.
    pub fn header_bytes(&self) -> &[u8] {
        &self.header_bytes
    }

    /// Its own signature, if it came with one.
    pub fn signature(&self) -> Option<&SignatureBytes> {
        self.signature.as_ref()
    }

    /// The same commit without its signature, as it travels inside a run.
    pub fn without_signature(mut self) -> Self {
        self.signature = None;
        self
    }

    /// Checks its own signature.
    ///
    /// # Errors
    /// [`CommitError::Unsigned`] or [`CommitError::BadSignature`].
    pub fn verify(&self) -> Result<(), CommitError> {
        let claim = self.claim().ok_or(CommitError::Unsigned)?;
        if signature::verify(&claim) { Ok(()) } else { Err(CommitError::BadSignature) }
    }

    /// Checks that these are its operations, all of them, in order.
    ///
    /// # Errors
    /// [`CommitError::WrongOperations`].
    pub fn verify_operations(&self, operations: &[OpId]) -> Result<(), CommitError> {
        let fits =
            operations.len() == self.count() && are_distinct(operations) && merkle::root(operations) == self.root();
        if fits { Ok(()) } else { Err(CommitError::WrongOperations) }
    }

    /// Whether a later version wrote something into the header that this one does not know.
    pub(crate) fn has_unknown_fields(&self) -> bool {
        self.header.encode() != self.header_bytes
    }

    /// What its signature claims; none without one.
    pub(crate) fn claim(&self) -> Option<Claim<'_>> {
        let signature = self.signature.as_ref()?;
        Some(Claim { key: &self.header.chain.node, message: Domain::Commit.message(&self.hash), signature })
    }
}

impl fmt::Debug for Commit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Commit");
        shown.field("hash", &self.hash).field("chain", &self.header.chain).field("seq", &self.header.seq);
        shown.field("is_signed", &self.signature.is_some()).finish_non_exhaustive()
    }
}

/// Whether there is at least one operation and none twice.
fn are_distinct(operations: &[OpId]) -> bool {
    let mut sorted = operations.to_vec();
    sorted.sort_unstable();
    !sorted.is_empty() && crate::canonical::ascends(&sorted)
}

impl CommitHeader {
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut w = Writer::new();
        w.map(6 + usize::from(self.prev.is_some()) + usize::from(!self.knows.is_empty()));
        w.uint(NODE).bytes(self.chain.node.as_bytes());
        w.uint(INCARNATION).bytes(self.chain.incarnation.as_bytes());
        w.uint(SEQ).uint(self.seq);
        if let Some(prev) = &self.prev {
            w.uint(PREV).bytes(prev.as_bytes());
        }
        w.uint(ROOT).bytes(self.root.as_bytes());
        w.uint(COUNT).uint(self.count as u64);
        w.uint(STAMP).uint(self.stamp.as_u64());
        if !self.knows.is_empty() {
            w.uint(KNOWS).array(self.knows.len());
            self.knows.iter().for_each(|head| head.encode(&mut w));
        }
        w.finish()
    }

    fn decode(bytes: &[u8]) -> Result<Self, FormatError> {
        at_most("commit header bytes", bytes.len(), COMMIT_HEADER_BYTES_MAX)?;
        let mut fields = Fields::default();
        Reader::checked(bytes)?.fields("commit header", |r, key| fields.read(r, key))?;
        fields.finish()
    }
}

/// A commit header while it is being read.
#[derive(Default)]
struct Fields {
    node: Option<NodeId>,
    incarnation: Option<Incarnation>,
    seq: Option<u64>,
    prev: Option<Hash>,
    root: Option<Hash>,
    count: Option<usize>,
    stamp: Option<Stamp>,
    knows: Vec<Head>,
}

impl Fields {
    fn read(&mut self, r: &mut Reader<'_>, key: u64) -> Result<bool, FormatError> {
        match key {
            NODE => self.node = Some(NodeId(r.fixed("node")?)),
            INCARNATION => self.incarnation = Some(Incarnation(r.fixed("incarnation")?)),
            SEQ => self.seq = Some(r.uint("sequence")?),
            PREV => self.prev = Some(Hash(r.fixed("hash of the commit before")?)),
            ROOT => self.root = Some(Hash(r.fixed("root")?)),
            COUNT => self.count = Some(count(r)?),
            STAMP => self.stamp = Some(Stamp::from_u64(r.uint("stamp")?)),
            KNOWS => self.knows = set_of(r.list("known heads", KNOWN_HEADS_MAX, Head::decode)?, "known heads")?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn finish(self) -> Result<CommitHeader, FormatError> {
        let chain = ChainId {
            node: self.node.ok_or(FormatError::Field("node"))?,
            incarnation: self.incarnation.ok_or(FormatError::Field("incarnation"))?,
        };
        let seq = self.seq.ok_or(FormatError::Field("sequence"))?;
        if self.prev.is_none() != (seq == 0) {
            return Err(FormatError::Field("hash of the commit before"));
        }
        if !self.knows.is_empty() && seq != 0 {
            return Err(FormatError::Field("known heads"));
        }
        Ok(CommitHeader {
            chain,
            seq,
            prev: self.prev,
            root: self.root.ok_or(FormatError::Field("root"))?,
            count: self.count.ok_or(FormatError::Field("count"))?,
            stamp: self.stamp.ok_or(FormatError::Field("stamp"))?,
            knows: self.knows,
        })
    }
}

fn count(r: &mut Reader<'_>) -> Result<usize, FormatError> {
    let count = usize::try_from(r.uint("count")?).unwrap_or(usize::MAX);
    at_most("operations in a commit", count, COMMIT_OPERATIONS_MAX)?;
    if count == 0 { Err(FormatError::Field("count")) } else { Ok(count) }
}

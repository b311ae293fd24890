//! Batches on the wire and in bundles: commits with their operations, without anything a receiver can work out.
//!
//! Left out are hashes of bodies that are there, authors, roots, sequence numbers and the hash of the commit before,
//! operation ids, and most signatures. What is left falls into two kinds: random bytes (salts, new ids, the odd hash),
//! which no compressor can shrink and which would spoil its statistics, travel as they are; the rest is compressed
//! with zstd under a numbered dictionary. Only uncompressed bytes are ever hashed.
//!
//! `container` is the outermost layer, `pack` writes, `unpack` reads and verifies; the format is in
//! `docs/log-format.md`.

mod container;
mod dictionary;
mod pack;
mod unpack;

use crate::canonical::FormatError;
use crate::hash::Hash;
use crate::ids::{AggregateId, OpId};
use crate::limits::LimitError;
use crate::operation::OperationError;
use crate::parts::PartialCommit;
use crate::run::RunError;

pub use container::Effort;
pub use dictionary::Dictionary;
pub use pack::pack;
pub use unpack::Packed;

/// Commits of one chain that follow each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// At least one; the last carries a signature.
    pub commits: Vec<PartialCommit>,
}

/// What came out of a packed batch. Everything in it is verified: signatures, links, roots, bodies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// The runs, in the order the sender chose.
    pub runs: Vec<Run>,
    /// Operations that a commit holds but another chain made. They are treated as withheld, on every node alike.
    pub foreign: Vec<OpId>,
}

/// How many bytes a packed batch says it holds, before anything of it was opened; never less than it takes packed.
pub fn said_bytes(packed: &[u8]) -> usize {
    container::said_bytes(packed)
}

/// The first eight bytes of an operation's id, for parents the receiver has already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShortId(pub [u8; 8]);

impl ShortId {
    /// The short form of an id.
    pub fn of(id: &OpId) -> Self {
        let mut short = [0; 8];
        short.copy_from_slice(&id.as_bytes()[..8]);
        ShortId(short)
    }
}

/// Which signatures travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signatures {
    /// Each one that is there: for a bundle that is kept as evidence.
    All,
    /// Only the last of each run, which proves the others.
    Last,
}

/// How to pack.
pub struct Packing<'a> {
    /// One the receiver named.
    pub dictionary: Dictionary,
    /// How hard to compress.
    pub effort: Effort,
    /// Which signatures travel.
    pub signatures: Signatures,
    /// What the receiver is known to have: of an operation, the aggregate it is about. Such parents travel as
    /// [`ShortId`]. Answer `None` always for a bundle, whose reader is not known.
    pub receiver_has: &'a dyn Fn(&OpId) -> Option<AggregateId>,
}

/// Why a batch cannot be packed or unpacked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// It was made by a later version of the format.
    #[error("version {0} of the batch format is not known here")]
    UnknownVersion(u8),
    /// It was compressed with a dictionary this program does not have.
    #[error("compression dictionary {0} is not known here")]
    UnknownDictionary(u8),
    /// It ends too early or does not decompress to what it says.
    #[error("the batch is damaged")]
    Damaged,
    /// Something in it is not where it belongs.
    #[error("the batch cannot be read")]
    Format(#[from] FormatError),
    /// It names a parent by its short id that was not given to [`Packed::unpack`]. Ask for the batch with full ids.
    #[error("the batch names an operation that is not known here")]
    Unresolved(ShortId),
    /// An operation does not hold.
    #[error("an operation of the batch does not hold")]
    Operation(#[from] OperationError),
    /// A run does not hold. When short ids were used, one of them may stand for two operations: ask again for the
    /// batch with full ids before blaming the sender.
    #[error("run {run} of the batch does not hold")]
    Run {
        /// Its place in the batch, from 0.
        run: usize,
        /// What is wrong with it.
        #[source]
        error: RunError,
    },
}

impl From<LimitError> for WireError {
    fn from(error: LimitError) -> Self {
        WireError::Format(error.into())
    }
}

/// Flags of an operation.
const MUST_UNDERSTAND: u64 = 1;
/// Flags of a commit: it is followed by its signature, by known heads; its header travels as raw bytes.
const SIGNED: u64 = 1;
const KNOWS: u64 = 2;
const RAW: u64 = 4;
/// How a body travels.
const STAYING: u64 = 0;
const ERASABLE: u64 = 1;
const ERASED: u64 = 2;

/// Length of what a chain takes in the table of chains: node and incarnation.
const CHAIN_BYTES: usize = Hash::LEN + 8;

//! Every limit of the format, with its unit. A value beyond one of these is refused by whoever writes it and by
//! whoever reads it, so that no peer can make another allocate without bound. All are part of the frozen format:
//! raising one splits the fleet, because an older node refuses what a newer one accepts.

use crate::Hash;

/// Longest operation header, in bytes.
pub const HEADER_BYTES_MAX: usize = 8 * 1024;
/// Longest body, in bytes, its salt included. Files are not bodies: they are stored by content hash elsewhere.
pub const BODY_BYTES_MAX: usize = 1024 * 1024;
/// Longest operation, in bytes: header and all bodies together.
pub const OPERATION_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Most bodies one operation may have.
pub const BODIES_MAX: usize = 16;
/// Most parents one operation may name.
pub const PARENTS_MAX: usize = 64;
/// Most scopes one operation may add.
pub const SCOPES_MAX: usize = 64;
/// Longest scope, in bytes.
pub const SCOPE_BYTES_MAX: usize = 32;
/// Most operations in one commit.
pub const COMMIT_OPERATIONS_MAX: usize = 4096;
/// Longest commit header, in bytes. Room for [`KNOWN_HEADS_MAX`] heads.
pub const COMMIT_HEADER_BYTES_MAX: usize = 64 * 1024;
/// Most heads the first commit of an incarnation may name.
pub const KNOWN_HEADS_MAX: usize = 512;
/// Longest Merkle path, in hashes: the depth of a tree with [`COMMIT_OPERATIONS_MAX`] leaves.
pub const PATH_HASHES_MAX: usize = 12;
/// Longest encoded travelling operation, in bytes.
pub const TRAVELLING_BYTES_MAX: usize =
    OPERATION_BYTES_MAX + COMMIT_HEADER_BYTES_MAX + (PATH_HASHES_MAX + 4) * Hash::LEN;
/// Longest signed statement (certificate, revocation, root), in bytes.
pub const STATEMENT_BYTES_MAX: usize = 32 * 1024;
/// Longest name inside a statement, in bytes.
pub const NAME_BYTES_MAX: usize = 120;
/// Longest number prefix, in bytes.
pub const PREFIX_BYTES_MAX: usize = 8;
/// Characters of the mark that stands behind the prefix in numbers of a node whose disk was put back.
pub const SERIES_MARK_CHARS: usize = 4;
/// Most scopes a certificate may list for reading, and again for writing.
pub const CERTIFICATE_SCOPES_MAX: usize = 256;
/// Most chains a revocation may cut.
pub const CUTS_MAX: usize = 256;
/// Most operations one tombstone or adoption may name.
pub const TARGETS_MAX: usize = 256;
/// Most commits on either side of a proof of a fork.
pub const FORK_COMMITS_MAX: usize = 1024;
/// Longest encoded proof of a fork, in bytes.
pub const FORK_BYTES_MAX: usize = 1024 * 1024;
/// Deepest nesting of arrays and maps in anything this format hashes.
pub const DEPTH_MAX: usize = 8;
/// Longest packed batch, in bytes.
pub const BATCH_PACKED_BYTES_MAX: usize = 16 * 1024 * 1024;
/// Longest compressible part of a batch after decompression, in bytes.
pub const BATCH_BYTES_MAX: usize = 16 * 1024 * 1024;
/// Longest headers and bodies of all operations of a batch together, in bytes, after everything was worked out again.
/// Without it, a few kilobytes of references to long scopes and many parents would unfold to hundreds of megabytes.
pub const BATCH_UNPACKED_BYTES_MAX: usize = 32 * 1024 * 1024;
/// Most commits in one batch.
pub const BATCH_COMMITS_MAX: usize = 65_536;
/// Most operations in one batch.
pub const BATCH_OPERATIONS_MAX: usize = 65_536;

/// A value that does not fit into the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{what}: {found} is more than {max}")]
pub struct LimitError {
    /// What was counted, with its unit.
    pub what: &'static str,
    /// How much of it there was.
    pub found: usize,
    /// How much of it there may be.
    pub max: usize,
}

/// Refuses `found` of `what` beyond `max`.
pub(crate) fn at_most(what: &'static str, found: usize, max: usize) -> Result<(), LimitError> {
    if found > max { Err(LimitError { what, found, max }) } else { Ok(()) }
}

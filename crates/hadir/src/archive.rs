//! The file a backup is: everything a node must not lose, in one encrypted stream that knows no database engine.
//!
//! From the outside inwards: an age file (version 1, passphrase by scrypt), in it one zstd stream, in it the archive:
//!
//! ```text
//! archive = "hadir backup 1\n" entry* 0x00 count(u64) hash(32)
//! entry   = 0x01 length(u8) name piece* 0x00000000 hash(32)
//! piece   = length(u32, 1 to 8 MiB) bytes
//! ```
//!
//! Numbers are little-endian. The hash of an entry is BLAKE3 over its name and its pieces, each with its length; the
//! hash at the end is BLAKE3 over the hashes of all entries, so that none can be missing. Encryption alone already
//! refuses an altered or cut file; the hashes notice what happened to the bytes before they were encrypted.
//!
//! The entries, in this order: `hadir.json`, `keys/node.key`, `keys/regency.key`; what the node serves HTTPS with, if it
//! has that: `keys/https.key`, `keys/https.pem`, `keys/authority.crt`; `lang/…` for each language dropped in; `log/…`, one for each [`Part`](hadir_store::snapshot::Part) of a snapshot; `files/…`, one for each photo or file,
//! named by its hash. The root key is not in it, and neither is the incarnation: a restored node writes a new chain.
//!
//! `write` and `read` know bytes, `seal` knows encryption, `name` knows what entries there are, `gather` makes an
//! archive of a running node, `walk` reads one and hands out what it finds, `check` only checks it, `partial` sees to it
//! that no half of anything is ever left under its name.

pub mod check;
pub mod gather;
mod name;
pub mod partial;
mod read;
mod seal;
pub mod walk;
mod write;

use std::path::{Path, PathBuf};

use read::Reader;
pub use seal::{open, seal};

/// What every archive begins with.
const MAGIC: &[u8; 15] = b"hadir backup 1\n";
/// Longest piece, in bytes. A piece of the log is one mebibyte and one operation long, at most about five.
const PIECE_BYTES_MAX: usize = 8 * 1024 * 1024;
/// Longest entry that is read as a whole: the configuration, a key, a language, a photo; in bytes.
const WHOLE_BYTES_MAX: usize = 64 * 1024 * 1024;
/// How much of a file one piece holds, in bytes.
const FILE_PIECE_BYTES: usize = 1024 * 1024;

/// Why a backup could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The passphrase is another one, or the part of the file that it opens was altered.
    #[error("the passphrase does not open {0}, or its first bytes were altered")]
    Passphrase(PathBuf),
    /// It does not begin as a backup does.
    #[error("{0} is not a backup, or its first bytes were altered")]
    NoBackup(PathBuf),
    /// It ends too early, or its bytes are not those that were written.
    #[error("{0} was cut off or altered; use another copy")]
    Broken(PathBuf),
    /// What it holds was damaged before it was encrypted, or was written by a later version.
    #[error("the backup is damaged: {0}")]
    Damaged(String),
    /// The disk failed.
    #[error("{path} could not be read or written")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

impl ArchiveError {
    fn damaged(what: impl std::fmt::Display) -> Self {
        Self::Damaged(what.to_string())
    }

    fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        move |source| Self::Io { path: path.to_owned(), source }
    }
}

//! Files that operations name, and which of them is wanted sooner.

use std::cmp::{Ordering, Reverse};

use hadir_oplog::Hash;

/// How soon a file travels: everything wanted of one rank comes before anything of the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileRank {
    /// A few kilobytes that show what it is about.
    Preview = 0,
    /// All else.
    Whole = 1,
}

/// A file that an operation names. In order, the one wanted soonest comes first: by rank, then the latest named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedFile {
    /// How soon it travels.
    pub rank: FileRank,
    /// When it was named, in milliseconds since 1970, UTC.
    pub at_ms: i64,
    /// Its name: the hash of its content.
    pub hash: Hash,
}

impl Ord for NamedFile {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |file: &Self| (file.rank, Reverse(file.at_ms), file.hash);
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for NamedFile {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

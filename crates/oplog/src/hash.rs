//! BLAKE3 hashes, one domain for each use, so that bytes hashed for one purpose never pass for another.

use std::fmt;

/// What a hash is about. Each use has a context string of its own for BLAKE3's key derivation mode; the strings are
/// part of the frozen format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Domain {
    Body,
    Operation,
    Author,
    Leaf,
    Branch,
    Commit,
    Certificate,
    Revocation,
    Root,
    Batch,
}

impl Domain {
    /// The context string, also the prefix of what is signed.
    pub(crate) fn context(self) -> &'static str {
        match self {
            Domain::Body => "hadir oplog 1 body",
            Domain::Operation => "hadir oplog 1 operation",
            Domain::Author => "hadir oplog 1 author",
            Domain::Leaf => "hadir oplog 1 leaf",
            Domain::Branch => "hadir oplog 1 branch",
            Domain::Commit => "hadir oplog 1 commit",
            Domain::Certificate => "hadir oplog 1 certificate",
            Domain::Revocation => "hadir oplog 1 revocation",
            Domain::Root => "hadir oplog 1 root",
            Domain::Batch => "hadir oplog 1 batch verification",
        }
    }

    /// A hasher for this domain, for input that comes in parts.
    pub(crate) fn hasher(self) -> blake3::Hasher {
        blake3::Hasher::new_derive_key(self.context())
    }

    /// The hash of `bytes` in this domain.
    pub(crate) fn hash(self, bytes: &[u8]) -> Hash {
        Hash(*self.hasher().update(bytes).finalize().as_bytes())
    }

    /// What is signed: the context string, then the hash. A node key that signs anything else, for example a
    /// handshake, can therefore never be tricked into signing a commit.
    pub(crate) fn message(self, hash: &Hash) -> Vec<u8> {
        let mut message = self.context().as_bytes().to_vec();
        message.extend_from_slice(hash.as_bytes());
        message
    }
}

/// A BLAKE3 hash of 32 bytes. Shown and parsed as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub(crate) [u8; 32]);

impl Hash {
    /// Length in bytes.
    pub const LEN: usize = 32;

    /// Takes 32 bytes that were a hash before, for example from a column of a database.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Hash(bytes)
    }

    /// The 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

crate::ids::text_form!(Hash, 32);

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_input_hashes_differently_in_each_domain() {
        assert_ne!(Domain::Leaf.hash(b"x"), Domain::Branch.hash(b"x"));
    }

    #[test]
    fn the_text_form_goes_there_and_back() {
        let hash = Domain::Body.hash(b"dermaga");
        assert_eq!(hash.to_string().parse::<Hash>(), Ok(hash));
        assert!("abc".parse::<Hash>().is_err());
    }
}

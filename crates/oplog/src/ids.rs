//! Who, what and where: the identities an operation and a commit are made of. Each is a type of its own, so that a
//! node never passes for an aggregate.

use std::fmt;

use crate::hash::{Domain, Hash};
use crate::limits::SCOPE_BYTES_MAX;

/// A text that is not the hexadecimal form of an identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not {digits} hexadecimal digits")]
pub struct ParseIdError {
    /// How many digits were expected.
    pub digits: usize,
}

/// `Display` and `FromStr` as lower-case hexadecimal digits.
macro_rules! text_form {
    ($name:ident, $len:literal) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&hex::encode(self.as_bytes()))
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::ids::ParseIdError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let mut bytes = [0; $len];
                hex::decode_to_slice(text, &mut bytes).map_err(|_| $crate::ids::ParseIdError { digits: 2 * $len })?;
                Ok(Self::from_bytes(bytes))
            }
        }
    };
}
pub(crate) use text_form;

macro_rules! byte_id {
    ($(#[$doc:meta])* $name:ident, $len:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub(crate) [u8; $len]);

        impl $name {
            /// Length in bytes.
            pub const LEN: usize = $len;

            /// Takes the bytes as they are.
            pub const fn from_bytes(bytes: [u8; $len]) -> Self {
                $name(bytes)
            }

            /// The bytes.
            pub const fn as_bytes(&self) -> &[u8; $len] {
                &self.0
            }
        }

        text_form!($name, $len);

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }
    };
}

byte_id!(
    /// A node, which is one office's server: its Ed25519 public key. The bytes need not be a valid key; nothing
    /// verifies under one that is not.
    NodeId, 32
);
byte_id!(
    /// Eight random bytes chosen when a node starts a new chain: after a restore, or for a second process.
    Incarnation, 8
);
byte_id!(
    /// The thing an operation is about: a case, a counter, a roster. Made by the application, 16 random bytes.
    AggregateId, 16
);
byte_id!(
    /// A member of staff, as a pseudonym: who it is stands in an erasable body elsewhere.
    ActorId, 16
);
byte_id!(
    /// The first half of the hash of a [`ChainId`], which stands in every operation header. It ties an operation to
    /// the one chain that may commit it: without it, another node could commit a copy and claim or spoil it.
    Author, 16
);

/// One line of commits by one writer: a node and one of its incarnations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChainId {
    /// The node that signs.
    pub node: NodeId,
    /// Which of the node's lines this is.
    pub incarnation: Incarnation,
}

impl ChainId {
    /// What operations of this chain carry in their header.
    pub fn author(&self) -> Author {
        let mut hasher = Domain::Author.hasher();
        hasher.update(self.node.as_bytes()).update(self.incarnation.as_bytes());
        let mut author = [0; 16];
        author.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        Author(author)
    }
}

/// An operation's identity: the hash of its header bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OpId(pub Hash);

impl OpId {
    /// Takes 32 bytes that were an operation's identity before.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        OpId(Hash::from_bytes(bytes))
    }

    /// The 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// The identity of the operation with these header bytes.
    pub fn of_header(header_bytes: &[u8]) -> Self {
        OpId(Domain::Operation.hash(header_bytes))
    }
}

text_form!(OpId, 32);

impl fmt::Debug for OpId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OpId({self})")
    }
}

/// What happened, as a number. 1 to 99 belong to this crate; pillars have ranges of their own above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kind(pub u32);

impl Kind {
    /// Erases bodies of earlier operations, see [`crate::Tombstone`].
    pub const TOMBSTONE: Kind = Kind(1);
    /// Carries a [`crate::Certificate`].
    pub const CERTIFICATE: Kind = Kind(2);
    /// Carries a [`crate::Revocation`].
    pub const REVOCATION: Kind = Kind(3);
    /// Carries a [`crate::RootStatement`].
    pub const ROOT: Kind = Kind(4);
    /// Lets operations count that a revocation had set aside, see [`crate::Adoption`].
    pub const ADOPTION: Kind = Kind(5);
    /// Carries a [`crate::ForkProof`].
    pub const FORK: Kind = Kind(6);

    /// Whether the number belongs to this crate.
    pub const fn is_reserved(self) -> bool {
        self.0 >= 1 && self.0 <= 99
    }
}

/// A unit's short code, to which readers are entitled: 1 to 32 of `a` to `z`, `0` to `9`, `.` and `-`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scope(String);

/// A text that is not a [`Scope`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a scope has 1 to 32 characters out of a-z, 0-9, . and -")]
pub struct ScopeError;

impl Scope {
    /// Checks and takes a code.
    ///
    /// ```
    /// # use hadir_oplog::Scope;
    /// assert_eq!(Scope::try_new("kec-sebatik").unwrap().as_str(), "kec-sebatik");
    /// assert!(Scope::try_new("Kec. Sebatik").is_err());
    /// ```
    pub fn try_new(code: impl Into<String>) -> Result<Self, ScopeError> {
        let code = code.into();
        let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.' || b == b'-';
        if (1..=SCOPE_BYTES_MAX).contains(&code.len()) && code.bytes().all(allowed) {
            Ok(Scope(code))
        } else {
            Err(ScopeError)
        }
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for Scope {
    type Err = ScopeError;

    fn from_str(code: &str) -> Result<Self, ScopeError> {
        Scope::try_new(code)
    }
}

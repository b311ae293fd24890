//! Signed operations: identities, hybrid clocks, operations, commits, certificates, and how they travel.
//!
//! Pure: no clock, disk, network or randomness of its own; instants and random bytes come in as arguments. The format
//! is frozen and written down in `docs/log-format.md`; golden vectors stand in `tests/vectors/`.
//!
//! Read in this order: `ids`, `operation`, `commit`, `order`, then `trust`; `wire` is how batches travel.
//!
//! ```
//! use hadir_oplog::*;
//!
//! let key = NodeKey::from_bytes([7; 32]);
//! let chain = ChainId { node: key.id(), incarnation: Incarnation::from_bytes([1; 8]) };
//! let draft = Draft {
//!     kind: Kind(100),
//!     must_understand: false,
//!     aggregate: AggregateId::from_bytes([2; 16]),
//!     actor: None,
//!     scopes: vec![Scope::try_new("dishub").unwrap()],
//!     parents: vec![],
//!     bodies: vec![DraftBody { slot: 1, erasable: true, bytes: b"Papan dermaga lepas".to_vec() }],
//! };
//! let operation = draft.seal(&chain, &mut || [3; 16]).unwrap(); // really 16 random bytes
//! let stamp = HybridClock::new(None).tick(1_773_282_600_000);
//! let commit = Commit::sign(&key, chain.incarnation, 0, None, stamp, &[operation.id()], vec![]).unwrap();
//!
//! commit.verify().unwrap();
//! commit.verify_operations(&[operation.id()]).unwrap();
//! assert_eq!(operation.body(1), Some(&b"Papan dermaga lepas"[..]));
//! ```

mod adoption;
mod canonical;
mod certificate;
mod clock;
mod commit;
mod fork;
mod hash;
mod header;
mod ids;
mod key;
pub mod limits;
mod merkle;
mod operation;
mod order;
mod parts;
mod revocation;
mod run;
mod signature;
mod statement;
pub mod sync;
mod tombstone;
mod travel;
mod trust;
pub mod wire;

pub use adoption::Adoption;
pub use canonical::FormatError;
pub use certificate::{Certificate, Demand, Rights};
pub use clock::{Drift, HybridClock, Stamp};
pub use commit::{Commit, CommitError, Head};
pub use fork::{ForkError, ForkProof};
pub use hash::Hash;
pub use header::{BodyEntry, Header};
pub use ids::{
    ActorId, AggregateId, Author, ChainId, Incarnation, Kind, NodeId, OpId, ParseIdError, Scope, ScopeError,
};
pub use key::NodeKey;
pub use limits::LimitError;
pub use merkle::Path;
pub use operation::{Body, Draft, DraftBody, Operation, OperationError, SALT_BYTES, StoredBody};
pub use order::{CausalOrder, History, Placed, Waiting, causal_order, concurrent, heads};
pub use parts::{Part, PartialCommit};
pub use revocation::{Cut, Revocation};
pub use run::{RunError, RunFault, verify_batch, verify_links, verify_run};
pub use signature::SignatureBytes;
pub use statement::{RootStatement, STATEMENT_SLOT, Signed, Statement, StatementError};
pub use tombstone::{Tombstone, Tombstones};
pub use travel::{TravelError, TravellingOperation};
pub use trust::{OtherRoot, Standing, SyncRefusal, Trust};

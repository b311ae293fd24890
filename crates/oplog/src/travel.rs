//! One operation on its own: with its path to a signed commit it proves itself to anyone who trusts the node.

use crate::canonical::{FormatError, Reader, Writer};
use crate::commit::{Commit, CommitError};
use crate::hash::Hash;
use crate::ids::OpId;
use crate::limits::{BODIES_MAX, PATH_HASHES_MAX, TRAVELLING_BYTES_MAX, at_most};
use crate::merkle::Path;
use crate::operation::{Operation, OperationError, StoredBody};

const COMMIT: u64 = 1;
const SIGNATURE: u64 = 2;
const INDEX: u64 = 3;
const NEIGHBOURS: u64 = 4;
const HEADER: u64 = 5;
const BODIES: u64 = 6;

/// Why an operation that came alone does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TravelError {
    /// The bytes are not of this form.
    #[error("the travelling operation cannot be read")]
    Format(#[from] FormatError),
    /// The operation is not what its header says.
    #[error("the operation does not hold")]
    Operation(#[from] OperationError),
    /// The commit does not hold.
    #[error("the commit does not hold")]
    Commit(#[from] CommitError),
    /// The path does not lead from the operation to the commit.
    #[error("the operation is not part of the commit")]
    WrongPath,
    /// The operation was made by another chain than the one that committed it.
    #[error("the operation was made by another chain")]
    Foreign,
}

/// An operation, the commit it is part of, and the way from one to the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TravellingOperation {
    /// The commit, signed.
    pub commit: Commit,
    /// From the operation to the commit's root.
    pub path: Path,
    /// The operation, with the bodies that are present.
    pub operation: Operation,
}

impl TravellingOperation {
    /// Makes an operation ready to travel. `operations` are all of the commit's, in order.
    ///
    /// # Errors
    /// [`TravelError`] when the commit has no signature of its own or the operation is not one of its.
    pub fn new(commit: Commit, operations: &[OpId], operation: Operation) -> Result<Self, TravelError> {
        let index = operations.iter().position(|id| *id == operation.id());
        let path = index.and_then(|index| Path::new(operations, index)).ok_or(TravelError::WrongPath)?;
        let travelling = TravellingOperation { commit, path, operation };
        travelling.verify()?;
        Ok(travelling)
    }

    /// Checks signature, path and author. Whether the node may do what it did is for [`crate::Trust`] to say.
    ///
    /// # Errors
    /// [`TravelError`] names what does not hold.
    pub fn verify(&self) -> Result<(), TravelError> {
        self.commit.verify()?;
        let leads_there = self.path.root(&self.operation.id()) == Some(self.commit.root());
        if self.path.count != self.commit.count() || !leads_there {
            return Err(TravelError::WrongPath);
        }
        if self.operation.is_by(&self.commit.chain()) { Ok(()) } else { Err(TravelError::Foreign) }
    }

    /// One byte string for all of it.
    ///
    /// # Panics
    /// When the commit was exchanged for one without a signature after [`TravellingOperation::new`].
    pub fn encode(&self) -> Vec<u8> {
        let mut w = Writer::new();
        w.map(6);
        w.uint(COMMIT).bytes(self.commit.header_bytes());
        w.uint(SIGNATURE).bytes(self.commit.signature().expect("an operation travels with a signed commit"));
        w.uint(INDEX).uint(self.path.index as u64);
        w.uint(NEIGHBOURS).array(self.path.neighbours.len());
        for hash in &self.path.neighbours {
            w.bytes(hash.as_bytes());
        }
        w.uint(HEADER).bytes(self.operation.header_bytes());
        w.uint(BODIES).array(self.operation.bodies().len());
        for body in self.operation.bodies() {
            w.array(2).uint(body.slot().into()).bytes(body.bytes());
        }
        w.finish()
    }

    /// Reads what [`TravellingOperation::encode`] wrote and verifies it.
    ///
    /// # Errors
    /// [`TravelError`] when it cannot be read or does not hold.
    pub fn decode(bytes: &[u8]) -> Result<Self, TravelError> {
        at_most("travelling operation bytes", bytes.len(), TRAVELLING_BYTES_MAX).map_err(FormatError::from)?;
        let mut parts = Parts::default();
        Reader::checked(bytes)?.fields("travelling operation", |r, key| parts.read(r, key))?;
        let commit = Commit::from_parts(parts.commit, Some(parts.signature.ok_or(FormatError::Field("signature"))?))?;
        let path = Path { index: parts.index, count: commit.count(), neighbours: parts.neighbours };
        let operation = Operation::decode(parts.header, parts.bodies)?;
        let travelling = TravellingOperation { commit, path, operation };
        travelling.verify()?;
        Ok(travelling)
    }
}

/// A travelling operation while it is being read.
#[derive(Default)]
struct Parts {
    commit: Vec<u8>,
    signature: Option<[u8; 64]>,
    index: usize,
    neighbours: Vec<Hash>,
    header: Vec<u8>,
    bodies: Vec<StoredBody>,
}

impl Parts {
    fn read(&mut self, r: &mut Reader<'_>, key: u64) -> Result<bool, FormatError> {
        match key {
            COMMIT => self.commit = r.bytes("commit header")?.to_vec(),
            SIGNATURE => self.signature = Some(r.fixed("signature")?),
            INDEX => self.index = usize::try_from(r.uint("index")?).map_err(|_| FormatError::Field("index"))?,
            NEIGHBOURS => {
                self.neighbours = r.list("neighbours", PATH_HASHES_MAX, |r| Ok(Hash(r.fixed("neighbour")?)))?;
            }
            HEADER => self.header = r.bytes("operation header")?.to_vec(),
            BODIES => self.bodies = r.list("bodies", BODIES_MAX, stored_body)?,
            // What is not part of any hash must not carry anything: a flipped bit there would go unseen.
            _ => return Err(FormatError::Field("travelling operation")),
        }
        Ok(true)
    }
}

fn stored_body(r: &mut Reader<'_>) -> Result<StoredBody, FormatError> {
    if r.array("body", 2)? != 2 {
        return Err(FormatError::Field("body"));
    }
    let slot = u8::try_from(r.uint("slot")?).map_err(|_| FormatError::Field("slot"))?;
    Ok((slot, r.bytes("body")?.to_vec()))
}

//! Forks: proof that one key said two different things at one place of one chain.

use crate::canonical::{FormatError, Reader, Writer};
use crate::commit::Commit;
use crate::ids::{ChainId, Kind};
use crate::limits::{COMMIT_HEADER_BYTES_MAX, FORK_BYTES_MAX, FORK_COMMITS_MAX, at_most};
use crate::operation::{DraftBody, Operation};
use crate::run::{RunError, verify_links};
use crate::statement::{body_of, statement_of};

/// Why commits do not prove a fork.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ForkError {
    /// The bytes are not a proof, or it is too long.
    #[error("the proof cannot be read")]
    Format(#[from] FormatError),
    /// One side does not hold.
    #[error("one side of the fork does not hold")]
    Run(#[from] RunError),
    /// The sides belong to different chains, begin at different places, or begin alike.
    #[error("the two sides are not different commits at one place of one chain")]
    NoFork,
}

/// Two runs that begin with different commits at the same place of the same chain. Each ends with a signature; a side
/// is longer than one commit when the commit in question came without a signature of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForkProof {
    sides: [Vec<Commit>; 2],
}

impl ForkProof {
    /// Proves a fork. The sides may come in any order; the proof is the same.
    ///
    /// # Errors
    /// [`ForkError`] when they prove nothing.
    pub fn new(one: Vec<Commit>, other: Vec<Commit>) -> Result<Self, ForkError> {
        for side in [&one, &other] {
            at_most("commits in a proof", side.len(), FORK_COMMITS_MAX).map_err(FormatError::from)?;
            verify_links(&side.iter().collect::<Vec<_>>())?;
        }
        let (a, b) = (&one[0], &other[0]);
        if a.chain() != b.chain() || a.seq() != b.seq() || a.hash() == b.hash() {
            return Err(ForkError::NoFork);
        }
        let sides = if a.hash() < b.hash() { [one, other] } else { [other, one] };
        let proof = ForkProof { sides };
        at_most("bytes of a proof", proof.encode().len(), FORK_BYTES_MAX).map_err(FormatError::from)?;
        Ok(proof)
    }

    /// The chain that forked.
    pub fn chain(&self) -> ChainId {
        self.sides[0][0].chain()
    }

    /// The place where it forked.
    pub fn seq(&self) -> u64 {
        self.sides[0][0].seq()
    }

    /// The two sides, the one with the lower hash first.
    pub fn sides(&self) -> &[Vec<Commit>; 2] {
        &self.sides
    }

    /// The body of an operation of kind [`Kind::FORK`].
    pub fn body(&self) -> DraftBody {
        body_of(self.encode())
    }

    /// What such an operation carries, verified.
    ///
    /// # Errors
    /// [`ForkError`] when it is of another kind, cannot be read or proves nothing.
    pub fn read(operation: &Operation) -> Result<Self, ForkError> {
        ForkProof::decode(statement_of(operation, Kind::FORK, "proof")?)
    }

    /// One byte string for both sides.
    pub fn encode(&self) -> Vec<u8> {
        let mut w = Writer::new();
        w.array(2);
        for side in &self.sides {
            w.array(side.len());
            for commit in side {
                w.bytes(&commit.encode());
            }
        }
        w.finish()
    }

    /// Reads what [`ForkProof::encode`] wrote and verifies it.
    ///
    /// # Errors
    /// [`ForkError`] when it cannot be read or proves nothing.
    pub fn decode(bytes: &[u8]) -> Result<Self, ForkError> {
        at_most("bytes of a proof", bytes.len(), FORK_BYTES_MAX).map_err(FormatError::from)?;
        let mut r = Reader::checked(bytes)?;
        if r.array("proof", 2)? != 2 {
            return Err(FormatError::Field("proof").into());
        }
        let (one, other) = (side(&mut r)?, side(&mut r)?);
        ForkProof::new(one, other)
    }
}

fn side(r: &mut Reader<'_>) -> Result<Vec<Commit>, FormatError> {
    r.list("side of a proof", FORK_COMMITS_MAX, |r| {
        let bytes = r.bytes("commit")?;
        at_most("commit bytes", bytes.len(), COMMIT_HEADER_BYTES_MAX + 128)?;
        Commit::decode(bytes)
    })
}

//! A commit as one node holds it: some operations, and hashes in the place of those it does not carry.
//!
//! A node only carries the scopes its certificate allows, so it often holds part of a commit. The Merkle tree lets it
//! prove that part all the same: whole subtrees without a single operation for the reader shrink to one hash.

use std::iter::Peekable;

use crate::commit::{Commit, CommitError};
use crate::hash::Hash;
use crate::ids::OpId;
use crate::merkle::{branch, leaf, split};
use crate::operation::Operation;

/// One stretch of a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// An operation that is here.
    Operation(Operation),
    /// A subtree of the Merkle tree without any operation that is here.
    Withheld {
        /// How many operations it stands for.
        count: usize,
        /// The subtree's root.
        hash: Hash,
    },
}

impl Part {
    /// A single operation that is left out.
    pub fn withheld(id: &OpId) -> Self {
        Part::Withheld { count: 1, hash: leaf(id) }
    }

    fn count(&self) -> usize {
        match self {
            Part::Operation(_) => 1,
            Part::Withheld { count, .. } => *count,
        }
    }
}

/// A commit with what is here of it, from left to right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartialCommit {
    /// The commit.
    pub commit: Commit,
    /// Its parts, in order; together they stand for all its operations.
    pub parts: Vec<Part>,
}

impl PartialCommit {
    /// A commit of which all operations are here.
    pub fn whole(commit: Commit, operations: impl IntoIterator<Item = Operation>) -> Self {
        PartialCommit { commit, parts: operations.into_iter().map(Part::Operation).collect() }
    }

    /// The operations that are here, each with its place in the commit.
    pub fn operations(&self) -> impl Iterator<Item = (usize, &Operation)> {
        let mut place = 0;
        self.parts.iter().filter_map(move |part| {
            let index = place;
            place += part.count();
            match part {
                Part::Operation(operation) => Some((index, operation)),
                Part::Withheld { .. } => None,
            }
        })
    }

    /// Whether every operation is here.
    pub fn is_whole(&self) -> bool {
        self.parts.iter().all(|part| matches!(part, Part::Operation(_)))
    }

    /// The same commit for a reader who may only have the operations that `may_have` lets through.
    pub fn only(mut self, mut may_have: impl FnMut(&Operation) -> bool) -> Self {
        for part in &mut self.parts {
            if let Part::Operation(operation) = part
                && !may_have(operation)
            {
                *part = Part::withheld(&operation.id());
            }
        }
        self
    }

    /// Checks that the parts are the commit's: that they lead to its root, with no operation twice.
    ///
    /// # Errors
    /// [`CommitError::WrongOperations`].
    pub fn verify_parts(&self) -> Result<(), CommitError> {
        let mut ids: Vec<OpId> = self.operations().map(|(_, operation)| operation.id()).collect();
        ids.sort_unstable();
        let fits =
            crate::canonical::ascends(&ids) && root_over(&self.parts, self.commit.count()) == Some(self.commit.root());
        if fits { Ok(()) } else { Err(CommitError::WrongOperations) }
    }

    /// Puts two views of one commit together, for example when a scope was added later or a big commit came in pieces.
    /// Where both have an operation, this one's stays.
    ///
    /// # Errors
    /// [`CommitError::WrongOperations`] unless both are views of the same commit.
    pub fn merge(self, other: PartialCommit) -> Result<Self, CommitError> {
        self.verify_parts()?;
        other.verify_parts()?;
        if self.commit.hash() != other.commit.hash() {
            return Err(CommitError::WrongOperations);
        }
        // Of two copies of the commit, the one with a signature is worth more.
        let commit = if self.commit.signature().is_some() { self.commit } else { other.commit };
        let mut parts = Vec::new();
        let (mut ours, mut theirs) = (self.parts.into_iter().peekable(), other.parts.into_iter().peekable());
        merge(&mut ours, &mut theirs, commit.count(), &mut parts);
        Ok(PartialCommit { commit, parts })
    }
}

type Parts = Peekable<std::vec::IntoIter<Part>>;

/// Merges two verified subtrees of `count` operations.
fn merge(ours: &mut Parts, theirs: &mut Parts, count: usize, merged: &mut Vec<Part>) {
    let is_withheld = |parts: &mut Parts| {
        parts.next_if(|part| matches!(part, Part::Withheld { count: withheld, .. } if *withheld == count)).is_some()
    };
    if is_withheld(ours) {
        take(theirs, count, merged);
    } else if is_withheld(theirs) {
        take(ours, count, merged);
    } else if count == 1 {
        theirs.next();
        merged.extend(ours.next());
    } else {
        merge(ours, theirs, split(count), merged);
        merge(ours, theirs, count - split(count), merged);
    }
}

/// Takes the parts of a verified subtree of `count` operations.
fn take(parts: &mut Parts, count: usize, taken: &mut Vec<Part>) {
    let mut left = count;
    while left > 0 {
        let part = parts.next().expect("a verified commit has parts for all its operations");
        left -= part.count();
        taken.push(part);
    }
}

/// The root over `parts`, which must stand for exactly `count` operations and follow the shape of the tree.
pub(crate) fn root_over(parts: &[Part], count: usize) -> Option<Hash> {
    compact(parts, count).map(|(root, _)| root)
}

/// The root over `parts`, and the parts with whole subtrees that are withheld joined into one.
pub(crate) fn compact(parts: &[Part], count: usize) -> Option<(Hash, Vec<PartRef<'_>>)> {
    let mut rest = parts.iter().peekable();
    let mut joined = Vec::with_capacity(parts.len());
    let (root, _) = join(&mut rest, count, &mut joined)?;
    rest.next().is_none().then_some((root, joined))
}

/// A part without its owner.
pub(crate) enum PartRef<'a> {
    Operation(&'a Operation),
    Withheld { count: usize, hash: Hash },
}

/// Walks over a subtree of `count` operations. Answers its root, and whether nothing of it is here.
fn join<'a>(
    rest: &mut Peekable<std::slice::Iter<'a, Part>>,
    count: usize,
    joined: &mut Vec<PartRef<'a>>,
) -> Option<(Hash, bool)> {
    match rest.peek()? {
        Part::Withheld { count: withheld, hash } if *withheld == count => {
            rest.next();
            joined.push(PartRef::Withheld { count, hash: *hash });
            Some((*hash, true))
        }
        Part::Operation(operation) if count == 1 => {
            rest.next();
            joined.push(PartRef::Operation(operation));
            Some((leaf(&operation.id()), false))
        }
        _ if count < 2 => None,
        _ => {
            let start = joined.len();
            let (left, left_is_withheld) = join(rest, split(count), joined)?;
            let (right, right_is_withheld) = join(rest, count - split(count), joined)?;
            let hash = branch(&left, &right);
            let is_withheld = left_is_withheld && right_is_withheld;
            if is_withheld {
                joined.truncate(start);
                joined.push(PartRef::Withheld { count, hash });
            }
            Some((hash, is_withheld))
        }
    }
}

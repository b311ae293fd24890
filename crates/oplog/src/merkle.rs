//! The tree over a commit's operations (the shape of RFC 6962: the left side is the largest power of two that leaves
//! something for the right), so that one operation can prove with a few hashes that it is in a signed commit.

use crate::hash::{Domain, Hash};
use crate::ids::OpId;

/// The hash of one leaf.
pub(crate) fn leaf(id: &OpId) -> Hash {
    Domain::Leaf.hash(id.as_bytes())
}

/// The hash over two halves.
pub(crate) fn branch(left: &Hash, right: &Hash) -> Hash {
    let mut hasher = Domain::Branch.hasher();
    hasher.update(left.as_bytes()).update(right.as_bytes());
    Hash(*hasher.finalize().as_bytes())
}

/// How many of `count` leaves stand on the left. `count` is at least 2.
pub(crate) fn split(count: usize) -> usize {
    count.next_power_of_two() / 2
}

/// The root over `ids`.
///
/// # Panics
/// When there are none: a commit has at least one operation.
pub(crate) fn root(ids: &[OpId]) -> Hash {
    match ids {
        [] => panic!("a commit has at least one operation"),
        [id] => leaf(id),
        _ => {
            let (left, right) = ids.split_at(split(ids.len()));
            branch(&root(left), &root(right))
        }
    }
}

/// The way from one operation to the root of its commit: the neighbours' hashes, from the leaf upwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// The operation's place in its commit, from 0.
    pub index: usize,
    /// How many operations the commit has.
    pub count: usize,
    /// The neighbours' hashes, the leaf's first.
    pub neighbours: Vec<Hash>,
}

impl Path {
    /// The path of the operation at `index`; `None` when there is no such place.
    pub fn new(ids: &[OpId], index: usize) -> Option<Self> {
        if index >= ids.len() {
            return None;
        }
        let mut neighbours = Vec::new();
        climb(ids, index, &mut neighbours);
        Some(Path { index, count: ids.len(), neighbours })
    }

    /// The root this path leads to from `id`; `None` when it is too long or too short for its place.
    pub fn root(&self, id: &OpId) -> Option<Hash> {
        if self.index >= self.count {
            return None;
        }
        let mut neighbours = self.neighbours.iter();
        let root = descend(self.index, self.count, leaf(id), &mut neighbours)?;
        neighbours.next().is_none().then_some(root)
    }
}

/// Collects the neighbours on the way from the leaf at `index` up to the root.
fn climb(ids: &[OpId], index: usize, neighbours: &mut Vec<Hash>) {
    if ids.len() < 2 {
        return;
    }
    let (left, right) = ids.split_at(split(ids.len()));
    if index < left.len() {
        climb(left, index, neighbours);
        neighbours.push(root(right));
    } else {
        climb(right, index - left.len(), neighbours);
        neighbours.push(root(left));
    }
}

/// The root over `count` leaves of which the one at `index` hashes to `leaf`.
fn descend(index: usize, count: usize, leaf: Hash, neighbours: &mut std::slice::Iter<'_, Hash>) -> Option<Hash> {
    if count < 2 {
        return Some(leaf);
    }
    let left = split(count);
    if index < left {
        let below = descend(index, left, leaf, neighbours)?;
        Some(branch(&below, neighbours.next()?))
    } else {
        let below = descend(index - left, count - left, leaf, neighbours)?;
        Some(branch(neighbours.next()?, &below))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::{COMMIT_OPERATIONS_MAX, PATH_HASHES_MAX};

    fn ids(count: usize) -> Vec<OpId> {
        (0..count).map(|n| OpId::of_header(&n.to_be_bytes())).collect()
    }

    #[test]
    fn every_path_leads_to_the_root_and_to_no_other() {
        for count in 1..40 {
            let ids = ids(count);
            let root = root(&ids);
            for index in 0..count {
                let path = Path::new(&ids, index).unwrap();
                assert_eq!(path.root(&ids[index]), Some(root), "{index} of {count}");
                for other in (0..count).filter(|&other| other != index) {
                    assert_ne!(path.root(&ids[other]), Some(root));
                    assert_ne!(Path { index: other, ..path.clone() }.root(&ids[index]), Some(root));
                }
            }
        }
    }

    #[test]
    fn the_longest_path_fits_its_limit() {
        assert_eq!(Path::new(&ids(COMMIT_OPERATIONS_MAX), 5).unwrap().neighbours.len(), PATH_HASHES_MAX);
    }

    #[test]
    fn a_path_of_the_wrong_length_leads_nowhere() {
        let ids = ids(5);
        let path = Path::new(&ids, 2).unwrap();
        let mut long = path.clone();
        long.neighbours.push(long.neighbours[0]);
        assert_eq!(long.root(&ids[2]), None);
        let mut short = path;
        short.neighbours.pop();
        assert_eq!(short.root(&ids[2]), None);
    }
}

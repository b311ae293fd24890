//! Order: what an author had seen comes first; only what did not know each other is ordered by the clock.
//!
//! The answer depends on the set of operations and not on the order they came in, so every node folds alike.

use std::collections::{BTreeMap, BTreeSet};

use crate::clock::Stamp;
use crate::commit::Commit;
use crate::ids::{ChainId, OpId};
use crate::operation::Operation;

/// An operation with what its place in the log says about it: all that ordering needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The operation.
    pub id: OpId,
    /// The latest operations of its aggregate that its author had seen.
    pub parents: Vec<OpId>,
    /// When its commit says it happened.
    pub stamp: Stamp,
    /// Who committed it.
    pub chain: ChainId,
    /// Its place in its commit, from 0.
    pub index: usize,
}

impl Placed {
    /// Places an operation that is the `index`-th of `commit`.
    pub fn new(operation: &Operation, commit: &Commit, index: usize) -> Self {
        let parents = operation.header().parents.clone();
        Placed { id: operation.id(), parents, stamp: commit.stamp(), chain: commit.chain(), index }
    }

    /// The order among operations that did not know each other: the hybrid clock, then the node, then what is left.
    fn rank(&self) -> impl Ord + Copy + use<> {
        (self.stamp, self.chain, self.index, self.id)
    }
}

/// An operation that cannot be folded yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Its place in the input.
    pub index: usize,
    /// The parents that are not in the input; empty when only an ancestor further back is missing.
    pub missing: Vec<OpId>,
}

/// The order in which to fold one aggregate's operations, as places in the input.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CausalOrder {
    /// Parents first. An operation given twice appears once.
    pub order: Vec<usize>,
    /// What has to wait for operations that have not arrived, ordered by operation.
    pub waiting: Vec<Waiting>,
}

/// Orders the operations of one aggregate.
pub fn causal_order(operations: &[Placed]) -> CausalOrder {
    let places = places(operations);
    let mut children = BTreeMap::<OpId, Vec<usize>>::new();
    let mut unseen = BTreeMap::<usize, usize>::new();
    let mut ready = BTreeSet::new();
    for &place in places.values() {
        let parents: BTreeSet<&OpId> = operations[place].parents.iter().collect();
        for parent in &parents {
            children.entry(**parent).or_default().push(place);
        }
        unseen.insert(place, parents.len());
        if parents.is_empty() {
            ready.insert((operations[place].rank(), place));
        }
    }

    let mut order = Vec::with_capacity(places.len());
    while let Some((_, place)) = ready.pop_first() {
        order.push(place);
        unseen.remove(&place);
        for &child in children.get(&operations[place].id).into_iter().flatten() {
            let left = unseen.get_mut(&child).expect("a child waits for its parent");
            *left -= 1;
            if *left == 0 {
                ready.insert((operations[child].rank(), child));
            }
        }
    }
    let is_missing = |parent: &&OpId| !places.contains_key(parent);
    let waits = |&place: &usize| unseen.contains_key(&place);
    let waiting = places.values().copied().filter(waits).map(|index| Waiting {
        index,
        missing: operations[index].parents.iter().filter(is_missing).copied().collect(),
    });
    CausalOrder { waiting: waiting.collect(), order }
}

/// Where each operation stands; of one that is given twice, the place with the lower rank.
fn places(operations: &[Placed]) -> BTreeMap<OpId, usize> {
    let mut places = BTreeMap::<OpId, usize>::new();
    for (place, operation) in operations.iter().enumerate() {
        let known = places.entry(operation.id).or_insert(place);
        if operation.rank() < operations[*known].rank() {
            *known = place;
        }
    }
    places
}

/// Who knew whom among one aggregate's operations.
#[derive(Debug)]
pub struct History<'a> {
    operations: &'a [Placed],
    places: BTreeMap<OpId, usize>,
}

impl<'a> History<'a> {
    /// Takes the operations of one aggregate, in any order.
    pub fn new(operations: &'a [Placed]) -> Self {
        History { operations, places: places(operations) }
    }

    /// Whether the author of `later` had seen `earlier`, directly or through others.
    pub fn knew(&self, later: &OpId, earlier: &OpId) -> bool {
        later != earlier && self.ancestors(later).contains(earlier)
    }

    /// Whether neither author had seen the other's operation.
    pub fn concurrent(&self, a: &OpId, b: &OpId) -> bool {
        a != b && !self.knew(a, b) && !self.knew(b, a)
    }

    /// The operations nobody has built on yet, ascending: the parents of the next one.
    pub fn heads(&self) -> Vec<OpId> {
        let parents: BTreeSet<&OpId> = self.operations.iter().flat_map(|operation| &operation.parents).collect();
        self.places.keys().filter(|id| !parents.contains(id)).copied().collect()
    }

    /// Pairs of concurrent operations that exclude each other: conflicts, which go to a person. `excludes` is asked
    /// once for each concurrent pair, with places in the input; the pairs come in the same order on every node.
    pub fn conflicts(&self, mut excludes: impl FnMut(usize, usize) -> bool) -> Vec<(OpId, OpId)> {
        let ancestors: BTreeMap<&OpId, BTreeSet<OpId>> =
            self.places.keys().map(|id| (id, self.ancestors(id))).collect();
        let mut conflicts = Vec::new();
        for (a, &place_a) in &self.places {
            for (b, &place_b) in self.places.range(a..).skip(1) {
                let is_concurrent = !ancestors[a].contains(b) && !ancestors[b].contains(a);
                if is_concurrent && excludes(place_a, place_b) {
                    conflicts.push((*a, *b));
                }
            }
        }
        conflicts
    }

    /// Everything `id` builds on, as far as it is here.
    fn ancestors(&self, id: &OpId) -> BTreeSet<OpId> {
        let mut found = BTreeSet::new();
        let mut open = vec![*id];
        while let Some(id) = open.pop() {
            let Some(&place) = self.places.get(&id) else { continue };
            open.extend(self.operations[place].parents.iter().copied().filter(|&parent| found.insert(parent)));
        }
        found
    }
}

/// Whether neither of two operations knew the other. For many questions about one aggregate, make a [`History`].
pub fn concurrent(operations: &[Placed], a: &OpId, b: &OpId) -> bool {
    History::new(operations).concurrent(a, b)
}

/// The operations nobody has built on yet, ascending: the parents of the next one.
pub fn heads(operations: &[Placed]) -> Vec<OpId> {
    History::new(operations).heads()
}

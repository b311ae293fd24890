//! Who had seen what: finds two acts on one case that excluded each other because neither author knew of the other.

use hadir_oplog::{AggregateId, OpId};

/// Two acts that exclude each other. Both stay in the history; a person settles which one holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The act that comes first in causal order.
    pub first: OpId,
    /// The other one, whose effect is shown meanwhile.
    pub second: OpId,
    /// Whether a later act was done in knowledge of both.
    pub is_settled: bool,
}

/// The operations of a case in the order they were folded, each with the latest ones its author had seen.
#[derive(Clone, Debug, Default)]
pub struct Lineage {
    operations: Vec<(OpId, Vec<OpId>)>,
    moves: Vec<Move>,
    /// Whether any operation was written without knowledge of the one folded before it.
    has_branches: bool,
    conflicts: Vec<Conflict>,
}

/// An act that moved the case.
#[derive(Clone, Debug)]
struct Move {
    id: OpId,
    /// The moves that it took back, if that is what it did.
    takes_back: Vec<OpId>,
    /// The other case, if it tied this one to it.
    tie: Option<Tie>,
}

/// What a tie to another case does to this one.
#[derive(Clone, Copy, Debug)]
struct Tie {
    other: AggregateId,
    /// The other case goes on here; otherwise this one goes on there.
    is_join: bool,
}

impl Move {
    fn is_join(&self) -> bool {
        self.tie.is_some_and(|tie| tie.is_join)
    }
}

impl Lineage {
    /// Takes in an operation.
    pub fn add(&mut self, id: OpId, parents: &[OpId]) {
        let follows = match self.operations.last() {
            Some((last, _)) => parents == [*last],
            None => true,
        };
        self.has_branches |= !follows;
        self.operations.push((id, parents.to_vec()));
    }

    /// The same operations as if none had moved the case.
    pub fn without_moves(self) -> Self {
        Self { moves: Vec::new(), conflicts: Vec::new(), ..self }
    }

    /// Notes that an operation moved the case, and finds the earlier moves it excludes.
    pub fn moved(&mut self, id: OpId) {
        self.enter(Move { id, takes_back: Vec::new(), tie: None });
    }

    /// Notes that an operation let the case go on in another one, which moves it.
    pub fn merged(&mut self, id: OpId, other: AggregateId) {
        self.enter(Move { id, takes_back: Vec::new(), tie: Some(Tie { other, is_join: false }) });
    }

    /// Notes that an operation let another case go on in this one. That moves this one nowhere and settles nothing, so it
    /// excludes nothing but the opposite: that this one goes on in the other.
    pub fn joined(&mut self, id: OpId, other: AggregateId) {
        self.enter(Move { id, takes_back: Vec::new(), tie: Some(Tie { other, is_join: true }) });
    }

    /// Notes that an operation took moves back. It excludes moves of those alone who had seen what it took back and went on
    /// from there: whoever knew nothing of that has nothing against its being undone.
    pub fn moved_back(&mut self, id: OpId, takes_back: Vec<OpId>) {
        if !takes_back.is_empty() {
            self.enter(Move { id, takes_back, tie: None });
        }
    }

    /// Notes that someone who has seen everything moves the case.
    pub fn settle(&mut self) {
        self.conflicts.iter_mut().for_each(|conflict| conflict.is_settled = true);
    }

    fn enter(&mut self, new: Move) {
        if self.has_branches {
            let known = self.ancestors(new.id);
            let settles = new.takes_back.is_empty() && !new.is_join();
            for conflict in &mut self.conflicts {
                let knew_both = known.contains(&conflict.first) && known.contains(&conflict.second);
                conflict.is_settled |= settles && knew_both;
            }
            let unknown = self.moves.iter().filter(|earlier| !known.contains(&earlier.id));
            let excluded: Vec<_> =
                unknown.filter(|earlier| self.exclude_each_other(earlier, &new)).map(|earlier| earlier.id).collect();
            let conflict = |first| Conflict { first, second: new.id, is_settled: false };
            self.conflicts.extend(excluded.into_iter().map(conflict));
        }
        self.moves.push(new);
    }

    /// Whether two moves whose authors did not know of each other exclude each other.
    fn exclude_each_other(&self, one: &Move, other: &Move) -> bool {
        if one.is_join() || other.is_join() {
            let ties = one.tie.zip(other.tie);
            return ties.is_some_and(|(one, other)| one.other == other.other && one.is_join != other.is_join);
        }
        let knew_any = |of: &Move, acts: &[OpId]| {
            let known = self.ancestors(of.id);
            acts.iter().any(|act| known.contains(act))
        };
        match (one.takes_back.is_empty(), other.takes_back.is_empty()) {
            (true, true) => true,
            (true, false) => knew_any(one, &other.takes_back),
            (false, true) => knew_any(other, &one.takes_back),
            (false, false) => false,
        }
    }

    /// Every pair of acts that excluded each other.
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// Whether the author of an operation had seen an earlier one.
    pub fn had_seen(&self, id: OpId, earlier: OpId) -> bool {
        !self.has_branches || self.ancestors(id).contains(&earlier)
    }

    /// Every operation that the author of one had seen, however far back.
    pub fn ancestors(&self, id: OpId) -> Vec<OpId> {
        let mut open = vec![id];
        let mut known = Vec::new();
        while let Some(next) = open.pop() {
            let Some((_, parents)) = self.operations.iter().find(|(known, _)| *known == next) else { continue };
            for parent in parents {
                if !known.contains(parent) {
                    known.push(*parent);
                    open.push(*parent);
                }
            }
        }
        known
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hadir_oplog::Hash;

    fn op(n: u8) -> OpId {
        OpId(Hash::from_bytes([n; 32]))
    }

    #[test]
    fn moves_in_one_line_never_conflict() {
        let mut lineage = Lineage::default();
        for n in 1..5 {
            lineage.add(op(n), if n == 1 { vec![] } else { vec![op(n - 1)] }.as_slice());
            lineage.moved(op(n));
        }
        assert!(lineage.conflicts().is_empty());
    }

    #[test]
    fn two_offices_that_did_not_know_each_other_conflict_until_someone_who_knew_both_decides() {
        let mut lineage = Lineage::default();
        lineage.add(op(1), &[]);
        for n in [2, 3] {
            lineage.add(op(n), &[op(1)]);
            lineage.moved(op(n));
        }
        assert_eq!(lineage.conflicts(), [Conflict { first: op(2), second: op(3), is_settled: false }]);

        lineage.add(op(4), &[op(2), op(3)]);
        lineage.moved(op(4));
        assert!(lineage.conflicts()[0].is_settled);
        assert_eq!(lineage.conflicts().len(), 1);
    }
    /// One office hands a case on and takes that back; another office hands it on without knowing of the taking back.
    fn taken_back(other_had_seen_it: bool, other_comes_first: bool) -> Vec<Conflict> {
        let mut lineage = Lineage::default();
        lineage.add(op(1), &[]);
        lineage.add(op(2), &[op(1)]);
        let back = |lineage: &mut Lineage| {
            lineage.add(op(3), &[op(2)]);
            lineage.moved_back(op(3), vec![op(2)]);
        };
        let other = |lineage: &mut Lineage| {
            lineage.add(op(4), &[if other_had_seen_it { op(2) } else { op(1) }]);
            lineage.moved(op(4));
        };
        if other_comes_first {
            other(&mut lineage);
            back(&mut lineage);
        } else {
            back(&mut lineage);
            other(&mut lineage);
        }
        lineage.conflicts().to_vec()
    }

    #[test]
    fn what_was_taken_back_excludes_only_what_went_on_from_it() {
        for other_comes_first in [false, true] {
            assert_eq!(taken_back(false, other_comes_first), [], "nobody who had it is contradicted");
        }
        let pair = |first, second| [Conflict { first: op(first), second: op(second), is_settled: false }];
        assert_eq!(taken_back(true, false), pair(3, 4));
        assert_eq!(taken_back(true, true), pair(4, 3));
    }

    #[test]
    fn two_who_take_the_same_back_agree() {
        let mut lineage = Lineage::default();
        lineage.add(op(1), &[]);
        for n in [2, 3] {
            lineage.add(op(n), &[op(1)]);
            lineage.moved_back(op(n), vec![op(1)]);
        }
        assert_eq!(lineage.conflicts(), []);
    }
}

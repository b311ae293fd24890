//! Who had seen what: finds two acts on one case that excluded each other because neither author knew of the other.

use hadir_oplog::OpId;

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
    moves: Vec<OpId>,
    /// Whether any operation was written without knowledge of the one folded before it.
    has_branches: bool,
    conflicts: Vec<Conflict>,
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

    /// Notes that the operation added last moved the case, and finds the earlier moves it excludes.
    pub fn moved(&mut self) {
        let Some((id, _)) = self.operations.last() else { return };
        let id = *id;
        if self.has_branches {
            let known = self.ancestors(id);
            for conflict in &mut self.conflicts {
                conflict.is_settled |= known.contains(&conflict.first) && known.contains(&conflict.second);
            }
            let unknown = self.moves.iter().filter(|earlier| !known.contains(earlier));
            self.conflicts.extend(unknown.map(|first| Conflict { first: *first, second: id, is_settled: false }));
        }
        self.moves.push(id);
    }

    /// Every pair of acts that excluded each other.
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
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
            lineage.moved();
        }
        assert!(lineage.conflicts().is_empty());
    }

    #[test]
    fn two_offices_that_did_not_know_each_other_conflict_until_someone_who_knew_both_decides() {
        let mut lineage = Lineage::default();
        lineage.add(op(1), &[]);
        for n in [2, 3] {
            lineage.add(op(n), &[op(1)]);
            lineage.moved();
        }
        assert_eq!(lineage.conflicts(), [Conflict { first: op(2), second: op(3), is_settled: false }]);

        lineage.add(op(4), &[op(2), op(3)]);
        lineage.moved();
        assert!(lineage.conflicts()[0].is_settled);
        assert_eq!(lineage.conflicts().len(), 1);
    }
}

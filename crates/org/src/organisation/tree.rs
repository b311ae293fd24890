//! Units as a tree, which it is even where two cut-off offices put two units below each other.

use std::collections::{BTreeMap, BTreeSet};

use crate::code::UnitCode;
use crate::unit::Unit;

/// Which unit stands above and which below.
#[derive(Debug, Default)]
pub(super) struct Tree {
    above: BTreeMap<UnitCode, UnitCode>,
    below: BTreeMap<UnitCode, Vec<UnitCode>>,
}

impl Tree {
    /// The tree of units. A parent nobody knows counts as none; a circle is cut at its smallest code.
    pub fn of(units: &BTreeMap<UnitCode, Unit>) -> Self {
        let parent = |unit: &Unit| unit.parent.clone().filter(|parent| units.contains_key(parent));
        let mut above: BTreeMap<_, _> =
            units.values().filter_map(|unit| Some((unit.code.clone(), parent(unit)?))).collect();
        for code in units.keys() {
            if is_in_circle(code, &above) {
                above.remove(code);
            }
        }
        let mut below: BTreeMap<UnitCode, Vec<UnitCode>> = BTreeMap::new();
        for (code, parent) in &above {
            below.entry(parent.clone()).or_default().push(code.clone());
        }
        Self { above, below }
    }

    pub fn above(&self, code: &UnitCode) -> Option<&UnitCode> {
        self.above.get(code)
    }

    pub fn below(&self, code: &UnitCode) -> &[UnitCode] {
        self.below.get(code).map_or(&[], Vec::as_slice)
    }

    pub fn subtree(&self, code: &UnitCode) -> Vec<UnitCode> {
        let mut found = vec![code.clone()];
        let mut at = 0;
        while at < found.len() {
            found.extend_from_slice(self.below(&found[at].clone()));
            at += 1;
        }
        found.sort();
        found
    }
}

fn is_in_circle(code: &UnitCode, above: &BTreeMap<UnitCode, UnitCode>) -> bool {
    let mut seen = BTreeSet::new();
    let mut at = above.get(code);
    while let Some(parent) = at {
        if parent == code {
            return true;
        }
        if !seen.insert(parent) {
            return false;
        }
        at = above.get(parent);
    }
    false
}

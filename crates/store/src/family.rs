//! Which family an aggregate belongs to, when its history holds kinds of several.
//!
//! Nobody is kept from recording a strange kind on an aggregate whose identity is known, at whatever instant. So it is not
//! the first operation that decides but the one that takes the highest right: then nobody turns a unit into a case, or a
//! case into a certificate, who might not have made it in the first place.

use std::collections::{BTreeMap, BTreeSet};

use crate::aggregate::Entry;
use crate::standing::{Needs, Standings, needs_of};
use crate::{Family, log};

/// The family of one aggregate by its history; nothing as long as no family understands any of what can be folded.
pub(crate) fn family_of(families: &[Family], entries: &[Entry], standings: &Standings) -> Option<Family> {
    let id = entries.first()?.operation.header().aggregate;
    if let Some(named) = families.iter().find(|family| family.names(id)) {
        return Some(*named);
    }
    let claims = claims(families, entries);
    let (_, first) = claims.first()?;
    if claims.iter().all(|(_, family)| family.name == first.name) {
        return Some(*first);
    }
    let mut counted: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (_, family) in &claims {
        let counts = || standings.counted(entries, family.rights).into_iter().collect();
        counted.entry(family.name).or_insert_with(counts);
    }
    let weight = |(at, family): &(usize, Family)| match counted[family.name].contains(at) {
        true => Weight::of(needs_of(entries[*at].kind(), family.rights.needs)),
        false => Weight::Void,
    };
    claims.iter().min_by_key(|claim| weight(claim)).map(|(_, family)| *family)
}

/// Whether an aggregate that is of one family so far becomes another one's by an operation of that which needs this.
pub(crate) fn is_outranked(needs: Needs, family: Family, entries: &[Entry], standings: &Standings) -> bool {
    let counted = standings.counted(entries, family.rights).into_iter();
    let claims = counted.map(|at| entries[at].kind()).filter(|kind| (family.understands)(*kind));
    let weight = claims.map(|kind| Weight::of(needs_of(kind, family.rights.needs))).min();
    Weight::of(needs) < weight.unwrap_or(Weight::Void)
}

/// What counts more stands before what counts less; of two alike the earlier operation decides.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Regency,
    Office,
    Void,
}

impl Weight {
    /// Of an operation that counts.
    const fn of(needs: Needs) -> Self {
        match needs {
            Needs::Administer => Self::Regency,
            Needs::Write | Needs::Enrolled => Self::Office,
        }
    }
}

/// The operations that a family understands, in causal order, each with that family.
fn claims(families: &[Family], entries: &[Entry]) -> Vec<(usize, Family)> {
    let claim = |at: usize| {
        let understands = |family: &&Family| !family.names_its_own() && (family.understands)(entries[at].kind());
        families.iter().find(understands).map(|family| (at, *family))
    };
    log::causal(entries).into_iter().filter_map(claim).collect()
}

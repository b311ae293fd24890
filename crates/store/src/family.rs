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
    let weight = |(at, family): &(usize, Family)| match needs_of(entries[*at].kind(), family.rights.needs) {
        _ if !counted[family.name].contains(at) => Weight::Void,
        Needs::Administer => Weight::Regency,
        Needs::Write | Needs::Enrolled => Weight::Office,
    };
    claims.iter().min_by_key(|claim| weight(claim)).map(|(_, family)| *family)
}

/// What counts more stands before what counts less; of two alike the earlier operation decides.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Regency,
    Office,
    Void,
}

/// The operations that a family understands, in causal order, each with that family.
fn claims(families: &[Family], entries: &[Entry]) -> Vec<(usize, Family)> {
    let claim = |at: usize| {
        let understands = |family: &&Family| !family.names_its_own() && (family.understands)(entries[at].kind());
        families.iter().find(understands).map(|family| (at, *family))
    };
    log::causal(entries).into_iter().filter_map(claim).collect()
}

//! Which units a node carries and acts in.

use std::collections::BTreeSet;

use hadir_oplog::limits::CERTIFICATE_SCOPES_MAX;
use hadir_oplog::{Rights, Scope};
use hadir_org::{Organisation, UnitCode};

/// What a certificate will let a node carry and act in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Units it may carry, ascending.
    pub reads: Vec<Scope>,
    /// Units it may act in, ascending.
    pub writes: Vec<Scope>,
    /// Whether it may do so everywhere, in units that are yet to come too.
    pub rights: Rights,
}

/// Why a node cannot have such a reach.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReachError {
    /// Nobody knows the unit.
    #[error("there is no unit {0}; `/kelola/unit` at the regency lists them with their codes")]
    Unknown(UnitCode),
    /// The unit was closed down.
    #[error("the unit {0} has been closed down; name one that is open")]
    Retired(UnitCode),
    /// It may not see what it should act in.
    #[error("the node could act in {0} without carrying it; add it to --read, or take it out of --write")]
    Blind(UnitCode),
    /// More units than a certificate holds.
    #[error(
        "a certificate names at most {CERTIFICATE_SCOPES_MAX} units, and these are {0}; name fewer with --read and --write"
    )]
    TooMany(usize),
}

/// The reach of a node of `unit`: its whole subtree unless `read` or `write` name other units, each with its subtree. A
/// node that reaches every unit there is reaches those too that are yet to come.
pub fn of(
    org: &Organisation,
    unit: &UnitCode,
    read: Option<&[UnitCode]>,
    write: Option<&[UnitCode]>,
) -> Result<Reach, ReachError> {
    if org.unit(unit).ok_or_else(|| ReachError::Unknown(unit.clone()))?.is_retired {
        return Err(ReachError::Retired(unit.clone()));
    }
    let own = subtrees(org, std::slice::from_ref(unit))?;
    let asked = |units: Option<&[UnitCode]>| units.map(|units| subtrees(org, units)).transpose();
    let (reads, writes) = match (asked(read)?, asked(write)?) {
        (Some(reads), Some(writes)) => (reads, writes),
        (Some(reads), None) => (reads.clone(), own.intersection(&reads).cloned().collect()),
        (None, Some(writes)) => (own.union(&writes).cloned().collect(), writes),
        (None, None) => (own.clone(), own),
    };
    if let Some(blind) = writes.difference(&reads).next() {
        return Err(ReachError::Blind(blind.clone()));
    }
    let units = org.all_units().count();
    let (reads, may_read) = scopes(&reads, units, unit, Rights::READ_ALL)?;
    let (writes, may_write) = scopes(&writes, units, unit, Rights::WRITE_ALL)?;
    Ok(Reach { reads, writes, rights: may_read | may_write })
}

fn subtrees(org: &Organisation, units: &[UnitCode]) -> Result<BTreeSet<UnitCode>, ReachError> {
    if let Some(unknown) = units.iter().find(|code| org.unit(code).is_none()) {
        return Err(ReachError::Unknown(unknown.clone()));
    }
    Ok(units.iter().flat_map(|code| org.subtree(code)).collect())
}

/// A certificate's list of units; where they are all, the right to all instead, beside the node's own unit.
fn scopes(
    units: &BTreeSet<UnitCode>,
    all: usize,
    own: &UnitCode,
    everywhere: Rights,
) -> Result<(Vec<Scope>, Rights), ReachError> {
    if units.len() == all {
        return Ok((vec![Scope::from(own)], everywhere));
    }
    if units.len() > CERTIFICATE_SCOPES_MAX {
        return Err(ReachError::TooMany(units.len()));
    }
    Ok((units.iter().map(Scope::from).collect(), Rights::NONE))
}

#[cfg(test)]
mod tests {
    use hadir_org::{Parts, SettingsRecord, Unit, UnitKind};

    use super::*;

    fn code(text: &str) -> UnitCode {
        text.parse().unwrap()
    }

    fn unit(text: &str, parent: Option<&str>) -> Unit {
        Unit {
            code: code(text),
            name: text.to_owned(),
            parent: parent.map(code),
            zone: None,
            kind: UnitKind::Office,
            region: None,
            hours: None,
            phone: None,
            address: None,
            answers_need_approval: false,
            closing_needs_second: false,
            is_retired: text == "tutup",
        }
    }

    fn org(more: usize) -> Organisation {
        let mut units = vec![
            unit("kab", None),
            unit("kec", Some("kab")),
            unit("desa-a", Some("kec")),
            unit("desa-b", Some("kec")),
            unit("pupr", Some("kab")),
            unit("tutup", Some("kab")),
        ];
        units.extend((0..more).map(|number| unit(&format!("rt-{number}"), Some("desa-a"))));
        let settings = SettingsRecord::default().settings();
        let (staff, services, categories, programs) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Organisation::new(Parts { units, staff, services, categories, programs, settings })
    }

    fn reach(read: Option<&[&str]>, write: Option<&[&str]>) -> Result<(String, String), ReachError> {
        let codes = |units: &[&str]| units.iter().map(|unit| code(unit)).collect::<Vec<_>>();
        let (read, write) = (read.map(codes), write.map(codes));
        let found = of(&org(0), &code("kec"), read.as_deref(), write.as_deref())?;
        assert_eq!(found.rights, Rights::NONE);
        let words = |scopes: Vec<Scope>| scopes.iter().map(Scope::as_str).collect::<Vec<_>>().join(" ");
        Ok((words(found.reads), words(found.writes)))
    }

    #[test]
    fn a_node_has_its_units_subtree_unless_told_otherwise() {
        let both = |units: &str| Ok((units.to_owned(), units.to_owned()));
        assert_eq!(reach(None, None), both("desa-a desa-b kec"));
        assert_eq!(reach(Some(&["desa-a", "pupr"]), None), Ok(("desa-a pupr".into(), "desa-a".into())));
        assert_eq!(reach(None, Some(&["pupr"])), Ok(("desa-a desa-b kec pupr".into(), "pupr".into())));
        assert_eq!(reach(Some(&["kec"]), Some(&[])), Ok(("desa-a desa-b kec".into(), String::new())));
        assert_eq!(reach(Some(&["desa-a"]), Some(&["pupr"])), Err(ReachError::Blind(code("pupr"))));
        assert_eq!(reach(Some(&["dinas-x"]), None), Err(ReachError::Unknown(code("dinas-x"))));
    }

    #[test]
    fn every_unit_means_those_to_come_too() {
        let found = of(&org(0), &code("kab"), None, None).unwrap();
        assert_eq!(found.rights, Rights::READ_ALL | Rights::WRITE_ALL);
        assert_eq!(found.reads, [Scope::from(&code("kab"))]);
    }

    #[test]
    fn a_closed_unit_an_unknown_one_and_too_many_are_refused() {
        assert_eq!(of(&org(0), &code("tutup"), None, None), Err(ReachError::Retired(code("tutup"))));
        assert_eq!(of(&org(0), &code("dinas-x"), None, None), Err(ReachError::Unknown(code("dinas-x"))));
        assert_eq!(of(&org(300), &code("kec"), None, None), Err(ReachError::TooMany(303)));
    }
}

//! The table by its promises, and list filters against single checks.

use super::*;
use crate::organisation::sample;

fn actor(grants: &[(Role, &str)]) -> Actor {
    let powers = grants.iter().map(|(role, unit)| Power::from(&Grant { role: *role, unit: unit.parse().unwrap() }));
    Actor {
        id: ActorId::from_bytes([7; 16]),
        name: "Dewi Anggraeni".into(),
        unit: "diskominfo".parse().unwrap(),
        powers: powers.collect(),
    }
}

#[test]
fn the_table_has_every_right_once() {
    let rights: Vec<_> = Right::all().collect();
    assert_eq!(rights.len(), 23);
    assert!(rights.windows(2).all(|pair| pair[0] < pair[1]), "rows stand in the order of the declaration");
}

#[test]
fn every_column_holds_what_its_rows_say() {
    for (at, role) in Role::ALL.into_iter().enumerate() {
        assert_eq!(role as usize, at, "columns stand in the order of the declaration");
        for (right, roles) in TABLE {
            assert_eq!(role.has(right), roles.contains(&role), "{role:?} {right:?}");
        }
    }
}

#[test]
fn a_role_gives_the_rights_of_its_column_and_every_right_has_its_name() {
    for role in Role::ALL {
        let power = Power::from(&Grant { role, unit: "dinkes".parse().unwrap() });
        for right in Right::all() {
            assert_eq!(power.rights.has(right), role.has(right), "{role:?} {right:?}");
            assert_eq!(Right::parse(right.as_str()), Some(right));
        }
    }
    assert_eq!(Right::parse("read"), None);
}

#[test]
fn only_inspectors_read_what_is_sensitive() {
    for role in Role::ALL {
        assert_eq!(role.has(Right::ReadSensitive), role == Role::Inspector, "{role:?}");
    }
}

#[test]
fn administrators_manage_and_read_no_case() {
    for right in Right::all().filter(|right| *right < Right::ManageUnits) {
        assert!(!Role::Administrator.has(right), "{right:?}");
    }
    for role in Role::ALL.into_iter().filter(|role| *role != Role::Administrator) {
        assert!(!role.has(Right::ManageStaff), "{role:?}");
    }
}

#[test]
fn a_role_holds_in_its_unit_and_below_and_nowhere_else() {
    let org = sample::organisation();
    let head = actor(&[(Role::UnitHead, "dinkes")]);
    let may = |unit: &str| head.may(Right::Answer, &unit.parse().unwrap(), &org);
    assert!(may("dinkes") && may("pkm-sungai-nyamuk"));
    assert!(!may("pupr") && !may("kab-nunukan") && !may("unknown"));
}

#[test]
fn a_list_shows_exactly_what_may_be_opened() {
    let org = sample::organisation();
    let scopes = ["kab-nunukan", "dinkes", "pupr", "pkm-sungai-nyamuk", "unknown"];
    for first in Role::ALL {
        for (second, scope) in Role::ALL.into_iter().zip(scopes.iter().cycle()) {
            for other in scopes {
                let someone = actor(&[(first, scope), (second, other)]);
                for right in Right::all() {
                    let listed = someone.units_with(right, &org);
                    let single: Vec<_> = org
                        .all_units()
                        .map(|unit| unit.code.clone())
                        .filter(|unit| someone.may(right, unit, &org))
                        .collect();
                    assert_eq!(listed, single, "{someone:?} {right:?}");
                }
            }
        }
    }
}

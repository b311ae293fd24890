//! The tree of units, what is inherited along it, and how contradictions are settled.

use hadir_calendar::{WorkingHours, Zone};

use super::sample::{organisation, parts, unit};
use super::*;

fn code(text: &str) -> UnitCode {
    text.parse().unwrap()
}

fn codes(units: &[&Unit]) -> Vec<String> {
    units.iter().map(|unit| unit.code.to_string()).collect()
}

#[test]
fn a_path_goes_up_and_a_subtree_goes_down() {
    let org = organisation();
    assert_eq!(codes(&org.unit_path(&code("pkm-sungai-nyamuk"))), ["pkm-sungai-nyamuk", "dinkes", "kab-nunukan"]);
    assert_eq!(org.subtree(&code("dinkes")), [code("dinkes"), code("pkm-sungai-nyamuk")]);
    assert_eq!(org.subtree(&code("kab-nunukan")).len(), 5);
    assert!(org.subtree(&code("unknown")).is_empty());
    assert!(org.unit_path(&code("unknown")).is_empty());
}

#[test]
fn zone_and_hours_come_from_the_nearest_unit_that_has_them() {
    let mut parts = parts();
    parts.units[1].zone = Some(Zone::Wit);
    parts.units[1].hours = Some(WorkingHours::around_the_clock());
    let org = Organisation::new(parts);
    assert_eq!(org.zone(&code("pkm-sungai-nyamuk")), Zone::Wit);
    assert_eq!(*org.hours(&code("pkm-sungai-nyamuk")), WorkingHours::around_the_clock());
    assert_eq!(org.zone(&code("pupr")), Zone::Wita);
    assert_eq!(org.hours(&code("pupr")), org.usual_hours());
}

#[test]
fn a_circle_is_cut_at_its_smallest_code() {
    let mut parts = parts();
    parts.units = vec![unit("b", Some("c")), unit("c", Some("a")), unit("a", Some("b")), unit("d", Some("c"))];
    let org = Organisation::new(parts);
    assert_eq!(codes(&org.unit_path(&code("d"))), ["d", "c", "a"]);
    assert_eq!(org.tops().map(|unit| unit.code.to_string()).collect::<Vec<_>>(), ["a"]);
    assert_eq!(org.subtree(&code("a")).len(), 4);
}

#[test]
fn a_unit_below_itself_or_below_nobody_stands_on_top() {
    let mut parts = parts();
    parts.units = vec![unit("a", Some("a")), unit("b", Some("gone"))];
    let org = Organisation::new(parts);
    assert_eq!(org.tops().count(), 2);
}

//! What every seed must hold to, and the plausible bands of the default one.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::LazyLock;

use hadir_cases::kinds::ReportKind;
use hadir_cases::kit::fields::{self, Field};
use jiff::Timestamp;

use super::case::{DemoCase, Happening, Speaker, Status};
use super::templates::Templates;
use super::{Regency, cases, replies};

const BOTH: [Regency; 2] = [Regency::Nunukan, Regency::MalukuTenggara];

/// The default year of a regency, made once for all tests that only look at it.
fn year(regency: Regency) -> &'static [DemoCase] {
    static YEARS: LazyLock<[Vec<DemoCase>; 2]> = LazyLock::new(|| BOTH.map(|regency| cases(regency, now(), 7)));
    &YEARS[usize::from(regency == Regency::MalukuTenggara)]
}

fn now() -> Timestamp {
    "2026-11-21T10:00:00+08:00".parse().expect("a valid instant")
}

fn column(csv: &str, number: usize) -> BTreeSet<&str> {
    csv.lines().skip(1).filter_map(|line| line.split(',').nth(number)).collect()
}

fn events(case: &DemoCase, happening: Happening) -> usize {
    case.events.iter().filter(|event| event.event == happening).count()
}

#[test]
fn a_year_holds_enough_cases_and_every_category_and_status() {
    for regency in BOTH {
        let cases = year(regency);
        assert!(cases.len() >= 2_200, "{} cases", cases.len());
        let categories: BTreeSet<&str> = cases.iter().map(|case| case.category.as_str()).collect();
        assert_eq!(categories.len(), 33);
        let statuses: HashSet<Status> = cases.iter().map(|case| case.status).collect();
        assert_eq!(statuses.len(), 9, "{statuses:?}");
    }
}

#[test]
fn no_two_texts_and_no_two_ids_are_the_same() {
    for regency in BOTH {
        let cases = year(regency);
        let texts: BTreeSet<&str> = cases.iter().map(|case| case.text.as_str()).collect();
        let ids: BTreeSet<&str> = cases.iter().map(|case| case.external_id.as_str()).collect();
        assert_eq!((texts.len(), ids.len()), (cases.len(), cases.len()));
    }
}

#[test]
fn templates_of_replies_belong_to_units_and_have_names_kinds_and_fields_that_exist() {
    for regency in BOTH {
        let units = column(regency.units_csv(), 0);
        let mut names = BTreeSet::new();
        for (unit, reply) in replies(regency) {
            assert!(units.contains(unit.as_str()), "{unit}");
            assert_eq!(fields::unknown_in(&reply.text), None, "{}", reply.name);
            assert!(reply.kind.as_deref().is_none_or(|kind| ReportKind::from_name(kind).is_some()), "{}", reply.name);
            assert!(fields::open_in(&reply.text).contains(&Field::Petugas), "{} is signed", reply.name);
            assert!(names.insert((unit, reply.name)));
        }
        assert!(names.len() >= 10);
    }
}

#[test]
fn every_unit_category_place_and_parent_exists() {
    for regency in BOTH {
        let units = column(regency.units_csv(), 0);
        let staffed = column(regency.staff_csv(), 2);
        let categories = column(include_str!("../../../../data/categories/categories.csv"), 0);
        let places = column(regency.places_csv(), 0);
        let cases = year(regency);
        let ids: BTreeSet<&str> = cases.iter().map(|case| case.external_id.as_str()).collect();
        for case in cases {
            assert!(categories.contains(case.category.as_str()), "{}", case.category);
            let unit = case.unit.as_deref();
            assert!(unit.is_none_or(|unit| units.contains(unit) && staffed.contains(unit)), "{unit:?}");
            if let Some(place) = case.place.as_deref() {
                assert!(places.iter().any(|code| code.starts_with(place)), "{place}");
            }
            for event in &case.events {
                let known = event.to.as_deref().is_none_or(|to| units.contains(to) || ids.contains(to));
                assert!(known, "{:?} of {}", event.to, case.external_id);
            }
            assert!(case.duplicate_of.as_deref().is_none_or(|parent| ids.contains(parent)));
        }
    }
}

#[test]
fn every_unit_has_a_parent_and_every_role_is_known() {
    let roles = ["front_desk", "handler", "unit_head", "administrator", "leader", "inspector"];
    for regency in BOTH {
        let units = column(regency.units_csv(), 0);
        for row in regency.units_csv().lines().skip(1) {
            let fields: Vec<&str> = row.rsplitn(6, ',').collect();
            let (parent, code) = (fields[4], row.split(',').next().unwrap_or_default());
            assert!(units.contains(parent) || code == regency.root_unit(), "{row}");
        }
        for row in regency.staff_csv().lines().skip(1) {
            let fields: Vec<&str> = row.split(',').collect();
            assert!(units.contains(fields[2]), "{row}");
            assert!(fields[3].split(';').all(|role| roles.contains(&role)), "{row}");
        }
    }
}

#[test]
fn nothing_lies_after_now_or_before_its_report() {
    for regency in BOTH {
        for instant in ["2027-02-03T01:30:00+08:00", "2026-06-15T15:00:00+08:00"] {
            let now: Timestamp = instant.parse().expect("a valid instant");
            for case in cases(regency, now, 3) {
                assert!(case.received_at <= now);
                let at = case.messages.iter().map(|m| m.at).chain(case.events.iter().map(|e| e.at));
                for at in at {
                    assert!(case.received_at <= at && at <= now, "{}: {at}", case.external_id);
                }
                assert!(case.messages.is_sorted_by_key(|message| message.at));
                assert!(case.events.is_sorted_by_key(|event| event.at), "{}", case.external_id);
            }
        }
    }
}

#[test]
fn late_and_answered_shares_are_plausible() {
    for regency in BOTH {
        let cases = year(regency);
        let share = |count: usize| count as f64 / cases.len() as f64;
        let answered = cases.iter().filter(|case| events(case, Happening::Answered) > 0);
        let (answered, late) =
            answered.fold((0, 0), |(all, late), case| (all + 1, late + events(case, Happening::Escalated).min(1)));
        assert!((0.80..0.96).contains(&share(answered)), "{}", share(answered));
        let late = late as f64 / answered as f64;
        assert!((0.05..0.12).contains(&late), "{late}");
        let overdue = cases
            .iter()
            .filter(|case| events(case, Happening::Escalated) > 0 && events(case, Happening::Answered) == 0);
        assert!((5..60).contains(&overdue.count()));
        let new = cases.iter().filter(|case| case.status == Status::New).count();
        assert!((1..60).contains(&new), "{new} new");
    }
}

#[test]
fn a_seed_gives_the_same_year_and_another_gives_another() {
    let regency = Regency::Nunukan;
    assert_eq!(cases(regency, now(), 7), year(regency));
    assert_ne!(cases(regency, now(), 8), year(regency));
}

#[test]
fn officers_answer_in_their_own_words_and_no_slot_stays_open() {
    for regency in BOTH {
        let cases = year(regency);
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for case in cases {
            for text in case.messages.iter().map(|message| &message.text).chain([&case.text]).chain(&case.title) {
                assert!(!text.contains('{') && !text.contains('}'), "{text}");
            }
            for message in case.messages.iter().filter(|message| message.from == Speaker::Staff) {
                *seen.entry(&message.text).or_default() += 1;
            }
        }
        let total: usize = seen.values().sum();
        assert!(seen.len() * 1000 >= total * 975, "{} of {total} replies differ", seen.len());
    }
}

#[test]
fn contacts_are_nobodys() {
    // Hand-written cases also have addresses; the words mean "example", in Indonesian or in the reserved domain.
    let nobodys =
        |contact: &str| contact.starts_with("0812-0000-") || contact.contains("contoh") || contact.contains("example");
    for contact in BOTH.iter().flat_map(|regency| year(*regency)).filter_map(|case| case.contact.as_deref()) {
        assert!(nobodys(contact), "{contact}");
    }
}

#[test]
fn the_templates_leave_no_list_empty() {
    let templates = Templates::load();
    assert!(templates.situations.len() >= 60);
    for situation in &templates.situations {
        let spam = situation.outcome.as_deref() == Some("spam");
        assert!(!situation.titles.is_empty() && !situation.spots.is_empty(), "{:?}", situation.titles);
        assert!(spam || !situation.done.is_empty(), "{:?}", situation.titles);
        assert!(situation.texts.len() >= 2, "{:?}", situation.titles);
    }
}

#[test]
fn a_case_survives_its_own_import_format() {
    let case = year(Regency::MalukuTenggara).last().expect("there are cases");
    let line = serde_json::to_string(&case).expect("a case is plain data");
    assert_eq!(&serde_json::from_str::<DemoCase>(&line).expect("its own format"), case);
}

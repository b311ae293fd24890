//! Who may keep a unit's templates, and what a template must be.

use hadir_oplog::{AggregateId, ChainId, Draft, Incarnation, NodeKey, Stamp};
use hadir_org::{By, Organisation, Role};
use hadir_store::{Aggregate, Entry};

use super::*;
use crate::commands::tests::{officer, organisation_with, settings};
use crate::kit::RuleId;

const ID: TemplateId = TemplateId([1; 8]);

fn unit(code: &str) -> UnitCode {
    code.parse().unwrap()
}

fn kit(code: &str) -> Kit {
    Kit::new(Kit::id_of(&unit(code)))
}

fn wish(name: &str, text: &str) -> Wish {
    Wish { name: name.to_owned(), text: text.to_owned(), kind: None }
}

fn asking<'a>(by: &'a By, org: &'a Organisation) -> Asking<'a> {
    Asking { by, org, now: "2026-03-12T09:30:00+08:00".parse().unwrap() }
}

/// Folds an event as an operation of an aggregate.
pub(super) fn fold(kit: &mut Kit, event: KitEvent) {
    let chain = ChainId { node: NodeKey::from_bytes([1; 32]).id(), incarnation: Incarnation::from_bytes([1; 8]) };
    let event = event.into_event();
    let draft = Draft {
        kind: event.kind,
        must_understand: event.must_understand,
        aggregate: kit.id,
        actor: None,
        scopes: event.scopes,
        parents: Vec::new(),
        bodies: event.bodies,
    };
    let operation = draft.seal(&chain, &mut || [3; 16]).unwrap();
    kit.apply(&Entry::new(operation, Stamp::at_ms(0), chain, (0, 0)));
}

#[test]
fn heads_of_the_unit_and_of_those_above_keep_its_kit() {
    let org = organisation_with(settings());
    for (role, of, may) in [
        (Role::UnitHead, "dishub", true),
        (Role::UnitHead, "kab-nunukan", true),
        (Role::UnitHead, "diskominfo", false),
        (Role::Handler, "dishub", false),
        (Role::Administrator, "kab-nunukan", false),
        (Role::Leader, "kab-nunukan", false),
    ] {
        let by = officer(role, of);
        let done = set_template(
            &kit("dishub"),
            &unit("dishub"),
            ID,
            &wish("Terima kasih", "Terima kasih."),
            &asking(&by, &org),
        );
        assert_eq!(done.is_ok(), may, "{role:?} {of}: {done:?}");
        let dropped = drop_template(&kit("dishub"), &unit("dishub"), ID, &asking(&by, &org));
        assert_eq!(dropped.is_ok(), may, "{role:?} {of}: {dropped:?}");
    }
    let nowhere = set_template(&kit("tidak-ada"), &unit("tidak-ada"), ID, &wish("A", "B"), &asking(&By::Console, &org));
    assert_eq!(nowhere, Err(KitRefusal::NotAllowed));
}

#[test]
fn a_template_has_a_name_of_its_own_and_fields_that_exist() {
    let org = organisation_with(settings());
    let asking = asking(&By::Console, &org);
    let mut dishub = kit("dishub");
    let set = |kit: &Kit, id, wish| set_template(kit, &unit("dishub"), id, &wish, &asking);
    let first = wish("  Terima \n kasih ", " Yth. {sapaan} {nama},\r\nterima kasih. ");
    let [event] = set(&dishub, ID, first.clone()).unwrap().try_into().unwrap();
    fold(&mut dishub, event);
    let kept = &dishub.templates[&ID];
    assert_eq!((kept.name.as_str(), kept.text.as_str()), ("Terima kasih", "Yth. {sapaan} {nama},\nterima kasih."));
    assert_eq!(set(&dishub, ID, first), Ok(Vec::new()), "the same once more");

    let other = TemplateId([2; 8]);
    assert_eq!(set(&dishub, other, wish("terima kasih", "Halo.")), Err(KitRefusal::NameTaken));
    assert_eq!(set(&dishub, other, wish(" ", "Halo.")), Err(KitRefusal::NameMissing));
    assert_eq!(set(&dishub, other, wish(&"n".repeat(81), "Halo.")), Err(KitRefusal::NameTooLong(80)));
    assert_eq!(set(&dishub, other, wish("Lain", " \n")), Err(KitRefusal::TextMissing));
    assert_eq!(set(&dishub, other, wish("Lain", &"n".repeat(4_001))), Err(KitRefusal::TextTooLong(4_000)));
    assert_eq!(set(&dishub, other, wish("Lain", "Yth. {nmaa}")), Err(KitRefusal::UnknownField("{nmaa}".to_owned())));

    let [dropped] = drop_template(&dishub, &unit("dishub"), ID, &asking).unwrap().try_into().unwrap();
    fold(&mut dishub, dropped);
    assert!(dishub.templates.is_empty());
    assert_eq!(drop_template(&dishub, &unit("dishub"), ID, &asking), Ok(Vec::new()));
}

#[test]
fn a_kit_has_room_for_so_many() {
    let org = organisation_with(settings());
    let asking = asking(&By::Console, &org);
    let mut dishub = kit("dishub");
    for n in 0..=TEMPLATES_MAX {
        let id = TemplateId((n as u64).to_be_bytes());
        let decided = set_template(&dishub, &unit("dishub"), id, &wish(&format!("Contoh {n}"), "Halo."), &asking);
        match decided {
            Ok(events) => events.into_iter().for_each(|event| fold(&mut dishub, event)),
            Err(refusal) => assert_eq!((n, refusal), (TEMPLATES_MAX, KitRefusal::Full(TEMPLATES_MAX))),
        }
    }
    assert_eq!(dishub.templates.len(), TEMPLATES_MAX);
}

#[test]
fn what_names_another_unit_changes_nothing() {
    let facts = TemplateSet { at: 0, unit: "diskominfo".into(), template: ID.0, kind: None };
    let words = TemplateWords { name: "Palsu".into(), text: "Palsu.".into() };
    let event = KitEvent::TemplateSet(facts, Some(words));
    let (mut dishub, mut diskominfo) = (kit("dishub"), kit("diskominfo"));
    fold(&mut dishub, event.clone());
    fold(&mut diskominfo, event);
    assert!(dishub.templates.is_empty());
    assert_eq!(diskominfo.templates.len(), 1);
    let id: AggregateId = Kit::id_of(&unit("dishub"));
    assert_eq!(Kit::owner(id, Some(b"\xff")), None);
    assert_eq!(Kit::owner(id, None), None);
}

#[test]
fn an_identity_is_written_and_read_alike() {
    let id = TemplateId([0, 1, 2, 3, 0xfc, 0xfd, 0xfe, 0xff]);
    assert_eq!(id.to_string(), "00010203fcfdfeff");
    assert_eq!(id.to_string().parse(), Ok(id));
    for bad in ["", "00010203fcfdfeFF", "+0010203fcfdfeff", "00010203fcfdfeff0"] {
        assert_eq!(bad.parse::<TemplateId>(), Err(()), "{bad}");
    }
}

#[test]
fn a_rule_is_for_topics_people_and_days_that_there_are() {
    let org = organisation_with(settings());
    let asking = asking(&By::Console, &org);
    let mut dishub = kit("dishub");
    let (one, other) = (RuleId([1; 8]), RuleId([2; 8]));
    let topic = |code: &str| RuleWish { category: Some(code.parse().unwrap()), ..RuleWish::default() };
    let set = |kit: &Kit, id, wish: &RuleWish| set_rule(kit, &unit("dishub"), id, wish, &asking);
    let [event] = set(&dishub, one, &topic("sea_transport")).unwrap().try_into().unwrap();
    fold(&mut dishub, event);
    let rule = &dishub.rules[&one];
    assert_eq!((rule.category.as_deref(), rule.from.to_string().as_str()), (Some("sea_transport"), "2026-03-12"));
    assert_eq!(set(&dishub, one, &topic("sea_transport")), Ok(Vec::new()), "the same once more");
    assert_eq!(set(&dishub, other, &topic("sea_transport")), Err(RuleRefusal::There));
    assert_eq!(set(&dishub, other, &topic("tidak_ada")), Err(RuleRefusal::UnknownTopic));
    let of = |staff| RuleWish { staff, ..RuleWish::default() };
    let nobody = of(vec![hadir_oplog::ActorId::from_bytes([9; 16])]);
    assert_eq!(set(&dishub, other, &nobody), Err(RuleRefusal::NotInUnit));
    let from = |day: &str| RuleWish { from: Some(day.parse().unwrap()), ..topic("sea_transport") };
    assert_eq!(set(&dishub, other, &from("2026-03-11")), Err(RuleRefusal::DayOver));
    let [later] = set(&dishub, other, &from("2026-03-16")).unwrap().try_into().unwrap();
    fold(&mut dishub, later);
    assert_eq!(dishub.rules.len(), 2);
    let [dropped] = drop_rule(&dishub, &unit("dishub"), one, &asking).unwrap().try_into().unwrap();
    fold(&mut dishub, dropped);
    assert_eq!(dishub.rules.keys().copied().collect::<Vec<_>>(), [other]);
    assert_eq!(drop_rule(&dishub, &unit("dishub"), one, &asking), Ok(Vec::new()));
}

#[test]
fn a_kept_rule_whose_day_is_over_can_be_changed_and_its_day_stays() {
    let org = organisation_with(settings());
    let mut dishub = kit("dishub");
    let id = RuleId([1; 8]);
    let by = By::Console;
    let [event] =
        set_rule(&dishub, &unit("dishub"), id, &RuleWish::default(), &asking(&by, &org)).unwrap().try_into().unwrap();
    fold(&mut dishub, event);
    let later = Asking { by: &by, org: &org, now: "2026-04-02T09:00:00+08:00".parse().unwrap() };
    let wish = RuleWish { place: Some("65.03.10".into()), ..RuleWish::default() };
    let [event] = set_rule(&dishub, &unit("dishub"), id, &wish, &later).unwrap().try_into().unwrap();
    fold(&mut dishub, event);
    assert_eq!((dishub.rules[&id].place.as_deref(), dishub.rules[&id].from.day()), (Some("65.03.10"), 12));
}

#[test]
fn rules_are_kept_by_who_heads_the_unit_and_there_is_room_for_so_many() {
    let org = organisation_with(settings());
    let all = RuleWish::default();
    for (role, of, may) in
        [(Role::UnitHead, "dishub", true), (Role::Handler, "dishub", false), (Role::UnitHead, "diskominfo", false)]
    {
        let by = officer(role, of);
        let done = set_rule(&kit("dishub"), &unit("dishub"), RuleId([1; 8]), &all, &asking(&by, &org));
        assert_eq!(done.is_ok(), may, "{role:?} {of}: {done:?}");
        let dropped = drop_rule(&kit("dishub"), &unit("dishub"), RuleId([1; 8]), &asking(&by, &org));
        assert_eq!(dropped.is_ok(), may, "{role:?} {of}: {dropped:?}");
    }
    let asking = asking(&By::Console, &org);
    let mut dishub = kit("dishub");
    for n in 0..=RULES_MAX {
        let (id, place) = (RuleId((n as u64).to_be_bytes()), Some(format!("65.03.{n:02}")));
        match set_rule(&dishub, &unit("dishub"), id, &RuleWish { place, ..RuleWish::default() }, &asking) {
            Ok(events) => events.into_iter().for_each(|event| fold(&mut dishub, event)),
            Err(refusal) => assert_eq!((n, refusal), (RULES_MAX, RuleRefusal::Full(RULES_MAX))),
        }
    }
    assert_eq!(dishub.rules.len(), RULES_MAX);
}

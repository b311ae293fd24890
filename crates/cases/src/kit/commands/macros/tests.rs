//! Who may keep macros, what a macro must be, and what becomes of it on a report.

use hadir_org::{By, Role};
use hadir_store::Aggregate;

use super::super::tests::fold;
use super::*;
use crate::commands::run;
use crate::commands::tests::{Way, officer};
use crate::kit::commands::{Wish, drop_template, set_template};
use crate::kit::events::{StepFacts, TemplateId};
use crate::kit::fields::Field;

const ID: MacroId = MacroId([7; 8]);
const THANKS: TemplateId = TemplateId([1; 8]);

fn unit() -> UnitCode {
    "dishub".parse().unwrap()
}

fn head() -> By {
    officer(Role::UnitHead, "dishub")
}

fn wish(name: &str, steps: Vec<MacroStep>) -> MacroWish {
    MacroWish { name: name.into(), steps }
}

/// A kit with one template.
fn kit(way: &Way) -> Kit {
    let (by, mut kit) = (head(), Kit::new(Kit::id_of(&unit())));
    let wish = Wish { name: "Terima kasih".into(), text: "Halo {nama}, kami periksa.".into(), kind: None };
    let asking = Asking { by: &by, org: &way.org, now: way.now };
    let events = set_template(&kit, &unit(), THANKS, &wish, &asking).unwrap();
    events.into_iter().for_each(|event| fold(&mut kit, event));
    kit
}

fn sets(kit: &mut Kit, way: &Way, id: MacroId, wish: &MacroWish, by: &By) -> Result<usize, MacroRefusal> {
    let events = set_macro(kit, &unit(), id, wish, &Asking { by, org: &way.org, now: way.now })?;
    let count = events.len();
    events.into_iter().for_each(|event| fold(kit, event));
    Ok(count)
}

fn all() -> Vec<MacroStep> {
    vec![
        MacroStep::Classify("sea_transport".parse().unwrap()),
        MacroStep::TakeUp,
        MacroStep::Note("Sudah ditelepon.".into()),
        MacroStep::Post(THANKS),
        MacroStep::Ask(THANKS),
        MacroStep::HandOn("diskominfo".parse().unwrap(), None, "Urusan mereka.".into()),
    ]
}

#[test]
fn a_macro_comes_back_from_the_log_as_it_was_kept_and_goes_when_it_is_dropped() {
    let way = Way::pier();
    let (mut kit, by) = (kit(&way), head());
    assert_eq!(sets(&mut kit, &way, ID, &wish(" Pesan  dermaga ", all()), &by), Ok(1));
    let kept = &kit.macros[&ID];
    assert_eq!(kept.name, "Pesan dermaga");
    assert_eq!(kept.steps.iter().flatten().cloned().collect::<Vec<_>>(), all());
    assert_eq!(sets(&mut kit, &way, ID, &wish("Pesan dermaga", all()), &by), Ok(0), "the same once more");
    let asking = Asking { by: &by, org: &way.org, now: way.now };
    let dropped = drop_macro(&kit, &unit(), ID, &asking).unwrap();
    dropped.into_iter().for_each(|event| fold(&mut kit, event));
    assert!(kit.macros.is_empty());
    assert_eq!(drop_macro(&kit, &unit(), ID, &asking), Ok(Vec::new()));
}

#[test]
fn what_a_macro_must_be() {
    let way = Way::pier();
    let mut kit = kit(&way);
    let note = |text: &str| vec![MacroStep::Note(text.into())];
    sets(&mut kit, &way, MacroId([8; 8]), &wish("Lama", note("Satu")), &head()).unwrap();
    for (wish, refusal) in [
        (wish(" ", note("Satu")), MacroRefusal::NameMissing),
        (wish(&"x".repeat(81), note("Satu")), MacroRefusal::NameTooLong(NAME_CHARS_MAX)),
        (wish("lama", note("Satu")), MacroRefusal::NameTaken),
        (wish("Baru", Vec::new()), MacroRefusal::StepsMissing),
        (wish("Baru", vec![MacroStep::TakeUp; 7]), MacroRefusal::TooManySteps(STEPS_MAX)),
        (wish("Baru", note("  ")), MacroRefusal::NoteMissing(0)),
        (wish("Baru", note(&"x".repeat(4_001))), MacroRefusal::TextTooLong(0, TEXT_CHARS_MAX)),
        (
            wish("Baru", vec![MacroStep::TakeUp, MacroStep::Classify("xx".parse().unwrap())]),
            MacroRefusal::NotThere(1, Gone::Topic),
        ),
        (
            wish("Baru", vec![MacroStep::HandOn("tidak-ada".parse().unwrap(), None, String::new())]),
            MacroRefusal::NotThere(0, Gone::Unit),
        ),
        (wish("Baru", vec![MacroStep::Answer(TemplateId([9; 8]))]), MacroRefusal::NotThere(0, Gone::Template)),
    ] {
        assert_eq!(sets(&mut kit, &way, ID, &wish, &head()), Err(refusal));
    }
    for by in [officer(Role::Handler, "dishub"), officer(Role::UnitHead, "diskominfo")] {
        assert_eq!(sets(&mut kit, &way, ID, &wish("Baru", note("Satu")), &by), Err(MacroRefusal::NotAllowed));
    }
}

#[test]
fn an_act_that_a_later_program_knows_is_none_and_the_rest_stays() {
    let way = Way::pier();
    let mut kit = kit(&way);
    let steps = vec![StepFacts::named("terbang"), StepFacts::named("ambil"), StepFacts::named("jawab")];
    let facts = MacroSet { at: 0, unit: "dishub".into(), id: ID.0, steps };
    let words = MacroWords { name: "Nanti".into(), texts: Vec::new() };
    fold(&mut kit, KitEvent::MacroSet(facts.clone(), Some(words)));
    assert_eq!(kit.macros[&ID].steps, [None, Some(MacroStep::TakeUp), None]);
    fold(&mut kit, KitEvent::MacroSet(facts, None));
    assert!(kit.macros.is_empty(), "words that were erased are a macro no more");
}

#[test]
fn a_macro_runs_as_what_its_acts_say_and_not_once_its_template_is_gone() {
    let mut way = Way::pier();
    let (mut kit, by) = (kit(&way), officer(Role::UnitHead, "kab-nunukan"));
    let steps = vec![MacroStep::Note("Sudah ditelepon.".into()), MacroStep::Post(THANKS)];
    sets(&mut kit, &way, ID, &wish("Kabari", steps.clone()), &by).unwrap();
    let fill = |field| (field == Field::Nama).then(|| "Ibu Rahma".to_owned());
    let ready: Result<Vec<_>, Gone> = steps
        .iter()
        .map(|step| step.ready(&kit, &way.org, step.text(&kit, fill)?.as_deref().unwrap_or_default()))
        .collect();
    let events = run(&way.case, &ready.unwrap(), &Asking { by: &by, org: &way.org, now: way.now }).unwrap();
    way.record(events, by.actor_id());
    let said = way.case.thread.last().unwrap();
    assert_eq!(said.event.words().unwrap().text, "Halo Ibu Rahma, kami periksa.");
    let asking = Asking { by: &by, org: &way.org, now: way.now };
    let gone = drop_template(&kit, &unit(), THANKS, &asking).unwrap();
    gone.into_iter().for_each(|event| fold(&mut kit, event));
    assert_eq!(steps[1].ready(&kit, &way.org, "").err(), Some(Gone::Template));
    assert_eq!(steps[1].text(&kit, fill), Err(Gone::Template));
}

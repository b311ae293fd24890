//! Keeping the checklists of a unit.

use hadir_org::{CategoryCode, UnitCode};

use super::{NAME_CHARS_MAX, may_keep};
use crate::commands::Asking;
use crate::kinds::ReportKind;
use crate::kit::Kit;
use crate::kit::checklists::{CHECKLISTS_MAX, Checklist, STEP_CHARS_MAX, STEPS_MAX};
use crate::kit::events::{ChecklistDropped, ChecklistId, ChecklistSet, ChecklistWords, KitEvent};

/// A checklist as someone wants it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChecklistWish {
    /// What colleagues call it.
    pub name: String,
    /// The steps, one a line.
    pub steps: String,
    /// The kind of report it is for; none for every kind.
    pub kind: Option<ReportKind>,
    /// The topic it is for; none for every one.
    pub category: Option<CategoryCode>,
}

/// Why a checklist is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChecklistRefusal {
    /// The person does not head the unit, or there is none.
    NotAllowed,
    /// A name is needed.
    NameMissing,
    /// The name is longer than so many characters.
    NameTooLong(usize),
    /// The unit has another checklist of that name.
    NameTaken,
    /// There is no step.
    StepsMissing,
    /// There are more steps than a checklist takes.
    TooManySteps(usize),
    /// A step is longer than so many characters.
    StepTooLong(usize),
    /// There is no such topic.
    UnknownTopic,
    /// The unit has so many checklists that there is no room for another.
    Full(usize),
}

type Decided = Result<Vec<KitEvent>, ChecklistRefusal>;

/// Adds a checklist to a unit's kit, or changes the one of this identity. The same once more records nothing.
pub fn set_checklist(
    kit: &Kit,
    unit: &UnitCode,
    id: ChecklistId,
    wish: &ChecklistWish,
    asking: &Asking<'_>,
) -> Decided {
    allowed(unit, asking)?;
    let (name, steps) = (name(&wish.name)?, steps(&wish.steps)?);
    if wish.category.as_ref().is_some_and(|code| asking.org.category(code).is_none()) {
        return Err(ChecklistRefusal::UnknownTopic);
    }
    let category = wish.category.as_ref().map(|code| code.as_str().to_owned());
    let wanted = Checklist { name, steps, kind: wish.kind, category };
    let known = kit.checklists.get(&id);
    if known == Some(&wanted) {
        return Ok(Vec::new());
    }
    let is_taken = |other: &Checklist| other.name.to_lowercase() == wanted.name.to_lowercase();
    if kit.checklists.iter().any(|(other, list)| *other != id && is_taken(list)) {
        return Err(ChecklistRefusal::NameTaken);
    }
    if known.is_none() && kit.checklists.len() >= CHECKLISTS_MAX {
        return Err(ChecklistRefusal::Full(CHECKLISTS_MAX));
    }
    let facts = ChecklistSet {
        at: asking.now.as_millisecond(),
        unit: unit.as_str().to_owned(),
        checklist: id.0,
        kind: wanted.kind.map(|kind| kind.as_str().to_owned()),
        category: wanted.category,
    };
    Ok(vec![KitEvent::ChecklistSet(facts, Some(ChecklistWords { name: wanted.name, steps: wanted.steps }))])
}

/// Offers a checklist no more. What was ticked on reports stays there. What is not there need not be dropped.
pub fn drop_checklist(kit: &Kit, unit: &UnitCode, id: ChecklistId, asking: &Asking<'_>) -> Decided {
    allowed(unit, asking)?;
    let (at, unit) = (asking.now.as_millisecond(), unit.as_str().to_owned());
    let dropped = || KitEvent::ChecklistDropped(ChecklistDropped { at, unit, checklist: id.0 });
    Ok(kit.checklists.contains_key(&id).then(dropped).into_iter().collect())
}

fn allowed(unit: &UnitCode, asking: &Asking<'_>) -> Result<(), ChecklistRefusal> {
    if may_keep(unit, asking) { Ok(()) } else { Err(ChecklistRefusal::NotAllowed) }
}

fn name(given: &str) -> Result<String, ChecklistRefusal> {
    let name = given.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err(ChecklistRefusal::NameMissing),
        1..=NAME_CHARS_MAX => Ok(name),
        _ => Err(ChecklistRefusal::NameTooLong(NAME_CHARS_MAX)),
    }
}

/// The lines as steps, each once.
fn steps(given: &str) -> Result<Vec<String>, ChecklistRefusal> {
    let mut steps: Vec<String> = Vec::new();
    for line in given.lines() {
        let step = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if step.chars().count() > STEP_CHARS_MAX {
            return Err(ChecklistRefusal::StepTooLong(STEP_CHARS_MAX));
        }
        if !step.is_empty() && !steps.contains(&step) {
            steps.push(step);
        }
    }
    match steps.len() {
        0 => Err(ChecklistRefusal::StepsMissing),
        1..=STEPS_MAX => Ok(steps),
        _ => Err(ChecklistRefusal::TooManySteps(STEPS_MAX)),
    }
}

#[cfg(test)]
mod tests {
    use hadir_org::{By, Role};

    use super::*;
    use crate::commands::tests::{Way, officer};
    use hadir_store::Aggregate;

    fn kit() -> (Kit, UnitCode) {
        let unit = UnitCode::try_new("dishub").unwrap();
        (Kit::new(Kit::id_of(&unit)), unit)
    }

    fn sets(kit: &mut Kit, unit: &UnitCode, id: u8, wish: &ChecklistWish, by: &By) -> Result<usize, ChecklistRefusal> {
        let way = Way::pier();
        let asking = Asking { by, org: &way.org, now: way.now };
        let events = set_checklist(kit, unit, ChecklistId([id; 8]), wish, &asking)?;
        let count = events.len();
        events.into_iter().for_each(|event| kit.take(event, None));
        Ok(count)
    }

    fn wish(name: &str, steps: &str) -> ChecklistWish {
        ChecklistWish { name: name.into(), steps: steps.into(), ..ChecklistWish::default() }
    }

    #[test]
    fn a_head_keeps_lists_of_steps_each_once_and_no_two_of_one_name() {
        let (mut kit, unit) = kit();
        let head = officer(Role::UnitHead, "dishub");
        let list = wish(" Cek  dermaga ", "Foto lokasi\n\n  Foto lokasi \nUkur  papan\n");
        assert_eq!(sets(&mut kit, &unit, 1, &list, &head), Ok(1));
        let kept = &kit.checklists[&ChecklistId([1; 8])];
        assert_eq!(
            (kept.name.as_str(), &kept.steps[..]),
            ("Cek dermaga", &["Foto lokasi".to_owned(), "Ukur papan".into()][..])
        );
        assert_eq!(sets(&mut kit, &unit, 1, &list, &head), Ok(0), "the same once more");
        assert_eq!(sets(&mut kit, &unit, 2, &wish("cek DERMAGA", "Lain"), &head), Err(ChecklistRefusal::NameTaken));
        let handler = officer(Role::Handler, "dishub");
        assert_eq!(sets(&mut kit, &unit, 2, &wish("Lain", "Lain"), &handler), Err(ChecklistRefusal::NotAllowed));
        for (list, refusal) in [
            (wish(" ", "Satu"), ChecklistRefusal::NameMissing),
            (wish("Kosong", " \n "), ChecklistRefusal::StepsMissing),
            (wish("Panjang", &"x".repeat(121)), ChecklistRefusal::StepTooLong(STEP_CHARS_MAX)),
            (
                wish("Banyak", &(0..21).map(|n| format!("{n}\n")).collect::<String>()),
                ChecklistRefusal::TooManySteps(20),
            ),
            (ChecklistWish { category: Some("xx".parse().unwrap()), ..wish("A", "B") }, ChecklistRefusal::UnknownTopic),
        ] {
            assert_eq!(sets(&mut kit, &unit, 3, &list, &head), Err(refusal));
        }
    }

    #[test]
    fn a_report_calls_for_lists_of_its_kind_and_topic() {
        let case = Way::pier().case;
        let list = |kind, category: Option<&str>| Checklist {
            name: String::new(),
            steps: Vec::new(),
            kind,
            category: category.map(str::to_owned),
        };
        assert!(
            list(None, None).is_for(&case) && list(Some(ReportKind::Complaint), Some("sea_transport")).is_for(&case)
        );
        assert!(!list(Some(ReportKind::Praise), None).is_for(&case) && !list(None, Some("roads")).is_for(&case));
    }
}

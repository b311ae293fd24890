//! Setting a category right, and putting a case into a closed circle or taking it out again: which circle a category
//! calls for, which unit looks after a circle, and the way there of a case that is already with another one.

use hadir_org::{CategoryCode, Organisation, Right, UnitCode};

use super::receive::sorting_unit;
use super::{Asking, Decided};
use crate::events::{Assigned, At, CaseEvent, Classified};
use crate::kinds::{Sensitivity, Status};
use crate::state::Case;

/// The circle that a category calls for.
pub fn circle_of(category: &CategoryCode) -> Option<Sensitivity> {
    (category.as_str() == "levy").then_some(Sensitivity::Levy)
}

/// The unit that looks after a closed circle.
pub(super) fn circle_unit(sensitivity: Sensitivity, org: &Organisation) -> UnitCode {
    let protecting: &[&str] = match sensitivity {
        Sensitivity::Levy | Sensitivity::Misconduct => &["inspektorat"],
        Sensitivity::Violence | Sensitivity::SelfHarm | Sensitivity::Child => &["dp3ap2kb", "inspektorat"],
    };
    let is_there = |code: &UnitCode| org.unit(code).is_some_and(|unit| !unit.is_retired);
    let known = |code: &&str| UnitCode::try_new(code).ok().filter(is_there);
    protecting.iter().find_map(known).unwrap_or_else(|| sorting_unit(org))
}

/// Sets category and confidentiality right. A case once put into a closed circle is no longer public, and goes to the
/// unit that looks after the circle: the one that held it may be the one complained about. A category that calls for a
/// circle closes it where none was named; where the category stays, the circle can be lifted.
pub fn classify(
    case: &Case,
    category: Option<&CategoryCode>,
    sensitivity: Option<Sensitivity>,
    asking: &Asking<'_>,
) -> Decided {
    asking.needs(Right::Assign, case)?;
    let called_for = category.filter(|code| case.category.as_deref() != Some(code.as_str())).and_then(circle_of);
    let sensitivity = sensitivity.or(called_for);
    let category = category.map(|code| code.as_str().to_owned());
    if category == case.category && sensitivity == case.sensitivity {
        return Ok(Vec::new());
    }
    let way = sensitivity.map(|circle| way_into(circle, case, asking)).unwrap_or_default();
    let classified = CaseEvent::Classified(Classified { at: asking.at(), category, sensitivity }, None);
    Ok(way.into_iter().chain([classified]).collect())
}

/// What brings a case to the unit that looks after a circle. The officer who handled it keeps it only where an inspector
/// of that unit may read it anyway. A case whose circle is looked after by the same unit as before stays with whom an
/// inspector gave it to.
fn way_into(circle: Sensitivity, case: &Case, asking: &Asking<'_>) -> Vec<CaseEvent> {
    let unit = circle_unit(circle, asking.org);
    if case.sensitivity.is_some_and(|before| circle_unit(before, asking.org) == unit) {
        return Vec::new();
    }
    let officer = case.staff.and_then(|id| asking.org.staff(id));
    let staff =
        officer.map(|officer| officer.actor()).filter(|actor| actor.may(Right::ReadSensitive, &unit, asking.org));
    let staff = staff.map(|actor| actor.id);
    if case.unit == unit.as_str() && case.staff == staff {
        return Vec::new();
    }
    let at = asking.at();
    let verified = (case.status == Status::New).then_some(CaseEvent::Verified(At { at }));
    let facts = Assigned { at, unit: unit.as_str().to_owned(), staff: staff.map(|id| *id.as_bytes()) };
    verified.into_iter().chain([CaseEvent::Assigned(facts, None)]).collect()
}

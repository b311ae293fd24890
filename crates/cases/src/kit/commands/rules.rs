//! Keeping the rules of a unit.

use hadir_oplog::ActorId;
use hadir_org::{CategoryCode, UnitCode};
use jiff::civil::Date;

use super::may_keep;
use crate::commands::Asking;
use crate::kit::Kit;
use crate::kit::events::{KitEvent, RuleDropped, RuleId, RuleSet};
use crate::kit::rules::takers;

/// Rules of one unit; more cannot be understood by whoever wonders where a report went.
pub const RULES_MAX: usize = 50;
/// People whom a rule names.
pub const RULE_STAFF_MAX: usize = 40;

/// A rule as someone wants it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleWish {
    /// The topic it is for; none for every one.
    pub category: Option<CategoryCode>,
    /// The region code of the place it is for, one that the regency has; none for every place.
    pub place: Option<String>,
    /// Who gets the reports; nobody for whoever answers in the unit.
    pub staff: Vec<ActorId>,
    /// From which day on; from today on where none is named.
    pub from: Option<Date>,
}

/// Why a rule is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleRefusal {
    /// The person does not head the unit, or there is none.
    NotAllowed,
    /// There is no such topic.
    UnknownTopic,
    /// Somebody who is named does not answer in the unit.
    NotInUnit,
    /// More people than a rule names.
    TooMany(usize),
    /// The day is over.
    DayOver,
    /// The unit has another rule for the same reports from the same day on.
    There,
    /// The unit has so many rules that there is no room for another.
    Full(usize),
}

type Decided = Result<Vec<KitEvent>, RuleRefusal>;

/// Adds a rule to a unit's kit, or changes the one of this identity. The same once more records nothing.
pub fn set_rule(kit: &Kit, unit: &UnitCode, id: RuleId, wish: &RuleWish, asking: &Asking<'_>) -> Decided {
    allowed(unit, asking)?;
    let known = kit.rules.get(&id);
    let today = asking.org.zone(unit).date_at(asking.now);
    let from = wish.from.or(known.map(|known| known.from)).unwrap_or(today);
    if from < today && known.is_none_or(|known| known.from != from) {
        return Err(RuleRefusal::DayOver);
    }
    let category = wish.category.as_ref().map(|code| code.as_str().to_owned());
    if wish.category.as_ref().is_some_and(|code| asking.org.category(code).is_none()) {
        return Err(RuleRefusal::UnknownTopic);
    }
    let staff = named(unit, wish, asking)?;
    let (place, at) = (wish.place.clone(), asking.now.as_millisecond());
    let is_it = |rule: &crate::kit::Rule| (&rule.category, &rule.place, rule.from) == (&category, &place, from);
    if known.is_some_and(|known| is_it(known) && known.staff == staff) {
        return Ok(Vec::new());
    }
    if kit.rules.iter().any(|(other, rule)| *other != id && is_it(rule)) {
        return Err(RuleRefusal::There);
    }
    if known.is_none() && kit.rules.len() >= RULES_MAX {
        return Err(RuleRefusal::Full(RULES_MAX));
    }
    let facts = RuleSet::new(at, unit.as_str().to_owned(), id, category, place, from.to_string());
    Ok(vec![KitEvent::RuleSet(facts.of(staff.into_iter()))])
}

/// Follows a rule no more. What is not there need not be dropped.
pub fn drop_rule(kit: &Kit, unit: &UnitCode, id: RuleId, asking: &Asking<'_>) -> Decided {
    allowed(unit, asking)?;
    let facts = || RuleDropped { at: asking.now.as_millisecond(), unit: unit.as_str().to_owned(), rule: id.0 };
    Ok(kit.rules.contains_key(&id).then(|| KitEvent::RuleDropped(facts())).into_iter().collect())
}

/// The people who are named, each once, in the order of their identities.
fn named(unit: &UnitCode, wish: &RuleWish, asking: &Asking<'_>) -> Result<Vec<ActorId>, RuleRefusal> {
    let mut staff = wish.staff.clone();
    staff.sort_unstable();
    staff.dedup();
    let takers = takers(asking.org, unit);
    if staff.iter().any(|id| takers.iter().all(|taker| taker.id != *id)) {
        return Err(RuleRefusal::NotInUnit);
    }
    if staff.len() > RULE_STAFF_MAX { Err(RuleRefusal::TooMany(RULE_STAFF_MAX)) } else { Ok(staff) }
}

fn allowed(unit: &UnitCode, asking: &Asking<'_>) -> Result<(), RuleRefusal> {
    if may_keep(unit, asking) { Ok(()) } else { Err(RuleRefusal::NotAllowed) }
}

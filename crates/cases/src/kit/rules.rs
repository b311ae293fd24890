//! Rules by which reports that nobody has go to the people of a unit: whom a rule covers, which of several holds, who gets
//! the report. Pure.
//!
//! Of the rules in force that cover a report, the one that says most holds: topic and place before topic, topic before
//! place, village before district. Where two say the same, the one that came into force later does, so that a new rule can
//! be written down before its day.

use std::cmp::Reverse;
use std::sync::Arc;

use hadir_oplog::ActorId;
use hadir_org::{Officer, Organisation, Right, Role, UnitCode};
use jiff::Timestamp;
use jiff::civil::Date;

use super::RuleId;

/// A rule of a unit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rule {
    /// The topic it is for; every one where there is none.
    pub category: Option<String>,
    /// The region code of the place it is for, with all that lies in it; every place where there is none.
    pub place: Option<String>,
    /// Who gets the reports; whoever answers in the unit where nobody is named.
    pub staff: Vec<ActorId>,
    /// The first day on which it is in force, in the unit's zone.
    pub from: Date,
    /// When it was written down, in milliseconds since 1970, UTC.
    pub at: i64,
}

impl Rule {
    /// Whether it is for a report of this topic and place.
    pub fn covers(&self, category: Option<&str>, place: Option<&str>) -> bool {
        let is_topic = self.category.as_deref().is_none_or(|wanted| category == Some(wanted));
        let lies_in = |wanted: &str| place.is_some_and(|place| place == wanted || is_below(place, wanted));
        is_topic && self.place.as_deref().is_none_or(lies_in)
    }

    /// Whether it is for the same reports as another one.
    pub fn is_for_the_same(&self, other: &Self) -> bool {
        (&self.category, &self.place) == (&other.category, &other.place)
    }

    /// How much it says, and how late it came into force: greater holds.
    fn rank(&self) -> (usize, usize, Date, i64) {
        let parts = self.place.as_ref().map_or(0, |place| place.split('.').count());
        let said = usize::from(self.category.is_some()) * 2 + usize::from(self.place.is_some());
        (said, parts, self.from, self.at)
    }
}

fn is_below(place: &str, wanted: &str) -> bool {
    place.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('.'))
}

/// Those of some rules that are in force on a day, each kind of report once, the one that says most first.
pub fn in_force(rules: impl IntoIterator<Item = (RuleId, Rule)>, today: Date) -> Vec<(RuleId, Rule)> {
    let mut rules: Vec<_> = rules.into_iter().filter(|(_, rule)| rule.from <= today).collect();
    rules.sort_by_cached_key(|(id, rule)| Reverse((rule.rank(), *id)));
    let mut held: Vec<(RuleId, Rule)> = Vec::with_capacity(rules.len());
    for (id, rule) in rules {
        if held.iter().all(|(_, other)| !other.is_for_the_same(&rule)) {
            held.push((id, rule));
        }
    }
    held
}

/// Who answers in a unit and works there, by name.
pub fn takers<'a>(org: &'a Organisation, unit: &UnitCode) -> Vec<&'a Arc<Officer>> {
    let mut found = org.staff_of(unit);
    found.retain(|officer| !officer.is_suspended && officer.actor().may(Right::Answer, unit, org));
    found.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
    found
}

/// Those of them whom a rule names, or where it names nobody the handlers, who are at work when the unit's office is open
/// next. Where a unit has no handler, it is whoever answers there.
pub fn at_work(org: &Organisation, unit: &UnitCode, rule: &Rule, now: Timestamp) -> Vec<ActorId> {
    let opens = org.office(unit).next_open(now).unwrap_or(now);
    let mut people = takers(org, unit);
    let handles = |officer: &Officer| officer.grants.iter().any(|grant| grant.role == Role::Handler);
    if !rule.staff.is_empty() {
        people.retain(|officer| rule.staff.contains(&officer.id));
    } else if people.iter().any(|officer| handles(officer)) {
        people.retain(|officer| handles(officer));
    }
    people.retain(|officer| org.away(officer.id, opens).is_none());
    people.into_iter().map(|officer| officer.id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(category: Option<&str>, place: Option<&str>, from: i8) -> Rule {
        let from = Date::constant(2026, 3, from);
        Rule { category: category.map(str::to_owned), place: place.map(str::to_owned), staff: Vec::new(), from, at: 0 }
    }

    fn held(rules: &[Rule], today: i8, category: Option<&str>, place: Option<&str>) -> Option<u8> {
        let rules = rules.iter().cloned().zip(0..).map(|(rule, n)| (RuleId([n; 8]), rule));
        let rules = in_force(rules, Date::constant(2026, 3, today));
        rules.iter().find(|(_, rule)| rule.covers(category, place)).map(|(id, _)| id.0[0])
    }

    #[test]
    fn the_rule_that_says_most_holds() {
        let (pier, village, district) = (Some("piers"), Some("65.03.10.2001"), Some("65.03.10"));
        let rules = [
            rule(None, None, 1),
            rule(None, district, 1),
            rule(None, village, 1),
            rule(pier, None, 1),
            rule(pier, district, 1),
        ];
        for (category, place, expected) in [
            (None, None, 0),
            (Some("roads"), Some("65.03.12.2003"), 0),
            (Some("roads"), Some("65.03.10.2002"), 1),
            (Some("roads"), village, 2),
            (pier, None, 3),
            (pier, village, 4),
            (pier, Some("65.03.100"), 3),
        ] {
            assert_eq!(held(&rules, 12, category, place), Some(expected), "{category:?} {place:?}");
        }
        assert_eq!(held(&rules[3..4], 12, None, None), None);
    }

    #[test]
    fn a_rule_holds_from_its_day_on_and_takes_the_place_of_an_earlier_one() {
        let rules = [rule(Some("piers"), None, 1), rule(Some("piers"), None, 16)];
        for (today, expected) in [(1, 0), (15, 0), (16, 1), (31, 1)] {
            assert_eq!(held(&rules, today, Some("piers"), None), Some(expected), "{today}");
        }
        assert_eq!(held(&rules[1..], 15, Some("piers"), None), None);
    }
}

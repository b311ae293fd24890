//! Finding the reports that nobody has and a rule of their unit gives to somebody, without reading them all again and again.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use hadir_oplog::{ActorId, AggregateId};
use hadir_org::{By, Organisation, UnitCode};
use hadir_store::Fault;

use crate::cases::{Cases, Failure};
use crate::commands::{Lot, allot};
use crate::kit::rules::{at_work, in_force, takers};
use crate::kit::{Rule, RuleId};
use crate::queries::{self, FROM_THE_FIRST, LoadAsked, Reach, Unheld, Until};

/// After so many passes everything that nobody has is looked at again: what another office sent may be older than what was
/// looked at last.
const ALL_AGAIN: u32 = 60;
/// How far each unit's reports were looked at; kept in memory, because everything it follows from is in the rows.
#[derive(Debug, Default)]
pub struct Allotting {
    pass: u32,
    units: HashMap<String, Looked>,
}

/// How far the reports of one unit were looked at, and for which rules and people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Looked {
    edition: u64,
    until: Until,
}

/// The people of a unit and how much each has.
pub(crate) struct Work(BTreeMap<ActorId, u32>);

impl Work {
    /// Who of some people has least, the first of them where several have; and how much that is.
    pub(crate) fn least(&self, people: &[ActorId]) -> Option<(ActorId, u32)> {
        let open = |id: &ActorId| self.0.get(id).copied().unwrap_or_default();
        people.iter().min_by_key(|id| open(id)).map(|id| (*id, open(id)))
    }

    fn add(&mut self, id: ActorId) {
        *self.0.entry(id).or_default() += 1;
    }
}

impl Cases {
    /// Gives reports that nobody has to people of their unit, as its rules say, in the cases whose home is this node. Says how
    /// many those were. Doing it in two processes at once gives nothing twice.
    pub async fn allot(&self, allotting: &mut Allotting) -> Result<u64, Fault> {
        let rules = queries::all_rules(self.platform().store().reads()).await?;
        let is_again = allotting.pass.is_multiple_of(ALL_AGAIN);
        allotting.pass = allotting.pass.wrapping_add(1);
        if is_again {
            allotting.units.clear();
        }
        let mut given = 0;
        for (unit, rules) in rules {
            let org = self.platform().org();
            let Some(unit) = org.unit(&unit).filter(|unit| !unit.is_retired).map(|unit| unit.code.clone()) else {
                continue;
            };
            let rules = in_force(rules, org.zone(&unit).date_at(self.now()));
            given += self.allot_in(&unit, &rules, &org, allotting).await?;
        }
        Ok(given)
    }

    async fn allot_in(
        &self,
        unit: &UnitCode,
        rules: &[(RuleId, Rule)],
        org: &Organisation,
        allotting: &mut Allotting,
    ) -> Result<u64, Fault> {
        let people: Vec<_> = rules.iter().map(|(_, rule)| at_work(org, unit, rule, self.now())).collect();
        let edition = edition(rules, &people);
        let fresh = Looked { edition, until: FROM_THE_FIRST };
        let mut looked = allotting.units.get(unit.as_str()).filter(|looked| looked.edition == edition).copied();
        let looked = looked.get_or_insert(fresh);
        let (mut work, mut given) = (None, 0);
        loop {
            let rows = queries::unheld(self.platform().store().reads(), unit, looked.until).await?;
            let Some(last) = rows.last() else { break };
            looked.until = (last.touched_at, last.place_in_time);
            for Unheld { id, number, category, region, .. } in rows {
                let covers = |(_, rule): &&(RuleId, Rule)| rule.covers(category.as_deref(), region.as_deref());
                let mut covering = rules.iter().zip(&people).filter(|(rule, _)| covers(rule));
                let Some(((_, rule), people)) = covering.find(|(_, people)| !people.is_empty()) else { continue };
                let Ok(id) = <[u8; 16]>::try_from(id) else { continue };
                // What is at home elsewhere is that node's to give.
                if !self.is_home_of_number(&number) {
                    continue;
                }
                let work = match &mut work {
                    Some(work) => work,
                    none => none.insert(self.work_of(unit, org).await?),
                };
                let Some((staff, open)) = work.least(people) else { continue };
                let among = u32::try_from(people.len()).unwrap_or(u32::MAX);
                let lot = Lot { unit: unit.as_str().to_owned(), rule: rule.clone(), staff, open, among };
                match self.allot_one(AggregateId::from_bytes(id), lot).await {
                    Ok(true) => {
                        work.add(staff);
                        given += 1;
                    }
                    Ok(false) => {}
                    // One case that cannot be read holds up no other.
                    Err(fault) => {
                        tracing::warn!(
                            error = &fault as &dyn std::error::Error,
                            "a report could not be given to anybody"
                        );
                    }
                }
            }
        }
        allotting.units.insert(unit.as_str().to_owned(), *looked);
        Ok(given)
    }

    async fn allot_one(&self, id: AggregateId, lot: Lot) -> Result<bool, Fault> {
        match self.act(id, By::Console, move |case, asking| allot(case, &lot, asking)).await {
            Ok(_) => Ok(true),
            // Somebody has it by now, or had it before; or this node has nothing to say there.
            Err(Failure::Refused(_) | Failure::Fault(Fault::Beyond | Fault::OutsideRights)) => Ok(false),
            Err(Failure::Fault(fault)) => Err(fault),
        }
    }

    /// What whoever answers in a unit has.
    pub(crate) async fn work_of(&self, unit: &UnitCode, org: &Organisation) -> Result<Work, Fault> {
        let people: Vec<_> = takers(org, unit).into_iter().map(|officer| officer.id).collect();
        let now = self.now();
        let asked = LoadAsked { reach: &Reach::All, now, soon_before: i64::MIN, answered_from: i64::MAX };
        let mut work = BTreeMap::new();
        for some in people.chunks(queries::LOADS_AT_ONCE) {
            let loads = queries::loads(self.platform().store().reads(), some, &asked).await?;
            work.extend(some.iter().zip(loads).map(|(id, load)| (*id, u32::try_from(load.open).unwrap_or(u32::MAX))));
        }
        Ok(Work(work))
    }
}

/// Names the rules that are in force and the people who are at work for each.
fn edition(rules: &[(RuleId, Rule)], people: &[Vec<ActorId>]) -> u64 {
    let mut hasher = DefaultHasher::new();
    (rules, people).hash(&mut hasher);
    hasher.finish()
}

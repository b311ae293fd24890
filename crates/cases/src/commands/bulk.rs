//! One act on each of several cases: the commands are those of a single case, so that nothing can be done to many that
//! could not be done to one.

use hadir_org::{CategoryCode, UnitCode};

use super::{Asking, Assign, Decided, Refusal, assign, classify, mark_read, note};
use crate::events::CaseEvent;
use crate::state::{Case, Moment};

/// Most cases that one act goes over.
pub const BULK_MAX: usize = 200;

/// What is done to each of several cases.
#[derive(Clone, Debug)]
pub enum Bulk {
    /// Hands it to a unit or a person.
    HandOn(Assign),
    /// Takes it up, in the unit where it is.
    TakeUp,
    /// Sets its category right; the circle it is in stays.
    Classify(CategoryCode),
    /// Leaves an internal note.
    Note(String),
    /// Says that what the citizen wrote is read and needs no answer.
    Read,
}

impl Bulk {
    /// Decides on one of the cases. Nothing happens where it already is so.
    pub fn decide(&self, case: &Case, asking: &Asking<'_>) -> Decided {
        match self {
            Self::HandOn(to) => assign(case, to, asking),
            Self::TakeUp => {
                let unit = UnitCode::try_new(&case.unit).map_err(|_| Refusal::Unknown)?;
                assign(case, &Assign { unit, staff: asking.by.actor_id(), why: String::new() }, asking)
            }
            Self::Classify(category) => classify(case, Some(category), case.sensitivity, asking),
            Self::Note(text) => note(case, text, asking),
            Self::Read => mark_read(case, asking),
        }
    }

    /// The last moment at which this person did exactly this, since they had seen so much of the thread.
    pub fn done<'a>(&self, case: &'a Case, seen: usize, asking: &Asking<'_>) -> Option<&'a Moment> {
        let me = asking.by.actor_id();
        let own = case.thread.iter().skip(seen).filter(|moment| moment.actor.is_some() && moment.actor == me);
        own.rev().find(|moment| self.is_it(&moment.event, asking))
    }

    fn is_it(&self, event: &CaseEvent, asking: &Asking<'_>) -> bool {
        let says = |text: &str| {
            let said = event.words().map_or("", |words| words.text.as_str());
            said == text.trim().replace("\r\n", "\n")
        };
        match (self, event) {
            (Self::HandOn(to), CaseEvent::Assigned(facts, _)) => {
                let staff = to.staff.map(|id| *id.as_bytes());
                facts.unit == to.unit.as_str() && facts.staff == staff && says(&to.why)
            }
            (Self::TakeUp, CaseEvent::Assigned(facts, _)) => {
                facts.staff.is_some() && facts.staff == asking.by.actor_id().map(|id| *id.as_bytes())
            }
            (Self::Classify(category), CaseEvent::Classified(facts, _)) => {
                facts.category.as_deref() == Some(category.as_str())
            }
            (Self::Note(text), CaseEvent::Noted(facts, _)) => facts.is_in_words() && says(text),
            (Self::Read, CaseEvent::Noted(facts, _)) => facts.is_read == Some(true),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use hadir_org::{By, Role};

    use super::super::tests::{Way, officer};
    use super::*;

    fn to(unit: &str) -> Assign {
        Assign { unit: unit.parse().unwrap(), staff: None, why: "  Dermaga diurus mereka. ".into() }
    }

    fn roads() -> CategoryCode {
        "levy".parse().unwrap()
    }

    #[test]
    fn nothing_is_done_to_many_that_could_not_be_done_to_one() {
        let mut way = Way::pier();
        way.citizen(|case, org, now| super::super::reply(case, "Masih bolong.", org, now)).unwrap();
        let offices = ["dishub", "diskominfo", "inspektorat"];
        let roles =
            [Role::Handler, Role::UnitHead, Role::FrontDesk, Role::Leader, Role::Inspector, Role::Administrator];
        for by in offices.iter().flat_map(|unit| roles.map(|role| officer(role, unit))).chain([By::Console]) {
            let asking = Asking { by: &by, org: &way.org, now: way.now };
            let pairs = [
                (Bulk::HandOn(to("diskominfo")), assign(&way.case, &to("diskominfo"), &asking)),
                (Bulk::HandOn(to("tidak-ada")), assign(&way.case, &to("tidak-ada"), &asking)),
                (Bulk::Classify(roads()), classify(&way.case, Some(&roads()), None, &asking)),
                (Bulk::Note("Sudah ditelepon.".into()), note(&way.case, "Sudah ditelepon.", &asking)),
                (Bulk::Note(" ".into()), note(&way.case, " ", &asking)),
                (Bulk::Read, mark_read(&way.case, &asking)),
            ];
            for (bulk, alone) in pairs {
                assert_eq!(bulk.decide(&way.case, &asking), alone, "{bulk:?} by {by:?}");
            }
        }
    }

    #[test]
    fn an_act_is_known_again_by_whoever_did_it_and_by_nobody_else() {
        let mut way = Way::pier();
        let (me, other) = (officer(Role::Handler, "dishub"), officer(Role::UnitHead, "kab-nunukan"));
        let note = Bulk::Note("Sudah ditelepon.\r\nBesok lagi.".into());
        let acts = [note.clone(), Bulk::HandOn(to("diskominfo"))];
        let seen = way.case.thread.len();
        let is_done = |way: &Way, bulk: &Bulk, by: &By, seen: usize| {
            let asking = Asking { by, org: &way.org, now: way.now };
            bulk.done(&way.case, seen, &asking).is_some()
        };
        for bulk in &acts {
            assert!(!is_done(&way, bulk, &me, seen));
            way.does(&me, |case, asking| bulk.decide(case, asking)).unwrap();
            assert!(is_done(&way, bulk, &me, seen), "{bulk:?}");
            assert!(!is_done(&way, bulk, &me, way.case.thread.len()), "what was seen before is not this press");
            assert!(!is_done(&way, bulk, &other, seen));
        }
        for unlike in [
            Bulk::Note("Sudah ditelepon.".into()),
            Bulk::HandOn(to("dishub")),
            Bulk::TakeUp,
            Bulk::Classify(roads()),
            Bulk::Read,
        ] {
            assert!(!is_done(&way, &unlike, &me, seen), "{unlike:?}");
        }
    }
}

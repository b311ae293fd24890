//! Telling people of the office that a limit comes near, and their superiors that it has passed: step by step, each once,
//! and only while their own office is open. Nobody decides it but the clock, so it is nobody's wish and never refused.

use std::collections::{BTreeMap, BTreeSet};

use hadir_oplog::ActorId;
use hadir_org::{Officer, Organisation, Regency, Right, Role, Unit, UnitCode, UnitKind};
use jiff::{SignedDuration, Timestamp};

use super::Decided;
use crate::due::Desk;
use crate::events::{CaseEvent, Stage, Told};
use crate::state::Case;

/// Tells whoever is to hear by now how the limit stands and has not heard it yet. After a long silence each hears the
/// latest of what is meant for them, and nothing of what came before.
pub fn tell(case: &Case, org: &Organisation, now: Timestamp) -> Decided {
    let Some(progress) = Progress::of(case, org, now) else { return Ok(Vec::new()) };
    let mut to: BTreeMap<Stage, BTreeSet<ActorId>> = BTreeMap::new();
    for (officer, stage) in progress.to_hear(org.regency()) {
        if org.office(&officer.unit).is_open_at(now) {
            to.entry(stage).or_default().insert(officer.id);
        }
    }
    let told = |(stage, to): (Stage, BTreeSet<ActorId>)| {
        CaseEvent::Told(Told::new(now.as_millisecond(), stage, progress.due.as_millisecond(), to.into_iter()))
    };
    Ok(to.into_iter().map(told).collect())
}

/// The earliest instant at which there can be somebody to tell, if nothing else happens to the case; none if there never
/// is. It may be too early, never too late.
pub fn look_again(case: &Case, org: &Organisation, now: Timestamp) -> Option<Timestamp> {
    /// The days since the limit have to be counted again, and somebody else may be concerned by now.
    const LATER: SignedDuration = SignedDuration::from_mins(20);
    let progress = Progress::of(case, org, now)?;
    let regency = org.regency();
    let openings = progress.to_hear(regency).filter_map(|(officer, _)| org.office(&officer.unit).next_open(now));
    if let Some(opening) = openings.min() {
        return Some(opening);
    }
    if progress.has_passed() {
        return now.checked_add(LATER).ok();
    }
    let next = regency.warnings.iter().filter_map(|hundredths| progress.minutes_until(*hundredths)).min();
    // A working minute takes a minute at least.
    let warning = next.and_then(|minutes| now.checked_add(SignedDuration::from_mins(minutes)).ok());
    let passed = progress.due.checked_add(SignedDuration::from_millis(1)).ok();
    warning.into_iter().chain(passed).min()
}

/// How far an open case's limit has come.
struct Progress<'a> {
    case: &'a Case,
    org: &'a Organisation,
    unit: UnitCode,
    now: Timestamp,
    due: Timestamp,
    /// Working minutes of the case's office: used by now, and all there are. Times of waiting count as neither.
    used: u64,
    total: u64,
    /// Working days since the limit, once it has passed.
    days_since: Option<u32>,
}

impl<'a> Progress<'a> {
    /// Nothing where no limit runs: the case is done, or the office waits for the citizen.
    fn of(case: &'a Case, org: &'a Organisation, now: Timestamp) -> Option<Self> {
        let unit = UnitCode::try_new(&case.unit).ok()?;
        let due = Timestamp::from_millisecond(case.due_at()?).ok()?;
        if !case.status.is_open() || case.is_waiting() {
            return None;
        }
        let desk = Desk::of(org, &unit);
        let from = Timestamp::from_millisecond(case.counts_from).ok()?;
        let minutes = |until| desk.working_minutes(from, until, &case.pauses);
        let date = |at| desk.zone().date_at(at);
        let days_since = || desk.office().calendar.working_days_between(date(due), date(now));
        let (used, total) = (minutes(now.min(due)), minutes(due));
        Some(Self { case, org, now, due, used, total, days_since: (now > due).then(days_since), unit })
    }

    fn has_passed(&self) -> bool {
        self.now > self.due
    }

    /// The stages that have been reached, the latest warning alone.
    fn stages(&self, regency: &Regency) -> Vec<Stage> {
        let Some(days) = self.days_since else {
            let reached = regency.warnings.iter().filter(|hundredths| self.minutes_until(**hundredths).is_none());
            return reached.max().map(|hundredths| Stage::Used(*hundredths)).into_iter().collect();
        };
        let mut stages = vec![Stage::Passed, Stage::Head];
        stages.extend((days >= regency.secretary_after_days).then_some(Stage::Secretary));
        stages.extend((days >= regency.leader_after_days).then_some(Stage::Leader));
        stages
    }

    /// Working minutes until so many hundredths are used; nothing once they are.
    fn minutes_until(&self, hundredths: u8) -> Option<i64> {
        let wanted = (self.total * u64::from(hundredths)).div_ceil(100);
        wanted.checked_sub(self.used).filter(|minutes| *minutes > 0).and_then(|minutes| minutes.try_into().ok())
    }

    /// Whoever is to hear by now and has not: each with the latest stage that is theirs.
    fn to_hear(&self, regency: &Regency) -> impl Iterator<Item = (&'a Officer, Stage)> {
        let mut latest: BTreeMap<ActorId, (&Officer, Stage)> = BTreeMap::new();
        for stage in self.stages(regency) {
            for officer in self.concerned(stage) {
                latest.insert(officer.id, (officer, stage));
            }
        }
        let due_at = self.due.as_millisecond();
        let has_heard = |id: &ActorId, stage: Stage| {
            self.case.told.get(id).is_some_and(|told| told.stage >= stage && told.is_of(due_at))
        };
        let due: Vec<_> = latest.into_iter().filter(|(id, (_, stage))| !has_heard(id, *stage)).collect();
        due.into_iter().map(|(_, told)| told)
    }

    /// Whose a stage is; in the place of those who are away, whoever does their work. Of a closed circle nobody hears who
    /// is not in it, so its inspectors hear in the place of a handler who is away.
    fn concerned(&self, stage: Stage) -> Vec<&'a Officer> {
        let handler = self.case.staff.and_then(|id| self.org.staff(id)).map(|officer| &**officer);
        let handler = handler.filter(|officer| !officer.is_suspended);
        if self.case.sensitivity.is_some() {
            return match stage {
                Stage::Used(_) | Stage::Passed => match handler {
                    Some(handler) if self.is_away(handler) => {
                        let inspectors = self.inspectors();
                        // Where there is none, who is away is better told than nobody.
                        if inspectors.is_empty() { vec![handler] } else { inspectors }
                    }
                    handler => handler.into_iter().collect(),
                },
                Stage::Head => self.inspectors(),
                Stage::Secretary | Stage::Leader => Vec::new(),
            };
        }
        let concerned = match stage {
            Stage::Used(_) | Stage::Passed => {
                let handler = handler.filter(|officer| self.may_read(officer));
                handler.map_or_else(|| self.handlers(), |handler| vec![handler])
            }
            Stage::Head => self.heads(),
            Stage::Secretary => self.leaders(|unit| unit.kind == UnitKind::Secretariat),
            Stage::Leader => self.leaders(|unit| unit.kind != UnitKind::Secretariat),
        };
        concerned.into_iter().flat_map(|officer| self.at_work(officer)).collect()
    }

    fn is_away(&self, officer: &Officer) -> bool {
        self.org.away(officer.id, self.now).is_some()
    }

    /// Somebody, or while they are away whoever does their work and may read the case; themselves where nobody does.
    fn at_work(&self, officer: &'a Officer) -> Vec<&'a Officer> {
        let others = self.org.stand_ins(officer.id, self.now).into_iter().map(|officer| &**officer);
        let others: Vec<_> = others.filter(|other| self.may_read(other)).collect();
        if others.is_empty() { vec![officer] } else { others }
    }

    /// The people of a closed circle besides the one it was given to.
    fn inspectors(&self) -> Vec<&'a Officer> {
        self.readers(|officer| officer.actor().may(Right::ReadSensitive, &self.unit, self.org))
    }

    /// Those who handle cases in the unit, as nobody handles this one; where there is none, its head.
    fn handlers(&self) -> Vec<&'a Officer> {
        let handles = |officer: &Officer| {
            officer.unit == self.unit && officer.grants.iter().any(|grant| grant.role == Role::Handler)
        };
        let handlers = self.readers(handles);
        if handlers.is_empty() { self.heads() } else { handlers }
    }

    /// The heads of the unit, or of the nearest one above it that has any.
    fn heads(&self) -> Vec<&'a Officer> {
        let heads_of = |unit: &Unit| {
            self.readers(|officer| {
                officer.grants.iter().any(|grant| grant.role == Role::UnitHead && grant.unit == unit.code)
            })
        };
        self.org.unit_path(&self.unit).into_iter().map(heads_of).find(|heads| !heads.is_empty()).unwrap_or_default()
    }

    /// Those who lead the unit's regency from a unit of some kind.
    fn leaders(&self, works_in: impl Fn(&Unit) -> bool) -> Vec<&'a Officer> {
        self.readers(|officer| {
            let leads =
                |grant: &hadir_org::Grant| grant.role == Role::Leader && self.org.is_within(&self.unit, &grant.unit);
            officer.grants.iter().any(leads) && self.org.unit(&officer.unit).is_some_and(&works_in)
        })
    }

    /// Staff who may read the case, or belong to its circle, and who are what is asked.
    fn readers(&self, is_wanted: impl Fn(&Officer) -> bool) -> Vec<&'a Officer> {
        let staff = self.org.all_staff().filter(|officer| !officer.is_suspended && is_wanted(officer));
        staff.filter(|officer| self.case.sensitivity.is_some() || self.may_read(officer)).collect()
    }

    fn may_read(&self, officer: &Officer) -> bool {
        officer.actor().may(Right::ReadCases, &self.unit, self.org)
    }
}

#[cfg(test)]
mod tests;

//! Who is at work, and who does whose work.

use std::sync::Arc;

use hadir_oplog::ActorId;
use jiff::Timestamp;
use jiff::civil::Date;

use super::Organisation;
use crate::absence::Absence;
use crate::access::{Right, Role};
use crate::code::UnitCode;
use crate::staff::Officer;

impl Organisation {
    /// Which day it is in the unit somebody works in.
    pub fn today_of(&self, officer: &Officer, now: Timestamp) -> Date {
        self.zone(&officer.unit).date_at(now)
    }

    /// The absence of somebody who is away now.
    pub fn away(&self, id: ActorId, now: Timestamp) -> Option<&Absence> {
        let officer = self.staff(id)?;
        if officer.absences.is_empty() {
            return None;
        }
        officer.absences.on(self.today_of(officer, now))
    }

    /// Whoever can do somebody's work: they work in the same unit or in one above it, and may read and, where that person
    /// answers, answer there; by name.
    pub fn possible_deputies(&self, officer: &Officer) -> Vec<&Arc<Officer>> {
        let path: Vec<&UnitCode> = self.unit_path(&officer.unit).into_iter().map(|unit| &unit.code).collect();
        let mut found: Vec<_> = self.staff.values().filter(|other| path.contains(&&other.unit)).collect();
        found.retain(|other| self.can_stand_in(other, officer));
        found.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        found
    }

    /// Who does the work of somebody who is away now: their deputy; where there is none, or that one is away as well or no
    /// longer there, the heads of the unit, or of the nearest above it that has one at work. Nobody where the person is
    /// not away, or nobody is left.
    pub fn stand_ins(&self, id: ActorId, now: Timestamp) -> Vec<&Arc<Officer>> {
        let (Some(officer), Some(absence)) = (self.staff(id), self.away(id, now)) else { return Vec::new() };
        let is_there = |other: &Officer| self.away(other.id, now).is_none() && self.can_stand_in(other, officer);
        if let Some(deputy) = absence.deputy.and_then(|id| self.staff(id)).filter(|deputy| is_there(deputy)) {
            return vec![deputy];
        }
        let heads_of = |unit: &UnitCode| {
            let is_head =
                |other: &Officer| other.grants.iter().any(|grant| grant.role == Role::UnitHead && grant.unit == *unit);
            let mut heads: Vec<_> = self.staff.values().filter(|other| is_head(other) && is_there(other)).collect();
            heads.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
            heads
        };
        let path = self.unit_path(&officer.unit).into_iter();
        path.map(|unit| heads_of(&unit.code)).find(|heads| !heads.is_empty()).unwrap_or_default()
    }

    /// Who heads a unit, the leader of a regency included, and can sign in; by name.
    pub fn heads_of(&self, unit: &UnitCode) -> Vec<&Officer> {
        let heads = |other: &Officer| {
            other.grants.iter().any(|grant| grant.unit == *unit && matches!(grant.role, Role::UnitHead | Role::Leader))
        };
        let all = self.staff.values().map(|officer| &**officer);
        let mut found: Vec<_> = all.filter(|other| !other.is_suspended && heads(other)).collect();
        found.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        found
    }

    /// Whether a unit of somebody or one above it is headed by somebody else, who does their work where they name nobody.
    pub fn has_head_besides(&self, officer: &Officer) -> bool {
        let path: Vec<&UnitCode> = self.unit_path(&officer.unit).into_iter().map(|unit| &unit.code).collect();
        let heads = |other: &Officer| {
            other.grants.iter().any(|grant| grant.role == Role::UnitHead && path.contains(&&grant.unit))
        };
        self.staff.values().any(|other| heads(other) && self.can_stand_in(other, officer))
    }

    /// Whose work somebody does now, by name: those who are away and whose place they take. Nobody while they are away
    /// themselves.
    pub fn stands_in_for(&self, id: ActorId, now: Timestamp) -> Vec<&Arc<Officer>> {
        let mut found: Vec<_> = self.all_away(now).collect();
        found.retain(|officer| self.stand_ins(officer.id, now).iter().any(|other| other.id == id));
        found.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        found
    }

    /// Everybody who is away now, in no order.
    pub fn all_away(&self, now: Timestamp) -> impl Iterator<Item = &Arc<Officer>> {
        let away = self.absent.iter().filter(move |id| self.away(**id, now).is_some());
        away.filter_map(|id| self.staff(*id))
    }

    /// Whether somebody who is at work could do another's work: they may do what it needs where the other works.
    fn can_stand_in(&self, other: &Officer, officer: &Officer) -> bool {
        let may = |who: &Officer, right| who.actor().may(right, &officer.unit, self);
        other.id != officer.id
            && !other.is_suspended
            && may(other, Right::ReadCases)
            && (may(other, Right::Answer) || !may(officer, Right::Answer))
    }
}

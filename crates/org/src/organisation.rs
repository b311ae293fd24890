//! The organisation as it stands: an immutable snapshot with fast answers. [`crate::Directory`] keeps the latest.

mod present;
#[cfg(test)]
pub(crate) mod sample;
mod tree;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use hadir_calendar::{Calendar, Office, RuleTable, WorkingHours, Zone};
use hadir_oplog::ActorId;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::category::Category;
use crate::code::{CategoryCode, ServiceId, UnitCode, Username};
use crate::program::{Program, TokenHash};
use crate::service::Service;
use crate::settings::{Regency, Settings};
use crate::staff::Officer;
use crate::unit::Unit;

use tree::Tree;

/// The rule that says after how many days of silence an answered case counts as closed.
const SILENCE_RULE: &str = "silence_closes_after";

/// What a snapshot is made of.
#[derive(Clone, Debug)]
pub struct Parts {
    /// Every unit, retired ones too.
    pub units: Vec<Unit>,
    /// Every member of staff, suspended ones too.
    pub staff: Vec<Officer>,
    /// Every service on offer.
    pub services: Vec<Service>,
    /// Every category.
    pub categories: Vec<Category>,
    /// Every program of others, those without a token too.
    pub programs: Vec<Program>,
    /// Calendar, rules and settings.
    pub settings: Settings,
}

/// Units, staff, services, categories, calendar, rules and settings at one moment.
#[derive(Debug)]
pub struct Organisation {
    units: BTreeMap<UnitCode, Unit>,
    tree: Tree,
    staff: HashMap<ActorId, Arc<Officer>>,
    by_username: BTreeMap<Username, ActorId>,
    /// Those with an absence, past ones too.
    absent: Vec<ActorId>,
    services: BTreeMap<ServiceId, Service>,
    categories: Vec<Category>,
    programs: HashMap<ActorId, Arc<Program>>,
    by_token: HashMap<TokenHash, ActorId>,
    calendar: Arc<Calendar>,
    rules: Arc<RuleTable>,
    settings: Settings,
    hours: WorkingHours,
}

impl Organisation {
    /// Puts a snapshot together. Contradictions that two cut-off offices may have caused are settled the same way on
    /// every node: a circle of units is cut at its smallest code, of two people with one sign-in name the smaller
    /// identity keeps it.
    pub fn new(parts: Parts) -> Self {
        let Parts { units, mut staff, services, mut categories, programs, settings } = parts;
        let units: BTreeMap<_, _> = units.into_iter().map(|unit| (unit.code.clone(), unit)).collect();
        staff.sort_by_key(|officer| std::cmp::Reverse(officer.id));
        categories.sort_by(|a, b| (a.place, &a.code).cmp(&(b.place, &b.code)));
        let calendar = Calendar::new(settings.calendar.clone()).expect("the fold keeps only rows a calendar can hold");
        let rules = RuleTable::new(settings.rules.clone()).expect("the fold keeps only rows a rule table can hold");
        Self {
            tree: Tree::of(&units),
            by_username: staff.iter().map(|officer| (officer.username.clone(), officer.id)).collect(),
            absent: staff.iter().filter(|officer| !officer.absences.is_empty()).map(|officer| officer.id).collect(),
            staff: staff.into_iter().map(|officer| (officer.id, Arc::new(officer))).collect(),
            services: services.into_iter().map(|service| (service.id.clone(), service)).collect(),
            categories,
            by_token: programs.iter().filter_map(|program| Some((program.token?, program.id))).collect(),
            programs: programs.into_iter().map(|program| (program.id, Arc::new(program))).collect(),
            calendar: Arc::new(calendar),
            rules: Arc::new(rules),
            hours: settings.hours.unwrap_or_else(hadir_calendar::seed::hours),
            settings,
            units,
        }
    }

    /// A unit by its code, retired or not.
    pub fn unit(&self, code: &UnitCode) -> Option<&Unit> {
        self.units.get(code)
    }

    /// The name of a unit, or its code where nobody described it.
    pub fn unit_name<'a>(&'a self, code: &'a UnitCode) -> &'a str {
        self.units.get(code).map_or(code.as_str(), |unit| &unit.name)
    }

    /// Every unit, retired ones too, ascending by code.
    pub fn all_units(&self) -> impl Iterator<Item = &Unit> {
        self.units.values()
    }

    /// Every unit that is not retired, by name.
    pub fn units_by_name(&self) -> Vec<&Unit> {
        let mut units: Vec<_> = self.units.values().filter(|unit| !unit.is_retired).collect();
        units.sort_by(|a, b| a.name.cmp(&b.name));
        units
    }

    /// The unit and all above it, lowest first; empty for an unknown one.
    pub fn unit_path(&self, code: &UnitCode) -> Vec<&Unit> {
        let known = self.units.get(code).map(|unit| &unit.code);
        std::iter::successors(known, |code| self.tree.above(code)).filter_map(|code| self.units.get(code)).collect()
    }

    /// The unit and all below it, ascending; empty for an unknown one.
    pub fn subtree(&self, code: &UnitCode) -> Vec<UnitCode> {
        if self.units.contains_key(code) { self.tree.subtree(code) } else { Vec::new() }
    }

    /// Whether a unit is another one or stands below it. No unknown unit is anywhere.
    pub fn is_within(&self, unit: &UnitCode, ancestor: &UnitCode) -> bool {
        let known = self.units.get(unit).map(|unit| &unit.code);
        std::iter::successors(known, |code| self.tree.above(code)).any(|code| code == ancestor)
    }

    /// The units directly below one, by name.
    pub fn below(&self, code: &UnitCode) -> Vec<&Unit> {
        let mut units: Vec<_> = self.tree.below(code).iter().filter_map(|code| self.units.get(code)).collect();
        units.sort_by(|a, b| a.name.cmp(&b.name));
        units
    }

    /// The units that have none above them; usually one, the regency.
    pub fn tops(&self) -> impl Iterator<Item = &Unit> {
        self.units.values().filter(|unit| self.tree.above(&unit.code).is_none())
    }

    /// The zone of a unit: its own, or the nearest above it, or the regency's.
    pub fn zone(&self, code: &UnitCode) -> Zone {
        self.unit_path(code).into_iter().find_map(|unit| unit.zone).unwrap_or(self.settings.regency.zone)
    }

    /// The hours of a unit: its own, or the nearest above it, or those of all.
    pub fn hours(&self, code: &UnitCode) -> &WorkingHours {
        self.unit_path(code).into_iter().find_map(|unit| unit.hours.as_ref()).unwrap_or(&self.hours)
    }

    /// A unit as time sees it: what deadlines and working minutes are computed with.
    pub fn office(&self, code: &UnitCode) -> Office<'_> {
        Office { zone: self.zone(code), hours: self.hours(code), calendar: &self.calendar }
    }

    /// The hours of units that have none of their own.
    pub fn usual_hours(&self) -> &WorkingHours {
        &self.hours
    }

    /// A category by its code.
    pub fn category(&self, code: &CategoryCode) -> Option<&Category> {
        self.categories.iter().find(|category| category.code == *code)
    }

    /// Every category, in the order of lists.
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    /// The unit that usually handles a category, if it is known and not retired.
    pub fn usual_unit(&self, code: &CategoryCode) -> Option<&Unit> {
        let unit = self.unit(self.category(code)?.usual_unit.as_ref()?)?;
        (!unit.is_retired).then_some(unit)
    }

    /// A service by its identity.
    pub fn service(&self, id: &ServiceId) -> Option<&Service> {
        self.services.get(id)
    }

    /// Every service, by name.
    pub fn services_by_name(&self) -> Vec<&Service> {
        let mut services: Vec<_> = self.services.values().collect();
        services.sort_by(|a, b| a.name.cmp(&b.name));
        services
    }

    /// A member of staff by their identity.
    pub fn staff(&self, id: ActorId) -> Option<&Arc<Officer>> {
        self.staff.get(&id)
    }

    /// A member of staff by the name they sign in with.
    pub fn staff_by_username(&self, username: &Username) -> Option<&Arc<Officer>> {
        self.staff(*self.by_username.get(username)?)
    }

    /// A program of others by its identity.
    pub fn program(&self, id: ActorId) -> Option<&Arc<Program>> {
        self.programs.get(&id)
    }

    /// The program that a token belongs to, for as long as the token counts.
    pub fn program_of(&self, token: TokenHash, now: Timestamp) -> Option<&Arc<Program>> {
        let program = self.program(*self.by_token.get(&token)?)?;
        program.counts_on(self.settings.regency.zone.date_at(now)).then_some(program)
    }

    /// Every program of others, by name.
    pub fn programs_by_name(&self) -> Vec<&Arc<Program>> {
        let mut programs: Vec<_> = self.programs.values().collect();
        programs.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        programs
    }

    /// The name of whoever acted, a person or a program.
    pub fn actor_name(&self, id: ActorId) -> Option<&str> {
        let person = self.staff(id).map(|officer| officer.name.as_str());
        person.or_else(|| self.program(id).map(|program| program.name.as_str()))
    }

    /// Every member of staff, suspended ones too, in no order.
    pub fn all_staff(&self) -> impl Iterator<Item = &Officer> {
        self.staff.values().map(|officer| &**officer)
    }

    /// Every member of staff, by name.
    pub fn staff_by_name(&self) -> Vec<&Arc<Officer>> {
        let mut staff: Vec<_> = self.staff.values().collect();
        staff.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        staff
    }

    /// The staff of a unit who may sign in, by name.
    pub fn staff_of(&self, unit: &UnitCode) -> Vec<&Arc<Officer>> {
        let is_there = |officer: &&Arc<Officer>| officer.unit == *unit && !officer.is_suspended;
        let mut staff: Vec<_> = self.staff.values().filter(is_there).collect();
        staff.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        staff
    }

    /// The calendar.
    pub fn calendar(&self) -> &Arc<Calendar> {
        &self.calendar
    }

    /// The dated rules; `rules().find(id, date)` is the row for what was received on a local date.
    pub fn rules(&self) -> &Arc<RuleTable> {
        &self.rules
    }

    /// After how many calendar days of silence an answered case counts as closed; none where no rule says so.
    pub fn silence_days(&self, on: Date) -> Option<u16> {
        self.rules.find(SILENCE_RULE, on).map(|rule| rule.amount)
    }

    /// What the regency settles for itself.
    pub fn regency(&self) -> &Regency {
        &self.settings.regency
    }

    /// All of calendar, rules and settings as data.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }
}

#[cfg(test)]
mod tests;

//! Recording what files say, as far as it differs from what is.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use hadir_calendar::{CalendarData, RuleTableData, WorkingHours};
use hadir_oplog::{ActorId, AggregateId};
use hadir_store::{Act, ActError, Aggregate, Fault};
use tokio::task::JoinSet;

use super::settle::{settle, settle_person};
use super::{BadRow, Read, StaffRow};
use crate::access::By;
use crate::category::Category;
use crate::commands::staff::{Person, Place};
use crate::commands::{self, record};
use crate::directory::Directory;
use crate::ids;
use crate::organisation::Organisation;
use crate::service::Service;
use crate::settings::Regency;
use crate::staff::PasswordHash;
use crate::state::{CategoryRecord, ServiceRecord, SettingsRecord, StaffRecord, UnitRecord};
use crate::unit::Unit;

/// Commands asked for at once; the writer records them in one commit.
const AT_ONCE: usize = 64;

/// What to install; what is empty or none stays as it is.
#[derive(Default)]
pub struct Seed {
    /// Units, in any order.
    pub units: Read<Unit>,
    /// Staff, placed after the units.
    pub staff: Read<StaffRow>,
    /// The password of staff who have none yet; without one they need a sign-in link.
    pub password: Option<PasswordHash>,
    /// Services.
    pub services: Read<Service>,
    /// Categories.
    pub categories: Read<Category>,
    /// What the regency settles for itself.
    pub regency: Option<Regency>,
    /// Holidays, years and fasting months to add or replace; none is removed.
    pub calendar: Option<CalendarData>,
    /// Rows of the rule table to add or replace; none is removed.
    pub rules: Option<RuleTableData>,
    /// The hours of units that have none of their own.
    pub hours: Option<WorkingHours>,
}

/// How far an installation has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being installed: `settings`, `units`, `staff`, `services` or `categories`.
    pub part: &'static str,
    /// Rows looked at so far.
    pub done: usize,
    /// Rows there are.
    pub total: usize,
}

/// What an installation did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Things recorded, because they were new or different.
    pub recorded: usize,
    /// Things that were so already.
    pub unchanged: usize,
    /// Rows left out, with the part they belong to.
    pub bad: Vec<(&'static str, BadRow)>,
}

/// The national calendar, rules and hours that every new regency starts with.
pub fn national_settings() -> Seed {
    Seed {
        calendar: Some(hadir_calendar::seed::calendar().data().clone()),
        rules: Some(hadir_calendar::seed::rules().data().clone()),
        hours: Some(hadir_calendar::seed::hours()),
        ..Seed::default()
    }
}

/// Records what a seed says, as far as it differs from what is; `progress` hears how far it has come.
pub async fn install(directory: &Directory, seed: Seed, progress: impl FnMut(Progress)) -> Result<Report, Fault> {
    let mut installing = Installing { directory, report: Report::default(), progress };
    installing.settings(&seed).await?;
    installing.units(seed.units).await?;
    installing.staff(seed.staff, seed.password).await?;
    installing.services(seed.services).await?;
    installing.categories(seed.categories).await?;
    Ok(installing.report)
}

type Answer = Result<bool, ActError<String>>;

/// One row on its way to the writer. The answer says whether anything was recorded.
struct Task {
    line: u64,
    answer: Pin<Box<dyn Future<Output = Answer> + Send>>,
}

struct Installing<'a, P> {
    directory: &'a Directory,
    report: Report,
    progress: P,
}

impl<P: FnMut(Progress)> Installing<'_, P> {
    async fn units(&mut self, units: Read<Unit>) -> Result<(), Fault> {
        const PART: &str = "units";
        self.left_out(PART, units.bad);
        let (total, mut waiting) = (units.rows.len(), units.rows);
        // A unit can be described once the one above it is known, so the tree grows from the top, level by level.
        loop {
            let org = self.directory.current();
            let can_stand = |unit: &Unit| unit.parent.as_ref().is_none_or(|parent| org.unit(parent).is_some());
            let (ready, rest): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|(_, unit)| can_stand(unit));
            if ready.is_empty() {
                let lost = rest.into_iter().map(|(line, unit)| unknown_parent(line, &unit));
                self.left_out(PART, lost.collect());
                return Ok(());
            }
            let tasks = ready.into_iter().map(|(line, unit)| self.unit(line, unit, &org)).collect();
            self.run(PART, total - rest.len(), total, tasks).await?;
            waiting = rest;
        }
    }

    fn unit(&self, line: u64, wish: Unit, org: &Arc<Organisation>) -> Task {
        let org = org.clone();
        self.task(line, ids::of_unit(&wish.code), move |unit: &UnitRecord, act| {
            record(act, commands::unit::describe(unit, &wish, &By::Console, &org)).map_err(|no| no.to_string())
        })
    }

    async fn staff(&mut self, staff: Read<StaffRow>, password: Option<PasswordHash>) -> Result<(), Fault> {
        const PART: &str = "staff";
        self.left_out(PART, staff.bad);
        let (org, total) = (self.directory.current(), staff.rows.len());
        let tasks = staff.rows.into_iter().map(|(line, row)| self.person(line, row, password.clone(), &org)).collect();
        self.run(PART, total, total, tasks).await
    }

    fn person(&self, line: u64, row: StaffRow, password: Option<PasswordHash>, org: &Arc<Organisation>) -> Task {
        let (org, chance) = (org.clone(), self.directory.store().chance());
        let known = org.staff_by_username(&row.username).map(|officer| officer.id);
        let id = known.unwrap_or_else(|| ActorId::from_bytes(chance.bytes()));
        let place = Place { unit: row.unit.clone(), grants: row.grants(&org) };
        let person = Person { username: row.username, name: row.name };
        self.task(line, ids::of_staff(id), move |staff: &StaffRecord, act| {
            settle_person(staff, act, &person, &place, password.as_ref(), &org).map_err(|no| no.to_string())
        })
    }

    async fn services(&mut self, services: Read<Service>) -> Result<(), Fault> {
        const PART: &str = "services";
        self.left_out(PART, services.bad);
        let (org, total) = (self.directory.current(), services.rows.len());
        let task = |(line, wish): (u64, Service)| {
            let org = org.clone();
            self.task(line, ids::of_service(&wish.id), move |service: &ServiceRecord, act| {
                record(act, commands::service::describe(service, &wish, &By::Console, &org))
                    .map_err(|no| no.to_string())
            })
        };
        let tasks = services.rows.into_iter().map(task).collect();
        self.run(PART, total, total, tasks).await
    }

    async fn categories(&mut self, categories: Read<Category>) -> Result<(), Fault> {
        const PART: &str = "categories";
        self.left_out(PART, categories.bad);
        let (org, total) = (self.directory.current(), categories.rows.len());
        let task = |(line, wish): (u64, Category)| {
            let org = org.clone();
            self.task(line, ids::of_category(&wish.code), move |category: &CategoryRecord, act| {
                record(act, commands::category::describe(category, &wish, &By::Console, &org))
                    .map_err(|no| no.to_string())
            })
        };
        let tasks = categories.rows.into_iter().map(task).collect();
        self.run(PART, total, total, tasks).await
    }

    /// One command for all of it: the rows of calendar and rules are many and small.
    async fn settings(&mut self, seed: &Seed) -> Result<(), Fault> {
        let wishes = (seed.regency.clone(), seed.calendar.clone(), seed.rules.clone(), seed.hours);
        let org = self.directory.current();
        let decide = move |settings: &SettingsRecord, act: &mut Act<'_>| settle(settings, act, &wishes, &org);
        let answer = self.directory.store().act(ids::of_settings(), None, decide).await;
        match answer {
            Ok(counted) => {
                self.report.recorded += counted.recorded;
                self.report.unchanged += counted.unchanged;
                self.report.bad.extend(counted.bad);
            }
            Err(ActError::Fault(fault)) => return Err(fault),
            Err(ActError::Refused(never)) => match never {},
        }
        self.directory.refresh().await
    }

    fn task<A: Aggregate>(
        &self,
        line: u64,
        id: AggregateId,
        decide: impl FnMut(&A, &mut Act<'_>) -> Result<bool, String> + Send + 'static,
    ) -> Task {
        let store = self.directory.store().clone();
        Task { line, answer: Box::pin(async move { store.act(id, None, decide).await }) }
    }

    async fn run(&mut self, part: &'static str, upto: usize, total: usize, tasks: Vec<Task>) -> Result<(), Fault> {
        let mut done = upto - tasks.len();
        let mut tasks = tasks.into_iter().peekable();
        while tasks.peek().is_some() {
            let mut running = JoinSet::new();
            for task in tasks.by_ref().take(AT_ONCE) {
                running.spawn(async move { (task.line, task.answer.await) });
            }
            let mut answers = running.join_all().await;
            answers.sort_by_key(|(line, _)| *line);
            done += answers.len();
            answers.into_iter().try_for_each(|(line, answer)| self.count(part, line, answer))?;
            (self.progress)(Progress { part, done, total });
        }
        self.directory.refresh().await
    }

    fn count(&mut self, part: &'static str, line: u64, answer: Answer) -> Result<(), Fault> {
        match answer {
            Ok(true) => self.report.recorded += 1,
            Ok(false) => self.report.unchanged += 1,
            Err(ActError::Refused(reason)) => self.report.bad.push((part, BadRow { line, reason })),
            Err(ActError::Fault(fault)) => return Err(fault),
        }
        Ok(())
    }

    fn left_out(&mut self, part: &'static str, bad: Vec<BadRow>) {
        self.report.bad.extend(bad.into_iter().map(|bad| (part, bad)));
    }
}

fn unknown_parent(line: u64, unit: &Unit) -> BadRow {
    let parent = unit.parent.as_ref().map_or("", |parent| parent.as_str());
    BadRow { line, reason: format!("nothing is known of the unit {parent} above it") }
}

//! By when a case must be answered: the legal limit of its kind, the promise of its service, the earlier one of both.

use hadir_calendar::{Basis, Deadline, Office, Pause, Remaining, Rule, Standing, TimeUnit, earlier_of};
use hadir_org::{Organisation, Service, TimeLimitUnit, UnitCode};
use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::events::{Due, Limits};
use crate::kinds::Procedure;

/// The calendar, hours and rules that count for one unit.
pub struct Desk<'a> {
    org: &'a Organisation,
    office: Office<'a>,
}

impl<'a> Desk<'a> {
    /// The desk of a unit.
    pub fn of(org: &'a Organisation, unit: &UnitCode) -> Self {
        Self { org, office: org.office(unit) }
    }

    /// The office as the calendar sees it.
    pub fn office(&self) -> Office<'a> {
        self.office
    }

    /// The zone of the desk.
    pub fn zone(&self) -> hadir_calendar::Zone {
        self.office.zone
    }

    /// The limits for a report of a procedure, perhaps for a service, received at an instant, with the times in which the
    /// office waited for the citizen.
    pub fn limits(
        &self,
        procedure: Procedure,
        service: Option<&Service>,
        received_at: Timestamp,
        pauses: &[Pause],
    ) -> Limits {
        let legal = self.legal_rule(procedure, received_at);
        let promise = service.and_then(|service| promise_of(service, procedure, legal));
        let office = self.office;
        let legal_due = office.deadline_with_pauses(legal, received_at, pauses);
        let Some(promise) = promise else {
            return Limits { used: due(&legal_due, false), other: None };
        };
        let both = earlier_of(legal_due, office.deadline_with_pauses(&promise, received_at, pauses));
        let is_promise = both.basis == Basis::Promise;
        Limits { used: due(&both.used, is_promise), other: Some(due(&both.other, !is_promise)) }
    }

    /// By when something must be done by a rule of its own, that began at an instant; nothing where the regency's table does
    /// not know the rule.
    pub fn due_by(&self, rule: &str, began_at: Timestamp, pauses: &[Pause]) -> Option<Due> {
        let rule = self.rule(rule, began_at)?;
        Some(due(&self.office.deadline_with_pauses(rule, began_at, pauses), false))
    }

    /// Until when something is kept that has rested since an instant, by the row of the rule table in force now: a regency that
    /// changes how long it keeps things means what it keeps. Nothing where the table knows no such rule.
    pub fn kept_until(&self, rule: &str, since: Timestamp, now: Timestamp) -> Option<Timestamp> {
        let rule = self.org.rules().find(rule, self.office.zone.date_at(now))?;
        if rule.unit != TimeUnit::CalendarDays {
            return Some(self.office.deadline(rule, since).due_at);
        }
        // A deadline would name every holiday of all those years.
        let last = self.office.zone.date_at(since).checked_add(i64::from(rule.amount).days()).ok()?;
        Some(last.at(23, 59, 0, 0).to_zoned(self.office.zone.time_zone()).ok()?.timestamp())
    }

    /// The row of the rule table for something that began at an instant. What is older than every row counts by the oldest.
    fn rule(&self, id: &str, began_at: Timestamp) -> Option<&Rule> {
        let rules = self.org.rules();
        let oldest = || rules.rules().iter().filter(|rule| rule.id.as_str() == id).min_by_key(|rule| rule.valid_from);
        rules.find(id, self.office.zone.date_at(began_at)).or_else(oldest)
    }

    /// The row of the rule table for a procedure. A procedure that a regency's table does not know counts by the rule
    /// of the word that the citizen chose.
    fn legal_rule(&self, procedure: Procedure, received_at: Timestamp) -> &Rule {
        let row = |procedure: Procedure| self.rule(procedure.rule_id(), received_at);
        row(procedure)
            .or_else(|| row(Procedure::of(procedure.kind())))
            .expect("the settings keep a rule for every kind of report")
    }

    /// When silence closes a case that is answered now.
    pub fn closes_at(&self, answered_at: Timestamp) -> Timestamp {
        /// Used where the rule table says nothing of silence.
        const SILENCE_DAYS: u16 = 10;
        let days = self.org.silence_days(self.office.zone.date_at(answered_at)).unwrap_or(SILENCE_DAYS);
        answered_at.checked_add(SignedDuration::from_hours(24 * i64::from(days))).unwrap_or(Timestamp::MAX)
    }

    /// Working minutes of the office between two instants, the times it waited for the citizen left out.
    pub fn working_minutes(&self, from: Timestamp, to: Timestamp, pauses: &[Pause]) -> u64 {
        let office = self.office;
        let paused: u64 = pauses
            .iter()
            .map(|pause| office.working_minutes(pause.from.max(from), pause.until.unwrap_or(to).min(to)))
            .sum();
        office.working_minutes(from, to).saturating_sub(paused)
    }

    /// The time left until a limit, or gone by since, out of what a list knows of a case. Every rule for a kind of report
    /// counts in days, so amounts are those of [`Remaining`] for days. While the office waits for the citizen the answer is
    /// that of the instant at which the wait began.
    pub fn remaining(&self, due_at: Timestamp, paused_since: Option<Timestamp>, now: Timestamp) -> Remaining {
        remaining_in(self.office, due_at, paused_since, now)
    }

    /// Working minutes of the desk on a date, holidays left aside: what one day means when lateness is put into words.
    pub fn day_minutes(&self, date: jiff::civil::Date) -> u32 {
        /// A usual working day: 37 hours 30 minutes over five days (Perpres 21/2023).
        const USUAL: u32 = 450;
        let minutes = self.office.usual_hours(date).map(|hours| u32::from(hours.working_minutes()));
        minutes.filter(|minutes| *minutes > 0).unwrap_or(USUAL)
    }
}

fn remaining_in(office: Office<'_>, due_at: Timestamp, paused_since: Option<Timestamp>, now: Timestamp) -> Remaining {
    let at = paused_since.map_or(now, |since| since.min(now));
    let standing = if at > due_at { Standing::Overdue } else { Standing::InTime };
    let (earlier, later) = if at <= due_at { (at, due_at) } else { (due_at, at) };
    let (first, last) = (office.zone.date_at(earlier), office.zone.date_at(later));
    Remaining {
        standing,
        is_paused: paused_since.is_some_and(|since| since <= now),
        minutes: office.working_minutes(earlier, later),
        working_days: office.calendar.working_days_between(first, last),
    }
}

/// A service's own time limit as a rule, if the report asks for the service and the limit is in days or hours.
fn promise_of(service: &Service, procedure: Procedure, legal: &Rule) -> Option<Rule> {
    let limit = service.standard.time_limit.filter(|_| procedure == Procedure::Service)?;
    let (amount, unit) = match limit.unit {
        TimeLimitUnit::WorkingDay => (limit.max, TimeUnit::WorkingDays),
        TimeLimitUnit::Day => (limit.max, TimeUnit::CalendarDays),
        // A promise of minutes or hours is about the counter; a request from afar is due the next working day.
        TimeLimitUnit::Hour | TimeLimitUnit::Minute => (1, TimeUnit::WorkingDays),
    };
    Some(Rule {
        id: format!("service:{}", service.id.as_str()).as_str().into(),
        version: service.standard.decree.as_deref().unwrap_or("1").into(),
        amount: u16::try_from(amount).ok()?,
        unit,
        name: service.name.as_str().into(),
        source: service.standard.source.as_deref().unwrap_or_default().into(),
        certainty: legal.certainty,
        valid_from: legal.valid_from,
        valid_until: None,
    })
}

fn due(deadline: &Deadline, promised: bool) -> Due {
    let holiday = |day: &hadir_calendar::SkippedDay| match &day.reason {
        hadir_calendar::SkipReason::Holiday { name, .. } => Some((day.date.to_string(), name.to_string())),
        _ => None,
    };
    Due {
        rule: deadline.rule.as_str().to_owned(),
        rule_version: deadline.rule_version.to_string(),
        rule_name: deadline.rule_name.to_string(),
        amount: deadline.limit.amount,
        unit: deadline.limit.unit.as_str().to_owned(),
        due_at: deadline.due_at.as_millisecond(),
        calendar: deadline.calendar_version.to_string(),
        provisional: deadline.is_provisional,
        holidays: deadline.skipped.iter().filter_map(holiday).collect(),
        promised,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_of_a_row_is_what_is_left_of_its_deadline() {
        let (calendar, hours, rules) =
            (hadir_calendar::seed::calendar(), hadir_calendar::seed::hours(), hadir_calendar::seed::rules());
        let office = Office { zone: hadir_calendar::Zone::Wita, hours: &hours, calendar: &calendar };
        let received = "2026-03-12T09:30+08:00".parse::<Timestamp>().unwrap();
        let rule = rules.find("complaint_nonsupervisory", office.zone.date_at(received)).unwrap();
        for hours_later in (0..24 * 40).step_by(5) {
            let now = received.checked_add(SignedDuration::from_hours(hours_later)).unwrap();
            let waits = received.checked_add(SignedDuration::from_hours(30)).unwrap();
            for paused in [None, Some(waits)] {
                let pauses: Vec<_> = paused.into_iter().map(|from| Pause { from, until: None }).collect();
                let deadline = office.deadline_with_pauses(rule, received, &pauses);
                assert_eq!(
                    remaining_in(office, deadline.due_at, deadline.paused_since, now),
                    office.remaining(&deadline, now)
                );
            }
        }
    }
}

//! The commands behind an installation: one person, and all of calendar, rules and settings.

use hadir_calendar::{CalendarData, RuleTableData, WorkingHours};
use hadir_store::Act;

use super::{BadRow, Report};
use crate::access::By;
use crate::commands::staff::{Person, Place};
use crate::commands::{self, record};
use crate::organisation::Organisation;
use crate::settings::Regency;
use crate::staff::PasswordHash;
use crate::state::{SettingsRecord, StaffRecord};

/// Adds a person or brings what is known of them up to date; a password is set only where there is none.
pub(super) fn settle_person(
    staff: &StaffRecord,
    act: &mut Act<'_>,
    person: &Person,
    place: &Place,
    password: Option<&PasswordHash>,
    org: &Organisation,
) -> Result<bool, commands::staff::StaffRefusal> {
    let by = By::Console;
    let mut is_changed = match staff.officer() {
        None => record(act, commands::staff::add(person, place, &by, org).map(Some))?,
        Some(_) => {
            let is_named = record(act, commands::staff::name(staff, person, &by, org))?;
            is_named | record(act, commands::staff::place(staff, place, &by, org))?
        }
    };
    if let Some(hash) = password.filter(|_| staff.officer().is_none_or(|officer| officer.password.is_none())) {
        act.record(commands::staff::password_event(hash, act.now));
        is_changed = true;
    }
    Ok(is_changed)
}

/// Settings, calendar, rules and hours, each if it is to be settled.
pub(super) type SettingsWishes = (Option<Regency>, Option<CalendarData>, Option<RuleTableData>, Option<WorkingHours>);

/// Records what differs of calendar, rules and settings, and leaves out rows that cannot stand.
pub(super) fn settle(
    settings: &SettingsRecord,
    act: &mut Act<'_>,
    (regency, calendar, rules, hours): &SettingsWishes,
    org: &Organisation,
) -> Result<Report, std::convert::Infallible> {
    use commands::settings as ask;
    let (mut now, by) = (settings.settings(), By::Console);
    let mut decisions: Vec<(String, ask::Decision)> = Vec::new();
    if let Some(regency) = regency {
        decisions.push(("regency".into(), ask::change_regency(&now, regency, &by, org)));
    }
    if let Some(hours) = hours {
        decisions.push(("hours".into(), ask::set_hours(&now, hours, &by, org)));
    }
    for rule in rules.iter().flat_map(|rules| &rules.rules) {
        decisions.push((format!("rule {}", rule.id), ask::set_rule(&now, rule, &by, org)));
    }
    if let Some(calendar) = calendar {
        for year in &calendar.years {
            decisions.push((format!("year {}", year.year), ask::know_year(&now, year, &by, org)));
        }
        // Holidays need their year, which may be among those just recorded.
        now.calendar.years.extend(calendar.years.iter().cloned());
        for holiday in &calendar.holidays {
            decisions.push((format!("holiday {}", holiday.date), ask::set_holiday(&now, holiday, &by, org)));
        }
        for month in &calendar.ramadan {
            decisions.push((format!("Ramadan {}", month.first), ask::set_ramadan(&now, month, &by, org)));
        }
    }
    let mut report = Report::default();
    for (what, decision) in decisions {
        match record(act, decision) {
            Ok(true) => report.recorded += 1,
            Ok(false) => report.unchanged += 1,
            Err(no) => report.bad.push(("settings", BadRow { line: 0, reason: format!("{what}: {no}") })),
        }
    }
    Ok(report)
}

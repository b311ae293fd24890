//! Changing calendar, rules and settings.

use hadir_calendar::{Holiday, KnownYear, Ramadan, Rule, WorkingHours};
use hadir_store::Event;

use super::{allowed_everywhere, refuses_without_right};
use crate::access::{By, Right};
use crate::events::settings::{
    HolidayRemoved, HolidaySet, OfficeHoursSet, RamadanRemoved, RamadanSet, RegencyChanged, RuleSet, RuleWithdrawn,
    YearKnown,
};
use crate::events::{event, kind};
use crate::organisation::Organisation;
use crate::settings::{Regency, Settings};

/// Most forms of address a regency may offer.
pub const FORMS_OF_ADDRESS_MAX: usize = 12;
/// The largest limit a rule may set, in its unit: beyond thirty years it is a slip of the finger.
pub const AMOUNT_MAX: u16 = 10_958;

/// Days that a fasting month may have: a lunar month has 29 or 30.
pub const RAMADAN_DAYS: std::ops::RangeInclusive<i32> = 29..=30;

/// Why calendar, rules and settings stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsRefusal {
    /// The asker may not change this.
    #[error("the asker may not change this")]
    NotAllowed,
    /// There is no name.
    #[error("there is no name")]
    Name,
    /// It says not where it comes from.
    #[error("it says not where it comes from")]
    Source,
    /// The amount is 0 or far too large.
    #[error("the amount is 0 or far too large")]
    Amount,
    /// It ends before it begins.
    #[error("it ends before it begins")]
    EndsBeforeItBegins,
    /// A fasting month is shorter or longer than the moon allows.
    #[error("a fasting month is shorter or longer than the moon allows")]
    MonthLength,
    /// The year is not among the known ones yet.
    #[error("the year is not among the known ones yet")]
    UnknownYear,
    /// Too many forms of address, or none.
    #[error("too many forms of address, or none")]
    FormsOfAddress,
    /// The emergency number is not a number.
    #[error("the emergency number is not a number")]
    Emergency,
}

refuses_without_right!(SettingsRefusal);

/// What the commands of this module answer.
pub type Decision = Result<Option<Event>, SettingsRefusal>;

/// Adds a dated row to the rule table, or replaces the one of the same rule that begins on the same day.
pub fn set_rule(now: &Settings, wish: &Rule, by: &By, org: &Organisation) -> Decision {
    allowed_everywhere(by, Right::ManageRules, org)?;
    check_words(&wish.name, &wish.source)?;
    if !(1..=AMOUNT_MAX).contains(&wish.amount) {
        return Err(SettingsRefusal::Amount);
    }
    if wish.valid_until.is_some_and(|last| last < wish.valid_from) {
        return Err(SettingsRefusal::EndsBeforeItBegins);
    }
    let is_same = now.rules.rules.contains(wish);
    Ok((!is_same).then(|| event(kind::RULE_SET, &RuleSet::from(wish))))
}

/// Takes a dated row of the rule table back.
pub fn withdraw_rule(now: &Settings, row: &Rule, by: &By, org: &Organisation) -> Decision {
    allowed_everywhere(by, Right::ManageRules, org)?;
    let is_there = now.rules.rules.contains(row);
    let withdrawn = || RuleWithdrawn { id: row.id.to_string(), valid_from: row.valid_from.to_string() };
    Ok(is_there.then(|| event(kind::RULE_WITHDRAWN, &withdrawn())))
}

/// Makes a day a holiday. Its year has to be known first.
pub fn set_holiday(now: &Settings, wish: &Holiday, by: &By, org: &Organisation) -> Decision {
    allowed_everywhere(by, Right::ManageHolidays, org)?;
    check_words(&wish.name, &wish.source)?;
    if !now.calendar.years.iter().any(|known| known.year == wish.date.year()) {
        return Err(SettingsRefusal::UnknownYear);
    }
    let is_same = now.calendar.holidays.contains(wish);
    Ok((!is_same).then(|| event(kind::HOLIDAY_SET, &HolidaySet::from(wish))))
}

/// Makes a holiday a day like others.
pub fn remove_holiday(now: &Settings, holiday: &Holiday, by: &By, org: &Organisation) -> Decision {
    allowed_everywhere(by, Right::ManageHolidays, org)?;
    let is_there = now.calendar.holidays.contains(holiday);
    Ok(is_there.then(|| event(kind::HOLIDAY_REMOVED, &HolidayRemoved::from(holiday))))
}

/// Says how well the holidays of a year are known.
pub fn know_year(now: &Settings, wish: &KnownYear, by: &By, org: &Organisation) -> Decision {
    allowed_everywhere(by, Right::ManageHolidays, org)?;
    let is_same = now.calendar.years.contains(wish);
    Ok((!is_same).then(|| event(kind::YEAR_KNOWN, &YearKnown::from(wish))))
}

/// Enters a fasting month.
pub fn set_ramadan(now: &Settings, wish: &Ramadan, by: &By, org: &Organisation) -> Decision {
    allowed_everywhere(by, Right::ManageHolidays, org)?;
    if wish.last < wish.first {
        return Err(SettingsRefusal::EndsBeforeItBegins);
    }
    // A year that was typed wrong would put the offices on short hours for months.
    if !RAMADAN_DAYS.contains(&((wish.last - wish.first).get_days() + 1)) {
        return Err(SettingsRefusal::MonthLength);
    }
    let is_same = now.calendar.ramadan.contains(wish);
    Ok((!is_same).then(|| event(kind::RAMADAN_SET, &RamadanSet::from(wish))))
}

/// Takes a fasting month back.
pub fn remove_ramadan(now: &Settings, month: &Ramadan, by: &By, org: &Organisation) -> Decision {
    allowed_everywhere(by, Right::ManageHolidays, org)?;
    let is_there = now.calendar.ramadan.contains(month);
    let removed = || RamadanRemoved { first: month.first.to_string() };
    Ok(is_there.then(|| event(kind::RAMADAN_REMOVED, &removed())))
}

/// Sets the hours of units that have none of their own.
pub fn set_hours(now: &Settings, wish: &WorkingHours, by: &By, org: &Organisation) -> Decision {
    allowed_everywhere(by, Right::ManageSettings, org)?;
    let hours = || serde_json::to_string(wish).expect("hours are plain data");
    Ok((now.hours != Some(*wish)).then(|| event(kind::OFFICE_HOURS_SET, &OfficeHoursSet { hours: hours() })))
}

/// Changes what the regency settles for itself; only what differs is recorded.
pub fn change_regency(now: &Settings, wish: &Regency, by: &By, org: &Organisation) -> Decision {
    allowed_everywhere(by, Right::ManageSettings, org)?;
    check_regency(wish)?;
    let was = &now.regency;
    let text = |old: &Option<String>, new: &Option<String>| (old != new).then(|| new.clone().unwrap_or_default());
    let changed = RegencyChanged {
        name: differs(&was.name, &wish.name),
        region: differs(&was.region, &wish.region),
        zone: (was.zone != wish.zone).then(|| wish.zone.iana_name().to_owned()),
        emergency: text(&was.emergency, &wish.emergency),
        are_officer_names_public: differs(&was.are_officer_names_public, &wish.are_officer_names_public),
        forms_of_address: differs(&was.forms_of_address, &wish.forms_of_address),
        reports_per_hour: differs(&was.reports_per_hour, &wish.reports_per_hour),
        photo_bytes_max: differs(&was.photo_bytes_max, &wish.photo_bytes_max),
        document_bytes_max: differs(&was.document_bytes_max, &wish.document_bytes_max),
        photos_max: differs(&was.photos_max, &wish.photos_max),
        phone: text(&was.phone, &wish.phone),
        address: text(&was.address, &wish.address),
        silent_hours: differs(&was.silent_hours, &wish.silent_hours),
        warnings: differs(&was.warnings, &wish.warnings),
        secretary_after_days: differs(&was.secretary_after_days, &wish.secretary_after_days),
        leader_after_days: differs(&was.leader_after_days, &wish.leader_after_days),
        retention_on: (was.retention_on != wish.retention_on)
            .then(|| wish.retention_on.map(|on| on.to_string()).unwrap_or_default()),
    };
    Ok((was != wish).then(|| event(kind::REGENCY_CHANGED, &changed)))
}

fn differs<T: Clone + PartialEq>(was: &T, wish: &T) -> Option<T> {
    (was != wish).then(|| wish.clone())
}

fn check_words(name: &str, source: &str) -> Result<(), SettingsRefusal> {
    if name.trim().is_empty() {
        return Err(SettingsRefusal::Name);
    }
    if source.trim().is_empty() { Err(SettingsRefusal::Source) } else { Ok(()) }
}

fn check_regency(wish: &Regency) -> Result<(), SettingsRefusal> {
    if wish.name.trim().is_empty() {
        return Err(SettingsRefusal::Name);
    }
    if !(1..=FORMS_OF_ADDRESS_MAX).contains(&wish.forms_of_address.len()) {
        return Err(SettingsRefusal::FormsOfAddress);
    }
    let is_number = |text: &String| (2..=16).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if wish.emergency.as_ref().is_some_and(|number| !is_number(number)) {
        return Err(SettingsRefusal::Emergency);
    }
    Ok(())
}

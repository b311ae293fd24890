//! The history of calendar, rules and settings, folded.

use std::collections::BTreeMap;

use hadir_calendar::{
    CalendarData, Holiday, HolidayKind, KnownYear, Ramadan, Rule, RuleId, RuleTableData, WorkingHours, WorkingWeek,
};
use hadir_oplog::{AggregateId, Kind};
use hadir_store::{Aggregate, Entry, Needs, Rows, Table};
use jiff::civil::Date;

use crate::events::settings::{
    HolidayRemoved, HolidaySet, OfficeHoursSet, RamadanRemoved, RamadanSet, RegencyChanged, RuleSet, RuleWithdrawn,
    YearKnown, date, named,
};
use crate::events::{facts, kind};
use crate::settings::{Regency, Settings};

/// Calendar, rules and settings, each row under its own key, so that two offices that change different rows while cut
/// off from each other lose neither change.
#[derive(Clone, Debug, Default)]
pub struct SettingsRecord {
    regency: Regency,
    rules: BTreeMap<(RuleId, Date), Rule>,
    holidays: BTreeMap<(Date, HolidayKind), Holiday>,
    years: BTreeMap<i16, KnownYear>,
    ramadan: BTreeMap<Date, Ramadan>,
    hours: Option<WorkingHours>,
}

impl SettingsRecord {
    /// All of it as the calendar and the rule table take it.
    pub fn settings(&self) -> Settings {
        Settings {
            regency: self.regency.clone(),
            calendar: self.calendar(),
            rules: self.rule_table(),
            hours: self.hours,
        }
    }

    fn calendar(&self) -> CalendarData {
        let years: Vec<_> = self.years.values().cloned().collect();
        // A holiday in a year nobody vouched for would make the whole calendar unusable; it waits for its year.
        let holidays: Vec<_> =
            self.holidays.values().filter(|holiday| self.years.contains_key(&holiday.date.year())).cloned().collect();
        let ramadan: Vec<_> = self.ramadan.values().filter(|month| month.first <= month.last).cloned().collect();
        let version = version_of(&(&years, &holidays, &ramadan));
        CalendarData { version: version.into(), week: WorkingWeek::FIVE_DAYS, years, holidays, ramadan }
    }

    fn rule_table(&self) -> RuleTableData {
        let is_sound = |rule: &&Rule| rule.valid_until.is_none_or(|last| rule.valid_from <= last);
        let rules: Vec<_> = self.rules.values().filter(is_sound).cloned().collect();
        RuleTableData { version: version_of(&rules).into(), rules }
    }

    fn withdraw_rule(&mut self, withdrawn: &RuleWithdrawn) {
        if let Some(valid_from) = date(&withdrawn.valid_from) {
            self.rules.remove(&(withdrawn.id.as_str().into(), valid_from));
        }
    }

    fn remove_holiday(&mut self, removed: &HolidayRemoved) {
        if let (Some(date), Some(kind)) = (date(&removed.date), named(&removed.kind)) {
            self.holidays.remove(&(date, kind));
        }
    }

    fn change_regency(&mut self, changed: RegencyChanged) {
        let regency = &mut self.regency;
        put(&mut regency.name, changed.name);
        put(&mut regency.region, changed.region);
        put(&mut regency.zone, changed.zone.and_then(|zone| zone.parse().ok()));
        put(&mut regency.emergency, changed.emergency.map(unless_empty));
        put(&mut regency.are_officer_names_public, changed.are_officer_names_public);
        put(&mut regency.forms_of_address, changed.forms_of_address);
        put(&mut regency.reports_per_hour, changed.reports_per_hour);
        put(&mut regency.photo_bytes_max, changed.photo_bytes_max);
        put(&mut regency.document_bytes_max, changed.document_bytes_max);
        put(&mut regency.photos_max, changed.photos_max);
        put(&mut regency.phone, changed.phone.map(unless_empty));
        put(&mut regency.address, changed.address.map(unless_empty));
        put(&mut regency.silent_hours, changed.silent_hours);
        put(&mut regency.warnings, changed.warnings);
        put(&mut regency.secretary_after_days, changed.secretary_after_days);
        put(&mut regency.leader_after_days, changed.leader_after_days);
        put(&mut regency.retention_on, changed.retention_on.map(|on| date(&on)));
    }
}

impl Aggregate for SettingsRecord {
    const FAMILY: &'static str = "settings";
    const TABLES: &'static [&'static Table] = &[];

    fn new(_: AggregateId) -> Self {
        Self::default()
    }

    fn understands(kind: Kind) -> bool {
        (kind::RULE_SET..=kind::OFFICE_HOURS_SET).contains(&kind)
    }

    fn needs(_: Kind) -> Needs {
        Needs::Administer
    }

    fn apply(&mut self, entry: &Entry) {
        match entry.kind() {
            kind::RULE_SET => {
                let rule = facts(entry).and_then(|set: RuleSet| set.rule());
                self.rules.extend(rule.map(|rule| ((rule.id.clone(), rule.valid_from), rule)));
            }
            kind::RULE_WITHDRAWN => facts(entry).iter().for_each(|withdrawn| self.withdraw_rule(withdrawn)),
            kind::HOLIDAY_SET => {
                let holiday = facts(entry).and_then(|set: HolidaySet| set.holiday());
                self.holidays.extend(holiday.map(|holiday| ((holiday.date, holiday.kind), holiday)));
            }
            kind::HOLIDAY_REMOVED => facts(entry).iter().for_each(|removed| self.remove_holiday(removed)),
            kind::YEAR_KNOWN => {
                let known = facts(entry).and_then(|known: YearKnown| known.known_year());
                self.years.extend(known.map(|known| (known.year, known)));
            }
            kind::RAMADAN_SET => {
                let month = facts(entry).and_then(|set: RamadanSet| set.month());
                self.ramadan.extend(month.map(|month| (month.first, month)));
            }
            kind::RAMADAN_REMOVED => {
                let first = facts(entry).and_then(|removed: RamadanRemoved| date(&removed.first));
                self.ramadan.retain(|known, _| Some(*known) != first);
            }
            kind::REGENCY_CHANGED => facts(entry).into_iter().for_each(|changed| self.change_regency(changed)),
            kind::OFFICE_HOURS_SET => {
                let hours = facts(entry).and_then(|set: OfficeHoursSet| serde_json::from_str(&set.hours).ok());
                put(&mut self.hours, hours.map(Some));
            }
            _ => {}
        }
    }

    fn rows(&self, _: &mut Rows) {}
}

fn put<T>(into: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *into = value;
    }
}

fn unless_empty(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// A short name of some content: two nodes that hold the same rows name them alike.
fn version_of<T: serde::Serialize>(content: &T) -> String {
    let bytes = serde_json::to_vec(content).expect("plain data becomes JSON");
    blake3::hash(&bytes).to_hex()[..8].to_owned()
}

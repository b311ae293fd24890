//! What happened to a thing, from the log: when, who, what changed, and which operation says so.

use std::collections::{BTreeMap, BTreeSet};

use hadir_calendar::Zone;
use hadir_oplog::{AggregateId, Kind};
use hadir_store::{Entry, Fault, Store};
use hadir_ui::lang::Lang;
use hadir_ui::{t, time};
use jiff::Timestamp;
use maud::{Markup, html};

use crate::access::Right;
use crate::events::category::CategoryDescribed;
use crate::events::program::{ProgramDescribed, ProgramWords};
use crate::events::service::ServiceDescribed;
use crate::events::settings::{
    HolidayRemoved, HolidaySet, OfficeHoursSet, RamadanRemoved, RamadanSet, RegencyChanged, RuleSet, RuleWithdrawn,
    YearKnown, date,
};
use crate::events::staff::{StaffAway, StaffBack, StaffPlaced, StaffWords};
use crate::events::unit::UnitDescribed;
use crate::events::{facts, kind, words as words_of};
use crate::organisation::Organisation;
use crate::pages::hours::in_words;
use crate::pages::manage::settings::listed;
use crate::pages::words::{self, happened};

/// Entries shown; older ones are in the log.
const SHOWN_MAX: usize = 10;
/// Sentences about what entries say; a node that was stolen can have made any number of them.
const SAID_MAX: usize = 20;

/// The values an entry set, each under its name.
type Values = Vec<(String, String)>;

/// The history of a thing, latest first, with only those entries that `concerns` picks.
pub(super) async fn history(
    store: &Store,
    org: &Organisation,
    lang: &Lang,
    zone: Zone,
    id: AggregateId,
    concerns: impl Fn(&Entry) -> bool,
) -> Result<Markup, Fault> {
    let entries: Vec<_> = store.history(id).await?.into_iter().filter(|entry| concerns(entry)).collect();
    let mut items = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        let before = entries[..at].iter().rev().find(|earlier| earlier.kind() == entry.kind());
        items.push(item(org, lang, zone, entry, changed(lang, org, entry, before)));
    }
    Ok(html! {
        section.stack {
            h2 { (t!(lang, "history-title")) }
            @if items.is_empty() { p { (t!(lang, "history-none")) } }
            ul.list { @for item in items.iter().rev().take(SHOWN_MAX) { li { (item) } } }
        }
    })
}

/// What some entries say, one sentence each, in people's words: "Unit atau peran diganti (Unit: Dinas Kesehatan; Peran:
/// Petugas loket)." `of` is everything there is of the thing, in causal order, against which changes are told. No secret
/// is in it: of a password or a link for signing in there is only that it was made.
/// Of many, only the first are said, and how many more there are.
pub fn said(lang: &Lang, org: &Organisation, of: &[Entry], entries: &[Entry]) -> Vec<String> {
    let mut wanted: BTreeSet<_> = entries.iter().map(Entry::id).collect();
    let mut latest: BTreeMap<Kind, &Entry> = BTreeMap::new();
    let mut sentences: Vec<String> = Vec::new();
    let mut unsaid = 0;
    for entry in of {
        let before = latest.insert(entry.kind(), entry);
        // One that stands on two branches is said once.
        if !wanted.remove(&entry.id()) {
            continue;
        }
        let sentence = sentence(lang, entry, &changed(lang, org, entry, before));
        // The same twice in a row, such as two links for signing in, is said once: how many there are is counted apart.
        if sentences.last() == Some(&sentence) {
            continue;
        }
        if sentences.len() < SAID_MAX { sentences.push(sentence) } else { unsaid += 1 }
    }
    if unsaid > 0 {
        sentences.push(t!(lang, "history-said-rest", count = unsaid));
    }
    sentences
}

fn sentence(lang: &Lang, entry: &Entry, changed: &[(String, String)]) -> String {
    let happened = happened(lang, entry.kind());
    let values: Vec<_> = changed.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    match values.is_empty() {
        true => t!(lang, "history-said", happened = happened),
        false => t!(lang, "history-said.values", happened = happened, values = values.join("; ")),
    }
}

fn item(org: &Organisation, lang: &Lang, zone: Zone, entry: &Entry, changed: Values) -> Markup {
    let id = entry.id().to_string();
    let who = match entry.actor() {
        None => t!(lang, "history-console"),
        Some(actor) => org.actor_name(actor).map_or_else(|| t!(lang, "history-gone"), str::to_owned),
    };
    html! {
        p {
            b { (happened(lang, entry.kind())) } " · " (who)
            @if let Some(at) = instant(entry) { " · " (time::desk_moment_mark(lang, &at.to_zoned(zone.time_zone()))) }
        }
        @if !changed.is_empty() {
            ul { @for (name, value) in changed { li { (name) ": " (value) } } }
        }
        p.soft { (t!(lang, "history-operation")) " " code { (id.get(..16).unwrap_or(&id)) } }
    }
}

/// The instant of an entry's commit, as its node's clock had it.
fn instant(entry: &Entry) -> Option<Timestamp> {
    Timestamp::from_millisecond(entry.stamp.ms()).ok()
}

/// The values that differ from the last entry of the same kind; all of them where there is none.
fn changed(lang: &Lang, org: &Organisation, entry: &Entry, before: Option<&Entry>) -> Values {
    let old = before.map(|before| values(lang, org, before)).unwrap_or_default();
    values(lang, org, entry).into_iter().filter(|value| !old.contains(value)).collect()
}

fn values(lang: &Lang, org: &Organisation, entry: &Entry) -> Values {
    match entry.kind() {
        kind::UNIT_DESCRIBED => facts(entry).map(|facts| unit(lang, facts)),
        kind::STAFF_ADDED => {
            Some([person(lang, entry), facts(entry).map_or(Vec::new(), |facts| place(lang, org, facts))].concat())
        }
        kind::STAFF_NAMED => Some(person(lang, entry)),
        kind::STAFF_PLACED => facts(entry).map(|facts| place(lang, org, facts)),
        kind::STAFF_AWAY => facts(entry).and_then(|away: StaffAway| away.absence()).map(|absence| {
            let deputy = absence.deputy.and_then(|id| org.staff(id)).map(|officer| officer.name.clone());
            vec![
                (t!(lang, "history-away-days"), time::range(lang, absence.first, absence.last)),
                (t!(lang, "history-away-deputy"), deputy.unwrap_or_else(|| t!(lang, "history-away-head"))),
            ]
        }),
        kind::STAFF_BACK => facts(entry)
            .and_then(|back: StaffBack| crate::events::settings::date(&back.on))
            .map(|on| vec![(t!(lang, "history-back-on"), time::plain(lang, on))]),
        kind::PROGRAM_DESCRIBED => facts(entry).map(|facts| program(lang, org, entry, facts)),
        kind::SERVICE_DESCRIBED => facts(entry).map(|facts| service(lang, facts)),
        kind::CATEGORY_DESCRIBED => facts(entry).map(|facts| category(lang, facts)),
        kind::RULE_SET => facts(entry).and_then(|set: RuleSet| set.rule()).map(|rule| self::rule(lang, &rule)),
        kind::RULE_WITHDRAWN => facts(entry).map(|row: RuleWithdrawn| {
            vec![(t!(lang, "rule-id"), row.id), (t!(lang, "rule-valid-from"), row.valid_from)]
        }),
        kind::HOLIDAY_SET => facts(entry).and_then(|set: HolidaySet| set.holiday()).map(|holiday| {
            vec![
                (t!(lang, "holiday-date"), time::plain(lang, holiday.date)),
                (t!(lang, "holiday-name"), holiday.name.to_string()),
                (t!(lang, "holiday-source"), holiday.source.to_string()),
            ]
        }),
        kind::HOLIDAY_REMOVED => {
            facts(entry).map(|removed: HolidayRemoved| vec![(t!(lang, "holiday-date"), removed.date)])
        }
        kind::YEAR_KNOWN => facts(entry).and_then(|known: YearKnown| known.known_year()).map(|known| {
            vec![(t!(lang, "year-year"), known.year.to_string()), (t!(lang, "year-source"), known.source.to_string())]
        }),
        kind::RAMADAN_SET => facts(entry).and_then(|set: RamadanSet| set.month()).map(|month| {
            vec![
                (t!(lang, "ramadan-first"), time::plain(lang, month.first)),
                (t!(lang, "ramadan-last"), time::plain(lang, month.last)),
            ]
        }),
        kind::RAMADAN_REMOVED => {
            facts(entry).map(|removed: RamadanRemoved| vec![(t!(lang, "ramadan-first"), removed.first)])
        }
        kind::REGENCY_CHANGED => facts(entry).map(|changed| regency(lang, changed)),
        kind::OFFICE_HOURS_SET => {
            facts(entry).map(|set: OfficeHoursSet| vec![(t!(lang, "settings-hours"), in_words_of(lang, set.hours))])
        }
        _ => None,
    }
    .unwrap_or_default()
}

fn unit(lang: &Lang, facts: UnitDescribed) -> Values {
    let text = |code: Option<crate::code::UnitCode>| code.map(|code| code.to_string());
    let optional = [
        (t!(lang, "unit-parent"), text(facts.parent)),
        (t!(lang, "unit-zone"), facts.zone),
        (t!(lang, "unit-region"), facts.region),
        (t!(lang, "unit-hours"), facts.hours.map(|hours| in_words_of(lang, hours))),
        (t!(lang, "unit-phone"), facts.phone),
        (t!(lang, "unit-address"), facts.address),
        (t!(lang, "unit-second-answers"), facts.answers_need_approval.map(|_| t!(lang, "unit-second-yes"))),
        (t!(lang, "unit-second-closing"), facts.closing_needs_second.map(|_| t!(lang, "unit-second-yes"))),
    ];
    let present = optional.into_iter().filter_map(|(name, value)| Some((name, value?)));
    [(t!(lang, "unit-name"), facts.name)].into_iter().chain(present).collect()
}

/// Hours as operations carry them, in words; those that only a later version understands as they are.
fn in_words_of(lang: &Lang, hours: String) -> String {
    serde_json::from_str(&hours).map(|hours| in_words(lang, &hours)).unwrap_or(hours)
}

/// The words of a person, unless they were erased.
fn person(lang: &Lang, entry: &Entry) -> Values {
    let person: Option<StaffWords> = words_of(entry);
    person.map_or(Vec::new(), |person| {
        vec![(t!(lang, "staff-name"), person.name), (t!(lang, "staff-username"), person.username.to_string())]
    })
}

fn place(lang: &Lang, org: &Organisation, facts: StaffPlaced) -> Values {
    let grants = facts.grants.iter().filter_map(|grant| grant.grant());
    let grants = grants.map(|grant| format!("{} ({})", words::role(lang, grant.role), org.unit_name(&grant.unit)));
    vec![
        (t!(lang, "staff-unit"), org.unit_name(&facts.unit).to_owned()),
        (t!(lang, "staff-roles"), grants.collect::<Vec<_>>().join(", ")),
    ]
}

fn program(lang: &Lang, org: &Organisation, entry: &Entry, facts: ProgramDescribed) -> Values {
    let name = words_of::<ProgramWords>(entry).map(|words| (t!(lang, "program-name"), words.name));
    let rights = facts.rights.iter().filter_map(|name| Right::parse(name)).map(|right| words::right(lang, right));
    let fixed = [
        (t!(lang, "program-unit"), org.unit_name(&facts.unit).to_owned()),
        (t!(lang, "program-rights"), rights.collect::<Vec<_>>().join(", ")),
        (t!(lang, "program-through"), date(&facts.through).map_or(facts.through, |day| time::plain(lang, day))),
    ];
    name.into_iter().chain(fixed).collect()
}

fn service(lang: &Lang, facts: ServiceDescribed) -> Values {
    vec![(t!(lang, "service-name"), facts.name), (t!(lang, "service-unit"), facts.unit.to_string())]
}

fn category(lang: &Lang, facts: CategoryDescribed) -> Values {
    let names = facts.names.into_iter().map(|(_, name)| name).collect::<Vec<_>>().join(" / ");
    let unit = facts.usual_unit.map(|unit| (t!(lang, "category-unit"), unit.to_string()));
    [(t!(lang, "category-name"), names)].into_iter().chain(unit).collect()
}

fn rule(lang: &Lang, rule: &hadir_calendar::Rule) -> Values {
    let until = rule.valid_until.map(|until| (t!(lang, "rule-valid-until"), time::plain(lang, until)));
    let fixed = [
        (t!(lang, "rule-name"), rule.name.to_string()),
        (t!(lang, "rule-amount"), super::rules::limit(lang, rule)),
        (t!(lang, "rule-source"), rule.source.to_string()),
        (t!(lang, "rule-valid-from"), time::plain(lang, rule.valid_from)),
    ];
    fixed.into_iter().chain(until).collect()
}

fn regency(lang: &Lang, changed: RegencyChanged) -> Values {
    let text = |number: Option<u32>| number.map(|number| number.to_string());
    let yes_or_no = |is_so: bool| if is_so { t!(lang, "rights-yes") } else { t!(lang, "rights-no") };
    let all = [
        (t!(lang, "settings-name"), changed.name),
        (t!(lang, "settings-region"), changed.region),
        (t!(lang, "settings-zone"), changed.zone),
        (t!(lang, "settings-emergency"), changed.emergency),
        (t!(lang, "settings-officer-names"), changed.are_officer_names_public.map(yes_or_no)),
        (t!(lang, "settings-forms-of-address"), changed.forms_of_address.map(|forms| forms.join(", "))),
        (t!(lang, "settings-reports-per-hour"), text(changed.reports_per_hour)),
        (
            t!(lang, "settings-photo-megabytes"),
            changed.photo_bytes_max.map(|bytes| (bytes / (1024 * 1024)).to_string()),
        ),
        (
            t!(lang, "settings-document-megabytes"),
            changed.document_bytes_max.map(|bytes| (bytes / (1024 * 1024)).to_string()),
        ),
        (t!(lang, "settings-photos"), text(changed.photos_max)),
        (t!(lang, "settings-phone"), changed.phone),
        (t!(lang, "settings-address"), changed.address),
        (t!(lang, "settings-silent-hours"), text(changed.silent_hours)),
        (t!(lang, "settings-warnings"), changed.warnings.map(|warnings| listed(&warnings))),
        (t!(lang, "settings-secretary-after"), text(changed.secretary_after_days)),
        (t!(lang, "settings-leader-after"), text(changed.leader_after_days)),
        (t!(lang, "settings-retention-on"), changed.retention_on),
    ];
    all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

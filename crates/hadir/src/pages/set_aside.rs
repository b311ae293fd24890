//! `/kelola/simpul/disisihkan`: what nodes did that were revoked, as far as it came after the revocation's cut, and how an
//! administrator lets it count; and reports under numbers that are another office's, which count nowhere. Who reads no cases sees numbers and times here, and no words of a report.

use std::collections::BTreeSet;

use axum::Form;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use hadir_cases::Case;
use hadir_cases::number::CaseNumber;
use hadir_oplog::{Kind, OpId, Tombstone};
use hadir_org::pages::{administration, said};
use hadir_org::{CategoryRecord, Problem, Reader, ServiceRecord, Staff, StaffRecord, UnitRecord};
use hadir_store::{ActError, Aggregate, Entry, Fault, Misnumbered, SetAside, fold_all};
use hadir_ui::components::{Button, Choice, ChoiceGroup, Confirmation, Empty, Mistakes};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::{t, time};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use serde::Deserialize;

use super::{Enrolling, SECTION};
use crate::fleet::Fleet;

const HERE: &str = "/kelola/simpul/disisihkan";
const CHOSEN: &str = "berlaku";

/// How many were adopted a moment ago.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct After {
    tersimpan: Option<u32>,
}

pub(super) async fn show(
    State(enrolling): State<Enrolling>,
    staff: Staff,
    Reader { lang }: Reader,
    Query(after): Query<After>,
) -> Result<Html, Problem> {
    page(&enrolling, &staff, &lang, &Mistakes::default(), after.tersimpan).await
}

pub(super) async fn adopt(
    State(enrolling): State<Enrolling>,
    staff: Staff,
    Reader { lang }: Reader,
    Form(posted): Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let store = enrolling.platform.store();
    let chosen: BTreeSet<_> = posted.into_iter().filter(|(name, _)| name == CHOSEN).map(|(_, value)| value).collect();
    // What was shown is looked up once more: only what is set aside can be adopted.
    let wanted: Vec<_> =
        store.set_aside().await?.into_iter().filter(|thing| chosen.contains(&name_of(thing))).collect();
    if wanted.is_empty() {
        let mistakes = Mistakes::one(CHOSEN, t!(lang, "set-aside-none-chosen"));
        return Ok(page(&enrolling, &staff, &lang, &mistakes, None).await?.into_response());
    }
    let operations: BTreeSet<OpId> = wanted.iter().flat_map(|thing| &thing.entries).map(|entry| entry.id()).collect();
    let events = Fleet::adopted(&operations);
    let adopted = store.act::<Fleet, (), std::convert::Infallible>(Fleet::ID, staff.by().actor_id(), move |_, act| {
        events.iter().for_each(|event| act.record(event.clone()));
        Ok(())
    });
    match adopted.await {
        Ok(()) => Ok(Redirect::to(&format!("{HERE}?tersimpan={}", wanted.len())).into_response()),
        Err(ActError::Fault(Fault::OutsideRights)) => Err(Problem::forbidden()),
        Err(ActError::Fault(fault)) => Err(fault.into()),
        Err(ActError::Refused(never)) => match never {},
    }
}

/// A thing as a form sends it back: by all the operations that were shown, so that none is adopted that came since.
fn name_of(thing: &SetAside) -> String {
    let mut hasher = blake3::Hasher::new();
    let operations: BTreeSet<OpId> = thing.entries.iter().map(|entry| entry.id()).collect();
    for operation in &operations {
        hasher.update(operation.as_bytes());
    }
    hasher.finalize().to_hex()[..32].to_owned()
}

async fn page(
    enrolling: &Enrolling,
    staff: &Staff,
    lang: &Lang,
    mistakes: &Mistakes,
    adopted: Option<u32>,
) -> Result<Html, Problem> {
    let things = enrolling.platform.store().set_aside().await?;
    let misnumbered = enrolling.platform.store().misnumbered().await?;
    let content = html! {
        @if let Some(count) = adopted {
            (Confirmation::new(t!(lang, "set-aside-adopted", count = count), t!(lang, "set-aside-adopted.next")))
        }
        p.lead { (t!(lang, "set-aside-lead")) }
        @if things.is_empty() && !misnumbered.is_empty() {
            // Below stands what is set aside for good.
        } @else if things.is_empty() {
            (Empty::new(t!(lang, "set-aside-none"), t!(lang, "set-aside-none.about")))
        } @else if enrolling.platform.is_office() {
            p { (t!(lang, "set-aside-at-regency")) }
        } @else { (form(enrolling, lang, &things, mistakes).await?) }
        @if !misnumbered.is_empty() { (for_good(enrolling, lang, &misnumbered).await?) }
        p { a href=(SECTION) { (t!(lang, "set-aside-back")) } }
    };
    Ok(administration(&enrolling.platform, staff, lang, SECTION, &t!(lang, "set-aside-title"), mistakes, content))
}

async fn form(enrolling: &Enrolling, lang: &Lang, things: &[SetAside], mistakes: &Mistakes) -> Result<Markup, Problem> {
    let links = enrolling.platform.links().await?;
    let mut error = mistakes.at(CHOSEN);
    let groups = things.chunk_by(|one, other| one.node == other.node).map(|of_node| {
        let node = links.nodes.iter().find(|link| link.certificate.node == of_node[0].node);
        let name = node.map_or_else(String::new, |link| link.certificate.name.clone());
        let choices = of_node.iter().map(|thing| choice(enrolling, lang, thing)).collect();
        let group = ChoiceGroup::several(lang, CHOSEN, t!(lang, "set-aside-from", name = name), choices);
        group.error(error.take())
    });
    Ok(html! {
        p { (t!(lang, "set-aside-ask")) }
        form.stack method="post" action=(HERE) {
            @for group in groups { (group) }
            (Button::submit(t!(lang, "set-aside-adopt")))
        }
    })
}

/// Reports under numbers that their nodes may not give: which, by whom, and when by the clock of the node.
async fn for_good(enrolling: &Enrolling, lang: &Lang, misnumbered: &[Misnumbered]) -> Result<Markup, Problem> {
    let links = enrolling.platform.links().await?;
    let zone = enrolling.platform.org().regency().zone.time_zone();
    let line = |thing: &Misnumbered| {
        let certificate = links.nodes.iter().map(|link| &link.certificate).find(|known| known.node == thing.node);
        let (name, prefix) = certificate.map_or(("", ""), |known| (known.name.as_str(), known.prefix.as_str()));
        let when = moment(lang, &zone, thing.entry.stamp.ms());
        // Who did this may have written anything in the place of a number.
        let case: Case = fold_all(thing.entry.operation.header().aggregate, std::slice::from_ref(&thing.entry));
        match case.number().parse::<CaseNumber>() {
            Ok(number) => {
                t!(lang, "set-aside-number", number = number.to_string(), name = name, prefix = prefix, when = when)
            }
            Err(_) => t!(lang, "set-aside-number.none", name = name, prefix = prefix, when = when),
        }
    };
    Ok(html! {
        h2 { (t!(lang, "set-aside-numbers")) }
        p { (t!(lang, "set-aside-numbers.about")) }
        ul { @for thing in misnumbered { li { (line(thing)) } } }
    })
}

fn moment(lang: &Lang, zone: &TimeZone, ms: i64) -> String {
    let at = Timestamp::from_millisecond(ms).unwrap_or(Timestamp::MIN);
    time::deadline(lang, &at.to_zoned(zone.clone()))
}

/// "Laporan SBT-26-0014": how much was done to it and when, by the clock of the node.
fn choice(enrolling: &Enrolling, lang: &Lang, thing: &SetAside) -> Choice {
    let zone = enrolling.platform.org().regency().zone.time_zone();
    let moment = |ms: i64| moment(lang, &zone, ms);
    let stamps = || thing.entries.iter().map(|entry| entry.stamp.ms());
    let (first, last) = (stamps().min().unwrap_or_default(), stamps().max().unwrap_or_default());
    let count = thing.entries.len();
    let about = match last - first < 60_000 {
        true => t!(lang, "set-aside-once", count = count, when = moment(first)),
        false => t!(lang, "set-aside-between", count = count, first = moment(first), last = moment(last)),
    };
    let told = match thing.family.as_str() {
        // Who keeps the house reads no report, so of a case nothing is said but its number and how much was done.
        Case::FAMILY => Vec::new(),
        _ => said(lang, &enrolling.platform.org(), &thing.history, &thing.entries),
    };
    let erased = match erasures(&thing.entries) {
        0 => None,
        count => Some(t!(lang, "set-aside-erasures", count = count)),
    };
    let about = told.into_iter().chain([about]).chain(erased).collect::<Vec<_>>().join(" ");
    Choice::new(name_of(thing), what(lang, thing), about)
}

/// How many bodies would be erased: the one thing about it that cannot be put right afterwards.
fn erasures(entries: &[Entry]) -> usize {
    let tombstones = entries.iter().filter(|entry| entry.kind() == Kind::TOMBSTONE);
    let bodies = tombstones.map(|entry| {
        // One that cannot be read is counted, too: nobody knows here what it does.
        Tombstone::read(&entry.operation).map_or(1, |tombstone| tombstone.targets().map(|(_, slots)| slots.len()).sum())
    });
    bodies.sum()
}

/// What it is, in words for who keeps the house.
fn what(lang: &Lang, thing: &SetAside) -> String {
    match thing.family.as_str() {
        Case::FAMILY => {
            let case: Case = folded(thing);
            t!(lang, "set-aside-case", number = case.number())
        }
        StaffRecord::FAMILY => match folded::<StaffRecord>(thing).name() {
            Some(name) => t!(lang, "set-aside-staff", name = name),
            None => t!(lang, "set-aside-staff.erased"),
        },
        UnitRecord::FAMILY => named(lang, folded::<UnitRecord>(thing).unit().map(|unit| unit.name)),
        ServiceRecord::FAMILY => {
            named(lang, folded::<ServiceRecord>(thing).service().map(|service| service.name.clone()))
        }
        CategoryRecord::FAMILY => {
            let record: CategoryRecord = folded(thing);
            named(lang, record.category().map(|category| category.name(lang.tag()).to_owned()))
        }
        _ => t!(lang, "set-aside-settings"),
    }
}

fn named(lang: &Lang, name: Option<String>) -> String {
    name.unwrap_or_else(|| t!(lang, "set-aside-organisation"))
}

/// The thing as it would be if everything counted.
fn folded<A: Aggregate>(thing: &SetAside) -> A {
    fold_all(thing.aggregate, &thing.history)
}

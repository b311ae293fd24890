//! Taking in a report.

use hadir_oplog::AggregateId;
use hadir_org::{CategoryCode, Organisation, ServiceId, UnitCode};
use jiff::Timestamp;

use super::ReadReport;
use super::classify::circle_unit;
use crate::due::Desk;
use crate::events::{CaseEvent, Photo, Received, ReceivedWords};
use crate::kinds::{Channel, Procedure, ReportKind, Sensitivity, Visibility};
use crate::number::CaseNumber;
use crate::state::Case;

/// Fewest characters of a report that can be understood.
pub const TEXT_CHARS_MIN: usize = 10;
/// Most characters of a report.
pub const TEXT_CHARS_MAX: usize = 20_000;

/// A report as it was checked by the door it came through.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What it asks for; a complaint where nobody said.
    pub kind: Option<ReportKind>,
    /// The way it came.
    pub channel: Option<Channel>,
    /// What it says.
    pub text: String,
    /// A title that someone wrote; otherwise one is made from the text.
    pub title: Option<String>,
    /// The category, if it is known.
    pub category: Option<CategoryCode>,
    /// The region code of the place.
    pub place: Option<String>,
    /// Where exactly, in words.
    pub spot: Option<String>,
    /// Where exactly, in degrees.
    pub position: Option<(f64, f64)>,
    /// The reporter's name.
    pub name: Option<String>,
    /// The form of address the reporter chose.
    pub sapa: Option<String>,
    /// Where to send news.
    pub contact: Option<String>,
    /// Who may see it.
    pub visibility: Option<Visibility>,
    /// Photos, already stored.
    pub photos: Vec<Photo>,
    /// The unit, if whoever took it in knows it.
    pub unit: Option<UnitCode>,
    /// The service asked for.
    pub service: Option<ServiceId>,
    /// Why it is kept in a closed circle, if whoever took it in knows.
    pub sensitivity: Option<Sensitivity>,
    /// The case whose matter it is too, as the reporter says.
    pub joins: Option<AggregateId>,
}

/// What is given to a report when it is taken in.
pub struct Given {
    /// Its public number.
    pub number: CaseNumber,
    /// The keyed hash of its secret code.
    pub code: [u8; 16],
}

/// Takes a report in. A case that exists already stays as it is: the report was sent again.
pub fn receive(
    case: &Case,
    read: &ReadReport,
    given: impl FnOnce() -> Given,
    org: &Organisation,
    at: Timestamp,
) -> Vec<CaseEvent> {
    if case.received.is_some() {
        return Vec::new();
    }
    let ReadReport { report, title, danger, sensitivity } = read;
    let kind = report.kind.unwrap_or(ReportKind::Complaint);
    let unit = first_unit(report, *sensitivity, org);
    let desk = Desk::of(org, &unit);
    let service = report.service.as_ref().and_then(|id| org.service(id));
    let given = given();
    let facts = Received {
        kind,
        channel: report.channel.unwrap_or(Channel::Web),
        category: report.category.as_ref().map(|code| code.as_str().to_owned()),
        place: report.place.clone(),
        unit: unit.as_str().to_owned(),
        visibility: report.visibility.unwrap_or(Visibility::Anonymous),
        at: at.as_millisecond(),
        sensitivity: *sensitivity,
        danger: *danger,
        number: given.number.to_string(),
        code: given.code,
        limits: desk.limits(Procedure::of(kind), service, at, &[]),
        month: desk.zone().date_at(at).strftime("%Y-%m").to_string(),
        service: report.service.as_ref().map(|id| id.as_str().to_owned()),
        joins: report.joins.map(|id| *id.as_bytes()),
    };
    let words = ReceivedWords {
        text: report.text.clone(),
        title: title.clone(),
        name: report.name.clone(),
        sapa: report.sapa.clone(),
        contact: report.contact.clone(),
        spot: report.spot.clone(),
        lat: report.position.map(|(lat, _)| lat),
        lon: report.position.map(|(_, lon)| lon),
        photos: report.photos.clone(),
    };
    vec![CaseEvent::Received(Box::new(facts), Some(Box::new(words)))]
}

/// The unit a report goes to first: for a closed circle the one that protects, else the one named, the usual one of
/// the category, the district of the place, and at last the one that sorts what nobody could place.
fn first_unit(report: &Report, sensitivity: Option<Sensitivity>, org: &Organisation) -> UnitCode {
    if let Some(sensitivity) = sensitivity {
        return circle_unit(sensitivity, org);
    }
    let named = report.unit.clone().filter(|code| org.unit(code).is_some_and(|unit| !unit.is_retired));
    let usual = || report.category.as_ref().and_then(|code| org.usual_unit(code)).map(|unit| unit.code.clone());
    named.or_else(usual).or_else(|| district_unit(report.place.as_deref()?, org)).unwrap_or_else(|| sorting_unit(org))
}

/// The district office whose region holds a place.
fn district_unit(place: &str, org: &Organisation) -> Option<UnitCode> {
    let holds = |region: &str| place == region || place.starts_with(&format!("{region}."));
    let units = org.units_by_name().into_iter().filter(|unit| unit.parent.is_some());
    units
        .filter(|unit| unit.region.as_deref().is_some_and(holds))
        .max_by_key(|unit| unit.region.as_ref().map_or(0, String::len))
        .map(|unit| unit.code.clone())
}

/// The unit that sorts what has no other place: the communications office, or the regency itself.
pub(super) fn sorting_unit(org: &Organisation) -> UnitCode {
    let communications = UnitCode::try_new("diskominfo").ok().filter(|code| org.unit(code).is_some());
    communications
        .or_else(|| org.tops().next().map(|unit| unit.code.clone()))
        .expect("a regency has at least the unit it was founded with")
}

//! What the pages of a unit's own things have in common, templates, checklists, macros and rules alike: who keeps them, whose are looked at, and
//! the way back to the list.

use axum::response::{IntoResponse, Redirect, Response};
use hadir_org::{Organisation, Problem, Right, UnitCode};
use hadir_store::{ActError, Aggregate};
use hadir_ui::components::{Choices, Filter, Select};
use hadir_ui::t;
use serde::Deserialize;

use super::seat::Seat;
use crate::commands::Asking;
use crate::kit::{Kit, commands};

/// What the address of a list carries: whose things are looked at, the reader's own unit's without it, and what was kept or
/// dropped a moment ago.
#[derive(Default, Deserialize)]
pub(super) struct Listed {
    #[serde(default)]
    pub unit: String,
    #[serde(default)]
    pub tersimpan: String,
    #[serde(default)]
    pub dihapus: String,
}

/// What a unit keeps; an empty kit where it keeps nothing yet.
pub(super) async fn kit_of(seat: &Seat, unit: &UnitCode) -> Result<Kit, Problem> {
    let id = Kit::id_of(unit);
    let found: Option<Kit> = seat.cases.platform().store().state(id).await?;
    Ok(found.unwrap_or_else(|| Aggregate::new(id)))
}

/// Whether the person keeps the things of a unit.
pub(super) fn manages(seat: &Seat, unit: &UnitCode, org: &Organisation) -> bool {
    let by = seat.staff.by();
    commands::may_keep(unit, &Asking { by: &by, org, now: seat.cases.now() })
}

/// The units that can be looked at, where they are more than one.
pub(super) fn filter(seat: &Seat, unit: &UnitCode, org: &Organisation) -> Option<Filter> {
    let mut seen = seat.staff.0.units_with(Right::ReadCases, org);
    seen.push(seat.staff.0.unit.clone());
    seen.sort_by_cached_key(|unit| org.unit_name(unit).to_owned());
    seen.dedup();
    let choices = seen.iter().fold(Choices::plain(), |all, unit| all.option(unit.as_str(), org.unit_name(unit)));
    let select = Select::new().choices(choices).chosen(unit.as_str());
    let filter = Filter::new(t!(seat.lang, "meja-filter-show"));
    (seen.len() > 1).then(|| filter.field("unit", &t!(seat.lang, "meja-filter-unit"), &select))
}

/// The list of a unit, which says what was done to one of its things: `tersimpan` or `dihapus`.
pub(super) fn back(list: &str, unit: &UnitCode, what: &str, id: impl std::fmt::Display) -> Response {
    Redirect::to(&format!("{list}?unit={unit}&{what}={id}")).into_response()
}

/// Separates what a form can explain from what it cannot.
pub(super) fn refused<R: PartialEq>(done: Result<(), ActError<R>>, not_allowed: &R) -> Result<Option<R>, Problem> {
    match done {
        Ok(()) => Ok(None),
        Err(ActError::Refused(refusal)) if refusal == *not_allowed => Err(Problem::forbidden()),
        Err(ActError::Refused(refusal)) => Ok(Some(refusal)),
        Err(ActError::Fault(fault)) => Err(fault.into()),
    }
}

//! Describing and withdrawing services.

use hadir_store::Event;

use super::{allowed, refuses_without_right};
use crate::access::{By, Right};
use crate::events::service::ServiceDescribed;
use crate::events::{Nothing, event, kind};
use crate::organisation::Organisation;
use crate::service::Service;
use crate::state::ServiceRecord;

/// Why a service stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ServiceRefusal {
    /// The asker may not change services of this unit.
    #[error("the asker may not change services of this unit")]
    NotAllowed,
    /// It has no name.
    #[error("it has no name")]
    Name,
    /// The unit that should provide it is not known.
    #[error("the unit that should provide it is not known")]
    UnknownUnit,
}

refuses_without_right!(ServiceRefusal);

/// Describes a service, new or known.
pub fn describe(
    record: &ServiceRecord,
    wish: &Service,
    by: &By,
    org: &Organisation,
) -> Result<Option<Event>, ServiceRefusal> {
    if org.unit(&wish.unit).is_none() {
        return Err(ServiceRefusal::UnknownUnit);
    }
    for unit in record.service().map(|known| &known.unit).into_iter().chain([&wish.unit]) {
        allowed(by, Right::ManageUnits, unit, org)?;
    }
    if wish.name.trim().is_empty() {
        return Err(ServiceRefusal::Name);
    }
    let is_same = record.service() == Some(wish);
    Ok((!is_same).then(|| event(kind::SERVICE_DESCRIBED, &ServiceDescribed::from(wish))))
}

/// Withdraws a service from the catalogue.
pub fn withdraw(record: &ServiceRecord, by: &By, org: &Organisation) -> Result<Option<Event>, ServiceRefusal> {
    let Some(service) = record.service() else { return Ok(None) };
    allowed(by, Right::ManageUnits, &service.unit, org)?;
    Ok(Some(event(kind::SERVICE_WITHDRAWN, &Nothing {})))
}

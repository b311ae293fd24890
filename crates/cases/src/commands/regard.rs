//! Setting right what a report asks for: the citizen chose the nearest of five words, the law knows more procedures.

use hadir_org::{Organisation, Right, Service, ServiceId};
use jiff::Timestamp;

use super::citizen::limits_as;
use super::{Asking, Decided, Refusal};
use crate::events::{CaseEvent, Limits, Regarded};
use crate::kinds::Procedure;
use crate::state::Case;

/// Regards an open report as another procedure, perhaps as asking for a service. What its limit is then counts from where
/// it counted before, with the same times of waiting.
pub fn regard(case: &Case, procedure: Procedure, service: Option<&ServiceId>, asking: &Asking<'_>) -> Decided {
    asking.needs(Right::Assign, case)?;
    if !case.status.is_open() {
        return Err(Refusal::Closed);
    }
    let service = service.filter(|_| procedure == Procedure::Service);
    if service.is_some_and(|id| asking.org.service(id).is_none()) {
        return Err(Refusal::UnknownService);
    }
    let service = service.map(|id| id.as_str().to_owned());
    if case.procedure() == procedure && case.service == service {
        return Ok(Vec::new());
    }
    let limits = limits_regarded(case, procedure, service.as_deref(), asking.org, asking.now)?;
    let regarded = Regarded::new(asking.at(), procedure, service, limits);
    Ok(vec![CaseEvent::Regarded(Box::new(regarded))])
}

/// The limits that a case would have as another procedure, to be shown before anybody decides.
pub fn limits_regarded(
    case: &Case,
    procedure: Procedure,
    service: Option<&str>,
    org: &Organisation,
    now: Timestamp,
) -> Result<Limits, Refusal> {
    let service: Option<&Service> = service.and_then(|id| org.service(&ServiceId::try_new(id).ok()?));
    limits_as(case, procedure, service, org, now)
}

#[cfg(test)]
mod tests;

//! Refusals where no form stands ready to show them: what is unknown is not found, everything else is not allowed.

use crate::commands::category::CategoryRefusal;
use crate::commands::service::ServiceRefusal;
use crate::commands::settings::SettingsRefusal;
use crate::commands::staff::StaffRefusal;
use crate::commands::unit::UnitRefusal;
use crate::web::Problem;

impl From<UnitRefusal> for Problem {
    fn from(refusal: UnitRefusal) -> Self {
        if refusal == UnitRefusal::Unknown { Self::not_found() } else { Self::forbidden() }
    }
}

impl From<CategoryRefusal> for Problem {
    fn from(_: CategoryRefusal) -> Self {
        Self::forbidden()
    }
}

impl From<ServiceRefusal> for Problem {
    fn from(_: ServiceRefusal) -> Self {
        Self::forbidden()
    }
}

impl From<StaffRefusal> for Problem {
    fn from(refusal: StaffRefusal) -> Self {
        match refusal {
            StaffRefusal::Unknown => Self::not_found(),
            StaffRefusal::InspectorsOnly => Self::new(axum::http::StatusCode::FORBIDDEN, "problem-inspectors-only"),
            _ => Self::forbidden(),
        }
    }
}

impl From<SettingsRefusal> for Problem {
    fn from(_: SettingsRefusal) -> Self {
        Self::forbidden()
    }
}

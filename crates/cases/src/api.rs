//! The programming interface: `/api/v1/…` in JSON, errors as RFC 9457 problem details, described by `/api/openapi.json`.

mod desk;
mod intake;
mod openapi;
mod problem;
mod view;

use hadir_org::{Access, Routes};

pub(crate) use view::own;

use crate::Cases;

/// Every route of the interface.
pub(crate) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform())
        .get("/api/openapi.json", Access::Public, openapi::show)
        .post("/api/v1/cases", Access::Public, intake::file_case)
        .get("/api/v1/cases/{number}", Access::Public, view::show_public)
        .get("/api/v1/my/{code}", Access::Reporter, view::show_own)
        .merge(desk::routes(cases))
}

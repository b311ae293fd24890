//! `/keluar` and `/keluar/semua`: signing out here, or everywhere.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::{cookies, go_on};
use crate::commands::staff;
use crate::ids;
use crate::platform::Platform;
use crate::sign_in::session;
use crate::state::StaffRecord;
use crate::web::{Problem, Staff};

/// Where one lands after signing out.
const AFTERWARDS: &str = "/masuk";

/// `POST /keluar`.
pub(super) async fn sign_out(State(platform): State<Platform>, headers: HeaderMap) -> Result<Response, Problem> {
    let cookies = cookies(&platform);
    if let Some(secret) = cookies.session(&headers) {
        session::end(platform.store(), &secret).await?;
    }
    Ok(go_on(AFTERWARDS, cookies.forget_session()))
}

/// `POST /keluar/semua`: on every device, and on every node as soon as it hears of it.
pub(super) async fn sign_out_everywhere(State(platform): State<Platform>, staff: Staff) -> Result<Response, Problem> {
    let (by, org, id) = (staff.by(), platform.org(), staff.0.id);
    let asker = by.clone();
    platform
        .directory()
        .change(ids::of_staff(id), &by, move |record: &StaffRecord, act| {
            let event = staff::sign_out_everywhere(record, &asker, &org, act.now)?;
            act.record(event);
            Ok::<_, staff::StaffRefusal>(())
        })
        .await?;
    session::end_all(platform.store(), id).await?;
    Ok(go_on(AFTERWARDS, cookies(&platform).forget_session()))
}

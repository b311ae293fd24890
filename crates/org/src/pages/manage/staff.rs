//! `/kelola/staf`: who works here, with which roles; one-time links, signing out, suspending.

mod acts;
mod edit;
mod form;
mod list;

use hadir_oplog::ActorId;
use hadir_store::ActError;
use hadir_ui::components::Mistakes;
use hadir_ui::lang::Lang;
use hadir_ui::t;

use crate::access::Right;
use crate::commands::staff::{GRANTS_MAX, NAME_LENGTH_MAX, StaffRefusal, may_manage};
use crate::platform::Platform;
use crate::staff::Officer;
use crate::web::{Access, Problem, Routes, Staff};

const HERE: &str = "/kelola/staf";
const ACCESS: Access = Access::Needs(Right::ManageStaff);

pub(super) fn routes(platform: &Platform) -> Routes<Platform> {
    Routes::new(platform)
        .get("/kelola/staf", ACCESS, list::list_staff)
        .get("/kelola/staf/baru", ACCESS, edit::show_new_officer)
        .post("/kelola/staf/baru", ACCESS, edit::add_officer)
        .get("/kelola/staf/{id}", ACCESS, edit::show_officer)
        .post("/kelola/staf/{id}", ACCESS, edit::change_officer)
        .post("/kelola/staf/{id}/tautan", ACCESS, acts::make_link)
        .post("/kelola/staf/{id}/keluar", ACCESS, acts::sign_out)
        .post("/kelola/staf/{id}/tangguhkan", ACCESS, acts::suspend)
        .post("/kelola/staf/{id}/pulihkan", ACCESS, acts::restore)
}

/// Someone one may change.
fn find(platform: &Platform, staff: &Staff, id: &str) -> Result<Officer, Problem> {
    let id: ActorId = id.parse().map_err(|_| Problem::not_found())?;
    let org = platform.org();
    let officer = org.staff(id).ok_or_else(Problem::not_found)?;
    may_manage(officer, &staff.by(), &org)?;
    Ok((**officer).clone())
}

/// A refusal as words at the field concerned.
fn mistake(lang: &Lang, error: ActError<StaffRefusal>) -> Result<Mistakes, Problem> {
    let refusal = match error {
        ActError::Fault(fault) => return Err(fault.into()),
        ActError::Refused(refusal) => refusal,
    };
    Ok(match refusal {
        StaffRefusal::NotAllowed => Mistakes::one("role-1", t!(lang, "staff-not-yours")),
        StaffRefusal::InspectorsOnly => Mistakes::one("role-1", t!(lang, "staff-inspectors-only")),
        StaffRefusal::Unknown => return Err(Problem::not_found()),
        StaffRefusal::Name => Mistakes::one("name", t!(lang, "staff-name-bad", most = NAME_LENGTH_MAX)),
        StaffRefusal::UsernameTaken => Mistakes::one("username", t!(lang, "staff-username-taken")),
        StaffRefusal::UnknownUnit => Mistakes::one("unit", t!(lang, "staff-unit-unknown")),
        StaffRefusal::TooManyRoles => Mistakes::one("role-1", t!(lang, "staff-too-many-roles", most = GRANTS_MAX)),
        StaffRefusal::LastAdministrator => Mistakes::one("role-1", t!(lang, "staff-last-administrator")),
        StaffRefusal::Oneself => Mistakes::one("name", t!(lang, "staff-oneself")),
    })
}

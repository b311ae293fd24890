//! `/kelola/aplikasi`: which programs of others work with reports, what they may do, and their tokens.

mod edit;
mod form;
mod list;
mod token;

use hadir_oplog::ActorId;
use hadir_store::{Act, ActError};
use hadir_ui::components::Mistakes;
use hadir_ui::lang::Lang;
use hadir_ui::t;
use jiff::civil::Date;

use crate::access::{By, Right};
use crate::commands::program::{NAME_LENGTH_MAX, ProgramRefusal, may_manage};
use crate::ids;
use crate::organisation::Organisation;
use crate::platform::Platform;
use crate::program::Program;
use crate::state::ProgramRecord;
use crate::web::{Access, Problem, Routes, Staff};

const HERE: &str = "/kelola/aplikasi";
const ACCESS: Access = Access::Needs(Right::ManageStaff);

pub(super) fn routes(platform: &Platform) -> Routes<Platform> {
    Routes::new(platform)
        .get("/kelola/aplikasi", ACCESS, list::list_programs)
        .get("/kelola/aplikasi/baru", ACCESS, edit::show_new_program)
        .post("/kelola/aplikasi/baru", ACCESS, edit::add_program)
        .get("/kelola/aplikasi/{program}", ACCESS, edit::show_program)
        .post("/kelola/aplikasi/{program}", ACCESS, edit::change_program)
        .post("/kelola/aplikasi/{program}/token", ACCESS, token::make_token)
        .post("/kelola/aplikasi/{program}/hentikan", ACCESS, token::stop)
}

/// A program one may change.
fn find(platform: &Platform, staff: &Staff, id: &str) -> Result<Program, Problem> {
    let id: ActorId = id.parse().map_err(|_| Problem::not_found())?;
    let org = platform.org();
    let program = org.program(id).ok_or_else(Problem::not_found)?;
    may_manage(program, &staff.by(), &org).map_err(|_| Problem::forbidden())?;
    Ok((**program).clone())
}

/// Today on the regency's clock.
fn today(platform: &Platform) -> Date {
    platform.org().regency().zone.date_at(platform.store().clock().now())
}

/// Lets a command decide on a program.
async fn change<T: Send + 'static>(
    platform: &Platform,
    staff: &Staff,
    id: ActorId,
    decide: impl Fn(&ProgramRecord, &mut Act<'_>, &By, &Organisation) -> Result<T, ProgramRefusal> + Send + 'static,
) -> Result<T, ActError<ProgramRefusal>> {
    let (org, by) = (platform.org(), staff.by());
    let asker = by.clone();
    let decide = move |known: &ProgramRecord, act: &mut Act<'_>| decide(known, act, &asker, &org);
    platform.directory().change(ids::of_program(id), &by, decide).await
}

/// A refusal as words at the field concerned.
fn mistake(lang: &Lang, error: ActError<ProgramRefusal>) -> Result<Mistakes, Problem> {
    let refusal = match error {
        ActError::Fault(fault) => return Err(fault.into()),
        ActError::Refused(refusal) => refusal,
    };
    Ok(match refusal {
        ProgramRefusal::Unknown => return Err(Problem::not_found()),
        ProgramRefusal::NotAllowed => Mistakes::one("unit", t!(lang, "program-not-yours")),
        ProgramRefusal::Name => Mistakes::one("name", t!(lang, "program-name-bad", most = NAME_LENGTH_MAX)),
        ProgramRefusal::UnknownUnit => Mistakes::one("unit", t!(lang, "program-unit-unknown")),
        ProgramRefusal::Rights => Mistakes::one("rights", t!(lang, "program-rights-bad")),
        ProgramRefusal::LastDay => Mistakes::one("through", t!(lang, "program-through-bad")),
    })
}

//! `/kelola/aplikasi/baru` and `/kelola/aplikasi/{program}`: letting a program in, and changing what it may do.

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use hadir_oplog::ActorId;
use hadir_ui::components::{Button, Mistakes};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::t;
use maud::{Markup, html};

use super::form::{form, posted_of, read};
use super::list::{called, state};
use super::{HERE, change, find, mistake, today};
use crate::commands::{program, record};
use crate::ids;
use crate::pages::form::Posted;
use crate::pages::manage::history::history;
use crate::pages::manage::{After, Room, saved};
use crate::platform::Platform;
use crate::program::Program;
use crate::web::{Problem, Reader, Staff};

/// `GET /kelola/aplikasi/baru`. A year is offered, which somebody then looks at again.
pub(super) async fn show_new_program(State(platform): State<Platform>, staff: Staff, Reader { lang }: Reader) -> Html {
    let through = today(&platform).saturating_add(jiff::Span::new().years(1));
    let posted = Posted::default()
        .with("unit", staff.0.unit.as_str())
        .with("through", through.to_string())
        .with("rights", "read-cases");
    new_page(&platform, &staff, &lang, &posted, &Mistakes::default())
}

/// `POST /kelola/aplikasi/baru`.
pub(super) async fn add_program(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    posted: Posted,
) -> Result<Response, Problem> {
    let id = ActorId::from_bytes(platform.store().chance().bytes());
    let mistakes = match describe(&platform, &staff, &lang, id, &posted).await? {
        None => return Ok(Redirect::to(&format!("{HERE}/{id}?tersimpan=1")).into_response()),
        Some(mistakes) => mistakes,
    };
    Ok(new_page(&platform, &staff, &lang, &posted, &mistakes).into_response())
}

/// `GET /kelola/aplikasi/{program}`.
pub(super) async fn show_program(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    Path(id): Path<String>,
    Query(after): Query<After>,
) -> Result<Html, Problem> {
    let program = find(&platform, &staff, &id)?;
    let posted = posted_of(&program);
    page(&platform, &staff, &lang, &program, &posted, &Mistakes::default(), after.is_saved()).await
}

/// `POST /kelola/aplikasi/{program}`.
pub(super) async fn change_program(
    State(platform): State<Platform>,
    staff: Staff,
    Reader { lang }: Reader,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let program = find(&platform, &staff, &id)?;
    let mistakes = match describe(&platform, &staff, &lang, program.id, &posted).await? {
        None => return Ok(Redirect::to(&format!("{HERE}/{}?tersimpan=1", program.id)).into_response()),
        Some(mistakes) => mistakes,
    };
    Ok(page(&platform, &staff, &lang, &program, &posted, &mistakes, false).await?.into_response())
}

/// Describes a program as posted; gives what stands in the way.
async fn describe(
    platform: &Platform,
    staff: &Staff,
    lang: &Lang,
    id: ActorId,
    posted: &Posted,
) -> Result<Option<Mistakes>, Problem> {
    let mut mistakes = Mistakes::default();
    let Some(wish) = read(lang, posted, &mut mistakes) else { return Ok(Some(mistakes)) };
    let today = today(platform);
    let done = change(platform, staff, id, move |known, act, by, org| {
        record(act, program::describe(known, &wish, by, org, today))
    });
    done.await.map_or_else(|error| mistake(lang, error).map(Some), |_| Ok(None))
}

fn new_page(platform: &Platform, staff: &Staff, lang: &Lang, posted: &Posted, mistakes: &Mistakes) -> Html {
    let room = Room { platform, staff, lang, path: HERE };
    let content = form(&room, posted, mistakes, "/kelola/aplikasi/baru");
    room.form_page(&t!(lang, "programs-add"), mistakes, content)
}

/// The page of a program.
pub(super) async fn page(
    platform: &Platform,
    staff: &Staff,
    lang: &Lang,
    program: &Program,
    posted: &Posted,
    mistakes: &Mistakes,
    is_saved: bool,
) -> Result<Html, Problem> {
    let (org, room) = (platform.org(), Room { platform, staff, lang, path: HERE });
    let zone = org.zone(&program.unit);
    let history = history(platform.store(), &org, lang, zone, ids::of_program(program.id), |_| true).await?;
    let content = html! {
        (saved(lang, is_saved))
        section.stack {
            h2 { (t!(lang, "program-token")) }
            p { (state(lang, program, today(platform))) }
            @if program.token.is_none() {
                (act(program, "token", t!(lang, "program-token-make"), t!(lang, "program-token-about")))
            } @else {
                (act(program, "token", t!(lang, "program-token-renew"), t!(lang, "program-token-renew-about")))
                (act(program, "hentikan", t!(lang, "program-stop"), t!(lang, "program-stop-about")))
            }
        }
        (form(&room, posted, mistakes, &format!("{HERE}/{}", program.id)))
        (history)
    };
    Ok(room.form_page(&called(lang, program), mistakes, content))
}

fn act(program: &Program, path: &str, label: String, about: String) -> Markup {
    html! {
        form.stack method="post" action={ (HERE) "/" (program.id) "/" (path) } {
            p { (about) }
            (Button::submit(label).quiet())
        }
    }
}

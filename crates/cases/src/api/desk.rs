//! What programs of others do at the desk, each in its own name and within the rights of its token.
//!
//! An act is the command that a page of the desk sends as well, so that nothing can be done here that could not be done
//! there, and a case out of the token's sight looks exactly like one that does not exist.

mod act;
mod assignments;
mod body;
mod case;
mod deeds;
mod files;
mod key;
mod links;
mod list;
mod messages;
mod refused;
mod transitions;
mod undo;

use axum::response::{IntoResponse, Response};
use hadir_org::{Access, Problem, Right, Routes};
use hadir_store::Fault;
use hadir_ui::t;

use super::problem::{Bearer, shared};
use crate::Cases;
use crate::pages::desk::seat::{OpenCase, Seat};

pub(super) use assignments::__path_assign;
pub(super) use case::__path_show;
pub(super) use files::{__path_file, __path_photo};
pub(super) use links::__path_link;
pub(super) use list::{__path_list, ListStatus};
pub(super) use messages::__path_say;
pub(super) use transitions::__path_change;
pub(super) use undo::__path_undo;

/// Whoever does anything with cases reads them; which right an act needs besides, its command knows.
const READS: Access = Access::Program(Right::ReadCases);

/// Every route of the desk for programs.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform())
        .get("/api/v1/desk/cases", READS, list::list)
        .get("/api/v1/desk/cases/{number}", READS, case::show)
        .get("/api/v1/desk/cases/{number}/photos/{place}", READS, files::photo)
        .get("/api/v1/desk/cases/{number}/files/{op}/{n}", READS, files::file)
        .post("/api/v1/desk/cases/{number}/messages", READS, messages::say)
        .post("/api/v1/desk/cases/{number}/transitions", READS, transitions::change)
        .post("/api/v1/desk/cases/{number}/assignments", READS, assignments::assign)
        .post("/api/v1/desk/cases/{number}/links", READS, links::link)
        .post("/api/v1/desk/cases/{number}/undo", READS, undo::undo)
}

/// Why there is nothing else to answer.
struct No(Box<Response>);

impl IntoResponse for No {
    fn into_response(self) -> Response {
        *self.0
    }
}

impl From<Response> for No {
    fn from(answer: Response) -> Self {
        Self(Box::new(answer))
    }
}

impl From<Problem> for No {
    fn from(problem: Problem) -> Self {
        problem.into_response().into()
    }
}

impl From<Fault> for No {
    fn from(fault: Fault) -> Self {
        Problem::from(fault).into()
    }
}

/// Opens the case of an address; where it can mean several, they are named.
async fn open(seat: &Seat, address: &str) -> Result<OpenCase, No> {
    let mut seen = seat.seen(address).await?;
    match (seen.pop(), seen.is_empty()) {
        (None, _) => Err(Problem::not_found().into()),
        (Some(open), true) => Ok(open),
        (Some(last), false) => {
            seen.push(last);
            let listed = seen.iter().map(|open| Bearer {
                url: case_url(&open.exact()),
                title: Some(open.case.title().to_owned()),
                ..Bearer::of(&open.case, &open.org, open.now)
            });
            let title = t!(seat.lang, "number-shared", count = seen.len(), number = address);
            Err(shared(title, t!(seat.lang, "api-number-shared"), listed.collect()).into())
        }
    }
}

/// Where a case is read.
fn case_url(address: &str) -> String {
    format!("/api/v1/desk/cases/{address}")
}

//! The rows of the two registers that the law on public information asks for: of requests, and of objections. What is in a
//! closed circle stands in neither.

use hadir_store::Type::{Bool, Bytes, Int, Text};
use hadir_store::params;
use hadir_store::table::{Form, Rows, Table, column, optional};

use super::{excerpt_of, place_in_time};
use crate::kinds::Ending;
use crate::state::Case;

/// The register of requests for public information, in the order of receipt.
pub static CASE_REQUESTS: Table = Table {
    name: "case_requests",
    version: 1,
    columns: &[
        column("entry", Int),
        column("id", Bytes),
        column("number", Text),
        column("unit", Text),
        optional("name", Text),
        optional("contact", Text),
        column("asked", Text),
        column("received_at", Int),
        column("due_at", Int),
        column("is_extended", Bool),
        column("is_open", Bool),
        optional("ending", Text),
        optional("ground", Text),
        // When the office answered or ended it, in milliseconds since 1970, UTC.
        optional("answered_at", Int),
    ],
    key: 1,
    indexes: &[
        "case_requests_of_unit on case_requests (unit, entry)",
        "case_requests_open on case_requests (unit, entry) where is_open",
        "case_requests_open_anywhere on case_requests (entry) where is_open",
    ],
    form: Form::Plain,
};

/// The register of objections, in the order in which they were made.
pub static CASE_OBJECTIONS: Table = Table {
    name: "case_objections",
    version: 1,
    columns: &[
        column("entry", Int),
        column("op", Bytes),
        column("id", Bytes),
        column("number", Text),
        column("request", Text),
        column("unit", Text),
        column("superior", Text),
        optional("name", Text),
        optional("contact", Text),
        column("made_at", Int),
        optional("ground", Text),
        optional("due_at", Int),
        column("is_open", Bool),
        optional("outcome", Text),
        optional("decided_at", Int),
    ],
    key: 2,
    indexes: &[
        "case_objections_of_unit on case_objections (unit, entry)",
        "case_objections_open on case_objections (unit, entry) where is_open",
        "case_objections_open_anywhere on case_objections (entry) where is_open",
    ],
    form: Form::Plain,
};

/// Characters of a request that its register shows.
const ASKED_CHARS: usize = 500;

/// Writes the rows of a request and of the objections to it. One that is regarded as something else meanwhile keeps those
/// of its objections.
pub(super) fn rows(case: &Case, into: &mut Rows) {
    let Some(received) = case.received.as_ref().filter(|_| case.sensitivity.is_none()) else { return };
    let words = case.words.as_ref();
    let (name, contact) = (words.and_then(|words| words.name.clone()), words.and_then(|words| words.contact.clone()));
    let entry = |at| place_in_time(&case.id, &received.number, at);
    if case.is_information_request() {
        let asked = excerpt_of(words.map_or("", |words| words.text.as_str()), ASKED_CHARS);
        into.add(
            &CASE_REQUESTS,
            params![
                entry(received.at),
                case.id.as_bytes(),
                received.number.as_str(),
                case.unit.as_str(),
                name.clone(),
                contact.clone(),
                asked,
                received.at,
                case.due_at().unwrap_or(received.at),
                case.is_extended(),
                case.status.is_open(),
                case.ending.map(Ending::as_str),
                case.refused_on.map(|ground| ground.as_str()),
                case.answered_at(),
            ],
        );
    }
    let is_withdrawn = case.ending == Some(Ending::Withdrawn);
    for objection in case.objections() {
        let Some(op) = objection.op else { continue };
        into.add(
            &CASE_OBJECTIONS,
            params![
                entry(objection.at),
                op.as_bytes().to_vec(),
                case.id.as_bytes(),
                objection.number(&received.number),
                received.number.as_str(),
                case.unit.as_str(),
                objection.unit.as_str(),
                name.clone(),
                contact.clone(),
                objection.at,
                objection.ground.map(|ground| ground.as_str()),
                objection.due.as_ref().map(|due| due.due_at),
                objection.ruling.is_none() && !is_withdrawn,
                objection.ruling.as_ref().and_then(|ruling| ruling.outcome).map(|outcome| outcome.as_str()),
                objection.ruling.as_ref().map(|ruling| ruling.at),
            ],
        );
    }
}

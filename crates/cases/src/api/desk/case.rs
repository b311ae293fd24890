//! `GET /api/v1/desk/cases/{number}`: a case as the desk reads it, within the rights of a token.

use axum::Json;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use hadir_oplog::ActorId;
use hadir_org::{Organisation, Right};
use serde::Serialize;
use utoipa::ToSchema;

use super::deeds::What;
use super::{No, case_url, open};
use crate::api::view::{Facts, File, Instant, facts, files, instant};
use crate::events::CaseEvent;
use crate::kinds::{Channel, Sensitivity, Visibility};
use crate::pages::desk::seat::{OpenCase, Seat};
use crate::pages::wording::reason;
use crate::state::Moment;

/// A case as the desk reads it.
#[derive(Serialize, ToSchema)]
pub(super) struct DeskCase {
    #[serde(flatten)]
    facts: Facts,
    /// Where exactly this case is read, should another bear the number as well.
    url: String,
    channel: Option<Channel>,
    /// Who handles it.
    officer: Option<Officer>,
    title: String,
    /// The report; nothing once it was erased.
    text: Option<String>,
    name: Option<String>,
    /// How the reporter is addressed.
    form_of_address: Option<String>,
    /// How the reporter is reached; only for tokens with `see-contact`.
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<String>,
    visibility: Option<Visibility>,
    /// Why it is kept in a closed circle.
    circle: Option<Sensitivity>,
    /// Where exactly, in words.
    spot: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    /// Where its photos are, in the order they came.
    photos: Vec<String>,
    /// The title under which everyone may see it, if they may.
    public_title: Option<String>,
    /// Since when the reporter waits for words of the office about what they wrote.
    unread_since: Option<Instant>,
    /// The rule by which the limit counts, as a sentence.
    basis: String,
    /// Everything that happened, oldest first.
    events: Vec<Event>,
}

/// A member of staff, or a program.
#[derive(Serialize, ToSchema)]
pub(super) struct Officer {
    id: String,
    /// Nothing where the office's node does not know them.
    name: Option<String>,
}

/// Something that happened to a case.
#[derive(Serialize, ToSchema)]
pub(super) struct Event {
    /// Its operation in the log.
    id: String,
    at: Instant,
    what: What,
    /// Who did it, if it was a member of staff or a program.
    by: Option<Officer>,
    /// What was done, in words.
    deed: String,
    /// What was said with it.
    text: Option<String>,
    /// What an officer sent along.
    files: Vec<File>,
    /// Whether it was taken back since.
    is_undone: bool,
}

/// A case as the desk reads it, with everything that happened.
#[utoipa::path(get, path = "/api/v1/desk/cases/{number}", tag = "desk",
    responses((status = 200, description = "The case.", body = DeskCase)))]
pub(super) async fn show(seat: Seat, Path(number): Path<String>) -> Result<Response, No> {
    let open = open(&seat, &number).await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(view(&seat, &open))).into_response())
}

/// A case as it stands.
pub(super) fn view(seat: &Seat, open: &OpenCase) -> DeskCase {
    let (case, org) = (&open.case, &open.org);
    let (received, words) = (case.received.as_ref(), case.words.as_ref());
    let at = |at: i64| instant(org, Some(&case.unit), at);
    let text = |text: Option<&str>| text.map(str::to_owned);
    let url = case_url(&open.exact());
    let files = format!("{url}/files");
    DeskCase {
        facts: facts(case, org, open.now),
        channel: received.map(|received| received.channel),
        officer: case.staff.map(|id| officer(org, id)),
        title: case.title().to_owned(),
        text: words.map(|words| words.text.clone()),
        name: words.and_then(|words| words.name.clone()),
        form_of_address: words.and_then(|words| words.sapa.clone()),
        contact: words.and_then(|words| words.contact.clone()).filter(|_| open.may(Right::SeeContact)),
        visibility: received.map(|_| case.visibility()),
        circle: case.sensitivity,
        spot: text(words.and_then(|words| words.spot.as_deref())),
        lat: words.and_then(|words| words.lat),
        lon: words.and_then(|words| words.lon),
        photos: (1..=case.photos().len()).map(|place| format!("{url}/photos/{place}")).collect(),
        public_title: case.public_title(),
        unread_since: case.unread_since().map(at),
        basis: reason(&seat.lang, case, org),
        events: case.thread.iter().map(|moment| event(seat, open, &files, moment)).collect(),
        url,
    }
}

pub(super) fn officer(org: &Organisation, id: ActorId) -> Officer {
    Officer { id: id.to_string(), name: org.actor_name(id).map(str::to_owned) }
}

fn event(seat: &Seat, open: &OpenCase, base: &str, moment: &Moment) -> Event {
    let words = match &moment.event {
        CaseEvent::Received(_, words) => words.as_ref().map(|words| words.text.as_str()),
        event => event.words().map(|words| words.text.as_str()),
    };
    Event {
        id: moment.id.to_string(),
        at: instant(&open.org, Some(&open.case.unit), moment.at),
        what: What::of(&moment.event),
        by: moment.actor.map(|id| officer(&open.org, id)),
        deed: open.deed(&seat.lang, &moment.event),
        text: words.filter(|text| !text.is_empty()).map(str::to_owned),
        files: files(base, moment, moment.event.words()),
        is_undone: moment.is_undone,
    }
}

//! `GET /api/v1/desk/cases`: cases within reach of a token, a page at a time.

use axum::Json;
use axum::extract::{FromRequestParts, Query};
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use hadir_oplog::ActorId;
use hadir_org::{Organisation, Reader, Right, UnitCode};
use hadir_store::{Fault, Pool};
use hadir_ui::t;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::case::{Officer, officer};
use super::{No, case_url};
use crate::Cases;
use crate::address::{Addresses, of_row};
use crate::api::problem::{FieldError, ProblemDetails, invalid};
use crate::api::view::{Instant, instant};
use crate::kinds::{Channel, ReportKind, Status};
use crate::pages::desk::seat::Seat;
use crate::queries::{self, Asked, DeskFilter, DeskPlace, Reach, Row, Sought, Standing, View};

/// Cases on a page where no other number is asked for.
const LIMIT: usize = 50;
/// Most cases on a page.
const LIMIT_MAX: usize = 200;
/// Longest search, in characters.
const WORDS_MAX: usize = 200;

/// Which cases are listed, and from where on.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Wish {
    /// How they stand; what is open where nothing is said.
    #[serde(default)]
    status: Option<ListStatus>,
    /// The code of a unit: cases of it and those below it.
    unit: Option<String>,
    /// Those whose limit ends before this instant, the passed ones too (RFC 3339); of cases that wait for their reporter no
    /// limit runs.
    #[param(format = DateTime)]
    due_before: Option<String>,
    /// Words to find; the newest matches come first.
    #[param(max_length = 200)]
    q: Option<String>,
    /// The `next` of the page before.
    after: Option<String>,
    /// Most cases on the page.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<usize>,
}

/// How cases stand that are listed.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::api) enum ListStatus {
    /// The office still owes something; the nearest limit first.
    Open,
    New,
    Verified,
    InProgress,
    /// The office waits for the reporter.
    Waiting,
    /// Open and past the limit.
    Overdue,
    /// Open, and nobody handles it.
    Unassigned,
    /// Answered, and not closed yet; the latest change first, as with all that is done.
    Answered,
    Closed,
    Ended,
    /// Answered, closed or ended.
    Done,
    /// Every case; the newest first.
    All,
}

/// A page of cases.
#[derive(Serialize, ToSchema)]
pub(super) struct CasePage {
    cases: Vec<ListedCase>,
    /// What `after` takes for the next page; nothing on the last one. A page may hold fewer cases than its limit, even none,
    /// while there is a next one.
    next: Option<String>,
}

/// A case in a list.
#[derive(Serialize, ToSchema)]
struct ListedCase {
    number: String,
    /// Where it is read.
    url: String,
    kind: Option<ReportKind>,
    channel: Option<Channel>,
    category: Option<String>,
    place: Option<String>,
    unit: String,
    officer: Option<Officer>,
    status: Option<Status>,
    /// Whether its words speak of danger to life.
    is_danger: bool,
    title: String,
    received_at: Instant,
    due: Instant,
    is_overdue: bool,
    /// Since when the office waits for the reporter.
    waiting_since: Option<Instant>,
    closes_at: Option<Instant>,
    /// When anything happened last.
    changed_at: Instant,
    /// Since when the reporter waits for words of the office about what they wrote.
    unread_since: Option<Instant>,
}

impl FromRequestParts<Cases> for Wish {
    type Rejection = No;

    async fn from_request_parts(parts: &mut Parts, cases: &Cases) -> Result<Self, No> {
        let wish = Query::<Self>::from_request_parts(parts, cases).await;
        match wish {
            Ok(Query(wish)) => Ok(wish),
            Err(rejection) => {
                let Ok(Reader { lang }) = Reader::from_request_parts(parts, cases).await;
                Err(invalid(&lang, vec![FieldError::in_query("", rejection.body_text())]).into())
            }
        }
    }
}

/// Where a page begins.
#[derive(Clone, Copy)]
enum Place {
    /// In a list of the desk.
    Listed(DeskPlace),
    /// In a search.
    Found(i64),
}

impl Place {
    fn read(text: &str) -> Option<Self> {
        match text.split_once('.') {
            Some((order, place)) => {
                Some(Self::Listed(DeskPlace { order: order.parse().ok()?, place: place.parse().ok()? }))
            }
            None => text.parse().ok().map(Self::Found),
        }
    }

    fn write(self) -> String {
        match self {
            Self::Listed(DeskPlace { order, place }) => format!("{order}.{place}"),
            Self::Found(place) => place.to_string(),
        }
    }
}

/// What is listed, once it was understood.
struct Understood {
    reach: Reach,
    filter: DeskFilter,
    after: Option<Place>,
    limit: usize,
}

/// Cases within reach of the token, a page at a time.
///
/// What is in a closed circle is in no list.
#[utoipa::path(get, path = "/api/v1/desk/cases", tag = "desk", params(Wish),
    responses(
        (status = 200, description = "A page of cases.", body = CasePage),
        (status = 422, description = "A parameter has to be mended; `errors` names each with a sentence.", body = ProblemDetails, content_type = "application/problem+json"),
    ))]
pub(super) async fn list(seat: Seat, wish: Wish) -> Result<Response, No> {
    let Understood { reach, filter, after, limit } =
        wish.understood(&seat).map_err(|errors| No::from(invalid(&seat.lang, errors)))?;
    let (pool, now) = (seat.cases.platform().store().reads(), seat.cases.now());
    let words = wish.q.as_deref().map(str::trim).unwrap_or_default();
    let status = wish.status.unwrap_or(ListStatus::Open);
    let (rows, next) = if words.is_empty() && status != ListStatus::All {
        let asked = Asked { reach: &reach, staff: seat.staff.0.id, stands_in_for: &[], now };
        let after = after.and_then(|place| if let Place::Listed(place) = place { Some(place) } else { None });
        let (rows, next) = page(pool, status.view(), &asked, &filter, after, limit).await?;
        (rows, next.map(Place::Listed))
    } else {
        let sought = Sought { words, filter: &filter, reach: &reach, now };
        let after = after.and_then(|place| if let Place::Found(place) = place { Some(place) } else { None });
        let (rows, next) = queries::searched(pool, &sought, after, limit).await?;
        (rows, next.map(Place::Found))
    };
    let (org, addresses) = (seat.org(), seat.exact_addresses(rows.iter()).await?);
    let cases = rows.iter().map(|row| listed(row, &org, &addresses, now)).collect();
    let page = CasePage { cases, next: next.map(Place::write) };
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(page)).into_response())
}

/// A page of a list of the desk, and where the next one begins.
async fn page(
    pool: &Pool,
    view: View,
    asked: &Asked<'_>,
    filter: &DeskFilter,
    after: Option<DeskPlace>,
    limit: usize,
) -> Result<(Vec<Row>, Option<DeskPlace>), Fault> {
    if !filter.is_empty() {
        let page = queries::filtered(pool, view, asked, filter, after, limit).await?;
        return Ok((page.rows, page.next));
    }
    let mut rows = queries::list(pool, view, asked, after, limit as i64 + 1).await?;
    let has_more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| has_more).map(|last| DeskPlace::of(last, view));
    Ok((rows, next))
}

impl ListStatus {
    /// The list of the desk that holds such cases in order.
    const fn view(self) -> View {
        match self {
            Self::Overdue => View::Overdue,
            Self::Waiting => View::Waiting,
            Self::Unassigned => View::Unassigned,
            Self::Answered | Self::Closed | Self::Ended | Self::Done => View::Done,
            Self::Open | Self::New | Self::Verified | Self::InProgress | Self::All => View::Inbox,
        }
    }

    /// How cases of the list stand, where the list holds others as well.
    const fn standing(self) -> Option<Standing> {
        match self {
            Self::New => Some(Standing::Is(Status::New)),
            Self::Verified => Some(Standing::Is(Status::Verified)),
            Self::InProgress => Some(Standing::Is(Status::InProgress)),
            Self::Answered => Some(Standing::Is(Status::Answered)),
            Self::Closed => Some(Standing::Is(Status::Closed)),
            Self::Ended => Some(Standing::Is(Status::Ended)),
            Self::Open | Self::Waiting | Self::Overdue | Self::Unassigned | Self::Done | Self::All => None,
        }
    }

    /// The same in a search, which looks at every case.
    const fn standing_among_all(self) -> Option<Standing> {
        match self {
            Self::Open | Self::Unassigned => Some(Standing::Open),
            Self::Waiting => Some(Standing::Is(Status::Waiting)),
            Self::Overdue => Some(Standing::Overdue),
            Self::Done => Some(Standing::Done),
            other => other.standing(),
        }
    }
}

impl Wish {
    /// What is asked for.
    ///
    /// # Errors
    /// Every parameter that has to be mended.
    fn understood(&self, seat: &Seat) -> Result<Understood, Vec<FieldError>> {
        let (lang, org) = (&seat.lang, seat.org());
        let mut errors = Vec::new();
        let reach = Reach::of(&seat.staff.0, Right::ReadCases, &org);
        let unit = said(&self.unit).map(|code| UnitCode::try_new(code).ok().filter(|unit| org.unit(unit).is_some()));
        let reach = match unit {
            None => reach,
            Some(Some(unit)) => reach.below(&unit, &org),
            Some(None) => {
                errors.push(FieldError::in_query("unit", t!(lang, "meja-refusal-unknown-unit")));
                reach
            }
        };
        let due_before = self.due_before.as_deref().map(str::parse::<Timestamp>).transpose();
        let due_before = due_before.unwrap_or_else(|_| {
            errors.push(FieldError::in_query("due_before", t!(lang, "api-bad-instant")));
            None
        });
        let words = self.q.as_deref().map(str::trim).unwrap_or_default();
        if words.chars().count() > WORDS_MAX {
            errors.push(FieldError::in_query("q", t!(lang, "api-bad-words", most = WORDS_MAX)));
        }
        let limit = self.limit.unwrap_or(LIMIT);
        if !(1..=LIMIT_MAX).contains(&limit) {
            errors.push(FieldError::in_query("limit", t!(lang, "api-bad-limit", most = LIMIT_MAX)));
        }
        let status = self.status.unwrap_or(ListStatus::Open);
        let searches = !words.is_empty() || status == ListStatus::All;
        let after = said(&self.after).map(Place::read);
        if after.is_some_and(|place| place.is_none_or(|place| matches!(place, Place::Found(_)) != searches)) {
            errors.push(FieldError::in_query("after", t!(lang, "api-bad-place")));
        }
        let filter = DeskFilter {
            standing: if searches { status.standing_among_all() } else { status.standing() },
            handler: (searches && status == ListStatus::Unassigned).then_some(queries::Handler::Nobody),
            owed_before: due_before.map(Timestamp::as_millisecond),
            ..DeskFilter::default()
        };
        if errors.is_empty() { Ok(Understood { reach, filter, after: after.flatten(), limit }) } else { Err(errors) }
    }
}

/// A parameter, unless it is left empty.
fn said(parameter: &Option<String>) -> Option<&str> {
    parameter.as_deref().filter(|text| !text.is_empty())
}

fn listed(row: &Row, org: &Organisation, addresses: &Addresses, now: Timestamp) -> ListedCase {
    let at = |at: i64| instant(org, Some(&row.unit), at);
    let is_silent = row.closes_at.is_some_and(|at| at <= now.as_millisecond());
    let status = Status::from_name(&row.status);
    let status = if status == Some(Status::Answered) && is_silent { Some(Status::Closed) } else { status };
    let runs = status.is_some_and(Status::is_open) && row.paused_since.is_none();
    let handler = row.staff.as_deref().and_then(|bytes| Some(ActorId::from_bytes(bytes.try_into().ok()?)));
    ListedCase {
        number: row.number.clone(),
        url: case_url(of_row(&row.number, &row.id, addresses)),
        kind: ReportKind::from_name(&row.kind),
        channel: Channel::from_name(&row.channel),
        category: row.category.clone(),
        place: row.region.clone(),
        unit: row.unit.clone(),
        officer: handler.map(|id| officer(org, id)),
        status,
        is_danger: row.is_danger,
        title: row.title.clone(),
        received_at: at(row.received_at),
        due: at(row.due_at),
        is_overdue: runs && row.due_at < now.as_millisecond(),
        waiting_since: row.paused_since.map(at),
        closes_at: row.closes_at.map(at),
        changed_at: at(row.touched_at),
        unread_since: row.wrote_at.map(at),
    }
}

//! What is new on a page of the desk that somebody looks at: as a stream of server-sent events, or as one answer where no
//! stream comes through.
//!
//! A page bears a mark of what it shows, and tells it when it asks. As soon as the same page would bear another mark, the
//! office says so, with a sentence where there is one; the browser then asks for the page. Nothing of this is remembered
//! between two requests, so any process of the regency can answer the next one.

use std::convert::Infallible;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

use axum::extract::{Path, Query};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use hadir_org::{Access, Right, Routes, Staff};
use serde::Deserialize;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, sleep_until};

use super::case_page;
use super::find::Instead;
use super::inbox::{self, Wish};
use super::seat::Seat;
use crate::Cases;
use crate::live::Place;

/// After a change the office waits so long for others before it looks.
const PAUSE: Duration = Duration::from_secs(2);
/// How often it looks without a change of its own: for what other processes on the database did, and who has a report open.
const LOOK_EVERY: Duration = Duration::from_secs(20);
/// A stream ends after so long; the browser begins another, and is asked again who it is.
const STREAM_MAX: Duration = Duration::from_secs(600);
/// How often a quiet stream says that it is there, for what stands between and closes connections on which nothing moves.
const SIGN_EVERY: Duration = Duration::from_secs(50);
/// After so long the browser takes up a stream that was cut.
const RETRY: Duration = Duration::from_secs(5);
/// The mark that a browser knows when it takes a stream up again.
const LAST_ID: HeaderName = HeaderName::from_static("last-event-id");
/// Keeps proxies from gathering what should go on at once.
const UNBUFFERED: (HeaderName, HeaderValue) =
    (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));

/// Its routes.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform()).get("/meja/kabar", Access::Needs(Right::ReadCases), of_list).get(
        "/meja/{number}/kabar",
        Access::Needs(Right::ReadCases),
        of_case,
    )
}

/// The mark that the page in the browser bears.
#[derive(Deserialize)]
struct Known {
    #[serde(default)]
    tahu: String,
    /// How many moments of the thread it shows.
    #[serde(default)]
    momen: usize,
}

/// A mark of what a page shows: the same as long as that is the same.
pub(super) fn mark(shown: &impl Hash) -> String {
    let mut hasher = DefaultHasher::new();
    shown.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// What a page would bear and say now.
pub(super) struct News {
    pub mark: String,
    /// What happened, in a sentence; empty where the page itself says it best.
    pub words: String,
}

/// A page that is looked at.
enum Watched {
    List(Box<Wish>),
    Case { address: String, seen: usize },
}

impl Watched {
    async fn news(&self, seat: &Seat) -> Result<News, Instead> {
        Ok(match self {
            Self::List(wish) => News { mark: inbox::mark_of(seat, wish).await?, words: String::new() },
            Self::Case { address, seen } => case_page::news(seat, &seat.open(address).await?, *seen).await?,
        })
    }
}

/// `GET /meja/kabar`: of a list, with the list's own query.
async fn of_list(
    seat: Seat,
    Query(wish): Query<Wish>,
    Query(known): Query<Known>,
    headers: HeaderMap,
) -> Result<Response, Instead> {
    answer(seat, Watched::List(Box::new(wish)), known, headers).await
}

/// `GET /meja/{number}/kabar`: of a report.
async fn of_case(
    seat: Seat,
    Path(address): Path<String>,
    Query(known): Query<Known>,
    headers: HeaderMap,
) -> Result<Response, Instead> {
    answer(seat, Watched::Case { address, seen: known.momen }, known, headers).await
}

/// A stream for whoever asks for one, else what is new now.
async fn answer(seat: Seat, watched: Watched, known: Known, headers: HeaderMap) -> Result<Response, Instead> {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok()).unwrap_or_default();
    let wants_stream = text(header::ACCEPT).starts_with("text/event-stream");
    if !wants_stream {
        return Ok(once(watched.news(&seat).await?, &known.tahu));
    }
    // Whoever may not see the page learns it now.
    watched.news(&seat).await?;
    let Some(place) = seat.cases.hearers().take(seat.staff.0.id) else {
        return Ok(StatusCode::SERVICE_UNAVAILABLE.into_response());
    };
    let told = Some(text(LAST_ID)).filter(|id| !id.is_empty()).map_or(known.tahu, str::to_owned);
    let hearing = Hearing {
        changes: seat.cases.platform().store().changes(),
        is_over: place.is_over(),
        ends_at: Instant::now() + STREAM_MAX,
        is_greeted: false,
        _place: place,
        headers,
        seat,
        watched,
        told,
    };
    let events = stream::unfold(hearing, |mut hearing| async move {
        let event = hearing.next().await?;
        Some((Ok::<_, Infallible>(event), hearing))
    });
    Ok(([UNBUFFERED], Sse::new(events).keep_alive(KeepAlive::new().interval(SIGN_EVERY))).into_response())
}

/// What is new, if the page bears another mark than the browser knows.
fn once(news: News, known: &str) -> Response {
    if news.mark == known {
        return StatusCode::NO_CONTENT.into_response();
    }
    ([(header::ETAG, format!("\"{}\"", news.mark))], news.words).into_response()
}

/// A page that hears of news.
struct Hearing {
    seat: Seat,
    /// Of the request that began it: by them the sign-in is asked about again.
    headers: HeaderMap,
    watched: Watched,
    /// The mark that the browser knows.
    told: String,
    changes: watch::Receiver<u64>,
    is_over: watch::Receiver<bool>,
    ends_at: Instant,
    is_greeted: bool,
    _place: Place,
}

impl Hearing {
    /// The next event; nothing when the stream ends, after which the browser asks anew.
    async fn next(&mut self) -> Option<Event> {
        if !std::mem::replace(&mut self.is_greeted, true) {
            return Some(Event::default().event("siap").retry(RETRY).data("ya"));
        }
        loop {
            self.changes.borrow_and_update();
            let news = self.look().await?;
            if news.mark != self.told {
                self.told.clone_from(&news.mark);
                // A browser passes over an event without data.
                let words = if news.words.is_empty() { " ".to_owned() } else { news.words };
                return Some(Event::default().event("kabar").id(news.mark).data(words));
            }
            self.wait().await?;
        }
    }

    /// What the page shows now to whoever still may see it.
    async fn look(&mut self) -> Option<News> {
        let staff = Staff::now(self.seat.cases.platform(), &self.headers).await.ok()??;
        staff.0.may_anywhere(Right::ReadCases).then_some(())?;
        self.seat.staff = staff;
        self.watched.news(&self.seat).await.ok()
    }

    /// Waits until it is worth looking again.
    async fn wait(&mut self) -> Option<()> {
        let quiet = async {
            tokio::select! {
                changed = self.changes.changed() => changed.ok()?,
                () = sleep(LOOK_EVERY) => {}
            }
            sleep(PAUSE).await;
            Some(())
        };
        tokio::select! {
            looked = quiet => looked,
            _ = self.is_over.wait_for(|is_over| *is_over) => None,
            () = sleep_until(self.ends_at) => None,
        }
    }
}

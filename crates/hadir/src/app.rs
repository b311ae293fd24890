//! The routes of all pillars put together, with what stands around them: compression, limits, health, figures for
//! operators; and the server that drains before it stops.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, DefaultBodyLimit, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::serve::{Listener, ListenerExt};
use hadir_oplog::sync::Binding;
use hadir_org::{Platform, RouteInfo};
use tokio::sync::Notify;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

use crate::jobs;
use crate::node::{Failure, Node};
use crate::pages::{self, AnchorPages, Enrolling};
use crate::sync;

/// Largest request: four photos of ten megabytes and the words around them.
const BODY_BYTES_MAX: usize = 48 * 1024 * 1024;
/// Longest a request may take, for a phone that sends photos over 2G.
const REQUEST_MAX: Duration = Duration::from_secs(600);
/// How long requests under way may go on after the program was asked to stop.
const DRAIN_MAX: Duration = Duration::from_secs(20);

/// Everything the node answers, and the list of it.
pub fn router(node: &Node) -> (Router, Vec<RouteInfo>) {
    let (cases, mut inventory) = hadir_cases::routes(&node.cases).finish();
    let (org, of_org) = hadir_org::pages::routes(&node.platform).finish();
    let enrolling = Enrolling::of(node);
    let (of_enrolling, inventory_of_enrolling) = pages::routes(&enrolling).finish();
    let anchor = AnchorPages::of(node);
    let (of_anchor, inventory_of_anchor) = pages::anchor_routes(&anchor).finish();
    inventory.extend(of_org.into_iter().chain(inventory_of_enrolling).chain(inventory_of_anchor));
    let router = Router::new()
        .merge(cases.with_state(node.cases.clone()))
        .merge(org.with_state(node.platform.clone()))
        .merge(of_enrolling.with_state(enrolling))
        .merge(of_anchor.with_state(anchor))
        .merge(node.platform.assets().router())
        .merge(health(&node.platform))
        .fallback(hadir_org::web::not_found)
        .with_state(node.platform.clone())
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(CompressionLayer::new())
        .layer(SetResponseHeaderLayer::if_not_present(
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ))
        .layer(SetResponseHeaderLayer::if_not_present(
            HeaderName::from_static("cross-origin-opener-policy"),
            HeaderValue::from_static("same-origin"),
        ))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, REQUEST_MAX))
        .layer(CatchPanicLayer::new());
    (router, inventory)
}

/// Why a node was served no longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The program was asked to stop.
    Asked,
    /// Another node showed that this one's disk was put back to an earlier state.
    PutBack,
}

/// Serves the node until the program is asked to stop, then lets requests under way finish. `binding` names the
/// certificate it serves with, for nodes that call.
pub async fn serve<L>(node: &Node, listener: L, binding: Binding) -> Result<Ended, Failure>
where
    L: Listener<Addr = SocketAddr>,
{
    let (router, _) = router(node);
    let store = node.platform.store();
    let (folder, put_back) = (node.folder.path().to_owned(), Arc::new(Notify::new()));
    let desk = sync::Desk::new(store, folder.clone(), binding, put_back.clone());
    let syncing = sync::routes(desk).layer(CatchPanicLayer::new());
    let syncing = syncing.layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, REQUEST_MAX));
    let router = router.merge(syncing);
    let jobs = jobs::start(node.cases.clone());
    let address = node.folder.config().regency.as_ref().and_then(|regency| regency.address.clone());
    let calling = tokio::spawn(sync::call_others(store.clone(), folder, address, put_back.clone()));
    let (stop, stopping) = tokio::sync::watch::channel(false);
    let (ending, ended) = tokio::sync::watch::channel(Ended::Asked);
    let hearing = node.cases.clone();
    let asked = async move {
        tokio::select! {
            () = stop_signal() => {}
            () = put_back.notified() => drop(ending.send(Ended::PutBack)),
        }
        hearing.end_news();
        let _ = stop.send(true);
    };
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    // Tapping changes nothing, but a tapped listener of any kind tells the address.
    let server = axum::serve(listener.tap_io(|_| ()), service).with_graceful_shutdown(asked);
    tokio::select! {
        served = async { server.await } => served?,
        () = drained_too_long(stopping) => tracing::warn!("requests under way were cut off at the end of the drain"),
    }
    // Nothing of this reads or writes any more when the store is closed.
    for task in [calling, jobs] {
        task.abort();
        let _ = task.await;
    }
    let ended = *ended.borrow();
    Ok(ended)
}

async fn drained_too_long(mut stopping: tokio::sync::watch::Receiver<bool>) {
    if stopping.wait_for(|stop| *stop).await.is_err() {
        std::future::pending::<()>().await;
    }
    tokio::time::sleep(DRAIN_MAX).await;
}

async fn stop_signal() {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
        .expect("a process can listen for its own signals");
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

/// What operators and their tools ask.
fn health(platform: &Platform) -> Router<Platform> {
    let started = Arc::new(platform.store().clock().now_ms());
    Router::new()
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(readyz))
        .route("/metrics", get(move |at, headers, state| metrics(at, headers, state, *started)))
}

/// Whether the database answers.
async fn readyz(State(platform): State<Platform>) -> Response {
    let asked: Result<(i64,), _> = platform.store().reads().one("select cast(1 as bigint)", Vec::new()).await;
    match asked {
        Ok(_) => "ready".into_response(),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer").into_response(),
    }
}

/// Figures in the OpenMetrics text form, for programs on this machine only. What a reverse proxy on this machine hands
/// on comes from elsewhere, which its forwarded headers show.
async fn metrics(
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    State(platform): State<Platform>,
    started: i64,
) -> Response {
    let is_handed_on =
        ["x-forwarded-for", "forwarded", "via", "x-real-ip"].iter().any(|name| headers.contains_key(*name));
    if !peer.ip().is_loopback() || is_handed_on {
        return StatusCode::NOT_FOUND.into_response();
    }
    let Ok(operations) = platform.store().operations().await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let uptime_seconds = (platform.store().clock().now_ms() - started) / 1_000;
    let memory = resident_bytes().unwrap_or_default();
    let text = format!(
        "# TYPE hadir_operations counter\nhadir_operations_total {operations}\n\
         # TYPE hadir_uptime_seconds gauge\nhadir_uptime_seconds {uptime_seconds}\n\
         # TYPE hadir_resident_memory_bytes gauge\nhadir_resident_memory_bytes {memory}\n# EOF\n"
    );
    ([(header::CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], text).into_response()
}

/// Memory of this process that is in use, where the system tells.
fn resident_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().trim_end_matches("kB").trim().parse::<u64>().ok().map(|kib| kib * 1_024)
}

//! The routes, and the program itself.

use std::net::SocketAddr;
use std::path::Path;

use axum::extract::{Multipart, Path as In, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use maud::Markup;
use serde::Deserialize;
use serde_json::json;
use tokio::net::TcpListener;
use tower_http::compression::CompressionLayer;

use super::database::{Database, Row};
use super::intake::{Accepted, Incoming, Intake};
use super::{fill, pages};
use crate::Failure;
use crate::clock::now;

#[derive(Clone)]
struct Desk {
    database: Database,
    intake: Intake,
}

/// Fills the table up to `rows` rows and serves it; says where, as Hadir does.
pub async fn serve(data: &Path, rows: u64, listen: SocketAddr) -> Result<(), Failure> {
    let database = Database::open(data).await?;
    fill::fill(&database, rows.cast_signed(), now().as_millisecond()).await?;
    let listener = TcpListener::bind(listen).await?;
    println!("Serving the baseline at http://{}", listener.local_addr()?);
    axum::serve(listener, router(database).await?).await?;
    Ok(())
}

async fn router(database: Database) -> Result<Router, Failure> {
    let desk = Desk { intake: Intake::start(database.clone()).await?, database };
    Ok(Router::new()
        .route("/readyz", get(|| async { "ready" }))
        .route("/reports", post(accept_json))
        .route("/form", post(accept_form))
        .route("/inbox", get(inbox))
        .route("/newest", get(newest))
        .route("/one/{number}", get(one))
        .route("/search", get(search))
        .with_state(desk)
        .layer(CompressionLayer::new()))
}

async fn accept_json(State(desk): State<Desk>, Json(report): Json<Incoming>) -> Response {
    match desk.intake.accept(report).await {
        Some(Accepted { number, code, due_at }) => {
            (StatusCode::CREATED, Json(json!({ "number": number, "code": code, "due": due_at }))).into_response()
        }
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn accept_form(State(desk): State<Desk>, form: Multipart) -> Response {
    let Some(report) = report_in(form).await else { return StatusCode::BAD_REQUEST.into_response() };
    match desk.intake.accept(report).await {
        Some(accepted) => Redirect::to(&format!("/follow/{}", accepted.code)).into_response(),
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn report_in(mut form: Multipart) -> Option<Incoming> {
    let mut fields = serde_json::Map::new();
    while let Some(field) = form.next_field().await.ok()? {
        let name = field.name().unwrap_or_default().to_owned();
        fields.insert(name, field.text().await.ok()?.into());
    }
    serde_json::from_value(fields.into()).ok()
}

#[derive(Deserialize)]
struct Ask {
    unit: Option<String>,
    #[serde(default)]
    q: String,
}

async fn inbox(State(desk): State<Desk>, Query(ask): Query<Ask>) -> Response {
    list("Kotak masuk", desk.database.inbox(ask.unit.as_deref()).await)
}

async fn newest(State(desk): State<Desk>) -> Response {
    list("Laporan", desk.database.newest().await)
}

async fn search(State(desk): State<Desk>, Query(ask): Query<Ask>) -> Response {
    list("Hasil pencarian", desk.database.search(&ask.q).await)
}

async fn one(State(desk): State<Desk>, In(number): In<String>) -> Response {
    match desk.database.one(&number).await {
        Ok(Some(row)) => page(pages::one(&row)),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn list(title: &str, rows: sqlx::Result<Vec<Row>>) -> Response {
    match rows {
        Ok(rows) => page(pages::list(title, &rows)),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn page(markup: Markup) -> Response {
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], markup.into_string()).into_response()
}

#[cfg(test)]
mod tests {
    use hadir_testkit::scratch::Scratch;

    use super::*;
    use crate::wire::{self, Connection};

    /// A baseline of forty rows at an address of its own.
    async fn baseline(scratch: &Scratch) -> SocketAddr {
        let database = Database::open(&scratch.path().join("bare.db")).await.unwrap();
        fill::fill(&database, 40, now().as_millisecond()).await.unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = router(database).await.unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await });
        address
    }

    #[tokio::test]
    async fn reports_are_kept_by_both_doors_and_shown_by_every_page() {
        let scratch = Scratch::new("bare").unwrap();
        let mut connection = Connection::open(baseline(&scratch).await).await.unwrap();
        let json = wire::post("/reports", &[], "application/json", br#"{"text": "lampu padam", "kind": "complaint"}"#);
        let answer = connection.exchange(&json).await.unwrap();
        assert_eq!((answer.status, answer.text().contains("BNK-26-0041")), (201, true));
        let form = wire::multipart("/form", &[], &[("text", "dermaga rusak")]);
        assert_eq!(connection.exchange(&form).await.unwrap().status, 303);
        let shows = [
            ("/inbox", "lampu padam"),
            ("/inbox?unit=pupr", "dermaga rusak"),
            ("/newest", "dermaga rusak"),
            ("/one/BNK-26-0041", "lampu padam"),
            // What was accepted is not searchable, what was filled in is: a house number is in every report.
            ("/search?q=rumah", "BNK-26-0040"),
        ];
        for (path, words) in shows {
            let answer = connection.exchange(&wire::get(path, &[])).await.unwrap();
            assert_eq!((answer.status, answer.text().contains(words)), (200, true), "{path}");
        }
    }

    #[tokio::test]
    async fn a_load_counts_what_was_answered_and_refuses_what_was_not() {
        use std::time::Duration;

        use crate::load::{Load, Requests};

        let scratch = Scratch::new("bare").unwrap();
        let address = baseline(&scratch).await;
        let load = |path| Load { address, requests: Requests::new(move |_| wire::get(path, &[])), status: 200 };
        let outcome = load("/newest").closed(Duration::from_millis(100)).await.unwrap();
        assert!(outcome.rate > 0.0 && outcome.latencies.percentile(99).is_some());
        let outcome = load("/newest").steady(100, Duration::from_millis(200)).await.unwrap();
        assert!(outcome.latencies.count() <= 20, "{}", outcome.latencies.count());
        let error = load("/nowhere").closed(Duration::from_millis(50)).await.unwrap_err();
        assert!(error.to_string().contains("404 instead of 200"), "{error}");
    }
}

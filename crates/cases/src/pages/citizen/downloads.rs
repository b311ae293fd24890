//! What `/terbuka` gives away as files: figures by month and office, and the released cases without personal data.

use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};
use hadir_org::Problem;
use serde::Serialize;

use crate::Cases;
use crate::export;
use crate::pages::wording::{local, unit_name};

/// A row of the figures.
#[derive(Serialize)]
struct FigureRow<'a> {
    month: &'a str,
    unit: &'a str,
    unit_name: String,
    received: u64,
    answered: u64,
    in_time: u64,
    overdue: u64,
    median_working_days: Option<f64>,
}

/// A released case. Its words are on its page; here is what can be counted.
#[derive(Serialize)]
struct CaseRow<'a> {
    number: &'a str,
    kind: &'a str,
    category: Option<&'a str>,
    place: Option<&'a str>,
    unit: &'a str,
    unit_name: String,
    title: &'a str,
    status: &'a str,
    ending: Option<&'a str>,
    received_at: String,
    due_at: String,
    answered_at: Option<String>,
    in_time: Option<bool>,
}

/// `GET /terbuka/laporan.csv`.
pub(super) async fn figures_csv(State(cases): State<Cases>) -> Result<Response, Problem> {
    let (figures, org) = (cases.figures().await?, cases.platform().org());
    let mut csv = csv::Writer::from_writer(Vec::new());
    for (month, units) in &figures.months {
        for (unit, of_unit) in units {
            let row = FigureRow {
                month,
                unit,
                unit_name: unit_name(&org, unit),
                received: of_unit.received,
                answered: of_unit.answered,
                in_time: of_unit.in_time,
                overdue: of_unit.overdue,
                median_working_days: of_unit.median_days(),
            };
            csv.serialize(row).map_err(Problem::fault)?;
        }
    }
    let text = csv.into_inner().map_err(|error| Problem::fault(error.into_error()))?;
    Ok(file("text/csv; charset=utf-8", "hadir-angka-laporan.csv", Body::from(text)))
}

/// `GET /terbuka/laporan.jsonl`: read and sent a thousand rows at a time, so that its length costs no memory.
pub(super) async fn published_jsonl(State(cases): State<Cases>) -> Response {
    let rows = stream::unfold(Some(i64::MIN), move |after| {
        let cases = cases.clone();
        async move {
            let chunk = lines(&cases, after?).await;
            let next = chunk.as_ref().ok().and_then(|(_, last)| *last);
            let is_end = matches!(&chunk, Ok((_, None)));
            (!is_end).then(|| (chunk.map(|(text, _)| text), next))
        }
    });
    // Compression asks once more after the end, which an unfused stream does not survive.
    file("application/x-ndjson", "hadir-laporan.jsonl", Body::from_stream(rows.fuse()))
}

/// The next rows as lines, and the place in time of the last one; none after the end.
async fn lines(cases: &Cases, after: i64) -> Result<(String, Option<i64>), Box<dyn std::error::Error + Send + Sync>> {
    let org = cases.platform().org();
    let rows = export::next(cases.platform().store().reads(), after, true).await?;
    let mut text = String::new();
    for row in &rows {
        let at = |ms: i64| local(&org, &row.unit, ms).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
        let line = CaseRow {
            number: &row.number,
            kind: &row.kind,
            category: row.category.as_deref(),
            place: row.region.as_deref(),
            unit: &row.unit,
            unit_name: unit_name(&org, &row.unit),
            title: &row.public_title,
            status: &row.status,
            ending: row.ending.as_deref(),
            received_at: at(row.received_at),
            due_at: at(row.due_at),
            answered_at: row.answered_at.map(at),
            in_time: row.was_in_time,
        };
        text.push_str(&serde_json::to_string(&line)?);
        text.push('\n');
    }
    Ok((text, rows.last().map(|row| row.place_in_time)))
}

fn file(kind: &'static str, name: &str, body: Body) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CACHE_CONTROL, "public, max-age=60".to_owned()),
    ];
    (headers, body).into_response()
}

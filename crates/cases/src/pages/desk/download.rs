//! `/meja/unduh`: a list of the desk as a file. It holds what the list shows to whoever reads it, of all its pages, and
//! nothing else: no name of a reporter, no contact, no text of a report.
//!
//! The answer is read from the list while it is sent, a page at a time: its length costs no memory, no transaction stays
//! open, and a reader who goes away or reads no further ends or halts the reading. A workbook, which has to be complete
//! before its first byte, is put together in a file without a name.

use std::fs::File;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::Query;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_util::{Stream, StreamExt, stream};
use hadir_oplog::ActorId;
use hadir_org::{Access, Organisation, Problem, Right, Routes};
use hadir_store::Fault;
use hadir_ui::components::{Details, LinkList};
use hadir_ui::lang::Lang;
use hadir_ui::t;
use jiff::Timestamp;
use maud::{Markup, html};
use serde::{Deserialize, Serialize};
use tokio::io::AsyncReadExt;
use tokio::sync::mpsc;

use super::filters::Narrow;
use super::inbox::{Wish, reach_of, shown_view};
use super::seat::Seat;
use super::view;
use crate::Cases;
use crate::export::{Sheets, csv_cell};
use crate::kinds::Status;
use crate::pages::wording::{category_name, local, unit_name};
use crate::places::Places;
use crate::queries::{self, Asked, DeskFilter, DeskPlace, ListedCase, Reach, Row, View};

/// Bytes of a workbook that are sent at once.
const PIECE_BYTES: usize = 64 * 1024;
/// Pages that may wait to be written into a workbook.
const PAGES_WAITING: usize = 2;

/// Its routes.
pub(super) fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform()).get("/meja/unduh", Access::Needs(Right::ReadCases), download)
}

/// The forms of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Csv,
    Jsonl,
    Xlsx,
}

impl Form {
    const ALL: [Self; 3] = [Self::Xlsx, Self::Csv, Self::Jsonl];

    /// Its name in an address, and the ending of the file's name.
    const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Xlsx => "xlsx",
        }
    }

    const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Jsonl => "application/x-ndjson",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// What an address asks for: a list, and the form of the file.
#[derive(Debug, Default, Deserialize)]
struct Wanted {
    #[serde(default)]
    bentuk: String,
    #[serde(flatten)]
    wish: Wish,
}

/// The links to the file in each form, beneath a list.
pub(super) fn links(seat: &Seat, view: View, narrow: &Narrow) -> Markup {
    let lang = &seat.lang;
    let label = |form| match form {
        Form::Xlsx => t!(lang, "meja-download-xlsx"),
        Form::Csv => t!(lang, "meja-download-csv"),
        Form::Jsonl => t!(lang, "meja-download-jsonl"),
    };
    let href =
        |form: Form| format!("/meja/unduh?bentuk={}&lihat={}{}", form.name(), view::name_of(view), narrow.query());
    let links = Form::ALL.into_iter().fold(LinkList::new(), |list, form| list.download(href(form), label(form)));
    let content = html! {
        p { (t!(lang, "meja-download-what")) }
        (links)
        p.soft { (t!(lang, "meja-download-care")) }
    };
    html! { (Details::new(t!(lang, "meja-download"), content)) }
}

async fn download(seat: Seat, Query(wanted): Query<Wanted>) -> Result<Response, Problem> {
    let named = Form::ALL.into_iter().find(|form| form.name() == wanted.bentuk);
    let form = named.or(wanted.bentuk.is_empty().then_some(Form::Csv)).ok_or_else(Problem::not_found)?;
    let (org, now, view) = (seat.org(), seat.cases.now(), shown_view(&seat, &wanted.wish));
    let list = List {
        cases: seat.cases.clone(),
        places: seat.cases.places().await?,
        lang: seat.lang.clone(),
        view,
        reach: reach_of(&seat, &wanted.wish, view),
        staff: seat.staff.0.id,
        stands_in_for: seat.stands_in_for(),
        filter: wanted.wish.narrow.filter(&seat),
        now,
        after: None,
        is_read: false,
        given: 0,
        org: org.clone(),
    };
    let day = org.zone(&seat.staff.0.unit).date_at(now);
    let name = format!("hadir-{}-{day}.{}", view::name_of(view), form.name());
    let body = match form {
        Form::Csv => Body::from_stream(texts(list, form, header_line()?)),
        Form::Jsonl => Body::from_stream(texts(list, form, Vec::new())),
        Form::Xlsx => Body::from_stream(workbook(list)),
    };
    let headers = [
        (header::CONTENT_TYPE, form.media_type().to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, body).into_response())
}

/// What ends a file before its end.
type Broken = Box<dyn std::error::Error + Send + Sync>;

/// A list as it is being read, for one person as they stood when they asked.
struct List {
    cases: Cases,
    org: Arc<Organisation>,
    places: Arc<Places>,
    /// The language that names of topics are given in.
    lang: Lang,
    view: View,
    reach: Reach,
    staff: ActorId,
    /// Whose work is theirs meanwhile.
    stands_in_for: Vec<ActorId>,
    filter: DeskFilter,
    now: Timestamp,
    after: Option<DeskPlace>,
    is_read: bool,
    given: usize,
}

impl List {
    /// The next cases; nothing at the end.
    async fn next(&mut self) -> Result<Option<Vec<ListedCase>>, Fault> {
        while !self.is_read {
            let stands_in_for = &self.stands_in_for;
            let asked = Asked { reach: &self.reach, staff: self.staff, stands_in_for, now: self.now };
            let pool = self.cases.platform().store().reads();
            let (cases, next) = queries::listed(pool, self.view, &asked, &self.filter, self.after).await?;
            (self.after, self.is_read) = (next, next.is_none());
            self.given += cases.len();
            if !cases.is_empty() {
                return Ok(Some(cases));
            }
        }
        Ok(None)
    }
}

impl Drop for List {
    /// Who took how many cases along: facts for the operator's log, of which there is no other place. Of a closed circle it
    /// tells nothing: neither who is in it nor how much it holds is the operator's to know.
    fn drop(&mut self) {
        if self.view == View::Sealed {
            return;
        }
        let view = view::name_of(self.view);
        tracing::info!(officer = %self.staff, view, cases = self.given, complete = self.is_read, "a list was downloaded");
    }
}

/// The list as lines of text, a page of it at a time behind what comes first.
fn texts(list: List, form: Form, first: Vec<u8>) -> impl Stream<Item = Result<Bytes, Broken>> {
    let first = (!first.is_empty()).then(|| Ok(Bytes::from(first)));
    let pages = stream::unfold(Some(list), move |list| async move {
        let mut list = list?;
        match list.next().await {
            Ok(Some(cases)) => Some((lines(&list, form, &cases).map(Bytes::from), Some(list))),
            Ok(None) => None,
            // The reader learns that the file is not whole by its breaking off.
            Err(fault) => Some((Err(told(fault)), None)),
        }
    });
    // Compression asks once more after the end, which an unfused stream does not survive.
    stream::iter(first).chain(pages).fuse()
}

fn told(fault: Fault) -> Broken {
    tracing::warn!(error = &fault as &dyn std::error::Error, "a list that was being downloaded could not be read on");
    fault.into()
}

fn header_line() -> Result<Vec<u8>, Problem> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(COLUMNS).map_err(Problem::fault)?;
    csv.into_inner().map_err(|error| Problem::fault(error.into_error()))
}

fn lines(list: &List, form: Form, cases: &[ListedCase]) -> Result<Vec<u8>, Broken> {
    let mut text = Vec::new();
    if form == Form::Jsonl {
        for case in cases {
            serde_json::to_writer(&mut text, &list.line(case))?;
            text.push(b'\n');
        }
        return Ok(text);
    }
    let mut csv = csv::Writer::from_writer(&mut text);
    for case in cases {
        let line = serde_json::to_value(list.line(case))?;
        csv.write_record(COLUMNS.iter().map(|name| csv_cell(line.get(name))))?;
    }
    csv.flush()?;
    drop(csv);
    Ok(text)
}

/// A workbook on its way.
enum Workbook {
    Written(Box<List>),
    Sent(tokio::fs::File),
}

fn workbook(list: List) -> impl Stream<Item = Result<Bytes, Broken>> {
    stream::unfold(Some(Workbook::Written(Box::new(list))), |workbook| async move {
        let mut file = match workbook? {
            Workbook::Sent(file) => file,
            Workbook::Written(list) => match put_together(*list).await {
                Ok(file) => tokio::fs::File::from_std(file),
                Err(broken) => return Some((Err(broken), None)),
            },
        };
        let mut piece = Vec::with_capacity(PIECE_BYTES);
        match (&mut file).take(PIECE_BYTES as u64).read_to_end(&mut piece).await {
            Ok(0) => None,
            Ok(_) => Some((Ok(Bytes::from(piece)), Some(Workbook::Sent(file)))),
            Err(error) => Some((Err(error.into()), None)),
        }
    })
    .fuse()
}

/// Writes the whole list into a file without a name. Whoever goes away meanwhile leaves nothing behind.
async fn put_together(mut list: List) -> Result<File, Broken> {
    let (pages, mut waiting) = mpsc::channel::<Option<Vec<Line>>>(PAGES_WAITING);
    let writing = tokio::task::spawn_blocking(move || -> Result<Option<File>, Broken> {
        let mut sheets = Sheets::new(COLUMNS);
        while let Some(page) = waiting.blocking_recv() {
            let Some(page) = page else { return Ok(Some(sheets.into_file()?)) };
            for line in &page {
                sheets.write(line)?;
            }
        }
        Ok(None)
    });
    loop {
        let page = list.next().await.map_err(told)?.map(|cases| cases.iter().map(|case| list.line(case)).collect());
        let is_end = page.is_none();
        // Whoever takes no page any more says why in a moment.
        if pages.send(page).await.is_err() || is_end {
            break;
        }
    }
    writing.await??.ok_or_else(|| "the workbook was not written to its end".into())
}

/// The fields of a line in the order in which tables show them.
const COLUMNS: &[&str] = &[
    "number",
    "title",
    "kind",
    "channel",
    "category",
    "category_name",
    "place",
    "place_name",
    "unit",
    "unit_name",
    "officer",
    "status",
    "ending",
    "is_danger",
    "is_public",
    "voices",
    "received_at",
    "due_at",
    "answered_at",
    "answer_working_minutes",
    "was_in_time",
    "closed_at",
];

/// A case as a file shows it: what its list shows, and what can be counted. Instants are RFC 3339 in the unit's own zone.
#[derive(Clone, Debug, Default, Serialize)]
struct Line {
    number: String,
    title: String,
    kind: String,
    channel: String,
    category: Option<String>,
    category_name: Option<String>,
    place: Option<String>,
    place_name: Option<String>,
    unit: String,
    unit_name: String,
    officer: Option<String>,
    status: String,
    ending: Option<String>,
    is_danger: bool,
    is_public: bool,
    voices: i64,
    received_at: String,
    due_at: String,
    answered_at: Option<String>,
    answer_working_minutes: Option<i64>,
    was_in_time: Option<bool>,
    closed_at: Option<String>,
}

impl List {
    fn line(&self, case: &ListedCase) -> Line {
        let (org, row) = (&self.org, &case.row);
        let at = |ms: i64| local(org, &row.unit, ms).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
        let (status, closed_at) = self.standing(row, case.closed_at);
        Line {
            number: row.number.clone(),
            title: row.title.clone(),
            kind: row.kind.clone(),
            channel: row.channel.clone(),
            category: row.category.clone(),
            category_name: row.category.as_deref().and_then(|code| category_name(org, &self.lang, code)),
            place: row.region.clone(),
            place_name: row.region.as_deref().and_then(|code| self.places.name(code)).map(str::to_owned),
            unit: row.unit.clone(),
            unit_name: unit_name(org, &row.unit),
            officer: self.officer(row.staff.as_deref()),
            status,
            ending: case.ending.clone(),
            is_danger: row.is_danger,
            is_public: case.is_public,
            voices: row.voices,
            received_at: at(row.received_at),
            due_at: at(row.due_at),
            answered_at: case.answered_at.map(at),
            answer_working_minutes: case.answer_minutes,
            was_in_time: case.was_in_time,
            closed_at: closed_at.map(at),
        }
    }

    /// How a case stands now: one that is answered and that nobody contradicted closes by itself.
    fn standing(&self, row: &Row, closed_at: Option<i64>) -> (String, Option<i64>) {
        match row.closes_at.filter(|at| *at <= self.now.as_millisecond()) {
            Some(at) if row.status == Status::Answered.as_str() => (Status::Closed.as_str().to_owned(), Some(at)),
            _ => (row.status.clone(), closed_at),
        }
    }

    fn officer(&self, staff: Option<&[u8]>) -> Option<String> {
        let id = ActorId::from_bytes(<[u8; 16]>::try_from(staff?).ok()?);
        Some(self.org.staff(id)?.name.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_its_column() {
        let Ok(serde_json::Value::Object(fields)) = serde_json::to_value(Line::default()) else {
            panic!("a line has fields")
        };
        let mut columns: Vec<_> = COLUMNS.to_vec();
        columns.sort_unstable();
        let mut names: Vec<_> = fields.keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, columns);
    }
}

//! `hadir export`: data as files, streamed, so that memory stays flat however many cases there are.

use std::io::{BufWriter, Write};

use hadir_cases::export::{ExportedCase, Sheets, csv_cell, next};
use hadir_org::{Organisation, UnitCode};
use hadir_store::Store;
use jiff::Timestamp;
use serde::Serialize;

use super::Answer;
use crate::cli::{Export, Format, Output};
use crate::node::{Failure, Node, Reach};
use crate::progress;

/// Writes the file.
pub async fn run(asked: Export) -> Result<Answer, Failure> {
    let (output, what) = match asked {
        Export::Cases(output) => (output, What::Cases { only_public: false }),
        Export::OpenData(output) => (output, What::Cases { only_public: true }),
        Export::Services(output) => (output, What::Services),
    };
    let node = Node::open(&output.folder.data, None, Reach::default()).await?;
    let columns = match what {
        What::Cases { .. } => CASE_COLUMNS,
        What::Services => SERVICE_COLUMNS,
    };
    let mut rows = Rows::to(&output, columns)?;
    let org = node.platform.org();
    match what {
        What::Cases { only_public } => cases(node.platform.store(), &org, only_public, &mut rows).await?,
        What::Services => services(&org, &mut rows)?,
    }
    rows.finish()?;
    node.close().await;
    Ok(Answer::Yes)
}

enum What {
    Cases { only_public: bool },
    Services,
}

/// The fields of a case in the order in which a workbook shows them.
const CASE_COLUMNS: &[&str] = &[
    "number",
    "kind",
    "channel",
    "category",
    "place",
    "unit",
    "status",
    "ending",
    "is_public",
    "public_title",
    "received_at",
    "due_at",
    "answered_at",
    "answer_working_minutes",
    "was_in_time",
    "closed_at",
];

/// A case with its instants as people and programs write them: RFC 3339 in the unit's own zone.
#[derive(Serialize)]
struct CaseRow<'a> {
    number: &'a str,
    kind: &'a str,
    channel: &'a str,
    category: Option<&'a str>,
    place: Option<&'a str>,
    unit: &'a str,
    status: &'a str,
    ending: Option<&'a str>,
    is_public: bool,
    public_title: &'a str,
    received_at: String,
    due_at: String,
    answered_at: Option<String>,
    answer_working_minutes: Option<i64>,
    was_in_time: Option<bool>,
    closed_at: Option<String>,
}

async fn cases(store: &Store, org: &Organisation, only_public: bool, rows: &mut Rows) -> Result<(), Failure> {
    let (total,): (i64,) = store.reads().one("select cast(count(*) as bigint) from cases", Vec::new()).await?;
    let bar = progress::bar("Cases", total.max(0).cast_unsigned());
    let mut after = i64::MIN;
    loop {
        let chunk = next(store.reads(), after, only_public).await?;
        let Some(last) = chunk.last() else { break };
        after = last.place_in_time;
        for case in &chunk {
            rows.write(&row(case, org))?;
        }
        bar.inc(chunk.len() as u64);
    }
    bar.finish_and_clear();
    Ok(())
}

fn row<'a>(case: &'a ExportedCase, org: &Organisation) -> CaseRow<'a> {
    let zone = UnitCode::try_new(&case.unit).map_or(org.regency().zone, |unit| org.zone(&unit));
    let instant = |ms: i64| {
        let at = Timestamp::from_millisecond(ms).unwrap_or_default().to_zoned(zone.time_zone());
        at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    };
    CaseRow {
        number: &case.number,
        kind: &case.kind,
        channel: &case.channel,
        category: case.category.as_deref(),
        place: case.region.as_deref(),
        unit: &case.unit,
        status: &case.status,
        ending: case.ending.as_deref(),
        is_public: case.is_public,
        public_title: &case.public_title,
        received_at: instant(case.received_at),
        due_at: instant(case.due_at),
        answered_at: case.answered_at.map(instant),
        answer_working_minutes: case.answer_minutes,
        was_in_time: case.was_in_time,
        closed_at: case.closed_at.map(instant),
    }
}

/// The fields of a service in the order in which a workbook shows them.
const SERVICE_COLUMNS: &[&str] = &["id", "name", "unit", "time_limit", "fee_idr", "fee", "product", "requirements"];

#[derive(Serialize)]
struct ServiceRow<'a> {
    id: &'a str,
    name: &'a str,
    unit: &'a str,
    time_limit: Option<&'a str>,
    fee_idr: Option<u64>,
    fee: Option<&'a str>,
    product: Option<&'a str>,
    requirements: String,
}

fn services(org: &Organisation, rows: &mut Rows) -> Result<(), Failure> {
    for service in org.services_by_name() {
        rows.write(&ServiceRow {
            id: service.id.as_str(),
            name: &service.name,
            unit: service.unit.as_str(),
            time_limit: service.standard.time_limit_text.as_deref(),
            fee_idr: service.standard.fee_idr,
            fee: service.standard.fee_text.as_deref(),
            product: service.standard.product.as_deref(),
            requirements: service.standard.requirements.join("; "),
        })?;
    }
    Ok(())
}

/// Rows on their way to a file.
enum Rows {
    Csv(Box<csv::Writer<Box<dyn Write>>>, &'static [&'static str]),
    Jsonl(Box<dyn Write>),
    Xlsx(Box<Sheets>, Box<dyn Write>),
}

impl Rows {
    fn to(output: &Output, columns: &'static [&'static str]) -> Result<Self, Failure> {
        let sink: Box<dyn Write> = match &output.out {
            Some(path) => Box::new(BufWriter::new(std::fs::File::create(path)?)),
            None => Box::new(BufWriter::new(std::io::stdout())),
        };
        Ok(match output.format {
            Format::Csv => {
                let mut writer = csv::Writer::from_writer(sink);
                writer.write_record(columns)?;
                Self::Csv(Box::new(writer), columns)
            }
            Format::Jsonl => Self::Jsonl(sink),
            Format::Xlsx => Self::Xlsx(Box::new(Sheets::new(columns)), sink),
        })
    }

    fn write(&mut self, row: &impl Serialize) -> Result<(), Failure> {
        match self {
            Self::Csv(writer, columns) => {
                let row = serde_json::to_value(row)?;
                writer.write_record(columns.iter().map(|name| csv_cell(row.get(name))))?;
            }
            Self::Jsonl(sink) => {
                serde_json::to_writer(&mut *sink, row)?;
                sink.write_all(b"\n")?;
            }
            Self::Xlsx(sheets, _) => sheets.write(row)?,
        }
        Ok(())
    }

    fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Csv(mut writer, _) => writer.flush()?,
            Self::Jsonl(mut sink) => sink.flush()?,
            Self::Xlsx(sheets, sink) => sheets.finish(sink)?,
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn fields(row: &impl Serialize) -> Vec<String> {
        let Value::Object(fields) = serde_json::to_value(row).unwrap() else { panic!("a row has fields") };
        fields.into_iter().map(|(name, _)| name).collect()
    }

    fn sorted(columns: &[&str]) -> Vec<String> {
        let mut columns: Vec<_> = columns.iter().map(|name| (*name).to_owned()).collect();
        columns.sort();
        columns
    }

    #[test]
    fn every_field_has_its_column() {
        let case = CaseRow {
            number: "",
            kind: "",
            channel: "",
            category: None,
            place: None,
            unit: "",
            status: "",
            ending: None,
            is_public: false,
            public_title: "",
            received_at: String::new(),
            due_at: String::new(),
            answered_at: None,
            answer_working_minutes: None,
            was_in_time: None,
            closed_at: None,
        };
        assert_eq!(fields(&case), sorted(CASE_COLUMNS));
        let service = ServiceRow {
            id: "",
            name: "",
            unit: "",
            time_limit: None,
            fee_idr: None,
            fee: None,
            product: None,
            requirements: String::new(),
        };
        assert_eq!(fields(&service), sorted(SERVICE_COLUMNS));
    }
}

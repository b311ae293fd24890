//! `hadir import`: data from files. Bad rows are listed with line and reason, good rows land, a second run changes nothing.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use hadir_cases::import::{ImportedCase, ROW_BYTES_MAX, RowError, Taken};
use hadir_org::regions;
use hadir_org::seed::{self, Seed};

use super::Answer;
use crate::cli::{File, Import};
use crate::node::{Failure, Node, Reach};
use crate::{progress, say};

/// Cases on their way to the writer at once.
const AT_ONCE: usize = 256;

/// Reads the file into the node.
pub async fn run(asked: Import) -> Result<Answer, Failure> {
    let (file, seed): (File, fn(&str) -> Seed) = match asked {
        Import::Cases(file) => return cases(file).await,
        Import::Regions(file) => return all_regions(file).await,
        Import::Services(file) => (file, |text| Seed { services: seed::read_services(text), ..Seed::default() }),
        Import::Units(file) => (file, |text| Seed { units: seed::read_units(text), ..Seed::default() }),
        Import::Staff(file) => (file, |text| Seed { staff: seed::read_staff(text), ..Seed::default() }),
        Import::Holidays(file) => return holidays(file).await,
    };
    let node = Node::open(&file.folder.data, None, Reach::default()).await?;
    let answer = install(&node, seed(&text(&file.file)?), Vec::new()).await;
    node.close().await;
    answer
}

async fn install(node: &Node, seed: Seed, mut bad: Vec<String>) -> Result<Answer, Failure> {
    let bar = progress::bar("Rows", 0);
    let report = seed::install(node.platform.directory(), seed, |progress| {
        bar.set_length(progress.total as u64);
        bar.set_position(progress.done as u64);
    })
    .await?;
    bar.finish_and_clear();
    bad.extend(report.bad.iter().map(|(_, row)| format!("line {}: {}", row.line, row.reason)));
    Ok(summary(report.recorded, report.unchanged, &bad))
}

fn summary(new: usize, known: usize, bad: &[String]) -> Answer {
    bad.iter().for_each(say::remark);
    say::line(format_args!("{new} recorded, {known} known already, {} refused.", bad.len()));
    if bad.is_empty() { Answer::Yes } else { Answer::No }
}

async fn holidays(file: File) -> Result<Answer, Failure> {
    let node = Node::open(&file.folder.data, None, Reach::default()).await?;
    let table = hadir_calendar::holiday_csv::read(text(&file.file)?.as_bytes())?;
    let mut calendar = node.platform.org().settings().calendar.clone();
    calendar.holidays = table.holidays;
    let bad = table.refused.iter().map(ToString::to_string).collect();
    let answer = install(&node, Seed { calendar: Some(calendar), ..Seed::default() }, bad).await;
    node.close().await;
    answer
}

async fn all_regions(file: File) -> Result<Answer, Failure> {
    let node = Node::open(&file.folder.data, None, Reach::default()).await?;
    let bar = progress::bar("Regions", 0);
    let count = regions::load(node.platform.store(), &bytes(&file.file)?, |done| bar.set_position(done as u64)).await?;
    bar.finish_and_clear();
    node.close().await;
    say::line(format_args!("{count} regions."));
    Ok(Answer::Yes)
}

async fn cases(file: File) -> Result<Answer, Failure> {
    let node = Node::open(&file.folder.data, None, Reach::default()).await?;
    let size = std::fs::metadata(&file.file).map_or(0, |metadata| metadata.len());
    let bar = progress::bar("Cases", size);
    let mut reader = BufReader::new(open(&file.file)?);
    let (mut new, mut known, mut bad, mut number) = (0, 0, Vec::new(), 0_u64);
    loop {
        let lines = next_lines(&mut reader, AT_ONCE)?;
        if lines.is_empty() {
            break;
        }
        let mut tasks = tokio::task::JoinSet::new();
        for line in lines {
            number += 1;
            bar.inc(line.len() as u64);
            if !line.trim().is_empty() {
                let (cases, number) = (node.cases.clone(), number);
                tasks.spawn(async move { (number, take(&cases, &line).await) });
            }
        }
        while let Some(done) = tasks.join_next().await {
            match done? {
                (_, Ok(Taken::New)) => new += 1,
                (_, Ok(Taken::Known)) => known += 1,
                (_, Err(RowError::Fault(fault))) => return Err(fault.into()),
                (number, Err(error)) => bad.push((number, error.to_string())),
            }
        }
    }
    bar.finish_and_clear();
    node.platform.store().tend_search().await?;
    node.close().await;
    bad.sort_by_key(|(number, _)| *number);
    let bad: Vec<_> = bad.into_iter().map(|(number, reason)| format!("line {number}: {reason}")).collect();
    Ok(summary(new, known, &bad))
}

async fn take(cases: &hadir_cases::Cases, line: &str) -> Result<Taken, RowError> {
    cases.import(&ImportedCase::from_line(line)?).await
}

/// The next lines, each cut at a little more than a row may have, so that no file can fill the memory.
fn next_lines(reader: &mut impl BufRead, count: usize) -> Result<Vec<String>, Failure> {
    let mut lines = Vec::new();
    while lines.len() < count {
        let mut line = Vec::new();
        let read = reader.by_ref().take(ROW_BYTES_MAX as u64 + 1).read_until(b'\n', &mut line)?;
        if read == 0 {
            break;
        }
        if read > ROW_BYTES_MAX {
            skip_line(reader)?;
        }
        lines.push(String::from_utf8_lossy(&line).into_owned());
    }
    Ok(lines)
}

fn skip_line(reader: &mut impl BufRead) -> Result<(), Failure> {
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(buffer.len(), |at| at + 1);
        reader.consume(used);
        if end.is_some() {
            return Ok(());
        }
    }
}

fn open(file: &Path) -> Result<Box<dyn std::io::Read>, Failure> {
    if file == Path::new("-") {
        return Ok(Box::new(std::io::stdin()));
    }
    Ok(Box::new(std::fs::File::open(file).map_err(|error| format!("{}: {error}", file.display()))?))
}

fn bytes(file: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    open(file)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn text(file: &Path) -> Result<String, Failure> {
    Ok(String::from_utf8(bytes(file)?)?)
}

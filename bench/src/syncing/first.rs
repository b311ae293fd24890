//! The first sync of an office that carries the whole regency, on loopback: seconds, and memory as it goes.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;
use tokio::io::AsyncReadExt;

use super::call::Call;
use super::couch::{Couch, Replicated};
use super::ground::Ground;
use super::regency::Regency;
use crate::clock::{instant, now, rest};
use crate::node::remove;
use crate::server::{Server, memory_of};
use crate::{Failure, archive};

/// How often memory is looked at.
const LOOK: Duration = Duration::from_millis(50);

/// What a first sync took.
#[derive(Debug)]
pub struct First {
    /// The call.
    pub call: Call,
    /// Memory of the side that calls, look by look, in bytes.
    pub calling: Vec<f64>,
    /// Memory of the side that is called.
    pub called: Vec<f64>,
}

impl First {
    /// The most of both sides.
    pub fn peaks(&self) -> [f64; 2] {
        [&self.calling, &self.called].map(|looks| most(looks))
    }

    /// How many times as much memory the last third of the time took as the middle third, of the worse side. Memory
    /// that is flat gives about one, however long it goes on.
    pub fn growth(&self) -> f64 {
        [&self.calling, &self.called].into_iter().map(|looks| growth(looks)).fold(0.0, f64::max)
    }
}

fn most(looks: &[f64]) -> f64 {
    looks.iter().copied().fold(0.0, f64::max)
}

fn growth(looks: &[f64]) -> f64 {
    let third = looks.len() / 3;
    match most(&looks[third..2 * third]) {
        0.0 => 1.0,
        middle => most(&looks[2 * third..]) / middle,
    }
}

/// Syncs so many cases to a new office, or those of the demo if they are more.
pub async fn measure(program: &Path, folder: &Path, cases: u64) -> Result<First, Failure> {
    remove(folder)?;
    let regency = Regency::make(program, folder).await?;
    let file = folder.join("cases.jsonl");
    // Those of the demo count too; its few in closed circles come on top.
    archive::write(&file, cases.saturating_sub(regency.cases().await?), now())?;
    regency.import(&file).await?;
    let ground = Ground::loopback()?;
    let server = regency.serve_root(&ground).await?;
    let first = watched(&regency, &ground, &server).await?;
    server.stop().await?;
    remove(folder)?;
    Ok(first)
}

async fn watched(regency: &Regency, ground: &Ground, server: &Server) -> Result<First, Failure> {
    let started = instant();
    let mut child = regency.sync(ground).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true).spawn()?;
    let id = child.id().ok_or("the sync ended before it began")?;
    let mut output = child.stdout.take().ok_or("the output was asked for as a pipe")?;
    let (mut calling, mut called) = (Vec::new(), Vec::new());
    let status = loop {
        tokio::select! {
            status = child.wait() => break status?,
            () = rest(LOOK) => {
                calling.extend(memory_of(id, "VmRSS:"));
                called.push(server.memory()?);
            }
        }
    };
    let seconds = started.elapsed().as_secs_f64();
    let mut said = String::new();
    output.read_to_string(&mut said).await?;
    if !status.success() {
        return Err(format!("the first sync ended with {status}").into());
    }
    Ok(First { call: Call::read(&said, seconds)?, calling, called })
}

/// Replicates the same cases with PouchDB, from an empty database to another.
pub async fn beside(couch: &Couch, folder: &Path, cases: u64) -> Result<Replicated, Failure> {
    fs::create_dir_all(folder)?;
    let file = folder.join("cases.jsonl");
    archive::write(&file, cases, now())?;
    let read = fs::read_to_string(&file)?;
    let rows = read.lines().map(serde_json::from_str).collect::<Result<Vec<Value>, _>>()?;
    let named = |(number, mut row): (usize, Value)| {
        row["_id"] = format!("case-{number:07}").into();
        row
    };
    let documents: Vec<Value> = rows.into_iter().enumerate().map(named).collect();
    let ground = Ground::loopback()?;
    let meeting = couch.meet(&ground, &folder.join("couch")).await?;
    let replicated = meeting.replicate(&ground, &documents, None, 0).await?;
    drop(meeting);
    remove(folder)?;
    Ok(replicated)
}

#[cfg(test)]
mod tests {
    use super::growth;

    #[test]
    fn memory_that_stays_is_told_from_memory_that_grows() {
        assert_eq!(growth(&[1.0, 5.0, 9.0, 9.0, 9.0, 8.0]), 1.0);
        assert_eq!(growth(&[1.0, 2.0, 3.0, 4.0, 5.0, 8.0]), 2.0);
        assert_eq!(growth(&[]), 1.0);
    }
}

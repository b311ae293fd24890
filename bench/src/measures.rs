//! What is measured, in the order of the table.

mod bytes;
mod doors;
mod lists;
mod process;
mod rounds;
mod stage;

use std::fs;

use jiff::Timestamp;

use crate::Failure;
use crate::clock::now;
use crate::figure::{Figure, Unit, compare_sizes};
use crate::node::{Node, remove};
use crate::options::Run;
use crate::report::{Report, machine, read_kept};
use rounds::Pace;
use stage::Stage;

/// Everything that can be named behind `--only`: the first word of the figures it gives.
pub const NAMES: &[&str] = &[
    "import",
    "start",
    "memory",
    "inbox",
    "regency",
    "compressed",
    "case",
    "search",
    "public",
    "intake",
    "form",
    "bytes",
    "rebuild",
];

/// How much longer a request may take at the largest number of cases than at the smallest.
const GROWTH_MAX: f64 = 1.5;

/// Figures under way, and what could not be measured.
#[derive(Debug, Default)]
pub struct Found {
    figures: Vec<Figure>,
    failures: Vec<String>,
}

impl Found {
    /// Takes in what a measurement gave, or why it gave nothing.
    pub fn take(&mut self, what: &str, measured: Result<Vec<Figure>, Failure>) {
        match measured {
            Ok(figures) => {
                for figure in &figures {
                    println!("  {}: {}", figure.what, figure.unit.shown(figure.value));
                }
                self.figures.extend(figures);
            }
            Err(why) => self.lacks(what, &why),
        }
    }

    /// Something could not be measured.
    pub fn lacks(&mut self, what: &str, why: &Failure) {
        println!("  {what}: {why}");
        self.failures.push(format!("{what}: {why}"));
    }

    /// The report of a run that began then, on this machine.
    pub fn report(self, at: Timestamp, machine: String) -> Report {
        Report { at, machine, figures: self.figures, failures: self.failures }
    }
}

/// Measures everything that is wanted, prints the table, writes the files. Says whether all is good.
pub async fn run(run: &Run) -> Result<bool, Failure> {
    let at = now();
    let mut found = Found::default();
    for cases in &run.cases {
        println!("At {} cases", crate::figure::grouped(*cases as f64));
        if let Err(why) = at_size(run, *cases, &mut found).await {
            found.failures.push(format!("{cases} cases: {why}"));
        }
    }
    compare_sizes(&mut found.figures, GROWTH_MAX);
    let report = found.report(at, machine());
    let kept = read_kept(&run.kept)?;
    println!("\n{}\n\n{}", report.machine, report.table(&kept));
    report.write(&run.out.join("latest.json"))?;
    if run.keep {
        report.write(&run.kept)?;
    }
    Ok(report.is_good())
}

/// Measures at one number of cases, on a copy of the data.
async fn at_size(run: &Run, cases: u64, found: &mut Found) -> Result<(), Failure> {
    let (kept, made) = Node::kept(&run.program, &run.out, cases, run.is_fresh).await?;
    if run.wants("import") {
        let rate = Figure::new("import", cases, Unit::PerSecond, made.cases as f64 / made.seconds);
        found.take("import", Ok(vec![rate.note("cases with their whole history, measured when the data was made")]));
    }
    let folder = run.out.join("run").join(cases.to_string());
    remove(&folder)?;
    fs::create_dir_all(&folder)?;
    let mut stage = Stage::set(run, cases, &kept, &folder).await?;
    if run.wants("start") {
        found.take("start", process::start(&stage).await);
    }
    stage.open().await?;
    if run.wants("memory") {
        found.take("memory", process::memory_idle(&stage).await);
    }
    stage.sign_in().await?;
    let pace = if run.is_quick { Pace::QUICK } else { Pace::FULL };
    lists::measure(&stage, run, pace, found).await;
    doors::measure(&stage, run, pace, found).await;
    if run.wants("memory") {
        found.take("memory", process::memory_under_load(&stage));
    }
    if run.wants("bytes") {
        found.take("bytes", bytes::measure(&stage).await);
    }
    let node = stage.close().await?;
    if run.wants("rebuild") {
        found.take("rebuild", process::rebuild(&node, cases).await);
    }
    remove(&folder)
}

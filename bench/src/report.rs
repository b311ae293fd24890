//! One table for people, one file for programs, and the change against a run that was kept.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use crate::Failure;
use crate::figure::{Figure, Unit, Verdict, grouped};

/// Everything one run measured.
#[derive(Debug, Serialize)]
pub struct Report {
    /// When it began.
    pub at: Timestamp,
    /// On what.
    pub machine: String,
    /// The figures in the order they were measured.
    pub figures: Vec<Figure>,
    /// What could not be measured, and why.
    pub failures: Vec<String>,
}

/// Values of a run that was kept, by what was measured and at how many cases.
pub type Kept = BTreeMap<(String, u64), f64>;

impl Report {
    /// The table.
    pub fn table(&self, kept: &Kept) -> String {
        let mut rows =
            vec![["what", "cases", "Hadir", "baseline", "ratio", "change", "budget", "verdict"].map(str::to_owned)];
        rows.extend(self.figures.iter().map(|figure| row(figure, kept)));
        let widths: Vec<_> = (0..rows[0].len()).map(|at| width_of(&rows, at)).collect();
        let mut table = String::new();
        for (figure, row) in std::iter::once(None).chain(self.figures.iter().map(Some)).zip(&rows) {
            let cells = row.iter().zip(&widths).enumerate();
            let padded: Vec<_> = cells.map(|(at, (cell, width))| pad(cell, *width, (1..=5).contains(&at))).collect();
            let _ = writeln!(table, "{}", padded.join("  ").trim_end());
            if let Some(note) = figure.and_then(|figure| figure.note.as_ref()) {
                let _ = writeln!(table, "    {note}");
            }
        }
        for failure in &self.failures {
            let _ = writeln!(table, "NOT MEASURED  {failure}");
        }
        table
    }

    /// Whether everything was measured and every budget that compares within the run is kept.
    pub fn is_good(&self) -> bool {
        self.failures.is_empty() && self.figures.iter().all(|figure| figure.verdict() != Verdict::Missed)
    }

    /// Writes it as JSON.
    pub fn write(&self, path: &Path) -> Result<(), Failure> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut value = serde_json::to_value(self)?;
        for (figure, json) in self.figures.iter().zip(value["figures"].as_array_mut().into_iter().flatten()) {
            json["verdict"] = serde_json::to_value(figure.verdict())?;
        }
        fs::write(path, serde_json::to_string_pretty(&value)? + "\n")?;
        Ok(())
    }
}

/// Reads what an earlier run wrote; nothing where there is none.
pub fn read_kept(path: &Path) -> Result<Kept, Failure> {
    if !path.exists() {
        return Ok(Kept::new());
    }
    let report: Value = serde_json::from_str(&fs::read_to_string(path)?)?;
    let figures = report["figures"].as_array().into_iter().flatten();
    let value = |figure: &Value| {
        let key = (figure["what"].as_str()?.to_owned(), figure["cases"].as_u64()?);
        Some((key, figure["value"].as_f64()?))
    };
    Ok(figures.filter_map(value).collect())
}

/// On what it was measured, as the system tells.
pub fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let model = model.map_or("unknown processor", |(_, name)| name.trim());
    format!("{cores} cores ({model}), shared by the server, the baseline and the load generator")
}

fn row(figure: &Figure, kept: &Kept) -> [String; 8] {
    let change = kept.get(&(figure.what.clone(), figure.cases)).map(|before| change(*before, figure.value));
    let budgets: Vec<_> = figure.budgets.iter().map(|budget| budget.shown(figure.unit)).collect();
    [
        figure.what.clone(),
        if figure.cases == 0 { String::new() } else { grouped(figure.cases as f64) },
        figure.unit.shown(figure.value),
        figure.baseline.map(|baseline| figure.unit.shown(baseline)).unwrap_or_default(),
        figure.share.filter(|_| figure.unit != Unit::Count).map(|share| format!("{share:.2}")).unwrap_or_default(),
        change.unwrap_or_default(),
        budgets.join(", "),
        figure.verdict().to_string(),
    ]
}

fn change(before: f64, now: f64) -> String {
    if before == 0.0 { String::new() } else { format!("{:+.0} %", (now / before - 1.0) * 100.0) }
}

fn width_of(rows: &[[String; 8]], at: usize) -> usize {
    rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0)
}

fn pad(cell: &str, width: usize, is_number: bool) -> String {
    if is_number { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Budget;

    fn report() -> Report {
        let figure =
            Figure::new("inbox", 10_000, Unit::PerSecond, 4_400.0).beside(8_000.0).within(Budget::ShareAtLeast(0.33));
        Report { at: Timestamp::UNIX_EPOCH, machine: String::new(), figures: vec![figure], failures: Vec::new() }
    }

    #[test]
    fn the_table_names_value_baseline_ratio_change_and_verdict() {
        let kept = Kept::from([(("inbox".to_owned(), 10_000), 4_000.0)]);
        let table = report().table(&kept);
        let row = table.lines().nth(1).unwrap();
        let cells: Vec<_> = row.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
        assert_eq!(cells, ["inbox", "10,000", "4,400/s", "8,000/s", "0.55", "+10 %", "ratio ≥ 0.33", "kept"]);
    }

    #[test]
    fn what_was_written_is_read_again() {
        let scratch = hadir_testkit::scratch::Scratch::new("bench").unwrap();
        let path = scratch.path().join("kept.json");
        assert!(read_kept(&path).unwrap().is_empty());
        report().write(&path).unwrap();
        assert_eq!(read_kept(&path).unwrap(), Kept::from([(("inbox".to_owned(), 10_000), 4_400.0)]));
    }

    #[test]
    fn a_failure_is_no_good_report() {
        assert!(report().is_good());
        assert!(!Report { failures: vec!["search".to_owned()], ..report() }.is_good());
    }
}

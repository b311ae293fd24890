//! How steps end, and the summary a reader sees last.

use std::fmt;
use std::time::Duration;

/// How a step that did not fail came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Passed,
    /// Left out, wholly or in part, with the reason as a sentence.
    Skipped(String),
}

/// How a step ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    Passed,
    Skipped(String),
    Failed(String),
}

/// The endings of a run, in order.
#[derive(Clone, Debug, Default)]
pub struct Report {
    lines: Vec<(&'static str, Duration, Ending)>,
}

impl Report {
    pub fn add(&mut self, step: &'static str, time: Duration, ending: Ending) {
        self.lines.push((step, time, ending));
    }

    pub fn has_failed(&self) -> bool {
        self.count(|ending| matches!(ending, Ending::Failed(_))) > 0
    }

    fn count(&self, is_it: impl Fn(&Ending) -> bool) -> usize {
        self.lines.iter().filter(|(_, _, ending)| is_it(ending)).count()
    }
}

/// A line a step, then the numbers in the form that tools look for at the end of a test run.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (step, time, ending) in &self.lines {
            let (word, why) = match ending {
                Ending::Passed => ("passed", ""),
                Ending::Skipped(why) => ("skipped", why.as_str()),
                Ending::Failed(why) => ("FAILED", why.as_str()),
            };
            let line = format!("{step:12}{:>8.1} s  {word:9}{why}", time.as_secs_f64());
            writeln!(f, "{}", line.trim_end())?;
        }
        let passed = self.count(|ending| *ending == Ending::Passed);
        let failed = self.count(|ending| matches!(ending, Ending::Failed(_)));
        let skipped = self.lines.len() - passed - failed;
        writeln!(f, "steps: {passed} passed, {failed} failed, {skipped} skipped")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_is_plain() {
        let mut report = Report::default();
        report.add("fmt", Duration::from_millis(1_250), Ending::Passed);
        report.add("browser", Duration::ZERO, Ending::Skipped("No Chromium.".into()));
        assert!(!report.has_failed());
        report.add("clippy", Duration::from_secs(61), Ending::Failed("See above.".into()));
        assert!(report.has_failed());
        let expected = "\
fmt              1.2 s  passed
browser          0.0 s  skipped  No Chromium.
clippy          61.0 s  FAILED   See above.
steps: 1 passed, 1 failed, 1 skipped
";
        assert_eq!(report.to_string(), expected);
    }
}

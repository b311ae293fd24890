//! `cargo xtask test`: the steps that must pass, one after the other, stopping at the first that does not.
//!
//! There is no second list of checks for CI. `CI=true` only makes it stricter: what a developer may leave out for
//! want of a browser or a database is a failure there.

mod advisories;
mod deny;
mod options;
mod outcome;
mod prepare;
mod rust;

use std::error::Error;
use std::process::ExitCode;

pub use options::Options;
pub use outcome::Outcome;
use outcome::{Ending, Report};

use crate::clock::Stopwatch;
use crate::{browser, documents, tidy};

/// One thing that must pass.
struct Step {
    name: &'static str,
    about: &'static str,
    run: fn() -> Result<Outcome, Box<dyn Error>>,
    in_ci: Skips,
}

/// What a skipped step means with `CI=true`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Skips {
    Fail,
    /// Only where the reason is the world outside, not the machine.
    Pass,
}

/// The steps in their order: what is quick to say no comes before what takes long.
const STEPS: &[Step] = &[
    Step::new("prepare", "installs missing system parts and the browser tests' packages", prepare::run),
    Step::new("fmt", "the code is formatted", rust::fmt),
    Step::new("tidy", "rules about the code itself: floors, pure ground, links and so on", tidy_step),
    Step::new("clippy", "no warnings in any target", rust::clippy),
    Step::new("deny", "licences, banned crates and sources of all dependencies", deny::run),
    Step {
        in_ci: Skips::Pass,
        ..Step::new("advisories", "no known holes in dependencies, where the list can be reached", advisories::run)
    },
    Step::new("tests", "all tests, with a private PostgreSQL", rust::tests),
    Step::new("fleet", "thousands of simulated regencies whose offices lose touch and meet again", rust::fleet),
    Step::new("doctests", "the examples in the documentation", rust::doctests),
    Step::new("documents", "generated documents are not stale", documents_step),
    Step::new("browser", "people's ways through the program, in Chromium", browser::step),
];

impl Step {
    const fn new(name: &'static str, about: &'static str, run: fn() -> Result<Outcome, Box<dyn Error>>) -> Step {
        Step { name, about, run, in_ci: Skips::Fail }
    }

    /// Runs the step and tells how it ended, with `CI`'s stricter reading where it applies.
    fn end(&self, is_ci: bool) -> Ending {
        match (self.run)() {
            Ok(Outcome::Passed) => Ending::Passed,
            Ok(Outcome::Skipped(why)) if is_ci && self.in_ci == Skips::Fail => {
                Ending::Failed(format!("In CI nothing may be skipped. {why}"))
            }
            Ok(Outcome::Skipped(why)) => Ending::Skipped(why),
            Err(error) => Ending::Failed(error.to_string()),
        }
    }
}

/// Runs the chosen steps and prints how each ended.
pub fn run(options: &Options) -> ExitCode {
    if options.is_list {
        for step in STEPS {
            println!("{:12}{}", step.name, step.about);
        }
        return ExitCode::SUCCESS;
    }
    let is_ci = std::env::var("CI").as_deref() == Ok("true");
    let mut report = Report::default();
    for step in STEPS.iter().filter(|step| options.wants(step.name)) {
        println!("\n== {}: {}", step.name, step.about);
        let watch = Stopwatch::start();
        let ending = step.end(is_ci);
        report.add(step.name, watch.elapsed(), ending);
        if report.has_failed() {
            break;
        }
    }
    print!("\n{report}");
    ExitCode::from(u8::from(report.has_failed()))
}

fn tidy_step() -> Result<Outcome, Box<dyn Error>> {
    let findings = tidy::findings()?;
    for finding in &findings {
        println!("{finding}");
    }
    match findings.len() {
        0 => Ok(Outcome::Passed),
        count => Err(format!("The rules about the code object to {count} places, named above.").into()),
    }
}

fn documents_step() -> Result<Outcome, Box<dyn Error>> {
    documents::check()?;
    Ok(Outcome::Passed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_skip_fails_in_ci_unless_the_world_outside_is_the_reason() {
        let skipping = Step::new("x", "", || Ok(Outcome::Skipped("No browser.".into())));
        assert_eq!(skipping.end(false), Ending::Skipped("No browser.".into()));
        let failed = Ending::Failed("In CI nothing may be skipped. No browser.".into());
        assert_eq!(skipping.end(true), failed);
        let lenient = Step { in_ci: Skips::Pass, ..skipping };
        assert_eq!(lenient.end(true), Ending::Skipped("No browser.".into()));
    }

    #[test]
    fn names_of_steps_are_unique() {
        for (at, step) in STEPS.iter().enumerate() {
            assert!(STEPS[..at].iter().all(|other| other.name != step.name), "{}", step.name);
        }
    }
}

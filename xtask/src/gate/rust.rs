//! What the Rust tools check: format, lints, tests and examples.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;

use hadir_testkit::postgres::{self, Durability, Server, StartError};
use hadir_testkit::{scratch::Scratch, skip};

use super::outcome::Outcome;
use crate::process::{self, cargo};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

pub fn fmt() -> Result<Outcome> {
    passed(&mut cargo(&["fmt", "--all", "--check"]), "Some files are not formatted; `cargo fmt` does it.")
}

pub fn clippy() -> Result<Outcome> {
    let mut command = cargo(&["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]);
    passed(&mut command, "Clippy has something to say, see above.")
}

/// Seeds of the fleet simulation that a run of the gate plays through; a few minutes on two cores.
const SEEDS: &str = "1000";

/// The fleet simulation for longer than among the other tests. The whole workspace is named so that nothing is built anew.
pub fn fleet() -> Result<Outcome> {
    let mut command = cargo(&["test", "--workspace", "--test", "all", "fleet_simulation", "--", "--nocapture"]);
    command.env("HADIR_SEEDS", SEEDS);
    passed(&mut command, "A seed of the simulation failed; the line with HADIR_SEED above plays it again.")
}

pub fn doctests() -> Result<Outcome> {
    passed(&mut cargo(&["test", "--workspace", "--doc"]), "An example in the documentation does not work.")
}

/// All tests, on a PostgreSQL server that is shared by all test processes and gone afterwards.
pub fn tests() -> Result<Outcome> {
    let scratch = Scratch::new("gate")?;
    let skipped = scratch.path().join("skipped");
    let server = match Server::start(Durability::Off) {
        Ok(server) => Some(server),
        // Each test that needs one skips itself, and is counted below.
        Err(StartError::NotInstalled) => None,
        Err(error) => return Err(error.into()),
    };
    let mut command = runner();
    command.env(skip::LIST_VARIABLE, &skipped);
    if let Some(server) = &server {
        command.env(postgres::URL_VARIABLE, server.url());
    }
    process::run(&mut command, "Some tests failed, see above.")?;
    outcome_of(&skipped)
}

/// nextest where it is installed, because it runs the tests of all crates side by side; plain cargo otherwise.
fn runner() -> Command {
    if process::find("cargo-nextest").is_some() {
        return cargo(&["nextest", "run", "--workspace", "--no-fail-fast", "--config-file", "xtask/nextest.toml"]);
    }
    // Examples in the documentation have a step of their own.
    cargo(&["test", "--workspace", "--lib", "--bins", "--tests", "--examples", "--no-fail-fast"])
}

/// Reads which tests left themselves out.
fn outcome_of(skipped: &Path) -> Result<Outcome> {
    if !skipped.exists() {
        return Ok(Outcome::Passed);
    }
    let list = fs::read_to_string(skipped)?;
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for line in list.lines() {
        let reason = line.split_once(": ").map_or(line, |(_, reason)| reason);
        *counts.entry(reason).or_default() += 1;
    }
    let reasons: Vec<String> =
        counts.into_iter().map(|(reason, count)| format!("{count} left themselves out: {reason}.")).collect();
    Ok(Outcome::Skipped(reasons.join(" ")))
}

fn passed(command: &mut Command, else_say: &str) -> Result<Outcome> {
    process::run(command, else_say)?;
    Ok(Outcome::Passed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_that_left_themselves_out_are_counted_by_reason() {
        let scratch = Scratch::new("skipped").unwrap();
        let list = scratch.path().join("list");
        assert_eq!(outcome_of(&list).unwrap(), Outcome::Passed);
        fs::write(&list, "a::b: No PostgreSQL\nc: No PostgreSQL\nd: No S3: none named\n").unwrap();
        let expected = "2 left themselves out: No PostgreSQL. 1 left themselves out: No S3: none named.";
        assert_eq!(outcome_of(&list).unwrap(), Outcome::Skipped(expected.into()));
    }
}

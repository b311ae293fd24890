//! Known holes in dependencies, from the public advisory list where it can be reached.
//!
//! The list lives outside the registries, so a machine behind a narrow door goes without; the step says so.

use std::error::Error;
use std::process::Stdio;
use std::time::Duration;

use super::deny;
use super::outcome::Outcome;
use crate::process;

const FETCH_MAX: Duration = Duration::from_secs(60);

pub fn run() -> Result<Outcome, Box<dyn Error>> {
    let deny = deny::installed()?;
    let mut fetch =
        process::command(&deny).args(["fetch", "db"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let fetched = process::finish_within(FETCH_MAX, &mut fetch)?;
    if !fetched.is_some_and(|status| status.success()) {
        return Ok(Outcome::Skipped("The advisory list cannot be reached from here.".into()));
    }
    let mut check = process::command(&deny);
    check.args(["--all-features", "check", "--disable-fetch", "advisories"]);
    process::run(&mut check, "A dependency has a known hole, see above.")?;
    Ok(Outcome::Passed)
}

//! cargo-deny over all dependencies: their licences, banned crates, and where they come from.

use std::error::Error;
use std::path::PathBuf;

use super::outcome::Outcome;
use crate::process::{self, cargo};

/// One exact version, so that a new one never surprises anybody; raise it by hand.
const VERSION: &str = "0.20.2";

/// Kept with the build's other output, so that nothing is installed for the whole user.
const TOOLS: &str = "target/tools";

pub fn run() -> Result<Outcome, Box<dyn Error>> {
    let mut command = process::command(installed()?);
    command.args(["--all-features", "check", "licenses", "bans", "sources"]);
    process::run(&mut command, "cargo-deny refuses a dependency, see above; the rules are in deny.toml.")?;
    Ok(Outcome::Passed)
}

/// The path of the wanted version, which is built first where it is missing.
pub fn installed() -> Result<PathBuf, Box<dyn Error>> {
    let tools = process::root().join(TOOLS);
    let program = tools.join("bin/cargo-deny");
    if program.exists() {
        let version = process::output(process::command(&program).arg("--version"), "cargo-deny does not start.")?;
        if version.split_whitespace().last() == Some(VERSION) {
            return Ok(program);
        }
    }
    println!("Building cargo-deny {VERSION}, once.");
    let mut install = cargo(&["install", "cargo-deny", "--version", VERSION, "--locked", "--quiet", "--force"]);
    // It runs for a second here: a quick build is worth more than a quick program.
    install.args(["--debug", "--root"]).arg(&tools);
    install.env("CARGO_PROFILE_DEV_DEBUG", "0");
    install.env_remove("CARGO_TARGET_DIR");
    process::run(&mut install, "cargo-deny could not be built.")?;
    Ok(program)
}

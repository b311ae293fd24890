//! Running other programs from the root of the checkout.

use std::error::Error;
use std::ffi::OsStr;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};
use std::time::Duration;
use std::{env, fs, io};

use crate::clock::wait_for;

/// What `cargo run` sets for this program. Handed on, some build scripts would take it for a change of their own
/// package and compile everything again.
const SET_BY_CARGO_RUN: [&str; 7] = [
    "CARGO_BIN_NAME",
    "CARGO_CRATE_NAME",
    "CARGO_MANIFEST_DIR",
    "CARGO_MANIFEST_PATH",
    "CARGO_PRIMARY_PACKAGE",
    "LD_LIBRARY_PATH",
    "OUT_DIR",
];

/// The root of the checkout.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is a folder of the checkout")
}

/// A program, to be run in the root.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || SET_BY_CARGO_RUN.contains(&name.as_ref()) {
            command.env_remove(name.as_ref());
        }
    }
    command
}

/// Cargo with these arguments: the same one that runs this program.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments);
    command
}

/// Runs the command with its output going to the reader's; `else_say` is the error's sentence when it fails.
pub fn run(command: &mut Command, else_say: &str) -> Result<(), Box<dyn Error>> {
    match start(command, Command::status)?.success() {
        true => Ok(()),
        false => Err(else_say.into()),
    }
}

/// Runs the command and returns what it prints; its complaints go to the reader.
pub fn output(command: &mut Command, else_say: &str) -> Result<String, Box<dyn Error>> {
    command.stderr(std::process::Stdio::inherit());
    let output = start(command, Command::output)?;
    match output.status.success() {
        true => Ok(String::from_utf8(output.stdout)?),
        false => Err(else_say.into()),
    }
}

/// Starts a command, or names the program that could not be started.
fn start<T>(command: &mut Command, how: impl FnOnce(&mut Command) -> io::Result<T>) -> Result<T, Box<dyn Error>> {
    how(command).map_err(|error| {
        let program = command.get_program().to_string_lossy();
        format!("{program} could not be started: {error}").into()
    })
}

/// Waits for the child at most so long. `None` means it was still running, and was ended.
pub fn finish_within(limit: Duration, child: &mut Child) -> io::Result<Option<ExitStatus>> {
    match wait_for(limit, || child.try_wait().transpose()) {
        Some(status) => status.map(Some),
        None => {
            child.kill()?;
            child.wait()?;
            Ok(None)
        }
    }
}

/// Where the program is on the search path.
pub fn find(program: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders).map(|folder| folder.join(program)).find(|path| is_program(path))
}

fn is_program(path: &Path) -> bool {
    const ANY_MAY_EXECUTE: u32 = 0o111;
    fs::metadata(path).is_ok_and(|file| file.is_file() && file.permissions().mode() & ANY_MAY_EXECUTE != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_found_and_missing_ones_are_not() {
        assert!(find("sh").is_some());
        assert!(find("no-program-has-this-name").is_none());
    }

    #[test]
    fn a_failure_says_our_sentence_and_a_missing_program_its_name() {
        let error = run(&mut command("false"), "the answer is no").unwrap_err();
        assert_eq!(error.to_string(), "the answer is no");
        let error = run(&mut command("no-program-has-this-name"), "unused").unwrap_err();
        assert!(error.to_string().contains("no-program-has-this-name could not be started"));
    }

    #[test]
    fn output_is_what_was_printed() {
        let said = output(command("printf").arg("hadir"), "unused").unwrap();
        assert_eq!(said, "hadir");
    }

    #[test]
    fn a_child_that_takes_too_long_is_ended() {
        let mut child = command("sleep").arg("60").spawn().unwrap();
        let status = finish_within(Duration::from_millis(60), &mut child).unwrap();
        assert_eq!(status, None);
    }
}

//! Developer commands, run as `cargo xtask …`. `cargo xtask test` is the only gate; the rest are parts of it that
//! are useful by themselves.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line speaks through its output")]

mod bench;
mod browser;
mod clock;
mod data;
mod documents;
mod gate;
mod process;
mod tidy;

use std::env;
use std::error::Error;
use std::process::ExitCode;

const USAGE: &str = "\
Developer commands of Hadir

  cargo xtask test [--only STEP,…] [--list]     everything that must pass; installs or starts what it needs
  cargo xtask browser [--url URL] [--pictures] [SCENARIO …]  the browser tests, against a demo of its own or the one at URL
  cargo xtask bench [--cases N,…] [--only NAME,…] [--quick]   what the program does in a second, beside the bare stack
  cargo xtask bench sync [--seeds N] [--quick]  what syncing costs over a thin link, beside PouchDB
  cargo xtask docs [--check]                    writes the generated documents, or says which are stale
  cargo xtask data regions                      makes the regions again from their sources
";

/// Exit codes of every command: good, the answer is no, wrong use.
const NO: u8 = 1;
const WRONG_USE: u8 = 2;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["test", options @ ..] => match gate::Options::read(options) {
            Ok(options) => gate::run(&options),
            Err(why) => wrong_use(&why),
        },
        ["browser", options @ ..] => match browser::Options::read(options) {
            Ok(options) => finish(browser::run(&options)),
            Err(why) => wrong_use(&why),
        },
        ["bench", options @ ..] => finish(bench::run(options)),
        ["docs"] => finish(documents::write()),
        ["docs", "--check"] => finish(documents::check()),
        ["data", "regions"] => finish(data::regions::run()),
        ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            ExitCode::SUCCESS
        }
        [] => wrong_use("Name a command."),
        _ => wrong_use(&format!("There is no command `{}`.", words.join(" "))),
    }
}

fn wrong_use(why: &str) -> ExitCode {
    eprint!("{why}\n\n{USAGE}");
    ExitCode::from(WRONG_USE)
}

fn finish(result: Result<(), Box<dyn Error>>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(NO)
        }
    }
}

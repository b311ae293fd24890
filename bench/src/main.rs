//! What Hadir does in a second, beside what the bare stack does in the same run on the same machine.
//!
//! The way of a run: [`node`] makes a regency with so many cases through the real import, [`bare`] fills its one table;
//! both are served and [`measures`] puts the same [`load`] on them in turn; [`report`] prints one table. Budgets are
//! those of the design; they are read, never asserted by a test, since a busy machine says nothing about the program.
//! What syncing costs is [`syncing`], over a [`thin`] link.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line speaks through its output")]

mod archive;
mod bare;
mod clock;
mod figure;
mod load;
mod measures;
mod node;
mod options;
mod report;
mod server;
mod syncing;
mod thin;
mod town;
mod wire;

use std::process::ExitCode;

use options::{Command, USAGE};

/// Why something could not be measured.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Exit codes beside 0: the answer is no, wrong use.
const NO: u8 = 1;
const WRONG_USE: u8 = 2;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match Command::read(&words) {
        Ok(Command::Run(run)) => measures::run(&run).await,
        Ok(Command::Sync(wanted)) => syncing::run(&wanted).await,
        Ok(Command::Bare { data, rows, listen }) => bare::serve(&data, rows, listen).await.map(|()| true),
        Err(why) => {
            eprint!("{why}\n\n{USAGE}");
            return ExitCode::from(WRONG_USE);
        }
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(NO),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(NO)
        }
    }
}

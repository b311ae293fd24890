//! The program: reads its command line, opens a node's folder, and does what was asked.
//!
//! Exit codes: 0 good, 1 the answer is no or something failed, 2 wrong use.

pub mod app;
mod archive;
pub mod authority;
pub mod cli;
pub mod commands;
pub mod demo;
pub mod enrolment;
pub mod fleet;
pub mod folder;
pub mod https;
mod jobs;
mod locked;
pub mod node;
mod observe;
mod pages;
mod passphrase;
mod prefix;
mod progress;
mod root_key;
pub mod root_share;
mod say;
pub mod sealed;
mod sync;
mod tls;

use std::process::ExitCode;

use clap::Parser;

pub use pages::sources as page_sources;

/// Runs the program with the command line it was started with.
pub fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    observe::start();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return say::failed(&error),
    };
    match runtime.block_on(commands::run(cli.command)) {
        Ok(commands::Answer::Yes) => ExitCode::SUCCESS,
        Ok(commands::Answer::No) => ExitCode::from(1),
        Err(error) => say::failed(error.as_ref()),
    }
}

//! One file a command. Each opens what it needs, does its work, and says what it did.

mod backup;
mod bundle;
mod deadlines;
mod demo;
mod export;
mod import;
pub(crate) mod init;
mod log;
mod node;
mod restore;
mod root;
mod serve;
mod sync;

use crate::cli::Command;
use crate::node::Failure;

/// What a command answers: the exit codes 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Good.
    Yes,
    /// The answer is no: something did not verify, or rows were left out.
    No,
}

/// Does what was asked.
pub async fn run(command: Command) -> Result<Answer, Failure> {
    match command {
        Command::Demo(asked) => demo::run(asked).await,
        Command::Init(asked) => init::run(asked).await,
        Command::Serve(asked) => serve::run(asked).await,
        Command::Import(asked) => import::run(asked).await,
        Command::Export(asked) => export::run(asked).await,
        Command::Deadlines(asked) => deadlines::run(asked).await,
        Command::Log(asked) => log::run(asked).await,
        Command::Node(asked) => node::run(asked).await,
        Command::Sync(asked) => sync::run(asked).await,
        Command::Bundle(asked) => bundle::run(asked).await,
        Command::Root(asked) => root::run(asked).await,
        Command::Backup(asked) => backup::run(asked).await,
        Command::Restore(asked) => restore::run(asked).await,
    }
}

//! Both programs with their data, side by side.

use std::path::{Path, PathBuf};

use tokio::process::Command;

use crate::Failure;
use crate::node::{Node, copy, sign_in};
use crate::options::Run;
use crate::server::Server;

/// An officer of one unit, and one who reads the cases of all.
const HANDLER: &str = "irman.pupr";
const LEADER: &str = "bupati";
/// The handler's unit, for the baseline's list.
pub const UNIT: &str = "pupr";

/// What is measured: data, and the two servers once they are open.
pub struct Stage {
    /// How many cases there are.
    pub cases: u64,
    /// Hadir's data.
    pub node: Node,
    bare: PathBuf,
    open: Option<Open>,
}

/// Two running servers.
pub struct Open {
    /// Hadir.
    pub hadir: Server,
    /// The baseline.
    pub bare: Server,
    /// The cookie of an officer of one unit.
    pub handler: String,
    /// The cookie of someone who reads every unit's cases.
    pub leader: String,
    /// Numbers of cases that exist.
    pub numbers: Vec<String>,
}

impl Stage {
    /// Copies the data of both; the baseline's are made first if they are not there.
    pub async fn set(run: &Run, cases: u64, kept: &Node, folder: &Path) -> Result<Stage, Failure> {
        let kept_bare = run.out.join("kept").join(cases.to_string()).join("bare.db");
        Server::start(serve_bare(&kept_bare, cases)?).await?.stop().await?;
        let bare = folder.join("bare.db");
        copy(&kept_bare, &bare).await?;
        Ok(Stage { cases, node: kept.copy(&folder.join("node")).await?, bare, open: None })
    }

    /// Starts both.
    pub async fn open(&mut self) -> Result<(), Failure> {
        let (hadir, bare) = (Server::start(self.node.serve()).await?, Server::start(self.serve_bare()?).await?);
        self.open = Some(Open {
            handler: String::new(),
            leader: String::new(),
            numbers: self.node.numbers().await?,
            hadir,
            bare,
        });
        Ok(())
    }

    /// Signs both officers in; not done on opening, because checking a password takes memory that idle memory is
    /// measured without.
    pub async fn sign_in(&mut self) -> Result<(), Failure> {
        let open = self.open.as_mut().ok_or("the servers are not open")?;
        open.handler = sign_in(&open.hadir, HANDLER).await?;
        open.leader = sign_in(&open.hadir, LEADER).await?;
        Ok(())
    }

    /// The running servers.
    pub fn servers(&self) -> Result<&Open, Failure> {
        self.open.as_ref().ok_or_else(|| "the servers are not open".into())
    }

    /// The command that serves the baseline on its copy.
    pub fn serve_bare(&self) -> Result<Command, Failure> {
        serve_bare(&self.bare, self.cases)
    }

    /// Stops both and gives the data back.
    pub async fn close(self) -> Result<Node, Failure> {
        if let Some(open) = self.open {
            open.hadir.stop().await?;
            open.bare.stop().await?;
        }
        Ok(self.node)
    }
}

fn serve_bare(data: &Path, rows: u64) -> Result<Command, Failure> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("bare").arg("--data").arg(data).args(["--rows", &rows.to_string(), "--listen", "127.0.0.1:0"]);
    Ok(command)
}

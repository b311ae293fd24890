//! CouchDB-protocol replication of the same cases: PouchDB at the office, its server at the regency.
//!
//! It replicates without TLS and from a process that runs already, so its figures flatter it by two round trips.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::time::timeout;

use super::ground::Ground;
use super::regency::said;
use crate::Failure;
use crate::node::remove;
use crate::thin::{End, Shape};

const PACKAGE: &str = include_str!("../../couch/package.json");
const LOCK: &str = include_str!("../../couch/package-lock.json");
const REPLICATE: &str = include_str!("../../couch/replicate.mjs");
/// How long one replication may take, and getting ready for it.
const REPLICATION_MAX: Duration = Duration::from_secs(600);

/// The programs, as npm installed them.
#[derive(Clone, Debug)]
pub struct Couch {
    folder: PathBuf,
}

/// What a replication cost.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Replicated {
    /// From the call to its end, TCP included.
    pub seconds: f64,
    /// Bytes above TCP, both ways.
    pub bytes: f64,
}

impl Couch {
    /// Installs PouchDB and its server below a folder, unless these very versions are there.
    pub async fn install(out: &Path) -> Result<Couch, Failure> {
        let couch = Couch { folder: out.join("couch") };
        fs::create_dir_all(&couch.folder)?;
        fs::write(couch.folder.join("replicate.mjs"), REPLICATE)?;
        fs::write(couch.folder.join("package.json"), PACKAGE)?;
        fs::write(couch.folder.join("package-lock.json"), LOCK)?;
        // Written last, so that what was left half installed is installed again.
        let mark = couch.folder.join("installed.json");
        if fs::read_to_string(&mark).is_ok_and(|installed| installed == LOCK) {
            return Ok(couch);
        }
        println!("  PouchDB is being installed, which takes minutes the first time");
        let mut npm = Command::new("npm");
        npm.args(["ci", "--no-audit", "--no-fund"]).current_dir(&couch.folder);
        said(&mut npm).await.map_err(|why| format!("npm could not install PouchDB: {why}"))?;
        fs::write(mark, LOCK)?;
        Ok(couch)
    }

    /// Starts a server at the regency's end, which keeps everything in memory, and lets the office meet it once, as two
    /// programs that replicated before. What runs in `folder` is gone afterwards.
    pub async fn meet(&self, ground: &Ground, folder: &Path) -> Result<Meeting<'_>, Failure> {
        remove(folder)?;
        fs::create_dir_all(folder)?;
        let folder = folder.canonicalize()?;
        let mut command = ground.command(End::Regency, Path::new("node"));
        command.arg(self.folder.canonicalize()?.join("node_modules/pouchdb-server/bin/pouchdb-server"));
        let (host, port) = (ground.address.ip().to_string(), ground.address.port().to_string());
        command.args(["--in-memory", "--no-stdout-logs", "--host", &host, "--port", &port]).current_dir(&folder);
        let server =
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true).spawn()?;
        let meeting = Meeting { couch: self, _server: server, folder };
        meeting.replicate(ground, &[], None, 0).await?;
        Ok(meeting)
    }
}

/// A server that was met.
#[derive(Debug)]
pub struct Meeting<'a> {
    couch: &'a Couch,
    _server: Child,
    folder: PathBuf,
}

impl Meeting<'_> {
    /// Replicates new documents over a link of this shape.
    pub async fn replicate(
        &self,
        ground: &Ground,
        documents: &[Value],
        shape: Option<Shape>,
        seed: u64,
    ) -> Result<Replicated, Failure> {
        let file = self.folder.join("documents.jsonl");
        fs::write(&file, documents.iter().map(|document| format!("{document}\n")).collect::<String>())?;
        ground.shape(None, seed);
        let mut replicating = self.start(ground, &file)?;
        let replicated = timeout(REPLICATION_MAX, async {
            replicating.line().await?;
            ground.shape(shape, seed);
            replicating.go.write_all(b"\n").await?;
            Ok::<_, Failure>(serde_json::from_str(&replicating.line().await?)?)
        });
        replicated.await.map_err(|_| "the replication took too long")?
    }

    fn start(&self, ground: &Ground, file: &Path) -> Result<Replicating, Failure> {
        let mut command = ground.command(End::Office, Path::new("node"));
        command.arg(self.couch.folder.canonicalize()?.join("replicate.mjs"));
        command.arg(self.folder.join("office")).arg(format!("http://{}/cases", ground.address)).arg(file);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true).spawn()?;
        let go = child.stdin.take().ok_or("the input was asked for as a pipe")?;
        let lines = BufReader::new(child.stdout.take().ok_or("the output was asked for as a pipe")?).lines();
        Ok(Replicating { _child: child, go, lines })
    }
}

impl Drop for Meeting<'_> {
    fn drop(&mut self) {
        let _ = remove(&self.folder);
    }
}

/// A replication that waits for its word to go.
struct Replicating {
    _child: Child,
    go: ChildStdin,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Replicating {
    async fn line(&mut self) -> Result<String, Failure> {
        self.lines.next_line().await?.ok_or_else(|| "PouchDB ended before it was done".into())
    }
}

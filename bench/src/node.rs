//! A regency to measure: the demo's units and staff, and as many cases as wanted, taken in by the real import.
//!
//! What was made is kept under the output folder, since a million cases take a while; every run works on a copy.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use tokio::process::Command;

use crate::clock::{instant, now};
use crate::server::Server;
use crate::wire::{Connection, post_form};
use crate::{Failure, archive};

/// The password of everyone in the demo, and the passphrase of its root key.
pub const PASSWORD: &str = "hadir tanggap dipercaya demo";
/// Case numbers that pages are asked for; enough that none is asked for often.
const NUMBERS: u64 = 2_000;

/// What making the cases took.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Made {
    /// Cases that were imported.
    pub cases: u64,
    /// How long the import ran.
    pub seconds: f64,
}

/// A regency's data, ready to be served.
#[derive(Clone, Debug)]
pub struct Node {
    program: PathBuf,
    folder: PathBuf,
}

impl Node {
    /// The kept regency with so many cases; made if there is none yet, or if a fresh one is wanted.
    pub async fn kept(program: &Path, out: &Path, cases: u64, is_fresh: bool) -> Result<(Node, Made), Failure> {
        let kept = out.join("kept").join(cases.to_string());
        let node = Node { program: program.to_owned(), folder: kept.join("node") };
        let record = kept.join("made.json");
        if record.exists() && !is_fresh {
            return Ok((node, serde_json::from_str(&fs::read_to_string(record)?)?));
        }
        remove(&kept)?;
        fs::create_dir_all(&kept)?;
        let made = node.make(&kept, cases).await?;
        // Written last: what was left half made is made again.
        fs::write(record, serde_json::to_string(&made)?)?;
        Ok((node, made))
    }

    async fn make(&self, folder: &Path, cases: u64) -> Result<Made, Failure> {
        let mut demo = Command::new(&self.program);
        demo.args(["demo", "--region", "nunukan", "--listen", "127.0.0.1:0", "--data"]).arg(&self.folder);
        Server::start(demo).await?.stop().await?;
        let file = folder.join("cases.jsonl");
        archive::write(&file, cases, now())?;
        let started = instant();
        let mut import = Command::new(&self.program);
        import.args(["import", "cases", "--data"]).arg(&self.folder).arg(&file);
        let status = import.status().await?;
        let seconds = started.elapsed().as_secs_f64();
        if !status.success() {
            return Err(format!("the import of {cases} cases ended with {status}").into());
        }
        fs::remove_file(file)?;
        Ok(Made { cases, seconds })
    }

    /// A copy in another folder, brought to the shape that the program wants by opening it once.
    pub async fn copy(&self, to: &Path) -> Result<Node, Failure> {
        copy(&self.folder, to).await?;
        let copied = Node { program: self.program.clone(), folder: to.to_owned() };
        copied.log("head").await?;
        Ok(copied)
    }

    /// Runs `hadir log`.
    pub async fn log(&self, what: &str) -> Result<(), Failure> {
        let output = Command::new(&self.program).args(["log", what, "--data"]).arg(&self.folder).output().await?;
        match output.status.success() {
            true => Ok(()),
            false => Err(format!("log {what}: {}", String::from_utf8_lossy(&output.stderr)).into()),
        }
    }

    /// The command that serves it, with the public limit lifted.
    pub fn serve(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(&self.folder);
        command.env("HADIR_PUBLIC_RATE", "off");
        command
    }

    /// Public numbers of cases of all ages, read straight from the database.
    pub async fn numbers(&self) -> Result<Vec<String>, Failure> {
        let options = SqliteConnectOptions::new().filename(self.folder.join("hadir.db")).read_only(true);
        let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
        let sql = "select min(place_in_time), max(place_in_time) from cases";
        let (first, last): (i64, i64) = sqlx::query_as(sql).fetch_one(&pool).await?;
        let mut numbers = Vec::new();
        for at in 0..NUMBERS.cast_signed() {
            let place = first + (last - first) / NUMBERS.cast_signed() * at;
            let sql =
                "select number from cases where place_in_time >= $1 and not is_sealed order by place_in_time limit 1";
            let (number,): (String,) = sqlx::query_as(sql).bind(place).fetch_one(&pool).await?;
            numbers.push(number);
        }
        pool.close().await;
        Ok(numbers)
    }

    /// How many operations its log holds.
    pub async fn operations(&self) -> Result<f64, Failure> {
        let options = SqliteConnectOptions::new().filename(self.folder.join("hadir.db")).read_only(true);
        let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
        let (count,): (i64,) = sqlx::query_as("select count(*) from operations").fetch_one(&pool).await?;
        pool.close().await;
        Ok(count as f64)
    }
}

/// Signs a member of the demo's staff in and gives the cookie to send along.
pub async fn sign_in(server: &Server, username: &str) -> Result<String, Failure> {
    let mut connection = Connection::open(server.address).await?;
    let form = post_form("/masuk", &[], &[("username", username), ("password", PASSWORD)]);
    let answer = connection.exchange(&form).await?;
    let cookie = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next());
    match cookie {
        Some(cookie) if answer.status == 303 => Ok(cookie.to_owned()),
        _ => Err(format!("{username} could not sign in: {}", answer.status).into()),
    }
}

/// Copies a file or a folder, sharing its blocks where the file system can.
pub async fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    let copied = Command::new("cp").args(["-r", "--reflink=auto"]).arg(from).arg(to).status().await?;
    if copied.success() { Ok(()) } else { Err(format!("{} could not be copied", from.display()).into()) }
}

/// Removes a folder with all it holds, if it is there.
pub fn remove(folder: &Path) -> Result<(), Failure> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}

//! The demo's regency with the node of one office, made by the program's own commands as people make them.

use std::fs;
use std::path::{Path, PathBuf};

use tokio::process::Command;

use super::ground::Ground;
use crate::Failure;
use crate::node::{PASSWORD, copy};
use crate::server::Server;
use crate::thin::End;

/// The demo's topmost unit: the office carries what the regency carries.
const TOP_UNIT: &str = "kab-nunukan";

/// The folder with both nodes, and what they are served with.
#[derive(Clone, Debug)]
pub struct Regency {
    program: PathBuf,
    folder: PathBuf,
}

impl Regency {
    /// Makes both nodes; the office's is enrolled and has not synced yet.
    pub async fn make(program: &Path, folder: &Path) -> Result<Regency, Failure> {
        fs::create_dir_all(folder)?;
        let regency = Regency { program: program.to_owned(), folder: folder.to_owned() };
        fs::write(regency.file("password"), PASSWORD)?;
        regency.certify()?;
        let demo = regency.command(&["demo", "--region", "nunukan", "--listen", "127.0.0.1:0"], &regency.root());
        Server::start(demo).await?.stop().await?;
        let office = ["--name", "Mal Pelayanan Publik", "--zone", "Asia/Makassar", "--prefix", "MPP"];
        let request = said(regency.command(&["node", "new"], &regency.office()).args(office)).await?;
        let mut enrol = regency.command(&["node", "enrol", "--unit", TOP_UNIT], &regency.root());
        let line = said(enrol.arg("--root-passphrase-file").arg(regency.file("password")).arg(request.trim())).await?;
        said(regency.command(&["node", "join"], &regency.office()).arg(line.trim())).await?;
        Ok(regency)
    }

    /// A copy in another folder.
    pub async fn copy(&self, to: &Path) -> Result<Regency, Failure> {
        copy(&self.folder, to).await?;
        Ok(Regency { program: self.program.clone(), folder: to.to_owned() })
    }

    /// Takes cases in at the regency's node.
    pub async fn import(&self, file: &Path) -> Result<(), Failure> {
        said(self.command(&["import", "cases"], &self.root()).arg(file)).await.map(drop)
    }

    /// Cases at the regency's node that are in no closed circle.
    pub async fn cases(&self) -> Result<u64, Failure> {
        let exported = said(&mut self.command(&["export", "cases", "--format", "jsonl"], &self.root())).await?;
        Ok(exported.lines().count() as u64)
    }

    /// Serves the regency's node by HTTPS, as offices call it.
    pub async fn serve_root(&self, ground: &Ground) -> Result<Server, Failure> {
        let mut command = ground.command(End::Regency, &self.program);
        command.args(["serve", "--listen", &ground.address.to_string(), "--data"]).arg(self.root());
        command.arg("--tls-cert").arg(self.file("cert.pem")).arg("--tls-key").arg(self.file("key.pem"));
        Server::listening(command).await
    }

    /// Serves the office's node to its own machine, with the public limit lifted.
    pub async fn serve_office(&self) -> Result<Server, Failure> {
        Server::start(self.command(&["serve", "--listen", "127.0.0.1:0", "--public-rate", "off"], &self.office())).await
    }

    /// The command with which the office syncs.
    pub fn sync(&self, ground: &Ground) -> Command {
        let mut command = ground.command(End::Office, &self.program);
        command.args(["sync", "--json", "--data"]).arg(self.office()).arg(format!("https://{}", ground.address));
        command
    }

    /// The database of the office's node.
    pub fn office_database(&self) -> PathBuf {
        self.office().join("hadir.db")
    }

    fn root(&self) -> PathBuf {
        self.file("regency")
    }

    fn office(&self) -> PathBuf {
        self.file("office")
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn command(&self, words: &[&str], data: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command.args(words).arg("--data").arg(data);
        command
    }

    /// A certificate that no machine trusts, as most offices have it.
    fn certify(&self) -> Result<(), Failure> {
        let made = rcgen::generate_simple_self_signed(["hadir.local".to_owned()])?;
        fs::write(self.file("cert.pem"), made.cert.pem())?;
        fs::write(self.file("key.pem"), made.signing_key.serialize_pem())?;
        Ok(())
    }
}

/// Runs a command that must be content, and gives what it printed.
pub async fn said(command: &mut Command) -> Result<String, Failure> {
    let output = command.output().await?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    match output.status.success() {
        true => Ok(said),
        false => Err(format!("{said}{}", String::from_utf8_lossy(&output.stderr)).into()),
    }
}

//! A private, throw-away PostgreSQL server on a free port of the loopback address.
//!
//! A small shell, the *keeper*, waits for the pipe from this process to close, then stops the server and
//! removes its folder. So nothing stays behind, however this process ends: dropped, finished or killed.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::{fmt, io};

use super::programs::{self, User};
use crate::scratch::unique_suffix;

/// A free port can be taken by somebody else between our look and the server's start.
const START_TRIES: u32 = 3;

/// Stops the server and removes its folder once its standard input ends. `$1` is the folder, the rest is `pg_ctl`.
const KEEPER: &str = r#"read -r _; place=$1; shift; "$@" stop -D "$place/data" -m immediate; rm -rf "$place""#;

/// Whether a commit waits for the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Nothing is synchronised: much faster, and a test's data need not survive a power cut.
    Off,
    /// The server's own safe defaults, for tests about losing power and for benchmarks.
    Full,
}

/// Why there is no server.
#[derive(Debug)]
pub enum StartError {
    /// The server programs are not on this machine.
    NotInstalled,
    /// A file or a process could not be made.
    Io(io::Error),
    /// A program of PostgreSQL failed; what it wrote is kept.
    Failed { program: PathBuf, output: String },
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StartError::NotInstalled => f.write_str("the PostgreSQL server programs are not installed"),
            StartError::Io(_) => f.write_str("a file or process for PostgreSQL could not be made"),
            StartError::Failed { program, output } => {
                write!(f, "{} failed and wrote:\n{output}", program.display())
            }
        }
    }
}

impl std::error::Error for StartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            StartError::Io(error) => Some(error),
            StartError::NotInstalled | StartError::Failed { .. } => None,
        }
    }
}

impl From<io::Error> for StartError {
    fn from(error: io::Error) -> StartError {
        StartError::Io(error)
    }
}

/// A running server. Dropping it stops the server at once and removes its data.
#[derive(Debug)]
pub struct Server {
    url: String,
    place: PathBuf,
    keeper: Child,
}

impl Server {
    /// Makes a cluster and starts it; both together take about a second.
    pub fn start(durability: Durability) -> Result<Server, StartError> {
        let programs = Programs::find()?;
        let place = Place::make(programs.user)?;
        // The keeper comes first, so that a failure on the way leaves nothing behind either.
        let keeper = keeper(&programs, &place)?;
        programs.init(&place)?;
        let port = programs.start(&place, durability)?;
        let url = format!("postgres://postgres@127.0.0.1:{port}/postgres");
        Ok(Server { url, place: place.path, keeper })
    }

    /// The folder of the server: its data and the log of its programs.
    pub fn folder(&self) -> &Path {
        &self.place
    }

    /// The maintenance database's URL; its user may make databases and needs no password.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        // The keeper has no way to fail that anyone could act on here.
        let _ = self.keeper.wait();
    }
}

/// The programs a server needs, and the user they run as.
struct Programs {
    initdb: PathBuf,
    pg_ctl: PathBuf,
    user: Option<User>,
}

impl Programs {
    fn find() -> Result<Programs, StartError> {
        let program = |name| programs::find(name).ok_or(StartError::NotInstalled);
        Ok(Programs { initdb: program("initdb")?, pg_ctl: program("pg_ctl")?, user: programs::server_user() })
    }

    fn init(&self, place: &Place) -> Result<(), StartError> {
        let mut command = programs::command_as(self.user, &self.initdb);
        command.arg("--pgdata").arg(place.data());
        command.args(["--username=postgres", "--auth=trust", "--encoding=UTF8"]);
        command.args(["--locale=C.UTF-8", "--no-sync", "--no-instructions"]);
        run(&mut command, &self.initdb, place)
    }

    /// Starts the server and returns its port.
    fn start(&self, place: &Place, durability: Durability) -> Result<u16, StartError> {
        let mut tries = 1;
        loop {
            let port = free_port()?;
            place.configure(port, durability)?;
            let mut command = programs::command_as(self.user, &self.pg_ctl);
            command.args(["start", "--wait", "--timeout=60", "--pgdata"]);
            command.arg(place.data());
            match run(&mut command, &self.pg_ctl, place) {
                Ok(()) => return Ok(port),
                Err(_) if tries < START_TRIES => tries += 1,
                Err(error) => return Err(error),
            }
        }
    }
}

/// The server's folder: `data` belongs to the server's user, `log` gathers what its programs write.
struct Place {
    path: PathBuf,
}

impl Place {
    fn make(user: Option<User>) -> io::Result<Place> {
        let path = std::env::temp_dir().join(format!("hadir-postgres-{}", unique_suffix()));
        let place = Place { path };
        fs::create_dir(&place.path)?;
        // Another user must be able to walk through, but not to list.
        fs::set_permissions(&place.path, fs::Permissions::from_mode(0o711))?;
        fs::create_dir(place.data())?;
        fs::set_permissions(place.data(), fs::Permissions::from_mode(0o700))?;
        if let Some(User { uid, gid }) = user {
            chown(place.data(), Some(uid), Some(gid))?;
        }
        Ok(place)
    }

    fn data(&self) -> PathBuf {
        self.path.join("data")
    }

    fn log(&self) -> PathBuf {
        self.path.join("log")
    }

    /// Adds our settings at the end of the file, where they win over the earlier ones.
    fn configure(&self, port: u16, durability: Durability) -> io::Result<()> {
        let mut settings = format!(
            "listen_addresses = '127.0.0.1'\nport = {port}\nunix_socket_directories = ''\nmax_connections = 200\n"
        );
        if durability == Durability::Off {
            settings += "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n";
        }
        OpenOptions::new().append(true).open(self.data().join("postgresql.conf"))?.write_all(settings.as_bytes())
    }
}

fn keeper(programs: &Programs, place: &Place) -> io::Result<Child> {
    let pg_ctl = programs::command_as(programs.user, &programs.pg_ctl);
    Command::new("sh")
        .args(["-c", KEEPER, "keeper"])
        .arg(&place.path)
        .arg(pg_ctl.get_program())
        .args(pg_ctl.get_args())
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        // A group of its own: Ctrl-C at the terminal must not reach the keeper before it has cleaned up.
        .process_group(0)
        .spawn()
}

/// Runs a program of PostgreSQL to its end. Output goes to a file, because the server that `pg_ctl` leaves
/// running would hold a pipe open for ever.
fn run(command: &mut Command, program: &Path, place: &Place) -> Result<(), StartError> {
    let log = File::create(place.log())?;
    let status = command
        .current_dir(&place.path)
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .process_group(0)
        .status()?;
    if status.success() {
        return Ok(());
    }
    Err(StartError::Failed { program: program.to_path_buf(), output: fs::read_to_string(place.log())? })
}

fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use std::net::TcpStream;

    use super::*;
    use crate::skip;

    #[test]
    fn a_dropped_server_leaves_neither_port_nor_folder() {
        let server = match Server::start(Durability::Full) {
            Ok(server) => server,
            Err(StartError::NotInstalled) => skip!("PostgreSQL is not installed here"),
            Err(error) => panic!("{error}"),
        };
        let address = server.url().trim_start_matches("postgres://postgres@").trim_end_matches("/postgres").to_owned();
        assert!(TcpStream::connect(&address).is_ok());
        let folder = server.folder().to_path_buf();
        assert!(folder.is_dir());
        drop(server);
        assert!(TcpStream::connect(&address).is_err());
        assert!(!folder.exists());
    }
}

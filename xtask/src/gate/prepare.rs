//! Getting what the other steps need: system parts from the package manager, the browser tests' packages from npm.
//!
//! Nothing missing here is a failure by itself: the step that needs it says so, and a developer may go without.

use std::error::Error;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Command;

use hadir_testkit::postgres;

use super::outcome::Outcome;
use crate::{browser, process};

/// Debian starts a cluster of its own for every version it installs, unless it is told not to before.
const CLUSTER_SETTINGS: &str = "/etc/postgresql-common/createcluster.conf";

/// A part of the system, and the Debian packages that bring it.
struct Part {
    name: &'static str,
    packages: &'static [&'static str],
    is_here: fn() -> bool,
}

const PARTS: &[Part] = &[
    Part {
        name: "Chromium",
        packages: &["chromium", "fonts-liberation"],
        is_here: || browser::find_chromium().is_some(),
    },
    Part {
        name: "certutil, which tells Chromium whom to trust",
        packages: &["libnss3-tools"],
        is_here: || process::find("certutil").is_some(),
    },
    Part { name: "the PostgreSQL server programs", packages: &["postgresql-15"], is_here: postgres::is_installed },
];

pub fn run() -> Result<Outcome, Box<dyn Error>> {
    install_parts(PARTS.iter().filter(|part| !(part.is_here)()).collect())?;
    install_npm_packages()?;
    Ok(Outcome::Passed)
}

fn install_parts(missing: Vec<&Part>) -> Result<(), Box<dyn Error>> {
    if missing.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = missing.iter().map(|part| part.name).collect();
    let Some(privilege) = Privilege::find() else {
        println!("Missing: {}. Installing them needs apt-get and root.", names.join(", "));
        return Ok(());
    };
    println!("Installing {}.", names.join(", "));
    keep_postgresql_quiet(privilege)?;
    let packages = missing.iter().flat_map(|part| part.packages);
    process::run(privilege.command("apt-get").args(["update", "-qq"]), "The lists of packages could not be read.")?;
    process::run(
        privilege
            .command("apt-get")
            .args(["install", "-qq", "--yes", "--no-install-recommends"])
            .args(["-o", "Dpkg::Options::=--force-confold"])
            .args(packages),
        "The missing parts could not be installed.",
    )
}

/// How this machine lets us install packages.
#[derive(Clone, Copy)]
enum Privilege {
    Root,
    Sudo,
}

impl Privilege {
    fn find() -> Option<Privilege> {
        process::find("apt-get")?;
        let is_root = fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0);
        if is_root {
            return Some(Privilege::Root);
        }
        process::find("sudo")?;
        // Never ask for a password in the middle of a test run.
        let may = process::command("sudo").args(["-n", "true"]).output();
        may.is_ok_and(|may| may.status.success()).then_some(Privilege::Sudo)
    }

    fn command(self, program: &str) -> Command {
        match self {
            Privilege::Root => {
                let mut command = process::command(program);
                command.env("DEBIAN_FRONTEND", "noninteractive");
                command
            }
            Privilege::Sudo => {
                let mut command = process::command("sudo");
                command.args(["-n", "DEBIAN_FRONTEND=noninteractive", program]);
                command
            }
        }
    }
}

/// The tests start servers of their own; a developer's machine gets no service nobody asked for.
fn keep_postgresql_quiet(privilege: Privilege) -> Result<(), Box<dyn Error>> {
    if Path::new(CLUSTER_SETTINGS).exists() {
        return Ok(());
    }
    let script = format!(
        "mkdir -p \"$(dirname {CLUSTER_SETTINGS})\" && echo 'create_main_cluster = false' > {CLUSTER_SETTINGS}"
    );
    process::run(privilege.command("sh").args(["-c", &script]), "PostgreSQL's settings could not be written.")
}

fn install_npm_packages() -> Result<(), Box<dyn Error>> {
    let folder = process::root().join(browser::FOLDER);
    if is_newer(&folder.join("node_modules/.package-lock.json"), &folder.join("package-lock.json")) {
        return Ok(());
    }
    let Some(npm) = process::find("npm") else {
        println!("npm is not here, so the browser tests' packages are not installed.");
        return Ok(());
    };
    let mut command = process::command(npm);
    command.current_dir(folder);
    process::run(
        command.args([OsStr::new("ci"), "--ignore-scripts".as_ref(), "--no-audit".as_ref(), "--no-fund".as_ref()]),
        "The browser tests' packages could not be installed.",
    )
}

/// Whether `made` was written after `source`.
fn is_newer(made: &Path, source: &Path) -> bool {
    let written = |path: &Path| fs::metadata(path).and_then(|file| file.modified());
    match (written(made), written(source)) {
        (Ok(made), Ok(source)) => made >= source,
        _ => false,
    }
}

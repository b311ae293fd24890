//! Where the programs of PostgreSQL are, and which user may run the server.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Debian keeps the server programs of each major version in a folder of its own, outside `PATH`.
const DEBIAN_VERSIONS: &str = "/usr/lib/postgresql";

/// The program's path: from the newest version Debian has installed, else from `PATH`.
pub(super) fn find(program: &str) -> Option<PathBuf> {
    let mut folders = debian_folders(Path::new(DEBIAN_VERSIONS));
    folders.extend(std::env::split_paths(&std::env::var_os("PATH")?));
    folders.into_iter().map(|folder| folder.join(program)).find(|path| path.is_file())
}

/// The `bin` folders of all installed versions, newest first.
fn debian_folders(versions: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(versions) else {
        return Vec::new();
    };
    let mut majors: Vec<u32> = entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok()).collect();
    majors.sort_unstable_by(|one, other| other.cmp(one));
    majors.into_iter().map(|major| versions.join(major.to_string()).join("bin")).collect()
}

/// A user and its group, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct User {
    pub uid: u32,
    pub gid: u32,
}

/// Who runs the server: `None` for the caller itself, another user when the caller is root, whom initdb refuses.
pub(super) fn server_user() -> Option<User> {
    let is_root = fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0);
    if !is_root {
        return None;
    }
    let passwd = fs::read_to_string("/etc/passwd").unwrap_or_default();
    // `nobody` is a fair second choice: it owns nothing and the server's folder is given to it.
    user_in(&passwd, "postgres").or_else(|| user_in(&passwd, "nobody"))
}

fn user_in(passwd: &str, name: &str) -> Option<User> {
    let line = passwd.lines().find(|line| line.split(':').next() == Some(name))?;
    let mut fields = line.split(':').skip(2);
    let uid = fields.next()?.parse().ok()?;
    let gid = fields.next()?.parse().ok()?;
    Some(User { uid, gid })
}

/// A command that runs `program` as `user`.
pub(super) fn command_as(user: Option<User>, program: &Path) -> Command {
    let Some(User { uid, gid }) = user else {
        return Command::new(program);
    };
    let mut command = Command::new("setpriv");
    command.arg(format!("--reuid={uid}")).arg(format!("--regid={gid}")).arg("--clear-groups").arg(program);
    command
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn the_newest_version_comes_first() {
        let scratch = Scratch::new("versions").unwrap();
        for name in ["9", "15", "16", "notes"] {
            fs::create_dir(scratch.path().join(name)).unwrap();
        }
        let folders = debian_folders(scratch.path());
        let expected = ["16/bin", "15/bin", "9/bin"].map(|tail| scratch.path().join(tail));
        assert_eq!(folders, expected);
    }

    #[test]
    fn a_user_is_found_by_its_whole_name() {
        let passwd = "root:x:0:0::/:/bin/sh\npostgres2:x:9:9::/:/bin/sh\npostgres:x:101:104::/:/bin/sh\n";
        assert_eq!(user_in(passwd, "postgres"), Some(User { uid: 101, gid: 104 }));
        assert_eq!(user_in(passwd, "nobody"), None);
    }
}

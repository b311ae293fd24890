//! A folder for one test, removed when the test is over.

use std::hash::{BuildHasher, RandomState};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// A folder of its own under the system's temporary place. Dropping it removes everything in it.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
}

impl Scratch {
    /// Makes an empty folder whose name begins with `hadir-` and `purpose`.
    pub fn new(purpose: &str) -> io::Result<Scratch> {
        Scratch::below(&std::env::temp_dir(), purpose)
    }

    /// The same in memory where the system has such a place, for tests to which it does not matter what a disk keeps.
    pub fn in_memory(purpose: &str) -> io::Result<Scratch> {
        let memory = Path::new("/dev/shm");
        if memory.is_dir() { Scratch::below(memory, purpose) } else { Scratch::new(purpose) }
    }

    fn below(place: &Path, purpose: &str) -> io::Result<Scratch> {
        let name = format!("hadir-{purpose}-{}", unique_suffix());
        let path = place.join(name);
        fs::create_dir(&path)?;
        Ok(Scratch { path })
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // A folder that is already gone, or that cannot be removed, is no reason to fail a test.
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// A suffix no other test process on this machine uses at the same time.
///
/// The standard library seeds every hasher from the system's randomness, which spares a dependency.
pub(crate) fn unique_suffix() -> String {
    let random = RandomState::new().hash_one(std::process::id());
    format!("{}-{random:016x}", std::process::id())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scratch_folder_goes_away_with_all_it_holds() {
        let scratch = Scratch::new("scratch").unwrap();
        let path = scratch.path().to_path_buf();
        fs::create_dir(path.join("inner")).unwrap();
        fs::write(path.join("inner/file"), "x").unwrap();
        drop(scratch);
        assert!(!path.exists());
    }

    #[test]
    fn two_scratch_folders_never_meet() {
        let (one, two) = (Scratch::new("twin").unwrap(), Scratch::new("twin").unwrap());
        assert_ne!(one.path(), two.path());
    }
}

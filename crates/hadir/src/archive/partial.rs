//! Making something under another name, so that its own name never stands for half of it.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::ArchiveError;

/// A file or folder that is called `<name>.part` until it is whole. It is removed again unless it is kept.
pub struct Partial {
    target: PathBuf,
    path: PathBuf,
    is_kept: bool,
}

/// Why nothing could be begun, or ended.
#[derive(Debug, thiserror::Error)]
pub enum PartialError {
    /// There is something at its place, and nothing is ever written over.
    #[error("{0} exists already, and nothing is written over; choose another name")]
    Exists(PathBuf),
    /// An earlier attempt was cut off, or another one is under way.
    #[error("{0} is left from an attempt that was cut off, or one that is under way; remove it if none is")]
    Unfinished(PathBuf),
    /// The disk failed.
    #[error(transparent)]
    Disk(#[from] ArchiveError),
}

impl Partial {
    /// Begins a file that only its owner can read.
    pub fn file(target: &Path) -> Result<(Self, File), PartialError> {
        let path = part_of(target);
        if fs::symlink_metadata(target).is_ok() {
            return Err(PartialError::Exists(target.to_owned()));
        }
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path).map_err(begun(&path))?;
        Ok((Self { target: target.to_owned(), path, is_kept: false }, file))
    }

    /// Begins a folder that only its owner can enter. An empty folder may stand at its place.
    pub fn folder(target: &Path) -> Result<Self, PartialError> {
        let path = part_of(target);
        if !is_free(target) {
            return Err(PartialError::Exists(target.to_owned()));
        }
        DirBuilder::new().mode(0o700).create(&path).map_err(begun(&path))?;
        Ok(Self { target: target.to_owned(), path, is_kept: false })
    }

    /// Where it is made.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives it its name, durably. What came to stand there meanwhile is left alone.
    pub fn keep(mut self) -> Result<(), PartialError> {
        let is_taken =
            if self.path.is_dir() { !is_free(&self.target) } else { fs::symlink_metadata(&self.target).is_ok() };
        if is_taken {
            return Err(PartialError::Exists(self.target.clone()));
        }
        sync_folders(&self.path).map_err(ArchiveError::io(&self.path))?;
        fs::rename(&self.path, &self.target).map_err(ArchiveError::io(&self.target))?;
        self.is_kept = true;
        let parent = self.target.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."));
        let synced = File::open(parent).and_then(|folder| folder.sync_all());
        synced.map_err(ArchiveError::io(parent))?;
        Ok(())
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        if !self.is_kept {
            // The error that brought us here is the one worth telling.
            let _ = if self.path.is_dir() { fs::remove_dir_all(&self.path) } else { fs::remove_file(&self.path) };
        }
    }
}

fn part_of(target: &Path) -> PathBuf {
    // Without the slash at the end that a folder may be written with.
    let mut name = target.components().as_path().as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

fn begun(path: &Path) -> impl FnOnce(io::Error) -> PartialError + '_ {
    move |source| match source.kind() {
        io::ErrorKind::AlreadyExists => PartialError::Unfinished(path.to_owned()),
        _ => ArchiveError::io(path)(source).into(),
    }
}

/// Whether nothing is there, or an empty folder.
fn is_free(target: &Path) -> bool {
    match fs::symlink_metadata(target) {
        Err(error) => error.kind() == io::ErrorKind::NotFound,
        Ok(found) => found.is_dir() && fs::read_dir(target).is_ok_and(|mut entries| entries.next().is_none()),
    }
}

/// Makes the names in a folder and the folders below it durable; their files were synced when they were written.
fn sync_folders(path: &Path) -> io::Result<()> {
    if !path.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        sync_folders(&entry?.path())?;
    }
    File::open(path)?.sync_all()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn half_a_file_leaves_nothing_behind_and_a_whole_one_gets_its_name() {
        let scratch = tempfile::tempdir().unwrap();
        let target = scratch.path().join("monday.hadir");
        let (partial, _) = Partial::file(&target).unwrap();
        assert!(matches!(Partial::file(&target), Err(PartialError::Unfinished(_))));
        drop(partial);
        assert_eq!(fs::read_dir(scratch.path()).unwrap().count(), 0);
        let (partial, mut file) = Partial::file(&target).unwrap();
        file.write_all(b"whole").unwrap();
        partial.keep().unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"whole");
        assert!(matches!(Partial::file(&target), Err(PartialError::Exists(_))));
    }

    #[test]
    fn a_folder_may_take_the_place_of_an_empty_one_only() {
        let scratch = tempfile::tempdir().unwrap();
        let target = scratch.path().join("nunukan");
        fs::create_dir(&target).unwrap();
        let partial = Partial::folder(&scratch.path().join("nunukan/")).unwrap();
        fs::write(partial.path().join("hadir.json"), "{}").unwrap();
        partial.keep().unwrap();
        assert!(target.join("hadir.json").is_file());
        assert!(matches!(Partial::folder(&target), Err(PartialError::Exists(_))));
    }

    #[test]
    fn what_came_to_stand_there_meanwhile_is_left_alone() {
        let scratch = tempfile::tempdir().unwrap();
        let target = scratch.path().join("monday.hadir");
        let (partial, _) = Partial::file(&target).unwrap();
        fs::write(&target, "another").unwrap();
        assert!(matches!(partial.keep(), Err(PartialError::Exists(_))));
        assert_eq!(fs::read(&target).unwrap(), b"another");
    }
}

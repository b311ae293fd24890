//! What a disk holds: for every file the bytes that are safe, and the changes that are not yet.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Disks write whole sectors; within one, old and new bytes do not mix. SQLite assumes the same.
const SECTOR_BYTES: usize = 512;

/// A change of a file that was not synchronised.
#[derive(Debug)]
enum Change {
    Write { offset: usize, bytes: Vec<u8> },
    Truncate { length: usize },
}

/// A file as the disk has it.
#[derive(Debug, Default)]
struct File {
    /// Its content at the last synchronisation; none if it was never synchronised.
    safe: Option<Vec<u8>>,
    /// What was done to it since, in order.
    changes: Vec<Change>,
    /// It was deleted, but its folder was not synchronised: the name may come back.
    is_deleted: bool,
}

/// All files, and whether the power is still on.
#[derive(Debug, Default)]
pub(crate) struct Platter {
    files: BTreeMap<PathBuf, File>,
    changes: u64,
    cut_at: Option<u64>,
    /// Whether it is the program that ends then, and the machine goes on: what was written stays.
    is_kill: bool,
    is_lying: bool,
    /// Writes that still fit.
    room: Option<u64>,
}

impl Platter {
    /// Counts one thing the program asks of the disk. `false` once the power is off: it does not happen.
    fn is_powered(&mut self) -> bool {
        self.changes += 1;
        self.cut_at.is_none_or(|at| self.changes < at)
    }

    pub fn is_cut(&self) -> bool {
        self.cut_at.is_some_and(|at| self.changes >= at)
    }

    pub fn cut_after(&mut self, changes: u64) {
        self.cut_at = Some(self.changes + changes.max(1));
        self.is_kill = false;
    }

    pub fn kill_after(&mut self, changes: u64) {
        self.cut_after(changes);
        self.is_kill = true;
    }

    pub fn keep_power(&mut self) {
        if !self.is_cut() {
            self.cut_at = None;
        }
    }

    pub fn lie(&mut self) {
        self.is_lying = true;
    }

    pub fn fill_after(&mut self, writes: u64) {
        self.room = Some(writes);
    }

    pub fn make_room(&mut self) {
        self.room = None;
    }

    /// Counts a write on a disk that is filling up. `false` once it is full.
    pub fn has_room(&mut self) -> bool {
        match &mut self.room {
            Some(0) => false,
            Some(left) => {
                *left -= 1;
                true
            }
            None => true,
        }
    }

    pub fn is_full(&self) -> bool {
        self.room == Some(0)
    }

    pub fn wipe(&mut self) {
        self.files.clear();
    }

    /// A file was opened; what it held before the first look is safe.
    pub fn open(&mut self, path: &Path) {
        let file = self.files.entry(path.to_owned()).or_insert_with(|| {
            let safe = std::fs::read(path).ok().filter(|bytes| !bytes.is_empty());
            File { safe, ..File::default() }
        });
        if file.is_deleted {
            *file = File::default();
        }
    }

    pub fn write(&mut self, path: &Path, offset: usize, bytes: &[u8]) -> bool {
        self.change(path, Change::Write { offset, bytes: bytes.to_vec() })
    }

    pub fn truncate(&mut self, path: &Path, length: usize) -> bool {
        self.change(path, Change::Truncate { length })
    }

    fn change(&mut self, path: &Path, change: Change) -> bool {
        let is_powered = self.is_powered();
        if is_powered {
            self.files.entry(path.to_owned()).or_default().changes.push(change);
        }
        is_powered
    }

    pub fn sync(&mut self, path: &Path) -> bool {
        let is_powered = self.is_powered();
        if !is_powered || self.is_lying {
            return is_powered;
        }
        let file = self.files.entry(path.to_owned()).or_default();
        if file.safe.is_none() {
            // SQLite synchronises the folder together with a new file, and with it all names in it.
            self.files.retain(|_, file| !file.is_deleted);
        }
        let file = self.files.entry(path.to_owned()).or_default();
        let mut content = file.safe.take().unwrap_or_default();
        file.changes.drain(..).for_each(|change| change.apply(&mut content));
        file.safe = Some(content);
        true
    }

    pub fn delete(&mut self, path: &Path, is_synced: bool) -> bool {
        let is_powered = self.is_powered();
        if is_powered && is_synced && !self.is_lying {
            self.files.remove(path);
        } else if let Some(file) = self.files.get_mut(path).filter(|_| is_powered) {
            file.is_deleted = true;
        }
        is_powered
    }

    /// Every file that was opened.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.keys().map(PathBuf::as_path)
    }

    /// What the files hold once power is back. `below(n)` gives a number from 0 to n - 1.
    pub fn survivors(&self, below: &mut dyn FnMut(usize) -> usize) -> Vec<(PathBuf, Vec<u8>)> {
        if self.is_kill {
            return self.written();
        }
        let mut found = Vec::new();
        for (path, file) in &self.files {
            let is_there = if file.is_deleted || file.safe.is_none() { below(2) == 0 } else { true };
            if is_there {
                let mut content = file.safe.clone().unwrap_or_default();
                file.changes.iter().for_each(|change| change.apply_perhaps(&mut content, below));
                found.push((path.clone(), content));
            }
        }
        found
    }

    /// Everything that was written, synchronised or not.
    fn written(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let files = self.files.iter().filter(|(_, file)| !file.is_deleted);
        let there = files.filter(|(_, file)| file.safe.is_some() || !file.changes.is_empty());
        let content = |file: &File| {
            let mut content = file.safe.clone().unwrap_or_default();
            file.changes.iter().for_each(|change| change.apply(&mut content));
            content
        };
        there.map(|(path, file)| (path.clone(), content(file))).collect()
    }
}

impl Change {
    fn apply(&self, content: &mut Vec<u8>) {
        match self {
            Change::Write { offset, bytes } => put(content, *offset, bytes),
            Change::Truncate { length } => content.truncate(*length),
        }
    }

    /// Kept, dropped, or torn between two sectors.
    fn apply_perhaps(&self, content: &mut Vec<u8>, below: &mut dyn FnMut(usize) -> usize) {
        match (below(3), self) {
            (0, _) => {}
            (1, Change::Write { offset, bytes }) => {
                let sectors = bytes.len().div_ceil(SECTOR_BYTES);
                let torn = (below(sectors + 1) * SECTOR_BYTES).min(bytes.len());
                put(content, *offset, &bytes[..torn]);
            }
            _ => self.apply(content),
        }
    }
}

fn put(content: &mut Vec<u8>, offset: usize, bytes: &[u8]) {
    let end = offset + bytes.len();
    if content.len() < end {
        content.resize(end, 0);
    }
    content[offset..end].copy_from_slice(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path() -> PathBuf {
        PathBuf::from("/nowhere/hadir.db")
    }

    #[test]
    fn what_was_synchronised_survives_and_the_rest_may_not() {
        let mut platter = Platter::default();
        assert!(platter.write(&path(), 0, b"safe"));
        assert!(platter.sync(&path()));
        assert!(platter.write(&path(), 4, b"lost"));
        assert_eq!(platter.survivors(&mut |_| 0), [(path(), b"safe".to_vec())]);
        assert_eq!(platter.survivors(&mut |n| n - 1), [(path(), b"safelost".to_vec())]);
    }

    #[test]
    fn nothing_happens_once_the_power_is_off() {
        let mut platter = Platter::default();
        platter.cut_after(2);
        assert!(platter.write(&path(), 0, b"before"));
        assert!(!platter.sync(&path()));
        assert!(!platter.write(&path(), 0, b"after"));
        assert!(platter.is_cut());
        assert_eq!(platter.survivors(&mut |n| n - 1), []);
    }

    #[test]
    fn what_a_killed_program_wrote_stays_and_nothing_follows() {
        let mut platter = Platter::default();
        platter.kill_after(4);
        assert!(platter.write(&path(), 0, b"safe"));
        assert!(platter.sync(&path()));
        assert!(platter.write(&path(), 4, b" and written"));
        assert!(!platter.write(&path(), 0, b"dead"));
        assert!(platter.is_cut());
        assert_eq!(platter.survivors(&mut |_| 0), [(path(), b"safe and written".to_vec())]);
    }

    #[test]
    fn a_full_disk_takes_nothing_until_there_is_room() {
        let mut platter = Platter::default();
        platter.fill_after(1);
        assert!(platter.has_room());
        assert!(!platter.has_room() && platter.is_full());
        platter.make_room();
        assert!(platter.has_room() && !platter.is_full());
    }

    #[test]
    fn a_lying_disk_keeps_nothing_new() {
        let mut platter = Platter::default();
        assert!(platter.write(&path(), 0, b"old"));
        assert!(platter.sync(&path()));
        platter.lie();
        assert!(platter.write(&path(), 0, b"new"));
        assert!(platter.sync(&path()));
        assert_eq!(platter.survivors(&mut |_| 0), [(path(), b"old".to_vec())]);
    }
}

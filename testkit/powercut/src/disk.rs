//! The disk as tests handle it.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};

use crate::platter::Platter;
use crate::vfs;

/// A disk whose power can be cut. Cloning shares it.
#[derive(Clone, Debug)]
pub struct Disk {
    vfs: String,
    platter: Arc<Mutex<Platter>>,
}

impl Disk {
    /// Makes a disk known to SQLite. It stays known until the process ends, a few hundred bytes each.
    pub fn mount() -> Disk {
        let platter = Arc::new(Mutex::new(Platter::default()));
        Disk { vfs: vfs::register(platter.clone()), platter }
    }

    /// The name to open a database with.
    pub fn vfs(&self) -> &str {
        &self.vfs
    }

    /// Cuts the power at the `changes`-th write, truncation, synchronisation or deletion from now on.
    pub fn cut_after(&self, changes: u64) {
        self.platter().cut_after(changes);
    }

    /// Kills the program at the `changes`-th write, truncation, synchronisation or deletion from now on: nothing it asks
    /// for happens any more, and what it wrote before stays, synchronised or not, because the machine goes on.
    pub fn kill_after(&self, changes: u64) {
        self.platter().kill_after(changes);
    }

    /// The power stays on and the program lives, if they still do.
    pub fn keep_power(&self) {
        self.platter().keep_power();
    }

    /// Whether the power is off or the program dead.
    pub fn is_cut(&self) -> bool {
        self.platter().is_cut()
    }

    /// From now on the disk says it has synchronised and has not.
    pub fn lie(&self) {
        self.platter().lie();
    }

    /// After so many writes the disk is full: every further one is refused, until [`Disk::make_room`].
    pub fn fill_after(&self, writes: u64) {
        self.platter().fill_after(writes);
    }

    /// Whether a write would be refused because the disk is full.
    pub fn is_full(&self) -> bool {
        self.platter().is_full()
    }

    /// Somebody cleared up.
    pub fn make_room(&self) {
        self.platter().make_room();
    }

    /// Gives back the memory of a disk that is not used any more.
    pub fn scrap(self) {
        self.platter().wipe();
    }

    /// Writes into `folder` the files as they could be once power is back, or as the killed program left them, in the place of
    /// those that were opened. `below(n)` gives a number from 0 to n - 1.
    pub fn lay_out(&self, folder: &Path, below: &mut dyn FnMut(usize) -> usize) -> std::io::Result<()> {
        let platter = self.platter();
        let place = |path: &Path| folder.join(path.file_name().expect("SQLite opens files by their whole name"));
        for path in platter.paths() {
            // A connection that is still closing may hold the file, so that it must not be written over.
            let _ = std::fs::remove_file(place(path));
        }
        platter.survivors(below).into_iter().try_for_each(|(path, content)| std::fs::write(place(&path), content))
    }

    fn platter(&self) -> MutexGuard<'_, Platter> {
        self.platter.lock().expect("no holder of the platter panics")
    }
}

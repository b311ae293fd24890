//! One node of the simulated regency: its store, its disk, and what it is.

use std::collections::BTreeSet;
use std::path::PathBuf;

use hadir_oplog::{Certificate, NodeId, Signed};
use hadir_powercut::Disk;
use hadir_store::{Aggregate, Chance, Fault, Options, Peer, Store};
use hadir_testkit::random::Seeded;

use crate::fleet::options;
use crate::place::Place;
use crate::toy::Ledger;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Root,
    Office,
    /// Carries everything and may do nothing.
    Relay,
    /// An office whose program also signs what it may not.
    Malicious,
    /// No certificate names it, and its program asks nobody.
    Stranger,
}

pub struct Node {
    pub seed: u8,
    pub role: Role,
    pub unit: &'static str,
    pub place: Place,
    pub store: Option<Store>,
    pub certificate: Signed<Certificate>,
    pub incarnation: u8,
    /// A copy of its disk.
    pub image: Option<Vec<u8>>,
    /// Whether the disk was put back and nobody has noticed yet.
    pub is_put_back: bool,
    pub is_revoked: bool,
    /// Whether its program is a release behind and knows nothing of ledgers.
    pub is_old: bool,
    pub was_old: bool,
    /// Whether its disk can lose its power or fill up. The program can be killed on any.
    pub has_bad_disk: bool,
    pub disk: Option<Disk>,
}

impl Node {
    pub fn store(&self) -> &Store {
        self.store.as_ref().expect("every node runs between two steps")
    }

    pub fn id(&self) -> NodeId {
        self.store().node()
    }

    pub async fn peer(&self, other: NodeId) -> Result<Peer, Fault> {
        Ok(self.store().peer(other).await?.unwrap_or_else(|| Peer::unmet(other)))
    }

    /// Whether it would not speak with a node any more.
    pub fn refuses(&self, other: &Node) -> bool {
        let standings = self.store().standings();
        let Some(trust) = standings.trust() else { return false };
        trust.revocations(&other.id()).any(|revocation| revocation.through >= other.certificate.statement().serial)
    }

    /// The headers of all operations that are here.
    pub async fn headers(&self) -> BTreeSet<Vec<u8>> {
        let rows: Vec<(Vec<u8>,)> = self.store().reads().all("select header from operations", vec![]).await.unwrap();
        rows.into_iter().map(|(header,)| header).collect()
    }

    /// Starts the program on what its disk holds. `false` when it was killed at a write before it ran.
    pub async fn open(&mut self, chance: Chance, killed_after: Option<u64>) -> bool {
        self.scrap_disk();
        let disk = Disk::mount();
        if let Some(writes) = killed_after {
            disk.kill_after(writes);
        }
        let vfs = Some(disk.vfs().to_owned());
        let mut opening = Options { chance, vfs, ..options(&self.place, self.seed, self.incarnation) };
        if self.is_old {
            opening.families.retain(|family| family.name != Ledger::FAMILY);
        }
        let opened = Store::open(opening).await;
        assert!(opened.is_ok() || disk.is_cut(), "it does not start: {:?}", opened.err());
        self.store = opened.ok();
        disk.keep_power();
        // The last thing a start asks of the disk may fail without anybody hearing of it.
        let is_dead = disk.is_cut();
        self.disk = Some(disk);
        !is_dead
    }

    pub async fn close(&mut self) {
        self.store.take().unwrap().close().await;
        self.scrap_disk();
    }

    fn scrap_disk(&mut self) {
        if let Some(disk) = self.disk.take() {
            disk.scrap();
        }
    }

    /// The disk works again from here on, unless its power is off.
    pub fn mend_disk(&self) {
        if let Some(disk) = &self.disk {
            disk.make_room();
            disk.keep_power();
        }
    }

    /// Whether its disk failed, so that what it was asked for may not have happened.
    pub fn is_failing(&self) -> bool {
        self.disk.as_ref().is_some_and(|disk| disk.is_cut() || disk.is_full())
    }

    pub fn is_cut(&self) -> bool {
        self.disk.as_ref().is_some_and(Disk::is_cut)
    }

    /// Ends the program where it stands: what it would still do on its way out is undone.
    pub async fn kill(&mut self) {
        let files = self.files();
        let contents: Vec<_> = files.iter().map(|file| std::fs::read(file).ok()).collect();
        self.close().await;
        for (file, content) in files.iter().zip(contents) {
            match content {
                Some(content) => std::fs::write(file, content).unwrap(),
                None => drop(std::fs::remove_file(file)),
            }
        }
    }

    /// What a database consists of that was not closed.
    fn files(&self) -> [PathBuf; 2] {
        ["", "-wal"].map(|ending| self.file(ending))
    }

    fn file(&self, ending: &str) -> PathBuf {
        let mut name = self.place.file().into_os_string();
        name.push(ending);
        name.into()
    }

    /// Ends the program after its power was cut or it was killed at a write, and leaves what the disk could hold then.
    pub async fn stop(&mut self, chance: &mut Seeded) {
        let disk = self.disk.take().unwrap();
        if let Some(store) = self.store.take() {
            store.close().await;
        }
        // What shares memory with others goes too: a connection that is still closing may hold it.
        let _ = std::fs::remove_file(self.file("-shm"));
        let folder = self.place.file();
        disk.lay_out(folder.parent().unwrap(), &mut |end| chance.index(end)).unwrap();
        disk.scrap();
    }
}

//! What befalls nodes: power that fails, disks that fill up, programs killed at any write, clocks that are turned, copies
//! of a disk that are put back.

use hadir_store::Chance;

use super::{MINUTE, Regency, YEAR};

/// A young database is made in fewer writes.
const WRITES_OF_A_START: u64 = 300;

impl Regency {
    pub async fn open(&mut self, at: usize) {
        self.opened += 1;
        let seed = self.seed.wrapping_mul(1_000).wrapping_add(self.opened);
        let mut killed_after = self.chance.chance(1, 6).then(|| 1 + self.chance.below(WRITES_OF_A_START));
        while !self.nodes[at].open(Chance::seeded(seed), killed_after).await {
            self.tell(format!("{at} is killed as it starts, at write {}", killed_after.unwrap_or_default()));
            self.nodes[at].stop(&mut self.chance).await;
            killed_after = self.chance.chance(1, 2).then(|| 1 + self.chance.below(WRITES_OF_A_START));
        }
    }

    /// From now on the disk of a node may fail: its power is cut at some write, or it fills up.
    pub fn wear_disk(&mut self, at: usize) {
        let Some(disk) = self.nodes[at].disk.as_ref().filter(|_| self.nodes[at].has_bad_disk) else { return };
        let writes = 1 + self.chance.below(80);
        let what = if self.chance.chance(1, 3) {
            disk.fill_after(writes);
            "is full"
        } else {
            disk.cut_after(writes);
            "loses its power"
        };
        self.tell(format!("the disk of {at} {what} after {writes} writes"));
    }

    /// The program of a node is going to be killed at some write, whatever it does then; the disk is well.
    pub fn aim_at(&mut self, at: usize) {
        let Some(disk) = &self.nodes[at].disk else { return };
        let writes = 1 + self.chance.below(80);
        disk.kill_after(writes);
        self.tell(format!("{at} is killed after {writes} writes"));
    }

    /// Power comes back at once, room now and then.
    pub async fn mend_disks(&mut self) {
        for at in 0..self.nodes.len() {
            self.power_up(at).await;
            let node = &self.nodes[at];
            if node.is_failing() && self.chance.chance(1, 4) {
                node.disk.as_ref().unwrap().make_room();
                self.tell(format!("there is room on the disk of {at}"));
            }
        }
    }

    /// Nothing is wrong with a node's disk for now.
    pub async fn well(&mut self, at: usize) {
        self.power_up(at).await;
        self.nodes[at].mend_disk();
    }

    pub async fn power_up(&mut self, at: usize) {
        if self.nodes[at].is_cut() {
            self.tell(format!("{at} lost its power or was killed, and starts again"));
            self.nodes[at].stop(&mut self.chance).await;
            self.open(at).await;
        }
    }

    pub fn turn_clock(&mut self, at: usize) {
        let by = self.chance.below(6) as i64 * YEAR - 3 * YEAR;
        self.tell(format!("the clock of {at} is turned by {} days", by / (24 * 60 * MINUTE)));
        let clock = &self.nodes[at].place.clock;
        clock.set(jiff::Timestamp::from_millisecond(clock.now_ms() + by).unwrap());
    }

    /// The process dies between two commands and is started again.
    pub async fn kill(&mut self, at: usize) {
        self.tell(format!("{at} is killed"));
        self.nodes[at].kill().await;
        self.open(at).await;
    }

    pub async fn copy(&mut self, at: usize) {
        self.tell(format!("the disk of {at} is copied"));
        self.well(at).await;
        self.nodes[at].close().await;
        self.nodes[at].image = Some(std::fs::read(self.nodes[at].place.file()).unwrap());
        self.open(at).await;
    }

    pub async fn put_back(&mut self, at: usize) {
        let Some(image) = self.nodes[at].image.take() else { return self.copy(at).await };
        self.tell(format!("the disk of {at} is put back"));
        self.well(at).await;
        self.nodes[at].close().await;
        std::fs::write(self.nodes[at].place.file(), image).unwrap();
        self.nodes[at].is_put_back = true;
        self.open(at).await;
        // What nobody else had is lost, and nobody can tell; a stranger will not be asked.
        let kept = self.kept().await;
        self.acknowledged.retain(|header, _| kept.contains(header));
    }
}

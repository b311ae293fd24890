//! A key in the wrong hands: words are erased on its word until the regency hears of the theft.

use hadir_oplog::Tombstone;

use super::{Regency, TRIPS_MAX};
use crate::toy::{Ledger, noted};

/// Words erased by one thief at most.
const WORDS_MAX: usize = 6;

impl Regency {
    /// Somebody erases words with a stolen key and shows that to others, before the root revokes the key as it knows it.
    pub async fn steal(&mut self, at: usize) {
        if at == 0 || self.nodes[at].is_revoked || self.nodes[at].is_old {
            return;
        }
        // Mostly it is an office that everybody knows well.
        if self.chance.chance(3, 4) {
            self.note_words(at).await;
            self.meet_if_they_may(at, 0).await;
        }
        self.tell(format!("{at} is stolen"));
        for _ in 0..1 + self.chance.index(WORDS_MAX) {
            self.power_up(at).await;
            let Some(id) = self.some_ledger_of(at).await else { break };
            let history = self.nodes[at].store().history(id).await.unwrap();
            let words: Vec<_> = history.iter().filter(|entry| entry.body(1).is_some()).collect();
            if !words.is_empty() {
                let target = self.chance.pick(&words).id();
                self.erased.insert(target);
                let tombstone = Tombstone::of(target, [1]);
                let done = self.nodes[at].store().erase::<Ledger>(id, None, tombstone).await;
                self.note_erased(at, id, done).await;
            }
        }
        // Whom the root meets itself has its word sooner than the thief's.
        let others = (1..self.nodes.len()).filter(|other| *other != at).collect::<Vec<_>>();
        for _ in 0..self.chance.index(3) {
            let Some(&other) = (!others.is_empty()).then(|| self.chance.pick(&others)) else { break };
            self.meet_if_they_may(at, other).await;
        }
        self.revoke_now(at).await;
    }

    async fn note_words(&mut self, at: usize) {
        match self.some_ledger_of(at).await {
            Some(id) => self.record(at, id, vec![noted("nama dan alamat"), noted("nomor telepon")]).await,
            None => self.open_ledger(at).await,
        }
    }

    async fn meet_if_they_may(&mut self, calls: usize, called: usize) {
        let (one, other) = (&self.nodes[calls], &self.nodes[called]);
        if !one.refuses(other) && !other.refuses(one) {
            self.meet(calls, called, TRIPS_MAX).await;
        }
    }
}

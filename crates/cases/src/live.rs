//! How many pages hear of news at once, of one person and of all, and that they stop hearing when the program stops.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hadir_oplog::ActorId;
use tokio::sync::watch;

use crate::Cases;

/// Pages of all people together. Each holds a connection and costs a look at the database now and then; whoever finds no
/// place asks every minute instead.
const PAGES_MAX: usize = 1_000;
/// Pages of one person.
const OWN_PAGES_MAX: usize = 12;

/// The pages that hear of news.
#[derive(Clone, Debug)]
pub(crate) struct Hearers(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    of: Mutex<HashMap<ActorId, usize>>,
    is_over: watch::Sender<bool>,
}

impl Default for Hearers {
    fn default() -> Self {
        Self(Arc::new(Inner { of: Mutex::default(), is_over: watch::Sender::new(false) }))
    }
}

/// A page's place among them; it is free again when this is dropped.
#[derive(Debug)]
pub(crate) struct Place {
    hearers: Hearers,
    staff: ActorId,
}

impl Hearers {
    /// A place for one more page, if there is one.
    pub fn take(&self, staff: ActorId) -> Option<Place> {
        let mut of = self.lock();
        let (own, all) = (of.get(&staff).copied().unwrap_or_default(), of.values().sum::<usize>());
        if own >= OWN_PAGES_MAX || all >= PAGES_MAX || *self.0.is_over.borrow() {
            return None;
        }
        of.insert(staff, own + 1);
        Some(Place { hearers: self.clone(), staff })
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<ActorId, usize>> {
        // Nothing is left half done by whoever panicked.
        self.0.of.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// Becomes true when the program stops.
    pub fn is_over(&self) -> watch::Receiver<bool> {
        self.hearers.0.is_over.subscribe()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut of = self.hearers.lock();
        if let Some(own) = of.get_mut(&self.staff) {
            *own -= 1;
            if *own == 0 {
                of.remove(&self.staff);
            }
        }
    }
}

impl Cases {
    /// Ends what pages hear, for a program that stops: it would wait for them otherwise.
    pub fn end_news(&self) {
        self.hearers().0.is_over.send_replace(true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_has_so_many_places_and_all_have_so_many_and_a_place_left_is_free() {
        let hearers = Hearers::default();
        let staff = |n: usize| ActorId::from_bytes([u8::try_from(n).unwrap(); 16]);
        let mut own: Vec<_> = (0..OWN_PAGES_MAX).map(|_| hearers.take(staff(0)).unwrap()).collect();
        assert!(hearers.take(staff(0)).is_none());
        drop(own.pop());
        assert!(hearers.take(staff(0)).is_some(), "the one taken here is left at once");
        let mut all = own;
        while all.len() < PAGES_MAX {
            all.push(hearers.take(staff(1 + all.len() / OWN_PAGES_MAX)).unwrap());
        }
        assert!(hearers.take(staff(255)).is_none());
        drop(all);
        assert!(hearers.lock().is_empty());
        hearers.0.is_over.send_replace(true);
        assert!(hearers.take(staff(0)).is_none(), "nobody begins to hear when the program stops");
    }
}

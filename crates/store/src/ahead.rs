//! What a node will very likely ask for next, made ready while it takes in what it got.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use hadir_oplog::Certificate;
use hadir_oplog::sync::{Completed, Place, Position};
use tokio::task::JoinHandle;

use crate::arrivals::Source;
use crate::offer::{Offered, Receiver};
use crate::standing::Standings;
use crate::{Fault, Store};

/// Nodes for which something is made ready at once; for one more the first is forgotten.
const NODES_MAX: usize = 8;

/// What an offer depends on. What is made ready is for exactly this and nothing else.
#[derive(Clone, PartialEq)]
pub(crate) struct Question {
    pub source: Option<Source>,
    pub certificate: Certificate,
    pub theirs: Option<Position>,
    pub place: Place,
    pub budget: u64,
}

impl Question {
    /// What the node asks next when all goes well.
    pub fn after(mut self, offered: &Offered) -> Self {
        let known = self.theirs.as_ref().filter(|theirs| theirs.epoch() == self.place.epoch);
        let known = known.map(|theirs| theirs.seen().mark);
        for parcel in &offered.parcels {
            let completed = Completed { span: parcel.completes, place: self.place, known };
            self.theirs = Some(completed.added_to(self.theirs.take()));
        }
        self
    }
}

struct Ready {
    question: Question,
    standings: Arc<Standings>,
    offer: JoinHandle<Result<Offered, Fault>>,
}

impl Drop for Ready {
    fn drop(&mut self) {
        self.offer.abort();
    }
}

/// Offers that are being made ready, at most one a node.
#[derive(Default)]
pub(crate) struct Ahead(Mutex<VecDeque<Ready>>);

impl Ahead {
    /// What was made ready for a node; the rest of it is forgotten, since it was for something else.
    fn take(&self, question: &Question, standings: &Arc<Standings>) -> Option<Ready> {
        let mut all = self.0.lock().expect("no holder of offers panics");
        let node = question.certificate.node;
        let at = all.iter().position(|ready| ready.question.certificate.node == node)?;
        all.remove(at).filter(|ready| ready.question == *question && Arc::ptr_eq(&ready.standings, standings))
    }

    fn keep(&self, ready: Ready) {
        let mut all = self.0.lock().expect("no holder of offers panics");
        let node = ready.question.certificate.node;
        all.retain(|other| other.question.certificate.node != node);
        if all.len() >= NODES_MAX {
            all.pop_front();
        }
        all.push_back(ready);
    }

    /// Forgets everything.
    pub fn clear(&self) {
        self.0.lock().expect("no holder of offers panics").clear();
    }
}

impl Store {
    /// What there is for a node, from what was made ready if that was asked.
    pub(crate) async fn answer(&self, question: &Question) -> Result<Offered, Fault> {
        if let Some(mut ready) = self.0.ahead.take(question, &self.standings())
            && let Ok(offer) = (&mut ready.offer).await
        {
            return offer;
        }
        offer(self, question).await
    }

    /// Makes ready what a node will ask when it has taken in what it was given.
    pub(crate) fn answer_ahead(&self, question: Question) {
        let (store, asked) = (self.clone(), question.clone());
        let offer = tokio::spawn(async move { offer(&store, &asked).await });
        self.0.ahead.keep(Ready { question, standings: self.standings(), offer });
    }
}

async fn offer(store: &Store, question: &Question) -> Result<Offered, Fault> {
    let receiver = Receiver { source: question.source, certificate: &question.certificate, takes_files: false };
    store.offer(receiver, question.theirs.as_ref(), question.place, question.budget).await
}

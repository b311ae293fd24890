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
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Question {
    pub source: Option<Source>,
    pub certificate: Certificate,
    pub theirs: Option<Position>,
    pub place: Place,
    pub budget: u64,
}

impl Question {
    /// What the node asks next when all goes well, of which it takes about `budget` bytes.
    pub fn after(mut self, offered: &Offered, budget: u64) -> Self {
        let known = self.theirs.as_ref().filter(|theirs| theirs.epoch() == self.place.epoch);
        let known = known.map(|theirs| theirs.seen().mark);
        for parcel in &offered.parcels {
            let completed = Completed { span: parcel.completes, place: self.place, known };
            self.theirs = Some(completed.added_to(self.theirs.take()));
        }
        self.budget = budget;
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

#[cfg(test)]
mod tests {
    use hadir_oplog::sync::{Action, Epoch, Exchange, Mark, Offer, Parcel, Session, Side, Span};
    use hadir_oplog::{NodeId, Rights, Scope};

    use super::*;

    fn certificate() -> Certificate {
        Certificate {
            serial: 2,
            root: NodeId::from_bytes([1; 32]),
            node: NodeId::from_bytes([7; 32]),
            name: "Kantor Camat Sebatik".to_owned(),
            prefix: "SBT".to_owned(),
            unit: Scope::try_new("kec-sebatik").unwrap(),
            reads: Vec::new(),
            writes: Vec::new(),
            rights: Rights::READ_ALL,
            valid_from_ms: 0,
            valid_until_ms: i64::MAX,
        }
    }

    /// What a session that is called is asked by an exchange.
    fn asked(exchange: Exchange, place: Place) -> (Session, Option<Position>, u64) {
        let mut called = Session::new(Side::Called, None, None, 1 << 16);
        called.stands_at(place);
        called.received(exchange, true);
        match called.next_action() {
            Some(Action::Offer { theirs, budget, .. }) => (called, theirs, budget),
            other => panic!("{other:?}"),
        }
    }

    /// What a session says next, with nothing of its own to give.
    fn says(session: &mut Session, offer: Offer) -> Exchange {
        session.offered(offer);
        match session.next_action() {
            Some(Action::Send(exchange)) => *exchange,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_made_ready_is_what_will_be_asked() {
        let certificate = certificate();
        let place = Place { epoch: Epoch([1; 8]), count: 90, mark: Mark([3; 4]) };
        let mut calls = Session::new(Side::Calls, None, None, 1 << 16);
        let mut ready: Option<Question> = None;
        let mut left = 90;
        for _ in 0..3 {
            let Some(Action::Offer { .. }) = calls.next_action() else { panic!("it is the caller's turn") };
            let (mut called, theirs, budget) = asked(says(&mut calls, Offer::default()), place);
            let question = Question { source: None, certificate: certificate.clone(), theirs, place, budget };
            assert!(ready.is_none_or(|ready| ready == question));
            let completes = Span { after: left - 30, through: left };
            left -= 30;
            let parcels = vec![Parcel { completes, batch: vec![0; 40] }];
            let offered = Offered { parcels: parcels.clone(), left, ..Offered::default() };
            ready = Some(question.after(&offered, called.budget()));
            let answer = says(&mut called, Offer { parcels, left, place: Some(place), ..Offer::default() });
            calls.received(answer, true);
            let Some(Action::TakeIn(parcels)) = calls.next_action() else { panic!("there is a parcel") };
            calls.took_in(parcels.len(), 1);
        }
    }
}

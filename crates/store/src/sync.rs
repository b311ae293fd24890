//! Syncing a store with another node: the session of `hadir-oplog` with this database behind it. Who carries the
//! exchanges, and whether the other may have anything, is the caller's matter.

use std::collections::BTreeMap;

use hadir_oplog::sync::{
    Action, BodyAnswer, BodyWish, Exchange, Facts, FileWish, Offer, Outcome, Parcel, Position, Session, Side,
};
use hadir_oplog::wire::{Batch, Packed, WireError};
use hadir_oplog::{Certificate, ChainId, NodeId};
use tokio::task::spawn_blocking;

use crate::ahead::Question;
use crate::arrivals::Source;
use crate::peers::{Meeting, Peer};
use crate::receive::{Delivery, TakenIn};
use crate::travelling_files::FILE_WISHES_MAX;
use crate::{Fault, Store};

/// What a sync has done so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synced {
    /// Operations that came and were not here before.
    pub received: u64,
    /// Operations that were sent.
    pub sent: u64,
    /// Bodies that were missing here and came back.
    pub bodies: u64,
    /// Arrivals the other has left for us.
    pub left_there: u64,
    /// Arrivals we have left for the other.
    pub left_here: u64,
    /// Whether each has all that the other had for it when they last spoke.
    pub is_complete: bool,
    /// Chains of which two versions exist.
    pub forks: Vec<ChainId>,
}

/// Why a sync stopped.
#[derive(Debug, thiserror::Error)]
pub enum SyncFault {
    /// Our own side failed.
    #[error(transparent)]
    Ours(#[from] Fault),
    /// What the other sent does not hold.
    #[error("what the other node sent does not hold")]
    Theirs(#[from] WireError),
}

/// What to do next.
#[derive(Debug)]
pub enum Step {
    /// Send this exchange; whoever called then says [`Syncing::heard`] with the answer.
    Send(Box<Exchange>),
    /// All is said.
    Done,
}

/// One sync with one node.
pub struct Syncing {
    store: Store,
    peer: NodeId,
    certificate: Certificate,
    facts: Option<Facts>,
    side: Side,
    session: Session,
    theirs: Option<Source>,
    done: Synced,
}

impl Syncing {
    /// Begins. `certificate` is the other node's, which says what it may be given; `budget` how many bytes to take at a
    /// time; `facts` what to tell of ourselves.
    pub async fn begin(
        store: &Store,
        side: Side,
        peer: &Peer,
        certificate: Certificate,
        budget: u64,
        facts: Option<Facts>,
    ) -> Result<Self, Fault> {
        let theirs_of_us = store.believed(peer.theirs.clone()).await?;
        let mut session = Session::new(side, peer.have.clone(), theirs_of_us, budget);
        session.stands_at(store.place().await?);
        let theirs = peer.have.as_ref().map(|have| Source { node: peer.node, epoch: have.epoch() });
        let store = store.clone();
        Ok(Self { store, peer: peer.node, certificate, facts, side, session, theirs, done: Synced::default() })
    }

    /// Works until something is to be sent or nothing is left to do.
    pub async fn next(&mut self) -> Result<Step, SyncFault> {
        while let Some(action) = self.session.next_action() {
            match action {
                Action::Offer { theirs, budget, wishes, body_wishes } => {
                    let offer = self.offer(theirs.as_ref(), budget, (&wishes, &body_wishes)).await?;
                    self.session.offered(offer);
                }
                Action::TakeIn(parcels) => self.take_in(parcels).await?,
                Action::TakePieces(pieces) => {
                    if self.store.take_pieces(pieces).await? > 0 {
                        self.session.took_pieces();
                    }
                }
                Action::TakeBodies(bodies) => self.take_bodies(bodies).await?,
                Action::Send(exchange) => return Ok(Step::Send(exchange)),
                Action::BeginAnew => return Err(Fault::PutBack.into()),
                Action::End(outcome) => {
                    self.end(outcome);
                    return Ok(Step::Done);
                }
            }
        }
        Ok(Step::Done)
    }

    /// The other node's exchange has come.
    pub async fn heard(&mut self, exchange: Exchange) -> Result<(), SyncFault> {
        let now = self.store.clock().now_ms();
        let ahead = exchange.clock_ms.cast_signed().saturating_sub(now);
        let mut meeting = Meeting {
            theirs: exchange.have.clone(),
            met_at: Some(now),
            clock_ahead_ms: Some(ahead),
            facts: exchange.facts.clone(),
            waiting_there: Some(exchange.left),
            ..Meeting::default()
        };
        // As long as there are operations they take the line.
        if exchange.left == 0 && exchange.parcels.iter().all(|parcel| parcel.batch.is_empty()) {
            self.store.were_answered(&exchange.pieces).await?;
        }
        self.theirs = exchange.place.map(|place| Source { node: self.peer, epoch: place.epoch });
        let was_there = match &exchange.have {
            Some(have) => self.store.was_at(have.seen()).await?,
            None => true,
        };
        // It may have moved on while the exchange was under way.
        self.session.stands_at(self.store.place().await?);
        let put_back = self.session.received(exchange, was_there);
        if put_back.is_some() {
            // What it has seen was lost here; to act as if this node knew of it would hide that.
            meeting.theirs = None;
        }
        self.done.left_there = self.session.left_there();
        self.store.remember_meeting(self.peer, meeting).await?;
        if put_back.is_some() { Err(Fault::PutBack.into()) } else { Ok(()) }
    }

    /// What was done so far.
    pub fn done(&self) -> &Synced {
        &self.done
    }

    async fn offer(
        &mut self,
        theirs: Option<&Position>,
        budget: u64,
        (wishes, body_wishes): (&[FileWish], &[BodyWish]),
    ) -> Result<Offer, Fault> {
        let place = self.store.place().await?;
        let question = Question {
            source: self.theirs,
            certificate: self.certificate.clone(),
            theirs: theirs.cloned(),
            place,
            budget,
        };
        let offered = self.store.answer(&question).await?;
        if self.side == Side::Called && offered.left > 0 {
            self.store.answer_ahead(question.after(&offered, self.session.budget()));
        }
        let sent: u64 = offered.parcels.iter().map(|parcel| parcel.batch.len() as u64).sum();
        let rest = usize::try_from(budget.saturating_sub(sent)).unwrap_or(usize::MAX);
        // Bodies wait for the operations, among which may be tombstones, and photos for everything that people wrote.
        let is_across = offered.left == 0 && sent == 0;
        let bodies = match is_across && !body_wishes.is_empty() {
            true => self.store.bodies_for(&self.certificate, body_wishes, rest).await?,
            false => Vec::new(),
        };
        let given: usize = bodies.iter().filter_map(|body| Some(body.bytes.as_ref()?.len())).sum();
        let rest = rest.saturating_sub(given);
        let pieces = if offered.left == 0 { self.store.file_pieces(wishes, rest).await? } else { Vec::new() };
        let body_wishes = if self.session.has_all() { self.store.body_wishes(self.peer).await? } else { Vec::new() };
        self.done.sent += offered.operations;
        self.done.left_here = offered.left;
        Ok(Offer {
            parcels: offered.parcels,
            pieces,
            left: offered.left,
            place: Some(place),
            clock_ms: self.store.clock().now_ms().cast_unsigned(),
            wishes: self.store.file_wishes(FILE_WISHES_MAX).await?,
            facts: self.facts.take(),
            body_wishes,
            bodies,
        })
    }

    /// Takes in the parcels up to the first that does not hold, in one transaction.
    async fn take_in(&mut self, parcels: Vec<Parcel>) -> Result<(), SyncFault> {
        let completed: Vec<_> = parcels.iter().map(|parcel| self.session.completes(parcel)).collect();
        // Hashes and signatures take longer than reading and are checked on all cores at once.
        let unpacked: Vec<_> = parcels.into_iter().map(|parcel| spawn_blocking(|| unpack(parcel))).collect();
        let (mut batch, mut completes) = (Batch::default(), Vec::new());
        let mut count = 0;
        let mut bad = None;
        for (unpacking, completed) in unpacked.into_iter().zip(completed) {
            match unpacking.await.map_err(|_| Fault::Broken)? {
                Ok(Batch { runs, foreign }) if bad.is_none() => {
                    batch.runs.extend(runs);
                    batch.foreign.extend(foreign);
                    completes.extend(completed);
                    count += 1;
                }
                Ok(_) => {}
                Err(error) => bad = bad.or(Some(error)),
            }
        }
        if let Some(error) = bad.filter(|_| count == 0) {
            return Err(error.into());
        }
        let delivery = Delivery { batch, source: self.theirs, completes, ..Delivery::default() };
        let TakenIn { operations, bodies, forks, .. } = match self.store.take_in(delivery).await {
            Err(fault) if count > 1 && !matches!(fault, Fault::PutBack | Fault::Stopped) => {
                tracing::warn!(error = &fault as &dyn std::error::Error, "parcels are taken in one by one");
                self.session.go_singly();
                return Ok(());
            }
            settled => settled?,
        };
        self.done.received += operations;
        self.done.bodies += bodies;
        self.done.forks.extend(forks);
        // One that does not hold stands in front next.
        self.session.took_in(count, operations);
        Ok(())
    }

    async fn take_bodies(&mut self, bodies: Vec<BodyAnswer>) -> Result<(), Fault> {
        let taken = self.store.take_bodies(self.peer, bodies).await?;
        if taken > 0 {
            self.session.took_in_bodies();
        }
        self.done.bodies += taken;
        Ok(())
    }

    fn end(&mut self, outcome: Outcome) {
        self.done.is_complete = outcome.is_complete;
        self.done.left_there = outcome.left_there;
        self.done.left_here = outcome.left_here;
    }
}

/// What is in a parcel, checked.
pub(crate) fn unpack(parcel: Parcel) -> Result<Batch, WireError> {
    if parcel.batch.is_empty() {
        return Ok(Batch::default());
    }
    Packed::open(&parcel.batch)?.unpack(&BTreeMap::new())
}

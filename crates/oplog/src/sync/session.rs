//! One sync, as a machine that is told what happened and says what to do next. It knows no clock, disk or network.

mod progress;

use std::collections::VecDeque;
use std::mem::take;

use progress::Progress;

use crate::sync::message::{Exchange, Facts, Parcel};
use crate::sync::position::{Completed, Mark, Place, Position};
use crate::sync::wished_body::{BodyAnswer, BodyWish};
use crate::sync::wished_file::{FilePiece, FileWish};
use crate::wire::said_bytes;

/// Exchanges in a row without progress before the session gives up asking.
const IDLE_MAX: u32 = 2;
/// The same before it ends although there is something to give. What the other repeats is no progress.
const STUCK_MAX: u32 = 4;
/// Parcels that are taken in at once, and bytes in them when they are open, but for a single parcel with more: many enough
/// that what they change is written once and not parcel by parcel, few enough to be held in memory.
const TAKEN_PARCELS_MAX: usize = 8;
const TAKEN_BYTES_MAX: usize = 4 * 1024 * 1024;

/// Which end of the connection this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// It called: it begins, and it ends.
    Calls,
    /// It was called: it answers each exchange with one of its own.
    Called,
}

/// What the node has for the other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Offer {
    /// Operations, with what they complete.
    pub parcels: Vec<Parcel>,
    /// Pieces of files the other wished for.
    pub pieces: Vec<FilePiece>,
    /// Arrivals that are left to be offered after these parcels.
    pub left: u64,
    /// Where the node's own count stands now.
    pub place: Option<Place>,
    /// The node's clock, in milliseconds since 1970 (UTC).
    pub clock_ms: u64,
    /// Files the node lacks and the other may have.
    pub wishes: Vec<FileWish>,
    /// News of the node, now and then.
    pub facts: Option<Facts>,
    /// Bodies the node lacks.
    pub body_wishes: Vec<BodyWish>,
    /// What is said to the bodies the other wished for.
    pub bodies: Vec<BodyAnswer>,
}

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Make these durable, each together with what it [`Session::completes`], and say [`Session::took_in`] of as many from
    /// the front as are.
    TakeIn(Vec<Parcel>),
    /// Make these durable as far as they are wanted, and go on; [`Session::took_pieces`] if any was.
    TakePieces(Vec<FilePiece>),
    /// Make durable what of these was wished for, and go on; [`Session::took_in_bodies`] if any was.
    TakeBodies(Vec<BodyAnswer>),
    /// Say with [`Session::offered`] what there is for the other, which has `theirs`; at most about `budget` bytes, and
    /// nothing at all if that is 0.
    Offer { theirs: Option<Position>, budget: u64, wishes: Vec<FileWish>, body_wishes: Vec<BodyWish> },
    /// Send this. A caller then waits and says [`Session::received`].
    Send(Box<Exchange>),
    /// The other node knows of more of our log than we do: our disk was put back to an earlier state. Begin a new life
    /// of the database before anything else is written, then sync again.
    BeginAnew,
    /// Nothing more to do.
    End(Outcome),
}

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// Whether each has everything that the other had for it when they last spoke.
    pub is_complete: bool,
    /// Arrivals the other still has for us.
    pub left_there: u64,
    /// Arrivals we still have for the other.
    pub left_here: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Ask what there is for the other.
    Ask,
    /// The offer is being made.
    Offering,
    /// The other's turn.
    Waiting,
    /// Its exchange is being taken in.
    Taking,
    Ended,
}

/// One sync with one node.
#[derive(Debug)]
pub struct Session {
    side: Side,
    stage: Stage,
    budget: u64,
    have: Option<Position>,
    theirs: Option<Position>,
    their_place: Option<Place>,
    known_there: Option<Mark>,
    place: Option<Place>,
    left_there: u64,
    left_here: u64,
    wishes: Vec<FileWish>,
    parcels: VecDeque<Parcel>,
    pieces: Vec<FilePiece>,
    pieces_go_on: bool,
    body_wishes: Vec<BodyWish>,
    bodies: Vec<BodyAnswer>,
    ready: Option<Exchange>,
    heard: bool,
    progress: Progress,
    idle: u32,
    is_broken: bool,
    goes_singly: bool,
}

impl Session {
    /// Begins. `have` is what is here of the other's log, `theirs` what the other said last it has of ours (a guess is
    /// harmless), `budget` how many bytes to take at a time.
    pub fn new(side: Side, have: Option<Position>, theirs: Option<Position>, budget: u64) -> Self {
        let stage = match side {
            Side::Calls => Stage::Ask,
            Side::Called => Stage::Waiting,
        };
        Session {
            side,
            stage,
            budget,
            have,
            theirs,
            their_place: None,
            known_there: None,
            place: None,
            left_there: 0,
            left_here: 0,
            wishes: Vec::new(),
            parcels: VecDeque::new(),
            pieces: Vec::new(),
            pieces_go_on: false,
            body_wishes: Vec::new(),
            bodies: Vec::new(),
            ready: None,
            heard: false,
            progress: Progress::default(),
            idle: 0,
            is_broken: false,
            goes_singly: false,
        }
    }

    /// What is here of the other's log, as far as parcels were taken in.
    pub fn have(&self) -> Option<&Position> {
        self.have.as_ref()
    }

    /// What the other said it has of our log.
    pub fn theirs(&self) -> Option<&Position> {
        self.theirs.as_ref()
    }

    /// What taking in a parcel adds to what is here of the other's log; to be made durable together with it. Nothing as long
    /// as the other has not said where it stands.
    pub fn completes(&self, parcel: &Parcel) -> Option<Completed> {
        Some(Completed { span: parcel.completes, place: self.their_place?, known: self.known_there })
    }

    /// Arrivals the other still has for us, as it said last.
    pub fn left_there(&self) -> u64 {
        self.left_there
    }

    /// What to do next. Asking again before it is done gives the same answer or, while waiting, nothing.
    pub fn next_action(&mut self) -> Option<Action> {
        loop {
            match self.stage {
                Stage::Waiting => return None,
                Stage::Ask => {
                    self.stage = Stage::Offering;
                    // Before the other has spoken, offer only what it very likely lacks.
                    let budget = match (self.heard, &self.theirs) {
                        // Who has nothing yet gets the first things soon.
                        (true, None) if self.side == Side::Called => (self.budget / 4).max(1),
                        (true, _) => self.budget(),
                        (false, Some(_)) => self.budget.min(64 * 1024),
                        (false, None) => 0,
                    };
                    let (theirs, wishes) = (self.theirs.clone(), take(&mut self.wishes));
                    let body_wishes = take(&mut self.body_wishes);
                    return Some(Action::Offer { theirs, budget, wishes, body_wishes });
                }
                Stage::Offering => {
                    let exchange = self.ready.take()?;
                    self.stage = Stage::Waiting;
                    return Some(Action::Send(Box::new(exchange)));
                }
                Stage::Taking => {
                    if !self.pieces.is_empty() {
                        return Some(Action::TakePieces(take(&mut self.pieces)));
                    }
                    match self.in_front() {
                        parcels if parcels.is_empty() => {}
                        parcels => return Some(Action::TakeIn(parcels)),
                    }
                    // A tombstone among the parcels comes before the bodies it names.
                    if !self.bodies.is_empty() {
                        return Some(Action::TakeBodies(take(&mut self.bodies)));
                    }
                    self.stage = Stage::Ask;
                }
                Stage::Ended => return Some(Action::End(self.outcome())),
            }
        }
    }

    /// The parcels to be taken in next, one at least if there are any.
    fn in_front(&self) -> Vec<Parcel> {
        let mut bytes = 0;
        let mut fits = |parcel: &Parcel| {
            let is_first = bytes == 0;
            bytes += said_bytes(&parcel.batch).max(1);
            is_first || bytes <= TAKEN_BYTES_MAX
        };
        let most = if self.goes_singly { 1 } else { TAKEN_PARCELS_MAX };
        self.parcels.iter().take(most).take_while(|parcel| fits(parcel)).cloned().collect()
    }

    /// Several parcels could not be taken in together: from now on each goes alone, so that what can be kept is.
    pub fn go_singly(&mut self) {
        self.goes_singly = true;
    }

    /// About how many bytes to offer at a time, once the other has something.
    pub fn budget(&self) -> u64 {
        self.budget.max(1)
    }

    /// So many parcels from the front are durable, with so many operations that were not here before.
    pub fn took_in(&mut self, parcels: usize, new: u64) {
        for parcel in self.parcels.drain(..parcels.min(self.parcels.len())).collect::<Vec<_>>() {
            if let Some(completed) = self.completes(&parcel) {
                self.have = Some(completed.added_to(self.have.take()));
            }
        }
        if self.progress.nears_the_end(self.left_there) || new > 0 {
            self.idle = 0;
        }
    }

    /// Some of the pieces that came were wanted and are durable.
    pub fn took_pieces(&mut self) {
        if self.pieces_go_on {
            self.idle = 0;
        }
    }

    /// Some of the bodies that came were wished for and are durable.
    pub fn took_in_bodies(&mut self) {
        self.idle = 0;
    }

    /// Whether the other has spoken and nothing is lacking of the operations it had then.
    pub fn has_all(&self) -> bool {
        self.heard && !self.misses_something()
    }

    /// What there is for the other.
    pub fn offered(&mut self, offer: Offer) {
        self.left_here = offer.left;
        self.place = offer.place;
        let has_operations = offer.parcels.iter().any(|parcel| !parcel.batch.is_empty());
        let has_something =
            has_operations || !offer.pieces.is_empty() || offer.bodies.iter().any(|body| body.bytes.is_some());
        let wishes_something = !offer.wishes.is_empty() || !offer.body_wishes.is_empty();
        // That a body is not here has to be said too, or the other asks for it at every meeting.
        let wants_something = self.misses_something() || wishes_something || !offer.bodies.is_empty();
        // Whoever is asked for the same again and again has something to say, and gets nowhere.
        if self.progress.gives_more(&offer.pieces, &offer.bodies) {
            self.idle = 0;
        }
        let has_said_all = !has_something && (!wants_something || self.idle >= IDLE_MAX);
        let is_over = has_said_all || self.idle >= STUCK_MAX;
        if self.side == Side::Calls && self.heard && is_over {
            // A file that nobody has any more is no reason to say that the two do not agree.
            self.is_broken = self.misses_something() || has_operations;
            self.stage = Stage::Ended;
            return;
        }
        let theirs = self.theirs.as_ref().filter(|_| !offer.parcels.is_empty());
        let known = theirs.zip(offer.place).filter(|(theirs, place)| theirs.epoch() == place.epoch);
        let known = known.map(|(theirs, _)| theirs.seen().mark);
        self.ready = Some(Exchange {
            have: self.have.clone(),
            place: offer.place,
            clock_ms: offer.clock_ms,
            budget: self.budget,
            left: offer.left,
            parcels: offer.parcels,
            wishes: offer.wishes,
            pieces: offer.pieces,
            facts: offer.facts,
            known,
            body_wishes: offer.body_wishes,
            bodies: offer.bodies,
        });
    }

    /// The other node's exchange. `was_there` says whether our own count once stood, with that mark, at the place which the
    /// other's position has seen. Answers [`Action::BeginAnew`] when our own disk was put back.
    pub fn received(&mut self, exchange: Exchange, was_there: bool) -> Option<Action> {
        self.heard = true;
        self.idle += 1;
        self.theirs = exchange.have;
        self.their_place = exchange.place;
        self.known_there = exchange.known;
        self.left_there = exchange.left;
        self.wishes = exchange.wishes;
        self.pieces_go_on = self.progress.gets_more(&exchange.pieces);
        self.pieces = exchange.pieces;
        self.body_wishes = exchange.body_wishes;
        self.bodies = exchange.bodies;
        if self.progress.is_acknowledged(self.theirs.as_ref(), self.place) {
            self.idle = 0;
        }
        if self.side == Side::Called {
            self.budget = self.budget.min(exchange.budget);
        }
        // Of a life that the other has begun since nothing is here yet. To go on saying so of the last one would let it leave
        // out for ever what we send, as meant for that.
        if let Some(place) = self.their_place {
            self.have = self.have.take().filter(|have| have.epoch() == place.epoch);
        }
        // A parcel without a count to hold it against completes nothing. One that was packed for an earlier life of our
        // own database leaves out what we brought in that life and have lost since.
        let is_for_us = self.side == Side::Calls || self.is_in_this_life(self.theirs.as_ref());
        if self.their_place.is_some() && is_for_us {
            self.parcels = exchange.parcels.into();
        }
        self.stage = Stage::Taking;
        let (theirs, place) = (self.theirs.as_ref()?, self.place?);
        let is_same_life = theirs.epoch() == place.epoch;
        (is_same_life && (!was_there || theirs.is_ahead_of(place))).then_some(Action::BeginAnew)
    }

    /// Says where our own count stands before the first exchange comes in.
    pub fn stands_at(&mut self, place: Place) {
        self.place = Some(place);
    }

    /// Whether the other means our database as it lives now, as far as it says so.
    fn is_in_this_life(&self, theirs: Option<&Position>) -> bool {
        theirs.zip(self.place).is_none_or(|(theirs, place)| theirs.epoch() == place.epoch)
    }

    /// Whether the other has arrivals that are not here.
    fn misses_something(&self) -> bool {
        let Some(place) = self.their_place else { return !self.heard };
        match &self.have {
            Some(have) => !have.is_complete(place),
            None => place.count > 0,
        }
    }

    fn outcome(&self) -> Outcome {
        let is_complete = self.heard && !self.is_broken && !self.misses_something() && self.left_here == 0;
        Outcome { is_complete, left_there: self.left_there, left_here: self.left_here }
    }
}

#[cfg(test)]
mod tests;

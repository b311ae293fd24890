//! One sync, as a machine that is told what happened and says what to do next. It knows no clock, disk or network.

use std::collections::VecDeque;
use std::mem::take;

use crate::sync::message::{Exchange, Facts, FilePiece, FileWish, Parcel};
use crate::sync::position::{Completed, Mark, Place, Position};
use crate::sync::wished_body::{BodyAnswer, BodyWish};

/// Exchanges in a row that may bring nothing before the session gives up.
const IDLE_MAX: u32 = 2;
/// Packed bytes that are taken in at once, but for a single parcel with more: many enough that what they change is written
/// once and not parcel by parcel, few enough to be held unpacked in memory.
const TAKEN_BYTES_MAX: usize = 512 * 1024;

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
    /// Make these durable and go on; nothing is to be said.
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
    body_wishes: Vec<BodyWish>,
    bodies: Vec<BodyAnswer>,
    ready: Option<Exchange>,
    heard: bool,
    idle: u32,
    is_broken: bool,
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
            body_wishes: Vec::new(),
            bodies: Vec::new(),
            ready: None,
            heard: false,
            idle: 0,
            is_broken: false,
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
                        (true, _) => self.budget.max(1),
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
            bytes += parcel.batch.len().max(1);
            is_first || bytes <= TAKEN_BYTES_MAX
        };
        self.parcels.iter().take_while(|parcel| fits(parcel)).cloned().collect()
    }

    /// So many parcels from the front are durable.
    pub fn took_in(&mut self, parcels: usize) {
        for parcel in self.parcels.drain(..parcels.min(self.parcels.len())).collect::<Vec<_>>() {
            if let Some(completed) = self.completes(&parcel) {
                self.have = Some(completed.added_to(self.have.take()));
            }
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
        let has_something = offer.parcels.iter().any(|parcel| !parcel.batch.is_empty())
            || !offer.pieces.is_empty()
            || offer.bodies.iter().any(|body| body.bytes.is_some());
        let wishes_something = !offer.wishes.is_empty() || !offer.body_wishes.is_empty();
        // That a body is not here has to be said too, or the other asks for it at every meeting.
        let wants_something = self.misses_something() || wishes_something || !offer.bodies.is_empty();
        if self.side == Side::Calls && self.heard && !has_something && (!wants_something || self.idle >= IDLE_MAX) {
            // A file that nobody has any more is no reason to say that the two do not agree.
            self.is_broken = self.misses_something();
            self.stage = Stage::Ended;
            return;
        }
        if has_something {
            self.idle = 0;
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
        self.pieces = exchange.pieces;
        self.body_wishes = exchange.body_wishes;
        self.bodies = exchange.bodies;
        if !self.pieces.is_empty() {
            self.idle = 0;
        }
        if self.side == Side::Called {
            self.budget = self.budget.min(exchange.budget);
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
mod tests {
    use super::*;
    use crate::ids::{ChainId, Incarnation, NodeId};
    use crate::sync::position::{Epoch, Span};

    /// A node that knows how many arrivals it has, and what came from the other.
    struct Node {
        place: Place,
        marks: Vec<Mark>,
        from_other: Vec<u64>,
        have: Option<Position>,
        step: u64,
        /// Numbers of bodies it lacks and has no word of, of those it can give, and of those it was given.
        lacks: Vec<u64>,
        holds: Vec<u64>,
        given: Vec<u64>,
    }

    impl Node {
        fn new(epoch: u8, count: u64, step: u64) -> Self {
            let place = Place { epoch: Epoch([epoch; 8]), count: 0, mark: Mark::default() };
            let (marks, from_other, have) = (vec![], vec![], None);
            let (lacks, holds, given) = (vec![], vec![], vec![]);
            let mut node = Node { place, marks, from_other, have, step, lacks, holds, given };
            (0..count).for_each(|n| node.grow(n as u8));
            node
        }

        fn grow(&mut self, mark: u8) {
            self.marks.push(Mark([mark; 4]));
            self.stand();
        }

        /// The disk is put back to when it had so many arrivals.
        fn put_back(&mut self, count: usize) {
            self.marks.truncate(count);
            self.stand();
        }

        fn stand(&mut self) {
            (self.place.count, self.place.mark) = (self.marks.len() as u64, *self.marks.last().unwrap());
        }

        fn was_at(&self, place: Place) -> bool {
            place.count == 0 || self.marks.get(place.count as usize - 1) == Some(&place.mark)
        }

        /// What this node says to an exchange of the other.
        fn hears(&self, session: &mut Session, exchange: Exchange) -> Option<Action> {
            let was_there = exchange.have.as_ref().is_none_or(|have| self.was_at(have.seen()));
            session.received(exchange, was_there)
        }

        fn offer(&self, theirs: Option<&Position>) -> Offer {
            let nothing = Position::nothing(self.place.epoch);
            let theirs = theirs.filter(|theirs| theirs.epoch() == self.place.epoch).unwrap_or(&nothing);
            let mut parcels = Vec::new();
            let mut left = 0;
            for span in theirs.missing(self.place) {
                let after = span.through.saturating_sub(self.step).max(span.after);
                if parcels.is_empty() {
                    let is_news = (after + 1..=span.through).any(|n| !self.from_other.contains(&n));
                    let batch = if is_news { b"news".to_vec() } else { Vec::new() };
                    parcels.push(Parcel { completes: Span { after, through: span.through }, batch });
                    left += after - span.after;
                } else {
                    left += span.len();
                }
            }
            Offer { parcels, left, place: Some(self.place), ..Offer::default() }
        }

        /// What it wishes for when it has all else, two at a time, and what it says to wishes.
        fn speak_of_bodies(&self, offer: Offer, asked: &[BodyWish], has_all: bool) -> Offer {
            let chain = ChainId { node: NodeId::from_bytes([1; 32]), incarnation: Incarnation::from_bytes([2; 8]) };
            let wish = |number: &u64| BodyWish { number: *number, chain, seq: 0, place: 0, slot: 1 };
            let body_wishes = self.lacks.iter().filter(|_| has_all).take(2).map(wish).collect();
            let answer = |wish: &BodyWish| BodyAnswer {
                number: wish.number,
                bytes: self.holds.contains(&wish.number).then(|| b"words".to_vec()),
            };
            Offer { body_wishes, bodies: asked.iter().map(answer).collect(), ..offer }
        }

        fn take_bodies(&mut self, session: &mut Session, bodies: Vec<BodyAnswer>) {
            self.lacks.retain(|number| !bodies.iter().any(|body| body.number == *number));
            let given: Vec<u64> = bodies.iter().filter(|body| body.bytes.is_some()).map(|body| body.number).collect();
            if !given.is_empty() {
                session.took_in_bodies();
            }
            self.given.extend(given);
        }

        fn take_in(&mut self, session: &mut Session, parcel: &Parcel) {
            self.have = session.completes(parcel).map(|completed| completed.added_to(self.have.take()));
            if !parcel.batch.is_empty() {
                self.grow(100 + self.place.count as u8);
                self.from_other.push(self.place.count);
            }
            session.took_in(1);
        }
    }

    /// Drives one side until it sends or ends.
    fn drive(node: &mut Node, session: &mut Session) -> Result<Exchange, Outcome> {
        loop {
            match session.next_action().expect("it is this side's turn") {
                Action::Offer { theirs, body_wishes, .. } => {
                    let offer = node.speak_of_bodies(node.offer(theirs.as_ref()), &body_wishes, session.has_all());
                    session.offered(offer);
                }
                Action::TakeIn(parcels) => parcels.iter().for_each(|parcel| node.take_in(session, parcel)),
                Action::TakePieces(_) => {}
                Action::TakeBodies(bodies) => node.take_bodies(session, bodies),
                Action::Send(exchange) => return Ok(*exchange),
                Action::End(outcome) => return Err(outcome),
                Action::BeginAnew => unreachable!("nobody's disk was put back"),
            }
        }
    }

    /// Syncs two nodes; answers the outcome and the round trips.
    fn sync(a: &mut Node, b: &mut Node) -> (Outcome, u32) {
        let guess = b.have.clone();
        let mut calls = Session::new(Side::Calls, a.have.clone(), guess, 1 << 20);
        for trips in 0.. {
            let exchange = match drive(a, &mut calls) {
                Ok(exchange) => exchange,
                Err(outcome) => return (outcome, trips),
            };
            let mut called = Session::new(Side::Called, b.have.clone(), None, 1 << 20);
            called.stands_at(b.place);
            assert_eq!(b.hears(&mut called, exchange), None);
            let reply = drive(b, &mut called).expect("who was called answers");
            assert_eq!(a.hears(&mut calls, reply), None);
        }
        unreachable!()
    }

    #[test]
    fn what_both_have_arrives_and_a_second_sync_takes_one_round_trip() {
        let (mut a, mut b) = (Node::new(1, 5, 100), Node::new(2, 7, 100));
        let (outcome, trips) = sync(&mut a, &mut b);
        assert!(outcome.is_complete);
        assert!(trips <= 2, "{trips} round trips");
        let counts = (a.place.count, b.place.count);
        for _ in 0..3 {
            let (outcome, trips) = sync(&mut a, &mut b);
            assert_eq!((outcome.is_complete, trips), (true, 1));
        }
        assert_eq!(counts, (a.place.count, b.place.count), "nothing new brings nothing new");
    }

    #[test]
    fn much_comes_in_steps_and_goes_on_after_a_cut() {
        let (mut a, mut b) = (Node::new(1, 0, 10), Node::new(2, 95, 10));
        let mut calls = Session::new(Side::Calls, None, None, 1 << 20);
        let exchange = drive(&mut a, &mut calls).unwrap();
        let mut called = Session::new(Side::Called, None, None, 1 << 20);
        b.hears(&mut called, exchange);
        let reply = drive(&mut b, &mut called).unwrap();
        a.hears(&mut calls, reply);
        assert_eq!(calls.left_there(), 85);
        let _ = drive(&mut a, &mut calls);
        // Here the link breaks. The next sync begins where this one ended.
        assert_eq!(a.have.as_ref().unwrap().spans(), [Span { after: 85, through: 95 }]);
        let (outcome, _) = sync(&mut a, &mut b);
        assert!(outcome.is_complete);
        assert!(a.have.unwrap().is_complete(b.place));
    }

    #[test]
    fn a_disk_that_was_put_back_is_noticed_by_its_own_node() {
        // As it was put back; and once it has counted as far again, or further, whether or not it offers that first.
        for grown in [0, 2, 6] {
            for remembers in [false, true] {
                let (mut a, mut b) = (Node::new(1, 5, 100), Node::new(2, 7, 100));
                sync(&mut a, &mut b);
                let then = remembers.then(|| b.have.clone()).flatten();
                (0..2).for_each(|n| a.grow(50 + n));
                sync(&mut a, &mut b);
                a.put_back(6);
                (0..grown).for_each(|n| a.grow(70 + n));
                let mut calls = Session::new(Side::Calls, a.have.clone(), then, 1 << 20);
                let exchange = drive(&mut a, &mut calls).unwrap();
                let mut called = Session::new(Side::Called, b.have.clone(), None, 1 << 20);
                called.stands_at(b.place);
                assert_eq!(b.hears(&mut called, exchange), None);
                let reply = drive(&mut b, &mut called).unwrap();
                assert_eq!(a.hears(&mut calls, reply), Some(Action::BeginAnew), "{grown} {remembers}");
            }
        }
    }

    #[test]
    fn what_was_packed_for_an_earlier_life_comes_again() {
        let (mut a, mut b) = (Node::new(1, 5, 100), Node::new(2, 7, 100));
        sync(&mut a, &mut b);
        let had = b.have.clone();
        (b.place.epoch, b.have) = (Epoch([9; 8]), had.clone());
        a.grow(90);
        let mut calls = Session::new(Side::Calls, a.have.clone(), had, 1 << 20);
        let exchange = drive(&mut a, &mut calls).unwrap();
        assert!(!exchange.parcels.is_empty());
        let mut called = Session::new(Side::Called, b.have.clone(), None, 1 << 20);
        called.stands_at(b.place);
        b.hears(&mut called, exchange);
        assert!(matches!(called.next_action(), Some(Action::Offer { .. })), "nothing of it is taken in");
        // Once the caller knows of the new life, everything arrives.
        let (outcome, _) = sync(&mut a, &mut b);
        assert!(outcome.is_complete && b.have.unwrap().is_complete(a.place));
    }

    #[test]
    fn bodies_come_behind_operations_to_either_side() {
        let (mut a, mut b) = (Node::new(1, 5, 100), Node::new(2, 7, 100));
        (a.lacks, b.holds) = (vec![1, 2, 3, 4, 5], vec![1, 2, 4, 5]);
        (b.lacks, a.holds) = (vec![6, 7], vec![6, 7]);
        assert!(sync(&mut a, &mut b).0.is_complete);
        assert_eq!((&a.given, &b.given), (&vec![1, 2, 4, 5], &vec![6, 7]));
        assert_eq!(sync(&mut a, &mut b).1, 1, "nothing is wished for any more");
    }

    #[test]
    fn a_body_that_is_not_there_is_asked_for_once() {
        for is_callers in [true, false] {
            let (mut a, mut b) = (Node::new(1, 5, 100), Node::new(2, 7, 100));
            sync(&mut a, &mut b);
            if is_callers { &mut a } else { &mut b }.lacks = vec![1];
            let (outcome, trips) = sync(&mut a, &mut b);
            assert_eq!((outcome.is_complete, trips), (true, 2));
            assert!(a.lacks.is_empty() && b.lacks.is_empty(), "either has word of it");
            assert_eq!(sync(&mut a, &mut b).1, 1);
        }
    }

    #[test]
    fn many_bodies_that_are_not_there_do_not_keep_two_on_the_line() {
        let (mut a, mut b) = (Node::new(1, 5, 100), Node::new(2, 7, 100));
        sync(&mut a, &mut b);
        (a.lacks, b.lacks) = ((0..100).collect(), (0..100).collect());
        let (outcome, trips) = sync(&mut a, &mut b);
        assert!(outcome.is_complete && trips <= 4, "{trips} round trips");
        assert!(a.lacks.len() < 100 && b.lacks.len() < 100, "it goes on at the next meeting");
    }

    #[test]
    fn a_peer_that_never_delivers_is_not_called_complete() {
        let mut a = Node::new(1, 0, 10);
        let mut calls = Session::new(Side::Calls, None, None, 1 << 20);
        let place = Some(Place { epoch: Epoch([9; 8]), count: 4, mark: Mark::default() });
        for _ in 0..5 {
            match drive(&mut a, &mut calls) {
                Ok(_) => drop(calls.received(Exchange { place, left: 4, ..Exchange::default() }, true)),
                Err(outcome) => return assert!(!outcome.is_complete && outcome.left_there == 4),
            }
        }
        panic!("it goes on for ever");
    }
}

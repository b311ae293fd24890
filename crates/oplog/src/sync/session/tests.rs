//! Sessions of two nodes in memory: what they say, in which order, and when they end.

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
        session.took_in(1, u64::from(!parcel.batch.is_empty()));
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

/// A caller that has a file and a body, against one that answers every exchange with the same.
fn trips_against(reply: Exchange) -> (Outcome, u32) {
    let mut a = Node::new(1, 5, 100);
    let mut calls = Session::new(Side::Calls, None, None, 1 << 20);
    calls.stands_at(a.place);
    for trips in 0..50 {
        let said = loop {
            match calls.next_action().expect("it is this side's turn") {
                Action::Offer { theirs, wishes, body_wishes, .. } => {
                    let piece =
                        |wish: &FileWish| FilePiece { hash: wish.hash, from: wish.from, total: 9, bytes: vec![7] };
                    let answer = |wish: &BodyWish| BodyAnswer { number: wish.number, bytes: Some(b"words".to_vec()) };
                    let mut offer = a.offer(theirs.as_ref());
                    offer.pieces = wishes.iter().map(piece).collect();
                    offer.bodies = body_wishes.iter().map(answer).collect();
                    calls.offered(offer);
                }
                Action::TakeIn(parcels) => {
                    a.have = calls.completes(&parcels[0]).map(|completed| completed.added_to(a.have.take()));
                    calls.took_in(parcels.len(), 0);
                }
                // Nothing of it is wanted here.
                Action::TakePieces(_) | Action::TakeBodies(_) => {}
                Action::Send(exchange) => break Ok(exchange),
                Action::End(outcome) => break Err(outcome),
                Action::BeginAnew => unreachable!("nobody's disk was put back"),
            }
        };
        match said {
            Ok(_) => assert_eq!(calls.received(reply.clone(), true), None),
            Err(outcome) => return (outcome, trips),
        }
    }
    panic!("it goes on for ever");
}

#[test]
fn who_says_the_same_again_and_again_is_not_listened_to_for_long() {
    let place = Some(Place { epoch: Epoch([9; 8]), count: 0, mark: Mark::default() });
    let none_of_it = Position::nothing(Epoch([1; 8]));
    let mut all_of_it = none_of_it.clone();
    all_of_it.add(Span { after: 0, through: 5 });
    let reply = Exchange { place, have: Some(all_of_it), ..Exchange::default() };
    let chain = ChainId { node: NodeId::from_bytes([1; 32]), incarnation: Incarnation::from_bytes([2; 8]) };
    let hash = crate::hash::Hash::from_bytes([5; 32]);
    let wishes = vec![FileWish { hash, from: 3 }];
    let body_wishes = vec![BodyWish { number: 1, chain, seq: 0, place: 0, slot: 1 }];
    let pieces = vec![FilePiece { hash, from: 0, total: 1, bytes: vec![7] }];
    let bodies = vec![BodyAnswer { number: 1, bytes: Some(b"nobody's words".to_vec()) }];
    let growing = Some(Place { epoch: Epoch([9; 8]), count: 90, mark: Mark::default() });
    let parcels = vec![Parcel { completes: Span { after: 7, through: 8 }, batch: Vec::new() }];
    for (what, reply, is_complete) in [
        ("nothing", reply.clone(), true),
        ("a wish for a file", Exchange { wishes, ..reply.clone() }, true),
        ("a wish for a body", Exchange { body_wishes, ..reply.clone() }, true),
        ("a piece", Exchange { pieces, ..reply.clone() }, true),
        ("a body", Exchange { bodies, ..reply.clone() }, true),
        ("a parcel", Exchange { place: growing, left: 9, parcels, ..reply.clone() }, false),
        ("that it has nothing", Exchange { have: Some(none_of_it), ..reply }, false),
    ] {
        let (outcome, trips) = trips_against(reply);
        assert!(trips <= 6, "{what}: {trips} round trips");
        assert_eq!(outcome.is_complete, is_complete, "{what}");
    }
}

#[test]
fn who_claims_to_have_ever_less_left_and_brings_nothing_is_not_listened_to_for_ever() {
    let mut progress = super::progress::Progress::default();
    let counted = (0..100_000).filter(|claimed| progress.nears_the_end(u64::MAX - claimed)).count();
    assert_eq!(counted, 4_096);
}

/// A parcel of a few bytes that says it holds so many.
fn saying(bytes: u32, through: u64) -> Parcel {
    let mut batch = vec![1, 0, 0, 0, 0, 0];
    batch.extend(bytes.to_le_bytes());
    Parcel { completes: Span { after: through - 1, through }, batch }
}

#[test]
fn parcels_go_together_as_far_as_what_they_hold_fits_into_memory() {
    let place = Place { epoch: Epoch([1; 8]), count: 40, mark: Mark::default() };
    let taken = |parcels: Vec<Parcel>, singly: bool| {
        let mut session = Session::new(Side::Calls, None, None, 1 << 20);
        session.received(Exchange { place: Some(place), parcels, ..Exchange::default() }, true);
        if singly {
            session.go_singly();
        }
        let mut together = Vec::new();
        while let Some(Action::TakeIn(parcels)) = session.next_action() {
            together.push(parcels.len());
            session.took_in(parcels.len(), 1);
        }
        together
    };
    let of = |bytes: u32| (0..20).map(|n| saying(bytes, 40 - n)).collect::<Vec<_>>();
    assert_eq!(taken(of(100), false), [8, 8, 4]);
    assert_eq!(taken(of(1_500_000), false), [2; 10]);
    assert_eq!(taken(of(9_000_000), false), [1; 20]);
    assert_eq!(taken(of(100), true), [1; 20]);
}

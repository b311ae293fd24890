//! A command on two aggregates at once: what it decides is recorded on both or on neither.

use hadir_oplog::AggregateId;
use jiff::Timestamp;

use crate::Fault;
use crate::aggregate::{Aggregate, Event};
use crate::batch::{Asked, Batch};

/// Two different aggregates of one family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Two {
    first: AggregateId,
    second: AggregateId,
}

impl Two {
    /// Nothing where both are the same.
    pub fn new(first: AggregateId, second: AggregateId) -> Option<Self> {
        (first != second).then_some(Self { first, second })
    }

    pub(crate) fn ids(self) -> [AggregateId; 2] {
        [self.first, self.second]
    }
}

/// What a command on two may do while it decides. Nothing it records counts unless it says yes.
#[derive(Debug)]
pub struct Pair {
    /// The instant at which the whole batch is decided.
    pub now: Timestamp,
    events: [Vec<Event>; 2],
}

impl Pair {
    /// Records that something happened to the first.
    pub fn record_on_first(&mut self, event: Event) {
        self.events[0].push(event);
    }

    /// Records that something happened to the second.
    pub fn record_on_second(&mut self, event: Event) {
        self.events[1].push(event);
    }
}

/// A command on two aggregates, asked with the state of both.
type Decide<'a, A, T, R> = dyn FnMut([&A; 2], &mut Pair) -> Result<T, R> + Send + 'a;

/// What a command on two decided, not yet part of the batch.
struct Decided<T> {
    answer: T,
    events: [Vec<Event>; 2],
}

impl Batch<'_> {
    /// Lets one command decide on two aggregates and takes in what it recorded, unless it refused or broke.
    pub fn act_on_two<A: Aggregate, T, R>(
        &mut self,
        asked: &Asked,
        ids: [AggregateId; 2],
        decide: &mut Decide<'_, A, T, R>,
    ) -> Result<Result<T, R>, Fault> {
        let decided = self.guarded(asked, |batch| {
            let Decided { answer, events } = match batch.decide_on_two(ids, decide)? {
                Ok(decided) => decided,
                Err(refusal) => return Ok(Err(refusal)),
            };
            for (id, events) in ids.into_iter().zip(&events) {
                batch.refuse_beyond_rights::<A>(id, events)?;
            }
            let [first, second] = events;
            let operations = [batch.seal::<A>(asked, ids[0], first)?, batch.seal::<A>(asked, ids[1], second)?];
            Ok(Ok((answer, operations)))
        });
        let (answer, operations) = match decided? {
            Ok(decided) => decided,
            Err(refusal) => return Ok(Err(refusal)),
        };
        for (id, operations) in ids.into_iter().zip(operations) {
            for operation in operations {
                self.append::<A>(id, operation)?;
            }
        }
        Ok(Ok(answer))
    }

    fn decide_on_two<A: Aggregate, T, R>(
        &mut self,
        ids: [AggregateId; 2],
        decide: &mut Decide<'_, A, T, R>,
    ) -> Result<Result<Decided<T>, R>, Fault> {
        for id in ids {
            self.ready::<A>(id)?;
        }
        let states = ids.map(|id| self.loaded[&id].folded::<A>());
        let mut pair = Pair { now: self.now, events: Default::default() };
        Ok(decide(states, &mut pair).map(|answer| Decided { answer, events: pair.events }))
    }
}

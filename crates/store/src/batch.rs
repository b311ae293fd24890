//! What one group commit decides: the aggregates it loads, the operations it records, the rows they change.

use std::collections::{BTreeMap, HashMap};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use hadir_oplog::{ActorId, AggregateId, ChainId, Draft, Kind, OpId, Operation, Scope, Stamp};
use jiff::Timestamp;

use crate::aggregate::{Aggregate, AnyState, Entry, Event, Rights, fold, is_beyond, rows_of};
use crate::clock::Chance;
use crate::family::{family_of, is_outranked};
use crate::outbox::Message;
use crate::standing::Standings;
use crate::table::{Row, Rows};
use crate::tally::Tally;
use crate::writer::Identity;
use crate::{Family, Fault, standing};

/// What a command may see and do while it decides. Nothing it records counts unless it says yes.
pub struct Act<'a> {
    /// The instant at which the whole batch is decided.
    pub now: Timestamp,
    year_counts: &'a mut HashMap<i64, i64>,
    series: Option<i64>,
    events: Vec<Event>,
    messages: Vec<(usize, Message)>,
}

impl Act<'_> {
    /// Records that something happened.
    pub fn record(&mut self, event: Event) {
        self.events.push(event);
    }

    /// Sends a message because of the event recorded last.
    pub fn send(&mut self, message: Message) {
        let cause = self.events.len().checked_sub(1).expect("a message follows from an event recorded before it");
        self.messages.push((cause, message));
    }

    /// The next public number of the year the command asked for. A number given to a refused command is given again.
    pub fn next_number(&mut self) -> i64 {
        let year = self.series.expect("the command said which year's numbers it wants");
        let last = self.year_counts.entry(year).or_insert(0);
        *last += 1;
        *last
    }
}

/// A command as the batch sees it.
pub(crate) struct Asked {
    /// On what.
    pub aggregate: AggregateId,
    /// On what else, if it decides on two.
    pub other: Option<AggregateId>,
    /// By whom, if it was a member of staff.
    pub actor: Option<ActorId>,
    /// Whose year's public numbers it may take.
    pub series: Option<i64>,
}

impl Asked {
    /// A command on one aggregate that takes no number.
    pub fn on(aggregate: AggregateId, actor: Option<ActorId>) -> Self {
        Self { aggregate, other: None, actor, series: None }
    }
}

/// One aggregate while a batch works on it.
pub(crate) struct Loaded {
    family: &'static str,
    /// Of which family its history is; nothing where it is of none, and has no rows.
    listed: Option<Family>,
    pub(crate) entries: Vec<Entry>,
    heads: Vec<OpId>,
    version: i64,
    added: i64,
    pub(crate) state: Option<AnyState>,
    before: Option<Rows>,
    rows: Option<fn(&AnyState) -> Rows>,
}

impl Loaded {
    /// The aggregate's state as the batch has left it so far.
    pub(crate) fn state<A: Aggregate>(&mut self, id: AggregateId, standings: &Standings) -> &mut A {
        let entries = &self.entries;
        let state = self.state.get_or_insert_with(|| Box::new(fold::<A>(id, entries, standings)));
        state.downcast_mut().expect("an aggregate has one family for life")
    }

    /// The same once it was asked for.
    pub(crate) fn folded<A: Aggregate>(&self) -> &A {
        let state = self.state.as_ref().expect("folded before");
        state.downcast_ref().expect("an aggregate has one family for life")
    }

    /// The units entitled to the aggregate by what counts of its history.
    pub(crate) fn scopes<A: Aggregate>(&self, standings: &Standings) -> Vec<Scope> {
        let mut scopes = Vec::new();
        for at in standings.counted(&self.entries, Rights::of::<A>()) {
            let header = self.entries[at].operation.header();
            if A::says_units_anew(header.kind) {
                scopes.clear();
            }
            scopes.extend(header.scopes.iter().cloned());
        }
        scopes
    }

    /// Fails where the history holds what must be understood and is not, and counts: what somebody recorded who may not
    /// stops nobody else.
    pub(crate) fn refuse_beyond<A: Aggregate>(&self, standings: &Standings) -> Result<(), Fault> {
        if !self.entries.iter().any(is_beyond::<A>) {
            return Ok(());
        }
        let mut counted = standings.counted(&self.entries, Rights::of::<A>()).into_iter();
        if counted.any(|at| is_beyond::<A>(&self.entries[at])) { Err(Fault::Beyond) } else { Ok(()) }
    }

    /// Fails where the history is something else altogether, and stays it whatever is recorded now: these kinds.
    pub(crate) fn refuse_other<A: Aggregate>(
        &self,
        mut kinds: impl Iterator<Item = Kind>,
        standings: &Standings,
    ) -> Result<(), Fault> {
        let Some(family) = self.listed.filter(|family| family.name != A::FAMILY) else { return Ok(()) };
        let takes_over = |kind| {
            let needs = standing::needs_of(kind, A::needs);
            A::understands(kind) && is_outranked(needs, family, &self.entries, standings)
        };
        if kinds.all(takes_over) { Ok(()) } else { Err(Fault::Beyond) }
    }

    /// Remembers which rows are in the database now, before the batch's first change of this aggregate.
    pub(crate) fn remember_rows<A: Aggregate>(&mut self, id: AggregateId, standings: &Standings) {
        if self.before.is_some() {
            return;
        }
        let state: &A = self.state(id, standings);
        let of_this = rows_of(state);
        self.before = Some(match self.listed {
            Some(family) if family.name == A::FAMILY => of_this,
            Some(other) => (other.fold)(id, &self.entries, standings).rows(),
            None => Rows::default(),
        });
        self.family = A::FAMILY;
        self.rows = Some(|state| rows_of(state.downcast_ref::<A>().expect("an aggregate has one family for life")));
    }
}

/// A change of one aggregate's version: which, from where, to where.
pub(crate) struct Step {
    pub id: AggregateId,
    pub family: &'static str,
    pub from: i64,
    pub to: i64,
}

/// How many public numbers of a year were given out before a batch and after it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Count {
    pub year: i64,
    pub from: i64,
    pub to: i64,
}

/// What a batch changes besides the log: versions, rows to write and rows to delete.
#[derive(Default)]
pub(crate) struct Changes {
    pub steps: Vec<Step>,
    pub written: Vec<Row>,
    pub gone: Vec<Row>,
}

/// Everything one transaction will write.
pub(crate) struct Batch<'a> {
    pub now: Timestamp,
    pub stamp: Stamp,
    pub identity: &'a Identity,
    pub chance: &'a Chance,
    pub operations: Vec<Operation>,
    pub messages: Vec<(OpId, Message)>,
    year_counts: HashMap<i64, i64>,
    counted_from: HashMap<i64, i64>,
    /// Earlier operations that have lost bodies.
    pub rewritten: Vec<crate::erase::Rewritten>,
    /// Whether a command broke after it had begun to change things here, so that none of this may be written.
    pub is_spoilt: bool,
    pub(crate) loaded: BTreeMap<AggregateId, Loaded>,
    chain: ChainId,
    seq: u64,
    pub standings: Arc<Standings>,
}

/// What a command decided, not yet part of the batch.
struct Decided<T> {
    answer: T,
    operations: Vec<Operation>,
    messages: Vec<(usize, Message)>,
}

impl<'a> Batch<'a> {
    pub fn new(
        now: Timestamp,
        stamp: Stamp,
        seq: u64,
        writer: (&'a Identity, &'a Chance),
        standings: Arc<Standings>,
    ) -> Self {
        let (identity, chance) = writer;
        Self {
            now,
            stamp,
            identity,
            chance,
            operations: Vec::new(),
            messages: Vec::new(),
            year_counts: HashMap::new(),
            counted_from: HashMap::new(),
            rewritten: Vec::new(),
            is_spoilt: false,
            loaded: BTreeMap::new(),
            chain: identity.chain(),
            seq,
            standings,
        }
    }

    /// Takes in what the log holds of an aggregate.
    pub fn load(&mut self, id: AggregateId, entries: Vec<Entry>, families: &[Family]) {
        let listed = family_of(families, &entries, &self.standings);
        let heads = crate::log::heads(&entries);
        let version = entries.len() as i64;
        let (state, before, rows) = (None, None, None);
        let empty = Loaded { family: "", listed, entries, heads, version, added: 0, state, before, rows };
        self.loaded.insert(id, empty);
    }

    /// Says how many public numbers of a year were given out before this batch.
    pub fn count_from(&mut self, year: i64, last: i64) {
        self.counted_from.insert(year, last);
        self.year_counts.insert(year, last);
    }

    /// How far the years were counted.
    pub fn counts(&self) -> Vec<Count> {
        let to = |year: &i64| self.year_counts.get(year).copied().unwrap_or_default();
        self.counted_from.iter().map(|(year, from)| Count { year: *year, from: *from, to: to(year) }).collect()
    }

    /// Lets one command decide on one aggregate and takes in what it recorded, unless it refused or broke.
    pub fn act<A: Aggregate, T, R>(
        &mut self,
        asked: &Asked,
        decide: &mut (dyn FnMut(&A, &mut Act<'_>) -> Result<T, R> + Send),
    ) -> Result<Result<T, R>, Fault> {
        let decided = self.guarded(asked, |batch| batch.decide(asked, decide));
        match decided? {
            Ok(decided) => self.take_in::<A, T>(asked.aggregate, decided).map(Ok),
            Err(refusal) => Ok(Err(refusal)),
        }
    }

    /// Runs a command's deciding. One that refuses or breaks has taken no public number.
    pub(crate) fn guarded<T, R>(
        &mut self,
        asked: &Asked,
        decide: impl FnOnce(&mut Self) -> Result<Result<T, R>, Fault>,
    ) -> Result<Result<T, R>, Fault> {
        let counted = asked.series.map(|year| (year, self.year_counts.get(&year).copied().unwrap_or(0)));
        // A command that panics must not take the writer, and with it everyone else's work, down.
        let decided = std::panic::catch_unwind(AssertUnwindSafe(|| decide(self))).unwrap_or(Err(Fault::Broken));
        if !matches!(decided, Ok(Ok(_)))
            && let Some((year, count)) = counted
        {
            self.year_counts.insert(year, count);
        }
        decided
    }

    /// Asks the command and seals what it recorded. Only the year's count changes here.
    fn decide<A: Aggregate, T, R>(
        &mut self,
        asked: &Asked,
        decide: &mut (dyn FnMut(&A, &mut Act<'_>) -> Result<T, R> + Send),
    ) -> Result<Result<Decided<T>, R>, Fault> {
        let id = asked.aggregate;
        self.ready::<A>(id)?;
        let loaded = self.loaded.get_mut(&id).expect("the writer loads every aggregate a batch names");
        let state: &A = loaded.state(id, &self.standings);
        let year_counts = &mut self.year_counts;
        let (events, messages) = (Vec::new(), Vec::new());
        let mut act = Act { now: self.now, year_counts, series: asked.series, events, messages };
        let answer = match decide(state, &mut act) {
            Ok(answer) => answer,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let Act { events, messages, .. } = act;
        self.refuse_beyond_rights::<A>(id, &events)?;
        Ok(Ok(Decided { answer, operations: self.seal::<A>(asked, id, events)?, messages }))
    }

    /// Folds an aggregate of the batch, unless its history holds what must be understood and is not.
    pub(crate) fn ready<A: Aggregate>(&mut self, id: AggregateId) -> Result<(), Fault> {
        let loaded = self.loaded.get_mut(&id).expect("the writer loads every aggregate a batch names");
        loaded.refuse_beyond::<A>(&self.standings)?;
        loaded.state::<A>(id, &self.standings);
        Ok(())
    }

    /// Fails where this node may not record what a command decided on an aggregate.
    pub(crate) fn refuse_beyond_rights<A: Aggregate>(&self, id: AggregateId, events: &[Event]) -> Result<(), Fault> {
        let loaded = &self.loaded[&id];
        loaded.refuse_other::<A>(events.iter().map(|event| event.kind), &self.standings)?;
        let mut scopes = loaded.scopes::<A>(&self.standings);
        // What this batch did to it before, and of a new one what its first event says.
        let earlier = self.operations.iter().map(Operation::header);
        let earlier = earlier.filter(|header| header.aggregate == id);
        scopes.extend(earlier.flat_map(|header| header.scopes.iter().cloned()));
        if loaded.heads.is_empty() {
            scopes.extend(events.iter().take(1).flat_map(|event| event.scopes.iter().cloned()));
        }
        let may = |event: &Event| {
            let body = |slot| event.bodies.iter().find(|body| body.slot == slot).map(|body| body.bytes.as_slice());
            let series = Rights::of::<A>().series(event.kind, body);
            let own = Rights::of::<A>().owner(id, body);
            let scopes = own.as_ref().unwrap_or(&scopes);
            self.standings.may(&self.chain.node, standing::needs_of(event.kind, A::needs), scopes, series.as_deref())
        };
        if events.iter().all(may) { Ok(()) } else { Err(Fault::OutsideRights) }
    }

    /// Makes operations of what a command decided on an aggregate, each after the one before.
    pub(crate) fn seal<A: Aggregate>(
        &mut self,
        asked: &Asked,
        id: AggregateId,
        events: Vec<Event>,
    ) -> Result<Vec<Operation>, Fault> {
        let loaded = self.loaded.get_mut(&id).expect("the writer loads every aggregate a batch names");
        if !events.is_empty() {
            loaded.remember_rows::<A>(id, &self.standings);
        }
        let mut parents = loaded.heads.clone();
        let mut operations = Vec::with_capacity(events.len());
        for event in events {
            let operation = seal((id, asked.actor), event, parents, &self.chain, self.chance)?;
            parents = vec![operation.id()];
            operations.push(operation);
        }
        Ok(operations)
    }

    fn take_in<A: Aggregate, T>(&mut self, id: AggregateId, decided: Decided<T>) -> Result<T, Fault> {
        let Decided { answer, operations, messages } = decided;
        let causes: Vec<_> = operations.iter().map(Operation::id).collect();
        for operation in operations {
            self.append::<A>(id, operation)?;
        }
        self.messages.extend(messages.into_iter().map(|(cause, message)| (causes[cause], message)));
        Ok(answer)
    }

    /// Folds a sealed operation in and adds it to the commit.
    pub(crate) fn append<A: Aggregate>(&mut self, id: AggregateId, operation: Operation) -> Result<(), Fault> {
        let standings = self.standings.clone();
        let entry = self.entry(operation, self.operations.len());
        let loaded = self.loaded.get_mut(&id).expect("the writer loads every aggregate a batch names");
        loaded.heads = vec![entry.id()];
        loaded.added += 1;
        let folded = std::panic::catch_unwind(AssertUnwindSafe(|| loaded.state::<A>(id, &standings).apply(&entry)));
        self.operations.push(entry.operation);
        folded.map_err(|_| self.spoil())
    }

    /// Records a ready event of the store's own and folds the aggregate again from all that is left of its history.
    pub(crate) fn record_and_refold<A: Aggregate>(&mut self, asked: &Asked, event: Event) -> Result<(), Fault> {
        let id = asked.aggregate;
        let loaded = self.loaded.get_mut(&id).expect("the writer loads every aggregate a batch names");
        let operation = seal((id, asked.actor), event, loaded.heads.clone(), &self.chain, self.chance)?;
        self.append::<A>(id, operation)?;
        let own = self.operations.iter().enumerate().filter(|(_, operation)| operation.header().aggregate == id);
        let own: Vec<_> = own.map(|(place, operation)| self.entry(operation.clone(), place)).collect();
        let loaded = self.loaded.get_mut(&id).expect("the writer loads every aggregate a batch names");
        let entries: Vec<_> = loaded.entries.iter().cloned().chain(own).collect();
        match std::panic::catch_unwind(AssertUnwindSafe(|| fold::<A>(id, &entries, &self.standings))) {
            Ok(state) => loaded.state = Some(Box::new(state)),
            Err(_) => return Err(self.spoil()),
        }
        Ok(())
    }

    /// An operation of this batch as a fold sees it.
    fn entry(&self, operation: Operation, place: usize) -> Entry {
        Entry { operation, stamp: self.stamp, chain: self.chain, branch: 0, seq: self.seq, place }
    }

    fn spoil(&mut self) -> Fault {
        self.is_spoilt = true;
        Fault::Broken
    }

    /// What has to change in the database besides the log. A family that cannot say its rows breaks the batch only.
    pub fn changes(&mut self) -> Result<Changes, Fault> {
        let mut changes = Changes::default();
        let mut tally = Tally::default();
        for (id, loaded) in &mut self.loaded {
            let (Some(before), Some(rows), Some(state)) = (loaded.before.take(), loaded.rows, &loaded.state) else {
                continue;
            };
            let after = std::panic::catch_unwind(AssertUnwindSafe(|| rows(state))).map_err(|_| Fault::Broken)?;
            let to = loaded.version + loaded.added;
            changes.steps.push(Step { id: *id, family: loaded.family, from: loaded.version, to });
            let (new, old) = after.since(before, &mut tally);
            changes.written.extend(new);
            changes.gone.extend(old);
        }
        changes.written.extend(tally.into_rows());
        Ok(changes)
    }
}

fn seal(
    (aggregate, actor): (AggregateId, Option<ActorId>),
    event: Event,
    parents: Vec<OpId>,
    chain: &ChainId,
    chance: &Chance,
) -> Result<Operation, Fault> {
    let draft = Draft {
        kind: event.kind,
        must_understand: event.must_understand,
        aggregate,
        actor,
        scopes: event.scopes,
        parents,
        bodies: event.bodies,
    };
    draft.seal(chain, &mut || chance.bytes()).map_err(Fault::TooLarge)
}

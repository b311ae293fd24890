//! What a pillar gives the store: how its operations fold into a state, and which rows the state stands for.

use std::any::Any;

use hadir_oplog::{ActorId, AggregateId, ChainId, DraftBody, Kind, OpId, Operation, Scope, Stamp};

use crate::named_file::NamedFile;
use crate::standing::{Needs, Origin, Standings};
use crate::table::{Rows, Table};

/// One operation of an aggregate together with what its commit says of it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The operation, with those of its bodies that are kept here.
    pub operation: Operation,
    /// The hybrid time of its commit.
    pub stamp: Stamp,
    /// The chain it stands in.
    pub chain: ChainId,
    /// Which branch of the chain, where a fork made several.
    pub(crate) branch: i64,
    /// Its commit's number in the chain.
    pub seq: u64,
    /// Its place within its commit, from 0.
    pub place: usize,
}

impl Entry {
    /// An operation as a fold sees it: stamped, and at this place of a chain's commit with this number.
    pub fn new(operation: Operation, stamp: Stamp, chain: ChainId, (seq, place): (u64, usize)) -> Self {
        Self { operation, stamp, chain, branch: 0, seq, place }
    }

    /// Where it stands in the log.
    pub(crate) fn origin(&self) -> Origin {
        Origin { chain: self.chain, branch: self.branch, seq: self.seq }
    }

    /// Who acted, if it was a member of staff.
    pub fn actor(&self) -> Option<ActorId> {
        self.operation.header().actor
    }

    /// What kind of thing happened.
    pub fn kind(&self) -> Kind {
        self.operation.header().kind
    }

    /// The operation's identity.
    pub fn id(&self) -> OpId {
        self.operation.id()
    }

    /// The bytes of one body, unless it was erased or never there.
    pub fn body(&self, slot: u8) -> Option<&[u8]> {
        self.operation.body(slot)
    }
}

/// A thing with a history: a case, a unit, a member of staff.
///
/// Folding is pure and total: an unknown kind changes nothing, an erased body leaves a gap, nothing fails.
pub trait Aggregate: Clone + Send + Sync + 'static {
    /// The family's name, as the log's index of aggregates writes it.
    const FAMILY: &'static str;
    /// The tables its rows live in.
    const TABLES: &'static [&'static Table];
    /// The kind of operation that takes a public number, in a family that has such numbers.
    const NUMBERED_BY: Option<Kind> = None;
    /// The one aggregate there is, in a family that has but one.
    const ONLY: Option<AggregateId> = None;
    /// How the identities begin in a family in which every aggregate is one unit's own and is found by the unit's code
    /// alone. Whoever knows the unit knows the identity, so it is not left to histories who may act: an operation counts
    /// if its node may act in the unit that [`Aggregate::owner`] names, whatever else was recorded there, and no other
    /// family claims such an identity. Every office carries a copy.
    const OWNED: Option<[u8; 8]> = None;

    /// The state before anything happened.
    fn new(id: AggregateId) -> Self;
    /// Whether this program knows what a kind means. On an aggregate with an operation that must be understood and is
    /// not, nothing can be done, and nobody outside the office sees it, until the program is brought up to date.
    fn understands(kind: Kind) -> bool;
    /// What an operation of a kind needs its node to be allowed.
    fn needs(_: Kind) -> Needs {
        Needs::Write
    }
    /// Whether an aggregate may begin with an operation of a kind. One of another kind that names nothing before it is
    /// nobody's but the regency's to record, or any node could act on what it does not carry.
    fn begins_with(_: Kind) -> bool {
        true
    }
    /// Whether an operation of a kind says anew which units may act; without it, units are only added.
    fn says_units_anew(_: Kind) -> bool {
        false
    }
    /// The series of the public number that an operation of the kind [`Aggregate::NUMBERED_BY`] takes, by its facts
    /// (slot 0): what the number begins with, as certificates know it. Nothing if it takes none after all. An operation
    /// whose node may not give numbers of that series does not count, see [`hadir_oplog::Certificate::may_number`].
    fn series(_facts: Option<&[u8]>) -> Option<String> {
        None
    }
    /// The unit whose own an aggregate is, as the facts (slot 0) of one of its operations say, in a family that is
    /// [`Aggregate::OWNED`]. Nothing if they cannot be read or belong to another identity; then only who administers the
    /// regency may record it, and folding passes it over.
    fn owner(_id: AggregateId, _facts: Option<&[u8]>) -> Option<Scope> {
        None
    }
    /// Takes in one operation; operations come in causal order.
    fn apply(&mut self, entry: &Entry);
    /// Files that its operations name and that every node that carries it should have.
    fn files(&self) -> Vec<NamedFile> {
        Vec::new()
    }
    /// The rows the state stands for.
    fn rows(&self, into: &mut Rows);
}

/// Something that happened, on its way to become an operation.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its number, unique over all pillars and never used again.
    pub kind: Kind,
    /// Whether a node that does not know the kind must stop acting on the aggregate.
    pub must_understand: bool,
    /// Units that this event newly entitles to the aggregate.
    pub scopes: Vec<Scope>,
    /// What is kept and what can be erased.
    pub bodies: Vec<DraftBody>,
}

impl Event {
    /// An event whose facts stand in one body that stays (slot 0).
    pub fn new(kind: Kind, facts: Vec<u8>) -> Self {
        let bodies = vec![DraftBody { slot: FACTS, erasable: false, bytes: facts }];
        Self { kind, must_understand: false, scopes: Vec::new(), bodies }
    }

    /// Adds words, names or files in a body that can be erased (slot 1).
    pub fn with_words(mut self, words: Vec<u8>) -> Self {
        self.bodies.push(DraftBody { slot: 1, erasable: true, bytes: words });
        self
    }

    /// Entitles a unit to the aggregate.
    pub fn entitling(mut self, scope: Scope) -> Self {
        self.scopes.push(scope);
        self
    }
}

/// A family of aggregates with its type taken away, so that the store can hold all pillars in one list.
#[derive(Clone, Copy)]
pub struct Family {
    /// The family's name.
    pub name: &'static str,
    /// The tables its rows live in.
    pub tables: &'static [&'static Table],
    pub(crate) fold: fn(AggregateId, &[Entry], &Standings) -> Box<dyn Folded>,
    only: Option<AggregateId>,
    owned: Option<[u8; 8]>,
    pub(crate) understands: fn(Kind) -> bool,
    pub(crate) rights: Rights,
}

impl Family {
    /// The family of one kind of aggregate.
    pub fn of<A: Aggregate>() -> Self {
        Self {
            name: A::FAMILY,
            tables: A::TABLES,
            fold: |id, entries, standings| Box::new(fold::<A>(id, entries, standings)),
            only: A::ONLY,
            owned: A::OWNED,
            understands: A::understands,
            rights: Rights::of::<A>(),
        }
    }

    /// Whether an identity is of this family whatever is recorded under it.
    pub(crate) fn names(&self, id: AggregateId) -> bool {
        self.only == Some(id) || self.owned.is_some_and(|beginning| id.as_bytes().starts_with(&beginning))
    }

    /// Whether it has no identities but those it names.
    pub(crate) fn names_its_own(&self) -> bool {
        self.only.is_some() || self.owned.is_some()
    }
}

/// The state of an aggregate of any family.
pub(crate) trait Folded {
    /// The rows it stands for.
    fn rows(&self) -> Rows;
    /// The files it names.
    fn files(&self) -> Vec<NamedFile>;
}

impl<A: Aggregate> Folded for A {
    fn rows(&self) -> Rows {
        rows_of(self)
    }

    fn files(&self) -> Vec<NamedFile> {
        Aggregate::files(self)
    }
}

/// What a family says about who may do what.
#[derive(Clone, Copy)]
pub(crate) struct Rights {
    pub needs: fn(Kind) -> Needs,
    pub begins_with: fn(Kind) -> bool,
    pub says_units_anew: fn(Kind) -> bool,
    pub numbered_by: Option<Kind>,
    pub is_owned: bool,
    owner: fn(AggregateId, Option<&[u8]>) -> Option<Scope>,
    series: fn(Option<&[u8]>) -> Option<String>,
}

impl Rights {
    pub fn of<A: Aggregate>() -> Self {
        Self {
            needs: A::needs,
            begins_with: A::begins_with,
            says_units_anew: A::says_units_anew,
            numbered_by: A::NUMBERED_BY,
            is_owned: A::OWNED.is_some(),
            owner: A::owner,
            series: A::series,
        }
    }

    /// The one unit in which an operation needs its node to act, or none that anybody knows, in a family whose aggregates
    /// are units' own; nothing in any other. `facts` finds its slot 0.
    pub fn owner<'a>(&self, id: AggregateId, facts: impl FnOnce(u8) -> Option<&'a [u8]>) -> Option<Vec<Scope>> {
        self.is_owned.then(|| (self.owner)(id, facts(FACTS)).into_iter().collect())
    }

    /// The series of the number that an operation takes, if it takes one; `facts` finds its slot 0.
    pub fn series<'a>(&self, kind: Kind, facts: impl FnOnce(u8) -> Option<&'a [u8]>) -> Option<String> {
        if self.numbered_by == Some(kind) { (self.series)(facts(FACTS)) } else { None }
    }
}

/// The slot of what stays of an event.
const FACTS: u8 = 0;
/// Kinds below this are the log's own (certificates, tombstones), which the store reads itself.
const PILLAR_KINDS: Kind = Kind(100);

/// Whether an operation must be understood and is not.
pub fn is_beyond<A: Aggregate>(entry: &Entry) -> bool {
    let header = entry.operation.header();
    header.must_understand && header.kind >= PILLAR_KINDS && !A::understands(header.kind)
}

/// Folds a history into a state. The order of `entries` does not matter; what does not count changes nothing.
pub(crate) fn fold<A: Aggregate>(id: AggregateId, entries: &[Entry], standings: &Standings) -> A {
    let mut state = A::new(id);
    for at in standings.counted(entries, Rights::of::<A>()) {
        state.apply(&entries[at]);
    }
    state
}

/// Folds a history as if everything in it counted: where no root's statements are at hand.
pub fn fold_all<A: Aggregate>(id: AggregateId, entries: &[Entry]) -> A {
    fold(id, entries, &Standings::default())
}

/// The rows a state stands for.
pub(crate) fn rows_of<A: Aggregate>(state: &A) -> Rows {
    let mut rows = Rows::default();
    state.rows(&mut rows);
    rows
}

/// A state of any family, kept while a batch is decided.
pub(crate) type AnyState = Box<dyn Any + Send>;

//! The store as pillars see it: ask the writer, read the rows, watch for changes.

use std::sync::Arc;

use hadir_oplog::{ActorId, AggregateId, Head, NodeId, Operation, Tombstone};
use tokio::sync::{Mutex, watch};

use crate::aggregate::{Aggregate, Entry, fold};
use crate::ahead::Ahead;
use crate::batch::{Act, Asked};
use crate::clock::{Chance, Clock};
use crate::db::Pool;
use crate::erase::{self, EraseRefusal, Erased};
use crate::files::Files;
use crate::pair::{Pair, Two};
use crate::projection::{self, Rebuilt};
use crate::receive::{Delivery, TakenIn};
use crate::standing::{CurrentStandings, Standings};
use crate::verify::{self, Verified};
use crate::writer::{ActError, Identity, Queue};
use crate::{Family, Fault, Value, log, tending};

/// A database of operations and projections. Cloning shares it.
#[derive(Clone)]
pub struct Store(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub reads: Pool,
    pub writes: Pool,
    pub queue: Queue,
    pub task: Task,
    pub identity: Arc<Identity>,
    pub standings: CurrentStandings,
    pub clock: Clock,
    pub chance: Chance,
    pub families: Vec<Family>,
    pub files: Files,
    pub changed: watch::Receiver<u64>,
    pub ahead: Ahead,
}

/// The writer's task, until someone waits for its end.
pub(crate) struct Task(Mutex<Option<tokio::task::JoinHandle<()>>>);

impl From<tokio::task::JoinHandle<()>> for Task {
    fn from(handle: tokio::task::JoinHandle<()>) -> Self {
        Self(Mutex::new(Some(handle)))
    }
}

impl Store {
    /// Lets a command decide on an aggregate. The answer comes when what it recorded is on disk.
    ///
    /// `decide` is called again when another process changed the aggregate first, so it must only look at what it is
    /// given. `actor` is the member of staff who acts, if it is one.
    pub async fn act<A, T, R>(
        &self,
        aggregate: AggregateId,
        actor: Option<ActorId>,
        decide: impl FnMut(&A, &mut Act<'_>) -> Result<T, R> + Send + 'static,
    ) -> Result<T, ActError<R>>
    where
        A: Aggregate,
        T: Send + 'static,
        R: Send + 'static,
    {
        self.0.queue.act(Asked::on(aggregate, actor), decide).await
    }

    /// The same for a command that may take the next public number of `year`.
    pub async fn act_numbered<A, T, R>(
        &self,
        aggregate: AggregateId,
        actor: Option<ActorId>,
        year: i64,
        decide: impl FnMut(&A, &mut Act<'_>) -> Result<T, R> + Send + 'static,
    ) -> Result<T, ActError<R>>
    where
        A: Aggregate,
        T: Send + 'static,
        R: Send + 'static,
    {
        self.0.queue.act(Asked { series: Some(year), ..Asked::on(aggregate, actor) }, decide).await
    }

    /// Lets a command decide on two aggregates of one family and records what it decided on both or on neither.
    ///
    /// Both are in one commit, also where other processes act on one of them meanwhile. What holds of [`Store::act`]
    /// holds here of both: a history that cannot be understood, or a unit that this node may not write for, stops it.
    pub async fn act_on_two<A, T, R>(
        &self,
        two: Two,
        actor: Option<ActorId>,
        decide: impl FnMut([&A; 2], &mut Pair) -> Result<T, R> + Send + 'static,
    ) -> Result<T, ActError<R>>
    where
        A: Aggregate,
        T: Send + 'static,
        R: Send + 'static,
    {
        self.0.queue.act_on_two(two, actor, decide).await
    }

    /// Erases bodies of an aggregate's operations for good: a tombstone in the log says so, the bodies leave the log
    /// and every row made of them, and on SQLite their bytes leave the file and its write-ahead log.
    ///
    /// Messages that wait in the outbox are not looked at. On SQLite a search index that held erased words is merged
    /// into one piece on the way, so erase many bodies at once rather than one by one.
    pub async fn erase<A: Aggregate>(
        &self,
        aggregate: AggregateId,
        actor: Option<ActorId>,
        what: Tombstone,
    ) -> Result<Erased, ActError<EraseRefusal>> {
        let bodies = self.0.queue.bury::<A>(Asked::on(aggregate, actor), what).await?;
        Ok(Erased { bodies, is_scrubbed: self.scrub().await? })
    }

    /// Overwrites on disk what was erased before; says whether it is done.
    ///
    /// It is not while a reader is still in the middle of a query (call again later), and never on PostgreSQL, which
    /// reuses freed places in its own time.
    pub async fn scrub(&self) -> Result<bool, Fault> {
        erase::scrub(&self.0.writes).await
    }

    /// Makes searches quick again after much was written: to be called now and then, and after large imports. Others act
    /// meanwhile as always; they wait for a few milliseconds at most.
    pub async fn tend_search(&self) -> Result<(), Fault> {
        tending::tend_search(&self.0.writes, &self.0.families).await
    }

    /// Takes out of an operation that comes back, from a peer, a bundle or a backup, the bodies that were erased here.
    /// Answers the slots it had to leave behind.
    pub async fn admit(&self, operation: &mut Operation) -> Result<Vec<u8>, Fault> {
        Ok(erase::tombstones(&self.0.reads, &[operation.id()]).await?.admit(operation))
    }

    /// Takes in what another node brought. The answer comes when it is on disk, with the rows that follow from it.
    pub async fn take_in(&self, delivery: Delivery) -> Result<TakenIn, Fault> {
        self.0.queue.bring(delivery).await
    }

    /// The history of an aggregate, in causal order.
    pub async fn history(&self, aggregate: AggregateId) -> Result<Vec<Entry>, Fault> {
        let entries = log::history(&self.0.reads, aggregate).await?;
        let order = log::causal(&entries);
        let mut entries: Vec<_> = entries.into_iter().map(Some).collect();
        Ok(order.into_iter().filter_map(|at| entries[at].take()).collect())
    }

    /// The state of an aggregate, folded from its history; nothing if it has none.
    pub async fn state<A: Aggregate>(&self, aggregate: AggregateId) -> Result<Option<A>, Fault> {
        let entries = log::history(&self.0.reads, aggregate).await?;
        Ok((!entries.is_empty()).then(|| fold(aggregate, &entries, &self.standings())))
    }

    /// The states of the aggregates whose ids a query on the projections selects, in one trip to the database; in no order.
    pub async fn find<A: Aggregate>(&self, ids_query: &str, params: Vec<Value>) -> Result<Vec<A>, Fault> {
        let histories = log::histories_of(&self.0.reads, ids_query, params).await?;
        let standings = self.standings();
        Ok(histories.into_iter().map(|(id, entries)| fold(id, &entries, &standings)).collect())
    }

    /// Every aggregate of a family with its state; for small families that are held in memory.
    pub async fn states<A: Aggregate>(&self) -> Result<Vec<(AggregateId, A)>, Fault> {
        projection::states(&self.0.reads, &self.standings()).await
    }

    /// Which operations count, as far as the root's statements have arrived.
    pub fn standings(&self) -> Arc<Standings> {
        self.0.standings.get()
    }

    /// Looks whether another process on this database recorded statements of the root.
    pub async fn refresh_standings(&self) -> Result<(), Fault> {
        let sql = "select mark from projections where name = ' standings'";
        let kept: Option<(String,)> = self.0.reads.optional(sql, Vec::new()).await?;
        if kept.is_some_and(|(mark,)| mark != self.standings().mark()) {
            self.0.standings.set(Standings::read_now(&self.0.writes, self.node()).await?);
        }
        Ok(())
    }

    /// Connections for reading projections.
    pub fn reads(&self) -> &Pool {
        &self.0.reads
    }

    /// Connections for a node's own tables (sessions, drafts, limits), which are not operations.
    pub fn node_tables(&self) -> &Pool {
        &self.0.writes
    }

    /// Photos and files.
    pub fn files(&self) -> &Files {
        &self.0.files
    }

    /// Where "now" comes from.
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// Where random bytes come from.
    pub fn chance(&self) -> &Chance {
        &self.0.chance
    }

    /// The node that signs here.
    pub fn node(&self) -> NodeId {
        self.0.identity.key.id()
    }

    /// The node's key and incarnation.
    pub fn identity(&self) -> &Identity {
        &self.0.identity
    }

    /// Rises with every commit of this process.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.0.changed.clone()
    }

    /// The heads of all chains.
    pub async fn heads(&self) -> Result<Vec<Head>, Fault> {
        let sql = "select node, incarnation, commits, head_hash from chains where commits > 0 order by id";
        self.0.reads.all::<log::HeadRow>(sql, Vec::new()).await?.into_iter().map(log::head_of).collect()
    }

    /// Checks every hash, link and signature of the log; `progress` hears how many operations were checked.
    pub async fn verify(&self, progress: impl FnMut(u64)) -> Result<Verified, Fault> {
        verify::run(&self.0.reads, &self.0.families, &self.standings(), progress).await
    }

    /// Fills every projection anew from the log and says what differed.
    pub async fn rebuild(&self, progress: impl FnMut(u64)) -> Result<Rebuilt, Fault> {
        projection::rebuild(&self.0.writes, &self.0.reads, &self.0.families, &self.standings(), progress).await
    }

    /// How many operations the log holds.
    pub async fn operations(&self) -> Result<u64, Fault> {
        let (count,): (i64,) = self.0.reads.one("select cast(count(*) as bigint) from operations", Vec::new()).await?;
        Ok(count.cast_unsigned())
    }

    /// Waits until everything accepted is answered and closes the connections. Other holders can act no more.
    pub async fn close(self) {
        let Self(inner) = self;
        let task = inner.task.0.lock().await.take();
        let (reads, writes) = (inner.reads.clone(), inner.writes.clone());
        inner.queue.close();
        inner.ahead.clear();
        drop(inner);
        if let Some(task) = task {
            // A writer that panicked has nothing more to answer; its panic was printed when it happened.
            let _ = task.await;
        }
        reads.close().await;
        writes.close().await;
    }
}

//! The single writer of a process: it takes commands from a queue, decides many together, signs them in one commit,
//! and answers each only when that commit is on disk.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use hadir_oplog::{ActorId, ChainId, Hash, HybridClock, Incarnation, NodeKey, Tombstone};
use tokio::sync::{mpsc, oneshot, watch};

use crate::aggregate::Aggregate;
use crate::batch::{Act, Asked, Batch};
use crate::clock::{Chance, Clock};
use crate::db::{Pool, Tx};
use crate::erase::EraseRefusal;
use crate::files::Files;
use crate::pair::{Pair, Two};
use crate::receive::{Delivery, TakenIn};
use crate::standing::CurrentStandings;
use crate::{Family, Fault, append, log, projection};

/// Who signs: the node's key, and the incarnation of this process on its database.
pub struct Identity {
    /// The node's secret key.
    pub key: NodeKey,
    /// Eight random bytes, new after a restore and for each further process on one database.
    pub incarnation: Incarnation,
}

impl Identity {
    /// The chain this process writes.
    pub fn chain(&self) -> ChainId {
        ChainId { node: self.key.id(), incarnation: self.incarnation }
    }
}

/// Commands decided in one transaction at most.
const BATCH_COMMANDS_MAX: usize = 256;
/// Once a batch holds this many operations it takes no further command.
const BATCH_OPERATIONS_MAX: usize = 2_048;
/// How often a batch is decided again because another process was first.
const CONTENTIONS_MAX: usize = 20;
/// Commands that may wait in the queue before senders wait themselves.
const QUEUE_MAX: usize = 4_096;

/// Why a command has no answer.
#[derive(Debug, thiserror::Error)]
pub enum ActError<R> {
    /// The domain says no; nothing was recorded.
    #[error("refused")]
    Refused(R),
    /// The disk or the database failed; nothing was recorded, or that is not known.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// A command in the queue, its types taken away.
pub(crate) trait Command: Send {
    fn asked(&self) -> &Asked;
    fn decide(&mut self, batch: &mut Batch<'_>);
    fn answer(self: Box<Self>, outcome: Result<(), Fault>);
}

/// How one command decides on a batch: an answer, a refusal, or a fault of its own.
type Decide<T, R> = Box<dyn FnMut(&Asked, &mut Batch<'_>) -> Result<Result<T, R>, Fault> + Send>;

struct Ask<T, R> {
    asked: Asked,
    decide: Decide<T, R>,
    decided: Option<Result<Result<T, R>, Fault>>,
    reply: oneshot::Sender<Result<T, ActError<R>>>,
}

impl<T: Send, R: Send> Command for Ask<T, R> {
    fn asked(&self) -> &Asked {
        &self.asked
    }

    fn decide(&mut self, batch: &mut Batch<'_>) {
        self.decided = Some((self.decide)(&self.asked, batch));
    }

    fn answer(self: Box<Self>, outcome: Result<(), Fault>) {
        let answer = match (outcome, self.decided) {
            (Err(fault), _) | (Ok(()), Some(Err(fault))) => Err(ActError::Fault(fault)),
            (Ok(()), Some(Ok(Ok(answer)))) => Ok(answer),
            (Ok(()), Some(Ok(Err(refusal)))) => Err(ActError::Refused(refusal)),
            (Ok(()), None) => Err(ActError::Fault(Fault::Broken)),
        };
        // The asker may have gone (a closed connection); what was recorded stays recorded.
        let _ = self.reply.send(answer);
    }
}

/// The sending ends of the writer's queues: commands, and what other nodes bring.
#[derive(Clone)]
pub(crate) struct Queue(Arc<Mutex<Option<Senders>>>);

#[derive(Clone)]
struct Senders {
    commands: mpsc::Sender<Box<dyn Command>>,
    brought: mpsc::Sender<Brought>,
}

/// A delivery and who waits for it.
type Brought = (Box<Delivery>, oneshot::Sender<Result<TakenIn, Fault>>);

impl Queue {
    fn new(senders: Senders) -> Self {
        Self(Arc::new(Mutex::new(Some(senders))))
    }

    fn senders(&self) -> Option<Senders> {
        self.0.lock().expect("no holder of the queue panics").clone()
    }

    /// Takes no further commands; those accepted are still answered.
    pub fn close(&self) {
        self.0.lock().expect("no holder of the queue panics").take();
    }

    /// Lets a command of a pillar decide.
    pub async fn act<A: Aggregate, T: Send + 'static, R: Send + 'static>(
        &self,
        asked: Asked,
        mut decide: impl FnMut(&A, &mut Act<'_>) -> Result<T, R> + Send + 'static,
    ) -> Result<T, ActError<R>> {
        self.ask(asked, Box::new(move |asked, batch| batch.act(asked, &mut decide))).await
    }

    /// Lets a command of a pillar decide on two aggregates.
    pub async fn act_on_two<A: Aggregate, T: Send + 'static, R: Send + 'static>(
        &self,
        two: Two,
        actor: Option<ActorId>,
        mut decide: impl FnMut([&A; 2], &mut Pair) -> Result<T, R> + Send + 'static,
    ) -> Result<T, ActError<R>> {
        let ids = two.ids();
        let asked = Asked { other: Some(ids[1]), ..Asked::on(ids[0], actor) };
        self.ask(asked, Box::new(move |asked, batch| batch.act_on_two(asked, ids, &mut decide))).await
    }

    /// Erases bodies and says how many were there.
    pub async fn bury<A: Aggregate>(&self, asked: Asked, what: Tombstone) -> Result<u64, ActError<EraseRefusal>> {
        self.ask(asked, Box::new(move |asked, batch| batch.bury::<A>(asked, &what))).await
    }

    /// Takes in what another node brought.
    pub async fn bring(&self, delivery: Delivery) -> Result<TakenIn, Fault> {
        let (reply, answer) = oneshot::channel();
        let senders = self.senders().ok_or(Fault::Stopped)?;
        senders.brought.send((Box::new(delivery), reply)).await.map_err(|_| Fault::Stopped)?;
        drop(senders);
        answer.await.map_err(|_| Fault::Stopped)?
    }

    async fn ask<T, R>(&self, asked: Asked, decide: Decide<T, R>) -> Result<T, ActError<R>>
    where
        T: Send + 'static,
        R: Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let senders = self.senders().ok_or(Fault::Stopped)?;
        let command = Box::new(Ask { asked, decide, decided: None, reply });
        senders.commands.send(command).await.map_err(|_| Fault::Stopped)?;
        drop(senders);
        answer.await.map_err(|_| Fault::Stopped)?
    }
}

/// The writer itself.
pub(crate) struct Writer {
    pub pool: Pool,
    pub identity: Arc<Identity>,
    pub clock: Clock,
    pub chance: Chance,
    pub hybrid: HybridClock,
    /// The local number of this process's chain and the place and hash of its head, unless they have to be read again.
    pub head: Option<Head>,
    pub changed: watch::Sender<u64>,
    pub families: Vec<Family>,
    pub files: Files,
    pub standings: CurrentStandings,
}

/// Where this process's own chain ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Head {
    pub chain: i64,
    pub commits: i64,
    pub hash: Option<Hash>,
}

type Commands = Vec<Box<dyn Command>>;

impl Writer {
    /// Starts the writer; it stops when its [`Queue`] is closed and everything accepted is answered.
    pub fn start(self) -> (Queue, tokio::task::JoinHandle<()>) {
        let (commands, queue) = mpsc::channel(QUEUE_MAX);
        let (brought, deliveries) = mpsc::channel(1);
        (Queue::new(Senders { commands, brought }), tokio::spawn(self.run(queue, deliveries)))
    }

    async fn run(mut self, mut queue: mpsc::Receiver<Box<dyn Command>>, mut brought: mpsc::Receiver<Brought>) {
        let mut waiting = Commands::new();
        // How many of the commands in front are decided each in a transaction of its own.
        let mut alone = 0_usize;
        loop {
            // People and other nodes take turns.
            tokio::select! {
                is_more = gather(&mut queue, &mut waiting) => {
                    if !is_more {
                        return;
                    }
                }
                Some((delivery, reply)) = brought.recv() => {
                    let taken = self.receive(&delivery).await;
                    self.head = None;
                    // Whoever brought it may have gone; what is here stays.
                    let _ = reply.send(taken);
                    continue;
                }
            }
            let tried = if alone > 0 { 1 } else { waiting.len() };
            match self.commit_until_settled(&mut waiting[..tried]).await {
                Ok(decided) => {
                    alone = alone.saturating_sub(decided);
                    waiting.drain(..decided).for_each(|command| command.answer(Ok(())));
                }
                Err(fault) if tried > 1 && fault.may_be_one_commands() => {
                    tracing::warn!(
                        error = &fault as &dyn std::error::Error,
                        "a batch failed; its commands go one by one"
                    );
                    alone = tried;
                }
                Err(fault) => {
                    tracing::error!(error = &fault as &dyn std::error::Error, "commands could not be made durable");
                    alone = alone.saturating_sub(tried);
                    answer_all(waiting.drain(..tried), fault);
                }
            }
        }
    }

    /// Decides and commits, again and again while other processes are first. Says how many commands were decided.
    async fn commit_until_settled(&mut self, commands: &mut [Box<dyn Command>]) -> Result<usize, Fault> {
        let mut contentions = 0;
        loop {
            let fault = match self.commit_once(commands).await {
                Ok(decided) => return Ok(decided),
                Err(fault) => fault,
            };
            self.head = None;
            contentions += 1;
            if !fault.is_contention() || contentions >= CONTENTIONS_MAX {
                return Err(fault);
            }
        }
    }

    async fn commit_once(&mut self, commands: &mut [Box<dyn Command>]) -> Result<usize, Fault> {
        let years: BTreeSet<_> = commands.iter().filter_map(|command| command.asked().series).collect();
        let asked = commands.iter().map(|command| command.asked());
        let aggregates: BTreeSet<_> = asked.flat_map(|asked| [Some(asked.aggregate), asked.other]).flatten().collect();
        let mut tx = self.pool.begin().await?;
        let head = match self.head {
            Some(head) => head,
            None => append::own_head(&mut tx, &self.identity).await?,
        };
        let stamp = self.hybrid.tick(self.clock.now_ms());
        let seq = head.commits.cast_unsigned();
        let mut batch = Batch::new(self.clock.now(), stamp, seq, (&self.identity, &self.chance), self.standings.get());
        append::lock_series(&mut tx, &mut batch, years).await?;
        append::load(&mut tx, &mut batch, aggregates, &self.families).await?;
        let decided = decide(commands, &mut batch)?;
        if batch.operations.is_empty() {
            tx.rollback().await?;
            return Ok(decided);
        }
        let knows = match head.hash {
            Some(_) => Vec::new(),
            None => log::heads_of_other_chains(&mut tx, head.chain, &self.identity.key.id()).await?,
        };
        let sealed = append::seal(batch, head, knows)?;
        let head = sealed.head();
        let touches_trust = sealed.touches_trust;
        if touches_trust {
            projection::note_unsettled(&mut tx, head.chain, head.commits - 1).await?;
        }
        sealed.write(&mut tx).await?;
        self.make_durable(tx, head).await?;
        self.head = Some(head);
        if touches_trust {
            // What was asked is on disk already; what follows from it is gone on with when the database is opened.
            if let Err(fault) = self.settle(head.chain).await {
                let error = &fault as &dyn std::error::Error;
                tracing::error!(error, "rows could not follow a statement of the root");
            }
        }
        self.changed.send_modify(|version| *version += 1);
        Ok(decided)
    }

    /// Commits. Where the answer is lost, the log is asked whether the commit is in it after all.
    async fn make_durable(&self, tx: Tx, head: Head) -> Result<(), Fault> {
        let Err(error) = tx.commit().await else { return Ok(()) };
        let hash = head.hash.expect("a commit was just written");
        match append::is_durable(&self.pool, head.chain, hash).await {
            Ok(true) => Ok(()),
            Ok(false) => Err(error.into()),
            Err(_) => Err(Fault::Unknown(error)),
        }
    }
}

/// How often the writer steps back in vain before it takes what there is.
const STEPS_BACK_MAX: usize = 3;

/// Waits for commands; says whether any will ever come. Those who were answered together ask again together: were the
/// first of them decided alone, all others would wait for one more sync of the disk. So others are let through as long
/// as that brings more.
async fn gather(queue: &mut mpsc::Receiver<Box<dyn Command>>, waiting: &mut Commands) -> bool {
    if waiting.is_empty() && queue.recv_many(waiting, BATCH_COMMANDS_MAX).await == 0 {
        return false;
    }
    let mut in_vain = 0;
    while waiting.len() < BATCH_COMMANDS_MAX && in_vain < STEPS_BACK_MAX {
        match queue.try_recv() {
            Ok(command) => {
                waiting.push(command);
                in_vain = 0;
            }
            Err(_) => {
                in_vain += 1;
                tokio::task::yield_now().await;
            }
        }
    }
    true
}

/// Lets commands decide one after the other until the batch is full. Says how many did.
fn decide(commands: &mut [Box<dyn Command>], batch: &mut Batch<'_>) -> Result<usize, Fault> {
    let mut decided = 0;
    for command in commands {
        command.decide(batch);
        decided += 1;
        if batch.is_spoilt {
            return Err(Fault::Broken);
        }
        if batch.operations.len() >= BATCH_OPERATIONS_MAX {
            break;
        }
    }
    Ok(decided)
}

/// Gives the fault itself to the first command, which is usually the only one, and its words to the others.
fn answer_all(commands: impl Iterator<Item = Box<dyn Command>>, fault: Fault) {
    let mut fault = Some(fault);
    for command in commands {
        let own = fault.take().expect("put back after each command");
        fault = Some(own.again());
        command.answer(Err(own));
    }
}

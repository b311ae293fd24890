//! The other nodes this one has met: what each has of the other's log, and how the last meeting went. A node's own
//! table; nothing in it is an operation.

use std::collections::BTreeSet;

use hadir_oplog::NodeId;
use hadir_oplog::sync::{Completed, Facts, Place, Position};

use crate::arrivals::{self, Source};
use crate::db::{Pool, Record, Tx};
use crate::offer::commits_in;
use crate::value::{Type, Value};
use crate::{Fault, Store, log, params};

/// Another node.
#[derive(Clone, Debug)]
pub struct Peer {
    /// Its key.
    pub node: NodeId,
    /// Where it can be called, if this node calls it.
    pub address: Option<String>,
    /// What is here of its log.
    pub have: Option<Position>,
    /// What it said it has of this node's log.
    pub theirs: Option<Position>,
    /// The ticket it gave, with which it is called: name, secret, binding.
    pub called_with: Option<[u8; 72]>,
    /// How often that ticket was shown.
    pub called_count: u64,
    /// The ticket it was given: name, secret, binding.
    pub given: Option<[u8; 72]>,
    /// How often it has shown that ticket.
    pub given_count: u64,
    /// When the two last spoke, in milliseconds since 1970 (UTC).
    pub met_at: Option<i64>,
    /// When this node last tried to call it.
    pub tried_at: Option<i64>,
    /// Why the last try failed; a word of the program, never of a person.
    pub trouble: Option<String>,
    /// How far its clock was ahead of this node's when they last spoke, in milliseconds.
    pub clock_ahead_ms: i64,
    /// What it told of itself.
    pub facts: Option<Facts>,
    /// Arrivals it had left for this node when they last spoke.
    pub waiting_there: u64,
}

impl Peer {
    /// A node that was never met.
    pub fn unmet(node: NodeId) -> Self {
        Self {
            node,
            address: None,
            have: None,
            theirs: None,
            called_with: None,
            called_count: 0,
            given: None,
            given_count: 0,
            met_at: None,
            tried_at: None,
            trouble: None,
            clock_ahead_ms: 0,
            facts: None,
            waiting_there: 0,
        }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    node: Vec<u8>,
    address: Option<String>,
    have: Option<Vec<u8>>,
    theirs: Option<Vec<u8>>,
    called_with: Option<Vec<u8>>,
    called_count: i64,
    given: Option<Vec<u8>>,
    given_count: i64,
    met_at: Option<i64>,
    tried_at: Option<i64>,
    trouble: Option<String>,
    clock_ahead_ms: i64,
    version: Option<String>,
    disk_free: Option<i64>,
    disk_total: Option<i64>,
    waiting_there: i64,
}

impl Row {
    fn peer(self) -> Result<Peer, Fault> {
        let ticket = |bytes: Option<Vec<u8>>| bytes.map(|bytes| log::exact(&bytes)).transpose();
        // A position in a form of another version is one that was lost: everything is offered again.
        let position = |bytes: Option<Vec<u8>>| bytes.and_then(|bytes| Position::decode(&bytes).ok());
        let disk = |bytes: Option<i64>| bytes.unwrap_or_default().cast_unsigned();
        let (disk_free, disk_total) = (disk(self.disk_free), disk(self.disk_total));
        Ok(Peer {
            node: NodeId::from_bytes(log::exact(&self.node)?),
            address: self.address,
            have: position(self.have),
            theirs: position(self.theirs),
            called_with: ticket(self.called_with)?,
            called_count: self.called_count.cast_unsigned(),
            given: ticket(self.given)?,
            given_count: self.given_count.cast_unsigned(),
            met_at: self.met_at,
            tried_at: self.tried_at,
            trouble: self.trouble,
            clock_ahead_ms: self.clock_ahead_ms,
            facts: self.version.map(|version| Facts { version, disk_free, disk_total }),
            waiting_there: self.waiting_there.cast_unsigned(),
        })
    }
}

const ALL: &str = "select node, address, have, theirs, called_with, called_count, given, given_count, met_at, tried_at, \
                   trouble, clock_ahead_ms, version, disk_free, disk_total, waiting_there from peers order by node";
const ONE: &str = "select node, address, have, theirs, called_with, called_count, given, given_count, met_at, tried_at, \
                   trouble, clock_ahead_ms, version, disk_free, disk_total, waiting_there from peers where node = $1";
const OF_TICKET: &str = "select node, address, have, theirs, called_with, called_count, given, given_count, met_at, \
                         tried_at, trouble, clock_ahead_ms, version, disk_free, disk_total, waiting_there from peers \
                         where given_id = $1";

/// What is remembered of a meeting. What is not given stays as it was.
#[derive(Clone, Debug, Default)]
pub struct Meeting {
    /// Where it was called.
    pub address: Option<String>,
    /// What it said it has of this node's log.
    pub theirs: Option<Position>,
    /// When they spoke, in milliseconds since 1970 (UTC).
    pub met_at: Option<i64>,
    /// When this node called, and why it failed if it did.
    pub tried: Option<(i64, Option<String>)>,
    /// How far its clock is ahead.
    pub clock_ahead_ms: Option<i64>,
    /// What it told of itself.
    pub facts: Option<Facts>,
    /// Arrivals it has left for this node.
    pub waiting_there: Option<u64>,
}

impl Store {
    /// Every node this one has met or tries to call.
    pub async fn peers(&self) -> Result<Vec<Peer>, Fault> {
        all::<Row>(self.reads(), ALL, Vec::new()).await?.into_iter().map(Row::peer).collect()
    }

    /// One of them.
    pub async fn peer(&self, node: NodeId) -> Result<Option<Peer>, Fault> {
        all::<Row>(self.reads(), ONE, params![*node.as_bytes()]).await?.pop().map(Row::peer).transpose()
    }

    /// The node that was given this ticket.
    pub async fn peer_of_ticket(&self, id: [u8; 8]) -> Result<Option<Peer>, Fault> {
        all::<Row>(self.reads(), OF_TICKET, params![id]).await?.pop().map(Row::peer).transpose()
    }

    /// Remembers how a meeting went.
    pub async fn remember_meeting(&self, node: NodeId, meeting: Meeting) -> Result<(), Fault> {
        let mut tx = self.node_tables().begin().await?;
        known(&mut tx, node).await?;
        for (column, value) in meeting.columns() {
            let sql = format!("update peers set {column} = $1 where node = $2");
            tx.run(sqlx::AssertSqlSafe(sql), params![value, *node.as_bytes()]).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Keeps the ticket another node gave, to call it with.
    pub async fn keep_ticket(&self, node: NodeId, ticket: Option<[u8; 72]>) -> Result<(), Fault> {
        let mut tx = self.node_tables().begin().await?;
        known(&mut tx, node).await?;
        let sql = "update peers set called_with = $1, called_count = 0 where node = $2";
        let ticket = ticket.map_or(Value::Null(Type::Bytes), |ticket| Value::Bytes(ticket.to_vec()));
        tx.run(sql, params![ticket, *node.as_bytes()]).await?;
        Ok(tx.commit().await?)
    }

    /// Keeps the ticket another node was given.
    pub async fn give_ticket(&self, node: NodeId, ticket: [u8; 72]) -> Result<(), Fault> {
        let mut tx = self.node_tables().begin().await?;
        known(&mut tx, node).await?;
        let sql = "update peers set given = $1, given_id = $2, given_count = 0 where node = $3";
        tx.run(sql, params![ticket.as_slice(), ticket[..8].to_vec(), *node.as_bytes()]).await?;
        Ok(tx.commit().await?)
    }

    /// Takes the next count of the ticket another node is called with.
    pub async fn next_call(&self, node: NodeId) -> Result<u64, Fault> {
        let sql = "update peers set called_count = called_count + 1 where node = $1 returning called_count";
        let count: Option<(i64,)> = self.node_tables().optional(sql, params![*node.as_bytes()]).await?;
        Ok(count.map_or(0, |(count,)| count.cast_unsigned()))
    }

    /// Whether a ticket is shown with a count it was not shown with before; if so, that count is used up.
    pub async fn use_ticket(&self, node: NodeId, count: u64) -> Result<bool, Fault> {
        let sql = "update peers set given_count = $1 where node = $2 and given_count < $1";
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        Ok(self.node_tables().run(sql, params![count, *node.as_bytes()]).await? == 1)
    }

    /// Commits here, up to `place`, that a node has not said it has; those that it brought itself left out. Not all of
    /// them may be for it.
    pub async fn lacking(&self, peer: &Peer, place: Place) -> Result<u64, Fault> {
        let nothing = Position::nothing(place.epoch);
        let source = peer.have.as_ref().map(|have| Source { node: peer.node, epoch: have.epoch() });
        let mut commits = 0;
        for span in peer.theirs.as_ref().unwrap_or(&nothing).missing(place) {
            commits += commits_in(self.reads(), span, source).await?;
        }
        Ok(commits)
    }

    /// The nodes of whose log two versions exist.
    pub async fn forked(&self) -> Result<BTreeSet<NodeId>, Fault> {
        let chains = arrivals::chains(self.reads()).await?.into_iter();
        Ok(chains.filter(|(_, _, branch)| *branch > 0).map(|(_, chain, _)| chain.node).collect())
    }

    /// Forgets the tickets with which other nodes are called: they were given to another key of this node.
    pub async fn forget_tickets(&self) -> Result<(), Fault> {
        self.node_tables().run("update peers set called_with = null", Vec::new()).await?;
        Ok(())
    }

    /// Forgets what is here of other nodes' logs, so that everything is asked for again: after this node was allowed to
    /// carry more than before.
    pub async fn ask_anew(&self) -> Result<(), Fault> {
        self.node_tables().run("update peers set have = null", Vec::new()).await?;
        Ok(())
    }
}

impl Meeting {
    fn columns(self) -> Vec<(&'static str, Value)> {
        let mut columns = Vec::new();
        columns.extend(self.address.map(|address| ("address", address.into())));
        columns.extend(self.theirs.map(|theirs| ("theirs", theirs.encode().into())));
        columns.extend(self.met_at.map(|at| ("met_at", at.into())));
        if let Some((at, trouble)) = self.tried {
            columns.extend([("tried_at", at.into()), ("trouble", trouble.into())]);
        }
        columns.extend(self.clock_ahead_ms.map(|ahead| ("clock_ahead_ms", ahead.into())));
        if let Some(facts) = self.facts {
            columns.push(("version", facts.version.into()));
            columns.push(("disk_free", facts.disk_free.cast_signed().into()));
            columns.push(("disk_total", facts.disk_total.cast_signed().into()));
        }
        columns.extend(self.waiting_there.map(|left| ("waiting_there", left.cast_signed().into())));
        columns
    }
}

/// Makes a row for a node that has none.
async fn known(tx: &mut Tx, node: NodeId) -> Result<(), Fault> {
    let sql = "insert into peers (node, called_count, given_count, clock_ahead_ms, waiting_there) \
               values ($1, 0, 0, 0, 0) on conflict (node) do nothing";
    tx.run(sql, params![*node.as_bytes()]).await?;
    Ok(())
}

/// Adds to what is here of a node's log, in the transaction that brings it here: to what is known then, not to what was
/// known when a session began, so that nothing is taken for here that was meanwhile forgotten.
pub(crate) async fn note_completed(tx: &mut Tx, node: NodeId, completed: &[Completed]) -> Result<(), Fault> {
    if completed.is_empty() {
        return Ok(());
    }
    known(tx, node).await?;
    // An update, because nobody else may change the row from here on.
    let sql = "update peers set have = have where node = $1 returning have";
    let row: Option<(Option<Vec<u8>>,)> = tx.optional(sql, params![*node.as_bytes()]).await?;
    let mut here = row.and_then(|(have,)| have).and_then(|bytes| Position::decode(&bytes).ok());
    for completed in completed {
        here = Some(completed.added_to(here));
    }
    let Some(here) = here else { return Ok(()) };
    let sql = "update peers set have = $1 where node = $2";
    tx.run(sql, params![here.encode(), *node.as_bytes()]).await?;
    Ok(())
}

async fn all<T: Record>(pool: &Pool, sql: &'static str, params: Vec<Value>) -> Result<Vec<T>, Fault> {
    Ok(pool.all(sql, params).await?)
}

//! The side that calls.

use std::path::{Path, PathBuf};

use hadir_oplog::sync::{
    BUDGET_USUAL, Binding, Exchange, Hello, MessageError, Refusal, Reply, Request, Side, Ticket, TicketId, Waiting,
};
use hadir_oplog::{Certificate, NodeId};
use hadir_store::{Fault, Meeting, Peer, Step, Store, SyncFault, Synced, Syncing};

use super::line::{Line, LineError, Traffic};
use super::meeting::{admitted, facts, own_certificate};

/// Why a sync did not come about, or stopped.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// No connection.
    #[error(transparent)]
    Line(#[from] LineError),
    /// Something failed here, or what came does not hold.
    #[error(transparent)]
    Sync(#[from] SyncFault),
    /// The answer cannot be read.
    #[error("the other node's answer cannot be read")]
    Message(#[from] MessageError),
    /// It could not prove to be the node it says it is.
    #[error("the other side could not prove to be a node of ours; someone may stand in between")]
    NotItself,
    /// This node has joined no regency.
    #[error("this node has not joined a regency yet; ask the root for a certificate and run `hadir node join`")]
    NotJoined,
    /// The other refuses.
    #[error("the other node refuses: {}", refused(*.0))]
    Refused(Refusal),
    /// We refuse.
    #[error("this node refuses the other: {}", refused(*.0))]
    Refuse(Refusal),
    /// It called itself.
    #[error("that is this node itself")]
    Itself,
}

impl From<Fault> for CallError {
    fn from(fault: Fault) -> Self {
        Self::Sync(fault.into())
    }
}

/// A refusal in words.
fn refused(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::UnknownTicket => "it does not remember us",
        Refusal::BadProof => "the proof does not hold",
        Refusal::UnknownNode => "no certificate of the regency names the caller",
        Refusal::Revoked => "the caller's certificate was revoked",
        Refusal::NotYetValid => "the caller's certificate begins later than this clock; one of the two clocks is wrong",
        Refusal::Expired => "the caller's certificate has ended, or a clock is wrong; ask the root for a new one",
        Refusal::Busy => "it is busy; try again later",
        Refusal::Other => "something failed there",
    }
}

/// What came of a call.
#[derive(Debug)]
pub struct Called {
    /// Whom.
    pub node: NodeId,
    /// What was exchanged.
    pub synced: Synced,
    /// How many bytes it took.
    pub traffic: Traffic,
}

/// Calls the node at an address and syncs until both agree or the line breaks. `progress` hears what was done so far.
/// Gives the line too, for the next call.
pub async fn call(
    store: &Store,
    folder: PathBuf,
    address: &str,
    progress: impl FnMut(&Synced, &Traffic),
) -> Result<(Called, Line), CallError> {
    // A link takes seconds to be opened; what is said first is made ready meanwhile.
    let (line, ready) = tokio::join!(Line::open(address, Traffic::default()), Ready::to_call(store, &folder, address));
    let mut line = line?;
    let called = talk(store, folder, address, &mut line, ready?, progress).await?;
    Ok((called, line))
}

/// The same over a line that is open already.
pub async fn call_over(
    store: &Store,
    folder: PathBuf,
    address: &str,
    line: &mut Line,
    progress: impl FnMut(&Synced, &Traffic),
) -> Result<Called, CallError> {
    let ready = Ready::to_call(store, &folder, address).await?;
    talk(store, folder, address, line, ready, progress).await
}

async fn talk(
    store: &Store,
    folder: PathBuf,
    address: &str,
    line: &mut Line,
    ready: Option<Ready>,
    mut progress: impl FnMut(&Synced, &Traffic),
) -> Result<Called, CallError> {
    let traffic = line.traffic().clone();
    let own = own_certificate(store).await?.ok_or(CallError::NotJoined)?;
    let resumed = ready.and_then(|ready| Some((ticket_of(&ready.peer, line)?, ready)));
    let mut talk = Talk { store, line, folder };
    let (node, synced) = match resumed {
        Some((ticket, Ready { peer, syncing, first })) => {
            match talk.go_on(&ticket, &peer, syncing, first, &mut progress).await {
                // It may not have heard of our certificate, or we not of its new one; a greeting shows both.
                Err(CallError::Refused(_)) => talk.greet(address, own, &mut progress).await?,
                settled => (peer.node, settled?),
            }
        }
        None => talk.greet(address, own, &mut progress).await?,
    };
    let now = store.clock().now_ms();
    store.remember_meeting(node, Meeting { tried: Some((now, None)), ..Meeting::default() }).await?;
    Ok(Called { node, synced, traffic })
}

/// What is said first to a node that was met before.
struct Ready {
    peer: Peer,
    syncing: Syncing,
    first: Step,
}

impl Ready {
    /// Looks who was met at an address. Nothing for a stranger, and for one that may not sync by what is known here: a
    /// greeting shows its certificate.
    async fn to_call(store: &Store, folder: &Path, address: &str) -> Result<Option<Self>, CallError> {
        let known = store.peers().await?.into_iter().find(|peer| peer.address.as_deref() == Some(address));
        let Some(peer) = known.filter(|peer| peer.called_with.is_some()) else { return Ok(None) };
        let Ok(certificate) = admitted(store, peer.node, &[]) else { return Ok(None) };
        let mut syncing = begin(store, folder, &peer, certificate).await?;
        let first = syncing.next().await?;
        Ok(Some(Self { peer, syncing, first }))
    }
}

async fn begin(store: &Store, folder: &Path, peer: &Peer, certificate: Certificate) -> Result<Syncing, CallError> {
    // What changes little is told when the nodes have not spoken for an hour.
    let now = store.clock().now_ms();
    let is_due = peer.met_at.is_none_or(|met| now - met > 3_600_000);
    let facts = is_due.then(|| facts(folder));
    Ok(Syncing::begin(store, Side::Calls, peer, certificate, BUDGET_USUAL, facts).await?)
}

/// The ticket for a node, if it is good on this connection.
fn ticket_of(peer: &Peer, line: &Line) -> Option<Ticket> {
    let bytes = peer.called_with?;
    let (id, rest) = bytes.split_first_chunk::<8>()?;
    let (secret, binding) = rest.split_first_chunk::<32>()?;
    let ticket = Ticket::new(TicketId(*id), *secret, Binding(binding.try_into().ok()?));
    line.bindings().contains(&ticket.binding()).then_some(ticket)
}

/// One call while it lasts.
struct Talk<'a> {
    store: &'a Store,
    line: &'a mut Line,
    folder: PathBuf,
}

impl Talk<'_> {
    /// Meets a node for the first time, or anew.
    async fn greet(
        &mut self,
        address: &str,
        certificate: Vec<u8>,
        progress: &mut impl FnMut(&Synced, &Traffic),
    ) -> Result<(NodeId, Synced), CallError> {
        let key = &self.store.identity().key;
        let hello = Hello { node: key.id(), nonce: self.store.chance().bytes(), certificate: certificate.clone() };
        let reply = self.line.ask(Request::Greet(hello.clone()).encode()).await?;
        let (theirs, signature) = match Reply::decode(&reply)? {
            Reply::Greeting { hello, signature } => (hello, signature),
            Reply::Refused(refusal) => return Err(CallError::Refused(refusal)),
            _ => return Err(CallError::NotItself),
        };
        if theirs.node == key.id() {
            return Err(CallError::Itself);
        }
        let met = self
            .line
            .bindings()
            .into_iter()
            .find_map(|binding| Some((Waiting::after(&hello).meet(&theirs, &signature, binding).ok()?, binding)));
        let (met, binding) = met.ok_or(CallError::NotItself)?;
        let theirs_certificate = self.admit(theirs.node, &theirs.certificate)?;
        let peer = self.store.peer(theirs.node).await?.unwrap_or_else(|| Peer::unmet(theirs.node));
        // A stranger, which this node is until the other has read its proof, may send no more than the proof takes.
        let unheard = Peer { theirs: None, ..peer.clone() };
        let mut syncing = begin(self.store, &self.folder, &unheard, theirs_certificate).await?;
        let Step::Send(exchange) = syncing.next().await? else { return Err(CallError::NotItself) };
        let open = Request::Open {
            node: key.id(),
            nonce: theirs.nonce,
            certificate,
            signature: met.prove(key),
            exchange: *exchange,
        };
        let (ticket, secret, exchange) = match Reply::decode(&self.line.ask(open.encode()).await?)? {
            Reply::Opened { ticket, secret, exchange } => (ticket, secret, exchange),
            Reply::Refused(refusal) => return Err(CallError::Refused(refusal)),
            _ => return Err(CallError::NotItself),
        };
        let ticket = Ticket::new(ticket, secret, binding);
        self.store.keep_ticket(peer.node, Some(as_bytes(&ticket))).await?;
        let meeting = Meeting { address: Some(address.to_owned()), ..Meeting::default() };
        self.store.remember_meeting(peer.node, meeting).await?;
        syncing.heard(exchange).await?;
        let step = syncing.next().await?;
        let synced = self.go_on(&ticket, &peer, syncing, step, progress).await?;
        Ok((peer.node, synced))
    }

    /// Exchanges until all is said, beginning with the first step.
    async fn go_on(
        &mut self,
        ticket: &Ticket,
        peer: &Peer,
        mut syncing: Syncing,
        mut step: Step,
        progress: &mut impl FnMut(&Synced, &Traffic),
    ) -> Result<Synced, CallError> {
        while let Step::Send(exchange) = step {
            progress(syncing.done(), self.line.traffic());
            let count = self.store.next_call(peer.node).await?;
            let exchange = self.ask(ticket, count, *exchange).await?;
            syncing.heard(exchange).await?;
            step = syncing.next().await?;
        }
        progress(syncing.done(), self.line.traffic());
        Ok(syncing.done().clone())
    }

    async fn ask(&mut self, ticket: &Ticket, count: u64, exchange: Exchange) -> Result<Exchange, CallError> {
        let request = Request::Resume { ticket: ticket.id(), count, exchange };
        let sealed = self.line.ask(ticket.seal_request(request.encode())).await?;
        // A refusal is not sealed: who does not know the ticket cannot.
        if let Ok(Reply::Refused(refusal)) = Reply::decode(&sealed) {
            return Err(CallError::Refused(refusal));
        }
        let reply = ticket.open_reply(count, &sealed).map_err(|_| CallError::NotItself)?;
        match Reply::decode(reply)? {
            Reply::Resumed(exchange) => Ok(exchange),
            _ => Err(CallError::NotItself),
        }
    }

    fn admit(&self, node: NodeId, shown: &[u8]) -> Result<Certificate, CallError> {
        admitted(self.store, node, shown).map_err(CallError::Refuse)
    }
}

/// A ticket as it is kept.
pub(super) fn as_bytes(ticket: &Ticket) -> [u8; 72] {
    let mut bytes = [0; 72];
    bytes[..8].copy_from_slice(&ticket.id().0);
    bytes[8..40].copy_from_slice(ticket.secret());
    bytes[40..].copy_from_slice(&ticket.binding().0);
    bytes
}

//! The side that is called: one route, which lets in nodes of the regency and nobody else.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use axum::RequestExt;
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, State};
use axum::response::Response;
use axum::routing::post;
use hadir_oplog::sync::{BUDGET_USUAL, Binding, Exchange, Hello, Met, Refusal, Reply, Request, Side, Ticket, TicketId};
use hadir_oplog::{Certificate, NodeId, Rights, SignatureBytes};
use hadir_store::{Fault, Peer, Step, Store, SyncFault, Syncing};
use http_body_util::BodyExt;
use tokio::sync::{Notify, Semaphore};

use super::PATH;
use super::call::as_bytes;
use super::meeting::{admitted, facts, own_certificate};

/// Bytes of a request under a ticket.
const REQUEST_BYTES_MAX: usize = 32 * 1024 * 1024;
/// Bytes of a request of anybody: a greeting or a proof, and before it all that is needed to know a ticket.
const STRANGER_BYTES_MAX: usize = 128 * 1024;
/// Greetings that wait for their caller's proof at once; the oldest is forgotten first.
const GREETINGS_MAX: usize = 256;
/// How long a greeting waits; on the thinnest link a proof takes seconds.
const GREETING_MAX_MS: i64 = 120_000;
/// Nodes that are answered at once.
const ANSWERED_MAX: usize = 8;

/// Where callers are met.
#[derive(Clone)]
pub struct Desk(Arc<Inner>);

struct Inner {
    store: Store,
    folder: PathBuf,
    binding: Binding,
    /// Until when each waits, in milliseconds since 1970 (UTC), by the nonce that was given.
    greetings: Mutex<HashMap<[u8; 16], (i64, Met)>>,
    places: Semaphore,
    put_back: Arc<Notify>,
}

/// What answering came to.
enum Answer {
    Open(Reply),
    Sealed(Ticket, u64, Reply),
}

impl Desk {
    /// A desk for a node that serves with this certificate, or none. `put_back` is told when a caller shows that this
    /// node's own disk was put back to an earlier state.
    pub fn new(store: &Store, folder: PathBuf, binding: Binding, put_back: Arc<Notify>) -> Self {
        Self(Arc::new(Inner {
            store: store.clone(),
            folder,
            binding,
            greetings: Mutex::default(),
            places: Semaphore::new(ANSWERED_MAX),
            put_back,
        }))
    }

    /// Reads a request, as much of it as its sender may send: who shows no ticket that was given out is a stranger.
    async fn read(&self, request: axum::extract::Request) -> Result<Vec<u8>, Refusal> {
        let mut body = request.into_limited_body();
        let mut bytes = Vec::new();
        let mut is_known = false;
        while let Some(frame) = body.frame().await {
            let Ok(data) = frame.map_err(|_| Refusal::Other)?.into_data() else { continue };
            bytes.extend_from_slice(&data);
            if !is_known && bytes.len() > STRANGER_BYTES_MAX {
                let ticket = Request::ticket_in_front(&bytes).ok_or(Refusal::Other)?;
                let peer = self.0.store.peer_of_ticket(ticket.0).await.map_err(other)?;
                is_known = peer.is_some();
                if !is_known {
                    return Err(Refusal::UnknownTicket);
                }
            }
        }
        Ok(bytes)
    }

    async fn answer(&self, bytes: &[u8]) -> Result<Answer, Refusal> {
        // A revocation by another program on this database counts at once.
        self.0.store.refresh_standings().await.map_err(other)?;
        // A ticket stands in front of its keyed hash, so the message is looked at before it is checked.
        let plain = Request::decode(bytes);
        match plain {
            Ok(Request::Greet(hello)) => self.greet(hello).await.map(Answer::Open),
            Ok(Request::Open { node, nonce, certificate, signature, exchange }) => {
                self.open(node, nonce, &certificate, &signature, exchange).await.map(Answer::Open)
            }
            Ok(Request::Resume { .. }) => Err(Refusal::BadProof),
            Err(_) => self.resume(bytes).await,
        }
    }

    async fn greet(&self, caller: Hello) -> Result<Reply, Refusal> {
        let store = &self.0.store;
        let certificate = own_certificate(store).await.map_err(other)?.ok_or(Refusal::Other)?;
        // Whoever is not of the regency learns nothing but that there is a node.
        admitted(store, caller.node, &caller.certificate)?;
        let key = &store.identity().key;
        let hello = Hello { node: key.id(), nonce: store.chance().bytes(), certificate };
        let met = Met::called(&caller, &hello, self.0.binding);
        let signature = met.greet_back(key);
        let mut greetings = self.0.greetings.lock().expect("no holder of greetings panics");
        let now = store.clock().now_ms();
        greetings.retain(|_, (until, _)| (now..=now + GREETING_MAX_MS).contains(until));
        if greetings.len() >= GREETINGS_MAX {
            let oldest = greetings.iter().min_by_key(|(_, (until, _))| *until).map(|(nonce, _)| *nonce);
            oldest.map(|nonce| greetings.remove(&nonce));
        }
        greetings.insert(hello.nonce, (now + GREETING_MAX_MS, met));
        Ok(Reply::Greeting { hello, signature })
    }

    async fn open(
        &self,
        node: NodeId,
        nonce: [u8; 16],
        certificate: &[u8],
        signature: &SignatureBytes,
        exchange: Exchange,
    ) -> Result<Reply, Refusal> {
        let greeting = self.0.greetings.lock().expect("no holder of greetings panics").remove(&nonce);
        let (_, met) = greeting.ok_or(Refusal::BadProof)?;
        met.check(node, signature).map_err(|_| Refusal::BadProof)?;
        let store = &self.0.store;
        let certificate = admitted(store, node, certificate)?;
        let (id, secret) = (TicketId(store.chance().bytes()), store.chance().bytes());
        let ticket = Ticket::new(id, secret, self.0.binding);
        store.give_ticket(node, as_bytes(&ticket)).await.map_err(other)?;
        let exchange = self.exchange(node, certificate, exchange).await?;
        Ok(Reply::Opened { ticket: id, secret, exchange })
    }

    async fn resume(&self, sealed: &[u8]) -> Result<Answer, Refusal> {
        let store = &self.0.store;
        let message = sealed.len().checked_sub(16).map(|end| &sealed[..end]).ok_or(Refusal::Other)?;
        let Ok(Request::Resume { ticket, count, exchange }) = Request::decode(message) else {
            return Err(Refusal::Other);
        };
        let peer = store.peer_of_ticket(ticket.0).await.map_err(other)?.ok_or(Refusal::UnknownTicket)?;
        let bytes = peer.given.ok_or(Refusal::UnknownTicket)?;
        let secret = bytes[8..40].try_into().expect("a ticket has a secret");
        let binding = Binding(bytes[40..].try_into().expect("a ticket has a binding"));
        let kept = Ticket::new(ticket, secret, binding);
        kept.open_request(sealed).map_err(|_| Refusal::BadProof)?;
        if !store.use_ticket(peer.node, count).await.map_err(other)? {
            return Err(Refusal::UnknownTicket);
        }
        let certificate = admitted(store, peer.node, &[])?;
        let exchange = self.exchange(peer.node, certificate, exchange).await?;
        Ok(Answer::Sealed(kept, count, Reply::Resumed(exchange)))
    }

    async fn exchange(&self, node: NodeId, certificate: Certificate, exchange: Exchange) -> Result<Exchange, Refusal> {
        let _place = self.0.places.acquire().await.map_err(|_| Refusal::Busy)?;
        let store = &self.0.store;
        let peer = store.peer(node).await.map_err(other)?.unwrap_or_else(|| Peer::unmet(node));
        let is_believed = certificate.rights.contains(Rights::READ_ALL);
        let is_due = peer.met_at.is_none_or(|met| store.clock().now_ms() - met > 3_600_000);
        let facts = is_due.then(|| facts(&self.0.folder));
        let work = async {
            let mut syncing = Syncing::begin(store, Side::Called, &peer, certificate, BUDGET_USUAL, facts).await?;
            syncing.heard(exchange).await?;
            let step = syncing.next().await;
            for chain in &syncing.done().forks {
                tracing::error!(node = %chain.node, "the key of a node signs two different pasts; both are kept");
            }
            step
        };
        match work.await {
            Ok(Step::Send(exchange)) => Ok(*exchange),
            Ok(Step::Done) => Err(Refusal::Other),
            // Only the regency's own node is believed at once; an office that says so might say it every minute.
            Err(SyncFault::Ours(Fault::PutBack)) if is_believed => {
                self.0.put_back.notify_one();
                Err(Refusal::Busy)
            }
            Err(SyncFault::Ours(Fault::PutBack)) => {
                tracing::error!(
                    %node,
                    "a node says that it has more of this node's log than is here; if this disk was put back to an \
                     earlier state, stop the program and run `hadir sync` once with another node"
                );
                Err(Refusal::Other)
            }
            Err(SyncFault::Ours(fault)) => Err(other(fault)),
            Err(SyncFault::Theirs(error)) => {
                tracing::warn!(error = &error as &dyn std::error::Error, %node, "what a node sent does not hold");
                Err(Refusal::Other)
            }
        }
    }
}

fn other(fault: Fault) -> Refusal {
    tracing::error!(error = &fault as &dyn std::error::Error, "a node could not be answered");
    Refusal::Other
}

/// The route.
pub fn routes<S>(desk: Desk) -> Router<S> {
    Router::new().route(PATH, post(called)).layer(DefaultBodyLimit::max(REQUEST_BYTES_MAX)).with_state(desk)
}

async fn called(State(desk): State<Desk>, request: axum::extract::Request) -> Response {
    let answer = match desk.read(request).await {
        Ok(body) => desk.answer(&body).await,
        Err(refusal) => Err(refusal),
    };
    let reply = match answer {
        Ok(Answer::Open(reply)) => reply.encode(),
        Ok(Answer::Sealed(ticket, count, reply)) => ticket.seal_reply(count, reply.encode()),
        Err(refusal) => Reply::Refused(refusal).encode(),
    };
    // Without a type and other headers that tell a node nothing: on a thin link they cost as much as the message.
    Response::new(Body::from(reply))
}

//! Who is who: two nodes prove their keys to each other once, bound to the connection they speak over; later they show
//! a ticket.
//!
//! The called node signs both nonces together with the certificate of the connection (its *binding*), so that whoever
//! stands between two nodes with a connection to each can pass nothing on. The calling node signs the same. A ticket is
//! a secret that the called node gives inside that connection; each later message carries a short keyed hash.

use crate::canonical::{FormatError, Reader, Writer};
use crate::ids::NodeId;
use crate::key::NodeKey;
use crate::limits::STATEMENT_BYTES_MAX;
use crate::signature::SignatureBytes;
use crate::sync::message::short;

const CONTEXT: &str = "hadir sync 1 handshake";
const TICKET_CONTEXT: &str = "hadir sync 1 ticket";
/// Bytes of the keyed hash behind a message.
const MAC_BYTES: usize = 16;

/// What ties a handshake to a connection: the BLAKE3 hash of the certificate the called node shows on it, or zeros where
/// another server stands in front of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Binding(pub [u8; 32]);

/// A node's introduction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hello {
    /// Who speaks.
    pub node: NodeId,
    /// Sixteen random bytes.
    pub nonce: [u8; 16],
    /// Its certificate ([`crate::Signed::encode`]), for a node that has not heard of it yet.
    pub certificate: Vec<u8>,
}

/// Why two nodes do not trust each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HandshakeError {
    /// The signature is not the other node's over this handshake.
    #[error("the other node could not prove who it is")]
    BadProof,
    /// The keyed hash does not fit.
    #[error("a message was altered on the way, or made by someone else")]
    BadMac,
}

impl Hello {
    pub(super) fn write(&self, w: &mut Writer) {
        w.bytes(self.node.as_bytes()).bytes(&self.nonce).bytes(&self.certificate);
    }

    pub(super) fn read(r: &mut Reader<'_>) -> Result<Self, FormatError> {
        Ok(Hello {
            node: NodeId::from_bytes(r.fixed("node")?),
            nonce: r.fixed("nonce")?,
            certificate: short(r, "certificate", STATEMENT_BYTES_MAX + 128)?,
        })
    }
}

/// The two sides of a handshake, as both know them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Met {
    caller: (NodeId, [u8; 16]),
    called: (NodeId, [u8; 16]),
    binding: Binding,
}

/// What a caller remembers between its greeting and the answer.
#[derive(Debug, Clone, Copy)]
pub struct Waiting {
    caller: (NodeId, [u8; 16]),
}

impl Waiting {
    /// After greeting with this.
    pub fn after(hello: &Hello) -> Self {
        Waiting { caller: (hello.node, hello.nonce) }
    }

    /// Checks the answer.
    ///
    /// # Errors
    /// [`HandshakeError::BadProof`] unless the called node signed this greeting over a connection with this binding.
    pub fn meet(self, hello: &Hello, signature: &SignatureBytes, binding: Binding) -> Result<Met, HandshakeError> {
        let met = Met { caller: self.caller, called: (hello.node, hello.nonce), binding };
        if hello.node.verify_other(CONTEXT, &met.said("called"), signature) {
            Ok(met)
        } else {
            Err(HandshakeError::BadProof)
        }
    }
}

impl Met {
    /// The called node's view, before the caller has proved anything.
    pub fn called(caller: &Hello, own: &Hello, binding: Binding) -> Self {
        Met { caller: (caller.node, caller.nonce), called: (own.node, own.nonce), binding }
    }

    /// The node that was called.
    pub fn called_node(&self) -> NodeId {
        self.called.0
    }

    /// The called node's proof.
    pub fn greet_back(&self, key: &NodeKey) -> SignatureBytes {
        key.sign_other(CONTEXT, &self.said("called"))
    }

    /// The caller's proof.
    pub fn prove(&self, key: &NodeKey) -> SignatureBytes {
        key.sign_other(CONTEXT, &self.said("caller"))
    }

    /// Checks the caller's proof.
    ///
    /// # Errors
    /// [`HandshakeError::BadProof`] unless the caller signed this handshake.
    pub fn check(&self, node: NodeId, signature: &SignatureBytes) -> Result<NodeId, HandshakeError> {
        let is_caller = node == self.caller.0 && node.verify_other(CONTEXT, &self.said("caller"), signature);
        if is_caller { Ok(node) } else { Err(HandshakeError::BadProof) }
    }

    fn said(&self, by: &str) -> Vec<u8> {
        let mut said = Vec::with_capacity(144);
        said.extend_from_slice(by.as_bytes());
        for (node, nonce) in [&self.caller, &self.called] {
            said.extend_from_slice(node.as_bytes());
            said.extend_from_slice(nonce);
        }
        said.extend_from_slice(&self.binding.0);
        said
    }
}

/// The public name of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TicketId(pub [u8; 8]);

/// A secret that two nodes share after a handshake.
#[derive(Clone)]
pub struct Ticket {
    id: TicketId,
    secret: zeroize::Zeroizing<[u8; 32]>,
    binding: Binding,
}

impl Ticket {
    /// A ticket out of 40 random bytes, or one that was kept; for connections with this binding.
    pub fn new(id: TicketId, secret: [u8; 32], binding: Binding) -> Self {
        Ticket { id, secret: zeroize::Zeroizing::new(secret), binding }
    }

    /// Its public name.
    pub fn id(&self) -> TicketId {
        self.id
    }

    /// The secret, to be handed to the caller and kept where only the node reads.
    pub fn secret(&self) -> &[u8; 32] {
        &self.secret
    }

    /// The connections it is good for.
    pub fn binding(&self) -> Binding {
        self.binding
    }

    /// Puts the keyed hash behind a request's bytes.
    pub fn seal_request(&self, message: Vec<u8>) -> Vec<u8> {
        self.seal("request", 0, message)
    }

    /// Puts the keyed hash behind the bytes of the reply to the request with this count.
    pub fn seal_reply(&self, count: u64, message: Vec<u8>) -> Vec<u8> {
        self.seal("reply", count, message)
    }

    /// Takes the keyed hash off a request.
    ///
    /// # Errors
    /// [`HandshakeError::BadMac`] unless it fits.
    pub fn open_request<'m>(&self, sealed: &'m [u8]) -> Result<&'m [u8], HandshakeError> {
        self.open("request", 0, sealed)
    }

    /// Takes the keyed hash off the reply to the request with this count.
    ///
    /// # Errors
    /// [`HandshakeError::BadMac`] unless it fits.
    pub fn open_reply<'m>(&self, count: u64, sealed: &'m [u8]) -> Result<&'m [u8], HandshakeError> {
        self.open("reply", count, sealed)
    }

    fn seal(&self, direction: &str, count: u64, mut message: Vec<u8>) -> Vec<u8> {
        let mac = self.mac(direction, count, &message);
        message.extend_from_slice(&mac.as_bytes()[..MAC_BYTES]);
        message
    }

    fn open<'m>(&self, direction: &str, count: u64, sealed: &'m [u8]) -> Result<&'m [u8], HandshakeError> {
        let (message, found) = sealed.split_last_chunk::<MAC_BYTES>().ok_or(HandshakeError::BadMac)?;
        let mac = self.mac(direction, count, message);
        // Both sides are hashed once more, so that comparing them tells nothing of where they differ.
        let is_same = blake3::hash(&mac.as_bytes()[..MAC_BYTES]) == blake3::hash(found);
        if is_same { Ok(message) } else { Err(HandshakeError::BadMac) }
    }

    fn mac(&self, direction: &str, count: u64, message: &[u8]) -> blake3::Hash {
        let key = blake3::derive_key(TICKET_CONTEXT, &*self.secret);
        let mut hasher = blake3::Hasher::new_keyed(&key);
        hasher.update(&self.binding.0).update(&count.to_le_bytes()).update(direction.as_bytes()).update(message);
        hasher.finalize()
    }
}

impl std::fmt::Debug for Ticket {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Ticket({})", hex::encode(self.id.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(seed: u8) -> NodeKey {
        NodeKey::from_bytes([seed; 32])
    }

    fn hello(key: &NodeKey, nonce: u8) -> Hello {
        Hello { node: key.id(), nonce: [nonce; 16], certificate: vec![] }
    }

    const HERE: Binding = Binding([6; 32]);

    #[test]
    fn two_nodes_meet() {
        let (caller, called) = (key(1), key(2));
        let (asked, answered) = (hello(&caller, 3), hello(&called, 4));
        let theirs = Met::called(&asked, &answered, HERE);
        let ours = Waiting::after(&asked).meet(&answered, &theirs.greet_back(&called), HERE).unwrap();
        assert_eq!(theirs.check(caller.id(), &ours.prove(&caller)), Ok(caller.id()));
    }

    #[test]
    fn whoever_stands_between_them_passes_nothing_on() {
        let (caller, called) = (key(1), key(2));
        let (asked, answered) = (hello(&caller, 3), hello(&called, 4));
        let other_connection = Met::called(&asked, &answered, Binding([7; 32]));
        let proof = other_connection.greet_back(&called);
        assert!(Waiting::after(&asked).meet(&answered, &proof, HERE).is_err());

        let theirs = Met::called(&asked, &answered, HERE);
        assert!(theirs.check(caller.id(), &other_connection.prove(&caller)).is_err());
        assert!(theirs.check(caller.id(), &theirs.greet_back(&called)).is_err(), "a proof serves one side only");
        assert!(theirs.check(key(9).id(), &theirs.prove(&key(9))).is_err(), "the proof must be the caller's");
    }

    #[test]
    fn a_ticket_holds_for_one_direction_one_request_and_one_connection() {
        let ticket = Ticket::new(TicketId([1; 8]), [2; 32], HERE);
        let sealed = ticket.seal_reply(7, b"words".to_vec());
        assert_eq!(ticket.open_reply(7, &sealed), Ok(&b"words"[..]));
        assert!(ticket.open_reply(8, &sealed).is_err());
        assert!(ticket.open_request(&sealed).is_err());
        assert!(Ticket::new(TicketId([1; 8]), [2; 32], Binding::default()).open_reply(7, &sealed).is_err());
        for at in 0..sealed.len() {
            let mut altered = sealed.clone();
            altered[at] ^= 1;
            assert!(ticket.open_reply(7, &altered).is_err());
        }
    }
}

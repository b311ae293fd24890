//! A node's secret key. The root key is one too; how it is kept encrypted is not this crate's matter.

use std::fmt;

use ed25519_dalek::{Signer, SigningKey};
use zeroize::Zeroizing;

use crate::hash::{Domain, Hash};
use crate::ids::NodeId;
use crate::signature::SignatureBytes;

/// An Ed25519 secret key. Wiped from memory when dropped; never shown, not even by `Debug`.
#[derive(Clone)]
pub struct NodeKey(SigningKey);

impl NodeKey {
    /// Takes 32 secret random bytes.
    pub fn from_bytes(secret: [u8; 32]) -> Self {
        let secret = Zeroizing::new(secret);
        NodeKey(SigningKey::from_bytes(&secret))
    }

    /// The 32 secret bytes, to be kept in a file only the server reads.
    pub fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0.to_bytes())
    }

    /// The public half.
    pub fn id(&self) -> NodeId {
        NodeId(self.0.verifying_key().to_bytes())
    }

    /// Signs a hash in its domain.
    pub(crate) fn sign(&self, domain: Domain, hash: &Hash) -> SignatureBytes {
        self.0.sign(&domain.message(hash)).to_bytes()
    }

    /// Signs a message for another protocol, for example a handshake between nodes. `context` names the protocol.
    pub fn sign_other(&self, context: &str, message: &[u8]) -> SignatureBytes {
        self.0.sign(&other_message(context, message)).to_bytes()
    }
}

impl NodeId {
    /// Whether this node made `signature` with [`NodeKey::sign_other`].
    pub fn verify_other(&self, context: &str, message: &[u8], signature: &SignatureBytes) -> bool {
        let message = other_message(context, message);
        crate::signature::verify(&crate::signature::Claim { key: self, message, signature })
    }
}

/// The context's length stands in front, so that context and message cannot trade bytes. It is eight bytes that begin
/// with a zero, while every message of the log begins with a letter: nothing signed here passes for a commit.
fn other_message(context: &str, message: &[u8]) -> Vec<u8> {
    let mut bytes = (context.len() as u64).to_be_bytes().to_vec();
    bytes.extend_from_slice(context.as_bytes());
    bytes.extend_from_slice(message);
    bytes
}

impl fmt::Debug for NodeKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NodeKey(secret of {})", self.id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_the_public_half_only() {
        let key = NodeKey::from_bytes([9; 32]);
        let shown = format!("{key:?}");
        assert!(shown.contains(&key.id().to_string()));
        assert!(!shown.contains(&hex::encode([9; 32])));
    }

    #[test]
    fn a_handshake_is_not_a_commit() {
        let key = NodeKey::from_bytes([9; 32]);
        let signature = key.sign_other("hadir sync 1", b"nonce");
        assert!(key.id().verify_other("hadir sync 1", b"nonce", &signature));
        assert!(!key.id().verify_other("hadir sync 2", b"nonce", &signature));
        assert!(!key.id().verify_other("hadir sync 1n", b"once", &signature));
    }
}

//! At the root: ending a node's certificates.

use hadir_oplog::{Certificate, NodeKey, Revocation, Signed, StatementError};
use hadir_store::Store;

use super::enrol::is_root;
use crate::fleet::{self, Fleet};
use crate::folder::NodeFolder;
use crate::node::Failure;

/// What was ended.
#[derive(Clone, Debug)]
pub struct Revoked {
    /// The node's last certificate.
    pub certificate: Certificate,
    /// How many of its commits are here, and go on counting.
    pub commits: u64,
}

/// Why nothing was ended.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
enum RevokeError {
    #[error("{0} is the regency's own node, on which this command runs; it cannot revoke itself")]
    Own(String),
    #[error("{0} is revoked already")]
    Already(String),
    #[error(transparent)]
    Statement(#[from] StatementError),
}

/// Ends every certificate of the node that people call `asked`. What it did so far and is known here goes on counting.
pub async fn revoke(
    folder: &NodeFolder,
    store: &Store,
    root: &NodeKey,
    asked: &str,
    reason: &str,
) -> Result<Revoked, Failure> {
    is_root(folder, store, root).await?;
    let found = Fleet::of(store).await?.find(root.id(), asked)?.certificate;
    if found.node == store.node() {
        return Err(RevokeError::Own(found.name).into());
    }
    let (node, cuts) = (found.node, store.cuts(found.node).await?);
    let commits = cuts.iter().map(|cut| cut.seq + 1).sum();
    let (root, reason) = (root.clone(), reason.to_owned());
    let certificate = fleet::act(store, move |fleet, act| {
        // Looked up again, because another command may have been first.
        let member = fleet.member(root.id(), node).expect("a certificate never leaves the log");
        if member.is_revoked() {
            return Err(RevokeError::Already(member.certificate.name));
        }
        let revocation = Revocation {
            serial: fleet.next_serial(root.id()),
            root: root.id(),
            node,
            through: member.certificate.serial,
            cuts: cuts.clone(),
            reason: reason.clone(),
            issued_ms: act.now.as_millisecond(),
        };
        act.record(Fleet::revoked(&Signed::sign(&root, revocation)?));
        Ok(member.certificate)
    });
    Ok(Revoked { certificate: certificate.await?, commits })
}

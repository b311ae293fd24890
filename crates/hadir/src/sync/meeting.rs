//! What nodes check of each other before anything is said.

use hadir_oplog::sync::{Facts, Refusal};
use hadir_oplog::{Certificate, NodeId, Signed, SyncRefusal, Trust};
use hadir_store::{Fault, Store};

use crate::fleet::Fleet;

/// This node's certificate as it was signed; nothing before it has joined.
pub async fn own_certificate(store: &Store) -> Result<Option<Vec<u8>>, Fault> {
    let fleet = Fleet::of(store).await?;
    let root = fleet.root_of(store.node());
    Ok(root.and_then(|root| fleet.signed(root, store.node()).map(Signed::encode)))
}

/// The certificate with which a node may sync now, out of those in the log and the one it shows.
///
/// A clock that is behind this node's own certificate is taken to stand at its beginning.
pub fn admitted(store: &Store, node: NodeId, shown: &[u8]) -> Result<Certificate, Refusal> {
    let standings = store.standings();
    let mut trust: Trust = standings.trust().ok_or(Refusal::UnknownNode)?.clone();
    if let Ok(certificate) = Signed::<Certificate>::decode(shown)
        && certificate.statement().node == node
    {
        // That of another regency's root is as good as none.
        let _ = trust.certify(&certificate);
    }
    let own = trust.certificates(&store.node()).map(|certificate| certificate.valid_from_ms).max();
    let now_ms = store.clock().now_ms().max(own.unwrap_or(i64::MIN));
    trust.may_sync(&node, now_ms).cloned().map_err(|refusal| match refusal {
        SyncRefusal::UnknownNode => Refusal::UnknownNode,
        SyncRefusal::Revoked => Refusal::Revoked,
        SyncRefusal::NotYetValid => Refusal::NotYetValid,
        SyncRefusal::Expired => Refusal::Expired,
    })
}

/// What this node tells of itself.
pub fn facts(folder: &std::path::Path) -> Facts {
    let disk = rustix::fs::statvfs(folder).ok();
    let bytes = |blocks: fn(&rustix::fs::StatVfs) -> u64| disk.as_ref().map_or(0, |disk| blocks(disk) * disk.f_frsize);
    Facts {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        disk_free: bytes(|disk| disk.f_bavail),
        disk_total: bytes(|disk| disk.f_blocks),
    }
}

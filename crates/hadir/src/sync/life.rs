//! A new life of a node's database, after its disk was put back to an earlier state; and what people are told of such
//! disks.

use hadir_oplog::NodeId;
use hadir_org::NumberSeries;
use hadir_store::Store;

use crate::folder::NodeFolder;
use crate::node::Failure;

/// What is said when another node's words show it.
pub const PUT_BACK: &str = "The other node knows of more of this node's log than is here: this disk was put back to an \
                            earlier state. The node begins a new line of its log and fetches what it lacks.";

/// What is said of a node of whose log another version has arrived.
pub fn two_pasts(node: NodeId) -> String {
    format!(
        "The key of node {node} signs two different pasts: its disk was copied or put back. Both are kept. Have it \
         enrolled under a new key."
    )
}

/// Begins a new line of the node's log under a new incarnation, a new count of arrivals, and a new series of public
/// numbers, since those that were given after the image was made are in people's hands. The store has to be closed and
/// opened again; what the node had done since then comes back from those it had synced with.
pub async fn begin_anew(folder: &NodeFolder, store: &Store) -> Result<(), Failure> {
    folder.begin_incarnation(store.chance().bytes())?;
    NumberSeries::begin_anew(store, store.clock().now()).await?;
    store.begin_epoch().await?;
    Ok(())
}

//! A new life of a node's database, after its disk was put back to an earlier state.

use hadir_org::NumberSeries;
use hadir_store::Store;

use crate::folder::NodeFolder;
use crate::node::Failure;

/// Begins a new line of the node's log under a new incarnation, a new count of arrivals, and a new series of public
/// numbers, since those that were given after the image was made are in people's hands. The store has to be closed and
/// opened again; what the node had done since then comes back from those it had synced with.
pub async fn begin_anew(folder: &NodeFolder, store: &Store) -> Result<(), Failure> {
    folder.begin_incarnation(store.chance().bytes())?;
    NumberSeries::begin_anew(store, store.clock().now()).await?;
    store.begin_epoch().await?;
    Ok(())
}

//! Syncing over files: each piece is sealed to the node it is for and signed by the node it comes from.

use hadir_oplog::NodeId;
use hadir_oplog::sync::{Bundle, MessageError, Refusal};
use hadir_store::{Fault, Packing, Store, SyncFault};

use super::meeting::{admitted, own_certificate};
use crate::sealed::{self, OpenError, SealError};

/// Why a bundle was not made or not taken in.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// It is for another node, or not a bundle at all, or was cut or damaged.
    #[error("it is damaged, cut short, or not for this node")]
    Closed(#[from] OpenError),
    /// What was sealed is no bundle.
    #[error("it holds something else than a bundle of a node")]
    Content(#[from] MessageError),
    /// It is for another node.
    #[error("it is for another node")]
    NotForUs,
    /// Its maker may not sync.
    #[error("its maker {0} may not sync with this node")]
    Maker(NodeId, Refusal),
    /// This node has joined no regency.
    #[error("this node has joined no regency yet")]
    NotJoined,
    /// It could not be sealed.
    #[error("it could not be sealed to its receiver")]
    Seal(#[from] SealError),
    /// Something failed here, or what it holds does not hold.
    #[error(transparent)]
    Sync(#[from] SyncFault),
}

impl From<Fault> for BundleError {
    fn from(fault: Fault) -> Self {
        Self::Sync(fault.into())
    }
}

/// The next piece of a bundle as it goes on the stick, of about so many bytes; nothing when all is packed.
pub async fn export_piece(store: &Store, packing: &mut Packing, bytes: u64) -> Result<Option<Vec<u8>>, BundleError> {
    let certificate = own_certificate(store).await?.ok_or(BundleError::NotJoined)?;
    let Some(bundle) = packing.next(store, &certificate, bytes).await? else { return Ok(None) };
    Ok(Some(sealed::seal(&bundle.to, &bundle.sign(&store.identity().key))?))
}

/// Takes in one piece of a bundle and answers whose it was. `new` counts the operations that were not here before, as they
/// become durable.
pub async fn import(store: &Store, bytes: &[u8], new: &mut u64) -> Result<String, BundleError> {
    let opened = sealed::open(&store.identity().key, bytes)?;
    let bundle = Bundle::read(&opened)?;
    if bundle.to != store.node() {
        return Err(BundleError::NotForUs);
    }
    let maker = admitted(store, bundle.from, &bundle.certificate);
    let maker = maker.map_err(|refusal| BundleError::Maker(bundle.from, refusal))?;
    store.take_in_bundle(bundle, new).await?;
    Ok(maker.name)
}

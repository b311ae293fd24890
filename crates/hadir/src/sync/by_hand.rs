//! Syncing over files: each piece is sealed to the node it is for and signed by the node it comes from.

use hadir_oplog::sync::{Bundle, FilePiece, MessageError, Parcel, Place, Position, Refusal};
use hadir_oplog::wire::{Batch, Packed as PackedBatch, WireError};
use hadir_oplog::{Certificate, Hash, NodeId};
use hadir_store::{Delivery, Fault, Meeting, Receiver, Source, Store};
use std::collections::{BTreeMap, BTreeSet};

use super::meeting::{admitted, own_certificate};
use crate::sealed::{self, OpenError, SealError};

/// Bytes of one file that a bundle carries.
const FILE_BYTES_MAX: usize = 1024 * 1024;
/// Files in one piece.
const FILES_MAX: usize = 32;

/// Why a bundle was not made or not taken in.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// It is for another node, or not a bundle at all, or was cut or damaged.
    #[error("it is damaged, cut short, or not for this node")]
    Closed(#[from] OpenError),
    /// What was sealed is no bundle.
    #[error("it holds something else than a bundle of a node")]
    Content(#[from] MessageError),
    /// What it holds does not hold.
    #[error("what it holds does not hold")]
    Wire(#[from] WireError),
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
    /// Something failed here.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// A bundle while it is being made.
pub struct Packed {
    to: Certificate,
    certificate: Vec<u8>,
    place: Place,
    have: Option<Position>,
    source: Option<Source>,
    theirs: Position,
    files: BTreeSet<Hash>,
    total: u64,
    left: u64,
    operations: u64,
    number: u64,
    is_over: bool,
}

impl Packed {
    /// Begins a bundle for a node, with what it is known to lack, or with everything.
    pub async fn begin(store: &Store, to: &Certificate, with_all: bool) -> Result<Self, BundleError> {
        let certificate = own_certificate(store).await?.ok_or(BundleError::NotJoined)?;
        let place = store.place().await?;
        let peer = store.peer(to.node).await?.filter(|_| !with_all);
        let have = peer.as_ref().and_then(|peer| peer.have.clone());
        let source = have.as_ref().map(|have| Source { node: to.node, epoch: have.epoch() });
        let theirs = peer.and_then(|peer| peer.theirs).filter(|theirs| theirs.epoch() == place.epoch);
        let theirs = theirs.unwrap_or_else(|| Position::nothing(place.epoch));
        let missing: u64 = theirs.missing(place).iter().map(|span| span.len()).sum();
        Ok(Self {
            to: to.clone(),
            certificate,
            place,
            have,
            source,
            theirs,
            files: BTreeSet::new(),
            total: missing,
            left: missing,
            operations: 0,
            number: 0,
            is_over: false,
        })
    }

    /// How much there was to look at.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// How much was looked at.
    pub fn done(&self) -> u64 {
        self.total - self.left
    }

    /// Operations packed so far.
    pub fn operations(&self) -> u64 {
        self.operations
    }
}

/// The next piece of a bundle, of about so many bytes; nothing when all is packed. Files follow behind all operations.
pub async fn export_piece(store: &Store, packing: &mut Packed, bytes: u64) -> Result<Option<Vec<u8>>, BundleError> {
    let receiver = Receiver { source: packing.source, certificate: &packing.to };
    let mut parcels: Vec<Parcel> = Vec::new();
    while !packing.is_over {
        let offered = store.offer(receiver, Some(&packing.theirs), packing.place, bytes).await?;
        packing.is_over = offered.left == 0;
        packing.operations += offered.operations;
        packing.files.extend(offered.files);
        for parcel in &offered.parcels {
            packing.theirs.add(parcel.completes);
        }
        parcels.extend(offered.parcels);
        packing.left = packing.theirs.missing(packing.place).iter().map(|span| span.len()).sum();
        let size: usize = parcels.iter().map(|parcel| parcel.batch.len()).sum();
        if size as u64 >= bytes / 2 || parcels.len() >= 32 {
            break;
        }
    }
    let files = if packing.is_over { next_files(store, packing, bytes, &parcels).await } else { Vec::new() };
    let has_something = parcels.iter().any(|parcel| !parcel.batch.is_empty()) || !files.is_empty();
    if !has_something && packing.is_over {
        return Ok(None);
    }
    packing.number += 1;
    let bundle = Bundle {
        from: store.node(),
        certificate: packing.certificate.clone(),
        to: packing.to.node,
        place: packing.place,
        have: packing.have.clone(),
        number: packing.number,
        parcels,
        files,
    };
    Ok(Some(sealed::seal(&packing.to.node, &bundle.sign(&store.identity().key))?))
}

async fn next_files(store: &Store, packing: &mut Packed, bytes: u64, parcels: &[Parcel]) -> Vec<FilePiece> {
    let mut size: u64 = parcels.iter().map(|parcel| parcel.batch.len() as u64).sum();
    let mut files = Vec::new();
    while files.len() < FILES_MAX && (size < bytes || files.is_empty() && parcels.is_empty()) {
        let Some(hash) = packing.files.pop_first() else { break };
        let Ok(Some(content)) = store.files().get(hash).await else { continue };
        if content.len() > FILE_BYTES_MAX {
            continue;
        }
        size += content.len() as u64;
        files.push(FilePiece { hash, from: 0, total: content.len() as u64, bytes: content });
    }
    files
}

/// What was taken in.
pub struct Imported {
    /// Operations that were not here before.
    pub operations: u64,
    /// Whose bundle it was.
    pub from: String,
}

/// Takes in one piece of a bundle.
pub async fn import(store: &Store, bytes: &[u8]) -> Result<Imported, BundleError> {
    let opened = sealed::open(&store.identity().key, bytes)?;
    let bundle = Bundle::read(&opened)?;
    if bundle.to != store.node() {
        return Err(BundleError::NotForUs);
    }
    let maker = admitted(store, bundle.from, &bundle.certificate);
    let maker = maker.map_err(|refusal| BundleError::Maker(bundle.from, refusal))?;
    let source = Source { node: bundle.from, epoch: bundle.place.epoch };
    let known = store.peer(bundle.from).await?.and_then(|peer| peer.have);
    let mut have = known.filter(|have| have.epoch() == source.epoch).unwrap_or_else(|| Position::nothing(source.epoch));
    // One that was packed for an earlier life of this database leaves out what was lost with that life.
    let epoch = store.epoch().await?;
    let is_for_this_life = bundle.have.as_ref().is_none_or(|have| have.epoch() == epoch);
    let mut operations = 0;
    for Parcel { completes, batch } in &bundle.parcels {
        have.add(*completes);
        let batch = match batch.is_empty() {
            true => Batch { runs: Vec::new(), foreign: Vec::new() },
            false => PackedBatch::open(batch)?.unpack(&BTreeMap::new())?,
        };
        let taken = store
            .take_in(Delivery { batch, source: Some(source), have: is_for_this_life.then(|| have.clone()) })
            .await?;
        operations += taken.operations;
    }
    store.take_pieces(bundle.files).await?;
    let meeting = Meeting { theirs: bundle.have, ..Meeting::default() };
    store.remember_meeting(bundle.from, meeting).await?;
    Ok(Imported { operations, from: maker.name })
}

//! Syncing over files: each piece is sealed to the node it is for and signed by the node it comes from.

use hadir_oplog::sync::{Bundle, FilePiece, Mark, MessageError, Parcel, Place, Position, Refusal};
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
    known: Option<Mark>,
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
        let peer = store.peer(to.node).await?;
        let have = peer.as_ref().and_then(|peer| peer.have.clone());
        let peer = peer.filter(|_| !with_all);
        let source = have.as_ref().filter(|_| !with_all).map(|have| Source { node: to.node, epoch: have.epoch() });
        let theirs = peer.and_then(|peer| peer.theirs).filter(|theirs| theirs.epoch() == place.epoch);
        let known = theirs.as_ref().map(|theirs| theirs.seen().mark);
        let theirs = theirs.unwrap_or_else(|| Position::nothing(place.epoch));
        let missing: u64 = theirs.missing(place).iter().map(|span| span.len()).sum();
        Ok(Self {
            to: to.clone(),
            certificate,
            place,
            have,
            source,
            theirs,
            known,
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

/// The next piece of a bundle, of about so many bytes; nothing when all is packed and said. Files follow behind all operations.
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
    // Word of what arrived here is worth a file of its own: without it the other packs everything once more.
    let has_word = packing.number == 0 && packing.have.is_some();
    if !has_something && !has_word && packing.is_over {
        return Ok(None);
    }
    packing.number += 1;
    let bundle = Bundle {
        from: store.node(),
        certificate: packing.certificate.clone(),
        to: packing.to.node,
        place: packing.place,
        have: packing.have.clone(),
        known: packing.known,
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

/// Takes in one piece of a bundle and answers whose it was. `new` counts the operations that were not here before, as they
/// become durable.
///
/// # Errors
/// [`Fault::PutBack`], before anything is taken in, when the maker has more of this node's log than is here.
pub async fn import(store: &Store, bytes: &[u8], new: &mut u64) -> Result<String, BundleError> {
    let opened = sealed::open(&store.identity().key, bytes)?;
    let bundle = Bundle::read(&opened)?;
    if bundle.to != store.node() {
        return Err(BundleError::NotForUs);
    }
    let maker = admitted(store, bundle.from, &bundle.certificate);
    let maker = maker.map_err(|refusal| BundleError::Maker(bundle.from, refusal))?;
    if let Some(have) = &bundle.have
        && (have.is_ahead_of(store.place().await?) || !store.was_at(have.seen()).await?)
    {
        return Err(Fault::PutBack.into());
    }
    let source = Source { node: bundle.from, epoch: bundle.place.epoch };
    let known = store.peer(bundle.from).await?.and_then(|peer| peer.have);
    let mut have = known.filter(|have| have.epoch() == source.epoch).unwrap_or_else(|| Position::nothing(source.epoch));
    // One that was packed for an earlier life of this database leaves out what was lost with that life.
    let epoch = store.epoch().await?;
    let is_for_this_life = bundle.have.as_ref().is_none_or(|have| have.epoch() == epoch);
    for Parcel { completes, batch } in &bundle.parcels {
        have.add(*completes);
        have.see(bundle.place, bundle.known);
        let batch = match batch.is_empty() {
            true => Batch { runs: Vec::new(), foreign: Vec::new() },
            false => PackedBatch::open(batch)?.unpack(&BTreeMap::new())?,
        };
        let taken = store
            .take_in(Delivery { batch, source: Some(source), have: is_for_this_life.then(|| have.clone()) })
            .await?;
        *new += taken.operations;
    }
    store.take_pieces(bundle.files).await?;
    let meeting = Meeting { theirs: bundle.have, ..Meeting::default() };
    store.remember_meeting(bundle.from, meeting).await?;
    Ok(maker.name)
}

//! Syncing by hand: what a bundle holds, and taking one in. Sealing it, and whether its maker may sync, is the caller's
//! matter.

use std::collections::BTreeSet;

use hadir_oplog::Certificate;
use hadir_oplog::sync::{Bundle, Completed, FilePiece, Mark, Parcel, Place, Position};

use crate::arrivals::Source;
use crate::named_file::NamedFile;
use crate::offer::Receiver;
use crate::peers::Meeting;
use crate::receive::Delivery;
use crate::sync::{SyncFault, unpack};
use crate::{Fault, Store};

/// Bytes of one file that a bundle carries.
const FILE_BYTES_MAX: usize = 1024 * 1024;
/// Files in one piece.
const FILES_MAX: usize = 32;
/// Parcels in one piece.
const PARCELS_MAX: usize = 32;

/// A bundle while it is being packed, piece by piece.
pub struct Packing {
    to: Certificate,
    place: Place,
    have: Option<Position>,
    source: Option<Source>,
    theirs: Position,
    known: Option<Mark>,
    files: BTreeSet<NamedFile>,
    total: u64,
    left: u64,
    operations: u64,
    number: u64,
    is_over: bool,
}

impl Packing {
    /// Begins a bundle for a node, with what it is known to lack, or with everything.
    pub async fn begin(store: &Store, to: &Certificate, with_all: bool) -> Result<Self, Fault> {
        let place = store.place().await?;
        let peer = store.peer(to.node).await?;
        let have = peer.as_ref().and_then(|peer| peer.have.clone());
        let peer = peer.filter(|_| !with_all);
        let source = have.as_ref().filter(|_| !with_all).map(|have| Source { node: to.node, epoch: have.epoch() });
        let theirs = store.believed(peer.and_then(|peer| peer.theirs)).await?;
        let theirs = theirs.filter(|theirs| theirs.epoch() == place.epoch);
        let known = theirs.as_ref().map(|theirs| theirs.seen().mark);
        let theirs = theirs.unwrap_or_else(|| Position::nothing(place.epoch));
        let total: u64 = theirs.missing(place).iter().map(|span| span.len()).sum();
        let (to, files) = (to.clone(), BTreeSet::new());
        let (left, operations, number, is_over) = (total, 0, 0, false);
        Ok(Self { to, place, have, source, theirs, known, files, total, left, operations, number, is_over })
    }

    /// Arrivals there were to look at.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// Arrivals that were looked at.
    pub fn done(&self) -> u64 {
        self.total - self.left
    }

    /// Operations packed so far.
    pub fn operations(&self) -> u64 {
        self.operations
    }

    /// The next piece, of about so many bytes; nothing when all is packed and said. Files follow behind all operations, previews
    /// before all else.
    /// `certificate` is the maker's own.
    pub async fn next(&mut self, store: &Store, certificate: &[u8], bytes: u64) -> Result<Option<Bundle>, Fault> {
        let parcels = self.parcels(store, bytes).await?;
        let files = if self.is_over { self.next_files(store, bytes, &parcels).await } else { Vec::new() };
        let has_something = parcels.iter().any(|parcel| !parcel.batch.is_empty()) || !files.is_empty();
        // Word of what arrived here is worth a file of its own: without it the other packs everything once more.
        let has_word = self.number == 0 && self.have.is_some();
        if !has_something && !has_word && self.is_over {
            return Ok(None);
        }
        self.number += 1;
        Ok(Some(Bundle {
            from: store.node(),
            certificate: certificate.to_vec(),
            to: self.to.node,
            place: self.place,
            have: self.have.clone(),
            known: self.known,
            number: self.number,
            parcels,
            files,
        }))
    }

    async fn parcels(&mut self, store: &Store, bytes: u64) -> Result<Vec<Parcel>, Fault> {
        let mut parcels: Vec<Parcel> = Vec::new();
        while !self.is_over {
            let receiver = Receiver { source: self.source, certificate: &self.to, takes_files: true };
            let offered = store.offer(receiver, Some(&self.theirs), self.place, bytes).await?;
            self.is_over = offered.left == 0;
            self.operations += offered.operations;
            self.files.extend(offered.files);
            for parcel in &offered.parcels {
                self.theirs.add(parcel.completes);
            }
            parcels.extend(offered.parcels);
            self.left = self.theirs.missing(self.place).iter().map(|span| span.len()).sum();
            let size: usize = parcels.iter().map(|parcel| parcel.batch.len()).sum();
            if size as u64 >= bytes / 2 || parcels.len() >= PARCELS_MAX {
                break;
            }
        }
        Ok(parcels)
    }

    async fn next_files(&mut self, store: &Store, bytes: u64, parcels: &[Parcel]) -> Vec<FilePiece> {
        let mut size: u64 = parcels.iter().map(|parcel| parcel.batch.len() as u64).sum();
        let mut files = Vec::new();
        while files.len() < FILES_MAX && (size < bytes || files.is_empty() && parcels.is_empty()) {
            let Some(NamedFile { hash, .. }) = self.files.pop_first() else { break };
            let Ok(Some(content)) = store.files().get(hash).await else { continue };
            if content.len() > FILE_BYTES_MAX {
                continue;
            }
            size += content.len() as u64;
            files.push(FilePiece { hash, from: 0, total: content.len() as u64, bytes: content });
        }
        files
    }
}

impl Store {
    /// Takes in one piece of a bundle for this node, whose maker may sync. `new` counts the operations that were not here
    /// before, as they become durable.
    ///
    /// # Errors
    /// [`Fault::PutBack`], before anything is taken in, when the maker has more of this node's log than is here.
    pub async fn take_in_bundle(&self, bundle: Bundle, new: &mut u64) -> Result<(), SyncFault> {
        if bundle.have.is_some() && self.believed(bundle.have.clone()).await?.is_none() {
            return Err(Fault::PutBack.into());
        }
        let source = Source { node: bundle.from, epoch: bundle.place.epoch };
        // One that was packed for an earlier life of this database leaves out what was lost with that life.
        let epoch = self.epoch().await?;
        let is_for_this_life = bundle.have.as_ref().is_none_or(|have| have.epoch() == epoch);
        for parcel in bundle.parcels {
            let completed = Completed { span: parcel.completes, place: bundle.place, known: bundle.known };
            let batch = unpack(parcel)?;
            let completes = is_for_this_life.then_some(completed).into_iter().collect();
            let delivery = Delivery { batch, source: Some(source), completes, ..Delivery::default() };
            *new += self.take_in(delivery).await?.operations;
        }
        self.take_pieces(bundle.files).await?;
        let meeting = Meeting { theirs: bundle.have, ..Meeting::default() };
        Ok(self.remember_meeting(bundle.from, meeting).await?)
    }
}

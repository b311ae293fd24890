//! Syncing by hand: what a bundle holds, and taking one in. Sealing it, and whether its maker may sync, is the caller's
//! matter.

use std::collections::{BTreeSet, VecDeque};

use hadir_oplog::sync::{Bundle, Completed, FilePiece, FileWish, Mark, Parcel, Place, Position};
use hadir_oplog::{Certificate, Hash, NodeId};

use crate::arrivals::Source;
use crate::named_file::NamedFile;
use crate::offer::Receiver;
use crate::peers::Meeting;
use crate::receive::Delivery;
use crate::sync::{SyncFault, unpack};
use crate::travelling_files::FILE_BYTES_MAX;
use crate::{Fault, Store, log, params};

/// Bytes of one piece of a file.
const PIECE_BYTES_MAX: usize = 1024 * 1024;
/// Bytes of the smallest piece of a file that is worth its place, but for the last one of it.
const PIECE_BYTES_MIN: usize = 4 * 1024;
/// Pieces of files in one piece of a bundle.
const PIECES_MAX: usize = 32;
/// Files wished for in one bundle.
const WISHES_MAX: i64 = 64;
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
    /// What the other wished for last and will get before all other files.
    wished: VecDeque<FileWish>,
    wishes: Vec<FileWish>,
    /// The file of which some is packed, and where it goes on.
    begun: Option<(Hash, Vec<u8>, usize)>,
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
        // Whoever is given everything may have lost what it had begun to get.
        let wished = if with_all { VecDeque::new() } else { store.wished_by_stick(to.node).await?.into() };
        let wishes = store.file_wishes(WISHES_MAX).await?;
        let (to, files, begun) = (to.clone(), BTreeSet::new(), None);
        let (left, operations, number, is_over) = (total, 0, 0, false);
        Ok(Self {
            to,
            place,
            have,
            source,
            theirs,
            known,
            files,
            wished,
            wishes,
            begun,
            total,
            left,
            operations,
            number,
            is_over,
        })
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

    /// The next piece, of about so many bytes; nothing when all is packed and said. Files follow behind all operations: those
    /// the other wished for, then previews, then all else, cut into pieces where they do not fit.
    /// `certificate` is the maker's own.
    pub async fn next(&mut self, store: &Store, certificate: &[u8], bytes: u64) -> Result<Option<Bundle>, Fault> {
        let parcels = self.parcels(store, bytes).await?;
        let files = if self.is_over { self.next_pieces(store, bytes, &parcels).await } else { Vec::new() };
        let has_something = parcels.iter().any(|parcel| !parcel.batch.is_empty()) || !files.is_empty();
        // Word of what arrived here is worth a file of its own: without it the other packs everything once more.
        let has_word = self.number == 0 && (self.have.is_some() || !self.wishes.is_empty());
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
            wishes: std::mem::take(&mut self.wishes),
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

    async fn next_pieces(&mut self, store: &Store, bytes: u64, parcels: &[Parcel]) -> Vec<FilePiece> {
        let most = usize::try_from(bytes).unwrap_or(usize::MAX);
        let mut room = most.saturating_sub(parcels.iter().map(|parcel| parcel.batch.len()).sum());
        let mut pieces = Vec::new();
        while pieces.len() < PIECES_MAX {
            let Some((hash, content, from)) = self.next_file(store).await else { break };
            let is_first = pieces.is_empty() && parcels.is_empty();
            let rest = content.len() - from;
            if room < rest.min(PIECE_BYTES_MIN) && !is_first {
                self.begun = Some((hash, content, from));
                break;
            }
            let until = from + rest.min(PIECE_BYTES_MAX).min(room.max(PIECE_BYTES_MIN));
            room = room.saturating_sub(until - from);
            let (total, piece) = (content.len() as u64, content[from..until].to_vec());
            pieces.push(FilePiece { hash, from: from as u64, total, bytes: piece });
            self.begun = (until < content.len()).then_some((hash, content, until));
        }
        pieces
    }

    /// The file to go on with, its content, and where.
    async fn next_file(&mut self, store: &Store) -> Option<(Hash, Vec<u8>, usize)> {
        if let Some(begun) = self.begun.take() {
            return Some(begun);
        }
        loop {
            let wished = self.wished.pop_front();
            let FileWish { hash, from } = match wished {
                Some(wish) => {
                    self.files.retain(|file| file.hash != wish.hash);
                    wish
                }
                None => FileWish { hash: self.files.pop_first()?.hash, from: 0 },
            };
            let Ok(Some(content)) = store.files().get(hash).await else { continue };
            // Who has all of it and still wishes for it has something else.
            let from = usize::try_from(from).ok().filter(|from| *from < content.len()).unwrap_or(0);
            if content.len() as u64 <= FILE_BYTES_MAX && !content.is_empty() {
                return Some((hash, content, from));
            }
        }
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
        self.want_begun(&bundle.files).await?;
        self.take_pieces(bundle.files).await?;
        // Those of a bundle stand in its first piece: what it does not wish for any more has come.
        if bundle.number == 1 {
            self.remember_stick_wishes(bundle.from, &bundle.wishes).await?;
        }
        let meeting = Meeting { theirs: bundle.have, ..Meeting::default() };
        Ok(self.remember_meeting(bundle.from, meeting).await?)
    }

    /// What a node wished for in the latest bundle of its that came.
    async fn wished_by_stick(&self, node: NodeId) -> Result<Vec<FileWish>, Fault> {
        let sql = "select hash, had from stick_wishes where node = $1 order by hash";
        let rows: Vec<(Vec<u8>, i64)> = self.reads().all(sql, params![*node.as_bytes()]).await?;
        let wish = |(hash, had): (Vec<u8>, i64)| {
            Ok(FileWish { hash: Hash::from_bytes(log::exact(&hash)?), from: had.cast_unsigned() })
        };
        rows.into_iter().map(wish).collect()
    }

    async fn remember_stick_wishes(&self, node: NodeId, wishes: &[FileWish]) -> Result<(), Fault> {
        let mut tx = self.node_tables().begin().await?;
        tx.run("delete from stick_wishes where node = $1", params![*node.as_bytes()]).await?;
        for FileWish { hash, from } in wishes {
            let Ok(had) = i64::try_from(*from) else { continue };
            let sql = "insert into stick_wishes (node, hash, had) values ($1, $2, $3) \
                       on conflict (node, hash) do nothing";
            tx.run(sql, params![*node.as_bytes(), *hash.as_bytes(), had]).await?;
        }
        Ok(tx.commit().await?)
    }
}

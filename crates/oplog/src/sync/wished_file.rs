//! Files that a node lacks: how it asks for them, and the pieces in which they come.

use crate::canonical::{FormatError, Reader, Writer};
use crate::hash::Hash;
use crate::sync::message::{short, tuple};

/// Files wished for, and pieces of files sent, in one exchange.
const FILES_MAX: usize = 64;
/// Bytes of one piece of a file.
const PIECE_BYTES_MAX: usize = 1024 * 1024;

/// A file that is wanted, from a byte on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileWish {
    /// The hash of its content.
    pub hash: Hash,
    /// How many bytes are here already.
    pub from: u64,
}

/// A piece of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePiece {
    /// The hash of the whole file's content.
    pub hash: Hash,
    /// Where the piece begins.
    pub from: u64,
    /// Bytes of the whole file.
    pub total: u64,
    /// The piece.
    pub bytes: Vec<u8>,
}

pub(super) fn wishes(r: &mut Reader<'_>) -> Result<Vec<FileWish>, FormatError> {
    r.list("wishes", FILES_MAX, |r| {
        tuple(r, "wish", 2)?;
        Ok(FileWish { hash: Hash::from_bytes(r.fixed("wish")?), from: r.uint("wish")? })
    })
}

pub(super) fn pieces(r: &mut Reader<'_>) -> Result<Vec<FilePiece>, FormatError> {
    r.list("pieces", FILES_MAX, piece)
}

pub(super) fn write_wishes(w: &mut Writer, wishes: &[FileWish]) {
    w.array(wishes.len());
    for wish in wishes {
        w.array(2).bytes(wish.hash.as_bytes()).uint(wish.from);
    }
}

pub(super) fn write_pieces(w: &mut Writer, pieces: &[FilePiece]) {
    w.array(pieces.len());
    for piece in pieces {
        w.array(4).bytes(piece.hash.as_bytes()).uint(piece.from).uint(piece.total).bytes(&piece.bytes);
    }
}

fn piece(r: &mut Reader<'_>) -> Result<FilePiece, FormatError> {
    tuple(r, "piece", 4)?;
    Ok(FilePiece {
        hash: Hash::from_bytes(r.fixed("piece")?),
        from: r.uint("piece")?,
        total: r.uint("piece")?,
        bytes: short(r, "piece", PIECE_BYTES_MAX)?,
    })
}

//! Writing an archive, entry by entry.

use std::io::{self, Write};

use super::name::Name;
use super::{FILE_PIECE_BYTES, MAGIC, PIECE_BYTES_MAX};

/// An archive on its way into a stream.
pub struct Writer<W> {
    into: W,
    entries: u64,
    hashes: blake3::Hasher,
}

/// An entry on its way into an archive. It has to be closed.
pub struct Entry<'a, W> {
    archive: &'a mut Writer<W>,
    hasher: blake3::Hasher,
}

impl<W: Write> Writer<W> {
    /// Begins an archive.
    pub fn new(mut into: W) -> io::Result<Self> {
        into.write_all(MAGIC)?;
        Ok(Self { into, entries: 0, hashes: blake3::Hasher::new() })
    }

    /// Begins an entry.
    pub fn entry(&mut self, name: &Name) -> io::Result<Entry<'_, W>> {
        let name = name.to_string();
        let length = u8::try_from(name.len()).expect("names of entries are shorter than 256 bytes");
        self.into.write_all(&[1, length])?;
        self.into.write_all(name.as_bytes())?;
        let mut hasher = blake3::Hasher::new();
        hasher.update(&[length]).update(name.as_bytes());
        Ok(Entry { archive: self, hasher })
    }

    /// Writes an entry whose bytes are all here.
    pub fn whole(&mut self, name: &Name, bytes: &[u8]) -> io::Result<()> {
        let mut entry = self.entry(name)?;
        for piece in bytes.chunks(FILE_PIECE_BYTES) {
            entry.piece(piece)?;
        }
        entry.close()
    }

    /// Ends the archive and gives the stream back.
    pub fn finish(mut self) -> io::Result<W> {
        self.into.write_all(&[0])?;
        self.into.write_all(&self.entries.to_le_bytes())?;
        self.into.write_all(self.hashes.finalize().as_bytes())?;
        Ok(self.into)
    }
}

impl<W: Write> Entry<'_, W> {
    /// Writes the next piece, which is not empty.
    pub fn piece(&mut self, bytes: &[u8]) -> io::Result<()> {
        assert!(
            (1..=PIECE_BYTES_MAX).contains(&bytes.len()),
            "a piece is neither empty nor longer than eight mebibytes"
        );
        let length = u32::try_from(bytes.len()).expect("eight mebibytes fit").to_le_bytes();
        self.hasher.update(&length).update(bytes);
        self.archive.into.write_all(&length)?;
        self.archive.into.write_all(bytes)
    }

    /// Ends the entry.
    pub fn close(self) -> io::Result<()> {
        let hash = self.hasher.finalize();
        self.archive.entries += 1;
        self.archive.hashes.update(hash.as_bytes());
        self.archive.into.write_all(&[0; 4])?;
        self.archive.into.write_all(hash.as_bytes())
    }
}

//! Reading an archive, entry by entry, with no trust in the lengths it claims.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::name::Name;
use super::{ArchiveError, MAGIC, PIECE_BYTES_MAX, WHOLE_BYTES_MAX};

/// An archive that is being read.
pub struct Reader<R> {
    from: R,
    path: PathBuf,
    entries: u64,
    hashes: blake3::Hasher,
    hasher: Option<blake3::Hasher>,
}

impl<R: Read> Reader<R> {
    /// Begins to read. The path is for sentences only.
    pub fn new(from: R, path: &Path) -> Result<Self, ArchiveError> {
        let path = path.to_owned();
        let mut reader = Self { from, path, entries: 0, hashes: blake3::Hasher::new(), hasher: None };
        if reader.bytes::<15>()? == *MAGIC { Ok(reader) } else { Err(ArchiveError::NoBackup(reader.path)) }
    }

    /// The name of the next entry; none at the end, which is then known to be the true one.
    pub fn next(&mut self) -> Result<Option<Name>, ArchiveError> {
        if self.hasher.is_some() {
            return Err(ArchiveError::damaged("an entry was left before its end"));
        }
        match self.bytes()? {
            [0] => self.end().map(|()| None),
            [1] => {
                let [length] = self.bytes()?;
                let mut name = vec![0; usize::from(length)];
                self.fill(&mut name)?;
                let mut hasher = blake3::Hasher::new();
                hasher.update(&[length]).update(&name);
                self.hasher = Some(hasher);
                let name = String::from_utf8(name).map_err(|_| ArchiveError::damaged("a name is not UTF-8"))?;
                Ok(Some(name.parse()?))
            }
            _ => Err(ArchiveError::damaged("something stands where an entry should begin")),
        }
    }

    /// The next piece of the entry; none at its end, which is where its hash is compared.
    pub fn piece(&mut self) -> Result<Option<Vec<u8>>, ArchiveError> {
        let length = self.bytes()?;
        let mut hasher = self.hasher.take().ok_or_else(|| ArchiveError::damaged("a piece stands outside an entry"))?;
        let count = u32::from_le_bytes(length) as usize;
        if count == 0 {
            return self.close(&hasher).map(|()| None);
        }
        if count > PIECE_BYTES_MAX {
            return Err(ArchiveError::damaged("a piece is longer than any the program writes"));
        }
        let mut piece = vec![0; count];
        self.fill(&mut piece)?;
        hasher.update(&length).update(&piece);
        self.hasher = Some(hasher);
        Ok(Some(piece))
    }

    /// All bytes of the entry, at most 64 MiB.
    pub fn whole(&mut self) -> Result<Vec<u8>, ArchiveError> {
        let mut whole = Vec::new();
        while let Some(piece) = self.piece()? {
            if whole.len() + piece.len() > WHOLE_BYTES_MAX {
                return Err(ArchiveError::damaged("a file is longer than any the program writes"));
            }
            whole.extend(piece);
        }
        Ok(whole)
    }

    fn close(&mut self, hasher: &blake3::Hasher) -> Result<(), ArchiveError> {
        let hash = hasher.finalize();
        if blake3::Hash::from_bytes(self.bytes()?) != hash {
            return Err(ArchiveError::damaged("an entry is not what was written"));
        }
        self.entries += 1;
        self.hashes.update(hash.as_bytes());
        Ok(())
    }

    fn end(&mut self) -> Result<(), ArchiveError> {
        let count = u64::from_le_bytes(self.bytes()?);
        if count != self.entries || blake3::Hash::from_bytes(self.bytes()?) != self.hashes.finalize() {
            return Err(ArchiveError::damaged("entries are missing"));
        }
        // Reading to the end of the stream is what makes the encryption prove that nothing was cut off.
        let mut more = [0];
        match self.from.read(&mut more) {
            Ok(0) => Ok(()),
            Ok(_) => Err(ArchiveError::damaged("something follows its end")),
            Err(error) => Err(self.failed(error)),
        }
    }

    fn bytes<const N: usize>(&mut self) -> Result<[u8; N], ArchiveError> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), ArchiveError> {
        self.from.read_exact(bytes).map_err(|error| self.failed(error))
    }

    /// The disk's own errors have a number of the system; those of the encryption and of an early end have none.
    fn failed(&self, source: io::Error) -> ArchiveError {
        let path = self.path.clone();
        if source.raw_os_error().is_some() { ArchiveError::Io { path, source } } else { ArchiveError::Broken(path) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::write::Writer;
    use super::*;

    fn archive() -> Vec<u8> {
        let mut writer = Writer::new(Vec::new()).unwrap();
        writer.whole(&Name::Config, b"{}").unwrap();
        writer.whole(&Name::Language("bugis.ftl".into()), &[b'a'; 3_000_000]).unwrap();
        writer.whole(&Name::Language("empty.ftl".into()), b"").unwrap();
        writer.finish().unwrap()
    }

    fn read(bytes: &[u8]) -> Result<Vec<(Name, usize)>, ArchiveError> {
        let mut reader = Reader::new(bytes, Path::new("test"))?;
        let mut found = Vec::new();
        while let Some(name) = reader.next()? {
            found.push((name, reader.whole()?.len()));
        }
        Ok(found)
    }

    #[test]
    fn an_archive_is_read_back_as_it_was_written() {
        let sizes: Vec<_> = read(&archive()).unwrap().into_iter().map(|(_, size)| size).collect();
        assert_eq!(sizes, [2, 3_000_000, 0]);
    }

    #[test]
    fn every_altered_byte_and_every_cut_is_noticed_without_encryption_too() {
        let bytes = archive();
        let edges = (0..60).chain(bytes.len() - 200..bytes.len()).chain((60..bytes.len() - 200).step_by(99_991));
        for at in edges {
            let mut altered = bytes.clone();
            altered[at] ^= 1;
            assert!(read(&altered).is_err(), "byte {at}");
            assert!(read(&bytes[..at]).is_err(), "cut after {at} bytes");
        }
        assert!(read(&[bytes, vec![0]].concat()).is_err());
    }

    #[test]
    fn a_piece_that_claims_too_much_is_refused_before_memory_is_taken() {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(b"\x01\x0ahadir.json\xff\xff\xff\xff");
        assert!(matches!(read(&bytes), Err(ArchiveError::Damaged(_))));
    }
}

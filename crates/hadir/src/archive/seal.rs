//! The encryption of a backup: age with a passphrase, around a zstd stream.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::iter;
use std::path::Path;

use age::secrecy::SecretString;
use age::stream::{StreamReader, StreamWriter};
use age::{DecryptError, Decryptor, Encryptor, scrypt};
use indicatif::{ProgressBar, ProgressBarIter};

use super::{ArchiveError, Reader};

/// How hard guessing the passphrase is made: 2¹⁷ rounds of scrypt take 128 MiB and half a second, everywhere alike, so
/// that a backup made on a fast machine opens on a small one.
const WORK_LOG2: u8 = 17;
/// The most that is tried when a file is opened, so that an altered digit cannot take all memory.
const WORK_LOG2_MAX: u8 = 20;
/// How hard zstd tries: its own usual level.
const COMPRESSION: i32 = 3;

/// A stream whose bytes are compressed and encrypted into a file. It has to be finished.
pub struct Sealed(zstd::Encoder<'static, StreamWriter<BufWriter<File>>>);

/// Encrypts what is written from now on into a file.
pub fn seal(file: File, passphrase: &str) -> io::Result<Sealed> {
    let mut recipient = scrypt::Recipient::new(SecretString::from(passphrase));
    recipient.set_work_factor(WORK_LOG2);
    let encryptor = Encryptor::with_recipients(iter::once(&recipient as &dyn age::Recipient))
        .expect("one passphrase is a complete set of recipients");
    let encrypted = encryptor.wrap_output(BufWriter::new(file))?;
    Ok(Sealed(zstd::Encoder::new(encrypted, COMPRESSION)?))
}

impl Write for Sealed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl Sealed {
    /// Writes what is left, and waits until all of it is on the disk.
    pub fn finish(self) -> io::Result<()> {
        let file = self.0.finish()?.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()
    }
}

/// What decrypts and decompresses a backup.
type Opened = zstd::Decoder<'static, BufReader<StreamReader<BufReader<ProgressBarIter<File>>>>>;

/// Opens a backup with its passphrase. The bar shows how many bytes of it were read.
pub fn open(path: &Path, passphrase: &str, bar: &ProgressBar) -> Result<Reader<Opened>, ArchiveError> {
    let file = File::open(path).map_err(ArchiveError::io(path))?;
    bar.set_length(file.metadata().map_err(ArchiveError::io(path))?.len());
    let file = BufReader::new(bar.wrap_read(file));
    let decryptor = Decryptor::new_buffered(file).map_err(|error| refusal(path, error))?;
    let mut identity = scrypt::Identity::new(SecretString::from(passphrase));
    identity.set_max_work_factor(WORK_LOG2_MAX);
    let opened =
        decryptor.decrypt(iter::once(&identity as &dyn age::Identity)).map_err(|error| refusal(path, error))?;
    let decoder = zstd::Decoder::new(opened).map_err(ArchiveError::io(path))?;
    Reader::new(decoder, path)
}

fn refusal(path: &Path, error: DecryptError) -> ArchiveError {
    match error {
        DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed => ArchiveError::Passphrase(path.to_owned()),
        DecryptError::Io(source) if source.raw_os_error().is_some() => ArchiveError::io(path)(source),
        _ => ArchiveError::NoBackup(path.to_owned()),
    }
}

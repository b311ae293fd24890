//! Files that open with a passphrase only: the regency's root key, and the key of its authority for HTTPS.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use age::secrecy::SecretString;
use age::{DecryptError, scrypt};
use zeroize::Zeroizing;

use crate::folder::{FolderError, write_private};

/// How hard guessing the passphrase is made: 2¹⁸ rounds of scrypt take 256 MiB and a second, everywhere alike, so that a
/// key written on a fast machine can be read on a small one.
const WORK_LOG2: u8 = 18;
/// The most that is tried when a key is read, so that an altered digit cannot take all memory. Keys written before the
/// figure above was fixed were measured to take a second on the machine of that day.
const WORK_LOG2_MAX: u8 = 21;
/// A root key's file has about 300 bytes, an authority's about 3,000.
const FILE_BYTES_MAX: u64 = 64 * 1024;

/// Why such a file could not be read or written. `what` is what people call it, such as "root key".
#[derive(Debug, thiserror::Error)]
pub enum LockedError {
    /// There is something at its place.
    #[error("{0} exists already, and no key is written over; choose another name")]
    Exists(PathBuf),
    /// There is no such file.
    #[error("there is no {what} at {path}; bring it to this machine and say where it is with {option}")]
    Missing {
        /// What it is.
        what: &'static str,
        /// Where it should be.
        path: PathBuf,
        /// The option that says where.
        option: &'static str,
    },
    /// The passphrase is another one.
    #[error("the passphrase does not open the {what} {path}, or its file was altered")]
    Passphrase {
        /// What it is.
        what: &'static str,
        /// The file.
        path: PathBuf,
    },
    /// It is something else.
    #[error("{path} is not {article} {what}, or its file was altered; use another copy")]
    Other {
        /// What it should be, and its article.
        what: &'static str,
        /// The article.
        article: &'static str,
        /// The file.
        path: PathBuf,
    },
    /// The disk failed.
    #[error("{path} could not be read")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// A kind of file that opens with a passphrase.
pub struct Kind {
    /// What people call it.
    pub what: &'static str,
    /// Its article.
    pub article: &'static str,
    /// The option that says where it is.
    pub option: &'static str,
}

impl Kind {
    /// Writes the file; never over an existing one.
    pub fn write(&self, path: &Path, text: &[u8], passphrase: String) -> Result<(), Box<dyn std::error::Error>> {
        if path.exists() {
            return Err(LockedError::Exists(path.to_owned()).into());
        }
        let mut recipient = scrypt::Recipient::new(SecretString::from(passphrase));
        recipient.set_work_factor(WORK_LOG2);
        let encrypted = age::encrypt(&recipient, text)?;
        // It may be written before the data folder is made, whose parents may not exist yet either.
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        write_private(path, &encrypted).map_err(|error: FolderError| error.into())
    }

    /// Reads the file.
    pub fn read(&self, path: &Path, passphrase: String) -> Result<Zeroizing<Vec<u8>>, LockedError> {
        let failed = |source: io::Error| match source.kind() {
            io::ErrorKind::NotFound => {
                LockedError::Missing { what: self.what, path: path.to_owned(), option: self.option }
            }
            _ => LockedError::Io { path: path.to_owned(), source },
        };
        if fs::metadata(path).map_err(failed)?.len() > FILE_BYTES_MAX {
            return Err(self.other(path));
        }
        let mut identity = scrypt::Identity::new(SecretString::from(passphrase));
        identity.set_max_work_factor(WORK_LOG2_MAX);
        let text = age::decrypt(&identity, &fs::read(path).map_err(failed)?).map_err(|error| match error {
            DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed | DecryptError::InvalidMac => {
                LockedError::Passphrase { what: self.what, path: path.to_owned() }
            }
            _ => self.other(path),
        })?;
        Ok(Zeroizing::new(text))
    }

    /// That a file opened, but holds something else.
    pub fn other(&self, path: &Path) -> LockedError {
        LockedError::Other { what: self.what, article: self.article, path: path.to_owned() }
    }
}

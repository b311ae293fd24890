//! The regency's root key: a file of its own, encrypted with a passphrase, used only to enrol and to revoke.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use age::secrecy::SecretString;
use age::{DecryptError, scrypt};
use hadir_oplog::NodeKey;
use zeroize::Zeroizing;

use crate::folder::{FolderError, write_private};

/// How hard guessing the passphrase is made: 2¹⁸ rounds of scrypt take 256 MiB and a second, everywhere alike, so that a
/// key written on a fast machine can be read on a small one.
const WORK_LOG2: u8 = 18;
/// The most that is tried when a key is read, so that an altered digit cannot take all memory. Keys written before the
/// figure above was fixed were measured to take a second on the machine of that day.
const WORK_LOG2_MAX: u8 = 21;
/// A root key's file has about 300 bytes.
const FILE_BYTES_MAX: u64 = 64 * 1024;

/// Why a root key could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum RootKeyError {
    /// There is something at its place.
    #[error("{0} exists already, and no key is written over; choose another name")]
    Exists(PathBuf),
    /// There is no such file.
    #[error("there is no root key at {0}; bring it to this machine and say where it is with --root-key")]
    Missing(PathBuf),
    /// The passphrase is another one.
    #[error("the passphrase does not open the root key {0}, or its file was altered")]
    Passphrase(PathBuf),
    /// It is something else.
    #[error("{0} is not a root key, or its file was altered; use another copy")]
    NoKey(PathBuf),
    /// The disk failed.
    #[error("{path} could not be read")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Where the root key goes when nobody says otherwise: beside the data folder, so that a copy of the folder is not
/// enough to appoint anyone.
pub fn default_place(data: &Path) -> PathBuf {
    let mut name = data.file_name().unwrap_or_default().to_os_string();
    name.push("-root.age");
    data.with_file_name(name)
}

/// Writes the encrypted root key; never over an existing one.
pub fn write(path: &Path, key: &NodeKey, passphrase: String) -> Result<(), Box<dyn std::error::Error>> {
    if path.exists() {
        return Err(RootKeyError::Exists(path.to_owned()).into());
    }
    let mut recipient = scrypt::Recipient::new(SecretString::from(passphrase));
    recipient.set_work_factor(WORK_LOG2);
    let text = Zeroizing::new(hex::encode(*key.to_bytes()));
    let encrypted = age::encrypt(&recipient, text.as_bytes())?;
    // It is written before the data folder is made, whose parents may not exist yet either.
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    write_private(path, &encrypted).map_err(|error: FolderError| error.into())
}

/// Reads the encrypted root key.
pub fn read(path: &Path, passphrase: String) -> Result<NodeKey, RootKeyError> {
    let failed = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound => RootKeyError::Missing(path.to_owned()),
        _ => RootKeyError::Io { path: path.to_owned(), source },
    };
    if fs::metadata(path).map_err(failed)?.len() > FILE_BYTES_MAX {
        return Err(RootKeyError::NoKey(path.to_owned()));
    }
    let mut identity = scrypt::Identity::new(SecretString::from(passphrase));
    identity.set_max_work_factor(WORK_LOG2_MAX);
    let text = age::decrypt(&identity, &fs::read(path).map_err(failed)?).map_err(|error| match error {
        DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed | DecryptError::InvalidMac => {
            RootKeyError::Passphrase(path.to_owned())
        }
        _ => RootKeyError::NoKey(path.to_owned()),
    })?;
    let (text, mut secret) = (Zeroizing::new(text), Zeroizing::new([0; 32]));
    hex::decode_to_slice(text.as_slice(), secret.as_mut_slice()).map_err(|_| RootKeyError::NoKey(path.to_owned()))?;
    Ok(NodeKey::from_bytes(*secret))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_root_key_opens_with_its_passphrase_alone() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("keys/root.age");
        let key = NodeKey::from_bytes([3; 32]);
        write(&place, &key, "angin barat daya".into()).unwrap();
        assert_eq!(read(&place, "angin barat daya".into()).unwrap().id(), key.id());
        assert!(matches!(read(&place, "angin barat laut".into()), Err(RootKeyError::Passphrase(_))));
        assert!(matches!(read(&folder.path().join("x"), String::new()), Err(RootKeyError::Missing(_))));
        let other = folder.path().join("other");
        fs::write(&other, "not a key").unwrap();
        assert!(matches!(read(&other, "angin barat daya".into()), Err(RootKeyError::NoKey(_))));
        let again = write(&place, &key, "x".into()).unwrap_err().to_string();
        assert!(again.contains("exists already"), "{again}");
    }
}

//! The regency's root key: a file of its own, encrypted with a passphrase, used only to enrol and to revoke.

use std::path::{Path, PathBuf};

use hadir_oplog::NodeKey;
use zeroize::Zeroizing;

use crate::locked::{Kind, LockedError};

const KIND: Kind = Kind { what: "root key", article: "a", option: "--root-key" };

/// Where the root key goes when nobody says otherwise: beside the data folder, so that a copy of the folder is not
/// enough to appoint anyone.
pub fn default_place(data: &Path) -> PathBuf {
    let mut name = data.file_name().unwrap_or_default().to_os_string();
    name.push("-root.age");
    data.with_file_name(name)
}

/// Writes the encrypted root key; never over an existing one.
pub fn write(path: &Path, key: &NodeKey, passphrase: String) -> Result<(), Box<dyn std::error::Error>> {
    let text = Zeroizing::new(hex::encode(*key.to_bytes()));
    KIND.write(path, text.as_bytes(), passphrase)
}

/// Reads the encrypted root key.
pub fn read(path: &Path, passphrase: String) -> Result<NodeKey, LockedError> {
    let (text, mut secret) = (KIND.read(path, passphrase)?, Zeroizing::new([0; 32]));
    hex::decode_to_slice(text.as_slice(), secret.as_mut_slice()).map_err(|_| KIND.other(path))?;
    Ok(NodeKey::from_bytes(*secret))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_root_key_opens_with_its_passphrase_alone() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("keys/root.age");
        let key = NodeKey::from_bytes([3; 32]);
        write(&place, &key, "angin barat daya".into()).unwrap();
        assert_eq!(read(&place, "angin barat daya".into()).unwrap().id(), key.id());
        assert!(matches!(read(&place, "angin barat laut".into()), Err(LockedError::Passphrase { .. })));
        assert!(matches!(read(&folder.path().join("x"), String::new()), Err(LockedError::Missing { .. })));
        let other = folder.path().join("other");
        fs::write(&other, "not a key").unwrap();
        assert!(matches!(read(&other, "angin barat daya".into()), Err(LockedError::Other { .. })));
        let again = write(&place, &key, "x".into()).unwrap_err().to_string();
        assert!(again.contains("exists already"), "{again}");
    }
}

//! The regency's root key: a file of its own, encrypted with a passphrase, used only to enrol and to revoke.

use std::path::{Path, PathBuf};

use age::scrypt;
use age::secrecy::SecretString;
use hadir_oplog::NodeKey;

use crate::folder::{FolderError, write_private};

/// Where the root key goes when nobody says otherwise: beside the data folder, so that a copy of the folder is not
/// enough to appoint anyone.
pub fn default_place(data: &Path) -> PathBuf {
    let mut name = data.file_name().unwrap_or_default().to_os_string();
    name.push("-root.age");
    data.with_file_name(name)
}

/// Writes the encrypted root key; never over an existing one.
pub fn write(path: &Path, key: &NodeKey, passphrase: String) -> Result<(), Box<dyn std::error::Error>> {
    let recipient = scrypt::Recipient::new(SecretString::from(passphrase));
    let text = zeroize::Zeroizing::new(hex::encode(*key.to_bytes()));
    let encrypted = age::encrypt(&recipient, text.as_bytes())?;
    // It is written before the data folder is made, whose parents may not exist yet either.
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    write_private(path, &encrypted).map_err(|error: FolderError| error.into())
}

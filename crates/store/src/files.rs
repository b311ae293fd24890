//! Photos and files, stored by the hash of their content and durable before any operation names them.

use std::path::Path;
use std::sync::Arc;

use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};

use hadir_oplog::Hash;

/// A store of files by content.
#[derive(Clone, Debug)]
pub struct Files(Arc<dyn ObjectStore>);

/// Why a file could not be stored or read.
#[derive(Debug, thiserror::Error)]
pub enum FileFault {
    /// The disk or the object store refused.
    #[error("the file store failed")]
    Store(#[from] object_store::Error),
    /// The folder could not be made.
    #[error("the folder for files could not be made")]
    Folder(#[from] std::io::Error),
    /// The bytes read are not those that were stored.
    #[error("a stored file does not match its hash")]
    Altered,
}

impl Files {
    /// Files in a folder; each is synced to disk, its folder too, before it counts as stored.
    pub fn in_folder(folder: &Path) -> Result<Self, FileFault> {
        std::fs::create_dir_all(folder)?;
        Ok(Self(Arc::new(LocalFileSystem::new_with_prefix(folder)?.with_fsync(true))))
    }

    /// Stores bytes and names them. Storing the same bytes twice is harmless.
    pub async fn put(&self, bytes: Vec<u8>) -> Result<Hash, FileFault> {
        let hash = address(&bytes);
        self.0.put(&key(hash), PutPayload::from(bytes)).await?;
        Ok(hash)
    }

    /// The bytes of a file, checked against its name; nothing when it is not here.
    pub async fn get(&self, hash: Hash) -> Result<Option<Vec<u8>>, FileFault> {
        match self.0.get(&key(hash)).await {
            Ok(found) => {
                let bytes = found.bytes().await?.to_vec();
                if address(&bytes) == hash { Ok(Some(bytes)) } else { Err(FileFault::Altered) }
            }
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether a file is here.
    pub async fn has(&self, hash: Hash) -> Result<bool, FileFault> {
        match self.0.head(&key(hash)).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// The names of the files whose hash begins with `first`. Asking for all 256 lists every file, a few at a time.
    pub async fn beginning_with(&self, first: u8) -> Result<Vec<Hash>, FileFault> {
        let folder = Key::from(hex::encode([first]));
        let found = self.0.list_with_delimiter(Some(&folder)).await?;
        // A file that was being written when the power went has another name than its content, and is nobody's.
        Ok(found.objects.iter().filter_map(|file| hash_of(file.location.filename()?)).collect())
    }

    /// The name of a file with this content.
    pub fn name(content: &[u8]) -> Hash {
        address(content)
    }

    /// Deletes a file for good.
    pub async fn erase(&self, hash: Hash) -> Result<(), FileFault> {
        match self.0.delete(&key(hash)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

fn address(bytes: &[u8]) -> Hash {
    Hash::from_bytes(*blake3::Hasher::new_derive_key("hadir file v1").update(bytes).finalize().as_bytes())
}

fn key(hash: Hash) -> Key {
    let hex = hash.to_string();
    Key::from(format!("{}/{}", &hex[..2], hex))
}

/// The hash that a file is named for.
fn hash_of(name: &str) -> Option<Hash> {
    let mut bytes = [0; 32];
    hex::decode_to_slice(name, &mut bytes).ok()?;
    Some(Hash::from_bytes(bytes))
}

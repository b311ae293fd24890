//! A node's data folder: what it is called, its keys, its database, and the lock that tells one process from another.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use hadir_calendar::Zone;
use hadir_oplog::{Incarnation, NodeId, NodeKey};
use serde::{Deserialize, Serialize};

use crate::authority::Address;

/// What a node remembers of itself outside the database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NodeConfig {
    /// What people call the node.
    pub name: String,
    /// A PostgreSQL database, if it is not the embedded one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub database: Option<String>,
    /// What an office's node asks its regency for; none for the node that founded one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<Office>,
    /// The regency it belongs to; none for an office's node that is not enrolled yet, and for founders made before
    /// this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regency: Option<Membership>,
    /// What it serves HTTPS with, by the regency's own authority; none where nobody asked for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub https: Option<Https>,
}

/// What a node remembers of its certificate for HTTPS.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Https {
    /// What phones and computers in its network call it: host names and IP addresses.
    pub addresses: Vec<Address>,
    /// Until when the certificate it has is valid, in milliseconds since 1970 (UTC); none before the first one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until_ms: Option<i64>,
}

/// What an office's node asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Its zone.
    pub zone: Zone,
    /// What its public numbers should begin with, if it has a wish.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefix: Option<String>,
}

/// The regency a node belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// Its root key: whose certificates count.
    #[serde(with = "digits")]
    pub root: NodeId,
    /// Its name.
    pub name: String,
    /// Its Kemendagri code.
    pub region: String,
    /// Its zone.
    pub zone: Zone,
    /// Where its root can be reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// A node's key as the digits people compare.
mod digits {
    use hadir_oplog::NodeId;
    use serde::{Deserialize, Deserializer, Serializer, de};

    pub fn serialize<S: Serializer>(node: &NodeId, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(node)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<NodeId, D::Error> {
        String::deserialize(from)?.parse().map_err(de::Error::custom)
    }
}

impl NodeConfig {
    /// Whether the node waits for its certificate.
    pub fn is_waiting(&self) -> bool {
        self.office.is_some() && self.regency.is_none()
    }
}

/// An opened data folder. The lock, if this process got it, holds as long as the value lives.
#[derive(Debug)]
pub struct NodeFolder {
    path: PathBuf,
    config: NodeConfig,
    lock: Option<File>,
}

/// Why a folder is no node's.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// There is something already where a node should be made.
    #[error("{0} holds something already; choose an empty folder")]
    NotEmpty(PathBuf),
    /// There is no node in it.
    #[error("{0} is not the folder of a node; make one with `hadir init`")]
    NoNode(PathBuf),
    /// It is an office's, and no regency has enrolled it yet.
    #[error(
        "the node in {0} is not enrolled yet: give the request that `hadir node show --data {0}` prints to the regency, \
         and take the certificate that comes back with `hadir node join --data {0} CERTIFICATE`"
    )]
    Waiting(String),
    /// Its regency's key is another one than before.
    #[error("the certificate brings another key of the regency than the one in {0}; ask the regency which is right")]
    OtherKey(PathBuf),
    /// Another process has it open that would have to be stopped first.
    #[error("{0} is being served; stop that program first")]
    InUse(PathBuf),
    /// A file in it cannot be read or written.
    #[error("{path} could not be read or written")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file in it does not hold what it should.
    #[error("{path} does not hold {what}")]
    Content {
        /// The file.
        path: PathBuf,
        /// What it should hold.
        what: &'static str,
    },
}

const CONFIG: &str = "hadir.json";
const NODE_KEY: &str = "keys/node.key";
const REGENCY_KEY: &str = "keys/regency.key";
const INCARNATION: &str = "keys/incarnation";
const NEXT_KEY: &str = "keys/node.key.next";

impl NodeFolder {
    /// Refuses a place that holds something already.
    pub fn is_free(path: &Path) -> Result<(), FolderError> {
        let is_empty = !path.exists() || fs::read_dir(path).map_err(io(path))?.next().is_none();
        if is_empty { Ok(()) } else { Err(FolderError::NotEmpty(path.to_owned())) }
    }

    /// Makes a node's folder with its keys.
    pub fn create(
        path: &Path,
        config: NodeConfig,
        node_key: [u8; 32],
        regency_key: [u8; 32],
    ) -> Result<Self, FolderError> {
        Self::begin(path, node_key)?;
        write_secret(&path.join(REGENCY_KEY), &hex::encode(regency_key))?;
        write_secret(&path.join(CONFIG), &text_of(&config))?;
        Self::open(path)
    }

    /// Makes the folder of an office's node, which gets the regency's key with its certificate.
    pub fn create_waiting(path: &Path, config: NodeConfig, node_key: [u8; 32]) -> Result<Self, FolderError> {
        Self::begin(path, node_key)?;
        write_secret(&path.join(CONFIG), &text_of(&config))?;
        Self::open(path)
    }

    fn begin(path: &Path, node_key: [u8; 32]) -> Result<(), FolderError> {
        Self::is_free(path)?;
        // Keys and people's words lie here: for the owner of the program alone.
        fs::DirBuilder::new().recursive(true).mode(0o700).create(path.join("keys")).map_err(io(path))?;
        write_secret(&path.join(NODE_KEY), &hex::encode(node_key))
    }

    /// Takes the regency's key and, once that is kept, which regency it is. Taking both again changes nothing.
    pub fn join(&mut self, regency: Membership, regency_key: &[u8; 32]) -> Result<(), FolderError> {
        if !self.path.join(REGENCY_KEY).is_file() {
            write_secret(&self.path.join(REGENCY_KEY), &hex::encode(regency_key))?;
        }
        self.fits(regency_key)?;
        self.remember(|config| config.regency = Some(regency))
    }

    /// Refuses a key of the regency that is another than the one that is here.
    pub fn fits(&self, regency_key: &[u8; 32]) -> Result<(), FolderError> {
        if self.regency_key()? == *regency_key {
            Ok(())
        } else {
            Err(FolderError::OtherKey(self.path.join(REGENCY_KEY)))
        }
    }

    /// Changes what the node remembers of itself, on disk first.
    pub fn remember(&mut self, change: impl FnOnce(&mut NodeConfig)) -> Result<(), FolderError> {
        let mut config = self.config.clone();
        change(&mut config);
        replace_private(&self.path.join(CONFIG), text_of(&config).as_bytes())?;
        self.config = config;
        File::open(&self.path).and_then(|folder| folder.sync_all()).map_err(io(&self.path))
    }

    /// Refuses an office's node that is not enrolled yet, for everything that takes a certificate.
    pub fn is_enrolled(&self) -> Result<(), FolderError> {
        if self.config.is_waiting() { Err(FolderError::Waiting(self.path.display().to_string())) } else { Ok(()) }
    }

    /// Opens a node's folder and takes its lock, if no other process has it.
    pub fn open(path: &Path) -> Result<Self, FolderError> {
        let config = path.join(CONFIG);
        if !config.is_file() {
            return Err(FolderError::NoNode(path.to_owned()));
        }
        let text = fs::read_to_string(&config).map_err(io(&config))?;
        let what = "the configuration of a node";
        let config = serde_json::from_str(&text).map_err(|_| FolderError::Content { path: config, what })?;
        let lock_path = path.join("lock");
        let lock = OpenOptions::new().create(true).append(true).open(&lock_path).map_err(io(&lock_path))?;
        let lock = lock.try_lock().is_ok().then_some(lock);
        Ok(Self { path: path.to_owned(), config, lock })
    }

    /// What the node remembers of itself.
    pub fn config(&self) -> &NodeConfig {
        &self.config
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The embedded database's file.
    pub fn database_file(&self) -> PathBuf {
        self.path.join("hadir.db")
    }

    /// The folder of photos and files.
    pub fn files(&self) -> PathBuf {
        self.path.join("files")
    }

    /// The node's secret key.
    pub fn node_key(&self) -> Result<NodeKey, FolderError> {
        Ok(NodeKey::from_bytes(self.secret(NODE_KEY, "the key of a node")?))
    }

    /// The key that the node asked to go on under: the one that waits for its certificate, or this fresh one.
    pub fn next_key(&self, fresh: [u8; 32]) -> Result<NodeKey, FolderError> {
        if let Some(waiting) = self.waiting_key()? {
            return Ok(waiting);
        }
        replace_private(&self.path.join(NEXT_KEY), hex::encode(fresh).as_bytes())?;
        self.sync_keys()?;
        Ok(NodeKey::from_bytes(fresh))
    }

    /// The key that waits for its certificate, if there is one.
    pub fn waiting_key(&self) -> Result<Option<NodeKey>, FolderError> {
        let waits = self.path.join(NEXT_KEY).is_file();
        waits.then(|| self.secret(NEXT_KEY, "the key of a node").map(NodeKey::from_bytes)).transpose()
    }

    fn sync_keys(&self) -> Result<(), FolderError> {
        let keys = self.path.join("keys");
        File::open(&keys).and_then(|folder| folder.sync_all()).map_err(io(&keys))
    }

    /// Goes on under the key that waited. The old one is gone.
    pub fn take_next_key(&self) -> Result<(), FolderError> {
        if self.lock.is_none() {
            return Err(FolderError::InUse(self.path.clone()));
        }
        let next = self.path.join(NEXT_KEY);
        fs::rename(&next, self.path.join(NODE_KEY)).map_err(io(&next))?;
        self.sync_keys()
    }

    /// The regency's key for secret codes.
    pub fn regency_key(&self) -> Result<[u8; 32], FolderError> {
        self.secret(REGENCY_KEY, "the key of a regency")
    }

    /// The incarnation this process writes under. The process that holds the lock goes on with the folder's own; one
    /// beside it on the same database gets one that is new, so that no two ever write one chain.
    pub fn incarnation(&self, fresh: [u8; 8]) -> Result<Incarnation, FolderError> {
        if self.lock.is_none() {
            return Ok(Incarnation::from_bytes(fresh));
        }
        let path = self.path.join(INCARNATION);
        if path.is_file() {
            return Ok(Incarnation::from_bytes(self.secret(INCARNATION, "an incarnation")?));
        }
        write_secret(&path, &hex::encode(fresh))?;
        Ok(Incarnation::from_bytes(fresh))
    }

    /// Begins a new incarnation, which the next opening of the folder writes under.
    pub fn begin_incarnation(&self, fresh: [u8; 8]) -> Result<(), FolderError> {
        if self.lock.is_none() {
            return Err(FolderError::InUse(self.path.clone()));
        }
        replace_private(&self.path.join(INCARNATION), hex::encode(fresh).as_bytes())
    }

    fn secret<const N: usize>(&self, name: &str, what: &'static str) -> Result<[u8; N], FolderError> {
        let path = self.path.join(name);
        let text = fs::read_to_string(&path).map_err(io(&path))?;
        let mut bytes = [0; N];
        hex::decode_to_slice(text.trim(), &mut bytes).map_err(|_| FolderError::Content { path, what })?;
        Ok(bytes)
    }
}

fn text_of(config: &NodeConfig) -> String {
    serde_json::to_string_pretty(config).expect("a node's configuration is plain JSON")
}

/// Writes a file that only its owner can read, synced to disk, never over an existing one.
pub fn write_secret(path: &Path, text: &str) -> Result<(), FolderError> {
    write_private(path, text.as_bytes())
}

/// The same for bytes.
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<(), FolderError> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(io(path))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(io(path))
}

/// Writes a file that only its owner can read in the place of another, so that there is always one of the two, whole.
pub fn replace_private(path: &Path, bytes: &[u8]) -> Result<(), FolderError> {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".part");
    let new = path.with_file_name(name);
    if new.exists() {
        fs::remove_file(&new).map_err(io(&new))?;
    }
    write_private(&new, bytes)?;
    fs::rename(&new, path).map_err(io(path))
}

/// Wraps an error of the file system with the path it happened at.
pub fn io(path: &Path) -> impl FnOnce(std::io::Error) -> FolderError + '_ {
    move |source| FolderError::Io { path: path.to_owned(), source }
}

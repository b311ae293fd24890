//! `hadir node`: how an office's node comes to belong to its regency, and how it is looked at.

mod enrol;
mod https;
mod join;
mod new;
mod revoke;
mod show;

use std::path::{Path, PathBuf};

use hadir_oplog::NodeKey;

use super::Answer;
use crate::cli::Node;
use crate::cli::RootKey;
use crate::folder::{FolderError, NodeFolder};
use crate::node::Failure;
use crate::{passphrase, root_key};

/// Does what was asked of a node.
pub async fn run(asked: Node) -> Result<Answer, Failure> {
    match asked {
        Node::Show(asked) => show::run(asked).await,
        Node::New(asked) => new::run(&asked),
        Node::Enrol(asked) => enrol::run(asked).await,
        Node::Join(asked) => join::run(asked).await,
        Node::Revoke(asked) => revoke::run(asked).await,
        Node::Https(asked) => https::run(asked).await,
    }
}

/// The root key, decrypted.
pub(super) fn root(asked: &RootKey, data: &Path) -> Result<NodeKey, Failure> {
    let place = root_place(asked, data);
    Ok(root_key::read(&place, passphrase::from_file(&asked.root_passphrase_file)?)?)
}

/// Where the root key is.
pub(super) fn root_place(asked: &RootKey, data: &Path) -> PathBuf {
    asked.root_key.clone().unwrap_or_else(|| root_key::default_place(data))
}

/// What a folder's node asks for, as a line; none for a founder. A node that has joined may ask again, to go on after
/// its certificate.
fn request(folder: &NodeFolder, made_ms: i64) -> Result<Option<String>, FolderError> {
    let Some(office) = &folder.config().office else { return Ok(None) };
    let key = folder.node_key()?;
    let (name, prefix) = (folder.config().name.clone(), office.prefix.clone());
    let https = crate::https::wish(folder)?;
    Ok(Some(crate::enrolment::Request { node: key.id(), name, zone: office.zone, prefix, made_ms, https }.line(&key)))
}

//! `hadir node`: how an office's node comes to belong to its regency, and how it is looked at.

mod enrol;
mod https;
mod join;
mod new;
mod new_key;
mod revoke;
mod show;

use std::path::{Path, PathBuf};

use hadir_oplog::NodeKey;

use super::Answer;
use crate::cli::Node;
use crate::cli::RootKey;
use crate::folder::{FolderError, NodeFolder, Office};
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
        Node::NewKey(asked) => new_key::run(&asked),
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
    Ok(match &folder.config().office {
        Some(office) => Some(request_by(&folder.node_key()?, folder, office, made_ms)?),
        None => None,
    })
}

/// The same with another key.
fn request_by(key: &NodeKey, folder: &NodeFolder, office: &Office, made_ms: i64) -> Result<String, FolderError> {
    let (name, prefix) = (folder.config().name.clone(), office.prefix.clone());
    let https = crate::https::wish(folder)?;
    Ok(crate::enrolment::Request { node: key.id(), name, zone: office.zone, prefix, made_ms, https }.line(key))
}

//! `hadir node revoke`: ends a node's certificates, and says what follows from it.

use super::super::Answer;
use crate::cli::Revoke;
use crate::enrolment::{self, Revoked};
use crate::folder::NodeFolder;
use crate::node::{Failure, open_store};
use crate::say;

/// Revokes the node.
pub async fn run(asked: Revoke) -> Result<Answer, Failure> {
    let data = &asked.folder.data;
    let folder = NodeFolder::open(data)?;
    let store = open_store(&folder, None).await?;
    let root = super::root(&asked.root, data)?;
    let revoked = enrolment::revoke(&folder, &store, &root, &asked.node, &asked.reason).await;
    store.close().await;
    let Revoked { certificate, commits } = revoked?;
    say::line(format_args!("Revoked: {} ({}, {}).", certificate.name, certificate.prefix, certificate.node));
    match commits {
        0 => say::line("Nothing it recorded has reached this node, so nothing of it counts."),
        _ => say::line(format_args!("Its {commits} commits that are here go on counting.")),
    }
    say::line(
        "What it records from now on, and what has not reached this node yet, is kept, shown as set aside, and counts only where an administrator adopts it.",
    );
    say::line("It can no longer sync. Other offices learn of it when they sync with this node: have them do it soon.");
    say::line("Its key is never trusted again. For a new machine: hadir node new, there, and hadir node enrol, here.");
    Ok(Answer::Yes)
}

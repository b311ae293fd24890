//! `hadir log`: checks the signed log, shows its heads, folds it anew.

use hadir_store::Store;

use super::Answer;
use crate::cli::{Folder, Log};
use crate::fleet::{self, Fleet};
use crate::folder::NodeFolder;
use crate::node::{Failure, open_store};
use crate::{progress, say};

/// Does what was asked of the log.
pub async fn run(asked: Log) -> Result<Answer, Failure> {
    match asked {
        Log::Verify(Folder { data }) => {
            let folder = NodeFolder::open(&data)?;
            verify(&folder, &open_store(&folder, None).await?).await
        }
        Log::Head(folder) => head(&open(&folder).await?).await,
        Log::Rebuild(folder) => rebuild(&open(&folder).await?).await,
    }
}

async fn open(folder: &Folder) -> Result<Store, Failure> {
    open_store(&NodeFolder::open(&folder.data)?, None).await
}

async fn verify(folder: &NodeFolder, store: &Store) -> Result<Answer, Failure> {
    let bar = progress::bar("Checking the log", store.operations().await?);
    let found = store.verify(|operations| bar.set_position(operations)).await?;
    bar.finish_and_clear();
    if let Some(bad) = &found.first_bad {
        say::line(format_args!("BAD: commit {} of chain {}: {}", bad.seq, bad.chain, bad.reason));
        return Ok(Answer::No);
    }
    let fleet = Fleet::of(store).await?;
    let root = fleet::root(folder, &fleet, store.node());
    for head in store.heads().await? {
        let certificate = root.and_then(|root| fleet.certificate(root, head.chain.node));
        if certificate.is_none() {
            say::line(format_args!("BAD: the node {} signs without a certificate of this regency", head.chain.node));
            return Ok(Answer::No);
        }
    }
    say::line(format_args!(
        "Good: {} operations in {} commits are as they were signed; {} bodies were erased.",
        found.operations, found.commits, found.erased
    ));
    Ok(Answer::Yes)
}

async fn head(store: &Store) -> Result<Answer, Failure> {
    for head in store.heads().await? {
        say::line(format_args!("{} {} {} {}", head.chain.node, head.chain.incarnation, head.seq, head.hash));
    }
    Ok(Answer::Yes)
}

async fn rebuild(store: &Store) -> Result<Answer, Failure> {
    let bar = progress::bar("Folding the log", store.operations().await?);
    let rebuilt = store.rebuild(|operations| bar.set_position(operations)).await?;
    bar.finish_and_clear();
    store.tend_search().await?;
    for table in &rebuilt.tables {
        let what = match (table.missing, table.extra, table.changed) {
            (0, 0, 0) => "as before".to_owned(),
            (missing, extra, changed) => format!("{missing} were missing, {extra} too many, {changed} different"),
        };
        say::line(format_args!("{}: {} rows, {what}", table.table, table.rows));
    }
    say::line(format_args!("Folded {} operations.", rebuilt.operations));
    Ok(if rebuilt.was_equal() { Answer::Yes } else { Answer::No })
}

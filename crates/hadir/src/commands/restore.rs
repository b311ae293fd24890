//! `hadir restore`: a node's folder made again from a backup.
//!
//! The node goes on as itself, with its keys and certificate, but in a chain of its own that begins by naming the heads
//! it knows, and with a new series of public numbers: what it did after the backup may be known to people and peers.

use std::path::Path;

use hadir_oplog::Hash;
use hadir_org::NumberSeries;
use hadir_store::snapshot::{Contents, Loader, Part};
use hadir_store::{Chance, Files, Location, Store};

use super::Answer;
use crate::archive::partial::Partial;
use crate::archive::walk::{NodeParts, Taker, walk};
use crate::archive::{self, ArchiveError};
use crate::cli::Restore;
use crate::fleet::{self, Fleet};
use crate::folder::{NodeConfig, NodeFolder, write_private};
use crate::node::{Failure, open_store};
use crate::{passphrase, progress, say};

/// Makes the node again beside its place, checks all of it, and only then puts it there.
pub async fn run(asked: Restore) -> Result<Answer, Failure> {
    let passphrase = passphrase::from_file(&asked.passphrase_file)?;
    let bar = progress::bytes("Restoring", 0);
    let backup = archive::open(&asked.backup, &passphrase, &bar)?;
    let data = asked.folder.data;
    let partial = Partial::folder(&data)?;
    let mut rebuild = Rebuild { place: partial.path(), database: asked.database, node: None, files: 0 };
    walk(backup, &mut rebuild).await?;
    bar.finish_and_clear();

    let files = rebuild.files;
    let (folder, contents) = rebuild.finish()?;
    let name = folder.config().name.clone();
    let store = open_store(&folder, None).await?;
    check(&folder, &store, &contents).await?;
    store.want_named_files().await?;
    NumberSeries::begin_anew(&store, store.clock().now()).await?;
    store.close().await;
    drop(folder);
    partial.keep()?;
    say::line(format_args!(
        "Good: {name} is in {}; {} operations and {files} files are as they were signed.",
        data.display(),
        contents.operations
    ));
    say::line(
        "It goes on in a new chain, and its public numbers in a new series. The node it was must not run any more.",
    );
    say::line(format_args!("Next: hadir serve --data {} --listen 127.0.0.1:8080", data.display()));
    Ok(Answer::Yes)
}

/// Checks the log once more as it lies in the database, and that the regency's root let the node sign.
async fn check(folder: &NodeFolder, store: &Store, contents: &Contents) -> Result<(), Failure> {
    let bar = progress::bar("Checking the log", contents.operations);
    let found = store.verify(|operations| bar.set_position(operations)).await?;
    bar.finish_and_clear();
    if let Some(bad) = found.first_bad {
        let what = format!("commit {} of chain {}: {}", bad.seq, bad.chain, bad.reason);
        return Err(ArchiveError::Damaged(what).into());
    }
    if found.operations != contents.operations || store.heads().await? != contents.heads {
        return Err(ArchiveError::Damaged("the database does not hold all of its log".into()).into());
    }
    let fleet = Fleet::of(store).await?;
    let root = fleet::root(folder, &fleet, store.node());
    if root.and_then(|root| fleet.certificate(root, store.node())).is_none() {
        return Err(ArchiveError::Damaged("its log has no certificate for its key".into()).into());
    }
    Ok(())
}

/// Takes what a backup holds and makes a node of it.
struct Rebuild<'a> {
    place: &'a Path,
    database: Option<String>,
    node: Option<Begun>,
    files: u64,
}

struct Begun {
    folder: NodeFolder,
    files: Files,
    database: Database,
}

enum Database {
    Open(Box<Loader>),
    Done(Contents),
}

impl Rebuild<'_> {
    fn node(&mut self) -> Result<&mut Begun, ArchiveError> {
        self.node.as_mut().ok_or_else(|| ArchiveError::Damaged("it does not begin with a node".into()))
    }

    fn finish(self) -> Result<(NodeFolder, Contents), ArchiveError> {
        match self.node {
            Some(Begun { folder, database: Database::Done(contents), .. }) => Ok((folder, contents)),
            _ => Err(ArchiveError::Damaged("it ends before its database".into())),
        }
    }
}

impl Taker for Rebuild<'_> {
    async fn node(&mut self, parts: NodeParts) -> Result<(), Failure> {
        // The database the node had may still be there, and in use: a restore never goes back into it by itself.
        let config = NodeConfig { database: self.database.take(), ..parts.config };
        let folder = NodeFolder::create(self.place, config, parts.node_key, parts.regency_key)?;
        let location = match &folder.config().database {
            Some(url) => Location::Postgres(url.clone()),
            None => Location::Sqlite(folder.database_file()),
        };
        let database = Database::Open(Box::new(Loader::open(&location).await?));
        self.node = Some(Begun { files: Files::in_folder(&folder.files())?, folder, database });
        Ok(())
    }

    async fn https(&mut self, place: &'static str, bytes: &[u8]) -> Result<(), Failure> {
        Ok(write_private(&self.place.join(place), bytes)?)
    }

    async fn language(&mut self, file: &str, text: &[u8]) -> Result<(), Failure> {
        let place = self.place.join("lang");
        std::fs::create_dir_all(&place)?;
        Ok(write_private(&place.join(file), text)?)
    }

    async fn piece(&mut self, part: Part, piece: &[u8]) -> Result<(), Failure> {
        if let Database::Open(loader) = &mut self.node()?.database {
            loader.take(part, piece).await?;
        }
        Ok(())
    }

    async fn database_done(&mut self) -> Result<(), Failure> {
        let node = self.node.take().ok_or_else(|| ArchiveError::Damaged("it does not begin with a node".into()))?;
        let Begun { folder, files, database } = node;
        let database = match database {
            Database::Open(loader) => Database::Done(loader.finish(&Chance::System).await?),
            done => done,
        };
        self.node = Some(Begun { folder, files, database });
        Ok(())
    }

    async fn file(&mut self, _: Hash, bytes: Vec<u8>) -> Result<(), Failure> {
        self.node()?.files.put(bytes).await?;
        self.files += 1;
        Ok(())
    }
}

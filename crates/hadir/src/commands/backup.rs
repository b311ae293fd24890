//! `hadir backup`: everything a node must not lose, as one encrypted file, while the node goes on.

use super::Answer;
use crate::archive::check::Check;
use crate::archive::gather::{Counts, gather};
use crate::archive::partial::Partial;
use crate::archive::walk::walk;
use crate::archive::{self, ArchiveError};
use crate::cli::Backup;
use crate::folder::NodeFolder;
use crate::node::{Failure, open_store};
use crate::{passphrase, progress, say};

/// Makes the backup, reads all of it back, and only then gives it its name.
pub async fn run(asked: Backup) -> Result<Answer, Failure> {
    let passphrase = passphrase::from_file(&asked.passphrase_file)?;
    let folder = NodeFolder::open(&asked.folder.data)?;
    let (partial, file) = Partial::file(&asked.out)?;
    let written = write(&folder, file, &passphrase).await?;
    let bytes = partial.path().metadata()?.len();

    let bar = progress::bytes("Reading it back", bytes);
    let mut check = Check::default();
    walk(archive::open(partial.path(), &passphrase, &bar)?, &mut check).await?;
    bar.finish_and_clear();
    if check.finish()? != written {
        return Err(ArchiveError::Damaged("it does not hold all that was written".into()).into());
    }
    partial.keep()?;
    say::line(format_args!(
        "Good: {} operations and {} files are in {} ({bytes} bytes), read back and checked.",
        written.operations,
        written.files,
        asked.out.display()
    ));
    say::line("The root key is not in it. Keep that, and the passphrase, somewhere else.");
    Ok(Answer::Yes)
}

async fn write(folder: &NodeFolder, file: std::fs::File, passphrase: &str) -> Result<Counts, Failure> {
    let store = open_store(folder, None).await?;
    let bar = progress::bar("Backing up", 0);
    let (written, sealed) = gather(folder, &store, archive::seal(file, passphrase)?, &bar).await?;
    sealed.finish()?;
    bar.finish_and_clear();
    store.close().await;
    Ok(written)
}

//! Making an archive of a node, while the node may be running.

use std::io::Write;

use hadir_store::Store;
use hadir_store::snapshot::Part;
use indicatif::ProgressBar;
use zeroize::Zeroizing;

use super::ArchiveError;
use super::name::{Name, is_language_file};
use super::write::Writer;
use crate::folder::NodeFolder;
use crate::https;
use crate::node::Failure;

/// What went into an archive, or was found in one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Operations of the log.
    pub operations: u64,
    /// Photos and files.
    pub files: u64,
}

/// Writes everything a node must not lose. The database is seen as it stands at one instant; the files that it names
/// were on disk before it named them, so that whatever is listed afterwards holds all of them.
pub async fn gather<W: Write>(
    folder: &NodeFolder,
    store: &Store,
    into: W,
    bar: &ProgressBar,
) -> Result<(Counts, W), Failure> {
    let mut archive = Writer::new(into)?;
    archive.whole(&Name::Config, &serde_json::to_vec(folder.config())?)?;
    let node_key = Zeroizing::new(hex::encode(folder.node_key()?.to_bytes().as_slice()));
    archive.whole(&Name::NodeKey, node_key.as_bytes())?;
    let regency_key = Zeroizing::new(hex::encode(folder.regency_key()?));
    archive.whole(&Name::RegencyKey, regency_key.as_bytes())?;
    for place in https::FILES {
        let file = folder.path().join(place);
        if file.is_file() {
            archive.whole(&Name::Https(place), &Zeroizing::new(std::fs::read(&file)?))?;
        }
    }
    languages(folder, &mut archive)?;
    let operations = database(store, &mut archive, bar).await?;
    let files = files(store, &mut archive).await?;
    Ok((Counts { operations, files }, archive.finish()?))
}

fn languages<W: Write>(folder: &NodeFolder, archive: &mut Writer<W>) -> Result<(), Failure> {
    let place = folder.path().join("lang");
    if !place.is_dir() {
        return Ok(());
    }
    let entries = std::fs::read_dir(&place)?.collect::<Result<Vec<_>, _>>()?;
    let mut files: Vec<_> = entries.iter().filter_map(|entry| entry.file_name().into_string().ok()).collect();
    files.retain(|file| is_language_file(file));
    files.sort();
    for file in files {
        let text = std::fs::read(place.join(&file))?;
        archive.whole(&Name::Language(file), &text)?;
    }
    Ok(())
}

async fn database<W: Write>(store: &Store, archive: &mut Writer<W>, bar: &ProgressBar) -> Result<u64, Failure> {
    let mut snapshot = store.snapshot().await?;
    bar.set_length(snapshot.operations());
    for part in Part::ALL {
        let mut entry = archive.entry(&Name::Part(part))?;
        let mut pieces = snapshot.pieces(part).await?;
        while let Some(piece) = pieces.next().await? {
            entry.piece(&piece.bytes)?;
            bar.inc(piece.operations);
        }
        entry.close()?;
    }
    Ok(snapshot.operations())
}

async fn files<W: Write>(store: &Store, archive: &mut Writer<W>) -> Result<u64, Failure> {
    let mut count = 0;
    for first in 0..=u8::MAX {
        let mut names = store.files().beginning_with(first).await?;
        names.sort();
        for name in names {
            // A file may be erased between its listing and now; then it is not to be kept.
            let Some(bytes) = store.files().get(name).await? else { continue };
            if bytes.len() > super::WHOLE_BYTES_MAX {
                return Err(ArchiveError::damaged(format!("the file {name} is longer than 64 MiB")).into());
            }
            archive.whole(&Name::File(name), &bytes)?;
            count += 1;
        }
    }
    Ok(count)
}

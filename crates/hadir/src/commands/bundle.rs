//! `hadir bundle export|import`: syncing by hand, over a USB stick.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use hadir_oplog::NodeId;
use hadir_store::{Fault, Packing, SyncFault};

use super::Answer;
use crate::cli::{Bundle, BundleExport, BundleImport};
use crate::fleet::{self, Fleet};
use crate::folder::NodeFolder;
use crate::node::{Failure, open_store};
use crate::sync::{BundleError, PUT_BACK, begin_anew, export_piece, import, two_pasts};
use crate::{progress, say};

/// Bytes of a bundle that is not cut into pieces: what a FAT-formatted stick holds in one file is more.
const WHOLE_BYTES: u64 = 16 * 1024 * 1024;

/// Writes or reads bundles.
pub async fn run(asked: Bundle) -> Result<Answer, Failure> {
    match asked {
        Bundle::Export(asked) => export(asked).await,
        Bundle::Import(asked) => take_in(asked).await,
    }
}

async fn export(asked: BundleExport) -> Result<Answer, Failure> {
    let folder = NodeFolder::open(&asked.folder.data)?;
    let store = open_store(&folder, None).await?;
    let fleet = Fleet::of(&store).await?;
    let root = fleet::root(&folder, &fleet, store.node()).ok_or("this node has joined no regency yet")?;
    let receiver = fleet.find(root, &asked.receiver)?;
    let piece_bytes = asked.piece_bytes.unwrap_or(WHOLE_BYTES);
    let mut packing = Packing::begin(&store, &receiver.certificate, asked.all).await?;
    let bar = progress::bar("Commits", packing.total());
    let mut pieces = 0;
    while let Some(bytes) = export_piece(&store, &mut packing, piece_bytes).await? {
        pieces += 1;
        write(&piece_name(&asked.file, pieces), &bytes)?;
        bar.set_position(packing.done());
    }
    bar.finish_and_clear();
    store.close().await;
    let name = &receiver.certificate.name;
    match pieces {
        0 => say::line(format_args!("Nothing new for {name}; no file was written.")),
        1 if packing.operations() == 0 => {
            say::line(format_args!("Nothing new for {name}; {} only says what has arrived here.", asked.file.display()))
        }
        1 => say::line(format_args!("{} operations for {name} in {}.", packing.operations(), asked.file.display())),
        _ => say::line(format_args!(
            "{} operations for {name} in {pieces} files, {} to {}.",
            packing.operations(),
            asked.file.display(),
            piece_name(&asked.file, pieces).display()
        )),
    }
    Ok(Answer::Yes)
}

fn piece_name(file: &Path, piece: u64) -> PathBuf {
    if piece == 1 {
        return file.to_owned();
    }
    let mut name = file.as_os_str().to_owned();
    name.push(format!(".{piece}"));
    PathBuf::from(name)
}

/// Writes a file whole or not at all, and waits until it is on the stick.
fn write(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut part = tempfile::NamedTempFile::new_in(folder)?;
    std::io::Write::write_all(&mut part, bytes)?;
    part.as_file().sync_all()?;
    part.persist(file).map_err(|error| error.error)?;
    Ok(())
}

async fn take_in(asked: BundleImport) -> Result<Answer, Failure> {
    let bar = progress::bar("Files", asked.files.len() as u64);
    let (mut operations, mut refused) = (0, 0);
    for file in &asked.files {
        let (mut new, mut forked) = (0, BTreeSet::new());
        let taken = read(&asked.folder.data, file, &mut new, &mut forked).await;
        operations += new;
        let file = file.display();
        bar.suspend(|| match taken {
            Ok(from) => say::line(format_args!("{file}: {new} new operations from {from}")),
            Err(error) => {
                refused += 1;
                say::remark(format_args!("{file}: {}; {}", say::in_words(error.as_ref()), kept(new)));
            }
        });
        // What arrived before a file was refused stays, and with it what it shows.
        bar.suspend(|| forked.into_iter().for_each(|node| say::line(two_pasts(node))));
        bar.inc(1);
    }
    bar.finish_and_clear();
    say::line(format_args!(
        "{operations} operations were new; {} of {} files taken in.",
        asked.files.len() - refused,
        asked.files.len()
    ));
    if refused > 0 {
        say::line("Copy the others again and import them; importing one twice is harmless.");
    }
    Ok(if refused == 0 { Answer::Yes } else { Answer::No })
}

fn kept(new: u64) -> String {
    match new {
        0 => "nothing of it was taken in".to_owned(),
        _ => format!("{new} operations before that place are kept"),
    }
}

/// Takes in one file; in a new life of the node, should the file show that the disk was put back. `forked` gets the nodes
/// of whose log the file brought a second version.
async fn read(data: &Path, file: &Path, new: &mut u64, forked: &mut BTreeSet<NodeId>) -> Result<String, Failure> {
    let bytes = tokio::fs::read(file).await?;
    let mut is_second = false;
    loop {
        let folder = NodeFolder::open(data)?;
        let store = open_store(&folder, None).await?;
        let known = store.forked().await?;
        let taken = import(&store, &bytes, new).await;
        forked.extend(store.forked().await?.difference(&known));
        let is_put_back = matches!(taken, Err(BundleError::Sync(SyncFault::Ours(Fault::PutBack))));
        if is_put_back && !is_second {
            begin_anew(&folder, &store).await?;
            say::remark(PUT_BACK);
            say::remark("Carry a new bundle to the other node and one back: that brings it.");
        }
        store.close().await;
        if !is_put_back || is_second {
            return Ok(taken?);
        }
        is_second = true;
    }
}

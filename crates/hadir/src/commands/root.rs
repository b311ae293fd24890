//! `hadir root`: the root key in the hands of several, and made again from their shares; the authority.

mod authority;

use std::fs;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

use hadir_store::Chance;
use zeroize::Zeroizing;

use super::Answer;
use crate::cli::{Recover, Root, Split};
use crate::folder::{NodeFolder, io, write_private};
use crate::node::Failure;
use crate::root_share::{self, Share, ShareError};
use crate::{passphrase, root_key, say};

/// Files longer than this hold no share, in bytes.
const FILE_BYTES_MAX: u64 = 64 * 1024;

/// Does what was asked of the root key.
pub async fn run(asked: Root) -> Result<Answer, Failure> {
    match asked {
        Root::Split(asked) => split(&asked),
        Root::Recover(asked) => recover(&asked),
        Root::Authority(asked) => authority::run(asked).await,
    }
}

fn split(asked: &Split) -> Result<Answer, Failure> {
    let Split { shares, threshold, out, .. } = asked;
    if threshold > shares {
        return Err(format!("{shares} holders cannot bring {threshold} shares together; ask for fewer").into());
    }
    NodeFolder::is_free(out)?;
    let root = root_key::read(&asked.root_key, passphrase::from_file(&asked.root_passphrase_file)?)?;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(out).map_err(io(out))?;
    let key = asked.root_key.file_stem().unwrap_or_default().to_string_lossy();
    for share in root_share::split(&root, *shares, *threshold, &Chance::System) {
        let file = out.join(format!("share-{}-of-{shares}.txt", share.place()));
        write_private(&file, share.page(&key).as_bytes())?;
    }
    say::line(format_args!("Wrote {shares} shares of the root key {} to {}.", root.id(), out.display()));
    say::line(format_args!("Any {threshold} of them make it again with `hadir root recover`; fewer tell nothing."));
    say::line("Print each, let each holder sign and take one away, and then delete the files here.");
    say::line("Shares that were made earlier go on working; nothing but another root key would end them.");
    Ok(Answer::Yes)
}

fn recover(asked: &Recover) -> Result<Answer, Failure> {
    let mut shares = Vec::new();
    for (at, given) in asked.shares.iter().enumerate() {
        shares.push(read(at + 1, given)?);
    }
    let root = root_share::combine(&shares)?;
    root_key::write(&asked.out, &root, passphrase::from_file(&asked.new_passphrase_file)?)?;
    say::line(format_args!("Good: the root key {} is in {}.", root.id(), asked.out.display()));
    say::line("It opens with the new passphrase. Keep both away from this machine, and delete what was typed here.");
    Ok(Answer::Yes)
}

/// A share, given as a file or as its line, and what to call it. A line is never repeated: it is a secret.
fn read(number: usize, given: &str) -> Result<(String, Share), Failure> {
    let path = Path::new(given);
    if !path.is_file() {
        let place = format!("argument {number}");
        return Ok((place.clone(), Share::read(given, &place)?));
    }
    let place = given.to_owned();
    if fs::metadata(path).map_err(io(path))?.len() > FILE_BYTES_MAX {
        return Err(ShareError::None(place).into());
    }
    let text = Zeroizing::new(fs::read(path).map_err(io(path))?);
    Ok((place.clone(), Share::read(&String::from_utf8_lossy(&text), &place)?))
}

//! Reading an archive in its one order, and handing out what is found.

use std::io::Read;

use hadir_oplog::Hash;
use hadir_store::Files;
use hadir_store::snapshot::Part;

use super::name::Name;
use super::{ArchiveError, Reader};
use crate::folder::NodeConfig;
use crate::node::Failure;

/// What a node is outside its database.
pub struct NodeParts {
    /// What it remembers of itself.
    pub config: NodeConfig,
    /// Its secret key.
    pub node_key: [u8; 32],
    /// The regency's key for secret codes.
    pub regency_key: [u8; 32],
}

/// Who takes what an archive holds: first the node, then what it serves HTTPS with and its languages, then its database, then its files.
pub trait Taker {
    /// Takes what the node is.
    async fn node(&mut self, parts: NodeParts) -> Result<(), Failure>;
    /// Takes a file of what the node serves HTTPS with, by its place in the folder.
    async fn https(&mut self, place: &'static str, bytes: &[u8]) -> Result<(), Failure>;
    /// Takes a language that was dropped in.
    async fn language(&mut self, file: &str, text: &[u8]) -> Result<(), Failure>;
    /// Takes the next piece of a part of the database.
    async fn piece(&mut self, part: Part, piece: &[u8]) -> Result<(), Failure>;
    /// Takes note that every piece of the database was handed out.
    async fn database_done(&mut self) -> Result<(), Failure>;
    /// Takes a photo or file, whose name was compared with its content.
    async fn file(&mut self, name: Hash, bytes: Vec<u8>) -> Result<(), Failure>;
}

/// Reads an archive to its end. Everything handed out has the hash it was written with, but for the last piece of an
/// entry, of which that is known only when the next thing is handed out: nothing counts before this answers.
pub async fn walk<R: Read>(mut archive: Reader<R>, taker: &mut impl Taker) -> Result<(), Failure> {
    let config = whole(&mut archive, Name::Config)?;
    let config =
        serde_json::from_slice(&config).map_err(|_| ArchiveError::damaged("its configuration cannot be read"))?;
    let node_key = key(&whole(&mut archive, Name::NodeKey)?)?;
    let regency_key = key(&whole(&mut archive, Name::RegencyKey)?)?;
    taker.node(NodeParts { config, node_key, regency_key }).await?;
    let mut parts = Part::ALL.into_iter();
    while let Some(name) = archive.next()? {
        match name {
            Name::Https(place) if parts.len() == Part::ALL.len() => taker.https(place, &archive.whole()?).await?,
            Name::Language(file) if parts.len() == Part::ALL.len() => taker.language(&file, &archive.whole()?).await?,
            Name::Part(part) if is_next(&mut parts, part) => {
                while let Some(piece) = archive.piece()? {
                    taker.piece(part, &piece).await?;
                }
                if parts.len() == 0 {
                    taker.database_done().await?;
                }
            }
            Name::File(hash) if parts.len() == 0 => {
                let bytes = archive.whole()?;
                if Files::name(&bytes) != hash {
                    return Err(ArchiveError::damaged(format!("the file {hash} holds something else")).into());
                }
                taker.file(hash, bytes).await?;
            }
            name => return Err(ArchiveError::damaged(format!("{name} stands in the wrong place")).into()),
        }
    }
    if parts.len() == 0 { Ok(()) } else { Err(ArchiveError::damaged("a part of the database is missing").into()) }
}

/// Whether a part stands where it belongs; what earlier programs did not write may be left out before it.
fn is_next(parts: &mut impl Iterator<Item = Part>, part: Part) -> bool {
    parts.find(|next| *next == part || !next.is_newer()) == Some(part)
}

fn whole<R: Read>(archive: &mut Reader<R>, expected: Name) -> Result<Vec<u8>, ArchiveError> {
    match archive.next()? {
        Some(name) if name == expected => archive.whole(),
        _ => Err(ArchiveError::damaged(format!("{expected} is missing"))),
    }
}

fn key(hex: &[u8]) -> Result<[u8; 32], ArchiveError> {
    let mut key = [0; 32];
    hex::decode_to_slice(hex, &mut key).map_err(|_| ArchiveError::damaged("a key cannot be read"))?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_of_an_earlier_program_may_lack_what_it_did_not_know_and_nothing_else() {
        let holds = |written: &[Part]| {
            let mut parts = Part::ALL.into_iter();
            written.iter().all(|part| is_next(&mut parts, *part)) && parts.len() == 0
        };
        assert!(holds(&Part::ALL));
        let without = |left_out: Part| Part::ALL.into_iter().filter(|part| *part != left_out).collect::<Vec<_>>();
        for part in Part::ALL {
            let is_newer = matches!(part, Part::Drafts | Part::Views | Part::ApiKeys);
            assert_eq!(holds(&without(part)), is_newer, "without {part:?}");
        }
        let oldest: Vec<_> = Part::ALL.into_iter().filter(|part| !part.is_newer()).collect();
        assert!(holds(&oldest));
    }
}

//! What an entry of an archive holds, as its name says it.

use std::fmt;
use std::str::FromStr;

use hadir_oplog::Hash;
use hadir_store::snapshot::Part;

use super::ArchiveError;
use crate::https;

/// An entry's name. Nothing else is ever read from an archive, so that none can write outside the node's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// What the node remembers of itself.
    Config,
    /// The node's secret key.
    NodeKey,
    /// The regency's key for secret codes.
    RegencyKey,
    /// A file of what the node serves HTTPS with: its place, one of [`crate::https::FILES`].
    Https(&'static str),
    /// A language dropped into the folder: the name of its file.
    Language(String),
    /// A part of the database.
    Part(Part),
    /// A photo or file.
    File(Hash),
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Config => f.write_str("hadir.json"),
            Self::NodeKey => f.write_str("keys/node.key"),
            Self::RegencyKey => f.write_str("keys/regency.key"),
            Self::Https(place) => f.write_str(place),
            Self::Language(file) => write!(f, "lang/{file}"),
            Self::Part(part) => write!(f, "log/{}", part.name()),
            Self::File(hash) => write!(f, "files/{hash}"),
        }
    }
}

impl FromStr for Name {
    type Err = ArchiveError;

    fn from_str(name: &str) -> Result<Self, ArchiveError> {
        if let Some(place) = https::FILES.into_iter().find(|place| *place == name) {
            return Ok(Self::Https(place));
        }
        let known = match name.split_once('/') {
            None => (name == "hadir.json").then_some(Self::Config),
            Some(("keys", "node.key")) => Some(Self::NodeKey),
            Some(("keys", "regency.key")) => Some(Self::RegencyKey),
            Some(("lang", file)) => is_language_file(file).then(|| Self::Language(file.to_owned())),
            Some(("log", part)) => Part::named(part).map(Self::Part),
            Some(("files", hash)) => hash_of(hash).map(Self::File),
            Some(_) => None,
        };
        known.ok_or_else(|| ArchiveError::damaged(format!("it holds {name:?}, which this version does not know")))
    }
}

/// Whether a file of the folder's `lang/` is a language that is kept: `<tag>.ftl` or `<tag>_<anything>.ftl`.
pub fn is_language_file(file: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    file.len() <= 100 && !file.starts_with('.') && file.ends_with(".ftl") && file.bytes().all(fits)
}

fn hash_of(hex: &str) -> Option<Hash> {
    let mut bytes = [0; 32];
    hex::decode_to_slice(hex, &mut bytes).ok()?;
    Some(Hash::from_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_back_as_it_was_written() {
        let (language, file) = (Name::Language("bugis_1.ftl".into()), Name::File(Hash::from_bytes([7; 32])));
        for name in [
            Name::Config,
            Name::NodeKey,
            Name::RegencyKey,
            Name::Https(https::FILES[0]),
            language,
            Name::Part(Part::Log),
            file,
        ] {
            assert_eq!(name.to_string().parse::<Name>().unwrap(), name);
        }
    }

    #[test]
    fn no_name_leads_out_of_the_folder() {
        for name in [
            "",
            "/etc/passwd",
            "lang/../x.ftl",
            "lang/.ftl",
            "lang/a/b.ftl",
            "keys/incarnation",
            "files/00",
            "log/sessions",
        ] {
            assert!(name.parse::<Name>().is_err(), "{name}");
        }
    }
}

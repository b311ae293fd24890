//! The file in which an authority and its key are kept, locked with a passphrase.

use std::path::{Path, PathBuf};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use jiff::Timestamp;
use rcgen::KeyPair;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use super::address::Territory;
use super::make::Authority;
use crate::locked::{Kind, LockedError};

const KIND: Kind = Kind { what: "key of an authority", article: "the", option: "--authority-key" };

/// The file's text, under its passphrase.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    regency: String,
    domains: Territory,
    made: Timestamp,
    until: Timestamp,
    anchor: String,
    issuer: String,
    key: String,
}

impl Drop for Text {
    fn drop(&mut self) {
        self.key.zeroize();
    }
}

/// Where the file goes when nobody says otherwise: beside the root key, `root.age` beside `root-authority.age`.
pub fn default_place(root_key: &Path) -> PathBuf {
    let mut name = root_key.file_stem().unwrap_or_default().to_os_string();
    name.push("-authority.age");
    root_key.with_file_name(name)
}

/// Writes an authority; never over an existing one.
pub fn write(path: &Path, authority: &Authority, passphrase: String) -> Result<(), Box<dyn std::error::Error>> {
    let text = Text {
        regency: authority.regency.clone(),
        domains: authority.territory.clone(),
        made: authority.made,
        until: authority.until,
        anchor: BASE64_STANDARD.encode(&authority.anchor),
        issuer: BASE64_STANDARD.encode(&authority.issuer),
        key: BASE64_STANDARD.encode(authority.key.serialized_der()),
    };
    let bytes = Zeroizing::new(serde_json::to_vec(&text)?);
    KIND.write(path, &bytes, passphrase)
}

/// Reads an authority.
pub fn read(path: &Path, passphrase: String) -> Result<Authority, LockedError> {
    let bytes = KIND.read(path, passphrase)?;
    let text: Text = serde_json::from_slice(&bytes).map_err(|_| KIND.other(path))?;
    let decode = |text: &str| BASE64_STANDARD.decode(text).map_err(|_| KIND.other(path));
    let key = Zeroizing::new(decode(&text.key)?);
    let key = KeyPair::try_from(key.as_slice()).map_err(|_| KIND.other(path))?;
    let (anchor, issuer) = (decode(&text.anchor)?, decode(&text.issuer)?);
    let (regency, territory) = (text.regency.clone(), text.domains.clone());
    Ok(Authority { regency, territory, made: text.made, until: text.until, anchor, issuer, key })
}

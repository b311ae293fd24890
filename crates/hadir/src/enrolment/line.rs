//! One line of text that carries signed bytes: a mark with its version, a full stop, and base64url without padding of
//! the bytes and an Ed25519 signature over them.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hadir_oplog::{NodeId, NodeKey, SignatureBytes};

/// Bytes of a signature.
const SIGNATURE_BYTES: usize = 64;

/// A kind of line.
#[derive(Clone, Copy)]
pub struct Form {
    /// What people call it, with its article.
    pub name: &'static str,
    /// What it begins with, without the version.
    pub mark: &'static str,
    /// The version this program writes, and the only one it reads.
    pub version: &'static str,
    /// What the signature is for, so that it counts for nothing else.
    pub context: &'static str,
    /// How many characters it has at most.
    pub chars_max: usize,
}

/// Why a line cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// It does not begin as such a line does.
    #[error("this is not {name}: one begins with `{begin}`; copy the whole line")]
    NotOne {
        /// What people call it.
        name: &'static str,
        /// What it begins with.
        begin: String,
    },
    /// A later version of the program wrote it, or an earlier one.
    #[error(
        "this is {name} in version {version} of its form, which this program does not know; bring Hadir up to date on both sides"
    )]
    Version {
        /// What people call it.
        name: &'static str,
        /// The version it says it has.
        version: String,
    },
    /// It is not as it was made.
    #[error("{name} was cut off or altered on the way; copy the whole line again")]
    Damaged {
        /// What people call it.
        name: &'static str,
    },
}

impl Form {
    /// Signs bytes and writes the line.
    pub fn write(&self, key: &NodeKey, bytes: &[u8]) -> String {
        let mut signed = bytes.to_vec();
        signed.extend_from_slice(&key.sign_other(self.context, bytes));
        format!("{}{}.{}", self.mark, self.version, BASE64_URL_SAFE_NO_PAD.encode(signed))
    }

    /// This form, if a line begins as one of it does.
    pub fn if_begun(&self, line: &str) -> Option<Self> {
        let rest = line.trim_start().strip_prefix(self.mark)?.strip_prefix(self.version)?;
        rest.starts_with('.').then_some(*self)
    }

    /// Takes a line apart. Who signed is said by the bytes, so [`Signed::is_by`] has to be asked afterwards.
    pub fn read(&self, line: &str) -> Result<Signed, LineError> {
        let line = line.trim();
        let rest = line.strip_prefix(self.mark).ok_or_else(|| self.not_one())?;
        let (version, text) = rest.split_once('.').ok_or_else(|| self.not_one())?;
        if version != self.version {
            let is_version = (1..=3).contains(&version.len()) && version.bytes().all(|byte| byte.is_ascii_digit());
            let other = LineError::Version { name: self.name, version: version.to_owned() };
            return Err(if is_version { other } else { self.not_one() });
        }
        if line.len() > self.chars_max {
            return Err(self.damaged());
        }
        let mut bytes = BASE64_URL_SAFE_NO_PAD.decode(text).map_err(|_| self.damaged())?;
        let split = bytes.len().checked_sub(SIGNATURE_BYTES).ok_or_else(|| self.damaged())?;
        let signature = bytes.split_off(split).try_into().map_err(|_| self.damaged())?;
        Ok(Signed { form: *self, bytes, signature })
    }

    /// That a line of this form is not as it was made.
    pub const fn damaged(&self) -> LineError {
        LineError::Damaged { name: self.name }
    }

    fn not_one(&self) -> LineError {
        LineError::NotOne { name: self.name, begin: format!("{}{}.", self.mark, self.version) }
    }
}

/// What a line carries.
pub struct Signed {
    form: Form,
    /// The bytes that are signed.
    pub bytes: Vec<u8>,
    signature: SignatureBytes,
}

impl Signed {
    /// That this node signed.
    pub fn is_by(&self, node: &NodeId) -> Result<(), LineError> {
        let is_by = node.verify_other(self.form.context, &self.bytes, &self.signature);
        if is_by { Ok(()) } else { Err(self.form.damaged()) }
    }
}

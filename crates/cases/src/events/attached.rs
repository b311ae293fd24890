//! Files that an officer sends along with words.

use minicbor::{Decode, Encode};

use super::Photo;

/// A file that goes with words: a photo, made anew as every photo is, or a document as it was given. What only a later version
/// knows is neither.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Attachment {
    /// What its sender called it.
    #[n(0)]
    pub name: String,
    /// A photo.
    #[n(1)]
    pub photo: Option<Photo>,
    /// A document.
    #[n(2)]
    pub document: Option<Document>,
}

/// A PDF file.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Document {
    /// The hash of the stored file.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub hash: [u8; 32],
    /// Its size in bytes.
    #[n(1)]
    pub bytes: u64,
}

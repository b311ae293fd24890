//! Photos that the public sees: a picture made of one, in which an officer covered parts, or the photo as it is.

use minicbor::{Decode, Encode};

use super::Photo;

/// Into so many parts the width and the height of a photo are divided to say where an area is.
pub const PARTS: u16 = 10_000;

/// An officer showed a photo to the public, or took it back.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct PhotoShown {
    /// When, in milliseconds since 1970, UTC.
    #[n(0)]
    pub at: i64,
    /// Whether the public sees it from now on.
    #[n(1)]
    pub shows: bool,
    /// How many such acts on this photo its author knew of: whoever did not know of one says nothing about it.
    #[n(2)]
    pub after: u32,
}

/// Which photo, and what is shown of it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct PhotoShownWords {
    /// The photo, by its content's hash.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub photo: [u8; 32],
    /// The picture that the public sees; none where it sees none.
    #[n(1)]
    pub picture: Option<Photo>,
    /// What is covered in it.
    #[n(2)]
    pub covered: Option<Vec<Area>>,
}

/// An area of a photo, in [`PARTS`] of its width and height from the left and the top; its end does not belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Area {
    /// Where it begins from the left.
    #[n(0)]
    pub left: u16,
    /// Where it begins from the top.
    #[n(1)]
    pub top: u16,
    /// Where it ends from the left.
    #[n(2)]
    pub right: u16,
    /// Where it ends from the top.
    #[n(3)]
    pub bottom: u16,
}

//! The profile of CBOR (RFC 8949) that everything hashed here is written in: one value has one encoding.
//!
//! Definite lengths, shortest integers, map keys ascending and never twice, text in UTF-8, no tags, no floats, nothing
//! nested deeper than [`DEPTH_MAX`]. A reader refuses anything else, unknown fields included, so that a later field can
//! never be the place where two programs disagree about what was signed.

use minicbor::data::Type;
use minicbor::{Decoder, Encoder};

use crate::limits::DEPTH_MAX;

/// Bytes that are not of the profile or not of the expected shape.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// Not CBOR of this profile.
    #[error("not canonical CBOR")]
    NotCanonical,
    /// CBOR, but not what stands at this place.
    #[error("not a valid {0}")]
    Field(&'static str),
    /// Beyond a limit of the format.
    #[error(transparent)]
    Limit(#[from] crate::limits::LimitError),
}

/// Checks that `bytes` are exactly one value of the profile.
pub(crate) fn check(bytes: &[u8]) -> Result<(), FormatError> {
    let mut decoder = Decoder::new(bytes);
    let complete = value(&mut decoder, DEPTH_MAX).is_some() && decoder.position() == bytes.len();
    if complete { Ok(()) } else { Err(FormatError::NotCanonical) }
}

/// Walks over one value; `None` when it is not of the profile.
fn value(decoder: &mut Decoder<'_>, depth: usize) -> Option<()> {
    let start = decoder.position();
    let first = *decoder.input().get(start)?;
    match first >> 5 {
        0 | 1 => {
            let number = decoder.int().ok()?;
            shortest(decoder, start, first, u64::try_from(magnitude(number)).ok()?)
        }
        2 => {
            let length = decoder.bytes().ok()?.len();
            shortest(decoder, start + length, first, length as u64)
        }
        3 => {
            let length = decoder.str().ok()?.len();
            shortest(decoder, start + length, first, length as u64)
        }
        4 => {
            let length = decoder.array().ok()??;
            shortest(decoder, start, first, length)?;
            (0..length).try_for_each(|_| value(decoder, depth.checked_sub(1)?))
        }
        5 => {
            let length = decoder.map().ok()??;
            shortest(decoder, start, first, length)?;
            entries(decoder, length, depth.checked_sub(1)?)
        }
        _ => matches!(decoder.datatype().ok()?, Type::Bool | Type::Null).then(|| decoder.skip().ok())?,
    }
}

/// The number that CBOR writes behind the type of an integer: itself, or minus one minus itself.
fn magnitude(number: minicbor::data::Int) -> i128 {
    let number = i128::from(number);
    if number < 0 { -1 - number } else { number }
}

/// Checks that the head which ended at the decoder's position was the shortest for `argument`. `start` is where the
/// head would have begun if its payload had been empty.
fn shortest(decoder: &Decoder<'_>, start: usize, first: u8, argument: u64) -> Option<()> {
    let expected = match argument {
        0..=0x17 => 1,
        0x18..=0xff => 2,
        0x100..=0xffff => 3,
        0x1_0000..=0xffff_ffff => 5,
        _ => 9,
    };
    let definite = first & 0x1f != 0x1f;
    (definite && decoder.position() - start == expected).then_some(())
}

/// Walks over the entries of a map, whose encoded keys must ascend.
fn entries(decoder: &mut Decoder<'_>, length: u64, depth: usize) -> Option<()> {
    let mut last: &[u8] = &[];
    for _ in 0..length {
        let start = decoder.position();
        value(decoder, depth)?;
        let key = &decoder.input()[start..decoder.position()];
        if key <= last {
            return None;
        }
        last = key;
        value(decoder, depth)?;
    }
    Some(())
}

/// Writes the profile into memory, where writing cannot fail.
#[derive(Default)]
pub(crate) struct Writer(Vec<u8>);

/// Why encoding below may `expect`.
const IN_MEMORY: &str = "writing to a Vec cannot fail";

impl Writer {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        self.0
    }

    pub(crate) fn uint(&mut self, number: u64) -> &mut Self {
        Encoder::new(&mut self.0).u64(number).expect(IN_MEMORY);
        self
    }

    pub(crate) fn int(&mut self, number: i64) -> &mut Self {
        Encoder::new(&mut self.0).i64(number).expect(IN_MEMORY);
        self
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        Encoder::new(&mut self.0).bytes(bytes).expect(IN_MEMORY);
        self
    }

    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        Encoder::new(&mut self.0).str(text).expect(IN_MEMORY);
        self
    }

    pub(crate) fn bool(&mut self, claim: bool) -> &mut Self {
        Encoder::new(&mut self.0).bool(claim).expect(IN_MEMORY);
        self
    }

    pub(crate) fn null(&mut self) -> &mut Self {
        Encoder::new(&mut self.0).null().expect(IN_MEMORY);
        self
    }

    pub(crate) fn array(&mut self, length: usize) -> &mut Self {
        Encoder::new(&mut self.0).array(length as u64).expect(IN_MEMORY);
        self
    }

    pub(crate) fn map(&mut self, length: usize) -> &mut Self {
        Encoder::new(&mut self.0).map(length as u64).expect(IN_MEMORY);
        self
    }
}

/// Reads the profile. Every method names the field it reads, for the error.
pub(crate) struct Reader<'b>(Decoder<'b>);

type Read<T> = Result<T, FormatError>;

impl<'b> Reader<'b> {
    /// Reads bytes that [`check`] has accepted.
    pub(crate) fn checked(bytes: &'b [u8]) -> Read<Self> {
        check(bytes)?;
        Ok(Reader(Decoder::new(bytes)))
    }

    /// Reads bytes whose canonical form does not matter because nothing hashes them. Lengths are definite all the same.
    pub(crate) fn lenient(bytes: &'b [u8]) -> Self {
        Reader(Decoder::new(bytes))
    }

    /// What has not been read.
    pub(crate) fn rest(&self) -> &'b [u8] {
        &self.0.input()[self.0.position()..]
    }

    pub(crate) fn uint(&mut self, field: &'static str) -> Read<u64> {
        self.0.u64().map_err(|_| FormatError::Field(field))
    }

    pub(crate) fn int(&mut self, field: &'static str) -> Read<i64> {
        self.0.i64().map_err(|_| FormatError::Field(field))
    }

    pub(crate) fn bool(&mut self, field: &'static str) -> Read<bool> {
        self.0.bool().map_err(|_| FormatError::Field(field))
    }

    pub(crate) fn bytes(&mut self, field: &'static str) -> Read<&'b [u8]> {
        self.0.bytes().map_err(|_| FormatError::Field(field))
    }

    pub(crate) fn fixed<const N: usize>(&mut self, field: &'static str) -> Read<[u8; N]> {
        self.bytes(field)?.try_into().map_err(|_| FormatError::Field(field))
    }

    pub(crate) fn text(&mut self, field: &'static str) -> Read<&'b str> {
        self.0.str().map_err(|_| FormatError::Field(field))
    }

    /// The length of an array, at most `max`.
    pub(crate) fn array(&mut self, field: &'static str, max: usize) -> Read<usize> {
        let length = self.0.array().ok().flatten().ok_or(FormatError::Field(field))?;
        bounded(field, length, max)
    }

    /// The number of entries of a map.
    pub(crate) fn map(&mut self, field: &'static str) -> Read<usize> {
        let length = self.0.map().ok().flatten().ok_or(FormatError::Field(field))?;
        bounded(field, length, usize::MAX)
    }

    pub(crate) fn skip(&mut self, field: &'static str) -> Read<()> {
        self.0.skip().map_err(|_| FormatError::Field(field))
    }

    /// What comes next, without reading it.
    pub(crate) fn peek(&self, field: &'static str) -> Read<Type> {
        self.0.datatype().map_err(|_| FormatError::Field(field))
    }

    /// Calls `read` for each entry of a map with integer keys. `read` answers `false` for a key it does not know; the
    /// value is then passed over, because an older program meets newer fields.
    pub(crate) fn fields(
        &mut self,
        what: &'static str,
        mut read: impl FnMut(&mut Self, u64) -> Read<bool>,
    ) -> Read<()> {
        for _ in 0..self.map(what)? {
            let key = self.uint(what)?;
            if !read(self, key)? {
                self.skip(what)?;
            }
        }
        Ok(())
    }

    /// Reads an array of at most `max` items with `read`.
    pub(crate) fn list<T>(
        &mut self,
        field: &'static str,
        max: usize,
        mut read: impl FnMut(&mut Self) -> Read<T>,
    ) -> Read<Vec<T>> {
        let length = self.array(field, max)?;
        (0..length).map(|_| read(self)).collect()
    }
}

/// Turns a length into a `usize` of at most `max`.
fn bounded(field: &'static str, length: u64, max: usize) -> Read<usize> {
    let found = usize::try_from(length).unwrap_or(usize::MAX);
    crate::limits::at_most(field, found, max)?;
    Ok(found)
}

/// Whether each item is greater than the one before, which makes a set's encoding unique.
pub(crate) fn ascends<T: PartialOrd>(items: &[T]) -> bool {
    items.is_sorted_by(|a, b| a < b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn expect(hexadecimal: &str, canonical: bool) {
        let bytes = hex::decode(hexadecimal).unwrap();
        assert_eq!(check(&bytes).is_ok(), canonical, "{hexadecimal}");
    }

    #[test]
    fn one_value_has_one_encoding() {
        for good in
            ["00", "17", "1818", "20", "3818", "1b0000000100000000", "40", "4161", "6161", "80", "a0", "f4", "f6"]
        {
            expect(good, true);
        }
        expect("a201000200", true);
    }

    #[test]
    fn other_encodings_are_refused() {
        for (bad, why) in [
            ("1800", "long integer"),
            ("190018", "long integer"),
            ("3800", "long negative integer"),
            ("5801ff", "long byte string head"),
            ("5f4161ff", "indefinite byte string"),
            ("9f00ff", "indefinite array"),
            ("bf0000ff", "indefinite map"),
            ("980100", "long array head"),
            ("a202000100", "keys descend"),
            ("a201000100", "key twice"),
            ("f90000", "float"),
            ("c100", "tag"),
            ("f7", "undefined"),
            ("61ff", "not UTF-8"),
            ("0000", "trailing byte"),
            ("", "nothing"),
            ("82", "cut off"),
            ("81818181818181818180", "too deep"),
        ] {
            let bytes = hex::decode(bad).unwrap();
            assert!(check(&bytes).is_err(), "{why}: {bad}");
        }
    }
}

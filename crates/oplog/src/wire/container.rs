//! The outermost layer of a batch: version, dictionary, two lengths, the random bytes, the compressed rest.

use zstd::bulk::{Compressor, Decompressor};
use zstd::zstd_safe::CParameter;

use super::{Dictionary, WireError};
use crate::limits::{BATCH_BYTES_MAX, BATCH_PACKED_BYTES_MAX, at_most};

const VERSION: u8 = 1;
const HEAD_BYTES: usize = 10;

/// How hard to compress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// For a thin link: as small as possible.
    Small,
    /// For a local network or a first sync: fast.
    Fast,
}

impl Effort {
    /// The level that zstd knows it by.
    pub(super) const fn level(self) -> i32 {
        match self {
            Effort::Small => 19,
            Effort::Fast => 3,
        }
    }
}

/// The two kinds of bytes in a batch.
pub(super) struct Contents {
    /// Random bytes, as they are.
    pub(super) noise: Vec<u8>,
    /// What compresses.
    pub(super) plain: Vec<u8>,
}

/// Packs contents into one byte string.
pub(super) fn close(contents: &Contents, dictionary: Dictionary, effort: Effort) -> Result<Vec<u8>, WireError> {
    at_most("batch bytes", contents.plain.len(), BATCH_BYTES_MAX)?;
    let packed_bytes = HEAD_BYTES + contents.noise.len();
    at_most("packed batch bytes", packed_bytes, BATCH_PACKED_BYTES_MAX)?;
    let mut packed = vec![VERSION, dictionary.number()];
    packed.extend_from_slice(&(contents.noise.len() as u32).to_le_bytes());
    packed.extend_from_slice(&(contents.plain.len() as u32).to_le_bytes());
    packed.extend_from_slice(&contents.noise);
    packed.extend_from_slice(&compress(&contents.plain, dictionary, effort));
    at_most("packed batch bytes", packed.len(), BATCH_PACKED_BYTES_MAX)?;
    Ok(packed)
}

fn compress(plain: &[u8], dictionary: Dictionary, effort: Effort) -> Vec<u8> {
    const SOUND: &str = "zstd compresses memory with a level and a dictionary known to be good";
    let compressor = match dictionary.to_pack(effort) {
        Some(prepared) => Compressor::with_prepared_dictionary(prepared),
        None => Compressor::new(effort.level()),
    };
    let mut compressor = compressor.expect(SOUND);
    // Both numbers stand in the head already.
    compressor.set_parameter(CParameter::ContentSizeFlag(false)).expect(SOUND);
    compressor.set_parameter(CParameter::DictIdFlag(false)).expect(SOUND);
    compressor.compress(plain).expect(SOUND)
}

/// How many bytes a batch says it holds once it is open; nothing has looked at them yet.
pub(super) fn said_bytes(packed: &[u8]) -> usize {
    let Some([_, _, noise @ .., e, f, g, h]) = packed.first_chunk::<HEAD_BYTES>() else { return packed.len() };
    let [noise, plain] = [*noise, [*e, *f, *g, *h]].map(|length| u32::from_le_bytes(length) as usize);
    noise.saturating_add(plain).max(packed.len())
}

/// Opens what [`close`] made. Memory is bounded by the limits, whatever the bytes say.
pub(super) fn open(packed: &[u8]) -> Result<Contents, WireError> {
    at_most("packed batch bytes", packed.len(), BATCH_PACKED_BYTES_MAX)?;
    let (head, rest) = packed.split_first_chunk::<HEAD_BYTES>().ok_or(WireError::Damaged)?;
    let [version, dictionary, a, b, c, d, e, f, g, h] = *head;
    if version != VERSION {
        return Err(WireError::UnknownVersion(version));
    }
    let dictionary = Dictionary::from_number(dictionary).ok_or(WireError::UnknownDictionary(dictionary))?;
    let noise_bytes = u32::from_le_bytes([a, b, c, d]) as usize;
    let plain_bytes = u32::from_le_bytes([e, f, g, h]) as usize;
    at_most("batch bytes", plain_bytes, BATCH_BYTES_MAX)?;
    let (noise, compressed) = rest.split_at_checked(noise_bytes).ok_or(WireError::Damaged)?;
    let decompressor = match dictionary.to_unpack() {
        Some(prepared) => Decompressor::with_prepared_dictionary(prepared),
        None => Decompressor::new(),
    };
    let mut decompressor = decompressor.map_err(|_| WireError::Damaged)?;
    let plain = decompressor.decompress(compressed, plain_bytes).map_err(|_| WireError::Damaged)?;
    if plain.len() != plain_bytes {
        return Err(WireError::Damaged);
    }
    Ok(Contents { noise: noise.to_vec(), plain })
}

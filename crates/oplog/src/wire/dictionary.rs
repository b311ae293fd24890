//! Compression dictionaries by number. A number never changes its meaning; a sender uses only what the receiver named.
//! Each is prepared once for the process: that takes longer than to pack most batches.

use std::sync::LazyLock;

use zstd::dict::{DecoderDictionary, EncoderDictionary};

use super::Effort;

/// A dictionary this program has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dictionary(u8);

impl Dictionary {
    /// No dictionary: for bundles that other programs should read.
    pub const NONE: Dictionary = Dictionary(0);
    /// Trained on the demonstration cases of this project, see `examples/train_dictionary.rs`.
    pub const REPORTS: Dictionary = Dictionary(1);
    /// All of them, to be named in a handshake.
    pub const KNOWN: [Dictionary; 2] = [Dictionary::NONE, Dictionary::REPORTS];

    /// The dictionary with this number, if this program has it.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::KNOWN.into_iter().find(|dictionary| dictionary.0 == number)
    }

    /// Its number.
    pub fn number(self) -> u8 {
        self.0
    }

    /// What zstd packs with; nothing for [`Dictionary::NONE`].
    pub(super) fn to_pack(self, effort: Effort) -> Option<&'static EncoderDictionary<'static>> {
        let prepared = match effort {
            Effort::Small => &SMALL,
            Effort::Fast => &FAST,
        };
        (self == Self::REPORTS).then(|| LazyLock::force(prepared))
    }

    /// What zstd unpacks with; nothing for [`Dictionary::NONE`].
    pub(super) fn to_unpack(self) -> Option<&'static DecoderDictionary<'static>> {
        (self == Self::REPORTS).then(|| LazyLock::force(&UNPACKING))
    }
}

const REPORTS: &[u8] = include_bytes!("../../dictionaries/1.zdict");

static SMALL: LazyLock<EncoderDictionary<'static>> =
    LazyLock::new(|| EncoderDictionary::copy(REPORTS, Effort::Small.level()));
static FAST: LazyLock<EncoderDictionary<'static>> =
    LazyLock::new(|| EncoderDictionary::copy(REPORTS, Effort::Fast.level()));
static UNPACKING: LazyLock<DecoderDictionary<'static>> = LazyLock::new(|| DecoderDictionary::copy(REPORTS));

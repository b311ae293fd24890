//! Compression dictionaries by number. A number never changes its meaning; a sender uses only what the receiver named.

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

    /// What zstd is given; nothing for [`Dictionary::NONE`].
    pub(super) fn bytes(self) -> &'static [u8] {
        match self.0 {
            1 => include_bytes!("../../dictionaries/1.zdict"),
            _ => &[],
        }
    }
}

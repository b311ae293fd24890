//! What keeps parts of a report from the public: an officer takes words out and covers parts of photos, the reporter says
//! who may see it.

use hadir_oplog::Kind;
use hadir_store::{Entry, Event};
use minicbor::{Decode, Encode};

use super::{PhotoShown, PhotoShownWords, Words, build, read};
use crate::kinds::Visibility;

/// A change of what the public may read.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each variant is described by the type of its facts")]
pub enum Privacy {
    Redacted(Redacted, Option<RedactedWords>),
    ShownTo(ShownTo),
    PhotoShown(PhotoShown, Option<PhotoShownWords>),
}

/// An officer took words out of what the public reads. The original stays for those who handle the case.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Redacted {
    /// When.
    #[n(0)]
    pub at: i64,
    /// How many parts are taken out from now on, as far as was known here. Which ones can be erased, and then nothing is shown.
    #[n(1)]
    pub count: u32,
    /// How many earlier lists of parts were erased, as far as the officer knew; this one makes up for them.
    #[n(2)]
    pub settles: u32,
}

/// The parts themselves, each as it stands in the words.
///
/// What is not named stays as it is. So two offices that redact while they are apart take out what either of them took
/// out, in whatever order the two are heard.
#[derive(Clone, Debug, Default, PartialEq, Encode, Decode)]
#[cbor(map)]
pub struct RedactedWords {
    /// Taken out, one a line.
    #[n(0)]
    pub parts: Words,
    /// Shown again: the officer saw them taken out and no longer wants that.
    #[n(1)]
    pub again: Vec<String>,
}

/// The reporter changed who may see the report.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct ShownTo {
    /// When.
    #[n(0)]
    pub at: i64,
    /// Who, by name; a text, so that a later version may know more.
    #[n(1)]
    visibility: String,
}

impl ShownTo {
    /// The reporter's choice at an instant, in milliseconds since 1970, UTC.
    pub fn new(at: i64, visibility: Visibility) -> Self {
        Self { at, visibility: visibility.as_str().to_owned() }
    }

    /// Who may see it. What only a later version knows is shown to nobody outside.
    pub fn visibility(&self) -> Visibility {
        Visibility::from_name(&self.visibility).unwrap_or(Visibility::Confidential)
    }
}

const REDACTED: u32 = 1060;
const SHOWN_TO: u32 = 1061;
const PHOTO_SHOWN: u32 = 1062;

impl Privacy {
    /// When it happened, in milliseconds since 1970, UTC.
    pub const fn at(&self) -> i64 {
        match self {
            Self::Redacted(facts, _) => facts.at,
            Self::ShownTo(facts) => facts.at,
            Self::PhotoShown(facts, _) => facts.at,
        }
    }

    pub(super) fn words(&self) -> Option<&Words> {
        match self {
            Self::Redacted(_, words) => words.as_ref().map(|words| &words.parts),
            Self::ShownTo(_) | Self::PhotoShown(..) => None,
        }
    }

    pub(super) const fn is_known(kind: Kind) -> bool {
        matches!(kind.0, REDACTED | SHOWN_TO | PHOTO_SHOWN)
    }

    /// A program that passed one of them over would go on showing what must not be shown.
    pub(super) fn into_event(self) -> Event {
        let event = match self {
            Self::Redacted(facts, words) => build(REDACTED, &facts, words.as_ref()),
            Self::ShownTo(facts) => build(SHOWN_TO, &facts, None::<&RedactedWords>),
            Self::PhotoShown(facts, words) => build(PHOTO_SHOWN, &facts, words.as_ref()),
        };
        Event { must_understand: true, ..event }
    }

    pub(super) fn from_entry(entry: &Entry) -> Option<Self> {
        Some(match entry.kind().0 {
            REDACTED => Self::Redacted(read(entry, 0)?, read(entry, 1)),
            SHOWN_TO => Self::ShownTo(read(entry, 0)?),
            PHOTO_SHOWN => Self::PhotoShown(read(entry, 0)?, read(entry, 1)),
            _ => return None,
        })
    }
}

//! What is said in a thread: who speaks, the words that can be erased, and what an answer makes known for counting.

use hadir_oplog::ActorId;
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

use super::{Attachment, Photo};

/// Who speaks in a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum Speaker {
    /// The reporter.
    #[n(0)]
    Citizen,
    /// The office.
    #[n(1)]
    Office,
}

/// Words that can be erased: what was said, asked, noted, or given as a reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Words {
    /// The text.
    #[n(0)]
    pub text: String,
    /// Photos that came with it.
    #[n(1)]
    pub photos: Vec<Photo>,
    /// Files that an officer sent along.
    #[n(2)]
    pub attachments: Option<Vec<Attachment>>,
}

impl Words {
    /// A text and nothing else.
    pub fn of(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// The same with files.
    #[must_use]
    pub fn with(self, files: Vec<Attachment>) -> Self {
        Self { attachments: (!files.is_empty()).then_some(files), ..self }
    }

    /// Files that an officer sent along.
    pub fn attached(&self) -> &[Attachment] {
        self.attachments.as_deref().unwrap_or_default()
    }

    /// Whether there is nothing to read or to see.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.photos.is_empty() && self.attached().is_empty()
    }
}

/// A fact whose only detail is when it happened.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct At {
    /// When.
    #[n(0)]
    pub at: i64,
}

/// A colleague left a note, or marked as read what the citizen wrote.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Noted {
    /// When.
    #[n(0)]
    pub at: i64,
    /// Whom it mentions.
    #[n(1)]
    mentions: Option<Vec<ByteArray<16>>>,
    /// Set when it says, without words, that what the citizen wrote so far needs no answer.
    #[n(2)]
    pub is_read: Option<bool>,
    /// Set when it says, without words, that its author has seen where colleagues mentioned them.
    #[n(3)]
    has_seen: Option<bool>,
}

impl Noted {
    /// A note in words.
    pub const fn in_words(at: i64) -> Self {
        Self { at, mentions: None, is_read: None, has_seen: None }
    }

    /// The same, mentioning these colleagues.
    #[must_use]
    pub fn mentioning(self, whom: impl Iterator<Item = ActorId>) -> Self {
        let whom: Vec<_> = whom.map(|id| ByteArray::from(*id.as_bytes())).collect();
        Self { mentions: (!whom.is_empty()).then_some(whom), ..self }
    }

    /// That its author has seen where colleagues mentioned them.
    pub const fn as_seen(at: i64) -> Self {
        Self { at, mentions: None, is_read: None, has_seen: Some(true) }
    }

    /// Whom it mentions.
    pub fn mentions(&self) -> impl Iterator<Item = ActorId> {
        self.mentions.iter().flatten().map(|id| ActorId::from_bytes(**id))
    }

    /// Whether it says that its author has seen where colleagues mentioned them.
    pub fn is_seen(&self) -> bool {
        self.has_seen == Some(true)
    }

    /// Whether it is a note in words.
    pub fn is_in_words(&self) -> bool {
        !self.marks_read() && !self.is_seen()
    }

    /// That what the citizen wrote so far is read and needs no answer.
    pub const fn as_read(at: i64) -> Self {
        Self { at, mentions: None, is_read: Some(true), has_seen: None }
    }

    /// Whether it marks what the citizen wrote as read.
    pub fn marks_read(&self) -> bool {
        self.is_read == Some(true)
    }
}

/// Someone said something that both sides can read.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Said {
    /// When.
    #[n(0)]
    pub at: i64,
    /// Who.
    #[n(1)]
    pub by: Speaker,
    /// Set when it is the office's answer to the matter.
    #[n(2)]
    pub answer: Option<AnswerFacts>,
}

/// What counting needs to know of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct AnswerFacts {
    /// Working minutes of the office from receipt to this answer, pauses left out.
    #[n(0)]
    pub working_minutes: u64,
    /// When silence closes the case.
    #[n(1)]
    pub closes_at: i64,
}

//! What can happen to a case, as operations carry it: facts that stay, and words that can be erased.
//!
//! The numbers of kinds and fields are part of the log's format: they are never used again for something else.
//! Instants are milliseconds since 1970, UTC; dates are text, `2026-03-12`.

use hadir_oplog::{Kind, Scope};
use hadir_store::{Entry, Event};
use minicbor::{Decode, Encode};

use crate::kinds::{Channel, Ending, ReportKind, Sensitivity, Visibility};

/// A limit that was computed, with everything needed to explain it later.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Due {
    /// The rule's identity in the table of rules.
    #[n(0)]
    pub rule: String,
    /// Which wording of the rule was in force.
    #[n(1)]
    pub rule_version: String,
    /// What people call the rule.
    #[n(2)]
    pub rule_name: String,
    /// How many days or hours it gives.
    #[n(3)]
    pub amount: u16,
    /// `working`, `calendar` or `hours`.
    #[n(4)]
    pub unit: String,
    /// The instant until which acting is in time.
    #[n(5)]
    pub due_at: i64,
    /// The edition of the calendar it was counted with.
    #[n(6)]
    pub calendar: String,
    /// Whether the date may still move, because its year has no decreed calendar yet.
    #[n(7)]
    pub provisional: bool,
    /// The weekday holidays that were passed over, as date and name.
    #[n(8)]
    pub holidays: Vec<(String, String)>,
    /// Whether it is the office's own promise rather than the law.
    #[n(9)]
    pub promised: bool,
}

/// The limits of a case: the one that binds, and the later one for the explanation.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Limits {
    /// The one that binds.
    #[n(0)]
    pub used: Due,
    /// The other one, if both law and a promise set a limit.
    #[n(1)]
    pub other: Option<Due>,
}

/// A photo that was taken in: its content's hash, and its size in pixels and bytes.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Photo {
    /// Names the file in the file store.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub hash: [u8; 32],
    /// Width in pixels.
    #[n(1)]
    pub width: u32,
    /// Height in pixels.
    #[n(2)]
    pub height: u32,
    /// Size in bytes.
    #[n(3)]
    pub bytes: u64,
    /// A small picture of it; none where the photo is small itself, or was taken in before there were previews.
    #[n(4)]
    pub preview: Option<Preview>,
}

/// A small picture of a photo: its content's hash, and its size in bytes.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Preview {
    /// Names the file in the file store.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub hash: [u8; 32],
    /// Size in bytes.
    #[n(1)]
    pub bytes: u64,
}

/// A report came in.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Received {
    /// What it asks for.
    #[n(0)]
    pub kind: ReportKind,
    /// The way it came.
    #[n(1)]
    pub channel: Channel,
    /// The category, if the reporter or an officer chose one.
    #[n(2)]
    pub category: Option<String>,
    /// The region code of the place.
    #[n(3)]
    pub place: Option<String>,
    /// The unit that handles it first.
    #[n(4)]
    pub unit: String,
    /// Who may see it.
    #[n(5)]
    pub visibility: Visibility,
    /// When it was received.
    #[n(6)]
    pub at: i64,
    /// Why it is kept in a closed circle, if it is.
    #[n(7)]
    pub sensitivity: Option<Sensitivity>,
    /// Whether its words speak of danger to life.
    #[n(8)]
    pub danger: bool,
    /// Its public number.
    #[n(9)]
    pub number: String,
    /// The keyed hash of its secret code.
    #[cbor(n(10), with = "minicbor::bytes")]
    pub code: [u8; 16],
    /// The limits for answering it.
    #[n(11)]
    pub limits: Limits,
    /// The local month in which it counts, `2026-03`.
    #[n(12)]
    pub month: String,
    /// The service asked for, if one was chosen.
    #[n(13)]
    pub service: Option<String>,
}

/// The words of a report.
#[derive(Clone, Debug, Default, PartialEq, Encode, Decode)]
#[cbor(map)]
pub struct ReceivedWords {
    /// What the citizen said.
    #[n(0)]
    pub text: String,
    /// A short title.
    #[n(1)]
    pub title: String,
    /// The reporter's name.
    #[n(2)]
    pub name: Option<String>,
    /// The form of address the reporter chose.
    #[n(3)]
    pub sapa: Option<String>,
    /// Where to send news: a telephone number or an e-mail address.
    #[n(4)]
    pub contact: Option<String>,
    /// Where exactly, in words.
    #[n(5)]
    pub spot: Option<String>,
    /// Where exactly, in degrees of latitude.
    #[n(6)]
    pub lat: Option<f64>,
    /// Where exactly, in degrees of longitude.
    #[n(7)]
    pub lon: Option<f64>,
    /// Photos that came with it.
    #[n(8)]
    pub photos: Vec<Photo>,
}

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
}

/// A fact whose only detail is when it happened.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct At {
    /// When.
    #[n(0)]
    pub at: i64,
}

/// The case went to a unit, and perhaps to one of its people.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Assigned {
    /// When.
    #[n(0)]
    pub at: i64,
    /// The unit.
    #[n(1)]
    pub unit: String,
    /// The member of staff.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub staff: Option<[u8; 16]>,
}

/// The clock runs again, or runs anew after reopening.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Redated {
    /// When.
    #[n(0)]
    pub at: i64,
    /// The limits from now on.
    #[n(1)]
    pub limits: Limits,
}

/// The case is closed.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Closed {
    /// When.
    #[n(0)]
    pub at: i64,
    /// Whose word closed it.
    #[n(1)]
    pub by: Speaker,
}

/// The case ended without an answer to the matter.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Ended {
    /// When.
    #[n(0)]
    pub at: i64,
    /// How.
    #[n(1)]
    pub how: Ending,
    /// The number, or the exact address, of the case that goes on, when this one was merged into it.
    #[n(2)]
    pub into: Option<String>,
}

/// The reporter has a new secret code; the old one is dead.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Recoded {
    /// When.
    #[n(0)]
    pub at: i64,
    /// The keyed hash of the new code.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub code: [u8; 16],
}

/// The category, place or sensitivity was set right by an officer.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Classified {
    /// When.
    #[n(0)]
    pub at: i64,
    /// The category.
    #[n(1)]
    pub category: Option<String>,
    /// Why the case is kept in a closed circle from now on, if it is.
    #[n(2)]
    pub sensitivity: Option<Sensitivity>,
}

/// The matter was brought before a superior.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Escalated {
    /// When.
    #[n(0)]
    pub at: i64,
    /// The unit whose head is asked.
    #[n(1)]
    pub unit: String,
    /// Who asked.
    #[n(2)]
    pub by: Speaker,
}

/// Everything that can happen to a case.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each variant is described by the type of its facts")]
pub enum CaseEvent {
    Received(Box<Received>, Option<Box<ReceivedWords>>),
    Said(Said, Option<Words>),
    Noted(At, Option<Words>),
    Verified(At),
    Published(At, Option<Words>),
    Unpublished(At, Option<Words>),
    Assigned(Assigned, Option<Words>),
    Paused(At, Option<Words>),
    Resumed(Redated),
    Closed(Closed, Option<Words>),
    Reopened(Redated, Option<Words>),
    Ended(Ended, Option<Words>),
    Redated(Redated, Option<Words>),
    Recoded(Recoded),
    Photographed(At, Option<Words>),
    Escalated(Escalated, Option<Words>),
    Classified(Classified, Option<Words>),
}

const RECEIVED: u32 = 1000;
const SAID: u32 = 1001;
const NOTED: u32 = 1002;
const VERIFIED: u32 = 1003;
const PUBLISHED: u32 = 1004;
const UNPUBLISHED: u32 = 1005;
const ASSIGNED: u32 = 1006;
const PAUSED: u32 = 1007;
const RESUMED: u32 = 1008;
const CLOSED: u32 = 1009;
const REOPENED: u32 = 1010;
const ENDED: u32 = 1011;
const REDATED: u32 = 1012;
const RECODED: u32 = 1013;
const PHOTOGRAPHED: u32 = 1014;
const ESCALATED: u32 = 1015;
const CLASSIFIED: u32 = 1016;

impl CaseEvent {
    /// The event as the store takes it. Units that receive the case become entitled to it.
    pub fn into_event(self) -> Event {
        match self {
            Self::Received(facts, words) => {
                let scope = scope(&facts.unit);
                build(RECEIVED, &*facts, words.as_deref()).entitling(scope)
            }
            Self::Said(facts, words) => build(SAID, &facts, words.as_ref()),
            Self::Noted(facts, words) => build(NOTED, &facts, words.as_ref()),
            Self::Verified(facts) => build(VERIFIED, &facts, None::<&Words>),
            Self::Published(facts, words) => build(PUBLISHED, &facts, words.as_ref()),
            Self::Unpublished(facts, words) => build(UNPUBLISHED, &facts, words.as_ref()),
            Self::Assigned(facts, words) => {
                let scope = scope(&facts.unit);
                build(ASSIGNED, &facts, words.as_ref()).entitling(scope)
            }
            Self::Paused(facts, words) => build(PAUSED, &facts, words.as_ref()),
            Self::Resumed(facts) => build(RESUMED, &facts, None::<&Words>),
            Self::Closed(facts, words) => build(CLOSED, &facts, words.as_ref()),
            Self::Reopened(facts, words) => build(REOPENED, &facts, words.as_ref()),
            Self::Ended(facts, words) => build(ENDED, &facts, words.as_ref()),
            Self::Redated(facts, words) => build(REDATED, &facts, words.as_ref()),
            Self::Recoded(facts) => build(RECODED, &facts, None::<&Words>),
            Self::Photographed(facts, words) => build(PHOTOGRAPHED, &facts, words.as_ref()),
            Self::Escalated(facts, words) => {
                let scope = scope(&facts.unit);
                build(ESCALATED, &facts, words.as_ref()).entitling(scope)
            }
            Self::Classified(facts, words) => build(CLASSIFIED, &facts, words.as_ref()),
        }
    }

    /// What was said with it; nothing when nothing was, when it was erased, and for a receipt, whose words are richer.
    pub fn words(&self) -> Option<&Words> {
        match self {
            Self::Said(_, words)
            | Self::Noted(_, words)
            | Self::Published(_, words)
            | Self::Unpublished(_, words)
            | Self::Assigned(_, words)
            | Self::Paused(_, words)
            | Self::Closed(_, words)
            | Self::Reopened(_, words)
            | Self::Ended(_, words)
            | Self::Redated(_, words)
            | Self::Photographed(_, words)
            | Self::Escalated(_, words)
            | Self::Classified(_, words) => words.as_ref(),
            Self::Received(..) | Self::Verified(_) | Self::Resumed(_) | Self::Recoded(_) => None,
        }
    }

    /// Whether this program knows what a kind of a case means.
    pub fn is_known(kind: Kind) -> bool {
        (RECEIVED..=CLASSIFIED).contains(&kind.0)
    }

    /// Whether a case may begin with it.
    pub fn begins_with(kind: Kind) -> bool {
        kind.0 == RECEIVED
    }

    /// The event an operation carries; nothing when its kind is not known here or its facts cannot be read.
    pub fn from_entry(entry: &Entry) -> Option<Self> {
        let words = || read::<Words>(entry, 1);
        Some(match entry.kind().0 {
            RECEIVED => Self::Received(Box::new(read(entry, 0)?), read(entry, 1).map(Box::new)),
            SAID => Self::Said(read(entry, 0)?, words()),
            NOTED => Self::Noted(read(entry, 0)?, words()),
            VERIFIED => Self::Verified(read(entry, 0)?),
            PUBLISHED => Self::Published(read(entry, 0)?, words()),
            UNPUBLISHED => Self::Unpublished(read(entry, 0)?, words()),
            ASSIGNED => Self::Assigned(read(entry, 0)?, words()),
            PAUSED => Self::Paused(read(entry, 0)?, words()),
            RESUMED => Self::Resumed(read(entry, 0)?),
            CLOSED => Self::Closed(read(entry, 0)?, words()),
            REOPENED => Self::Reopened(read(entry, 0)?, words()),
            ENDED => Self::Ended(read(entry, 0)?, words()),
            REDATED => Self::Redated(read(entry, 0)?, words()),
            RECODED => Self::Recoded(read(entry, 0)?),
            PHOTOGRAPHED => Self::Photographed(read(entry, 0)?, words()),
            ESCALATED => Self::Escalated(read(entry, 0)?, words()),
            CLASSIFIED => Self::Classified(read(entry, 0)?, words()),
            _ => return None,
        })
    }
}

fn build<F: Encode<()>, W: Encode<()>>(kind: u32, facts: &F, words: Option<&W>) -> Event {
    let event = Event::new(Kind(kind), encode(facts));
    match words {
        Some(words) => event.with_words(encode(words)),
        None => event,
    }
}

fn encode<T: Encode<()>>(value: &T) -> Vec<u8> {
    minicbor::to_vec(value).expect("writing to memory does not fail")
}

fn read<T: for<'b> Decode<'b, ()>>(entry: &Entry, slot: u8) -> Option<T> {
    minicbor::decode(entry.body(slot)?).ok()
}

fn scope(unit: &str) -> Scope {
    Scope::try_new(unit).expect("units of the organisation have codes that are scopes")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A photo as it was written before there were previews.
    #[derive(Encode, Decode)]
    #[cbor(map)]
    struct EarlierPhoto {
        #[cbor(n(0), with = "minicbor::bytes")]
        hash: [u8; 32],
        #[n(1)]
        width: u32,
        #[n(2)]
        height: u32,
        #[n(3)]
        bytes: u64,
    }

    #[test]
    fn a_photo_from_before_there_were_previews_is_read() {
        let earlier = encode(&EarlierPhoto { hash: [7; 32], width: 1_600, height: 1_200, bytes: 300_000 });
        let photo: Photo = minicbor::decode(&earlier).unwrap();
        assert_eq!(photo, Photo { hash: [7; 32], width: 1_600, height: 1_200, bytes: 300_000, preview: None });
        assert_eq!(encode(&photo), earlier, "and one without a preview is written as it was");
    }

    #[test]
    fn a_photo_with_a_preview_is_read_by_an_earlier_program() {
        let preview = Some(Preview { hash: [8; 32], bytes: 9_000 });
        let photo = Photo { hash: [7; 32], width: 1_600, height: 1_200, bytes: 300_000, preview };
        let bytes = encode(&photo);
        assert_eq!(minicbor::decode::<EarlierPhoto>(&bytes).unwrap().hash, [7; 32]);
        assert_eq!(minicbor::decode::<Photo>(&bytes).unwrap(), photo);
    }
}

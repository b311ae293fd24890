//! What can happen to a case, as operations carry it: facts that stay, and words that can be erased. The facts stand in a
//! file a subject; here is what they have in common: the numbers of the kinds, and both directions.
//!
//! The numbers of kinds and fields are part of the log's format: they are never used again for something else.
//! Instants are milliseconds since 1970, UTC; dates are text, `2026-03-12`.

mod allotted;
mod attached;
mod bonds;
mod checked;
mod erasure;
mod handover;
mod information;
mod praised;
mod privacy;
mod procedure;
mod proposals;
mod public_photos;
mod receipt;
mod talk;
mod told;
mod undo;
mod way;

pub use allotted::Allotted;
pub use attached::{Attachment, Document};
pub use bonds::{Bond, Joined, Merged, Parted};
pub use checked::{Checked, StepId};
pub use erasure::{Erased, Erasure, ErasureAsked, ErasureRefused};
pub use handover::{Consented, HandedOver, Handover, Offered, OfferedWords};
pub use information::{Decision, Extended, Information, Objected};
pub use praised::Praised;
pub use privacy::{Privacy, Redacted, RedactedWords, ShownTo};
pub use procedure::Regarded;
pub use proposals::{Answered, Deed, Proposal, Proposed};
pub use public_photos::{Area, PARTS, PhotoShown, PhotoShownWords};
pub(crate) use receipt::series;
pub use receipt::{Due, Limits, Photo, Preview, Received, ReceivedWords, Recoded};
pub use talk::{AnswerFacts, At, Noted, Said, Speaker, Words};
pub use told::{Stage, Told};
pub use undo::Undone;
pub use way::{Assigned, Classified, Closed, Ended, Escalated, Redated};

use hadir_oplog::{Kind, Scope};
use hadir_store::{Entry, Event};
use minicbor::{Decode, Encode};

/// Everything that can happen to a case.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each variant is described by the type of its facts")]
pub enum CaseEvent {
    Received(Box<Received>, Option<Box<ReceivedWords>>),
    Said(Said, Option<Words>),
    Noted(Noted, Option<Words>),
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
    Undone(Undone),
    Told(Told),
    Allotted(Allotted),
    Praised(Praised),
    Regarded(Box<Regarded>),
    Information(Information),
    Handover(Handover),
    Bond(Bond),
    Proposal(Proposal),
    Privacy(Privacy),
    Erasure(Erasure),
    Checked(Checked, Option<Words>),
}

/// The kind with which a case begins.
pub(crate) const RECEIVED: Kind = Kind(1000);
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
const UNDONE: u32 = 1017;
const REGARDED: u32 = 1030;
const PRAISED: u32 = 1037;
const CHECKED: u32 = 1042;
const TOLD: u32 = 1050;
const ALLOTTED: u32 = 1051;

impl CaseEvent {
    /// The event as the store takes it. Units that receive the case become entitled to it.
    pub fn into_event(self) -> Event {
        match self {
            Self::Received(facts, words) => {
                let scope = scope(&facts.unit);
                build(RECEIVED.0, &*facts, words.as_deref()).entitling(scope)
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
            // A program that passed it over would go on with what no longer is.
            Self::Undone(facts) => Event { must_understand: true, ..build(UNDONE, &facts, None::<&Words>) },
            Self::Told(facts) => build(TOLD, &facts, None::<&Words>),
            Self::Allotted(facts) => build(ALLOTTED, &facts, None::<&Words>),
            Self::Praised(facts) => build(PRAISED, &facts, None::<&Words>),
            Self::Regarded(facts) => build(REGARDED, &*facts, None::<&Words>),
            Self::Information(information) => information.into_event(),
            Self::Handover(handover) => handover.into_event(),
            Self::Bond(bond) => bond.into_event(),
            Self::Proposal(proposal) => proposal.into_event(),
            Self::Privacy(privacy) => privacy.into_event(),
            Self::Erasure(erasure) => erasure.into_event(),
            Self::Checked(facts, words) => build(CHECKED, &facts, words.as_ref()),
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
            | Self::Checked(_, words)
            | Self::Classified(_, words) => words.as_ref(),
            Self::Information(information) => information.words(),
            Self::Handover(handover) => handover.words(),
            Self::Bond(bond) => bond.words(),
            Self::Proposal(proposal) => proposal.words(),
            Self::Privacy(privacy) => privacy.words(),
            Self::Erasure(erasure) => erasure.words(),
            Self::Received(..)
            | Self::Verified(_)
            | Self::Resumed(_)
            | Self::Recoded(_)
            | Self::Undone(_)
            | Self::Told(_)
            | Self::Allotted(_)
            | Self::Praised(_)
            | Self::Regarded(_) => None,
        }
    }

    /// Whether this program knows what a kind of a case means.
    pub fn is_known(kind: Kind) -> bool {
        let is_alone = [REGARDED, PRAISED, CHECKED, TOLD, ALLOTTED].contains(&kind.0);
        let is_in_a_group = Bond::is_known(kind) || Proposal::is_known(kind) || Information::is_known(kind);
        let is_of_privacy = Privacy::is_known(kind) || Erasure::is_known(kind);
        let is_of_a_subject = is_in_a_group || is_of_privacy || Handover::is_known(kind);
        (RECEIVED.0..=UNDONE).contains(&kind.0) || is_alone || is_of_a_subject
    }

    /// Whether a case may begin with it.
    pub fn begins_with(kind: Kind) -> bool {
        kind == RECEIVED
    }

    /// The event an operation carries; nothing when its kind is not known here or its facts cannot be read.
    pub fn from_entry(entry: &Entry) -> Option<Self> {
        let words = || read::<Words>(entry, 1);
        Some(match entry.kind().0 {
            _ if entry.kind() == RECEIVED => Self::Received(Box::new(read(entry, 0)?), read(entry, 1).map(Box::new)),
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
            UNDONE => Self::Undone(read(entry, 0)?),
            TOLD => Self::Told(read(entry, 0)?),
            ALLOTTED => Self::Allotted(read(entry, 0)?),
            PRAISED => Self::Praised(read(entry, 0)?),
            CHECKED => Self::Checked(read(entry, 0)?, words()),
            REGARDED => Self::Regarded(Box::new(read(entry, 0)?)),
            _ if Information::is_known(entry.kind()) => Self::Information(Information::from_entry(entry)?),
            _ if Handover::is_known(entry.kind()) => Self::Handover(Handover::from_entry(entry)?),
            _ if Bond::is_known(entry.kind()) => Self::Bond(Bond::from_entry(entry)?),
            _ if Erasure::is_known(entry.kind()) => Self::Erasure(Erasure::from_entry(entry)?),
            _ if Privacy::is_known(entry.kind()) => Self::Privacy(Privacy::from_entry(entry)?),
            _ => Self::Proposal(Proposal::from_entry(entry)?),
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

//! One demo case, in the shape of the case import format with the fields the demo adds to it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A report with everything that has happened to it so far. Serialised, it is one line of the import format.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DemoCase {
    /// Makes a second import harmless; never shown to people.
    pub external_id: String,
    /// When the report arrived, on whatever channel.
    pub received_at: Timestamp,
    pub kind: Kind,
    /// `web`, `whatsapp`, `sms`, `walk_in`, `phone`, `email` or `social`.
    pub channel: String,
    /// A code of `data/categories/categories.csv`.
    pub category: String,
    /// A Kemendagri region code of any level.
    pub place: Option<String>,
    /// Where exactly, in the reporter's words.
    pub spot: Option<String>,
    /// What the reporter wrote or said.
    pub text: String,
    pub name: Option<String>,
    /// Form of address: `Bapak`, `Ibu`, `Mama`, `Kak`, `Daeng` and their like.
    #[serde(default)]
    pub sapa: Option<String>,
    /// Phone numbers begin with 0812-0000 and belong to nobody.
    pub contact: Option<String>,
    /// `public`, `anonymous` or `confidential`.
    pub visibility: String,
    /// Why the report is kept from the public whatever its visibility: `levy`, `violence` and their like.
    pub sensitive: Option<String>,
    /// The unit that holds the case at the end, by its short code.
    pub unit: Option<String>,
    /// The officer's short name for the case.
    pub title: Option<String>,
    /// Oldest first.
    pub messages: Vec<DemoMessage>,
    /// Oldest first.
    pub events: Vec<DemoEvent>,
    pub status: Status,
    /// One (not satisfied) to four (very satisfied), when the reporter said.
    pub satisfaction: Option<u8>,
    /// The `external_id` of the case this one was merged into.
    pub duplicate_of: Option<String>,
}

/// Something written in the case's thread.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DemoMessage {
    pub at: Timestamp,
    pub from: Speaker,
    /// The role of the writer, in words.
    pub by: String,
    pub text: String,
}

/// Something that happened to the case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DemoEvent {
    pub at: Timestamp,
    pub event: Happening,
    /// A unit, or for a merge the case that goes on.
    pub to: Option<String>,
    pub why: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Complaint,
    Question,
    Request,
    Aspiration,
    Praise,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Speaker {
    Staff,
    Citizen,
    System,
    /// Between officers; the reporter never sees it.
    Note,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Happening {
    Verified,
    Assigned,
    Published,
    Transferred,
    Escalated,
    Paused,
    Resumed,
    Answered,
    Reopened,
    Merged,
    Rejected,
    Closed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    New,
    Verified,
    Assigned,
    InProgress,
    Waiting,
    Answered,
    Merged,
    Rejected,
    Closed,
}

impl DemoCase {
    /// Takes away what lies after `now` and says where the case stands then.
    ///
    /// A case that loses nothing keeps its status: in a hand-written one it may say more than its events.
    pub(super) fn cut(&mut self, now: Timestamp) {
        let before = (self.messages.len(), self.events.len());
        self.messages.retain(|message| message.at <= now);
        self.events.retain(|event| event.at <= now);
        if before == (self.messages.len(), self.events.len()) {
            return;
        }
        self.status = self.standing();
        if self.status != Status::Closed {
            self.satisfaction = None;
        }
        if self.status != Status::Merged {
            self.duplicate_of = None;
        }
    }

    /// The status that follows from the events alone.
    pub(super) fn standing(&self) -> Status {
        let in_hand = if self.messages.iter().any(|message| message.from == Speaker::Staff) {
            Status::InProgress
        } else {
            Status::Assigned
        };
        self.events.iter().fold(Status::New, |status, event| match event.event {
            Happening::Verified => Status::Verified,
            Happening::Assigned | Happening::Transferred | Happening::Resumed => in_hand,
            Happening::Published | Happening::Escalated => status,
            Happening::Paused => Status::Waiting,
            Happening::Answered => Status::Answered,
            Happening::Reopened => Status::InProgress,
            Happening::Merged => Status::Merged,
            Happening::Rejected => Status::Rejected,
            Happening::Closed => Status::Closed,
        })
    }
}

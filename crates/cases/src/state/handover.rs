//! The offer to hand a report over to the authority whose matter it is: how it stands, and what may be handed over.

use hadir_oplog::OpId;
use jiff::Timestamp;

use super::{Case, Moment};
use crate::events::{Bond, CaseEvent, Consented, HandedOver, Handover, Offered, Photo};
use crate::kinds::Status;

/// An offer, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The operation that made it; nothing while it is decided on but not in the log yet.
    pub op: Option<OpId>,
    /// Until when the reporter can answer, in milliseconds since 1970, UTC.
    pub until: i64,
    /// The authority, by its name.
    pub authority: String,
    /// How the authority is reached; empty once that was erased.
    pub reach: String,
    /// Whether anything but a yes ends the report.
    pub ends: bool,
    /// What the reporter answered.
    pub consent: Option<Consented>,
    /// That the report was handed over.
    pub handed: Option<HandedOver>,
    /// Whether it stands no longer: the office went on otherwise, or the report was put into a closed circle since.
    is_over: bool,
    photos: Vec<[u8; 32]>,
}

impl Offer {
    /// Whether a photo is among what would be handed over.
    pub fn has_photo(&self, photo: &Photo) -> bool {
        self.photos.contains(&photo.hash)
    }

    /// How many photos would be handed over.
    pub fn photos(&self) -> usize {
        self.photos.len()
    }

    /// The reporter's yes, as long as it holds.
    pub fn yes(&self) -> Option<&Consented> {
        self.consent.as_ref().filter(|consent| consent.is_yes && !self.is_over)
    }

    /// Where two answers were given without knowledge of each other, a no is the last word.
    fn answer(&mut self, new: &Consented) {
        let is_no = self.consent.as_ref().is_some_and(|consent| !consent.is_yes);
        if !is_no {
            self.consent = Some(new.clone());
        }
    }
}

impl Case {
    /// The latest offer since the report came in or was opened again, whatever became of it.
    pub fn offer(&self) -> Option<&Offer> {
        self.offer.as_ref()
    }

    /// The offer that a question to the reporter was recorded with, the words of which say why.
    pub fn offered_with(&self, question: &Moment) -> Option<&Offered> {
        let at = self.thread.iter().position(|moment| moment.id == question.id)?;
        let next = self.thread.get(at + 1).filter(|next| (next.actor, next.at) == (question.actor, question.at))?;
        match (&question.event, &next.event) {
            (CaseEvent::Paused(..), CaseEvent::Handover(Handover::Offered(facts, _))) => Some(facts),
            _ => None,
        }
    }

    /// The offer that the report waits for its reporter to answer. It may be too late to answer it, see [`Offer::until`].
    pub fn open_offer(&self) -> Option<&Offer> {
        let is_open = |offer: &&Offer| offer.consent.is_none() && !offer.is_over;
        self.offer().filter(is_open).filter(|_| self.status == Status::Waiting)
    }

    /// The offer that can still be answered.
    pub fn answerable_offer(&self, now: Timestamp) -> Option<&Offer> {
        self.open_offer().filter(|offer| now.as_millisecond() < offer.until)
    }

    /// What the reporter agreed to and nobody has handed over yet.
    pub fn agreed_offer(&self) -> Option<&Offer> {
        let is_done = matches!(self.status, Status::Closed | Status::Ended);
        self.offer().filter(|offer| offer.yes().is_some() && offer.handed.is_none() && !is_done)
    }

    /// Takes in an offer, what became of it, or that something happened after which it stands no longer.
    pub(super) fn offer_or_answer(&mut self, id: Option<OpId>, event: &CaseEvent) {
        match event {
            CaseEvent::Handover(Handover::Offered(facts, words)) => {
                let words = words.clone().unwrap_or_default();
                self.offer = Some(Offer {
                    op: id,
                    until: facts.until,
                    authority: facts.authority.clone(),
                    ends: facts.ends,
                    consent: None,
                    handed: None,
                    is_over: false,
                    photos: words.photos().collect(),
                    reach: words.reach,
                });
            }
            CaseEvent::Reopened(..) => self.offer = None,
            event => {
                if let Some(offer) = &mut self.offer {
                    offer.becomes(event);
                }
            }
        }
    }
}

impl Offer {
    fn becomes(&mut self, event: &CaseEvent) {
        match event {
            CaseEvent::Handover(Handover::Consented(facts)) if self.op == Some(facts.op()) => self.answer(facts),
            CaseEvent::Handover(Handover::HandedOver(facts, _)) if self.op == Some(facts.op()) => {
                self.handed = Some(facts.clone());
            }
            // Who agreed before knew nothing of the circle.
            CaseEvent::Classified(fact, _) => self.is_over |= fact.sensitivity.is_some() && self.handed.is_none(),
            event => self.is_over |= self.consent.is_none() && goes_on_otherwise(event),
        }
    }
}

/// Whether the case waits no longer after it.
fn goes_on_otherwise(event: &CaseEvent) -> bool {
    match event {
        CaseEvent::Said(said, _) => said.answer.is_some(),
        event => matches!(
            event,
            CaseEvent::Resumed(_) | CaseEvent::Closed(..) | CaseEvent::Ended(..) | CaseEvent::Bond(Bond::Merged(..))
        ),
    }
}

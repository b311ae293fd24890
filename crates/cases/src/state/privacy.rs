//! What of a case the public may read.

use super::Case;
use crate::events::{Privacy, Redacted, RedactedWords};
use crate::kinds::Visibility;
use crate::masking;

/// What an officer took out of the words that the public reads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hidden {
    /// The parts, as they stand in the words.
    pub parts: Vec<String>,
    /// Lists of parts that were erased, so that nobody knows any more what must not be shown.
    lost: u32,
    /// How many of those somebody made up for by saying anew what is taken out.
    settled: u32,
}

impl Hidden {
    /// Whether something must not be shown of which nobody knows any more what it was.
    const fn is_lost(&self) -> bool {
        self.lost > self.settled
    }

    /// Takes parts out and shows others again.
    fn take_in(&mut self, facts: &Redacted, words: Option<RedactedWords>) {
        let words = words.unwrap_or_default();
        let parts: Vec<_> = words.parts.text.lines().collect();
        self.lost += u32::from(parts.len() < facts.count as usize);
        self.settled = self.settled.max(facts.settles);
        self.parts.retain(|part| !words.again.contains(part));
        for part in parts {
            if self.parts.iter().all(|known| known != part) {
                self.parts.push(part.to_owned());
            }
        }
    }
}

impl Case {
    /// Who may see it: what the reporter chose last. As long as the receipt is not here, nobody outside.
    pub fn visibility(&self) -> Visibility {
        let first = self.received.as_ref().map_or(Visibility::Confidential, |received| received.visibility);
        self.shown_to.unwrap_or(first)
    }

    /// Whether the public may see it at all: an officer said so, the reporter did not say otherwise, it is in no closed
    /// circle, and all that was done to it is understood here.
    pub fn is_public(&self) -> bool {
        let is_wished = self.visibility() != Visibility::Confidential;
        self.published.is_some() && is_wished && self.sensitivity.is_none() && !self.hidden.is_lost() && !self.is_beyond
    }

    /// The title the public reads; nothing if it was erased.
    pub fn public_title(&self) -> Option<String> {
        let title = self.published.as_ref()?.title.as_deref()?;
        Some(masking::without_parts(title, &self.hidden.parts))
    }

    /// Words of the report as the public reads them: without contacts, long numbers, the reporter's name, and what an officer
    /// took out.
    pub fn for_public(&self, text: &str) -> String {
        let name = self.words.as_ref().and_then(|words| words.name.as_deref());
        masking::for_public(text, name, &self.hidden.parts)
    }

    /// Words of the office as people outside read them, without the names of these reporters.
    pub fn for_outside(&self, text: &str, names: &[String]) -> String {
        masking::for_outside(text, names, &self.hidden.parts)
    }

    /// The parts that an officer took out.
    pub fn hidden_parts(&self) -> &[String] {
        &self.hidden.parts
    }

    /// How many lists of such parts were erased.
    pub(crate) fn lost_lists(&self) -> u32 {
        self.hidden.lost
    }

    /// Takes in a change of what the public may read; gives when it happened, in milliseconds since 1970, UTC.
    pub(super) fn keep_from_public(&mut self, privacy: Privacy) -> i64 {
        let at = privacy.at();
        match privacy {
            Privacy::Redacted(facts, words) => self.hidden.take_in(&facts, words),
            Privacy::PhotoShown(facts, words) => self.public_photos.take_in(&facts, words),
            Privacy::ShownTo(facts) => {
                let visibility = facts.visibility();
                self.shown_to = Some(visibility);
                // Whoever lets others see it again lets an officer look over it again.
                if visibility == Visibility::Confidential {
                    self.published = None;
                    self.public_photos.take_back();
                }
            }
        }
        at
    }
}

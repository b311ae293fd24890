//! What of a case the public may read.

use super::Case;
use crate::events::Privacy;
use crate::kinds::Visibility;
use crate::masking;

/// What an officer took out of the words that the public reads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hidden {
    /// The parts, as they stand in the words.
    pub parts: Vec<String>,
    /// Whether there were parts that were erased, so that nobody knows any more what must not be shown.
    is_lost: bool,
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
        self.published.is_some() && is_wished && self.sensitivity.is_none() && !self.hidden.is_lost && !self.is_beyond
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

    /// Takes in a change of what the public may read; gives when it happened, in milliseconds since 1970, UTC.
    pub(super) fn keep_from_public(&mut self, privacy: Privacy) -> i64 {
        let at = privacy.at();
        match privacy {
            Privacy::Redacted(facts, words) => {
                let parts: Vec<_> = words.iter().flat_map(|words| words.text.lines()).map(str::to_owned).collect();
                let is_lost = parts.len() < facts.count as usize;
                self.hidden = Hidden { parts, is_lost };
            }
            Privacy::ShownTo(facts) => {
                let visibility = facts.visibility();
                self.shown_to = Some(visibility);
                // Whoever lets others see it again lets an officer look over it again.
                if visibility == Visibility::Confidential {
                    self.published = None;
                }
            }
        }
        at
    }
}

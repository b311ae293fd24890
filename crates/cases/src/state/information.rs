//! What a formal request for public information knows besides: whether its limit was extended.

use super::Case;
use crate::events::Information;
use crate::kinds::Procedure;

impl Case {
    /// Whether it is a formal request for public information.
    pub fn is_information_request(&self) -> bool {
        self.procedure() == Procedure::Information
    }

    /// Whether the limit in force has the time that the law gives once more. One that ran before a reopening is over.
    pub fn is_extended(&self) -> bool {
        self.is_information_request() && self.has_more_time()
    }

    /// The same, should it be regarded as a request for public information.
    pub(crate) fn has_more_time(&self) -> bool {
        self.extended_at.is_some_and(|at| at >= self.counts_from)
    }

    /// Takes in what only a formal request knows, and says when that happened.
    pub(super) fn inform(&mut self, information: &Information) -> i64 {
        match information {
            Information::Extended(facts, _) => {
                // What was heard was about the limit without it.
                self.told.clear();
                self.extended_at = Some(facts.at);
                self.limits = Some(facts.limits.clone());
            }
        }
        information.at()
    }
}

//! What the thread says of a matter of another authority: that it was offered there, what the reporter answered, and that it
//! was handed over.

use hadir_ui::components::{Said, Stop};
use hadir_ui::t;

use super::Telling;
use crate::events::Handover;
use crate::pages::handing;
use crate::state::Moment;

impl Telling<'_> {
    /// The stop of a moment. Offer and answer are between the office and the reporter.
    pub(super) fn handed(&mut self, moment: &Moment, handover: &Handover) -> Option<Stop> {
        let lang = self.thread.lang;
        match handover {
            Handover::Offered(facts, words) if self.thread.is_reporter() => {
                let heading = t!(lang, "thread-offered", authority = facts.authority.as_str());
                let reach = words.as_ref().map(|words| words.reach.as_str()).filter(|reach| !reach.is_empty());
                let stop = Stop::event(heading);
                Some(match reach.filter(|_| !self.is_silent) {
                    Some(reach) => stop.said(Said::new(reach).lang("id")),
                    None => stop,
                })
            }
            Handover::Consented(facts) if self.thread.is_reporter() => {
                Some(Stop::event(match (facts.is_yes, facts.with_contact) {
                    (true, true) => t!(lang, "thread-you-consented-contact"),
                    (true, false) => t!(lang, "thread-you-consented"),
                    (false, _) => t!(lang, "thread-you-consented-no"),
                }))
            }
            Handover::Offered(..) | Handover::Consented(_) => None,
            Handover::HandedOver(facts, words) => {
                let day = handing::day(lang, facts);
                let heading = t!(lang, "thread-handed-over", authority = facts.authority.as_str(), day = day);
                Some(self.with_words(Stop::event(heading), words.as_ref()).when(self.when(moment.at)))
            }
        }
    }
}

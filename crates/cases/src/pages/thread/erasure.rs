//! What the thread says of erasing what was kept of the reporter. Of a wish that was refused nobody else learns.

use hadir_ui::components::Stop;
use hadir_ui::t;

use super::Telling;
use crate::events::Erasure;

impl Telling<'_> {
    /// The stop of a moment.
    pub(super) fn wished(&mut self, erasure: &Erasure) -> Option<Stop> {
        let lang = self.thread.lang;
        match erasure {
            Erasure::Asked(_, words) if self.thread.is_reporter() => {
                Some(self.with_words(Stop::event(t!(lang, "thread-you-asked-erasure")), words.as_ref()))
            }
            Erasure::Refused(_, words) if self.thread.is_reporter() => {
                let heading = t!(lang, "thread-erasure-refused", unit = self.holder());
                Some(self.with_words(Stop::us(heading), words.as_ref()))
            }
            Erasure::Erased(facts) => Some(Stop::event(match facts.rule {
                Some(_) => t!(lang, "thread-erased-by-rule"),
                None => t!(lang, "thread-erased-asked"),
            })),
            Erasure::Asked(..) | Erasure::Refused(..) => None,
        }
    }
}

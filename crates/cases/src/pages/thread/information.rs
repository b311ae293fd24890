//! What a formal request for public information adds to the thread: more time, with the date, the reason and the rule; a
//! refusal with its ground; objections, and what was decided on them.

use hadir_ui::components::Stop;
use hadir_ui::t;

use super::Telling;
use crate::events::{Decision, Extended, Information, Objected, Words};
use crate::grounds::RefusalGround;
use crate::pages::wording::{self, basis, inside_sentence, refusal_ground, unit_name};

impl Telling<'_> {
    /// The stop of a moment before which a limit was promised.
    pub(super) fn informed(&mut self, promised: Option<i64>, information: &Information) -> Stop {
        match information {
            Information::Extended(facts, words) => self.extended(promised, facts, words.as_ref()),
            Information::Objected(facts, words) => self.objected(facts, words.as_ref()),
            Information::Decided(facts, words) => self.decided(facts, words.as_ref()),
        }
    }

    fn extended(&mut self, promised: Option<i64>, facts: &Extended, words: Option<&Words>) -> Stop {
        let lang = self.thread.lang;
        let used = &facts.limits.used;
        let heading = [
            t!(lang, "thread-extended", unit = self.holder()),
            format!("{}.", self.moved(promised, used.due_at)),
            basis(lang, used),
        ];
        self.with_words(Stop::event(heading.join(" ")), words)
    }

    /// Only the reporter reads their words again; everyone learns that they objected, and before whom.
    fn objected(&mut self, facts: &Objected, words: Option<&Words>) -> Stop {
        let lang = self.thread.lang;
        let unit = unit_name(self.thread.org, &facts.unit);
        let ground = facts.ground().map(|ground| inside_sentence(&wording::objection_ground(lang, ground)));
        let yours = t!(lang, "thread-you-objected", unit = unit.as_str(), ground = ground.unwrap_or_default());
        self.by_citizen(yours, t!(lang, "thread-reporter-objected", unit = unit), words)
    }

    fn decided(&mut self, facts: &Decision, words: Option<&Words>) -> Stop {
        let lang = self.thread.lang;
        let objection = self.case.objections().iter().find(|objection| objection.op == Some(facts.op()));
        let unit = objection.map_or_else(|| self.holder(), |objection| unit_name(self.thread.org, &objection.unit));
        let outcome = facts.outcome().map(|outcome| wording::outcome(lang, outcome)).unwrap_or_default();
        self.with_words(Stop::us(t!(lang, "thread-decided", unit = unit, outcome = outcome)), words)
    }

    /// "Dinas Perhubungan menolak permohonan ini. Dasarnya: mengungkap rahasia pribadi (Pasal 17 huruf h UU 14/2008)."
    pub(super) fn refused(&mut self, ground: RefusalGround, words: Option<&Words>) -> Stop {
        let lang = self.thread.lang;
        let ground = inside_sentence(&refusal_ground(lang, ground));
        self.with_words(Stop::event(t!(lang, "thread-refused", unit = self.holder(), ground = ground)), words)
    }
}

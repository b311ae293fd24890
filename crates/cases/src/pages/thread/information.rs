//! What a formal request for public information adds to the thread: more time, with the date, the reason and the rule.

use hadir_ui::components::Stop;
use hadir_ui::t;

use super::Telling;
use crate::events::{Due, Information, Words};
use crate::grounds::RefusalGround;
use crate::pages::wording::{inside_sentence, refusal_ground, span};

impl Telling<'_> {
    /// The stop of a moment before which a limit was promised.
    pub(super) fn informed(&mut self, promised: Option<i64>, information: &Information) -> Stop {
        match information {
            Information::Extended(facts, words) => {
                let lang = self.thread.lang;
                let used = &facts.limits.used;
                let heading = [
                    t!(lang, "thread-extended", unit = self.holder()),
                    format!("{}.", self.moved(promised, used.due_at)),
                    self.basis(used),
                ];
                self.with_words(Stop::event(heading.join(" ")), words.as_ref())
            }
        }
    }

    /// "Dinas Perhubungan menolak permohonan ini. Dasarnya: mengungkap rahasia pribadi (Pasal 17 huruf h UU 14/2008)."
    pub(super) fn refused(&mut self, ground: RefusalGround, words: Option<&Words>) -> Stop {
        let lang = self.thread.lang;
        let ground = inside_sentence(&refusal_ground(lang, ground));
        self.with_words(Stop::event(t!(lang, "thread-refused", unit = self.holder(), ground = ground)), words)
    }

    /// "Dasarnya: jawaban permohonan informasi publik dengan perpanjangan, 17 hari kerja."
    fn basis(&self, due: &Due) -> String {
        let lang = self.thread.lang;
        t!(lang, "promise-basis", rule = inside_sentence(&due.rule_name), span = span(lang, due))
    }
}

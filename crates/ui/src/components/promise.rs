//! A promise: who does what by which day, hour and zone, and why that day. The lamp marks it.

use jiff::Zoned;
use maud::{Markup, Render, html};

use crate::lang::Lang;
use crate::t;
use crate::time::deadline_mark;

/// The sentence we will be held to, and in one line why that day.
#[derive(Debug, Clone)]
pub struct Promise {
    sentence: Markup,
    why: Option<String>,
}

impl Promise {
    /// A sentence of the caller's own; the date in it comes from [`deadline_mark`].
    pub fn new(sentence: Markup) -> Self {
        Self { sentence, why: None }
    }

    /// "Dinas PUPR menjawab paling lambat …".
    pub fn answer(lang: &Lang, office: &str, due: &Zoned) -> Self {
        let when = deadline_mark(lang, due);
        Self::new(lang.markup("promise-answer", &[("office", office.into())], &[("when", when)]))
    }

    /// "Dinas PUPR seharusnya menjawab paling lambat …. Kami minta maaf."
    pub fn broken(lang: &Lang, office: &str, due: &Zoned) -> Self {
        let when = deadline_mark(lang, due);
        Self::new(lang.markup("promise-broken", &[("office", office.into())], &[("when", when)]))
    }

    /// Why that day, or what follows from it.
    #[must_use]
    pub fn why(mut self, why: impl Into<String>) -> Self {
        self.why = Some(why.into());
        self
    }
}

impl Render for Promise {
    fn render(&self) -> Markup {
        html! {
            div.promise {
                p { (self.sentence) }
                @if let Some(why) = &self.why { p.soft { (why) } }
            }
        }
    }
}

pub(crate) fn sample(lang: &Lang) -> Markup {
    use crate::catalogue::instant;
    let kept = Promise::answer(lang, "Disdukcapil", &instant("2026-11-26T23:59")).why(t!(lang, "sample-promise-why"));
    let broken = Promise::broken(lang, "Dinas PUPR", &instant("2026-11-17T23:59")).why(t!(lang, "sample-promise-late"));
    html! { div.pair.stack { (kept) (broken) } }
}

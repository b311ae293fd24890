//! What Tutur suggests beside an answer: what is missing, why in one line, words to accept. No scores.

use maud::{Markup, Render, html};

use crate::lang::Lang;
use crate::t;

/// One suggestion.
#[derive(Debug, Clone)]
pub struct Advice {
    /// What is missing; a word of the officer's own text may stand in `q`.
    pub missing: Markup,
    /// Why it matters here.
    pub why: String,
    /// Words to accept, where there are some.
    pub offer: Option<String>,
}

/// The suggestions, and what is good already.
#[derive(Debug, Clone)]
pub struct Coach<'a> {
    lang: &'a Lang,
    advice: Vec<Advice>,
    good: Option<String>,
}

impl<'a> Coach<'a> {
    /// Suggestions, most important first. `good` says what is good already and stands last.
    pub fn new(lang: &'a Lang, advice: Vec<Advice>, good: Option<String>) -> Self {
        Self { lang, advice, good }
    }

    fn offer(&self, index: usize, words: &str) -> Markup {
        // One key for the first; when it is taken, the next moves up. Alt with a digit belongs to browsers.
        let is_first = index == 0;
        html! {
            p.offer {
                span { (words) }
                button.btn.quiet.mini type="button" data-act="accept"
                    aria-keyshortcuts=[is_first.then_some("Control+.")]
                {
                    (t!(self.lang, "coach-use"))
                    span.hide { " " (t!(self.lang, "coach-use.which", n = index + 1)) }
                    @if is_first { " " kbd { "Ctrl ." } }
                }
            }
        }
    }
}

impl Render for Coach<'_> {
    fn render(&self) -> Markup {
        let lang = self.lang;
        html! {
            div.coach role="region" aria-label=(t!(lang, "coach-label")) {
                h2 { (t!(lang, "coach-title", count = self.advice.len())) }
                ul {
                    @for (index, advice) in self.advice.iter().enumerate() {
                        li {
                            h3 { (advice.missing) }
                            p.soft { (advice.why) }
                            @if let Some(words) = &advice.offer { (self.offer(index, words)) }
                        }
                    }
                }
                p.soft {
                    @if let Some(good) = &self.good { (good) " " }
                    (t!(lang, "coach-only-suggests"))
                }
            }
        }
    }
}

pub(crate) fn sample(lang: &Lang) -> Markup {
    let soon = html! { q { "segera" } };
    let advice = vec![
        Advice {
            missing: html! { (t!(lang, "sample-coach-greeting")) },
            why: t!(lang, "sample-coach-greeting.why"),
            offer: Some(t!(lang, "sample-coach-greeting.offer")),
        },
        Advice {
            missing: lang.markup("sample-coach-soon", &[], &[("word", soon)]),
            why: t!(lang, "sample-coach-soon.why"),
            offer: Some(t!(lang, "sample-coach-soon.offer")),
        },
    ];
    html! { (Coach::new(lang, advice, Some(t!(lang, "sample-coach-good")))) }
}

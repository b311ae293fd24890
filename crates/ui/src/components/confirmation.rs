//! That something was done: at the place of the act, with the time and the next step. Never a message that
//! floats away.

use maud::{Markup, Render, html};

use super::note::{Note, Weight};
use crate::lang::Lang;
use crate::t;

/// What was done and when, and what happens next.
#[derive(Debug, Clone)]
pub struct Confirmation {
    done: String,
    next: Markup,
    act: Option<Markup>,
    in_section: bool,
}

impl Confirmation {
    /// `done` says what was done and at what time; `next` what follows, perhaps with a link.
    pub fn new(done: impl Into<String>, next: impl Render) -> Self {
        Self { done: done.into(), next: next.render(), act: None, in_section: false }
    }

    /// With a way to go on from it: a form with one button.
    #[must_use]
    pub fn act(mut self, act: Option<Markup>) -> Self {
        self.act = act;
        self
    }

    /// Inside a section that has a heading of its own, so this one is a level lower.
    #[must_use]
    pub fn in_section(mut self) -> Self {
        self.in_section = true;
        self
    }
}

impl Render for Confirmation {
    fn render(&self) -> Markup {
        let next = html! { p { (self.next) } @if let Some(act) = &self.act { (act) } };
        // Read aloud when it appears after an act without leaving the page, and harmless when the page is new.
        let note = Note::new(Weight::Done, &self.done, next);
        let note = if self.in_section { note.in_section() } else { note };
        html! { div role="status" { (note) } }
    }
}

pub(crate) fn sample(lang: &Lang) -> Markup {
    let at = crate::time::clock(lang, &crate::catalogue::instant("2026-11-18T10:41"));
    let link = html! { a href="#isi" { (t!(lang, "sample-sent-look")) } };
    let next = lang.markup("sample-sent-next", &[], &[("look", link)]);
    html! { (Confirmation::new(t!(lang, "sample-sent", at = at), next).in_section()) }
}

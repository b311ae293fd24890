//! Something a reader must know before going on. At most one a page; never praise, tips or news.

use maud::{Markup, Render, html};

use crate::icon::{Icon, icon};
use crate::lang::Lang;
use crate::t;

/// How much a note weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Good to know.
    Plain,
    /// It worked (see [`super::Confirmation`]).
    Done,
    /// Needs care.
    Soon,
    /// Urgent.
    Late,
}

/// A box with a mark, a heading and a sentence or two.
#[derive(Debug, Clone)]
pub struct Note {
    weight: Weight,
    heading: String,
    content: Markup,
    in_section: bool,
}

impl Note {
    /// `content` is one or more paragraphs.
    pub fn new(weight: Weight, heading: impl Into<String>, content: Markup) -> Self {
        Self { weight, heading: heading.into(), content, in_section: false }
    }

    /// Inside a section that has a heading of its own, so this one is a level lower.
    #[must_use]
    pub fn in_section(mut self) -> Self {
        self.in_section = true;
        self
    }
}

impl Render for Note {
    fn render(&self) -> Markup {
        let (class, mark) = match self.weight {
            Weight::Plain => ("note", Icon::Info),
            Weight::Done => ("note", Icon::Ok),
            Weight::Soon => ("note soon", Icon::Clock),
            Weight::Late => ("note late", Icon::Late),
        };
        html! {
            div class=(class) { (icon(mark)) div { (heading(&self.heading, self.in_section)) (self.content) } }
        }
    }
}

/// A heading right under the page's title, or a level lower inside a section.
pub(super) fn heading(words: &str, in_section: bool) -> Markup {
    html! { @if in_section { h3 { (words) } } @else { h2 { (words) } } }
}

pub(crate) fn sample(lang: &Lang) -> Markup {
    let note =
        |weight, heading: String, words: String| Note::new(weight, heading, html! { p { (words) } }).in_section();
    html! {
        div.pair.stack {
            (note(Weight::Plain, t!(lang, "sample-note-kept"), t!(lang, "sample-note-kept.words")))
            (note(Weight::Soon, t!(lang, "sample-note-once"), t!(lang, "sample-note-once.words")))
            (note(Weight::Late, t!(lang, "sample-note-danger"), t!(lang, "sample-note-danger.words")))
        }
    }
}

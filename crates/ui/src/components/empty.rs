//! A page with nothing on it: what that means, how fresh it is, and what to do next.

use maud::{Markup, Render, html};

use super::button::{Button, actions};
use super::note::heading;
use crate::lang::Lang;
use crate::t;

/// What it means that there is nothing.
#[derive(Debug, Clone)]
pub struct Empty {
    heading: String,
    words: String,
    actions: Vec<Button>,
    in_section: bool,
}

impl Empty {
    /// `heading` says what there is none of; `words` what that may mean and how fresh it is.
    pub fn new(heading: impl Into<String>, words: impl Into<String>) -> Self {
        Self { heading: heading.into(), words: words.into(), actions: Vec::new(), in_section: false }
    }

    /// Inside a section that has a heading of its own, so this one is a level lower.
    #[must_use]
    pub fn in_section(mut self) -> Self {
        self.in_section = true;
        self
    }

    /// What to do next; two at most.
    #[must_use]
    pub fn action(mut self, action: Button) -> Self {
        self.actions.push(action);
        self
    }
}

impl Render for Empty {
    fn render(&self) -> Markup {
        html! {
            div.stack {
                (heading(&self.heading, self.in_section))
                p { (self.words) }
                @if !self.actions.is_empty() { (actions(&self.actions)) }
            }
        }
    }
}

pub(crate) fn sample(lang: &Lang) -> Markup {
    let empty = Empty::new(t!(lang, "sample-empty"), t!(lang, "sample-empty.words"))
        .action(Button::link(t!(lang, "sample-empty-all"), "#isi").quiet())
        .action(Button::link(t!(lang, "nav-report"), "#isi"))
        .in_section();
    html! { (empty) }
}

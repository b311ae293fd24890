//! A field of several lines.

use maud::{Markup, html};

use super::{Control, Wiring};

/// Several lines of text.
#[derive(Debug, Clone)]
pub struct Textarea {
    rows: u8,
    value: String,
    required: bool,
    takes_focus: bool,
}

impl Textarea {
    /// Empty, this many lines high; it can be drawn larger.
    pub fn rows(rows: u8) -> Self {
        Self { rows, value: String::new(), required: false, takes_focus: false }
    }

    /// What stands in it already.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// Has the focus when the page opens, for a page whose news it is. At most one part of a page.
    #[must_use]
    pub fn takes_focus(mut self, takes_focus: bool) -> Self {
        self.takes_focus = takes_focus;
        self
    }

    /// Must be filled in.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }
}

impl Control for Textarea {
    fn draw(&self, wiring: &Wiring<'_>) -> Markup {
        // A browser drops one line break right after the opening tag, so a text that begins with one gets a
        // second: what was typed stays to the letter.
        let keeps = self.value.starts_with('\n').then_some("\n");
        html! {
            textarea id=(wiring.name) name=(wiring.name) rows=(self.rows) required[self.required] autofocus[self.takes_focus]
                aria-describedby=[wiring.described_by.as_ref()] aria-invalid=[wiring.invalid()]
            { @if let Some(line) = keeps { (line) } (self.value) }
        }
    }
}

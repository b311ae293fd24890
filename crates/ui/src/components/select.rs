//! A list to choose one from, for more than six choices; in groups where there are many.

use maud::{Markup, html};

use super::{Control, Wiring};

/// A list to choose one from.
#[derive(Debug, Clone, Default)]
pub struct Select {
    empty: Option<String>,
    groups: Vec<Choices>,
    chosen: Option<String>,
}

/// Some choices of a [`Select`], under a heading or without one.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    heading: Option<String>,
    options: Vec<(String, String)>,
}

impl Choices {
    /// Choices that need no heading.
    pub fn plain() -> Self {
        Self::default()
    }

    /// Choices under a heading, such as the villages of a district.
    pub fn group(heading: impl Into<String>) -> Self {
        Self { heading: Some(heading.into()), options: Vec::new() }
    }

    /// One choice more: what is posted, and what is read.
    #[must_use]
    pub fn option(mut self, value: impl Into<String>, label: impl Into<String>) -> Self {
        self.options.push((value.into(), label.into()));
        self
    }
}

impl Select {
    /// A list without choices yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A first line that chooses nothing: "Pilih bila tahu", "Semua".
    #[must_use]
    pub fn empty(mut self, label: impl Into<String>) -> Self {
        self.empty = Some(label.into());
        self
    }

    /// Choices more.
    #[must_use]
    pub fn choices(mut self, choices: Choices) -> Self {
        self.groups.push(choices);
        self
    }

    /// The value that is chosen already.
    #[must_use]
    pub fn chosen(mut self, value: impl Into<String>) -> Self {
        self.chosen = Some(value.into());
        self
    }

    fn options(&self, choices: &Choices) -> Markup {
        html! {
            @for (value, label) in &choices.options {
                option value=(value) selected[self.chosen.as_ref() == Some(value)] { (label) }
            }
        }
    }
}

impl Control for Select {
    fn draw(&self, wiring: &Wiring<'_>) -> Markup {
        html! {
            select id=(wiring.name) name=(wiring.name)
                aria-describedby=[wiring.described_by.as_ref()] aria-invalid=[wiring.invalid()]
            {
                @if let Some(label) = &self.empty { option value="" { (label) } }
                @for choices in &self.groups {
                    @match &choices.heading {
                        Some(heading) => { optgroup label=(heading) { (self.options(choices)) } },
                        None => { (self.options(choices)) },
                    }
                }
            }
        }
    }
}

//! Several fields under one question.

use maud::{Markup, Render, html};

use super::field::optional;
use crate::lang::Lang;

/// Several fields under one question; those inside are [`super::Field::inner`].
#[derive(Debug, Clone)]
pub struct Fieldset<'a> {
    lang: &'a Lang,
    legend: String,
    hint: Option<Markup>,
    optional: bool,
    content: Markup,
}

impl<'a> Fieldset<'a> {
    /// The question, and the fields that answer it.
    pub fn new(lang: &'a Lang, legend: impl Into<String>, content: Markup) -> Self {
        Self { lang, legend: legend.into(), hint: None, optional: false, content }
    }

    /// A line or two under the question.
    #[must_use]
    pub fn hint(mut self, hint: impl Render) -> Self {
        self.hint = Some(hint.render());
        self
    }

    /// All of it may be left empty.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }
}

impl Render for Fieldset<'_> {
    fn render(&self) -> Markup {
        html! {
            fieldset.field {
                legend { (self.legend) @if self.optional { " " (optional(self.lang)) } }
                @if let Some(hint) = &self.hint { p.hint { (hint) } }
                div.stack { (self.content) }
            }
        }
    }
}

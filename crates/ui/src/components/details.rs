//! Something to open: the table behind a chart, an explanation. Never anything needed to act.

use maud::{Markup, Render, html};

use crate::icon::{Icon, icon};
use crate::lang::Lang;
use crate::t;

/// A line that opens what is behind it.
#[derive(Debug, Clone)]
pub struct Details {
    summary: String,
    content: Markup,
}

impl Details {
    /// The line, and what it opens.
    pub fn new(summary: impl Into<String>, content: impl Render) -> Self {
        Self { summary: summary.into(), content: content.render() }
    }
}

impl Render for Details {
    fn render(&self) -> Markup {
        html! { details { summary { (icon(Icon::Down)) (self.summary) } (self.content) } }
    }
}

pub(crate) fn sample(lang: &Lang) -> Markup {
    let why = html! { p { (t!(lang, "sample-details.words")) } };
    html! { (Details::new(t!(lang, "sample-details"), why)) }
}

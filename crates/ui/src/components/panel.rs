//! A box on the desk for what belongs together beside a case.

use maud::{Markup, Render, html};

use crate::lang::Lang;
use crate::t;

/// A box with a heading.
#[derive(Debug, Clone)]
pub struct Panel {
    heading: String,
    content: Markup,
}

impl Panel {
    /// A heading and what stands under it.
    pub fn new(heading: impl Into<String>, content: impl Render) -> Self {
        Self { heading: heading.into(), content: content.render() }
    }
}

impl Render for Panel {
    fn render(&self) -> Markup {
        html! { section.panel { h2 { (self.heading) } (self.content) } }
    }
}

pub(crate) fn sample(lang: &Lang) -> Markup {
    let same = html! {
        p { a href="#isi" { (t!(lang, "sample-same.title")) } }
        p.soft { (t!(lang, "sample-same.why")) }
    };
    html! { (Panel::new(t!(lang, "sample-same"), same)) }
}

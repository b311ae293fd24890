//! What was wrong with a form, above the heading: it has the focus, and leads to each field.

use maud::{Markup, Render, html};

use crate::icon::{Icon, icon};
use crate::lang::Lang;
use crate::t;

/// One thing to mend.
#[derive(Debug, Clone)]
pub struct Mistake {
    /// Id of the field concerned.
    pub field: String,
    /// What is wrong, in a few words.
    pub words: String,
}

/// Says how many things are to mend, which, and that nothing typed was lost.
#[derive(Debug, Clone)]
pub struct ErrorSummary<'a> {
    lang: &'a Lang,
    mistakes: Vec<Mistake>,
    takes_focus: bool,
}

impl<'a> ErrorSummary<'a> {
    /// Stands before the `h1`. Renders nothing when there is nothing to mend.
    pub fn new(lang: &'a Lang, mistakes: Vec<Mistake>) -> Self {
        Self { lang, mistakes, takes_focus: true }
    }

    /// As one part among many in the catalogue, which must not jump to it.
    pub(crate) fn at_rest(mut self) -> Self {
        self.takes_focus = false;
        self
    }
}

impl Render for ErrorSummary<'_> {
    fn render(&self) -> Markup {
        if self.mistakes.is_empty() {
            return html! {};
        }
        html! {
            div.note.late role="alert" tabindex="-1" autofocus[self.takes_focus] {
                (icon(Icon::Late))
                div {
                    h2 { (t!(self.lang, "errors-title", count = self.mistakes.len())) }
                    ul {
                        @for mistake in &self.mistakes {
                            li { a href={ "#" (mistake.field) } { (mistake.words) } }
                        }
                    }
                    p { (t!(self.lang, "errors-kept")) }
                }
            }
        }
    }
}

pub(crate) fn sample(lang: &Lang) -> Markup {
    let mistake = |field: &str, words| Mistake { field: field.to_owned(), words };
    let mistakes =
        vec![mistake("short", t!(lang, "sample-mistake-story")), mistake("code", t!(lang, "sample-mistake-code"))];
    html! { (ErrorSummary::new(lang, mistakes).at_rest()) }
}

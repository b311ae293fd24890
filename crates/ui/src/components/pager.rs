//! Going on in a list: what is shown, and the next or previous part of it. Never page numbers.

use maud::{Markup, Render, html};

use super::Button;
use crate::lang::Lang;
use crate::t;

/// Links to the parts of a list before and after the one shown.
#[derive(Debug, Clone)]
pub struct Pager<'a> {
    lang: &'a Lang,
    shown: String,
    previous: Option<String>,
    next: Option<String>,
}

impl<'a> Pager<'a> {
    /// `shown` says what is shown: "Laporan 1 sampai 25".
    pub fn new(lang: &'a Lang, shown: impl Into<String>) -> Self {
        Self { lang, shown: shown.into(), previous: None, next: None }
    }

    /// Address of the part before, if there is one.
    #[must_use]
    pub fn previous(mut self, href: Option<String>) -> Self {
        self.previous = href;
        self
    }

    /// Address of the part after, if there is one.
    #[must_use]
    pub fn next(mut self, href: Option<String>) -> Self {
        self.next = href;
        self
    }
}

impl Render for Pager<'_> {
    fn render(&self) -> Markup {
        let button = |label: String, href: &String, rel| Button::link(label, href).quiet().rel(rel);
        html! {
            nav.pager aria-label=(t!(self.lang, "pager")) {
                @if let Some(href) = &self.previous { (button(t!(self.lang, "pager-previous"), href, "prev")) }
                span.soft { (self.shown) }
                @if let Some(href) = &self.next { (button(t!(self.lang, "pager-next"), href, "next")) }
            }
        }
    }
}

pub(crate) fn sample(lang: &Lang) -> Markup {
    let here = || Some("#isi".to_owned());
    html! {
        (Pager::new(lang, t!(lang, "sample-shown", first = 21, last = 40)).previous(here()).next(here()))
    }
}

//! Pages without navigation: the wall screen of an office, slips to print.

use maud::Markup;

use super::document::{Document, Styles};
use crate::html::Html;
use crate::lang::Lang;
use crate::tokens::{Sheet, Sheets};

/// A page without navigation, before its content.
#[derive(Debug, Clone)]
pub struct BarePage<'a> {
    lang: &'a Lang,
    title: String,
    class: Option<&'static str>,
    sheets: Sheets,
    scripts: Vec<String>,
}

impl<'a> BarePage<'a> {
    /// A plain page, such as a slip to print.
    pub fn new(lang: &'a Lang, title: impl Into<String>) -> Self {
        Self { lang, title: title.into(), class: None, sheets: Sheets::BASE, scripts: Vec::new() }
    }

    /// The wall screen: always dark, measured by the width of the screen.
    pub fn wall(lang: &'a Lang, title: impl Into<String>) -> Self {
        let sheets = Sheets::BASE.with(Sheet::Lists).with(Sheet::Wall);
        Self { class: Some("wall"), sheets, ..Self::new(lang, title) }
    }

    /// Loads a script module by its address.
    #[must_use]
    pub fn script(mut self, url: impl Into<String>) -> Self {
        self.scripts.push(url.into());
        self
    }
}

/// A page without navigation. Its content brings its own `main`.
pub fn bare(page: &BarePage<'_>, content: Markup) -> Html {
    let document = Document {
        lang: page.lang,
        title: page.title.clone(),
        styles: Styles::Inline(page.sheets),
        scripts: &page.scripts,
        manifest: None,
        class: page.class,
    };
    document.around(&content)
}

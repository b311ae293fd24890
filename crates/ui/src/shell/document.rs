//! What every document has: doctype, head, styles, scripts, and the icons its body uses.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::html::Html;
use crate::icon::sprite;
use crate::lang::Lang;
use crate::t;
use crate::tokens::{Sheets, desk_asset};

/// The brand as the picture of a browser tab. Written into the page, because a browser that finds none asks for
/// one: a second request on a thin link.
const TAB_ICON: &str = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'>\
    <rect width='24' height='24' rx='5' fill='%230a2a37'/>\
    <path fill='%23eaf4f7' d='M3 14c6 2 12 2 18 0l-3 6H6z'/><circle cx='12' cy='8' r='3.5' fill='%23ffbe3d'/></svg>";

/// Where a document's styles come from.
pub(super) enum Styles {
    /// Written into the page, so that it needs one request.
    Inline(Sheets),
    /// The desk's linked file, kept by the browser.
    DeskFile,
}

/// A document before its body.
pub(super) struct Document<'a> {
    pub(super) lang: &'a Lang,
    pub(super) title: String,
    pub(super) styles: Styles,
    pub(super) scripts: &'a [String],
    pub(super) manifest: Option<&'a str>,
    pub(super) class: Option<&'a str>,
}

impl Document<'_> {
    /// Puts the document together. `body` is the whole `<body>` but the icons.
    pub(super) fn around(&self, body: &Markup) -> Html {
        let page = html! {
            (DOCTYPE)
            html lang=(self.lang.tag()) {
                (self.head())
                body class=[self.class] { (body) (sprite(&body.0)) }
            }
        };
        Html::new(page.into_string(), self.styles.policy_source())
    }

    fn head(&self) -> Markup {
        html! {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (self.title) }
                meta name="theme-color" content="#0a2a37";
                (self.styles.element())
                link rel="icon" href=(TAB_ICON);
                @if let Some(url) = self.manifest { link rel="manifest" href=(url); }
                @for url in self.scripts { script type="module" src=(url) {} }
            }
        }
    }
}

impl Styles {
    fn element(&self) -> Markup {
        match self {
            Self::Inline(sheets) => html! { style { (PreEscaped(&sheets.style().css)) } },
            Self::DeskFile => html! { link rel="stylesheet" href=(desk_asset().url()); },
        }
    }

    fn policy_source(&self) -> &str {
        match self {
            Self::Inline(sheets) => &sheets.style().csp_source,
            Self::DeskFile => "'self'",
        }
    }
}

/// The first thing a keyboard reaches: past the navigation, to `#isi`.
pub(super) fn skip_link(lang: &Lang) -> Markup {
    html! { a.hide href="#isi" { (t!(lang, "shell-skip")) } }
}

/// One link per other language, in that language, so that its readers recognise it.
pub(super) fn language_links(lang: &Lang) -> Markup {
    html! {
        @for other in lang.all().iter().filter(|other| other.tag() != lang.tag()) {
            li {
                a href={ "?bahasa=" (other.tag()) } lang=(other.tag()) hreflang=(other.tag()) {
                    (t!(other, "language-switch"))
                }
            }
        }
    }
}

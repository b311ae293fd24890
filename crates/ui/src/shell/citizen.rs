//! The frame of public pages: brand and menu above, all links and the emergency line below.

use maud::{Markup, html};

use super::Site;
use super::document::{Document, Styles, language_links, skip_link};
use super::nav::{Here, NavLink};
use crate::html::Html;
use crate::icon::{Icon, icon};
use crate::lang::Lang;
use crate::t;
use crate::tokens::{Sheet, Sheets};

/// How the content of a public page is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// One column of text width.
    Single,
    /// On wide screens `aside` stands at the right of everything else.
    Columns,
    /// The home page: edge to edge, with its harbour on top.
    Home,
    /// The catalogue of components.
    Catalogue,
}

/// A public page before its content.
#[derive(Debug, Clone)]
pub struct Page<'a> {
    site: &'a Site,
    lang: &'a Lang,
    here: Here,
    title: String,
    layout: Layout,
    sheets: Sheets,
    scripts: Vec<String>,
    manifest: Option<String>,
}

impl<'a> Page<'a> {
    /// A page of one column with the base style.
    pub fn new(site: &'a Site, lang: &'a Lang, here: Here, title: impl Into<String>) -> Self {
        Self {
            site,
            lang,
            here,
            title: title.into(),
            layout: Layout::Single,
            sheets: Sheets::BASE,
            scripts: Vec::new(),
            manifest: None,
        }
    }

    /// Content and `aside` beside each other on wide screens.
    #[must_use]
    pub fn columns(mut self) -> Self {
        self.layout = Layout::Columns;
        self
    }

    /// The home page, with the harbour (see [`crate::components::hero`]).
    #[must_use]
    pub fn home(mut self) -> Self {
        self.layout = Layout::Home;
        self.sheets = self.sheets.with(Sheet::Home);
        self
    }

    /// With filters, tables, disclosures or a pager on it.
    #[must_use]
    pub fn lists(mut self) -> Self {
        self.sheets = self.sheets.with(Sheet::Lists);
        self
    }

    /// With charts or the map on it (and what [`Page::lists`] gives, because their tables need it).
    #[must_use]
    pub fn charts(mut self) -> Self {
        self.sheets = self.sheets.with(Sheet::Lists).with(Sheet::Charts);
        self
    }

    /// The catalogue of components.
    #[must_use]
    pub(crate) fn catalogue(mut self) -> Self {
        self.layout = Layout::Catalogue;
        self.sheets = self.sheets.with(Sheet::Catalogue);
        self.charts()
    }

    /// Loads a script module by its address (see [`crate::assets::Asset::url`]).
    #[must_use]
    pub fn script(mut self, url: impl Into<String>) -> Self {
        self.scripts.push(url.into());
        self
    }

    /// Can be put on a phone's home screen as the web app manifest at this address says.
    #[must_use]
    pub fn manifest(mut self, url: impl Into<String>) -> Self {
        self.manifest = Some(url.into());
        self
    }
}

/// A public page around its content, which begins with the only `h1`.
pub fn citizen(page: &Page<'_>, content: Markup) -> Html {
    let Page { site, lang, .. } = *page;
    let class = match page.layout {
        Layout::Single => None,
        Layout::Columns => Some("cols"),
        Layout::Home => Some("bleed"),
        Layout::Catalogue => Some("cat"),
    };
    let body = html! {
        (skip_link(lang))
        (head(page))
        main #isi class=[class] { (content) }
        (foot(page))
    };
    let title = t!(lang, "shell-title", title = &page.title, site = &site.name);
    let document = Document {
        lang,
        title,
        styles: Styles::Inline(page.sheets),
        scripts: &page.scripts,
        manifest: page.manifest.as_deref(),
        class: None,
    };
    document.around(&body)
}

fn head(page: &Page<'_>) -> Markup {
    let in_head = page.site.nav.iter().filter(|link| link.in_head);
    html! {
        header.top.flat[page.layout == Layout::Home] {
            div {
                a href="/" { (icon(Icon::Mark)) span { b { "Hadir" } small { (page.site.name) } } }
                nav aria-label=(t!(page.lang, "shell-nav-head")) {
                    @for link in in_head { (anchor(page, link)) }
                }
                a href="#menu" { (t!(page.lang, "shell-menu")) }
            }
        }
    }
}

fn foot(page: &Page<'_>) -> Markup {
    let Page { site, lang, .. } = *page;
    html! {
        footer.foot {
            div {
                nav #menu aria-label=(t!(lang, "shell-nav-foot")) {
                    ul {
                        @for link in &site.nav { li { (anchor(page, link)) } }
                        (language_links(lang))
                    }
                }
                p {
                    (t!(lang, "shell-free", site = &site.name))
                    @if let Some(number) = &site.emergency { br; (emergency(lang, number)) }
                }
            }
        }
    }
}

fn anchor(page: &Page<'_>, link: &NavLink) -> Markup {
    let current = (link.here == page.here).then_some("page");
    html! { a href=(link.path) aria-current=[current] { (link_label(page.lang, link)) } }
}

fn link_label(lang: &Lang, link: &NavLink) -> String {
    (link.label)(lang)
}

fn emergency(lang: &Lang, number: &str) -> Markup {
    let call = html! { a href={ "tel:" (number) } { (number) } };
    lang.markup("shell-emergency", &[], &[("call", call)])
}

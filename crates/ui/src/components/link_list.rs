//! A list of pages to go to, each with a mark that leads on.

use maud::{Markup, Render, html};

use crate::icon::{Icon, icon};
use crate::lang::Lang;
use crate::t;

/// One page to go to.
#[derive(Debug, Clone)]
pub struct LinkRow {
    /// Where it leads.
    pub href: String,
    /// What it is called.
    pub label: String,
    /// What is to know before going there; may be empty.
    pub about: Markup,
    /// Whether it is a file to download rather than a page.
    pub is_download: bool,
}

/// Rows to go to.
#[derive(Debug, Clone, Default)]
pub struct LinkList {
    rows: Vec<LinkRow>,
}

impl LinkList {
    /// An empty list.
    pub fn new() -> Self {
        Self::default()
    }

    /// A page, and what is to know about it.
    #[must_use]
    pub fn page(self, href: impl Into<String>, label: impl Into<String>, about: Markup) -> Self {
        self.row(LinkRow { href: href.into(), label: label.into(), about, is_download: false })
    }

    /// A file to download.
    #[must_use]
    pub fn download(self, href: impl Into<String>, label: impl Into<String>) -> Self {
        let about = html! {};
        self.row(LinkRow { href: href.into(), label: label.into(), about, is_download: true })
    }

    /// Whether there is nowhere to go.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn row(mut self, row: LinkRow) -> Self {
        self.rows.push(row);
        self
    }
}

impl Render for LinkList {
    fn render(&self) -> Markup {
        html! {
            ul.list {
                @for row in &self.rows {
                    li {
                        a.go href=(row.href) {
                            (row.label)
                            (icon(if row.is_download { Icon::Down } else { Icon::Next }))
                        }
                        (row.about)
                    }
                }
            }
        }
    }
}

pub(crate) fn sample(lang: &Lang) -> Markup {
    use super::{State, StateKind};
    let open = html! { p { (State::new(StateKind::Open, t!(lang, "sample-state-open"))) } };
    let label = t!(lang, "sample-download", size = crate::number::bytes(lang, 48_000));
    html! { (LinkList::new().page("#isi", "Kantor Camat Sebatik Timur", open).download("#isi", label)) }
}

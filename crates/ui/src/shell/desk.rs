//! The frame of staff pages: search above, views and rooms in the rail at the side.

use maud::{Markup, html};

use super::document::{Document, Styles, language_links, skip_link};
use crate::html::Html;
use crate::icon::{Icon, icon};
use crate::lang::Lang;
use crate::t;

/// A staff page before its content. Everything it shows was looked up by the caller.
#[derive(Debug, Clone)]
pub struct DeskPage<'a> {
    /// The officer's language.
    pub lang: &'a Lang,
    /// Title of the page.
    pub title: String,
    /// Name of the office, under the brand.
    pub office: String,
    /// Who is signed in.
    pub user: DeskUser,
    /// Where the brand leads: to the place where this person works.
    pub home: String,
    /// Whether the person reads reports and so finds the search for them.
    pub finds_reports: bool,
    /// What stands in the search field; empty on most pages.
    pub query: String,
    /// Views of the inbox with their counts.
    pub views: Vec<RailLink>,
    /// The other rooms: walk-in entry, roster, administration.
    pub rooms: Vec<RailLink>,
    /// One sentence on how fresh the link to the others is.
    pub fresh: String,
    /// Addresses of script modules to load.
    pub scripts: Vec<String>,
}

/// Who is signed in at the desk.
#[derive(Debug, Clone)]
pub struct DeskUser {
    /// "Rahmawati".
    pub name: String,
    /// What they do, "Petugas pengaduan".
    pub role: String,
    /// Where the form that signs them out posts to.
    pub sign_out: String,
}

/// A link in the rail.
#[derive(Debug, Clone)]
pub struct RailLink {
    /// Its words.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// How many wait there, worded already ("27", "200+"); none shows no number.
    pub count: Option<String>,
    /// Whether this is the page the officer is on.
    pub is_current: bool,
}

/// A staff page around its content, which begins with the only `h1`.
pub fn desk(page: &DeskPage<'_>, content: Markup) -> Html {
    let lang = page.lang;
    let body = html! {
        (skip_link(lang))
        (head(page))
        div.frame {
            (rail(page))
            main #isi { (content) }
        }
    };
    let title = t!(lang, "shell-desk-title", title = &page.title);
    let document =
        Document { lang, title, styles: Styles::DeskFile, scripts: &page.scripts, manifest: None, class: Some("desk") };
    document.around(&body)
}

fn head(page: &DeskPage<'_>) -> Markup {
    html! {
        header.top {
            div {
                a href=(page.home) { (icon(Icon::Mark)) span { b { "Hadir" } small { (page.office) } } }
                @if page.finds_reports { (search(page)) }
                p.me { (page.user.name) small { (page.user.role) } }
            }
        }
    }
}

fn search(page: &DeskPage<'_>) -> Markup {
    let lang = page.lang;
    let query = (!page.query.is_empty()).then_some(&page.query);
    html! {
        form.find role="search" action="/meja" {
            label.hide for="cari" { (t!(lang, "shell-search")) }
            (icon(Icon::Search))
            input #cari name="q" value=[query] placeholder=(t!(lang, "shell-search.hint"));
            kbd aria-hidden="true" { "/" }
        }
    }
}

fn rail(page: &DeskPage<'_>) -> Markup {
    html! {
        nav.rail aria-label=(t!(page.lang, "shell-rail")) {
            ul #pandangan data-live { @for link in &page.views { (rail_link(link)) } }
            ul { @for link in &page.rooms { (rail_link(link)) } (language_links(page.lang)) }
            div.fresh {
                p { (page.fresh) }
                form.leave method="post" action=(page.user.sign_out) {
                    button.btn.quiet.mini { (t!(page.lang, "shell-sign-out")) }
                }
            }
        }
    }
}

fn rail_link(link: &RailLink) -> Markup {
    html! {
        li {
            a href=(link.href) aria-current=[link.is_current.then_some("page")] {
                (link.label)
                @if let Some(count) = &link.count { span.num { (count) } }
            }
        }
    }
}

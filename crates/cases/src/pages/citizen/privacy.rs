//! `/privasi`: what is kept, why, how long, and the person's rights under UU 27/2022, in plain words.
//!
//! It states what this program does. How long an office keeps its files by its own rules is for the office to add, in a
//! language file of its own.

use axum::extract::State;
use hadir_org::Reader;
use hadir_ui::components::Facts;
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::shell::{Here, Page, citizen};
use hadir_ui::t;
use maud::{Markup, html};

use crate::Cases;

/// `GET /privasi`.
pub(super) async fn show_privacy(State(cases): State<Cases>, Reader { lang }: Reader) -> Html {
    let lang = &lang;
    let platform = cases.platform();
    let site = platform.site();
    let title = t!(lang, "privacy-title");
    let content = html! {
        h1 { (title) }
        p.lead { (t!(lang, "privacy-lead")) }
        section.stack { h2 { (t!(lang, "privacy-kept")) } (kept(lang)) }
        section.stack {
            h2 { (t!(lang, "privacy-seen")) }
            p { (t!(lang, "privacy-seen.about")) }
            p { (t!(lang, "privacy-seen.closed")) }
            p { (t!(lang, "privacy-seen.public")) }
        }
        section.stack {
            h2 { (t!(lang, "privacy-long")) }
            p { (t!(lang, "privacy-long.case")) }
            p { (t!(lang, "privacy-long.erased")) }
            p { (t!(lang, "privacy-long.short")) }
        }
        section.stack { h2 { (t!(lang, "privacy-rights")) } p { (t!(lang, "privacy-rights.law")) } (rights(lang)) p { (how(lang, &cases)) } }
        section.stack { h2 { (t!(lang, "privacy-not")) } p { (t!(lang, "privacy-not.about")) } }
    };
    citizen(&Page::new(&site, lang, Here::Privacy, title), content)
}

/// What is kept and what it is for.
fn kept(lang: &Lang) -> Facts {
    Facts::new()
        .row(t!(lang, "privacy-words"), t!(lang, "privacy-words.why"))
        .row(t!(lang, "privacy-place"), t!(lang, "privacy-place.why"))
        .row(t!(lang, "privacy-photos"), t!(lang, "privacy-photos.why"))
        .row(t!(lang, "privacy-name"), t!(lang, "privacy-name.why"))
        .row(t!(lang, "privacy-code"), t!(lang, "privacy-code.why"))
        .row(t!(lang, "privacy-address"), t!(lang, "privacy-address.why"))
        .row(t!(lang, "privacy-phone"), t!(lang, "privacy-phone.why"))
}

fn rights(lang: &Lang) -> Markup {
    let rights = [
        t!(lang, "privacy-right-know"),
        t!(lang, "privacy-right-copy"),
        t!(lang, "privacy-right-correct"),
        t!(lang, "privacy-right-erase"),
        t!(lang, "privacy-right-withdraw"),
        t!(lang, "privacy-right-object"),
    ];
    html! { ul.list { @for right in rights { li { (right) } } } }
}

/// Where to ask: by the report itself, or at the office that answers for all.
fn how(lang: &Lang, cases: &Cases) -> Markup {
    let org = cases.platform().org();
    let regency = org.regency();
    let ways: Vec<_> = [regency.phone.as_deref(), regency.address.as_deref()].into_iter().flatten().collect();
    let follow = html! { a href="/lacak" { (t!(lang, "nav-follow")) } };
    html! {
        (lang.markup("privacy-how", &[], &[("follow", follow)]))
        @if !ways.is_empty() { " " (t!(lang, "privacy-how.office", ways = ways.join(", "))) }
    }
}

//! `/`: what can be done here, and whether we keep our word. It shows only what exists.

use axum::extract::State;
use hadir_org::pages::links::part_shown;
use hadir_org::{Platform, Problem, Reader};
use hadir_ui::components::{Button, Field, Input, LinkList, hero};
use hadir_ui::html::Html;
use hadir_ui::icon::Icon;
use hadir_ui::lang::Lang;
use hadir_ui::shell::{Here, Page, citizen};
use hadir_ui::t;
use maud::{Markup, html};

use super::open_figures::{Kept, kept_sentence};
use super::outbox;
use crate::Cases;

/// `GET /`.
pub(super) async fn show_home(State(cases): State<Cases>, Reader { lang }: Reader) -> Result<Html, Problem> {
    let figures = cases.figures().await?;
    let kept = Kept::latest(&figures);
    let platform = cases.platform();
    let site = platform.site();
    let content = html! {
        (hero::hero(&t!(lang, "home-title"), &t!(lang, "home-lead"), &actions(&lang, platform)))
        (outbox::words(&lang, "inner"))
        div.inner.cols {
            form.stack action="/lacak" {
                (Field::new(&lang, "kode", t!(lang, "home-code"), Input::code()).hint(code_hint(&lang)))
                (Button::submit(t!(lang, "follow-show")).quiet())
            }
            (services(&lang, platform))
            aside {
                @if let Some(kept) = kept {
                    section.stack {
                        h2 { (t!(lang, "figures-title")) }
                        p { (kept_sentence(&lang, &kept)) }
                        (part_shown(platform, &lang))
                        p { a href="/terbuka" { (t!(lang, "home-figures-link")) } }
                    }
                }
                section.stack {
                    h2 { (t!(lang, "home-levy")) }
                    p { (t!(lang, "home-levy.about")) }
                    p { a href="/lapor?kind=complaint&category=levy&visibility=confidential" { (t!(lang, "home-levy.link")) } }
                }
            }
        }
    };
    let page = Page::new(&site, &lang, Here::Home, t!(lang, "nav-home")).home();
    Ok(citizen(&outbox::looked_after(page, platform), content))
}

/// What a code looks like, under the field that asks for it.
pub(super) fn code_hint(lang: &Lang) -> Markup {
    let example = html! { span.nowrap { "7K4M-Q2XW-9RTW" } };
    lang.markup("follow-code.hint", &[], &[("example", example)])
}

fn actions(lang: &Lang, platform: &Platform) -> Markup {
    let phone = platform.org().regency().phone.clone();
    html! {
        (Button::link(t!(lang, "home-report"), "/lapor").icon(Icon::Pen))
        @if let Some(phone) = phone {
            " " (Button::link(t!(lang, "home-phone", phone = phone.as_str()), format!("tel:{phone}")).quiet())
        }
    }
}

fn services(lang: &Lang, platform: &Platform) -> Markup {
    let count = platform.org().services_by_name().len();
    html! {
        @if count > 0 {
            section.stack {
                h2 { (t!(lang, "home-services")) }
                (LinkList::new().page("/layanan", t!(lang, "home-services.link", count = count), html! {}))
            }
        }
    }
}

//! The living catalogue: every part in every state, from the same samples the tests use. One page for citizen
//! parts in the citizen frame, one for desk parts in the desk frame.

use jiff::Zoned;
use maud::{Markup, html};

use crate::charts::samples as charts;
use crate::components::samples as parts;
use crate::html::Html;
use crate::lang::Lang;
use crate::shell::{DeskPage, Here, Page, Site, citizen, desk};
use crate::t;

/// A part with its sample.
pub(crate) struct Part {
    pub(crate) title: fn(&Lang) -> String,
    pub(crate) show: fn(&Lang) -> Markup,
}

const fn part(title: fn(&Lang) -> String, show: fn(&Lang) -> Markup) -> Part {
    Part { title, show }
}

/// Every part of citizen pages, in the order of the catalogue.
pub(crate) const CITIZEN: &[Part] = &[
    part(|lang| t!(lang, "catalogue-colours"), colours),
    part(|lang| t!(lang, "catalogue-type"), type_sizes),
    part(|lang| t!(lang, "catalogue-buttons"), parts::buttons),
    part(|lang| t!(lang, "catalogue-fields"), parts::fields),
    part(|lang| t!(lang, "catalogue-choices"), parts::choices),
    part(|lang| t!(lang, "catalogue-errors"), parts::error_summaries),
    part(|lang| t!(lang, "catalogue-filters"), parts::filters),
    part(|lang| t!(lang, "catalogue-states"), parts::states),
    part(|lang| t!(lang, "catalogue-promises"), parts::promises),
    part(|lang| t!(lang, "catalogue-notes"), parts::notes),
    part(|lang| t!(lang, "catalogue-confirmations"), parts::confirmations),
    part(|lang| t!(lang, "catalogue-facts"), parts::facts),
    part(|lang| t!(lang, "catalogue-secrets"), parts::secrets),
    part(|lang| t!(lang, "catalogue-slips"), parts::slips),
    part(|lang| t!(lang, "catalogue-tables"), parts::tables),
    part(|lang| t!(lang, "catalogue-pagers"), parts::pagers),
    part(|lang| t!(lang, "catalogue-links"), parts::link_lists),
    part(|lang| t!(lang, "catalogue-details"), parts::details),
    part(|lang| t!(lang, "catalogue-empty"), parts::empties),
    part(|lang| t!(lang, "catalogue-dialogs"), parts::dialogs),
    part(|lang| t!(lang, "catalogue-routes"), parts::routes),
    part(|lang| t!(lang, "catalogue-columns"), charts::columns),
    part(|lang| t!(lang, "catalogue-line"), charts::line),
    part(|lang| t!(lang, "catalogue-shares"), charts::shares),
    part(|lang| t!(lang, "catalogue-bars"), charts::bars),
    part(|lang| t!(lang, "catalogue-spark"), charts::spark),
    part(|lang| t!(lang, "catalogue-map"), charts::map),
];

/// Every part of the desk, in the order of the catalogue.
pub(crate) const DESK: &[Part] = &[
    part(|lang| t!(lang, "catalogue-inbox"), parts::inboxes),
    part(|lang| t!(lang, "catalogue-coach"), parts::coach),
    part(|lang| t!(lang, "catalogue-panels"), parts::panels),
    part(|lang| t!(lang, "catalogue-routes"), parts::routes),
    part(|lang| t!(lang, "catalogue-fields"), parts::fields),
    part(|lang| t!(lang, "catalogue-choices"), parts::choices),
    part(|lang| t!(lang, "catalogue-notes"), parts::notes),
    part(|lang| t!(lang, "catalogue-spokes"), charts::spokes),
    part(|lang| t!(lang, "catalogue-keys"), parts::keys),
    part(|lang| t!(lang, "catalogue-live"), parts::live),
];

/// The catalogue of citizen parts.
pub fn citizen_catalogue(site: &Site, lang: &Lang) -> Html {
    let title = t!(lang, "catalogue-title");
    let page = Page::new(site, lang, Here::Elsewhere, &title).catalogue();
    let content = html! {
        h1 { (title) }
        p.lead { (t!(lang, "catalogue-lead")) }
        (sections(lang, CITIZEN))
    };
    citizen(&page, content)
}

/// The title of the catalogue of desk parts, for the caller's [`DeskPage`].
pub fn desk_title(lang: &Lang) -> String {
    t!(lang, "catalogue-desk-title")
}

/// The catalogue of desk parts, in the caller's desk.
pub fn desk_catalogue(page: &DeskPage<'_>) -> Html {
    let content = html! { h1 { (desk_title(page.lang)) } (sections(page.lang, DESK)) };
    desk(page, content)
}

fn sections(lang: &Lang, parts: &[Part]) -> Markup {
    html! {
        @for part in parts { section.stack { h2 { ((part.title)(lang)) } ((part.show)(lang)) } }
    }
}

fn colours(lang: &Lang) -> Markup {
    let colours = [
        ("paper", "c-paper", t!(lang, "colour-paper")),
        ("sand", "c-sand", t!(lang, "colour-sand")),
        ("wash", "c-wash", t!(lang, "colour-wash")),
        ("line", "c-line", t!(lang, "colour-line")),
        ("edge", "c-edge", t!(lang, "colour-edge")),
        ("soft", "c-soft", t!(lang, "colour-soft")),
        ("ink", "c-ink", t!(lang, "colour-ink")),
        ("sea", "c-sea", t!(lang, "colour-sea")),
        ("deep", "c-deep", t!(lang, "colour-deep")),
        ("lamp", "c-lamp", t!(lang, "colour-lamp")),
        ("late", "c-late", t!(lang, "colour-late")),
        ("late-wash", "c-latew", t!(lang, "colour-late-wash")),
        ("soon", "c-soon", t!(lang, "colour-soon")),
        ("soon-wash", "c-soonw", t!(lang, "colour-soon-wash")),
    ];
    html! {
        ul.sw { @for (name, class, use_for) in colours { li { i class=(class) {} b { (name) } (use_for) } } }
    }
}

fn type_sizes(lang: &Lang) -> Markup {
    let figures = html! { span.num { (crate::number::whole(lang, 1_204_877)) } };
    html! {
        div.type.stack {
            p { span.soft { (t!(lang, "type-title")) } }
            h3.h1 { (t!(lang, "sample-case")) }
            p.lead { (t!(lang, "type-lead")) }
            p { (lang.markup("type-body", &[], &[("figures", figures)])) }
            p.soft { (t!(lang, "type-small")) }
        }
    }
}

/// An instant of the samples, on Sebatik: `2026-11-16T08:14`.
pub(crate) fn instant(text: &str) -> Zoned {
    format!("{text}[Asia/Makassar]").parse().expect("samples are written as dates")
}

#[cfg(test)]
mod tests;

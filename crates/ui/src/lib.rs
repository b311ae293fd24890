//! Page shell, design tokens, components, charts and languages: everything a page of Hadir is made of.
//!
//! - [`shell`] is the frame of a page, [`html::Html`] the finished page with its headers;
//! - [`components`] are the parts, [`charts`] the pictures, [`catalogue`] shows all of them once;
//! - [`lang`] speaks, [`time`], [`duration`] and [`number`] word dates, spans and figures;
//! - [`tokens`] holds the style sheets, [`assets`] the files that pages link.
//!
//! A handler builds a page like this:
//!
//! ```
//! use hadir_ui::components::{Button, Field, Input};
//! use hadir_ui::lang::{LangError, Languages, Source};
//! use hadir_ui::shell::{Here, NavLink, OfficerNames, Page, Site, citizen};
//! use hadir_ui::t;
//! use maud::html;
//!
//! let mut sources = hadir_ui::sources();
//! let own = "follow-title = Lacak laporan\nfollow-code = Kode rahasia\nfollow-show = Lihat laporan\n";
//! sources.push(Source::built_in("id", "follow.ftl", own));
//! let languages = Languages::load(sources, Vec::new())?;
//! let site = Site {
//!     name: "Kabupaten Nunukan".to_owned(),
//!     emergency: Some("112".to_owned()),
//!     zone: "WITA".to_owned(),
//!     officer_names: OfficerNames::Public,
//!     nav: vec![NavLink::to(Here::Report).in_head(), NavLink::to(Here::Follow).in_head()],
//! };
//!
//! let lang = &languages.first();
//! let page = Page::new(&site, lang, Here::Follow, t!(lang, "follow-title"));
//! let html = citizen(&page, html! {
//!     h1 { (t!(lang, "follow-title")) }
//!     form {
//!         (Field::new(lang, "kode", t!(lang, "follow-code"), Input::code()))
//!         (Button::submit(t!(lang, "follow-show")))
//!     }
//! });
//! assert!(html.no_referrer().body().contains("Kode rahasia"));
//! # Ok::<(), LangError>(())
//! ```
//!
//! What is deliberately not here: queries, handlers, and any word for people in Rust. Words stand in `lang/`.

pub mod assets;
pub mod catalogue;
pub mod charts;
pub mod components;
pub mod duration;
pub mod html;
pub mod icon;
pub mod lang;
pub mod number;
#[cfg(test)]
mod sample;
pub mod shell;
pub mod time;
pub mod tokens;

use lang::Source;

/// This crate's own words: shell, components, dates and numbers, and the catalogue's samples.
pub fn sources() -> Vec<Source> {
    vec![
        Source::built_in("id", "ui/shell.ftl", include_str!("../lang/id/shell.ftl")),
        Source::built_in("id", "ui/components.ftl", include_str!("../lang/id/components.ftl")),
        Source::built_in("id", "ui/time.ftl", include_str!("../lang/id/time.ftl")),
        Source::built_in("id", "ui/catalogue.ftl", include_str!("../lang/id/catalogue.ftl")),
        Source::built_in("en", "ui/shell.ftl", include_str!("../lang/en/shell.ftl")),
        Source::built_in("en", "ui/components.ftl", include_str!("../lang/en/components.ftl")),
        Source::built_in("en", "ui/time.ftl", include_str!("../lang/en/time.ftl")),
        Source::built_in("en", "ui/catalogue.ftl", include_str!("../lang/en/catalogue.ftl")),
    ]
}

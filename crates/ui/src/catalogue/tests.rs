//! What holds for every part and every page: complete words, no style attributes, one h1, hashed styles.

use std::collections::BTreeSet;
use std::path::Path;

use maud::html;

use super::*;
use crate::lang::compare::gaps;
use crate::lang::scan::used_keys_under;
use crate::sample::{self, languages};
use crate::shell::{BarePage, bare};
use crate::tokens::csp_source;

/// Every page this crate can frame, in every language.
fn pages() -> Vec<(String, Html)> {
    let site = sample::site();
    let each = |lang: &Lang| {
        let tag = lang.tag().to_owned();
        let hero = crate::components::hero::hero("x", "y", &html! {});
        [
            (format!("catalogue-{tag}"), citizen_catalogue(&site, lang)),
            (format!("desk-{tag}"), desk_catalogue(&sample::desk_page(lang))),
            (format!("home-{tag}"), citizen(&Page::new(&site, lang, Here::Home, "x").home(), hero)),
            (format!("slip-{tag}"), bare(&BarePage::new(lang, "x"), html! { main { h1 { "x" } } })),
        ]
    };
    languages().all().iter().flat_map(each).collect()
}

#[test]
fn every_sample_has_all_its_words_in_every_language() {
    let fresh = crate::lang::Languages::load(crate::sources(), vec![]).unwrap();
    for lang in fresh.all() {
        for part in CITIZEN.iter().chain(DESK) {
            let shown = format!("{}{}", (part.title)(&lang), (part.show)(&lang).0);
            assert!(!shown.contains("{$") && !shown.contains('\u{F0000}'), "{shown}");
        }
        assert_eq!(lang.missing(), BTreeSet::new());
    }
}

#[test]
fn every_language_has_the_same_keys_and_values() {
    let first = languages().words("id");
    for lang in languages().all() {
        assert_eq!(gaps(&first, &languages().words(lang.tag())), [], "{}", lang.tag());
    }
}

#[test]
fn every_key_is_used_and_every_used_key_exists() {
    let used = used_keys_under(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    let known: BTreeSet<String> = languages().words("id").into_keys().collect();
    assert_eq!(known.difference(&used).collect::<Vec<_>>(), [""; 0], "never asked for");
    assert_eq!(used.difference(&known).collect::<Vec<_>>(), [""; 0], "in no language");
}

#[test]
fn no_page_carries_a_style_attribute_or_an_inline_script() {
    for (name, page) in pages() {
        assert!(!page.body().contains(" style="), "{name}");
        assert!(!page.body().contains("<script>"), "{name}");
        assert!(!page.body().contains(" onclick="), "{name}");
    }
}

#[test]
fn the_policy_names_exactly_the_style_of_the_page() {
    for (name, page) in pages() {
        let style = page.body().split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>"));
        let expected = style.map_or("'self'".to_owned(), |(css, _)| csp_source(css));
        assert!(page.policy().contains(&format!("style-src {expected};")), "{name}");
        assert_eq!(style.is_none(), name.starts_with("desk"), "{name}");
    }
}

#[test]
fn every_page_has_one_h1_a_language_and_a_way_past_the_navigation() {
    for (name, page) in pages() {
        let body = page.body();
        assert_eq!(body.matches("<h1").count(), 1, "{name}");
        let tag = name.rsplit('-').next().unwrap();
        assert!(body.starts_with(&format!("<!DOCTYPE html><html lang=\"{tag}\"><head>")), "{name}");
        if !name.starts_with("slip") {
            assert!(body.contains("><a class=\"hide\" href=\"#isi\">"), "{name}");
            assert!(body.contains("<main id=\"isi\""), "{name}");
        }
    }
}

#[test]
fn ids_are_unique_and_every_reference_leads_to_one() {
    for (name, page) in pages() {
        let ids: Vec<&str> = attributes(page.body(), " id=\"").collect();
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{name}: {ids:?}");
        let described = attributes(page.body(), " aria-describedby=\"").flat_map(str::split_whitespace);
        let anchors = attributes(page.body(), " href=\"#");
        for target in described.chain(attributes(page.body(), " for=\"")).chain(anchors) {
            assert!(unique.contains(target), "{name}: {target}");
        }
    }
}

fn attributes<'a>(html: &'a str, opening: &'a str) -> impl Iterator<Item = &'a str> {
    html.split(opening).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0))
}

#[test]
fn no_heading_level_is_skipped() {
    for (name, page) in pages() {
        let levels = page.body().split("<h").skip(1).filter_map(|rest| rest.chars().next()?.to_digit(10));
        levels.fold(0, |before, level| {
            assert!(level <= before + 1, "{name}: h{level} after h{before}");
            level
        });
    }
}

/// Writes the pages to the folder `HADIR_CATALOGUE`, to be looked at in a browser; without it, nothing.
#[test]
fn pages_can_be_written_out_to_be_looked_at() {
    let Some(folder) = std::env::var_os("HADIR_CATALOGUE") else { return };
    for (name, page) in pages() {
        let linked = format!("<link rel=\"stylesheet\" href=\"{}\">", crate::tokens::desk_asset().url());
        let css = String::from_utf8_lossy(crate::tokens::desk_asset().bytes());
        let page = page.body().replace(&linked, &format!("<style>{css}</style>"));
        std::fs::write(Path::new(&folder).join(format!("{name}.html")), page).unwrap();
    }
}

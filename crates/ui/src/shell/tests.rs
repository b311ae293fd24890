//! Navigation, language switch, emergency line, scripts and head of the frames.

use maud::html;

use super::*;
use crate::lang::Lang;
use crate::sample;
use crate::tokens::desk_asset;

fn framed(site: &Site, lang: &Lang, here: Here) -> String {
    citizen(&Page::new(site, lang, here, "T & C"), html! { h1 { "x" } }).body().to_owned()
}

#[test]
fn the_page_one_is_on_is_marked_wherever_a_link_leads_to_it() {
    let page = framed(&sample::site(), &sample::id(), Here::Report);
    let marked = "<a href=\"/lapor\" aria-current=\"page\">Buat laporan</a>";
    assert_eq!(page.matches(marked).count(), 2, "in the head and in the foot");
    assert_eq!(page.matches("aria-current").count(), 2);
    assert!(!framed(&sample::site(), &sample::id(), Here::Elsewhere).contains("aria-current"));
}

#[test]
fn only_links_that_were_passed_in_are_shown() {
    let site = Site { nav: vec![NavLink::to(Here::Report)], ..sample::site() };
    let page = framed(&site, &sample::id(), Here::Home);
    assert!(page.contains("/lapor\"") && !page.contains("/lacak\""));
}

#[test]
fn every_other_language_is_offered_in_its_own_words() {
    let offer = "<a href=\"?bahasa=en\" lang=\"en\" hreflang=\"en\">Read in English</a>";
    assert!(framed(&sample::site(), &sample::id(), Here::Home).contains(offer));
    assert!(!framed(&sample::site(), &sample::en(), Here::Home).contains(offer));
    let id = sample::id();
    assert!(desk(&sample::desk_page(&id), html! {}).body().contains(offer));
}

#[test]
fn an_emergency_number_is_shown_only_where_one_is_live() {
    let page = framed(&sample::site(), &sample::id(), Here::Home);
    assert!(page.contains("telepon <a href=\"tel:112\">112</a>, jangan"));
    let site = Site { emergency: None, ..sample::site() };
    assert!(!framed(&site, &sample::id(), Here::Home).contains("tel:"));
}

#[test]
fn titles_name_page_and_regency_and_are_escaped() {
    let page = framed(&sample::site(), &sample::id(), Here::Home);
    assert!(page.contains("<title>T &amp; C · Hadir Kabupaten Nunukan</title>"));
}

#[test]
fn scripts_are_modules_from_here_and_a_manifest_is_linked() {
    let (site, id) = (sample::site(), sample::id());
    let page = Page::new(&site, &id, Here::Report, "x").script("/aset/a.js").manifest("/aset/m.json");
    let page = citizen(&page, html! {});
    assert!(page.body().contains("<script type=\"module\" src=\"/aset/a.js\"></script>"));
    assert!(page.body().contains("<link rel=\"manifest\" href=\"/aset/m.json\">"));
}

#[test]
fn the_desk_links_one_hashed_style_sheet() {
    let id = sample::id();
    let page = desk(&sample::desk_page(&id), html! {});
    let link = format!("<link rel=\"stylesheet\" href=\"{}\">", desk_asset().url());
    assert!(page.body().contains(&link));
    assert!(!page.body().contains("<style>"));
}

#[test]
fn the_desk_marks_the_view_and_shows_counts_only_where_there_are_some() {
    let id = sample::id();
    let page = desk(&sample::desk_page(&id), html! {});
    let current = "<a href=\"/meja\" aria-current=\"page\">Kotak masuk<span class=\"num\">27</span></a>";
    assert!(page.body().contains(current));
    assert!(page.body().contains("<a href=\"/meja\">Piket</a>"));
}

#[test]
fn the_wall_brings_its_own_styles_and_class() {
    let id = sample::id();
    let page = bare(&BarePage::wall(&id, "x"), html! { main {} });
    assert!(page.body().contains("<body class=\"wall\">") && page.body().contains(".digits"));
}

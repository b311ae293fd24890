//! Words: none missing, none unused, the same in every language.

use std::path::Path;

use axum::http::Method;
use hadir_org::sources;
use hadir_ui::lang::scan::used_keys_under;
use hadir_ui::lang::{Languages, compare};

use crate::engines::on_both_engines;

on_both_engines! {
    async fn every_page_renders_in_every_language_without_a_missing_word(office) {
        let mut rizky = office.signed_in("rizky").await;
        let program = office.program_path(&mut rizky).await;
        for lang in office.platform.languages().all() {
            for route in office.inventory.iter().filter(|route| route.method == Method::GET) {
                let officer = office.officer_path("yusran");
                let path = route.path.replace("/kelola/staf/{id}", &officer).replace("aturan/{id}", "aturan/praise_forward");
                let path = path.replace("topik/{code}", "topik/roads").replace("{code}", "pupr").replace("{id}", "akta-kelahiran").replace("{secret}", "0").replace("/kelola/aplikasi/{program}", &program);
                let page = rizky.get(&format!("{path}?bahasa={}", lang.tag())).await;
                let is_expected = [200, 303, 410].contains(&page.status.as_u16());
                assert!(is_expected, "{path}: {} {}", page.status, page.words());
                let headings = hadir_testkit::html::elements(page.text(), "h1").len();
                assert!(page.status == 303 || headings == 1, "{path} has {headings} headings");
                assert!(!page.text().contains("style="), "{path}");
            }
            assert!(lang.missing().is_empty(), "{:?}", lang.missing());
        }
    }
}

fn languages() -> Languages {
    Languages::load(sources(), Vec::new()).unwrap()
}

#[test]
fn both_languages_have_the_same_keys_and_values() {
    let languages = languages();
    let gaps = compare::gaps(&languages.words("id"), &languages.words("en"));
    assert!(gaps.is_empty(), "{gaps:?}");
}

#[test]
fn every_key_asked_for_is_there_and_every_key_there_is_asked_for() {
    let words = languages().words("id");
    let used = used_keys_under(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    let missing: Vec<_> = used.iter().filter(|key| !words.contains_key(*key)).collect();
    assert!(missing.is_empty(), "not in the language files: {missing:?}");
    // The words of problems are asked for by the guard, whatever their key.
    let is_asked = |key: &&String| used.contains(*key) || key.starts_with("problem-");
    let unused: Vec<_> = words.keys().filter(|key| !is_asked(key)).collect();
    assert!(unused.is_empty(), "asked for by nobody: {unused:?}");
}

//! Falling back, dropping in, broken files, markup in sentences, and the scanner.

use maud::html;
use proptest::prelude::*;

use super::compare::{Gap, gaps};
use super::scan::used_keys;
use super::{LangError, Languages, Source};

fn languages(extra: Vec<Source>) -> Result<Languages, LangError> {
    let id = "hello = Selamat pagi, { $name }\nsent = Terkirim\nfield = Nama\n    .hint = Boleh kosong\nnumber-marks = .,\ncount = { $n } laporan\n";
    let en = "hello = Good morning, { $name }\nnumber-marks = ,.\ncount = { $n } reports\n";
    let built_in = vec![Source::built_in("id", "test", id), Source::built_in("en", "test", en)];
    Languages::load(built_in, extra)
}

fn source(lang: &'static str, text: &'static str) -> Source {
    Source::built_in(lang, "dropped.ftl", text)
}

#[test]
fn a_key_a_language_lacks_is_taken_from_indonesian() {
    let lang = languages(vec![]).unwrap().find("en").unwrap();
    assert_eq!(lang.t("sent"), "Terkirim");
    assert_eq!(lang.t("field.hint"), "Boleh kosong");
    assert!(lang.missing().is_empty());
}

#[test]
fn a_key_nobody_has_comes_back_in_brackets_and_is_remembered() {
    let lang = languages(vec![]).unwrap().first();
    assert_eq!(lang.t("nowhere"), "[nowhere]");
    assert_eq!(lang.t("field.nowhere"), "[field.nowhere]");
    assert!(lang.missing().contains("nowhere"));
}

#[test]
fn a_value_that_was_not_given_is_remembered() {
    let lang = languages(vec![]).unwrap().first();
    lang.t("hello");
    assert!(lang.missing().iter().any(|entry| entry.starts_with("hello: ")));
}

#[test]
fn sentences_carry_no_invisible_marks_and_group_their_numbers() {
    let languages = languages(vec![]).unwrap();
    let (id, en) = (languages.first(), languages.find("en").unwrap());
    assert_eq!(t!(id, "hello", name = "Siti"), "Selamat pagi, Siti");
    assert_eq!(t!(id, "count", n = 1_204_877), "1.204.877 laporan");
    assert_eq!(t!(en, "count", n = 1_204_877), "1,204,877 reports");
}

#[test]
fn a_dropped_in_language_needs_only_the_keys_it_has() {
    let languages = languages(vec![source("bug", "sent = Rikirinni\n")]).unwrap();
    let bugis = languages.find("bug").unwrap();
    assert_eq!(bugis.t("sent"), "Rikirinni");
    assert_eq!(t!(bugis, "hello", name = "Siti"), "Selamat pagi, Siti");
    assert_eq!(languages.all().len(), 3);
}

#[test]
fn a_dropped_in_file_may_reword_a_built_in_key() {
    let languages = languages(vec![source("id", "sent = Sudah terkirim\n")]).unwrap();
    assert_eq!(languages.first().t("sent"), "Sudah terkirim");
}

#[test]
fn a_broken_file_is_refused_with_file_line_and_reason() {
    let error = languages(vec![source("bug", "sent = Baik\n\nbroken = { $name\n")]).err().unwrap();
    assert_eq!((error.name.as_str(), error.line), ("dropped.ftl", 3), "{error}");
    assert!(!error.reason.is_empty());
}

#[test]
fn a_built_in_key_defined_twice_is_refused() {
    let twice = vec![Source::built_in("id", "twice", "a = 1\nb = 2\na = 3\n")];
    let error = Languages::load(twice, vec![]).err().unwrap();
    assert_eq!(error.to_string(), "id/twice, line 3: the key a is defined twice");
}

#[test]
fn a_tag_that_is_no_language_is_refused() {
    assert!(languages(vec![source("not a tag", "sent = x\n")]).is_err());
}

#[test]
fn markup_goes_in_as_it_is_and_words_are_escaped() {
    let lang = languages(vec![]).unwrap().first();
    let said = lang.markup("hello", &[], &[("name", html! { b { "Siti & Ani" } })]);
    assert_eq!(said.0, "Selamat pagi, <b>Siti &amp; Ani</b>");
    let escaped = lang.markup("hello", &[("name", "<b>".into())], &[]);
    assert_eq!(escaped.0, "Selamat pagi, &lt;b&gt;");
}

#[test]
fn gaps_name_missing_unknown_and_unequal_keys() {
    let words = |text| Languages::load(vec![source("id", text)], vec![]).unwrap().words("id");
    let first = words("a = { $x }\nb = { $n ->\n    [one] { $y }\n   *[other] z\n }\n");
    let other = words("b = { $n } { $q }\nc = 1\n");
    let values = ["q".to_owned()].into();
    let expected =
        [Gap::Missing("a".to_owned()), Gap::Unknown("c".to_owned()), Gap::Unequal { key: "b".to_owned(), values }];
    assert_eq!(gaps(&first, &other), expected);
}

#[test]
fn the_scanner_finds_keys_in_macros_and_methods() {
    let source = r#"
        t!(lang, "one"); t!(page.lang(), "two", n = f(1, 2));
        t!(
            lang,
            "three",
        );
        self.lang.t("four"); lang.f("five.hint", &[]); lang.markup("six", &[], &[]);
        assert!(x, "not a key"); assert!(x, "nor-this"); lang.t(key); t!(lang, key);
    "#;
    let keys: Vec<String> = used_keys(source).into_iter().collect();
    assert_eq!(keys, ["five.hint", "four", "one", "six", "three", "two"]);
}

proptest! {
    #[test]
    fn no_file_of_a_language_breaks_the_reader(text in "([a-z-]{1,5} = |[{}$.*\\[\\] \n\"a-z]|->)*") {
        let dropped = Source { lang: "bug".into(), name: "any".into(), text: text.clone().into() };
        if let Err(error) = languages(vec![dropped]) {
            prop_assert!(error.line <= text.lines().count() + 1);
        }
    }

    #[test]
    fn no_source_breaks_the_scanner(text in "(t!\\(|\\.t\\(|[a-z\"(),\n ]|é)*") {
        used_keys(&text);
    }

    #[test]
    fn words_in_a_sentence_never_become_markup(name in ".*") {
        let lang = languages(vec![]).unwrap().first();
        let said = lang.markup("hello", &[("name", name.as_str().into())], &[]).0;
        prop_assert!(!said.contains('<') && !said.contains('>'));
    }
}

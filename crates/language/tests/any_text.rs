//! No text makes this crate panic, and every span it hands out can be cut from the text.

use hadir_language::*;
use proptest::prelude::*;

/// Arbitrary characters, and arbitrary mixtures of the words and marks the code treats specially.
fn texts() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "kebakaran",
        "Rumah",
        "anak2",
        "minta",
        "uang",
        "tidak",
        "-",
        "\"",
        ".",
        "12.500",
        "RT03",
        "https://x.id/a",
        "yg",
        "m",
        "é",
        "e\u{301}",
        "道路",
        "🤢",
        " ",
        "\n",
        ",",
        "\u{200d}",
        "'",
        "Ａ",
        "İ",
        "pemb",
        "(",
        ")",
        "0812-0000",
        "...",
        "aaaa",
    ]);
    prop_oneof![any::<String>(), prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn words_lie_in_order_inside_the_text(text in texts()) {
        let mut last = 0;
        for word in words(&text) {
            prop_assert!(word.start >= last && !word.text.is_empty());
            prop_assert_eq!(text.get(word.start..word.end()), Some(word.text));
            last = word.end();
        }
    }

    #[test]
    fn spans_lie_in_order_on_character_boundaries(text in texts()) {
        let spans = danger(&text).map(|d| d.words).into_iter().chain(sensitive(&text).map(|s| s.words));
        for words in spans {
            prop_assert!(!words.is_empty());
            prop_assert!(words.windows(2).all(|pair| pair[0].1 <= pair[1].0));
            prop_assert!(words.iter().all(|(start, end)| text.get(*start..*end).is_some_and(|word| !word.is_empty())));
        }
    }

    #[test]
    fn index_and_query_hold_letters_and_digits_alone(text in texts()) {
        let plain = |word: &str| !word.is_empty() && word.chars().all(char::is_alphanumeric);
        let index = index_terms(&text);
        prop_assert!(index.is_empty() || index.split(' ').all(plain));
        prop_assert!(index.split(' ').count() <= INDEX_TERMS_MAX);
        let query = query_terms(&text);
        prop_assert!(query.len() <= QUERY_TERMS_MAX);
        prop_assert!(query.iter().all(|term| !term.words.is_empty() && term.words.iter().all(|word| plain(word))));
    }

    #[test]
    fn a_plain_word_of_the_text_finds_it(text in "[a-z]{1,12}( [a-z]{1,12}){0,6}") {
        let index = index_terms(&text);
        for word in text.split(' ') {
            for term in query_terms(word) {
                let found = index.split(' ').any(|stem| stem == term.words[0]);
                prop_assert!(found, "{} not in {}", term.words[0], index);
            }
        }
    }

    #[test]
    fn normal_form_is_settled(text in "[a-z]{1,10}( [a-z]{1,10}){0,6}") {
        let once = normalise(&text);
        prop_assert_eq!(normalise(&once), once);
    }

    #[test]
    fn titles_are_short_and_say_something(text in texts()) {
        let title = title(&text);
        prop_assert!(title.chars().count() <= TITLE_CHARS_MAX);
        let is_account = |before: &str| {
            let joined = before.trim_end_matches('_');
            joined.ends_with('@') || joined.len() < before.len() && joined.ends_with(char::is_alphanumeric)
        };
        let says = words(&text).any(|word| word.kind == WordKind::Letters && !is_account(&text[..word.start]));
        prop_assert!(!says || !title.is_empty(), "no title for {:?}", text);
    }
}

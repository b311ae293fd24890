//! Filling, for any text and any values.

use proptest::prelude::*;

use super::*;

/// A text made of words, fields and braces of every sort.
fn texts() -> impl Strategy<Value = String> {
    let field = proptest::sample::select(&Field::ALL[..]);
    let braced = field.clone().prop_map(Field::in_braces);
    let shouted = field.prop_map(|field| format!("{{ {} }}", field.as_str().to_uppercase()));
    let odd = proptest::sample::select(vec!["{", "}", "{}", "{nmaa}", "{nama", "nama}", "{{nama}}", "\n", "{a\nb}"]);
    let part = prop_oneof![braced, shouted, odd.prop_map(str::to_owned), "[ -~é]{0,12}", "\\PC{0,6}"];
    proptest::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn nothing_is_lost_where_nothing_is_known(text in texts()) {
        prop_assert_eq!(fill(&text, |_| None), text);
    }

    #[test]
    fn what_was_put_in_is_not_read_again(text in texts(), words in texts()) {
        // Put in marks that are no braces first, then the words: once is the same as at the end.
        let marked = fill(&text, |field| Some(format!("\u{1}{}\u{1}", field.as_str())));
        let at_the_end = Field::ALL.iter().fold(marked, |text, field| {
            text.replace(&format!("\u{1}{}\u{1}", field.as_str()), &words)
        });
        prop_assert_eq!(fill(&text, |_| Some(words.clone())), at_the_end);
    }

    #[test]
    fn what_is_known_is_not_open_any_more_and_the_rest_is(text in texts(), known in proptest::collection::vec(any::<bool>(), 8)) {
        let is_known = |field: Field| known[Field::ALL.iter().position(|other| *other == field).unwrap()];
        let filled = fill(&text, |field| is_known(field).then(|| "isi".to_owned()));
        let left: Vec<_> = open_in(&text).into_iter().filter(|field| !is_known(*field)).collect();
        prop_assert_eq!(open_in(&filled), left);
    }

    #[test]
    fn a_field_is_open_exactly_if_it_stands_there(words in "[a-z .]{0,20}") {
        for field in Field::ALL {
            prop_assert_eq!(open_in(&format!("{words}{}{words}", field.in_braces())), [field]);
        }
        prop_assert_eq!(open_in(&words), []);
    }
}

#[test]
fn a_letter_is_filled() {
    let value = |field| match field {
        Field::Sapaan => Some("Ibu".to_owned()),
        Field::Nama => Some("{nomor}".to_owned()),
        Field::Nomor => Some("SBT-26-0001".to_owned()),
        _ => None,
    };
    let filled = fill("Yth. {sapaan} {Nama}, laporan {nomor} kami jawab paling lambat {batas}.", value);
    assert_eq!(filled, "Yth. Ibu {nomor}, laporan SBT-26-0001 kami jawab paling lambat {batas}.");
    assert_eq!(open_in("{batas} {kontak} {batas}"), [Field::Batas, Field::Kontak]);
}

#[test]
fn what_is_misspelt_is_named() {
    assert_eq!(unknown_in("Yth. {sapan} {nama}"), Some("{sapan}"));
    assert_eq!(unknown_in("{nama} { batas } {} { dan } {"), Some("{ dan }"));
    assert_eq!(unknown_in("{ini kalimat panjang sekali yang tidak mungkin sebuah isian}"), None);
}

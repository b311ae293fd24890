//! Takes telephone numbers, identity numbers, e-mail addresses and the reporter's name out of words the public reads.

/// Stands where something was taken out.
const MASK: &str = "•••";
/// A run of digits this long is no date, price or house number any more.
const DIGITS_MIN: usize = 8;
/// Shorter names are words too often.
const NAME_CHARS_MIN: usize = 3;

/// A text for the public: contacts, long numbers, the given name and these parts are masked. Names and parts are looked for
/// in the text as it was written, so that none hides behind another that it overlaps.
pub fn for_public(text: &str, name: Option<&str>, parts: &[String]) -> String {
    let names = name.into_iter().map(str::trim).filter(|name| name.chars().count() >= NAME_CHARS_MIN);
    let masked = masked(text, names.chain(parts.iter().map(String::as_str)));
    let lines = masked.split('\n').map(|line| without_numbers(&without_addresses(line)));
    lines.collect::<Vec<_>>().join("\n")
}

/// A text for people outside the office, with these names and parts masked.
pub fn for_outside(text: &str, names: &[String], parts: &[String]) -> String {
    let names = names.iter().filter(|name| name.trim().chars().count() >= NAME_CHARS_MIN);
    let all: Vec<String> = names.map(|name| name.trim().to_owned()).chain(parts.iter().cloned()).collect();
    for_public(text, None, &all)
}

/// A text without these parts, wherever each stands as a whole.
pub fn without_parts(text: &str, parts: &[String]) -> String {
    masked(text, parts.iter().map(String::as_str))
}

/// Masks every word with an `@` in its middle.
fn without_addresses(line: &str) -> String {
    let is_address = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).contains('@');
    line.split(' ').map(|word| if is_address(word) { MASK } else { word }).collect::<Vec<_>>().join(" ")
}

/// Masks runs of digits, also when spaces, dots or hyphens part their groups.
fn without_numbers(line: &str) -> String {
    let mut shown = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit() || c == '+') {
        let (before, from) = rest.split_at(start);
        shown.push_str(before);
        let (run, after) = number(from);
        let is_price = shown.trim_end_matches(['.', ' ']).ends_with("Rp");
        let is_long = run.bytes().filter(u8::is_ascii_digit).count() >= DIGITS_MIN;
        shown.push_str(if is_long && !is_price { MASK } else { run });
        rest = after;
    }
    shown.push_str(rest);
    shown
}

/// Splits a text that begins with a digit or a plus into the number and what follows. One separator may stand between
/// two groups of digits.
fn number(text: &str) -> (&str, &str) {
    let bytes = text.as_bytes();
    let mut end = 1;
    while end < bytes.len() {
        let next_is_digit = bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        let goes_on = bytes[end].is_ascii_digit() || (matches!(bytes[end], b' ' | b'-' | b'.') && next_is_digit);
        if !goes_on {
            break;
        }
        end += 1;
    }
    text.split_at(end)
}

/// Masks all parts wherever they stand as a whole, in capitals or not; what overlaps or touches becomes one mark.
fn masked<'a>(text: &str, parts: impl Iterator<Item = &'a str>) -> String {
    // One letter may become several small ones (İ); each remembers where its letter stands.
    let small: Vec<(usize, char)> =
        text.char_indices().flat_map(|(at, c)| c.to_lowercase().map(move |small| (at, small))).collect();
    let mut places: Vec<(usize, usize)> = parts.flat_map(|part| places_of(part, text, &small)).collect();
    places.sort_unstable();
    let (mut shown, mut from) = (String::with_capacity(text.len()), 0);
    for (start, end) in places {
        if start > from || (start == from && !shown.ends_with(MASK)) {
            shown.push_str(&text[from..start]);
            shown.push_str(MASK);
        }
        from = from.max(end);
    }
    shown.push_str(&text[from..]);
    shown
}

/// Where a part stands as a whole, as bytes of the text.
fn places_of(part: &str, text: &str, small: &[(usize, char)]) -> Vec<(usize, usize)> {
    let part: Vec<char> = part.chars().flat_map(char::to_lowercase).collect();
    if part.is_empty() {
        return Vec::new();
    }
    let is_it = |window: &[(usize, char)]| window.iter().zip(&part).all(|((_, c), wanted)| c == wanted);
    let found = small.windows(part.len()).enumerate().filter(|(_, window)| is_it(window));
    let place = |(at, _): (usize, &[(usize, char)])| {
        let end = small.get(at + part.len()).map_or(text.len(), |(end, _)| *end);
        (small[at].0, end)
    };
    found.map(place).filter(|(start, end)| stands_alone(text, *start, *end)).collect()
}

/// Whether a part of a text is not inside of a word.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    is_edge(text[..start].chars().next_back()) && is_edge(text[end..].chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_are_masked_and_dates_prices_and_houses_stay() {
        let masked = |text| for_public(text, Some("Siti Aminah"), &[]);
        assert_eq!(masked("Hubungi saya di 0812-3456-7890 ya"), "Hubungi saya di ••• ya");
        assert_eq!(masked("HP +62 812 3456 7890."), "HP •••.");
        assert_eq!(masked("NIK 6503014101900002"), "NIK •••");
        assert_eq!(masked("surel siti.aminah@contoh.id, terima kasih"), "surel ••• terima kasih");
        assert_eq!(masked("Saya SITI AMINAH dari RT 03"), "Saya ••• dari RT 03");
        assert_eq!(masked("Sejak 12/03/2026 biayanya Rp 1.500.000.000"), "Sejak 12/03/2026 biayanya Rp 1.500.000.000");
        assert_eq!(masked("baris satu\nbaris dua"), "baris satu\nbaris dua");
    }

    #[test]
    fn a_letter_that_grows_when_it_becomes_small_hides_no_name() {
        assert_eq!(
            for_public("İkan: kata Siti Aminah, „SITI AMINAH“", Some("Siti Aminah"), &[]),
            "İkan: kata •••, „•••“"
        );
        assert_eq!(for_public("Pak İlham sudah datang", Some("İlham"), &[]), "Pak ••• sudah datang");
    }

    #[test]
    fn a_name_inside_another_word_stays() {
        assert_eq!(for_public("Anisa dan Ani", Some("Ani"), &[]), "Anisa dan •••");
        let names = ["Siti", "Siti Aminah"].map(str::to_owned);
        assert!(!for_outside("Bu Siti Aminah, terima kasih.", &names, &[]).contains("Aminah"));
    }

    #[test]
    fn nothing_hides_behind_a_part_that_it_overlaps() {
        let parts = ["Budi Santoso", "Santoso adalah"].map(str::to_owned);
        assert_eq!(without_parts("Budi Santoso adalah pelakunya", &parts), "••• pelakunya");
        let umar = ["Aminah binti Umar".to_owned()];
        assert_eq!(for_public("Saya Siti Aminah binti Umar.", Some("Siti Aminah"), &umar), "Saya •••.");
        assert_eq!(without_parts("Budi, Budi dan Budiman", &["Budi".to_owned()]), "•••, ••• dan Budiman");
        assert_eq!(without_parts("Budi", &["Budi".to_owned()]), "•••");
        assert_eq!(without_parts("", &["Budi".to_owned()]), "");
    }
}

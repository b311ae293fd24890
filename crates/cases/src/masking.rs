//! Takes telephone numbers, identity numbers, e-mail addresses and the reporter's name out of words the public reads.

/// Stands where something was taken out.
const MASK: &str = "•••";
/// A run of digits this long is no date, price or house number any more.
const DIGITS_MIN: usize = 8;

/// A text for the public: contacts, long numbers and the given name are masked.
pub fn for_public(text: &str, name: Option<&str>) -> String {
    let text = without_name(text, name);
    let mut shown = String::with_capacity(text.len());
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            shown.push('\n');
        }
        shown.push_str(&without_numbers(&without_addresses(line)));
    }
    shown
}

/// A text without these parts, wherever each stands as a whole.
pub fn without_parts(text: &str, parts: &[String]) -> String {
    // The longer first, or nobody would find what holds a shorter one.
    let mut parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    parts.into_iter().fold(text.to_owned(), |text, part| without_part(&text, part))
}

/// A text for people outside the office, with these names masked.
pub fn without_names(text: &str, names: &[String]) -> String {
    // Of two names the longer first: without "Siti" nobody would find "Siti Aminah" any more.
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.into_iter().fold(for_public(text, None), |text, name| for_public(&text, Some(name)))
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

/// Masks the name wherever it stands as a whole, in capitals or not.
fn without_name(text: &str, name: Option<&str>) -> String {
    match name.map(str::trim).filter(|name| name.chars().count() >= 3) {
        Some(name) => without_part(text, name),
        None => text.to_owned(),
    }
}

/// Masks a part wherever it stands as a whole, in capitals or not.
fn without_part(text: &str, part: &str) -> String {
    let name: Vec<char> = part.chars().flat_map(char::to_lowercase).collect();
    if name.is_empty() {
        return text.to_owned();
    }
    // One letter may become several small ones (İ); each remembers where its letter stands.
    let small: Vec<(usize, char)> =
        text.char_indices().flat_map(|(at, c)| c.to_lowercase().map(move |small| (at, small))).collect();
    let mut shown = String::with_capacity(text.len());
    let (mut from, mut place) = (0, 0);
    while place + name.len() <= small.len() {
        let is_name = small[place..].iter().zip(&name).all(|((_, c), wanted)| c == wanted);
        let start = small[place].0;
        let end = small.get(place + name.len()).map_or(text.len(), |(at, _)| *at);
        if is_name && stands_alone(text, start, end) {
            shown.push_str(&text[from..start]);
            shown.push_str(MASK);
            from = end;
            place += name.len();
        } else {
            place += 1;
        }
    }
    shown.push_str(&text[from..]);
    shown
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
        let masked = |text| for_public(text, Some("Siti Aminah"));
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
        assert_eq!(for_public("İkan: kata Siti Aminah, „SITI AMINAH“", Some("Siti Aminah")), "İkan: kata •••, „•••“");
        assert_eq!(for_public("Pak İlham sudah datang", Some("İlham")), "Pak ••• sudah datang");
    }

    #[test]
    fn a_name_inside_another_word_stays() {
        assert_eq!(for_public("Anisa dan Ani", Some("Ani")), "Anisa dan •••");
        let names = ["Siti", "Siti Aminah"].map(str::to_owned);
        assert!(!without_names("Bu Siti Aminah, terima kasih.", &names).contains("Aminah"));
    }
}

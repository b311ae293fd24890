//! Wording of numbers: thousands, decimals, rupiah, shares, phone numbers, file sizes.
//!
//! Which marks a language uses is said by its own file (`number-marks`: thousands mark, then decimal mark).

use fluent_bundle::FluentValue;
use fluent_bundle::types::FluentNumber;

use crate::lang::Lang;
use crate::t;

/// `1204877` as "1.204.877".
pub fn whole(lang: &Lang, number: i64) -> String {
    let digits = group(&number.unsigned_abs().to_string(), marks(lang).0);
    if number < 0 { format!("\u{2212}{digits}") } else { digits }
}

/// `86.12` as "86,12", always with `places` digits after the mark.
pub fn decimal(lang: &Lang, number: f64, places: usize) -> String {
    mark(&format!("{number:.places$}"), marks(lang))
}

/// What a service costs, standing alone: "Rp18.500.000", or "Gratis".
pub fn fee(lang: &Lang, rupiah_due: u64) -> String {
    match rupiah_due {
        0 => t!(lang, "number-free.alone"),
        _ => rupiah(lang, rupiah_due),
    }
}

/// `18500000` as "Rp18.500.000", and nothing to pay as "gratis", inside a sentence.
pub fn rupiah(lang: &Lang, rupiah: u64) -> String {
    if rupiah == 0 {
        return t!(lang, "number-free");
    }
    let digits = group(&rupiah.to_string(), marks(lang).0);
    t!(lang, "number-rupiah", digits = digits)
}

/// A share of a hundred as "93 dari 100"; people read that more surely than 93 %.
pub fn of_hundred(lang: &Lang, share: u32) -> String {
    t!(lang, "number-of-hundred", share = share)
}

/// A file size as "48 kB" or "2,1 MB", in thousands of bytes; room on a disk in whole "41 GB".
pub fn bytes(lang: &Lang, bytes: u64) -> String {
    match bytes {
        0..1_000 => t!(lang, "number-bytes", size = bytes),
        1_000..1_000_000 => t!(lang, "number-kilobytes", size = bytes.div_ceil(1_000)),
        1_000_000_000.. => t!(lang, "number-gigabytes", size = whole(lang, (bytes / 1_000_000_000).cast_signed())),
        _ => {
            // Tenths of a megabyte fit a double exactly for every file a person could send.
            let tenths = bytes.div_ceil(100_000);
            let size = decimal(lang, tenths as f64 / 10.0, usize::from(!tenths.is_multiple_of(10)));
            t!(lang, "number-megabytes", size = size)
        }
    }
}

/// A phone number in groups of four, "0812-0000-0000"; anything but digits is left as it came.
pub fn phone(number: &str) -> String {
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return number.to_owned();
    }
    grouped_by_four(number)
}

/// Letters and digits in groups of four with hyphens between, as secret codes are written.
pub fn grouped_by_four(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let groups: Vec<String> = characters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join("-")
}

/// Thousands mark and decimal mark of a language.
fn marks(lang: &Lang) -> (char, char) {
    match t!(lang, "number-marks").as_str() {
        ",." => (',', '.'),
        " ," => ('\u{A0}', ','),
        _ => ('.', ','),
    }
}

fn group(digits: &str, thousands: char) -> String {
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(thousands);
        }
        grouped.push(digit);
    }
    grouped
}

/// Puts a language's marks into a number as Rust writes it.
fn mark(number: &str, (thousands, decimal): (char, char)) -> String {
    let (sign, digits) = match number.strip_prefix('-') {
        Some(digits) => ("\u{2212}", digits),
        None => ("", number),
    };
    match digits.split_once('.') {
        Some((whole, fraction)) => {
            format!("{sign}{}{decimal}{fraction}", group(whole, thousands))
        }
        None => format!("{sign}{}", group(digits, thousands)),
    }
}

/// Numbers inside sentences of languages that write 1.204.877,5.
pub(crate) fn format_point_comma<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    written(value, ('.', ','))
}

/// Numbers inside sentences of languages that write 1,204,877.5.
pub(crate) fn format_comma_point<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    written(value, (',', '.'))
}

/// Numbers inside sentences of languages that write 1 204 877,5.
pub(crate) fn format_space_comma<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    written(value, ('\u{A0}', ','))
}

fn written(value: &FluentValue<'_>, marks: (char, char)) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(mark(&FluentNumber::as_string(number), marks)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn numbers_are_written_as_the_language_writes_them() {
        let (id, en) = (sample::id(), sample::en());
        assert_eq!(whole(&id, 1_204_877), "1.204.877");
        assert_eq!(whole(&en, 1_204_877), "1,204,877");
        assert_eq!(whole(&id, 999), "999");
        assert_eq!(whole(&id, -1_000), "\u{2212}1.000");
        assert_eq!(decimal(&id, 86.12, 2), "86,12");
        assert_eq!(decimal(&en, 1_086.1, 2), "1,086.10");
        assert_eq!(of_hundred(&id, 93), "93 dari 100");
        assert_eq!(of_hundred(&en, 93), "93 out of 100");
    }

    #[test]
    fn money_has_no_space_and_nothing_is_free() {
        let (id, en) = (sample::id(), sample::en());
        assert_eq!(rupiah(&id, 18_500_000), "Rp18.500.000");
        assert_eq!(rupiah(&en, 18_500_000), "Rp18,500,000");
        assert_eq!(rupiah(&id, 0), "gratis");
        assert_eq!(fee(&id, 0), "Gratis");
    }

    #[test]
    fn sizes_round_up() {
        let id = sample::id();
        assert_eq!(bytes(&id, 48_000), "48 kB");
        assert_eq!(bytes(&id, 2_050_000), "2,1 MB");
        assert_eq!(bytes(&id, 10_000_000), "10 MB");
        assert_eq!(bytes(&id, 10_000_000), "10 MB");
        assert_eq!(bytes(&id, 12), "12 bita");
    }

    #[test]
    fn phone_numbers_stand_in_groups_of_four() {
        assert_eq!(phone("081200000000"), "0812-0000-0000");
        assert_eq!(phone("0812000000000"), "0812-0000-0000-0");
        assert_eq!(phone("kantor@nunukan.id"), "kantor@nunukan.id");
    }

    proptest::proptest! {
        #[test]
        fn grouping_only_adds_marks(number: i64) {
            let written = whole(&sample::id(), number).replace('.', "").replace('\u{2212}', "-");
            proptest::prop_assert_eq!(written, number.to_string());
        }
    }
}

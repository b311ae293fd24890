//! Folding single characters: case, full-width forms, accents, invisible marks.
//!
//! This is the part of NFKC that Indonesian text meets in practice, done by hand so that the crate needs no
//! tables. Letters of other scripts pass through unchanged except for their case.

/// Appends the folded form of `c` to `out`: nothing for marks and invisible characters, else the lower-case letter
/// without its accent.
pub(crate) fn push_folded(c: char, out: &mut String) {
    match c {
        'a'..='z' | '0'..='9' => out.push(c),
        'A'..='Z' => out.push(c.to_ascii_lowercase()),
        _ if is_invisible(c) || is_combining(c) || is_apostrophe(c) => {}
        '\u{ff01}'..='\u{ff5e}' => push_folded(narrow(c), out),
        _ => c.to_lowercase().filter(|l| !is_combining(*l)).for_each(|l| out.push(without_accent(l))),
    }
}

/// Combining accents, which written Indonesian does not need to tell words apart.
pub(crate) fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Zero-width characters and soft hyphens that phones and web pages leave inside words.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Apostrophes and the glottal stop, written inside words such as "Jum'at" and left out in others' spelling.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{294}')
}

/// The ordinary form of a full-width character such as 'Ａ'.
fn narrow(c: char) -> char {
    char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c)
}

/// The base letter of an accented Latin letter in lower case.
fn without_accent(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ə' => 'e',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => 'i',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => 'o',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::push_folded;

    fn folded(text: &str) -> String {
        let mut out = String::new();
        text.chars().for_each(|c| push_folded(c, &mut out));
        out
    }

    #[test]
    fn folds_what_phones_write() {
        assert_eq!(folded("ＡＩＲ"), "air");
        assert_eq!(folded("Désa"), "desa");
        assert_eq!(folded("de\u{301}sa"), "desa");
        assert_eq!(folded("Jum\u{2019}at"), "jumat");
        assert_eq!(folded("İzin"), "izin");
    }

    #[test]
    fn leaves_other_scripts_alone() {
        assert_eq!(folded("ꦗꦭꦤ᭄道路"), "ꦗꦭꦤ᭄道路");
    }
}

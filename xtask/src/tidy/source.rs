//! Rust source reduced to its code: comments, the insides of literals and items for tests blanked out.
//!
//! Line breaks stay where they are, so that a place found in the result is the same place in the file.

/// The code without comments, without what stands inside string and character literals.
pub fn code_only(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let piece = Piece::at_start_of(rest, code.chars().next_back());
        match piece {
            Piece::Code => {
                code.push(character);
                rest = &rest[character.len_utf8()..];
            }
            Piece::Comment(length) => {
                blank(&rest[..length], &mut code);
                rest = &rest[length..];
            }
            Piece::Literal { opening, length, closing } => {
                code.push_str(&rest[..opening]);
                blank(&rest[opening..length - closing], &mut code);
                code.push_str(&rest[length - closing..length]);
                rest = &rest[length..];
            }
        }
    }
    code
}

/// `code` with every item behind `#[cfg(test)]` blanked out. Takes what [`code_only`] returns.
pub fn without_tests(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut kept = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(at) = rest.find(MARK) {
        kept.push_str(&rest[..at]);
        let end = at + MARK.len() + item_length(&rest[at + MARK.len()..]);
        blank(&rest[at..end], &mut kept);
        rest = &rest[end..];
    }
    kept + rest
}

/// A piece of source at the place where the scanner stands; lengths in bytes.
enum Piece {
    Code,
    Comment(usize),
    Literal { opening: usize, length: usize, closing: usize },
}

impl Piece {
    fn at_start_of(rest: &str, before: Option<char>) -> Piece {
        if rest.starts_with("//") {
            return Piece::Comment(rest.find('\n').unwrap_or(rest.len()));
        }
        if rest.starts_with("/*") {
            return Piece::Comment(block_comment_length(rest));
        }
        let in_word = before.is_some_and(|before| before.is_alphanumeric() || before == '_');
        if !in_word && let Some(raw) = raw_string(rest) {
            return raw;
        }
        if rest.starts_with('"') {
            return Piece::literal(1, string_length(rest), 1, rest);
        }
        match char_length(rest) {
            Some(length) => Piece::literal(1, length, 1, rest),
            None => Piece::Code,
        }
    }

    /// A literal that may lack its end, in a file the compiler refuses anyway.
    fn literal(opening: usize, length: usize, closing: usize, rest: &str) -> Piece {
        if length < opening + closing || length > rest.len() {
            return Piece::Comment(rest.len());
        }
        Piece::Literal { opening, length, closing }
    }
}

fn blank(text: &str, code: &mut String) {
    code.extend(text.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
}

fn block_comment_length(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < rest.len() {
        let here = &rest.as_bytes()[at..];
        if here.starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if here.starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    rest.len()
}

fn raw_string(rest: &str) -> Option<Piece> {
    let prefix = ["r", "br", "cr"]
        .into_iter()
        .find(|prefix| rest.strip_prefix(prefix).is_some_and(|after| after.starts_with(['"', '#'])))?;
    let hashes = rest[prefix.len()..].bytes().take_while(|&byte| byte == b'#').count();
    let opening = prefix.len() + hashes + 1;
    if rest.as_bytes().get(opening - 1) != Some(&b'"') {
        return None; // a raw identifier such as r#type
    }
    let end = format!("\"{}", "#".repeat(hashes));
    let inside = rest[opening..].find(&end).unwrap_or(rest.len());
    Some(Piece::literal(opening, opening + inside + end.len(), end.len(), rest))
}

fn string_length(rest: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    rest.len() + 1
}

/// The length of a character literal; `None` for a lifetime or a label.
fn char_length(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('\'')?;
    let first = inside.chars().next()?;
    if first == '\\' {
        // The escaped sign itself may be the quote.
        let escaped = 1 + inside[1..].chars().next()?.len_utf8();
        return Some(1 + escaped + inside[escaped..].find('\'')? + 1);
    }
    let closed = inside[first.len_utf8()..].starts_with('\'');
    closed.then_some(2 + first.len_utf8())
}

/// The length of the item that follows: to its semicolon, or to the brace that closes its body.
fn item_length(rest: &str) -> usize {
    let mut depth = 0_usize;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            b';' if depth == 0 => return at + 1,
            b'{' | b'(' | b'[' => depth += 1,
            b'}' | b')' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 && byte == b'}' {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_the_insides_of_literals_go() {
        let text = "let a = \"todo!\"; // todo!\nlet b = r#\"x\"todo!\"#; /* a /* b */ c */ let c = 'x';";
        let code = code_only(text);
        assert!(!code.contains("todo"), "{code}");
        assert!(code.contains("let b = r#\"") && code.contains("let c = ' ';"), "{code}");
        assert_eq!(code.lines().count(), text.lines().count());
    }

    #[test]
    fn lifetimes_and_quotes_do_not_confuse_it() {
        let code = code_only("fn f<'a>(x: &'a str) { let q = '\"'; let e = '\\''; let n = '\\n'; dbg!(x) }");
        assert!(code.contains("dbg!(x) }"), "{code}");
        let code = code_only("let r#type = b\"\\\"\"; let u = '\\u{41}'; g()");
        assert!(code.ends_with("g()"), "{code}");
    }

    #[test]
    fn unfinished_sources_end_quietly() {
        for text in ["\"", "'", "'\\", "r#\"", "/*", "b\"\\", "#[cfg(test)]", "\"\\"] {
            without_tests(&code_only(text));
        }
    }

    #[test]
    fn items_for_tests_go() {
        let code =
            "#[cfg(test)]\nuse a::{b, c};\nfn kept() {}\n#[cfg(test)]\nmod tests { fn gone() { x() } }\nfn last() {}";
        let kept = without_tests(code);
        assert!(kept.contains("kept") && kept.contains("last"));
        assert!(!kept.contains("gone") && !kept.contains("use a"), "{kept}");
        assert_eq!(kept.lines().count(), code.lines().count());
    }
}

//! Finds the keys a Rust source asks for, so that a test can tell missing and unused keys.
//!
//! It reads text, not syntax: a key counts when it is written as a literal in `t!(lang, "key")`,
//! `.t("key")`, `.f("key", …)` or `.markup("key", …)`. A key chosen by a value is therefore written out in a
//! `match`, one literal per arm, which also lets a reader search for it.

use std::collections::BTreeSet;
use std::path::Path;
use std::{fs, io};

/// The keys that `source` (the text of a Rust file) asks for. Comments do not count.
pub fn used_keys(source: &str) -> BTreeSet<String> {
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    let source: String = source.lines().filter(is_code).flat_map(|line| [line, "\n"]).collect();
    let in_macros = after(&source, "t!(").filter_map(second_argument);
    let in_methods = [".t(", ".f(", ".markup("].into_iter().flat_map(|call| after(&source, call));
    in_macros.chain(in_methods).filter_map(leading_literal).map(str::to_owned).collect()
}

/// The keys that all Rust files under `folder` ask for, but for files named `tests.rs`. For a crate's own test
/// that compares them with [`Languages::words`](super::Languages::words).
///
/// # Errors
/// If a file or folder can not be read.
pub fn used_keys_under(folder: &Path) -> io::Result<BTreeSet<String>> {
    let mut used = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_rust = path.extension().is_some_and(|extension| extension == "rs");
        if path.is_dir() {
            used.append(&mut used_keys_under(&path)?);
        } else if is_rust && !path.ends_with("tests.rs") {
            used.append(&mut used_keys(&fs::read_to_string(&path)?));
        }
    }
    Ok(used)
}

/// What follows each occurrence of `opening`, when it is a word of its own (`assert!(` is not `t!(`).
fn after<'a>(source: &'a str, opening: &'a str) -> impl Iterator<Item = &'a str> {
    source.match_indices(opening).filter_map(move |(at, _)| {
        let before = source[..at].chars().next_back();
        let is_word = opening.starts_with('.') || !before.is_some_and(is_name);
        is_word.then(|| &source[at + opening.len()..])
    })
}

fn is_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// What follows the first comma outside brackets.
fn second_argument(arguments: &str) -> Option<&str> {
    let mut depth = 0_usize;
    for (at, character) in arguments.char_indices() {
        match character {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.checked_sub(1)?,
            ',' if depth == 0 => return Some(&arguments[at + 1..]),
            _ => {}
        }
    }
    None
}

fn leading_literal(text: &str) -> Option<&str> {
    let (literal, _) = text.trim_start().strip_prefix('"')?.split_once('"')?;
    let is_key = |character: char| is_name(character) || matches!(character, '-' | '.');
    (!literal.is_empty() && literal.chars().all(is_key)).then_some(literal)
}

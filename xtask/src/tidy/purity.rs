//! The ground floor's code touches no disk, network, environment, clock or global state, and never waits.
//!
//! Clippy refuses single calls everywhere; this rule keeps whole modules of the standard library out of the
//! ground floor, imports included. Tests and examples of these crates may do as they like.

use super::test_files::TestFiles;
use super::tree::{File, Tree, numbered};
use super::{Finding, imports};

const GROUND: [&str; 3] = ["crates/calendar/src/", "crates/language/src/", "crates/oplog/src/"];

/// Modules and types that are refused, written out or imported.
const PATHS: [&str; 7] =
    ["std::env", "std::fs", "std::net", "std::process", "std::thread", "std::time::Instant", "std::time::SystemTime"];

/// Imports refused only as they stand, because they would hide one of [`PATHS`]; `std::time::Duration` is welcome.
const BARE_IMPORTS: [&str; 4] = ["std", "std::*", "std::time", "std::time::*"];

/// Wording that is refused wherever it stands in the code.
const WORDING: [&str; 5] = ["async", "static mut", "thread_local!", "Timestamp::now", "Zoned::now"];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let test_files = TestFiles::of(tree);
    let on_ground = |file: &&File| GROUND.iter().any(|folder| file.path.starts_with(folder));
    let files = tree.rust().filter(on_ground).filter(|file| !test_files.contains(file));
    files.flat_map(check_file).collect()
}

fn check_file(file: &File) -> Vec<Finding> {
    let code = &file.product_code;
    let complain = |line, what: &str| {
        let why = format!("the ground floor is pure, `{what}` is not: take it as an argument");
        Finding::new(&file.path, line, why)
    };
    let mut findings = Vec::new();
    for (line, path) in imports::paths(code) {
        let is_within = |refused: &str| path == refused || path.starts_with(&format!("{refused}::"));
        let refused = PATHS.iter().find(|refused| is_within(refused));
        let refused = refused.or_else(|| BARE_IMPORTS.iter().find(|bare| path == **bare));
        findings.extend(refused.map(|refused| complain(line, refused)));
    }
    for (line, text) in numbered(code) {
        let is_import = text.trim_start().starts_with("use ") || text.trim_start().starts_with("pub use ");
        let paths = PATHS.iter().filter(|_| !is_import);
        let refused = paths.chain(&WORDING).filter(|words| has_words(text, words));
        findings.extend(refused.map(|words| complain(line, words)));
    }
    findings
}

/// Whether `words` stand in `text` and not as a part of longer ones.
fn has_words(text: &str, words: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found_in(text: &str) -> usize {
        check(&Tree::of(&[("crates/oplog/src/lib.rs", text)])).len()
    }

    #[test]
    fn everything_impure_is_found() {
        for text in [
            "fn f() { std::fs::read(p); }",
            "use std::net::TcpStream;",
            "use std::{io, fs::File};",
            "use std::{\n    collections::BTreeMap,\n    env,\n};",
            "use std::time::{Duration, Instant};",
            "use std::time;",
            "use std::time::*;",
            "fn f() -> std::time::SystemTime { g() }",
            "pub async fn f() {}",
            "static mut COUNT: u32 = 0;",
            "thread_local! { static X: u32 = 0; }",
            "fn f() { jiff::Timestamp::now(); }",
            "fn f() { Zoned::now(); }",
        ] {
            assert_eq!(found_in(text), 1, "{text}");
        }
    }

    #[test]
    fn pure_code_tests_and_words_are_left_alone() {
        for text in [
            "use std::time::Duration;\nuse std::{fmt, io::Read};",
            "// reads std::fs and is async\nconst WHY: &str = \"async std::fs\";",
            "#[cfg(test)]\nmod tests { use std::fs; fn f() { Zoned::now(); } }",
            "fn asynchronous() { my_std::fs_like(); }",
        ] {
            assert_eq!(found_in(text), 0, "{text}");
        }
        let elsewhere = [
            ("crates/oplog/tests/vectors.rs", "use std::fs;"),
            ("crates/oplog/examples/look.rs", "use std::fs;"),
            ("crates/store/src/lib.rs", "use std::fs;"),
        ];
        assert!(check(&Tree::of(&elsewhere)).is_empty());
    }
}

//! Rust files say what they hold, stay short, and contain nothing unfinished.

use super::Finding;
use super::test_files::TestFiles;
use super::tree::{File, Tree, numbered};

const LINES_MAX: usize = 600;

/// Files longer than the limit, and how long they may be. The list may only shrink: a file that became shorter
/// must be lowered here, one below the limit must leave.
const LONG_FILES: &[(&str, usize)] = &[];

/// What no code contains, tests included, and why.
const NOWHERE: [(&str, &str); 4] = [
    ("todo!", "finish it or leave it out"),
    ("unimplemented!", "finish it or leave it out"),
    ("#[ignore", "a test runs or goes; assert today's answer and say why it is wrong"),
    ("dbg!", "use tracing, or take it out"),
];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        tree.rust().flat_map(|file| [opening(file), length(file, LONG_FILES)]).flatten().collect();
    findings.extend(tree.rust().flat_map(unfinished));
    let test_files = TestFiles::of(tree);
    let product = tree.rust().filter(|file| !test_files.contains(file));
    findings.extend(product.flat_map(unwraps));
    findings
}

fn opening(file: &File) -> Option<Finding> {
    let lacks = !file.text.starts_with("//!");
    lacks.then(|| Finding::new(&file.path, 1, "open the file with `//!`: what is here, and what is not"))
}

fn length(file: &File, long_files: &[(&str, usize)]) -> Option<Finding> {
    let lines = file.text.lines().count();
    let listed = long_files.iter().find(|(path, _)| *path == file.path);
    let why = match listed {
        None if lines > LINES_MAX => {
            format!("{lines} lines are more than {LINES_MAX}: it has two subjects, make two files")
        }
        Some((_, allowed)) if lines > *allowed => format!("{lines} lines, and it may only shrink from {allowed}"),
        Some(_) if lines <= LINES_MAX => "short enough now: take it off the list of long files".to_owned(),
        Some((_, allowed)) if lines < *allowed => {
            format!("it shrank to {lines} lines: lower the {allowed} in the list of long files")
        }
        _ => return None,
    };
    Some(Finding::new(&file.path, 0, why))
}

fn unfinished(file: &File) -> Vec<Finding> {
    let lines = numbered(&file.code).flat_map(|(line, text)| NOWHERE.map(|(mark, why)| (line, text, mark, why)));
    lines
        .filter(|(_, text, mark, _)| text.contains(mark))
        .map(|(line, _, mark, why)| Finding::new(&file.path, line, format!("`{mark}`: {why}")))
        .collect()
}

fn unwraps(file: &File) -> Vec<Finding> {
    let why = "outside tests `expect` states why it cannot fail, or the error goes on";
    numbered(&file.product_code)
        .filter(|(_, text)| text.contains(".unwrap()"))
        .map(|(line, _)| Finding::new(&file.path, line, why))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found_in(text: &str) -> Vec<Finding> {
        check(&Tree::of(&[("crates/ui/src/a.rs", text)]))
    }

    #[test]
    fn a_file_says_what_it_holds() {
        assert_eq!(found_in("fn f() {}")[0].line, 1);
        assert!(found_in("//! Colours.\nfn f() {}").is_empty());
    }

    #[test]
    fn a_file_stays_short() {
        let long = "//! Much.\n".repeat(LINES_MAX + 1);
        assert!(found_in(&long)[0].why.contains("two subjects"));
    }

    #[test]
    fn the_list_of_long_files_only_shrinks() {
        let why = |lines: usize, allowed: usize| {
            let tree = Tree::of(&[("a.rs", &"//!\n".repeat(lines))]);
            length(&tree.files[0], &[("a.rs", allowed)]).map(|finding| finding.why)
        };
        assert_eq!(why(700, 700), None);
        assert!(why(701, 700).unwrap().contains("only shrink"));
        assert!(why(699, 700).unwrap().contains("lower"));
        assert!(why(600, 700).unwrap().contains("take it off"));
    }

    #[test]
    fn unfinished_work_is_found_in_code_only() {
        let marks = ["todo!()", "unimplemented!()", "#[ignore]", "#[ignore = \"slow\"]", "dbg!(x)"];
        for mark in marks {
            assert_eq!(found_in(&format!("//! A.\n{mark}")).len(), 1, "{mark}");
        }
        assert!(found_in("//! A todo! list.\nconst A: &str = \"dbg!\";").is_empty());
    }

    #[test]
    fn unwrap_stays_in_tests() {
        assert_eq!(found_in("//! A.\nfn f() { g().unwrap(); }")[0].line, 2);
        assert!(found_in("//! A.\n#[cfg(test)]\nmod tests { fn f() { g().unwrap(); } }").is_empty());
        assert!(found_in("//! A.\n/// `x.unwrap()`\nfn f() { g().unwrap_or(1); }").is_empty());
    }
}

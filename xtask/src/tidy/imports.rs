//! The paths a file imports, with nested `use` trees spelled out.

/// Every path of every `use` in `code`, with its line: `use std::{fs, io::Read};` gives `std::fs` and `std::io::Read`.
///
/// Takes what [`super::source::code_only`] returns. A rename keeps the original name.
pub fn paths(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = code[from..].find("use ").map(|at| from + at) {
        from = at + "use ".len();
        let before = code[..at].chars().next_back();
        if before.is_some_and(|before| !before.is_whitespace() && before != '}' && before != ';') {
            continue;
        }
        let Some(length) = code[from..].find(';') else {
            break;
        };
        let line = code[..at].matches('\n').count() + 1;
        let mut expanded = Vec::new();
        expand("", &code[from..from + length], &mut expanded);
        found.extend(expanded.into_iter().map(|path| (line, path)));
    }
    found
}

/// Spells out one use tree behind `prefix`.
fn expand(prefix: &str, tree: &str, paths: &mut Vec<String>) {
    let tree = tree.trim();
    let Some((head, group)) = tree.split_once('{') else {
        let name = tree.split_whitespace().next().unwrap_or_default();
        let path = format!("{prefix}{name}");
        let path = path.strip_suffix("::self").unwrap_or(&path);
        paths.push(path.trim_start_matches("::").to_owned());
        return;
    };
    let prefix = format!("{prefix}{}", head.trim());
    let group = group.rsplit_once('}').map_or(group, |(inside, _)| inside);
    for branch in branches(group) {
        expand(&prefix, branch, paths);
    }
}

/// The parts of a group, parted by the commas that stand in no group of their own.
fn branches(group: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, byte) in group.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => {
                parts.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&group[start..]);
    parts.retain(|part| !part.trim().is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_trees_are_spelled_out() {
        let code = "pub use std::{\n    fs,\n    io::{self, Read as R},\n};\nuse a::b as c;\nlet reuse = 1;";
        let expected = [(1, "std::fs"), (1, "std::io"), (1, "std::io::Read"), (5, "a::b")];
        assert_eq!(paths(code), expected.map(|(line, path)| (line, path.to_owned())));
    }
}

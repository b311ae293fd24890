//! No paths of one machine and no hosts of package registries: the checkout builds anywhere, from any mirror.

use super::Finding;
use super::tree::{File, Tree};

/// Beginnings of absolute paths that exist on somebody's machine only.
const MACHINE_PATHS: [&str; 5] = ["/home/", "/root/", "/tmp/", "/Users/", "/work/"];

/// Hosts that serve packages; each tool knows its own, or the mirror that is set for it.
const REGISTRY_HOSTS: [&str; 6] = [
    "deb.debian.org",
    "files.pythonhosted.org",
    "index.crates.io",
    "pypi.org",
    "registry.npmjs.org",
    "static.crates.io",
];

/// Written by package managers, which put the registry in.
const LOCK_FILES: [&str; 2] = ["Cargo.lock", "package-lock.json"];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let is_ours = |file: &&File| {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        // This file lists what it refuses.
        !LOCK_FILES.contains(&name) && file.path != "xtask/src/tidy/strings.rs"
    };
    tree.files.iter().filter(is_ours).flat_map(check_file).collect()
}

fn check_file(file: &File) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (line, text) in file.lines() {
        let paths = MACHINE_PATHS.iter().filter(|path| begins_a_path(text, path));
        findings.extend(paths.map(|path| Finding::new(&file.path, line, format!("`{path}` is a path of one machine"))));
        let hosts = REGISTRY_HOSTS.iter().filter(|host| text.contains(*host));
        findings.extend(hosts.map(|host| {
            Finding::new(&file.path, line, format!("`{host}` is a package registry; leave it to the tool"))
        }));
    }
    findings
}

/// Whether `path` stands at the beginning of a path, not in the middle of a relative one or of an address.
fn begins_a_path(text: &str, path: &str) -> bool {
    text.match_indices(path).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '}' | ')' | '*'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_one_machine_are_found() {
        let tree = Tree::of(&[
            ("docs/a.md", "run it in /tmp/x\nor `/root/hadir`, not in src/work/x or https://a.id/work/"),
            ("data/b.csv", "a,/work/b"),
        ]);
        let found: Vec<usize> = check(&tree).iter().map(|finding| finding.line).collect();
        assert_eq!(found, [1, 2, 1]);
    }

    #[test]
    fn registries_are_found_outside_lock_files() {
        let text = "see https://registry.npmjs.org/x";
        let tree = Tree::of(&[("a.md", text), ("tests-browser/package-lock.json", text)]);
        assert_eq!(check(&tree).len(), 1);
    }
}

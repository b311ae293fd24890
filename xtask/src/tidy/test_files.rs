//! Which Rust files are there for tests, examples and measurements only, and so may do what the product may not.

use std::collections::BTreeSet;

use super::tree::{File, Tree};

/// Folders that hold nothing of the product, wherever they stand.
const FOLDERS: [&str; 5] = ["benches", "examples", "fuzz", "testkit", "tests"];

/// The test files of a tree.
#[derive(Debug)]
pub struct TestFiles {
    /// Paths of modules declared behind `#[cfg(test)]`, without their `.rs`.
    modules: BTreeSet<String>,
}

impl TestFiles {
    pub fn of(tree: &Tree) -> TestFiles {
        TestFiles { modules: tree.rust().flat_map(test_modules).collect() }
    }

    /// Whether the whole file is there for tests.
    pub fn contains(&self, file: &File) -> bool {
        let stem = file.path.strip_suffix(".rs").unwrap_or(&file.path);
        let mut folders = stem.match_indices('/').map(|(at, _)| &stem[..at]);
        let in_folder = folders.clone().any(|folder| {
            let name = folder.rsplit('/').next().unwrap_or_default();
            FOLDERS.contains(&name)
        });
        in_folder || self.modules.contains(stem) || folders.any(|folder| self.modules.contains(folder))
    }
}

/// The modules in files of their own that this file declares for tests.
fn test_modules(file: &File) -> Vec<String> {
    let declared = file.code.split("#[cfg(test)]").skip(1).filter_map(module_declared);
    declared.map(|name| format!("{}/{name}", module_folder(&file.path))).collect()
}

/// The name in `mod name;` or `pub(crate) mod name;` at the start of `code`.
fn module_declared(code: &str) -> Option<&str> {
    let (declaration, _) = code.split_once(';')?;
    let (visibility, name) = declaration.split_once("mod ")?;
    let is_visibility = matches!(visibility.trim(), "" | "pub" | "pub(crate)" | "pub(super)");
    let is_name = name.chars().all(|c| c.is_alphanumeric() || c == '_');
    (is_visibility && is_name).then_some(name)
}

/// Where the modules declared in the file at `path` have their files.
fn module_folder(path: &str) -> &str {
    let stem = path.strip_suffix(".rs").unwrap_or(path);
    match stem.rsplit_once('/') {
        Some((folder, "lib" | "main" | "mod")) => folder,
        _ => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_for_tests_are_told_apart() {
        let tree = Tree::of(&[
            ("crates/org/src/lib.rs", "#[cfg(test)]\nmod sample;\nmod unit;"),
            ("crates/org/src/sample.rs", ""),
            ("crates/org/src/sample/towns.rs", ""),
            ("crates/org/src/unit.rs", "#[cfg(test)]\npub(crate) mod made_up;\n#[cfg(test)]\nmod tests { }"),
            ("crates/org/src/unit/made_up.rs", ""),
            ("crates/org/src/made_up.rs", ""),
            ("crates/org/src/contests.rs", ""),
            ("crates/org/tests/power_cut.rs", ""),
            ("testkit/src/lib.rs", ""),
        ]);
        let test_files = TestFiles::of(&tree);
        let found = tree.files.iter().filter(|file| test_files.contains(file));
        let paths: Vec<&str> = found.map(|file| file.path.as_str()).collect();
        let expected = [
            "crates/org/src/sample.rs",
            "crates/org/src/sample/towns.rs",
            "crates/org/src/unit/made_up.rs",
            "crates/org/tests/power_cut.rs",
            "testkit/src/lib.rs",
        ];
        assert_eq!(paths, expected);
    }
}

//! Every crate follows the lints of the workspace.

use toml::Table;

use super::Finding;
use super::tree::{File, Tree};

/// Members of the workspace that are no part of the product.
const DEVELOPMENT: [&str; 3] = ["bench", "testkit", "xtask"];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let is_member = |file: &&File| {
        let folders = file.path.strip_suffix("/Cargo.toml");
        folders.is_some_and(|folder| DEVELOPMENT.contains(&folder) || folder.starts_with("crates/"))
    };
    let members = tree.files.iter().filter(is_member);
    members.filter(|file| !follows_workspace(&file.text)).map(complain).collect()
}

fn follows_workspace(manifest: &str) -> bool {
    let Ok(manifest) = manifest.parse::<Table>() else {
        return false;
    };
    let lints = manifest.get("lints").and_then(|lints| lints.get("workspace"));
    lints.and_then(toml::Value::as_bool) == Some(true)
}

fn complain(file: &File) -> Finding {
    Finding::new(&file.path, 0, "add `[lints] workspace = true`: one set of lints for the whole house")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_with_lints_of_its_own_is_found() {
        let tree = Tree::of(&[
            ("crates/a/Cargo.toml", "[package]\nname = \"a\""),
            ("crates/b/Cargo.toml", "[lints]\nworkspace = false"),
            ("xtask/Cargo.toml", "[lints.rust]\nunsafe_code = \"allow\""),
            ("testkit/Cargo.toml", "[lints]\nworkspace = true"),
            ("Cargo.toml", "[workspace]"),
        ]);
        let paths: Vec<String> = check(&tree).into_iter().map(|finding| finding.path).collect();
        assert_eq!(paths, ["crates/a/Cargo.toml", "crates/b/Cargo.toml", "xtask/Cargo.toml"]);
    }
}

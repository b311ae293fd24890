//! `docs/third-party.md`: the crates inside the program, with their licences and homes.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use crate::process::{self, cargo};

const INTRODUCTION: &str = "\
# Third-party software

Written by `cargo xtask docs` from the lock file; do not edit. These crates are compiled into the program `hadir` on
Linux. Which licences are accepted is decided in `deny.toml`.

";

/// How cargo names what the program is compiled from, one crate a line.
const FORMAT: &str = "{p}\t{l}\t{r}";

pub fn make() -> Result<String, Box<dyn Error>> {
    let mut tree = cargo(&["tree", "--package", "hadir", "--edges", "normal", "--prefix", "none", "--format", FORMAT]);
    // The same list on every developer's machine.
    tree.args(["--target", "x86_64-unknown-linux-gnu", "--no-dedupe"]);
    let tree = process::output(&mut tree, "cargo could not list the dependencies.")?;
    Ok(document(&tree))
}

fn document(tree: &str) -> String {
    let crates: BTreeSet<Crate<'_>> = tree.lines().filter_map(Crate::read).collect();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for one in &crates {
        *counts.entry(one.licence()).or_default() += 1;
    }
    let mut text = String::from(INTRODUCTION);
    text += &format!("{} crates.\n\n| licence | crates |\n| --- | ---: |\n", crates.len());
    for (licence, count) in counts {
        text += &format!("| {licence} | {count} |\n");
    }
    text += "\n| crate | version | licence | home |\n| --- | --- | --- | --- |\n";
    for one in &crates {
        text += &format!("| {} | {} | {} | {} |\n", one.name, one.version, one.licence(), one.home);
    }
    text
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Crate<'a> {
    name: &'a str,
    version: &'a str,
    licence: &'a str,
    home: &'a str,
}

impl<'a> Crate<'a> {
    /// Reads a line of [`FORMAT`]; `None` for our own crates, which have a folder instead of a registry.
    fn read(line: &'a str) -> Option<Crate<'a>> {
        let mut fields = line.split('\t');
        let mut package = fields.next()?.split_whitespace();
        let (name, version) = (package.next()?, package.next()?);
        let is_ours = package.any(|word| word.starts_with("(/"));
        if is_ours {
            return None;
        }
        Some(Crate {
            name,
            version: version.trim_start_matches('v'),
            licence: fields.next().unwrap_or_default(),
            home: fields.next().unwrap_or_default(),
        })
    }

    /// The licence in one spelling, without the signs that would break the table.
    fn licence(&self) -> String {
        let spelled = self.licence.replace('/', " OR ");
        spelled.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_foreign_crate_is_listed_once_and_none_of_ours() {
        let tree = "hadir v0.1.0 (/somewhere/crates/hadir)\tMIT\t\n\
                    axum v0.8.9\tMIT\thttps://a.example\n\
                    serde_derive v1.0.0 (proc-macro)\tMIT/Apache-2.0\thttps://b.example\n\
                    axum v0.8.9\tMIT\thttps://a.example\n";
        let text = document(tree);
        assert!(text.contains("2 crates."), "{text}");
        assert!(text.contains("| axum | 0.8.9 | MIT | https://a.example |\n"));
        assert!(text.contains("| serde_derive | 1.0.0 | MIT OR Apache-2.0 | https://b.example |\n"));
        assert!(!text.contains("hadir v"));
    }
}

//! Rules about the code itself, checked like any other test: floors, pure ground, file sizes, links and so on.
//!
//! Each rule is one file with a `check` that takes a [`Tree`] and returns findings, and with tests that show it
//! fail on a bad sample. The rules run as an ordinary test here and as the `tidy` step of `cargo xtask test`.

mod floors;
mod guides;
mod imports;
mod links;
mod lints;
mod markup;
mod purity;
mod rust_files;
mod source;
mod strings;
mod test_files;
mod tree;

use std::error::Error;
use std::fmt;

use crate::process;
use tree::Tree;

/// Something a rule objects to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub path: String,
    /// Counted from 1; 0 where the finding is about the whole file.
    pub line: usize,
    /// What is wrong, and what to do instead.
    pub why: String,
}

impl Finding {
    fn new(path: &str, line: usize, why: impl Into<String>) -> Finding {
        Finding { path: path.to_owned(), line, why: why.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.why)
    }
}

/// Every rule.
const RULES: &[fn(&Tree) -> Vec<Finding>] = &[
    floors::check,
    lints::check,
    purity::check,
    rust_files::check,
    markup::check,
    strings::check,
    links::check,
    guides::check,
];

/// All findings in this checkout, in the order of the files.
pub fn findings() -> Result<Vec<Finding>, Box<dyn Error>> {
    let tree = Tree::read(process::root())?;
    let mut findings: Vec<Finding> = RULES.iter().flat_map(|rule| rule(&tree)).collect();
    findings.sort_by(|one, other| (&one.path, one.line).cmp(&(&other.path, other.line)));
    Ok(findings)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_house_is_tidy() {
        let findings = super::findings().unwrap();
        let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
        assert!(lines.is_empty(), "\n{}", lines.join("\n"));
    }
}

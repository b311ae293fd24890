//! The files of the checkout that people write: what the rules look at.

use std::collections::BTreeSet;
use std::path::Path;
use std::{fs, io};

use super::source;

/// Folders made by tools or filled by fuzzing, wherever they stand.
const LEFT_OUT: [&str; 5] = ["target", "node_modules", ".git", "corpus", "artifacts"];

/// Kinds of files whose text the rules read.
const TEXT_ENDINGS: [&str; 16] = [
    "css", "csv", "ftl", "html", "js", "json", "jsonl", "md", "mjs", "rs", "service", "sh", "sql", "toml", "txt", "yml",
];

/// Files without an ending whose text the rules read all the same.
const TEXT_NAMES: [&str; 2] = [".ci/run", ".gitignore"];

/// A file with its text. Paths are relative to the root, with `/` between folders.
#[derive(Debug)]
pub struct File {
    pub path: String,
    pub text: String,
    /// Of a Rust file: what [`source::code_only`] leaves. Scanned once, because several rules read it.
    pub code: String,
    /// Of a Rust file: what [`source::without_tests`] leaves of that.
    pub product_code: String,
}

impl File {
    fn new(path: &str, text: String) -> File {
        let code = if path.ends_with(".rs") { source::code_only(&text) } else { String::new() };
        File { path: path.to_owned(), product_code: source::without_tests(&code), code, text }
    }

    /// Lines with their numbers, counted from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        numbered(&self.text)
    }

    /// The lines of a Rust file as written, with their numbers, without those of items for tests.
    pub fn product_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let pairs = self.code.lines().zip(self.product_code.lines());
        let lines = self.lines().zip(pairs);
        let is_kept = |(code, kept): (&str, &str)| code.trim().is_empty() || !kept.trim().is_empty();
        lines.filter(move |(_, pair)| is_kept(*pair)).map(|(line, _)| line)
    }
}

/// Lines with their numbers, counted from 1.
pub fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(at, line)| (at + 1, line))
}

/// The checkout, or a sample of one.
#[derive(Debug, Default)]
pub struct Tree {
    /// Text files in the order of their paths.
    pub files: Vec<File>,
    /// Paths of all files and folders, those without text included.
    pub paths: BTreeSet<String>,
}

impl Tree {
    /// Reads the checkout at `root`.
    pub fn read(root: &Path) -> io::Result<Tree> {
        let mut tree = Tree::default();
        tree.add_folder(root, "")?;
        tree.files.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(tree)
    }

    /// A tree of made-up files, for the tests of the rules.
    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Tree {
        let mut tree = Tree::default();
        for (path, text) in files {
            tree.add_text(path, (*text).to_owned());
            let folders = path.match_indices('/').map(|(at, _)| path[..at].to_owned());
            tree.paths.extend(folders);
        }
        tree
    }

    /// The Rust files.
    pub fn rust(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.path.ends_with(".rs"))
    }

    fn add_folder(&mut self, root: &Path, folder: &str) -> io::Result<()> {
        for entry in fs::read_dir(root.join(folder))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = match folder {
                "" => name.clone(),
                _ => format!("{folder}/{name}"),
            };
            if entry.file_type()?.is_dir() {
                if !LEFT_OUT.contains(&name.as_str()) {
                    self.paths.insert(path.clone());
                    self.add_folder(root, &path)?;
                }
            } else if is_text(&path) {
                self.add_text(&path, fs::read_to_string(entry.path())?);
            } else {
                self.paths.insert(path);
            }
        }
        Ok(())
    }

    fn add_text(&mut self, path: &str, text: String) {
        self.paths.insert(path.to_owned());
        self.files.push(File::new(path, text));
    }
}

fn is_text(path: &str) -> bool {
    let ending = Path::new(path).extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| TEXT_ENDINGS.contains(&ending)) || TEXT_NAMES.contains(&path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_product_keep_their_numbers_and_literals() {
        let text = "fn a() { say(\"x\") }\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\nfn c() {}";
        let file = File::new("a.rs", text.to_owned());
        let expected = [(1, "fn a() { say(\"x\") }"), (6, "fn c() {}")];
        assert_eq!(file.product_lines().collect::<Vec<_>>(), expected);
    }
}

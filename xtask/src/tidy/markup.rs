//! No styles inside the markup: the content security policy refuses them, and the design tokens would miss them.

use super::Finding;
use super::test_files::TestFiles;
use super::tree::{File, Tree};

/// The attribute as HTML and maud write it, and as it looks inside a string literal.
const INLINE_STYLES: [&str; 2] = [concat!("style", "=\""), concat!("style", "=\\\"")];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let test_files = TestFiles::of(tree);
    // Tests may name what a page must not contain.
    let rust = tree.rust().filter(|file| !test_files.contains(file));
    let rust = rust.flat_map(|file| check_lines(file, file.product_lines()));
    let html = tree.files.iter().filter(|file| file.path.ends_with(".html"));
    let html = html.flat_map(|file| check_lines(file, file.lines()));
    rust.chain(html).collect()
}

fn check_lines<'a>(file: &File, lines: impl IntoIterator<Item = (usize, &'a str)>) -> Vec<Finding> {
    let has_style = |text: &str| INLINE_STYLES.iter().any(|style| has_attribute(text, style));
    let lines = lines.into_iter().filter(|(_, text)| has_style(text));
    let why = "an inline style: use a class and the tokens";
    lines.map(|(line, _)| Finding::new(&file.path, line, why)).collect()
}

/// Whether `attribute` stands in `text` by itself, not as the end of another one such as `data-style`.
fn has_attribute(text: &str, attribute: &str) -> bool {
    text.match_indices(attribute).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '-' || c == '_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inline_style_is_found() {
        let tree = Tree::of(&[
            ("crates/ui/src/a.rs", "html! { p style=\"color: red\" { } }"),
            ("crates/ui/src/b.rs", "let p = \"<p style=\\\"x\\\">\";"),
            ("crates/ui/src/c.html", "<p\n style=\"x\">"),
            ("crates/ui/tests/e.rs", "assert!(!page.contains(\" style=\\\"\"));"),
            ("crates/ui/src/d.rs", "html! { p data-style=\"x\" class=\"y\" { } style { } }"),
        ]);
        let found: Vec<usize> = check(&tree).iter().map(|finding| finding.line).collect();
        assert_eq!(found, [1, 1, 2]);
    }
}

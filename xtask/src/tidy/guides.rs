//! What a guide prints in bold is a label on the screen, word for word: otherwise its reader looks for a button that is
//! not there.

use super::Finding;
use super::tree::{File, Tree};

const GUIDES: &str = "docs/panduan/";
/// Where the words of the pages stand, in the language the guides are written in.
const WORDS: &str = "/lang/id/";

pub fn check(tree: &Tree) -> Vec<Finding> {
    let words = |file: &&File| file.path.contains(WORDS) && file.path.ends_with(".ftl");
    let screen: String = tree.files.iter().filter(words).map(|file| file.text.as_str()).collect();
    let guides = tree.files.iter().filter(|file| file.path.starts_with(GUIDES) && file.path.ends_with(".md"));
    guides.flat_map(|guide| unknown_labels(guide, &screen)).collect()
}

fn unknown_labels(guide: &File, screen: &str) -> Vec<Finding> {
    let unknown = bold(&guide.text).into_iter().filter(|(_, label)| !screen.contains(label));
    let why = |label| format!("no page says \u{201c}{label}\u{201d}; bold is for labels, emphasis is *slanted*");
    unknown.map(|(line, label)| Finding::new(&guide.path, line, why(label))).collect()
}

/// Everything between two pairs of asterisks, blanks and line ends made one blank, with the line it begins on.
fn bold(text: &str) -> Vec<(usize, String)> {
    let mut line = 1;
    let mut found = Vec::new();
    for (at, piece) in text.split("**").enumerate() {
        if at % 2 == 1 {
            found.push((line, piece.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
        line += piece.matches('\n').count();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(guide: &str) -> Tree {
        Tree::of(&[("docs/panduan/loket.md", guide), ("crates/cases/lang/id/meja.ftl", "meja-act-ask = Tanya pelapor")])
    }

    #[test]
    fn a_label_that_is_on_no_page_is_found() {
        let findings = check(&tree("Tekan **Tanya\npelapor**, lalu\n**Tunggu warga**."));
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].line, 3);
        assert!(findings[0].why.contains("Tunggu warga"));
    }
}

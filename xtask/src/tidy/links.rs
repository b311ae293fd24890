//! Every relative link in a document leads to a file or folder of this checkout.

use super::Finding;
use super::tree::{File, Tree};

pub fn check(tree: &Tree) -> Vec<Finding> {
    let documents = tree.files.iter().filter(|file| file.path.ends_with(".md"));
    documents.flat_map(|file| check_file(file, tree)).collect()
}

fn check_file(file: &File, tree: &Tree) -> Vec<Finding> {
    let dead = |(_, target): &(usize, String)| match resolve(&file.path, target) {
        Some(path) => !path.is_empty() && !tree.paths.contains(&path),
        None => true,
    };
    let links = links(&file.text).into_iter().filter(dead);
    links.map(|(line, target)| Finding::new(&file.path, line, format!("the link to {target} leads nowhere"))).collect()
}

/// Targets of relative links with their lines; what stands in code is no link.
fn links(text: &str) -> Vec<(usize, String)> {
    let mut links = Vec::new();
    let mut in_fence = false;
    for (at, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            in_fence = !in_fence;
        } else if !in_fence {
            let targets = targets(&without_code(line));
            links.extend(targets.into_iter().map(|target| (at + 1, target)));
        }
    }
    links.retain(|(_, target)| is_relative(target));
    links
}

/// The line with its `code` spans taken out.
fn without_code(line: &str) -> String {
    line.split('`').step_by(2).collect::<Vec<_>>().join("``")
}

/// Targets written `](target)` or `[name]: target`, without a title and without angle brackets.
fn targets(line: &str) -> Vec<String> {
    let inline = line.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let definition = line.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let definition = definition.filter(|(name, _)| !name.starts_with('^'));
    let definition = definition.and_then(|(_, rest)| rest.strip_prefix(": "));
    inline
        .chain(definition)
        .filter_map(|target| target.split_whitespace().next())
        .map(|target| target.trim_matches(['<', '>']).to_owned())
        .collect()
}

fn is_relative(target: &str) -> bool {
    let has_scheme = target.split(['/', '#']).next().is_some_and(|start| start.contains(':'));
    !has_scheme && !target.starts_with('#')
}

/// The path from the root that `target` means in the document at `from`; `None` when it leaves the checkout.
fn resolve(from: &str, target: &str) -> Option<String> {
    let target = target.split(['#', '?']).next().unwrap_or_default();
    let mut parts: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => from.split('/').rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect(),
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_that_lead_nowhere_are_found() {
        let text = "[a](decisions/one.md) [b](gone.md)\n![c](../picture.png)\n[d]: ../../outside\n[e](/docs/lost.md)";
        let tree = Tree::of(&[("docs/guide.md", text), ("docs/decisions/one.md", ""), ("picture.png", "")]);
        let found: Vec<usize> = check(&tree).iter().map(|finding| finding.line).collect();
        assert_eq!(found, [1, 3, 4]);
    }

    #[test]
    fn good_links_addresses_and_code_are_left_alone() {
        let text = "[a](https://a.id) [b](mailto:a@b.id) [c](#part) [d](./b.md#part \"title\") [e](decisions)\n\
                    `[f](gone)`\n```\n[g](gone)\n```\n[h](..) [^1]: a note\n";
        let tree = Tree::of(&[("docs/a.md", text), ("docs/b.md", ""), ("docs/decisions/x.md", "")]);
        assert!(check(&tree).is_empty(), "{:?}", check(&tree));
    }
}

//! The gold list of roots: how often the stem of a public-service word is its root, and how often words of one family
//! meet, for this crate and, in the same run, for the Snowball stemmer of Indonesian.

use std::collections::BTreeMap;

use hadir_language::{normalise, stem};
use snowball_stemmers_rs::{Algorithm, Stemmer};

/// What one stemmer reaches on the gold list.
struct Score {
    exact: f64,
    family: f64,
    wrong_company: usize,
}

fn gold() -> Vec<(String, String)> {
    let mut file = csv::Reader::from_path("tests/data/roots.csv").expect("the gold list is part of the crate");
    file.deserialize().map(|row| row.expect("every row has word and root")).collect()
}

/// `exact`: share of words whose stem is the root. `family`: share of words that meet their root's own stem, so that
/// a search finds them. `wrong_company`: words that meet the stem of another root of the list.
fn score(stem: impl Fn(&str) -> String) -> Score {
    let gold = gold();
    let roots: BTreeMap<String, &str> = gold.iter().map(|(_, root)| (stem(root), root.as_str())).collect();
    let share = |test: &dyn Fn(&str, &str) -> bool| {
        gold.iter().filter(|(word, root)| test(word, root)).count() as f64 / gold.len() as f64
    };
    let strays = |word: &str, root: &str| roots.get(&stem(word)).is_some_and(|other| *other != root);
    Score {
        exact: share(&|word, root| stem(word) == root),
        family: share(&|word, root| stem(word) == stem(root)),
        wrong_company: gold.iter().filter(|(word, root)| strays(word, root)).count(),
    }
}

#[test]
#[expect(clippy::print_stdout, reason = "the figures are the point of the comparison")]
fn words_of_a_family_meet_better_than_with_snowball() {
    let snowball = Stemmer::create(Algorithm::Indonesian);
    let ours = score(|word| stem(&normalise(word)).into_owned());
    let theirs = score(|word| snowball.stem(word).into_owned());
    for (name, score) in [("hadir", &ours), ("snowball", &theirs)] {
        println!(
            "{name}: exact root {:.3}, family {:.3}, wrong company {} of {}",
            score.exact,
            score.family,
            score.wrong_company,
            gold().len()
        );
    }
    for (word, root) in gold() {
        let found = stem(&normalise(&word)).into_owned();
        if found != root {
            println!("{word}: {found} instead of {root}");
        }
    }
    assert!(ours.exact >= 0.97 && ours.family >= 0.97 && ours.wrong_company == 0);
    assert!(ours.exact > theirs.exact && ours.family > theirs.family);
}

//! Made-up reports of a regency, from the same sentences, places and names as the demo's: the same seed gives the same
//! reports, each another one.

use std::collections::BTreeMap;

use hadir_testkit::random::Seeded;
use serde::Deserialize;

const TEMPLATES: &str = include_str!("../../data/demo/templates.json");
const PLACES: &str = include_str!("../../data/demo/nunukan/places.csv");
const NAMES: &str = include_str!("../../data/demo/nunukan/names.csv");
const CATEGORIES: &str = include_str!("../../data/categories/categories.csv");

/// What reports are made of.
#[derive(Debug)]
pub struct Town {
    situations: Vec<Situation>,
    openings: Vec<String>,
    details: Vec<String>,
    slots: BTreeMap<String, Vec<String>>,
    places: Vec<Place>,
    names: Vec<String>,
    /// Categories and the units that usually handle them.
    usual_units: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
struct Templates {
    situations: Vec<Situation>,
    openings: BTreeMap<String, Vec<String>>,
    details: BTreeMap<String, Vec<String>>,
    slots: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
struct Situation {
    category: String,
    kind: String,
    #[serde(default)]
    sensitive: Option<String>,
    #[serde(default)]
    spots: Vec<String>,
    texts: Vec<Text>,
    #[serde(default)]
    done: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Text {
    text: String,
}

#[derive(Debug)]
struct Place {
    code: String,
    name: String,
}

/// A report and what an office would answer.
#[derive(Clone, Debug)]
pub struct Report {
    /// `complaint`, `question` and so on.
    pub kind: String,
    /// The code of its category.
    pub category: String,
    /// The unit that usually handles the category.
    pub unit: String,
    /// The region code of a village.
    pub place: String,
    /// Where exactly.
    pub spot: String,
    /// What it says.
    pub text: String,
    /// Who says it.
    pub name: String,
    /// Where news go; no one's number.
    pub contact: String,
    /// What the office answers.
    pub reply: String,
}

impl Town {
    /// Reads the sentences, places and names.
    pub fn new() -> Town {
        let templates: Templates = serde_json::from_str(TEMPLATES).expect("the demo's templates have this form");
        // Reports for a closed circle are on no list that is measured here.
        let is_open = |situation: &Situation| situation.sensitive.is_none() && situation.category != "levy";
        let of_kind = |lists: BTreeMap<String, Vec<String>>, kind: &str| lists.get(kind).cloned().unwrap_or_default();
        Town {
            situations: templates.situations.into_iter().filter(is_open).collect(),
            openings: of_kind(templates.openings, "formal"),
            details: of_kind(templates.details, "complaint"),
            slots: templates.slots,
            places: rows(PLACES).map(|row| Place { code: row[0].to_owned(), name: row[1].to_owned() }).collect(),
            names: rows(NAMES).map(|row| row[0].to_owned()).collect(),
            usual_units: rows(CATEGORIES).map(|row| (row[0].to_owned(), row[3].to_owned())).collect(),
        }
    }

    /// The next report.
    pub fn report(&self, random: &mut Seeded) -> Report {
        let situation = random.pick(&self.situations);
        let place = random.pick(&self.places);
        let spot = pick_or_empty(random, &situation.spots);
        let said = &random.pick(&situation.texts).text;
        let sentences = [
            random.pick(&self.openings).clone(),
            format!("{}.", self.fill(random, said, &place.name, spot)),
            random.pick(&self.details).clone(),
            format!("Rumah {} di RT {}.", random.pick(&self.names), random.below(40) + 1),
        ];
        let done = pick_or_empty(random, &situation.done);
        let done = self.fill(random, done, &place.name, spot);
        Report {
            kind: situation.kind.clone(),
            category: situation.category.clone(),
            unit: self.usual_units.get(&situation.category).cloned().unwrap_or_else(|| "diskominfo".to_owned()),
            place: place.code.clone(),
            spot: spot.to_owned(),
            text: sentences.join(" "),
            name: random.pick(&self.names).clone(),
            // Numbers that begin with 0812-0000 are given to nobody.
            contact: format!("0812-0000-{:04}", random.below(10_000)),
            reply: format!("Terima kasih sudah melapor, dan mohon maaf atas kesulitannya. {done}."),
        }
    }

    /// Words someone may look for: two that stand together in many reports.
    pub fn search(&self, random: &mut Seeded) -> String {
        const SUBJECTS: [&str; 8] = ["lampu", "dermaga", "jalan", "air", "sampah", "obat", "sekolah", "antre"];
        format!("{} {}", random.pick(&SUBJECTS), random.pick(&self.places).name)
    }

    fn fill(&self, random: &mut Seeded, text: &str, place: &str, spot: &str) -> String {
        let mut filled = text.replace("{place}", place).replace("{spot}", spot);
        for (slot, words) in &self.slots {
            let mark = format!("{{{slot}}}");
            if filled.contains(&mark) {
                filled = filled.replace(&mark, random.pick::<String>(words));
            }
        }
        // What only an answer knows (a date, an hour) is left open; nobody reads these.
        filled.replace(['{', '}'], "")
    }
}

fn pick_or_empty<'a>(random: &mut Seeded, items: &'a [String]) -> &'a str {
    if items.is_empty() { "" } else { random.pick::<String>(items) }
}

/// The rows of a file without quoted commas in the columns that are read, its heading left out.
fn rows(csv: &str) -> impl Iterator<Item = Vec<&str>> {
    csv.lines().skip(1).map(|line| line.split(',').collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_are_complete_and_the_same_for_the_same_seed() {
        let town = Town::new();
        let reports = |seed| {
            let mut random = Seeded::new(seed);
            (0..500).map(|_| town.report(&mut random)).collect::<Vec<_>>()
        };
        for report in reports(1) {
            assert!(report.text.len() > 60 && !report.text.contains('{'), "{}", report.text);
            assert!(!report.unit.is_empty() && report.place.starts_with("65.03."), "{report:?}");
        }
        assert_eq!(format!("{:?}", reports(2)), format!("{:?}", reports(2)));
        assert_ne!(reports(1)[0].text, reports(2)[0].text);
    }
}
